// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/robustness.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::statements {

/// An analysis with what leaving units out brought; null where nobody asked for it.
struct AnalysedSeries {
    evolution::Analysis const* analysis = nullptr;
    evolution::Robustness const* robustness = nullptr;
};

/// The analyses of series of one graph as records of the computed kinds, under the ontology's terms: analyses, theme
/// states with their links, events. All vertices of `graph` are there under their own numbers, but without attributes
/// and relations, so that the computed records can refer to them: written are those of `model::computed_kinds`.
[[nodiscard]] model::KnowledgeGraph evolution_graph(model::KnowledgeGraph const& graph,
                                                    std::span<AnalysedSeries const> series);

}  // namespace stoa::statements
