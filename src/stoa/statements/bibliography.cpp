// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/bibliography.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "stoa/model/citation.hpp"

namespace stoa::statements {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

std::string escaped(std::string_view text) {
    std::string tex;
    for (char const c : text) {
        switch (c) {
            case '\\':
                tex += "\\textbackslash{}";
                break;
            case '~':
                tex += "\\textasciitilde{}";
                break;
            case '^':
                tex += "\\textasciicircum{}";
                break;
            case '#':
            case '$':
            case '%':
            case '&':
            case '_':
            case '{':
            case '}':
                tex += '\\';
                tex += c;
                break;
            case '\n':
            case '\r':
            case '\t':
                tex += ' ';
                break;
            default:
                tex += c;
        }
    }
    return tex;
}

/// What would end \url{...} or start a comment in it, as its percent-encoded self.
std::string url(std::string_view iri) {
    std::string text;
    for (char const c : iri) {
        text += c == '{' ? "%7B" : c == '}' ? "%7D" : c == '\\' ? "%5C" : std::string{c};
    }
    return text;
}

/// Lexical form of the value, an IRI in full.
std::string whole_value(KnowledgeGraph const& graph, Vertex vertex, std::string_view key) {
    model::PropertyId const property = model::property(graph.kind(vertex), key);
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.property[row] == property) {
            rdf::TermView const term = graph.value_term(rows.tag[row], rows.value[row]);
            return (term.space != nullptr ? term.space->iri : std::string{}) + std::string{term.text};
        }
    }
    return {};
}

}  // namespace

std::string bibliography(KnowledgeGraph const& graph) {
    std::string text;
    std::set<std::string> keys;
    auto const range = graph.vertices_of(Kind::source);
    for (Vertex source = range.first; source < range.last; ++source) {
        std::string key{graph.id(source)};
        if (!keys.insert(key).second) {
            key = fmt::format("{}-{}", graph.data_set(graph.data_set_of(source)).name, key);
            keys.insert(key);
        }
        auto const field = [&](std::string_view name, std::string const& value) {
            if (!value.empty()) {
                text += fmt::format("  {} = {{{}}},\n", name, value);
            }
        };
        text += fmt::format("@misc{{{},\n", key);
        field("title", "{" + escaped(graph.label(source)) + "}");
        if (std::optional<Vertex> const publisher = graph.object(source, "publisher")) {
            field("author", "{" + escaped(graph.label(*publisher)) + "}");
        }
        field("year", std::string{model::year_in(graph.value(source, "issued"))});
        std::string const address = whole_value(graph, source, "url");
        field("howpublished", address.empty() ? std::string{} : "\\url{" + url(address) + "}");
        std::string const licence = whole_value(graph, source, "licence");
        std::string const rights = whole_value(graph, source, "rights");
        field("note", licence.empty() ? escaped(rights) : "Licence: \\url{" + url(licence) + "}");
        text += "}\n";
    }
    return text;
}

}  // namespace stoa::statements
