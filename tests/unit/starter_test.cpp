// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/starter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace stoa::ingest {
namespace {

TEST(Starter, HasEveryPlaceholderAsAWholeText) {
    for (std::string_view const text : placeholders()) {
        std::string const quoted = '"' + std::string{text} + '"';
        EXPECT_TRUE(std::ranges::any_of(starters(), [&](Starter const& each) {
            return each.text.find(quoted) != std::string_view::npos;
        })) << text;
        EXPECT_TRUE(is_placeholder(text));
    }
    EXPECT_FALSE(is_placeholder("Inclusion"));
}

}  // namespace
}  // namespace stoa::ingest
