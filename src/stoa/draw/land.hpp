// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace stoa::draw {

/// The land of the earth without Antarctica and small islands, as path data of SVG: x is degrees east, y degrees south,
/// both in tenths. From Natural Earth 1:110m (https://www.naturalearthdata.com), which is in the public domain.
[[nodiscard]] std::string_view land();

}  // namespace stoa::draw
