// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "stoa/evolution/evolution.hpp"

/// The rules by which themes are linked (docs/method.md, section 5), for one event or arc at a time: so that the
/// computation of a whole series and the question whether one event stands without a unit follow the same rules.
namespace stoa::evolution {

/// The states of an evolution as they are, or as they would be without a unit: some gone, some with fewer items.
class StateView {
public:
    /// Refers to the evolution, which may still grow; `change` only once all states are there.
    explicit StateView(Evolution const& evolution) : evolution_{&evolution} {}

    [[nodiscard]] State const& operator[](StateId id) const { return evolution_->states[id]; }
    [[nodiscard]] std::span<std::uint32_t const> scope(StateId id) const {
        return is_changed(id) ? std::span<std::uint32_t const>{changes_[change_of_[id] - 1].scope}
                              : evolution_->scope(id);
    }
    [[nodiscard]] bool is_changed(StateId id) const { return !changes_.empty() && change_of_[id] != 0; }
    [[nodiscard]] bool is_gone(StateId id) const { return is_changed(id) && changes_[change_of_[id] - 1].is_gone; }
    [[nodiscard]] bool has_item(StateId id, std::uint32_t item) const {
        return std::ranges::binary_search(scope(id), item);
    }
    /// Is the theme of `state` present at a position next to its own?
    [[nodiscard]] bool is_present(StateId state, std::uint32_t position) const {
        State const& at = (*this)[state];
        StateId const neighbour = position < at.position ? at.previous : at.next;
        return neighbour != none && (*this)[neighbour].position == position && !is_gone(neighbour);
    }

    /// From now on the state has this scope, or is gone.
    void change(StateId id, bool is_gone, std::span<std::uint32_t const> scope);
    /// As they are, again.
    void restore();

private:
    struct Change {
        StateId state = 0;
        bool is_gone = false;
        std::vector<std::uint32_t> scope;
    };
    Evolution const* evolution_;
    std::vector<Change> changes_;
    std::vector<std::uint32_t> change_of_;  // by state: 1 + index of its change, or 0
};

/// A state at another position that shares items of compared facets.
struct Partner {
    StateId state = 0;
    std::uint32_t shared = 0;
};

/// Is part / whole at least the threshold? Without rounding; `whole` is not 0.
[[nodiscard]] bool at_least(std::uint64_t part, std::uint64_t whole, Ratio threshold);

/// Whether a scope is linked with another by a morph arc: m_min shared items, and an inclusion of at least κ.
[[nodiscard]] bool is_linked(Overlap const& overlap, Parameters const& parameters);

/// An index from items to the states of one position is what several of these ask for. It has `count(item)`, how many
/// states have the item at most, `for_each(item, visit)`, which visits them, and `only(item)`, the state that alone has
/// it, or `none`.
class LineageRules {
public:
    LineageRules(Coding const& coding, Evolution const& evolution, StateView const& states);

    /// From now on the states of these two positions are compared, in the facets observed at both.
    void compare(std::uint32_t earlier, std::uint32_t later);

    /// Visits the items of compared facets of a state, in order.
    template <class Visit>
    void for_each_item(StateId state, Visit visit) const {
        for (std::uint32_t const item : states_.scope(state)) {
            if (is_whole_ || compared_.contains(coding_.items[item].facet)) {
                visit(item);
            }
        }
    }
    /// How many these are.
    [[nodiscard]] std::uint32_t size(StateId state) const;

    /// Visits the states in the index that share `least` items with `state`, in order. Who shares so many shares one
    /// besides the least - 1 that are in most states: those are not followed, only counted, so that an item of all
    /// themes costs no more than another.
    template <class Index, class Visit>
    void for_each_partner(StateId state, std::uint32_t least, Index const& index, Visit visit) {
        items_.clear();
        for_each_item(state, [&](std::uint32_t item) { items_.push_back(item); });
        if (items_.size() < least) {
            return;
        }
        auto const followed = items_.begin() + (least - 1);
        std::ranges::nth_element(items_, followed,
                                 [&](std::uint32_t a, std::uint32_t b) { return index.count(a) > index.count(b); });
        found_.clear();
        shared_with_.resize(evolution_.states.size(), 0);
        for (auto item = followed; item != items_.end(); ++item) {
            index.for_each(*item, [&](StateId other) {
                if (shared_with_[other]++ == 0) {
                    found_.push_back(other);
                }
            });
        }
        std::ranges::sort(found_);
        for (StateId const other : found_) {
            auto const counted = std::count_if(items_.begin(), followed,
                                               [&](std::uint32_t item) { return states_.has_item(other, item); });
            std::uint32_t const shared = std::exchange(shared_with_[other], 0) + static_cast<std::uint32_t>(counted);
            if (shared >= least) {
                visit(Partner{other, shared});
            }
        }
    }

    /// merged into `hub` when the partners are earlier, split or branched from it when they are later. The partners are
    /// all that share m_min items.
    [[nodiscard]] std::optional<LineageEvent> joint(StateId hub, std::span<Partner const> partners);

    /// dispersed when the index is of the later position, assembled when it is of the earlier one; but for the events
    /// that come before it: the caller knows them.
    template <class Index>
    [[nodiscard]] std::optional<LineageEvent> in_parts(StateId hub, Index const& index) {
        std::uint32_t const whole = size(hub);
        std::uint32_t const least = least_part(whole);
        if (states_.is_present(hub, other_position(hub)) || whole < least_passed ||
            whole < evolution_.parameters.min_shared) {
            return std::nullopt;
        }
        spokes_.clear();
        if (least == 1) {
            // Everyone with any item is among them: an item is of one alone where only one has it.
            for_each_item(hub, [&](std::uint32_t item) {
                if (StateId const holder = index.only(item); holder != none) {
                    spokes_.push_back(holder);
                }
            });
            std::ranges::sort(spokes_);
            spokes_.erase(std::unique(spokes_.begin(), spokes_.end()), spokes_.end());
        } else {
            for_each_partner(hub, least, index, [&](Partner const& each) { spokes_.push_back(each.state); });
            keep_those_with_an_item_of_their_own(hub);
        }
        return parts_event(hub, whole);
    }

    /// `later` replaces `earlier`, but for the merges, splits and branchings that have the pair: the caller knows them.
    template <class Earlier, class Later>
    [[nodiscard]] std::optional<LineageEvent> replacement(StateId earlier, StateId later, Earlier const& earlier_index,
                                                          Later const& later_index) {
        std::optional<LineageEvent> event = replacement_without_rivals(earlier, later);
        if (event) {
            auto const shared = static_cast<std::uint32_t>(event->shared.size());
            if (has_rival(earlier, later, shared, later_index) || has_rival(later, earlier, shared, earlier_index)) {
                event.reset();
            }
        }
        return event;
    }

    /// With fewer shared items no other state comes as near to `state` as `partner` does, which shares `shared` with
    /// it: its Jaccard index is at most these items over the size of `state`.
    [[nodiscard]] std::uint32_t least_of_a_rival(StateId state, StateId partner, std::uint32_t shared) const {
        std::uint64_t const own = size(state);
        std::uint64_t const either = own + size(partner) - shared;
        return static_cast<std::uint32_t>((shared * own + either - 1) / either);
    }

    /// Of the two positions that are compared, the one where the state is not.
    [[nodiscard]] std::uint32_t other_position(StateId state) const {
        return states_[state].position == earlier_ ? later_ : earlier_;
    }

private:
    static constexpr std::uint32_t least_passed = 3;

    [[nodiscard]] std::uint32_t least_part(std::uint32_t whole) const;
    /// Does another state in the index have a Jaccard index with `hub` that is as high as that of `nearest`, which
    /// shares `shared` items with it?
    template <class Index>
    [[nodiscard]] bool has_rival(StateId hub, StateId nearest, std::uint64_t shared, Index const& index) {
        std::uint64_t const own = size(hub);
        std::uint64_t const either = own + size(nearest) - shared;
        bool found = false;
        std::uint32_t const least = least_of_a_rival(hub, nearest, static_cast<std::uint32_t>(shared));
        for_each_partner(hub, least, index, [&](Partner const& each) {
            found = found ||
                    (each.state != nearest && each.shared * either >= shared * (own + size(each.state) - each.shared));
        });
        return found;
    }
    void keep_those_with_an_item_of_their_own(StateId hub);
    [[nodiscard]] std::optional<LineageEvent> parts_event(StateId hub, std::uint32_t whole);
    [[nodiscard]] std::optional<LineageEvent> replacement_without_rivals(StateId earlier, StateId later);
    /// Fills `passed_` with the items of the hub that any of the spokes has, sorted, and gives how many items the
    /// spokes have together.
    std::uint32_t find_passed(StateId hub);
    /// An event between the hub and the spokes, by which `passed_` went.
    [[nodiscard]] LineageEvent fan(EventKind kind, StateId hub, std::uint32_t in_spokes) const;
    void forget_marks(StateId hub);

    Coding const& coding_;
    Evolution const& evolution_;
    StateView const& states_;
    std::uint32_t earlier_ = 0;
    std::uint32_t later_ = 0;
    FacetSet compared_;
    bool is_whole_ = false;  ///< whole scopes are compared

    // Room that is used again.
    std::vector<std::uint32_t> items_;
    std::vector<std::uint32_t> passed_;
    std::vector<StateId> found_;
    std::vector<StateId> spokes_;
    std::vector<StateId> kept_;
    std::vector<std::uint32_t> shared_with_;  ///< by state
    std::vector<std::uint32_t> among_;        ///< by item
};

}  // namespace stoa::evolution
