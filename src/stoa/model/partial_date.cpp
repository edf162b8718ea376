// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/partial_date.hpp"

#include <fmt/format.h>

#include <charconv>

#include "stoa/rdf/lexical_form.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {
namespace {

using namespace rdf::vocabulary;

template <class Number>
Number number(std::string_view digits) {
    Number value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::string to_text(Day day) {
    std::chrono::year_month_day const date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
    std::string_view const type = text.size() == 10  ? xsd_date
                                  : text.size() == 7 ? xsd_g_year_month
                                  : text.size() == 4 ? xsd_g_year
                                                     : std::string_view{};
    if (type.empty() || !rdf::is_canonical(type, text)) {
        return std::nullopt;
    }
    return PartialDate{number<std::int16_t>(text.substr(0, 4)),
                       text.size() < 7 ? std::uint8_t{0} : number<std::uint8_t>(text.substr(5, 2)),
                       text.size() < 10 ? std::uint8_t{0} : number<std::uint8_t>(text.substr(8))};
}

std::string_view PartialDate::datatype() const {
    return day_ != 0 ? xsd_date : month_ != 0 ? xsd_g_year_month : xsd_g_year;
}

Day PartialDate::first_day() const {
    return Day{std::chrono::year{year_} / (month_ == 0 ? 1 : month_) / (day_ == 0 ? 1 : day_)};
}

Day PartialDate::last_day() const {
    if (day_ != 0) {
        return first_day();
    }
    return Day{std::chrono::year{year_} / (month_ == 0 ? 12 : month_) / std::chrono::last};
}

}  // namespace stoa::model
