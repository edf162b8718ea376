// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"
#include "stoa/rdf/statement.hpp"
#include "stoa/statements/node_labels.hpp"

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
/// With them go those that the table has in RDF only (`PropertyDef::in_rdf_only`), for readers of other vocabularies:
/// - values repeated under another term, and a label for each record that has none (node_labels.hpp);
/// - `skos:related` from both ends, the top concepts of schemes, and `schema:Organization` as a class of each city that
///   organises something: it stands for its government;
/// - of each city a postal address, a subject of its own: `<city>/address`, with name and country, for its venues too.
/// No statement is made twice, so counts are of sets. Holds a reference to the graph.
class DataPart {
public:
    /// Goes once through places, concepts, sources, and the relations of what is organised.
    explicit DataPart(model::KnowledgeGraph const& graph);

    /// All subjects in their order: the vertices of the graph, then numbers for the addresses.
    [[nodiscard]] std::vector<model::Vertex> vertices() const;
    [[nodiscard]] rdf::TermView term(model::Vertex vertex) const;
    [[nodiscard]] std::string iri(model::Vertex vertex) const;
    /// The same in the byte order of `<IRI>`, the order of sorted N-Triples.
    [[nodiscard]] std::vector<model::Vertex> by_iri(std::vector<model::Vertex> vertices) const;

    /// Namespaces that the terms of these vertices' statements continue with a plain local name, in the order of
    /// prefixes.
    [[nodiscard]] std::vector<rdf::Namespace const*> namespaces(std::span<model::Vertex const> vertices) const;

    /// The statements of one vertex. `made` is memory for texts that are made, to use again.
    void write(model::Vertex vertex, rdf::StatementSink& sink, std::string& made) const;
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

    /// A property that repeats the values of another one.
    struct Repetition {
        model::PropertyId property{};
        model::KindSet subjects;
        std::vector<std::pair<std::string_view, rdf::TermView>> values;  ///< of an enumeration, by local name
    };
    /// A statement that is in no graph.
    struct Made {
        model::Vertex subject = 0;
        model::PropertyId property{};
        rdf::TermView object;
    };
    struct Address {
        model::Vertex city = 0;
        std::string local_name;  ///< in the namespace of the city
    };

    struct Counting;

    void make_repetitions();
    void make_addresses();
    void make_links_of_concepts();
    void make_organisers();
    void make(model::Vertex subject, model::PropertyId property, rdf::TermView object);
    [[nodiscard]] rdf::TermView address_of(model::Vertex city) const;
    [[nodiscard]] std::span<Made const> made_of(model::Vertex vertex) const;
    [[nodiscard]] rdf::TermView repeated(Repetition const& repetition, model::TagId tag, rdf::StringId value) const;
    [[nodiscard]] bool is_type(rdf::TermView const& predicate) const;
    /// Calls `visit(repetition)` for each property that repeats the value in this row of the vertex.
    template <class Visit>
    void visit_repetitions(model::Vertex vertex, std::size_t row, Visit visit) const;
    void count_made(rdf::TermView const& predicate, rdf::TermView const& object, Counting& counting) const;
    void count_record(model::Vertex vertex, Counting& counting) const;
    void count_values(Counting& counting) const;
    /// Calls `visit(predicate, object)` for each statement of an address.
    template <class Visit>
    void visit_address(Address const& address, std::string& made, Visit visit) const;

    model::KnowledgeGraph const& graph_;
    rdf::TermView type_;
    std::vector<TypeTerms> types_;           ///< by kind
    std::vector<rdf::TermView> predicates_;  ///< by property
    NodeLabels labels_;
    std::vector<std::vector<Repetition>> repetitions_;  ///< by the property whose values are repeated
    std::vector<Address> addresses_;                    ///< by city
    std::vector<Made> made_;                            ///< by subject and property
    model::KindSet has_made_;
    rdf::TermView address_class_;
    rdf::TermView locality_;
    rdf::TermView country_;
};

/// Byte order of `<a>` and `<b>`.
[[nodiscard]] bool iri_less(rdf::TermView const& a, rdf::TermView const& b);

}  // namespace stoa::statements
