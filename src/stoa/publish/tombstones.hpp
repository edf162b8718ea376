// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "stoa/publish/endpoint.hpp"
#include "stoa/publish/snapshot.hpp"

namespace stoa::publish {

/// What stays of a subject that the data describe no longer: `owl:deprecated`, and `dcterms:isReplacedBy` where that is
/// known. Links from elsewhere then still find a statement.
struct Tombstone {
    std::string subject;             ///< with its angle brackets
    std::vector<std::string> lines;  ///< of canonical N-Triples, sorted, without line feeds
};

/// Which subjects get one.
struct TombstoneRules {
    /// What their IRIs begin with: the bases of the data that are published. Others only mention, or are somebody
    /// else's.
    std::vector<std::string> bases;
    std::string except;  ///< what they do not begin with: that of the description of the data themselves
    std::map<std::string, std::string> replaced_by;  ///< IRIs, old to new
};

/// Of subjects that the file `before` describes and none of `after` does, in byte order. Tombstones of before stay.
[[nodiscard]] std::vector<Tombstone> tombstones_of(std::filesystem::path const& before,
                                                   std::vector<std::filesystem::path> const& after,
                                                   TombstoneRules const& rules);

/// Those that a graph of the endpoint holds, of subjects that the snapshot does not describe.
[[nodiscard]] std::vector<Tombstone> tombstones_on(Endpoint& endpoint, std::string const& graph,
                                                   Snapshot const& snapshot);

/// The snapshot with the tombstones in their places, in another file.
[[nodiscard]] Snapshot with_tombstones(Snapshot const& snapshot, std::vector<Tombstone> const& tombstones,
                                       std::filesystem::path const& file, std::uint64_t most_statements);

}  // namespace stoa::publish
