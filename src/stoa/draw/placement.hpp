// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "stoa/draw/svg.hpp"

namespace stoa::draw {

/// Finds places for labels near their points, clear of each other and of what is blocked, inside a frame. First come,
/// first served; the same calls give the same places everywhere.
class Placement {
public:
    explicit Placement(Box const& frame) : frame_{frame} {}

    void block(Box const& box) { taken_.push_back(box); }

    /// The free box of this size that is nearest to the point, at least `gap` away, in one of 32 directions, to
    /// the right before others. It is then taken. Nothing where the frame is full.
    [[nodiscard]] std::optional<Box> place(double x, double y, double width, double height, double gap);

private:
    struct Leader {
        double x1, y1, x2, y2;
        [[nodiscard]] bool crosses(Box const& box) const;
    };
    [[nodiscard]] bool is_free(Box const& box) const;
    [[nodiscard]] bool is_clear(Box const& box, Leader const& leader) const;

    Box frame_;
    std::vector<Box> taken_;
    std::vector<Box> labels_;
    std::vector<Leader> leaders_;
};

/// Where the line from a point to a label's box ends: on the box, at its nearest place.
[[nodiscard]] std::pair<double, double> nearest_on(Box const& box, double x, double y);

/// The middles of boxes of these heights in a column, in the order given, none overlapping, none above `top`, each as
/// near to its wish as the others let it (isotonic regression: pool adjacent violators). Wishes ascend.
[[nodiscard]] std::vector<double> spread_out(std::span<double const> wishes, std::span<double const> heights,
                                             double top);

}  // namespace stoa::draw
