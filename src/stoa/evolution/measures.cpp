// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <span>
#include <unordered_map>
#include <utility>

#include "stoa/rdf/lexical_form.hpp"

namespace stoa::evolution {
namespace {

std::optional<Ratio> quotient(std::uint32_t part, std::uint32_t whole) {
    return whole == 0 ? std::nullopt : std::optional{Ratio{part, whole}};
}

/// The items of each document of an edition, each once and sorted.
std::vector<std::vector<std::uint32_t>> items_of_documents(Coding const& coding, Evolution const& evolution,
                                                           std::uint32_t position) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> of_document;
    std::uint32_t const edition = evolution.observed_for(Facet::issues)[position];
    auto const first = std::ranges::lower_bound(coding.passages, edition, {}, &Coding::Passage::edition);
    auto const last = std::ranges::upper_bound(coding.passages, edition, {}, &Coding::Passage::edition);
    for (auto each = first; each != last; ++each) {
        if (each->document == none || each->source == none) {
            continue;
        }
        std::vector<std::uint32_t>& items = of_document[each->document];
        if (each->item != none && evolution.parameters.facets.contains(coding.items[each->item].facet)) {
            items.push_back(each->item);
        }
    }
    std::vector<std::vector<std::uint32_t>> documents;
    for (auto& [document, items] : of_document) {
        std::ranges::sort(items);
        items.erase(std::unique(items.begin(), items.end()), items.end());
        documents.push_back(std::move(items));
    }
    return documents;
}

/// Rounding may not decide what lies above a median.
using Exact = boost::multiprecision::cpp_rational;

struct ExactStructure {
    Exact centrality = 0;
    Exact density = 0;
};

/// The sums of e_ij of all pairs of items that occur together, for the themes that hold one of them, or both.
std::vector<ExactStructure> sum_equivalences(std::vector<std::vector<std::uint32_t>> const& documents,
                                             Evolution const& evolution, std::vector<ThemeStructure> const& themes) {
    std::vector<ExactStructure> sums(themes.size());
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> together;
    std::unordered_map<std::uint32_t, std::uint32_t> alone;
    for (std::vector<std::uint32_t> const& items : documents) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            ++alone[items[i]];
            for (std::size_t j = i + 1; j < items.size(); ++j) {
                ++together[{items[i], items[j]}];
            }
        }
    }
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> themes_with;
    for (std::size_t theme = 0; theme < themes.size(); ++theme) {
        for (std::uint32_t const item : evolution.scope(themes[theme].state)) {
            themes_with[item].push_back(theme);
        }
    }
    for (auto const& [pair, count] : together) {
        Exact const e{std::uint64_t{count} * count, std::uint64_t{alone[pair.first]} * alone[pair.second]};
        std::vector<std::size_t> const& with_first = themes_with[pair.first];
        std::vector<std::size_t> const& with_second = themes_with[pair.second];
        for (std::size_t const theme : with_first) {
            bool const inside = std::ranges::binary_search(with_second, theme);
            (inside ? sums[theme].density : sums[theme].centrality) += e;
        }
        for (std::size_t const theme : with_second) {
            if (!std::ranges::binary_search(with_first, theme)) {
                sums[theme].centrality += e;
            }
        }
    }
    return sums;
}

Exact median(std::vector<ExactStructure> const& structures, Exact ExactStructure::*which) {
    std::vector<Exact> values;
    for (ExactStructure const& each : structures) {
        values.push_back(each.*which);
    }
    std::sort(values.begin(), values.end());
    std::size_t const half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : Exact{(values[half - 1] + values[half]) / 2};
}

/// The states with a scope. With too few themes there is a refusal.
std::vector<StateId> states_with_items(Evolution const& evolution, std::uint32_t position, std::string& refusal) {
    std::vector<StateId> states;
    for (StateId id = evolution.state_start[position]; id < evolution.state_start[position + 1]; ++id) {
        if (!evolution.scope(id).empty()) {
            states.push_back(id);
        }
    }
    std::size_t const present = evolution.states_at(position).size();
    if (present < minimum_themes) {
        refusal = fmt::format("not computed: {} theme{}", present, present == 1 ? "" : "s");
    } else if (states.size() < minimum_themes) {
        refusal = fmt::format("not computed: {} theme{} with items", states.size(), states.size() == 1 ? "" : "s");
    }
    return states;
}

}  // namespace

std::vector<std::optional<ThemeMeasures>> theme_measures(Coding const& coding, Evolution const& evolution) {
    std::vector<std::optional<ThemeMeasures>> measures(coding.themes.size());
    std::vector<std::uint32_t> run(coding.themes.size(), 0);
    for (StateId id = 0; id < evolution.states.size(); ++id) {
        State const& state = evolution.states[id];
        std::optional<ThemeMeasures>& of = measures[state.theme];
        bool const goes_on = state.previous != none && evolution.states[state.previous].position + 1 == state.position;
        if (!of) {
            of.emplace();
            of->first = id;
        } else if (!goes_on) {
            ++of->resumptions;
        }
        run[state.theme] = goes_on ? run[state.theme] + 1 : 1;
        of->longest_run = std::max(of->longest_run, run[state.theme]);
        of->last = id;
        of->states.push_back(id);
    }
    for (std::optional<ThemeMeasures>& of : measures) {
        if (!of) {
            continue;
        }
        of->count = static_cast<std::uint32_t>(of->states.size());
        of->span = evolution.states[of->last].position - evolution.states[of->first].position + 1;
        of->persistence = Ratio{of->count, of->span};
        Overlap const ends = overlap_of(coding, evolution, of->first, of->last);
        if (ends.before() > 0 && ends.after() > 0) {
            of->drift = Ratio{ends.gained + ends.lost, ends.either()};
        }
    }
    return measures;
}

std::vector<StepMeasures> step_measures(Evolution const& evolution) {
    auto const positions = static_cast<std::uint32_t>(evolution.observed_for(Facet::issues).size());
    std::vector<StepMeasures> steps;
    for (std::uint32_t k = 1; k < positions; ++k) {
        steps.push_back({});
        steps.back().position = k;
    }
    for (StateEvent const& each : evolution.theme_events) {
        if (each.position == 0) {
            continue;
        }
        StepMeasures& step = steps[each.position - 1];
        step.kept += each.kind == EventKind::continued ? 1U : 0U;
        step.introduced += each.kind == EventKind::introduced ? 1U : 0U;
        step.resumed += each.kind == EventKind::resumed ? 1U : 0U;
        step.gone += each.kind == EventKind::dropped ? 1U : 0U;
    }
    for (StepMeasures& step : steps) {
        std::uint32_t const now = step.kept + step.introduced + step.resumed;
        step.stability = quotient(step.kept, now + step.gone);
        step.novelty = quotient(step.introduced, now);
        step.retention = quotient(step.kept, step.kept + step.gone);
    }
    return steps;
}

std::string_view name_of(Quadrant quadrant) {
    constexpr std::array<std::string_view, 4> names{"motor", "niche", "emerging or declining", "basic"};
    return names[static_cast<std::size_t>(quadrant)];
}

EditionStructure structure_of(Coding const& coding, Evolution const& evolution, std::uint32_t position) {
    EditionStructure structure;
    structure.position = position;
    std::vector<std::vector<std::uint32_t>> const documents = items_of_documents(coding, evolution, position);
    structure.documents = static_cast<std::uint32_t>(documents.size());
    if (structure.documents < minimum_documents) {
        structure.refusal =
            fmt::format("not computed: {} document{}", structure.documents, structure.documents == 1 ? "" : "s");
        return structure;
    }
    std::vector<StateId> const states = states_with_items(evolution, position, structure.refusal);
    if (!structure.refusal.empty()) {
        return structure;
    }
    for (StateId const id : states) {
        structure.themes.push_back({});
        structure.themes.back().state = id;
    }
    std::vector<ExactStructure> exact = sum_equivalences(documents, evolution, structure.themes);
    for (std::size_t i = 0; i < exact.size(); ++i) {
        exact[i].centrality *= 10;
        exact[i].density *= Exact{100, evolution.scope(structure.themes[i].state).size()};
    }
    Exact const centrality = median(exact, &ExactStructure::centrality);
    Exact const density = median(exact, &ExactStructure::density);
    structure.median_centrality = centrality.convert_to<double>();
    structure.median_density = density.convert_to<double>();
    for (std::size_t i = 0; i < exact.size(); ++i) {
        ThemeStructure& each = structure.themes[i];
        each.centrality = exact[i].centrality.convert_to<double>();
        each.density = exact[i].density.convert_to<double>();
        bool const central = exact[i].centrality > centrality;
        bool const dense = exact[i].density > density;
        each.quadrant = central ? (dense ? Quadrant::motor : Quadrant::basic)
                                : (dense ? Quadrant::niche : Quadrant::emerging_or_declining);
    }
    return structure;
}

EditionBridges bridges_of(Evolution const& evolution, std::uint32_t position) {
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                        boost::property<boost::edge_index_t, std::size_t>>;
    EditionBridges bridges;
    bridges.position = position;
    std::vector<StateId> const states = states_with_items(evolution, position, bridges.refusal);
    if (!bridges.refusal.empty()) {
        return bridges;
    }
    Graph graph{states.size()};
    std::size_t edge_count = 0;
    for (std::size_t a = 0; a < states.size(); ++a) {
        for (std::size_t b = a + 1; b < states.size(); ++b) {
            std::vector<std::uint32_t> shared;
            std::ranges::set_intersection(evolution.scope(states[a]), evolution.scope(states[b]),
                                          std::back_inserter(shared));
            if (!shared.empty()) {
                add_edge(a, b, edge_count++, graph);
            }
        }
    }
    std::vector<double> betweenness(states.size(), 0);
    brandes_betweenness_centrality(
        graph, boost::make_iterator_property_map(betweenness.begin(), get(boost::vertex_index, graph)));
    std::vector<std::size_t> articulations;
    articulation_points(graph, std::back_inserter(articulations));
    for (std::size_t i = 0; i < states.size(); ++i) {
        bridges.themes.push_back(
            {states[i], betweenness[i], std::ranges::find(articulations, i) != articulations.end()});
    }
    return bridges;
}

void NominalAlpha::add(std::vector<std::string> const& values, std::size_t times) {
    if (values.size() < 2 || times == 0) {
        return;
    }
    std::map<std::string, double> counts;
    for (std::string const& each : values) {
        counts[each] += 1;
    }
    auto const size = static_cast<double>(values.size());
    auto const weight = static_cast<double>(times);
    for (auto const& [value, count] : counts) {
        agreeing_ += weight * count * (count - 1) / (size - 1);
        margin_[value] += weight * count;
    }
    total_ += weight * size;
    units_ += times;
}

std::optional<double> NominalAlpha::value() const {
    double expected = 0;
    for (auto const& [value, count] : margin_) {
        expected += count * (total_ - count);
    }
    if (expected == 0) {
        return std::nullopt;
    }
    double const observed = total_ - agreeing_;  // both over `total_`
    return 1 - observed * (total_ - 1) / expected;
}

std::optional<double> krippendorff_alpha(std::vector<std::vector<std::string>> const& values) {
    NominalAlpha alpha;
    for (std::vector<std::string> const& unit : values) {
        alpha.add(unit);
    }
    return alpha.value();
}

std::string to_decimal(double value) {
    // The shortest form of the rounded value, as the writers of RDF have it.
    std::string const rounded = fmt::format("{:.12g}", value == 0 ? 0.0 : value);
    return rdf::canonical_decimal(std::stod(rounded)).value_or("0.0");
}

}  // namespace stoa::evolution
