// SPDX-License-Identifier: Apache-2.0
// Uses every module of the installed library: reads a data set, writes Turtle.
#include <stoa/diagnostics/diagnostic.hpp>
#include <stoa/ingest/read.hpp>
#include <stoa/rdf/byte_sink.hpp>
#include <stoa/rdf/ontology_text.hpp>
#include <stoa/statements/part_writer.hpp>
#include <stoa/version.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>

int main(int, char** argv) {
    std::array<std::filesystem::path, 1> const inputs{argv[1]};
    stoa::diagnostics::Diagnostics diagnostics;
    auto const reading = stoa::ingest::read(inputs, {}, diagnostics);
    for (auto const& diagnostic : diagnostics.sorted()) {
        std::cerr << to_line(diagnostic) << '\n';
    }
    if (!reading) {
        return EXIT_FAILURE;
    }
    stoa::rdf::StringSink turtle;
    stoa::statements::PartWriter{reading->graph, {}, {}}.write(stoa::rdf::turtle(), turtle);
    std::cout << "stoa " << stoa::version << ", ontology of " << stoa::rdf::ontology_text().size() << " bytes, "
              << turtle.text().size() << " bytes of Turtle\n";
    return turtle.text().empty() ? EXIT_FAILURE : EXIT_SUCCESS;
}
