// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/model/graph_builder.hpp"

namespace stoa::model {

/// Adds what follows from the records, once all of them are in the builder:
/// `previous` of each edition that is not the first in the order of its series (see edition_order.hpp), with the
/// evidence of its number or, where it has none, of its start; `about` from each held edition to the themes of its
/// occurrences, with the evidence of those; and of figures, what was left unsaid: actual and exact,
/// and preferred where no other actual figure has the same subject, quantity, mode and as-of date.
void infer(GraphBuilder& builder);

}  // namespace stoa::model
