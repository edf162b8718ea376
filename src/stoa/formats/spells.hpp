// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "stoa/formats/graph_writer.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::formats {

/// From the first day of `start` to the last day of `end`, or of `start` where there is no end; nothing without start.
[[nodiscard]] std::optional<Spell> spell_between(std::string_view start, std::string_view end);

/// The days of an edition.
[[nodiscard]] std::optional<Spell> spell_of_edition(model::KnowledgeGraph const& graph, model::Vertex edition);

/// Sorted, those that overlap as one.
[[nodiscard]] std::vector<Spell> united(std::vector<Spell> spells);

}  // namespace stoa::formats
