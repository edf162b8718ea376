// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "stoa/evolution/coding.hpp"
#include "stoa/evolution/evolution.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::evolution {

/// The evolution of one series under one set of parameters. Refers to the graph that it was made from, which outlives
/// it; the indices of `evolution` are those of `coding`.
struct Analysis {
    model::KnowledgeGraph const* graph = nullptr;
    /// `default` under the standard parameters of the series' data set, else named after what differs.
    std::string id;
    Coding coding;
    Evolution evolution;

    [[nodiscard]] model::Vertex theme(StateId state) const { return coding.themes[evolution.states[state].theme]; }
    [[nodiscard]] model::Vertex edition(StateId state) const {
        return coding.editions[evolution.states[state].edition].vertex;
    }
};

/// The defaults, with what the data set of the series says in its stoa.toml (`look_back`).
[[nodiscard]] Parameters standard_parameters(model::KnowledgeGraph const& graph, model::Vertex series);

/// The parameters have no faults (see `faults_of`).
[[nodiscard]] Analysis analyse(model::KnowledgeGraph const& graph, model::Vertex series, Parameters const& parameters);

/// Ids of the computed records, unique within the analyses of a data set's series: `learning-technologies-6` for a
/// state of the default analysis, `look-back-3-learning-technologies-6` for one of another,
/// `default-6-resumed-learning-technologies` for an event, `default-6-issues` for an observation. Where two pairs would
/// give one id, those but the first get the start of a hash, and where two series could, both.
struct ComputedIds {
    /// By edition and facet; after the editions that were held those in `Coding::planned`.
    std::vector<std::array<std::string, facet_count>> observations;
    std::vector<std::string> states;        ///< by state
    std::vector<std::string> theme_events;  ///< by index of `Evolution::theme_events`, and so on
    std::vector<std::string> item_events;
    std::vector<std::string> lineage_events;
    std::vector<std::string> arcs;  ///< of morph and asserted arcs; empty for the others

    [[nodiscard]] std::string const& of(EventRef event) const;
};
[[nodiscard]] ComputedIds name_all(Analysis const& analysis);

/// Where the computed records of a series lie: `<base>state/`, `<base>event/` and so on, of its data set.
[[nodiscard]] std::string computed_iri(Analysis const& analysis, model::Kind kind, std::string_view id);

}  // namespace stoa::evolution
