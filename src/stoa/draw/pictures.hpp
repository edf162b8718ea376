// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/options.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

struct Picture {
    std::string_view name;
    std::string_view shows;      ///< one line
    evolution::OptionSet takes;  ///< which series, and the parameters that change the picture
    /// Labels are in the language (a lower-case tag) where there are some.
    void (*write)(evolution::Analysis const&, std::string const& language, rdf::ByteSink&);
};

/// All of them.
[[nodiscard]] std::span<Picture const> pictures();

}  // namespace stoa::draw
