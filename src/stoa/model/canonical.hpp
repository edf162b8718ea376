// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Canonical forms of what the model holds: texts and ids. Of dates: partial_date.hpp.
namespace stoa::model {

/// Unicode normalisation form C (UAX #15). `text` is valid UTF-8.
[[nodiscard]] std::string to_nfc(std::string_view text);

/// For comparing words as people do: NFKC, case folded, marks removed ("Medellín" and "MEDELLIN" fold alike).
[[nodiscard]] std::string fold(std::string_view text);

/// How many columns the text takes on a terminal: two for a wide character, none for a mark on the one before it
/// (UAX #11). Bytes that are no UTF-8 take one.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `[a-z0-9]([a-z0-9.-]*[a-z0-9])?`: needs no escape in an IRI or a prefixed name.
[[nodiscard]] bool is_id(std::string_view text);

/// An id made of the text: folded, other characters as single hyphens. A text that does not fit into `most` bytes is
/// cut at a hyphen and followed by the first eight hexadecimal digits of its SHA-256, as is one without any character
/// that an id can hold; so different long texts have different ids, and the id does not depend on other records.
[[nodiscard]] std::string slug(std::string_view text, std::size_t most = 64);

/// Words between white space.
[[nodiscard]] std::size_t word_count(std::string_view text);

}  // namespace stoa::model
