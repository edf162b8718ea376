// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/xml_text.hpp"

#include <algorithm>
#include <cstddef>

#include "stoa/diagnostics/utf8.hpp"

namespace stoa::formats {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Appends the character that the text starts with, or its replacement, and gives the number of bytes taken.
std::size_t append_character(std::string& out, std::string_view text) {
    auto const first = static_cast<unsigned char>(text.front());
    if (first < 0x20 && first != '\t' && first != '\n' && first != '\r') {
        out += replacement;
        return 1;
    }
    if (first < 0x80) {
        out += text.front();
        return 1;
    }
    std::size_t const length = diagnostics::utf8_sequence_length(text);
    std::string_view const sequence = text.substr(0, length);
    if (length == 0 || sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF") {
        out += replacement;
        return std::max<std::size_t>(length, 1);
    }
    out += sequence;
    return length;
}

std::string_view escape_of(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\t':
            return "&#9;";
        case '\n':
            return "&#10;";
        case '\r':
            return "&#13;";
        default:
            return {};
    }
}

}  // namespace

void append_without_controls(std::string& out, std::string_view text) {
    while (!text.empty()) {
        text.remove_prefix(append_character(out, text));
    }
}

void append_xml(std::string& out, std::string_view text) {
    while (!text.empty()) {
        if (std::string_view const escape = escape_of(text.front()); !escape.empty()) {
            out += escape;
            text.remove_prefix(1);
        } else {
            text.remove_prefix(append_character(out, text));
        }
    }
}

}  // namespace stoa::formats
