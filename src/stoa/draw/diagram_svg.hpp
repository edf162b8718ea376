// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/evolution/analysis.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

/// The strategic diagram of each observed edition: themes by centrality and density, the axes at the medians, each half
/// of an axis to its own scale. An edition whose structure is not computed says why. Below, the path of each theme from
/// quadrant to quadrant.
void write_diagram_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out);

}  // namespace stoa::draw
