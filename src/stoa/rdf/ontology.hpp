// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/prefixes.hpp"

namespace stoa::rdf {

class Document;

/// Of a name in a message, in bytes: longer ones are shortened.
inline constexpr std::size_t longest_name = 200;

/// What an ontology declares a term as.
enum class TermKind : std::uint8_t { class_, property, individual, datatype };

/// A property with what may stand on its two sides. Terms are full IRIs.
struct Property {
    enum class Kind : std::uint8_t { object, datatype, annotation };

    Kind kind = Kind::annotation;
    /// At most one value a subject.
    bool functional = false;
    /// A subject is of one of these classes. Empty: of any, or of none.
    std::vector<std::string> domain;
    /// A value that is no literal is of one of these classes; owl:Thing: any will do. Empty: it must be a literal.
    std::vector<std::string> classes;
    /// A literal is of one of these datatypes; rdfs:Literal: any will do. Empty: no literal is a value.
    std::vector<std::string> datatypes;
    /// The classes come from rdfs:range: a value must be known to be of one of them. Those of schema:rangeIncludes are
    /// hints, which only what is known of a value can go against.
    bool strict = false;
};

/// The terms that an OWL ontology declares, as `validate` needs them, together with those that are part of RDF, RDFS,
/// OWL 2 and XML Schema. Example: by ontology/core.ttl, stoa:Theme is a skos:Concept, and stoa:theme is a functional
/// object property from stoa:ThemeOccurrence to stoa:Theme.
///
/// Domains and ranges are named classes or an owl:unionOf of such, one rdfs:domain and one rdfs:range a property
/// (tests/ontology/check_terms.py holds ours to that); schema:domainIncludes and schema:rangeIncludes add to them, and
/// put bounds to an rdfs:domain of owl:Thing and an rdfs:range of rdfs:Literal. Of other axioms only those of disjoint
/// classes are looked at.
class Ontology {
public:
    explicit Ontology(Document const& document);

    [[nodiscard]] bool declares(TermKind kind, std::string_view iri) const;
    [[nodiscard]] bool declares(std::string_view iri) const;

    /// Null when it is not declared.
    [[nodiscard]] Property const* find_property(std::string_view iri) const;

    /// Classes of an individual of the ontology (stoa:held), without owl:NamedIndividual; of any other term none.
    [[nodiscard]] std::vector<std::string> const& types_of(std::string_view individual) const;

    /// Whether every instance of `type` is one of `other`: they are the same, or it says so by rdfs:subClassOf, over
    /// any number of steps; or `other` is owl:Thing.
    [[nodiscard]] bool is_a(std::string_view type, std::string_view other) const;

    /// Whether nothing is an instance of both, by an owl:AllDisjointClasses or owl:disjointWith about them or their
    /// super-classes, where a class may be an owl:unionOf; or by SKOS, whose concepts, concept schemes and collections
    /// are disjoint (S9, S37).
    [[nodiscard]] bool are_disjoint(std::string_view type, std::string_view other) const;

    /// As `is_a` for datatypes: XML Schema derives xsd:integer from xsd:decimal, and `other` may be rdfs:Literal.
    [[nodiscard]] bool is_datatype_a(std::string_view type, std::string_view other) const;

    /// `stoa:Edition`, or `<https://example.org/x>` when no vocabulary of Stoa has it.
    [[nodiscard]] std::string name(std::string_view iri) const;

    /// `, did you mean 'stoa:Edition'?` for the nearest term of a kind in the vocabulary of `iri`, or else the one of
    /// the same local name in another vocabulary; or an empty string.
    [[nodiscard]] std::string did_you_mean(std::string_view iri, TermKind kind) const;

private:
    class Statements;
    void add_built_in_terms();
    void add_terms(Statements const& statements);
    void close_super_classes(Statements const& statements);
    void set_ends(Statements const& statements);
    void set_disjoint(Statements const& statements);
    void add_disjoint(std::vector<std::vector<std::string>> const& members);
    [[nodiscard]] std::vector<std::string_view> terms(TermKind kind) const;

    Prefixes prefixes_;
    std::map<std::string, Property, std::less<>> properties_;
    /// To all super-classes, itself among them.
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> classes_;
    /// Of a class and its super-classes the members of axioms that they are: number of the axiom, number of the member.
    std::map<std::string, std::map<std::size_t, std::size_t>, std::less<>> disjoint_;
    std::size_t disjoint_axioms_ = 0;
    std::map<std::string, std::vector<std::string>, std::less<>> individuals_;
    /// To the datatype that each is derived from, or an empty string.
    std::map<std::string, std::string, std::less<>> datatypes_;
};

}  // namespace stoa::rdf
