// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "stoa/diagnostics/utf8.hpp"
#include "stoa/formats/xml_text.hpp"

namespace stoa::draw {
namespace {

/// Helvetica, in thousandths of the size, from the space to the tilde.
constexpr std::array<std::uint16_t, 95> ascii_widths{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};
/// The same from the no-break space to U+00FF.
constexpr std::array<std::uint16_t, 96> latin_widths{
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333,  333,
    333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722,
    667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722,  722,
    722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278,  278,
    556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500};

constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view replacement_text = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

/// The code point at the start of the text and its bytes; U+FFFD and one byte where it is not well-formed.
struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 0;
};
CodePoint first_of(std::string_view text) {
    std::size_t const length = diagnostics::utf8_sequence_length(text);
    if (length == 0) {
        return {replacement, 1};
    }
    return {diagnostics::decode_utf8(text.substr(0, length)), length};
}

bool within(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

/// Stands above, below or between others and takes no room.
bool takes_no_room(char32_t c) {
    return within(c, 0x0300, 0x036F) || within(c, 0x0591, 0x05BD) || within(c, 0x0610, 0x061A) ||
           within(c, 0x064B, 0x065F) || within(c, 0x1AB0, 0x1AFF) || within(c, 0x1DC0, 0x1DFF) ||
           within(c, 0x200B, 0x200F) || within(c, 0x2060, 0x2064) || within(c, 0x2066, 0x206F) ||
           within(c, 0x20D0, 0x20FF) || within(c, 0x302A, 0x302F) || within(c, 0xFE00, 0xFE0F) ||
           within(c, 0xFE20, 0xFE2F) || within(c, 0x1F3FB, 0x1F3FF) || within(c, 0xE0100, 0xE01EF);
}

bool runs_left(char32_t c) {
    return within(c, 0x0590, 0x08FF) || within(c, 0xFB1D, 0xFDFF) || within(c, 0xFE70, 0xFEFF) ||
           within(c, 0x10800, 0x10FFF) || within(c, 0x1E800, 0x1EFFF);
}

bool turns_direction(char32_t c) { return within(c, 0x202A, 0x202E) || within(c, 0x2066, 0x2069); }

/// The width of a letter in parts of the size: of Helvetica, and beyond it what is usual in a script. Where letters
/// join or stack, that is less than what each takes alone.
double width_of(char32_t c) {
    if (takes_no_room(c)) {
        return 0;
    }
    if (within(c, ' ', '~')) {
        return ascii_widths[c - ' '] / 1000.0;
    }
    if (within(c, 0x00A0, 0x00FF)) {
        return latin_widths[c - 0x00A0] / 1000.0;
    }
    if (within(c, 0x1100, 0x115F) || within(c, 0x2E80, 0xA4CF) || within(c, 0xAC00, 0xD7A3) ||
        within(c, 0xF900, 0xFAFF) || within(c, 0xFE30, 0xFE4F) || within(c, 0xFF00, 0xFF60) || c >= 0x1F000) {
        return 1.05;  // as wide as high
    }
    if (within(c, 0x2010, 0x2027)) {
        return c == 0x2014 || c == 0x2026 ? 1.0 : 0.56;
    }
    if (within(c, 0x0370, 0x04FF)) {
        return 0.64;  // Greek and Cyrillic
    }
    return within(c, 0x0100, 0x024F) || within(c, 0x0590, 0x0EFF) ? 0.58 : 0.72;
}

constexpr double table_allowance = 1.04;  // for viewers that know no textLength: some fonts are a little wider
constexpr double bold_allowance = 1.07;

std::string colour_text(Colour colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

double luminance(Colour colour) {
    auto const part = [](std::uint8_t value) {
        double const share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue);
}

}  // namespace

double contrast(Colour a, Colour b) {
    double const first = luminance(a);
    double const second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

double text_width(std::string_view text, double size, bool bold) {
    double width = 0;
    while (!text.empty()) {
        CodePoint const next = first_of(text);
        width += width_of(next.value);
        text.remove_prefix(next.bytes);
    }
    return width * size * table_allowance * (bold ? bold_allowance : 1);
}

std::string shortened(std::string_view text, double width, double size, bool bold) {
    if (text_width(text, size, bold) <= width) {
        return std::string{text};
    }
    double const room = width - text_width(ellipsis, size, bold);
    double const unit = size * table_allowance * (bold ? bold_allowance : 1);
    double used = 0;
    std::size_t end = 0;
    for (std::string_view rest = text; !rest.empty();) {
        CodePoint const next = first_of(rest);
        used += width_of(next.value) * unit;
        if (used > room) {
            break;
        }
        end += next.bytes;
        rest.remove_prefix(next.bytes);
    }
    while (end > 0 && text[end - 1] == ' ') {
        --end;
    }
    return std::string{text.substr(0, end)}.append(ellipsis);
}

std::vector<std::string> wrapped(std::string_view text, double width, double size, std::size_t most, bool bold) {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty()) {
        std::size_t const space = text.find(' ');
        std::string_view const word = text.substr(0, space);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        if (word.empty()) {
            continue;
        }
        std::string const longer = line.empty() ? std::string{word} : fmt::format("{} {}", line, word);
        if (line.empty() || text_width(longer, size, bold) <= width) {
            line = longer;
        } else if (lines.size() + 1 == most) {
            // All that is left goes into the last line, and is cut there.
            line = fmt::format("{} {}", longer, text);
            break;
        } else {
            lines.push_back(shortened(line, width, size, bold));
            line = word;
        }
    }
    if (!line.empty()) {
        lines.push_back(shortened(line, width, size, bold));
    }
    return lines;
}

std::string escaped(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        CodePoint const next = first_of(text);
        char32_t const c = next.value;
        if (c == '\t' || c == '\n' || c == '\r') {
            shown += ' ';
        } else if (within(c, 0x7F, 0x9F) || (c & 0xFFFE) == 0xFFFE) {
            shown += replacement_text;
        } else if (!within(c, 0x202A, 0x202E)) {
            shown += text.substr(0, next.bytes);
        }
        text.remove_prefix(next.bytes);
    }
    std::string xml;
    formats::append_xml(xml, shown);
    return xml;
}

std::string isolated(std::string_view label) {
    std::string inside;
    bool left = false;
    for (std::string_view rest = label; !rest.empty();) {
        CodePoint const next = first_of(rest);
        left = left || runs_left(next.value);
        if (!turns_direction(next.value)) {
            inside += rest.substr(0, next.bytes);
        }
        rest.remove_prefix(next.bytes);
    }
    return left ? fmt::format("\xE2\x81\xA8{}\xE2\x81\xA9", inside) : inside;
}

std::string decimal(double value) {
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

Svg::Svg(std::string name, double width) : name_{std::move(name)}, width_{std::max(width, least_width)} {}

void Svg::number(std::string_view name, double value) {
    fmt::format_to(std::back_inserter(body_), " {}=\"{}\"", name, decimal(value));
}

void Svg::style(Style const& style) {
    auto const out = std::back_inserter(body_);
    switch (style.fill) {
        case Fill::none:
            body_ += " fill=\"none\"";
            break;
        case Fill::plain:
            fmt::format_to(out, " fill=\"{}\"", colour_text(style.colour));
            break;
        case Fill::hatched:
            fmt::format_to(out, " fill=\"url(#{}-hatch)\"", name_);
            break;
        case Fill::dotted:
            fmt::format_to(out, " fill=\"url(#{}-dots)\"", name_);
            break;
    }
    if (style.stroke == Stroke::none) {
        return;
    }
    fmt::format_to(out, " stroke=\"{}\"", colour_text(style.line));
    if (style.width != 1) {
        number("stroke-width", style.width);
    }
    if (style.stroke == Stroke::dashed) {
        body_ += " stroke-dasharray=\"5 3\"";
    } else if (style.stroke == Stroke::dotted) {
        body_ += " stroke-dasharray=\"1.5 2.5\"";
    }
}

void Svg::close(std::string_view element, std::string_view title) {
    if (title.empty()) {
        body_ += "/>\n";
    } else {
        fmt::format_to(std::back_inserter(body_), "><title>{}</title></{}>\n", escaped(title), element);
    }
}

void Svg::rect(Box const& box, Style const& style, std::string_view title, double radius) {
    body_ += "<rect";
    number("x", box.x);
    number("y", box.y);
    number("width", box.width);
    number("height", box.height);
    if (radius > 0) {
        number("rx", radius);
    }
    this->style(style);
    close("rect", title);
}

void Svg::circle(double x, double y, double radius, Style const& style, std::string_view title) {
    body_ += "<circle";
    number("cx", x);
    number("cy", y);
    number("r", radius);
    this->style(style);
    close("circle", title);
}

void Svg::line(double x1, double y1, double x2, double y2, Style const& style) {
    // A level or upright line lies within one row or column of pixels, and is sharp.
    if (y1 == y2) {
        y1 = y2 = std::floor(y1) + 0.5;
    } else if (x1 == x2) {
        x1 = x2 = std::floor(x1) + 0.5;
    }
    body_ += "<line";
    number("x1", x1);
    number("y1", y1);
    number("x2", x2);
    number("y2", y2);
    this->style(style);
    close("line", {});
}

void Svg::path(std::string_view data, Style const& style, std::string_view title, std::string_view transform) {
    fmt::format_to(std::back_inserter(body_), "<path d=\"{}\"", data);
    if (!transform.empty()) {
        fmt::format_to(std::back_inserter(body_), " transform=\"{}\"", transform);
    }
    this->style(style);
    close("path", title);
}

void Svg::text(double x, double y, std::string_view text, Font const& font, std::string_view title) {
    auto const out = std::back_inserter(body_);
    body_ += "<text";
    number("x", x);
    number("y", y);
    number("font-size", font.size);
    fmt::format_to(out, " fill=\"{}\"", colour_text(font.colour));
    if (font.bold) {
        body_ += " font-weight=\"bold\"";
    }
    if (font.italic) {
        body_ += " font-style=\"italic\"";
    }
    if (font.anchor != Anchor::start) {
        fmt::format_to(out, " text-anchor=\"{}\"", font.anchor == Anchor::middle ? "middle" : "end");
    }
    // In any font the letters take the room that the picture has for them.
    if (double const width = text_width(text, font.size, font.bold); width > 0) {
        number("textLength", width / table_allowance);
        body_ += R"( lengthAdjust="spacingAndGlyphs")";
    }
    if (font.halo) {
        body_ += R"( paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round")";
    }
    fmt::format_to(out, ">{}", escaped(text));
    if (!title.empty()) {
        fmt::format_to(out, "<title>{}</title>", escaped(title));
    }
    body_ += "</text>\n";
}

double Svg::label(double x, double y, std::string_view text, double width, Font const& font) {
    std::string const shown = shortened(text, width, font.size, font.bold);
    this->text(x, y, shown, font, shown == text ? std::string_view{} : text);
    return text_width(shown, font.size, font.bold);
}

void Svg::upright(double x, double y, std::string_view text, Font const& font) {
    fmt::format_to(std::back_inserter(body_), "<g transform=\"translate({} {}) rotate(-90)\">", decimal(x), decimal(y));
    this->text(0, 0, text, font);
    body_.pop_back();
    body_ += "</g>\n";
}

double Svg::head(std::string_view heading, std::span<std::string const> lines) {
    double y = margin + 12;
    for (std::string const& each : wrapped(heading, width_ - 2 * margin, 17, 3, true)) {
        text(margin, y, each, {17, palette::ink, true, false, Anchor::start, false});
        y += 22;
    }
    for (std::string const& line : lines) {
        for (std::string const& each : wrapped(line, width_ - 2 * margin, 12, 6)) {
            text(margin, y, each, {12, palette::muted, false, false, Anchor::start, false});
            y += 16;
        }
    }
    return y + 4;
}

double Svg::key(double y, std::span<KeyEntry const> entries) {
    double x = margin;
    for (KeyEntry const& each : entries) {
        double const words = text_width(each.words, 11);
        if (x > margin && x + 34 + words > width_ - margin) {
            x = margin;
            y += 20;
        }
        rect({x, y, 28, 14}, each.style);
        if (!each.mark.empty()) {
            text(x + 14, y + 11, each.mark, {11, each.mark_colour, false, false, Anchor::middle, false});
        }
        text(x + 34, y + 11, each.words, {11, palette::ink, false, false, Anchor::start, false});
        x += 34 + words + 20;
    }
    return y + 26;
}

double Svg::notes(double y, std::span<std::string const> lines) {
    for (std::string const& line : lines) {
        for (std::string const& each : wrapped(line, width_ - 2 * margin, 11, 200)) {
            text(margin, y + 11, each, {11, palette::muted, false, false, Anchor::start, false});
            y += 15;
        }
    }
    return y;
}

void Svg::finish(rdf::ByteSink& out, double height, std::string_view title, std::string_view description) const {
    std::string const w = decimal(std::ceil(width_));
    std::string const h = decimal(std::ceil(height));
    out.write(
        fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
                    "role=\"img\" aria-labelledby=\"{2}-title {2}-desc\" "
                    "font-family=\"Arial, Helvetica, 'Liberation Sans', Arimo, 'Nimbus Sans', sans-serif\">\n"
                    "<title id=\"{2}-title\">{3}</title>\n"
                    "<desc id=\"{2}-desc\">{4}</desc>\n",
                    w, h, name_, escaped(title), escaped(description)));
    out.write(fmt::format(
        "<defs>\n"
        "<pattern id=\"{0}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"6\" height=\"6\" fill=\"{1}\"/><path d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\" "
        "stroke=\"{2}\"/></pattern>\n"
        "<pattern id=\"{0}-dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
        "<rect width=\"6\" height=\"6\" fill=\"{3}\"/><circle cx=\"3\" cy=\"3\" r=\"0.9\" fill=\"{2}\"/></pattern>\n"
        "</defs>\n"
        "<rect width=\"{4}\" height=\"{5}\" fill=\"{3}\"/>\n",
        name_, colour_text(palette::wash), colour_text(palette::rule), colour_text(palette::paper), w, h));
    out.write(body_);
    out.write("</svg>\n");
}

}  // namespace stoa::draw
