// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "stoa/rdf/statement.hpp"

/// Namespaces of the vocabularies that Stoa writes, and the few terms that code names directly.
namespace stoa::rdf::vocabulary {

struct Vocabulary {
    std::string_view prefix;
    std::string_view iri;
};

/// Sorted by prefix. Where two forms of a namespace are in use, this is the one that its owner publishes.
inline constexpr std::array<Vocabulary, 26> vocabularies{{
    {"bibo", "http://purl.org/ontology/bibo/"},
    {"dcat", "http://www.w3.org/ns/dcat#"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"org", "http://www.w3.org/ns/org#"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"schema", "https://schema.org/"},
    {"sdg", "http://metadata.un.org/sdg/"},
    {"sdgio", "http://purl.unep.org/sdg/"},
    {"sdgo", "http://metadata.un.org/sdg/ontology#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"spdx", "http://spdx.org/rdf/terms#"},
    {"stoa", "https://w3id.org/stoa/ns#"},
    {"thesaurus", "http://vocabularies.unesco.org/thesaurus/"},
    {"unarea", "http://metadata.un.org/sdg/codes/geoArea/"},
    {"vann", "http://purl.org/vocab/vann/"},
    {"vcard", "http://www.w3.org/2006/vcard/ns#"},
    {"void", "http://rdfs.org/ns/void#"},
    {"wd", "http://www.wikidata.org/entity/"},
    {"xkos", "http://rdf-vocabulary.ddialliance.org/xkos#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
}};

inline constexpr std::string_view xsd_boolean = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view xsd_date = "http://www.w3.org/2001/XMLSchema#date";
inline constexpr std::string_view xsd_date_time = "http://www.w3.org/2001/XMLSchema#dateTime";
inline constexpr std::string_view xsd_decimal = "http://www.w3.org/2001/XMLSchema#decimal";
inline constexpr std::string_view xsd_g_year = "http://www.w3.org/2001/XMLSchema#gYear";
inline constexpr std::string_view xsd_g_year_month = "http://www.w3.org/2001/XMLSchema#gYearMonth";
inline constexpr std::string_view xsd_integer = "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr std::string_view xsd_string = "http://www.w3.org/2001/XMLSchema#string";

inline constexpr std::string_view rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// The full IRI of a term written `prefix:local` with a prefix from the table above.
/// Throws std::invalid_argument on an unknown prefix.
[[nodiscard]] std::string expand(std::string_view prefixed_name);

}  // namespace stoa::rdf::vocabulary
