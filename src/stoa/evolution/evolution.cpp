// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/evolution.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>
#include <utility>

namespace stoa::evolution {
namespace {

std::optional<Ratio> quotient(std::uint32_t part, std::uint32_t whole, Overlap const& overlap) {
    if (overlap.before() == 0 || overlap.after() == 0) {
        return std::nullopt;
    }
    return Ratio{part, whole};
}

/// part / whole against a threshold, without rounding; `whole` is not 0.
bool at_least(std::uint64_t part, std::uint64_t whole, Ratio threshold) {
    return part * static_cast<std::uint64_t>(threshold.denominator()) >=
           whole * static_cast<std::uint64_t>(threshold.numerator());
}
bool above(std::uint64_t part, std::uint64_t whole, Ratio threshold) {
    return part * static_cast<std::uint64_t>(threshold.denominator()) >
           whole * static_cast<std::uint64_t>(threshold.numerator());
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
        return RoleChange::level;
    }
    return rank(after) > rank(before) ? RoleChange::raised : RoleChange::lowered;
}

/// Two states of different editions that share items.
struct Pair {
    StateId a = 0;  ///< of the earlier edition
    StateId b = 0;
    std::uint32_t shared = 0;
};

class Computation {
public:
    Computation(Coding const& coding, Parameters const& parameters) : coding_{coding} {
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
        among_.resize(coding.items.size(), 0);
        states_with_.resize(coding.items.size());
    }

    Evolution run() {
        observe();
        find_states();
        find_same_theme_arcs();
        heir_.resize(result_.states.size(), false);
        derived_.resize(result_.states.size(), false);
        shared_with_.resize(result_.states.size(), 0);
        size_of_.resize(result_.states.size(), 0);
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
        if (sources < result_.parameters.minimum_sources) {
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

    /// From each item of compared facets to the states of the position that have it, in `states_with_`.
    void index_states_at(std::uint32_t position) {
        for (StateId id = result_.state_start[position]; id < result_.state_start[position + 1]; ++id) {
            mark_items(id, [&](std::uint32_t item) { states_with_[item].push_back(id); });
        }
    }
    void forget_states_at(std::uint32_t position) {
        for (StateId id = result_.state_start[position]; id < result_.state_start[position + 1]; ++id) {
            for (std::uint32_t const item : result_.scope(id)) {
                states_with_[item].clear();
            }
        }
    }

    /// Visits the states in the index that share `least` items with `state`, in order, each with the number of items.
    /// Who shares so many shares one besides the least - 1 that are in most states: those are not followed, only
    /// counted, so that an item of all themes costs no more than another.
    template <class Visit>
    void for_each_partner(StateId state, std::uint32_t least, Visit visit) {
        items_.clear();
        mark_items(state, [&](std::uint32_t item) { items_.push_back(item); });
        if (items_.size() < least) {
            return;
        }
        auto const followed = items_.begin() + (least - 1);
        std::ranges::nth_element(items_, followed, [&](std::uint32_t a, std::uint32_t b) {
            return states_with_[a].size() > states_with_[b].size();
        });
        partners_.clear();
        for (auto item = followed; item != items_.end(); ++item) {
            for (StateId const other : states_with_[*item]) {
                if (shared_with_[other]++ == 0) {
                    partners_.push_back(other);
                }
            }
        }
        std::ranges::sort(partners_);
        for (StateId const other : partners_) {
            auto const counted = std::count_if(items_.begin(), followed, [&](std::uint32_t item) {
                return std::ranges::binary_search(result_.scope(other), item);
            });
            std::uint32_t const shared = std::exchange(shared_with_[other], 0) + static_cast<std::uint32_t>(counted);
            if (shared >= least) {
                visit(other, shared);
            }
        }
    }

    /// All pairs of states of the two positions that share m_min items of compared facets, by `a`, then `b`: through an
    /// index from items to the states of `k`, so that pairs that share nothing cost nothing.
    void find_pairs(std::uint32_t j, std::uint32_t k) {
        pairs_.clear();
        compared_ = facets_of(j, k);
        for (std::uint32_t const position : {j, k}) {
            for (StateId id = result_.state_start[position]; id < result_.state_start[position + 1]; ++id) {
                size_of_[id] = size_in(coding_, result_.scope(id), compared_);
            }
        }
        index_states_at(k);
        for (StateId a = result_.state_start[j]; a < result_.state_start[j + 1]; ++a) {
            for_each_partner(a, result_.parameters.shared_minimum,
                             [&](StateId b, std::uint32_t shared) { pairs_.push_back({a, b, shared}); });
        }
        forget_states_at(k);
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
        Parameters const& by = result_.parameters;
        for (Pair const& each : pairs_) {
            State const& a = result_.states[each.a];
            State const& b = result_.states[each.b];
            if (a.theme == b.theme || is_present_between(each.a, k) || is_present_between(each.b, j) ||
                (is_present(each.a, k) && is_present(each.b, j))) {
                continue;
            }
            std::uint32_t const size_a = size_of_[each.a];
            std::uint32_t const size_b = size_of_[each.b];
            if (!at_least(each.shared, std::min(size_a, size_b), by.inclusion_threshold)) {
                continue;
            }
            result_.arcs.push_back({each.a, each.b, ArcKind::morphs, none,
                                    Overlap{each.shared, size_b - each.shared, size_a - each.shared}});
            derived_[each.b] = true;
            if (j + 1 == k) {
                heir_[each.a] = true;
            }
        }
    }

    /// Of `pairs_` between k - 1 and k.
    void find_lineage_events(std::uint32_t k) {
        std::size_t const first = result_.lineage_events.size();
        taken_.clear();
        // One side together in many of the other: merges by target, splits and branches by source.
        by_target_ = pairs_;
        std::ranges::stable_sort(by_target_, {}, &Pair::b);
        for_each_group(by_target_, &Pair::b,
                       [&](std::span<Pair const> group) { find_fan(group, &Pair::b, &Pair::a, k - 1, k); });
        for_each_group(pairs_, &Pair::a,
                       [&](std::span<Pair const> group) { find_fan(group, &Pair::a, &Pair::b, k, k - 1); });
        find_replacements(k);
        // What became of the other themes, and where they come from, may lie in parts with several.
        std::vector<StateId> accounted_for;
        for (std::size_t i = first; i < result_.lineage_events.size(); ++i) {
            LineageEvent const& each = result_.lineage_events[i];
            accounted_for.push_back(leads_from_one(each.kind) ? each.sources.front() : each.targets.front());
            if (each.kind == EventKind::replaced) {
                accounted_for.push_back(each.sources.front());
            }
        }
        std::ranges::sort(accounted_for);
        find_parts(EventKind::dispersed, k - 1, k, accounted_for);
        find_parts(EventKind::assembled, k, k - 1, accounted_for);
        std::sort(result_.lineage_events.begin() + static_cast<std::ptrdiff_t>(first), result_.lineage_events.end(),
                  [](LineageEvent const& a, LineageEvent const& b) {
                      return std::tie(a.kind, a.sources, a.targets) < std::tie(b.kind, b.sources, b.targets);
                  });
        for (std::size_t i = first; i < result_.lineage_events.size(); ++i) {
            for (StateId const source : result_.lineage_events[i].sources) {
                heir_[source] = true;
            }
            for (StateId const target : result_.lineage_events[i].targets) {
                derived_[target] = true;
            }
        }
    }

    /// Dispersed, or assembled: each state at `hub_at` whose theme is absent at `spokes_at`, that no other event
    /// explains, and of which several states there have a part.
    void find_parts(EventKind kind, std::uint32_t hub_at, std::uint32_t spokes_at,
                    std::vector<StateId> const& accounted_for) {
        constexpr std::size_t least_passed = 3;
        Parameters const& by = result_.parameters;
        index_states_at(spokes_at);
        for (StateId hub = result_.state_start[hub_at]; hub < result_.state_start[hub_at + 1]; ++hub) {
            if (is_present(hub, spokes_at) || size_of_[hub] < std::max<std::size_t>(by.shared_minimum, least_passed) ||
                std::ranges::binary_search(accounted_for, hub)) {
                continue;
            }
            find_spokes_with_a_part(hub);
            if (spokes_.size() < 2 ||
                std::ranges::all_of(spokes_, [&](StateId each) { return is_present(each, hub_at); })) {
                continue;
            }
            std::uint32_t const in_spokes = find_passed(hub);
            if (passed_.size() >= least_passed && at_least(passed_.size(), size_of_[hub], by.inclusion_threshold)) {
                add_fan(kind, std::max(hub_at, spokes_at), hub, in_spokes);
            }
        }
        forget_states_at(spokes_at);
    }

    /// The states in the index that have a share σ of the hub, and an item of it that no other of them has.
    void find_spokes_with_a_part(StateId hub) {
        Ratio const part = result_.parameters.part_minimum;
        auto const numerator = static_cast<std::uint64_t>(part.numerator());
        auto const denominator = static_cast<std::uint64_t>(part.denominator());
        // At least 1, because σ is above 0 and the hub not empty.
        auto const least = static_cast<std::uint32_t>((size_of_[hub] * numerator + denominator - 1) / denominator);
        spokes_.clear();
        if (least == 1) {
            // Everyone with any item belongs to them: an item is of one alone where only one has it.
            mark_items(hub, [&](std::uint32_t item) {
                if (states_with_[item].size() == 1) {
                    spokes_.push_back(states_with_[item].front());
                }
            });
            std::ranges::sort(spokes_);
            spokes_.erase(std::unique(spokes_.begin(), spokes_.end()), spokes_.end());
            return;
        }
        for_each_partner(hub, least, [&](StateId other, std::uint32_t /*shared*/) { spokes_.push_back(other); });
        keep_those_with_an_item_of_their_own(hub);
    }

    template <class Visit>
    static void for_each_group(std::vector<Pair> const& pairs, StateId Pair::*key, Visit visit) {
        for (auto first = pairs.begin(); first != pairs.end();) {
            auto const last =
                std::find_if(first, pairs.end(), [&](Pair const& each) { return each.*key != (*first).*key; });
            visit(std::span<Pair const>{first, last});
            first = last;
        }
    }

    /// One state (`hub`, the same in all of the group) and the states at the other position (`spoke`) of which it has a
    /// share κ: a merge when the hub is the later one, else a split or a branching. `spokes_at` and `hub_at` are their
    /// positions.
    void find_fan(std::span<Pair const> group, StateId Pair::*hub_of, StateId Pair::*spoke_of, std::uint32_t spokes_at,
                  std::uint32_t hub_at) {
        StateId const hub = group.front().*hub_of;
        spokes_.clear();
        for (Pair const& each : group) {
            if (at_least(each.shared, size_of_[each.*spoke_of], result_.parameters.inclusion_threshold)) {
                spokes_.push_back(each.*spoke_of);
            }
        }
        if (spokes_.size() < 2) {
            return;
        }
        keep_those_with_an_item_of_their_own(hub);
        std::uint32_t const hub_theme = result_.states[hub].theme;
        auto const is_hub_theme = [&](StateId each) { return result_.states[each].theme == hub_theme; };
        bool const hub_is_there = is_present(hub, spokes_at);
        if (spokes_.size() < 2 || (hub_is_there && std::ranges::none_of(spokes_, is_hub_theme)) ||
            std::ranges::all_of(spokes_,
                                [&](StateId each) { return is_hub_theme(each) || is_present(each, hub_at); })) {
            return;
        }
        bool const merges = spokes_at < hub_at;
        for (StateId const spoke : spokes_) {
            taken_.push_back(merges ? std::pair{spoke, hub} : std::pair{hub, spoke});
        }
        std::uint32_t const in_spokes = find_passed(hub);
        add_fan(merges ? EventKind::merged : hub_is_there ? EventKind::branched : EventKind::split,
                std::max(spokes_at, hub_at), hub, in_spokes);
    }

    /// Fills `passed_` with the items of the hub that any of the spokes has, sorted, and gives how many items the spokes
    /// have together.
    std::uint32_t find_passed(StateId hub) {
        // among_: 1 in the hub, 2 in a spoke, 3 in both.
        passed_.clear();
        std::uint32_t in_spokes = 0;
        mark_items(hub, [&](std::uint32_t item) { among_[item] |= 1U; });
        for (StateId const spoke : spokes_) {
            mark_items(spoke, [&](std::uint32_t item) {
                if ((among_[item] & 2U) == 0) {
                    ++in_spokes;
                    if (among_[item] == 1) {
                        passed_.push_back(item);
                    }
                    among_[item] |= 2U;
                }
            });
        }
        forget_marks(hub);
        std::ranges::sort(passed_);
        return in_spokes;
    }

    /// An event between the hub and the spokes, by which `passed_` went.
    void add_fan(EventKind kind, std::uint32_t position, StateId hub, std::uint32_t in_spokes) {
        Ratio const of_hub{static_cast<std::int64_t>(passed_.size()), size_of_[hub]};
        Ratio const of_spokes{static_cast<std::int64_t>(passed_.size()), in_spokes};
        bool const from_one = leads_from_one(kind);
        LineageEvent event;
        event.kind = kind;
        event.position = position;
        event.sources = from_one ? std::vector{hub} : spokes_;
        event.targets = from_one ? spokes_ : std::vector{hub};
        event.shared = passed_;
        event.share_of_old = from_one ? of_hub : of_spokes;
        event.share_of_new = from_one ? of_spokes : of_hub;
        result_.lineage_events.push_back(std::move(event));
    }

    template <class Visit>
    void mark_items(StateId state, Visit visit) const {
        for (std::uint32_t const item : result_.scope(state)) {
            if (compared_.contains(coding_.items[item].facet)) {
                visit(item);
            }
        }
    }
    void forget_marks(StateId hub) {
        for (std::uint32_t const item : result_.scope(hub)) {
            among_[item] = 0;
        }
        for (StateId const spoke : spokes_) {
            for (std::uint32_t const item : result_.scope(spoke)) {
                among_[item] = 0;
            }
        }
    }

    /// A spoke that brings the hub nothing that no other brings is nested in the others, or their double.
    void keep_those_with_an_item_of_their_own(StateId hub) {
        // among_: 0 not in the hub, else 1 + the number of spokes that have it.
        mark_items(hub, [&](std::uint32_t item) { among_[item] = 1; });
        for (StateId const spoke : spokes_) {
            mark_items(spoke, [&](std::uint32_t item) { among_[item] += among_[item] > 0 ? 1U : 0U; });
        }
        kept_.clear();
        for (StateId const spoke : spokes_) {
            bool has_own = false;
            mark_items(spoke, [&](std::uint32_t item) { has_own = has_own || among_[item] == 2; });
            if (has_own) {
                kept_.push_back(spoke);
            }
        }
        forget_marks(hub);
        std::swap(spokes_, kept_);
    }

    /// Does a state at the position share fewer than m_min items with `one`, and yet is as near to it as its partner in
    /// the pair? Under the standard parameters there is none, and looking for it costs nothing.
    [[nodiscard]] bool has_small_rival(Pair const& pair, StateId one, std::uint32_t position) const {
        std::uint64_t const either = size_of_[pair.a] + size_of_[pair.b] - pair.shared;
        std::uint64_t const most = result_.parameters.shared_minimum - 1;
        if (most * either < std::uint64_t{pair.shared} * size_of_[one]) {
            return false;  // two scopes have at least the items of one together
        }
        for (StateId other = result_.state_start[position]; other < result_.state_start[position + 1]; ++other) {
            Overlap const overlap = overlap_in(coding_, result_.scope(one), result_.scope(other), compared_);
            if (overlap.kept > 0 && overlap.kept <= most &&
                overlap.kept * either >= std::uint64_t{pair.shared} * overlap.either()) {
                return true;
            }
        }
        return false;
    }

    /// The best and the next best Jaccard of a state, as fractions.
    struct Best {
        StateId partner = none;
        std::uint64_t shared = 0;
        std::uint64_t either = 1;
        bool tied = false;

        void offer(StateId other, std::uint64_t n, std::uint64_t both) {
            std::uint64_t const left = n * either;
            std::uint64_t const right = shared * both;
            if (left > right) {
                *this = {other, n, both, false};
            } else if (left == right) {
                tied = true;
            }
        }
    };

    void find_replacements(std::uint32_t k) {
        Parameters const& by = result_.parameters;
        StateId const first = result_.state_start[k - 1];
        best_.assign(result_.state_start[k + 1] - first, Best{});
        for (Pair const& each : pairs_) {
            std::uint64_t const either = size_of_[each.a] + size_of_[each.b] - each.shared;
            best_[each.a - first].offer(each.b, each.shared, either);
            best_[each.b - first].offer(each.a, each.shared, either);
        }
        std::ranges::sort(taken_);
        for (Pair const& each : pairs_) {
            Best const& of_a = best_[each.a - first];
            Best const& of_b = best_[each.b - first];
            if (of_a.tied || of_b.tied || of_a.partner != each.b || of_b.partner != each.a || is_present(each.a, k) ||
                is_present(each.b, k - 1) || !above(each.shared, size_of_[each.a], by.inclusion_threshold) ||
                !above(each.shared, size_of_[each.b], by.inclusion_threshold) ||
                std::ranges::binary_search(taken_, std::pair{each.a, each.b}) || has_small_rival(each, each.a, k) ||
                has_small_rival(each, each.b, k - 1)) {
                continue;
            }
            LineageEvent event;
            event.kind = EventKind::replaced;
            event.position = k;
            event.sources = {each.a};
            event.targets = {each.b};
            event.share_of_old = Ratio{each.shared, size_of_[each.a]};
            event.share_of_new = Ratio{each.shared, size_of_[each.b]};
            std::ranges::set_intersection(result_.scope(each.a), result_.scope(each.b),
                                          std::back_inserter(event.shared));
            std::erase_if(event.shared,
                          [&](std::uint32_t item) { return !compared_.contains(coding_.items[item].facet); });
            result_.lineage_events.push_back(std::move(event));
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
        if (overlap.either() < by.scope_minimum) {
            return ScopeChange::unknown;
        }
        auto const is_big = [&](std::uint32_t items) {
            return items >= by.broadening_items && at_least(items, overlap.either(), by.broadening_share);
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
                if (sources >= result_.parameters.minimum_sources) {
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

    // Room that every position uses again.
    FacetSet compared_;
    std::vector<Pair> pairs_;
    std::vector<Pair> by_target_;
    std::vector<std::vector<StateId>> states_with_;  ///< by item
    std::vector<std::uint32_t> shared_with_;         ///< by state
    std::vector<std::uint32_t> size_of_;             ///< by state of the two positions: items of compared facets
    std::vector<std::uint32_t> items_;
    std::vector<std::uint32_t> passed_;
    std::vector<StateId> partners_;
    std::vector<StateId> spokes_;
    std::vector<StateId> kept_;
    std::vector<std::pair<StateId, StateId>> taken_;
    std::vector<Best> best_;
    std::vector<std::uint32_t> among_;  ///< by item
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
        "founding", "present_at_start", "introduced", "continued", "resumed",   "dropped",
        "merged",   "split",            "branched",   "replaced",  "dispersed", "assembled"};
    return names[static_cast<std::size_t>(kind)];
}
bool leads_from_one(EventKind kind) {
    return kind == EventKind::split || kind == EventKind::branched || kind == EventKind::dispersed;
}
std::string_view name_of(RoleChange change) {
    constexpr std::array<std::string_view, 3> names{"raised", "lowered", "level"};
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
