// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/archive.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "stoa/publish/address.hpp"
#include "stoa/publish/gzip.hpp"
#include "stoa/publish/results.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/syntax.hpp"

namespace stoa::publish {

namespace fs = std::filesystem;

namespace {

/// 0 of a note that is no number.
std::uint64_t number(std::string_view text) { return whole_number(text).value_or(0); }

}  // namespace

Archive::Archive(fs::path folder) : folder_{std::move(folder)} {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) {
        throw rdf::WriteError(fmt::format("cannot make the archive '{}': {}", folder_.string(), error.message()));
    }
    fs::path const lock = folder_ / "lock";
    lock_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) {
        throw rdf::WriteError(fmt::format("cannot open '{}': {}", lock.string(), std::strerror(errno)));
    }
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw LeaseTaken(
            fmt::format("another publisher on this machine uses the archive '{}': try again when it has "
                        "ended",
                        folder_.string()));
    }
    fs::remove_all(work(), error);
    fs::create_directories(work(), error);
    if (error) {
        throw rdf::WriteError(fmt::format("cannot make '{}': {}", work().string(), error.message()));
    }
}

Archive::~Archive() {
    std::error_code ignored;
    fs::remove_all(work(), ignored);
    ::close(lock_);
}

fs::path Archive::place_of(std::string_view sha256) const {
    return folder_ / fmt::format("{}{}.gz", sha256, rdf::ntriples().suffix());
}

void Archive::keep(Snapshot const& snapshot) {
    if (holds(snapshot)) {
        return;
    }
    GzipFile out{place_of(snapshot.sha256).string()};
    LineReader reader{snapshot.file};
    while (std::optional<std::string_view> const line = reader.next()) {
        out.write(*line);
        out.write("\n");
    }
    out.finish();
}

/// By the size that the end of a gzip file tells (RFC 1952, ISIZE): a file that was cut short has another. Whatever
/// else may have happened to it shows when it is read.
bool Archive::holds(Snapshot const& snapshot) const {
    std::ifstream file{place_of(snapshot.sha256), std::ios::binary};
    std::array<char, 4> end{};
    file.seekg(-static_cast<std::streamoff>(end.size()), std::ios::end);
    if (!file.read(end.data(), end.size())) {
        return false;
    }
    std::uint32_t size = 0;
    for (std::size_t i = end.size(); i-- > 0;) {
        size = (size << 8U) | static_cast<unsigned char>(end[i]);
    }
    return size == static_cast<std::uint32_t>(fs::file_size(snapshot.file));
}

std::optional<fs::path> Archive::find(std::string_view sha256) const {
    fs::path const place = place_of(sha256);
    return fs::exists(place) ? std::optional{place} : std::nullopt;
}

void Archive::note(ArchivedVersion const& version) {
    fs::path const file = folder_ / "history.tsv";
    std::string text;
    if (std::ifstream old{file, std::ios::binary}; old) {
        text.assign(std::istreambuf_iterator<char>{old}, {});
    }
    for (PublishedGraph const& each : version.graphs) {
        text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", shown(version.endpoint), version.publication,
                            version.revision, version.published, each.graph, each.statements, each.sha256);
    }
    rdf::OutputFile out{file.string()};
    out.write(text);
    out.finish();
}

std::vector<std::vector<std::string>> Archive::rows_of(char const* name, std::size_t fields) const {
    std::vector<std::vector<std::string>> rows;
    std::ifstream file{folder_ / name, std::ios::binary};
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string>& row = rows.emplace_back();
        for (std::size_t begin = 0; begin <= line.size();) {
            std::size_t const end = std::min(line.find('\t', begin), line.size());
            row.push_back(line.substr(begin, end - begin));
            begin = end + 1;
        }
        if (row.size() != fields) {
            throw std::runtime_error(
                fmt::format("'{}' is damaged: '{}'", (folder_ / name).string(), line.substr(0, 100)));
        }
    }
    return rows;
}

std::vector<ArchivedVersion> Archive::history(std::string_view endpoint, std::string_view publication) const {
    std::vector<ArchivedVersion> versions;
    for (std::vector<std::string> const& fields : rows_of("history.tsv", 7)) {
        if (fields[0] != shown(endpoint) || fields[1] != publication) {
            continue;
        }
        std::uint64_t const revision = number(fields[2]);
        if (versions.empty() || versions.back().revision != revision || versions.back().published != fields[3]) {
            versions.push_back({fields[0], fields[1], revision, fields[3], {}});
        }
        versions.back().graphs.push_back({fields[4], number(fields[5]), fields[6]});
    }
    return versions;
}

Compared Archive::compared(std::string_view endpoint, std::string_view graph, std::string_view sha256) const {
    for (std::vector<std::string> const& fields : rows_of("compared.tsv", 6)) {
        if (fields[0] == shown(endpoint) && fields[1] == graph) {
            return fields[2] == sha256 ? Compared{number(fields[3]), number(fields[4]), fields[5]}
                                       : Compared{number(fields[3]), 0, {}};
        }
    }
    return {};
}

void Archive::note_compared(std::string_view endpoint, std::string_view graph, std::string_view sha256,
                            Compared const& compared) {
    std::string text;
    for (std::vector<std::string> const& fields : rows_of("compared.tsv", 6)) {
        if (fields[0] != shown(endpoint) || fields[1] != graph) {
            text += fmt::format("{}\n", fmt::join(fields, "\t"));
        }
    }
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", shown(endpoint), graph, sha256, compared.runs, compared.since,
                        compared.all);
    rdf::OutputFile out{(folder_ / "compared.tsv").string()};
    out.write(text);
    out.finish();
}

std::vector<std::string> Archive::tokens() const {
    std::ifstream file{folder_ / "lease", std::ios::binary};
    std::vector<std::string> tokens;
    for (std::string line; std::getline(file, line);) {
        tokens.push_back(line);
    }
    return tokens;
}

void Archive::add_token(std::string const& token) {
    // Not the last alone: runs may fail one after the other, and the lease that one of them asked for may come late.
    constexpr std::size_t most = 100;
    std::vector<std::string> all = tokens();
    all.push_back(token);
    rdf::OutputFile out{(folder_ / "lease").string()};
    for (std::size_t i = all.size() - std::min(all.size(), most); i < all.size(); ++i) {
        out.write(all[i] + "\n");
    }
    out.finish();
}

fs::path default_archive(std::string const& query_url, std::string const& graph) {
    fs::path folder;
    if (char const* const state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') {
        folder = state;
    } else if (char const* const home = std::getenv("HOME"); home != nullptr && *home == '/') {
        folder = fs::path{home} / ".local/state";
    } else {
        throw std::runtime_error("neither XDG_STATE_HOME nor HOME is set: name a folder with --archive");
    }
    rdf::Sha256Sink hash;
    hash.write(shown(query_url) + " " + graph);  // a new key is no new archive
    return folder / "stoa" / hash.hex().substr(0, 16);
}

}  // namespace stoa::publish
