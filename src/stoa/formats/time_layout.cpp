// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/time_layout.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "stoa/model/partial_date.hpp"

namespace stoa::formats {
namespace {

using model::KindDef;
using model::KnowledgeGraph;
using model::Structure;
using model::Vertex;

constexpr std::int32_t units_a_year = 100;
constexpr std::int32_t days_a_year = 365;
constexpr std::int32_t left_of_all = -2 * units_a_year;
constexpr std::int32_t row_height = 12;
constexpr std::int32_t band_gap = 60;

/// Told apart by people with any colour vision (Okabe and Ito), then darker ones.
constexpr std::array palette{Colour{0xe6, 0x9f, 0x00}, Colour{0x56, 0xb4, 0xe9}, Colour{0x00, 0x9e, 0x73},
                             Colour{0xf0, 0xe4, 0x42}, Colour{0x00, 0x72, 0xb2}, Colour{0xd5, 0x5e, 0x00},
                             Colour{0xcc, 0x79, 0xa7}, Colour{0x99, 0x99, 0x99}, Colour{0x8c, 0x5a, 0x00},
                             Colour{0x1b, 0x4f, 0x72}, Colour{0x0b, 0x53, 0x45}};

/// The first day of the first date that a record has.
std::optional<std::int32_t> day_of(KnowledgeGraph const& graph, Vertex vertex) {
    for (std::string_view const key : {"start", "adopted", "issued", "date", "joined"}) {
        if (auto const date = model::PartialDate::parse(graph.value(vertex, key))) {
            return static_cast<std::int32_t>(date->first_day().time_since_epoch().count());
        }
    }
    return std::nullopt;
}

std::vector<std::optional<std::int32_t>> dated(KnowledgeGraph const& graph) {
    std::vector<std::optional<std::int32_t>> places(num_vertices(graph));
    std::optional<std::int32_t> first;
    for (Vertex vertex = 0; vertex < places.size(); ++vertex) {
        places[vertex] = day_of(graph, vertex);
        if (places[vertex] && (!first || *places[vertex] < *first)) {
            first = places[vertex];
        }
    }
    for (std::optional<std::int32_t>& each : places) {
        if (each) {
            each = static_cast<std::int32_t>(std::int64_t{*each - *first} * units_a_year / days_a_year);
        }
    }
    return places;
}

/// Gives those without a place the middle of those with one that they are related to.
void place_others(KnowledgeGraph const& graph, std::vector<std::optional<std::int32_t>>& places) {
    struct Sum {
        std::int64_t of = 0;
        std::int64_t count = 0;
    };
    std::vector<Sum> sums(places.size());
    Structure const& structure = graph;
    auto const add = [&](Vertex to, Vertex from) {
        if (!places[to] && places[from]) {
            sums[to].of += *places[from];
            ++sums[to].count;
        }
    };
    for (auto [edge, last] = edges(structure); edge != last; ++edge) {
        add(source(*edge, structure), target(*edge, structure));
        add(target(*edge, structure), source(*edge, structure));
    }
    for (Vertex vertex = 0; vertex < places.size(); ++vertex) {
        if (sums[vertex].count > 0) {
            places[vertex] = static_cast<std::int32_t>(sums[vertex].of / sums[vertex].count);
        }
    }
}

}  // namespace

TimeLayout::TimeLayout(KnowledgeGraph const& graph) : looks_(num_vertices(graph)) {
    std::vector<std::optional<std::int32_t>> places = dated(graph);
    place_others(graph, places);  // such as occurrences, beside their editions
    place_others(graph, places);  // such as evidence, beside occurrences
    std::int32_t top = 0;
    for (KindDef const& kind : model::kinds()) {
        KnowledgeGraph::Range const range = graph.vertices_of(kind.kind);
        std::map<std::int32_t, std::int32_t> in_column;  // of one row's height in width, so that no two overlap
        std::int32_t most = 0;
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            std::int32_t const x = places[vertex].value_or(left_of_all) / row_height * row_height;
            std::int32_t const row = in_column[x]++;
            most = std::max(most, row + 1);
            looks_[vertex] = {
                .colour = palette.at(static_cast<std::size_t>(kind.kind) % palette.size()),
                .size = static_cast<std::uint32_t>(4 + std::bit_width(degree(vertex, graph))),
                .x = x,
                .y = top - row * row_height,
            };
        }
        top -= most == 0 ? 0 : most * row_height + band_gap;
    }
}

}  // namespace stoa::formats
