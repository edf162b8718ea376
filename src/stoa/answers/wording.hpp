// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "stoa/evolution/evolution.hpp"

namespace stoa::answers {

/// A lineage event in words: `access and ICT merged into digital learning`. `before` and `after` list the themes of
/// the old and the new side.
[[nodiscard]] std::string in_words(evolution::EventKind kind, std::string_view before, std::string_view after);

/// `share of the old 3/4, of the new 1/2`
[[nodiscard]] std::string shares_in_words(evolution::LineageEvent const& event);

}  // namespace stoa::answers
