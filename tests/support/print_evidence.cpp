// SPDX-License-Identifier: Apache-2.0
// Prints every statement of the records of data sets with its evidence in the graph, as TriG: it is once in each graph
// that is named like an evidence of it, and in the default graph if it has none.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/vocabulary.hpp"

using namespace stoa;
using model::Vertex;

int main(int argc, char** argv) {
    std::vector<std::filesystem::path> const data_sets{argv + 1, argv + argc};
    diagnostics::Diagnostics diagnostics;
    auto const reading = ingest::read(data_sets, {}, diagnostics);
    if (!reading) {
        for (auto const& each : diagnostics.sorted()) {
            std::cerr << to_line(each) << '\n';
        }
        return EXIT_FAILURE;
    }
    model::KnowledgeGraph const& graph = reading->graph;
    model::Structure const& structure = graph;
    std::string line;
    auto const print = [&](Vertex subject, model::PropertyId property, rdf::TermView const& value,
                           model::EvidenceId own) {
        line.clear();
        rdf::append_ntriples(line, graph.term(subject));
        line += " <" + rdf::vocabulary::expand(model::definition(property).term) + "> ";
        rdf::append_ntriples(line, value);
        std::span<Vertex const> const of_statement = graph.evidence(own);
        std::vector<Vertex> evidence{of_statement.begin(), of_statement.end()};
        if (evidence.empty()) {
            evidence = graph.objects(subject, "evidence");
        }
        for (Vertex const each : evidence) {
            std::cout << '<' << graph.iri(each) << "> { " << line << " }\n";
        }
        if (evidence.empty()) {
            std::cout << line << " .\n";
        }
    };
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        model::KnowledgeGraph::Rows const rows = graph.rows(vertex);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            print(vertex, rows.property[row], graph.value_term(rows.tag[row], rows.value[row]), rows.evidence[row]);
        }
        for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
            print(vertex, structure[*edge].property, graph.term(target(*edge, structure)), structure[*edge].evidence);
        }
    }
    std::cout.flush();
    return std::cout ? EXIT_SUCCESS : EXIT_FAILURE;
}
