// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/reachability.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <random>
#include <utility>
#include <vector>

namespace stoa::rdf {
namespace {

using Node = Reachability::Node;
using Links = std::vector<std::pair<Node, Node>>;

constexpr std::size_t plenty = 1'000'000;

/// Of all nodes whether they lead to which, by repeated multiplication.
std::vector<std::vector<bool>> closure(std::size_t nodes, Links const& links) {
    std::vector<std::vector<bool>> leads(nodes, std::vector<bool>(nodes));
    for (auto const& [from, to] : links) {
        leads[from][to] = true;
    }
    for (std::size_t middle = 0; middle < nodes; ++middle) {
        for (std::size_t from = 0; from < nodes; ++from) {
            for (std::size_t to = 0; to < nodes && leads[from][middle]; ++to) {
                leads[from][to] = leads[from][to] || leads[middle][to];
            }
        }
    }
    return leads;
}

TEST(Reachability, AgreesWithTheClosureOfRandomGraphs) {
    std::mt19937 random(11);
    for (int round = 0; round < 400; ++round) {
        auto const nodes = static_cast<Node>(1 + random() % 12);
        Links links;
        for (auto left = random() % (2 * nodes); left > 0; --left) {
            links.emplace_back(static_cast<Node>(random() % nodes), static_cast<Node>(random() % nodes));
        }
        auto const expected = closure(nodes, links);
        Reachability reachability(nodes, links, plenty);
        for (Node from = 0; from < nodes; ++from) {
            for (Node to = 0; to < nodes; ++to) {
                ASSERT_EQ(reachability.leads_to(from, to), std::optional<bool>(expected[from][to]))
                    << "round " << round << ", " << from << " to " << to;
            }
        }
    }
}

TEST(Reachability, FollowsNoLinksInChainsAndTrees) {
    Links tree;
    constexpr Node nodes = 1000;
    for (Node node = 1; node < nodes; ++node) {
        tree.emplace_back(node, node % 3 == 0 ? node - 1 : node / 2);
    }
    Links upside_down;
    for (auto const& [from, to] : tree) {
        upside_down.emplace_back(to, from);
    }
    Reachability up(nodes, tree, 0);
    Reachability down(nodes, upside_down, 0);
    for (Node from = 0; from < nodes; ++from) {
        for (Node to = 0; to < nodes; to += 7) {
            std::optional<bool> const answer = up.leads_to(from, to);
            ASSERT_NE(answer, std::nullopt) << from << " to " << to;
            EXPECT_EQ(down.leads_to(to, from), answer);
        }
    }
}

TEST(Reachability, HasNoAnswerBeyondItsBudget) {
    std::mt19937 random(5);
    constexpr Node nodes = 2000;
    Links links;
    for (Node node = 3; node < nodes; ++node) {
        for (int i = 0; i < 3; ++i) {
            links.emplace_back(node, static_cast<Node>(random() % node));
        }
    }
    Reachability enough(nodes, links, 100 * plenty);
    Reachability little(nodes, links, 100);
    std::size_t unknown = 0;
    for (Node from = 0; from < nodes; from += 13) {
        for (Node to = 0; to < nodes; to += 17) {
            auto const answer = little.leads_to(from, to);
            unknown += answer ? 0U : 1U;
            EXPECT_TRUE(!answer || answer == enough.leads_to(from, to));
        }
    }
    EXPECT_GT(unknown, 0U);
}

}  // namespace
}  // namespace stoa::rdf
