// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/ratio.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoa::evolution {
namespace {

TEST(Ratio, IsReadFromFractionsDecimalsAndWholeNumbers) {
    EXPECT_EQ(parse_ratio("1/5"), Ratio(1, 5));
    EXPECT_EQ(parse_ratio("2/10"), Ratio(1, 5));
    EXPECT_EQ(parse_ratio("0.2"), Ratio(1, 5));
    EXPECT_EQ(parse_ratio(".2"), Ratio(1, 5));
    EXPECT_EQ(parse_ratio("0.20"), Ratio(1, 5));
    EXPECT_EQ(parse_ratio("1"), Ratio(1));
    EXPECT_EQ(parse_ratio("1.5"), Ratio(3, 2));
    EXPECT_EQ(parse_ratio("0"), Ratio(0));
    EXPECT_EQ(parse_ratio("0/7"), Ratio(0));
    EXPECT_EQ(parse_ratio("007"), Ratio(7));
    EXPECT_EQ(parse_ratio("999999999/999999998"), Ratio(999999999, 999999998));
    EXPECT_EQ(parse_ratio("0.123456789"), Ratio(123456789, 1000000000));
}

TEST(Ratio, IsReadFromNoOtherText) {
    for (char const* text : {"",     " ",    "1/0",  "0/0",   "1/",         "/2",           "/",           ".",
                             "1.",   "-1",   "-1/2", "1/-2",  "+1",         "1e-1",         "0,2",         " 1/2",
                             "1/2 ", "1 /2", "1//2", "1/2/3", "0.1.2",      "1/0.5",        "1.5/2",       "nan",
                             "inf",  "0x1",  "1/2%", "½",     "1234567890", "1/1234567890", "0.1234567890"}) {
        EXPECT_EQ(parse_ratio(text), std::nullopt) << text;
    }
}

TEST(Ratio, IsWrittenInLowestTerms) {
    EXPECT_EQ(to_text(Ratio(2, 10)), "1/5");
    EXPECT_EQ(to_text(Ratio(4, 2)), "2");
    EXPECT_EQ(to_text(Ratio(0, 3)), "0");
    EXPECT_EQ(to_text(Ratio(7, 3)), "7/3");
}

TEST(Ratio, IsWrittenAsACanonicalDecimal) {
    EXPECT_EQ(to_decimal(Ratio(0)), "0.0");
    EXPECT_EQ(to_decimal(Ratio(1)), "1.0");
    EXPECT_EQ(to_decimal(Ratio(1, 5)), "0.2");
    EXPECT_EQ(to_decimal(Ratio(1, 2)), "0.5");
    EXPECT_EQ(to_decimal(Ratio(25, 2)), "12.5");
    EXPECT_EQ(to_decimal(Ratio(120)), "120.0");
}

TEST(Ratio, IsRoundedHalfUpToTwelveSignificantDigits) {
    EXPECT_EQ(to_decimal(Ratio(1, 3)), "0.333333333333");
    EXPECT_EQ(to_decimal(Ratio(2, 3)), "0.666666666667");
    EXPECT_EQ(to_decimal(Ratio(1, 11)), "0.0909090909091");
    EXPECT_EQ(to_decimal(Ratio(200, 3)), "66.6666666667");
    EXPECT_EQ(to_decimal(Ratio(1, 300)), "0.00333333333333");
    EXPECT_EQ(to_decimal(Ratio(1, 7)), "0.142857142857");
    // A half in the thirteenth place, exactly, and a little below it.
    EXPECT_EQ(to_decimal(Ratio(1000000000005, 10000000000000)), "0.100000000001");
    EXPECT_EQ(to_decimal(Ratio(10000000000049, 100000000000000)), "0.1");
}

TEST(Ratio, CarriesARoundingOverNines) {
    EXPECT_EQ(to_decimal(Ratio(9999999999995, 10000000000000)), "1.0");
    EXPECT_EQ(to_decimal(Ratio(999999999999, 1000000000000)), "0.999999999999");
    EXPECT_EQ(to_decimal(Ratio(99999999999995, 10000000000000)), "10.0");
    EXPECT_EQ(to_decimal(Ratio(1999999999999, 10000000000000)), "0.2");
    EXPECT_EQ(to_decimal(Ratio(99999999999995, 1000000000000)), "100.0");
}

TEST(Ratio, OfManyDigitsBeforeThePointKeepsThemAll) {
    EXPECT_EQ(to_decimal(Ratio(999999999999)), "999999999999.0");
    EXPECT_EQ(to_decimal(Ratio(1234567890123)), "1234567890123.0");
    EXPECT_EQ(to_decimal(Ratio(1999999999999, 2)), "1000000000000.0") << "999999999999.5, rounded half up";
}

TEST(Ratio, ReadsWhatItWrites) {
    for (std::int64_t denominator = 1; denominator <= 60; ++denominator) {
        for (std::int64_t numerator = 0; numerator <= denominator; ++numerator) {
            Ratio const ratio{numerator, denominator};
            ASSERT_EQ(parse_ratio(to_text(ratio)), ratio);
        }
    }
}

}  // namespace
}  // namespace stoa::evolution
