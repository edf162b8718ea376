// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/model/check_context.hpp"

namespace stoa::model {

/// Finds errors that only the whole graph reveals.
/// Errors: dates in the wrong order, a number of a series twice, a development that does not lead from an edition to a
/// later one in the order of its series, two preferred labels in a language, one text as preferred and alternative
/// label, cycles (of broader, part-of, parent, document links and sources that repeat each other, all members named),
/// related concepts that are also broader, a concept matched as the same and as broader, codes of different countries,
/// coordinates off the globe, two preferred claims for one subject, property, mode and date, a forecast preferred over
/// an actual value, a statement whose evidence differs from that of the claims that make it.
/// Only when `complete`, an occurrence that was planned with items that were not.
/// Warnings, only when `complete`: gaps in the numbers of a series, pairs of editions that the dates do not tell apart
/// and that stand in the order against their numbers, a development that takes no part in the evolution because one
/// end was not held, is unread or is not coded, a stated cadence that the dates contradict and no other claim answers,
/// a held edition without coverage, coverage of which titles alone were read.
/// A related concept may have at most 1,000 broader ones above it; more is an error, so that the search stays bounded.
/// Near-linear in the size of the graph, and of a series' cadence claims times its editions; quadratic in the editions
/// of a series whose numbers contradict its order.
///
/// Beside them, whatever of a well-formed graph is hardly meant is warned of (`warn_of_the_unlikely`), or is an error
/// where no reading is right. A warning that its record allows is not reported.
void check(CheckContext& context, bool complete);

}  // namespace stoa::model
