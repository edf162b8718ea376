// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/command_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "stoa/answers/questions.hpp"
#include "stoa/app/commands.hpp"
#include "stoa/app/evolution_options.hpp"
#include "stoa/app/graph_files.hpp"
#include "stoa/app/manual_pages.hpp"
#include "stoa/draw/pictures.hpp"
#include "stoa/evolution/options.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/model/schema.hpp"
#include "stoa/publish/profile.hpp"
#include "stoa/publish/shards.hpp"
#include "stoa/rdf/syntax.hpp"

namespace stoa::app {
namespace {

using enum CommandId;
using evolution::OptionSet;

// --- commands ---------------------------------------------------------------------------------------------------

/// Each picture with the parameters that it takes, beside --series, which all take.
std::string list_pictures() {
    std::string shows;
    std::string takes;
    for (draw::Picture const& each : draw::pictures()) {
        OptionSet const parameters = each.takes - OptionSet{evolution::Option::series};
        std::string const names = fmt::format("{}", fmt::join(session::names_of(parameters), ", "));
        shows += fmt::format("  {:<10}{}\n", each.name, each.shows);
        takes += fmt::format("  {:<10}{}\n", each.name,
                             parameters == evolution::parameters_of_evolution ? "all"
                             : names.empty()                                  ? "none"
                                                                              : names);
    }
    return "Pictures:\n" + shows + "\nParameters that each picture takes:\n" + takes;
}

constexpr std::string_view endpoint_examples =
    "stoa endpoint info http://localhost:3030/ds\n"
    "stoa endpoint info http://localhost:8890/sparql --format json\n";

constexpr std::array<CommandDef, command_count> command_table{{
    {.id = stoa,
     .name = "stoa",
     .summary = "Turns the records of a conference series into a knowledge graph in RDF.",
     .about = "Run `stoa COMMAND --help` for the options and examples of a command.",
     .examples = "stoa init my-series\n"
                 "stoa check data/iclc\n"
                 "stoa export data/iclc -o iclc.ttl\n"},
    {.id = check,
     .name = "stoa check",
     .summary = "Read data sets and report all errors in them",
     .about = "The exit code is 1 if there are errors, and 0 if there are only warnings.",
     .examples = "stoa check data/iclc\n"
                 "stoa check data/iclc --sources texts --format json\n",
     .run = run_check},
    {.id = completions,
     .name = "stoa completions",
     .summary = "Print a script that completes command lines of stoa in a shell",
     .about = "Bash reads the script from the file stoa in ~/.local/share/bash-completion/completions, fish from\n"
              "stoa.fish in ~/.config/fish/completions, and zsh from _stoa in a folder of its fpath.\n"
              "An installation of stoa has all three.",
     .examples = "stoa completions bash > stoa.bash\n"
                 "stoa completions zsh > _stoa\n"
                 "stoa completions fish > stoa.fish\n",
     .run = run_completions},
    {.id = draw,
     .name = "stoa draw",
     .summary = "Draw the evolution of themes as SVG",
     .lists = list_pictures,
     .about = "If the data contain errors, nothing is written and an existing file stays unchanged.",
     .examples = "stoa draw matrix data/iclc -o matrix.svg\n"
                 "stoa draw flow data/iclc --look-back 3 -o flow.svg\n"
                 "stoa draw flow data/iclc --top 5 -o main-themes.svg\n"
                 "stoa draw map data/iclc examples/confintea --series confintea --language fr -o hosts.svg\n",
     .run = run_draw},
    {.id = endpoint, .name = "stoa endpoint", .summary = "Inspect a SPARQL endpoint", .examples = endpoint_examples},
    {.id = endpoint_info,
     .name = "stoa endpoint info",
     .summary = "Show the graphs, publications and capabilities of an endpoint",
     .examples = endpoint_examples,
     .run = run_endpoint_info},
    {.id = export_,
     .name = "stoa export",
     .summary = "Write data sets as RDF or as graph files",
     .about = "If the data contain errors, nothing is written and an existing file stays unchanged.",
     .examples = "stoa export data/iclc -o iclc.ttl\n"
                 "stoa export data/iclc --format ntriples --parts data | sha256sum\n"
                 "stoa export data/iclc examples/confintea -o both.ttl\n"
                 "stoa export data/iclc --parts evolution -o iclc-evolution.ttl\n"
                 "stoa export data/iclc --base https://example.org/iclc/ -o -\n"
                 "stoa export data/iclc --format ntriples --shards 8 --gzip -o iclc-bulk\n"
                 "stoa export data/iclc --format gexf -o iclc.gexf\n"
                 "stoa export data/iclc --format csv --view lineage -o iclc-lineage\n"
                 "stoa export data/iclc --format csv --neo4j -o iclc-neo4j\n"
                 "stoa export data/iclc --format dot --view lineage | dot -Tsvg > iclc-lineage.svg\n",
     .run = run_export},
    {.id = info,
     .name = "stoa info",
     .summary = "Count records, statements and evidence, and list disagreements and repetitions of sources",
     .examples = "stoa info data/iclc\n"
                 "stoa info data/iclc --format json\n",
     .run = run_info},
    {.id = init,
     .name = "stoa init",
     .summary = "Create a commented data set as a starting point",
     .about = "Editors that know JSON Schema for TOML complete and check the files by .stoa-schema.json.",
     .examples = "stoa init my-series\n"
                 "stoa check my-series\n",
     .run = run_init},
    {.id = manual,
     .name = "stoa manual",
     .summary = "Print the manual page of a command",
     .about = "The pages are for man(1), groff and mandoc; an installation of stoa has them all.",
     .examples = "stoa manual > stoa.1\n"
                 "stoa manual export > stoa-export.1\n"
                 "stoa manual --format markdown > commands.md\n"
                 "stoa manual --output man1\n",
     .run = run_manual},
    {.id = publish,
     .name = "stoa publish",
     .summary = "Publish data sets to a graph of a SPARQL endpoint",
     .about = "Readers see the old version until the new one is complete. If nothing has changed, nothing is written.\n"
              "Credentials come from STOA_ENDPOINT_USER and STOA_ENDPOINT_PASSWORD, from STOA_ENDPOINT_TOKEN,\n"
              "or from a netrc file.",
     .examples = "stoa publish data/iclc --to http://localhost:8890/sparql --graph https://w3id.org/stoa/iclc\n"
                 "stoa publish data/iclc --to production --mode changes\n"
                 "stoa publish data/iclc --to production --dry-run\n"
                 "stoa publish data/iclc --to production --rollback\n",
     .run = run_publish},
    {.id = query,
     .name = "stoa query",
     .summary = "Answer questions about the evolution of themes, with the evidence",
     .about = "Every row gives its basis, and the editions, evidence and incomplete coverage behind it.\n"
              "A table shows the most important columns; json and csv contain all rows and columns.\n"
              "An empty answer says why it is empty.\n"
              "With csv and turtle, notes go to standard error, and -q suppresses them.",
     .examples = "stoa query --list\n"
                 "stoa query story data/iclc --theme inclusion\n"
                 "stoa query new-items data/iclc --edition 6 --facets groups,sdgs\n"
                 "stoa query events data/iclc --edition 6 --items\n"
                 "stoa query weak-evidence data/iclc --ids\n"
                 "stoa query persistence data/iclc --all-columns\n"
                 "stoa query events data/iclc --format json -o events.json\n"
                 "stoa query withdraw data/iclc --document d6\n"
                 "stoa query two-series data/iclc examples/confintea\n"
                 "stoa query --methods data/iclc\n",
     .run = run_query},
    {.id = schema,
     .name = "stoa schema",
     .summary = "Show the kinds and keys of data files and their RDF terms",
     .examples = "stoa schema\n"
                 "stoa schema edition\n"
                 "stoa schema --format markdown > schema.md\n"
                 "stoa schema --format json-schema > .stoa-schema.json\n",
     .run = run_schema},
    {.id = validate,
     .name = "stoa validate",
     .summary = "Check RDF files against the ontology and the rules of SKOS",
     .about = "Reports undeclared classes, properties and datatypes, subjects and values of the wrong type, subjects "
              "of\n"
              "two disjoint classes, second values where only one is allowed, and conflicting labels, links and\n"
              "matches of concepts.\n"
              "The exit code is 1 if there are findings.",
     .examples = "stoa validate iclc.ttl\n"
                 "stoa validate data.nt description.nt --format json\n"
                 "stoa export data/iclc -o iclc.ttl && stoa validate iclc.ttl\n",
     .run = run_validate},
    {.id = verify,
     .name = "stoa verify",
     .summary = "Compare a graph of a SPARQL endpoint with the data",
     .about = "The exit code is 1 if the endpoint differs. Nothing is written.",
     .examples = "stoa verify data/iclc --to http://localhost:8890/sparql --graph https://w3id.org/stoa/iclc\n"
                 "stoa verify data/iclc --to production --depth batches --format json\n",
     .run = run_verify},
}};

// --- words ------------------------------------------------------------------------------------------------------

template <class Range>
Words names_in(Range const& range) {
    Words names;
    for (auto const& each : range) {
        names.push_back(each.name);
    }
    return names;
}

Words formats_of_export() {
    Words words;
    std::ranges::transform(rdf::syntaxes(), std::back_inserter(words), &rdf::Syntax::name);
    std::ranges::copy(graph_formats(), std::back_inserter(words));
    return words;
}

Words servers() {
    Words words;
    for (publish::Profile const* each : publish::profiles()) {
        words.push_back(each->name);
    }
    return words;
}

Words parts() { return {"data", "description", "evolution", "all"}; }
Words depths() { return {"counts", "batches", "full"}; }
Words shells() { return {"bash", "zsh", "fish"}; }
Words formats_of_query() { return {"table", "markdown", "json", "csv", rdf::turtle().name}; }
Words modes() { return {"replace", "changes"}; }
Words formats_of_schema() { return {"table", "markdown", "json", "json-schema"}; }
Words formats_of_manual() { return {"man", "markdown"}; }
Words views() { return {"graph", "lineage"}; }
Words csv_tables() { return {"nodes", "edges"}; }
Words table_or_json() { return {"table", "json"}; }
Words text_or_json() { return {"text", "json"}; }
Words questions() { return names_in(answers::questions()); }
Words pictures() { return names_in(draw::pictures()); }
Words kinds() { return names_in(model::kinds()); }
Words facets() { return {evolution::facet_names.begin(), evolution::facet_names.end()}; }

// --- arguments --------------------------------------------------------------------------------------------------

constexpr ArgumentDef value(std::string_view name, Value kind, std::string_view argument,
                            std::string_view default_value, CommandSet commands, std::string_view meaning) {
    return {.name = name,
            .value = kind,
            .argument = argument,
            .default_value = default_value,
            .meaning = meaning,
            .commands = commands};
}
constexpr ArgumentDef flag(std::string_view name, CommandSet commands, std::string_view meaning) {
    return value(name, Value::nothing, {}, {}, commands, meaning);
}
constexpr ArgumentDef proposing(Words (*words)(), ArgumentDef argument) {
    argument.words = words;
    return argument;
}
constexpr ArgumentDef word(std::string_view name, Words (*words)(), std::string_view default_value, CommandSet commands,
                           std::string_view meaning) {
    return proposing(words, value(name, Value::word, "TEXT", default_value, commands, meaning));
}
constexpr ArgumentDef count(std::string_view name, std::string_view argument, std::uint64_t least, std::uint64_t most,
                            std::string_view default_value, CommandSet commands, std::string_view meaning) {
    ArgumentDef result = value(name, Value::count, argument, default_value, commands, meaning);
    result.least = least;
    result.most = most;
    return result;
}
constexpr ArgumentDef short_name(std::string_view name, ArgumentDef argument) {
    argument.short_name = name;
    return argument;
}
constexpr ArgumentDef repeatable(ArgumentDef argument, char separator = '\0') {
    argument.repeatable = true;
    argument.separator = separator;
    return argument;
}
constexpr ArgumentDef required(ArgumentDef argument) {
    argument.required = true;
    return argument;
}
constexpr ArgumentDef in_group(std::string_view group, ArgumentDef argument) {
    argument.group = group;
    return argument;
}

constexpr std::string_view bulk_files = "Bulk files";
constexpr std::string_view graph_files = "Graph files";
constexpr std::string_view of_endpoint = "Endpoint";

constexpr std::string_view a_data_set = "Folder of a data set (contains a stoa.toml), or the name of an installed one";
constexpr std::string_view sources_meaning = "Folder with the plain text of the sources, in which quotes are looked up";

constexpr std::array before_questions{
    required(
        proposing(pictures, value("PICTURE", Value::word, "PICTURE", "", {draw}, "The picture to draw (see below)"))),
    repeatable(proposing(questions, value("QUESTION INPUT", Value::question, "", "", {query},
                                          "A question (see --list), followed by folders of data sets"))),
    required(repeatable(
        value("INPUT", Value::folder, "FOLDER", "", {check, draw, export_, info, publish, verify}, a_data_set))),
    required(word("SHELL", shells, "", {completions}, "The shell")),
    proposing(names_of_pages, value("COMMAND", Value::text, "TEXT", "", {manual},
                                    "The command, such as export or endpoint-info; without one, stoa itself")),
    proposing(kinds, value("KIND", Value::text, "TEXT", "", {schema}, "Show only this kind")),
    required(value("URL", Value::text, "", "", {endpoint_info}, "URL of the endpoint")),
    required(value("DIR", Value::folder, "TEXT", "", {init}, "Folder to create; an existing folder must be empty")),
    required(repeatable(value("FILE", Value::file, "TEXT", "", {validate},
                              "RDF files, checked together: N-Triples if the name ends in .nt, else Turtle"))),
    short_name("-h", flag("--help", CommandSet::all(), "Print this help message and exit")),
    flag("--version", {stoa}, "Display program version information and exit"),
    short_name("-q", flag("--quiet", {stoa}, "Suppress warnings, progress and the summary")),
    flag("--list", {query}, "List all questions; with --format json, also the options of each"),
};

constexpr std::array after_questions{
    value("--sources", Value::folder, "DIR", "", {check, info}, sources_meaning),
    short_name("-o", value("--output", Value::file, "FILE", "-", {draw},
                           "Output file, replaced only if the run succeeds; - is standard output")),
    flag("--all", {check, validate}, "Show every message, not only 100 of a kind and 1,000 in all"),
    value("--language", Value::text, "TAG", "en", {draw}, "Language of the labels, where available"),
    repeatable(value("--theme", Value::text, "THEME", "", {draw},
                     "For matrix and flow: show only this theme, by id, label in any language or prefix")),
    count("--area", "N", 1, 1'000'000, "", {draw},
          "For matrix and flow: show only the themes of this area (see 'stoa query areas')"),
    count("--top", "N", 1, 1'000'000, "", {draw},
          "For matrix and flow: show only the N themes that are present in most editions"),
    short_name("-o", value("--output", Value::file, "FILE", "-", {export_},
                           "Output file (for csv and --shards, a folder), replaced only if the run succeeds;\n"
                           "- is standard output")),
    word("--format", formats_of_export, "turtle", {export_},
         "turtle: readable RDF; ntriples: canonical, sorted RDF;\n"
         "graphml: for NetworkX, igraph, yEd; gexf: for Gephi, with time; dot: for Graphviz;\n"
         "csv: for pandas, R"),
    word("--format", formats_of_query, "table", {query},
         "table, markdown: for reading; json, csv: all rows and columns; turtle: the resources named"),
    flag("--ids", {query}, "In tables and stories, show ids instead of names and citations"),
    flag("--items", {query},
         "In the tables of 'events' and 'robustness', also show the events of items;\n"
         "in those of 'new-items' and 'coding', show a row for each item"),
    flag("--all-columns", {query}, "In tables, show all columns and sources instead of the most important ones"),
    short_name("-o", value("--output", Value::file, "FILE", "-", {query}, "Output file; - is standard output")),
    flag("--methods", {query}, "Instead of a question: print the parameters and a paragraph to cite"),
    flag("--bibtex", {query}, "Instead of a question: print the sources as BibTeX"),
    required(value("--to", Value::text, "URL", "", {publish},
                   "The endpoint: its root URL, one of its service URLs (queries, updates, Graph Store),\n"
                   "or its name in stoa.toml")),
    required(value("--to", Value::text, "URL", "", {verify}, "URL of the endpoint, or its name in stoa.toml")),
    value("--graph", Value::text, "IRI", "", {publish}, "Graph to publish to; afterwards it holds exactly the data"),
    value("--graph", Value::text, "IRI", "", {verify}, "Graph to compare"),
    word("--mode", modes, "", {publish},
         "replace: send everything to a staging graph first; changes: send only the difference, if\n"
         "at most 30 % of the statements change (default: the mode in stoa.toml, else replace)"),
    repeatable(word("--parts", parts, "data,description", {export_, publish, verify},
                    "data: the records; description: VoID, DCAT, PROV;\n"
                    "evolution: theme states, events and lineage; all: all of these"),
               ','),
    value("--base", Value::text, "IRI", "", {export_},
          "Base IRI to use instead of the one in stoa.toml, for a single data set"),
    flag("--split", {publish, verify}, "Put each part into its own graph: IRI, IRI/description, IRI/evolution"),
    value("--modified", Value::text, "DATE", "", {export_, publish, verify},
          "Date of the last change, for the description (default: SOURCE_DATE_EPOCH)"),
    word("--verify", depths, "batches", {publish},
         "What to read back: counts; batches: ten batches of 200 statements, others in each run;\n"
         "full: everything"),
    word("--depth", depths, "full", {verify}, "counts; batches: a sample spread over the graph; full: every statement"),
    flag("--dry-run", {publish}, "Show what would be sent, without changing anything"),
    value("--rollback", Value::revision, "[REVISION]", "", {publish},
          "Publish an archived version again: the previous one, or REVISION.\n"
          "With a URL and --graph, the data are not read"),
    value("--archive", Value::folder, "DIR", "", {publish},
          "Folder in which every published version is kept (default: a folder for each\n"
          "endpoint and graph in $XDG_STATE_HOME/stoa)"),
    flag("--tombstones", {publish}, "Keep entities that were removed from the data, marked owl:deprecated"),
    repeatable(value("--replaced-by", Value::text, "OLD=NEW", "", {publish},
                     "IRI of the entity that replaces a removed one, for its tombstone")),
    flag("--adopt", {publish},
         "Archive what the graph holds and this publication has not published, and replace it;\n"
         "--rollback 0 brings it back. Without --adopt, such a graph is refused"),
    flag("--take-over", {publish}, "Publish even if another publisher holds the lease"),
    count("--lease", "SECONDS", 1, 86'400, "300", {publish},
          "How long the lease of a publisher that dies keeps others out"),
    count("--most", "N", 0, 0, "100", {endpoint_info}, "How many graphs to list"),
    count("--most", "N", 0, 0, "50", {verify}, "How many differences to list for each graph"),
    word("--format", table_or_json, "table", {endpoint_info, info, publish, verify}, "Output format"),
    word("--format", text_or_json, "text", {check, validate}, "Output format"),
    flag("--messages", {schema}, "Instead of kinds: list the codes of messages about data and what they mean"),
    word("--format", formats_of_schema, "table", {schema},
         "Output format; json-schema: a JSON Schema of data files, for editors"),
    word("--format", formats_of_manual, "man", {manual}, "man: a manual page; markdown: all commands in one document"),
    short_name("-o", value("--output", Value::folder, "DIR", "", {manual},
                           "Instead of printing one page, write those of all commands into this folder")),
    in_group(bulk_files,
             count("--shards", "NUMBER", 1, publish::most_shards, "", {export_},
                   "For ntriples: write this many files (part-0001.nt and so on) and a manifest.json into a\n"
                   "folder, never dividing a subject; replaces an earlier export in the folder")),
    in_group(bulk_files,
             flag("--gzip", {export_}, "For ntriples: compress the file, or the shards (part-0001.nt.gz and so on)")),
    in_group(graph_files, word("--view", views, "graph", {export_},
                               "graph: records and relations; lineage: theme states and arcs of one series")),
    in_group(graph_files, word("--table", csv_tables, "", {export_}, "For csv: write only one table")),
    in_group(graph_files,
             flag("--neo4j", {export_}, "For csv: name the columns as neo4j-admin database import reads them")),
};

constexpr CommandSet with_endpoint{endpoint_info, publish, verify};

constexpr std::array last{
    in_group(of_endpoint, word("--server", servers, "", with_endpoint, "Kind of server, if it cannot be detected")),
    in_group(of_endpoint, value("--query-url", Value::text, "URL", "", with_endpoint,
                                "Service URL for queries, instead of the usual one")),
    in_group(of_endpoint, value("--update-url", Value::text, "URL", "", with_endpoint, "Service URL for updates")),
    in_group(of_endpoint,
             value("--store-url", Value::text, "URL", "", with_endpoint, "Service URL of the Graph Store")),
    in_group(of_endpoint, value("--netrc-file", Value::file, "FILE", "", with_endpoint,
                                "File with the accounts for each host (default: ~/.netrc)")),
    in_group(of_endpoint, flag("--insecure", with_endpoint, "Send credentials to other machines over http as well")),
    in_group(of_endpoint, count("--stall-timeout", "SECONDS", 1, 86'400, "60", with_endpoint,
                                "Abandon a request if no byte arrives for this long")),
    in_group(of_endpoint,
             count("--attempts", "N", 1, 100, "5", with_endpoint, "How often to send a request that can be repeated")),
};

/// Those of questions and analyses; what their values are is checked by `evolution_options`.
void add_evolution_options(std::vector<ArgumentDef>& table, OptionSet added, std::string_view group,
                           CommandSet commands) {
    for (evolution::Option const option : session::options_in(added)) {
        evolution::OptionDef const& def = evolution::definition(option);
        bool const is_list = option == evolution::Option::facets || option == evolution::Option::documents;
        table.push_back({.name = def.name,
                         .value = Value::text,
                         .argument = def.argument,
                         .words = option == evolution::Option::facets      ? facets
                                  : option == evolution::Option::documents ? evolution::document_kinds
                                                                           : nullptr,
                         .separator = is_list ? ',' : '\0',
                         .group = group,
                         .meaning = def.meaning,
                         .commands = commands});
    }
}

}  // namespace

std::span<CommandDef const> commands() { return command_table; }

CommandDef const& definition(CommandId command) { return command_table[static_cast<std::size_t>(command)]; }

std::vector<CommandDef const*> subcommands(CommandDef const& command) {
    std::vector<CommandDef const*> found;
    for (CommandDef const& each : command_table) {
        if (each.name.size() > command.name.size() && each.name.starts_with(command.name) &&
            each.name.rfind(' ') == command.name.size()) {
            found.push_back(&each);
        }
    }
    return found;
}

CommandDef const* find_subcommand(CommandDef const& command, std::string_view word) {
    std::vector<CommandDef const*> const all = subcommands(command);
    auto const found = std::ranges::find(all, word, &CommandDef::last_word);
    return found == all.end() ? nullptr : *found;
}

std::span<ArgumentDef const> arguments() {
    static std::vector<ArgumentDef> const table = [] {
        std::vector<ArgumentDef> all{before_questions.begin(), before_questions.end()};
        add_evolution_options(all, evolution::of_a_question, {}, {query});
        all.insert(all.end(), after_questions.begin(), after_questions.end());
        add_evolution_options(all, evolution::of_an_analysis, "Theme evolution",
                              {draw, export_, publish, query, verify});
        all.insert(all.end(), last.begin(), last.end());
        return all;
    }();
    return table;
}

std::vector<ArgumentDef const*> arguments_of(CommandId command) {
    std::vector<ArgumentDef const*> found;
    for (ArgumentDef const& each : arguments()) {
        if (each.commands.contains(command)) {
            found.push_back(&each);
        }
    }
    return found;
}

}  // namespace stoa::app
