// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/syntax.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/turtle_writer.hpp"

namespace stoa::rdf {
namespace {

using Words = std::array<std::string_view, 1>;
using Spaces = std::span<Namespace const* const>;

constexpr Words turtle_types{"text/turtle"};
constexpr Words turtle_suffixes{".ttl"};
constexpr Words ntriples_types{"application/n-triples"};
constexpr Words ntriples_suffixes{".nt"};

constexpr std::array rows{
    Syntax{"turtle", "Turtle", turtle_types, turtle_suffixes, "http://www.w3.org/ns/formats/Turtle", false, true,
           SubjectOrder::any,
           [](ByteSink& sink, Spaces spaces) -> std::unique_ptr<Serializer> {
               return std::make_unique<TurtleWriter>(sink, spaces);
           }},
    Syntax{
        "ntriples", "N-Triples", ntriples_types, ntriples_suffixes, "http://www.w3.org/ns/formats/N-Triples", false,
        false, SubjectOrder::by_iri,
        [](ByteSink& sink, Spaces) -> std::unique_ptr<Serializer> { return std::make_unique<NTriplesWriter>(sink); }},
};

}  // namespace

void Serializer::begin_graph(std::string_view /*iri*/) {
    throw std::logic_error("a document in a syntax without named graphs is one graph");
}

std::span<Syntax const> syntaxes() { return rows; }
Syntax const& turtle() { return rows[0]; }
Syntax const& ntriples() { return rows[1]; }

Syntax const* find_syntax(std::string_view name) {
    auto const* const found = std::ranges::find(rows, name, &Syntax::name);
    return found == rows.end() ? nullptr : &*found;
}

Syntax const* find_syntax_of(std::filesystem::path const& file) {
    std::string const suffix = file.extension().string();
    auto const* const found = std::ranges::find_if(
        rows, [&](Syntax const& row) { return std::ranges::find(row.suffixes, suffix) != row.suffixes.end(); });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace stoa::rdf
