// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/model/graph_builder.hpp"

namespace stoa::model {

/// Adds what follows from the records, once all of them are in the builder:
/// `previous` of each edition that is not the first of its series by (start, number, id), with the edition's evidence
/// (by number alone in a series where a start is not known); `about` from each held edition to the themes of its
/// occurrences, with the evidence of those; and of figures, what was left unsaid: actual and exact,
/// and preferred where no other actual figure has the same subject, quantity, mode and as-of date.
void derive(GraphBuilder& builder);

}  // namespace stoa::model
