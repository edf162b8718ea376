// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "stoa/evolution/evolution.hpp"
#include "support/plain_evolution.hpp"
#include "support/random_coding.hpp"

namespace stoa::evolution {
namespace {

namespace plain = test::plain;

struct Case {
    Coding const& coding;
    Parameters const& parameters;
    Evolution const& evolution;
    plain::Evolution const& expected;
};

/// Both computations of random series, until a check fails; then the seed and the series are shown.
template <class Check>
void for_each_series(std::uint64_t all, Check check) {
    std::uint64_t const runs = test::runs_of(all);
    for (std::uint64_t seed = test::first_seed(); seed < test::first_seed() + runs; ++seed) {
        test::Random random{seed};
        test::RandomSeries const series = test::random_series(random);
        Evolution const evolution = compute(series.coding, series.parameters);
        plain::Evolution const expected = plain::compute(series.coding, series.parameters);
        check(Case{series.coding, series.parameters, evolution, expected});
        if (testing::Test::HasFailure()) {
            ADD_FAILURE() << "STOA_SEED=" << seed << "\n" << plain::to_text(series.coding, series.parameters);
            return;
        }
    }
}

TEST(EvolutionOracle, AgreesOnEveryEventAndEveryValue) {
    constexpr std::uint64_t all = 3000;
    std::uint64_t const runs = test::runs_of(all);
    std::map<std::string, std::size_t> counts;
    for_each_series(all, [&](Case const& each) {
        plain::Evolution const form = plain::form_of(each.coding, each.evolution);
        if (form != each.expected) {
            EXPECT_EQ(plain::to_text(form), plain::to_text(each.expected));
            ADD_FAILURE() << "the product (first) and the definitions (second) differ";
        }
        EXPECT_EQ(each.evolution.parameters, each.parameters);
        counts["states"] += form.states.size();
        for (plain::Event const& event : form.theme_events) {
            ++counts[std::string{name_of(event.kind)}];
            counts["derived"] += event.derived ? 1 : 0;
            counts["heir"] += event.heir ? 1 : 0;
            if (event.role) {
                ++counts[std::string{name_of(*event.role)}];
            }
            if (event.scope) {
                ++counts[std::string{name_of(*event.scope)}];
            }
        }
        for (plain::Event const& event : form.item_events) {
            ++counts["item " + std::string{name_of(event.kind)}];
        }
        for (plain::LineageEvent const& event : form.lineage_events) {
            ++counts[std::string{name_of(event.kind)}];
        }
        for (plain::Arc const& arc : form.arcs) {
            ++counts[std::string{name_of(arc.kind)}];
        }
    });
    constexpr std::array common{
        "founding", "present_at_start", "introduced", "continued", "resumed",   "dropped", "merged", "split",
        "branched", "replaced",         "derived",    "heir",      "raised",    "lowered", "level",  "broadened",
        "narrowed", "shifted",          "steady",     "unknown",   "continues", "resumes", "morphs", "asserted"};
    for (char const* kind : common) {
        EXPECT_GE(counts[kind], runs / 10) << kind;
    }
    for (char const* kind : {"dispersed", "assembled"}) {
        EXPECT_GE(counts[kind], runs / 30) << kind;
    }
    for (auto const& [kind, count] : counts) {
        RecordProperty(kind.substr(0, kind.find(' ')) == "item" ? "item_" + kind.substr(5) : kind,
                       std::to_string(count));
    }
}

TEST(EvolutionOracle, AgreesOnMeasuresPopulationAndChance) {
    for_each_series(500, [](Case const& each) {
        std::vector<plain::State> const& states = each.expected.states;
        for (StateId a = 0; a < states.size(); ++a) {
            for (StateId b = a; b < states.size(); ++b) {
                auto const sets = plain::compared(each.coding, each.parameters, states[a], states[b]);
                Overlap const overlap = overlap_of(each.coding, each.evolution, a, b);
                ASSERT_EQ(overlap, plain::overlap(sets));
                bool const has_values = !sets.first.empty() && !sets.second.empty();
                auto const ratio = [&](std::size_t part, std::size_t whole) {
                    return has_values
                               ? std::optional{Ratio{static_cast<std::int64_t>(part), static_cast<std::int64_t>(whole)}}
                               : std::nullopt;
                };
                std::size_t const all = sets.first.size() + sets.second.size() - overlap.kept;
                EXPECT_EQ(overlap.before(), sets.first.size());
                EXPECT_EQ(overlap.after(), sets.second.size());
                EXPECT_EQ(overlap.either(), all);
                EXPECT_EQ(overlap.retention(), ratio(overlap.kept, sets.first.size()));
                EXPECT_EQ(overlap.inheritance(), ratio(overlap.kept, sets.second.size()));
                EXPECT_EQ(overlap.inclusion(), ratio(overlap.kept, std::min(sets.first.size(), sets.second.size())));
                EXPECT_EQ(overlap.jaccard(), ratio(overlap.kept, all));
                EXPECT_EQ(overlap.gain(), ratio(all - sets.first.size(), all));
                EXPECT_EQ(overlap.loss(), ratio(all - sets.second.size(), all));

                std::uint32_t const from = states[a].at.position;
                std::uint32_t const to = states[b].at.position;
                std::uint32_t const v = population(each.coding, each.evolution, from, to);
                ASSERT_EQ(v, plain::population(each.coding, each.parameters, each.expected, from, to));
                EXPECT_NEAR(chance_of_overlap(v, overlap), boost::rational_cast<double>(plain::chance(v, overlap)),
                            1e-12);
            }
        }
    });
}

TEST(EvolutionOracle, AgreesOnSpansAndCoverage) {
    for_each_series(2000, [](Case const& each) {
        auto const check_spans = [&](std::vector<StateEvent> const& events, std::vector<plain::Event> const& expected,
                                     bool of_items) {
            ASSERT_EQ(events.size(), expected.size());
            for (std::size_t i = 0; i < events.size(); ++i) {
                Facet const facet = of_items ? each.coding.items[expected[i].at.subject].facet : Facet::issues;
                auto const [first, last] = plain::span(each.expected, expected[i], facet);
                EXPECT_EQ(span_of(each.coding, each.evolution, events[i], of_items), std::pair(first, last))
                    << name_of(events[i].kind);
                std::vector<std::uint32_t> incomplete;
                for (std::uint32_t edition = first; edition <= last; ++edition) {
                    if (each.coding.editions[edition].level[static_cast<std::size_t>(facet)] != Level::complete) {
                        incomplete.push_back(edition);
                    }
                }
                EXPECT_TRUE(std::ranges::equal(each.evolution.not_complete(facet, first, last), incomplete));
            }
        };
        check_spans(each.evolution.theme_events, each.expected.theme_events, false);
        check_spans(each.evolution.item_events, each.expected.item_events, true);
    });
}

/// What was there before an event names the edition that it is compared with; of what is new the one before does.
TEST(EvolutionOracle, ComparesAnEventWithTheEditionBeforeIt) {
    std::size_t second = 0;
    for_each_series(1000, [&](Case const& each) {
        auto const check_editions = [&](std::vector<StateEvent> const& events, bool of_items) {
            for (StateEvent const& event : events) {
                Facet const facet = of_items ? each.coding.items[event.subject].facet : Facet::issues;
                std::optional<std::uint32_t> expected;
                if (event.before != none) {
                    expected = of_items ? each.evolution.presences[event.before].edition
                                        : each.evolution.states[event.before].edition;
                } else if (event.kind == EventKind::introduced) {
                    expected = each.evolution.observed_for(facet)[event.position - 1];
                }
                EXPECT_EQ(compared_with(each.coding, each.evolution, event, of_items), expected) << name_of(event.kind);
                second += event.position == 1 ? 1 : 0;
            }
        };
        check_editions(each.evolution.theme_events, false);
        check_editions(each.evolution.item_events, true);
    });
    EXPECT_GT(second, test::runs_of(1000));
}

TEST(EvolutionOracle, AgreesOnTheLinksThatSupportAStep) {
    for_each_series(2000, [](Case const& each) {
        auto const check_links = [&](std::vector<StateId> const& sources, std::vector<StateId> const& targets) {
            auto const states = [&](std::vector<StateId> const& ids) {
                std::vector<plain::State> found;
                for (StateId const id : ids) {
                    found.push_back(each.expected.states[id]);
                }
                return found;
            };
            std::vector<std::uint32_t> const links = supporting_links(each.coding, each.evolution, sources, targets);
            plain::Set const expected = plain::supporting_links(each.coding, states(sources), states(targets));
            EXPECT_EQ(links, std::vector(expected.begin(), expected.end()));
        };
        for (LineageEvent const& event : each.evolution.lineage_events) {
            check_links(event.sources, event.targets);
        }
        for (Arc const& arc : each.evolution.arcs) {
            check_links({arc.from}, {arc.to});
        }
    });
}

/// What the comparison above does not see, since it names states by theme and position.
TEST(EvolutionOracle, ResultsAreLaidOutAsDocumented) {
    for_each_series(1000, [](Case const& each) {
        Evolution const& evolution = each.evolution;
        std::size_t const positions = evolution.observed_for(Facet::issues).size();
        ASSERT_EQ(evolution.state_start.size(), positions + 1);
        EXPECT_EQ(evolution.state_start.back(), evolution.states.size());
        for (std::uint32_t k = 0; k < positions; ++k) {
            for (State const& state : evolution.states_at(k)) {
                EXPECT_EQ(state.position, k);
            }
            for (std::uint32_t theme = 0; theme < each.coding.themes.size(); ++theme) {
                std::optional<StateId> const found = evolution.find_state(theme, k);
                plain::State const* const expected = plain::find(each.expected, {k, theme});
                ASSERT_EQ(found.has_value(), expected != nullptr);
                EXPECT_TRUE(!found || *found == static_cast<StateId>(expected - each.expected.states.data()));
            }
        }
        for (StateId id = 0; id < evolution.states.size(); ++id) {
            State const& state = evolution.states[id];
            EXPECT_TRUE(std::ranges::is_sorted(evolution.scope(id), std::ranges::less_equal{}) ||
                        evolution.scope(id).size() < 2);
            EXPECT_EQ(evolution.scope(id).size(), each.expected.states[id].scope.size()) << "items come once";
            EXPECT_EQ(evolution.scope_too_small(id),
                      each.expected.states[id].scope.size() < each.parameters.min_shared);
            for (std::uint32_t i = state.first_passage; i < state.last_passage; ++i) {
                EXPECT_EQ(each.coding.passages[i].theme, state.theme);
                EXPECT_EQ(each.coding.passages[i].edition, state.edition);
            }
        }
        for (Presence const& presence : evolution.presences) {
            for (std::uint32_t i = presence.first_passage; i < presence.last_passage; ++i) {
                Coding::Passage const& passage = each.coding.passages[evolution.item_passages[i]];
                EXPECT_EQ(passage.item, presence.item);
                EXPECT_EQ(passage.edition, presence.edition);
            }
        }
        for (LineageEvent const& event : evolution.lineage_events) {
            for (auto const& list : {event.sources, event.targets, event.shared}) {
                EXPECT_EQ(std::ranges::adjacent_find(list, std::ranges::greater_equal{}), list.end());
            }
        }
        for (std::uint32_t a = 0; a < each.coding.editions.size(); ++a) {
            for (std::uint32_t b = 0; b < each.coding.editions.size(); ++b) {
                FacetSet expected;
                for (Facet const facet : {Facet::issues, Facet::groups, Facet::sdgs}) {
                    auto const is_observed = [&](std::uint32_t edition) {
                        Level const level = each.coding.editions[edition].level[static_cast<std::size_t>(facet)];
                        return level == Level::complete || level == Level::partial;
                    };
                    if (each.parameters.facets.contains(facet) && is_observed(a) && is_observed(b)) {
                        expected.add(facet);
                    }
                }
                EXPECT_EQ(compared_facets(each.coding, each.parameters, a, b), expected);
            }
        }
    });
}

}  // namespace
}  // namespace stoa::evolution
