// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/placement.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace stoa::draw {
namespace {

struct Direction {
    double x;
    double y;
};
// A table, as the last digit of cos and sin differs from library to library.
constexpr double c1 = 0.92388;
constexpr double c2 = 0.70711;
constexpr double c3 = 0.38268;
constexpr double d1 = 0.98079;
constexpr double d2 = 0.83147;
constexpr double d3 = 0.55557;
constexpr double d4 = 0.19509;
constexpr std::array<Direction, 32> directions{
    {{1, 0},     {c1, -c3}, {c1, c3},   {-1, 0},   {-c1, -c3}, {-c1, c3}, {c2, -c2},  {c2, c2},
     {-c2, -c2}, {-c2, c2}, {0, -1},    {0, 1},    {c3, -c1},  {c3, c1},  {-c3, -c1}, {-c3, c1},
     {d1, -d4},  {d1, d4},  {-d1, -d4}, {-d1, d4}, {d2, -d3},  {d2, d3},  {-d2, -d3}, {-d2, d3},
     {d3, -d2},  {d3, d2},  {-d3, -d2}, {-d3, d2}, {d4, -d1},  {d4, d1},  {-d4, -d1}, {-d4, d1}}};
constexpr double ring_step = 6;

}  // namespace

/// Liang and Barsky's clipping: does a part of the line lie within the box?
bool Placement::Leader::crosses(Box const& box) const {
    double first = 0;
    double last = 1;
    double const dx = x2 - x1;
    double const dy = y2 - y1;
    std::array<std::pair<double, double>, 4> const sides{
        {{-dx, x1 - box.x}, {dx, box.x + box.width - x1}, {-dy, y1 - box.y}, {dy, box.y + box.height - y1}}};
    for (auto const& [towards, distance] : sides) {
        if (towards == 0) {
            if (distance <= 0) {
                return false;
            }
        } else if (towards < 0) {
            first = std::max(first, distance / towards);
        } else {
            last = std::min(last, distance / towards);
        }
    }
    return first < last;
}

bool Placement::is_free(Box const& box) const {
    return box.x >= frame_.x && box.y >= frame_.y && box.x + box.width <= frame_.x + frame_.width &&
           box.y + box.height <= frame_.y + frame_.height &&
           std::ranges::none_of(taken_, [&](Box const& other) { return box.overlaps(other); });
}

bool Placement::is_clear(Box const& box, Leader const& leader) const {
    return std::ranges::none_of(labels_, [&](Box const& other) { return leader.crosses(other); }) &&
           std::ranges::none_of(leaders_, [&](Leader const& other) { return other.crosses(box); });
}

std::optional<Box> Placement::place(double x, double y, double width, double height, double gap) {
    auto const rings = static_cast<unsigned>((frame_.width + frame_.height) / ring_step);
    for (bool const strict : {true, false}) {
        for (unsigned step = 0; step < (strict ? rings / 4 : rings); ++step) {
            double const ring = gap + step * ring_step;
            for (Direction const& direction : directions) {
                Box const box{x + (ring + width / 2) * direction.x - width / 2,
                              y + (ring + height / 2) * direction.y - height / 2, width, height};
                auto const [to_x, to_y] = nearest_on(box, x, y);
                Leader const leader{x, y, to_x, to_y};
                if (is_free(box) && (!strict || is_clear(box, leader))) {
                    taken_.push_back(box);
                    labels_.push_back(box);
                    leaders_.push_back(leader);
                    return box;
                }
            }
        }
    }
    return std::nullopt;
}

std::pair<double, double> nearest_on(Box const& box, double x, double y) {
    return {std::clamp(x, box.x, box.x + box.width), std::clamp(y, box.y + 2, box.y + box.height - 2)};
}

std::vector<double> spread_out(std::span<double const> wishes, std::span<double const> heights, double top) {
    // Boxes that touch move as one block, around the mean of what they want.
    struct Block {
        std::size_t first;
        std::size_t count;
        double sum;  // of the wishes for the block's upper end
        double height;
        [[nodiscard]] double upper() const { return sum / static_cast<double>(count); }
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        blocks.push_back({i, 1, std::max(top, wishes[i] - heights[i] / 2), heights[i]});
        while (blocks.size() > 1) {
            Block const last = blocks.back();
            Block& before = blocks[blocks.size() - 2];
            if (before.upper() + before.height <= last.upper()) {
                break;
            }
            before.sum += last.sum - static_cast<double>(last.count) * before.height;
            before.count += last.count;
            before.height += last.height;
            blocks.pop_back();
        }
    }
    std::vector<double> middles;
    double free_from = top;
    for (Block const& block : blocks) {
        double y = std::max(free_from, block.upper());
        for (std::size_t i = block.first; i < block.first + block.count; ++i) {
            middles.push_back(y + heights[i] / 2);
            y += heights[i];
        }
        free_from = y;
    }
    return middles;
}

}  // namespace stoa::draw
