// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "stoa/answers/named_analysis.hpp"
#include "stoa/model/citation.hpp"

namespace stoa::answers {
namespace {

using evolution::areas;
using evolution::Direction;
using evolution::IndependentLines;
using evolution::latest_common_ancestors;
using evolution::Lineage;
using evolution::LineageGraph;
using evolution::longest_path;
using evolution::reach;
using evolution::steps_from;
using evolution::unavoidable_states;
using evolution::unit_criticality;
using model::Vertex;

/// The analyses that know the theme; a note for those that do not.
template <class Visit>
void for_each_with_theme(Asked const& asked, EditionSpan const& span, Answer& answer, Visit visit) {
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, span);
        named.note_developments(answer);
        std::uint32_t const theme = named.find_theme(*asked.theme);
        std::vector<StateId> const states = theme == none ? std::vector<StateId>{} : named.states_of(theme);
        if (states.empty()) {
            answer.notes.push_back(fmt::format("no observed edition of {} treats {} in what was read",
                                               named.series_name(), named.graph().label(*asked.theme)));
            continue;
        }
        visit(named, Lineage{each.evolution}, states);
    }
}

/// The state of the theme in the wanted edition, else what `otherwise` gives; a note when it has none there.
std::optional<StateId> state_in(NamedAnalysis const& named, std::vector<StateId> const& states,
                                std::optional<Vertex> edition, StateId otherwise, Answer& answer) {
    if (!edition) {
        return otherwise;
    }
    auto const found =
        std::ranges::find_if(states, [&](StateId each) { return named.analysis().edition(each) == *edition; });
    if (found != states.end()) {
        return *found;
    }
    if (!named.note_not_observed(*edition, answer)) {
        note_once(answer, fmt::format("{} is not seen in what was read about {}",
                                      named.entity(named.analysis().theme(states.front())).label,
                                      model::short_name(named.graph(), *edition)));
    }
    return std::nullopt;
}

/// The event of each state's presence: an index into `Evolution::theme_events`.
std::vector<std::size_t> event_of_state(Evolution const& evolution) {
    std::vector<std::size_t> events(evolution.states.size());
    for (std::size_t i = 0; i < evolution.theme_events.size(); ++i) {
        if (evolution.theme_events[i].after != none) {
            events[evolution.theme_events[i].after] = i;
        }
    }
    return events;
}

/// The states that lead to one, and the kinds of the arcs.
std::pair<std::vector<Entity>, std::string> comes_from(NamedAnalysis const& named, Lineage const& lineage,
                                                       StateId state) {
    std::vector<Entity> from;
    std::string kinds;
    LineageGraph const& graph = lineage.graph();
    for (auto [edge, last] = in_edges(state, graph); edge != last; ++edge) {
        from.push_back(named.state(source(*edge, graph)));
        kinds += (kinds.empty() ? "" : ", ") + std::string{name_of(graph[*edge].kind)};
    }
    return {std::move(from), std::move(kinds)};
}

/// Lineage events of the states in which some two themes have no arc between them: the rows, which follow arcs, do not
/// show these.
void note_events_beside_arcs(NamedAnalysis const& named, std::vector<StateId> const& own, Answer& answer) {
    std::set<std::pair<StateId, StateId>> joined;
    for (Arc const& each : named.evolution().arcs) {
        joined.emplace(each.from, each.to);
    }
    for (std::size_t i = 0; i < named.evolution().lineage_events.size(); ++i) {
        LineageEvent const& event = named.evolution().lineage_events[i];
        bool is_of_theme = false;
        bool is_beside = false;
        for (StateId const from : event.sources) {
            for (StateId const to : event.targets) {
                is_of_theme =
                    is_of_theme || std::ranges::binary_search(own, from) || std::ranges::binary_search(own, to);
                is_beside = is_beside || !joined.contains({from, to});
            }
        }
        if (is_of_theme && is_beside) {
            std::vector<std::string> items;
            for (std::uint32_t const item : event.shared) {
                items.push_back(named.item(item).label);
            }
            answer.notes.push_back(fmt::format("{}: {} (items that passed: {}; {})", named.series_name(),
                                               named.events().in_words({EventList::lineage, i}), fmt::join(items, ", "),
                                               shares_in_words(event)));
        }
    }
}

std::vector<Column> path_columns() {
    return {{"step", type::integer(""), "position on the path, starting at 1"},
            {"state", type::entity, "the state", true},
            {"theme", type::entity, "its theme"},
            {"edition", type::entity, "its edition"},
            {"role", type::text, "headline, strand, issue or group", true},
            {"documents", type::entities, "documents that treat it there"}};
}

std::vector<Value> path_values(NamedAnalysis const& named, std::size_t step, StateId id) {
    State const& state = named.evolution().states[id];
    return {number(step),
            named.state(id),
            named.theme(state.theme),
            named.edition(state.edition),
            std::string{name_of(state.role)},
            named.documents_of(id)};
}

}  // namespace

Answer ask_lineage(Asked const& asked) {
    Answer answer;
    answer.title = fmt::format("{}: when it was first treated, what it passed through and what it turned into",
                               asked.analyses.front().graph->label(*asked.theme));
    answer.columns = {{"state", type::entity, "a state of the theme, or one that leads to it or follows from it", true},
                      {"side", type::text, "before (leads to the theme), itself, after (the theme leads to it)", true},
                      {"theme", type::entity, "the theme of the state"},
                      {"edition", type::entity, "its edition"},
                      {"role", type::text, "headline, strand, issue or group", true},
                      {"type", type::text, "type of the event: what happened to the theme in this edition"},
                      {"documents", type::entities, "documents that treat it there"},
                      {"comes_from", type::entities, "states that lead to it"},
                      {"arcs", type::text, "how they lead to it: continues, resumes, morphs, asserted", true}};
    for_each_with_theme(
        asked, asked_edition(asked), answer,
        [&](NamedAnalysis const& named, Lineage const& lineage, std::vector<StateId> const& own) {
            Evolution const& evolution = named.evolution();
            std::vector<StateId> const before = reach(lineage, own, Direction::backward);
            std::vector<StateId> const after = reach(lineage, own, Direction::forward);
            std::vector<StateId> all;
            std::ranges::set_union(before, after, std::back_inserter(all));
            std::vector<std::size_t> const events = event_of_state(evolution);
            for (StateId const id : all) {
                State const& state = evolution.states[id];
                if (asked.edition && named.analysis().edition(id) != *asked.edition) {
                    continue;
                }
                auto [from, kinds] = comes_from(named, lineage, id);
                char const* const side = std::ranges::binary_search(own, id)      ? "itself"
                                         : std::ranges::binary_search(before, id) ? "before"
                                                                                  : "after";
                answer.rows.push_back(named.row(
                    {named.state(id), side, named.theme(state.theme), named.edition(state.edition),
                     std::string{name_of(state.role)}, std::string{name_of(evolution.theme_events[events[id]].kind)},
                     named.documents_of(id), std::move(from), std::move(kinds)},
                    EventRef{EventList::theme, events[id]}));
            }
            note_events_beside_arcs(named, own, answer);
        });
    return answer;
}

Answer ask_bottlenecks(Asked const& asked) {
    Answer answer;
    answer.title = fmt::format("States through which every lineage from {} to the latest edition passes",
                               asked.analyses.front().graph->label(*asked.theme));
    answer.columns = path_columns();
    for_each_with_theme(
        asked, {asked.edition, {}}, answer,
        [&](NamedAnalysis const& named, Lineage const& lineage, std::vector<StateId> const& own) {
            std::optional<StateId> const from = state_in(named, own, asked.edition, own.front(), answer);
            if (!from) {
                return;
            }
            Evolution const& evolution = named.evolution();
            std::vector<StateId> latest;
            for (StateId id = evolution.state_start[named.positions() - 1]; id < evolution.states.size(); ++id) {
                latest.push_back(id);
            }
            std::vector<StateId> const chain = unavoidable_states(lineage, *from, latest);
            for (std::size_t i = 0; i < chain.size(); ++i) {
                answer.rows.push_back(named.row(path_values(named, i + 1, chain[i]), {&chain[i], 1}));
            }
            if (chain.empty()) {
                answer.notes.push_back(fmt::format("no lineage leads from {} to {}", named.state(*from).label,
                                                   named.edition_at(named.positions() - 1).label));
            }
        });
    return answer;
}

Answer ask_longest(Asked const& asked) {
    Answer answer;
    answer.title = "The longest lineages, unbroken and with gaps";
    answer.columns = path_columns();
    answer.columns.insert(answer.columns.begin(),
                          {"line", type::text, "unbroken, or with gaps of up to --max-gap observed editions"});
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer);
        named.note_developments(answer);
        Lineage const lineage{each.evolution};
        std::vector<std::uint32_t> gaps{0};
        if (asked.max_gap > 0) {
            gaps.push_back(asked.max_gap);
        }
        for (std::uint32_t const gap : gaps) {
            std::vector<StateId> const path = longest_path(lineage, gap);
            std::string const line = gap == 0 ? "unbroken" : fmt::format("with gaps of up to {}", gap);
            for (std::size_t i = 0; i < path.size(); ++i) {
                std::vector<Value> values = path_values(named, i + 1, path[i]);
                values.insert(values.begin(), line);
                answer.rows.push_back(named.row(std::move(values), {&path[i], 1}));
            }
        }
        if (each.evolution.states.empty()) {
            answer.notes.push_back(fmt::format("{}: no theme is present in an observed edition", named.series_name()));
        } else {
            answer.notes.emplace_back("of equally long lines, the one with the earliest states is shown");
        }
    }
    return answer;
}

Answer ask_areas(Asked const& asked) {
    Answer answer;
    answer.title = "Thematic areas: themes that lineage joins";
    answer.columns = {{"area", type::integer(""), "number of the area, by its first state"},
                      {"themes", type::entities, "its themes"},
                      {"states", type::integer("states"), "how many states it has"},
                      {"first", type::entity, "edition of its first state"},
                      {"last", type::entity, "edition of its last state"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer);
        named.note_developments(answer);
        std::vector<std::uint32_t> const area_of = areas(Lineage{each.evolution});
        std::map<std::uint32_t, std::vector<StateId>> members;
        for (StateId id = 0; id < area_of.size(); ++id) {
            members[area_of[id]].push_back(id);
        }
        for (auto const& [area, states] : members) {
            std::vector<std::uint32_t> themes;
            themes.reserve(states.size());
            for (StateId const id : states) {
                themes.push_back(each.evolution.states[id].theme);
            }
            std::ranges::sort(themes);
            themes.erase(std::unique(themes.begin(), themes.end()), themes.end());
            std::vector<Entity> entities;
            entities.reserve(themes.size());
            for (std::uint32_t const theme : themes) {
                entities.push_back(named.theme(theme));
            }
            answer.rows.push_back(named.row({number(area + 1), std::move(entities), number(states.size()),
                                             named.edition(each.evolution.states[states.front()].edition),
                                             named.edition(each.evolution.states[states.back()].edition)},
                                            states));
        }
    }
    return answer;
}

Answer ask_lines(Asked const& asked) {
    Answer answer;
    answer.columns = {
        {"from", type::entity, "the earlier state"},
        {"to", type::entity, "the later state"},
        {"lines", type::integer("lines"), "number of lines that share no state in between"},
        {"direct", type::truth, "whether one of the lines is a single arc"},
        {"separating", type::entities, "a smallest set of states that cuts all lines but the direct one"},
        {"read_before", type::integer("sources"), "number of sources and documents read about the earlier edition",
         true},
        {"read_after", type::integer("sources"), "number of sources and documents read about the later edition", true}};
    Vertex const to_theme = asked.with.value_or(*asked.theme);
    answer.title = fmt::format("Independent lines from {} to {}", asked.analyses.front().graph->label(*asked.theme),
                               asked.analyses.front().graph->label(to_theme));
    for_each_with_theme(
        asked, {asked.edition, asked.until}, answer,
        [&](NamedAnalysis const& named, Lineage const& lineage, std::vector<StateId> const& own) {
            std::uint32_t const theme = named.find_theme(to_theme);
            std::vector<StateId> const others = theme == none ? std::vector<StateId>{} : named.states_of(theme);
            if (others.empty()) {
                answer.notes.push_back(fmt::format("no observed edition of {} treats {} in what was read",
                                                   named.series_name(), named.graph().label(to_theme)));
                return;
            }
            std::optional<StateId> const from = state_in(named, own, asked.edition, own.front(), answer);
            std::optional<StateId> const to = state_in(named, others, asked.until, others.back(), answer);
            if (!from || !to) {
                return;
            }
            IndependentLines const lines = independent_lines(lineage, *from, *to);
            if (lines.count == 0) {
                answer.notes.push_back(
                    fmt::format("no line leads from {} to {}", named.state(*from).label, named.state(*to).label));
                return;
            }
            auto const read = [&](StateId id) {
                return number(named.coding().editions[named.evolution().states[id].edition].read[0]);
            };
            std::vector<StateId> states{*from, *to};
            states.insert(states.end(), lines.separating.begin(), lines.separating.end());
            answer.rows.push_back(named.row({named.state(*from), named.state(*to), number(lines.count), lines.direct,
                                             named.states(lines.separating), read(*from), read(*to)},
                                            states));
        });
    return answer;
}

Answer ask_common_ancestors(Asked const& asked) {
    Answer answer;
    answer.title =
        fmt::format("The latest common ancestors of {} and {}", asked.analyses.front().graph->label(*asked.theme),
                    asked.analyses.front().graph->label(*asked.with));
    answer.columns = path_columns();
    for_each_with_theme(
        asked, {{}, asked.edition}, answer,
        [&](NamedAnalysis const& named, Lineage const& lineage, std::vector<StateId> const& own) {
            std::uint32_t const theme = named.find_theme(*asked.with);
            std::vector<StateId> const others = theme == none ? std::vector<StateId>{} : named.states_of(theme);
            if (others.empty()) {
                answer.notes.push_back(fmt::format("no observed edition of {} treats {} in what was read",
                                                   named.series_name(), named.graph().label(*asked.with)));
                return;
            }
            std::optional<StateId> const a = state_in(named, own, asked.edition, own.back(), answer);
            std::optional<StateId> const b = state_in(named, others, asked.edition, others.back(), answer);
            if (!a || !b) {
                return;
            }
            std::vector<StateId> const found = latest_common_ancestors(lineage, *a, *b);
            for (std::size_t i = 0; i < found.size(); ++i) {
                answer.rows.push_back(named.row(path_values(named, i + 1, found[i]), {&found[i], 1}));
            }
            if (found.empty()) {
                answer.notes.push_back(
                    fmt::format("{} and {} have no common ancestor", named.state(*a).label, named.state(*b).label));
            }
        });
    return answer;
}

Answer ask_descendants(Asked const& asked) {
    Answer answer;
    answer.title =
        fmt::format("What descends from {}, and how far", asked.analyses.front().graph->label(*asked.document));
    answer.columns = {
        {"state", type::entity, "a state that the document supports, or one that follows from such a state", true},
        {"steps", type::integer("arcs"), "arcs on the shortest path; 0 if the document itself supports the state"},
        {"theme", type::entity, "the theme of the state"},
        {"edition", type::entity, "its edition"},
        {"role", type::text, "headline, strand, issue or group", true},
        {"documents", type::entities, "documents that treat it there"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer);
        named.note_developments(answer);
        std::vector<StateId> starts;
        for (StateId id = 0; id < each.evolution.states.size(); ++id) {
            State const& state = each.evolution.states[id];
            bool const rests_on_it = std::any_of(
                each.coding.passages.begin() + state.first_passage, each.coding.passages.begin() + state.last_passage,
                [&](Coding::Passage const& passage) {
                    return (passage.document != none && each.coding.documents[passage.document] == *asked.document) ||
                           (passage.source != none && each.coding.sources[passage.source] == *asked.document);
                });
            if (rests_on_it) {
                starts.push_back(id);
            }
        }
        if (starts.empty()) {
            answer.notes.push_back(fmt::format("{}: no observed state rests on it", named.series_name()));
            continue;
        }
        std::vector<std::uint32_t> const steps = steps_from(Lineage{each.evolution}, starts, Direction::forward);
        for (StateId id = 0; id < steps.size(); ++id) {
            if (steps[id] == none) {
                continue;
            }
            State const& state = each.evolution.states[id];
            answer.rows.push_back(
                named.row({named.state(id), number(steps[id]), named.theme(state.theme), named.edition(state.edition),
                           std::string{name_of(state.role)}, named.documents_of(id)},
                          {&id, 1}));
        }
    }
    return answer;
}

Answer ask_legacy(Asked const& asked) {
    Answer answer;
    answer.title = "What is left of the first observed edition in the latest";
    answer.columns = {{"state", type::entity, "a state of the latest edition", true},
                      {"theme", type::entity, "its theme"},
                      {"edition", type::entity, "the latest edition", true},
                      {"descends", type::truth, "whether it descends from a state of the first edition"},
                      {"ancestors", type::entities, "states of the first edition that lead to it"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer);
        named.note_developments(answer);
        Evolution const& evolution = each.evolution;
        if (each.coding.editions.empty()) {
            continue;
        }
        if (named.positions() < 2) {
            answer.notes.push_back(fmt::format("{}: {}, so nothing can be left of another", named.series_name(),
                                               count_of(named.positions(), "observed edition")));
            continue;
        }
        Lineage const lineage{evolution};
        std::size_t descending = 0;
        std::uint32_t const last = named.positions() - 1;
        for (StateId id = evolution.state_start[last]; id < evolution.states.size(); ++id) {
            std::vector<StateId> ancestors = reach(lineage, {&id, 1}, Direction::backward);
            std::erase_if(ancestors, [&](StateId state) { return evolution.states[state].position != 0; });
            descending += ancestors.empty() ? 0U : 1U;
            std::vector<StateId> states = ancestors;
            states.push_back(id);
            answer.rows.push_back(named.row({named.state(id), named.theme(evolution.states[id].theme),
                                             named.edition_at(last), !ancestors.empty(), named.states(ancestors)},
                                            states));
        }
        std::size_t const first = evolution.states_at(0).size();
        answer.notes.push_back(fmt::format("{}: {} of {} of {} descend{} from {} of {}", named.series_name(),
                                           descending, count_of(evolution.states_at(last).size(), "theme"),
                                           named.edition_at(last).label, descending == 1 ? "s" : "",
                                           first == 1 ? "the one" : fmt::format("one of the {}", first),
                                           named.edition_at(0).label));
    }
    return answer;
}

namespace {

/// Says that the path is several lines of one theme each, where no arc on it leads from one theme to another: then none
/// of them is the main one.
void note_lines_without_links(NamedAnalysis const& named, std::vector<std::uint32_t> const& criticality,
                              Answer& answer) {
    Evolution const& evolution = named.evolution();
    auto const is_on_path = [&](StateId id) { return criticality[id] == 0; };
    bool const has_link = std::ranges::any_of(evolution.arcs, [&](Arc const& arc) {
        return is_on_path(arc.from) && is_on_path(arc.to) &&
               evolution.states[arc.from].theme != evolution.states[arc.to].theme;
    });
    std::set<std::uint32_t> themes;
    for (StateId id = 0; id < criticality.size(); ++id) {
        if (is_on_path(id)) {
            themes.insert(evolution.states[id].theme);
        }
    }
    if (!has_link && themes.size() > 1) {
        answer.notes.push_back(fmt::format(
            "{}: no link between themes lies on the path: it is {} lines of equal length, one for each theme",
            named.series_name(), themes.size()));
    }
}

}  // namespace

Answer ask_main_path(Asked const& asked) {
    Answer answer;
    answer.title = "The main path of the series: the states through which its longest lineages pass";
    answer.columns = path_columns();
    answer.columns.front().meaning = "number of the state on the list; several of one edition lie on parallel paths";
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer);
        named.note_developments(answer);
        std::vector<std::uint32_t> const criticality = unit_criticality(Lineage{each.evolution});
        std::size_t step = 0;
        for (StateId id = 0; id < criticality.size(); ++id) {
            if (criticality[id] == 0) {
                answer.rows.push_back(named.row(path_values(named, ++step, id), {&id, 1}));
            }
        }
        if (step == 0) {
            answer.notes.push_back(fmt::format("{}: no theme is present in an observed edition", named.series_name()));
        }
        note_lines_without_links(named, criticality, answer);
    }
    return answer;
}

}  // namespace stoa::answers
