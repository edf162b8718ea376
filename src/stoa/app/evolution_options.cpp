// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/evolution_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "stoa/app/commands.hpp"
#include "stoa/evolution/finder.hpp"

namespace stoa::app {
namespace {

using evolution::Parameters;
using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

void set_count(std::string_view option, std::string const& text, unsigned& target, std::vector<std::string>& faults) {
    if (text.empty()) {
        return;
    }
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), target);
    if (error != std::errc{} || end != text.data() + text.size()) {
        faults.push_back(fmt::format("{} takes a whole number, not '{}'", option, text));
    }
}

void set_share(std::string_view option, std::string const& text, evolution::Ratio& target,
               std::vector<std::string>& faults) {
    if (text.empty()) {
        return;
    }
    if (std::optional<evolution::Ratio> const ratio = evolution::parse_ratio(text)) {
        target = *ratio;
    } else {
        faults.push_back(fmt::format("{} takes a share such as 1/2 or 0.5, not '{}'", option, text));
    }
}

}  // namespace

void add_evolution_options(CLI::App& command, EvolutionOptions& options) {
    constexpr auto group = "Theme evolution";
    auto const add = [&](char const* name, auto& target, char const* type, char const* meaning) {
        return command.add_option(name, target, meaning)->type_name(type)->group(group);
    };
    add("--series", options.series, "SERIES", "The series, by id, label or prefix, where the input has several");
    add("--min-sources", options.minimum_sources, "N", "p_min: distinct sources that make a theme present (default 1)");
    add("--beta", options.broadening_share, "SHARE", "β: share of the united scopes that is a big change (1/5)");
    add("--min-change", options.broadening_items, "N", "b_min: items that are a big change (2)");
    add("--min-scope", options.scope_minimum, "N", "u_min: united items below which a change of scope is unknown (5)");
    add("--kappa", options.inclusion_threshold, "SHARE", "κ: threshold of merges, splits, replacements, morphs (1/2)");
    add("--min-shared", options.shared_minimum, "N", "m_min: items that linked themes share (2)");
    add("--look-back", options.look_back, "N",
        "D: observed editions that a morph arc may reach back (what stoa.toml says, else 1)");
    add("--facets", options.facets, "FACET,...", "Whose items make up scopes: issues, groups, sdgs (all)")
        ->delimiter(',')
        ->check(one_of({"issues", "groups", "sdgs"}));
    add("--documents", options.document_basis, "KIND,...",
        "Count outcome documents of these kinds only: declaration,statement (every occurrence)")
        ->delimiter(',');
}

std::vector<Vertex> root_series(KnowledgeGraph const& graph) {
    std::vector<Vertex> found;
    auto const range = graph.vertices_of(Kind::series);
    for (Vertex series = range.first; series < range.last; ++series) {
        if (graph.data_set(graph.data_set_of(series)).root) {
            found.push_back(series);
        }
    }
    std::ranges::sort(found, {}, [&](Vertex series) { return graph.iri(series); });
    return found;
}

std::vector<Vertex> chosen_series(EvolutionOptions const& options, KnowledgeGraph const& graph) {
    std::vector<Vertex> all = root_series(graph);
    if (options.series.empty()) {
        if (all.empty()) {
            throw std::invalid_argument("there is no series in the input");
        }
        return all;
    }
    evolution::Found const found = evolution::find_among(graph, all, "series", options.series);
    if (!found.vertex) {
        throw std::invalid_argument(found.why);
    }
    return {*found.vertex};
}

Vertex chosen_single_series(EvolutionOptions const& options, KnowledgeGraph const& graph) {
    std::vector<Vertex> const chosen = chosen_series(options, graph);
    if (chosen.size() > 1) {
        std::vector<std::string_view> ids;
        ids.reserve(chosen.size());
        for (Vertex const each : chosen) {
            ids.push_back(graph.id(each));
        }
        throw std::invalid_argument(
            fmt::format("the input has {} series: choose one with --series {}", ids.size(), fmt::join(ids, "|")));
    }
    return chosen.front();
}

Parameters chosen_parameters(EvolutionOptions const& options, KnowledgeGraph const& graph, Vertex series) {
    Parameters parameters = evolution::standard_parameters(graph, series);
    std::vector<std::string> faults;
    set_count("--min-sources", options.minimum_sources, parameters.minimum_sources, faults);
    set_share("--beta", options.broadening_share, parameters.broadening_share, faults);
    set_count("--min-change", options.broadening_items, parameters.broadening_items, faults);
    set_count("--min-scope", options.scope_minimum, parameters.scope_minimum, faults);
    set_share("--kappa", options.inclusion_threshold, parameters.inclusion_threshold, faults);
    set_count("--min-shared", options.shared_minimum, parameters.shared_minimum, faults);
    set_count("--look-back", options.look_back, parameters.look_back, faults);
    if (!options.facets.empty()) {
        parameters.facets = {};
        for (std::string const& each : options.facets) {
            auto const found = std::ranges::find(evolution::facet_names, each);
            parameters.facets.add(static_cast<evolution::Facet>(found - evolution::facet_names.begin()));
        }
    }
    parameters.document_basis = options.document_basis;
    std::ranges::sort(parameters.document_basis);
    // Clang 14 takes no std::ranges::subrange of libstdc++ 12.
    parameters.document_basis.erase(std::unique(parameters.document_basis.begin(), parameters.document_basis.end()),
                                    parameters.document_basis.end());
    std::vector<std::string> const out_of_range = evolution::faults_of(parameters);
    faults.insert(faults.end(), out_of_range.begin(), out_of_range.end());
    if (!faults.empty()) {
        throw std::invalid_argument(fmt::format("{}", fmt::join(faults, "; ")));
    }
    return parameters;
}

}  // namespace stoa::app
