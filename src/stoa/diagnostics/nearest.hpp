// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace stoa::diagnostics {

/// Longer words get no suggestion: the distance takes time by the product of both lengths.
inline constexpr std::size_t max_word_length = 128;

/// The candidate with the smallest Damerau-Levenshtein distance to `word` (bytes), or empty when none is within
/// a third of the longer word's length. Of several, the first in byte order.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<std::string_view const> candidates);

/// `, did you mean 'x'?` for the nearest candidate, or an empty string.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<std::string_view const> candidates);

}  // namespace stoa::diagnostics
