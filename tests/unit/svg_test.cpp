// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/svg.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {
namespace {

constexpr double readable = 4.5;  // WCAG 2.1, success criterion 1.4.3
constexpr char const* ellipsis = "\xE2\x80\xA6";

TEST(Contrast, IsThatOfTheGuidelines) {
    EXPECT_DOUBLE_EQ(contrast({0, 0, 0}, {255, 255, 255}), 21);
    EXPECT_DOUBLE_EQ(contrast({255, 255, 255}, {255, 255, 255}), 1);
    EXPECT_NEAR(contrast({118, 118, 118}, {255, 255, 255}), 4.54, 0.01);
    EXPECT_DOUBLE_EQ(contrast({1, 2, 3}, {200, 100, 50}), contrast({200, 100, 50}, {1, 2, 3}));
}

TEST(Palette, KeepsTextReadableOnEveryColour) {
    std::vector<Colour> light{palette::paper, palette::wash, palette::land, palette::strand, palette::issue};
    light.insert(light.end(), palette::tints.begin(), palette::tints.end());
    for (Colour const& each : light) {
        EXPECT_GE(contrast(palette::ink, each), 7);
        if (!(each == palette::strand)) {  // the words on it are in ink
            EXPECT_GE(contrast(palette::muted, each), readable);
        }
    }
    EXPECT_GE(contrast(palette::paper, palette::headline), readable);
    for (Colour const& each : palette::lines) {
        EXPECT_GE(contrast(palette::paper, each), readable);
    }
}

TEST(Palette, HasAtMostTwelveHues) { EXPECT_LE(palette::hue_count, 12U); }

TEST(TextWidth, GrowsWithTheTextAndItsSize) {
    EXPECT_EQ(text_width("", 12), 0);
    EXPECT_LT(text_width("iii", 12), text_width("mmm", 12));
    EXPECT_DOUBLE_EQ(text_width("learning", 24), 2 * text_width("learning", 12));
    EXPECT_GT(text_width("learning", 12, true), text_width("learning", 12));
}

TEST(TextWidth, GivesMarksNoRoom) { EXPECT_DOUBLE_EQ(text_width("e\xCC\x81", 12), text_width("e", 12)); }

TEST(Shortened, LeavesWhatFits) { EXPECT_EQ(shortened("Health", 100, 12), "Health"); }

TEST(Shortened, FitsWithItsEllipsis) {
    std::string const text = shortened("Learning environments, families and communities", 120, 12);
    EXPECT_TRUE(text.ends_with(ellipsis)) << text;
    EXPECT_TRUE(text.starts_with("Learning env")) << text;
    EXPECT_LE(text_width(text, 12), 120);
}

TEST(Shortened, CutsNoLetterFromItsMarks) {
    std::string accents;
    for (int i = 0; i < 50; ++i) {
        accents += "e\xCC\x81";
    }
    std::string const text = shortened(accents, 60, 12);
    EXPECT_TRUE(text.ends_with(std::string{"e\xCC\x81"} + ellipsis)) << text;
}

TEST(Shortened, LeavesAnEllipsisWhereNothingFits) { EXPECT_EQ(shortened("Health", 1, 12), ellipsis); }

TEST(Wrapped, BreaksAtSpaces) {
    std::vector<std::string> const lines = wrapped("Building healthy and resilient cities", 110, 12, 5);
    EXPECT_EQ(lines, (std::vector<std::string>{"Building healthy", "and resilient cities"}));
}

TEST(Wrapped, ShortensTheLastLine) {
    std::vector<std::string> const lines = wrapped("Building healthy and resilient cities through learning", 90, 12, 2);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_TRUE(lines.back().ends_with(ellipsis)) << lines.back();
}

TEST(Wrapped, GivesNothingForNothing) {
    EXPECT_TRUE(wrapped("", 90, 12, 2).empty());
    EXPECT_TRUE(wrapped("   ", 90, 12, 2).empty());
}

TEST(Escaped, TakesMarkupForText) {
    EXPECT_EQ(escaped("<b>\"Q\" & A</b>"), "&lt;b&gt;&quot;Q&quot; &amp; A&lt;/b&gt;");
}

TEST(Escaped, ReplacesWhatXmlForbids) {
    EXPECT_EQ(escaped(std::string_view{"a\0b", 3}),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(escaped("\x07"), "\xEF\xBF\xBD");
    EXPECT_EQ(escaped("\xEF\xBF\xBE"), "\xEF\xBF\xBD") << "U+FFFE";
    EXPECT_EQ(escaped("\xC2\x85"), "\xEF\xBF\xBD") << "a C1 control";
    EXPECT_EQ(escaped("\xFF"), "\xEF\xBF\xBD") << "no UTF-8";
    EXPECT_EQ(escaped("a\tb\nc"), "a b c");
}

TEST(Escaped, LeavesOutWhatTurnsTheDirection) { EXPECT_EQ(escaped("a\xE2\x80\xAE b"), "a b"); }

TEST(Isolated, ClosesInWhatRunsToTheLeft) {
    EXPECT_EQ(isolated("Health"), "Health");
    EXPECT_EQ(isolated("\xD7\x9C"), "\xE2\x81\xA8\xD7\x9C\xE2\x81\xA9");
    EXPECT_EQ(isolated("\xE2\x81\xA9\xD7\x9C"), "\xE2\x81\xA8\xD7\x9C\xE2\x81\xA9") << "a mark of its own ends nothing";
}

TEST(Decimal, HasTwoPlacesAtMost) {
    EXPECT_EQ(decimal(12), "12");
    EXPECT_EQ(decimal(0.5), "0.5");
    EXPECT_EQ(decimal(1.0 / 3), "0.33");
    EXPECT_EQ(decimal(-0.001), "0");
    EXPECT_EQ(decimal(-7.25), "-7.25");
}

TEST(Svg, NamesAndDescribesItself) {
    Svg svg{"matrix", 800};
    svg.rect({1, 2, 3, 4}, filled(palette::strand), "a & b");
    rdf::StringSink out;
    svg.finish(out, 100.2, "T <1>", "D");
    std::string const& text = out.text();
    EXPECT_NE(text.find("width=\"800\" height=\"101\" viewBox=\"0 0 800 101\" role=\"img\" "
                        "aria-labelledby=\"matrix-title matrix-desc\""),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("<title id=\"matrix-title\">T &lt;1&gt;</title>\n<desc id=\"matrix-desc\">D</desc>"),
              std::string::npos);
    EXPECT_NE(
        text.find("<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#8fbfe2\"><title>a &amp; b</title></rect>"),
        std::string::npos)
        << text;
}

TEST(Svg, GivesATextTheSameRoomInAnyFont) {
    Svg svg{"x", 800};
    svg.text(0, 10, "Health", {10, palette::ink, false, false, Anchor::start, false});
    rdf::StringSink out;
    svg.finish(out, 50, "T", "D");
    // Helvetica: 722 + 556 + 556 + 222 + 278 + 556 thousandths of the size
    EXPECT_NE(out.text().find(" textLength=\"28.9\" lengthAdjust=\"spacingAndGlyphs\">Health</text>"),
              std::string::npos)
        << out.text();
}

TEST(Svg, SaysInATitleWhatALabelCuts) {
    Svg svg{"x", 800};
    EXPECT_LE(svg.label(0, 10, "Learning environments", 60), 60);
    svg.label(0, 30, "Health", 60);
    rdf::StringSink out;
    svg.finish(out, 50, "T", "D");
    EXPECT_NE(out.text().find("<title>Learning environments</title></text>"), std::string::npos);
    EXPECT_NE(out.text().find(">Health</text>"), std::string::npos);
}

}  // namespace
}  // namespace stoa::draw
