// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <stdexcept>

#include "stoa/answers/answer_table.hpp"
#include "stoa/answers/answer_text.hpp"
#include "stoa/answers/questions.hpp"
#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/session/session.hpp"
#include "stoa/statements/bibliography.hpp"
#include "stoa/statements/part_writer.hpp"
#include "stoa/tables/json.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

using answers::Answer;
using answers::Asked;
using answers::Question;
using answers::Screen;
using evolution::Analysis;
using evolution::Option;
using evolution::OptionSet;
using model::KnowledgeGraph;
namespace type = tables::type;

struct Options {
    std::vector<std::string> words;  ///< the question, then the inputs
    bool list = false;
    bool methods = false;
    bool bibtex = false;
    std::string format;
    bool format_given = false;
    std::string output;
    bool ids = false;
    bool items = false;
    bool all_columns = false;
    EvolutionOptions evolution;
};

/// What is asked, looked over before any data are read.
struct Request {
    Question const* question = nullptr;  ///< nothing with --methods or --bibtex
    std::vector<std::filesystem::path> inputs;
};

std::vector<std::string> texts_of(OptionSet options) {
    std::vector<std::string_view> const names = session::names_of(options);
    return {names.begin(), names.end()};
}

std::string list_questions(std::string const& format) {
    if (format == "json") {
        tables::Records list;
        for (Question const& each : answers::questions()) {
            list.rows.push_back({std::string{each.name}, std::string{each.answers},
                                 static_cast<std::int64_t>(each.series), texts_of(each.needs), texts_of(each.takes())});
        }
        std::vector<tables::Column> const columns{{"name", type::text, "of the question"},
                                                  {"answers", type::text, "what it answers"},
                                                  {"series", type::integer("series"), "how many it needs at least"},
                                                  {"needs", type::texts, "options without which it cannot be asked"},
                                                  {"takes", type::texts, "options that change its answer"}};
        return tables::to_json(columns, list) + "\n";
    }
    std::vector<std::vector<std::string>> rows;
    for (Question const& each : answers::questions()) {
        rows.push_back({std::string{each.name}, std::string{each.answers}});
    }
    return text_table(rows, {false, false});
}

bool is_folder(std::string const& word) {
    std::error_code error;
    return std::filesystem::is_directory(word, error);
}

std::string why_no_question(std::string const& word) {
    if (is_folder(word)) {
        return fmt::format("'{}' is a folder: name a question before it (`stoa query --list` shows all)",
                           diagnostics::printable(word));
    }
    std::vector<std::string_view> names;
    for (Question const& each : answers::questions()) {
        names.push_back(each.name);
    }
    return fmt::format("there is no question '{}'{} (`stoa query --list` shows all)", diagnostics::printable(word),
                       diagnostics::did_you_mean(word, names));
}

/// Whether the form is for people, who see less than all of it.
bool is_for_reading(Options const& options) { return options.format == "table" || options.format == "markdown"; }

/// The options of the screen that are given.
std::vector<std::string_view> screen_options(Options const& options) {
    std::vector<std::string_view> given;
    for (auto const& [is_given, name] : {std::pair{options.ids, "--ids"}, std::pair{options.items, "--items"},
                                         std::pair{options.all_columns, "--all-columns"}}) {
        if (is_given) {
            given.emplace_back(name);
        }
    }
    return given;
}

/// Of options of the screen that would change nothing.
void check_screen(Options const& options, Question const* question, std::vector<std::string>& faults) {
    if (std::vector<std::string_view> const given = screen_options(options);
        !is_for_reading(options) && !given.empty()) {
        faults.push_back(fmt::format("{} {} what a table shows: {} contains all rows and columns, with ids",
                                     fmt::join(given, ", "), given.size() == 1 ? "changes" : "change", options.format));
    }
    if (question == nullptr) {
        return;
    }
    bool const is_with_items = question->screen == Screen::themes || question->screen == Screen::sums;
    if (options.items && !is_with_items) {
        faults.push_back(fmt::format("'{}' takes no --items", question->name));
    } else if (options.items && question->screen == Screen::themes && options.evolution[Option::theme]) {
        faults.emplace_back("events of items belong to no theme: leave --items or --theme out");
    }
    if (options.all_columns && question->screen == Screen::sentences) {
        faults.push_back(fmt::format("'{}' takes no --all-columns: it consists of sentences", question->name));
    }
}

void check_list(Options const& options) {
    std::vector<std::string> faults = faults_of(options.evolution, {}, "--list");
    if (std::vector<std::string_view> const given = screen_options(options); !given.empty()) {
        faults.push_back(fmt::format("--list takes no {}", fmt::join(given, ", ")));
    }
    if (!options.words.empty() || options.methods || options.bibtex) {
        faults.emplace_back("--list stands alone: it takes no question, no input, no --methods and no --bibtex");
    }
    if (options.format != "table" && options.format != "json") {
        faults.push_back(fmt::format("--list is a table or json, not {}", options.format));
    }
    throw_faults(faults);
}

/// Of --methods and --bibtex, which stand in place of a question.
Request request_for_all(Options const& options) {
    char const* const subject = !options.bibtex ? "--methods" : !options.methods ? "--bibtex" : "--methods --bibtex";
    Request request{nullptr, {options.words.begin(), options.words.end()}};
    std::vector<std::string> faults =
        faults_of(options.evolution, options.methods ? evolution::of_an_analysis : OptionSet{}, subject);
    if (options.format_given) {
        faults.push_back(fmt::format("{} is text: leave --format out", subject));
    }
    if (std::vector<std::string_view> const given = screen_options(options); !given.empty()) {
        faults.push_back(fmt::format("{} takes no {}", subject, fmt::join(given, ", ")));
    }
    if (request.inputs.empty()) {
        faults.emplace_back("name the folder of a data set");
    } else if (std::string const& word = options.words.front();
               answers::find_question(word) != nullptr && !is_folder(word)) {
        faults.push_back(fmt::format("{} stands in place of a question: leave '{}' out", subject, word));
    }
    throw_faults(faults);
    return request;
}

Request request_of(Options const& options) {
    if (options.methods || options.bibtex) {
        return request_for_all(options);
    }
    if (options.words.empty()) {
        throw std::invalid_argument("name a question and a data set (`stoa query --list` shows all)");
    }
    std::string const& word = options.words.front();
    Request request{answers::find_question(word), {options.words.begin() + 1, options.words.end()}};
    std::vector<std::string> faults;
    if (request.question == nullptr) {
        faults.push_back(why_no_question(word));
    } else if (request.inputs.empty()) {
        faults.emplace_back("name the folder of a data set after the question");
    }
    OptionSet const taken =
        request.question != nullptr ? request.question->takes() : evolution::of_a_question | evolution::of_an_analysis;
    for (std::string& each : faults_of(options.evolution, taken, fmt::format("'{}'", word))) {
        faults.push_back(std::move(each));
    }
    if (request.question != nullptr) {
        if (OptionSet const missing = request.question->needs - options.evolution.given(); !missing.empty()) {
            std::vector<std::string> words;
            for (Option const each : session::options_in(missing)) {
                words.push_back(
                    fmt::format("{} {}", evolution::definition(each).name, evolution::definition(each).argument));
            }
            faults.push_back(fmt::format("'{}' needs {}", word, fmt::join(words, " and ")));
        }
    }
    check_screen(options, request.question, faults);
    throw_faults(faults);
    return request;
}

/// Notes of forms that hold rows alone.
void print_notes(Answer const& answer, Common const& common) {
    for (std::string const& each : answer.notes) {
        if (!common.quiet) {
            std::fputs(fmt::format("note: {}\n", diagnostics::printable(each)).c_str(), stderr);
        }
    }
}

/// Json and csv are written row by row, for answers can be large.
void write_answer(Options const& options, Common const& common, Question const& question, Asked const& asked,
                  KnowledgeGraph const& graph, rdf::ByteSink& out) {
    std::optional<Progress> progress{std::in_place, common.quiet || options.output == "-"};
    progress->stage("answering");
    if (options.format == "json") {
        (void)answers::write_answer_as_json(question, asked, out);
        return;
    }
    Answer const answer =
        options.format == "csv" ? answers::write_answer_as_csv(question, asked, out) : answers::answer(question, asked);
    if (is_for_reading(options)) {
        answers::TextForm const form{graph, options.ids, options.all_columns};
        out.write(options.format == "table" ? answer_as_text(answer, form) : answer_as_markdown(answer, form));
        return;
    }
    progress.reset();
    print_notes(answer, common);
    if (options.format == rdf::turtle().name) {
        statements::PartWriter writer{graph, {true, false, true}, {}};
        writer.add_evolution(asked.analyses);
        writer.write_about(answers::iris_of(answer), rdf::turtle(), out);
    }
}

std::string methods_of(std::vector<Analysis> const& analyses) {
    std::string text;
    for (Analysis const& each : analyses) {
        text += text.empty() ? "" : "\n";
        for (std::string const& line : answers::methods(each, version)) {
            text += wrapped(line, 100);
        }
    }
    return text;
}

int write_list(Options const& options) {
    check_list(options);
    rdf::OutputFile out{options.output};
    out.write(list_questions(options.format));
    out.finish();
    return 0;
}

int run(Options const& options, Common const& common) {
    if (options.list) {
        return write_list(options);
    }
    Request const request = request_of(options);
    diagnostics::Diagnostics diagnostics;
    std::optional<session::Session> session;
    Asked asked;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        session = session::Session::open(request.inputs, {}, diagnostics);
        if (session && (request.question != nullptr || options.methods)) {
            progress.stage("computing how themes evolve");
            (void)session->analyses(options.evolution);
            if (request.question != nullptr) {
                asked = session->asked(*request.question, options.evolution);
                asked.citations = is_for_reading(options) && !options.ids;
                asked.without_items = is_for_reading(options) && !options.items;
                asked.without_details = is_for_reading(options) && !options.all_columns;
            }
        }
    }
    print_diagnostics(diagnostics, common.quiet);
    if (!session) {
        return data_is_wrong;
    }
    rdf::OutputFile out{options.output};
    if (request.question == nullptr) {
        std::string const methods = options.methods ? methods_of(session->analyses(options.evolution)) : std::string{};
        out.write(methods + (methods.empty() || !options.bibtex ? "" : "\n"));
        out.write(options.bibtex ? statements::bibliography(session->graph()) : std::string{});
    } else {
        write_answer(options, common, *request.question, asked, session->graph(), out);
    }
    out.finish();
    return 0;
}

}  // namespace

int run_query(Arguments const& arguments) {
    Options options;
    options.words = arguments.list("QUESTION INPUT");
    options.list = arguments.given("--list");
    options.methods = arguments.given("--methods");
    options.bibtex = arguments.given("--bibtex");
    options.format = arguments.text("--format");
    options.format_given = arguments.given("--format");
    options.output = arguments.text("--output");
    options.ids = arguments.given("--ids");
    options.items = arguments.given("--items");
    options.all_columns = arguments.given("--all-columns");
    options.evolution = evolution_options(arguments, evolution::of_a_question | evolution::of_an_analysis);
    return run(options, common_of(arguments));
}

}  // namespace stoa::app
