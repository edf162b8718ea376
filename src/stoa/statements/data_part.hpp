// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"
#include "stoa/rdf/statement.hpp"

namespace stoa::statements {

/// What the data part holds, counted as VoID defines it (https://www.w3.org/TR/void/#statistics).
struct Counts {
    std::size_t triples = 0;
    std::size_t distinct_subjects = 0;
    std::size_t distinct_objects = 0;  ///< IRIs and literals
    /// Instances of each class and statements of each property, by full IRI; rdf:type among the properties.
    std::map<std::string, std::size_t> classes;
    std::map<std::string, std::size_t> properties;
};

/// The statements of a graph's records, made on the fly: types, then attributes and relations in the table's order.
/// No statement is made twice, so counts are of sets. Holds a reference to the graph.
class DataPart {
public:
    explicit DataPart(model::KnowledgeGraph const& graph);

    /// All in their order.
    [[nodiscard]] std::vector<model::Vertex> vertices() const;
    /// The same in the byte order of `<IRI>`, the order of sorted N-Triples.
    [[nodiscard]] std::vector<model::Vertex> by_iri(std::vector<model::Vertex> vertices) const;

    /// Namespaces that the terms of these vertices' statements continue with a plain local name, in the order of
    /// prefixes.
    [[nodiscard]] std::vector<rdf::Namespace const*> namespaces(std::span<model::Vertex const> vertices) const;

    /// The statements of one vertex.
    void write(model::Vertex vertex, rdf::StatementSink& sink) const;
    void write(std::span<model::Vertex const> vertices, rdf::StatementSink& sink) const;

    [[nodiscard]] model::KnowledgeGraph const& graph() const { return graph_; }

    /// One pass over the graph; memory for one number an attribute row.
    [[nodiscard]] Counts count() const;

private:
    struct TypeTerms {
        rdf::TermView own;
        rdf::TermView reused;
        bool has_reused = false;
    };

    model::KnowledgeGraph const& graph_;
    rdf::TermView type_;
    std::vector<TypeTerms> types_;           ///< by kind
    std::vector<rdf::TermView> predicates_;  ///< by property
};

/// Byte order of `<a>` and `<b>`.
[[nodiscard]] bool iri_less(rdf::TermView const& a, rdf::TermView const& b);

}  // namespace stoa::statements
