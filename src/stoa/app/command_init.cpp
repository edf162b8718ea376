// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <memory>
#include <string_view>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/rdf/output_file.hpp"

namespace stoa::app {
namespace {

namespace fs = std::filesystem;

struct Starter {
    std::string_view name;
    std::string_view text;
};

constexpr std::array starters{
    Starter{"stoa.toml", R"(# What this folder is. Every other .toml file in it holds records.
name = "my-series"                        # short; names files and prefixes
base = "https://example.org/my-series/"   # records get IRIs such as <base>edition/1: use a domain of yours
title = "My conference series"
description = "Editions, themes and documents of my conference series, every statement with its evidence"
licence = "https://creativecommons.org/licenses/by/4.0/"
version = "0.1.0"
language = "en"                           # of texts that say no other
creator = "My name or organisation"
# uses = ["../shared"]                    # data sets whose cities, organisations and themes these records may name
# look_back = 2                           # editions back in which a theme's content is looked for (1 if not said)
)"},
    Starter{"sources.toml", R"(# Where facts come from. Every statement names a source as its evidence.

[[source]]
id = "programme"
label = "Programme of the first edition"
url = "https://example.org/programme"
rights = "terms not stated; facts only"

[[source]]
id = "coding"
label = "Decisions of the people who keep this data set"
licence = "https://creativecommons.org/licenses/by/4.0/"
)"},
    Starter{"series.toml", R"(evidence = "programme"   # for all statements of this file that give none of their own

[series]
id = "my-series"
label = "My Conference Series"
alt_label = ["MCS"]
cadence_years = 2

[[city]]
id = "athens"
label = { en = "Athens", el = "Αθήνα" }   # a text in several languages
country = "greece"

[[country]]
id = "greece"
label = "Greece"
iso2 = "GR"
)"},
    Starter{"themes.toml", R"(evidence = "coding"

# Themes are the few lasting topics of the series; concepts are what their scope is made of.

[[scheme]]
id = "themes"
label = "Themes"

[[theme]]
id = "inclusion"
label = "Inclusion"
scheme = "themes"

[[concept]]
id = "older-people"
label = "Older people"
facet = "groups"          # or "issues"

[[quantity]]
id = "participants"
label = "Participants"
)"},
    Starter{"edition-1.toml", R"(evidence = "programme"

[edition]
id = "1"
series = "my-series"
number = 1
label = "First conference of my series"
status = "held"                 # planned, held, postponed or cancelled
start = 2024-05-06              # or "2024-05", or 2024, as far as it is known
end = 2024-05-08
city = "athens"
theme_wording = "Learning for everyone"

# A theme as this edition treats it: how prominent it is, and what the source puts under it.
[[edition.occurrence]]
theme = "inclusion"
role = "headline"               # headline, strand, issue or group
items = ["older-people"]
evidence = { source = "programme", locator = "page 2" }

# What was read for each facet, so that an absence can be judged.
[[edition.coverage]]
facet = "issues"
level = "partial"               # complete, partial, unread or not_applicable
read = ["programme"]

[[edition.coverage]]
facet = "groups"
level = "partial"
read = ["programme"]

# A figure keeps its qualifier (exact, about, over) and kind (forecast, actual).
[[edition.figure]]
quantity = "participants"
value = 300
qualifier = "about"
)"},
};

int run(fs::path const& folder) {
    std::error_code error;
    if (fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))) {
        throw ingest::InputError(
            fmt::format("{}: is there already and not empty; name a new folder", folder.generic_string()));
    }
    fs::create_directories(folder, error);
    if (error) {
        throw ingest::InputError(fmt::format("{}: cannot be made: {}", folder.generic_string(), error.message()));
    }
    std::string list;
    for (Starter const& each : starters) {
        rdf::OutputFile file{(folder / each.name).string()};
        file.write(each.text);
        file.finish();
        list += "  " + (folder / each.name).generic_string() + "\n";
    }
    print(fmt::format("Wrote a data set to start from:\n{}Next: edit it, then run\n  stoa check {}\n", list,
                      folder.generic_string()));
    return 0;
}

}  // namespace

void add_init(CLI::App& program, Common const& /*common*/, Action& action) {
    auto const folder = std::make_shared<fs::path>();
    CLI::App* const command = program.add_subcommand("init", "Write a commented data set to start from");
    command->add_option("DIR", *folder, "Folder to make; it must not hold anything yet")->required();
    command->footer(
        "Examples:\n"
        "  stoa init my-series\n"
        "  stoa check my-series");
    command->callback([folder, &action] { action = [folder] { return run(*folder); }; });
}

}  // namespace stoa::app
