// SPDX-License-Identifier: Apache-2.0
// Reads a data set, and those that it uses, from a folder (data/iclc, or the one given) and lists its editions with
// their start and host. All errors of all files are reported in one run; if there is one, no graph is returned.
#include <stoa/diagnostics/diagnostic.hpp>
#include <stoa/ingest/read.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>

using namespace stoa::model;

int main(int argc, char** argv) {
    std::array<std::filesystem::path, 1> const folders{argc > 1 ? argv[1] : "data/iclc"};
    stoa::diagnostics::Diagnostics diagnostics;
    auto const reading = stoa::ingest::read(folders, {}, diagnostics);
    for (auto const& diagnostic : diagnostics.sorted()) {
        std::cerr << to_line(diagnostic) << '\n';
    }
    if (!reading) {
        return EXIT_FAILURE;
    }

    KnowledgeGraph const& graph = reading->graph;
    KnowledgeGraph::Range const editions = graph.vertices_of(Kind::edition);
    for (Vertex edition = editions.first; edition < editions.last; ++edition) {
        std::cout << graph.value(edition, "number") << "  " << graph.value(edition, "start");
        for (Vertex const city : graph.objects(edition, "city")) {
            std::cout << "  " << graph.label(city);
        }
        std::cout << '\n';
    }
}
