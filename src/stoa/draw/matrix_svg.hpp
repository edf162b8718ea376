// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/draw/view.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

/// The heat matrix: a row a theme (by first edition, last, IRI), a column an edition; the role as a shade and a word.
/// Absent is empty, not seen in a partial edition has a dot, an edition that is not observed is hatched, one that was
/// not held is dotted.
void write_matrix_svg(evolution::Analysis const& analysis, View const& view, rdf::ByteSink& out);

}  // namespace stoa::draw
