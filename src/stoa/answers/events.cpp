// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "stoa/model/citation.hpp"

namespace stoa::answers {

using evolution::ArcKind;
using evolution::Coding;
using evolution::EventKind;
using evolution::EventList;
using evolution::EventRef;
using evolution::Facet;
using evolution::FacetSet;
using evolution::LineageEvent;
using evolution::none;
using evolution::Overlap;
using evolution::Ratio;
using evolution::State;
using evolution::StateEvent;
using evolution::StateId;
using evolution::Unit;
using evolution::UnitId;
using model::Vertex;

namespace type = tables::type;

namespace {

constexpr std::array<EventFieldDef, event_field_count> definitions{{
    {"concerns", type::entities, "the themes, or the item, that the event is about", true},
    {"source_state", type::entities, "states before; empty for an item", true},
    {"target_state", type::entities, "states after; empty for an item", true},
    {"facet", type::text, "the facet of an item", true},
    {"role_change", type::text, "for continued and resumed themes: raised, lowered, unchanged"},
    {"scope_change", type::text, "for continued and resumed themes: broadened, narrowed, shifted, steady, unknown"},
    {"kept", type::integer("items"), "items on both sides"},
    {"gained", type::integer("items"), "items only after"},
    {"lost", type::integer("items"), "items only before"},
    {"retention", type::fraction, "kept / before", true},
    {"inheritance", type::fraction, "kept / after", true},
    {"inclusion", type::fraction, "kept / the smaller side", true},
    {"jaccard", type::fraction, "kept / both sides together", true},
    {"gain", type::fraction, "gained / both sides together", true},
    {"loss", type::fraction, "lost / both sides together", true},
    {"share_of_old", type::fraction, "for lineage events: shared / all items of the old side", true},
    {"share_of_new", type::fraction, "for lineage events: shared / all items of the new side", true},
    {"shared_item", type::entities, "for lineage events: the items that passed from the old side to the new", true},
    {"item_population", type::integer("items"), "for computed arcs: distinct items of the two editions (V)", true},
    {"chance_probability", type::measure, "for computed arcs: P(X >= kept), hypergeometric; descriptive only", true},
    {"gap_editions", type::integer("editions"), "for resumed: observed editions without it", true},
    {"gap_years", type::integer("years"), "for resumed: years between the two editions", true},
    {"is_open", type::truth, "for dropped: whether it is not seen again", true},
    {"absent_for", type::integer("editions"), "for dropped: observed editions without it", true},
    {"has_heir", type::truth, "for dropped themes: whether a lineage event or morph arc leads on from it", true},
    {"is_derived", type::truth, "for introduced themes: whether a lineage event or morph arc leads to it", true},
    {"scope_too_small", type::truth, "whether one of its scopes has fewer items than linked themes must share", true},
    {"read_before", type::integer("sources"),
     "number of sources and documents read about the edition that it is compared with", true},
    {"read_after", type::integer("sources"), "number of sources and documents read about its edition", true},
    {"supported_by", type::entities, "documents of both sides that a source links", true},
    {"survives_any_document", type::truth, "whether it is still found when any single document or source is left out",
     true},
    {"survives_any_item", type::truth, "whether it is still found when any single item is left out", true},
    {"depends_on", type::entities, "the documents, sources and items without which it is not found", true},
}};

Reference record(Vertex vertex) { return {Reference::To::record, vertex}; }

std::vector<Reference> states_of(std::span<StateId const> states) {
    std::vector<Reference> list;
    list.reserve(states.size());
    for (StateId const each : states) {
        list.push_back({Reference::To::state, each});
    }
    return list;
}

void add_once(std::vector<Reference>& list, Reference reference) {
    if (std::ranges::find(list, reference) == list.end()) {
        list.push_back(reference);
    }
}

void add_number(EventField field, std::uint32_t value, std::vector<Field>& fields) {
    fields.push_back({field, std::int64_t{value}});
}

void add_ratio(EventField field, std::optional<Ratio> ratio, std::vector<Field>& fields) {
    if (ratio) {
        fields.push_back({field, *ratio});
    }
}

void add_overlap(Overlap const& overlap, std::vector<Field>& fields) {
    add_number(EventField::kept, overlap.kept, fields);
    add_number(EventField::gained, overlap.gained, fields);
    add_number(EventField::lost, overlap.lost, fields);
    add_ratio(EventField::retention, overlap.retention(), fields);
    add_ratio(EventField::inheritance, overlap.inheritance(), fields);
    add_ratio(EventField::inclusion, overlap.inclusion(), fields);
    add_ratio(EventField::jaccard, overlap.jaccard(), fields);
    add_ratio(EventField::gain, overlap.gain(), fields);
    add_ratio(EventField::loss, overlap.loss(), fields);
}

std::string words_of_arc(std::string_view from, ArcKind kind, std::string_view to) {
    switch (kind) {
        case ArcKind::continues:
            return fmt::format("{} continues as {}", from, to);
        case ArcKind::resumes:
            return fmt::format("{} is resumed as {}", from, to);
        case ArcKind::morphs:
            return fmt::format("{} leads on to {}", from, to);
        case ArcKind::asserted:
            break;
    }
    return fmt::format("{} became {}, a source says", from, to);
}

/// Within one theme, whose own event says it.
bool is_step(ArcKind kind) { return kind == ArcKind::continues || kind == ArcKind::resumes; }

}  // namespace

std::span<EventFieldDef const> event_fields() { return definitions; }

EventFieldDef const& definition(EventField field) { return definitions[static_cast<std::size_t>(field)]; }

std::string state_in_words(evolution::Analysis const& analysis, StateId state) {
    return fmt::format("{} at {}", analysis.graph->label(analysis.theme(state)),
                       model::short_name(*analysis.graph, analysis.edition(state)));
}

std::string count_of(std::size_t number, std::string_view one) {
    return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

std::string in_words(EventKind kind, std::string_view before, std::string_view after) {
    switch (kind) {
        case EventKind::merged:
            return fmt::format("{} merged into {}", before, after);
        case EventKind::split:
            return fmt::format("{} split into {}", before, after);
        case EventKind::branched:
            return fmt::format("{} branched into {}", before, after);
        case EventKind::replaced:
            return fmt::format("{} replaced {}", after, before);
        case EventKind::dispersed:
            return fmt::format("{} dispersed into {}", before, after);
        case EventKind::assembled:
            return fmt::format("{} was assembled from {}", after, before);
        default:
            break;
    }
    assert(false && "only lineage events have two sides");
    return {};
}

std::string shares_in_words(LineageEvent const& event) {
    return fmt::format("share of the old {}, of the new {}", evolution::to_text(event.share_of_old),
                       evolution::to_text(event.share_of_new));
}

Events::Events(evolution::Analysis const& analysis, evolution::Robustness const* robustness)
    : analysis_{analysis}, robustness_{robustness} {}

std::vector<EventRef> Events::all() const {
    std::vector<EventRef> list;
    auto const add = [&](EventList of, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            if (is_event({of, i})) {
                list.push_back({of, i});
            }
        }
    };
    add(EventList::theme, evolution().theme_events.size());
    add(EventList::item, evolution().item_events.size());
    add(EventList::lineage, evolution().lineage_events.size());
    add(EventList::arc, evolution().arcs.size());
    return list;
}

bool Events::is_event(EventRef event) const { return event.list != EventList::arc || !is_step(arc(event).kind); }

std::vector<UnitId> const& Events::depends_on(EventRef event) const {
    assert(robustness_ != nullptr);
    return event.list == EventList::theme     ? robustness_->theme_events[event.index]
           : event.list == EventList::item    ? robustness_->item_events[event.index]
           : event.list == EventList::lineage ? robustness_->lineage_events[event.index]
                                              : robustness_->arcs[event.index];
}

StateEvent const& Events::state_event(EventRef event) const {
    assert(event.list == EventList::theme || event.list == EventList::item);
    return event.list == EventList::item ? evolution().item_events[event.index] : evolution().theme_events[event.index];
}

Facet Events::facet(EventRef event) const {
    return event.list == EventList::item ? coding().items[state_event(event).subject].facet : Facet::issues;
}

std::pair<std::vector<StateId>, std::vector<StateId>> Events::sides(EventRef event) const {
    switch (event.list) {
        case EventList::theme: {
            StateEvent const& of = state_event(event);
            return {of.before == none ? std::vector<StateId>{} : std::vector{of.before},
                    of.after == none ? std::vector<StateId>{} : std::vector{of.after}};
        }
        case EventList::lineage:
            return {lineage_event(event).sources, lineage_event(event).targets};
        case EventList::arc:
            return {{arc(event).from}, {arc(event).to}};
        case EventList::item:
            break;
    }
    assert(false && "items have no states");
    return {};
}

std::string_view Events::type(EventRef event) const {
    switch (event.list) {
        case EventList::theme:
        case EventList::item:
            return name_of(state_event(event).kind);
        case EventList::lineage:
            return name_of(lineage_event(event).kind);
        case EventList::arc:
            break;
    }
    return is_step(arc(event).kind) ? name_of(arc(event).kind) : "developed";
}

std::string_view Events::basis(EventRef event) const {
    return event.list == EventList::arc && arc(event).kind == ArcKind::asserted ? "asserted" : "computed";
}

std::uint32_t Events::edition(EventRef event) const {
    switch (event.list) {
        case EventList::theme:
        case EventList::item:
            return evolution().observed_for(facet(event))[state_event(event).position];
        case EventList::lineage:
            return evolution().observed_for(Facet::issues)[lineage_event(event).position];
        case EventList::arc:
            break;
    }
    return evolution().states[arc(event).to].edition;
}

std::optional<std::uint32_t> Events::source_edition(EventRef event) const {
    switch (event.list) {
        case EventList::theme:
            return state_event(event).before == none
                       ? std::nullopt
                       : std::optional{evolution().states[state_event(event).before].edition};
        case EventList::item:
            return state_event(event).before == none
                       ? std::nullopt
                       : std::optional{evolution().presences[state_event(event).before].edition};
        case EventList::lineage:
            return evolution().states[lineage_event(event).sources.front()].edition;
        case EventList::arc:
            break;
    }
    return evolution().states[arc(event).from].edition;
}

std::vector<EditionFacet> Events::across(EventRef event) const {
    std::vector<EditionFacet> sights;
    auto const add = [&](Facet of, std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t const each : evolution().not_complete(of, first, last)) {
            sights.push_back({each, of});
        }
    };
    if (event.list == EventList::theme || event.list == EventList::item) {
        auto const [first, last] = span_of(coding(), evolution(), state_event(event), event.list == EventList::item);
        add(facet(event), first, last);
        return sights;
    }
    std::uint32_t const before = *source_edition(event);
    std::uint32_t const after = edition(event);
    FacetSet const compared = compared_facets(coding(), evolution().parameters, before, after);
    for (std::size_t i = 0; i < evolution::facet_count; ++i) {
        if (compared.contains(static_cast<Facet>(i))) {
            add(static_cast<Facet>(i), before, after);
        }
    }
    std::ranges::stable_sort(sights, {}, &EditionFacet::edition);  // the facets of an edition together
    return sights;
}

std::vector<EditionFacet> Events::absent_in(EventRef event) const {
    std::vector<EditionFacet> sights;
    if (event.list != EventList::theme && event.list != EventList::item) {
        return sights;
    }
    StateEvent const& of = state_event(event);
    std::uint32_t first = of.position;
    std::uint32_t last = of.position;  // one past the end
    if (of.kind == EventKind::introduced) {
        first = of.position - 1;
    } else if (of.kind == EventKind::resumed) {
        first = of.position - of.gap;
    } else if (of.kind == EventKind::dropped) {
        last = of.position + 1;
    }
    for (std::uint32_t i = first; i < last; ++i) {
        sights.push_back({evolution().observed_for(facet(event))[i], facet(event)});
    }
    return sights;
}

std::vector<CitedEvidence> Events::evidence(EventRef event) const {
    std::vector<CitedEvidence> list;
    auto const add = [&](std::uint32_t passage) {
        Coding::Passage const& each = coding().passages[passage];
        if (each.evidence != none) {
            list.push_back({each.evidence, each.document});
        }
    };
    if (event.list == EventList::item) {
        for (std::uint32_t const at : {state_event(event).before, state_event(event).after}) {
            for (std::uint32_t i = at == none ? 0 : evolution().presences[at].first_passage;
                 at != none && i < evolution().presences[at].last_passage; ++i) {
                add(evolution().item_passages[i]);
            }
        }
    } else {
        auto const [sources, targets] = sides(event);
        for (auto const* side : {&sources, &targets}) {
            for (StateId const each : *side) {
                State const& state = evolution().states[each];
                for (std::uint32_t i = state.first_passage; i < state.last_passage; ++i) {
                    add(i);
                }
            }
        }
    }
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
    if (basis(event) == "asserted") {
        std::vector<CitedEvidence> said;
        for (Vertex const each : graph().objects(coding().developments[arc(event).development].vertex, "evidence")) {
            said.push_back({each, none});
        }
        list.insert(list.begin(), said.begin(), said.end());
    }
    return list;
}

std::string Events::reservation(Facet through, std::uint32_t position) const {
    Coding::Edition const& edition = coding().editions[evolution().observed_for(through)[position]];
    auto const which = static_cast<std::size_t>(through);
    if (edition.level[which] == evolution::Level::complete || edition.read_in_part[which] == 0) {
        return {};
    }
    return fmt::format("{} of {} read only in part", edition.read_in_part[which],
                       count_of(edition.read[which], "source"));
}

std::string Events::words_of_presence(EventRef event) const {
    StateEvent const& of = state_event(event);
    std::string_view const at = model::short_name(graph(), coding().editions[edition(event)].vertex);
    std::string_view const subject =
        graph().label(event.list == EventList::item ? coding().items[of.subject].vertex : coding().themes[of.subject]);
    switch (of.kind) {
        case EventKind::founding:
            return fmt::format("{}: among the first at {}", subject, at);
        case EventKind::present_at_start:
            return fmt::format("{}: there at {}, the first observed edition", subject, at);
        case EventKind::introduced:
            return fmt::format("{}: introduced at {}{}", subject, at, of.derived ? ", derived" : "");
        case EventKind::continued:
            return fmt::format("{}: continued at {}", subject, at);
        case EventKind::resumed:
            return fmt::format("{}: resumed at {} after {}", subject, at, count_of(of.gap, "edition"));
        case EventKind::dropped: {
            std::string const reserved = reservation(facet(event), of.position);
            return fmt::format("{}: not seen at {}{}{}", subject, at,
                               reserved.empty() ? reserved : fmt::format(" ({})", reserved),
                               of.open && of.absent_for > 1 ? ", nor since" : "");
        }
        default:
            break;
    }
    assert(false && "of one theme or item");
    return {};
}

std::string Events::in_words(EventRef event) const {
    if (event.list == EventList::theme || event.list == EventList::item) {
        return words_of_presence(event);
    }
    if (event.list == EventList::arc) {
        return words_of_arc(state_in_words(analysis_, arc(event).from), arc(event).kind,
                            state_in_words(analysis_, arc(event).to));
    }
    auto const names = [&](std::vector<StateId> const& states) {
        std::vector<std::string> themes;
        themes.reserve(states.size());
        for (StateId const each : states) {
            themes.emplace_back(graph().label(analysis_.theme(each)));
        }
        return model::list_in_words(themes);
    };
    LineageEvent const& of = lineage_event(event);
    return fmt::format("{} at {}", answers::in_words(of.kind, names(of.sources), names(of.targets)),
                       model::short_name(graph(), coding().editions[edition(event)].vertex));
}

void Events::add_presence(EventRef event, std::vector<Field>& fields) const {
    StateEvent const& of = state_event(event);
    if (of.role && of.scope) {
        fields.push_back({EventField::role_change, name_of(*of.role)});
        fields.push_back({EventField::scope_change, name_of(*of.scope)});
        add_overlap(of.overlap, fields);
    }
    if (of.kind == EventKind::resumed) {
        add_number(EventField::gap_editions, of.gap, fields);
        if (of.gap_years) {
            fields.push_back({EventField::gap_years, std::int64_t{*of.gap_years}});
        }
    }
    if (of.kind == EventKind::dropped) {
        fields.push_back({EventField::is_open, of.open});
        add_number(EventField::absent_for, of.absent_for, fields);
    }
    if (event.list == EventList::theme && of.kind == EventKind::dropped) {
        fields.push_back({EventField::has_heir, of.heir});
    }
    if (event.list == EventList::theme && of.kind == EventKind::introduced) {
        fields.push_back({EventField::is_derived, of.derived});
    }
}

void Events::add_sides(EventRef event, std::vector<Field>& fields) const {
    auto const [sources, targets] = sides(event);
    std::vector<Reference> themes;
    for (auto const* side : {&sources, &targets}) {
        for (StateId const each : *side) {
            add_once(themes, record(analysis_.theme(each)));
        }
    }
    fields.push_back({EventField::concerns, std::move(themes)});
    if (!sources.empty()) {
        fields.push_back({EventField::source_state, states_of(sources)});
    }
    if (!targets.empty()) {
        fields.push_back({EventField::target_state, states_of(targets)});
    }
}

void Events::add_read(EventRef event, std::vector<Field>& fields) const {
    bool const of_subject = event.list == EventList::theme || event.list == EventList::item;
    std::optional<std::uint32_t> const before =
        of_subject ? compared_with(coding(), evolution(), state_event(event), event.list == EventList::item)
                   : source_edition(event);
    std::uint32_t const after = edition(event);
    FacetSet const facets =
        of_subject ? FacetSet::of(facet(event)) : compared_facets(coding(), evolution().parameters, *before, after);
    if (before) {
        add_number(EventField::read_before, coding().editions[*before].read_in(facets), fields);
    }
    add_number(EventField::read_after, coding().editions[after].read_in(facets), fields);
}

void Events::add_robustness(EventRef event, std::vector<Field>& fields) const {
    std::vector<UnitId> const& of = depends_on(event);
    auto const is_item = [](UnitId const& each) { return each.unit == Unit::item; };
    fields.push_back({EventField::survives_any_document, std::ranges::all_of(of, is_item)});
    // Without its item an event of an item is nothing, and an assertion is of themes.
    if (event.list != EventList::item && basis(event) != "asserted") {
        fields.push_back({EventField::survives_any_item, std::ranges::none_of(of, is_item)});
    }
    std::vector<Reference> list;
    for (UnitId const& each : of) {
        list.push_back(record(each.unit == Unit::document ? coding().documents[each.index]
                              : each.unit == Unit::source ? coding().sources[each.index]
                                                          : coding().items[each.index].vertex));
    }
    if (!list.empty()) {
        fields.push_back({EventField::depends_on, std::move(list)});
    }
}

std::vector<Field> Events::fields(EventRef event) const {
    std::vector<Field> fields;
    fields.reserve(24);
    if (event.list == EventList::item) {
        fields.push_back(
            {EventField::concerns, std::vector{record(coding().items[state_event(event).subject].vertex)}});
        fields.push_back({EventField::facet, evolution::facet_names[static_cast<std::size_t>(facet(event))]});
    } else {
        add_sides(event, fields);
    }
    if (event.list == EventList::theme || event.list == EventList::item) {
        add_presence(event, fields);
    } else if (event.list == EventList::arc) {
        add_overlap(arc(event).overlap, fields);
        if (basis(event) != "asserted") {
            add_number(EventField::item_population, arc(event).population, fields);
            fields.push_back({EventField::chance_probability,
                              evolution::chance_of_overlap(arc(event).population, arc(event).overlap)});
        }
    } else {
        LineageEvent const& of = lineage_event(event);
        if (of.sources.size() == 1 && of.targets.size() == 1) {
            add_overlap(overlap_of(coding(), evolution(), of.sources.front(), of.targets.front()), fields);
        }
        fields.push_back({EventField::share_of_old, of.share_of_old});
        fields.push_back({EventField::share_of_new, of.share_of_new});
        std::vector<Reference> items;
        for (std::uint32_t const item : of.shared) {
            items.push_back(record(coding().items[item].vertex));
        }
        fields.push_back({EventField::shared_item, std::move(items)});
    }
    if (event.list != EventList::item) {
        auto const [sources, targets] = sides(event);
        auto const is_small = [&](StateId each) { return evolution().scope_too_small(each); };
        fields.push_back({EventField::scope_too_small,
                          std::ranges::any_of(sources, is_small) || std::ranges::any_of(targets, is_small)});
        std::vector<Reference> documents;
        for (std::uint32_t const i : supporting_links(coding(), evolution(), sources, targets)) {
            add_once(documents, record(coding().documents[coding().document_links[i].earlier]));
            add_once(documents, record(coding().documents[coding().document_links[i].later]));
        }
        if (!documents.empty()) {
            fields.push_back({EventField::supported_by, std::move(documents)});
        }
    }
    add_read(event, fields);
    if (robustness_ != nullptr) {
        add_robustness(event, fields);
    }
    std::ranges::stable_sort(fields, {}, &Field::field);
    return fields;
}

}  // namespace stoa::answers
