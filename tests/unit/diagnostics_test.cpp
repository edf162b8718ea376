// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/diagnostics/utf8.hpp"

namespace stoa::diagnostics {
namespace {

TEST(ToLine, NamesFileLineColumnAndSeverity) {
    EXPECT_EQ(to_line({{"data/edition-5.toml", 12, 3}, Code::unknown_key, "unknown key 'sart'"}),
              "data/edition-5.toml:12:3: error[unknown-key]: unknown key 'sart'");
    EXPECT_EQ(to_line({{"a.toml", 1, 1}, Code::gap_in_numbers, "a gap"}), "a.toml:1:1: warning[gap-in-numbers]: a gap");
}

TEST(ToLine, LeavesOutWhatIsNotKnown) {
    EXPECT_EQ(to_line({{"a.toml", 7, 0}, Code::unknown_key, "m"}), "a.toml:7: error[unknown-key]: m");
    EXPECT_EQ(to_line({{"a.toml", 0, 0}, Code::unknown_key, "m"}), "a.toml: error[unknown-key]: m");
    EXPECT_EQ(to_line({{}, Code::unknown_key, "m"}), "error[unknown-key]: m");
}

TEST(ToLine, EscapesControlCharactersInFileAndMessage) {
    EXPECT_EQ(to_line({{"a\n.toml", 1, 1}, Code::unknown_key, "\x1B[31m"}),
              "a\\u000A.toml:1:1: error[unknown-key]: \\u001B[31m");
}

TEST(Printable, KeepsLettersOfAllScripts) { EXPECT_EQ(printable("Medellín 麗水 🎓"), "Medellín 麗水 🎓"); }

TEST(Printable, EscapesControlCharactersOutsideAsciiToo) {
    EXPECT_EQ(printable(std::string_view("\0\t\x7F", 3)), "\\u0000\\u0009\\u007F");
    EXPECT_EQ(printable("\u0085\u2028\u2029"), "\\u0085\\u2028\\u2029");
}

TEST(Printable, ShowsBytesThatAreNotUtf8) {
    EXPECT_EQ(printable("caf\xE9!"), "caf\\xE9!");
    EXPECT_EQ(printable("\xE9\xBA"), "\\xE9\\xBA");
}

TEST(Printable, EscapesControlsOfTheDirectionOfText) {
    EXPECT_EQ(printable("a\u202Eb\u2066c\u200Fd\u061C"), "a\\u202Eb\\u2066c\\u200Fd\\u061C");
}

TEST(ToLine, KeepsBothEndsOfALongMessage) {
    std::string const line = to_line({{}, Code::cycle, "a cycle: " + std::string(870'000, 'x') + ": remove one"});
    EXPECT_LT(line.size(), 2100U);
    EXPECT_TRUE(line.starts_with("error[cycle]: a cycle: xxx")) << line;
    EXPECT_TRUE(line.ends_with("xxx: remove one")) << line;
    EXPECT_NE(line.find("bytes left out"), std::string::npos);
}

TEST(Codes, HaveNamesOfLowerCaseWordsOnce) {
    std::set<std::string_view> names;
    for (CodeDef const& each : codes()) {
        EXPECT_TRUE(names.insert(each.name).second) << each.name;
        EXPECT_EQ(each.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string_view::npos);
        EXPECT_FALSE(each.meaning.empty() || each.meaning.ends_with('.')) << each.name;
        EXPECT_EQ(find_code(each.name), &each);
    }
}

TEST(Diagnostics, SortByPlaceAndKeepEachOnce) {
    Diagnostics diagnostics;
    diagnostics.report(Code::gap_in_numbers, {"b.toml", 1, 1}, "later file");
    diagnostics.report(Code::unknown_key, {"a.toml", 10, 1}, "later line");
    diagnostics.report(Code::unknown_key, {"a.toml", 9, 5}, "first");
    diagnostics.report(Code::unknown_key, {"a.toml", 9, 5}, "first");
    std::vector<Diagnostic> const sorted = diagnostics.sorted();
    ASSERT_EQ(sorted.size(), 3U);
    EXPECT_EQ(sorted[0].message, "first");
    EXPECT_EQ(sorted[1].message, "later line");
    EXPECT_EQ(sorted[2].message, "later file");
}

TEST(Diagnostics, CountErrorsAndWarningsApart) {
    Diagnostics diagnostics;
    EXPECT_FALSE(diagnostics.has_errors());
    diagnostics.report(Code::gap_in_numbers, {}, "w");
    EXPECT_FALSE(diagnostics.has_errors());
    diagnostics.report(Code::unknown_key, {}, "e");
    EXPECT_TRUE(diagnostics.has_errors());
    EXPECT_EQ(diagnostics.error_count(), 1U);
    EXPECT_EQ(diagnostics.warning_count(), 1U);
}

constexpr std::array<std::string_view, 5> keys{"start", "status", "series", "city", "theme_wording"};

TEST(Nearest, FindsOneEditAway) {
    EXPECT_EQ(nearest("sart", keys), "start");
    EXPECT_EQ(nearest("startt", keys), "start");
    EXPECT_EQ(nearest("stars", keys), "start");
}

TEST(Nearest, CountsASwapOfNeighboursAsOneEdit) {
    EXPECT_EQ(nearest("ctiy", keys), "city");
    EXPECT_EQ(nearest("theme_wrodnig", keys), "theme_wording");
}

TEST(Nearest, GivesNothingWhenAllAreFar) {
    EXPECT_EQ(nearest("organiser", keys), "");
    EXPECT_EQ(nearest("", keys), "");
    EXPECT_EQ(nearest("x", {}), "");
}

TEST(Nearest, TakesTheFirstInByteOrderOfEquallyNearOnes) {
    constexpr std::array<std::string_view, 3> candidates{"edition-4", "edition-2", "edition-3"};
    EXPECT_EQ(nearest("edition-5", candidates), "edition-2");
}

TEST(Nearest, PrefersTheNearerOverTheEarlier) {
    constexpr std::array<std::string_view, 2> candidates{"abcxyz", "abcdey"};
    EXPECT_EQ(nearest("abcdef", candidates), "abcdey");
}

TEST(DidYouMean, ContinuesASentence) {
    EXPECT_EQ(did_you_mean("sart", keys), ", did you mean 'start'?");
    EXPECT_EQ(did_you_mean("organiser", keys), "");
}

TEST(Utf8, RefusesWhatTheStandardRefuses) {
    EXPECT_EQ(utf8_sequence_length(""), 0U);
    EXPECT_EQ(utf8_sequence_length("\x80"), 0U);              // continuation alone
    EXPECT_EQ(utf8_sequence_length("\xC0\x80"), 0U);          // overlong
    EXPECT_EQ(utf8_sequence_length("\xE0\x9F\xBF"), 0U);      // overlong
    EXPECT_EQ(utf8_sequence_length("\xED\xA0\x80"), 0U);      // surrogate
    EXPECT_EQ(utf8_sequence_length("\xF0\x8F\xBF\xBF"), 0U);  // overlong
    EXPECT_EQ(utf8_sequence_length("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
    EXPECT_EQ(utf8_sequence_length("\xE9\xBA"), 0U);          // truncated
    EXPECT_EQ(utf8_sequence_length("\xF0\x9F\x8E("), 0U);
}

TEST(Utf8, DecodesEachLength) {
    EXPECT_EQ(decode_utf8("A"), U'A');
    EXPECT_EQ(decode_utf8("é"), U'é');
    EXPECT_EQ(decode_utf8("麗"), U'麗');
    EXPECT_EQ(decode_utf8("🎓"), U'🎓');
    EXPECT_EQ(utf8_sequence_length("\xF4\x8F\xBF\xBF"), 4U);
}

}  // namespace
}  // namespace stoa::diagnostics
