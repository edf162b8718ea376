// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace stoa::diagnostics {

/// Bytes of the UTF-8 sequence that `text` starts with (1 to 4), or 0 when it is empty or not well-formed there:
/// truncated, overlong, a surrogate or beyond U+10FFFF (The Unicode Standard, table 3-7).
[[nodiscard]] std::size_t utf8_sequence_length(std::string_view text) noexcept;

/// The code point of a well-formed sequence, as long as `utf8_sequence_length` said.
[[nodiscard]] char32_t decode_utf8(std::string_view sequence) noexcept;

}  // namespace stoa::diagnostics
