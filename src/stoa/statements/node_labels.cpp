// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/node_labels.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "stoa/model/citation.hpp"
#include "stoa/model/disagreements.hpp"

namespace stoa::statements {

using model::Kind;
using model::KnowledgeGraph;
using model::PropertyId;
using model::Vertex;

namespace {

/// A figure may be about a figure, and so on: the name ends here.
constexpr unsigned most_depth = 3;

/// The value in the language, else the first one.
std::string_view value_in(KnowledgeGraph const& graph, Vertex vertex, std::string_view key, std::string_view language) {
    PropertyId const property = model::property(graph.kind(vertex), key);
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    std::string_view first;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.property[row] == property) {
            std::string_view const text = graph.value_term(rows.tag[row], rows.value[row]).text;
            if (graph.tag(rows.tag[row]).text == language) {
                return text;
            }
            first = first.empty() ? text : first;
        }
    }
    return first;
}

}  // namespace

NodeLabels::NodeLabels(KnowledgeGraph const& graph) : graph_{graph}, sources_{graph.vertices_of(Kind::source)} {
    model::Citations const citations{graph};
    cited_.reserve(sources_.size());
    for (Vertex source = sources_.first; source < sources_.last; ++source) {
        cited_.push_back(citations.name(source));
    }
}

bool NodeLabels::names(Vertex vertex) const {
    std::optional<PropertyId> const label = model::find_property(graph_.kind(vertex), "label");
    if (!label) {
        return true;
    }
    // Sorted, and only the types of an event come before the label.
    KnowledgeGraph::Rows const rows = graph_.rows(vertex);
    auto const found = std::ranges::find_if(rows.property, [&](PropertyId each) { return each >= *label; });
    return found == rows.property.end() || *found != *label;
}

std::string_view NodeLabels::language(Vertex vertex) const {
    return graph_.kind(vertex) == Kind::quote ? std::string_view{}
                                              : graph_.data_set(graph_.data_set_of(vertex)).language;
}

void NodeLabels::append(std::string& text, Vertex vertex) const {
    std::size_t const before = text.size();
    append(text, vertex, graph_.data_set(graph_.data_set_of(vertex)).language, 0);
    if (text.size() == before) {
        text += graph_.id(vertex);
    }
}

void NodeLabels::append_object(std::string& text, Vertex vertex, std::string_view key, std::string_view language,
                               unsigned depth) const {
    PropertyId const property = model::property(graph_.kind(vertex), key);
    if (std::optional<Vertex> const object = graph_.object(vertex, property)) {
        append(text, *object, language, depth + 1);
        return;
    }
    KnowledgeGraph::References const references = graph_.references(vertex);
    for (std::size_t i = 0; i < references.size(); ++i) {
        if (references.property[i] == property) {
            text += model::short_name(*graph_.base(), references.object[i], language);
            return;
        }
    }
}

void NodeLabels::append_word(std::string& text, Vertex vertex, std::string_view key) const {
    PropertyId const property = model::property(graph_.kind(vertex), key);
    for (char const c : model::key_of(model::definition(property), graph_.value(vertex, property))) {
        text += c == '_' ? ' ' : c;
    }
}

void NodeLabels::append_claim(std::string& text, Vertex claim, std::string_view language, unsigned depth) const {
    append_object(text, claim, "subject", language, depth);
    text += ": ";
    if (graph_.kind(claim) == Kind::figure) {
        append_object(text, claim, "quantity", language, depth);
    } else {
        text += graph_.value(claim, "property");  // the local name of a term
    }
    text += ": ";
    text += model::side_in_words(graph_, claim, language);
}

void NodeLabels::append(std::string& text, Vertex vertex, std::string_view language, unsigned depth) const {
    if (depth > most_depth) {
        text += graph_.id(vertex);
        return;
    }
    Kind const kind = graph_.kind(vertex);
    std::size_t const start = text.size();
    // Separators stand only between parts that say something.
    auto const add = [&](std::string_view separator, auto const& append_part) {
        std::size_t const before = text.size();
        text += before == start ? std::string_view{} : separator;
        std::size_t const part = text.size();
        append_part();
        if (text.size() == part) {
            text.resize(before);
        }
    };
    auto const object = [&](std::string_view key, std::string_view separator = ", ") {
        add(separator, [&] { append_object(text, vertex, key, language, depth); });
    };
    auto const value = [&](std::string_view key, std::string_view separator = ", ") {
        add(separator, [&] { text += value_in(graph_, vertex, key, language); });
    };
    auto const word = [&](std::string_view key, std::string_view separator) {
        add(separator, [&] { append_word(text, vertex, key); });
    };
    switch (kind) {
        case Kind::occurrence:
            object("theme");
            object("document");
            object("edition");
            word("role", ": ");
            break;
        case Kind::coverage:
        case Kind::observation:
            object("edition");
            word("facet", ": ");
            break;
        case Kind::reading:
            object("coverage");
            object("source");
            break;
        case Kind::development:
            object("from");
            object("to", " → ");
            object("edition");
            break;
        case Kind::membership:
            object("member");
            object("network");
            break;
        case Kind::award:
            value("prize");
            object("awarded_to");
            value("date");
            break;
        case Kind::history:
            object("of");
            word("milestone", ": ");
            value("date");
            break;
        case Kind::figure:
        case Kind::claim:
            append_claim(text, vertex, language, depth);
            break;
        case Kind::evidence:
            if (std::optional<Vertex> const source = graph_.object(vertex, "source")) {
                text += cited_[*source - sources_.first];
            }
            value("locator");
            break;
        case Kind::quote:
            value("exact");
            break;
        case Kind::document:
            if (names(vertex)) {
                word("kind", {});
                value("adopted");
                value("issued");
                break;
            }
            [[fallthrough]];
        default:
            text += model::short_name(graph_, vertex, language);
            break;
    }
}

}  // namespace stoa::statements
