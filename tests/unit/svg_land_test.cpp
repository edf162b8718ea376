// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/land.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace stoa::draw {
namespace {

TEST(Land, IsPathDataWithinTheEarth) {
    EXPECT_TRUE(land().starts_with("M"));
    EXPECT_TRUE(land().ends_with("z"));
    EXPECT_EQ(land().find_first_not_of("Mlz 0123456789-"), std::string_view::npos);
    EXPECT_LT(land().size(), 12000U);
}

}  // namespace
}  // namespace stoa::draw
