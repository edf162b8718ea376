// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "stoa/answers/grouped_notes.hpp"
#include "stoa/answers/named_analysis.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::answers {
namespace {

using evolution::Change;
using evolution::Fate;
using evolution::Robustness;
using model::Vertex;

/// Which editions a question is narrowed to.
bool concerns(Asked const& asked, NamedAnalysis const& named, std::uint32_t edition) {
    return !asked.edition || named.coding().editions[edition].vertex == *asked.edition;
}

std::uint32_t read_at(NamedAnalysis const& named, Facet facet, std::uint32_t edition) {
    return named.coding().editions[edition].read[static_cast<std::size_t>(facet)];
}

Column column_of(EventField field) {
    EventFieldDef const& of = definition(field);
    return {std::string{of.name}, of.of, std::string{of.meaning}, of.detail};
}

/// The columns of events that are asked for: those of the list and the type, and fields.
class EventColumns {
public:
    explicit EventColumns(bool without_details) : names_{without_details ? 1U : 3U} {
        columns_ = {{"event", type::entity, "the event, named as in --parts evolution"},
                    {"list", type::text, "theme, item, lineage (between themes) or arc (morph or asserted)", true},
                    {"type", type::text,
                     "founding, present_at_start, introduced, continued, resumed, dropped; merged, split, branched, "
                     "replaced, dispersed, assembled; developed (an arc)",
                     true}};
        columns_.resize(names_);
        for (std::size_t i = 0; i < event_field_count; ++i) {
            if (!event_fields()[i].detail || !without_details) {
                place_[i] = columns_.size();
                columns_.push_back(column_of(static_cast<EventField>(i)));
            }
        }
    }

    [[nodiscard]] std::vector<Column> const& columns() const { return columns_; }

    [[nodiscard]] Row row(NamedAnalysis const& named, EventRef event) const {
        std::vector<Value> values;
        values.reserve(columns_.size());
        values.emplace_back(named.event(event));
        if (names_ > 1) {
            values.emplace_back(std::string{name_of(event.list)});
            values.emplace_back(std::string{named.events().type(event)});
        }
        values.resize(columns_.size());
        for (Field const& each : named.events().fields(event)) {
            if (std::size_t const place = place_[static_cast<std::size_t>(each.field)]; place != 0) {
                values[place] = named.value(each.value);
            }
        }
        return named.row(std::move(values), event);
    }

private:
    std::size_t names_;
    std::vector<Column> columns_;
    std::array<std::size_t, event_field_count> place_{};  ///< by field; 0: it is left out
};

/// The values of these fields of an event, in this order; nothing where it has no such field.
template <std::size_t count>
std::array<Value, count> values_of(NamedAnalysis const& named, EventRef event,
                                   std::array<EventField, count> const& fields) {
    std::array<Value, count> values;
    for (Field const& each : named.events().fields(event)) {
        if (auto const found = std::ranges::find(fields, each.field); found != fields.end()) {
            values[static_cast<std::size_t>(found - fields.begin())] = named.value(each.value);
        }
    }
    return values;
}

/// Those of items come last.
std::vector<EventRef> items_last(std::vector<EventRef> events) {
    // Clang 14 takes no std::ranges::stable_partition of libstdc++ 12.
    std::stable_partition(events.begin(), events.end(), [](EventRef event) { return event.list != EventList::item; });
    return events;
}

/// Whether the event is of the theme that is asked for, if one is.
bool is_of_theme(Asked const& asked, Analysis const& analysis, EventRef event) {
    if (!asked.theme) {
        return true;
    }
    auto const has_theme = [&](StateId state) { return analysis.theme(state) == *asked.theme; };
    switch (event.list) {
        case EventList::theme:
            return analysis.coding.themes[analysis.evolution.theme_events[event.index].subject] == *asked.theme;
        case EventList::item:
            return false;
        case EventList::lineage: {
            LineageEvent const& of = analysis.evolution.lineage_events[event.index];
            return std::ranges::any_of(of.sources, has_theme) || std::ranges::any_of(of.targets, has_theme);
        }
        case EventList::arc:
            break;
    }
    Arc const& arc = analysis.evolution.arcs[event.index];
    return has_theme(arc.from) || has_theme(arc.to);
}

}  // namespace

Answer ask_events(Asked const& asked) {
    Answer answer;
    answer.title = asked.without_items || asked.theme
                       ? "Events of themes: what happened to each theme, and between themes"
                       : "All events: what happened to each theme and item, and between themes";
    EventColumns const columns{asked.without_details};
    answer.columns = columns.columns();
    for (Analysis const& each : asked.analyses) {
        Robustness const robustness = asked.without_details ? Robustness{} : leave_one_out(each.coding, each.evolution);
        NamedAnalysis const named{each, asked.without_details ? nullptr : &robustness};
        named.note_limits(answer, asked_edition(asked));
        named.note_theme(asked.theme, answer);
        named.note_developments(answer, asked.theme, asked.edition);
        for (EventRef const event : items_last(named.events().all())) {
            if (!concerns(asked, named, named.events().edition(event)) || !is_of_theme(asked, each, event)) {
                continue;
            }
            if (event.list == EventList::item && asked.without_items) {
                ++answer.rows_left_out;
            } else {
                add_row(asked, answer, columns.row(named, event));
            }
        }
        if (asked.theme) {
            answer.notes.emplace_back("events of items do not belong to one theme: --theme leaves them out");
        }
    }
    return answer;
}

Answer ask_states(Asked const& asked) {
    Answer answer;
    answer.title = "Which theme is present in which observed edition, with role and scope";
    answer.columns = {
        {"state", type::entity, "the state, named as in --parts evolution", true},
        {"theme", type::entity, "the theme"},
        {"edition", type::entity, "the edition"},
        {"role", type::text, "the highest role: headline, strand, issue or group"},
        {"items", type::entities, "its scope"},
        {"documents", type::entities, "documents that treat it; none if only the edition as a whole does", true},
        {"sources", type::integer("sources"), "sources that support it, those that repeat another included"},
        {"scope_too_small", type::truth, "whether its scope has fewer items than linked themes must share", true}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        named.note_theme(asked.theme, answer);
        for (StateId id = 0; id < each.evolution.states.size(); ++id) {
            State const& state = each.evolution.states[id];
            if (!concerns(asked, named, state.edition) || (asked.theme && each.theme(id) != *asked.theme)) {
                continue;
            }
            answer.rows.push_back(named.row(
                {named.state(id), named.theme(state.theme), named.edition(state.edition),
                 std::string{name_of(state.role)}, named.items(each.evolution.scope(id)), named.documents_of(id),
                 number(named.sources_of(id).size()), each.evolution.scope_too_small(id)},
                {&id, 1}));
        }
    }
    return answer;
}

namespace {

/// The sources and documents that were read of an edition for a facet, which prove what is said of it themselves.
std::vector<Proof> what_was_read(NamedAnalysis const& named, Facet facet, std::uint32_t edition) {
    std::vector<Proof> proofs;
    Vertex const record = named.coding().editions[edition].coverage[static_cast<std::size_t>(facet)];
    if (record == none || read_at(named, facet, edition) == 0) {
        return proofs;
    }
    for (Vertex const each : named.graph().objects(record, "read")) {
        Entity const source = named.entity(each);
        proofs.push_back({source, source, {}, {}, {}});
    }
    for (Vertex const each : named.graph().objects(record, "documents_read")) {
        Entity const document = named.entity(each);
        proofs.push_back({document, document, {document}, {}, {}});
    }
    return proofs;
}

}  // namespace

Answer ask_coverage(Asked const& asked) {
    Answer answer;
    answer.title = "What was read of each edition, facet by facet";
    answer.tells_coverage = true;
    answer.columns = {
        {"edition", type::entity, "the edition"},
        {"status", type::text, "held, planned, postponed or cancelled"},
        {"start", type::text, "its first day, as precisely as known", true},
        {"facet", type::text, "issues, groups or sdgs"},
        {"level", type::text, "complete, partial, unread, not_applicable"},
        {"read", type::integer("sources"), "number of sources and documents read"},
        {"read_whole", type::integer("sources"), "of these, the number read from top to bottom"},
        {"read_in_part", type::integer("sources"), "the number of which only the beginning, notes or titles were read"},
        {"observed", type::truth, "whether the edition is observed for the facet"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        for (std::uint32_t i = 0; i < each.coding.editions.size(); ++i) {
            for (std::size_t facet = 0; facet < facet_count && concerns(asked, named, i); ++facet) {
                CoverageNote const note = named.coverage(static_cast<Facet>(facet), i);
                Row row;
                row.values = {note.edition,
                              std::string{"held"},
                              std::string{named.graph().value(each.coding.editions[i].vertex, "start")},
                              std::string{facet_names[facet]},
                              std::string{name_of(note.level)},
                              number(note.read),
                              number(each.coding.editions[i].read_whole[facet]),
                              number(each.coding.editions[i].read_in_part[facet]),
                              note.level == Level::complete || note.level == Level::partial};
                row.editions = {note.edition};
                row.evidence = what_was_read(named, static_cast<Facet>(facet), i);
                row.basis = "recorded";
                if (note.level != Level::complete) {
                    row.coverage = {note};
                }
                answer.rows.push_back(std::move(row));
            }
        }
        for (Vertex const planned : each.coding.planned) {
            Row row;
            Entity const edition = edition_entity(named.graph(), planned);
            row.values = {edition,
                          std::string{named.graph().value(planned, "status")},
                          std::string{named.graph().value(planned, "start")},
                          {},
                          {},
                          {},
                          {},
                          {},
                          false};
            row.editions = {edition};
            for (Vertex const proof : named.graph().objects(planned, "evidence")) {
                row.evidence.push_back(named.proof(proof, none));
            }
            row.basis = "recorded";
            answer.rows.push_back(std::move(row));
        }
    }
    return answer;
}

namespace {

/// The documents that name an item where it is present.
std::vector<Entity> documents_of_item(NamedAnalysis const& named, std::uint32_t presence) {
    std::vector<Entity> documents;
    for (Proof const& proof : named.proofs_of_presences({&presence, 1})) {
        for (Entity const& document : proof.document) {
            if (std::ranges::find(documents, document) == documents.end()) {
                documents.push_back(document);
            }
        }
    }
    return documents;
}

}  // namespace

Answer ask_resumed(Asked const& asked) {
    Answer answer;
    answer.title = "Themes and items that were dropped and later resumed";
    answer.columns = {{"concerns", type::entity, "the theme or item"},
                      {"list", type::text, "theme or item"},
                      {"facet", type::text, "the facet of an item", true},
                      {"last_seen", type::entity, "the edition that had it before"},
                      {"resumed_at", type::entity, "the edition that has it again"},
                      column_of(EventField::gap_editions),
                      {"gap_years", type::integer("years"), "years between the two editions"},
                      {"documents", type::entities, "documents that resume it; none if the edition as a whole does"},
                      column_of(EventField::role_change),
                      column_of(EventField::scope_change)};
    answer.columns[8].detail = true;
    answer.columns[9].detail = true;
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        Evolution const& evolution = each.evolution;
        for (EventRef const ref : named.events().all()) {
            bool const of_item = ref.list == EventList::item;
            if ((!of_item && ref.list != EventList::theme) || !concerns(asked, named, named.events().edition(ref))) {
                continue;
            }
            StateEvent const& event = of_item ? evolution.item_events[ref.index] : evolution.theme_events[ref.index];
            if (event.kind != EventKind::resumed) {
                continue;
            }
            auto [facet, gap, years, role, scope] =
                values_of(named, ref,
                          std::array{EventField::facet, EventField::gap_editions, EventField::gap_years,
                                     EventField::role_change, EventField::scope_change});
            Row row = named.row({}, ref);
            row.values = {of_item ? named.item(event.subject) : named.theme(event.subject),
                          std::string{name_of(ref.list)},
                          std::move(facet),
                          named.edition(*named.events().source_edition(ref)),
                          named.edition(named.events().edition(ref)),
                          std::move(gap),
                          std::move(years),
                          of_item ? documents_of_item(named, event.after) : named.documents_of(event.after),
                          std::move(role),
                          std::move(scope)};
            answer.rows.push_back(std::move(row));
        }
    }
    return answer;
}

namespace {

/// Adds a row about one item to the row that lists all items of its edition, change and facet, in that order.
void add_to_sum(Row const& row, Sums& sums) {
    std::string const edition = std::get<Entity>(row.values[0]).iri;
    Row& sum =
        sums.of(edition + " " + std::get<std::string>(row.values[1]) + " " + std::get<std::string>(row.values[2]), row);
    constexpr std::size_t item = 3;
    constexpr std::size_t open = 4;
    if (sum.values.empty()) {
        sum.values = row.values;
        sum.values[item] = std::vector<Entity>{};
    }
    std::get<std::vector<Entity>>(sum.values[item]).push_back(std::get<Entity>(row.values[item]));
    bool const* const before = std::get_if<bool>(&sum.values[open]);
    bool const* const here = std::get_if<bool>(&row.values[open]);
    if (before != nullptr && here != nullptr && *before != *here) {
        sum.values[open] = std::string{"some"};
    }
}

}  // namespace

Answer ask_items(Asked const& asked) {
    Answer answer;
    answer.title = "Items that an edition covers for the first time, and those no longer seen";
    answer.columns = {{"edition", type::entity, "the edition"},
                      {"type", type::text,
                       "founding or present_at_start (present from the first observed edition), introduced, "
                       "dropped (seen in the edition before, but not in what was read about this one)"},
                      {"facet", type::text, "issues, groups or sdgs"},
                      {"item", type::entity, "the item"},
                      {"is_open", type::truth, "for dropped: whether it is not seen again"}};
    Sums sums;
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        for (std::size_t i = 0; i < each.evolution.item_events.size(); ++i) {
            EventRef const ref{EventList::item, i};
            StateEvent const& event = each.evolution.item_events[i];
            std::uint32_t const edition = named.events().edition(ref);
            if (event.kind == EventKind::continued || event.kind == EventKind::resumed ||
                !concerns(asked, named, edition)) {
                continue;
            }
            auto [facet, is_open] = values_of(named, ref, std::array{EventField::facet, EventField::is_open});
            answer.rows.push_back(named.row({named.edition(edition), std::string{name_of(event.kind)}, std::move(facet),
                                             named.item(event.subject), std::move(is_open)},
                                            ref));
            if (asked.without_items) {
                add_to_sum(answer.rows.back(), sums);
            }
        }
        for (std::size_t facet = 0; facet < facet_count; ++facet) {
            for (std::uint32_t i = 0; i < each.coding.editions.size(); ++i) {
                Level const level = each.coding.editions[i].level[facet];
                if ((level == Level::unread || level == Level::not_applicable) && concerns(asked, named, i) &&
                    each.evolution.parameters.facets.contains(static_cast<Facet>(facet))) {
                    std::string_view const why = level == Level::unread ? "unread" : "not applicable";
                    Entity const edition = named.edition(i);
                    note_of_each(answer,
                                 fmt::format("editions have {} that are {}, so nothing is said of them",
                                             facet_names[facet], why),
                                 {edition.iri, edition.label,
                                  fmt::format("{}: its {} are {}, so nothing is said of them", edition.label,
                                              facet_names[facet], why)});
                }
            }
        }
    }
    answer.sums = sums.take();
    return answer;
}

namespace {

/// That there is none, and how many states cannot take part: of the series, or of the edition that is asked for and the
/// observed one before it.
void note_no_transformation(Asked const& asked, NamedAnalysis const& named, Answer& answer) {
    if (named.positions() < 2) {
        note_once(answer, fmt::format("{}: {}, so none can show", named.series_name(),
                                      count_of(named.positions(), "observed edition")));
        return;
    }
    std::string where = fmt::format("between {}", count_of(named.positions(), "observed edition"));
    std::uint32_t first = 0;
    std::uint32_t last = named.positions() - 1;
    if (asked.edition) {
        auto const observed = named.evolution().observed_for(Facet::issues);
        auto const found = std::ranges::find(observed, named.find_edition(*asked.edition));
        if (found == observed.end()) {
            return;  // a note says so
        }
        last = static_cast<std::uint32_t>(found - observed.begin());
        if (last == 0) {
            note_once(answer,
                      fmt::format("{} is the first observed edition: none can show", named.edition_at(0).label));
            return;
        }
        first = last - 1;
        where = fmt::format("from {} to {}", named.edition_at(first).label, named.edition_at(last).label);
    }
    std::uint32_t const first_state = named.evolution().state_start[first];
    std::uint32_t const end = named.evolution().state_start[last + 1];
    std::size_t too_small = 0;
    for (StateId id = first_state; id < end; ++id) {
        too_small += named.evolution().scope_too_small(id) ? 1U : 0U;
    }
    answer.notes.push_back(fmt::format(
        "{}: none {}; at least {} of {} {} too few items to compare, fewer than {}, and can take part in none",
        named.series_name(), where, too_small, count_of(end - first_state, "state"), too_small == 1 ? "has" : "have",
        named.evolution().parameters.min_shared));
}

}  // namespace

Answer ask_transformations(Asked const& asked) {
    Answer answer;
    answer.title =
        "Themes that merged, split, branched, dispersed, were replaced or were assembled, and by which shared items";
    answer.columns = {{"event", type::entity, "the event"},
                      {"type", type::text, "merged, split, branched, replaced, dispersed, assembled", true},
                      {"edition", type::entity, "the edition in which it appears", true},
                      column_of(EventField::source_state),
                      column_of(EventField::target_state),
                      column_of(EventField::shared_item),
                      column_of(EventField::share_of_old),
                      column_of(EventField::share_of_new)};
    for (std::size_t const shown : {5U, 6U, 7U}) {
        answer.columns[shown].detail = false;
    }
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        named.note_theme(asked.theme, answer);
        named.note_developments(answer, asked.theme, asked.edition);
        std::size_t const before = answer.rows.size();
        for (std::size_t i = 0; i < each.evolution.lineage_events.size(); ++i) {
            EventRef const ref{EventList::lineage, i};
            LineageEvent const& event = each.evolution.lineage_events[i];
            if (is_of_theme(asked, each, ref) && concerns(asked, named, named.edition_index(event.position))) {
                auto [sources, targets, items, old, young] =
                    values_of(named, ref,
                              std::array{EventField::source_state, EventField::target_state, EventField::shared_item,
                                         EventField::share_of_old, EventField::share_of_new});
                answer.rows.push_back(named.row(
                    {named.event(ref), std::string{name_of(event.kind)}, named.edition_at(event.position),
                     std::move(sources), std::move(targets), std::move(items), std::move(old), std::move(young)},
                    ref));
            }
        }
        if (answer.rows.size() == before && !each.coding.editions.empty()) {
            note_no_transformation(asked, named, answer);
        }
    }
    return answer;
}

Answer ask_relabelled(Asked const& asked) {
    Answer answer;
    answer.title = "Labels that changed while the scope stayed, and scopes that changed under the same label";
    answer.columns = {
        {"change", type::text, "label (another theme with this scope) or scope (another scope under this theme)"},
        {"edition", type::entity, "the edition in which it appears", true},
        {"before", type::entity, "the state before"},
        {"after", type::entity, "the state after"},
        {"kept", type::integer("items"), "items on both sides"},
        {"gained", type::integer("items"), "items only after"},
        {"lost", type::integer("items"), "items only before"},
        {"jaccard", type::fraction, "kept / both sides together", true}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        std::size_t unknown = 0;
        auto const values = [&](char const* change, StateId before, StateId after, Overlap const& overlap) {
            return std::vector<Value>{change,
                                      named.edition(each.evolution.states[after].edition),
                                      named.state(before),
                                      named.state(after),
                                      number(overlap.kept),
                                      number(overlap.gained),
                                      number(overlap.lost),
                                      optional_ratio(overlap.jaccard())};
        };
        for (std::size_t i = 0; i < each.evolution.lineage_events.size(); ++i) {
            LineageEvent const& event = each.evolution.lineage_events[i];
            if (event.kind == EventKind::replaced && concerns(asked, named, named.edition_index(event.position))) {
                StateId const before = event.sources.front();
                StateId const after = event.targets.front();
                Overlap const overlap = overlap_of(each.coding, each.evolution, before, after);
                answer.rows.push_back(
                    named.row(values("label", before, after, overlap), EventRef{EventList::lineage, i}));
            }
        }
        for (std::size_t i = 0; i < each.evolution.theme_events.size(); ++i) {
            StateEvent const& event = each.evolution.theme_events[i];
            bool const here = concerns(asked, named, named.edition_index(event.position));
            if (here && event.scope == ScopeChange::shifted) {
                answer.rows.push_back(named.row(values("scope", event.before, event.after, event.overlap),
                                                EventRef{EventList::theme, i}));
            }
            unknown += here && event.scope == ScopeChange::unknown ? 1U : 0U;
        }
        if (unknown > 0) {
            answer.notes.push_back(fmt::format(
                "{}: of {} within a theme the change of scope is unknown: a scope is empty, the two together "
                "have fewer than {}, or the coverage differs",
                named.series_name(), count_of(unknown, "step"), count_of(each.evolution.parameters.min_scope, "item")));
        }
    }
    return answer;
}

namespace {

/// How many sources can be left out: those that repeat another go with it.
std::size_t counted_sources(Coding const& coding) {
    std::set<std::uint32_t> counted;
    for (Coding::Passage const& each : coding.passages) {
        counted.insert(coding.counted_source(each.source));
    }
    for (Coding::Development const& each : coding.developments) {
        for (std::uint32_t const source : each.sources) {
            counted.insert(coding.counted_source(source));
        }
    }
    counted.erase(none);
    return counted.size();
}

}  // namespace

Answer ask_withdraw(Asked const& asked) {
    Answer answer;
    answer.title = fmt::format("Without {}: events that disappear, appear or change",
                               asked.analyses.front().graph->label(*asked.document));
    answer.columns = {
        {"fate", type::text, "fallen, new or changed"},
        {"list", type::text, "theme, item, lineage or arc", true},
        {"type", type::text, "the type of event", true},
        {"event", type::entity, "the event in words: as it was, or for a new event as it is without the document"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        Coding const& coding = each.coding;
        std::optional<UnitId> unit;
        if (auto const found = std::ranges::find(coding.documents, *asked.document); found != coding.documents.end()) {
            unit = UnitId{Unit::document, static_cast<std::uint32_t>(found - coding.documents.begin())};
        } else if (auto const source = std::ranges::find(coding.sources, *asked.document);
                   source != coding.sources.end()) {
            unit = UnitId{Unit::source, static_cast<std::uint32_t>(source - coding.sources.begin())};
        }
        if (!unit) {
            answer.notes.push_back(fmt::format("{}: no passage rests on it, so nothing changes", named.series_name()));
            continue;
        }
        Analysis rest;
        rest.graph = each.graph;
        rest.id = each.id;
        rest.coding = without(coding, unit->unit, unit->index);
        rest.evolution = compute(rest.coding, each.evolution.parameters);
        NamedAnalysis const after{rest};
        std::vector<Change> const changes = compare(each.evolution, rest.evolution);
        std::size_t const resting = coding.passages.size() - rest.coding.passages.size();
        answer.notes.push_back(fmt::format("{}: {} of {} rest{} on it", named.series_name(), resting,
                                           count_of(coding.passages.size(), "passage"), resting == 1 ? "s" : ""));
        for (Change const& change : changes) {
            bool const appeared = change.fate == Fate::appeared;
            NamedAnalysis const& side = appeared ? after : named;
            EventRef const event{change.list, appeared ? change.after : change.before};
            if (!side.events().is_event(event)) {
                continue;  // the theme's own event says it
            }
            // What appears is in no export of the data as they are.
            answer.rows.push_back(side.row(
                {std::string{name_of(change.fate)}, std::string{name_of(change.list)},
                 std::string{side.events().type(event)},
                 appeared ? Entity{{}, {}, side.events().in_words(event), model::definition(model::Kind::event).name}
                          : side.event(event)},
                event));
        }
        if (changes.empty()) {
            answer.notes.emplace_back("every event stands on others too: none changes");
        }
    }
    return answer;
}

Answer ask_robustness(Asked const& asked) {
    Answer answer;
    answer.title = "Events that disappear if one document, source or item is left out";
    answer.columns = {{"list", type::text, "theme, item, lineage or arc", true},
                      {"type", type::text, "the type of event", true},
                      {"event", type::entity, "the event in words"},
                      column_of(EventField::survives_any_document),
                      column_of(EventField::survives_any_item),
                      column_of(EventField::depends_on)};
    for (std::size_t const shown : {3U, 4U, 5U}) {
        answer.columns[shown].detail = false;
    }
    for (Analysis const& each : asked.analyses) {
        Robustness const robustness = leave_one_out(each.coding, each.evolution);
        NamedAnalysis const named{each, &robustness};
        std::size_t all = 0;
        std::size_t robust_ones = 0;
        for (EventRef const event : items_last(named.events().all())) {
            ++all;
            if (named.events().depends_on(event).empty()) {
                ++robust_ones;
            } else if (event.list == EventList::item && asked.without_items) {
                ++answer.rows_left_out;
            } else {
                auto [documents, items, units] =
                    values_of(named, event,
                              std::array{EventField::survives_any_document, EventField::survives_any_item,
                                         EventField::depends_on});
                answer.rows.push_back(
                    named.row({std::string{name_of(event.list)}, std::string{named.events().type(event)},
                               named.event(event), std::move(documents), std::move(items), std::move(units)},
                              event));
            }
        }
        if (all == 0) {
            answer.notes.push_back(fmt::format("{} has no event", named.series_name()));
            continue;
        }
        answer.notes.push_back(fmt::format(
            "{}: {} of {} stand{} without any one of {}, {} and {}", named.series_name(), robust_ones,
            count_of(all, "event"), robust_ones == 1 ? "s" : "", count_of(each.coding.documents.size(), "document"),
            count_of(counted_sources(each.coding), "source"), count_of(each.coding.items.size(), "item")));
    }
    return answer;
}

Answer ask_sensitivity(Asked const& asked) {
    Answer answer;
    answer.title = "Number of events for different thresholds";
    answer.columns = {
        {"parameter", type::text, "the parameter that varies: min_overlap, min_part, min_shared or big_change"},
        {"value", type::fraction, "its value"},
        {"chosen", type::truth, "the value of this analysis"},
        {"merged", type::integer("events"), "events"},
        {"split", type::integer("events"), "events"},
        {"branched", type::integer("events"), "events"},
        {"replaced", type::integer("events"), "events"},
        {"dispersed", type::integer("events"), "events"},
        {"assembled", type::integer("events"), "events"},
        {"morphs", type::integer("arcs"), "morph arcs"},
        {"broadened", type::integer("steps"), "steps within a theme"},
        {"narrowed", type::integer("steps"), "steps within a theme"},
        {"shifted", type::integer("steps"), "steps within a theme"},
        {"steady", type::integer("steps"), "steps within a theme"},
        {"unknown", type::integer("steps"), "steps within a theme"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        Parameters const& chosen = each.evolution.parameters;
        auto const add = [&](std::string_view name, Ratio value, Parameters const& parameters) {
            Evolution const evolution = compute(each.coding, parameters);
            std::map<EventKind, std::size_t> events;
            std::map<ScopeChange, std::size_t> steps;
            for (LineageEvent const& event : evolution.lineage_events) {
                ++events[event.kind];
            }
            for (StateEvent const& event : evolution.theme_events) {
                if (event.scope) {
                    ++steps[*event.scope];
                }
            }
            auto const morphs = std::ranges::count(evolution.arcs, ArcKind::morphs, &Arc::kind);
            Row row;
            row.values = {std::string{name},
                          value,
                          parameters == chosen,
                          number(events[EventKind::merged]),
                          number(events[EventKind::split]),
                          number(events[EventKind::branched]),
                          number(events[EventKind::replaced]),
                          number(events[EventKind::dispersed]),
                          number(events[EventKind::assembled]),
                          number(static_cast<std::size_t>(morphs)),
                          number(steps[ScopeChange::broadened]),
                          number(steps[ScopeChange::narrowed]),
                          number(steps[ScopeChange::shifted]),
                          number(steps[ScopeChange::steady]),
                          number(steps[ScopeChange::unknown])};
            row.basis = "computed";
            for (std::uint32_t k = 0; k < named.positions(); ++k) {
                row.editions.push_back(named.edition_at(k));
            }
            if (!each.coding.editions.empty()) {
                row.coverage =
                    named.across(Facet::issues, 0, static_cast<std::uint32_t>(each.coding.editions.size() - 1));
            }
            answer.rows.push_back(std::move(row));
        };
        auto const sweep = [&](std::string_view name, std::vector<Ratio> values, Ratio own, auto apply) {
            values.push_back(own);
            std::ranges::sort(values);
            values.erase(std::unique(values.begin(), values.end()), values.end());
            for (Ratio const value : values) {
                Parameters parameters = chosen;
                apply(parameters, value);
                add(name, value, parameters);
            }
        };
        sweep("min_overlap", {{1, 3}, {1, 2}, {2, 3}, {3, 4}, {1, 1}}, chosen.min_overlap,
              [](Parameters& by, Ratio value) { by.min_overlap = value; });
        sweep("min_part", {{1, 5}, {1, 4}, {1, 3}, {1, 2}}, chosen.min_part,
              [](Parameters& by, Ratio value) { by.min_part = value; });
        sweep("min_shared", {{1, 1}, {2, 1}, {3, 1}, {4, 1}}, Ratio{chosen.min_shared},
              [](Parameters& by, Ratio value) { by.min_shared = static_cast<unsigned>(value.numerator()); });
        sweep("big_change", {{1, 10}, {1, 5}, {1, 3}, {1, 2}}, chosen.big_change,
              [](Parameters& by, Ratio value) { by.big_change = value; });
    }
    return answer;
}

}  // namespace stoa::answers
