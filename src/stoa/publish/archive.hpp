// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/snapshot.hpp"
#include "stoa/publish/state.hpp"

namespace stoa::publish {

/// A version that was published with this archive.
struct ArchivedVersion {
    std::string endpoint;     ///< URL for queries; noted as `shown`
    std::string publication;  ///< IRI of the graph that names it
    std::uint64_t revision = 0;
    std::string published;  ///< when it was sent, UTC
    std::vector<PublishedGraph> graphs;
};

/// How far the batches of a graph have been compared with what it should hold.
struct Compared {
    std::uint64_t runs = 0;   ///< of any version: it chooses the batches of the next
    std::uint64_t since = 0;  ///< those of this version since all its batches were compared
    std::string all;          ///< the day on which all its batches had last been compared, in UTC; empty: never
};

/// What was published to one graph of one endpoint: `<SHA-256>.nt.gz` for each graph of each version, and `history.tsv`
/// (endpoint, publication, revision, time, graph, statements, SHA-256), `compared.tsv` (endpoint, graph, SHA-256 and
/// the fields of Compared). Locked while it is open, so that two publishers on one machine cannot use it at once;
/// `work` inside is for files of this run.
class Archive {
public:
    /// Makes the folder when it is not there. Throws std::runtime_error when another process has it open,
    /// rdf::WriteError when it cannot be written.
    explicit Archive(std::filesystem::path folder);
    ~Archive();
    Archive(Archive const&) = delete;
    Archive& operator=(Archive const&) = delete;
    Archive(Archive&&) = delete;
    Archive& operator=(Archive&&) = delete;

    [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }
    /// Emptied when the archive was opened.
    [[nodiscard]] std::filesystem::path work() const { return folder_ / "work"; }

    /// Compresses the file of the snapshot into its place, unless it is there, whole.
    void keep(Snapshot const& snapshot);
    void note(ArchivedVersion const& version);
    /// Versions of one publication at one endpoint, in the order in which they were published from here.
    [[nodiscard]] std::vector<ArchivedVersion> history(std::string_view endpoint, std::string_view publication) const;
    /// How far a graph of an endpoint has been compared in the version with this hash.
    [[nodiscard]] Compared compared(std::string_view endpoint, std::string_view graph, std::string_view sha256) const;
    void note_compared(std::string_view endpoint, std::string_view graph, std::string_view sha256,
                       Compared const& compared);
    /// The file of a version's graph; nothing when it is not here.
    [[nodiscard]] std::optional<std::filesystem::path> find(std::string_view sha256) const;

    /// Tokens of the last leases that were asked for from here: as the folder is locked, their holders have ended.
    [[nodiscard]] std::vector<std::string> tokens() const;
    void add_token(std::string const& token);

private:
    /// The lines of a file of the archive, in fields; none of a file that is not there.
    [[nodiscard]] std::vector<std::vector<std::string>> rows_of(char const* name, std::size_t fields) const;
    [[nodiscard]] bool holds(Snapshot const& snapshot) const;
    [[nodiscard]] std::filesystem::path place_of(std::string_view sha256) const;

    std::filesystem::path folder_;
    int lock_ = -1;
};

/// `$XDG_STATE_HOME/stoa/…` or `~/.local/state/stoa/…` (XDG Base Directory Specification), by endpoint and graph.
[[nodiscard]] std::filesystem::path default_archive(std::string const& query_url, std::string const& graph);

}  // namespace stoa::publish
