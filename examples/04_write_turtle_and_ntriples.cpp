// SPDX-License-Identifier: Apache-2.0
// Writes a data set as Turtle and as sorted N-Triples into files. An OutputFile is written completely or not at all: it
// replaces the old file only when finish() returns, and if something throws before that, the old file stays.
#include <stoa/ingest/read.hpp>
#include <stoa/rdf/output_file.hpp>
#include <stoa/statements/part_writer.hpp>
#include <stoa/version.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
    std::array<std::filesystem::path, 1> const folders{argc > 1 ? argv[1] : "data/iclc"};
    std::string const stem = argc > 2 ? argv[2] : "iclc";
    stoa::diagnostics::Diagnostics diagnostics;
    auto const reading = stoa::ingest::read(folders, {}, diagnostics);
    if (!reading) {
        return EXIT_FAILURE;
    }

    using namespace stoa::statements;
    DescriptionOptions options;
    options.program_version = stoa::version;
    stoa::rdf::OutputFile turtle{stem + ".ttl"};
    PartWriter{reading->graph, {}, options}.write(stoa::rdf::turtle(), turtle);
    turtle.finish();

    stoa::rdf::OutputFile ntriples{stem + ".nt"};
    Parts const data{.data = true, .description = false};
    PartWriter{reading->graph, data, options}.write(stoa::rdf::ntriples(), ntriples);
    ntriples.finish();

    std::cout << "wrote " << stem << ".ttl and " << stem << ".nt\n";
}
