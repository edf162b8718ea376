// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "stoa/model/knowledge_graph.hpp"
#include "stoa/rdf/byte_sink.hpp"
#include "stoa/statements/data_part.hpp"
#include "stoa/statements/description.hpp"
#include "stoa/statements/statement_list.hpp"

namespace stoa::statements {

/// Which statements to write; each part can stand alone.
struct Parts {
    bool data = true;
    bool description = true;
};

/// Turtle: only the prefixes that are used, sorted; the description first, then records by kind and in natural order,
/// then the computed records of `evolution` (see evolution_graph.hpp), if it is given.
void write_turtle(model::KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options,
                  rdf::ByteSink& out, model::KnowledgeGraph const* evolution = nullptr);

/// Turtle of the statements about the records with these IRIs (sorted), of the data and of `evolution`, if it is given.
void write_turtle_about(model::KnowledgeGraph const& graph, model::KnowledgeGraph const* evolution,
                        std::span<std::string const> iris, rdf::ByteSink& out);

/// Canonical N-Triples, lines in byte order, each once.
void write_ntriples(model::KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options,
                    rdf::ByteSink& out, model::KnowledgeGraph const* evolution = nullptr);

/// As above, of parts that have no subject in common, and a list, which may be null.
void write_sorted_ntriples(std::span<DataPart const* const> parts, StatementList const* list, rdf::ByteSink& out);

}  // namespace stoa::statements
