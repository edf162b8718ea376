// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/ratio.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace stoa::evolution {
namespace {

std::optional<std::uint32_t> whole(std::string_view digits) {
    std::uint32_t value = 0;
    if (digits.empty() || digits.size() > 9 ||
        !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
    }
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::optional<Ratio> parse_ratio(std::string_view text) {
    if (std::size_t const slash = text.find('/'); slash != std::string_view::npos) {
        std::optional<std::uint32_t> const numerator = whole(text.substr(0, slash));
        std::optional<std::uint32_t> const denominator = whole(text.substr(slash + 1));
        if (!numerator || !denominator || *denominator == 0) {
            return std::nullopt;
        }
        return Ratio{*numerator, *denominator};
    }
    std::size_t const point = text.find('.');
    if (point == std::string_view::npos) {
        std::optional<std::uint32_t> const value = whole(text);
        return value ? std::optional{Ratio{*value}} : std::nullopt;
    }
    std::string_view const before = text.substr(0, point);
    std::string_view const after = text.substr(point + 1);
    std::optional<std::uint32_t> const units = before.empty() ? 0 : whole(before);
    std::optional<std::uint32_t> const digits = whole(after);
    if (!units || !digits) {
        return std::nullopt;
    }
    std::int64_t scale = 1;
    for (std::size_t i = 0; i < after.size(); ++i) {
        scale *= 10;
    }
    return Ratio{*units * scale + *digits, scale};
}

std::string to_text(Ratio ratio) {
    std::string const numerator = std::to_string(ratio.numerator());
    return ratio.denominator() == 1 ? numerator : numerator + "/" + std::to_string(ratio.denominator());
}

std::string to_decimal(Ratio ratio) {
    assert(ratio >= Ratio{0} && "measures are not negative");
    __extension__ using Wide = unsigned __int128;
    auto const denominator = static_cast<Wide>(ratio.denominator());
    auto rest = static_cast<Wide>(ratio.numerator());
    std::string units = std::to_string(static_cast<std::uint64_t>(rest / denominator));
    rest %= denominator;
    // Long division; leading zeros of a number below 1 are no significant digits.
    std::size_t significant = units == "0" ? 0 : units.size();
    std::string digits;
    while (rest != 0 && significant < 13 && digits.size() < 32) {
        rest *= 10;
        char const digit = static_cast<char>('0' + static_cast<int>(rest / denominator));
        rest %= denominator;
        digits.push_back(digit);
        significant += significant > 0 || digit != '0' ? 1 : 0;
    }
    if (significant == 13 && !digits.empty()) {
        bool carry = digits.back() >= '5';
        digits.pop_back();
        for (std::size_t at = digits.size(); carry && at > 0; --at) {
            carry = digits[at - 1] == '9';
            digits[at - 1] = carry ? '0' : static_cast<char>(digits[at - 1] + 1);
        }
        if (carry) {
            units = std::to_string(std::stoull(units) + 1);
        }
    }
    while (!digits.empty() && digits.back() == '0') {
        digits.pop_back();
    }
    return units + "." + (digits.empty() ? "0" : digits);
}

}  // namespace stoa::evolution
