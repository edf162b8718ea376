// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/evolution/analysis.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::draw {

/// The series on an axis of time that runs downwards: its editions, held or not, to the left, their outcome documents
/// to the right. A mark stands at the date; a date known by month or year only has a bar over all of it. What has no
/// date is named below.
void write_timeline_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out);

}  // namespace stoa::draw
