// SPDX-License-Identifier: Apache-2.0
// igraph's C library asked what lineage_benchmark is asked, without Python between: compare_lineage.py.
#include <igraph.h>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "measuring.hpp"

namespace {

constexpr igraph_integer_t chosen = 0;

std::uint64_t descendants(igraph_t const& graph) {
    igraph_vector_int_t found;
    igraph_vector_int_init(&found, 0);
    igraph_subcomponent(&graph, &found, chosen, IGRAPH_OUT);
    auto const count = static_cast<std::uint64_t>(igraph_vector_int_size(&found));
    igraph_vector_int_destroy(&found);
    return count - 1;
}

std::uint64_t dominators(igraph_t const& graph) {
    igraph_vector_int_t found;
    igraph_vector_int_init(&found, 0);
    igraph_dominator_tree(&graph, chosen, &found, nullptr, nullptr, IGRAPH_OUT);
    std::uint64_t sum = 0;
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&found); ++i) {
        igraph_integer_t const dominator = VECTOR(found)[i];
        sum += dominator < 0 ? 0 : static_cast<std::uint64_t>((i % 1000 + 1) * dominator);
    }
    igraph_vector_int_destroy(&found);
    return sum;
}

void serve(char const* arc_file) {
    std::FILE* const file = std::fopen(arc_file, "r");
    if (file == nullptr) {
        throw std::runtime_error(std::string{arc_file} + " cannot be read");
    }
    igraph_t graph;
    igraph_read_graph_edgelist(&graph, file, 0, true);
    std::fclose(file);
    nlohmann::json const start{{"states", igraph_vcount(&graph)}, {"arcs", igraph_ecount(&graph)}};
    std::cout << start << std::endl;
    for (std::string name; std::getline(std::cin, name);) {
        std::uint64_t (*const ask)(igraph_t const&) = name == "descendants"  ? descendants
                                                      : name == "dominators" ? dominators
                                                                             : nullptr;
        if (ask == nullptr) {
            throw std::runtime_error("no question is called " + name);
        }
        std::uint64_t answer = 0;
        double const seconds = stoa::bench::seconds_of([&] { answer = ask(graph); });
        std::cout << nlohmann::json{{"seconds", seconds}, {"answer", answer}} << std::endl;
    }
    igraph_destroy(&graph);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 || std::string_view{argv[1]} != "--serve") {
        std::cerr << "usage: igraph_benchmark --serve FILE-WITH-ARCS\n";
        return 2;
    }
    try {
        serve(argv[2]);
    } catch (std::exception const& error) {
        std::cerr << "igraph_benchmark: " << error.what() << '\n';
        return 2;
    }
    return 0;
}
