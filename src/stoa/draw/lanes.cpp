// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/lanes.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <utility>

namespace stoa::draw {
namespace {

constexpr unsigned averaging_rounds = 24;
constexpr unsigned swapping_rounds = 60;

class Search {
public:
    Search(std::uint32_t count, std::span<Tie const> ties) : neighbours_(count), place_(count) {
        for (Tie const& each : ties) {
            if (each.a != each.b) {
                neighbours_[each.a].push_back(each.b);
                neighbours_[each.b].push_back(each.a);
            }
        }
    }

    /// The groups of tied ones, each and all by their first member.
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> groups() const {
        std::vector<std::vector<std::uint32_t>> found;
        std::vector<bool> seen(neighbours_.size(), false);
        for (std::uint32_t start = 0; start < neighbours_.size(); ++start) {
            if (seen[start]) {
                continue;
            }
            seen[start] = true;
            std::vector<std::uint32_t> group{start};
            for (std::size_t next = 0; next < group.size(); ++next) {
                for (std::uint32_t const other : neighbours_[group[next]]) {
                    if (!seen[other]) {
                        seen[other] = true;
                        group.push_back(other);
                    }
                }
            }
            std::ranges::sort(group);
            found.push_back(std::move(group));
        }
        return found;
    }

    void improve(std::vector<std::uint32_t>& group) {
        if (group.size() < 3) {
            return;
        }
        std::vector<std::uint32_t> best = group;
        settle(group);
        std::int64_t shortest = length(group);
        std::vector<std::uint32_t> const walked = walk(group);
        settle(walked);
        if (std::int64_t const now = length(walked); now < shortest) {
            shortest = now;
            best = group = walked;
        }
        settle(group);
        for (unsigned round = 0; round < averaging_rounds; ++round) {
            average(group);
            if (std::int64_t const now = length(group); now < shortest) {
                shortest = now;
                best = group;
            }
        }
        group = best;
        settle(group);
        bool changed = true;
        for (unsigned round = 0; changed && round < swapping_rounds; ++round) {
            changed = swap_neighbours(group);
        }
    }

private:
    void settle(std::vector<std::uint32_t> const& group) {
        for (std::uint32_t place = 0; place < group.size(); ++place) {
            place_[group[place]] = place;
        }
    }

    [[nodiscard]] std::int64_t distance(std::uint32_t a, std::uint32_t b) const {
        return std::abs(std::int64_t{place_[a]} - std::int64_t{place_[b]});
    }

    [[nodiscard]] std::int64_t length_at(std::uint32_t member) const {
        std::int64_t sum = 0;
        for (std::uint32_t const other : neighbours_[member]) {
            sum += distance(member, other);
        }
        return sum;
    }

    [[nodiscard]] std::int64_t length(std::vector<std::uint32_t> const& group) const {
        std::int64_t sum = 0;
        for (std::uint32_t const member : group) {
            sum += length_at(member);
        }
        return sum;
    }

    /// Depth first, from the member with the fewest neighbours: right for lines and nearly so for trees.
    [[nodiscard]] std::vector<std::uint32_t> walk(std::vector<std::uint32_t> const& group) const {
        auto const degree = [&](std::uint32_t member) { return neighbours_[member].size(); };
        std::vector<bool> seen(neighbours_.size(), false);
        std::vector<std::uint32_t> order;
        std::vector<std::uint32_t> open{*std::ranges::min_element(group, {}, degree)};
        while (!open.empty()) {
            std::uint32_t const member = open.back();
            open.pop_back();
            if (seen[member]) {
                continue;
            }
            seen[member] = true;
            order.push_back(member);
            std::vector<std::uint32_t> next = neighbours_[member];
            // Those with fewest neighbours are taken first, so they lie on top.
            std::ranges::sort(next, std::ranges::greater{}, [&](std::uint32_t each) {
                return std::pair{degree(each), each};
            });
            open.insert(open.end(), next.begin(), next.end());
        }
        return order;
    }

    /// Sorts by the mean place of a member and its neighbours, a fraction of whole numbers.
    void average(std::vector<std::uint32_t>& group) {
        struct Mean {
            std::int64_t sum;
            std::int64_t count;
            std::uint32_t member;
        };
        std::vector<Mean> means;
        for (std::uint32_t const member : group) {
            std::int64_t sum = place_[member];
            for (std::uint32_t const other : neighbours_[member]) {
                sum += place_[other];
            }
            means.push_back({sum, static_cast<std::int64_t>(neighbours_[member].size()) + 1, member});
        }
        std::ranges::stable_sort(means, [](Mean const& a, Mean const& b) { return a.sum * b.count < b.sum * a.count; });
        for (std::size_t i = 0; i < means.size(); ++i) {
            group[i] = means[i].member;
        }
        settle(group);
    }

    bool swap_neighbours(std::vector<std::uint32_t>& group) {
        bool changed = false;
        for (std::size_t i = 0; i + 1 < group.size(); ++i) {
            std::uint32_t const a = group[i];
            std::uint32_t const b = group[i + 1];
            std::int64_t const before = length_at(a) + length_at(b);
            std::swap(place_[a], place_[b]);
            if (length_at(a) + length_at(b) < before) {
                std::swap(group[i], group[i + 1]);
                changed = true;
            } else {
                std::swap(place_[a], place_[b]);
            }
        }
        return changed;
    }

    std::vector<std::vector<std::uint32_t>> neighbours_;
    std::vector<std::uint32_t> place_;
};

}  // namespace

std::vector<std::uint32_t> short_order(std::uint32_t count, std::span<Tie const> ties) {
    Search search{count, ties};
    std::vector<std::uint32_t> order;
    order.reserve(count);
    for (std::vector<std::uint32_t>& group : search.groups()) {
        search.improve(group);
        order.insert(order.end(), group.begin(), group.end());
    }
    return order;
}

}  // namespace stoa::draw
