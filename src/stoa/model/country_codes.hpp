// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace stoa::model {

/// The codes of one country or territory in ISO 3166-1; the numeric one is also its UN M49 code.
struct CountryCodes {
    std::string_view alpha2;
    std::string_view alpha3;
    std::string_view numeric;
};

/// Officially assigned codes (ISO 3166-1, state of 2023), sorted by the alpha-2 code.
[[nodiscard]] std::span<CountryCodes const> country_codes();

/// The entry that has this code in any of the three forms, or null.
[[nodiscard]] CountryCodes const* find_country_codes(std::string_view code);

}  // namespace stoa::model
