// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "stoa/evolution/lineage.hpp"

namespace stoa::bench {

/// A made-up lineage graph: the same on every machine.
struct LineageArcs {
    std::vector<std::uint32_t> position_of;     ///< by state
    std::vector<evolution::Lineage::Arc> arcs;  ///< sorted by `from`, then `to`; none twice
};

/// Four arcs a state, to states anywhere in the next three editions, which have four states each or more. Of a million
/// states in 50 editions three quarters descend from the first one.
[[nodiscard]] LineageArcs make_lineage(std::uint32_t states, std::uint32_t editions);

/// A line `from to` an arc, as igraph and networkx read them.
void write_arcs(LineageArcs const& lineage, std::filesystem::path const& file);

}  // namespace stoa::bench
