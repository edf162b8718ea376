// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/citation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "stoa/model/partial_date.hpp"

namespace stoa::model {
namespace {

/// With the year of publication, unless the name has it already.
std::string with_year(KnowledgeGraph const& graph, Vertex source, std::string name) {
    std::string_view const year = year_in(graph.value(source, "issued"));
    return year.empty() || name.find(year) != std::string::npos ? name : fmt::format("{}, {}", name, year);
}

}  // namespace

std::string_view short_name(KnowledgeGraph const& graph, Vertex vertex, std::string_view language) {
    std::optional<PropertyId> const alternative = find_property(graph.kind(vertex), "alt_label");
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    for (std::size_t row = 0; alternative && row < rows.size(); ++row) {
        if (rows.property[row] == *alternative && graph.tag(rows.tag[row]).text == language) {
            return graph.value_term(rows.tag[row], rows.value[row]).text;
        }
    }
    return graph.label(vertex, language);
}

std::string_view year_in(std::string_view date) {
    return PartialDate::parse(date) ? date.substr(0, 4) : std::string_view{};
}

std::string name_with_year(KnowledgeGraph const& graph, Vertex edition) {
    std::string_view const name = short_name(graph, edition);
    std::string_view const year = year_in(graph.value(edition, "start"));
    return year.empty() ? std::string{name} : fmt::format("{} ({})", name, year);
}

std::string list_in_words(std::span<std::string const> words, std::size_t most) {
    std::size_t const shown = std::min(words.size(), most);
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return words.size() > shown ? fmt::format("{} and {} more", text, words.size() - shown) : text;
}

Citations::Citations(KnowledgeGraph const& graph) : graph_{graph} {
    std::set<std::string> seen;
    auto const range = graph.vertices_of(Kind::source);
    for (Vertex source = range.first; source < range.last; ++source) {
        if (std::string name = by_publisher(source); !seen.insert(name).second) {
            shared_.insert(std::move(name));
        }
    }
}

std::string Citations::by_publisher(Vertex source) const {
    std::vector<std::string> publishers;
    for (Vertex const each : graph_.objects(source, "publisher")) {
        publishers.emplace_back(short_name(graph_, each));
    }
    return publishers.empty() ? by_label(source) : with_year(graph_, source, list_in_words(publishers));
}

std::string Citations::by_label(Vertex source) const {
    return with_year(graph_, source, std::string{short_name(graph_, source)});
}

std::string Citations::name(Vertex source) const {
    if (graph_.kind(source) != Kind::source) {
        return std::string{graph_.label(source)};
    }
    std::string name = by_publisher(source);
    return shared_.contains(name) ? by_label(source) : name;
}

std::string Citations::cite(Place const& place) const { return cite({&place, 1}, 1); }

std::string Citations::cite(std::span<Place const> places, std::size_t most) const {
    std::vector<Vertex> sources;
    std::map<Vertex, std::vector<std::string>> locators;
    for (Place const& each : places) {
        if (std::ranges::find(sources, each.source) == sources.end()) {
            sources.push_back(each.source);
        }
        std::vector<std::string>& of = locators[each.source];
        if (!each.locator.empty() && std::ranges::find(of, each.locator) == of.end()) {
            of.push_back(each.locator);
        }
    }
    std::string text;
    std::size_t const shown = std::min(sources.size(), most);
    for (std::size_t i = 0; i < shown; ++i) {
        std::vector<std::string> const& of = locators[sources[i]];
        text += (i == 0 ? "" : "; ") + name(sources[i]);
        text += of.empty() ? std::string{} : ", " + of.front();
        text += of.size() < 2 ? std::string{}
                              : fmt::format(" and {} more place{}", of.size() - 1, of.size() == 2 ? "" : "s");
    }
    return sources.size() > shown ? fmt::format("{}; and {} more", text, sources.size() - shown) : text;
}

std::string Citations::cite_first(std::span<Place const> places) const {
    if (places.empty()) {
        return {};
    }
    std::set<Vertex> sources;
    for (Place const& each : places) {
        sources.insert(each.source);
    }
    std::string const first = cite(places.front());
    return sources.size() > 1 ? fmt::format("{} and {} more", first, sources.size() - 1) : first;
}

}  // namespace stoa::model
