// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Lexical forms of the XSD types that Stoa uses (XML Schema 1.1 part 2, section 3.3 and appendix E).
/// Serd writes what it is given, `"abc"^^xsd:integer` as a bare `abc`: forms are checked when a literal is made.
namespace stoa::rdf {

enum class LexicalForm : std::uint8_t {
    unknown,    ///< the datatype is not one of those below
    invalid,    ///< not in the lexical space
    valid,      ///< legal, but the value has another, canonical form
    canonical,  ///< the one form in which the value is written
};

/// For xsd:boolean, integer, nonNegativeInteger, positiveInteger, decimal, date, dateTime, gYearMonth, gYear, language
/// and anyURI (an absolute IRI); xsd:string is always canonical. Days exist in the proleptic Gregorian calendar.
/// A decimal has digits on both sides of the point (canonical in XSD 1.0; Turtle would read `3` as an integer).
[[nodiscard]] LexicalForm lexical_form(std::string_view datatype_iri, std::string_view lexical);

/// Whether a literal can be written as it is: true for an unknown datatype too, about which nothing is known.
[[nodiscard]] bool is_canonical(std::string_view datatype_iri, std::string_view lexical);

/// `-7`, `0`, `42` from a legal xsd:integer such as `+042`; nothing from any other text.
[[nodiscard]] std::optional<std::string> canonical_integer(std::string_view lexical);
[[nodiscard]] std::string canonical_integer(std::int64_t value);

/// `-0.5`, `3.0` from a legal xsd:decimal such as `-.50` or `3`; nothing from any other text (exponents among them).
[[nodiscard]] std::optional<std::string> canonical_decimal(std::string_view lexical);
/// The shortest decimal that reads back as `value`, never with an exponent; nothing for infinity and NaN.
[[nodiscard]] std::optional<std::string> canonical_decimal(double value);

}  // namespace stoa::rdf
