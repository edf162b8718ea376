// SPDX-License-Identifier: Apache-2.0
// The graph is a Boost graph, so algorithms of the Boost Graph Library run on it directly. This example follows the
// links between documents (builds_on, replaces, reviews, enacts) breadth first, from one document back to all documents
// on which it is based, and prints each with the number of steps. Other edges are filtered out.
#include <stoa/ingest/read.hpp>

#include <array>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <vector>

using namespace stoa::model;

struct BetweenDocuments {
    KnowledgeGraph const* graph = nullptr;
    bool operator()(Edge const& edge) const {
        return graph->kind(source(edge, *graph)) == Kind::document &&
               graph->kind(target(edge, *graph)) == Kind::document;
    }
};

int main(int argc, char** argv) {
    std::array<std::filesystem::path, 1> const folders{argc > 1 ? argv[1] : "data/iclc"};
    stoa::diagnostics::Diagnostics diagnostics;
    auto const reading = stoa::ingest::read(folders, {}, diagnostics);
    if (!reading) {
        return EXIT_FAILURE;
    }
    KnowledgeGraph const& graph = reading->graph;
    auto const start = graph.find(Kind::document, argc > 2 ? argv[2] : "case-studies-sixteen");
    if (!start) {
        return EXIT_FAILURE;
    }

    boost::filtered_graph<KnowledgeGraph, BetweenDocuments> const documents{graph, BetweenDocuments{&graph}};
    std::vector<int> steps(num_vertices(graph), -1);
    steps[*start] = 0;
    auto const steps_of = boost::make_iterator_property_map(steps.begin(), get(boost::vertex_index, graph));
    breadth_first_search(
        documents, *start,
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(steps_of, boost::on_tree_edge{}))));

    KnowledgeGraph::Range const all = graph.vertices_of(Kind::document);
    for (Vertex document = all.first; document < all.last; ++document) {
        if (steps[document] >= 0) {
            std::cout << steps[document] << "  " << graph.id(document) << '\n';
        }
    }
}
