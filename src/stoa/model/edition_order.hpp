// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"
#include "stoa/model/partial_date.hpp"

/// The order of the editions of a series. There is this one, and whatever orders editions takes it from here.
namespace stoa::model {

/// What places an edition in the order of its series.
struct EditionPlace {
    std::optional<PartialDate> start;
    std::optional<std::int64_t> number;
    std::string iri;
};

/// `start` and `number` as the records have them; a text that is none counts as absent.
[[nodiscard]] EditionPlace edition_place(std::string_view start, std::string_view number, std::string iri);

/// The order, as indices into `editions`: repeatedly, among the editions that no remaining one precedes by date (its
/// last possible day before the other's first), the one with the smallest number, those without a number last, then the
/// one with the smallest IRI by code point. An edition without a date precedes none, and none precedes it.
///
/// It is total, and respects every pair of dates that tells two editions apart: 2000 no. 2, 2000-03-01 no. 3 and
/// 2000-09-01 no. 1 stand so. Over a part of the editions it may differ, so it is taken over all that are not
/// cancelled. Editions after the last one of a beginning do not change the order within it. O(n log n).
[[nodiscard]] std::vector<std::uint32_t> order_of(std::span<EditionPlace const> editions);

/// The editions of a series, whatever file they come from.
struct SeriesEditions {
    std::vector<Vertex> in_order;   ///< held, planned and postponed
    std::vector<Vertex> cancelled;  ///< by vertex: they have no place in the order
};
[[nodiscard]] SeriesEditions editions_of_series(KnowledgeGraph const& graph, Vertex series);

}  // namespace stoa::model
