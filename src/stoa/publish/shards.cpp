// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/shards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "stoa/publish/gzip.hpp"
#include "stoa/publish/line_splitter.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/syntax.hpp"

namespace stoa::publish {
namespace {

namespace fs = std::filesystem;

constexpr char const* manifest_name = "manifest.json";

/// The first pass.
class SubjectCounter final : public rdf::ByteSink {
public:
    void write(std::string_view bytes) override {
        splitter_.add(bytes, [this](std::string_view line) {
            std::string_view const subject = line.substr(0, line.find(' '));
            if (by_subject_.empty() || subject != subject_) {
                subject_ = subject;
                by_subject_.push_back(0);
            }
            ++by_subject_.back();
        });
    }
    [[nodiscard]] std::vector<std::uint64_t> const& by_subject() const { return by_subject_; }

private:
    LineSplitter splitter_;
    std::string subject_;
    std::vector<std::uint64_t> by_subject_;
};

/// Counts and hashes what goes on to another sink.
class MeasuringSink final : public rdf::ByteSink {
public:
    explicit MeasuringSink(rdf::ByteSink& out) : out_{out} {}
    void write(std::string_view bytes) override {
        out_.write(bytes);
        hash_.write(bytes);
        bytes_ += bytes.size();
    }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    [[nodiscard]] std::string sha256() const { return hash_.hex(); }

private:
    rdf::ByteSink& out_;
    rdf::Sha256Sink hash_;
    std::uint64_t bytes_ = 0;
};

/// The shard that is being written.
class OpenShard {
public:
    OpenShard(rdf::OutputFile& file, bool gzip) : outside_{file} {
        if (gzip) {
            gzip_.emplace(outside_);
            inside_.emplace(*gzip_);
        }
    }
    rdf::ByteSink& sink() { return inside_ ? *inside_ : outside_; }
    void finish(Shard& shard) {
        if (gzip_) {
            gzip_->finish();
        }
        MeasuringSink const& inside = inside_ ? *inside_ : outside_;
        shard.bytes = outside_.bytes();
        shard.sha256 = outside_.sha256();
        shard.ntriples_bytes = inside.bytes();
        shard.ntriples_sha256 = inside.sha256();
    }

private:
    MeasuringSink outside_;
    std::optional<GzipSink> gzip_;
    std::optional<MeasuringSink> inside_;
};

/// The second pass: shares lines out over files, which are settled one after the other.
class ShardWriter final : public rdf::ByteSink {
public:
    ShardWriter(fs::path folder, ShardOptions const& options, std::vector<std::uint64_t> sizes,
                std::uint64_t statements)
        : folder_{std::move(folder)}, options_{options}, sizes_{std::move(sizes)}, statements_{statements} {}

    void write(std::string_view bytes) override {
        while (!bytes.empty()) {
            if (!open_) {
                open_next();
            }
            std::size_t const size = size_to_boundary(bytes);
            open_->sink().write(bytes.substr(0, size));
            whole_.write(bytes.substr(0, size));
            bytes.remove_prefix(size);
            if (left_ == 0) {
                close();
            }
        }
        if (options_.progress) {
            options_.progress("writing", done_, statements_);
        }
    }

    /// Everything is on the disk when it has returned.
    void finish(Shards& shards) {
        if (open_ || files_.size() != sizes_.size()) {
            throw std::logic_error("fewer statements were written than counted");
        }
        shards.files = shards_;
        for (Shard const& each : shards_) {
            shards.bytes += each.bytes;
            shards.ntriples_bytes += each.ntriples_bytes;
        }
        shards.ntriples_sha256 = whole_.hex();
    }

    void take_place() {
        for (std::unique_ptr<rdf::OutputFile> const& each : files_) {
            each->finish();
        }
    }

private:
    void open_next() {
        if (files_.size() == sizes_.size()) {
            throw std::logic_error("more statements were written than counted");
        }
        Shard& shard = shards_.emplace_back();
        shard.name =
            fmt::format("part-{:04}{}{}", shards_.size(), rdf::ntriples().suffix(), options_.gzip ? ".gz" : "");
        shard.statements = left_ = sizes_[files_.size()];
        files_.push_back(std::make_unique<rdf::OutputFile>((folder_ / shard.name).string()));
        open_ = std::make_unique<OpenShard>(*files_.back(), options_.gzip);
    }

    /// Up to the end of the open shard's last line, or all.
    std::size_t size_to_boundary(std::string_view bytes) {
        std::size_t size = 0;
        while (left_ > 0) {
            std::size_t const end = bytes.find('\n', size);
            if (end == std::string_view::npos) {
                return bytes.size();
            }
            size = end + 1;
            --left_;
            ++done_;
        }
        return size;
    }

    void close() {
        open_->finish(shards_.back());
        open_.reset();
        files_.back()->settle();
    }

    fs::path folder_;
    ShardOptions const& options_;
    std::vector<std::uint64_t> sizes_;
    std::uint64_t statements_;
    std::vector<std::unique_ptr<rdf::OutputFile>> files_;
    std::vector<Shard> shards_;
    std::unique_ptr<OpenShard> open_;
    rdf::Sha256Sink whole_;
    std::uint64_t left_ = 0;  ///< lines of the open shard that are to come
    std::uint64_t done_ = 0;
};

std::string manifest_of(Shards const& shards, ShardOptions const& options) {
    nlohmann::ordered_json manifest;
    manifest["media_type"] = rdf::ntriples().media_type();
    manifest["compression"] = options.gzip ? nlohmann::ordered_json("gzip") : nlohmann::ordered_json();
    manifest["statements"] = shards.statements;
    manifest["subjects"] = shards.subjects;
    manifest["bytes"] = shards.bytes;
    manifest["ntriples_bytes"] = shards.ntriples_bytes;
    manifest["ntriples_sha256"] = shards.ntriples_sha256;
    manifest["files"] = nlohmann::ordered_json::array();
    for (Shard const& each : shards.files) {
        manifest["files"].push_back({{"name", each.name},
                                     {"statements", each.statements},
                                     {"bytes", each.bytes},
                                     {"sha256", each.sha256},
                                     {"ntriples_bytes", each.ntriples_bytes},
                                     {"ntriples_sha256", each.ntriples_sha256}});
    }
    // The library would give each part a line.
    std::string parts;
    for (std::string const& each : options.parts) {
        parts += (parts.empty() ? "" : ", ") + nlohmann::json(each).dump();
    }
    return manifest.dump(2).insert(1, fmt::format("\n  \"parts\": [{}],", parts)) + "\n";
}

bool consists_of(std::string_view text, std::size_t size, std::string_view characters) {
    return text.size() == size && text.find_first_not_of(characters) == std::string_view::npos;
}

/// `part-0001.nt` or `part-0001.nt.gz`.
bool is_shard(std::string_view name) {
    constexpr std::string_view start = "part-";
    std::string_view const end = rdf::ntriples().suffix();
    if (name.ends_with(".gz")) {
        name.remove_suffix(3);
    }
    return name.starts_with(start) && name.ends_with(end) &&
           consists_of(name.substr(start.size(), name.size() - start.size() - end.size()), 4, "0123456789");
}

/// What a killed run leaves: rdf::OutputFile.
bool is_left_over(std::string_view name) {
    constexpr std::string_view end = ".0123456789abcdef.tmp";
    if (!name.starts_with('.') || name.size() <= end.size()) {
        return false;
    }
    std::string_view const of = name.substr(1, name.size() - 1 - end.size());
    std::string_view const rest = name.substr(name.size() - end.size());
    return (is_shard(of) || of == manifest_name) && rest.starts_with('.') && rest.ends_with(".tmp") &&
           consists_of(rest.substr(1, 16), 16, "0123456789abcdef");
}

void make_folder(fs::path const& folder) {
    std::error_code error;
    fs::create_directory(folder, error);
    if (error) {
        throw rdf::WriteError(fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()));
    }
}

void remove_where(fs::path const& folder, std::function<bool(std::string const&)> const& goes) {
    std::vector<fs::path> going;
    for (fs::directory_entry const& each : fs::directory_iterator{folder}) {
        if (goes(each.path().filename().string())) {
            going.push_back(each.path());
        }
    }
    for (fs::path const& each : going) {
        std::error_code error;
        fs::remove(each, error);
        if (error) {
            throw rdf::WriteError(
                fmt::format("cannot remove '{}' of an earlier export: {}", each.string(), error.message()));
        }
    }
}

}  // namespace

std::vector<std::uint64_t> cut_evenly(std::span<std::uint64_t const> by_subject, std::size_t shards) {
    std::vector<std::uint64_t> ends{0};  // of the first i subjects, in statements
    for (std::uint64_t const each : by_subject) {
        ends.push_back(ends.back() + each);
    }
    std::size_t const subjects = by_subject.size();
    std::size_t const count = std::min(shards, subjects);
    std::vector<std::uint64_t> sizes;
    std::size_t last = 0;
    for (std::size_t i = 1; i <= count; ++i) {
        // All in units of 1/count statements, so that nothing is rounded.
        std::uint64_t const ideal = ends.back() * i;
        std::size_t cut = last + 1;  // a subject at least
        while (ends[cut] * count < ideal) {
            ++cut;
        }
        if (cut > last + 1 && ideal - ends[cut - 1] * count <= ends[cut] * count - ideal) {
            --cut;
        }
        cut = std::min(cut, subjects - (count - i));  // and one for each shard to come
        sizes.push_back(ends[cut] - ends[last]);
        last = cut;
    }
    return sizes;
}

std::optional<std::string> find_foreign_entry(fs::path const& folder) {
    if (!fs::exists(folder)) {
        return std::nullopt;
    }
    std::optional<std::string> first;  // in order of name, for the same message every time
    for (fs::directory_entry const& each : fs::directory_iterator{folder}) {
        std::string const name = each.path().filename().string();
        bool const ours = !each.is_directory() && (is_shard(name) || is_left_over(name) || name == manifest_name);
        if (!ours && (!first || name < *first)) {
            first = name;
        }
    }
    return first;
}

Shards write_shards(fs::path const& folder, ShardOptions const& options,
                    std::function<void(rdf::ByteSink&)> const& write) {
    if (options.progress) {
        options.progress("counting", 0, 0);
    }
    Shards shards;
    std::vector<std::uint64_t> sizes;
    {
        SubjectCounter counter;
        write(counter);
        shards.subjects = counter.by_subject().size();
        sizes = cut_evenly(counter.by_subject(), options.shards);
    }
    for (std::uint64_t const each : sizes) {
        shards.statements += each;
    }
    make_folder(folder);
    ShardWriter writer{folder, options, std::move(sizes), shards.statements};
    write(writer);
    writer.finish(shards);
    rdf::OutputFile manifest{(folder / manifest_name).string()};
    manifest.write(manifest_of(shards, options));
    manifest.settle();
    // While the shards take their places there is no manifest: who finds what a killed run left, or reads meanwhile,
    // must not take a mixture for an export.
    remove_where(folder, [](std::string const& name) { return name == manifest_name; });
    writer.take_place();
    remove_where(folder, [&](std::string const& name) {
        return is_shard(name) && std::ranges::find(shards.files, name, &Shard::name) == shards.files.end();
    });
    manifest.finish();
    remove_where(folder, is_left_over);
    return shards;
}

}  // namespace stoa::publish
