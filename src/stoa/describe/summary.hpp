// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"

namespace stoa::describe {

/// Several sides to one question: claims or figures with one subject, property or quantity, mode and as-of date.
struct Disagreement {
    model::Vertex subject = 0;
    std::string about;                 ///< key of the property, or label of the quantity; then mode and date, if any
    std::vector<model::Vertex> sides;  ///< at least two, with at least two different values
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
    std::vector<Disagreement> disagreements;  ///< by subject, then `about`
};

/// Counts of a graph for people: what is in it, how much of it is proved, where sources disagree. Linear but for the
/// claims, which are sorted.
[[nodiscard]] Summary summarise(model::KnowledgeGraph const& graph);

/// A claim's or figure's value with its qualifier, kind and mode in words: `over 2,300 (forecast, online)`.
[[nodiscard]] std::string side_in_words(model::KnowledgeGraph const& graph, model::Vertex side);

}  // namespace stoa::describe
