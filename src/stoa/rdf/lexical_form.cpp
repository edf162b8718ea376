// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/lexical_form.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "stoa/rdf/term.hpp"

namespace stoa::rdf {

namespace {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

[[nodiscard]] LexicalForm compared(std::optional<std::string> const& canonical, std::string_view lexical) {
    if (!canonical) {
        return LexicalForm::invalid;
    }
    return *canonical == lexical ? LexicalForm::canonical : LexicalForm::valid;
}

[[nodiscard]] LexicalForm boolean_form(std::string_view lexical) {
    if (lexical == "true" || lexical == "false") {
        return LexicalForm::canonical;
    }
    return lexical == "1" || lexical == "0" ? LexicalForm::valid : LexicalForm::invalid;
}

/// `smallest` is 0 or 1; sign and size of the value show in its canonical form.
[[nodiscard]] LexicalForm bounded_integer_form(std::string_view lexical, int smallest) {
    auto const canonical = canonical_integer(lexical);
    if (canonical && (canonical->front() == '-' || (smallest > 0 && *canonical == "0"))) {
        return LexicalForm::invalid;
    }
    return compared(canonical, lexical);
}

/// Reads the parts of dates and times from the front of a text. The first part that is wrong fails all that follow.
class DateReader {
public:
    explicit DateReader(std::string_view text) : rest_(text) {}

    DateReader& year() {
        bool const negative = accept('-');
        std::size_t const digits = count_digits();
        std::string_view const text = rest_.substr(0, digits);
        if (digits < 4 || (digits > 4 && text.front() == '0')) {
            return fail();
        }
        rest_.remove_prefix(digits);
        canonical_ = canonical_ && !(negative && text == "0000");
        // Only the place in the 400-year cycle matters, so any number of digits will do; -4 is a leap year as 4 is.
        for (char const digit : text) {
            year_of_cycle_ = (year_of_cycle_ * 10 + (digit - '0')) % 400;
        }
        return *this;
    }

    DateReader& month() {
        month_ = two_digits();
        return check(month_ >= 1 && month_ <= 12);
    }

    DateReader& day() {
        int const day = two_digits();
        return check(day >= 1 && day <= last_day());
    }

    DateReader& time() {
        int const hour = two_digits();
        separator(':');
        int const minute = two_digits();
        separator(':');
        int const second = two_digits();
        bool zero_fraction = true;
        if (accept('.')) {
            std::size_t const digits = count_digits();
            std::string_view const fraction = rest_.substr(0, digits);
            check(digits > 0);
            zero_fraction = fraction.find_first_not_of('0') == std::string_view::npos;
            canonical_ = canonical_ && !fraction.empty() && fraction.back() != '0';
            rest_.remove_prefix(digits);
        }
        // 24:00:00 is legal, and the same moment as 00:00:00 of the next day.
        bool const end_of_day = hour == 24 && minute == 0 && second == 0 && zero_fraction;
        canonical_ = canonical_ && !end_of_day;
        return check((hour < 24 || end_of_day) && minute < 60 && second < 60);
    }

    DateReader& separator(char expected) { return check(accept(expected)); }

    /// The time zone, if any, then the end.
    [[nodiscard]] LexicalForm finish() {
        if (!rest_.empty() && !accept('Z')) {
            check(accept('+') || accept('-'));
            int const hour = two_digits();
            separator(':');
            int const minute = two_digits();
            check((hour < 14 && minute < 60) || (hour == 14 && minute == 0));
            canonical_ = canonical_ && (hour != 0 || minute != 0);
        }
        if (!good_ || !rest_.empty()) {
            return LexicalForm::invalid;
        }
        return canonical_ ? LexicalForm::canonical : LexicalForm::valid;
    }

private:
    bool accept(char expected) {
        if (rest_.empty() || rest_.front() != expected) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    [[nodiscard]] std::size_t count_digits() const {
        return static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_digit) - rest_.begin());
    }

    /// -1 when there are none.
    int two_digits() {
        if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) {
            fail();
            return -1;
        }
        int const value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
        rest_.remove_prefix(2);
        return value;
    }

    [[nodiscard]] int last_day() const {
        if (month_ == 2) {
            return year_of_cycle_ % 4 == 0 && (year_of_cycle_ % 100 != 0 || year_of_cycle_ == 0) ? 29 : 28;
        }
        return month_ == 4 || month_ == 6 || month_ == 9 || month_ == 11 ? 30 : 31;
    }

    DateReader& check(bool condition) { return condition ? *this : fail(); }
    DateReader& fail() {
        good_ = false;
        return *this;
    }

    std::string_view rest_;
    int year_of_cycle_ = 0;
    int month_ = 0;
    bool good_ = true;
    bool canonical_ = true;
};

[[nodiscard]] LexicalForm date_form(std::string_view lexical) {
    return DateReader(lexical).year().separator('-').month().separator('-').day().finish();
}

[[nodiscard]] LexicalForm date_time_form(std::string_view lexical) {
    return DateReader(lexical).year().separator('-').month().separator('-').day().separator('T').time().finish();
}

[[nodiscard]] LexicalForm year_month_form(std::string_view lexical) {
    return DateReader(lexical).year().separator('-').month().finish();
}

[[nodiscard]] LexicalForm year_form(std::string_view lexical) { return DateReader(lexical).year().finish(); }

[[nodiscard]] LexicalForm language_form(std::string_view lexical) {
    if (find_language_fault(lexical)) {
        return LexicalForm::invalid;
    }
    return canonical_language(lexical) == lexical ? LexicalForm::canonical : LexicalForm::valid;
}

struct Rule {
    std::string_view type;
    LexicalForm (*form)(std::string_view);
};

constexpr std::array rules{
    Rule{"anyURI",
         [](std::string_view text) { return find_iri_fault(text) ? LexicalForm::invalid : LexicalForm::canonical; }},
    Rule{"boolean", boolean_form},
    Rule{"date", date_form},
    Rule{"dateTime", date_time_form},
    Rule{"decimal", [](std::string_view text) { return compared(canonical_decimal(text), text); }},
    Rule{"gYear", year_form},
    Rule{"gYearMonth", year_month_form},
    Rule{"integer", [](std::string_view text) { return compared(canonical_integer(text), text); }},
    Rule{"language", language_form},
    Rule{"nonNegativeInteger", [](std::string_view text) { return bounded_integer_form(text, 0); }},
    Rule{"positiveInteger", [](std::string_view text) { return bounded_integer_form(text, 1); }},
    Rule{"string", [](std::string_view) { return LexicalForm::canonical; }},
};

constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";

}  // namespace

LexicalForm lexical_form(std::string_view datatype_iri, std::string_view lexical) {
    if (datatype_iri.starts_with(xsd)) {
        auto const* const rule = std::ranges::find(rules, datatype_iri.substr(xsd.size()), &Rule::type);
        if (rule != rules.end()) {
            return rule->form(lexical);
        }
    }
    return LexicalForm::unknown;
}

bool is_canonical(std::string_view datatype_iri, std::string_view lexical) {
    LexicalForm const form = lexical_form(datatype_iri, lexical);
    return form == LexicalForm::canonical || form == LexicalForm::unknown;
}

std::optional<std::string> canonical_integer(std::string_view lexical) {
    bool const negative = lexical.starts_with('-');
    if (negative || lexical.starts_with('+')) {
        lexical.remove_prefix(1);
    }
    if (lexical.empty() || !std::ranges::all_of(lexical, is_digit)) {
        return std::nullopt;
    }
    lexical.remove_prefix(std::min(lexical.find_first_not_of('0'), lexical.size() - 1));
    return (negative && lexical != "0" ? "-" : "") + std::string(lexical);
}

std::string canonical_integer(std::int64_t value) { return std::to_string(value); }

std::optional<std::string> canonical_decimal(std::string_view lexical) {
    bool const negative = lexical.starts_with('-');
    if (negative || lexical.starts_with('+')) {
        lexical.remove_prefix(1);
    }
    std::size_t const point = std::min(lexical.find('.'), lexical.size());
    std::string_view whole = lexical.substr(0, point);
    std::string_view fraction = lexical.substr(std::min(point + 1, lexical.size()));
    if ((whole.empty() && fraction.empty()) || !std::ranges::all_of(whole, is_digit) ||
        !std::ranges::all_of(fraction, is_digit)) {
        return std::nullopt;
    }
    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
    fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);

    bool const zero = whole.empty() && fraction.empty();
    std::string canonical(negative && !zero ? "-" : "");
    canonical += whole.empty() ? "0" : whole;
    canonical += '.';
    canonical += fraction.empty() ? "0" : fraction;
    return canonical;
}

std::optional<std::string> canonical_decimal(double value) {
    if (!std::isfinite(value)) {
        return std::nullopt;
    }
    std::array<char, 400> digits{};  // the longest are 1 + 309 digits, and 1 + 2 + 323 + 17 near the smallest value
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed).ptr;
    return canonical_decimal(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

}  // namespace stoa::rdf
