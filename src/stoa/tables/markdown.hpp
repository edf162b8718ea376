// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stoa::tables {

/// The text such that Markdown shows it as it is: https://spec.commonmark.org/0.31.2/#backslash-escapes.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// A table of GitHub Flavored Markdown (https://github.github.com/gfm/#tables-extension-). The cells are Markdown but
/// for `|` and line breaks, which would end them; the first row is the heading.
[[nodiscard]] std::string markdown_table(std::vector<std::vector<std::string>> const& rows,
                                         std::vector<bool> const& right);

}  // namespace stoa::tables
