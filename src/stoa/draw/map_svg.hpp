// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/evolution/analysis.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

/// Where the series has been: host cities on a map of the world (equirectangular, true in scale at 35 degrees), each
/// with the numbers and years of its editions, and below it the regions of each scheme: those that hosted with the
/// editions, and those that never did. A host without coordinates is named in words.
void write_map_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out);

}  // namespace stoa::draw
