// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stoa::bench {

/// Seconds of this process on a core: another program on the machine does not count.
[[nodiscard]] double processor_seconds();

template <class Work>
double seconds_of(Work&& work) {
    double const start = processor_seconds();
    work();
    return processor_seconds() - start;
}

/// The middle one, of an even number the upper.
[[nodiscard]] double median(std::vector<double> values);

template <class Work>
double median_seconds(std::size_t rounds, Work&& work) {
    std::vector<double> times;
    for (std::size_t i = 0; i < rounds; ++i) {
        times.push_back(seconds_of(work));
    }
    return median(std::move(times));
}

/// The most memory that the whole process had so far.
[[nodiscard]] double peak_bytes();

/// Prints each result at once, as a row of a table or as a line of JSON: a run takes a while.
class Report {
public:
    /// `size` is what the sizes count, such as `statements`.
    Report(std::string size, bool json) : size_{std::move(size)}, json_{json} {}
    void add(std::string_view what, std::size_t size, double value, std::string_view unit) const;

private:
    std::string size_;
    bool json_;
};

}  // namespace stoa::bench
