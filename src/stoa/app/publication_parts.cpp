// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/publication_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "stoa/app/exported_parts.hpp"
#include "stoa/statements/write.hpp"
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

std::vector<publish::Target> make_targets(model::KnowledgeGraph const& graph, PartOptions const& options,
                                          std::string const& graph_iri, std::filesystem::path const& folder,
                                          std::uint64_t most_statements) {
    PartChoice const choice = choice_of(options.parts, options.evolution);
    statements::DescriptionOptions const description{std::string{version}, modified_date(options.modified)};
    std::optional<model::KnowledgeGraph> const computed =
        choice.computes(graph) ? std::optional{evolution_of(options.evolution, graph)} : std::nullopt;
    model::KnowledgeGraph const* const evolution = computed ? &*computed : nullptr;
    std::vector<publish::Target> targets;
    auto const add = [&](std::string iri, auto const& write) {
        std::filesystem::path const file = folder / fmt::format("target-{}.nt", targets.size());
        targets.push_back({std::move(iri), publish::make_snapshot(file, most_statements, write)});
    };
    statements::Parts const parts = choice.parts;
    if (!options.split) {
        add(graph_iri,
            [&](rdf::ByteSink& out) { statements::write_ntriples(graph, parts, description, out, evolution); });
        return targets;
    }
    std::string stem = graph_iri;
    while (stem.ends_with('/') || stem.ends_with('#')) {
        stem.pop_back();
    }
    if (parts.data) {
        add(graph_iri, [&](rdf::ByteSink& out) { statements::write_ntriples(graph, {true, false}, description, out); });
    }
    if (parts.description) {
        add(stem + "/description", [&](rdf::ByteSink& out) {
            statements::DataPart const data{graph};
            std::optional<statements::DataPart> part;
            if (evolution != nullptr) {
                part.emplace(*evolution, model::computed_kinds);
            }
            statements::StatementList const list =
                statements::describe(graph, data, description, part ? &*part : nullptr);
            statements::write_sorted_ntriples({}, &list, out);
        });
    }
    if (evolution != nullptr) {
        add(stem + "/evolution", [&](rdf::ByteSink& out) {
            statements::DataPart const part{*evolution, model::computed_kinds};
            std::array const one{&part};
            statements::write_sorted_ntriples(one, nullptr, out);
        });
    }
    return targets;
}

}  // namespace stoa::app
