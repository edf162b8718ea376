// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/lineage_rules.hpp"

#include <cassert>

namespace stoa::evolution {
namespace {

bool above(std::uint64_t part, std::uint64_t whole, Ratio threshold) {
    return part * static_cast<std::uint64_t>(threshold.denominator()) >
           whole * static_cast<std::uint64_t>(threshold.numerator());
}

/// Of items that passed, of which there are some.
Ratio share_of(std::size_t passed, std::uint32_t whole) {
    assert(passed > 0 && passed <= whole && "what passed is a part of each side");
    return {static_cast<std::int64_t>(passed), static_cast<std::int64_t>(whole)};
}

}  // namespace

void StateView::change(StateId id, bool is_gone, std::span<std::uint32_t const> scope) {
    change_of_.resize(evolution_->states.size(), 0);
    changes_.push_back({id, is_gone, {scope.begin(), scope.end()}});
    change_of_[id] = static_cast<std::uint32_t>(changes_.size());
}

void StateView::restore() {
    for (Change const& each : changes_) {
        change_of_[each.state] = 0;
    }
    changes_.clear();
}

bool at_least(std::uint64_t part, std::uint64_t whole, Ratio threshold) {
    return part * static_cast<std::uint64_t>(threshold.denominator()) >=
           whole * static_cast<std::uint64_t>(threshold.numerator());
}

bool is_linked(Overlap const& overlap, Parameters const& parameters) {
    std::uint32_t const smaller = std::min(overlap.before(), overlap.after());
    return overlap.kept >= parameters.min_shared && smaller > 0 &&
           at_least(overlap.kept, smaller, parameters.min_overlap);
}

LineageRules::LineageRules(Coding const& coding, Evolution const& evolution, StateView const& states)
    : coding_{coding}, evolution_{evolution}, states_{states}, among_(coding.items.size(), 0) {}

void LineageRules::compare(std::uint32_t earlier, std::uint32_t later) {
    auto const observed = evolution_.observed_for(Facet::issues);
    earlier_ = earlier;
    later_ = later;
    compared_ = compared_facets(coding_, evolution_.parameters, observed[earlier], observed[later]);
    is_whole_ = compared_ == FacetSet::all();
}

std::uint32_t LineageRules::size(StateId state) const {
    std::span<std::uint32_t const> const scope = states_.scope(state);
    if (is_whole_) {
        return static_cast<std::uint32_t>(scope.size());
    }
    return static_cast<std::uint32_t>(std::ranges::count_if(
        scope, [&](std::uint32_t item) { return compared_.contains(coding_.items[item].facet); }));
}

std::uint32_t LineageRules::least_part(std::uint32_t whole) const {
    Ratio const part = evolution_.parameters.min_part;
    auto const numerator = static_cast<std::uint64_t>(part.numerator());
    auto const denominator = static_cast<std::uint64_t>(part.denominator());
    return static_cast<std::uint32_t>((whole * numerator + denominator - 1) / denominator);
}

std::optional<LineageEvent> LineageRules::joint(StateId hub, std::span<Partner const> partners) {
    spokes_.clear();
    for (Partner const& each : partners) {
        if (at_least(each.shared, size(each.state), evolution_.parameters.min_overlap)) {
            spokes_.push_back(each.state);
        }
    }
    if (spokes_.size() < 2) {
        return std::nullopt;
    }
    keep_those_with_an_item_of_their_own(hub);
    std::uint32_t const hub_at = states_[hub].position;
    std::uint32_t const hub_theme = states_[hub].theme;
    auto const is_hub_theme = [&](StateId each) { return states_[each].theme == hub_theme; };
    bool const hub_is_there = states_.is_present(hub, other_position(hub));
    if (spokes_.size() < 2 || (hub_is_there && std::ranges::none_of(spokes_, is_hub_theme)) ||
        std::ranges::all_of(spokes_,
                            [&](StateId each) { return is_hub_theme(each) || states_.is_present(each, hub_at); })) {
        return std::nullopt;
    }
    std::uint32_t const in_spokes = find_passed(hub);
    EventKind const kind = hub_at == later_ ? EventKind::merged : hub_is_there ? EventKind::branched : EventKind::split;
    return fan(kind, hub, in_spokes);
}

std::optional<LineageEvent> LineageRules::parts_event(StateId hub, std::uint32_t whole) {
    std::uint32_t const hub_at = states_[hub].position;
    if (spokes_.size() < 2 ||
        std::ranges::all_of(spokes_, [&](StateId each) { return states_.is_present(each, hub_at); })) {
        return std::nullopt;
    }
    std::uint32_t const in_spokes = find_passed(hub);
    if (passed_.size() < least_passed || !at_least(passed_.size(), whole, evolution_.parameters.min_overlap)) {
        return std::nullopt;
    }
    return fan(hub_at == later_ ? EventKind::assembled : EventKind::dispersed, hub, in_spokes);
}

std::optional<LineageEvent> LineageRules::replacement_without_rivals(StateId earlier, StateId later) {
    if (states_.is_present(earlier, later_) || states_.is_present(later, earlier_)) {
        return std::nullopt;
    }
    Parameters const& by = evolution_.parameters;
    std::uint32_t shared = 0;
    for_each_item(earlier, [&](std::uint32_t item) { shared += states_.has_item(later, item) ? 1U : 0U; });
    std::uint32_t const before = size(earlier);
    std::uint32_t const after = size(later);
    if (shared == 0 || shared < by.min_shared || !above(shared, before, by.min_overlap) ||
        !above(shared, after, by.min_overlap)) {
        return std::nullopt;
    }
    LineageEvent event;
    event.kind = EventKind::replaced;
    event.position = later_;
    event.sources = {earlier};
    event.targets = {later};
    for_each_item(earlier, [&](std::uint32_t item) {
        if (states_.has_item(later, item)) {
            event.shared.push_back(item);
        }
    });
    event.share_of_old = share_of(shared, before);
    event.share_of_new = share_of(shared, after);
    return event;
}

void LineageRules::keep_those_with_an_item_of_their_own(StateId hub) {
    // among_: 0 not in the hub, else 1 + the number of spokes that have it.
    for_each_item(hub, [&](std::uint32_t item) { among_[item] = 1; });
    for (StateId const spoke : spokes_) {
        for_each_item(spoke, [&](std::uint32_t item) { among_[item] += among_[item] > 0 ? 1U : 0U; });
    }
    kept_.clear();
    for (StateId const spoke : spokes_) {
        bool has_own = false;
        for_each_item(spoke, [&](std::uint32_t item) { has_own = has_own || among_[item] == 2; });
        if (has_own) {
            kept_.push_back(spoke);
        }
    }
    forget_marks(hub);
    std::swap(spokes_, kept_);
}

std::uint32_t LineageRules::find_passed(StateId hub) {
    // among_: 1 in the hub, 2 in a spoke, 3 in both.
    passed_.clear();
    std::uint32_t in_spokes = 0;
    for_each_item(hub, [&](std::uint32_t item) { among_[item] |= 1U; });
    for (StateId const spoke : spokes_) {
        for_each_item(spoke, [&](std::uint32_t item) {
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

LineageEvent LineageRules::fan(EventKind kind, StateId hub, std::uint32_t in_spokes) const {
    Ratio const of_hub = share_of(passed_.size(), size(hub));
    Ratio const of_spokes = share_of(passed_.size(), in_spokes);
    bool const from_one = leads_from_one(kind);
    LineageEvent event;
    event.kind = kind;
    event.position = later_;
    event.sources = from_one ? std::vector{hub} : spokes_;
    event.targets = from_one ? spokes_ : std::vector{hub};
    event.shared = passed_;
    event.share_of_old = from_one ? of_hub : of_spokes;
    event.share_of_new = from_one ? of_spokes : of_hub;
    return event;
}

void LineageRules::forget_marks(StateId hub) {
    for (std::uint32_t const item : states_.scope(hub)) {
        among_[item] = 0;
    }
    for (StateId const spoke : spokes_) {
        for (std::uint32_t const item : states_.scope(spoke)) {
            among_[item] = 0;
        }
    }
}

}  // namespace stoa::evolution
