// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>

#include "stoa/answers/finder.hpp"
#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/draw/pictures.hpp"
#include "stoa/evolution/lineage.hpp"
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
    std::vector<std::string> themes;
    std::optional<std::uint64_t> area;
    std::optional<std::uint64_t> top;
    EvolutionOptions evolution;
};

/// The options that were given of those that select themes.
std::vector<std::string_view> selecting(Options const& options) {
    std::vector<std::string_view> names;
    if (!options.themes.empty()) {
        names.emplace_back("--theme");
    }
    if (options.area) {
        names.emplace_back("--area");
    }
    if (options.top) {
        names.emplace_back("--top");
    }
    return names;
}

/// What the options mean in the analysis: the indices of the themes to show. Throws std::invalid_argument where there
/// is no such theme or area, or nothing to show.
std::vector<std::uint32_t> themes_to_show(Options const& options, evolution::Analysis const& analysis) {
    std::vector<model::Vertex> const& themes = analysis.coding.themes;
    draw::ThemeChoice choice;
    std::vector<std::string> faults;
    for (std::string const& word : options.themes) {
        answers::Found const found = answers::find_among(*analysis.graph, themes, "theme", word);
        if (found.vertex) {
            choice.themes.push_back(
                static_cast<std::uint32_t>(std::ranges::find(themes, *found.vertex) - themes.begin()));
        } else {
            faults.push_back(found.why);
        }
    }
    if (options.area) {
        std::vector<std::uint32_t> const areas = evolution::areas(evolution::Lineage{analysis.evolution});
        std::uint64_t const count = areas.empty() ? 0 : std::uint64_t{*std::ranges::max_element(areas)} + 1;
        if (*options.area > count) {
            faults.push_back(
                fmt::format("there is no area {}: the series has {}, see 'stoa query areas'", *options.area, count));
        } else {
            choice.area = static_cast<std::uint32_t>(*options.area - 1);
        }
    }
    throw_faults(faults);
    choice.top = options.top;
    std::vector<std::uint32_t> shown = draw::chosen_themes(analysis, choice);
    if (shown.empty()) {
        throw_faults({fmt::format("{}: no theme is left to show", fmt::join(selecting(options), ", "))});
    }
    return shown;
}

int run(Options const& options, Common const& common) {
    Picture const& picture = *std::ranges::find(draw::pictures(), options.picture, &Picture::name);
    std::vector<std::string> faults = faults_of(options.evolution, picture.takes, fmt::format("'{}'", picture.name));
    if (std::optional<std::string> const fault = rdf::find_language_fault(options.language)) {
        faults.push_back(
            fmt::format("--language '{}' is not a language tag: {}", diagnostics::printable(options.language), *fault));
    }
    if (std::vector<std::string_view> const names = selecting(options); !picture.selects_themes && !names.empty()) {
        faults.push_back(fmt::format("'{}' takes no {}", picture.name, fmt::join(names, ", no ")));
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
    std::size_t many = 0;
    {
        Progress progress{common.quiet};
        progress.stage("drawing");
        evolution::Analysis const& analysis = session->analysis(options.evolution);
        draw::View view{rdf::canonical_language(options.language), {}};
        if (!selecting(options).empty()) {
            view.themes = themes_to_show(options, analysis);
        } else if (picture.selects_themes && analysis.coding.themes.size() > draw::most_legible) {
            many = analysis.coding.themes.size();
        }
        rdf::OutputFile out{options.output};
        picture.write(analysis, view, out);
        out.finish();
    }
    if (many > 0 && !common.quiet) {
        std::fputs(
            fmt::format("note: the picture shows {} themes; --top, --theme and --area show fewer\n", many).c_str(),
            stderr);
    }
    return 0;
}

}  // namespace

int run_draw(Arguments const& arguments) {
    auto const optional_count = [&](std::string_view name) {
        return arguments.given(name) ? std::optional{arguments.count(name)} : std::nullopt;
    };
    return run({arguments.text("PICTURE"), arguments.paths("INPUT"), arguments.text("--output"),
                arguments.text("--language"), arguments.list("--theme"), optional_count("--area"),
                optional_count("--top"), evolution_options(arguments, evolution::of_an_analysis)},
               common_of(arguments));
}

}  // namespace stoa::app
