// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/summary.hpp"

#include <optional>
#include <string_view>

namespace stoa::statements {

using model::definition;
using model::Kind;
using model::KnowledgeGraph;
using model::PropertyId;
using model::Structure;
using model::Vertex;

namespace {

/// Adds what one record holds and how much of it is proved.
void count_record(KnowledgeGraph const& graph, Vertex vertex, Summary& summary) {
    Structure const& structure = graph;
    Kind const kind = graph.kind(vertex);
    ++summary.records[static_cast<std::size_t>(kind)];
    std::optional<PropertyId> const by = model::find_property(kind, "evidence");
    std::size_t own = 0;
    std::size_t without = 0;
    bool record_is_proved = false;
    auto const count = [&](PropertyId property, model::EvidenceId evidence) {
        ++summary.statements[static_cast<std::size_t>(property)];
        ++summary.statement_count;
        if (property == by) {
            record_is_proved = true;
            return;  // the proof itself
        }
        (evidence == model::no_evidence ? without : own) += 1;
    };
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        count(rows.property[row], rows.evidence[row]);
    }
    for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
        count(structure[*edge].property, structure[*edge].evidence);
    }
    if (definition(kind).needs_evidence) {
        summary.to_prove += own + without;
        summary.proved += own + (record_is_proved ? without : 0);
    }
}

EventCount count_events(KnowledgeGraph const& graph, Kind kind, std::string_view date) {
    KnowledgeGraph::Range const range = graph.vertices_of(kind);
    EventCount count{kind, range.size(), 0, 0, 0};
    for (Vertex event = range.first; event < range.last; ++event) {
        bool const has_start = !graph.value(event, date).empty();
        bool const has_place = graph.object(event, "city").has_value();
        count.without_start += has_start ? 0 : 1;
        count.without_place += has_place ? 0 : 1;
        count.complete += has_start && has_place ? 1 : 0;
    }
    return count;
}

}  // namespace

Summary summarise(KnowledgeGraph const& graph) {
    Summary summary;
    summary.statements.assign(model::properties().size(), 0);
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        count_record(graph, vertex, summary);
    }
    summary.quotes = summary.records[static_cast<std::size_t>(Kind::quote)];
    summary.own_evidence = summary.records[static_cast<std::size_t>(Kind::claim)];

    for (EventCount const& each :
         {count_events(graph, Kind::edition, "start"), count_events(graph, Kind::history, "date")}) {
        if (each.all > 0) {
            summary.events.push_back(each);
        }
    }
    summary.disagreements = model::find_disagreements(graph);
    KnowledgeGraph::Range const sources = graph.vertices_of(Kind::source);
    for (Vertex source = sources.first; source < sources.last; ++source) {
        for (Vertex const repeated : graph.objects(source, "repeats")) {
            summary.repeats.emplace_back(source, repeated);
        }
    }
    return summary;
}

}  // namespace stoa::statements
