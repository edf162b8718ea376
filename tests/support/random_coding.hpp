// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "stoa/evolution/coding.hpp"
#include "stoa/evolution/parameters.hpp"
#include "support/random_graph.hpp"

namespace stoa::test {

struct RandomSeries {
    evolution::Coding coding;
    evolution::Parameters parameters;
};

/// A small series whose themes merge, split, are renamed, copied, nested, dropped and resumed from edition to edition;
/// with editions that are unread, partial, of one year or of none, empty scopes, passages without a source, and
/// parameters that are often the default ones. It keeps the invariant of Coding.
[[nodiscard]] RandomSeries random_series(Random& random);

}  // namespace stoa::test
