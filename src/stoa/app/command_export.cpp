// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <span>

#include "stoa/app/bulk_files.hpp"
#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/app/graph_files.hpp"
#include "stoa/app/part_options.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"
#include "stoa/session/session.hpp"
#include "stoa/statements/part_writer.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

struct Options {
    std::vector<std::filesystem::path> inputs;
    std::string output;
    std::string format;
    std::vector<std::string> parts;
    std::optional<std::string> base;
    std::optional<std::string> modified;
    GraphFileOptions graph_file;
    BulkOptions bulk;
    EvolutionOptions evolution;
    bool parts_given = false;
};

/// Throws ingest::InputError where a file of the data would be overwritten.
void refuse_inputs_as_outputs(std::span<std::filesystem::path const> inputs, Options const& options) {
    for (std::filesystem::path const& output : graph_file_paths(options.graph_file, options.format, options.output)) {
        for (std::filesystem::path const& input : inputs) {
            std::error_code error;
            if (std::filesystem::equivalent(input, output, error)) {
                throw ingest::InputError(
                    fmt::format("{}: is a file of the data that were read; name another output", output.string()));
            }
        }
    }
}

/// What is wrong with the options, told before the data are read.
void check(Options const& options) {
    std::vector<std::string> faults = faults_of(options.graph_file, options.evolution, options.format, options.output);
    if (options.parts_given && is_graph_format(options.format)) {
        faults.push_back(fmt::format("--parts is for RDF: {} takes --view graph or --view lineage", options.format));
    }
    add_faults(faults, faults_of(options.bulk, options.format, options.output));
    if (!is_graph_format(options.format)) {
        add_faults(faults, faults_of_parts(options.parts, options.evolution));
    }
    if (options.base) {
        if (std::optional<std::string> const fault = rdf::find_iri_fault(*options.base)) {
            faults.push_back(fmt::format("--base '{}' is not an IRI: {}", *options.base, *fault));
        } else if (options.base->back() != '/' && options.base->back() != '#') {
            faults.push_back(fmt::format("--base '{}' must end in '/' or '#'", *options.base));
        }
    }
    add_faults(faults, faults_of_date(options.modified));
    throw_faults(faults);
}

void write(session::Session& session, statements::DescriptionOptions const& description, Options const& options,
           Common const& common) {
    std::optional<Progress> progress{std::in_place, common.quiet};
    if (is_graph_format(options.format)) {
        progress->stage("writing");
        write_graph_file(session, options.graph_file, options.evolution, options.format, options.output);
        return;
    }
    statements::PartWriter writer{session.graph(), parts_of(options.parts, session.has_series(options.evolution)),
                                  description};
    if (writer.parts().evolution) {
        progress->stage("computing how themes evolve");
        writer.add_evolution(session.analyses(options.evolution));
    }
    progress->stage("writing");
    if (is_bulk(options.bulk)) {
        std::string const note = write_bulk_files(options.bulk, options.output, writer, *progress);
        progress.reset();
        if (!note.empty() && !common.quiet) {
            std::fputs(fmt::format("note: {}\n", note).c_str(), stderr);
        }
        return;
    }
    rdf::OutputFile out{options.output};
    writer.write(*rdf::find_syntax(options.format), out);
    out.finish();
}

int run(Options const& options, Common const& common) {
    check(options);
    ingest::ReadOptions read_options;
    if (options.base) {
        read_options.base = *options.base;
    }
    statements::DescriptionOptions const description{std::string{version}, modified_date(options.modified)};

    diagnostics::Diagnostics diagnostics;
    std::optional<session::Session> session;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        session = session::Session::open(options.inputs, read_options, diagnostics);
    }
    print_diagnostics(diagnostics, common.quiet);
    if (!session) {
        return data_is_wrong;
    }
    refuse_inputs_as_outputs(session->files(), options);
    write(*session, description, options, common);
    return 0;
}

}  // namespace

int run_export(Arguments const& arguments) {
    Options options;
    options.inputs = arguments.paths("INPUT");
    options.output = arguments.text("--output");
    options.format = arguments.text("--format");
    options.parts = arguments.list("--parts");
    options.parts_given = arguments.given("--parts");
    options.base = arguments.find("--base");
    options.modified = arguments.find("--modified");
    options.graph_file = {arguments.text("--view"), arguments.text("--table"), arguments.given("--neo4j")};
    options.bulk = {arguments.count("--shards"), arguments.given("--gzip")};
    options.evolution = evolution_options(arguments, evolution::of_an_analysis);
    return run(options, common_of(arguments));
}

}  // namespace stoa::app
