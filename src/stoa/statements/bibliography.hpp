// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/model/knowledge_graph.hpp"

namespace stoa::statements {

/// The sources of a graph as BibTeX, one `@misc` each in the order of the vertices, keyed by id (of several data sets'
/// with one id, the later ones behind their data set's name). Characters that LaTeX takes for commands are escaped; the
/// rest is UTF-8.
[[nodiscard]] std::string bibliography(model::KnowledgeGraph const& graph);

}  // namespace stoa::statements
