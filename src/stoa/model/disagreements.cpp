// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/disagreements.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "stoa/model/partial_date.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {
namespace {

/// The whole IRI, or literal, that the record has for the property; empty if none.
std::string whole_value(KnowledgeGraph const& graph, Vertex record, PropertyId property) {
    KnowledgeGraph::Rows const rows = graph.rows(record);
    auto const found = std::ranges::find(rows.property, property);
    if (found == rows.property.end()) {
        return {};
    }
    auto const row = static_cast<std::size_t>(found - rows.property.begin());
    rdf::TermView const term = graph.value_term(rows.tag[row], rows.value[row]);
    return (term.space != nullptr ? term.space->iri : std::string{}) + std::string{term.text};
}

/// The key under which the claimed property stands in the data file of its subject's kind. Identifiers of several
/// registries share a term: the start of the claimed IRI tells them apart.
std::string_view claimed_key(KnowledgeGraph const& graph, Vertex claim, Vertex subject) {
    std::string const term = whole_value(graph, claim, model::property(Kind::claim, "property"));
    std::string const value = whole_value(graph, claim, model::property(Kind::claim, "value_iri"));
    std::optional<Vertex> const object = graph.object(claim, "value_resource");
    PropertyDef const* found = nullptr;
    for (PropertyId const id : properties_of(graph.kind(subject))) {
        PropertyDef const& each = definition(id);
        bool const fits = !object || each.objects.contains(graph.kind(*object));
        bool const says_more = found == nullptr || each.iri_start.size() > found->iri_start.size();
        if (fits && says_more && value.starts_with(each.iri_start) && rdf::vocabulary::expand(each.term) == term) {
            found = &each;
        }
    }
    return found != nullptr ? found->key : std::string_view{};
}

std::string with_commas(std::string_view number) {
    std::string text{number};
    bool const digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    for (std::size_t at = text.size(); digits && at > 3; at -= 3) {
        text.insert(at - 3, ",");
    }
    return text;
}

std::string value_in_words(KnowledgeGraph const& graph, Vertex side, std::string_view language) {
    if (std::optional<Vertex> const object = graph.object(side, "value_resource")) {
        return std::string{graph.label(*object, language)};
    }
    std::string_view const literal = graph.value(side, "value");
    if (!literal.empty()) {
        return graph.kind(side) == Kind::figure ? with_commas(literal) : std::string{literal};
    }
    return std::string{graph.value(side, "value_iri")};
}

/// What a claim or figure is about, with mode and date: only sides with the same words compete. Nothing for claims of
/// a repeatable property, whose values stand side by side.
std::optional<std::string> question_of(KnowledgeGraph const& graph, Vertex side, Vertex subject) {
    std::optional<Vertex> const quantity = graph.object(side, "quantity");
    std::string about = quantity ? std::string{graph.label(*quantity)} : std::string{claimed_key(graph, side, subject)};
    std::optional<PropertyId> const property = quantity ? std::nullopt : find_property(graph.kind(subject), about);
    if (property && definition(*property).repeatable) {
        return std::nullopt;
    }
    std::string_view const date = graph.value(side, "as_of");
    std::string_view const mode = graph.value(side, "mode");
    about += mode.empty() ? "" : " (" + std::string{mode == "inPerson" ? "in person" : mode} + ")";
    about += date.empty() ? "" : " of " + std::string{date};
    return about;
}

/// From when until when a value was true, as far as a side says.
struct Period {
    std::optional<PartialDate> from;
    std::optional<PartialDate> until;
};

/// Is the one over when the other begins? It may end on the date on which the other begins: 2013 to 2021, then 2021 to
/// now. Of two that are both of 2020 alone, neither precedes the other.
bool precedes(Period const& one, Period const& other) {
    if (!one.until || !other.from) {
        return false;
    }
    bool const meets = !surely_before(other.from, one.until) && (!one.from || surely_before(one.from, other.from)) &&
                       (!other.until || surely_before(one.until, other.until));
    return meets || surely_before(one.until, other.from);
}

/// Those sides that say something else than another one of the same time.
std::vector<Vertex> contradicting(KnowledgeGraph const& graph, std::vector<Vertex> const& sides) {
    struct Side {
        std::string value;
        Period period;
    };
    std::vector<Side> said;
    for (Vertex const each : sides) {
        said.push_back({std::string{graph.value(each, "qualifier")} + value_in_words(graph, each, "en"),
                        {PartialDate::parse(graph.value(each, "valid_from")),
                         PartialDate::parse(graph.value(each, "valid_until"))}});
    }
    std::vector<Vertex> found;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        bool const contradicts = std::ranges::any_of(said, [&](Side const& other) {
            return other.value != said[i].value && !precedes(said[i].period, other.period) &&
                   !precedes(other.period, said[i].period);
        });
        if (contradicts) {
            found.push_back(sides[i]);
        }
    }
    return found;
}

}  // namespace

std::string side_in_words(KnowledgeGraph const& graph, Vertex side, std::string_view language) {
    std::string text;
    std::string_view const qualifier = graph.value(side, "qualifier");
    if (!qualifier.empty() && qualifier != "exact") {
        text += std::string{qualifier} + " ";
    }
    text += value_in_words(graph, side, language);
    std::string details;
    auto const add = [&](std::string_view detail) {
        if (!detail.empty()) {
            details += (details.empty() ? "" : ", ") + std::string{detail};
        }
    };
    if (graph.value(side, "kind") == "forecast") {
        add("forecast");
    }
    std::string_view const mode = graph.value(side, "mode");
    add(mode == "inPerson" ? std::string_view{"in person"} : mode);
    std::string_view const from = graph.value(side, "valid_from");
    std::string_view const until = graph.value(side, "valid_until");
    if (!from.empty() || !until.empty()) {
        add(std::string{from} + " to " + (until.empty() ? std::string{"now"} : std::string{until}));
    }
    add(graph.value(side, "as_of"));
    if (graph.value(side, "preferred") == "true") {
        add("preferred");
    }
    return details.empty() ? text : text + " (" + details + ")";
}

std::vector<Disagreement> find_disagreements(KnowledgeGraph const& graph) {
    std::vector<Disagreement> disagreements;
    std::map<std::pair<Vertex, std::string>, std::vector<Vertex>> sides;
    for (Kind const kind : {Kind::figure, Kind::claim}) {
        KnowledgeGraph::Range const range = graph.vertices_of(kind);
        for (Vertex side = range.first; side < range.last; ++side) {
            std::optional<Vertex> const subject = graph.object(side, "subject");
            std::optional<std::string> const about = subject ? question_of(graph, side, *subject) : std::nullopt;
            if (about) {
                sides[{*subject, *about}].push_back(side);
            }
        }
    }
    for (auto& [key, list] : sides) {
        if (std::vector<Vertex> apart = contradicting(graph, list); !apart.empty()) {
            disagreements.push_back({key.first, key.second, std::move(apart)});
        }
    }
    return disagreements;
}

}  // namespace stoa::model
