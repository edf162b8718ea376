// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>

#include "stoa/answers/grouped_notes.hpp"
#include "stoa/answers/named_analysis.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::answers {
namespace {

using evolution::EditionBridges;
using evolution::EditionStructure;
using evolution::Quadrant;
using evolution::StepMeasures;
using evolution::ThemeBridge;
using evolution::ThemeMeasures;
using evolution::ThemeStructure;

/// `ICLC 2: not computed: 2 documents`; several of them in one note.
void note_refusal(Entity const& edition, std::string_view refusal, Answer& answer) {
    constexpr std::string_view start = "not computed: ";
    assert(refusal.starts_with(start) && "every refusal begins like this");
    note_of_each(answer, "editions are not computed",
                 {edition.iri, fmt::format("{} ({})", edition.label, refusal.substr(start.size())),
                  fmt::format("{}: {}", edition.label, refusal)});
}

/// Visits what `compute` gives for each observed edition, and whether that edition is asked for; notes what is refused.
template <class Compute, class Visit>
void for_each_edition(Asked const& asked, Answer& answer, Compute compute, Visit visit) {
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        for (std::uint32_t k = 0; k < named.positions(); ++k) {
            bool const is_asked =
                !asked.edition || each.coding.editions[named.edition_index(k)].vertex == *asked.edition;
            auto const computed = compute(each, k);
            if (computed.refusal.empty()) {
                visit(named, computed, is_asked);
            } else if (is_asked) {
                note_refusal(named.edition_at(k), computed.refusal, answer);
            }
        }
    }
}

}  // namespace

Answer ask_bridges(Asked const& asked) {
    Answer answer;
    answer.title = "Themes that bridge otherwise separate groups of themes in an edition";
    answer.columns = {
        {"edition", type::entity, "the edition"},
        {"theme", type::entity, "the theme"},
        {"betweenness", type::measure, "shortest paths between two other themes that pass through it, by shared items"},
        {"articulation", type::truth, "whether its part of the edition's themes falls apart without it"}};
    auto const compute = [](Analysis const& each, std::uint32_t k) { return bridges_of(each.evolution, k); };
    for_each_edition(
        asked, answer, compute, [&](NamedAnalysis const& named, EditionBridges const& bridges, bool is_asked) {
            std::vector<ThemeBridge> themes = bridges.themes;
            std::ranges::stable_sort(
                themes, [](ThemeBridge const& a, ThemeBridge const& b) { return a.betweenness > b.betweenness; });
            for (ThemeBridge const& each : themes) {
                if (!is_asked || (each.betweenness == 0 && !each.articulation)) {
                    continue;
                }
                answer.rows.push_back(
                    named.row({named.edition_at(bridges.position), named.entity(named.analysis().theme(each.state)),
                               Measure{each.betweenness}, each.articulation},
                              {&each.state, 1}));
            }
        });
    return answer;
}

Answer ask_diagram(Asked const& asked) {
    Answer answer;
    answer.title = "Places of themes in the strategic diagram of each edition";
    answer.columns = {
        {"edition", type::entity, "the edition"},
        {"theme", type::entity, "the theme"},
        {"centrality", type::measure, "Callon: 10 times the equivalence with items of other themes"},
        {"density", type::measure, "100 times the equivalence within the theme, per item"},
        {"quadrant", type::text, "motor, niche, emerging or declining, basic: above the medians is high"},
        {"moved_from", type::text, "its quadrant in the last computed edition, if different"},
        {"documents", type::integer("documents"), "documents of the edition that the structure rests on", true}};
    std::map<std::pair<model::Vertex, model::Vertex>, Quadrant> last;  // by series and theme
    auto const compute = [](Analysis const& each, std::uint32_t k) {
        return structure_of(each.coding, each.evolution, k);
    };
    for_each_edition(
        asked, answer, compute, [&](NamedAnalysis const& named, EditionStructure const& structure, bool is_asked) {
            for (ThemeStructure const& each : structure.themes) {
                model::Vertex const theme = named.analysis().theme(each.state);
                auto const [known, is_new] = last.emplace(std::pair{named.coding().series, theme}, each.quadrant);
                Value const from =
                    is_new || known->second == each.quadrant ? Value{} : Value{std::string{name_of(known->second)}};
                known->second = each.quadrant;
                if (!is_asked) {
                    continue;
                }
                answer.rows.push_back(named.row(
                    {named.edition_at(structure.position), named.entity(theme), Measure{each.centrality},
                     Measure{each.density}, std::string{name_of(each.quadrant)}, from, number(structure.documents)},
                    {&each.state, 1}));
            }
        });
    return answer;
}

Answer ask_persistence(Asked const& asked) {
    Answer answer;
    answer.title = "How long each theme lasts: in every edition or in only one, raised or lowered";
    answer.columns = {{"theme", type::entity, "the theme"},
                      {"count", type::integer("editions"), "observed editions that have it"},
                      {"first", type::entity, "the first of them"},
                      {"last", type::entity, "the last of them"},
                      {"span", type::integer("editions"), "observed editions from the first to the last", true},
                      {"persistence", type::fraction, "count / span", true},
                      {"presence", type::text, "every (all observed editions), one (a single one) or some"},
                      {"longest_run", type::integer("editions"), "consecutive observed editions", true},
                      {"resumptions", type::integer("returns"), "returns after a gap", true},
                      {"roles", type::text, "its role in each of the editions that have it", true},
                      {"raised", type::integer("steps"), "steps to a higher role"},
                      {"lowered", type::integer("steps"), "steps to a lower role"},
                      {"drift", type::fraction, "1 - Jaccard of the first and the last scope", true}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer);
        named.note_theme(asked.theme, answer);
        std::vector<std::size_t> raised(each.coding.themes.size(), 0);
        std::vector<std::size_t> lowered(each.coding.themes.size(), 0);
        for (StateEvent const& event : each.evolution.theme_events) {
            raised[event.subject] += event.role == RoleChange::raised ? 1U : 0U;
            lowered[event.subject] += event.role == RoleChange::lowered ? 1U : 0U;
        }
        std::vector<std::optional<ThemeMeasures>> const measures = theme_measures(each.coding, each.evolution);
        for (std::uint32_t theme = 0; theme < measures.size(); ++theme) {
            if (asked.theme && each.coding.themes[theme] != *asked.theme) {
                continue;
            }
            if (!measures[theme]) {
                Entity const absent = named.theme(theme);
                note_of_each(
                    answer, "themes are present in no observed edition",
                    {absent.iri, absent.label, fmt::format("{} is present in no observed edition", absent.label)});
                continue;
            }
            ThemeMeasures const& of = *measures[theme];
            std::string roles;
            for (StateId const state : of.states) {
                roles += (roles.empty() ? "" : ", ") + std::string{name_of(each.evolution.states[state].role)};
            }
            char const* const presence = of.count == named.positions() ? "every" : of.count == 1 ? "one" : "some";
            answer.rows.push_back(
                named.row({named.theme(theme), number(of.count), named.edition(each.evolution.states[of.first].edition),
                           named.edition(each.evolution.states[of.last].edition), number(of.span), of.persistence,
                           presence, number(of.longest_run), number(of.resumptions), std::move(roles),
                           number(raised[theme]), number(lowered[theme]), optional_ratio(of.drift)},
                          of.states));
        }
    }
    return answer;
}

Answer ask_novelty(Asked const& asked) {
    Answer answer;
    answer.title = "How new each edition is, how much it left behind, and where the largest break lies";
    answer.columns = {{"edition", type::entity, "the later edition of the step"},
                      {"before", type::entity, "the earlier one", true},
                      {"kept", type::integer("themes"), "themes in both"},
                      {"introduced", type::integer("themes"), "themes seen in no earlier edition"},
                      {"resumed", type::integer("themes"), "themes seen earlier, but not in the edition before"},
                      {"gone", type::integer("themes"), "themes of the edition before that are no longer seen"},
                      {"stability", type::fraction, "kept / themes of both together"},
                      {"novelty", type::fraction, "introduced / themes of the later edition"},
                      {"retention", type::fraction, "kept / themes of the earlier edition", true},
                      {"largest_break", type::truth, "whether no step of the series has a lower stability"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        std::vector<StepMeasures> const steps = step_measures(each.evolution);
        std::optional<Ratio> lowest;
        for (StepMeasures const& step : steps) {
            if (step.stability && (!lowest || *step.stability < *lowest)) {
                lowest = step.stability;
            }
        }
        for (StepMeasures const& step : steps) {
            std::uint32_t const edition = named.edition_index(step.position);
            if (asked.edition && each.coding.editions[edition].vertex != *asked.edition) {
                continue;
            }
            std::vector<StateId> states;
            for (StateId id = each.evolution.state_start[step.position - 1];
                 id < each.evolution.state_start[step.position + 1]; ++id) {
                states.push_back(id);
            }
            Row row =
                named.row({named.edition(edition), named.edition_at(step.position - 1), number(step.kept),
                           number(step.introduced), number(step.resumed), number(step.gone),
                           optional_ratio(step.stability), optional_ratio(step.novelty), optional_ratio(step.retention),
                           step.stability ? Value{*step.stability == *lowest} : Value{}},
                          states);
            if (row.editions.size() < 2) {  // an edition without any theme is still a side of the step
                row.editions = {named.edition_at(step.position - 1), named.edition(edition)};
            }
            row.coverage = named.across(Facet::issues, named.edition_index(step.position - 1), edition);
            answer.rows.push_back(std::move(row));
        }
        if (steps.empty() && !each.coding.editions.empty()) {
            answer.notes.push_back(fmt::format("{}: {}, so there is no step", named.series_name(),
                                               count_of(named.positions(), "observed edition")));
        }
    }
    return answer;
}

}  // namespace stoa::answers
