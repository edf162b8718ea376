// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/model/canonical.hpp"

namespace stoa::answers {
namespace {

using model::KnowledgeGraph;
using model::Vertex;

/// Preferred and alternative labels, folded.
std::vector<std::string> labels_of(KnowledgeGraph const& graph, Vertex vertex) {
    std::vector<std::string> labels;
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::string_view const key = model::definition(rows.property[row]).key;
        if (key == "label" || key == "alt_label") {
            labels.push_back(model::fold(graph.value_term(rows.tag[row], rows.value[row]).text));
        }
    }
    return labels;
}

Found one_of(KnowledgeGraph const& graph, std::vector<Vertex> const& fitting, std::string_view what,
             std::string_view word) {
    if (fitting.size() == 1) {
        return {fitting.front(), {}, {}};
    }
    // Records of different data sets may have one id: then their IRIs tell.
    std::vector<std::string> names;
    names.reserve(fitting.size());
    bool const one_id =
        std::ranges::all_of(fitting, [&](Vertex each) { return graph.id(each) == graph.id(fitting.front()); });
    for (Vertex const each : fitting) {
        names.push_back(fmt::format("{} ({})", one_id ? graph.iri(each) : std::string{graph.id(each)},
                                    diagnostics::printable(std::string{graph.label(each)})));
    }
    return {std::nullopt,
            fmt::format("{} '{}' could be {}", what, diagnostics::printable(word), fmt::join(names, " or ")), fitting};
}

}  // namespace

Found find_among(KnowledgeGraph const& graph, std::span<Vertex const> candidates, std::string_view what,
                 std::string_view word) {
    std::string const folded = model::fold(word);
    std::vector<Vertex> by_id;
    std::vector<Vertex> by_label;
    std::vector<Vertex> by_number;
    std::vector<Vertex> by_prefix;
    std::vector<std::string> known;
    for (Vertex const each : candidates) {
        std::string_view const id = graph.id(each);
        if (id == word || graph.iri(each) == word) {
            by_id.push_back(each);
        }
        std::vector<std::string> const labels = labels_of(graph, each);
        if (std::ranges::find(labels, folded) != labels.end()) {
            by_label.push_back(each);
        }
        if (!word.empty() && graph.value(each, "number") == word) {
            by_number.push_back(each);
        }
        if (!word.empty() && (id.starts_with(word) || std::ranges::any_of(labels, [&](std::string const& label) {
                                  return label.starts_with(folded);
                              }))) {
            by_prefix.push_back(each);
        }
        known.emplace_back(id);
        known.insert(known.end(), labels.begin(), labels.end());
    }
    for (std::vector<Vertex> const* fitting : {&by_id, &by_number, &by_label, &by_prefix}) {
        if (!fitting->empty()) {
            return one_of(graph, *fitting, what, word);
        }
    }
    std::vector<std::string_view> const views{known.begin(), known.end()};
    std::string hint = diagnostics::did_you_mean(folded, views);
    if (hint.empty() && !candidates.empty()) {
        std::vector<std::string_view> ids;
        for (Vertex const each : candidates.first(std::min<std::size_t>(candidates.size(), 20))) {
            ids.push_back(graph.id(each));
        }
        hint = fmt::format(": there is {}{}", fmt::join(ids, ", "), candidates.size() > 20 ? " and more" : "");
    }
    return {std::nullopt, fmt::format("there is no {} '{}'{}", what, diagnostics::printable(word), hint), {}};
}

}  // namespace stoa::answers
