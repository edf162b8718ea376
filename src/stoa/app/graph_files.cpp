// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/graph_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "stoa/formats/csv.hpp"
#include "stoa/formats/dot.hpp"
#include "stoa/formats/gexf.hpp"
#include "stoa/formats/graphml.hpp"
#include "stoa/formats/knowledge_view.hpp"
#include "stoa/formats/lineage_view.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

using evolution::Option;

constexpr std::string_view lineage = "lineage";
constexpr std::string_view gexf = "gexf";
constexpr std::string_view csv = "csv";

/// The view through any writer. Analyses that cannot be made throw before anything is written.
using View = std::function<void(formats::GraphWriter&)>;

View view_of(session::Session& session, GraphFileOptions const& options, EvolutionOptions const& evolution,
             std::string_view format) {
    std::string const creator = fmt::format("Stoa {}", version);
    if (options.view == lineage) {
        return [creator, &analysis = session.analysis(evolution)](formats::GraphWriter& writer) {
            formats::write_lineage(analysis, creator, writer);
        };
    }
    std::span<evolution::Analysis const> analyses;
    if (format == gexf && session.has_series(evolution)) {
        analyses = session.analyses(evolution);
    }
    return [creator, analyses, &graph = session.graph()](formats::GraphWriter& writer) {
        formats::write_knowledge_graph(graph, analyses, creator, writer);
    };
}

void write_one_file(View const& view, std::string_view format, std::string const& output) {
    rdf::OutputFile out{output};
    std::unique_ptr<formats::GraphWriter> writer;
    if (format == gexf) {
        writer = std::make_unique<formats::GexfWriter>(out);
    } else if (format == "dot") {
        writer = std::make_unique<formats::DotWriter>(out);
    } else {
        writer = std::make_unique<formats::GraphMlWriter>(out);
    }
    view(*writer);
    out.finish();
}

void write_one_table(View const& view, std::string_view table, formats::CsvHeading heading, std::string const& output) {
    rdf::OutputFile out{output};
    formats::CsvWriter writer{table == "nodes" ? &out : nullptr, table == "edges" ? &out : nullptr, heading};
    view(writer);
    out.finish();
}

/// Both tables are on the disk before either takes its place.
void write_two_tables(View const& view, formats::CsvHeading heading, std::vector<std::filesystem::path> const& paths) {
    std::filesystem::path const folder = paths.front().parent_path();
    std::error_code error;
    std::filesystem::create_directory(folder, error);
    if (error) {
        throw rdf::WriteError(fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()));
    }
    rdf::OutputFile nodes{paths.front().string()};
    rdf::OutputFile edges{paths.back().string()};
    formats::CsvWriter writer{&nodes, &edges, heading};
    view(writer);
    nodes.settle();
    edges.settle();
    nodes.finish();
    edges.finish();
}

}  // namespace

std::vector<std::string_view> graph_formats() { return {"graphml", "gexf", "dot", "csv"}; }

bool is_graph_format(std::string_view format) {
    auto const formats = graph_formats();
    return std::ranges::find(formats, format) != formats.end();
}

evolution::OptionSet options_of_graph_file(GraphFileOptions const& options, std::string_view format) {
    if (options.view == lineage) {
        return evolution::of_an_analysis;
    }
    // The spells of themes.
    return format == gexf ? evolution::OptionSet{Option::series, Option::min_sources, Option::documents}
                          : evolution::OptionSet{};
}

std::vector<std::string> faults_of(GraphFileOptions const& options, EvolutionOptions const& evolution,
                                   std::string_view format, std::string const& output) {
    std::vector<std::string> faults;
    if (!options.table.empty() && format != csv) {
        faults.push_back(fmt::format("--table is for --format csv: {} is one file", format));
    }
    if (options.neo4j && format != csv) {
        faults.push_back(fmt::format("--neo4j is for --format csv: {} names its columns itself", format));
    }
    if (!is_graph_format(format)) {
        if (options.view == lineage) {
            faults.push_back(fmt::format(
                "--view lineage is for graph files: {} has theme states, events and arcs with --parts evolution",
                format));
        }
        return faults;
    }
    if (format == csv && options.table.empty() && output == "-") {
        faults.emplace_back(
            "csv is two tables: name a folder for nodes.csv and edges.csv with -o, or choose one with --table "
            "nodes|edges");
    }
    for (std::string& each :
         faults_of(evolution, options_of_graph_file(options, format),
                   fmt::format("the {} as {}", options.view == lineage ? lineage : "whole graph", format),
                   ": add --view lineage")) {
        faults.push_back(std::move(each));
    }
    return faults;
}

std::vector<std::filesystem::path> graph_file_paths(GraphFileOptions const& options, std::string_view format,
                                                    std::string const& output) {
    std::filesystem::path const path{output};
    if (format == csv && options.table.empty()) {
        return {path / "nodes.csv", path / "edges.csv"};
    }
    return {path};
}

void write_graph_file(session::Session& session, GraphFileOptions const& options, EvolutionOptions const& evolution,
                      std::string_view format, std::string const& output) {
    View const view = view_of(session, options, evolution, format);
    formats::CsvHeading const heading = options.neo4j ? formats::CsvHeading::neo4j : formats::CsvHeading::plain;
    if (format != csv) {
        write_one_file(view, format, output);
    } else if (!options.table.empty()) {
        write_one_table(view, options.table, heading, output);
    } else {
        write_two_tables(view, heading, graph_file_paths(options, format, output));
    }
}

}  // namespace stoa::app
