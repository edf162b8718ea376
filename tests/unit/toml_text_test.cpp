// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/toml_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace stoa::ingest {
namespace {

using namespace std::string_view_literals;

/// `file:line:column: error: ...`, or an empty string when the text is fit.
std::string fault(std::string_view text) {
    diagnostics::Diagnostics diagnostics;
    bool const fit = is_fit_to_parse(text, "f.toml", diagnostics);
    EXPECT_EQ(fit, !diagnostics.has_errors());
    EXPECT_LE(diagnostics.sorted().size(), 1U);
    return fit ? std::string{} : to_line(diagnostics.sorted().front());
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) {
        text += part;
    }
    return text;
}

constexpr std::string_view too_deep =
    ": error[nested-too-deep]: more than 64 levels of tables, arrays and dotted keys: flatten it";

TEST(TomlText, AcceptsAPlainFile) {
    EXPECT_EQ(fault("a = 1\n"), "");
    EXPECT_EQ(fault("[[city]]\nid = \"medellín\"\r\nlabel = { en = \"x\", es = '''y'''}\n"), "");
}

TEST(TomlText, AcceptsAByteOrderMark) {
    EXPECT_EQ(fault("\xEF\xBB\xBF"
                    "a = 1\n"),
              "");
}

TEST(TomlText, RefusesAnEmptyFile) {
    for (std::string_view const text : {""sv, " \t\r\n\n"sv, "\xEF\xBB\xBF"sv, "\xEF\xBB\xBF\n"sv}) {
        EXPECT_EQ(fault(text), "f.toml: error[empty-file]: the file is empty: write a table into it, or remove it");
    }
}

TEST(TomlText, RefusesMoreThan64Mebibytes) {
    EXPECT_EQ(fault(std::string(max_file_bytes + 1, '#')),
              "f.toml: error[file-too-large]: the file has more than 64 MiB: split it into several");
}

TEST(TomlText, RefusesInvalidUtf8WithItsPlaceInCodePoints) {
    EXPECT_EQ(fault("a = 1\nb = \"é\xFF\"\n"),
              "f.toml:2:7: error[not-utf-8]: the text is not UTF-8 here: save the file as UTF-8");
    EXPECT_EQ(fault("\xEF\xBB\xBF\xC3"),
              "f.toml:1:1: error[not-utf-8]: the text is not UTF-8 here: save the file as UTF-8");
    EXPECT_EQ(fault("a = '\xED\xA0\x80'"),
              "f.toml:1:6: error[not-utf-8]: the text is not UTF-8 here: save the file as UTF-8");
}

TEST(TomlText, RefusesANul) {
    EXPECT_EQ(fault("a = 1\n\0"sv), "f.toml:2:1: error[nul-in-text]: U+0000 cannot stand in a data file: remove it");
}

TEST(TomlText, CountsNestedArrays) {
    EXPECT_EQ(fault("a = " + repeated("[", 63) + repeated("]", 63)), "");
    EXPECT_NE(fault("a = " + repeated("[", 65) + repeated("]", 65)), "");
    EXPECT_EQ(fault("a = " + repeated("[", 100'000)), "f.toml:1:69" + std::string{too_deep});
}

TEST(TomlText, CountsNestedInlineTablesWithTheirKeys) {
    EXPECT_EQ(fault("a = " + repeated("{b = ", 30) + "1" + repeated("}", 30)), "");
    EXPECT_NE(fault("a = " + repeated("{b.c = ", 40) + "1" + repeated("}", 40)), "");
}

TEST(TomlText, CountsDottedKeysAndHeaders) {
    EXPECT_EQ(fault("a" + repeated(".a", 60) + " = 1\n"), "");
    EXPECT_NE(fault("a" + repeated(".a", 70) + " = 1\n"), "");
    EXPECT_NE(fault("[a" + repeated(".a", 70) + "]\n"), "");
    EXPECT_NE(fault("[[a" + repeated(".a", 70) + "]]\n"), "");
    EXPECT_NE(fault("[a" + repeated(".a", 40) + "]\nb" + repeated(".b", 40) + " = 1\n"), "");
    EXPECT_EQ(fault("[a" + repeated(".a", 40) + "]\n[b]\nb" + repeated(".b", 40) + " = 1\n"), "");
}

TEST(TomlText, DoesNotCountWhatStandsSideBySide) {
    EXPECT_EQ(fault(repeated("[[a]]\nb = [[1], {c = 1}]\n", 1000)), "");
    EXPECT_EQ(fault("a = [" + repeated("[1.5, 2.5], ", 1000) + "]"), "");
    EXPECT_EQ(fault(repeated("a.b.c = 1.5\n", 1000)), "");
}

TEST(TomlText, DoesNotCountBracketsInTextsAndComments) {
    std::string const brackets = repeated("[{.", 100);
    EXPECT_EQ(fault("a = \"" + brackets + "\\\"" + brackets + "\"\n"), "");
    EXPECT_EQ(fault("a = '" + brackets + "\\'\n"), "");
    EXPECT_EQ(fault("a = \"\"\"\n" + brackets + "\n\"" + brackets + "\"\"\"\"\"\n"), "");
    EXPECT_EQ(fault("a = '''\n" + brackets + "''" + brackets + "'''\n"), "");
    EXPECT_EQ(fault("a = 1 # " + brackets + "\nb = 2\n"), "");
}

TEST(TomlText, CountsAgainAfterATextIsClosed) {
    EXPECT_NE(fault("a = [\"]\", " + repeated("[", 70)), "");
    EXPECT_NE(fault("a = ['''x''''', " + repeated("[", 70)), "");
    EXPECT_NE(fault("a = 1 # '\nb = " + repeated("[", 70)), "");
}

TEST(TomlText, EndsWithATextThatIsNotClosed) {
    for (std::string_view const text :
         {"a = \"", "a = '", "a = \"\"\"", "a = '''", "a = \"\\", "a = \"\"\"x\"\"", "#", "["}) {
        EXPECT_EQ(fault(text), "") << text;
    }
}

}  // namespace
}  // namespace stoa::ingest
