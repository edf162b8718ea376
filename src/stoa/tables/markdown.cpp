// SPDX-License-Identifier: Apache-2.0
#include "stoa/tables/markdown.hpp"

namespace stoa::tables {

std::string markdown_text(std::string_view text) {
    std::string escaped;
    for (char const c : text) {
        escaped += std::string_view{"\\`*_[]<>#~&"}.find(c) != std::string_view::npos ? "\\" : "";
        escaped += c;
    }
    return escaped;
}

std::string markdown_table(std::vector<std::vector<std::string>> const& rows, std::vector<bool> const& right) {
    std::string text;
    for (std::vector<std::string> const& row : rows) {
        bool const is_heading = text.empty();
        text += '|';
        for (std::string const& cell : row) {
            text += ' ';
            for (char const c : cell) {
                text += c == '|' ? "\\|" : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
            }
            text += " |";
        }
        text += '\n';
        if (is_heading) {
            text += '|';
            for (bool const each : right) {
                text += each ? "---:|" : "---|";
            }
            text += '\n';
        }
    }
    return text;
}

}  // namespace stoa::tables
