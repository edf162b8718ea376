// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "stoa/evolution/analysis.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::statements {

/// The analyses of series of `graph` as records of the computed kinds, under the ontology's terms: analyses, theme
/// states with their links, events, with what leaving units out changes. Their relations lead to the records of
/// `graph`, which is the base (see GraphBuilder) and outlives the result.
[[nodiscard]] model::KnowledgeGraph evolution_graph(model::KnowledgeGraph const& graph,
                                                    std::span<evolution::Analysis const> analyses);

}  // namespace stoa::statements
