// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/read.hpp"

#include "stoa/ingest/data_set_files.hpp"
#include "stoa/ingest/record_reader.hpp"
#include "stoa/ingest/starter.hpp"
#include "stoa/model/checks.hpp"
#include "stoa/model/infer.hpp"

namespace stoa::ingest {

std::optional<Reading> read(std::span<std::filesystem::path const> inputs, ReadOptions const& options,
                            diagnostics::Diagnostics& diagnostics) {
    model::GraphBuilder builder;
    DataSetFiles const files = load_data_sets(inputs, options.base, builder, diagnostics);
    model::Allowances allowances;
    read_records(files, builder, allowances, diagnostics);
    model::infer(builder);
    builder.keep_reachable();
    model::Places places;
    model::KnowledgeGraph graph = std::move(builder).freeze(&places);
    model::CheckContext context{graph, places, allowances, diagnostics};
    model::check(context, files.complete);
    if (files.complete) {
        warn_of_placeholders(context);
        allowances.report_unused(diagnostics);
    }
    if (diagnostics.has_errors()) {
        return std::nullopt;
    }
    return Reading{std::move(graph), std::move(places), files.paths};
}

}  // namespace stoa::ingest
