// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/evolution/evolution.hpp"

/// The worked example of docs/method.md, the problems of other methods that it names, and edge cases.
namespace stoa::evolution {
namespace {

using Lines = std::vector<std::string>;
using Numbers = std::vector<std::uint32_t>;

/// A theme with its items, each a letter.
struct Treated {
    std::string_view theme;
    std::string_view items;
    Role role = Role::issue;
};

/// A series by hand: all items are issues, and each edition has one document and one source that prove everything.
class Series {
public:
    Series() {
        for (std::uint32_t letter = 0; letter < 26; ++letter) {
            coding.items.push_back({letter, Facet::issues});
        }
    }

    Series& edition(std::optional<std::int32_t> year, Level level, std::initializer_list<Treated> themes = {}) {
        auto const index = static_cast<std::uint32_t>(coding.editions.size());
        Coding::Edition edition;
        edition.year = year;
        edition.level.fill(level);
        coding.editions.push_back(edition);
        coding.documents.push_back(index);
        coding.sources.push_back(index);
        for (Treated const& each : themes) {
            Coding::Passage passage;
            passage.edition = index;
            passage.theme = theme(each.theme);
            passage.document = index;
            passage.source = index;
            passage.role = each.role;
            coding.passages.push_back(passage);
            for (char const letter : each.items) {
                passage.item = static_cast<std::uint32_t>(letter - 'a');
                coding.passages.push_back(passage);
            }
        }
        std::ranges::sort(coding.passages);
        return *this;
    }
    Series& edition(std::int32_t year, std::initializer_list<Treated> themes) {
        return edition(year, Level::complete, themes);
    }

    std::uint32_t theme(std::string_view name) {
        auto const found = std::ranges::find(names, name);
        if (found == names.end()) {
            coding.themes.push_back(static_cast<std::uint32_t>(names.size()));
            names.emplace_back(name);
            return static_cast<std::uint32_t>(names.size() - 1);
        }
        return static_cast<std::uint32_t>(found - names.begin());
    }

    Coding coding;
    Lines names;
};

/// What a series comes to, as lines to read. Editions are counted from 1, as in `E3`.
class Told {
public:
    explicit Told(Series const& series, Parameters const& parameters = {})
        : series_{series}, evolution_{compute(series.coding, parameters)} {}

    [[nodiscard]] Evolution const& evolution() const { return evolution_; }

    /// `E2 access continued raised broadened kept 4 gained 2 lost 0`
    [[nodiscard]] Lines events() const {
        Lines lines;
        for (StateEvent const& each : evolution_.theme_events) {
            lines.push_back(edition(Facet::issues, each.position) + " " + series_.names[each.subject] + rest(each));
        }
        return lines;
    }
    [[nodiscard]] Lines events_of(std::string_view theme) const {
        Lines lines = events();
        std::erase_if(lines, [&](std::string const& line) {
            return line.find(" " + std::string{theme} + " ") == std::string::npos;
        });
        return lines;
    }
    [[nodiscard]] Lines events_of_item(char letter) const {
        Lines lines;
        for (StateEvent const& each : evolution_.item_events) {
            if (each.subject == static_cast<std::uint32_t>(letter - 'a')) {
                lines.push_back(edition(Facet::issues, each.position) + " " + letter + rest(each));
            }
        }
        return lines;
    }

    /// `E3 merged ict + youth -> digital 1 1 1 by efghij`: the shares of the old and of the new side
    [[nodiscard]] Lines lineage() const {
        Lines lines;
        for (LineageEvent const& each : evolution_.lineage_events) {
            lines.push_back(edition(Facet::issues, each.position) + " " + std::string{name_of(each.kind)} + " " +
                            themes(each.sources) + " -> " + themes(each.targets) + " " + to_text(each.share_of_old) +
                            " " + to_text(each.share_of_new) + " by " + letters(each.shared));
        }
        return lines;
    }

    /// `E2 ict -> E3 digital n 3`
    [[nodiscard]] Lines arcs(ArcKind kind) const {
        Lines lines;
        for (Arc const& each : evolution_.arcs) {
            if (each.kind == kind) {
                lines.push_back(state(each.from) + " -> " + state(each.to) + " n " + std::to_string(each.overlap.kept));
            }
        }
        return lines;
    }

    [[nodiscard]] StateId id(std::string_view theme, std::uint32_t position) const {
        auto const found = std::ranges::find(series_.names, theme) - series_.names.begin();
        return evolution_.find_state(static_cast<std::uint32_t>(found), position).value();
    }

private:
    [[nodiscard]] std::string edition(Facet facet, std::uint32_t position) const {
        return "E" + std::to_string(evolution_.observed_for(facet)[position] + 1);
    }
    [[nodiscard]] std::string state(StateId id) const {
        State const& state = evolution_.states[id];
        return edition(Facet::issues, state.position) + " " + series_.names[state.theme];
    }
    [[nodiscard]] std::string themes(std::vector<StateId> const& states) const {
        std::string text;
        for (StateId const each : states) {
            text += (text.empty() ? "" : " + ") + series_.names[evolution_.states[each].theme];
        }
        return text;
    }
    [[nodiscard]] static std::string letters(std::vector<std::uint32_t> const& items) {
        std::string text;
        for (std::uint32_t const each : items) {
            text += static_cast<char>('a' + each);
        }
        return text;
    }
    [[nodiscard]] static std::string rest(StateEvent const& event) {
        std::string text = " " + std::string{name_of(event.kind)};
        if (event.role) {
            text += " " + std::string{name_of(*event.role)};
        }
        if (event.scope) {
            text += " " + std::string{name_of(*event.scope)} + " kept " + std::to_string(event.overlap.kept) +
                    " gained " + std::to_string(event.overlap.gained) + " lost " + std::to_string(event.overlap.lost);
        }
        if (event.kind == EventKind::resumed) {
            text += " gap " + std::to_string(event.gap) +
                    (event.gap_years ? " years " + std::to_string(*event.gap_years) : "");
        }
        if (event.kind == EventKind::dropped) {
            text += (event.open ? " open" : "") + std::string{" absent for "} + std::to_string(event.absent_for) +
                    (event.heir ? " heir" : "");
        }
        return text + (event.derived ? " derived" : "");
    }

    Series const& series_;
    Evolution evolution_;
};

constexpr Role group = Role::group;
constexpr Role issue = Role::issue;
constexpr Role strand = Role::strand;
constexpr Role headline = Role::headline;

Series worked_example() {
    return Series{}
        .edition(2001, {{"access", "abcd", strand}, {"ict", "efg", issue}, {"youth", "hij", group}})
        .edition(2003, {{"access", "abcdkl", headline}, {"ict", "efg", issue}, {"youth", "hij", group}})
        .edition(2005, {{"access", "abcd", strand}, {"digital", "efghij", strand}})
        .edition(2007, Level::unread)
        .edition(2009, Level::partial,
                 {{"inclusion", "abcdlm", headline}, {"digital", "efn", issue}, {"youth", "hij", group}})
        .edition(
            2012,
            {{"equity", "abl", strand}, {"gender", "cdm", strand}, {"ai", "noefp", issue}, {"youth", "hijqr", strand}});
}

// --- the worked example ---

TEST(EvolutionExample, TellsEveryStateEvent) {
    Series const series = worked_example();
    EXPECT_EQ(Told{series}.events(),
              (Lines{"E1 access founding",                                                      //
                     "E1 ict founding",                                                         //
                     "E1 youth founding",                                                       //
                     "E2 access continued raised broadened kept 4 gained 2 lost 0",             //
                     "E2 ict continued unchanged steady kept 3 gained 0 lost 0",                //
                     "E2 youth continued unchanged steady kept 3 gained 0 lost 0",              //
                     "E3 access continued lowered narrowed kept 4 gained 0 lost 2",             //
                     "E3 ict dropped open absent for 3 heir",                                   //
                     "E3 youth dropped absent for 1 heir",                                      //
                     "E3 digital introduced derived",                                           //
                     "E5 access dropped open absent for 2 heir",                                //
                     "E5 youth resumed unchanged steady kept 3 gained 0 lost 0 gap 1 years 6",  //
                     "E5 digital continued lowered unknown kept 2 gained 1 lost 4",             //
                     "E5 inclusion introduced derived",                                         //
                     "E6 youth continued raised unknown kept 3 gained 2 lost 0",                //
                     "E6 digital dropped open absent for 1 heir",                               //
                     "E6 inclusion dropped open absent for 1 heir",                             //
                     "E6 equity introduced derived",                                            //
                     "E6 gender introduced derived",                                            //
                     "E6 ai introduced derived"}));
}

TEST(EvolutionExample, TellsEveryLineageEvent) {
    Series const series = worked_example();
    EXPECT_EQ(Told{series}.lineage(),
              (Lines{"E3 merged ict + youth -> digital 1 1 by efghij",
                     "E5 branched digital -> youth + digital 5/6 5/6 by efhij",
                     "E5 replaced access -> inclusion 1 2/3 by abcd",
                     "E6 split inclusion -> equity + gender 1 1 by abcdlm", "E6 replaced digital -> ai 1 3/5 by efn"}));
}

TEST(EvolutionExample, HasFourteenArcsOfWhichSevenMorph) {
    Series const series = worked_example();
    Told const told{series};
    EXPECT_EQ(told.evolution().arcs.size(), 14U);
    EXPECT_EQ(told.arcs(ArcKind::continues),
              (Lines{"E1 access -> E2 access n 4", "E1 ict -> E2 ict n 3", "E1 youth -> E2 youth n 3",
                     "E2 access -> E3 access n 4", "E3 digital -> E5 digital n 2", "E5 youth -> E6 youth n 3"}));
    EXPECT_EQ(told.arcs(ArcKind::resumes), (Lines{"E2 youth -> E5 youth n 3"}));
    EXPECT_EQ(told.arcs(ArcKind::morphs),
              (Lines{"E2 ict -> E3 digital n 3", "E2 youth -> E3 digital n 3", "E3 access -> E5 inclusion n 4",
                     "E3 digital -> E5 youth n 3", "E5 digital -> E6 ai n 3", "E5 inclusion -> E6 equity n 3",
                     "E5 inclusion -> E6 gender n 3"}));
    EXPECT_EQ(told.arcs(ArcKind::asserted), Lines{});
}

TEST(EvolutionExample, TellsHowLikelyAnOverlapIsByChance) {
    Series const series = worked_example();
    Told const told{series};
    Overlap const overlap = overlap_of(series.coding, told.evolution(), told.id("ict", 1), told.id("digital", 2));
    EXPECT_EQ(overlap, (Overlap{3, 3, 0}));
    EXPECT_EQ(overlap.inclusion(), Ratio{1});
    std::uint32_t const v = population(series.coding, told.evolution(), 1, 2);
    EXPECT_EQ(v, 12U);
    EXPECT_NEAR(chance_of_overlap(v, overlap), 1.0 / 11.0, 1e-15);
}

TEST(EvolutionExample, KeepsEveryStateWithItsScopeAndItsRole) {
    Series const series = worked_example();
    Told const told{series};
    EXPECT_EQ(told.evolution().states.size(), 15U);
    State const& youth = told.evolution().states[told.id("youth", 3)];
    EXPECT_EQ(youth.edition, 4U);
    EXPECT_EQ(youth.role, Role::group);
    EXPECT_EQ(youth.last_item - youth.first_item, 3U);
    EXPECT_EQ(youth.last_passage - youth.first_passage, 4U);
    EXPECT_EQ(youth.previous, told.id("youth", 1));
    EXPECT_EQ(youth.next, told.id("youth", 4));
}

TEST(EvolutionExample, TellsTheItemsToo) {
    Series const series = worked_example();
    Told const told{series};
    EXPECT_EQ(told.events_of_item('k'), (Lines{"E2 k introduced", "E3 k dropped open absent for 3"}));
    EXPECT_EQ(told.events_of_item('l'),
              (Lines{"E2 l introduced", "E3 l dropped absent for 1", "E5 l resumed gap 1 years 6", "E6 l continued"}));
    EXPECT_EQ(told.events_of_item('g'),
              (Lines{"E1 g founding", "E2 g continued", "E3 g continued", "E5 g dropped open absent for 2"}));
}

TEST(EvolutionExample, NamesTheEditionsThatAreNotComplete) {
    Series const series = worked_example();
    Told const told{series};
    std::vector<StateEvent> const& events = told.evolution().theme_events;
    auto const across = [&](EventKind kind, std::string_view theme) {
        auto const found = std::ranges::find_if(
            events, [&](StateEvent const& each) { return each.kind == kind && series.names[each.subject] == theme; });
        auto const [first, last] = span_of(series.coding, told.evolution(), *found, false);
        std::span<std::uint32_t const> const editions = told.evolution().not_complete(Facet::issues, first, last);
        return std::vector<std::uint32_t>{editions.begin(), editions.end()};
    };
    EXPECT_EQ(across(EventKind::founding, "youth"), Numbers{});
    EXPECT_EQ(across(EventKind::dropped, "ict"), Numbers{});
    EXPECT_EQ(across(EventKind::introduced, "digital"), Numbers{});
    EXPECT_EQ(across(EventKind::resumed, "youth"), (Numbers{3, 4}));
    EXPECT_EQ(across(EventKind::dropped, "access"), (Numbers{3, 4}));
    EXPECT_EQ(across(EventKind::introduced, "ai"), (Numbers{3, 4}));
    EXPECT_EQ(across(EventKind::dropped, "inclusion"), (Numbers{4}));
}

TEST(EvolutionExample, NestedThemesDoNotMerge) {
    Series const series = Series{}.edition(2001, {{"old", "abcd"}, {"sub", "ab"}}).edition(2005, {{"new", "abcd"}});
    EXPECT_EQ(Told{series}.lineage(), (Lines{"E2 replaced old -> new 1 1 by abcd"}));
}

TEST(EvolutionExample, StaticOverlapIsNoLineage) {
    Series const series =
        Series{}.edition(2001, {{"one", "abcd"}, {"two", "abce"}}).edition(2005, {{"one", "abcd"}, {"two", "abce"}});
    Told const told{series};
    EXPECT_EQ(told.lineage(), Lines{});
    EXPECT_EQ(told.arcs(ArcKind::morphs), Lines{});
    EXPECT_EQ(told.arcs(ArcKind::continues).size(), 2U);
}

// --- the problems of other methods ---

TEST(EvolutionFaults, ThemesLinkedToNothingAreKept) {
    Series const series =
        Series{}.edition(2001, {{"alone", "xyz"}, {"other", "abc"}}).edition(2005, {{"other", "abc"}});
    Told const told{series};
    EXPECT_EQ(told.events_of("alone"), (Lines{"E1 alone founding", "E2 alone dropped open absent for 1"}));
    EXPECT_EQ(told.evolution().states.size(), 3U);
}

TEST(EvolutionFaults, DroppedAndResumedIsSeenWithItsGap) {
    Series const series = Series{}
                              .edition(2001, {{"theme", "abc"}})
                              .edition(2003, {})
                              .edition(2007, {})
                              .edition(2012, {{"theme", "abc"}});
    Told const told{series};
    EXPECT_EQ(told.events(), (Lines{"E1 theme founding", "E2 theme dropped absent for 2",
                                    "E4 theme resumed unchanged steady kept 3 gained 0 lost 0 gap 2 years 11"}));
    EXPECT_EQ(told.arcs(ArcKind::resumes), (Lines{"E1 theme -> E4 theme n 3"}));
}

TEST(EvolutionFaults, NotObservedIsNotAbsent) {
    Series const series = Series{}
                              .edition(2001, {{"theme", "abc"}})
                              .edition(2003, Level::unread)
                              .edition(2007, {{"theme", "abc"}})
                              .edition(2012, Level::unread);
    EXPECT_EQ(Told{series}.events(),
              (Lines{"E1 theme founding", "E3 theme continued unchanged steady kept 3 gained 0 lost 0"}));
}

TEST(EvolutionFaults, WhatIsThereAtTheStartIsNotIntroduced) {
    Series const unread = Series{}.edition(1997, Level::unread).edition(2001, {{"theme", "abc"}});
    EXPECT_EQ(Told{unread}.events(), (Lines{"E2 theme present_at_start"}));
    Series const not_applicable = Series{}.edition(1997, Level::not_applicable).edition(2001, {{"theme", "abc"}});
    EXPECT_EQ(Told{not_applicable}.events(), (Lines{"E2 theme founding"}));
}

TEST(EvolutionFaults, FacetsThatOneSideWasNotReadForAreNotCompared) {
    Series series = Series{}.edition(2001, {{"theme", "abcdef"}}).edition(2005, {{"theme", "abc"}});
    for (std::size_t i = 3; i < series.coding.items.size(); ++i) {
        series.coding.items[i].facet = Facet::sdgs;  // d, e and f
    }
    EXPECT_EQ(Told{series}.events_of("theme"),
              (Lines{"E1 theme founding", "E2 theme continued unchanged narrowed kept 3 gained 0 lost 3"}));
    series.coding.editions[1].level[static_cast<std::size_t>(Facet::sdgs)] = Level::unread;
    EXPECT_EQ(Told{series}.events_of("theme"),
              (Lines{"E1 theme founding", "E2 theme continued unchanged steady kept 3 gained 0 lost 0"}));
}

TEST(EvolutionFaults, TheFutureDoesNotLeakIntoThePast) {
    Series series = Series{}.edition(2001, {{"one", "abc"}, {"two", "def"}}).edition(2005, {{"one", "abc"}});
    Lines const events = Told{series}.events();
    Lines const lineage = Told{series}.lineage();
    series.edition(2009, {{"three", "abcdef"}, {"four", "def"}});
    Lines later = Told{series}.events();
    ASSERT_GT(later.size(), events.size());
    EXPECT_EQ(events.back(), "E2 two dropped open absent for 1");
    EXPECT_EQ(later[events.size() - 1], "E2 two dropped open absent for 2");
    later.resize(events.size() - 1);
    EXPECT_EQ(later, Lines(events.begin(), events.end() - 1));
    EXPECT_EQ(lineage, Lines{});
}

TEST(EvolutionFaults, TiesGiveNoEvent) {
    Series const twins = Series{}.edition(2001, {{"one", "abc"}, {"two", "abc"}}).edition(2005, {{"new", "abc"}});
    EXPECT_EQ(Told{twins}.lineage(), Lines{});
    EXPECT_EQ(Told{twins}.arcs(ArcKind::morphs).size(), 2U);
    Series const heirs = Series{}.edition(2001, {{"old", "abc"}}).edition(2005, {{"one", "abc"}, {"two", "abc"}});
    EXPECT_EQ(Told{heirs}.lineage(), Lines{});
}

TEST(EvolutionFaults, TheOrderOfThemesDecidesNothing) {
    Series const there =
        Series{}.edition(2001, {{"a", "abcd"}, {"b", "efgh"}}).edition(2005, {{"c", "abcd"}, {"d", "efgx"}});
    Series const back =
        Series{}.edition(2001, {{"b", "efgh"}, {"a", "abcd"}}).edition(2005, {{"d", "efgx"}, {"c", "abcd"}});
    EXPECT_EQ(Told{there}.lineage(), (Lines{"E2 replaced a -> c 1 1 by abcd", "E2 replaced b -> d 3/4 3/4 by efg"}));
    EXPECT_EQ(Told{back}.lineage(), (Lines{"E2 replaced b -> d 3/4 3/4 by efg", "E2 replaced a -> c 1 1 by abcd"}));
}

TEST(EvolutionFaults, AMemberMustBringAnItemOfItsOwn) {
    // Both bring something, but what `half` brings `one` and `two` have as well.
    Series const series =
        Series{}.edition(2001, {{"one", "abc"}, {"two", "def"}, {"half", "cd"}}).edition(2005, {{"new", "abcdef"}});
    EXPECT_EQ(Told{series}.lineage(), (Lines{"E2 merged one + two -> new 1 1 by abcdef"}));
}

TEST(EvolutionFaults, AssertedAndComputedLinksStandSideBySide) {
    Series series = Series{}.edition(2001, {{"old", "abc"}}).edition(2005, {{"new", "abc"}, {"far", "xyz"}});
    series.coding.developments = {{0, series.theme("old"), 0, series.theme("far"), 1},
                                  {1, series.theme("old"), 0, series.theme("new"), 1},
                                  {2, series.theme("new"), 0, series.theme("far"), 1}};  // new is not in E1
    Told const told{series};
    EXPECT_EQ(told.arcs(ArcKind::morphs), (Lines{"E1 old -> E2 new n 3"}));
    EXPECT_EQ(told.arcs(ArcKind::asserted), (Lines{"E1 old -> E2 new n 3", "E1 old -> E2 far n 0"}));
    EXPECT_EQ(told.events_of("far"), (Lines{"E2 far introduced"})) << "what is asserted derives nothing";
}

// --- rules at their edges ---

/// The lineage events of one step, of one kind.
Lines lineage_of_kind(std::string_view kind, std::initializer_list<Treated> before,
                      std::initializer_list<Treated> after) {
    Series const series = Series{}.edition(2001, before).edition(2005, after);
    Lines lines = Told{series}.lineage();
    std::erase_if(lines, [&](std::string const& line) { return line.find(kind) == std::string::npos; });
    return lines;
}

TEST(EvolutionRules, AMergerTakesUpHalfOfAThemeWhateverElseIsNew) {
    auto const lineage = [](std::string_view one, std::string_view two, std::string_view target) {
        return lineage_of_kind("merged", {{"one", one}, {"two", two}}, {{"new", target}});
    };
    EXPECT_EQ(lineage("abcd", "efgh", "abcefg"), (Lines{"E2 merged one + two -> new 3/4 1 by abcefg"}));
    EXPECT_EQ(lineage("abcd", "efgh", "abefg"), (Lines{"E2 merged one + two -> new 5/8 1 by abefg"}));
    EXPECT_EQ(lineage("abcde", "efgh", "abefg"), (Lines{"E2 merged one + two -> new 5/8 1 by abefg"})) << "3 of 5";
    EXPECT_EQ(lineage("abcde", "fghi", "abfgh"), Lines{}) << "2 of 5 are less than half";
    EXPECT_EQ(lineage("abcd", "ef", "abcefnopqr"), (Lines{"E2 merged one + two -> new 5/6 1/2 by abcef"}));
    EXPECT_EQ(lineage("abcd", "ef", "abcefnopqrstuvwxyz"), (Lines{"E2 merged one + two -> new 5/6 5/18 by abcef"}));
    EXPECT_EQ(lineage("abcd", "e", "abcde"), Lines{}) << "one item is not enough";
}

TEST(EvolutionRules, AThemeDispersesIntoPartsOfAQuarterOfIt) {
    auto const lineage = [](std::string_view old, std::initializer_list<Treated> after) {
        return lineage_of_kind("dispersed", {{"old", old}, {"stays", "q"}}, after);
    };
    EXPECT_EQ(lineage("abcdefgh", {{"one", "abwxyz"}, {"two", "cdstuv"}}),
              (Lines{"E2 dispersed old -> one + two 1/2 1/3 by abcd"}));
    EXPECT_EQ(lineage("abcdefgh", {{"one", "abwxyz"}, {"two", "cstuvr"}}), Lines{}) << "1 of 8 is no part";
    EXPECT_EQ(lineage("abcdefghi", {{"one", "abcwxyz"}, {"two", "depstuvr"}}), Lines{}) << "2 of 9 neither";
    EXPECT_EQ(lineage("abcd", {{"one", "awxyz"}, {"two", "bstuv"}}), Lines{}) << "three items must pass";
    EXPECT_EQ(lineage("abcd", {{"one", "aw"}, {"two", "bs"}, {"three", "ct"}}),
              (Lines{"E2 dispersed old -> one + two + three 3/4 1/2 by abc"}))
        << "one item each is enough";
    EXPECT_EQ(lineage("abcd", {{"one", "abwxy"}, {"two", "abuvz"}, {"three", "crst"}}), Lines{})
        << "what is not a theme's own is no part";
    EXPECT_EQ(lineage("abcd", {{"stays", "qabwxy"}, {"new", "cuvz"}}),
              (Lines{"E2 dispersed old -> stays + new 3/4 3/10 by abc"}));
    EXPECT_EQ(lineage("abcd", {{"stays", "qabcwxyz"}}), Lines{}) << "it went to one theme";
    EXPECT_EQ(lineage("abcdef", {{"one", "abc"}, {"two", "def"}}), Lines{}) << "it split";
    EXPECT_EQ(lineage("abcd", {{"one", "abce"}, {"two", "dxyzw"}}), Lines{}) << "it was replaced";
    EXPECT_EQ(lineage("abcd", {{"old", "a"}, {"one", "bwxyz"}, {"two", "cstuv"}}), Lines{}) << "it is still there";
    EXPECT_EQ(lineage_of_kind("dispersed", {{"old", "abcd"}, {"one", "r"}, {"two", "s"}},
                              {{"one", "abwxyz"}, {"two", "cdstuv"}}),
              Lines{})
        << "no theme is new";
}

TEST(EvolutionRules, AScopeBelowTheMinimumNeitherDispersesNorIsAssembled) {
    Series const one =
        Series{}.edition(2001, {{"old", "abcd"}, {"stays", "q"}}).edition(2005, {{"one", "abwxyz"}, {"two", "cdstuv"}});
    Series const other =
        Series{}.edition(2001, {{"one", "abwxyz"}, {"two", "cdstuv"}}).edition(2005, {{"new", "abcd"}});
    Parameters parameters;
    parameters.min_shared = 4;
    EXPECT_EQ((Told{one, parameters}.lineage()), (Lines{"E2 dispersed old -> one + two 1 1/3 by abcd"}));
    EXPECT_EQ((Told{other, parameters}.lineage()), (Lines{"E2 assembled one + two -> new 1/3 1 by abcd"}));
    parameters.min_shared = 5;
    EXPECT_EQ((Told{one, parameters}.lineage()), Lines{});
    EXPECT_EQ((Told{other, parameters}.lineage()), Lines{});
}

TEST(EvolutionRules, AssembledIsDispersedBackwards) {
    EXPECT_EQ(lineage_of_kind("assembled", {{"one", "abwxyz"}, {"two", "cdstuv"}}, {{"new", "abcdefgh"}}),
              (Lines{"E2 assembled one + two -> new 1/3 1/2 by abcd"}));
    EXPECT_EQ(lineage_of_kind("assembled", {{"one", "abc"}, {"two", "def"}}, {{"new", "abcdef"}}), Lines{})
        << "they merged";
    EXPECT_EQ(lineage_of_kind("assembled", {{"one", "abwxyz"}, {"two", "cdstuv"}, {"new", "q"}}, {{"new", "abcdef"}}),
              Lines{})
        << "it was there before";
    EXPECT_EQ(lineage_of_kind("assembled", {{"one", "abwxyz"}, {"two", "cdstuv"}},
                              {{"new", "abcdefgh"}, {"one", "w"}, {"two", "s"}}),
              Lines{})
        << "no theme is gone";
}

TEST(EvolutionRules, WhatTakesPartInALineageEventHasAnHeirAndIsDerived) {
    Series const series =
        Series{}.edition(2001, {{"old", "abcd"}}).edition(2005, {{"one", "awx"}, {"two", "bst"}, {"three", "cuv"}});
    Told const told{series};
    EXPECT_EQ(told.arcs(ArcKind::morphs), Lines{}) << "no arc joins them";
    EXPECT_EQ(told.events(),
              (Lines{"E1 old founding", "E2 old dropped open absent for 1 heir", "E2 one introduced derived",
                     "E2 two introduced derived", "E2 three introduced derived"}));
}

TEST(EvolutionRules, AtAShareOfOneNothingIsReplaced) {
    Series const series = Series{}.edition(2001, {{"old", "abcd"}}).edition(2005, {{"new", "abcd"}});
    Parameters parameters;
    parameters.min_overlap = Ratio{1};
    EXPECT_EQ((Told{series, parameters}.lineage()), Lines{});
}

TEST(EvolutionRules, AMergerIntoAThemeThatStaysTakesThatThemeIn) {
    Series const stays = Series{}.edition(2001, {{"one", "abc"}, {"two", "def"}}).edition(2005, {{"one", "abcdef"}});
    EXPECT_EQ(Told{stays}.lineage(), (Lines{"E2 merged one + two -> one 1 1 by abcdef"}));
    Series const other =
        Series{}.edition(2001, {{"one", "abc"}, {"two", "def"}, {"three", "xyz"}}).edition(2005, {{"three", "abcdef"}});
    EXPECT_EQ(Told{other}.lineage(), Lines{}) << "what three was has no part in it";
    Series const kept = Series{}
                            .edition(2001, {{"one", "abc"}, {"two", "def"}})
                            .edition(2005, {{"one", "abc"}, {"two", "def"}, {"new", "abcdef"}});
    EXPECT_EQ(Told{kept}.lineage(), Lines{}) << "no theme is gone";
}

TEST(EvolutionRules, ASplitIsAMergerBackwards) {
    Series const split = Series{}.edition(2001, {{"old", "abcdef"}}).edition(2005, {{"one", "abc"}, {"two", "def"}});
    EXPECT_EQ(Told{split}.lineage(), (Lines{"E2 split old -> one + two 1 1 by abcdef"}));
    Series const branched = Series{}.edition(2001, {{"one", "abcdef"}}).edition(2005, {{"one", "abc"}, {"two", "def"}});
    EXPECT_EQ(Told{branched}.lineage(), (Lines{"E2 branched one -> one + two 1 1 by abcdef"}));
}

TEST(EvolutionRules, OnlyTheBestMatchReplaces) {
    Series const series = Series{}
                              .edition(2001, {{"old", "abcdef"}, {"near", "abcde"}})
                              .edition(2005, {{"new", "abcdef"}, {"near", "abcde"}});
    EXPECT_EQ(Told{series}.lineage(), (Lines{"E2 replaced old -> new 1 1 by abcdef"}));
    Series const better = Series{}
                              .edition(2001, {{"old", "abcde"}, {"stays", "abcdef"}})
                              .edition(2005, {{"new", "abcdef"}, {"stays", "xyz"}});
    EXPECT_EQ(Told{better}.lineage(), Lines{}) << "a theme that stays was nearer";
}

TEST(EvolutionRules, AChangeOfScopeIsBigFromAShareAndANumberOn) {
    auto const change = [](std::string_view before, std::string_view after) {
        Series const series = Series{}.edition(2001, {{"theme", before}}).edition(2005, {{"theme", after}});
        return std::string{name_of(Told{series}.evolution().theme_events.back().scope.value())};
    };
    EXPECT_EQ(change("abcd", "abcdef"), "broadened");
    EXPECT_EQ(change("abcd", "abcde"), "steady") << "one item is not big";
    EXPECT_EQ(change("abcdefgh", "abcdefghij"), "broadened") << "2 of 10";
    EXPECT_EQ(change("abcdefghi", "abcdefghijk"), "steady") << "2 of 11";
    EXPECT_EQ(change("abcdef", "abcd"), "narrowed");
    EXPECT_EQ(change("abcd", "cdef"), "shifted");
    EXPECT_EQ(change("ab", "abcd"), "unknown") << "4 items say nothing";
    EXPECT_EQ(change("ab", "ab"), "steady") << "but they may be the same";
    EXPECT_EQ(change("", "abcdef"), "unknown");
    EXPECT_EQ(change("abcdef", ""), "unknown");
    EXPECT_EQ(change("", ""), "unknown");
}

TEST(EvolutionRules, IssueAndGroupAreOfOneRank) {
    Series const series = Series{}
                              .edition(2001, {{"theme", "abc", group}})
                              .edition(2003, {{"theme", "abc", issue}})
                              .edition(2005, {{"theme", "abc", strand}})
                              .edition(2007, {{"theme", "abc", headline}})
                              .edition(2009, {{"theme", "abc", group}});
    std::vector<RoleChange> changes;
    Told const told{series};
    for (StateEvent const& each : told.evolution().theme_events) {
        if (each.role) {
            changes.push_back(*each.role);
        }
    }
    EXPECT_EQ(changes, (std::vector<RoleChange>{RoleChange::unchanged, RoleChange::raised, RoleChange::raised,
                                                RoleChange::lowered}));
}

TEST(EvolutionRules, AMorphArcLooksBackNoFurtherThanItMay) {
    Series const series = Series{}.edition(2001, {{"old", "abc"}}).edition(2003, {}).edition(2005, {{"new", "abc"}});
    EXPECT_EQ(Told{series}.arcs(ArcKind::morphs), Lines{});
    Parameters parameters;
    parameters.look_back = 2;
    Told const told{series, parameters};
    EXPECT_EQ(told.arcs(ArcKind::morphs), (Lines{"E1 old -> E3 new n 3"}));
    EXPECT_EQ(told.events(), (Lines{"E1 old founding", "E2 old dropped open absent for 2",  // no heir in E2
                                    "E3 new introduced derived"}));
}

TEST(EvolutionRules, WhatNoSourceProvesDoesNotCount) {
    Series series = Series{}.edition(2001, {{"theme", "abc"}}).edition(2005, {{"theme", "abc"}});
    for (Coding::Passage& each : series.coding.passages) {
        if (each.edition == 1) {
            each.source = none;
        }
    }
    EXPECT_EQ(Told{series}.events(), (Lines{"E1 theme founding", "E2 theme dropped open absent for 1"}));
}

TEST(EvolutionRules, APresenceNeedsAsManySourcesAsAreAskedFor) {
    Series series = Series{}.edition(2001, {{"one", "abc"}, {"two", "abc"}}).edition(2005, {});
    Coding::Passage again = series.coding.passages.front();
    again.source = 1;  // of theme one and item a
    series.coding.passages.push_back(again);
    std::ranges::sort(series.coding.passages);
    Parameters parameters;
    parameters.min_sources = 2;
    Told const told{series, parameters};
    EXPECT_EQ(told.events(), (Lines{"E1 one founding", "E2 one dropped open absent for 1"}));
    EXPECT_EQ(told.events_of_item('a'), (Lines{"E1 a founding", "E2 a dropped open absent for 1"}));
    EXPECT_EQ(told.events_of_item('b'), Lines{});
    EXPECT_EQ(told.evolution().scope(0).size(), 3U) << "an item counts with one passage";
}

TEST(EvolutionRules, ASourceThatRepeatsAnotherCountsAsThatOther) {
    Series series = Series{}.edition(2001, {{"one", "abc"}}).edition(2005, {});
    Coding::Passage again = series.coding.passages.front();
    again.source = 1;
    series.coding.passages.push_back(again);
    std::ranges::sort(series.coding.passages);
    Parameters parameters;
    parameters.min_sources = 2;
    EXPECT_EQ((Told{series, parameters}.events().size()), 2U);
    series.coding.counts_as = {0, 0};
    EXPECT_EQ((Told{series, parameters}.events()), Lines{});
    EXPECT_TRUE(without(series.coding, Unit::source, 0).passages.empty()) << "the copy goes with it";
    EXPECT_EQ(without(series.coding, Unit::source, 1).passages.size(), series.coding.passages.size() - 1);
}

TEST(EvolutionRules, ADocumentLinkSupportsAStepWhoseEndsItsDocumentsProve) {
    Series series = Series{}.edition(2001, {{"old", "abc"}}).edition(2005, {{"new", "abc"}});
    series.coding.document_links = {{1, 0}};  // the later one builds on the earlier one
    Told const told{series};
    std::vector<StateId> const old{told.id("old", 0)};
    std::vector<StateId> const heir{told.id("new", 1)};
    EXPECT_EQ(supporting_links(series.coding, told.evolution(), old, heir), (Numbers{0}));
    EXPECT_EQ(supporting_links(series.coding, told.evolution(), heir, old), Numbers{});
}

TEST(EvolutionRules, APassageWithoutASourceSupportsNoStep) {
    Series series = Series{}.edition(2001, {{"old", "abc"}}).edition(2005, {{"new", "abc"}});
    series.coding.documents.push_back(2);
    Coding::Passage unproved = series.coding.passages.back();
    unproved.document = 2;
    unproved.source = none;
    series.coding.passages.push_back(unproved);
    std::ranges::sort(series.coding.passages);
    series.coding.document_links = {{2, 0}};
    Told const told{series};
    std::vector<StateId> const old{told.id("old", 0)};
    std::vector<StateId> const heir{told.id("new", 1)};
    EXPECT_EQ(supporting_links(series.coding, told.evolution(), old, heir), Numbers{});
}

// --- edges ---

TEST(EvolutionEdges, NoEdition) {
    Series const series;
    Told const told{series};
    EXPECT_EQ(told.events(), Lines{});
    EXPECT_EQ(told.lineage(), Lines{});
    EXPECT_TRUE(told.evolution().arcs.empty());
    EXPECT_EQ(told.evolution().state_start, (Numbers{0}));
    EXPECT_TRUE(told.evolution().item_events.empty());
    EXPECT_EQ(compute(Coding{}, {}).state_start, (Numbers{0}));
}

TEST(EvolutionEdges, OneEdition) {
    Series const series = Series{}.edition(2001, {{"theme", "abc"}});
    EXPECT_EQ(Told{series}.events(), (Lines{"E1 theme founding"}));
    EXPECT_EQ(Told{series}.events_of_item('c'), (Lines{"E1 c founding"}));
}

TEST(EvolutionEdges, AnEditionWithoutAnyTheme) {
    Series const series = Series{}.edition(2001, {}).edition(2005, {{"theme", "abc"}});
    Told const told{series};
    EXPECT_EQ(told.events(), (Lines{"E2 theme introduced"}));
    EXPECT_EQ(told.evolution().states_at(0).size(), 0U);
    EXPECT_EQ(told.evolution().states_at(1).size(), 1U);
}

TEST(EvolutionEdges, EditionsOnTheSameDayComeOneAfterTheOther) {
    Series const series = Series{}.edition(2001, {{"old", "abc"}}).edition(2001, {}).edition(2001, {{"old", "abc"}});
    EXPECT_EQ(Told{series}.events(), (Lines{"E1 old founding", "E2 old dropped absent for 1",
                                            "E3 old resumed unchanged steady kept 3 gained 0 lost 0 gap 1 years 0"}));
}

TEST(EvolutionEdges, EditionsWithoutAYearHaveGapsWithoutYears) {
    Series const series = Series{}
                              .edition(std::nullopt, Level::complete, {{"old", "abc"}})
                              .edition(2003, {})
                              .edition(2005, {{"old", "abc"}});
    EXPECT_EQ(Told{series}.events_of("old"), (Lines{"E1 old founding", "E2 old dropped absent for 1",
                                                    "E3 old resumed unchanged steady kept 3 gained 0 lost 0 gap 1"}));
}

TEST(EvolutionEdges, AnUnreadEditionAnywhereSaysNothing) {
    for (std::size_t place = 0; place <= 3; ++place) {
        Series series;
        auto const unread = [&](std::size_t at) {
            if (at == place) {
                series.edition(2000, Level::unread, {{"ghost", "xyz"}});
            }
        };
        unread(0);
        series.edition(2001, {{"one", "abc"}, {"two", "def"}});
        unread(1);
        series.edition(2003, {{"new", "abcdef"}});
        unread(2);
        series.edition(2005, {{"new", "abcdef"}});
        unread(3);
        Told const told{series};
        Lines kinds;
        for (StateEvent const& each : told.evolution().theme_events) {
            kinds.push_back(series.names[each.subject] + " " + std::string{name_of(each.kind)});
        }
        std::string const first = place == 0 ? "present_at_start" : "founding";
        EXPECT_EQ(kinds, (Lines{"one " + first, "two " + first, "one dropped", "two dropped", "new introduced",
                                "new continued"}))
            << "unread edition at " << place;
        ASSERT_EQ(told.lineage().size(), 1U);
        EXPECT_EQ(told.evolution().lineage_events[0].share_of_old, Ratio{1});
        EXPECT_EQ(told.evolution().passages_unobserved, 4U);
    }
}

TEST(EvolutionEdges, AllEditionsUnread) {
    Series const series = Series{}
                              .edition(2001, Level::unread, {{"theme", "abc"}})
                              .edition(2005, Level::not_applicable, {{"theme", "abc"}});
    Told const told{series};
    EXPECT_EQ(told.events(), Lines{});
    EXPECT_TRUE(told.evolution().states.empty());
    EXPECT_TRUE(told.evolution().presences.empty());
    EXPECT_EQ(told.evolution().state_start, (Numbers{0}));
    EXPECT_EQ(told.evolution().passages_unobserved, 8U);
}

TEST(EvolutionEdges, AThemeInNoEdition) {
    Series series = Series{}.edition(2001, {{"theme", "abc"}});
    series.theme("never");
    Told const told{series};
    EXPECT_EQ(told.events(), (Lines{"E1 theme founding"}));
    EXPECT_FALSE(told.evolution().find_state(1, 0));
}

TEST(EvolutionEdges, ScopesOfOneItemLinkNothingUnlessOneIsEnough) {
    Series const series = Series{}.edition(2001, {{"old", "a"}}).edition(2005, {{"new", "a"}});
    Told const told{series};
    EXPECT_TRUE(told.evolution().scope_too_small(0));
    EXPECT_EQ(told.lineage(), Lines{});
    EXPECT_TRUE(told.evolution().arcs.empty());
    Parameters parameters;
    parameters.min_shared = 1;
    Told const lenient{series, parameters};
    EXPECT_FALSE(lenient.evolution().scope_too_small(0));
    EXPECT_EQ(lenient.lineage(), (Lines{"E2 replaced old -> new 1 1 by a"}));
    EXPECT_EQ(lenient.arcs(ArcKind::morphs), (Lines{"E1 old -> E2 new n 1"}));
}

TEST(EvolutionEdges, AnEmptySetGivesNoValue) {
    for (Overlap const& overlap : {Overlap{0, 0, 0}, Overlap{0, 3, 0}, Overlap{0, 0, 3}}) {
        EXPECT_FALSE(overlap.retention() || overlap.inheritance() || overlap.inclusion() || overlap.jaccard() ||
                     overlap.gain() || overlap.loss());
    }
    EXPECT_EQ((Overlap{0, 1, 1}.jaccard()), Ratio{0});
    EXPECT_DOUBLE_EQ(chance_of_overlap(0, {}), 1.0);
    EXPECT_DOUBLE_EQ(chance_of_overlap(5, {0, 3, 0}), 1.0);
}

TEST(EvolutionEdges, TheChanceOfLargeOverlapsIsANumber) {
    EXPECT_NEAR(chance_of_overlap(60, {30, 0, 0}) * 118264581564861424.0, 1.0, 1e-9);  // one of as many choices
    EXPECT_GT(chance_of_overlap(1000, {500, 0, 0}), 0.0);
    EXPECT_NEAR(chance_of_overlap(4000, {1000, 1000, 1000}), 0.5, 0.02);  // as many as are to be expected
    EXPECT_NEAR(chance_of_overlap(4000, {0, 2000, 2000}), 1.0, 1e-9);
    EXPECT_LE(chance_of_overlap(4000, {0, 2000, 2000}), 1.0);
    EXPECT_DOUBLE_EQ(chance_of_overlap(10, {10, 0, 0}), 1.0) << "two sets that hold everything";
}

}  // namespace
}  // namespace stoa::evolution
