// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "stoa/rdf/sha256.hpp"

namespace stoa::evolution {
namespace {

using model::Kind;
using model::Vertex;

/// Gives each id once; a second asking for one gets a hash of `key`, which tells them apart, behind it.
class Names {
public:
    std::string give(std::string id, std::string_view key) {
        auto const [known, is_new] = key_of_.try_emplace(id, key);
        if (is_new) {
            return id;
        }
        rdf::Sha256Sink hash;
        hash.write(key);
        return fmt::format("{}-{}", id, hash.hex().substr(0, 8));
    }

private:
    std::unordered_map<std::string, std::string> key_of_;
};

}  // namespace

Parameters standard_parameters(model::KnowledgeGraph const& graph, Vertex series) {
    Parameters parameters;
    if (std::optional<unsigned> const look_back = graph.data_set(graph.data_set_of(series)).look_back) {
        parameters.look_back = *look_back;
    }
    return parameters;
}

Analysis analyse(model::KnowledgeGraph const& graph, Vertex series, Parameters const& parameters) {
    Analysis analysis;
    analysis.graph = &graph;
    analysis.id = analysis_id(parameters, standard_parameters(graph, series));
    analysis.coding = read_coding(graph, series, parameters);
    analysis.evolution = compute(analysis.coding, parameters);
    return analysis;
}

ComputedIds name_all(Analysis const& analysis) {
    model::KnowledgeGraph const& graph = *analysis.graph;
    Coding const& coding = analysis.coding;
    Evolution const& evolution = analysis.evolution;
    ComputedIds ids;
    Names state_names;
    std::string const start = analysis.id == "default" ? std::string{} : analysis.id + "-";
    for (StateId id = 0; id < evolution.states.size(); ++id) {
        std::string_view const theme = graph.id(analysis.theme(id));
        std::string_view const edition = graph.id(analysis.edition(id));
        ids.states.push_back(
            state_names.give(fmt::format("{}{}-{}", start, theme, edition), fmt::format("{} {}", theme, edition)));
    }
    Names event_names;
    auto const edition_id = [&](Facet facet, std::uint32_t position) {
        return graph.id(coding.editions[evolution.observed_for(facet)[position]].vertex);
    };
    auto const name = [&](std::string_view edition, std::string_view what, std::string_view subject) {
        return event_names.give(fmt::format("{}-{}-{}-{}", analysis.id, edition, what, subject),
                                fmt::format("{} {} {}", edition, what, subject));
    };
    for (StateEvent const& each : evolution.theme_events) {
        ids.theme_events.push_back(
            name(edition_id(Facet::issues, each.position), name_of(each.kind), graph.id(coding.themes[each.subject])));
    }
    for (LineageEvent const& each : evolution.lineage_events) {
        // The state that many meet in, or come from; of a replacement the new one.
        bool const from_one = each.kind == EventKind::split || each.kind == EventKind::branched;
        StateId const hub = from_one ? each.sources.front() : each.targets.front();
        ids.lineage_events.push_back(
            name(edition_id(Facet::issues, each.position), name_of(each.kind), graph.id(analysis.theme(hub))));
    }
    for (Arc const& each : evolution.arcs) {
        if (each.kind == ArcKind::asserted) {
            ids.arcs.push_back(event_names.give(
                fmt::format("asserted-{}", graph.id(coding.developments[each.development].vertex)), "asserted"));
        } else if (each.kind == ArcKind::morphs) {
            ids.arcs.push_back(
                name(graph.id(analysis.edition(each.to)), "developed",
                     fmt::format("{}-from-{}-{}", graph.id(analysis.theme(each.to)),
                                 graph.id(analysis.edition(each.from)), graph.id(analysis.theme(each.from)))));
        } else {
            ids.arcs.emplace_back();
        }
    }
    for (StateEvent const& each : evolution.item_events) {
        Coding::Item const& item = coding.items[each.subject];
        // Goals are numbers: with their facet before them they read as what they are.
        std::string const subject = item.facet == Facet::sdgs ? fmt::format("sdg-{}", graph.id(item.vertex))
                                                              : std::string{graph.id(item.vertex)};
        ids.item_events.push_back(
            name(edition_id(item.facet, each.position), fmt::format("item-{}", name_of(each.kind)), subject));
    }
    for (std::vector<std::string>* list : {&ids.theme_events, &ids.lineage_events, &ids.item_events}) {
        for (std::string& each : *list) {
            std::ranges::replace(each, '_', '-');
        }
    }
    return ids;
}

std::string_view edition_name(model::KnowledgeGraph const& graph, Vertex edition) {
    model::PropertyId const alternative = model::property(Kind::edition, "alt_label");
    model::KnowledgeGraph::Rows const rows = graph.rows(edition);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.property[row] == alternative && graph.tag(rows.tag[row]).text == "en") {
            return graph.value_term(rows.tag[row], rows.value[row]).text;
        }
    }
    return graph.label(edition);
}

std::string computed_iri(Analysis const& analysis, Kind kind, std::string_view id) {
    model::KnowledgeGraph const& graph = *analysis.graph;
    return fmt::format("{}{}/{}", graph.data_set(graph.data_set_of(analysis.coding.series)).base,
                       model::definition(kind).name, id);
}

}  // namespace stoa::evolution
