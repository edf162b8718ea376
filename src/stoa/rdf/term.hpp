// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// The checks that make a term valid. Whoever takes a text from outside calls them once; a `TermView` and the writers
/// then rely on it. Lexical forms of literals: lexical_form.hpp.
namespace stoa::rdf {

/// The longest language tag that a record may have, in bytes: readers that cut longer ones exist (Sord 0.16).
inline constexpr std::size_t max_language_length = 15;

/// The offset of the first byte that is not part of well-formed UTF-8, or that is U+0000 (which ends a string in Serd).
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// What keeps `text` from being an absolute IRI (RFC 3987 section 2.2, and IRIREF of Turtle), or nothing when it is
/// one. Goes on from "is not an IRI: ", as in `it has no scheme`. http and https need a host.
[[nodiscard]] std::optional<std::string> find_iri_fault(std::string_view text);

/// Whether `tag` is well-formed by RFC 5646 section 2.1, any case, the irregular tags of the past (`i-klingon`) among
/// them: what RDF from elsewhere may have.
[[nodiscard]] bool is_language_tag(std::string_view tag);

/// What keeps `tag` from being a language tag for records: well-formed, not irregular, of at most
/// `max_language_length` bytes; or nothing when it is one.
[[nodiscard]] std::optional<std::string> find_language_fault(std::string_view tag);

/// The tag in lower case: the one form in which tags are compared, kept and written here.
[[nodiscard]] std::string canonical_language(std::string_view tag);

/// By byte: letters, digits, `_`, `-` and `.`, of which plain names are made.
inline constexpr std::array<bool, 256> is_plain_name_byte = [] {
    std::array<bool, 256> table{};
    for (char const c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-.")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}();

/// Whether `local` can follow `prefix:` in Turtle as it is: `[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?`,
/// a part of PN_LOCAL that needs no escapes.
[[nodiscard]] constexpr bool is_plain_local_name(std::string_view local) noexcept {
    if (local.empty() || local.front() == '-' || local.front() == '.' || local.back() == '.') {
        return false;
    }
    // In the header, and always to the end: it is asked for every name that is written, and nearly all are plain.
    bool is_plain = true;
    for (char const c : local) {
        is_plain &= is_plain_name_byte[static_cast<unsigned char>(c)];
    }
    return is_plain;
}

/// Whether `prefix` is a name for a namespace: `[A-Za-z]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?`, a part of PN_PREFIX.
[[nodiscard]] bool is_plain_prefix(std::string_view prefix) noexcept;

}  // namespace stoa::rdf
