// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace stoa::bench {

/// splitmix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers on every machine, as the distributions of
/// <random> are not.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}
    /// From 0 to `end` - 1.
    std::size_t below(std::size_t end) {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<std::size_t>((z ^ (z >> 31U)) % end);
    }
    template <class T, std::size_t size>
    T const& one_of(std::array<T, size> const& list) {
        return list[below(size)];
    }

private:
    std::uint64_t state_;
};

}  // namespace stoa::bench
