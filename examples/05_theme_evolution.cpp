// SPDX-License-Identifier: Apache-2.0
// How the themes of a series evolve: what happened to one theme from edition to edition, the evidence for each step,
// and the lineage graph, which is also a Boost graph. Prints the states and events of a theme, the longest unbroken
// lineage, and what is left of the first edition in the latest one.
#include <stoa/evolution/analysis.hpp>
#include <stoa/evolution/lineage.hpp>
#include <stoa/ingest/read.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

using namespace stoa::evolution;
using stoa::model::Kind;
using stoa::model::KnowledgeGraph;

int main(int argc, char** argv) {
    std::array<std::filesystem::path, 1> const folders{argc > 1 ? argv[1] : "data/iclc"};
    stoa::diagnostics::Diagnostics diagnostics;
    auto const reading = stoa::ingest::read(folders, {}, diagnostics);
    if (!reading) {
        return EXIT_FAILURE;
    }
    KnowledgeGraph const& graph = reading->graph;
    auto const series = graph.vertices_of(Kind::series).first;
    Analysis const analysis = analyse(graph, series, standard_parameters(graph, series));
    Evolution const& evolution = analysis.evolution;

    // Events are sorted by edition; a theme has one for each edition that treats it, and one where it was dropped.
    std::string const word = argc > 2 ? argv[2] : "learning-technologies";
    for (StateEvent const& event : evolution.theme_events) {
        if (graph.id(analysis.coding.themes[event.subject]) != word) {
            continue;
        }
        auto const& edition = analysis.coding.editions[evolution.observed_for(Facet::issues)[event.position]];
        std::cout << graph.label(edition.vertex) << ": " << name_of(event.kind);
        if (event.kind == EventKind::resumed) {
            std::cout << " after " << event.gap << " editions";
        }
        if (event.after != none) {
            State const& state = evolution.states[event.after];
            std::cout << ", " << name_of(state.role) << ", " << state.last_passage - state.first_passage << " passages";
            for (std::uint32_t const item : evolution.scope(event.after)) {
                std::cout << "\n  - " << graph.label(analysis.coding.items[item].vertex);
            }
        }
        std::cout << '\n';
    }

    // States are numbered by edition, so every arc leads to a larger number.
    Lineage const lineage{evolution};
    std::cout << num_vertices(lineage.graph()) << " states, " << num_edges(lineage.graph()) << " arcs\n";
    std::vector<StateId> const path = longest_path(lineage, 0);
    std::cout << "longest unbroken lineage: " << path.size() << " editions, "
              << graph.label(analysis.theme(path.front())) << " to " << graph.label(analysis.theme(path.back()))
              << '\n';

    std::vector<StateId> first;
    for (StateId state = 0; state < lineage.state_count() && lineage.position(state) == 0; ++state) {
        first.push_back(state);
    }
    auto const last = static_cast<std::uint32_t>(evolution.observed_for(Facet::issues).size() - 1);
    std::cout << "of " << first.size() << " themes of the first edition there are left in the latest:\n";
    for (StateId const state : reach(lineage, first, Direction::forward)) {
        if (lineage.position(state) == last) {
            std::cout << "  - " << graph.label(analysis.theme(state)) << '\n';
        }
    }
}
