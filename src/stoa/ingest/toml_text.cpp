// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "stoa/diagnostics/utf8.hpp"
#include "stoa/rdf/other_format.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using diagnostics::Location;

Location location_at(std::string const& file, std::string_view text, std::size_t offset) {
    std::uint32_t line = 1;
    std::size_t line_start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (std::size_t i = line_start; i < offset; ++i) {
        if (text[i] == '\n') {
            ++line;
            line_start = i + 1;
        }
    }
    std::uint32_t column = 1;
    for (std::size_t i = line_start; i < offset; ++i) {
        column += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80 ? 1U : 0U;  // continuation bytes do not count
    }
    return {file, line, column};
}

/// One past the end of the string that starts at `at`, or the end of the text when it is not closed.
std::size_t after_string(std::string_view text, std::size_t at) {
    char const quote = text[at];
    bool const escapes = quote == '"';
    std::string const triple(3, quote);
    bool const multi = text.substr(at, 3) == triple;
    std::size_t i = at + (multi ? 3 : 1);
    while (i < text.size()) {
        if (escapes && text[i] == '\\') {
            i += 2;
        } else if (multi && text.substr(i, 3) == triple) {
            i += 3;
            while (i < text.size() && text[i] == quote) {  // up to two quotes may precede the closing three
                ++i;
            }
            return i;
        } else if (!multi && (text[i] == quote || text[i] == '\n')) {
            return i + 1;
        } else {
            ++i;
        }
    }
    return text.size();
}

/// Where the nesting passes the limit: open brackets, the parts of the keys before them, and those of the table's
/// header.
std::optional<std::size_t> find_too_deep(std::string_view text) {
    std::size_t header = 0;         // parts of the current table's name
    std::size_t below = 0;          // levels outside the innermost open bracket
    std::size_t dots = 0;           // of the key that is being read in it
    std::vector<std::size_t> open;  // what each open bracket added to `below`
    bool in_header = false;
    bool line_is_blank = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const starts_line = line_is_blank;
        line_is_blank = c == '\n' || (line_is_blank && (c == ' ' || c == '\t' || c == '\r'));
        switch (c) {
            case '\n':
                dots = 0;
                if (in_header) {  // an unclosed header is the parser's to report
                    in_header = false;
                    open.clear();
                    below = 0;
                }
                break;
            case '#':
                i = std::min(text.find('\n', i), text.size()) - 1;
                break;
            case '"':
            case '\'':
                i = after_string(text, i) - 1;
                break;
            case '[':
            case '{':
                if (c == '[' && starts_line && open.empty()) {
                    in_header = true;
                    header = 0;
                }
                open.push_back(dots + 1);
                below += open.back();
                dots = 0;
                break;
            case ']':
            case '}':
                if (in_header) {
                    header = std::max(header, dots + 1);
                }
                dots = 0;
                if (!open.empty()) {
                    below -= open.back();
                    open.pop_back();
                }
                break;
            case ',':
                dots = 0;
                break;
            case '.':
                ++dots;
                break;
            default:
                break;
        }
        if (header + below + dots > max_nesting) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace

bool report_other_format(std::string_view text, std::string const& file, diagnostics::Diagnostics& diagnostics) {
    std::optional<std::string_view> const other = rdf::find_other_format(text);
    if (other) {
        std::string_view const looks = other->substr(0, other->find(':'));
        diagnostics.report(
            Code::other_format, {file, 1, 1},
            fmt::format("not TOML: {}: write the records as TOML, or give the file another ending", looks));
    }
    return other.has_value();
}

bool is_fit_to_parse(std::string_view text, std::string const& file, diagnostics::Diagnostics& diagnostics) {
    if (text.size() > max_file_bytes) {
        diagnostics.report(Code::file_too_large, {file, 0, 0},
                           fmt::format("the file has more than {} MiB: split it into several", max_file_bytes >> 20U));
        return false;
    }
    std::string_view const content = text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
    if (content.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        diagnostics.report(Code::empty_file, {file, 0, 0}, "the file is empty: write a table into it, or remove it");
        return false;
    }
    if (std::optional<std::size_t> const offset = rdf::find_invalid_utf8(text)) {
        if (report_other_format(text, file, diagnostics)) {
            return false;
        }
        diagnostics.report(text[*offset] == '\0' ? Code::nul_in_text : Code::not_utf8, location_at(file, text, *offset),
                           text[*offset] == '\0' ? "U+0000 cannot stand in a data file: remove it"
                                                 : "the text is not UTF-8 here: save the file as UTF-8");
        return false;
    }
    if (std::optional<std::size_t> const offset = find_too_deep(text)) {
        diagnostics.report(
            Code::nested_too_deep, location_at(file, text, *offset),
            fmt::format("more than {} levels of tables, arrays and dotted keys: flatten it", max_nesting));
        return false;
    }
    return true;
}

}  // namespace stoa::ingest
