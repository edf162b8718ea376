// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "stoa/answers/asking.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::answers {
namespace {

using evolution::Change;
using evolution::Fate;
using evolution::Robustness;
using model::Vertex;

/// Which editions a question is narrowed to.
bool concerns(Asked const& asked, Asking const& asking, std::uint32_t edition) {
    return !asked.edition || asking.coding().editions[edition].vertex == *asked.edition;
}

std::uint32_t facet_edition(Asking const& asking, StateEvent const& event, bool of_item) {
    Facet const facet = of_item ? asking.coding().items[event.subject].facet : Facet::issues;
    return asking.evolution().observed_for(facet)[event.position];
}

std::array<Value, 3> robust(Asking const& asking, std::vector<UnitId> const& units, bool items_too) {
    auto const is_item = [](UnitId const& each) { return each.unit == Unit::item; };
    return {Value{std::ranges::all_of(units, is_item)},
            items_too ? Value{std::ranges::none_of(units, is_item)} : Value{}, Value{asking.units(units)}};
}

std::uint32_t read_at(Asking const& asking, Facet facet, std::uint32_t edition) {
    return asking.coding().editions[edition].read[static_cast<std::size_t>(facet)];
}

std::vector<Column> event_columns() {
    return {{"event", "the event, named as in --parts evolution"},
            {"list", "theme, item, lineage (between themes) or arc (morph or asserted)", true},
            {"kind",
             "founding, present_at_start, introduced, continued, resumed, dropped; merged, split, branched, "
             "replaced, dispersed, assembled; morphs, asserted",
             true},
            {"subjects", "the themes, or the item, that the event is about", true},
            {"sources", "states before; empty for an item", true},
            {"targets", "states after; empty for an item", true},
            {"facet", "the facet of an item", true},
            {"role_change", "for continued and resumed themes: raised, lowered, level"},
            {"scope_change", "for continued and resumed themes: broadened, narrowed, shifted, steady, unknown"},
            {"kept", "items on both sides"},
            {"gained", "items only after"},
            {"lost", "items only before"},
            {"retention", "kept / before", true},
            {"inheritance", "kept / after", true},
            {"inclusion", "kept / the smaller side", true},
            {"jaccard", "kept / both sides together", true},
            {"gain", "gained / both sides together", true},
            {"loss", "lost / both sides together", true},
            {"share_of_old", "for lineage events: shared / all items of the old side", true},
            {"share_of_new", "for lineage events: shared / all items of the new side", true},
            {"shared_items", "for lineage events: the items that passed from the old side to the new", true},
            {"population", "for arcs: distinct items of the two editions (V)", true},
            {"chance", "for arcs: P(X >= kept), hypergeometric; descriptive only", true},
            {"gap_editions", "for resumed: observed editions without it", true},
            {"gap_years", "for resumed: years between the two editions", true},
            {"open", "for dropped: whether it is not seen again", true},
            {"absent_for", "for dropped: observed editions without it", true},
            {"heir", "for dropped themes: whether a lineage event or morph arc leads on from it", true},
            {"derived", "for introduced themes: whether a lineage event or morph arc leads to it", true},
            {"scope_too_small", "whether one of its scopes has fewer items than linked themes must share", true},
            {"read_before", "number of sources and documents read about the edition that it is compared with", true},
            {"read_after", "number of sources and documents read about its edition", true},
            {"supported_by", "documents of both sides that a source links", true},
            {"survives_documents", "whether it is found without any one document or source", true},
            {"survives_items", "whether it is found without any one item", true},
            {"depends_on", "the documents, sources and items without which it is not found", true}};
}

/// The values of one event, column by column; what is not set stays nothing.
class EventValues {
public:
    EventValues() : columns_{event_columns()}, values_(columns_.size()) {}
    void set(std::string_view column, Value value) {
        auto const found = std::ranges::find(columns_, column, &Column::name);
        values_[static_cast<std::size_t>(found - columns_.begin())] = std::move(value);
    }
    void set_overlap(Overlap const& overlap) {
        set("kept", number(overlap.kept));
        set("gained", number(overlap.gained));
        set("lost", number(overlap.lost));
        set("retention", optional_ratio(overlap.retention()));
        set("inheritance", optional_ratio(overlap.inheritance()));
        set("inclusion", optional_ratio(overlap.inclusion()));
        set("jaccard", optional_ratio(overlap.jaccard()));
        set("gain", optional_ratio(overlap.gain()));
        set("loss", optional_ratio(overlap.loss()));
    }
    void set_robust(std::array<Value, 3> values) {
        set("survives_documents", std::move(values[0]));
        set("survives_items", std::move(values[1]));
        set("depends_on", std::move(values[2]));
    }
    [[nodiscard]] std::vector<Value> take() { return std::move(values_); }

private:
    std::vector<Column> columns_;
    std::vector<Value> values_;
};

class EventRows {
public:
    EventRows(Asked const& asked, Analysis const& analysis, Answer& answer)
        : asked_{asked}, asking_{analysis}, answer_{answer} {
        robustness_ = leave_one_out(asking_.coding(), asking_.evolution());
        asking_.note_limits(answer, asked_edition(asked));
        asking_.note_theme(asked.theme, answer);
        asking_.note_developments(answer, asked.theme, asked.edition);
    }

    void run() {
        Evolution const& evolution = asking_.evolution();
        for (std::size_t i = 0; i < evolution.theme_events.size(); ++i) {
            add_theme_event(i);
        }
        for (std::size_t i = 0; i < evolution.lineage_events.size(); ++i) {
            add_lineage_event(i);
        }
        for (std::size_t i = 0; i < evolution.arcs.size(); ++i) {
            if (!asking_.ids().arcs[i].empty()) {
                add_arc(i);
            }
        }
        for (std::size_t i = 0; i < evolution.item_events.size() && !asked_.theme; ++i) {
            add_item_event(i);
        }
        if (asked_.theme) {
            answer_.notes.emplace_back("events of items are of no one theme: they are left out with --theme");
        }
    }

private:
    [[nodiscard]] bool is_asked_for(std::span<StateId const> states) const {
        return !asked_.theme || std::ranges::any_of(states, [&](StateId each) {
            return asking_.analysis().theme(each) == *asked_.theme;
        });
    }

    void set_presence(EventValues& values, StateEvent const& event, Facet facet, bool of_item) {
        if (event.kind == EventKind::resumed) {
            values.set("gap_editions", number(event.gap));
            if (event.gap_years) {
                values.set("gap_years", Value{std::int64_t{*event.gap_years}});
            }
        }
        if (event.kind == EventKind::dropped) {
            values.set("open", event.open);
            values.set("absent_for", number(event.absent_for));
        }
        auto const observed = asking_.evolution().observed_for(facet);
        auto const before = compared_with(asking_.coding(), asking_.evolution(), event, of_item);
        if (before) {
            values.set("read_before", number(read_at(asking_, facet, *before)));
        }
        values.set("read_after", number(read_at(asking_, facet, observed[event.position])));
    }

    void add_theme_event(std::size_t index) {
        Evolution const& evolution = asking_.evolution();
        StateEvent const& event = evolution.theme_events[index];
        if (!concerns(asked_, asking_, asking_.edition_index(event.position)) ||
            (asked_.theme && asking_.coding().themes[event.subject] != *asked_.theme)) {
            return;
        }
        EventValues values;
        values.set("event", asking_.event(asking_.ids().theme_events[index], asking_.in_words(event, false)));
        values.set("list", "theme");
        values.set("kind", std::string{name_of(event.kind)});
        values.set("subjects", std::vector{asking_.theme(event.subject)});
        bool too_small = false;
        for (StateId const state : {event.before, event.after}) {
            if (state != none) {
                values.set(state == event.before ? "sources" : "targets", std::vector{asking_.state(state)});
                too_small = too_small || evolution.scope_too_small(state);
            }
        }
        values.set("scope_too_small", too_small);
        if (event.role && event.scope) {
            values.set("role_change", std::string{name_of(*event.role)});
            values.set("scope_change", std::string{name_of(*event.scope)});
            values.set_overlap(event.overlap);
        }
        set_presence(values, event, Facet::issues, false);
        if (event.kind == EventKind::dropped) {
            values.set("heir", event.heir);
        }
        if (event.kind == EventKind::introduced) {
            values.set("derived", event.derived);
        }
        values.set_robust(robust(asking_, robustness_.theme_events[index], true));
        answer_.rows.push_back(asking_.row(values.take(), event, false));
    }

    void add_item_event(std::size_t index) {
        StateEvent const& event = asking_.evolution().item_events[index];
        if (!concerns(asked_, asking_, facet_edition(asking_, event, true))) {
            return;
        }
        Facet const facet = asking_.coding().items[event.subject].facet;
        EventValues values;
        values.set("event", asking_.event(asking_.ids().item_events[index], asking_.in_words(event, true)));
        values.set("list", "item");
        values.set("kind", std::string{name_of(event.kind)});
        values.set("subjects", std::vector{asking_.item(event.subject)});
        values.set("facet", std::string{facet_names[static_cast<std::size_t>(facet)]});
        set_presence(values, event, facet, true);
        values.set_robust(robust(asking_, robustness_.item_events[index], false));
        answer_.rows.push_back(asking_.row(values.take(), event, true));
    }

    void set_sides(EventValues& values, std::span<StateId const> sources, std::span<StateId const> targets) {
        std::vector<Thing> themes;
        bool too_small = false;
        for (std::span<StateId const> const side : {sources, targets}) {
            for (StateId const each : side) {
                Thing theme = asking_.thing(asking_.analysis().theme(each));
                if (std::ranges::find(themes, theme) == themes.end()) {
                    themes.push_back(std::move(theme));
                }
                too_small = too_small || asking_.evolution().scope_too_small(each);
            }
        }
        Evolution const& evolution = asking_.evolution();
        values.set("subjects", std::move(themes));
        values.set("sources", asking_.states(sources));
        values.set("targets", asking_.states(targets));
        values.set("scope_too_small", too_small);
        std::uint32_t const before = evolution.states[sources.front()].edition;
        std::uint32_t const after = evolution.states[targets.front()].edition;
        FacetSet const compared = compared_facets(asking_.coding(), evolution.parameters, before, after);
        values.set("read_before", number(asking_.coding().editions[before].read_in(compared)));
        values.set("read_after", number(asking_.coding().editions[after].read_in(compared)));
        std::vector<Thing> documents;
        for (std::uint32_t const i : supporting_links(asking_.coding(), evolution, sources, targets)) {
            Coding::DocumentLink const& link = asking_.coding().document_links[i];
            for (std::uint32_t const document : {link.earlier, link.later}) {
                Thing thing = asking_.thing(asking_.coding().documents[document]);
                if (std::ranges::find(documents, thing) == documents.end()) {
                    documents.push_back(std::move(thing));
                }
            }
        }
        values.set("supported_by", std::move(documents));
    }

    static std::vector<StateId> both(std::vector<StateId> states, std::vector<StateId> const& others) {
        states.insert(states.end(), others.begin(), others.end());
        return states;
    }

    void add_lineage_event(std::size_t index) {
        LineageEvent const& event = asking_.evolution().lineage_events[index];
        std::vector<StateId> const states = both(event.sources, event.targets);
        if (!concerns(asked_, asking_, asking_.edition_index(event.position)) || !is_asked_for(states)) {
            return;
        }
        EventValues values;
        values.set("event", asking_.event(asking_.ids().lineage_events[index], asking_.in_words(event)));
        values.set("list", "lineage");
        values.set("kind", std::string{name_of(event.kind)});
        set_sides(values, event.sources, event.targets);
        if (event.sources.size() == 1 && event.targets.size() == 1) {
            values.set_overlap(
                overlap_of(asking_.coding(), asking_.evolution(), event.sources.front(), event.targets.front()));
        }
        values.set("share_of_old", event.share_of_old);
        values.set("share_of_new", event.share_of_new);
        values.set("shared_items", asking_.items(event.shared));
        values.set_robust(robust(asking_, robustness_.lineage_events[index], true));
        answer_.rows.push_back(asking_.row(values.take(), event));
    }

    void add_arc(std::size_t index) {
        Evolution const& evolution = asking_.evolution();
        Arc const& arc = evolution.arcs[index];
        std::array const states{arc.from, arc.to};
        if (!concerns(asked_, asking_, evolution.states[arc.to].edition) || !is_asked_for(states)) {
            return;
        }
        bool const asserted = arc.kind == ArcKind::asserted;
        EventValues values;
        values.set("event", asking_.event(asking_.ids().arcs[index], asking_.in_words(arc)));
        values.set("list", "arc");
        values.set("kind", std::string{name_of(arc.kind)});
        set_sides(values, std::span{states}.first(1), std::span{states}.last(1));
        values.set_overlap(arc.overlap);
        if (!asserted) {
            std::uint32_t const items = population(asking_.coding(), evolution, evolution.states[arc.from].position,
                                                   evolution.states[arc.to].position);
            values.set("population", number(items));
            values.set("chance", Measure{chance_of_overlap(items, arc.overlap)});
        }
        values.set_robust(robust(asking_, robustness_.arcs[index], !asserted));
        answer_.rows.push_back(asking_.row(values.take(), arc));
    }

    Asked const& asked_;
    Asking asking_;
    Answer& answer_;
    Robustness robustness_;
};

}  // namespace

Answer ask_events(Asked const& asked) {
    Answer answer;
    answer.title = asked.without_items || asked.theme
                       ? "Events of themes: what happened to each theme, and between themes"
                       : "All events: what happened to each theme and item, and between themes";
    answer.columns = event_columns();
    for (Analysis const& each : asked.analyses) {
        EventRows{asked, each, answer}.run();
    }
    return answer;
}

Answer ask_states(Asked const& asked) {
    Answer answer;
    answer.title = "Which theme is present in which observed edition, with role and scope";
    answer.columns = {{"state", "the state, named as in --parts evolution", true},
                      {"theme", "the theme"},
                      {"edition", "the edition"},
                      {"role", "the highest role: headline, strand, issue or group"},
                      {"items", "its scope"},
                      {"documents", "documents that treat it; none if only the edition as a whole does", true},
                      {"sources", "sources that support it, those that repeat another included"},
                      {"scope_too_small", "whether its scope has fewer items than linked themes must share", true}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        asking.note_limits(answer, asked_edition(asked));
        asking.note_theme(asked.theme, answer);
        for (StateId id = 0; id < each.evolution.states.size(); ++id) {
            State const& state = each.evolution.states[id];
            if (!concerns(asked, asking, state.edition) || (asked.theme && each.theme(id) != *asked.theme)) {
                continue;
            }
            answer.rows.push_back(asking.row(
                {asking.state(id), asking.theme(state.theme), asking.edition(state.edition),
                 std::string{name_of(state.role)}, asking.items(each.evolution.scope(id)), asking.documents_of(id),
                 number(asking.sources_of(id).size()), each.evolution.scope_too_small(id)},
                {&id, 1}));
        }
    }
    return answer;
}

namespace {

/// The sources and documents that were read of an edition for a facet, which prove what is said of it themselves.
std::vector<Proof> what_was_read(Asking const& asking, Facet facet, std::uint32_t edition) {
    std::vector<Proof> proofs;
    Vertex const record = asking.coding().editions[edition].coverage[static_cast<std::size_t>(facet)];
    if (record == none || read_at(asking, facet, edition) == 0) {
        return proofs;
    }
    for (Vertex const each : asking.graph().objects(record, "read")) {
        Thing const source = asking.thing(each);
        proofs.push_back({source, source, {}, {}, {}});
    }
    for (Vertex const each : asking.graph().objects(record, "documents_read")) {
        Thing const document = asking.thing(each);
        proofs.push_back({document, document, {document}, {}, {}});
    }
    return proofs;
}

}  // namespace

Answer ask_coverage(Asked const& asked) {
    Answer answer;
    answer.title = "What was read of each edition, facet by facet";
    answer.tells_coverage = true;
    answer.columns = {{"edition", "the edition"},
                      {"status", "held, planned, postponed or cancelled"},
                      {"start", "its first day, as precisely as known", true},
                      {"facet", "issues, groups or sdgs"},
                      {"level", "complete, partial, unread, not_applicable"},
                      {"read", "number of sources and documents read"},
                      {"read_whole", "of these, the number read from top to bottom"},
                      {"read_in_part", "the number of which only the beginning, notes or titles were read"},
                      {"observed", "whether the edition is observed for the facet"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        for (std::uint32_t i = 0; i < each.coding.editions.size(); ++i) {
            for (std::size_t facet = 0; facet < facet_count && concerns(asked, asking, i); ++facet) {
                CoverageNote const note = asking.coverage(static_cast<Facet>(facet), i);
                Row row;
                row.values = {note.edition,
                              std::string{"held"},
                              std::string{asking.graph().value(each.coding.editions[i].vertex, "start")},
                              std::string{facet_names[facet]},
                              std::string{name_of(note.level)},
                              number(note.read),
                              number(each.coding.editions[i].read_whole[facet]),
                              number(each.coding.editions[i].read_in_part[facet]),
                              note.level == Level::complete || note.level == Level::partial};
                row.editions = {note.edition};
                row.evidence = what_was_read(asking, static_cast<Facet>(facet), i);
                row.basis = "recorded";
                if (note.level != Level::complete) {
                    row.coverage = {note};
                }
                answer.rows.push_back(std::move(row));
            }
        }
        for (Vertex const planned : each.coding.planned) {
            Row row;
            Thing const edition = edition_thing(asking.graph(), planned);
            row.values = {edition,
                          std::string{asking.graph().value(planned, "status")},
                          std::string{asking.graph().value(planned, "start")},
                          {},
                          {},
                          {},
                          {},
                          {},
                          false};
            row.editions = {edition};
            for (Vertex const proof : asking.graph().objects(planned, "evidence")) {
                row.evidence.push_back(asking.proof(proof, none));
            }
            row.basis = "recorded";
            answer.rows.push_back(std::move(row));
        }
    }
    return answer;
}

Answer ask_resumed(Asked const& asked) {
    Answer answer;
    answer.title = "Themes and items that were dropped and later resumed";
    answer.columns = {{"subject", "the theme or item"},
                      {"list", "theme or item"},
                      {"facet", "the facet of an item", true},
                      {"last_seen", "the edition that had it before"},
                      {"resumed_at", "the edition that has it again"},
                      {"gap_editions", "observed editions without it", true},
                      {"gap_years", "years between the two editions"},
                      {"documents", "documents that resume it; none if the edition as a whole does"},
                      {"role_change", "for themes", true},
                      {"scope_change", "for themes", true}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        asking.note_limits(answer, asked_edition(asked));
        Evolution const& evolution = each.evolution;
        for (StateEvent const& event : evolution.theme_events) {
            if (event.kind != EventKind::resumed || !concerns(asked, asking, asking.edition_index(event.position))) {
                continue;
            }
            answer.rows.push_back(asking.row({asking.theme(event.subject),
                                              "theme",
                                              {},
                                              asking.edition(evolution.states[event.before].edition),
                                              asking.edition_at(event.position),
                                              number(event.gap),
                                              event.gap_years ? Value{std::int64_t{*event.gap_years}} : Value{},
                                              asking.documents_of(event.after),
                                              std::string{name_of(*event.role)},
                                              std::string{name_of(*event.scope)}},
                                             event, false));
        }
        for (StateEvent const& event : evolution.item_events) {
            if (event.kind != EventKind::resumed || !concerns(asked, asking, facet_edition(asking, event, true))) {
                continue;
            }
            Facet const facet = each.coding.items[event.subject].facet;
            Row row = asking.row({}, event, true);
            std::vector<Thing> documents;
            std::array const after{event.after};
            for (Proof const& proof : asking.proofs_of_presences(after)) {
                for (Thing const& document : proof.document) {
                    if (std::ranges::find(documents, document) == documents.end()) {
                        documents.push_back(document);
                    }
                }
            }
            row.values = {asking.item(event.subject),
                          "item",
                          std::string{facet_names[static_cast<std::size_t>(facet)]},
                          asking.edition(evolution.presences[event.before].edition),
                          asking.edition(evolution.presences[event.after].edition),
                          number(event.gap),
                          event.gap_years ? Value{std::int64_t{*event.gap_years}} : Value{},
                          std::move(documents),
                          {},
                          {}};
            answer.rows.push_back(std::move(row));
        }
    }
    return answer;
}

namespace {

/// Adds a row about one item to the row that lists all items of its edition, change and facet, in that order.
void add_to_sum(Row const& row, Sums& sums) {
    std::string const edition = std::get<Thing>(row.values[0]).iri;
    Row& sum =
        sums.of(edition + " " + std::get<std::string>(row.values[1]) + " " + std::get<std::string>(row.values[2]), row);
    constexpr std::size_t item = 3;
    constexpr std::size_t open = 4;
    if (sum.values.empty()) {
        sum.values = row.values;
        sum.values[item] = std::vector<Thing>{};
    }
    std::get<std::vector<Thing>>(sum.values[item]).push_back(std::get<Thing>(row.values[item]));
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
    answer.columns = {{"edition", "the edition"},
                      {"change",
                       "founding or present_at_start (present from the first edition that was read), introduced, "
                       "dropped (seen in the edition before, but not in what was read about this one)"},
                      {"facet", "issues, groups or sdgs"},
                      {"item", "the item"},
                      {"open", "for dropped: whether it is not seen again"}};
    Sums sums;
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        asking.note_limits(answer, asked_edition(asked));
        for (StateEvent const& event : each.evolution.item_events) {
            Facet const facet = each.coding.items[event.subject].facet;
            std::uint32_t const edition = facet_edition(asking, event, true);
            if (event.kind == EventKind::continued || event.kind == EventKind::resumed ||
                !each.evolution.parameters.facets.contains(facet) || !concerns(asked, asking, edition)) {
                continue;
            }
            answer.rows.push_back(
                asking.row({asking.edition(edition), std::string{name_of(event.kind)},
                            std::string{facet_names[static_cast<std::size_t>(facet)]}, asking.item(event.subject),
                            event.kind == EventKind::dropped ? Value{event.open} : Value{}},
                           event, true));
            if (asked.without_items) {
                add_to_sum(answer.rows.back(), sums);
            }
        }
        for (std::size_t facet = 0; facet < facet_count; ++facet) {
            for (std::uint32_t i = 0; i < each.coding.editions.size(); ++i) {
                Level const level = each.coding.editions[i].level[facet];
                if ((level == Level::unread || level == Level::not_applicable) && concerns(asked, asking, i) &&
                    each.evolution.parameters.facets.contains(static_cast<Facet>(facet))) {
                    answer.notes.push_back(fmt::format("{}: its {} are {}, so nothing is said of them",
                                                       asking.edition(i).label, facet_names[facet],
                                                       level == Level::unread ? "unread" : "not applicable"));
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
void note_no_transformation(Asked const& asked, Asking const& asking, Answer& answer) {
    if (asking.positions() < 2) {
        note_once(answer, fmt::format("{}: {}, so none can show", asking.series_name(),
                                      count_of(asking.positions(), "observed edition")));
        return;
    }
    std::string where = fmt::format("between {}", count_of(asking.positions(), "observed edition"));
    std::uint32_t first = 0;
    std::uint32_t last = asking.positions() - 1;
    if (asked.edition) {
        auto const observed = asking.evolution().observed_for(Facet::issues);
        auto const found = std::ranges::find(observed, asking.find_edition(*asked.edition));
        if (found == observed.end()) {
            return;  // a note says so
        }
        last = static_cast<std::uint32_t>(found - observed.begin());
        if (last == 0) {
            note_once(answer,
                      fmt::format("{} is the first observed edition: none can show", asking.edition_at(0).label));
            return;
        }
        first = last - 1;
        where = fmt::format("from {} to {}", asking.edition_at(first).label, asking.edition_at(last).label);
    }
    std::uint32_t const first_state = asking.evolution().state_start[first];
    std::uint32_t const end = asking.evolution().state_start[last + 1];
    std::size_t too_small = 0;
    for (StateId id = first_state; id < end; ++id) {
        too_small += asking.evolution().scope_too_small(id) ? 1U : 0U;
    }
    answer.notes.push_back(fmt::format(
        "{}: none {}; at least {} of {} have too few items to compare, fewer than {}, and can take part in none",
        asking.series_name(), where, too_small, count_of(end - first_state, "state"),
        asking.evolution().parameters.min_shared));
}

}  // namespace

Answer ask_transformations(Asked const& asked) {
    Answer answer;
    answer.title =
        "Themes that merged, split, branched, dispersed, were replaced or were assembled, and by which shared items";
    answer.columns = {{"event", "the event"},
                      {"kind", "merged, split, branched, replaced, dispersed, assembled", true},
                      {"edition", "the edition in which it appears", true},
                      {"sources", "themes before", true},
                      {"targets", "themes after", true},
                      {"shared_items", "the items that passed from the old side to the new"},
                      {"share_of_old", "shared / all items of the old side"},
                      {"share_of_new", "shared / all items of the new side"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        asking.note_limits(answer, asked_edition(asked));
        asking.note_theme(asked.theme, answer);
        asking.note_developments(answer, asked.theme, asked.edition);
        std::size_t const before = answer.rows.size();
        for (std::size_t i = 0; i < each.evolution.lineage_events.size(); ++i) {
            LineageEvent const& event = each.evolution.lineage_events[i];
            std::vector<StateId> states = event.sources;
            states.insert(states.end(), event.targets.begin(), event.targets.end());
            bool const named = !asked.theme || std::ranges::any_of(states, [&](StateId state) {
                return each.theme(state) == *asked.theme;
            });
            if (!named || !concerns(asked, asking, asking.edition_index(event.position))) {
                continue;
            }
            answer.rows.push_back(asking.row(
                {asking.event(asking.ids().lineage_events[i], asking.in_words(event)), std::string{name_of(event.kind)},
                 asking.edition_at(event.position), asking.states(event.sources), asking.states(event.targets),
                 asking.items(event.shared), event.share_of_old, event.share_of_new},
                event));
        }
        if (answer.rows.size() == before && !each.coding.editions.empty()) {
            note_no_transformation(asked, asking, answer);
        }
    }
    return answer;
}

Answer ask_relabelled(Asked const& asked) {
    Answer answer;
    answer.title = "Labels that changed while the scope stayed, and scopes that changed under the same label";
    answer.columns = {{"change", "label (another theme with this scope) or scope (another scope under this theme)"},
                      {"edition", "the edition in which it appears", true},
                      {"before", "the state before"},
                      {"after", "the state after"},
                      {"kept", "items on both sides"},
                      {"gained", "items only after"},
                      {"lost", "items only before"},
                      {"jaccard", "kept / both sides together", true}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        asking.note_limits(answer, asked_edition(asked));
        std::size_t unknown = 0;
        auto const values = [&](char const* change, StateId before, StateId after, Overlap const& overlap) {
            return std::vector<Value>{change,
                                      asking.edition(each.evolution.states[after].edition),
                                      asking.state(before),
                                      asking.state(after),
                                      number(overlap.kept),
                                      number(overlap.gained),
                                      number(overlap.lost),
                                      optional_ratio(overlap.jaccard())};
        };
        for (LineageEvent const& event : each.evolution.lineage_events) {
            if (event.kind == EventKind::replaced && concerns(asked, asking, asking.edition_index(event.position))) {
                StateId const before = event.sources.front();
                StateId const after = event.targets.front();
                Overlap const overlap = overlap_of(each.coding, each.evolution, before, after);
                answer.rows.push_back(asking.row(values("label", before, after, overlap), event));
            }
        }
        for (StateEvent const& event : each.evolution.theme_events) {
            bool const here = concerns(asked, asking, asking.edition_index(event.position));
            if (here && event.scope == ScopeChange::shifted) {
                answer.rows.push_back(
                    asking.row(values("scope", event.before, event.after, event.overlap), event, false));
            }
            unknown += here && event.scope == ScopeChange::unknown ? 1U : 0U;
        }
        if (unknown > 0) {
            answer.notes.push_back(fmt::format(
                "{}: of {} within a theme the change of scope is unknown: a scope is empty, the two together "
                "have fewer than {}, or the coverage differs",
                asking.series_name(), count_of(unknown, "step"),
                count_of(each.evolution.parameters.min_scope, "item")));
        }
    }
    return answer;
}

namespace {

/// Words for an event of a list of an evolution.
std::pair<std::string, std::string> kind_and_words(Asking const& asking, Change::List list, std::size_t index) {
    Evolution const& evolution = asking.evolution();
    switch (list) {
        case Change::List::theme_events:
            return {std::string{name_of(evolution.theme_events[index].kind)},
                    asking.in_words(evolution.theme_events[index], false)};
        case Change::List::item_events:
            return {std::string{name_of(evolution.item_events[index].kind)},
                    asking.in_words(evolution.item_events[index], true)};
        case Change::List::lineage_events:
            return {std::string{name_of(evolution.lineage_events[index].kind)},
                    asking.in_words(evolution.lineage_events[index])};
        case Change::List::arcs:
            break;
    }
    return {std::string{name_of(evolution.arcs[index].kind)}, asking.in_words(evolution.arcs[index])};
}

Row row_of(Asking const& asking, Change::List list, std::size_t index) {
    Evolution const& evolution = asking.evolution();
    switch (list) {
        case Change::List::theme_events:
            return asking.row({}, evolution.theme_events[index], false);
        case Change::List::item_events:
            return asking.row({}, evolution.item_events[index], true);
        case Change::List::lineage_events:
            return asking.row({}, evolution.lineage_events[index]);
        case Change::List::arcs:
            break;
    }
    return asking.row({}, evolution.arcs[index]);
}

std::string_view list_name(Change::List list) {
    constexpr std::array<std::string_view, 4> names{"theme", "item", "lineage", "arc"};
    return names[static_cast<std::size_t>(list)];
}

/// The event as a record where it has an id, else in words.
Value event_value(Asking const& asking, Change::List list, std::size_t index, std::string words) {
    ComputedIds const& ids = asking.ids();
    std::vector<std::string> const& of = list == Change::List::theme_events     ? ids.theme_events
                                         : list == Change::List::item_events    ? ids.item_events
                                         : list == Change::List::lineage_events ? ids.lineage_events
                                                                                : ids.arcs;
    return of[index].empty() ? Value{std::move(words)} : Value{asking.event(of[index], std::move(words))};
}

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
    answer.columns = {{"fate", "fallen, new or changed"},
                      {"list", "theme, item, lineage or arc", true},
                      {"kind", "the kind of event", true},
                      {"event", "the event in words: as it was, or for a new event as it is without the document"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        Coding const& coding = each.coding;
        std::optional<UnitId> unit;
        if (auto const found = std::ranges::find(coding.documents, *asked.document); found != coding.documents.end()) {
            unit = UnitId{Unit::document, static_cast<std::uint32_t>(found - coding.documents.begin())};
        } else if (auto const source = std::ranges::find(coding.sources, *asked.document);
                   source != coding.sources.end()) {
            unit = UnitId{Unit::source, static_cast<std::uint32_t>(source - coding.sources.begin())};
        }
        if (!unit) {
            answer.notes.push_back(fmt::format("{}: no passage rests on it, so nothing changes", asking.series_name()));
            continue;
        }
        Analysis rest;
        rest.graph = each.graph;
        rest.id = each.id;
        rest.coding = without(coding, unit->unit, unit->index);
        rest.evolution = compute(rest.coding, each.evolution.parameters);
        Asking const after{rest};
        std::vector<Change> const changes = compare(each.evolution, rest.evolution);
        std::size_t const resting = coding.passages.size() - rest.coding.passages.size();
        answer.notes.push_back(fmt::format("{}: {} of {} rest{} on it", asking.series_name(), resting,
                                           count_of(coding.passages.size(), "passage"), resting == 1 ? "s" : ""));
        for (Change const& change : changes) {
            bool const appeared = change.fate == Fate::appeared;
            Asking const& side = appeared ? after : asking;
            std::size_t const index = appeared ? change.after : change.before;
            auto [kind, words] = kind_and_words(side, change.list, index);
            Row row = row_of(side, change.list, index);
            // What appears is in no export of the data as they are.
            Value event = appeared ? Value{std::move(words)} : event_value(side, change.list, index, std::move(words));
            row.values = {std::string{name_of(change.fate)}, std::string{list_name(change.list)}, std::move(kind),
                          std::move(event)};
            answer.rows.push_back(std::move(row));
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
    answer.columns = {{"list", "theme, item, lineage or arc", true},
                      {"kind", "the kind of event", true},
                      {"event", "the event in words"},
                      {"survives_documents", "whether it is found without any one document or source"},
                      {"survives_items", "whether it is found without any one item"},
                      {"depends_on", "the units without which it is not found"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        Robustness const robustness = leave_one_out(each.coding, each.evolution);
        std::size_t all = 0;
        std::size_t robust_ones = 0;
        auto const add = [&](Change::List list, std::vector<std::vector<UnitId>> const& units, bool items_too) {
            for (std::size_t i = 0; i < units.size(); ++i) {
                ++all;
                if (units[i].empty()) {
                    ++robust_ones;
                    continue;
                }
                auto [kind, words] = kind_and_words(asking, list, i);
                Row row = row_of(asking, list, i);
                // An assertion is of themes: items have no part in it.
                bool const asserted = list == Change::List::arcs && each.evolution.arcs[i].kind == ArcKind::asserted;
                std::array<Value, 3> values = robust(asking, units[i], items_too && !asserted);
                row.values = {
                    std::string{list_name(list)}, std::move(kind),      event_value(asking, list, i, std::move(words)),
                    std::move(values[0]),         std::move(values[1]), std::move(values[2])};
                answer.rows.push_back(std::move(row));
            }
        };
        add(Change::List::theme_events, robustness.theme_events, true);
        add(Change::List::lineage_events, robustness.lineage_events, true);
        add(Change::List::arcs, robustness.arcs, true);
        add(Change::List::item_events, robustness.item_events, false);
        if (all == 0) {
            answer.notes.push_back(fmt::format("{} has no event and no arc", asking.series_name()));
            continue;
        }
        answer.notes.push_back(
            fmt::format("{}: {} of {} events and arcs stand without any one of {}, {} and {}", asking.series_name(),
                        robust_ones, all, count_of(each.coding.documents.size(), "document"),
                        count_of(counted_sources(each.coding), "source"), count_of(each.coding.items.size(), "item")));
    }
    return answer;
}

Answer ask_sensitivity(Asked const& asked) {
    Answer answer;
    answer.title = "Number of events for different thresholds";
    answer.columns = {{"parameter", "the parameter that varies: min_overlap, min_part, min_shared or big_change"},
                      {"value", "its value"},
                      {"chosen", "the value of this analysis"},
                      {"merged", "events"},
                      {"split", "events"},
                      {"branched", "events"},
                      {"replaced", "events"},
                      {"dispersed", "events"},
                      {"assembled", "events"},
                      {"morphs", "arcs"},
                      {"broadened", "steps within a theme"},
                      {"narrowed", "steps within a theme"},
                      {"shifted", "steps within a theme"},
                      {"steady", "steps within a theme"},
                      {"unknown", "steps within a theme"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
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
            for (std::uint32_t k = 0; k < asking.positions(); ++k) {
                row.editions.push_back(asking.edition_at(k));
            }
            if (!each.coding.editions.empty()) {
                row.coverage =
                    asking.across(Facet::issues, 0, static_cast<std::uint32_t>(each.coding.editions.size() - 1));
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
