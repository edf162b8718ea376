// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/draw/pictures.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::app {
namespace {

using draw::Picture;
using evolution::OptionSet;

struct Options {
    std::string picture;
    std::vector<std::filesystem::path> inputs;
    std::string output = "-";
    std::string language = "en";
    EvolutionOptions evolution;
};

/// For the help: each with the parameters that it takes, beside --series, which all take.
std::string list_pictures() {
    std::string shows;
    std::string takes;
    for (Picture const& each : draw::pictures()) {
        OptionSet const parameters = each.takes - OptionSet{evolution::Option::series};
        std::string const names = fmt::format("{}", fmt::join(names_of(parameters), ", "));
        shows += fmt::format("  {:<10}{}\n", each.name, each.shows);
        takes += fmt::format("  {:<10}{}\n", each.name,
                             parameters == evolution::parameters_of_evolution ? "all"
                             : names.empty()                                  ? "none"
                                                                              : names);
    }
    return "Pictures:\n" + shows + "\nParameters that each picture takes:\n" + takes + "\n";
}

int run(Options const& options, Common const& common) {
    Picture const& picture = *std::ranges::find(draw::pictures(), options.picture, &Picture::name);
    std::vector<std::string> faults = faults_of(options.evolution, picture.takes, fmt::format("'{}'", picture.name));
    if (std::optional<std::string> const fault = rdf::find_language_fault(options.language)) {
        faults.push_back(
            fmt::format("--language '{}' is not a language tag: {}", diagnostics::printable(options.language), *fault));
    }
    throw_faults(faults);
    diagnostics::Diagnostics diagnostics;
    std::optional<ingest::Reading> reading;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        reading = ingest::read(options.inputs, {}, diagnostics);
    }
    print_diagnostics(diagnostics, common.quiet);
    if (!reading) {
        return data_is_wrong;
    }
    for (std::filesystem::path const& each : reading->files) {
        std::error_code error;
        if (std::filesystem::equivalent(each, options.output, error)) {
            throw ingest::InputError(
                fmt::format("{}: is a file of the data that were read; name another output", options.output));
        }
    }
    model::Vertex const series = chosen_single_series(options.evolution, reading->graph);
    evolution::Parameters const parameters = chosen_parameters(options.evolution, reading->graph, series);
    Progress progress{common.quiet};
    progress.stage("drawing");
    evolution::Analysis const analysis = evolution::analyse(reading->graph, series, parameters);
    rdf::OutputFile out{options.output};
    picture.write(analysis, rdf::canonical_language(options.language), out);
    out.finish();
    return 0;
}

}  // namespace

void add_draw(CLI::App& program, Common const& common, Action& action) {
    auto const options = std::make_shared<Options>();
    CLI::App* const command = program.add_subcommand("draw", "Draw the evolution of themes as SVG");
    std::vector<std::string> names;
    for (Picture const& each : draw::pictures()) {
        names.emplace_back(each.name);
    }
    command->add_option("PICTURE", options->picture, "The picture to draw (see below)")
        ->required()
        ->type_name("PICTURE")
        ->check(one_of(std::move(names)));
    add_inputs(*command, options->inputs);
    command
        ->add_option("-o,--output", options->output,
                     "Output file, replaced only if the run succeeds; - is standard output")
        ->type_name("FILE")
        ->capture_default_str();
    command->add_option("--language", options->language, "Language of the labels, where available")
        ->type_name("TAG")
        ->capture_default_str();
    add_evolution_options(*command, evolution::of_an_analysis, options->evolution);
    command->footer(list_pictures() +
                    "If the data contain errors, nothing is written and an existing file stays unchanged.\n\n"
                    "Examples:\n"
                    "  stoa draw matrix data/iclc -o matrix.svg\n"
                    "  stoa draw flow data/iclc --look-back 3 -o flow.svg\n"
                    "  stoa draw map data/iclc examples/confintea --series confintea --language fr -o hosts.svg");
    command->callback([options, &common, &action] { action = [options, &common] { return run(*options, common); }; });
}

}  // namespace stoa::app
