// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/syntax.hpp"

namespace stoa::rdf {

/// Serd is given `size` bytes of `instead` in place of `skipped` bytes at `offset`: the same in a spelling that Serd
/// 0.30 reads right.
struct Respelling {
    std::size_t offset = 0;
    std::uint32_t skipped = 0;
    std::uint8_t size = 0;
    std::array<char, 6> instead{};
};

/// What has to be known of a document before Serd reads it.
struct GrammarCheck {
    struct Fault {
        /// Of the byte that cannot stand there; the size of the text when it ends too early.
        std::size_t offset = 0;
        std::string message;
    };

    /// The first place where the text leaves the grammar, or what this program can read: more than 64 levels of
    /// brackets.
    std::optional<Fault> fault;
    /// By offset; none behind the fault.
    std::vector<Respelling> respellings;
};

/// Compares a text with the grammar of RDF 1.1 Turtle (https://www.w3.org/TR/turtle/#sec-grammar) or N-Triples
/// (https://www.w3.org/TR/n-triples/#n-triples-grammar). `text` is UTF-8, possibly with NUL bytes, which are legal in
/// strings. Linear. Whether prefixes are declared and IRIs are absolute is not looked at.
///
/// Serd 0.30 accepts more than the grammars: escapes of surrogates, graph blocks, N-Triples over several lines,
/// `( 1.)`, `@prefixe:`. And it does not read all of them: blanks before the language or datatype of a literal, NUL
/// bytes, escapes in the scheme of an IRI, and an escape behind a single quote in a long string: its reader takes the
/// backslash for itself, so that `"""a"\n"""` becomes four characters, or a syntax error. These are respelled.
[[nodiscard]] GrammarCheck check_grammar(std::string_view text, Syntax const& syntax);

}  // namespace stoa::rdf
