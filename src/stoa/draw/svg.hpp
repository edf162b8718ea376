// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    friend bool operator==(Colour, Colour) = default;
};

/// Contrast ratio of two colours, from 1 to 21 (WCAG 2.1, https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
[[nodiscard]] double contrast(Colour a, Colour b);

/// All colours of the pictures. Ink has a contrast of at least 7, muted ink of at least 4.5, with paper and every tint
/// and light shade; paper has at least 4.5 with every dark one. A unit test holds them to that.
namespace palette {
inline constexpr Colour paper{255, 255, 255};
inline constexpr Colour ink{26, 26, 26};
inline constexpr Colour muted{82, 82, 82};
inline constexpr Colour grid{214, 214, 214};
inline constexpr Colour rule{130, 130, 130};
inline constexpr Colour wash{244, 244, 244};  ///< behind what takes no part
inline constexpr Colour land{226, 228, 224};

// one hue, by prominence
inline constexpr Colour headline{11, 74, 143};  ///< dark: text on it is paper
inline constexpr Colour strand{143, 191, 226};
inline constexpr Colour issue{217, 232, 245};

/// Ten hues that neighbours are told apart by, never alone: lines of a tint and the tint itself.
inline constexpr std::size_t hue_count = 10;
inline constexpr std::array<Colour, hue_count> lines{{{31, 96, 160},
                                                      {184, 92, 0},
                                                      {35, 122, 67},
                                                      {157, 48, 98},
                                                      {106, 81, 163},
                                                      {122, 98, 0},
                                                      {0, 118, 128},
                                                      {178, 55, 45},
                                                      {84, 104, 28},
                                                      {120, 80, 60}}};
inline constexpr std::array<Colour, hue_count> tints{{{198, 219, 239},
                                                      {253, 220, 188},
                                                      {199, 233, 203},
                                                      {245, 208, 225},
                                                      {222, 215, 240},
                                                      {244, 232, 176},
                                                      {193, 232, 235},
                                                      {250, 210, 204},
                                                      {222, 232, 190},
                                                      {234, 217, 205}}};
}  // namespace palette

/// Width of a text in pixels, estimated from a fixed table (Helvetica, Arial, Liberation Sans) on the safe side, so
/// that every machine lays out alike. A text in the file carries what the table gives as its `textLength`, so that it
/// is as wide in any font.
[[nodiscard]] double text_width(std::string_view text, double size, bool bold = false);

/// The text, or as much of its start as fits with an ellipsis. Never cuts a letter from its marks.
[[nodiscard]] std::string shortened(std::string_view text, double width, double size, bool bold = false);

/// Lines that fit, broken at spaces; the last of at most `most` is shortened. None for an empty text.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, double width, double size, std::size_t most,
                                               bool bold = false);

/// Text for XML 1.0: markup escaped, tabs and line ends as spaces, what XML forbids, C1 controls and invalid UTF-8 as
/// U+FFFD; marks that turn the direction of what follows are left out.
[[nodiscard]] std::string escaped(std::string_view text);

/// A label that stands within a sentence: closed in marks of isolation where it has letters that run to the left.
[[nodiscard]] std::string isolated(std::string_view label);

/// At most two decimals, without trailing zeros, `-0` as `0`.
[[nodiscard]] std::string decimal(double value);

struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    [[nodiscard]] bool overlaps(Box const& other) const {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }
};

enum class Fill : std::uint8_t { none, plain, hatched, dotted };
enum class Stroke : std::uint8_t { none, solid, dashed, dotted };

struct Style {
    Fill fill = Fill::none;
    Colour colour = palette::paper;
    Stroke stroke = Stroke::none;
    Colour line = palette::ink;
    double width = 1;
};
[[nodiscard]] constexpr Style filled(Colour colour) { return {Fill::plain, colour, Stroke::none, palette::ink, 1}; }
[[nodiscard]] constexpr Style stroked(Colour line, double width = 1, Stroke stroke = Stroke::solid) {
    return {Fill::none, palette::paper, stroke, line, width};
}

enum class Anchor : std::uint8_t { start, middle, end };

struct Font {
    double size = 12;
    Colour colour = palette::ink;
    bool bold = false;
    bool italic = false;
    Anchor anchor = Anchor::start;
    bool halo = false;  ///< a rim of paper, where lines may run behind it
};

/// What a mark of a picture means: a small box in the style, and words.
struct KeyEntry {
    Style style;
    std::string mark;  ///< text in the box, in `mark_colour`
    std::string words;
    Colour mark_colour = palette::ink;
};

/// Collects the elements of one picture; later ones lie above earlier ones. Plain SVG 1.1 that needs nothing else: no
/// script, no style sheet, no font file. Numbers have two decimals, so that equal calls give equal bytes.
/// Example: `Svg svg{"matrix", 800}; svg.rect({0, 0, 10, 10}, filled(palette::strand)); svg.finish(out, 600, t, d);`
class Svg {
public:
    static constexpr double margin = 24;
    static constexpr double least_width = 640;

    /// `name` starts the ids in the file, so that several pictures fit into one page.
    Svg(std::string name, double width);

    [[nodiscard]] double width() const { return width_; }

    // A `title` is shown by viewers when the pointer rests on the element, and read by screen readers.
    void rect(Box const& box, Style const& style, std::string_view title = {}, double radius = 0);
    void circle(double x, double y, double radius, Style const& style, std::string_view title = {});
    void line(double x1, double y1, double x2, double y2, Style const& style);
    /// `data` as in SVG; `transform` as in SVG, or empty.
    void path(std::string_view data, Style const& style, std::string_view title = {}, std::string_view transform = {});

    /// On the base line `y`, `text_width` wide at most, whatever the font.
    void text(double x, double y, std::string_view text, Font const& font = {}, std::string_view title = {});
    /// A text that is shortened to `width`; what was cut can be read in its title. Gives the width that it takes.
    double label(double x, double y, std::string_view text, double width, Font const& font = {});
    /// Turned a quarter to the left around its start.
    void upright(double x, double y, std::string_view text, Font const& font = {});

    /// Heading and the lines below it, wrapped; gives the y where the picture may begin.
    double head(std::string_view heading, std::span<std::string const> lines);
    /// The meaning of marks, in as many lines as it takes; gives the y below.
    double key(double y, std::span<KeyEntry const> entries);
    /// Lines of small text from `y` on, wrapped; gives the y below.
    double notes(double y, std::span<std::string const> lines);

    /// Writes the file.
    void finish(rdf::ByteSink& out, double height, std::string_view title, std::string_view description) const;

private:
    void style(Style const& style);
    void close(std::string_view element, std::string_view title);
    void number(std::string_view name, double value);

    std::string name_;
    double width_;
    std::string body_;
};

}  // namespace stoa::draw
