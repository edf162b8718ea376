// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/placement.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "stoa/draw/lanes.hpp"

namespace stoa::draw {
namespace {

TEST(Placement, PutsTheFirstLabelToTheRight) {
    Placement placement{{0, 0, 200, 200}};
    std::optional<Box> const box = placement.place(100, 100, 40, 14, 5);
    ASSERT_TRUE(box);
    EXPECT_DOUBLE_EQ(box->x, 105);
    EXPECT_DOUBLE_EQ(box->y, 93);
}

TEST(Placement, KeepsLabelsOfOnePointApart) {
    Placement placement{{0, 0, 300, 300}};
    std::vector<Box> boxes;
    for (int i = 0; i < 40; ++i) {
        std::optional<Box> const box = placement.place(150, 150, 30, 14, 5);
        ASSERT_TRUE(box) << i;
        for (Box const& other : boxes) {
            EXPECT_FALSE(box->overlaps(other));
        }
        EXPECT_GE(box->x, 0);
        EXPECT_LE(box->x + box->width, 300);
        boxes.push_back(*box);
    }
}

TEST(Placement, StaysInsideAtTheEdge) {
    Placement placement{{0, 0, 100, 100}};
    std::optional<Box> const box = placement.place(98, 50, 40, 14, 5);
    ASSERT_TRUE(box);
    EXPECT_LE(box->x + box->width, 100);
}

TEST(Placement, GivesNothingWhereTheFrameIsFull) {
    Placement placement{{0, 0, 100, 100}};
    placement.block({0, 0, 100, 100});
    EXPECT_FALSE(placement.place(50, 50, 10, 10, 1));
}

TEST(Placement, LeadsAroundLabels) {
    Placement placement{{0, 0, 400, 200}};
    Box const first = *placement.place(100, 100, 100, 30, 5);
    // The next place to the right of the second point would be reached through the first label only.
    Box const second = *placement.place(96, 100, 100, 30, 5);
    EXPECT_FALSE(first.overlaps(second));
    EXPECT_FALSE(second.x > first.x + first.width);
}

TEST(SpreadOut, LeavesWhatDoesNotTouch) {
    EXPECT_EQ(spread_out(std::vector<double>{10, 50, 90}, std::vector<double>{20, 20, 20}, 0),
              (std::vector<double>{10, 50, 90}));
}

TEST(SpreadOut, MovesBothWaysFromOnePlace) {
    EXPECT_EQ(spread_out(std::vector<double>{50, 50}, std::vector<double>{20, 20}, 0), (std::vector<double>{40, 60}));
}

TEST(SpreadOut, StaysBelowTheTop) {
    EXPECT_EQ(spread_out(std::vector<double>{0, 0, 0}, std::vector<double>{10, 10, 10}, 5),
              (std::vector<double>{10, 20, 30}));
}

TEST(SpreadOut, NeverOverlaps) {
    std::vector<double> wishes;
    std::vector<double> heights;
    for (int i = 0; i < 200; ++i) {
        wishes.push_back((i / 7) * 13.0);
        heights.push_back(5 + (i * 37 % 11));
    }
    std::vector<double> const middles = spread_out(wishes, heights, 0);
    ASSERT_EQ(middles.size(), wishes.size());
    for (std::size_t i = 1; i < middles.size(); ++i) {
        EXPECT_GE(middles[i] - heights[i] / 2, middles[i - 1] + heights[i - 1] / 2 - 1e-6) << i;
    }
}

TEST(ShortOrder, KeepsWhatIsNotTied) {
    EXPECT_EQ(short_order(4, {}), (std::vector<std::uint32_t>{0, 1, 2, 3}));
    EXPECT_TRUE(short_order(0, {}).empty());
}

TEST(ShortOrder, PutsTiedOnesTogether) {
    EXPECT_EQ(short_order(4, std::vector<Tie>{{0, 3}}), (std::vector<std::uint32_t>{0, 3, 1, 2}));
}

TEST(ShortOrder, FindsTheOrderOfAPath) {
    // 0 - 4 - 2 - 5 - 1 - 3
    std::vector<std::uint32_t> const order = short_order(6, std::vector<Tie>{{0, 4}, {4, 2}, {2, 5}, {5, 1}, {1, 3}});
    std::vector<std::uint32_t> const path{0, 4, 2, 5, 1, 3};
    std::vector<std::uint32_t> const back{path.rbegin(), path.rend()};
    EXPECT_TRUE(order == path || order == back);
}

TEST(ShortOrder, DoesNotDependOnTheOrderOfTies) {
    std::vector<Tie> ties{{0, 7}, {7, 3}, {3, 1}, {1, 9}, {9, 0}, {2, 8}, {8, 4}};
    std::vector<std::uint32_t> const order = short_order(10, ties);
    std::vector<Tie> const turned{ties.rbegin(), ties.rend()};
    EXPECT_EQ(short_order(10, turned), order);
}

}  // namespace
}  // namespace stoa::draw
