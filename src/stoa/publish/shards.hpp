// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stoa/rdf/byte_sink.hpp"

/// Bulk files for stores that load from disk: sorted N-Triples shared out over several files, with a manifest.
namespace stoa::publish {

inline constexpr std::size_t most_shards = 9999;  ///< what four digits can name

/// How many statements go into each shard: at most `shards` numbers, none of them 0, that add up to all. `by_subject`
/// are the statements of each subject in order, none of them 0. Each cut is the end of a subject that lies nearest to
/// where even shards would end, as far as each shard gets a subject; so no shard differs from the mean by more than the
/// largest subject has.
[[nodiscard]] std::vector<std::uint64_t> cut_evenly(std::span<std::uint64_t const> by_subject, std::size_t shards);

struct Shard {
    std::string name;  ///< `part-0001.nt` or `part-0001.nt.gz`
    std::uint64_t statements = 0;
    std::uint64_t bytes = 0;
    std::string sha256;  ///< of the file
    std::uint64_t ntriples_bytes = 0;
    std::string ntriples_sha256;  ///< of its N-Triples, the same when it is not compressed
};

struct Shards {
    std::vector<Shard> files;
    std::uint64_t statements = 0;
    std::uint64_t subjects = 0;
    std::uint64_t bytes = 0;  ///< of all files
    std::uint64_t ntriples_bytes = 0;
    std::string ntriples_sha256;  ///< of all N-Triples, one file after the other
};

struct ShardOptions {
    std::size_t shards = 1;
    bool gzip = false;
    std::vector<std::string> parts;  ///< what the statements are, for the manifest: plain words
    std::function<void(char const* stage, std::uint64_t done, std::uint64_t of)> progress;
};

/// The name of something in the folder that no earlier run has written; nothing of a folder that is empty or not there.
/// Throws std::filesystem::filesystem_error when the folder cannot be read.
[[nodiscard]] std::optional<std::string> find_foreign_entry(std::filesystem::path const& folder);

/// Writes the shards and `manifest.json` (docs/bulk-loading.md) into the folder, which is made where it is not there.
/// `write` gives sorted N-Triples; it is called twice, to count and to write, and gives the same both times.
/// All files are on the disk before the first takes its place. Then the manifest of an earlier run goes, the shards
/// take their places, what is left of earlier runs is removed, and the manifest comes last. Throws rdf::WriteError;
/// before all is on the disk, the old files are as they were.
Shards write_shards(std::filesystem::path const& folder, ShardOptions const& options,
                    std::function<void(rdf::ByteSink&)> const& write);

}  // namespace stoa::publish
