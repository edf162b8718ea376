// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Tables and paragraphs for a terminal. Widths are columns of the display (model::display_width).
namespace stoa::tables {

/// Columns padded to their widest cell (in columns of the terminal), two spaces apart; the first row is a heading.
[[nodiscard]] std::string text_table(std::vector<std::vector<std::string>> const& rows, std::vector<bool> const& right);

/// As above, with cells broken at spaces so that the whole is at most `widest` wide, if that can be: no column is made
/// narrower than 16, nor a word cut. Cells go on in lines below, indented.
[[nodiscard]] std::string fitted_table(std::vector<std::vector<std::string>> const& rows,
                                       std::vector<bool> const& right, std::size_t widest);

/// The text in lines of at most `widest` columns, broken at spaces; the lines after a first one that starts with
/// `- ` are indented. Ends with a line feed.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t widest);

/// 1234567 as 1,234,567.
[[nodiscard]] std::string grouped(std::size_t number);

}  // namespace stoa::tables
