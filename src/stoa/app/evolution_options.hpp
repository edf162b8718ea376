// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::app {

/// What the user said of parameters, as text: what is empty keeps its default.
struct EvolutionOptions {
    std::string series;
    std::string minimum_sources;
    std::string broadening_share;
    std::string broadening_items;
    std::string scope_minimum;
    std::string inclusion_threshold;
    std::string shared_minimum;
    std::string look_back;
    std::vector<std::string> facets;
    std::vector<std::string> document_basis;

    friend bool operator==(EvolutionOptions const&, EvolutionOptions const&) = default;
};

/// Adds --series and the parameters of theme evolution, in a group of the help of their own.
void add_evolution_options(CLI::App& command, EvolutionOptions& options);

/// All series of the root data sets, in the order of their IRIs.
[[nodiscard]] std::vector<model::Vertex> root_series(model::KnowledgeGraph const& graph);

/// The series that --series names by id, label or prefix; without it, all of `root_series`. Throws
/// std::invalid_argument where there is none.
[[nodiscard]] std::vector<model::Vertex> chosen_series(EvolutionOptions const& options,
                                                       model::KnowledgeGraph const& graph);

/// As above where one series is wanted: with several, the message lists them and asks for --series.
[[nodiscard]] model::Vertex chosen_single_series(EvolutionOptions const& options, model::KnowledgeGraph const& graph);

/// The parameters for a series. Throws std::invalid_argument that names all that is out of range.
[[nodiscard]] evolution::Parameters chosen_parameters(EvolutionOptions const& options,
                                                      model::KnowledgeGraph const& graph, model::Vertex series);

}  // namespace stoa::app
