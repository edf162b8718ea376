// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/term.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/utf8.hpp"

namespace stoa::rdf {

namespace {

// Not <cctype>: its answers depend on the locale.
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_alpha(char c) noexcept { return is_upper(c) || (c >= 'a' && c <= 'z'); }
[[nodiscard]] constexpr bool is_alphanumeric(char c) noexcept { return is_alpha(c) || is_digit(c); }
[[nodiscard]] constexpr bool is_hex(char c) noexcept {
    return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

[[nodiscard]] bool all_are(std::string_view text, bool (*property)(char)) {
    return std::ranges::all_of(text, property);
}

/// Outside ASCII: ucschar of RFC 3987, without the marks of direction that its section 4.1 forbids.
[[nodiscard]] bool is_iri_code_point(char32_t c) noexcept {
    bool const is_direction_mark = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E);
    if (c < 0x10000) {
        return !is_direction_mark &&
               ((c >= 0xA0 && c < 0xD800) || (c >= 0xF900 && c < 0xFDD0) || (c >= 0xFDF0 && c < 0xFFF0));
    }
    return c < 0xF0000 && (c & 0xFFFFU) < 0xFFFE && (c < 0xE0000 || c >= 0xE1000);
}

[[nodiscard]] bool is_private_use(char32_t c) noexcept {
    return (c >= 0xE000 && c < 0xF900) || (c >= 0xF0000 && (c & 0xFFFFU) < 0xFFFE);
}

[[nodiscard]] std::string at_byte(std::size_t offset) { return " at byte " + std::to_string(offset + 1); }

/// Splits a tag at its hyphens and takes subtags from the front.
class Subtags {
public:
    explicit Subtags(std::string_view tag) : rest_(tag) { advance(); }

    [[nodiscard]] bool at_end() const { return at_end_; }
    [[nodiscard]] std::string_view current() const { return current_; }

    bool take(std::size_t shortest, std::size_t longest, bool (*property)(char)) {
        if (at_end_ || current_.size() < shortest || current_.size() > longest || !all_are(current_, property)) {
            return false;
        }
        advance();
        return true;
    }

    bool take_variant() {
        return take(5, 8, is_alphanumeric) ||
               (!at_end_ && is_digit(current_.empty() ? '-' : current_.front()) && take(4, 4, is_alphanumeric));
    }

    /// A singleton and what belongs to it; `shortest` is the least length of a subtag behind it.
    bool take_sequence(std::size_t shortest) {
        advance();
        bool any = false;
        while (take(shortest, 8, is_alphanumeric)) {
            any = true;
        }
        return any;
    }

private:
    void advance() {
        if (finished_) {
            at_end_ = true;
            current_ = {};
            return;
        }
        std::size_t const hyphen = rest_.find('-');
        current_ = rest_.substr(0, hyphen);
        finished_ = hyphen == std::string_view::npos;
        rest_.remove_prefix(finished_ ? rest_.size() : hyphen + 1);
    }

    std::string_view rest_;
    std::string_view current_;
    bool finished_ = false;
    bool at_end_ = false;
};

/// `irregular` of RFC 5646, in lower case. All of them have regular successors.
constexpr std::array<std::string_view, 17> irregular_languages{
    "en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak",     "i-klingon", "i-lux",    "i-mingo",
    "i-navajo",  "i-pwn", "i-tao", "i-tay",     "i-tsu",      "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"};

/// The production `langtag` of RFC 5646, then `privateuse`.
[[nodiscard]] bool is_well_formed_language(std::string_view tag) {
    Subtags subtags(tag);
    bool const is_private = subtags.current() == "x" || subtags.current() == "X";
    if (!is_private) {
        if (subtags.take(2, 3, is_alpha)) {
            for (int extension = 0; extension < 3 && subtags.take(3, 3, is_alpha); ++extension) {
            }
        } else if (!subtags.take(4, 8, is_alpha)) {
            return false;
        }
        subtags.take(4, 4, is_alpha);
        if (!subtags.take(2, 2, is_alpha)) {
            subtags.take(3, 3, is_digit);
        }
        while (subtags.take_variant()) {
        }
    }
    while (!subtags.at_end()) {
        std::string_view const singleton = subtags.current();
        if (singleton.size() != 1 || !is_alphanumeric(singleton.front())) {
            return false;
        }
        bool const starts_private_use = singleton == "x" || singleton == "X";
        if (!subtags.take_sequence(starts_private_use ? 1 : 2)) {
            return false;
        }
        if (starts_private_use) {
            return subtags.at_end();
        }
    }
    return true;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept {
    std::size_t offset = 0;
    while (offset < text.size()) {
        // Eight bytes at once while all are ASCII: no high bit, and no zero byte (the classic borrow test).
        while (text.size() - offset >= sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + offset, sizeof word);
            constexpr std::uint64_t high_bits = 0x8080808080808080U;
            constexpr std::uint64_t ones = 0x0101010101010101U;
            if (((word | (word - ones)) & high_bits) != 0) {
                break;
            }
            offset += sizeof word;
        }
        if (offset == text.size()) {
            break;
        }
        std::size_t const length = diagnostics::utf8_sequence_length(text.substr(offset));
        if (length == 0 || text[offset] == '\0') {
            return offset;
        }
        offset += length;
    }
    return std::nullopt;
}

std::optional<std::string> find_iri_fault(std::string_view text) {
    if (auto const offset = find_invalid_utf8(text)) {
        return "it is not UTF-8" + at_byte(*offset);
    }
    std::size_t const colon = text.find_first_of(":/?#");
    if (colon == std::string_view::npos || text[colon] != ':' || !is_alpha(text.front()) ||
        !std::ranges::all_of(text.substr(0, colon),
                             [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; })) {
        return "it has no scheme such as https:";
    }
    std::string const scheme = canonical_language(text.substr(0, colon));
    std::size_t authority_end = colon + 1;
    if (text.substr(colon + 1).starts_with("//")) {
        authority_end = std::min(text.find_first_of("/?#", colon + 3), text.size());
    }
    if ((scheme == "http" || scheme == "https") && authority_end <= colon + 3) {
        return "it has no host";
    }

    bool in_query = false;
    bool in_fragment = false;
    for (std::size_t offset = colon + 1; offset < text.size();) {
        std::string_view const rest = text.substr(offset);
        char const c = rest.front();
        std::size_t const length = diagnostics::utf8_sequence_length(rest);
        bool legal = true;
        if (length > 1) {
            char32_t const code_point = diagnostics::decode_utf8(rest.substr(0, length));
            legal = is_iri_code_point(code_point) || (in_query && is_private_use(code_point));
        } else if (c == '%') {
            if (rest.size() < 3 || !is_hex(rest[1]) || !is_hex(rest[2])) {
                return "a percent sign without two hexadecimal digits" + at_byte(offset);
            }
        } else if (c == '[' || c == ']') {
            legal = offset < authority_end;
        } else if (c == '#') {
            legal = !in_fragment;
            in_fragment = true;
            in_query = false;
        } else if (c == '?') {
            in_query = !in_fragment;
        } else {
            legal = static_cast<unsigned char>(c) > 0x20 && c != 0x7F &&
                    std::string_view("<>\"{}|^`\\").find(c) == std::string_view::npos;
        }
        if (!legal) {
            return "it contains '" + diagnostics::printable(rest.substr(0, length)) + "'" + at_byte(offset);
        }
        offset += length;
    }
    return std::nullopt;
}

bool is_language_tag(std::string_view tag) {
    return is_well_formed_language(tag) ||
           std::ranges::find(irregular_languages, canonical_language(tag)) != irregular_languages.end();
}

std::optional<std::string> find_language_fault(std::string_view tag) {
    if (!is_well_formed_language(tag)) {
        return "it is not shaped like 'en', 'pt-br' or 'zh-hant'";
    }
    if (tag.size() > max_language_length) {
        return "it is longer than " + std::to_string(max_language_length) + " bytes";
    }
    return std::nullopt;
}

std::string canonical_language(std::string_view tag) {
    std::string lower(tag);
    std::ranges::transform(lower, lower.begin(), [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
    return lower;
}

bool is_plain_prefix(std::string_view prefix) noexcept {
    return is_plain_local_name(prefix) && is_alpha(prefix.front());
}

}  // namespace stoa::rdf
