// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/profile.hpp"

namespace stoa::publish {

// Nothing is trusted that a server of the other profiles gets wrong.
constinit Profile const generic{
    .name = "generic",
    .title = "a server of SPARQL 1.1",
    .header = "",
    .description = "",
    .query = "",
    .update = "",
    .store = "",
    .open_update = "",
    .open_store = "",
    .operation_statements = 1'000,
    .request_statements = 200,
    .body_statements = 250'000,
    .answer_rows = 10'000,
    .is_atomic = false,
    .switch_statements = 250'000,
    .graph_pattern = "?s ?p ?o",
    .quirks = "not known: the smallest bodies and answers are asked for",
};

}  // namespace stoa::publish
