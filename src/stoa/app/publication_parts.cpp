// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/publication_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "stoa/app/exported_parts.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/statements/part_writer.hpp"
#include "stoa/version.hpp"

namespace stoa::app {

PartOptions part_options(Arguments const& arguments) {
    return {arguments.list("--parts"), arguments.given("--split"), arguments.find("--modified"),
            evolution_options(arguments, evolution::of_an_analysis)};
}

std::vector<std::string> faults_of(PartOptions const& options) {
    std::vector<std::string> faults = faults_of_parts(options.parts, options.evolution);
    add_faults(faults, faults_of_date(options.modified));
    return faults;
}

std::vector<publish::Target> make_targets(session::Session& session, PartOptions const& options,
                                          std::string const& graph_iri, std::filesystem::path const& folder,
                                          std::uint64_t most_statements) {
    statements::Parts const parts = parts_of(options.parts, session.has_series(options.evolution));
    statements::PartWriter writer{session.graph(), parts, {std::string{version}, modified_date(options.modified)}};
    if (parts.evolution) {
        writer.add_evolution(session.analyses(options.evolution));
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
