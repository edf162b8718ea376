// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/partial_date.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {
namespace {

PartialDate date(std::string_view text) { return PartialDate::parse(text).value(); }

TEST(PartialDate, IsAsPreciseAsItIsKnown) {
    EXPECT_EQ(date("2021-10-27").datatype(), rdf::vocabulary::xsd_date);
    EXPECT_EQ(date("2027-06").datatype(), rdf::vocabulary::xsd_g_year_month);
    EXPECT_EQ(date("1985").datatype(), rdf::vocabulary::xsd_g_year);
    EXPECT_EQ(date("2020-02-29").datatype(), rdf::vocabulary::xsd_date);
    EXPECT_TRUE(date("2021-10-27").is_day());
    EXPECT_FALSE(date("2021-10").is_day());
    EXPECT_EQ(date("2021-10").year(), 2021);
}

TEST(PartialDate, IsNothingForWhatTheCalendarDoesNotHave) {
    for (std::string_view const text :
         {"", "2021-02-29", "1900-02-29", "2021-13", "2021-00-10", "2021-10-32", "21-10-27", "2021-1-1", "2021/10/27",
          "2021-10-27Z", "-2021", "202a", "2021-10-2x", "20211027", "2021-1", "soon"}) {
        EXPECT_EQ(PartialDate::parse(text), std::nullopt) << text;
    }
}

TEST(PartialDate, StandsForAllItsDays) {
    auto const days = [](std::string_view text) {
        return to_text(date(text).first_day()) + " " + to_text(date(text).last_day());
    };
    EXPECT_EQ(days("2013"), "2013-01-01 2013-12-31");
    EXPECT_EQ(days("2024-02"), "2024-02-01 2024-02-29");
    EXPECT_EQ(days("1900-02"), "1900-02-01 1900-02-28");
    EXPECT_EQ(days("2023-04"), "2023-04-01 2023-04-30");
    EXPECT_EQ(days("2013-10-21"), "2013-10-21 2013-10-21");
    EXPECT_EQ(days("0000"), "0000-01-01 0000-12-31");
    EXPECT_EQ(days("9999-12"), "9999-12-01 9999-12-31");
}

TEST(PartialDate, IsBeforeAnotherWhenEveryDayOfItIs) {
    auto const before = [](std::string_view one, std::string_view other) {
        return surely_before(PartialDate::parse(one), PartialDate::parse(other));
    };
    EXPECT_TRUE(before("2021-10-27", "2021-10-28"));
    EXPECT_FALSE(before("2021-10-27", "2021-10-27"));
    EXPECT_FALSE(before("2021-10-05", "2021-10"));
    EXPECT_FALSE(before("2021-10", "2021-10-05"));
    EXPECT_FALSE(before("2021-10-05", "2021"));
    EXPECT_FALSE(before("2024", "2024-01-01"));
    EXPECT_TRUE(before("2021-10-05", "2022"));
    EXPECT_TRUE(before("2021-10-31", "2021-11"));
    EXPECT_TRUE(before("2023-12-31", "2024"));
    EXPECT_FALSE(before("", "2021"));
    EXPECT_FALSE(before("2021", ""));
}

TEST(PartialDate, IsNotAfterAnotherWhenItIsBeforeItOrOneDayWithIt) {
    auto const not_after = [](std::string_view one, std::string_view other) {
        return surely_not_after(PartialDate::parse(one), PartialDate::parse(other));
    };
    EXPECT_TRUE(not_after("2021-10-27", "2021-10-27"));
    EXPECT_TRUE(not_after("2021-10-27", "2021-10-28"));
    EXPECT_TRUE(not_after("2020", "2021-10"));
    EXPECT_FALSE(not_after("2021-10-28", "2021-10-27"));
    EXPECT_FALSE(not_after("2021-10", "2021-10")) << "two days of one month";
    EXPECT_FALSE(not_after("2021", "2021"));
    EXPECT_FALSE(not_after("2021-10-05", "2021-10"));
    EXPECT_FALSE(not_after("", "2021"));
    EXPECT_FALSE(not_after("2021", ""));
    EXPECT_FALSE(not_after("", ""));
}

TEST(PartialDate, SortsByItsFirstDayTheLessPreciseFirst) {
    std::vector<std::string_view> const sorted{"2020-12-31", "2021", "2021-01", "2021-01-01", "2021-02", "2022"};
    EXPECT_TRUE(std::ranges::is_sorted(sorted, {}, date));
}

}  // namespace
}  // namespace stoa::model
