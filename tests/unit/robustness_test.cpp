// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/robustness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "support/hand_coding.hpp"
#include "support/random_coding.hpp"

namespace stoa::evolution {
namespace {

using Units = std::vector<std::vector<UnitId>>;
using Themes = std::vector<std::uint32_t>;

// What tells an event from others, in words that have nothing in common with robustness.cpp: editions, not positions.

using StateName = std::tuple<EventKind, std::uint32_t, std::uint32_t>;
StateName name_of(Evolution const& of, Coding const& coding, StateEvent const& event, bool of_item) {
    Facet const facet = of_item ? coding.items[event.subject].facet : Facet::issues;
    return {event.kind, of.observed_for(facet)[event.position], event.subject};
}

using LineageName = std::tuple<EventKind, std::uint32_t, Themes>;
LineageName name_of(Evolution const& of, LineageEvent const& event) {
    Themes themes;
    bool const into_one = event.kind == EventKind::merged || event.kind == EventKind::assembled;
    if (!into_one) {
        themes.push_back(of.states[event.sources.front()].theme);
    }
    if (into_one || event.kind == EventKind::replaced) {
        themes.push_back(of.states[event.targets.front()].theme);
    }
    return {event.kind, of.observed_for(Facet::issues)[event.position], themes};
}

enum class Link : std::uint8_t { own, morph, asserted };
using ArcName = std::tuple<Link, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
ArcName name_of(Evolution const& of, Arc const& arc) {
    Link const link = arc.kind == ArcKind::morphs     ? Link::morph
                      : arc.kind == ArcKind::asserted ? Link::asserted
                                                      : Link::own;
    return {link,
            of.states[arc.from].edition,
            of.states[arc.from].theme,
            of.states[arc.to].edition,
            of.states[arc.to].theme,
            arc.development};
}

/// The names of all events.
struct Names {
    std::set<StateName> themes;
    std::set<StateName> items;
    std::set<LineageName> lineage;
    std::set<ArcName> arcs;

    Names(Coding const& coding, Evolution const& of) {
        for (StateEvent const& each : of.theme_events) {
            themes.insert(name_of(of, coding, each, false));
        }
        for (StateEvent const& each : of.item_events) {
            items.insert(name_of(of, coding, each, true));
        }
        for (LineageEvent const& each : of.lineage_events) {
            lineage.insert(name_of(of, each));
        }
        for (Arc const& each : of.arcs) {
            arcs.insert(name_of(of, each));
        }
    }
};

/// Everything computed again without each unit.
Robustness plainly(Coding const& coding, Evolution const& evolution) {
    Robustness result;
    result.theme_events.resize(evolution.theme_events.size());
    result.item_events.resize(evolution.item_events.size());
    result.lineage_events.resize(evolution.lineage_events.size());
    result.arcs.resize(evolution.arcs.size());
    auto const leave_out = [&](UnitId unit) {
        Coding const rest = without(coding, unit.unit, unit.index);
        Names const there{rest, compute(rest, evolution.parameters)};
        auto const note = [&](Units& lists, auto const& events, auto const& names, auto name) {
            for (std::size_t i = 0; i < events.size(); ++i) {
                if (!names.contains(name(events[i]))) {
                    lists[i].push_back(unit);
                }
            }
        };
        note(result.theme_events, evolution.theme_events, there.themes,
             [&](StateEvent const& each) { return name_of(evolution, coding, each, false); });
        if (unit.unit != Unit::item) {
            note(result.item_events, evolution.item_events, there.items,
                 [&](StateEvent const& each) { return name_of(evolution, coding, each, true); });
        }
        note(result.lineage_events, evolution.lineage_events, there.lineage,
             [&](LineageEvent const& each) { return name_of(evolution, each); });
        note(result.arcs, evolution.arcs, there.arcs, [&](Arc const& each) { return name_of(evolution, each); });
    };
    for (std::uint32_t i = 0; i < coding.documents.size(); ++i) {
        leave_out({Unit::document, i});
    }
    for (std::uint32_t i = 0; i < coding.sources.size(); ++i) {
        if (coding.counted_source(i) == i) {  // one that repeats another goes with it
            leave_out({Unit::source, i});
        }
    }
    for (std::uint32_t i = 0; i < coding.items.size(); ++i) {
        leave_out({Unit::item, i});
    }
    return result;
}

std::string in_words(Units const& lists) {
    std::string text;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        for (UnitId const& each : lists[i]) {
            text += "event " + std::to_string(i) + " unit " + std::to_string(static_cast<int>(each.unit)) + "/" +
                    std::to_string(each.index) + "\n";
        }
    }
    return text;
}

TEST(Robustness, IsWhatComputingAllAgainWithoutEachUnitShows) {
    std::uint64_t const seed = test::first_seed();
    test::Random random{seed};
    std::size_t fallen_lineage = 0;
    std::size_t fallen_asserted = 0;
    for (std::uint64_t round = 0; round < test::runs_of(2000); ++round) {
        SCOPED_TRACE(testing::Message() << "seed " << seed << ", round " << round);
        test::RandomSeries const series = test::random_series(random);
        Evolution const evolution = compute(series.coding, series.parameters);
        Robustness const found = leave_one_out(series.coding, evolution);
        Robustness const expected = plainly(series.coding, evolution);
        ASSERT_EQ(in_words(found.theme_events), in_words(expected.theme_events));
        ASSERT_EQ(in_words(found.item_events), in_words(expected.item_events));
        ASSERT_EQ(in_words(found.lineage_events), in_words(expected.lineage_events));
        ASSERT_EQ(in_words(found.arcs), in_words(expected.arcs));
        for (std::vector<UnitId> const& each : found.lineage_events) {
            fallen_lineage += !each.empty();
        }
        for (std::size_t i = 0; i < evolution.arcs.size(); ++i) {
            fallen_asserted += evolution.arcs[i].kind == ArcKind::asserted && !found.arcs[i].empty();
        }
    }
    EXPECT_GT(fallen_lineage, test::runs_of(2000) / 8);
    EXPECT_GT(fallen_asserted, test::runs_of(2000) / 20);
}

TEST(Robustness, OfAnAssertionIsThatOfAllSourcesThatStateIt) {
    // Source 0 proves the states at both ends; 1 and 2 state that one led to the other.
    test::HandCoding hand{2, 2, 4, 0};
    hand.treat(0, 0, {0, 1});
    hand.treat(1, 1, {2, 3});
    hand.coding.sources.resize(3);
    Coding::Development asserted;
    asserted.from_theme = 0;
    asserted.from_edition = 0;
    asserted.to_theme = 1;
    asserted.to_edition = 1;
    auto const falls_with = [&](std::vector<std::uint32_t> const& sources) {
        asserted.sources = sources;
        hand.coding.developments = {asserted};
        Evolution const evolution = compute(hand.coding, {});
        EXPECT_EQ(evolution.arcs.size(), 1U);
        return leave_one_out(hand.coding, evolution).arcs.front();
    };
    UnitId const of_states{Unit::source, 0};
    UnitId const of_statement{Unit::source, 1};
    EXPECT_EQ(falls_with({}), std::vector{of_states});
    EXPECT_EQ(falls_with({1}), (std::vector{of_states, of_statement}));
    EXPECT_EQ(falls_with({1, 2}), std::vector{of_states}) << "the other one still states it";
    hand.coding.counts_as = {0, 1, 1};
    EXPECT_EQ(falls_with({1, 2}), (std::vector{of_states, of_statement})) << "both have one text";
}

// --- compare ---

using Told = std::tuple<Fate, EventList, EventKind>;
std::vector<Told> told(Evolution const& before, Evolution const& after) {
    std::vector<Told> list;
    for (Change const& each : compare(before, after)) {
        Evolution const& of = each.fate == Fate::appeared ? after : before;
        std::size_t const i = each.fate == Fate::appeared ? each.after : each.before;
        switch (each.list) {
            case EventList::theme:
                list.emplace_back(each.fate, each.list, of.theme_events[i].kind);
                break;
            case EventList::lineage:
                list.emplace_back(each.fate, each.list, of.lineage_events[i].kind);
                break;
            default:
                break;
        }
    }
    return list;
}

TEST(Compare, OfEqualEvolutionsShowsNothing) {
    std::uint64_t const seed = test::first_seed();
    test::Random random{seed};
    for (std::uint64_t round = 0; round < test::runs_of(300); ++round) {
        test::RandomSeries const series = test::random_series(random);
        Evolution const evolution = compute(series.coding, series.parameters);
        ASSERT_TRUE(compare(evolution, evolution).empty()) << "seed " << seed << ", round " << round;
    }
}

TEST(Compare, ShowsTheEventsThatFallWithADocument) {
    test::HandCoding example{2, 1, 3, 2};
    example.treat(0, 0, {0, 1, 2}, 0);
    example.treat(1, 0, {0, 1, 2}, 1);
    Evolution const before = compute(example.coding, {});
    Evolution const after = compute(without(example.coding, Unit::document, 1), {});
    // It was continued, and is dropped.
    EXPECT_EQ(told(before, after), (std::vector<Told>{{Fate::fallen, EventList::theme, EventKind::continued},
                                                      {Fate::appeared, EventList::theme, EventKind::dropped}}));
}

TEST(Compare, ShowsAMergeThatAppearsWhenADocumentIsWithdrawn) {
    // Both themes still stand in the later edition, through document 2 alone: so nothing has merged.
    test::HandCoding example{2, 3, 6, 3};
    example.treat(0, 0, {0, 1, 2}, 0);
    example.treat(0, 1, {3, 4, 5}, 0);
    example.treat(1, 2, {0, 1, 2, 3, 4, 5}, 1);
    example.treat(1, 0, {0, 1, 2}, 2);
    example.treat(1, 1, {3, 4, 5}, 2);
    Evolution const before = compute(example.coding, {});
    EXPECT_TRUE(std::ranges::none_of(before.lineage_events,
                                     [](LineageEvent const& each) { return each.kind == EventKind::merged; }));
    Evolution const after = compute(without(example.coding, Unit::document, 2), {});
    std::vector<Told> const list = told(before, after);
    EXPECT_TRUE(std::ranges::find(list, Told{Fate::appeared, EventList::lineage, EventKind::merged}) != list.end());
}

TEST(Compare, ShowsWhatChangedInAnEventThatStays) {
    test::HandCoding example{2, 1, 7, 3};
    example.treat(0, 0, {0, 1, 2, 3, 4}, 0, Role::issue);
    example.treat(1, 0, {0, 1, 2, 3, 4}, 1, Role::issue);
    example.treat(1, 0, {5, 6}, 2, Role::headline);
    Evolution const before = compute(example.coding, {});
    Evolution const after = compute(without(example.coding, Unit::document, 2), {});
    EXPECT_EQ(told(before, after), (std::vector<Told>{{Fate::changed, EventList::theme, EventKind::continued}}));
    std::vector<Change> const changes = compare(before, after);
    auto const found = std::ranges::find(changes, EventList::theme, &Change::list);
    EXPECT_EQ(before.theme_events[found->before].role, RoleChange::raised);
    EXPECT_EQ(before.theme_events[found->before].scope, ScopeChange::broadened);
    EXPECT_EQ(after.theme_events[found->after].role, RoleChange::unchanged);
    EXPECT_EQ(after.theme_events[found->after].scope, ScopeChange::steady);
}

TEST(Compare, CallsAnArcChangedWhenItsPopulationIs) {
    // Theme 0 leads on to theme 1; theme 2 beside it, in document 2 alone, has an item that is in no other scope.
    test::HandCoding example{2, 3, 5, 3};
    example.treat(0, 0, {0, 1, 2}, 0);
    example.treat(1, 1, {0, 1, 3}, 1);
    example.treat(1, 2, {4}, 2);
    Evolution const before = compute(example.coding, {});
    Evolution const after = compute(without(example.coding, Unit::document, 2), {});
    std::vector<Change> const changes = compare(before, after);
    auto const found = std::ranges::find(changes, EventList::arc, &Change::list);
    ASSERT_TRUE(found != changes.end());
    EXPECT_EQ(found->fate, Fate::changed);
    EXPECT_EQ(before.arcs[found->before].overlap, after.arcs[found->after].overlap);
    EXPECT_EQ(before.arcs[found->before].population, 5);
    EXPECT_EQ(after.arcs[found->after].population, 4);
}

TEST(Compare, TellsEachFateByItsName) {
    EXPECT_EQ(name_of(Fate::fallen), "fallen");
    EXPECT_EQ(name_of(Fate::appeared), "new");
    EXPECT_EQ(name_of(Fate::changed), "changed");
}

/// Of every change: fallen is in `before` alone, appeared in `after` alone, and together they lead from one to the
/// other.
TEST(Compare, AccountsForEveryEventOnBothSides) {
    std::uint64_t const seed = test::first_seed();
    test::Random random{seed};
    for (std::uint64_t round = 0; round < test::runs_of(500); ++round) {
        SCOPED_TRACE(testing::Message() << "seed " << seed << ", round " << round);
        test::RandomSeries const series = test::random_series(random);
        if (series.coding.documents.empty()) {
            continue;
        }
        Evolution const before = compute(series.coding, series.parameters);
        Coding const rest = without(series.coding, Unit::document, 0);
        Evolution const after = compute(rest, series.parameters);
        Names const names_before{series.coding, before};
        Names const names_after{rest, after};
        Names moved = names_before;
        std::vector<Change> const changes = compare(before, after);
        EXPECT_TRUE(std::ranges::is_sorted(changes, {}, [](Change const& each) {
            bool const is_new = each.fate == Fate::appeared;
            return std::tuple{each.list, is_new, is_new ? each.after : each.before};
        })) << "by list, then in the order of the events";
        for (Change const& each : changes) {
            auto const apply = [&](auto& moving, auto const& name_before, auto const& name_after) {
                if (each.fate == Fate::fallen) {
                    ASSERT_EQ(moving.erase(name_before()), 1U);
                } else if (each.fate == Fate::appeared) {
                    ASSERT_TRUE(moving.insert(name_after()).second);
                } else {
                    ASSERT_EQ(name_before(), name_after());
                }
            };
            switch (each.list) {
                case EventList::theme:
                    apply(
                        moved.themes,
                        [&] { return name_of(before, series.coding, before.theme_events[each.before], false); },
                        [&] { return name_of(after, rest, after.theme_events[each.after], false); });
                    break;
                case EventList::item:
                    apply(
                        moved.items,
                        [&] { return name_of(before, series.coding, before.item_events[each.before], true); },
                        [&] { return name_of(after, rest, after.item_events[each.after], true); });
                    break;
                case EventList::lineage:
                    apply(
                        moved.lineage, [&] { return name_of(before, before.lineage_events[each.before]); },
                        [&] { return name_of(after, after.lineage_events[each.after]); });
                    break;
                case EventList::arc:
                    apply(
                        moved.arcs, [&] { return name_of(before, before.arcs[each.before]); },
                        [&] { return name_of(after, after.arcs[each.after]); });
                    break;
            }
        }
        ASSERT_EQ(moved.themes, names_after.themes);
        ASSERT_EQ(moved.items, names_after.items);
        ASSERT_EQ(moved.lineage, names_after.lineage);
        ASSERT_EQ(moved.arcs, names_after.arcs);
    }
}

}  // namespace
}  // namespace stoa::evolution
