// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/check_context.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace stoa::model {

using diagnostics::Code;
using diagnostics::Location;

CheckContext::CheckContext(KnowledgeGraph const& graph, Places const& places, Allowances& allowances,
                           diagnostics::Diagnostics& diagnostics)
    : graph_{graph}, places_{places}, allowances_{allowances}, diagnostics_{diagnostics} {
    KnowledgeGraph::Range const range = graph_.vertices_of(Kind::series);
    auto const is_nameless = [this](Vertex edition) { return graph_.id(edition) == nameless; };
    for (Vertex series = range.first; series < range.last; ++series) {
        SeriesEditions of_series = editions_of_series(graph_, series);
        std::erase_if(of_series.in_order, is_nameless);
        std::erase_if(of_series.cancelled, is_nameless);
        editions_.emplace(series, std::move(of_series));
    }
}

std::vector<CheckContext::Row> CheckContext::rows_of(Vertex vertex, std::string_view key) const {
    std::vector<Row> found;
    std::optional<PropertyId> const property = find_property(graph_.kind(vertex), key);
    KnowledgeGraph::Rows const rows = graph_.rows(vertex);
    for (std::size_t i = 0; property && i < rows.size(); ++i) {
        if (rows.property[i] == *property) {
            found.push_back({i, graph_.value_term(rows.tag[i], rows.value[i]).text, rows.tag[i]});
        }
    }
    return found;
}

std::string CheckContext::name(Vertex vertex) const {
    if (graph_.id(vertex) == nameless) {
        return fmt::format("this {}", definition(graph_.kind(vertex)).label);
    }
    return fmt::format("{} '{}'", definition(graph_.kind(vertex)).label, graph_.id(vertex));
}

std::string CheckContext::spot(Location const& at) { return fmt::format("{}:{}:{}", at.file, at.line, at.column); }

std::vector<Vertex> CheckContext::all_of(SeriesEditions const& editions) {
    std::vector<Vertex> all = editions.in_order;
    all.insert(all.end(), editions.cancelled.begin(), editions.cancelled.end());
    return all;
}

std::optional<std::int64_t> CheckContext::number_of(Vertex edition) const {
    std::string_view const text = graph_.value(edition, "number");
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return text.empty() ? std::nullopt : std::optional{number};
}

void CheckContext::report(Code code, Location at, std::string message) {
    diagnostics_.report(code, std::move(at), std::move(message));
}

void CheckContext::warn(Code code, std::initializer_list<Vertex> about, Location at, std::string message) {
    for (Vertex record : about) {
        for (;;) {
            if (allowances_.use(places_.of(record), code)) {
                return;
            }
            std::string_view const owner = definition(graph_.kind(record)).owner;
            std::optional<Vertex> const around = owner.empty() ? std::nullopt : graph_.object(record, owner);
            if (!around) {
                break;
            }
            record = *around;
        }
    }
    diagnostics_.report(code, std::move(at), std::move(message));
}

}  // namespace stoa::model
