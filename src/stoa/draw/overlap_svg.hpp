// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/evolution/analysis.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

/// The overlap map (after SciMAT): each observed edition a circle with its number of themes, each step an arrow with
/// what was kept, and under it a bar and the names of what came and went, with stability, retention and novelty.
void write_overlap_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out);

}  // namespace stoa::draw
