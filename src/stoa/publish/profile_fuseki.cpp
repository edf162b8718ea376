// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/profile.hpp"

namespace stoa::publish {

// Read and measured with 5.6: docs/endpoints.md.
// COPY over a graph that holds something loses the last 60 to 120 statements in TDB2 (5.6.0, each time).
constinit Profile const fuseki{
    .name = "fuseki",
    .title = "Apache Jena Fuseki",
    .header = "Apache Jena Fuseki",
    .description = "Service Description: /",
    .query = "/query",
    .update = "/update",
    .store = "/data",
    .open_update = "",
    .open_store = "",
    .operation_statements = 5'000,
    .request_statements = 20'000,
    .body_statements = 1'000'000,
    .answer_rows = 0,
    .is_atomic = true,
    .switch_statements = 0,
    .graph_pattern = "",
    .quirks =
        "a body that is put without the name of a graph replaces the whole data set; COPY over a graph that holds "
        "something loses statements",
};

}  // namespace stoa::publish
