// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"

/// In which regions editions were held, by the lists (schemes) that regions stand in.
namespace stoa::model {

/// The regions that a city lies in, each once, sorted: those recorded of the city, of the city that it is a part of and
/// of their countries, and all wider ones.
[[nodiscard]] std::vector<Vertex> regions_of(KnowledgeGraph const& graph, Vertex city);

/// The lists that a region stands in; a region without one stands in the list of those without.
[[nodiscard]] std::vector<std::optional<Vertex>> lists_of(KnowledgeGraph const& graph, Vertex region);

/// A city that hosted an edition, or that an edition was held somewhere that is not recorded.
struct Host {
    Vertex edition = 0;
    std::optional<Vertex> city;
};

/// What the hosts of some held editions tell about regions. Refers to the graph, which outlives it.
///
/// Invariant: a host excludes a region of a list if it lies in another region of that list that does not contain it:
/// one in Eastern Asia, or in Asia, excludes Europe. One of which only Asia is recorded does not exclude Western Asia.
class HostRegions {
public:
    HostRegions(KnowledgeGraph const& graph, std::span<Vertex const> held);

    [[nodiscard]] bool has_hosted(Vertex region) const { return hosted_.contains(region); }
    /// The hosts that do not exclude a region, in the order of the editions: it may have hosted by them. Of a region
    /// that hosted, those of which no region of the list is recorded.
    [[nodiscard]] std::vector<Host> open_for(Vertex region, std::optional<Vertex> list) const;

private:
    struct Known {
        Host host;
        std::vector<std::pair<Vertex, std::optional<Vertex>>> regions;  ///< each with each list that it stands in
    };

    KnowledgeGraph const& graph_;
    std::vector<Known> hosts_;
    std::set<Vertex> hosted_;
};

}  // namespace stoa::model
