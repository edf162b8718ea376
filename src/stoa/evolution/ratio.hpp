// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/rational.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stoa::evolution {

/// An exact measure or threshold: a quotient of counts, in lowest terms. Never NaN and never infinite.
using Ratio = boost::rational<std::int64_t>;

/// `1/5`, `0.2`, `.2`, `1`: not negative, denominator and digits of at most nine places. Nothing for any other text.
[[nodiscard]] std::optional<Ratio> parse_ratio(std::string_view text);

/// `1/5`; a whole number stands alone.
[[nodiscard]] std::string to_text(Ratio ratio);

/// Twelve significant digits, rounded half up, without trailing zeros but with one digit on each side of the point:
/// `0.2`, `0.666666666667`, `1.0`: the canonical form of an xsd:decimal. The ratio is not negative.
[[nodiscard]] std::string to_decimal(Ratio ratio);

}  // namespace stoa::evolution
