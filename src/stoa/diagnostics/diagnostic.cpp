// SPDX-License-Identifier: Apache-2.0
#include "stoa/diagnostics/diagnostic.hpp"

#include <algorithm>
#include <utility>

#include "stoa/diagnostics/utf8.hpp"

namespace stoa::diagnostics {

namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

void append_hex(std::string& out, unsigned value, unsigned digits) {
    while (digits > 0) {
        --digits;
        out += hex_digits[(value >> (4 * digits)) & 0xFU];
    }
}

/// C0, DEL, C1, the two separators that break a line outside ASCII, and what turns the direction of text.
[[nodiscard]] bool is_control(char32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x061C ||
           code_point == 0x200E || code_point == 0x200F || (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        std::size_t const length = utf8_sequence_length(text);
        if (length == 0) {
            out += "\\x";
            append_hex(out, static_cast<unsigned char>(text.front()), 2);
            text.remove_prefix(1);
            continue;
        }
        std::string_view const sequence = text.substr(0, length);
        if (char32_t const code_point = decode_utf8(sequence); is_control(code_point)) {
            out += "\\u";
            append_hex(out, code_point, 4);
        } else {
            out += sequence;
        }
        text.remove_prefix(length);
    }
    return out;
}

std::string to_line(Diagnostic const& diagnostic) {
    std::string line;
    Location const& where = diagnostic.where;
    if (!where.file.empty()) {
        line += printable(where.file);
        if (where.line > 0) {
            line += ':' + std::to_string(where.line);
            if (where.column > 0) {
                line += ':' + std::to_string(where.column);
            }
        }
        line += ": ";
    }
    line += diagnostic.severity == Severity::error ? "error: " : "warning: ";
    line += printable(diagnostic.message);
    return line;
}

void Diagnostics::error(Location where, std::string message) {
    items_.push_back({std::move(where), Severity::error, std::move(message)});
    ++errors_;
}

void Diagnostics::warning(Location where, std::string message) {
    items_.push_back({std::move(where), Severity::warning, std::move(message)});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> items = items_;
    std::ranges::sort(items);
    // Not std::ranges::unique: clang 14 cannot compile its result with libstdc++ 12.
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

}  // namespace stoa::diagnostics
