// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "stoa/model/disagreements.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::statements {

/// How many schema:Events of a kind have what Google requires of an event: a name, which all have, a start and a place
/// (https://developers.google.com/search/docs/appearance/structured-data/event).
struct EventCount {
    model::Kind kind{};
    std::size_t all = 0;
    std::size_t without_start = 0;
    std::size_t without_place = 0;
    std::size_t complete = 0;
};

struct Summary {
    std::array<std::size_t, model::kind_count> records{};
    /// By property of the table, over all kinds.
    std::vector<std::size_t> statements;
    std::size_t statement_count = 0;
    /// Statements of records that need evidence, and those that have some, of their own or through their record.
    std::size_t to_prove = 0;
    std::size_t proved = 0;
    std::size_t own_evidence = 0;  ///< of the proved ones, those that a claim proves apart from their record
    std::size_t quotes = 0;
    std::vector<EventCount> events;  ///< of kinds that there are
    std::vector<model::Disagreement> disagreements;
    /// Each source that repeats the text of another, and the other.
    std::vector<std::pair<model::Vertex, model::Vertex>> repeats;
};

/// Counts of a graph for people: what is in it, how much of it is proved, where sources disagree. Linear but for the
/// claims, which are sorted.
[[nodiscard]] Summary summarise(model::KnowledgeGraph const& graph);

}  // namespace stoa::statements
