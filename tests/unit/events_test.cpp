// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/events.hpp"

#include <gtest/gtest.h>

#include <string>

#include "stoa/evolution/evolution.hpp"

namespace stoa::answers {
namespace {

using evolution::EventKind;

TEST(Events, BetweenThemesHaveEachSideWhereItBelongs) {
    auto const words = [](EventKind kind) { return in_words(kind, "old", "new"); };
    EXPECT_EQ(words(EventKind::merged), "old merged into new");
    EXPECT_EQ(words(EventKind::split), "old split into new");
    EXPECT_EQ(words(EventKind::branched), "old branched into new");
    EXPECT_EQ(words(EventKind::replaced), "new replaced old");
    EXPECT_EQ(words(EventKind::dispersed), "old dispersed into new");
    EXPECT_EQ(words(EventKind::assembled), "new was assembled from old");
}

TEST(Events, NameTheSideOfEachShare) {
    evolution::LineageEvent event;
    event.share_of_old = evolution::Ratio{1, 2};
    event.share_of_new = evolution::Ratio{1};
    EXPECT_EQ(shares_in_words(event), "share of the old 1/2, of the new 1");
}

}  // namespace
}  // namespace stoa::answers
