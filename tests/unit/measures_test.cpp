// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/measures.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/hand_coding.hpp"
#include "support/random_coding.hpp"

namespace stoa::evolution {
namespace {

using test::HandCoding;

// --- themes ---

TEST(ThemeMeasures, FollowAThemeThroughItsGaps) {
    // Positions 0 to 6: there at 0, 1, 3, 4, 5 and no more.
    HandCoding hand{7, 1, 6, 0};
    hand.treat(0, 0, {0, 1, 2});
    hand.treat(1, 0, {0, 1});
    hand.treat(3, 0, {0, 1, 2});
    hand.treat(4, 0, {0, 1, 2});
    hand.treat(5, 0, {0, 1, 3, 4});
    Evolution const evolution = compute(hand.coding, {});
    std::optional<ThemeMeasures> const of = theme_measures(hand.coding, evolution)[0];
    ASSERT_TRUE(of);
    EXPECT_EQ(of->count, 5U);
    EXPECT_EQ(of->span, 6U);
    EXPECT_EQ(of->persistence, Ratio(5, 6));
    EXPECT_EQ(of->resumptions, 1U);
    EXPECT_EQ(of->longest_run, 3U);
    EXPECT_EQ(of->drift, Ratio(3, 5)) << "{012} and {0134}: 1 - 2/5";
    EXPECT_EQ(of->states, (std::vector<StateId>{0, 1, 2, 3, 4}));
    EXPECT_EQ(of->first, 0U);
    EXPECT_EQ(of->last, 4U);
}

TEST(ThemeMeasures, GiveNoDriftWhereAScopeIsEmpty) {
    HandCoding hand{2, 1, 2, 0};
    hand.treat(0, 0, {0, 1});
    hand.treat(1, 0, {});
    std::optional<ThemeMeasures> const of = theme_measures(hand.coding, compute(hand.coding, {}))[0];
    ASSERT_TRUE(of);
    EXPECT_EQ(of->drift, std::nullopt);
    EXPECT_EQ(of->persistence, Ratio(1));
}

TEST(ThemeMeasures, AreNothingForAThemeInNoObservedEdition) {
    HandCoding hand{2, 2, 2, 0};
    hand.treat(0, 0, {0, 1});
    hand.treat(1, 1, {0, 1});
    hand.coding.editions[1].level.fill(Level::unread);
    std::vector<std::optional<ThemeMeasures>> const all = theme_measures(hand.coding, compute(hand.coding, {}));
    EXPECT_TRUE(all[0]);
    EXPECT_FALSE(all[1]);
}

// --- steps ---

TEST(StepMeasures, CountWhatIsKeptNewResumedAndGone) {
    HandCoding hand{3, 4, 0, 0};
    for (std::uint32_t const theme : {0U, 1U, 2U}) {
        hand.treat(0, theme, {});
    }
    hand.treat(1, 0, {});
    for (std::uint32_t const theme : {0U, 1U, 3U}) {
        hand.treat(2, theme, {});
    }
    std::vector<StepMeasures> const steps = step_measures(compute(hand.coding, {}));
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].position, 1U);
    EXPECT_EQ(steps[0].kept, 1U);
    EXPECT_EQ(steps[0].gone, 2U);
    EXPECT_EQ(steps[0].introduced + steps[0].resumed, 0U);
    EXPECT_EQ(steps[0].stability, Ratio(1, 3));
    EXPECT_EQ(steps[0].novelty, Ratio(0));
    EXPECT_EQ(steps[0].retention, Ratio(1, 3));
    EXPECT_EQ(steps[1].kept, 1U);
    EXPECT_EQ(steps[1].introduced, 1U);
    EXPECT_EQ(steps[1].resumed, 1U);
    EXPECT_EQ(steps[1].gone, 0U);
    EXPECT_EQ(steps[1].stability, Ratio(1, 3));
    EXPECT_EQ(steps[1].novelty, Ratio(1, 3)) << "what is resumed is not new";
    EXPECT_EQ(steps[1].retention, Ratio(1));
}

TEST(StepMeasures, GiveNoValueOverAnEmptySet) {
    HandCoding hand{3, 1, 0, 0};
    hand.treat(2, 0, {});
    std::vector<StepMeasures> const steps = step_measures(compute(hand.coding, {}));
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].stability, std::nullopt);
    EXPECT_EQ(steps[0].novelty, std::nullopt);
    EXPECT_EQ(steps[0].retention, std::nullopt);
    EXPECT_EQ(steps[1].stability, Ratio(0));
    EXPECT_EQ(steps[1].novelty, Ratio(1));
    EXPECT_EQ(steps[1].retention, std::nullopt);
    EXPECT_TRUE(step_measures(compute({}, {})).empty());
}

TEST(StepMeasures, AreThoseOfTheSetsOfThemes) {
    std::uint64_t const seed = test::first_seed();
    test::Random random{seed};
    for (std::uint64_t round = 0; round < test::runs_of(1000); ++round) {
        test::RandomSeries const series = test::random_series(random);
        Evolution const evolution = compute(series.coding, series.parameters);
        std::vector<StepMeasures> const steps = step_measures(evolution);
        for (StepMeasures const& step : steps) {
            std::vector<std::uint32_t> before;
            std::vector<std::uint32_t> now;
            for (State const& each : evolution.states_at(step.position - 1)) {
                before.push_back(each.theme);
            }
            for (State const& each : evolution.states_at(step.position)) {
                now.push_back(each.theme);
            }
            std::vector<std::uint32_t> both;
            std::ranges::set_intersection(before, now, std::back_inserter(both));
            ASSERT_EQ(step.kept, both.size()) << "seed " << seed << ", round " << round;
            ASSERT_EQ(step.kept + step.gone, before.size());
            ASSERT_EQ(step.kept + step.introduced + step.resumed, now.size());
        }
    }
}

// --- structure ---

/// Items 0 to 5 in documents {0,1} {0,1,2} {2,3} {2,3,4} {4,5}, of four themes {0,1} {2,3} {4} {5}.
HandCoding callon_example(std::uint32_t themes = 4) {
    HandCoding hand{1, themes, 6, 5};
    hand.treat(0, 0, {0, 1}, 0);
    hand.treat(0, 0, {0, 1}, 1);
    hand.treat(0, 1, {2}, 1);
    hand.treat(0, 1, {2, 3}, 2);
    hand.treat(0, 1, {2, 3}, 3);
    hand.treat(0, 2, {4}, 3);
    hand.treat(0, 2, {4}, 4);
    hand.treat(0, 3, {5}, 4);
    return hand;
}

TEST(EditionStructure, HasCallonsCentralityAndDensity) {
    // Documents with each item: 2 2 3 2 2 1. e01 = 4/4, e02 = e12 = 1/6, e23 = 4/6, e24 = 1/6, e34 = 1/4, e45 = 1/2.
    HandCoding const hand = callon_example();
    EditionStructure const of = structure_of(hand.coding, compute(hand.coding, {}), 0);
    EXPECT_EQ(of.refusal, "");
    EXPECT_EQ(of.documents, 5U);
    ASSERT_EQ(of.themes.size(), 4U);
    EXPECT_DOUBLE_EQ(of.themes[0].centrality, 10.0 / 3);
    EXPECT_DOUBLE_EQ(of.themes[1].centrality, 7.5);
    EXPECT_DOUBLE_EQ(of.themes[2].centrality, 110.0 / 12);
    EXPECT_DOUBLE_EQ(of.themes[3].centrality, 5);
    EXPECT_DOUBLE_EQ(of.themes[0].density, 50);
    EXPECT_DOUBLE_EQ(of.themes[1].density, 100.0 / 3);
    EXPECT_DOUBLE_EQ(of.themes[2].density, 0);
    EXPECT_DOUBLE_EQ(of.themes[3].density, 0);
    EXPECT_DOUBLE_EQ(of.median_centrality, 6.25);
    EXPECT_DOUBLE_EQ(of.median_density, 100.0 / 6);
    EXPECT_EQ(of.themes[0].quadrant, Quadrant::niche);
    EXPECT_EQ(of.themes[1].quadrant, Quadrant::motor);
    EXPECT_EQ(of.themes[2].quadrant, Quadrant::basic);
    EXPECT_EQ(of.themes[3].quadrant, Quadrant::emerging_or_declining);
}

TEST(EditionStructure, CountsADocumentOnceHoweverManyPassagesItHas) {
    HandCoding hand = callon_example();
    hand.treat(0, 0, {0, 1}, 0);  // with other evidence
    EditionStructure const of = structure_of(hand.coding, compute(hand.coding, {}), 0);
    EXPECT_DOUBLE_EQ(of.themes[0].density, 50);
    EXPECT_DOUBLE_EQ(of.themes[0].centrality, 10.0 / 3);
}

TEST(EditionStructure, CountsNoPassageOfTheEditionAsAWhole) {
    HandCoding hand = callon_example();
    hand.treat(0, 0, {0}, none);
    EditionStructure const of = structure_of(hand.coding, compute(hand.coding, {}), 0);
    EXPECT_EQ(of.documents, 5U);
    EXPECT_DOUBLE_EQ(of.themes[0].density, 50);
}

TEST(EditionStructure, CountsNoPassageThatNoSourceProves) {
    HandCoding hand = callon_example();
    Coding::Passage unproved = hand.coding.passages.front();
    unproved.theme = 3;
    unproved.item = 5;
    unproved.source = none;
    hand.coding.passages.push_back(unproved);
    std::ranges::sort(hand.coding.passages);
    EditionStructure const of = structure_of(hand.coding, compute(hand.coding, {}), 0);
    EXPECT_DOUBLE_EQ(of.themes[0].centrality, 10.0 / 3);
    EXPECT_DOUBLE_EQ(of.themes[3].centrality, 5);
}

TEST(EditionStructure, PutsAThemeAtTheMedianNotAboveIt) {
    // With a fifth theme {4} each median is the value of a theme. Centrality: 10/3 5 15/2 55/6 55/6, density: 0 0 0
    // 100/3 50.
    HandCoding hand = callon_example(5);
    hand.treat(0, 4, {4}, 4);
    EditionStructure const of = structure_of(hand.coding, compute(hand.coding, {}), 0);
    ASSERT_EQ(of.themes.size(), 5U);
    EXPECT_DOUBLE_EQ(of.median_centrality, 7.5);
    EXPECT_DOUBLE_EQ(of.median_density, 0);
    EXPECT_EQ(of.themes[1].quadrant, Quadrant::niche) << "the theme at the median of centrality";
    EXPECT_EQ(of.themes[2].quadrant, Quadrant::basic) << "a theme at the median of density";
    EXPECT_EQ(of.themes[3].quadrant, Quadrant::emerging_or_declining);
    EXPECT_EQ(of.themes[4].quadrant, Quadrant::basic);
}

TEST(EditionBridges, FindsTheThemesThatBridgeOthersWithoutAnyDocument) {
    // Scopes in a row, each shares an item with the next: {0,1} {1,2} {2,3} {3,4}, and {5} apart.
    HandCoding hand{1, 5, 6, 0};
    for (std::uint32_t theme = 0; theme < 4; ++theme) {
        hand.treat(0, theme, {theme, theme + 1});
    }
    hand.treat(0, 4, {5});
    EditionBridges const of = bridges_of(compute(hand.coding, {}), 0);
    ASSERT_EQ(of.themes.size(), 5U);
    std::vector<double> betweenness;
    std::vector<bool> articulation;
    for (ThemeBridge const& each : of.themes) {
        betweenness.push_back(each.betweenness);
        articulation.push_back(each.articulation);
    }
    EXPECT_EQ(betweenness, (std::vector<double>{0, 2, 2, 0, 0})) << "pairs 0-2, 0-3 and 0-3, 1-3";
    EXPECT_EQ(articulation, (std::vector<bool>{false, true, true, false, false}));
}

TEST(EditionBridges, AreRefusedBelowFourThemes) {
    HandCoding three{1, 4, 4, 0};
    for (std::uint32_t theme = 0; theme < 3; ++theme) {
        three.treat(0, theme, {theme, theme + 1});
    }
    EXPECT_EQ(bridges_of(compute(three.coding, {}), 0).refusal, "not computed: 3 themes");
    three.treat(0, 3, {});
    EXPECT_EQ(bridges_of(compute(three.coding, {}), 0).refusal, "not computed: 3 themes with items");
}

TEST(EditionStructure, IsRefusedBelowFiveDocumentsOrFourThemes) {
    auto const refusal = [](HandCoding const& hand) {
        EditionStructure const of = structure_of(hand.coding, compute(hand.coding, {}), 0);
        EXPECT_EQ(of.themes.empty(), !of.refusal.empty());
        return of.refusal;
    };
    HandCoding one{1, 4, 4, 1};
    for (std::uint32_t theme = 0; theme < 4; ++theme) {
        one.treat(0, theme, {theme}, 0);
    }
    EXPECT_EQ(refusal(one), "not computed: 1 document");
    HandCoding four{1, 4, 4, 4};
    for (std::uint32_t theme = 0; theme < 4; ++theme) {
        four.treat(0, theme, {theme}, theme);
    }
    EXPECT_EQ(refusal(four), "not computed: 4 documents");
    HandCoding three{1, 3, 5, 5};
    for (std::uint32_t document = 0; document < 5; ++document) {
        three.treat(0, document % 3, {document}, document);
    }
    EXPECT_EQ(refusal(three), "not computed: 3 themes");
    HandCoding bare{1, 4, 3, 5};
    for (std::uint32_t document = 0; document < 5; ++document) {
        bare.treat(0, document % 3, {document % 3}, document);
    }
    bare.treat(0, 3, {}, 0);
    EXPECT_EQ(refusal(bare), "not computed: 3 themes with items");
    EXPECT_EQ(refusal(HandCoding{1, 0, 0, 0}), "not computed: 0 documents");
}

TEST(Quadrant, HasAName) {
    EXPECT_EQ(name_of(Quadrant::motor), "motor");
    EXPECT_EQ(name_of(Quadrant::niche), "niche");
    EXPECT_EQ(name_of(Quadrant::emerging_or_declining), "emerging or declining");
    EXPECT_EQ(name_of(Quadrant::basic), "basic");
}

// --- agreement: the examples of Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011 ---

std::vector<std::vector<std::string>> units(std::vector<std::string> const& coders) {
    std::vector<std::vector<std::string>> values(coders.front().size());
    for (std::string const& coder : coders) {
        for (std::size_t unit = 0; unit < coder.size(); ++unit) {
            if (coder[unit] != '.') {
                values[unit].emplace_back(1, coder[unit]);
            }
        }
    }
    return values;
}

TEST(KrippendorffAlpha, OfTwoCodersAndTwoValuesIsThatOfThePaper) {
    // A: four of ten units apart, 14 values 0 and 6 values 1: 1 - 19 * 4 / (14 * 6).
    std::optional<double> const alpha = krippendorff_alpha(units({"0100000010", "1110010000"}));
    ASSERT_TRUE(alpha);
    EXPECT_DOUBLE_EQ(*alpha, 1 - 76.0 / 84);
    EXPECT_NEAR(*alpha, 0.095, 0.0005);
}

TEST(KrippendorffAlpha, OfTwoCodersAndFiveValuesIsThatOfThePaper) {
    // B: (23 * 18 - 104) / (24 * 23 - 104).
    std::optional<double> const alpha = krippendorff_alpha(units({"aabbdcccedda", "babbbccceddd"}));
    ASSERT_TRUE(alpha);
    EXPECT_DOUBLE_EQ(*alpha, 310.0 / 448);
    EXPECT_NEAR(*alpha, 0.692, 0.0005);
}

TEST(KrippendorffAlpha, OfFourCodersAndMissingValuesIsThatOfThePaper) {
    std::optional<double> const alpha =
        krippendorff_alpha(units({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}));
    ASSERT_TRUE(alpha);
    EXPECT_NEAR(*alpha, 0.743, 0.0005);
}

TEST(KrippendorffAlpha, IsOneWhereAllAgreeAndNothingWhereNothingVaries) {
    EXPECT_EQ(krippendorff_alpha(units({"ab", "ab"})), 1.0);
    EXPECT_EQ(krippendorff_alpha(units({"aa", "aa"})), std::nullopt);
    EXPECT_EQ(krippendorff_alpha(units({"ab"})), std::nullopt) << "no unit has two values";
    EXPECT_EQ(krippendorff_alpha({}), std::nullopt);
}

TEST(KrippendorffAlpha, CountsOnlyUnitsThatCanBePaired) {
    NominalAlpha alpha;
    alpha.add({"a", "b"});
    alpha.add({"a"});
    alpha.add({});
    alpha.add({"c", "c"}, 0);
    EXPECT_EQ(alpha.units(), 1U);
    EXPECT_EQ(alpha.value(), 0.0) << "1 - 1 * 2 / (1 + 1)";
}

TEST(KrippendorffAlpha, TakesEqualUnitsAtOnce) {
    NominalAlpha at_once;
    NominalAlpha one_by_one;
    at_once.add({"a", "b", "b"}, 3);
    at_once.add({"a", "a"}, 4);
    for (int i = 0; i < 4; ++i) {
        one_by_one.add({"a", "a"});
    }
    for (int i = 0; i < 3; ++i) {
        one_by_one.add({"b", "a", "b"});
    }
    EXPECT_EQ(at_once.units(), one_by_one.units());
    ASSERT_TRUE(at_once.value() && one_by_one.value());
    EXPECT_DOUBLE_EQ(*at_once.value(), *one_by_one.value());
}

TEST(KrippendorffAlpha, IsBelowNothingWhereTheyDisagreeMoreThanByChance) {
    std::optional<double> const alpha = krippendorff_alpha(units({"ab", "ba"}));
    ASSERT_TRUE(alpha);
    EXPECT_DOUBLE_EQ(*alpha, -0.5) << "1 - 3 * 2 / (2 * 2)";
}

// --- decimals ---

TEST(Measure, IsWrittenWithTwelveSignificantDigits) {
    EXPECT_EQ(to_decimal(0.0), "0.0");
    EXPECT_EQ(to_decimal(-0.0), "0.0");
    EXPECT_EQ(to_decimal(50.0), "50.0");
    EXPECT_EQ(to_decimal(10.0 / 3), "3.33333333333");
    EXPECT_EQ(to_decimal(-0.5), "-0.5");
    EXPECT_EQ(to_decimal(1e-9 / 3), "0.000000000333333333333");
    EXPECT_EQ(to_decimal(0.1 + 0.2), "0.3");
}

}  // namespace
}  // namespace stoa::evolution
