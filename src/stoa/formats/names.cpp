// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace stoa::formats {

using model::KnowledgeGraph;
using model::Vertex;

void append_name(std::string& text, KnowledgeGraph const& graph, Vertex vertex) {
    text += graph.space_of(vertex).prefix;
    text += ':';
    text += graph.id(vertex);
}

void append_listed_name(std::string& list, KnowledgeGraph const& graph, Vertex vertex) {
    if (!list.empty()) {
        list += '|';
    }
    append_name(list, graph, vertex);
}

void append_escaped(std::string& text, std::string_view value) {
    for (char const c : value) {
        if (c == '|' || c == '\\') {
            text += '\\';
        }
        text += c;
    }
}

std::size_t shown_label(KnowledgeGraph const& graph, Vertex vertex) {
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    // Labels are the first property of the table.
    std::optional<model::PropertyId> const label = model::find_property(graph.kind(vertex), "label");
    std::size_t shown = rows.size();
    for (std::size_t row = 0; row < rows.size() && label && rows.property[row] == *label; ++row) {
        if (shown == rows.size() || graph.tag(rows.tag[row]).text == "en") {
            shown = row;
        }
    }
    return shown;
}

std::string titles_of(KnowledgeGraph const& graph) {
    std::vector<std::string_view> titles;
    for (model::DataSet const& each : graph.data_sets()) {
        if (each.root) {
            titles.emplace_back(each.title);
        }
    }
    std::ranges::sort(titles);
    return fmt::format("{}", fmt::join(titles, "; "));
}

}  // namespace stoa::formats
