// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/robustness.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

#include "stoa/evolution/lineage_rules.hpp"

namespace stoa::evolution {
namespace {

/// What makes an event the same with and without a unit. States are numbered anew, so themes and editions name it.
using Key = std::array<std::uint32_t, 5>;

Key key_of(StateEvent const& event) {
    return {static_cast<std::uint32_t>(event.kind), event.position, event.subject, 0, 0};
}
Key key_of(Evolution const& evolution, LineageEvent const& event) {
    auto const theme = [&](StateId state) { return evolution.states[state].theme; };
    Key key{static_cast<std::uint32_t>(event.kind), event.position, none, none, 0};
    if (leads_from_one(event.kind) || event.kind == EventKind::replaced) {
        key[2] = theme(event.sources.front());
    }
    if (!leads_from_one(event.kind)) {
        key[3] = theme(event.targets.front());
    }
    return key;
}
Key key_of(Evolution const& evolution, Arc const& arc) {
    State const& from = evolution.states[arc.from];
    State const& to = evolution.states[arc.to];
    // Whether a theme is continued or resumed is told by its events; each assertion is an arc of its own.
    auto const kind = arc.kind == ArcKind::resumes    ? static_cast<std::uint32_t>(ArcKind::continues)
                      : arc.kind == ArcKind::asserted ? static_cast<std::uint32_t>(arc.kind) + arc.development
                                                      : static_cast<std::uint32_t>(arc.kind);
    return {kind, to.position, from.position, from.theme, to.theme};
}

/// Equal but for the numbers of states.
bool same(StateEvent a, StateEvent b) {
    a.before = b.before = a.after = b.after = none;
    return a == b;
}
bool same(Evolution const& before, LineageEvent const& a, Evolution const& after, LineageEvent const& b) {
    auto const themes = [](Evolution const& evolution, std::vector<StateId> const& states) {
        std::vector<std::uint32_t> found;
        for (StateId const each : states) {
            found.push_back(evolution.states[each].theme);
        }
        return found;
    };
    return a.share_of_old == b.share_of_old && a.share_of_new == b.share_of_new && a.shared == b.shared &&
           themes(before, a.sources) == themes(after, b.sources) &&
           themes(before, a.targets) == themes(after, b.targets);
}

/// Entries by a number, such as the states that have an item: `of(i)` are those of i, in the order of adding.
template <class Entry>
class Lists {
public:
    /// `visit(add)` calls `add(index, entry)` for all entries, twice, in the same order.
    template <class Visit>
    Lists(std::size_t count, Visit visit) : start_(count + 1, 0) {
        visit([&](std::uint32_t index, Entry) { ++start_[index + 1]; });
        std::partial_sum(start_.begin(), start_.end(), start_.begin());
        entries_.resize(start_.back());
        std::vector<std::uint32_t> next = start_;
        visit([&](std::uint32_t index, Entry entry) { entries_[next[index]++] = entry; });
    }
    [[nodiscard]] std::span<Entry const> of(std::uint32_t index) const {
        return {entries_.data() + start_[index], entries_.data() + start_[index + 1]};
    }

private:
    std::vector<std::uint32_t> start_;
    std::vector<Entry> entries_;
};

/// The states of one position by item, as they are in the view.
class StatesInView {
public:
    StatesInView(Lists<StateId> const& states_with, Evolution const& evolution, StateView const& view,
                 std::uint32_t position)
        : states_with_{states_with},
          view_{view},
          first_{evolution.state_start[position]},
          last_{evolution.state_start[position + 1]} {}
    [[nodiscard]] std::size_t count(std::uint32_t item) const { return range(item).size(); }
    template <class Visit>
    void for_each(std::uint32_t item, Visit visit) const {
        for (StateId const each : range(item)) {
            if (is_there(each, item)) {
                visit(each);
            }
        }
    }
    [[nodiscard]] StateId only(std::uint32_t item) const {
        StateId found = none;
        for (StateId const each : range(item)) {
            if (is_there(each, item)) {
                if (found != none) {
                    return none;
                }
                found = each;
            }
        }
        return found;
    }

private:
    [[nodiscard]] bool is_there(StateId state, std::uint32_t item) const {
        return !view_.is_changed(state) || (!view_.is_gone(state) && view_.has_item(state, item));
    }
    [[nodiscard]] std::span<StateId const> range(std::uint32_t item) const {
        std::span<StateId const> const all = states_with_.of(item);
        auto const begin = std::ranges::lower_bound(all, first_);
        return {begin, std::lower_bound(begin, all.end(), last_)};
    }
    Lists<StateId> const& states_with_;
    StateView const& view_;
    StateId first_;
    StateId last_;
};

/// Takes each unit away in turn and looks at what stands near it. A unit changes the states whose passages it has; an
/// event can fall only with a state, a presence or a neighbour of one that changed.
class LeavingOut {
public:
    LeavingOut(Coding const& coding, Evolution const& evolution)
        : coding_{coding},
          evolution_{evolution},
          view_{evolution},
          rules_{coding, evolution, view_},
          states_with_{coding.items.size(),
                       [&](auto add) {
                           for (StateId id = 0; id < evolution.states.size(); ++id) {
                               for (std::uint32_t const item : evolution.scope(id)) {
                                   add(item, id);
                               }
                           }
                       }},
          arcs_of_{evolution.states.size(),
                   [&](auto add) {
                       for (std::uint32_t i = 0; i < evolution.arcs.size(); ++i) {
                           add(evolution.arcs[i].from, i);
                           add(evolution.arcs[i].to, i);
                       }
                   }},
          watched_{watch()},
          events_near_{evolution.states.size(),
                       [&](auto add) {
                           for (auto const& [state, event] : watched_) {
                               add(state, event);
                           }
                       }},
          state_of_(coding.passages.size(), none),
          presence_of_(coding.passages.size(), none),
          theme_event_of_(evolution.states.size(), none),
          theme_drop_of_(evolution.states.size(), none),
          item_event_of_(evolution.presences.size(), none),
          item_drop_of_(evolution.presences.size(), none),
          seen_by_event_(evolution.lineage_events.size(), none),
          seen_by_arc_(evolution.arcs.size(), none),
          source_seen_(coding.sources.size(), none) {
        for (StateId id = 0; id < evolution.states.size(); ++id) {
            State const& state = evolution.states[id];
            std::fill(state_of_.begin() + state.first_passage, state_of_.begin() + state.last_passage, id);
        }
        for (std::uint32_t id = 0; id < evolution.presences.size(); ++id) {
            Presence const& presence = evolution.presences[id];
            for (std::uint32_t i = presence.first_passage; i < presence.last_passage; ++i) {
                presence_of_[evolution.item_passages[i]] = id;
            }
        }
        auto const remember = [](std::vector<StateEvent> const& events, std::vector<std::uint32_t>& appears,
                                 std::vector<std::uint32_t>& drops) {
            for (std::uint32_t i = 0; i < events.size(); ++i) {
                (events[i].after == none ? drops[events[i].before] : appears[events[i].after]) = i;
            }
        };
        remember(evolution.theme_events, theme_event_of_, theme_drop_of_);
        remember(evolution.item_events, item_event_of_, item_drop_of_);
        result_.theme_events.resize(evolution.theme_events.size());
        result_.item_events.resize(evolution.item_events.size());
        result_.lineage_events.resize(evolution.lineage_events.size());
        result_.arcs.resize(evolution.arcs.size());
    }

    Robustness run() {
        leave_out_each(Unit::document, coding_.documents.size(),
                       [](Coding::Passage const& each) { return each.document; });
        leave_out_each(Unit::source, coding_.sources.size(),
                       [&](Coding::Passage const& each) { return coding_.counted_source(each.source); });
        leave_out_each(Unit::item, coding_.items.size(), [](Coding::Passage const& each) { return each.item; });
        add_sources_of_assertions();
        return std::move(result_);
    }

private:
    /// An asserted arc falls with the one source that states it too.
    void add_sources_of_assertions() {
        for (std::size_t i = 0; i < evolution_.arcs.size(); ++i) {
            Arc const& arc = evolution_.arcs[i];
            if (arc.kind != ArcKind::asserted) {
                continue;
            }
            std::vector<std::uint32_t> const& stated = coding_.developments[arc.development].sources;
            auto const counted = [&](std::uint32_t each) { return coding_.counted_source(each); };
            if (stated.empty() || std::ranges::any_of(stated, [&](std::uint32_t each) {
                    return counted(each) != counted(stated.front());
                })) {
                continue;
            }
            UnitId const source{Unit::source, counted(stated.front())};
            std::vector<UnitId>& units = result_.arcs[i];
            auto const place = std::ranges::lower_bound(units, source);
            if (place == units.end() || *place != source) {
                units.insert(place, source);
            }
        }
    }

    /// For each lineage event the states whose change can end it. States only lose items, so that of those that take no
    /// part in it these are left: who shares m_min items with the theme in the middle, because a smaller theme can come
    /// to be taken up and then hide others; who shares enough with one side of a replacement to be its rival; and of a
    /// theme in parts, which falls where it is replaced, those that could decide that.
    std::vector<std::pair<StateId, std::uint32_t>> watch() {
        std::vector<std::pair<StateId, std::uint32_t>> pairs;
        std::vector<StateId> near;
        for (std::uint32_t i = 0; i < evolution_.lineage_events.size(); ++i) {
            LineageEvent const& event = evolution_.lineage_events[i];
            rules_.compare(event.position - 1, event.position);
            near = event.sources;
            near.insert(near.end(), event.targets.begin(), event.targets.end());
            if (event.kind == EventKind::replaced) {
                add_rivals(event.sources.front(), event.targets.front(), near);
            } else {
                bool const from_one = leads_from_one(event.kind);
                StateId const hub = from_one ? event.sources.front() : event.targets.front();
                add_partners(hub, evolution_.parameters.min_shared, near);
                if (event.kind == EventKind::dispersed || event.kind == EventKind::assembled) {
                    for (Partner const& each : partners(hub, others_of(hub))) {
                        add_rivals(from_one ? hub : each.state, from_one ? each.state : hub, near);
                    }
                }
            }
            std::ranges::sort(near);
            near.erase(std::unique(near.begin(), near.end()), near.end());
            for (StateId const each : near) {
                pairs.emplace_back(each, i);
            }
        }
        return pairs;
    }

    /// What may decide whether `heir` replaces `old`, as it would by what the two share.
    void add_rivals(StateId old, StateId heir, std::vector<StateId>& near) {
        std::uint32_t shared = 0;
        rules_.for_each_item(old, [&](std::uint32_t item) { shared += view_.has_item(heir, item) ? 1U : 0U; });
        Ratio const threshold = evolution_.parameters.min_overlap;
        if (Ratio{shared, rules_.size(old)} <= threshold || Ratio{shared, rules_.size(heir)} <= threshold) {
            return;
        }
        std::uint32_t const minimum = evolution_.parameters.min_shared;
        add_partners(old, std::min(minimum, rules_.least_of_a_rival(old, heir, shared)), near);
        add_partners(heir, std::min(minimum, rules_.least_of_a_rival(heir, old, shared)), near);
        for (StateId const each : {evolution_.states[old].next, evolution_.states[heir].previous}) {
            if (each != none) {
                near.push_back(each);  // of the same theme: where it is gone, the other is new, or gone
            }
        }
    }

    void add_partners(StateId state, std::uint32_t least, std::vector<StateId>& near) {
        rules_.for_each_partner(state, least, others_of(state),
                                [&](Partner const& each) { near.push_back(each.state); });
    }

    /// The states of the other position of the two that are compared.
    [[nodiscard]] StatesInView others_of(StateId state) const {
        return {states_with_, evolution_, view_, rules_.other_position(state)};
    }

    /// `unit_of` says which of the units a passage belongs to, or `none`.
    template <class UnitOf>
    void leave_out_each(Unit unit, std::size_t count, UnitOf unit_of) {
        Lists<std::uint32_t> const passages{count, [&](auto add) {
                                                for (std::uint32_t i = 0; i < coding_.passages.size(); ++i) {
                                                    if (std::uint32_t const of = unit_of(coding_.passages[i]);
                                                        of != none) {
                                                        add(of, i);
                                                    }
                                                }
                                            }};
        for (std::uint32_t i = 0; i < count; ++i) {
            if (!passages.of(i).empty()) {
                leave_out({unit, i}, passages.of(i));
            }
        }
    }

    [[nodiscard]] bool is_of(UnitId unit, Coding::Passage const& passage) const {
        switch (unit.unit) {
            case Unit::document:
                return passage.document == unit.index;
            case Unit::source:
                return coding_.counted_source(passage.source) == unit.index;
            case Unit::item:
                return passage.item == unit.index;
        }
        return false;
    }

    void leave_out(UnitId unit, std::span<std::uint32_t const> touched) {
        ++round_;
        changed_.clear();
        gone_.clear();
        for (std::uint32_t const passage : touched) {
            StateId const state = state_of_[passage];
            if (state != none && (changed_.empty() || changed_.back() != state)) {  // the passages of a state together
                changed_.push_back(state);
                change(unit, state);
            }
        }
        std::ranges::sort(gone_, {}, [&](StateId each) { return std::pair{evolution_.states[each].theme, each}; });
        note_chain(
            unit, gone_, theme_event_of_, theme_drop_of_, evolution_.theme_events, result_.theme_events,
            [&](StateId each) { return evolution_.states[each].next; },
            [&](StateId each) { return evolution_.states[each].previous; });
        if (unit.unit != Unit::item) {
            note_items(unit, touched);
        }
        for (StateId const state : changed_) {
            for (std::uint32_t const event : events_near_.of(state)) {
                if (std::exchange(seen_by_event_[event], round_) != round_ &&
                    !stands(evolution_.lineage_events[event])) {
                    result_.lineage_events[event].push_back(unit);
                }
            }
            for (std::uint32_t const arc : arcs_of_.of(state)) {
                if (std::exchange(seen_by_arc_[arc], round_) != round_ && !stands(evolution_.arcs[arc])) {
                    result_.arcs[arc].push_back(unit);
                }
            }
        }
        view_.restore();
    }

    /// The state without the passages of the unit. Of an item only as many passages are read as show that enough
    /// sources are left: an item is in states all over the series, whose passages are far apart in memory.
    void change(UnitId unit, StateId id) {
        State const& state = evolution_.states[id];
        bool const is_item = unit.unit == Unit::item;
        scope_.clear();
        if (is_item) {
            std::ranges::copy_if(evolution_.scope(id), std::back_inserter(scope_),
                                 [&](std::uint32_t item) { return item != unit.index; });
        }
        ++mark_;
        std::uint32_t sources = 0;
        for (std::uint32_t i = state.first_passage; i < state.last_passage; ++i) {
            Coding::Passage const& each = coding_.passages[i];
            if (each.source == none || is_of(unit, each)) {
                continue;
            }
            std::uint32_t& seen = source_seen_[coding_.counted_source(each.source)];
            sources += std::exchange(seen, mark_) == mark_ ? 0U : 1U;
            if (is_item && sources >= evolution_.parameters.min_sources) {
                break;
            }
            if (!is_item && each.item != none &&
                evolution_.parameters.facets.contains(coding_.items[each.item].facet) &&
                (scope_.empty() || scope_.back() != each.item)) {
                scope_.push_back(each.item);
            }
        }
        bool const is_gone = sources < evolution_.parameters.min_sources;
        if (is_gone) {
            scope_.clear();
            gone_.push_back(id);
        }
        view_.change(id, is_gone, scope_);
    }

    void note_items(UnitId unit, std::span<std::uint32_t const> touched) {
        presences_.clear();
        for (std::uint32_t const passage : touched) {
            if (presence_of_[passage] != none) {
                presences_.push_back(presence_of_[passage]);
            }
        }
        std::ranges::sort(presences_);
        presences_.erase(std::unique(presences_.begin(), presences_.end()), presences_.end());
        std::erase_if(presences_, [&](std::uint32_t id) {
            Presence const& presence = evolution_.presences[id];
            ++mark_;
            std::uint32_t sources = 0;
            for (std::uint32_t i = presence.first_passage; i < presence.last_passage; ++i) {
                Coding::Passage const& each = coding_.passages[evolution_.item_passages[i]];
                if (!is_of(unit, each)) {
                    std::uint32_t& seen = source_seen_[coding_.counted_source(each.source)];
                    sources += std::exchange(seen, mark_) == mark_ ? 0U : 1U;
                }
            }
            return sources >= evolution_.parameters.min_sources;
        });
        auto const neighbour = [&](std::uint32_t id, std::uint32_t other) {
            return other < evolution_.presences.size() &&
                           evolution_.presences[other].item == evolution_.presences[id].item
                       ? other
                       : none;
        };
        note_chain(
            unit, presences_, item_event_of_, item_drop_of_, evolution_.item_events, result_.item_events,
            [&](std::uint32_t id) { return neighbour(id, id + 1); },
            [&](std::uint32_t id) { return neighbour(id, id - 1); });  // of 0 it is none, and too large
    }

    /// Of the states (or presences) that are gone, those of one subject together and in order: their own events fall,
    /// and what comes after them is another event: a continuation is one no longer, and without any presence before it
    /// is an introduction.
    template <class Next, class Previous>
    void note_chain(UnitId unit, std::vector<std::uint32_t> const& gone, std::vector<std::uint32_t> const& appears,
                    std::vector<std::uint32_t> const& drops, std::vector<StateEvent> const& events,
                    std::vector<std::vector<UnitId>>& fallen, Next next, Previous previous) {
        for (std::size_t i = 0; i < gone.size(); ++i) {
            std::uint32_t const id = gone[i];
            fallen[appears[id]].push_back(unit);
            if (drops[id] != none) {
                fallen[drops[id]].push_back(unit);
            }
            std::uint32_t const after = next(id);
            if (after == none || (i + 1 < gone.size() && gone[i + 1] == after)) {
                continue;
            }
            std::size_t first = i;
            while (first > 0 && previous(gone[first]) == gone[first - 1]) {
                --first;
            }
            bool const has_before = previous(gone[first]) != none;
            if (!has_before || events[appears[after]].kind == EventKind::continued) {
                fallen[appears[after]].push_back(unit);
            }
        }
    }

    [[nodiscard]] bool stands(Arc const& arc) {
        if (view_.is_gone(arc.from) || view_.is_gone(arc.to)) {
            return false;
        }
        if (arc.kind != ArcKind::morphs) {
            return true;  // an asserted arc and one within a theme need no items
        }
        rules_.compare(evolution_.states[arc.from].position, evolution_.states[arc.to].position);
        std::uint32_t kept = 0;
        rules_.for_each_item(arc.from, [&](std::uint32_t item) { kept += view_.has_item(arc.to, item) ? 1U : 0U; });
        return is_linked({kept, rules_.size(arc.to) - kept, rules_.size(arc.from) - kept}, evolution_.parameters);
    }

    [[nodiscard]] bool stands(LineageEvent const& event) {
        rules_.compare(event.position - 1, event.position);
        StatesInView const earlier{states_with_, evolution_, view_, event.position - 1};
        StatesInView const later{states_with_, evolution_, view_, event.position};
        StateId const old = event.sources.front();
        StateId const heir = event.targets.front();
        switch (event.kind) {
            case EventKind::merged:
                return !view_.is_gone(heir) && joint(heir, earlier).has_value();
            case EventKind::split:
            case EventKind::branched: {
                std::optional<LineageEvent> const found = view_.is_gone(old) ? std::nullopt : joint(old, later);
                return found && found->kind == event.kind;
            }
            case EventKind::replaced:
                return !view_.is_gone(old) && !view_.is_gone(heir) && is_replaced(old, heir, earlier, later);
            case EventKind::dispersed:
                return !view_.is_gone(old) && rules_.in_parts(old, later) && !joint(old, later) &&
                       std::ranges::none_of(partners(old, later), [&](Partner const& each) {
                           return is_replaced(old, each.state, earlier, later);
                       });
            case EventKind::assembled:
                return !view_.is_gone(heir) && rules_.in_parts(heir, earlier) && !joint(heir, earlier) &&
                       std::ranges::none_of(partners(heir, earlier), [&](Partner const& each) {
                           return is_replaced(each.state, heir, earlier, later);
                       });
            default:
                return true;
        }
    }

    /// Those that share m_min items.
    [[nodiscard]] std::vector<Partner> partners(StateId state, StatesInView const& others) {
        std::vector<Partner> found;
        rules_.for_each_partner(state, evolution_.parameters.min_shared, others,
                                [&](Partner const& each) { found.push_back(each); });
        return found;
    }
    [[nodiscard]] std::optional<LineageEvent> joint(StateId hub, StatesInView const& others) {
        return rules_.joint(hub, partners(hub, others));
    }
    [[nodiscard]] bool is_replaced(StateId old, StateId heir, StatesInView const& earlier, StatesInView const& later) {
        if (!rules_.replacement(old, heir, earlier, later)) {
            return false;
        }
        std::optional<LineageEvent> const merged = joint(heir, earlier);
        if (merged && std::ranges::binary_search(merged->sources, old)) {
            return false;
        }
        std::optional<LineageEvent> const split = joint(old, later);
        return !split || !std::ranges::binary_search(split->targets, heir);
    }

    Coding const& coding_;
    Evolution const& evolution_;
    StateView view_;
    LineageRules rules_;
    Lists<StateId> states_with_;                              ///< by item
    Lists<std::uint32_t> arcs_of_;                            ///< by state
    std::vector<std::pair<StateId, std::uint32_t>> watched_;  ///< states, and lineage events that may fall with them
    Lists<std::uint32_t> events_near_;                        ///< by state
    std::vector<StateId> state_of_;                           ///< by passage
    std::vector<std::uint32_t> presence_of_;                  ///< by passage
    std::vector<std::uint32_t> theme_event_of_;               ///< by state: what happened to its theme there
    std::vector<std::uint32_t> theme_drop_of_;                ///< by state: that it was dropped next
    std::vector<std::uint32_t> item_event_of_;                ///< by presence, likewise
    std::vector<std::uint32_t> item_drop_of_;
    std::vector<std::uint32_t> seen_by_event_;  ///< the round that looked at it last
    std::vector<std::uint32_t> seen_by_arc_;
    std::vector<std::uint32_t> source_seen_;
    std::uint32_t round_ = 0;
    std::uint32_t mark_ = 0;
    Robustness result_;

    // of the unit at hand
    std::vector<StateId> changed_;
    std::vector<StateId> gone_;
    std::vector<std::uint32_t> presences_;
    std::vector<std::uint32_t> scope_;
};

/// Matches two lists by the keys of their events and notes what differs.
template <class Event, class KeyBefore, class KeyAfter, class Same>
void compare_lists(EventList list, std::vector<Event> const& before, std::vector<Event> const& after,
                   KeyBefore key_before, KeyAfter key_after, Same is_same, std::vector<Change>& changes) {
    std::map<Key, std::size_t> found;
    for (std::size_t i = 0; i < after.size(); ++i) {
        found.emplace(key_after(after[i]), i);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        auto const match = found.find(key_before(before[i]));
        if (match == found.end()) {
            changes.push_back({Fate::fallen, list, i, 0});
            continue;
        }
        if (!is_same(before[i], after[match->second])) {
            changes.push_back({Fate::changed, list, i, match->second});
        }
        found.erase(match);
    }
    std::vector<std::size_t> appeared;
    appeared.reserve(found.size());
    for (auto const& [key, i] : found) {
        appeared.push_back(i);
    }
    std::ranges::sort(appeared);
    for (std::size_t const i : appeared) {
        changes.push_back({Fate::appeared, list, 0, i});
    }
}

}  // namespace

std::string_view name_of(Fate fate) {
    constexpr std::array<std::string_view, 3> names{"fallen", "new", "changed"};
    return names[static_cast<std::size_t>(fate)];
}

Robustness leave_one_out(Coding const& coding, Evolution const& evolution) {
    return LeavingOut{coding, evolution}.run();
}

std::vector<Change> compare(Evolution const& before, Evolution const& after) {
    std::vector<Change> changes;
    auto const event_key = [](StateEvent const& each) { return key_of(each); };
    auto const same_event = [](StateEvent const& a, StateEvent const& b) { return same(a, b); };
    compare_lists(EventList::theme, before.theme_events, after.theme_events, event_key, event_key, same_event, changes);
    compare_lists(EventList::item, before.item_events, after.item_events, event_key, event_key, same_event, changes);
    compare_lists(
        EventList::lineage, before.lineage_events, after.lineage_events,
        [&](LineageEvent const& each) { return key_of(before, each); },
        [&](LineageEvent const& each) { return key_of(after, each); },
        [&](LineageEvent const& a, LineageEvent const& b) { return same(before, a, after, b); }, changes);
    compare_lists(
        EventList::arc, before.arcs, after.arcs, [&](Arc const& each) { return key_of(before, each); },
        [&](Arc const& each) { return key_of(after, each); },
        [](Arc const& a, Arc const& b) {
            return a.overlap == b.overlap && a.kind == b.kind && a.population == b.population;
        },
        changes);
    return changes;
}

}  // namespace stoa::evolution
