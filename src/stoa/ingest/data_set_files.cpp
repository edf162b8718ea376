// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/data_set_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <span>

#include "stoa/ingest/installed_data.hpp"
#include "stoa/ingest/manifest.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/ingest/toml_reader.hpp"
#include "stoa/ingest/toml_text.hpp"
#include "stoa/model/canonical.hpp"

namespace stoa::ingest {
namespace {

namespace fs = std::filesystem;
using diagnostics::Code;
using diagnostics::Diagnostics;
using diagnostics::Location;
using model::DataSet;
using model::DataSetId;

constexpr std::string_view config_name = "stoa.toml";

/// The file's bytes, or nothing with the reason in `error`. Stops reading one byte beyond the limit.
std::optional<std::string> read_bytes(fs::path const& path, std::string& error) {
    errno = 0;
    std::error_code status_error;
    fs::file_status const status = fs::status(path, status_error);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        error = "it is not a regular file";  // reading a pipe could wait for ever
        return std::nullopt;
    }
    std::ifstream stream{path, std::ios::binary};
    if (!stream) {
        error = std::strerror(errno);
        return std::nullopt;
    }
    std::string bytes;
    std::array<char, 65536> block{};
    while (bytes.size() <= max_file_bytes && stream.read(block.data(), block.size()).gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) {
        error = std::strerror(errno);
        return std::nullopt;
    }
    return bytes;
}

class Loader {
public:
    Loader(model::GraphBuilder& builder, Diagnostics& diagnostics) : builder_{builder}, diagnostics_{diagnostics} {}

    std::optional<DataSetId> load(fs::path const& folder, bool root, Location const& named_at);
    [[nodiscard]] DataSetFiles finish();

private:
    /// Whether the file could be read. Its keys and values are then in `file.cells`.
    bool parse(fs::path const& path, RawFile& file);
    void load_files(fs::path const& folder, DataSetId id);

    model::GraphBuilder& builder_;
    Diagnostics& diagnostics_;
    std::map<fs::path, DataSetId> loaded_;
    std::vector<std::vector<DataSetId>> uses_;
    std::vector<Location> named_;
    DataSetFiles result_;
};

bool Loader::parse(fs::path const& path, RawFile& file) {
    std::string error;
    std::optional<std::string> const text = read_bytes(path, error);
    if (!text) {
        diagnostics_.report(Code::unreadable_file, file.at({}), "cannot be read: " + error);
    }
    bool const good = text && read_toml(*text, file, diagnostics_);
    result_.paths.push_back(path);
    result_.complete = result_.complete && good;
    if (text && !good) {
        result_.unparsed.push_back(*text);
    } else if (!text) {
        result_.only_unparsed = false;
    }
    return good;
}

std::optional<DataSetId> Loader::load(fs::path const& folder, bool root, Location const& named_at) {
    std::error_code error;
    fs::path const key = fs::weakly_canonical(folder, error);
    if (auto const known = loaded_.find(key); known != loaded_.end()) {
        if (root) {
            builder_.data_set(known->second).root = true;
        }
        return known->second;
    }
    std::string const config_file = (folder / config_name).lexically_normal().generic_string();
    if (error || !fs::is_regular_file(folder / config_name, error)) {
        Location const where = named_at.file.empty() ? Location{folder.generic_string(), 0, 0} : named_at;
        bool const is_missing = !error || error == std::errc::no_such_file_or_directory;
        diagnostics_.report(is_missing ? Code::not_a_data_set : Code::unreadable_file, where,
                            !is_missing
                                ? fmt::format("{} cannot be read: {}", config_file, error.message())
                                : fmt::format("'{}' is not a data set: it has no {} (`stoa init DIR` makes one)",
                                              folder.generic_string(), config_name));
        result_.complete = result_.only_unparsed = false;
        return std::nullopt;
    }
    DataSet data_set;
    data_set.root = root;
    data_set.language = "en";
    RawFile manifest{config_file, {}, {}, {}};
    if (parse(folder / config_name, manifest)) {
        read_manifest(manifest, data_set, diagnostics_);
    }
    DataSetId const id = builder_.add_data_set(data_set);
    loaded_.emplace(key, id);
    uses_.emplace_back();
    named_.push_back({config_file, 0, 0});

    if (RawValue const* const uses = find(manifest.cells, "uses")) {
        uses->for_each_item([&](RawValue const& value) {
            Location const where = manifest.at(value.place);
            if (value.words().empty()) {
                diagnostics_.report(Code::wrong_setting, where,
                                    "'uses' takes folders of other data sets, as in [\"../shared\"]");
                return;
            }
            fs::path used_folder = (folder / value.text).lexically_normal();
            bool const is_name = value.text.find('/') == std::string_view::npos && !fs::exists(used_folder, error);
            if (is_name) {
                std::optional<fs::path> const installed = find_installed(value.text);
                if (!installed) {
                    diagnostics_.report(Code::unknown_data_set, where,
                                        fmt::format("'{}' is neither a folder beside {} nor an installed data set; {}",
                                                    value.text, config_name, installed_in_words(value.text)));
                    result_.complete = result_.only_unparsed = false;
                    return;
                }
                used_folder = *installed;
            }
            if (std::optional<DataSetId> const used = load(used_folder, false, where)) {
                uses_[static_cast<std::size_t>(id)].push_back(*used);
            }
        });
    }
    load_files(folder, id);
    return id;
}

void Loader::load_files(fs::path const& folder, DataSetId id) {
    std::vector<fs::path> paths;
    std::error_code error;
    std::set<fs::path> seen{fs::weakly_canonical(folder, error)};  // links may lead back
    fs::recursive_directory_iterator each{folder, fs::directory_options::follow_directory_symlink, error};
    while (!error && each != fs::recursive_directory_iterator{}) {
        fs::path const& path = each->path();
        bool const hidden = path.filename().generic_string().starts_with('.');
        std::error_code status_error;  // of a link that leads nowhere: reading it reports that
        if (each->is_directory(status_error)) {
            // A folder with a stoa.toml of its own is another data set.
            bool const is_new = hidden || seen.insert(fs::weakly_canonical(path, status_error)).second;
            if (hidden || !is_new || fs::exists(path / config_name, status_error)) {
                each.disable_recursion_pending();
            }
        } else if (!hidden && path.extension() == ".toml" && path.filename() != config_name) {
            paths.push_back(path);
        } else if (!hidden && model::fold(path.extension().string()) == ".toml" && path.filename() != config_name) {
            diagnostics_.report(Code::unread_file, {path.lexically_normal().generic_string(), 0, 0},
                                "is not read: write the ending .toml in lower case");
        }
        each.increment(error);
    }
    std::string const name = folder.generic_string();
    if (error) {
        diagnostics_.report(Code::unreadable_file, {name, 0, 0}, "cannot be read: " + error.message());
        result_.complete = result_.only_unparsed = false;
    } else if (paths.empty()) {
        diagnostics_.report(Code::no_data, {name, 0, 0},
                            fmt::format("has no data: there is no .toml file beside {}", config_name));
        result_.complete = result_.only_unparsed = false;
    }
    std::ranges::sort(paths);
    for (fs::path const& path : paths) {
        RawFile file{path.lexically_normal().generic_string(), id, {}, {}};
        if (parse(path, file)) {
            take_records(file);
            result_.files.push_back(std::move(file));
        }
    }
}

DataSetFiles Loader::finish() {
    // Names and bases tell data sets apart.
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        DataSet const& one = builder_.data_set(static_cast<DataSetId>(i));
        for (std::size_t j = 0; j < i; ++j) {
            DataSet const& other = builder_.data_set(static_cast<DataSetId>(j));
            if (!one.base.empty() && one.base == other.base) {
                diagnostics_.report(
                    Code::same_data_set, named_[i],
                    fmt::format("base '{}' is also that of {}: give each its own", one.base, named_[j].file));
            }
            if (!one.name.empty() && one.name == other.name) {
                diagnostics_.report(
                    Code::same_data_set, named_[i],
                    fmt::format("name '{}' is also that of {}: give each its own", one.name, named_[j].file));
            }
        }
    }
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        std::vector<DataSetId> seen{static_cast<DataSetId>(i)};
        for (std::size_t next = 0; next < seen.size(); ++next) {
            for (DataSetId const used : uses_[static_cast<std::size_t>(seen[next])]) {
                if (std::ranges::find(seen, used) == seen.end()) {
                    seen.push_back(used);
                }
            }
        }
        result_.visible.push_back(std::move(seen));
    }
    return std::move(result_);
}

}  // namespace

bool DataSetFiles::may_hold(std::string_view id) const {
    return !complete && (!only_unparsed || std::ranges::any_of(unparsed, [&](std::string const& text) {
        return text.find(id) != std::string::npos;
    }));
}

DataSetFiles load_data_sets(std::span<fs::path const> inputs, std::optional<std::string> const& base,
                            model::GraphBuilder& builder, Diagnostics& diagnostics) {
    Loader loader{builder, diagnostics};
    std::vector<fs::path> folders;
    for (fs::path const& named : inputs) {
        std::error_code error;
        std::optional<fs::path> const installed =
            fs::exists(named, error) ? std::nullopt : find_installed(named.generic_string());
        fs::path const& input = installed ? *installed : named;
        if (!fs::exists(input, error)) {
            bool const may_be_installed =
                named.has_filename() && !named.has_parent_path() && !error && !installed_data_sets().empty();
            throw InputError(
                fmt::format("{}: cannot be read: {}{}", input.generic_string(),
                            error ? error.message() : "there is no such file or folder",
                            may_be_installed ? "; of data sets, " + installed_in_words(named.string()) : ""));
        }
        bool const is_folder = fs::is_directory(input, error);
        if (!is_folder && input.filename() != config_name) {
            throw InputError(
                fmt::format("{}: is neither the folder of a data set nor its {}", input.generic_string(), config_name));
        }
        fs::path folder = is_folder ? input : input.parent_path();
        folders.push_back((folder.empty() ? fs::path{"."} : folder).lexically_normal());
    }
    std::ranges::sort(folders, {}, [](fs::path const& each) {
        std::error_code error;  // of a folder that cannot be reached, which is reported when it is read
        return fs::weakly_canonical(each, error);
    });
    for (fs::path const& folder : folders) {
        if (std::optional<DataSetId> const id = loader.load(folder, true, {}); id && base) {
            builder.data_set(*id).base = *base;
        }
    }
    if (base && folders.size() != 1) {
        throw std::invalid_argument("--base is for a single data set, and there are several");
    }
    return loader.finish();
}

}  // namespace stoa::ingest
