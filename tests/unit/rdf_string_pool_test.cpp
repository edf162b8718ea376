// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <span>
#include <stdexcept>

#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "stoa/rdf/string_pool.hpp"

namespace stoa::rdf {
namespace {

using namespace std::string_view_literals;

TEST(StringPool, GivesEqualStringsOneId) {
    StringPool pool;
    StringId const cork = pool.intern("Cork");
    EXPECT_EQ(pool.intern("Beijing"), StringId{2});
    EXPECT_EQ(pool.intern(std::string("Co") + "rk"), cork);
    EXPECT_EQ(pool.view(cork), "Cork");
    EXPECT_EQ(pool.size(), 3U);
    EXPECT_EQ(pool.bytes(), 11U);
}

TEST(StringPool, HasTheEmptyStringAsIdZero) {
    StringPool pool;
    EXPECT_EQ(pool.intern(""), StringId{0});
    EXPECT_EQ(pool.view(StringId{0}), "");
    EXPECT_EQ(pool.find(""), StringId{0});
    EXPECT_EQ(pool.size(), 1U);
    EXPECT_EQ(pool.bytes(), 0U);
}

TEST(StringPool, FindsWithoutAdding) {
    StringPool pool;
    StringId const id = pool.intern("x");
    EXPECT_EQ(pool.find("x"), id);
    EXPECT_EQ(pool.find("y"), std::nullopt);
    EXPECT_EQ(pool.size(), 2U);
}

TEST(StringPool, EndsEachStringWithNul) {
    StringPool pool;
    std::string_view const view = pool.view(pool.intern("abc"));
    EXPECT_EQ(view.data()[view.size()], '\0');
    EXPECT_EQ(pool.view(StringId{0}).data()[0], '\0');
}

TEST(StringPool, KeepsBytesAsTheyAre) {
    StringPool pool;
    StringId const first = pool.intern("a\0b"sv);
    EXPECT_NE(pool.intern("a"), first);
    EXPECT_EQ(pool.view(first), "a\0b"sv);
    EXPECT_EQ(pool.view(pool.intern("\xFF")), "\xFF");
}

TEST(StringPool, TakesViewsIntoItself) {
    StringPool pool;
    std::string expected = "abcdefgh";
    StringId id = pool.intern(expected);
    while (expected.size() < 1'000'000) {
        id = pool.intern(pool.view(id));
        id = pool.intern(pool.view(id).substr(1));
        expected.erase(0, 1);
        ASSERT_EQ(pool.view(id), expected);
        expected += expected;
        id = pool.intern(expected);
    }
}

TEST(StringPool, AgreesWithAMapOverManyStrings) {
    StringPool pool;
    std::unordered_map<std::string, StringId> expected;
    std::mt19937 random(1);
    for (int count = 0; count < 100'000; ++count) {
        std::string const text = "https://example.org/" + std::to_string(random() % 30'000);
        auto const [known, is_new] = expected.emplace(text, pool.intern(text));
        ASSERT_EQ(pool.intern(text), known->second);
        static_cast<void>(is_new);
    }
    EXPECT_EQ(pool.size(), expected.size() + 1);
    for (auto const& [text, id] : expected) {
        ASSERT_EQ(pool.view(id), text);
        ASSERT_EQ(pool.find(text), id);
    }
}

TEST(StringPool, KeepsLongStrings) {
    StringPool pool;
    std::string const text(10'000'000, 'x');
    EXPECT_EQ(pool.view(pool.intern(text)), text);
}

TEST(StringPool, NeedsLittleMoreThanItsStringsWhenFrozen) {
    StringPool pool;
    for (int count = 0; count < 10'000; ++count) {
        pool.intern("string number " + std::to_string(count));
    }
    std::size_t const before = pool.memory_bytes();
    pool.freeze();
    EXPECT_LT(pool.memory_bytes(), before);
    EXPECT_EQ(pool.memory_bytes(), pool.bytes() + 5 * pool.size() + 4);
    EXPECT_EQ(pool.view(StringId{1}), "string number 0");
    EXPECT_EQ(pool.view(StringId{10'000}), "string number 9999");
}

TEST(StringPool, IsOnlyReadWhenFrozen) {
    StringPool pool;
    pool.freeze();
    EXPECT_THROW(pool.intern("x"), std::logic_error);
    EXPECT_THROW(static_cast<void>(pool.find("x")), std::logic_error);
    EXPECT_EQ(pool.view(StringId{0}), "");
}

TEST(StringPool, MovesWithoutChangingIds) {
    StringPool pool;
    StringId const id = pool.intern("x");
    StringPool moved = std::move(pool);
    EXPECT_EQ(moved.view(id), "x");
    EXPECT_EQ(moved.intern("x"), id);
}

TEST(StringPool, KeepsTheStringsOfAnOrderAndNumbersThemByIt) {
    StringPool pool;
    StringId const alpha = pool.intern("alpha");
    static_cast<void>(pool.intern("beta"));
    StringId const gamma = pool.intern("gamma");
    std::array const order{gamma, alpha};
    pool.freeze(order);
    ASSERT_EQ(pool.size(), 3U);
    EXPECT_EQ(pool.view(StringId{0}), "");
    EXPECT_EQ(pool.view(StringId{1}), "gamma");
    EXPECT_EQ(pool.view(StringId{2}), "alpha");
    EXPECT_EQ(pool.view(StringId{1}).data()[5], '\0');
    EXPECT_THROW(static_cast<void>(pool.intern("x")), std::logic_error);
}

TEST(StringPool, KeepsTheEmptyStringOfAnEmptyOrder) {
    StringPool pool;
    static_cast<void>(pool.intern("alpha"));
    pool.freeze(std::span<StringId const>{});
    ASSERT_EQ(pool.size(), 1U);
    EXPECT_EQ(pool.view(StringId{0}), "");
}

}  // namespace
}  // namespace stoa::rdf
