// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stoa::model {

/// A day of the Gregorian calendar.
using Day = std::chrono::sys_days;

/// `2027-06-01`, of a year from 0 to 9999.
[[nodiscard]] std::string to_text(Day day);

/// A date as precisely as it is known: `2021-10-27`, `2021-10` or `2021`, the canonical forms of xsd:date,
/// xsd:gYearMonth and xsd:gYear without a time zone, of the years 0 to 9999.
///
/// Invariant: the calendar has it. It stands for all the days on which what it dates can have been: `2021-10` for those
/// from 2021-10-01 to 2021-10-31.
class PartialDate {
public:
    /// Nothing for any other text, days that do not exist included.
    [[nodiscard]] static std::optional<PartialDate> parse(std::string_view text);

    [[nodiscard]] int year() const { return year_; }
    [[nodiscard]] bool is_day() const { return day_ != 0; }
    /// The whole IRI of xsd:date, xsd:gYearMonth or xsd:gYear.
    [[nodiscard]] std::string_view datatype() const;

    [[nodiscard]] Day first_day() const;
    [[nodiscard]] Day last_day() const;
    /// Is every day of it before every day of the other? 2021-10 is not before 2021-10-05, nor after it.
    [[nodiscard]] bool surely_before(PartialDate const& other) const { return last_day() < other.first_day(); }
    /// Is it before the other, or one day with it? 2021-10 may be after 2021-10.
    [[nodiscard]] bool surely_not_after(PartialDate const& other) const {
        return surely_before(other) || (is_day() && *this == other);
    }

    /// For sorting: by the first day, of one first day the less precise date first. It says less than `surely_before`.
    friend auto operator<=>(PartialDate const&, PartialDate const&) = default;

private:
    PartialDate(std::int16_t year, std::uint8_t month, std::uint8_t day) : year_{year}, month_{month}, day_{day} {}

    std::int16_t year_;
    std::uint8_t month_;  ///< 0: not known
    std::uint8_t day_;    ///< 0: not known
};

/// Is it known that one is before the other?
[[nodiscard]] inline bool surely_before(std::optional<PartialDate> const& one,
                                        std::optional<PartialDate> const& other) {
    return one && other && one->surely_before(*other);
}

/// Is it known that one is not after the other?
[[nodiscard]] inline bool surely_not_after(std::optional<PartialDate> const& one,
                                           std::optional<PartialDate> const& other) {
    return one && other && one->surely_not_after(*other);
}

}  // namespace stoa::model
