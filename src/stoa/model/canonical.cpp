// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/canonical.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>

#include "stoa/rdf/sha256.hpp"

namespace stoa::model {
namespace {

std::string mapped(std::string_view text, unsigned options) {
    utf8proc_uint8_t* result = nullptr;
    utf8proc_ssize_t const length =
        utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &result, static_cast<utf8proc_option_t>(options));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owner{result, &std::free};
    if (length == UTF8PROC_ERROR_NOMEM) {
        throw std::bad_alloc{};
    }
    if (length < 0) {
        throw std::invalid_argument(utf8proc_errmsg(length));
    }
    return {reinterpret_cast<char const*>(result), static_cast<std::size_t>(length)};
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_id_end(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string to_nfc(std::string_view text) {
    return is_ascii(text) ? std::string{text} : mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold(std::string_view text) {
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
}

std::size_t display_width(std::string_view text) {
    if (is_ascii(text)) {
        return text.size();
    }
    std::size_t width = 0;
    while (!text.empty()) {
        utf8proc_int32_t character = 0;
        utf8proc_ssize_t const length = utf8proc_iterate(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                                                         static_cast<utf8proc_ssize_t>(text.size()), &character);
        width += length > 0 ? static_cast<std::size_t>(utf8proc_charwidth(character)) : 1U;
        text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1U);
    }
    return width;
}

bool is_id(std::string_view text) {
    return !text.empty() && is_id_end(text.front()) && is_id_end(text.back()) &&
           std::ranges::all_of(text, [](char c) { return is_id_end(c) || c == '-' || c == '.'; });
}

std::string slug(std::string_view text, std::size_t most) {
    std::string result;
    for (char const c : fold(text)) {
        if (is_id_end(c)) {
            result += c;
        } else if (!result.empty() && result.back() != '-') {
            result += '-';
        }
    }
    if (!result.empty() && result.back() == '-') {
        result.pop_back();
    }
    if (!result.empty() && result.size() <= most) {
        return result;
    }
    constexpr std::size_t digits = 8;
    if (result.size() > most) {
        result.resize(most - digits);
        std::size_t const hyphen = result.rfind('-');
        result.resize(hyphen != std::string::npos ? hyphen : most - digits - 1);
    }
    rdf::Sha256Sink sha256;
    sha256.write(text);
    std::string const hash = sha256.hex().substr(0, digits);
    return result.empty() ? hash : result + "-" + hash;
}

std::size_t word_count(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (char const c : text) {
        bool const space = c == ' ' || (c >= '\t' && c <= '\r');
        words += !space && !inside ? 1U : 0U;
        inside = !space;
    }
    return words;
}

}  // namespace stoa::model
