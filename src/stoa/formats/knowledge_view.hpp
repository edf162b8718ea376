// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "stoa/evolution/analysis.hpp"
#include "stoa/formats/graph_writer.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::formats {

/// The whole graph: a node for each record, an edge for each relation, in the order of the output.
///
/// Nodes are named as in Turtle (`edition:6`): such names count within one file; the IRI is the name that stays.
/// Columns are the keys of the one table that are used, `kind` first; words have one column for each language
/// (`alt_label@es`), but for the label, whose shown one is the node's. A key that means different things to different
/// kinds has the kind before it (`document_kind`, `figure_value`). Values of a repeatable key are parted by `|`, and a
/// `|` or `\` within one has a `\` before it. Dates are as precise as they are known.
///
/// Spells: of an edition its days; of a document all days from its issue (else its adoption) on; of a theme, for each
/// of the analyses, those from the first to the last edition of each run of observed editions that treat it.
/// Linear in the statements.
void write_knowledge_graph(model::KnowledgeGraph const& graph, std::span<evolution::Analysis const> analyses,
                           std::string_view creator, GraphWriter& writer);

}  // namespace stoa::formats
