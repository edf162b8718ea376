// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/app/evolution_options.hpp"
#include "stoa/session/session.hpp"

namespace stoa::app {

/// What `stoa export` takes for graph files besides what it takes for RDF.
struct GraphFileOptions {
    std::string view;
    std::string table;
    bool neo4j = false;
};

/// graphml, gexf, dot, csv.
[[nodiscard]] std::vector<std::string_view> graph_formats();
[[nodiscard]] bool is_graph_format(std::string_view format);

/// Which options of an analysis change the graph file.
[[nodiscard]] evolution::OptionSet options_of_graph_file(GraphFileOptions const& options, std::string_view format);

/// Where the options do not go with the format or with each other.
[[nodiscard]] std::vector<std::string> faults_of(GraphFileOptions const& options, EvolutionOptions const& evolution,
                                                 std::string_view format, std::string const& output);

/// The files that would be written: of a folder of CSV the two in it.
[[nodiscard]] std::vector<std::filesystem::path> graph_file_paths(GraphFileOptions const& options,
                                                                  std::string_view format, std::string const& output);

/// Writes the view in the format to the output; a folder of CSV is made where it is not there.
/// Throws std::invalid_argument where the series is not found, rdf::WriteError.
void write_graph_file(session::Session& session, GraphFileOptions const& options, EvolutionOptions const& evolution,
                      std::string_view format, std::string const& output);

}  // namespace stoa::app
