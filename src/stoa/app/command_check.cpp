// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/diagnostics_report.hpp"
#include "stoa/ingest/quotes.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::app {
namespace {

struct Options {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path sources;
    std::string format;
    bool all = false;
};

int run(Options const& options, Common const& common) {
    diagnostics::Diagnostics diagnostics;
    std::optional<ingest::Reading> reading;
    ingest::QuoteReport quotes;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        reading = ingest::read(options.inputs, {}, diagnostics);
        if (reading && !options.sources.empty()) {
            progress.stage("checking quotes");
            quotes = ingest::check_quotes(reading->graph, reading->places, options.sources, diagnostics);
        }
    }
    if (options.format == "json") {
        tables::Report head;
        head.add("errors", diagnostics.error_count());
        head.add("warnings", diagnostics.warning_count());
        rdf::OutputFile out{"-"};
        tables::JsonWriter writer{head, "diagnostics", diagnostic_columns(), out};
        for (diagnostics::Diagnostic const& each : diagnostics.sorted()) {
            writer.row(row_of(each));
        }
        writer.finish();
        out.finish();
    } else {
        print_diagnostics(diagnostics, common.quiet, options.all);
        if (reading && !diagnostics.has_errors() && !common.quiet) {
            std::size_t const statements = reading->graph.attribute_count() + num_edges(reading->graph);
            std::string line = fmt::format(
                "{} records, {} statements: no errors, {}", grouped(num_vertices(reading->graph)), grouped(statements),
                diagnostics.warning_count() == 1 ? "1 warning"
                                                 : fmt::format("{} warnings", diagnostics.warning_count()));
            if (!options.sources.empty()) {
                line += fmt::format("; {} quotes found in their sources, {} without a text", quotes.checked,
                                    quotes.unchecked);
            }
            print(line + "\n");
        }
    }
    return diagnostics.has_errors() ? data_is_wrong : 0;
}

}  // namespace

int run_check(Arguments const& arguments) {
    return run(
        {arguments.paths("INPUT"), arguments.text("--sources"), arguments.text("--format"), arguments.given("--all")},
        common_of(arguments));
}

}  // namespace stoa::app
