// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stoa/evolution/evolution.hpp"

/// What happens to events when a unit is left out. Events can also appear then: nothing is found by subtraction.
namespace stoa::evolution {

/// A document, source or item of a coding.
struct UnitId {
    Unit unit = Unit::document;
    std::uint32_t index = 0;
    friend auto operator<=>(UnitId const&, UnitId const&) = default;
};

/// For each event the units without which it is no longer there: no event of its kind, in its edition, on its themes
/// (of a merge the one that they merged into, of a split or branching the one that split). It is robust against
/// leaving out any one document when no document or source is among them, and any one item when no item is.
/// Lists are sorted; those of item events leave the item itself out.
struct Robustness {
    std::vector<std::vector<UnitId>> theme_events;  ///< by index of `Evolution::theme_events`, and so on
    std::vector<std::vector<UnitId>> item_events;
    std::vector<std::vector<UnitId>> lineage_events;
    std::vector<std::vector<UnitId>> arcs;
};

/// Leaves out every unit in turn, and looks again at what stands near it: the states that rest on it, their arcs, and
/// the lineage events of these states and of those that share items with them. Equal to computing everything again
/// without each unit. Time: linear in editions; in one edition, units times the states that they touch.
[[nodiscard]] Robustness leave_one_out(Coding const& coding, Evolution const& evolution);

enum class Fate : std::uint8_t { fallen, appeared, changed };
[[nodiscard]] std::string_view name_of(Fate fate);

/// One event that is not what it was: an index into the events of the evolution before (fallen, changed) or after
/// (appeared); `after` of a changed one is its index after.
struct Change {
    Fate fate = Fate::fallen;
    EventList list = EventList::theme;
    std::size_t before = 0;
    std::size_t after = 0;
};

/// The differences between two evolutions of one coding, with and without a unit: by list, then in the order of the
/// events. Changed: the same event with another role, scope, count, gap, heir, share, or with another member, and an
/// arc with another population (and so another probability).
[[nodiscard]] std::vector<Change> compare(Evolution const& before, Evolution const& after);

}  // namespace stoa::evolution
