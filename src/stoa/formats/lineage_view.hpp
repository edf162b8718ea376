// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "stoa/evolution/analysis.hpp"
#include "stoa/formats/graph_writer.hpp"

namespace stoa::formats {

/// The lineage graph of a series: a node for each theme state (`state:health-5`), an edge for each arc. Themes,
/// editions, items, documents and sources are named as in the whole graph; lists are parted by `|`. A measure of an
/// empty scope has no value. Nodes lie in a layer for each observed edition, and their spell is its days.
/// Events that begin or end a state stand in its columns, lineage events also on the arcs between their states.
void write_lineage(evolution::Analysis const& analysis, std::string_view creator, GraphWriter& writer);

}  // namespace stoa::formats
