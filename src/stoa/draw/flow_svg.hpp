// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/draw/view.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

/// The evolution map: a lane a theme, a column an edition, a box a state with the letter of its role. Bands lead from
/// state to state, as high as the inclusion of the two scopes: solid within a theme, dashed between themes that share
/// scope only (morph arcs, and what merged, split, branched or was replaced), a dotted line where a source says so.
/// Every state is there, linked or not.
///
/// Lanes keep bands of one theme level and apart, whatever the number of themes. Lanes of linked themes lie together,
/// ordered so that links are short; the search for that is exact arithmetic in a fixed order, and gives every machine
/// the same picture.
void write_flow_svg(evolution::Analysis const& analysis, View const& view, rdf::ByteSink& out);

}  // namespace stoa::draw
