// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "stoa/diagnostics/diagnostic.hpp"

namespace stoa::ingest {

inline constexpr std::size_t max_file_bytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t max_nesting = 64;

/// Checks the text of a file before a TOML parser sees it: empty, longer than 64 MiB, invalid UTF-8, U+0000, or more
/// than 64 levels of tables and arrays, dotted keys counted (toml++ 3.3 recurses once a level and overflows the stack
/// at 100,000). Reports the first error and returns false. A byte-order mark is accepted.
[[nodiscard]] bool is_fit_to_parse(std::string_view text, std::string const& file,
                                   diagnostics::Diagnostics& diagnostics);

/// Reports of a file that is not TOML what it looks like instead, by how it begins; false if that is nothing known.
bool report_other_format(std::string_view text, std::string const& file, diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
