// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/profile.hpp"

namespace stoa::publish {

// Read and measured with 7.2.5: docs/endpoints.md.
constinit Profile const virtuoso{
    .name = "virtuoso",
    .title = "OpenLink Virtuoso",
    .header = "Virtuoso/",
    .query = "/sparql",
    .update = "/sparql-auth",
    .store = "/sparql-graph-crud-auth",
    .open_update = "/sparql",
    .open_store = "/sparql-graph-crud",
    .operation_statements = 1'000,
    .request_statements = 10'000,
    .body_statements = 250'000,
    .answer_rows = 10'000,
    .is_atomic = false,
    .copy_loses = false,
    .quirks = "ends answers at 10,000 rows without a word; a COPY that its own death interrupts leaves a part",
};

}  // namespace stoa::publish
