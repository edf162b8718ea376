// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/draw/pictures.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/session/session.hpp"

namespace stoa::app {
namespace {

using draw::Picture;

struct Options {
    std::string picture;
    std::vector<std::filesystem::path> inputs;
    std::string output;
    std::string language;
    EvolutionOptions evolution;
};

int run(Options const& options, Common const& common) {
    Picture const& picture = *std::ranges::find(draw::pictures(), options.picture, &Picture::name);
    std::vector<std::string> faults = faults_of(options.evolution, picture.takes, fmt::format("'{}'", picture.name));
    if (std::optional<std::string> const fault = rdf::find_language_fault(options.language)) {
        faults.push_back(
            fmt::format("--language '{}' is not a language tag: {}", diagnostics::printable(options.language), *fault));
    }
    throw_faults(faults);
    diagnostics::Diagnostics diagnostics;
    std::optional<session::Session> session;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        session = session::Session::open(options.inputs, {}, diagnostics);
    }
    print_diagnostics(diagnostics, common.quiet);
    if (!session) {
        return data_is_wrong;
    }
    for (std::filesystem::path const& each : session->files()) {
        std::error_code error;
        if (std::filesystem::equivalent(each, options.output, error)) {
            throw ingest::InputError(
                fmt::format("{}: is a file of the data that were read; name another output", options.output));
        }
    }
    Progress progress{common.quiet};
    progress.stage("drawing");
    evolution::Analysis const& analysis = session->analysis(options.evolution);
    rdf::OutputFile out{options.output};
    picture.write(analysis, rdf::canonical_language(options.language), out);
    out.finish();
    return 0;
}

}  // namespace

int run_draw(Arguments const& arguments) {
    return run({arguments.text("PICTURE"), arguments.paths("INPUT"), arguments.text("--output"),
                arguments.text("--language"), evolution_options(arguments, evolution::of_an_analysis)},
               common_of(arguments));
}

}  // namespace stoa::app
