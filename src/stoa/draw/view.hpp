// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stoa/evolution/analysis.hpp"

namespace stoa::draw {

/// How a picture shows an analysis.
struct View {
    std::string language = "en";        ///< of the labels where there are some: a lower-case tag
    std::vector<std::uint32_t> themes;  ///< indices of those shown, ascending; empty: all
};

/// Which themes are wanted; without anything, all.
struct ThemeChoice {
    std::vector<std::uint32_t> themes;  ///< only these, if any
    std::optional<std::uint32_t> area;  ///< only those of this thematic area, as `evolution::areas` numbers them
    std::optional<std::uint64_t> top;   ///< of these, only so many: those in most editions, equal ones by first edition
};

/// The themes that meet all parts of the choice, ascending; empty where none does.
[[nodiscard]] std::vector<std::uint32_t> chosen_themes(evolution::Analysis const& analysis, ThemeChoice const& choice);

}  // namespace stoa::draw
