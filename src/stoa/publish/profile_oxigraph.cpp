// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/profile.hpp"

namespace stoa::publish {

// Read and measured with 0.5: docs/endpoints.md. COPY over a graph takes four times as long as the difference.
constinit Profile const oxigraph{
    .name = "oxigraph",
    .title = "Oxigraph",
    .header = "oxigraph/",
    .description = "sd:feature sd:BasicFederatedQuery , sd:EmptyGraphs",
    .query = "/query",
    .update = "/update",
    .store = "/store",
    .open_update = "",
    .open_store = "",
    .operation_statements = 5'000,
    .request_statements = 20'000,
    .body_statements = 1'000'000,
    .answer_rows = 0,
    .is_atomic = true,
    .switch_statements = 0,
    .graph_pattern = "",
    .quirks = "empties a graph before it reads the body that is put there",
};

}  // namespace stoa::publish
