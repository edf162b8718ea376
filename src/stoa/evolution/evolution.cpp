// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/evolution.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

#include "stoa/evolution/lineage_rules.hpp"

namespace stoa::evolution {
namespace {

std::optional<Ratio> quotient(std::uint32_t part, std::uint32_t whole, Overlap const& overlap) {
    if (overlap.before() == 0 || overlap.after() == 0) {
        return std::nullopt;
    }
    return Ratio{part, whole};
}

bool is_observed(Level level) { return level == Level::complete || level == Level::partial; }

std::uint32_t size_in(Coding const& coding, std::span<std::uint32_t const> scope, FacetSet facets) {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(scope, [&](std::uint32_t item) { return facets.contains(coding.items[item].facet); }));
}

Overlap overlap_in(Coding const& coding, std::span<std::uint32_t const> a, std::span<std::uint32_t const> b,
                   FacetSet facets) {
    std::uint32_t kept = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) {
            kept += facets.contains(coding.items[a[i]].facet) ? 1U : 0U;
            ++i;
            ++j;
        } else {
            (a[i] < b[j] ? i : j) += 1;
        }
    }
    return {kept, size_in(coding, b, facets) - kept, size_in(coding, a, facets) - kept};
}

RoleChange compare_roles(Role before, Role after) {
    if (rank(after) == rank(before)) {
        return RoleChange::unchanged;
    }
    return rank(after) > rank(before) ? RoleChange::raised : RoleChange::lowered;
}

/// Two states of different editions that share items.
struct Pair {
    StateId a = 0;  ///< of the earlier edition
    StateId b = 0;
    std::uint32_t shared = 0;
};

/// The states of one position by their items of compared facets.
class StatesByItem {
public:
    explicit StatesByItem(std::size_t items) : states_with_(items) {}
    void fill(LineageRules const& rules, Evolution const& evolution, std::uint32_t position) {
        for (StateId id = evolution.state_start[position]; id < evolution.state_start[position + 1]; ++id) {
            rules.for_each_item(id, [&](std::uint32_t item) {
                states_with_[item].push_back(id);
                filled_.push_back(item);
            });
        }
    }
    void clear() {
        for (std::uint32_t const item : filled_) {
            states_with_[item].clear();
        }
        filled_.clear();
    }
    [[nodiscard]] std::size_t count(std::uint32_t item) const { return states_with_[item].size(); }
    template <class Visit>
    void for_each(std::uint32_t item, Visit visit) const {
        std::ranges::for_each(states_with_[item], visit);
    }
    [[nodiscard]] StateId only(std::uint32_t item) const {
        return states_with_[item].size() == 1 ? states_with_[item].front() : none;
    }

private:
    std::vector<std::vector<StateId>> states_with_;
    std::vector<std::uint32_t> filled_;
};

class Computation {
public:
    Computation(Coding const& coding, Parameters const& parameters)
        : coding_{coding},
          view_{result_},
          rules_{coding, result_, view_},
          of_earlier_{coding.items.size()},
          of_later_{coding.items.size()} {
        result_.parameters = parameters;
        std::uint32_t sources = 0;
        std::size_t states = 0;
        Coding::Passage const* before = nullptr;
        for (Coding::Passage const& each : coding.passages) {
            sources = each.source == none ? sources : std::max(sources, coding.counted_source(each.source) + 1);
            states += before == nullptr || before->edition != each.edition || before->theme != each.theme ? 1U : 0U;
            before = &each;
        }
        result_.states.reserve(states);
        source_seen_.resize(sources, none);
    }

    Evolution run() {
        observe();
        find_states();
        find_same_theme_arcs();
        heir_.resize(result_.states.size(), false);
        derived_.resize(result_.states.size(), false);
        for (std::uint32_t k = 1; k < positions(); ++k) {
            // The nearest first: its pairs are those that lineage events are made of.
            for (std::uint32_t back = 1; back <= std::min(k, result_.parameters.look_back); ++back) {
                find_pairs(k - back, k);
                find_morphs(k - back, k);
                if (back == 1) {
                    find_lineage_events(k);
                }
            }
        }
        find_asserted_arcs();
        std::ranges::sort(result_.arcs, {}, [](Arc const& arc) {
            return std::tuple{arc.from, arc.to, arc.kind, arc.development};
        });
        find_theme_events();
        find_presences();
        find_item_events();
        return std::move(result_);
    }

private:
    [[nodiscard]] std::uint32_t positions() const {
        return static_cast<std::uint32_t>(result_.observed_for(Facet::issues).size());
    }
    [[nodiscard]] std::uint32_t edition_at(std::uint32_t position) const {
        return result_.observed_for(Facet::issues)[position];
    }
    [[nodiscard]] FacetSet facets_of(std::uint32_t j, std::uint32_t k) const {
        return compared_facets(coding_, result_.parameters, edition_at(j), edition_at(k));
    }

    void observe() {
        for (std::size_t facet = 0; facet < facet_count; ++facet) {
            position_of_[facet].resize(coding_.editions.size(), none);
            for (std::uint32_t i = 0; i < coding_.editions.size(); ++i) {
                Level const level = coding_.editions[i].level[facet];
                starts_unread_[facet] =
                    starts_unread_[facet] || (level == Level::unread && result_.observed[facet].empty());
                if (level != Level::complete) {
                    result_.incomplete[facet].push_back(i);
                }
                if (is_observed(level)) {
                    position_of_[facet][i] = static_cast<std::uint32_t>(result_.observed[facet].size());
                    result_.observed[facet].push_back(i);
                }
            }
        }
    }

    void find_states() {
        std::vector<Coding::Passage> const& passages = coding_.passages;
        std::vector<StateId> latest(coding_.themes.size(), none);
        std::uint32_t mark = 0;
        for (std::uint32_t first = 0; first < passages.size();) {
            std::uint32_t last = first;
            while (last < passages.size() && passages[last].edition == passages[first].edition &&
                   passages[last].theme == passages[first].theme) {
                ++last;
            }
            std::uint32_t const position = position_of_[0][passages[first].edition];
            if (position == none) {
                result_.passages_unobserved += last - first;
            } else {
                add_state(first, last, position, mark++, latest);
            }
            first = last;
        }
        std::uint32_t next = 0;
        for (std::uint32_t k = 0; k <= positions(); ++k) {
            while (next < result_.states.size() && result_.states[next].position < k) {
                ++next;
            }
            result_.state_start.push_back(next);
        }
    }

    /// The passages from `first` to `last` are those of one theme in one edition. `mark` tells them from all others.
    void add_state(std::uint32_t first, std::uint32_t last, std::uint32_t position, std::uint32_t mark,
                   std::vector<StateId>& latest) {
        State state;
        state.theme = coding_.passages[first].theme;
        state.edition = coding_.passages[first].edition;
        state.position = position;
        state.first_item = static_cast<std::uint32_t>(result_.scope_items.size());
        state.first_passage = first;
        state.last_passage = last;
        state.role = Role::group;
        std::uint32_t sources = 0;
        for (std::uint32_t i = first; i < last; ++i) {
            Coding::Passage const& each = coding_.passages[i];
            if (each.source == none) {
                continue;
            }
            std::uint32_t const source = coding_.counted_source(each.source);
            if (source_seen_[source] != mark) {
                source_seen_[source] = mark;
                ++sources;
            }
            state.role = std::max(state.role, each.role);
            if (each.item != none && result_.parameters.facets.contains(coding_.items[each.item].facet) &&
                (result_.scope_items.size() == state.first_item || result_.scope_items.back() != each.item)) {
                result_.scope_items.push_back(each.item);
            }
        }
        if (sources < result_.parameters.min_sources) {
            result_.scope_items.resize(state.first_item);
            return;
        }
        state.last_item = static_cast<std::uint32_t>(result_.scope_items.size());
        state.previous = latest[state.theme];
        auto const id = static_cast<StateId>(result_.states.size());
        if (state.previous != none) {
            result_.states[state.previous].next = id;
        }
        latest[state.theme] = id;
        result_.states.push_back(state);
    }

    void find_same_theme_arcs() {
        result_.arcs.reserve(result_.states.size() + result_.states.size() / 4);  // some for morphs
        for (StateId id = 0; id < result_.states.size(); ++id) {
            State const& state = result_.states[id];
            if (state.previous != none) {
                bool const next_to_it = result_.states[state.previous].position + 1 == state.position;
                result_.arcs.push_back({state.previous, id, next_to_it ? ArcKind::continues : ArcKind::resumes, none,
                                        overlap_of(coding_, result_, state.previous, id)});
            }
        }
    }

    /// All pairs of states of the two positions that share m_min items of compared facets, by `a`, then `b`: through an
    /// index from items to the states of `k`, so that pairs that share nothing cost nothing.
    void find_pairs(std::uint32_t j, std::uint32_t k) {
        pairs_.clear();
        rules_.compare(j, k);
        of_later_.clear();
        of_later_.fill(rules_, result_, k);
        for (StateId a = result_.state_start[j]; a < result_.state_start[j + 1]; ++a) {
            rules_.for_each_partner(a, result_.parameters.min_shared, of_later_, [&](Partner const& each) {
                pairs_.push_back({a, each.state, each.shared});
            });
        }
    }

    [[nodiscard]] bool is_present(StateId state, std::uint32_t other_position) const {
        State const& at = result_.states[state];
        StateId const neighbour = other_position < at.position ? at.previous : at.next;
        return neighbour != none && result_.states[neighbour].position == other_position;
    }
    /// Is the theme of `state` present at a position strictly between it and the other one?
    [[nodiscard]] bool is_present_between(StateId state, std::uint32_t other_position) const {
        State const& at = result_.states[state];
        if (other_position < at.position) {
            return at.previous != none && result_.states[at.previous].position > other_position;
        }
        return at.next != none && result_.states[at.next].position < other_position;
    }

    void find_morphs(std::uint32_t j, std::uint32_t k) {
        std::uint32_t items = 0;
        for (Pair const& each : pairs_) {
            State const& a = result_.states[each.a];
            State const& b = result_.states[each.b];
            if (a.theme == b.theme || is_present_between(each.a, k) || is_present_between(each.b, j) ||
                (is_present(each.a, k) && is_present(each.b, j))) {
                continue;
            }
            Overlap const overlap{each.shared, rules_.size(each.b) - each.shared, rules_.size(each.a) - each.shared};
            if (!is_linked(overlap, result_.parameters)) {
                continue;
            }
            if (items == 0) {
                items = population(coding_, result_, j, k);
            }
            result_.arcs.push_back({each.a, each.b, ArcKind::morphs, none, overlap, items});
            derived_[each.b] = true;
            if (j + 1 == k) {
                heir_[each.a] = true;
            }
        }
    }

    /// Of `pairs_` between k - 1 and k.
    void find_lineage_events(std::uint32_t k) {
        std::size_t const first = result_.lineage_events.size();
        std::vector<LineageEvent>& events = result_.lineage_events;
        auto const add = [&](std::optional<LineageEvent> event) {
            if (event) {
                events.push_back(std::move(*event));
            }
        };
        of_earlier_.fill(rules_, result_, k - 1);
        // One side together in many of the other: merges by target, splits and branches by source.
        by_target_ = pairs_;
        std::ranges::stable_sort(by_target_, {}, &Pair::b);
        for_each_group(by_target_, &Pair::b, &Pair::a, [&](StateId hub) { add(rules_.joint(hub, partners_)); });
        for_each_group(pairs_, &Pair::a, &Pair::b, [&](StateId hub) { add(rules_.joint(hub, partners_)); });
        taken_.clear();
        accounted_for_.clear();
        for (std::size_t i = first; i < events.size(); ++i) {
            for (StateId const source : events[i].sources) {
                for (StateId const target : events[i].targets) {
                    taken_.emplace_back(source, target);
                }
            }
            accounted_for_.push_back(leads_from_one(events[i].kind) ? events[i].sources.front()
                                                                    : events[i].targets.front());
        }
        std::ranges::sort(taken_);
        for (Pair const& each : pairs_) {
            if (std::ranges::binary_search(taken_, std::pair{each.a, each.b})) {
                continue;
            }
            if (std::optional<LineageEvent> event = rules_.replacement(each.a, each.b, of_earlier_, of_later_)) {
                accounted_for_.push_back(each.a);
                accounted_for_.push_back(each.b);
                events.push_back(std::move(*event));
            }
        }
        // What became of the other themes, and where they come from, may lie in parts with several.
        std::ranges::sort(accounted_for_);
        for (std::uint32_t const position : {k - 1, k}) {
            StatesByItem const& others = position == k ? of_earlier_ : of_later_;
            for (StateId hub = result_.state_start[position]; hub < result_.state_start[position + 1]; ++hub) {
                if (!std::ranges::binary_search(accounted_for_, hub)) {
                    add(rules_.in_parts(hub, others));
                }
            }
        }
        of_earlier_.clear();
        std::sort(events.begin() + static_cast<std::ptrdiff_t>(first), events.end(),
                  [](LineageEvent const& a, LineageEvent const& b) {
                      return std::tie(a.kind, a.sources, a.targets) < std::tie(b.kind, b.sources, b.targets);
                  });
        for (std::size_t i = first; i < events.size(); ++i) {
            for (StateId const source : events[i].sources) {
                heir_[source] = true;
            }
            for (StateId const target : events[i].targets) {
                derived_[target] = true;
            }
        }
    }

    /// Visits each state on the side `key` of the pairs, which are sorted by it, with its partners in `partners_`.
    template <class Visit>
    void for_each_group(std::vector<Pair> const& pairs, StateId Pair::*key, StateId Pair::*other, Visit visit) {
        for (auto first = pairs.begin(); first != pairs.end();) {
            StateId const hub = (*first).*key;
            partners_.clear();
            for (; first != pairs.end() && (*first).*key == hub; ++first) {
                partners_.push_back({(*first).*other, first->shared});
            }
            visit(hub);
        }
    }

    void find_asserted_arcs() {
        for (std::uint32_t i = 0; i < coding_.developments.size(); ++i) {
            Coding::Development const& each = coding_.developments[i];
            std::uint32_t const from_position = position_of_[0][each.from_edition];
            std::uint32_t const to_position = position_of_[0][each.to_edition];
            if (each.withdrawn || from_position == none || to_position == none || from_position >= to_position) {
                continue;
            }
            std::optional<StateId> const from = result_.find_state(each.from_theme, from_position);
            std::optional<StateId> const to = result_.find_state(each.to_theme, to_position);
            if (from && to) {
                result_.arcs.push_back({*from, *to, ArcKind::asserted, i, overlap_of(coding_, result_, *from, *to)});
            }
        }
    }

    [[nodiscard]] EventKind first_kind(Facet facet, std::uint32_t position) const {
        if (position > 0) {
            return EventKind::introduced;
        }
        return starts_unread_[static_cast<std::size_t>(facet)] ? EventKind::present_at_start : EventKind::founding;
    }

    [[nodiscard]] std::optional<std::int32_t> years_between(std::uint32_t before, std::uint32_t after) const {
        std::optional<std::int32_t> const from = coding_.editions[before].year;
        std::optional<std::int32_t> const to = coding_.editions[after].year;
        return from && to && *from <= *to ? std::optional{*to - *from} : std::nullopt;
    }

    [[nodiscard]] ScopeChange scope_change(std::uint32_t j, std::uint32_t k, Overlap const& overlap) const {
        if (overlap.before() == 0 || overlap.after() == 0) {
            return ScopeChange::unknown;
        }
        if (overlap.gained == 0 && overlap.lost == 0) {
            return ScopeChange::steady;
        }
        Parameters const& by = result_.parameters;
        Coding::Edition const& before = coding_.editions[edition_at(j)];
        Coding::Edition const& after = coding_.editions[edition_at(k)];
        FacetSet const facets = facets_of(j, k);
        for (std::size_t i = 0; i < facet_count; ++i) {
            if (facets.contains(static_cast<Facet>(i)) && before.level[i] != after.level[i]) {
                return ScopeChange::unknown;
            }
        }
        if (overlap.either() < by.min_scope) {
            return ScopeChange::unknown;
        }
        auto const is_big = [&](std::uint32_t items) {
            return items >= by.min_change && at_least(items, overlap.either(), by.big_change);
        };
        if (is_big(overlap.gained)) {
            return is_big(overlap.lost) ? ScopeChange::shifted : ScopeChange::broadened;
        }
        return is_big(overlap.lost) ? ScopeChange::narrowed : ScopeChange::steady;
    }

    [[nodiscard]] StateEvent presence_event(StateId id, Overlap const& overlap) const {
        State const& state = result_.states[id];
        StateEvent event;
        event.subject = state.theme;
        event.position = state.position;
        event.after = id;
        if (state.previous == none) {
            event.kind = first_kind(Facet::issues, state.position);
            event.derived = event.kind == EventKind::introduced && derived_[id];
            return event;
        }
        State const& before = result_.states[state.previous];
        event.before = state.previous;
        event.role = compare_roles(before.role, state.role);
        event.overlap = overlap;
        event.scope = scope_change(before.position, state.position, overlap);
        event.kind = EventKind::continued;
        if (before.position + 1 < state.position) {
            event.kind = EventKind::resumed;
            event.gap = state.position - before.position - 1;
            event.gap_years = years_between(before.edition, state.edition);
        }
        return event;
    }

    [[nodiscard]] StateEvent drop_event(StateId id) const {
        State const& state = result_.states[id];
        StateEvent event;
        event.kind = EventKind::dropped;
        event.subject = state.theme;
        event.position = state.position + 1;
        event.before = id;
        event.open = state.next == none;
        event.absent_for = (event.open ? positions() : result_.states[state.next].position) - event.position;
        event.heir = heir_[id];
        return event;
    }

    void find_theme_events() {
        std::vector<Overlap> overlap_into(result_.states.size());
        for (Arc const& arc : result_.arcs) {
            if (arc.kind == ArcKind::continues || arc.kind == ArcKind::resumes) {
                overlap_into[arc.to] = arc.overlap;
            }
        }
        result_.theme_events.reserve(2 * result_.states.size());  // each appears once and is dropped once at most
        for (std::uint32_t k = 0; k < positions(); ++k) {
            std::size_t const first = result_.theme_events.size();
            for (StateId id = result_.state_start[k]; id < result_.state_start[k + 1]; ++id) {
                result_.theme_events.push_back(presence_event(id, overlap_into[id]));
            }
            std::size_t const middle = result_.theme_events.size();
            for (StateId id = k > 0 ? result_.state_start[k - 1] : 0; k > 0 && id < result_.state_start[k]; ++id) {
                if (!is_present(id, k)) {
                    result_.theme_events.push_back(drop_event(id));
                }
            }
            auto const begin = result_.theme_events.begin();
            std::inplace_merge(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(middle),
                               result_.theme_events.end(),
                               [](StateEvent const& a, StateEvent const& b) { return a.subject < b.subject; });
        }
    }

    void find_presences() {
        // Passages that count, by item; within one item they stay in the order of the editions. What is asked of them
        // goes with them, so that nothing is looked up all over the passages.
        struct Mention {
            std::uint32_t edition = 0;
            std::uint32_t source = 0;
        };
        std::vector<std::uint32_t> start(coding_.items.size() + 1, 0);
        auto const counts = [&](Coding::Passage const& each) {
            return each.item != none && each.source != none &&
                   result_.parameters.facets.contains(coding_.items[each.item].facet) &&
                   position_of_[static_cast<std::size_t>(coding_.items[each.item].facet)][each.edition] != none;
        };
        for (Coding::Passage const& each : coding_.passages) {
            start[counts(each) ? each.item + 1 : 0] += counts(each) ? 1U : 0U;
        }
        std::partial_sum(start.begin(), start.end(), start.begin());
        result_.item_passages.resize(start.back());
        std::vector<Mention> mentions(start.back());
        std::vector<std::uint32_t> next = start;
        for (std::uint32_t i = 0; i < coding_.passages.size(); ++i) {
            if (Coding::Passage const& each = coding_.passages[i]; counts(each)) {
                std::uint32_t const place = next[each.item]++;
                result_.item_passages[place] = i;
                mentions[place] = {each.edition, coding_.counted_source(each.source)};
            }
        }
        result_.presences.reserve(mentions.size());
        std::ranges::fill(source_seen_, none);
        std::uint32_t mark = 0;
        for (std::uint32_t item = 0; item < coding_.items.size(); ++item) {
            for (std::uint32_t first = start[item]; first < start[item + 1];) {
                std::uint32_t const edition = mentions[first].edition;
                std::uint32_t last = first;
                std::uint32_t sources = 0;
                for (; last < start[item + 1] && mentions[last].edition == edition; ++last) {
                    if (source_seen_[mentions[last].source] != mark) {
                        source_seen_[mentions[last].source] = mark;
                        ++sources;
                    }
                }
                ++mark;
                if (sources >= result_.parameters.min_sources) {
                    auto const facet = static_cast<std::size_t>(coding_.items[item].facet);
                    result_.presences.push_back({item, edition, position_of_[facet][edition], first, last});
                }
                first = last;
            }
        }
    }

    [[nodiscard]] bool has_before(std::uint32_t presence) const {
        return presence > 0 && result_.presences[presence - 1].item == result_.presences[presence].item;
    }
    [[nodiscard]] bool has_after(std::uint32_t presence) const {
        return presence + 1 < result_.presences.size() && has_before(presence + 1);
    }
    /// Is the item absent in the next edition that is observed for its facet?
    [[nodiscard]] bool is_dropped(std::uint32_t presence) const {
        Presence const& here = result_.presences[presence];
        return here.position + 1 < result_.observed_for(coding_.items[here.item].facet).size() &&
               (!has_after(presence) || result_.presences[presence + 1].position > here.position + 1);
    }
    [[nodiscard]] std::uint32_t dropped_in(std::uint32_t presence) const {
        Presence const& here = result_.presences[presence];
        return result_.observed_for(coding_.items[here.item].facet)[here.position + 1];
    }

    [[nodiscard]] StateEvent item_presence_event(std::uint32_t presence) const {
        Presence const& here = result_.presences[presence];
        StateEvent event;
        event.subject = here.item;
        event.position = here.position;
        event.after = presence;
        if (!has_before(presence)) {
            event.kind = first_kind(coding_.items[here.item].facet, here.position);
            return event;
        }
        Presence const& before = result_.presences[presence - 1];
        event.before = presence - 1;
        event.kind = EventKind::continued;
        if (before.position + 1 < here.position) {
            event.kind = EventKind::resumed;
            event.gap = here.position - before.position - 1;
            event.gap_years = years_between(before.edition, here.edition);
        }
        return event;
    }

    [[nodiscard]] StateEvent item_drop_event(std::uint32_t presence) const {
        Presence const& here = result_.presences[presence];
        StateEvent event;
        event.kind = EventKind::dropped;
        event.subject = here.item;
        event.position = here.position + 1;
        event.before = presence;
        event.open = !has_after(presence);
        auto const observed = static_cast<std::uint32_t>(result_.observed_for(coding_.items[here.item].facet).size());
        event.absent_for = (event.open ? observed : result_.presences[presence + 1].position) - event.position;
        return event;
    }

    void find_item_events() {
        // Presences come by item: into the order of the editions by counting.
        struct Place {
            std::uint32_t presence = 0;
            bool drops = false;
        };
        auto const presences = static_cast<std::uint32_t>(result_.presences.size());
        std::vector<std::uint32_t> start(coding_.editions.size() + 1, 0);
        for (std::uint32_t i = 0; i < presences; ++i) {
            ++start[result_.presences[i].edition + 1];
            if (is_dropped(i)) {
                ++start[dropped_in(i) + 1];
            }
        }
        std::partial_sum(start.begin(), start.end(), start.begin());
        std::vector<Place> places(start.back());
        for (std::uint32_t i = 0; i < presences; ++i) {
            places[start[result_.presences[i].edition]++] = {i, false};
            if (is_dropped(i)) {
                places[start[dropped_in(i)]++] = {i, true};
            }
        }
        result_.item_events.reserve(places.size());
        for (Place const& each : places) {
            result_.item_events.push_back(each.drops ? item_drop_event(each.presence)
                                                     : item_presence_event(each.presence));
        }
    }

    Coding const& coding_;
    Evolution result_;
    std::array<std::vector<std::uint32_t>, facet_count> position_of_;
    std::array<bool, facet_count> starts_unread_{};  ///< by facet: an edition before all observed ones is unread
    std::vector<bool> heir_;                         ///< by state: something leads on from it into the next position
    std::vector<bool> derived_;                      ///< by state: a lineage event or a morph arc leads into it

    StateView view_;
    LineageRules rules_;

    // Room that every position uses again.
    StatesByItem of_earlier_;
    StatesByItem of_later_;
    std::vector<Pair> pairs_;
    std::vector<Pair> by_target_;
    std::vector<Partner> partners_;
    std::vector<std::pair<StateId, StateId>> taken_;
    std::vector<StateId> accounted_for_;
    std::vector<std::uint32_t> source_seen_;
};

}  // namespace

std::optional<Ratio> Overlap::retention() const { return quotient(kept, before(), *this); }
std::optional<Ratio> Overlap::inheritance() const { return quotient(kept, after(), *this); }
std::optional<Ratio> Overlap::inclusion() const { return quotient(kept, std::min(before(), after()), *this); }
std::optional<Ratio> Overlap::jaccard() const { return quotient(kept, either(), *this); }
std::optional<Ratio> Overlap::gain() const { return quotient(gained, either(), *this); }
std::optional<Ratio> Overlap::loss() const { return quotient(lost, either(), *this); }

std::string_view name_of(EventKind kind) {
    constexpr std::array<std::string_view, event_kind_count> names{
        "founding", "present_at_start", "introduced", "continued", "resumed",  "dropped", "merged",
        "split",    "branched",         "replaced",   "dispersed", "assembled"};
    return names[static_cast<std::size_t>(kind)];
}
bool leads_from_one(EventKind kind) {
    return kind == EventKind::split || kind == EventKind::branched || kind == EventKind::dispersed;
}
std::string_view name_of(RoleChange change) {
    constexpr std::array<std::string_view, 3> names{"raised", "lowered", "unchanged"};
    return names[static_cast<std::size_t>(change)];
}
std::string_view name_of(ScopeChange change) {
    constexpr std::array<std::string_view, 5> names{"broadened", "narrowed", "shifted", "steady", "unknown"};
    return names[static_cast<std::size_t>(change)];
}
std::string_view name_of(Role role) {
    constexpr std::array<std::string_view, 4> names{"group", "issue", "strand", "headline"};
    return names[static_cast<std::size_t>(role)];
}
std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 4> names{"complete", "partial", "unread", "not_applicable"};
    return names[static_cast<std::size_t>(level)];
}
std::string_view name_of(ArcKind kind) {
    constexpr std::array<std::string_view, 4> names{"continues", "resumes", "morphs", "asserted"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(EventList list) {
    constexpr std::array<std::string_view, 4> names{"theme", "item", "lineage", "arc"};
    return names[static_cast<std::size_t>(list)];
}

std::optional<StateId> Evolution::find_state(std::uint32_t theme, std::uint32_t position) const {
    std::span<State const> const at = states_at(position);
    auto const found = std::ranges::lower_bound(at, theme, {}, &State::theme);
    if (found == at.end() || found->theme != theme) {
        return std::nullopt;
    }
    return state_start[position] + static_cast<StateId>(found - at.begin());
}

Evolution compute(Coding const& coding, Parameters const& parameters) {
    assert(faults_of(parameters).empty() && "whoever takes parameters from outside looks for their faults");
    return Computation{coding, parameters}.run();
}

FacetSet compared_facets(Coding const& coding, Parameters const& parameters, std::uint32_t a, std::uint32_t b) {
    FacetSet both;
    for (std::size_t i = 0; i < facet_count; ++i) {
        if (is_observed(coding.editions[a].level[i]) && is_observed(coding.editions[b].level[i])) {
            both.add(static_cast<Facet>(i));
        }
    }
    return both & parameters.facets;
}

Overlap overlap_of(Coding const& coding, Evolution const& evolution, StateId a, StateId b) {
    FacetSet const facets =
        compared_facets(coding, evolution.parameters, evolution.states[a].edition, evolution.states[b].edition);
    return overlap_in(coding, evolution.scope(a), evolution.scope(b), facets);
}

std::uint32_t population(Coding const& coding, Evolution const& evolution, std::uint32_t position_a,
                         std::uint32_t position_b) {
    auto const observed = evolution.observed_for(Facet::issues);
    FacetSet const facets = compared_facets(coding, evolution.parameters, observed[position_a], observed[position_b]);
    std::vector<std::uint32_t> items;
    for (std::uint32_t const position : {position_a, position_b}) {
        for (StateId id = evolution.state_start[position]; id < evolution.state_start[position + 1]; ++id) {
            std::ranges::copy_if(evolution.scope(id), std::back_inserter(items),
                                 [&](std::uint32_t item) { return facets.contains(coding.items[item].facet); });
        }
    }
    std::ranges::sort(items);
    return static_cast<std::uint32_t>(std::unique(items.begin(), items.end()) - items.begin());
}

double chance_of_overlap(std::uint32_t population, Overlap const& overlap) {
    double const all = population;
    double const a = overlap.before();
    double const b = overlap.after();
    // Each term of the distribution from the one before it: P(x + 1) / P(x) = (a-x)(b-x) / ((x+1)(V-a-b+x+1)).
    double term = 1;
    double total = 0;
    double tail = 0;
    std::uint32_t const least =
        overlap.before() + overlap.after() - std::min(population, overlap.before() + overlap.after());
    for (std::uint32_t shared = least; shared <= std::min(overlap.before(), overlap.after()); ++shared) {
        double const x = shared;
        total += term;
        tail += shared >= overlap.kept ? term : 0;
        term *= (a - x) * (b - x) / ((x + 1) * (all - a - b + x + 1));
        if (total > 1e200) {
            total *= 1e-200;
            tail *= 1e-200;
            term *= 1e-200;
        }
    }
    return total > 0 ? tail / total : 1;
}

std::span<std::uint32_t const> Evolution::not_complete(Facet facet, std::uint32_t first, std::uint32_t last) const {
    std::span<std::uint32_t const> const all = incomplete[static_cast<std::size_t>(facet)];
    auto const start = std::ranges::lower_bound(all, first);
    return {start, std::max(start, std::ranges::upper_bound(all, last))};
}

std::pair<std::uint32_t, std::uint32_t> span_of(Coding const& coding, Evolution const& evolution,
                                                StateEvent const& event, bool of_item) {
    Facet const facet = of_item ? coding.items[event.subject].facet : Facet::issues;
    std::uint32_t const own = evolution.observed_for(facet)[event.position];
    switch (event.kind) {
        case EventKind::introduced:
        case EventKind::present_at_start:
            return {0, own};
        case EventKind::founding:
            return {own, own};
        default:
            break;
    }
    return {of_item ? evolution.presences[event.before].edition : evolution.states[event.before].edition, own};
}

std::optional<std::uint32_t> compared_with(Coding const& coding, Evolution const& evolution, StateEvent const& event,
                                           bool of_item) {
    if (event.kind == EventKind::resumed) {
        return of_item ? evolution.presences[event.before].edition : evolution.states[event.before].edition;
    }
    if (event.position == 0) {
        return std::nullopt;
    }
    return evolution.observed_for(of_item ? coding.items[event.subject].facet : Facet::issues)[event.position - 1];
}

std::vector<std::uint32_t> supporting_links(Coding const& coding, Evolution const& evolution,
                                            std::span<StateId const> sources, std::span<StateId const> targets) {
    auto const documents_of = [&](std::span<StateId const> states) {
        std::vector<std::uint32_t> documents;
        for (StateId const id : states) {
            State const& state = evolution.states[id];
            for (std::uint32_t i = state.first_passage; i < state.last_passage; ++i) {
                if (coding.passages[i].document != none && coding.passages[i].source != none) {
                    documents.push_back(coding.passages[i].document);
                }
            }
        }
        std::ranges::sort(documents);
        documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
        return documents;
    };
    std::vector<std::uint32_t> const earlier = documents_of(sources);
    std::vector<std::uint32_t> const later = documents_of(targets);
    std::vector<std::uint32_t> found;
    for (std::uint32_t const document : later) {
        auto link = std::ranges::lower_bound(coding.document_links, document, {}, &Coding::DocumentLink::later);
        for (; link != coding.document_links.end() && link->later == document; ++link) {
            if (std::ranges::binary_search(earlier, link->earlier)) {
                found.push_back(static_cast<std::uint32_t>(link - coding.document_links.begin()));
            }
        }
    }
    return found;
}

}  // namespace stoa::evolution
