// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "stoa/model/graph_builder.hpp"

namespace stoa::bench {

/// Fills an empty builder with made-up conference series until their records make `statements` RDF statements, within
/// 1 % from 30,000 statements on; returns how many it were. What is added depends on the number alone, on every
/// machine.
///
/// Two data sets: `shared` (regions, countries, cities, SDGs, quantities) and `synthetic` (series of twelve editions
/// with their documents, themes, concepts, occurrences, coverage, figures, claims, sources and evidence). Labels and
/// wordings are in English, Spanish and French, with letters outside ASCII; ids are as long as in data/iclc.
std::size_t fill_with_series(model::GraphBuilder& builder, std::size_t statements);

}  // namespace stoa::bench
