// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/export/graph_writer.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::exporter {

/// The first day of a date that may be a day, a month or a year (`2027-06`); empty for any other text.
[[nodiscard]] std::string first_day(std::string_view date);
/// The last day of it.
[[nodiscard]] std::string last_day(std::string_view date);

/// From the first day of `start` to the last day of `end`, or of `start` where there is no end; nothing without start.
[[nodiscard]] std::optional<Spell> spell_between(std::string_view start, std::string_view end);

/// The days of an edition.
[[nodiscard]] std::optional<Spell> spell_of_edition(model::KnowledgeGraph const& graph, model::Vertex edition);

/// Sorted, those that overlap as one.
[[nodiscard]] std::vector<Spell> united(std::vector<Spell> spells);

}  // namespace stoa::exporter
