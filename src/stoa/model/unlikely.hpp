// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/model/check_context.hpp"

namespace stoa::model {

/// Warns of what is well-formed and hardly meant: actual figures and occurrences of an edition that was not held,
/// occurrences of what is unread, complete coverage that names no document, dates that are far apart or far off, one
/// identifier, code or name on two records, figures below zero, text that was wrongly decoded or has white space at its
/// ends. Only a number of people that is negative or a fraction is an error. Near-linear in the size of the graph.
void warn_of_the_unlikely(CheckContext& context);

}  // namespace stoa::model
