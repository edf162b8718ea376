// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/hosts.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace stoa::model {

std::vector<Vertex> regions_of(KnowledgeGraph const& graph, Vertex city) {
    std::vector<Vertex> places{city};  // the city, what contains it, and what contains that; a circle ends, too
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::string_view const key : {"part_of", "country", "region"}) {
            if (!find_property(graph.kind(places[i]), key)) {
                continue;
            }
            for (Vertex const wider : graph.objects(places[i], key)) {
                if (std::ranges::find(places, wider) == places.end()) {
                    places.push_back(wider);
                }
            }
        }
    }
    std::erase_if(places, [&](Vertex each) { return graph.kind(each) != Kind::region; });
    std::ranges::sort(places);
    return places;
}

std::vector<std::optional<Vertex>> lists_of(KnowledgeGraph const& graph, Vertex region) {
    std::vector<std::optional<Vertex>> lists;
    for (Vertex const each : graph.objects(region, "scheme")) {
        lists.emplace_back(each);
    }
    if (lists.empty()) {
        lists.emplace_back();
    }
    return lists;
}

HostRegions::HostRegions(KnowledgeGraph const& graph, std::span<Vertex const> held) : graph_{graph} {
    for (Vertex const edition : held) {
        std::vector<Vertex> const cities = graph.objects(edition, "city");
        if (cities.empty()) {
            hosts_.push_back({{edition, std::nullopt}, {}});
        }
        for (Vertex const city : cities) {
            Known& known = hosts_.emplace_back();
            known.host = {edition, city};
            for (Vertex const region : regions_of(graph, city)) {
                hosted_.insert(region);
                for (std::optional<Vertex> const list : lists_of(graph, region)) {
                    known.regions.emplace_back(region, list);
                }
            }
        }
    }
}

std::vector<Host> HostRegions::open_for(Vertex region, std::optional<Vertex> list) const {
    std::set<Vertex> containing{region};
    for (std::optional<Vertex> next = region; (next = graph_.object(*next, "part_of"));) {
        if (!containing.insert(*next).second) {
            break;  // a circle
        }
    }
    std::vector<Host> open;
    for (Known const& each : hosts_) {
        bool const excludes = std::ranges::any_of(each.regions, [&](auto const& known) {
            return known.second == list && (has_hosted(region) || !containing.contains(known.first));
        });
        if (!excludes) {
            open.push_back(each.host);
        }
    }
    return open;
}

}  // namespace stoa::model
