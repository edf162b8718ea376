// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "stoa/model/graph_builder.hpp"

namespace stoa::bench {

/// How the themes of a made-up series lie.
enum class Shape {
    evolving,     ///< themes come and go, some made of one or two that went; scopes grow and shrink
    ever_new,     ///< the same, but a longer series has more themes and items
    tied,         ///< every scope is that of two themes, so that each has two partners that are equally near
    one_for_all,  ///< one item belongs to all themes, the others to one each
};

struct SeriesSize {
    std::size_t editions = 0;
    std::size_t themes = 10;  ///< in each edition
    std::size_t items = 4;    ///< of each theme, more or less
    std::size_t series = 1;
};

/// Fills an empty builder with `size.series` conference series, `series-0` and so on, with nothing but what evolution
/// is computed from: editions, themes, items of all three facets, occurrences with a passage for each item, documents,
/// sources and evidence, and coverage, of which some is partial and some unread. What is added depends on the arguments
/// alone, on every machine.
void fill_with_evolution(model::GraphBuilder& builder, SeriesSize size, Shape shape);

}  // namespace stoa::bench
