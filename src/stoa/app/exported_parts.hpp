// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "stoa/app/evolution_options.hpp"
#include "stoa/model/knowledge_graph.hpp"

/// What `export` and `publish` make of a graph before they write it.
namespace stoa::app {

/// The date of the last change: from the option, else from SOURCE_DATE_EPOCH (https://reproducible-builds.org), else
/// none. Throws std::invalid_argument when it is no date.
[[nodiscard]] std::optional<std::string> modified_date(std::string const& option);

/// The chosen series analysed, as records of the computed kinds.
[[nodiscard]] model::KnowledgeGraph evolution_of(EvolutionOptions const& options, model::KnowledgeGraph const& graph);

}  // namespace stoa::app
