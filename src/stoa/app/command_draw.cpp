// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/export/diagram_svg.hpp"
#include "stoa/export/flow_svg.hpp"
#include "stoa/export/map_svg.hpp"
#include "stoa/export/matrix_svg.hpp"
#include "stoa/export/overlap_svg.hpp"
#include "stoa/export/timeline_svg.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::app {
namespace {

using evolution::Option;
using evolution::OptionSet;

using Draw = void (*)(evolution::Analysis const&, std::string const&, rdf::ByteSink&);
struct Picture {
    char const* name;
    Draw draw;
    OptionSet takes;  ///< what changes it
};
constexpr OptionSet of_states{Option::series, Option::minimum_sources, Option::document_basis};
constexpr std::array pictures{
    Picture{"matrix", exporter::write_matrix_svg,
            of_states |
                OptionSet{Option::broadening_share, Option::broadening_items, Option::scope_minimum, Option::facets}},
    Picture{"flow", exporter::write_flow_svg, evolution::of_an_analysis},
    Picture{"overlap", exporter::write_overlap_svg, of_states},
    Picture{"diagram", exporter::write_diagram_svg, of_states | OptionSet{Option::facets}},
    Picture{"timeline", exporter::write_timeline_svg, OptionSet{Option::series}},
    Picture{"map", exporter::write_map_svg, OptionSet{Option::series}},
};

struct Options {
    std::string picture;
    std::vector<std::filesystem::path> inputs;
    std::string output = "-";
    std::string language = "en";
    EvolutionOptions evolution;
};

/// For the help: beside --series, which all take.
std::string parameters_of_pictures() {
    std::string text;
    for (Picture const& each : pictures) {
        OptionSet const parameters = each.takes - OptionSet{Option::series};
        text += fmt::format("  {:<10}{}\n", each.name,
                            parameters.empty() ? "none"
                            : parameters == evolution::parameters_of_evolution
                                ? "all"
                                : fmt::format("{}", fmt::join(names_of(parameters), ", ")));
    }
    return text;
}

int run(Options const& options, Common const& common) {
    Picture const& picture = *std::ranges::find(pictures, options.picture, &Picture::name);
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
    picture.draw(analysis, rdf::canonical_language(options.language), out);
    out.finish();
    return 0;
}

}  // namespace

void add_draw(CLI::App& program, Common const& common, Action& action) {
    auto const options = std::make_shared<Options>();
    CLI::App* const command = program.add_subcommand("draw", "Draw how the themes of a series evolve, as SVG");
    std::vector<std::string> names(pictures.size());
    std::ranges::transform(pictures, names.begin(), &Picture::name);
    command->add_option("PICTURE", options->picture, "What to draw: see below")
        ->required()
        ->type_name("PICTURE")
        ->check(one_of(std::move(names)));
    add_inputs(*command, options->inputs);
    command
        ->add_option("-o,--output", options->output,
                     "File to write, replaced only when all went well; - is standard output")
        ->type_name("FILE")
        ->capture_default_str();
    command->add_option("--language", options->language, "Language of labels, where there are some in it")
        ->type_name("TAG")
        ->capture_default_str();
    add_evolution_options(*command, evolution::of_an_analysis, options->evolution);
    command->footer(
        "Pictures:\n"
        "  matrix    themes by edition, the role as a shade and a word\n"
        "  flow      the evolution map: bands from state to state, solid within a theme, dashed between themes\n"
        "  overlap   the overlap map: what each step keeps, brings and leaves, with stability and novelty\n"
        "  diagram   the strategic diagram of each edition, or why there is none\n"
        "  timeline  editions and their outcome documents at their dates\n"
        "  map       host cities on a map of the world, and the regions that hosted and that never did\n\n"
        "Parameters of theme evolution that they take:\n" +
        parameters_of_pictures() +
        "\n"
        "With an error in the data nothing is written and the old file stays.\n\n"
        "Examples:\n"
        "  stoa draw matrix data/iclc -o matrix.svg\n"
        "  stoa draw flow data/iclc --look-back 3 -o flow.svg\n"
        "  stoa draw map data/iclc examples/confintea --series confintea --language fr -o hosts.svg");
    command->callback([options, &common, &action] { action = [options, &common] { return run(*options, common); }; });
}

}  // namespace stoa::app
