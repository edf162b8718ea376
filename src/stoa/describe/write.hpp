// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/describe/data_part.hpp"
#include "stoa/describe/description.hpp"
#include "stoa/describe/statement_list.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::describe {

/// Which statements to write; each part can stand alone.
struct Parts {
    bool data = true;
    bool description = true;
};

/// Turtle: only the prefixes that are used, sorted; the description first, then records by kind and in natural order.
void write_turtle(model::KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options,
                  rdf::ByteSink& out);

/// Canonical N-Triples, lines in byte order, each once.
void write_ntriples(model::KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options,
                    rdf::ByteSink& out);

/// As above, of a data part and a list, each of which may be null.
void write_sorted_ntriples(DataPart const* data, model::KnowledgeGraph const& graph, StatementList const* list,
                           rdf::ByteSink& out);

}  // namespace stoa::describe
