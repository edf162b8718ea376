// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::publish {

/// A term of an answer.
struct ResultTerm {
    enum class Type : std::uint8_t { unbound, iri, literal, blank };
    Type type = Type::unbound;
    std::string text;
    std::string language;
    std::string datatype;
};
using ResultRow = std::vector<ResultTerm>;

/// A number as servers and notes write it: digits alone, below 2^64. Nothing for any other text.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text);

/// An answer that is no SPARQL results in JSON: cut short, or a page of HTML.
class MalformedResults : public std::runtime_error {
public:
    MalformedResults() : std::runtime_error{"no SPARQL results in JSON"} {}
};

/// An answer with more rows than memory should hold.
class TooManyResults : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Rows of SPARQL 1.1 Query Results in JSON (https://www.w3.org/TR/sparql11-results-json/), variables in the order of
/// `variables`. The text is never held as a tree, so memory is taken by the rows alone: `most_bytes` at most.
[[nodiscard]] std::vector<ResultRow> read_results(std::string_view json, std::vector<std::string> const& variables,
                                                  std::uint64_t most_bytes = std::uint64_t{192} * 1024 * 1024);

}  // namespace stoa::publish
