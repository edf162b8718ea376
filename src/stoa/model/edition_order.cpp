// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/edition_order.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

namespace stoa::model {

EditionPlace edition_place(std::string_view start, std::string_view number, std::string iri) {
    EditionPlace place{PartialDate::parse(start), std::nullopt, std::move(iri)};
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error == std::errc{} && end == number.data() + number.size()) {
        place.number = value;
    }
    return place;
}

std::vector<std::uint32_t> order_of(std::span<EditionPlace const> editions) {
    // An edition is free once every one that precedes it is taken: when no dated one remains whose last day is before
    // its first. Both days only grow, so each edition is passed once by either mark.
    std::vector<std::uint32_t> by_first;
    for (std::uint32_t i = 0; i < editions.size(); ++i) {
        if (editions[i].start) {
            by_first.push_back(i);
        }
    }
    std::vector<std::uint32_t> by_last = by_first;
    std::ranges::sort(by_first, {}, [&](std::uint32_t i) { return editions[i].start->first_day(); });
    std::ranges::sort(by_last, {}, [&](std::uint32_t i) { return editions[i].start->last_day(); });

    auto const stands_after = [&](std::uint32_t a, std::uint32_t b) {
        auto const key = [&](std::uint32_t i) {
            EditionPlace const& each = editions[i];
            return std::tuple{!each.number.has_value(), each.number.value_or(0), std::string_view{each.iri}, i};
        };
        return key(a) > key(b);
    };
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, decltype(stands_after)> free{stands_after};
    for (std::uint32_t i = 0; i < editions.size(); ++i) {
        if (!editions[i].start) {
            free.push(i);
        }
    }

    std::vector<std::uint32_t> order;
    std::vector<bool> taken(editions.size(), false);
    auto next_free = by_first.begin();
    auto first_remaining = by_last.begin();
    while (order.size() < editions.size()) {
        while (first_remaining != by_last.end() && taken[*first_remaining]) {
            ++first_remaining;
        }
        while (next_free != by_first.end() && first_remaining != by_last.end() &&
               editions[*next_free].start->first_day() <= editions[*first_remaining].start->last_day()) {
            free.push(*next_free++);
        }
        assert(!free.empty() && "no edition precedes the remaining one that ends first");
        order.push_back(free.top());
        taken[free.top()] = true;
        free.pop();
    }
    return order;
}

SeriesEditions editions_of_series(KnowledgeGraph const& graph, Vertex series) {
    static PropertyId const of_series = property(Kind::edition, "series");
    static PropertyId const status = property(Kind::edition, "status");
    static PropertyId const start = property(Kind::edition, "start");
    static PropertyId const number = property(Kind::edition, "number");
    SeriesEditions result;
    std::vector<Vertex> vertices;
    std::vector<EditionPlace> places;
    Structure const& structure = graph;
    for (auto [edge, last] = in_edges(series, structure); edge != last; ++edge) {
        if (structure[*edge].property != of_series) {
            continue;
        }
        Vertex const edition = source(*edge, structure);
        if (graph.value(edition, status) == "cancelled") {
            result.cancelled.push_back(edition);
        } else {
            vertices.push_back(edition);
            places.push_back(
                edition_place(graph.value(edition, start), graph.value(edition, number), graph.iri(edition)));
        }
    }
    for (std::uint32_t const each : order_of(places)) {
        result.in_order.push_back(vertices[each]);
    }
    std::ranges::sort(result.cancelled);
    return result;
}

}  // namespace stoa::model
