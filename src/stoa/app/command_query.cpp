// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "stoa/app/answer_output.hpp"
#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/describe/bibliography.hpp"
#include "stoa/describe/evolution_graph.hpp"
#include "stoa/describe/write.hpp"
#include "stoa/diagnostics/nearest.hpp"

#include "stoa/evolution/finder.hpp"
#include "stoa/evolution/questions.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

using evolution::Analysis;
using evolution::Answer;
using evolution::Asked;
using evolution::Need;
using evolution::Question;
using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

struct Options {
    std::vector<std::string> words;  ///< the question, then the inputs
    bool list = false;
    bool methods = false;
    bool bibtex = false;
    std::string theme;
    std::string with;
    std::string edition;
    std::string until;
    std::string document;
    std::string max_gap = "1";
    std::string format = "table";
    std::string output = "-";
    EvolutionOptions evolution;
};

std::string list_questions(std::string const& format) {
    if (format == "json") {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (Question const& each : evolution::questions()) {
            list.push_back({{"name", each.name}, {"answers", each.answers}});
        }
        return list.dump(2) + "\n";
    }
    std::vector<std::vector<std::string>> rows;
    for (Question const& each : evolution::questions()) {
        rows.push_back({std::string{each.name}, std::string{each.answers}});
    }
    return text_table(rows, {false, false});
}

Question const& chosen_question(std::string const& word) {
    if (Question const* const question = evolution::find_question(word)) {
        return *question;
    }
    std::vector<std::string_view> names;
    for (Question const& each : evolution::questions()) {
        names.push_back(each.name);
    }
    throw std::invalid_argument(fmt::format("there is no question '{}'{} (`stoa query --list` shows all)",
                                            diagnostics::printable(word), diagnostics::did_you_mean(word, names)));
}

std::vector<Vertex> records_of(KnowledgeGraph const& graph, std::initializer_list<Kind> kinds) {
    std::vector<Vertex> found;
    for (Kind const kind : kinds) {
        auto const range = graph.vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            found.push_back(vertex);
        }
    }
    return found;
}

std::optional<Vertex> find(KnowledgeGraph const& graph, std::vector<Vertex> const& candidates, std::string_view what,
                           std::string const& word) {
    if (word.empty()) {
        return std::nullopt;
    }
    evolution::Found const found = evolution::find_among(graph, candidates, what, word);
    if (!found.vertex) {
        throw std::invalid_argument(found.why);
    }
    return found.vertex;
}

/// What the question is asked of; throws when it lacks what it needs.
Asked asked_of(Options const& options, Question const& question, KnowledgeGraph const& graph,
               std::vector<Analysis> const& analyses) {
    Asked asked;
    asked.analyses = analyses;
    std::vector<Vertex> editions;
    for (Analysis const& each : analyses) {
        for (evolution::Coding::Edition const& edition : each.coding.editions) {
            editions.push_back(edition.vertex);
        }
        editions.insert(editions.end(), each.coding.planned.begin(), each.coding.planned.end());
    }
    std::vector<Vertex> const themes = records_of(graph, {Kind::theme});
    asked.theme = find(graph, themes, "theme", options.theme);
    asked.with = find(graph, themes, "theme", options.with);
    asked.edition = find(graph, editions, "edition", options.edition);
    asked.until = find(graph, editions, "edition", options.until);
    asked.document =
        find(graph, records_of(graph, {Kind::document, Kind::source}), "document or source", options.document);
    auto const [end, error] =
        std::from_chars(options.max_gap.data(), options.max_gap.data() + options.max_gap.size(), asked.max_gap);
    if (error != std::errc{} || end != options.max_gap.data() + options.max_gap.size()) {
        throw std::invalid_argument(fmt::format("--max-gap takes a whole number, not '{}'", options.max_gap));
    }
    auto const require = [&](bool there, std::string_view what) {
        if (!there) {
            throw std::invalid_argument(fmt::format("'{}' needs {}", question.name, what));
        }
    };
    switch (question.need) {
        case Need::nothing:
            break;
        case Need::two_themes:
            require(asked.theme && asked.with, "--theme and --with");
            break;
        case Need::theme:
            require(asked.theme.has_value(), "--theme");
            break;
        case Need::document:
            require(asked.document.has_value(), "--document, the id of a document or source");
            break;
        case Need::two_series:
            require(analyses.size() > 1, "two series: name the data sets of both");
            break;
    }
    return asked;
}

/// Notes of forms that hold rows alone.
void print_notes(Answer const& answer, Common const& common) {
    for (std::string const& each : answer.notes) {
        if (!common.quiet) {
            std::fputs(fmt::format("note: {}\n", diagnostics::printable(each)).c_str(), stderr);
        }
    }
}

void write_answer(Options const& options, Common const& common, Answer const& answer, KnowledgeGraph const& graph,
                  std::vector<Analysis> const& analyses, rdf::ByteSink& out) {
    if (options.format == "json") {
        nlohmann::ordered_json json;
        json["analyses"] = nlohmann::ordered_json::array();
        for (Analysis const& each : analyses) {
            json["analyses"].push_back({{"analysis", evolution::computed_iri(each, Kind::analysis, each.id)},
                                        {"series", graph.iri(each.coding.series)},
                                        {"parameters", parameters_as_json(each.evolution.parameters)}});
        }
        json.update(answer_as_json(answer));
        out.write(json.dump(2) + "\n");
    } else if (options.format == "csv") {
        print_notes(answer, common);
        out.write(answer_as_csv(answer));
    } else if (options.format == "turtle") {
        print_notes(answer, common);
        std::vector<describe::AnalysedSeries> series;
        series.reserve(analyses.size());
        for (Analysis const& each : analyses) {
            series.push_back({&each, nullptr});
        }
        KnowledgeGraph const computed = describe::evolution_graph(graph, series);
        describe::write_turtle_about(graph, &computed, iris_of(answer), out);
    } else {
        out.write(answer_as_text(answer));
    }
}

std::string methods_of(std::vector<Analysis> const& analyses) {
    std::string text;
    for (Analysis const& each : analyses) {
        text += text.empty() ? "" : "\n";
        for (std::string const& line : evolution::methods(each, version)) {
            text += wrapped(line, 100);
        }
    }
    return text;
}

int run(Options const& options, Common const& common) {
    if (options.list) {
        print(list_questions(options.format));
        return 0;
    }
    bool const is_about_all = options.methods || options.bibtex;
    std::vector<std::string> words = options.words;
    Question const* question = nullptr;
    if (!words.empty() && (!is_about_all || evolution::find_question(words.front()) != nullptr)) {
        question = &chosen_question(words.front());
        words.erase(words.begin());
    }
    if (words.empty()) {
        throw std::invalid_argument(question != nullptr ? "name the folder of a data set after the question"
                                    : is_about_all      ? "name the folder of a data set"
                                                   : "name a question and a data set (`stoa query --list` shows all)");
    }
    std::vector<std::filesystem::path> const inputs{words.begin(), words.end()};
    diagnostics::Diagnostics diagnostics;
    std::optional<ingest::Reading> reading;
    std::vector<Analysis> analyses;
    Answer answer;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        reading = ingest::read(inputs, {}, diagnostics);
        if (reading && !diagnostics.has_errors()) {
            progress.stage("computing how themes evolve");
            KnowledgeGraph const& graph = reading->graph;
            for (Vertex const series : chosen_series(options.evolution, graph)) {
                analyses.push_back(
                    evolution::analyse(graph, series, chosen_parameters(options.evolution, graph, series)));
            }
            if (!is_about_all) {
                Asked const asked = asked_of(options, *question, graph, analyses);
                progress.stage("answering");
                answer = evolution::answer(*question, asked);
            }
        }
    }
    print_diagnostics(diagnostics, common.quiet);
    if (!reading || diagnostics.has_errors()) {
        return data_is_wrong;
    }
    rdf::OutputFile out{options.output};
    if (is_about_all) {
        std::string const methods = options.methods ? methods_of(analyses) : std::string{};
        out.write(methods + (methods.empty() || !options.bibtex ? "" : "\n"));
        out.write(options.bibtex ? describe::bibliography(reading->graph) : std::string{});
    } else {
        write_answer(options, common, answer, reading->graph, analyses, out);
    }
    out.finish();
    return 0;
}

}  // namespace

void add_query(CLI::App& program, Common const& common, Action& action) {
    auto const options = std::make_shared<Options>();
    CLI::App* const command =
        program.add_subcommand("query", "Ask how the themes of a series evolve, and what proves it");
    command->add_option("QUESTION INPUT", options->words, "A question (see --list), then folders of data sets")
        ->type_name("");
    command->add_flag("--list", options->list, "Show all questions, one a line");
    auto const add = [&](char const* name, std::string& target, char const* type, char const* meaning) {
        return command->add_option(name, target, meaning)->type_name(type);
    };
    add("--theme", options->theme, "THEME", "A theme, by id, label in any language or prefix");
    add("--with", options->with, "THEME", "A second theme");
    add("--edition", options->edition, "EDITION", "An edition, by number, id, label or prefix");
    add("--until", options->until, "EDITION", "A later edition");
    add("--document", options->document, "DOCUMENT", "A document or source, by id, label or prefix");
    add("--max-gap", options->max_gap, "N", "Observed editions that a line of `longest` may miss")
        ->capture_default_str();
    command->add_option("--format", options->format, "table: for people; json, csv: all columns; turtle: what is named")
        ->check(one_of({"table", "json", "csv", "turtle"}))
        ->capture_default_str();
    command->add_option("-o,--output", options->output, "File to write; - is standard output")
        ->type_name("FILE")
        ->capture_default_str();
    command->add_flag("--methods", options->methods, "Show the parameters and a paragraph to cite");
    command->add_flag("--bibtex", options->bibtex, "Show the sources as BibTeX");
    add_evolution_options(*command, options->evolution);
    command->footer(
        "Every row names its basis, and the editions, evidence and gaps in reading that it rests on.\n"
        "An empty answer says why.\n\n"
        "Examples:\n"
        "  stoa query --list\n"
        "  stoa query story data/iclc --theme inclusion\n"
        "  stoa query new-items data/iclc --edition 6 --facets groups,sdgs\n"
        "  stoa query events data/iclc --format json -o events.json\n"
        "  stoa query withdraw data/iclc --document d6\n"
        "  stoa query two-series data/iclc examples/confintea\n"
        "  stoa query --methods data/iclc");
    command->callback([options, &common, &action] { action = [options, &common] { return run(*options, common); }; });
}

}  // namespace stoa::app
