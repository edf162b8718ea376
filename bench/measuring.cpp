// SPDX-License-Identifier: Apache-2.0
#include "measuring.hpp"

#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

namespace stoa::bench {

double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double median(std::vector<double> values) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

double peak_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

void Report::add(std::string_view what, std::size_t size, double value, std::string_view unit) const {
    if (json_) {
        nlohmann::json const line{{"what", what}, {size_, size}, {"value", value}, {"unit", unit}};
        fmt::print("{}\n", line.dump());
    } else {
        fmt::print("{:>10}  {:<52} {:>10.2f} {}\n", size, what, value, unit);
    }
    std::fflush(stdout);
}

}  // namespace stoa::bench
