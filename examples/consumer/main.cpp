// SPDX-License-Identifier: Apache-2.0
// Reads a data set and names its editions: consumer FOLDER
#include <stoa/diagnostics/diagnostic.hpp>
#include <stoa/ingest/read.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>

int main(int, char** argv) {
    std::filesystem::path const inputs[]{argv[1]};
    stoa::diagnostics::Diagnostics diagnostics;
    auto const reading = stoa::ingest::read(inputs, {}, diagnostics);
    for (auto const& diagnostic : diagnostics.sorted()) {
        std::cerr << to_line(diagnostic) << '\n';
    }
    if (!reading) {
        return EXIT_FAILURE;
    }
    stoa::model::KnowledgeGraph const& graph = reading->graph;  // a boost::compressed_sparse_row_graph
    auto const editions = graph.vertices_of(stoa::model::Kind::edition);
    for (auto edition = editions.first; edition < editions.last; ++edition) {
        std::cout << graph.label(edition) << '\n';
    }
}
