// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/profile.hpp"

namespace stoa::publish {

// Read and measured with 7.2.5: docs/endpoints.md.
// A COPY over a graph removes and writes again what both have, and of that a log that is read after a crash keeps only
// the removal (7.2.5: of 200,000 statements 14,928 were left). An INSERT that a query feeds is a transaction, which
// ends with SR325 above 50 MB of log. Listed statements with a pattern in WHERE fail from 1,000 on (SP031, SQ199).
constinit Profile const virtuoso{
    .name = "virtuoso",
    .title = "OpenLink Virtuoso",
    .header = "Virtuoso/",
    .description = "sd:UnionDefaultGraph ,\n\t\tsd:DereferencesURIs",
    .query = "/sparql",
    .update = "/sparql-auth",
    .store = "/sparql-graph-crud-auth",
    .open_update = "/sparql",
    .open_store = "/sparql-graph-crud",
    .operation_statements = 1'000,
    .request_statements = 200,
    .body_statements = 250'000,
    .answer_rows = 10'000,
    .is_atomic = false,
    .switch_statements = 250'000,
    .graph_pattern = "?s ?p ?o",
    .quirks =
        "ends answers at 10,000 rows without a word; after a crash it forgets what one request removed and wrote again",
};

}  // namespace stoa::publish
