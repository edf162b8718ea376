// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/exported_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "stoa/model/partial_date.hpp"

namespace stoa::app {

statements::Parts parts_of(std::vector<std::string> const& words, bool has_series) {
    auto const names = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    bool const all = names("all");
    return {all || names("data"), all || names("description"), (all && has_series) || names("evolution")};
}

std::vector<std::string> faults_of_parts(std::vector<std::string> const& parts, EvolutionOptions const& options) {
    bool const computes =
        std::ranges::any_of(parts, [](std::string const& each) { return each == "evolution" || each == "all"; });
    return faults_of(options, computes ? evolution::of_an_analysis : evolution::OptionSet{},
                     fmt::format("--parts {}", fmt::join(parts, ",")), ": add evolution");
}

std::vector<std::string> faults_of_date(std::optional<std::string> const& option) {
    std::optional<model::PartialDate> const date = option ? model::PartialDate::parse(*option) : std::nullopt;
    if (option && !(date && date->is_day())) {
        return {fmt::format("--modified '{}' is not a date such as 2026-11-23", *option)};
    }
    return {};
}

void add_faults(std::vector<std::string>& faults, std::vector<std::string> more) {
    std::ranges::move(more, std::back_inserter(faults));
}

std::optional<std::string> modified_date(std::optional<std::string> const& option) {
    if (option) {
        return option;
    }
    char const* const epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (epoch == nullptr || *epoch == '\0') {
        return std::nullopt;
    }
    char* end = nullptr;
    errno = 0;
    long long const seconds = std::strtoll(epoch, &end, 10);
    auto const time = static_cast<std::time_t>(seconds);
    std::tm utc{};
    if (*end != '\0' || errno != 0 || gmtime_r(&time, &utc) == nullptr || utc.tm_year < -1900 || utc.tm_year > 8099) {
        throw std::invalid_argument(fmt::format("SOURCE_DATE_EPOCH '{}' is not a number of seconds", epoch));
    }
    return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

}  // namespace stoa::app
