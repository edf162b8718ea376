// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stoa::diagnostics {

/// Bytes of the UTF-8 sequence that `text` starts with (1 to 4), or 0 when it is empty or not well-formed there:
/// truncated, overlong, a surrogate or beyond U+10FFFF (The Unicode Standard, table 3-7).
[[nodiscard]] std::size_t utf8_sequence_length(std::string_view text) noexcept;

/// The code point of a well-formed sequence, as long as `utf8_sequence_length` said.
[[nodiscard]] char32_t decode_utf8(std::string_view sequence) noexcept;

/// Appends the sequence of a code point that is not a surrogate, up to U+10FFFF.
void append_utf8(std::string& text, char32_t code_point);

/// The text, or of a longer one the beginning, whole characters of at most `most` bytes, and `…`.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most = 60);

}  // namespace stoa::diagnostics
