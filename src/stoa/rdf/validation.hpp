// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/rdf/document.hpp"

namespace stoa::rdf {

class Ontology;

/// The rules that statements are checked against. The S numbers are those of the SKOS Reference
/// (https://www.w3.org/TR/skos-reference/).
enum class Rule : std::uint8_t {
    undeclared_class,
    undeclared_property,
    undeclared_datatype,
    undeclared_value,  ///< an IRI in Stoa's own namespace that is no term
    untyped_subject,   ///< no rdf:type
    untyped_value,     ///< of a property with an rdfs:range: what it is must be said in the same files
    disjoint_classes,  ///< types that nothing has together, by the ontology or S9 and S37
    domain,
    range,  ///< a value of another class, a literal for an IRI or an IRI for a literal
    datatype,
    lexical_form,     ///< a literal that has no value, such as "2019-02-30"^^xsd:date
    functional,       ///< a second value where one is allowed; different IRIs are taken for different things
    preferred_label,  ///< S14: one skos:prefLabel in a language
    disjoint_labels,  ///< S13: preferred, alternative and hidden labels differ
    related_broader,  ///< S27: what is skos:related is not skos:broaderTransitive
    exact_match,      ///< S46: what matches exactly (over any number of steps) does not match broadly, narrowly or as
                      ///< related
    broader_cycle,    ///< no concept is broader than itself: a rule of Stoa's, which SKOS leaves open
    not_checked,      ///< what one of the last rules needs would take too many steps; counted in one finding a rule
};

/// In kebab case: `undeclared-class`.
[[nodiscard]] std::string_view name_of(Rule rule);

/// One finding, about a statement of the document that was checked.
struct Finding {
    Rule rule;
    TermId subject;
    /// None with `untyped_subject`.
    std::optional<TermId> predicate;
    std::optional<TermId> object;
    /// Of the statement; of the first one about the subject with `untyped_subject`.
    diagnostics::Location where;
    /// What is wrong and what would be right, beginning with the subject; one line, no full stop.
    std::string message;
};

inline constexpr std::size_t max_steps = 20'000'000;

/// Checks a document against an ontology; findings are sorted by place, then rule. No finding follows from another:
/// an undeclared term has no further findings, and a subject with no type or an undeclared one has no wrong type.
///
/// - A type is known when the document states it, or when the ontology does of its own individuals (stoa:held).
/// - A value must be of a class of the range. One without any type is a finding only if the range is an rdfs:range and
/// the
///   value is not in a namespace that others keep: those of the SDGs, the SDG Interface Ontology, the UNESCO Thesaurus,
///   the UN's geographical areas and Wikidata.
/// - A literal of a derived datatype is one of its base: an xsd:integer is an xsd:decimal.
/// - Vocabularies that Stoa does not use are undeclared as well; only RDF, RDFS, OWL and XML Schema come of themselves.
///
/// Grows with the number of statements, times its logarithm. Only two rules can need more: `related_broader` on graphs
/// that are neither chains nor trees, and `broader_cycle` on many long cycles. Each follows at most `max_steps` links;
/// what is left is one finding `not_checked`.
[[nodiscard]] std::vector<Finding> validate(Document const& document, Ontology const& ontology);

}  // namespace stoa::rdf
