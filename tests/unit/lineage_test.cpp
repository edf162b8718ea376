// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/lineage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/random_graph.hpp"

namespace stoa::evolution {
namespace {

using test::below;
using test::Random;

using Ids = std::vector<StateId>;
using Steps = std::vector<std::uint32_t>;

/// Arcs by ends, all of one kind.
Lineage lineage_of(std::vector<std::uint32_t> positions, std::vector<std::pair<StateId, StateId>> ends) {
    std::ranges::sort(ends);
    std::vector<Lineage::Arc> arcs;
    for (auto const& [from, to] : ends) {
        arcs.push_back({from, to, {}});
    }
    return {std::move(positions), arcs};
}

/// A small graph with parts of its own, parallel arcs of several kinds and states without any arc.
struct RandomLineage {
    std::vector<std::uint32_t> positions;
    std::vector<Lineage::Arc> arcs;
    Lineage lineage;
    std::vector<std::set<StateId>> next;  ///< by state
    std::vector<std::set<StateId>> before;

    explicit RandomLineage(Random& random)
        : positions{random_positions(random)}, arcs{random_arcs(positions, random)}, lineage{positions, arcs} {
        next.resize(positions.size());
        before.resize(positions.size());
        for (Lineage::Arc const& each : arcs) {
            next[each.from].insert(each.to);
            before[each.to].insert(each.from);
        }
    }

    [[nodiscard]] std::uint32_t size() const { return lineage.state_count(); }
    [[nodiscard]] std::set<StateId> const& following(StateId state, Direction direction) const {
        return direction == Direction::forward ? next[state] : before[state];
    }

    /// What `starts` reach without entering `closed`.
    [[nodiscard]] std::set<StateId> reached(std::set<StateId> const& starts, Direction direction,
                                            std::set<StateId> const& closed = {}) const {
        std::set<StateId> found;
        Ids todo{starts.begin(), starts.end()};
        while (!todo.empty()) {
            StateId const state = todo.back();
            todo.pop_back();
            if (!closed.contains(state) && found.insert(state).second) {
                std::set<StateId> const& more = following(state, direction);
                todo.insert(todo.end(), more.begin(), more.end());
            }
        }
        return found;
    }

    /// All paths of at least one state, each one visited; exponential.
    void for_each_path(std::function<void(Ids const&)> const& visit) const {
        Ids path;
        std::function<void(StateId)> const extend = [&](StateId state) {
            path.push_back(state);
            visit(path);
            std::ranges::for_each(next[state], extend);
            path.pop_back();
        };
        for (StateId state = 0; state < size(); ++state) {
            extend(state);
        }
    }

private:
    static std::vector<std::uint32_t> random_positions(Random& random) {
        std::vector<std::uint32_t> positions(1 + below(random, 11));
        for (std::uint32_t& each : positions) {
            each = static_cast<std::uint32_t>(below(random, 6));
        }
        std::ranges::sort(positions);
        return positions;
    }
    static std::vector<Lineage::Arc> random_arcs(std::vector<std::uint32_t> const& positions, Random& random) {
        std::vector<Lineage::Arc> arcs;
        std::size_t const share = 1 + below(random, 4);
        for (StateId from = 0; from < positions.size(); ++from) {
            for (StateId to = from + 1; to < positions.size(); ++to) {
                if (positions[from] < positions[to] && below(random, share) == 0) {
                    arcs.push_back({from, to, {1, ArcKind::continues}});
                    if (below(random, 4) == 0) {
                        arcs.push_back({from, to, {1, ArcKind::asserted}});
                    }
                }
            }
        }
        return arcs;
    }
};

std::uint64_t const rounds = test::runs_of(2000);

class RandomLineages : public testing::Test {
protected:
    /// Some states, at least one, as the starts of a search.
    std::set<StateId> some_states(std::uint32_t count) {
        std::set<StateId> chosen{static_cast<StateId>(below(random, count))};
        while (below(random, 3) == 0) {
            chosen.insert(static_cast<StateId>(below(random, count)));
        }
        return chosen;
    }

    std::uint64_t seed = test::first_seed();
    Random random{seed};
};

Ids list(std::set<StateId> const& states) { return {states.begin(), states.end()}; }

TEST_F(RandomLineages, AreReachedInBothDirections) {
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        Ids const starts = list(some_states(of.size()));
        for (Direction const direction : {Direction::forward, Direction::backward}) {
            ASSERT_EQ(reach(of.lineage, starts, direction), list(of.reached({starts.begin(), starts.end()}, direction)))
                << "seed " << seed << ", round " << round;
        }
    }
}

TEST_F(RandomLineages, AreAsManyStepsAwayAsASearchLayerByLayerTakes) {
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        std::set<StateId> const starts = some_states(of.size());
        for (Direction const direction : {Direction::forward, Direction::backward}) {
            Steps expected(of.size(), none);
            std::set<StateId> layer = starts;
            for (std::uint32_t step = 0; !layer.empty(); ++step) {
                std::set<StateId> following;
                for (StateId const each : layer) {
                    if (expected[each] == none) {
                        expected[each] = step;
                        std::set<StateId> const& more = of.following(each, direction);
                        following.insert(more.begin(), more.end());
                    }
                }
                layer = std::move(following);
            }
            ASSERT_EQ(steps_from(of.lineage, list(starts), direction), expected)
                << "seed " << seed << ", round " << round;
        }
    }
}

TEST_F(RandomLineages, FallIntoAreasNumberedByTheirFirstState) {
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        Steps expected(of.size(), none);
        std::uint32_t count = 0;
        for (StateId state = 0; state < of.size(); ++state) {
            if (expected[state] != none) {
                continue;
            }
            std::set<StateId> area{state};
            for (std::size_t before = 0; before != area.size();) {
                before = area.size();
                for (StateId const each : Ids{area.begin(), area.end()}) {
                    area.insert(of.next[each].begin(), of.next[each].end());
                    area.insert(of.before[each].begin(), of.before[each].end());
                }
            }
            for (StateId const each : area) {
                expected[each] = count;
            }
            ++count;
        }
        ASSERT_EQ(areas(of.lineage), expected) << "seed " << seed << ", round " << round;
    }
}

/// Boost's, by its full overload: the simple one errs where a reached vertex has a predecessor that the root does not
/// reach.
template <class Graph>
Ids dominators_of_boost(Graph const& graph, StateId root, std::uint32_t count) {
    using Number = std::size_t;
    constexpr Number unseen = std::numeric_limits<Number>::max();
    boost::typed_identity_property_map<Number> const index;
    std::vector<Number> number(count, unseen);
    std::vector<Number> parent(count, unseen);
    std::vector<Number> in_order(count, unseen);
    std::vector<Number> found(count, unseen);
    boost::lengauer_tarjan_dominator_tree(graph, root, index, boost::make_iterator_property_map(number.begin(), index),
                                          boost::make_iterator_property_map(parent.begin(), index), in_order,
                                          boost::make_iterator_property_map(found.begin(), index));
    Ids dominators(count, none);
    for (StateId state = 0; state < count; ++state) {
        dominators[state] = found[state] == unseen ? none : static_cast<StateId>(found[state]);
    }
    return dominators;
}

TEST_F(RandomLineages, HaveTheDominatorsThatBoostFinds) {
    std::size_t with_unreached_predecessor = 0;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        using Plain = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
        Plain plain{of.size()};
        for (Lineage::Arc const& each : of.arcs) {
            add_edge(each.from, each.to, plain);
        }
        auto const root = static_cast<StateId>(below(random, of.size()));
        ASSERT_EQ(immediate_dominators(of.lineage, root, Direction::forward),
                  dominators_of_boost(plain, root, of.size()))
            << "seed " << seed << ", round " << round;
        ASSERT_EQ(immediate_dominators(of.lineage, root, Direction::backward),
                  dominators_of_boost(boost::make_reverse_graph(plain), root, of.size()))
            << "seed " << seed << ", round " << round;
        std::set<StateId> const reached = of.reached({root}, Direction::forward);
        with_unreached_predecessor += std::ranges::any_of(reached, [&](StateId state) {
            return state != root &&
                   std::ranges::any_of(of.before[state], [&](StateId before) { return !reached.contains(before); });
        });
    }
    EXPECT_GT(with_unreached_predecessor, rounds / 20) << "the graphs must have parts that the root does not reach";
}

TEST_F(RandomLineages, HaveTheUnavoidableStatesThatClosingEachOneShows) {
    std::size_t in_between = 0;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        auto const from = static_cast<StateId>(below(random, of.size()));
        std::set<StateId> const targets = some_states(of.size());
        auto const is_any_reached = [&](std::set<StateId> const& closed) {
            return std::ranges::any_of(of.reached({from}, Direction::forward, closed),
                                       [&](StateId each) { return targets.contains(each); });
        };
        Ids expected;
        for (StateId state = 0; is_any_reached({}) && state < of.size(); ++state) {
            if (!is_any_reached({state})) {
                expected.push_back(state);
            }
        }
        in_between += expected.size() > 2;
        ASSERT_EQ(unavoidable_states(of.lineage, from, list(targets)), expected)
            << "seed " << seed << ", round " << round;
    }
    EXPECT_GT(in_between, rounds / 400);
}

TEST_F(RandomLineages, HaveTheLongestPathOfAllPaths) {
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        auto const max_gap = static_cast<std::uint32_t>(below(random, 4));
        Ids best;
        of.for_each_path([&](Ids const& path) {
            for (std::size_t i = 1; i < path.size(); ++i) {
                if (of.positions[path[i]] - of.positions[path[i - 1]] - 1 > max_gap) {
                    return;
                }
            }
            bool const smaller =
                path.size() == best.size() &&
                std::ranges::lexicographical_compare(Ids{path.rbegin(), path.rend()}, Ids{best.rbegin(), best.rend()});
            if (path.size() > best.size() || smaller) {
                best = path;
            }
        });
        ASSERT_EQ(longest_path(of.lineage, max_gap), best) << "seed " << seed << ", round " << round;
    }
}

TEST_F(RandomLineages, AreCriticalByTheLongestPathThroughEachState) {
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        Steps through(of.size(), 0);
        std::uint32_t longest = 0;
        of.for_each_path([&](Ids const& path) {
            auto const arcs = static_cast<std::uint32_t>(path.size() - 1);
            longest = std::max(longest, arcs);
            for (StateId const each : path) {
                through[each] = std::max(through[each], arcs);
            }
        });
        for (std::uint32_t& each : through) {
            each = longest - each;
        }
        ASSERT_EQ(unit_criticality(of.lineage), through) << "seed " << seed << ", round " << round;
    }
}

TEST_F(RandomLineages, HaveTheCommonAncestorsThatReachNoOther) {
    std::size_t several = 0;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        auto const a = static_cast<StateId>(below(random, of.size()));
        auto const b = static_cast<StateId>(below(random, of.size()));
        Ids common;
        std::ranges::set_intersection(of.reached({a}, Direction::backward), of.reached({b}, Direction::backward),
                                      std::back_inserter(common));
        Ids expected;
        for (StateId const each : common) {
            std::set<StateId> const reached = of.reached({each}, Direction::forward);
            if (std::ranges::none_of(common, [&](StateId other) { return other != each && reached.contains(other); })) {
                expected.push_back(each);
            }
        }
        several += expected.size() > 1;
        ASSERT_EQ(latest_common_ancestors(of.lineage, a, b), expected) << "seed " << seed << ", round " << round;
    }
    EXPECT_GT(several, rounds / 100);
}

/// States strictly between two that lie on a path from one to the other.
Ids states_between(RandomLineage const& of, StateId from, StateId to) {
    Ids both;
    std::ranges::set_intersection(of.reached({from}, Direction::forward), of.reached({to}, Direction::backward),
                                  std::back_inserter(both));
    std::erase_if(both, [&](StateId each) { return each == from || each == to; });
    return both;
}

/// The size of a smallest set of states that cuts every path but the direct arc, by trying all sets.
std::size_t smallest_cut(RandomLineage const& of, StateId from, StateId to) {
    Ids const between = states_between(of, from, to);
    std::size_t smallest = between.size();
    for (std::uint32_t set = 0; set < (1U << between.size()); ++set) {
        auto const size = static_cast<std::size_t>(std::popcount(set));
        if (size >= smallest) {
            continue;
        }
        std::set<StateId> closed;
        for (std::size_t i = 0; i < between.size(); ++i) {
            if ((set >> i & 1U) != 0) {
                closed.insert(between[i]);
            }
        }
        std::set<StateId> starts = of.next[from];
        starts.erase(to);
        smallest = of.reached(starts, Direction::forward, closed).contains(to) ? smallest : size;
    }
    return smallest;
}

TEST_F(RandomLineages, HaveAsManyIndependentLinesAsTheSmallestCutHasStates) {
    std::map<std::size_t, std::size_t> counts;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        RandomLineage const of{random};
        auto const from = static_cast<StateId>(below(random, of.size()));
        auto const to = static_cast<StateId>(below(random, of.size()));
        IndependentLines const lines = independent_lines(of.lineage, from, to);
        SCOPED_TRACE(testing::Message() << "seed " << seed << ", round " << round << ", " << from << " to " << to);
        bool const connected = from != to && of.reached({from}, Direction::forward).contains(to);
        if (!connected) {
            ASSERT_EQ(lines.count, 0U);
            ASSERT_FALSE(lines.direct);
            ASSERT_TRUE(lines.separating.empty());
            continue;
        }
        std::size_t const cut = smallest_cut(of, from, to);
        ASSERT_EQ(lines.direct, of.next[from].contains(to));
        ASSERT_EQ(lines.count, cut + (lines.direct ? 1 : 0));
        ASSERT_EQ(lines.separating.size(), cut);
        ASSERT_TRUE(std::ranges::is_sorted(lines.separating));
        std::set<StateId> starts = of.next[from];
        starts.erase(to);
        ASSERT_FALSE(
            of.reached(starts, Direction::forward, {lines.separating.begin(), lines.separating.end()}).contains(to))
            << "the set does not separate";
        ++counts[lines.count];
    }
    EXPECT_GT(counts[1], rounds / 40);
    EXPECT_GT(counts[2], rounds / 70);
    EXPECT_GT(counts[3], rounds / 200);
}

TEST(Lineage, CountsArcsOfTwoKindsBetweenTheSameStatesAsOneDirectLine) {
    std::vector<Lineage::Arc> const arcs{{0, 1, {2, ArcKind::morphs}}, {0, 1, {2, ArcKind::asserted}}};
    IndependentLines const lines = independent_lines({{0, 1}, arcs}, 0, 1);
    EXPECT_EQ(lines.count, 1U);
    EXPECT_TRUE(lines.direct);
    EXPECT_TRUE(lines.separating.empty());
}

TEST(Lineage, CountsParallelArcsOnTheWayAsOneLine) {
    std::vector<Lineage::Arc> const arcs{{0, 1, {2, ArcKind::morphs}},
                                         {0, 1, {2, ArcKind::asserted}},
                                         {1, 2, {2, ArcKind::continues}},
                                         {1, 2, {2, ArcKind::asserted}}};
    IndependentLines const lines = independent_lines({{0, 1, 2}, arcs}, 0, 2);
    EXPECT_EQ(lines.count, 1U);
    EXPECT_FALSE(lines.direct);
    EXPECT_EQ(lines.separating, Ids{1});
}

TEST(Lineage, HasNoLineAgainstTimeNorToTheStateItself) {
    Lineage const lineage = lineage_of({0, 1}, {{0, 1}});
    EXPECT_EQ(independent_lines(lineage, 1, 0).count, 0U);
    EXPECT_EQ(independent_lines(lineage, 0, 0).count, 0U);
}

TEST(Lineage, SeparatesAtTheStateNearestToTheFirst) {
    Lineage const lineage = lineage_of({0, 1, 2, 3}, {{0, 1}, {1, 2}, {2, 3}});
    EXPECT_EQ(independent_lines(lineage, 0, 3).separating, Ids{1});
}

TEST(Lineage, WithoutStatesAnswersEverything) {
    Lineage const lineage = lineage_of({}, {});
    EXPECT_TRUE(reach(lineage, {}, Direction::forward).empty());
    EXPECT_TRUE(reach(lineage, {}, Direction::backward).empty());
    EXPECT_TRUE(steps_from(lineage, {}, Direction::forward).empty());
    EXPECT_TRUE(areas(lineage).empty());
    EXPECT_TRUE(longest_path(lineage, 0).empty());
    EXPECT_TRUE(unit_criticality(lineage).empty());
}

TEST(Lineage, MarksStatesOnBothSidesOfAWordOfBits) {
    // 63 and 64, 127 and 128: where the words of the search meet.
    std::vector<std::uint32_t> positions(200);
    for (std::uint32_t i = 0; i < positions.size(); ++i) {
        positions[i] = i;
    }
    Lineage const lineage = lineage_of(positions, {{0, 63}, {63, 64}, {64, 127}, {127, 128}, {128, 199}, {1, 2}});
    EXPECT_EQ(reach(lineage, Ids{0}, Direction::forward), (Ids{0, 63, 64, 127, 128, 199}));
    EXPECT_EQ(reach(lineage, Ids{199}, Direction::backward), (Ids{0, 63, 64, 127, 128, 199}));
    EXPECT_EQ(reach(lineage, Ids{2, 127}, Direction::backward), (Ids{0, 1, 2, 63, 64, 127}));
}

TEST(Lineage, OfAMillionStatesInARowNeedsNoStack) {
    constexpr std::uint32_t count = 1'000'000;
    std::vector<std::uint32_t> positions(count);
    std::vector<Lineage::Arc> arcs;
    for (std::uint32_t i = 0; i < count; ++i) {
        positions[i] = i;
        if (i > 0) {
            arcs.push_back({i - 1, i, {}});
        }
    }
    Lineage const lineage{std::move(positions), arcs};
    Ids const first{0};
    Ids const last{count - 1};
    EXPECT_EQ(reach(lineage, first, Direction::forward).size(), count);
    EXPECT_EQ(reach(lineage, last, Direction::backward).size(), count);
    EXPECT_EQ(steps_from(lineage, first, Direction::forward).back(), count - 1);
    EXPECT_EQ(areas(lineage).back(), 0U);
    EXPECT_EQ(immediate_dominators(lineage, 0, Direction::forward).back(), count - 2);
    EXPECT_EQ(immediate_dominators(lineage, count - 1, Direction::backward).front(), 1U);
    EXPECT_EQ(unavoidable_states(lineage, 0, last).size(), count);
    EXPECT_EQ(longest_path(lineage, 0).size(), count);
    EXPECT_EQ(unit_criticality(lineage)[count / 2], 0U);
    EXPECT_EQ(latest_common_ancestors(lineage, count - 1, count - 2), Ids{count - 2});
}

TEST(Lineage, TakesAtMostThirtyBytesAnArc) {
    constexpr std::uint32_t per_edition = 1000;
    constexpr std::uint32_t editions = 100;
    std::vector<std::uint32_t> positions;
    std::vector<Lineage::Arc> arcs;
    for (std::uint32_t i = 0; i < per_edition * editions; ++i) {
        positions.push_back(i / per_edition);
        for (std::uint32_t j = 0; j < 4 && i / per_edition + 1 < editions; ++j) {
            arcs.push_back({i, (i / per_edition + 1) * per_edition + (i + j) % (per_edition - 4) + j, {}});
        }
    }
    std::ranges::sort(arcs, {}, [](Lineage::Arc const& each) { return std::pair{each.from, each.to}; });
    Lineage const lineage{std::move(positions), arcs};
    EXPECT_EQ(num_edges(lineage.graph()), arcs.size());
    EXPECT_LE(lineage.memory_bytes(), 30 * arcs.size());
    EXPECT_GE(lineage.memory_bytes(), 16 * arcs.size()) << "ends in both directions and the bundle";
}

TEST(Lineage, KnowsHowManyEditionsAnArcPassesOver) {
    Lineage const lineage = lineage_of({0, 2, 3}, {{0, 1}, {1, 2}});
    EXPECT_EQ(lineage.gap(0, 1), 1U);
    EXPECT_EQ(lineage.gap(1, 2), 0U);
    EXPECT_EQ(longest_path(lineage, 0), (Ids{1, 2}));
    EXPECT_EQ(longest_path(lineage, 1), (Ids{0, 1, 2}));
}

}  // namespace
}  // namespace stoa::evolution
