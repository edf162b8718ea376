// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/publication_parts.hpp"

#include <fmt/format.h>

#include "stoa/app/commands.hpp"
#include "stoa/app/exported_parts.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/statements/part_writer.hpp"
#include "stoa/version.hpp"

namespace stoa::app {

void add_part_options(CLI::App& command, PartOptions& options) {
    command
        .add_option("--parts", options.parts,
                    "data: the records; description: VoID, DCAT, PROV;\nevolution: theme states, events and lineage; "
                    "all: all of these")
        ->delimiter(',')
        ->check(one_of({"data", "description", "evolution", "all"}))
        ->capture_default_str();
    command.add_flag("--split", options.split, "Put each part into its own graph: IRI, IRI/description, IRI/evolution");
    command
        .add_option("--modified", options.modified,
                    "Date of the last change, for the description (default: SOURCE_DATE_EPOCH)")
        ->type_name("DATE");
    add_evolution_options(command, evolution::of_an_analysis, options.evolution);
}

std::vector<std::string> faults_of(PartOptions const& options) {
    std::vector<std::string> faults = faults_of_parts(options.parts, options.evolution);
    add_faults(faults, faults_of_date(options.modified));
    return faults;
}

std::vector<publish::Target> make_targets(model::KnowledgeGraph const& graph, PartOptions const& options,
                                          std::string const& graph_iri, std::filesystem::path const& folder,
                                          std::uint64_t most_statements) {
    statements::Parts const parts = parts_of(options.parts, options.evolution, graph);
    statements::PartWriter writer{graph, parts, {std::string{version}, modified_date(options.modified)}};
    if (parts.evolution) {
        writer.add_evolution(chosen_analyses(options.evolution, graph));
    }
    std::vector<publish::Target> targets;
    for (statements::GraphParts const& each : statements::distribute(parts, graph_iri, options.split)) {
        std::filesystem::path const file =
            folder / fmt::format("target-{}{}", targets.size(), rdf::ntriples().suffix());
        auto const write = [&](rdf::ByteSink& out) { writer.write({&each, 1}, rdf::ntriples(), out); };
        targets.push_back({each.graph, publish::make_snapshot(file, most_statements, write)});
    }
    return targets;
}

}  // namespace stoa::app
