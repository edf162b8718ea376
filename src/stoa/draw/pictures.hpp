// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "stoa/draw/view.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/options.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

struct Picture {
    std::string_view name;
    std::string_view shows;       ///< one line
    evolution::OptionSet takes;   ///< which series, and the parameters that change the picture
    bool selects_themes = false;  ///< it shows those of `View::themes`; the others show what they need
    void (*write)(evolution::Analysis const&, View const&, rdf::ByteSink&) = nullptr;
};

/// A picture of more themes, of those that select them, is no longer taken in at once.
inline constexpr std::size_t most_legible = 60;

/// All of them.
[[nodiscard]] std::span<Picture const> pictures();

}  // namespace stoa::draw
