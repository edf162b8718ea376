// SPDX-License-Identifier: Apache-2.0
#include "stoa/diagnostics/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace stoa::diagnostics {

namespace {

/// The distance in its restricted form (no further edit inside a swapped pair), kept in three rows.
class Distance {
public:
    [[nodiscard]] std::size_t operator()(std::string_view left, std::string_view right) {
        before_previous_.assign(right.size() + 1, 0);
        previous_.resize(right.size() + 1);
        current_.resize(right.size() + 1);
        for (std::size_t column = 0; column <= right.size(); ++column) {
            previous_[column] = column;
        }
        for (std::size_t row = 1; row <= left.size(); ++row) {
            current_[0] = row;
            for (std::size_t column = 1; column <= right.size(); ++column) {
                bool const same = left[row - 1] == right[column - 1];
                std::size_t best = previous_[column - 1] + (same ? 0U : 1U);
                best = std::min({best, previous_[column] + 1, current_[column - 1] + 1});
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1]) {
                    best = std::min(best, before_previous_[column - 2] + 1);
                }
                current_[column] = best;
            }
            before_previous_.swap(previous_);
            previous_.swap(current_);
        }
        return previous_[right.size()];
    }

private:
    std::vector<std::size_t> before_previous_;
    std::vector<std::size_t> previous_;
    std::vector<std::size_t> current_;
};

}  // namespace

std::string_view nearest(std::string_view word, std::span<std::string_view const> candidates) {
    Distance distance;
    std::string_view best;
    std::size_t best_distance = 0;
    if (word.size() > max_word_length) {
        return best;
    }
    for (std::string_view const candidate : candidates) {
        auto const [shorter, longer] = std::minmax({word.size(), candidate.size()});
        std::size_t const limit = best.empty() ? longer / 3 : std::min(longer / 3, best_distance);
        if (candidate.empty() || longer - shorter > limit) {
            continue;
        }
        std::size_t const found = distance(word, candidate);
        if (found > limit || (!best.empty() && found == best_distance && best <= candidate)) {
            continue;
        }
        best = candidate;
        best_distance = found;
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<std::string_view const> candidates) {
    std::string_view const candidate = nearest(word, candidates);
    return candidate.empty() ? std::string() : ", did you mean '" + std::string(candidate) + "'?";
}

}  // namespace stoa::diagnostics
