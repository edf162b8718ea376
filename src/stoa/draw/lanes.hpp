// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace stoa::draw {

/// Two things in a column that should stand near each other.
struct Tie {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
};

/// An order of 0 to `count` - 1 that keeps ties short: tied ones lie together, groups in the order of their first
/// member, and what is not tied keeps its place among them. A walk along the ties or repeated averages, then swaps of
/// neighbours, each kept only where the sum of the ties' lengths gets less: near the best, not the best, and the same
/// on every machine. `result[place]` is a member.
[[nodiscard]] std::vector<std::uint32_t> short_order(std::uint32_t count, std::span<Tie const> ties);

}  // namespace stoa::draw
