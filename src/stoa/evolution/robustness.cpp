// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/robustness.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>

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
    return a.share_of_old == b.share_of_old && a.share_of_new == b.share_of_new && a.shared == b.shared && themes(before, a.sources) == themes(after, b.sources) &&
           themes(before, a.targets) == themes(after, b.targets);
}

struct Index {
    std::vector<std::uint32_t> start;
    std::vector<std::uint32_t> passages;

    /// Passages by what `of` says of each, those with `none` left out.
    template <class Of>
    Index(std::vector<Coding::Passage> const& list, std::size_t count, Of of) : start(count + 1, 0) {
        for (Coding::Passage const& each : list) {
            if (std::uint32_t const key = of(each); key != none) {
                ++start[key + 1];
            }
        }
        std::partial_sum(start.begin(), start.end(), start.begin());
        passages.resize(start.back());
        std::vector<std::uint32_t> next = start;
        for (std::uint32_t i = 0; i < list.size(); ++i) {
            if (std::uint32_t const key = of(list[i]); key != none) {
                passages[next[key]++] = i;
            }
        }
    }
    [[nodiscard]] std::span<std::uint32_t const> of(std::uint32_t key) const {
        return {passages.data() + start[key], passages.data() + start[key + 1]};
    }
};

class LeavingOut {
public:
    LeavingOut(Coding const& coding, Evolution const& evolution, std::size_t most_passages)
        : coding_{coding},
          evolution_{evolution},
          left_{most_passages},
          by_theme_{coding.passages, coding.themes.size(), [](Coding::Passage const& each) { return each.theme; }},
          by_item_{coding.passages, coding.items.size(), [](Coding::Passage const& each) { return each.item; }},
          rest_{coding},
          is_taken_(coding.passages.size(), false) {
        rest_.passages.clear();
        result_.theme_events.resize(evolution.theme_events.size());
        result_.item_events.resize(evolution.item_events.size());
        result_.lineage_events.resize(evolution.lineage_events.size());
        result_.arcs.resize(evolution.arcs.size());
        auto const add = [](auto& index, auto const& list, auto key) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                index[key(list[i])].push_back(i);
            }
        };
        add(events_of_theme_, evolution.theme_events, [](StateEvent const& each) { return each.subject; });
        add(events_of_item_, evolution.item_events, [](StateEvent const& each) { return each.subject; });
        add(lineage_at_, evolution.lineage_events, [](LineageEvent const& each) { return each.position; });
        add(arcs_at_, evolution.arcs, [&](Arc const& each) { return evolution.states[each.to].position; });
    }

    Robustness run() {
        std::size_t const documents = coding_.documents.size();
        std::size_t const sources = coding_.sources.size();
        Index const by_document{coding_.passages, documents, [](Coding::Passage const& each) { return each.document; }};
        Index const by_source{coding_.passages, sources,
                              [&](Coding::Passage const& each) { return coding_.counted_source(each.source); }};
        // Better to refuse at once than after all the time that it may take.
        std::size_t least = 0;
        for (Index const* index : std::initializer_list<Index const*>{&by_document, &by_source, &by_item_}) {
            for (std::uint32_t i = 0; i + 1 < index->start.size(); ++i) {
                least += index->of(i).empty() ? 0 : passages_around(index->of(i)).size() + overhead();
            }
        }
        if (least > left_) {
            refuse();
        }
        for (std::uint32_t i = 0; i < documents && result_.refusal.empty(); ++i) {
            leave_out({Unit::document, i}, by_document.of(i));
        }
        for (std::uint32_t i = 0; i < sources && result_.refusal.empty(); ++i) {
            leave_out({Unit::source, i}, by_source.of(i));
        }
        for (std::uint32_t i = 0; i < coding_.items.size() && result_.refusal.empty(); ++i) {
            leave_out({Unit::item, i}, by_item_.of(i));
        }
        add_sources_of_assertions();
        if (!result_.refusal.empty()) {
            std::string refusal = std::move(result_.refusal);
            result_ = {};
            result_.refusal = std::move(refusal);
        }
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

    /// What computing costs beside the passages.
    [[nodiscard]] std::size_t overhead() const {
        return coding_.editions.size() + coding_.themes.size() + coding_.items.size();
    }

    void refuse() { result_.refusal = "not computed: so many documents, sources and items would take too long"; }

    /// Positions of the observed editions from the first to the last of these passages; first = last where there is
    /// none.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> positions_of(std::span<std::uint32_t const> touched) const {
        // They come in the order of the passages, and so in that of the editions.
        return positions_between(coding_.passages[touched.front()].edition, coding_.passages[touched.back()].edition);
    }

    /// The passages that arcs and lineage events may depend on when these are taken away: such a one ends at most D
    /// editions after them, and begins at most D before them.
    [[nodiscard]] std::span<Coding::Passage const> passages_around(std::span<std::uint32_t const> touched) const {
        auto const [first, last] = positions_of(touched);
        if (first == last) {
            return {};
        }
        auto const observed = evolution_.observed_for(Facet::issues);
        std::uint32_t const reach = evolution_.parameters.look_back;
        std::uint32_t const from = observed[first - std::min(first, reach)];
        std::uint32_t const to = observed[std::min(last + reach, static_cast<std::uint32_t>(observed.size())) - 1];
        auto const begin = std::ranges::lower_bound(coding_.passages, from, {}, &Coding::Passage::edition);
        auto const end = std::ranges::upper_bound(coding_.passages, to, {}, &Coding::Passage::edition);
        return {begin, end};
    }

    void leave_out(UnitId unit, std::span<std::uint32_t const> touched) {
        if (touched.empty()) {
            return;
        }
        std::vector<std::uint32_t> themes;
        std::vector<std::uint32_t> items;
        for (std::uint32_t const i : touched) {
            Coding::Passage const& each = coding_.passages[i];
            themes.push_back(each.theme);
            if (each.item != none) {
                items.push_back(each.item);
            }
        }
        auto const each_once = [](std::vector<std::uint32_t>& list) {
            std::ranges::sort(list);
            list.erase(std::unique(list.begin(), list.end()), list.end());
        };
        each_once(themes);
        each_once(items);
        select(touched, themes, items);
        if (!result_.refusal.empty()) {
            return;
        }
        Evolution const without = compute(rest_, evolution_.parameters);
        auto const [first_position, last_position] = positions_of(touched);
        note_fallen(unit, without, themes, items, first_position, last_position);
    }

    /// Positions of the observed editions between two editions; first = last where there is none.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> positions_between(std::uint32_t first,
                                                                            std::uint32_t last) const {
        auto const observed = evolution_.observed_for(Facet::issues);
        auto const from = std::ranges::lower_bound(observed, first) - observed.begin();
        auto const to = std::ranges::upper_bound(observed, last) - observed.begin();
        return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
    }

    /// Fills `rest_` with what the events around the touched passages depend on, without these.
    void select(std::span<std::uint32_t const> touched, std::vector<std::uint32_t> const& themes,
                std::vector<std::uint32_t> const& items) {
        std::vector<std::uint32_t> chosen;
        auto const take = [&](std::uint32_t i) {
            if (!is_taken_[i]) {
                is_taken_[i] = true;
                chosen.push_back(i);
            }
        };
        for (Coding::Passage const& each : passages_around(touched)) {
            take(static_cast<std::uint32_t>(&each - coding_.passages.data()));
        }
        for (std::uint32_t const theme : themes) {
            std::ranges::for_each(by_theme_.of(theme), take);
        }
        for (std::uint32_t const item : items) {
            std::ranges::for_each(by_item_.of(item), take);
        }
        for (std::uint32_t const i : touched) {
            is_taken_[i] = false;
        }
        std::erase_if(chosen, [&](std::uint32_t i) { return !is_taken_[i]; });
        std::ranges::sort(chosen);
        std::size_t const cost = chosen.size() + overhead();
        rest_.passages.clear();
        for (std::uint32_t const i : chosen) {
            is_taken_[i] = false;
            rest_.passages.push_back(coding_.passages[i]);
        }
        if (cost > left_) {
            refuse();
            return;
        }
        left_ -= cost;
    }

    void note_fallen(UnitId unit, Evolution const& without, std::vector<std::uint32_t> const& themes,
                     std::vector<std::uint32_t> const& items, std::uint32_t first_position,
                     std::uint32_t last_position) {
        std::vector<Key> there;
        auto const settle = [&] { std::ranges::sort(there); };
        auto const check = [&](std::vector<std::vector<UnitId>>& lists, std::size_t i, Key const& key) {
            if (!std::ranges::binary_search(there, key)) {
                lists[i].push_back(unit);
            }
        };
        for (StateEvent const& each : without.theme_events) {
            there.push_back(key_of(each));
        }
        settle();
        for (std::uint32_t const theme : themes) {
            for (std::size_t const i : events_of_theme_[theme]) {
                check(result_.theme_events, i, key_of(evolution_.theme_events[i]));
            }
        }
        if (unit.unit != Unit::item) {
            there.clear();
            for (StateEvent const& each : without.item_events) {
                there.push_back(key_of(each));
            }
            settle();
            for (std::uint32_t const item : items) {
                for (std::size_t const i : events_of_item_[item]) {
                    check(result_.item_events, i, key_of(evolution_.item_events[i]));
                }
            }
        }
        if (first_position == last_position) {
            return;  // no state rests on it
        }
        there.clear();
        for (LineageEvent const& each : without.lineage_events) {
            there.push_back(key_of(without, each));
        }
        settle();
        std::uint32_t const last = last_position + evolution_.parameters.look_back;
        for (auto at = lineage_at_.lower_bound(first_position); at != lineage_at_.end() && at->first < last; ++at) {
            for (std::size_t const i : at->second) {
                check(result_.lineage_events, i, key_of(evolution_, evolution_.lineage_events[i]));
            }
        }
        there.clear();
        for (Arc const& each : without.arcs) {
            there.push_back(key_of(without, each));
        }
        settle();
        for (auto at = arcs_at_.lower_bound(first_position); at != arcs_at_.end(); ++at) {
            for (std::size_t const i : at->second) {
                Arc const& arc = evolution_.arcs[i];
                // Arcs within a theme and asserted ones may be long: they can only fall with a state.
                if (arc.kind == ArcKind::asserted) {
                    if (is_gone(without, arc.from, themes) || is_gone(without, arc.to, themes)) {
                        result_.arcs[i].push_back(unit);
                    }
                } else if (arc.kind == ArcKind::morphs
                               ? at->first < last
                               : std::ranges::binary_search(themes, evolution_.states[arc.to].theme)) {
                    check(result_.arcs, i, key_of(evolution_, arc));
                }
            }
        }
    }

    /// `without` holds all of these themes, and of others only a part.
    [[nodiscard]] bool is_gone(Evolution const& without, StateId state,
                               std::vector<std::uint32_t> const& themes) const {
        State const& of = evolution_.states[state];
        return std::ranges::binary_search(themes, of.theme) && !without.find_state(of.theme, of.position);
    }

    Coding const& coding_;
    Evolution const& evolution_;
    std::size_t left_;
    Index by_theme_;
    Index by_item_;
    Coding rest_;
    std::vector<bool> is_taken_;
    std::map<std::uint32_t, std::vector<std::size_t>> events_of_theme_;
    std::map<std::uint32_t, std::vector<std::size_t>> events_of_item_;
    std::map<std::uint32_t, std::vector<std::size_t>> lineage_at_;
    std::map<std::uint32_t, std::vector<std::size_t>> arcs_at_;
    Robustness result_;
};

/// Matches two lists by the keys of their events and notes what differs.
template <class Event, class KeyBefore, class KeyAfter, class Same>
void compare_lists(Change::List list, std::vector<Event> const& before, std::vector<Event> const& after,
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

Robustness leave_one_out(Coding const& coding, Evolution const& evolution, std::size_t most_passages) {
    return LeavingOut{coding, evolution, most_passages}.run();
}

std::vector<Change> compare(Evolution const& before, Evolution const& after) {
    std::vector<Change> changes;
    auto const event_key = [](StateEvent const& each) { return key_of(each); };
    auto const same_event = [](StateEvent const& a, StateEvent const& b) { return same(a, b); };
    compare_lists(Change::List::theme_events, before.theme_events, after.theme_events, event_key, event_key, same_event,
                  changes);
    compare_lists(Change::List::item_events, before.item_events, after.item_events, event_key, event_key, same_event,
                  changes);
    compare_lists(
        Change::List::lineage_events, before.lineage_events, after.lineage_events,
        [&](LineageEvent const& each) { return key_of(before, each); },
        [&](LineageEvent const& each) { return key_of(after, each); },
        [&](LineageEvent const& a, LineageEvent const& b) { return same(before, a, after, b); }, changes);
    compare_lists(
        Change::List::arcs, before.arcs, after.arcs, [&](Arc const& each) { return key_of(before, each); },
        [&](Arc const& each) { return key_of(after, each); },
        [](Arc const& a, Arc const& b) { return a.overlap == b.overlap && a.kind == b.kind; }, changes);
    return changes;
}

}  // namespace stoa::evolution
