// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/starter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace stoa::ingest {
namespace {

constexpr std::array starter_files{
    Starter{"stoa.toml", R"(# Describes this data set. Every other .toml file in this folder contains records.
name = "my-series"                        # short; used in file names and prefixes
base = "https://example.org/my-series/"   # records get IRIs such as <base>edition/1; use a domain of your own
title = "My conference series"
description = "Editions, themes and documents of my conference series, with evidence for every statement"
licence = "https://creativecommons.org/licenses/by/4.0/"
version = "0.1.0"
language = "en"                           # of texts that do not name another
creator = "My name or organisation"
# uses = ["shared"]                       # data sets whose cities, organisations and themes the records may refer to:
                                          # names of installed ones, or folders such as "../shared"
# look_back = 2                           # how many editions back to look for the content of a theme (default: 1)
)"},
    Starter{"sources.toml", R"(# The sources of the facts. The evidence of every statement names one of them.

[[source]]
id = "programme"
label = "Programme of the first edition"
url = "https://example.org/my-series/programme"
rights = "terms not stated; facts only"

[[source]]
id = "coding"
label = "Decisions of the people who maintain this data set"
licence = "https://creativecommons.org/licenses/by/4.0/"
)"},
    Starter{"series.toml", R"(evidence = "programme"   # for all statements in this file that do not name their own

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

# Themes are the few lasting topics of the series; concepts make up their scope.

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
start = 2024-05-06              # or "2024-05" or 2024, as precise as it is known
end = 2024-05-08
city = "athens"
theme_wording = "Learning for everyone"

# How this edition treats a theme: how prominently, and with which items under it.
[[edition.occurrence]]
theme = "inclusion"
role = "headline"               # headline, strand, issue or group
items = ["older-people"]
evidence = { source = "programme", locator = "page 2" }

# What was read for each facet; this decides what an absence means.
[[edition.coverage]]
facet = "issues"
level = "partial"               # complete, partial, unread or not_applicable
read = ["programme"]

[[edition.coverage]]
facet = "groups"
level = "partial"
read = ["programme"]

[[edition.coverage]]
facet = "sdgs"
level = "unread"                # nobody has looked for them yet

# A figure has a qualifier (exact, about, over) and a kind (actual, forecast).
[[edition.figure]]
quantity = "participants"
value = 300
qualifier = "about"
)"},
};

/// What says something of a conference that is not there.
constexpr std::array<std::string_view, 9> placeholder_texts{
    "https://example.org/my-series/",
    "My conference series",
    "Editions, themes and documents of my conference series, with evidence for every statement",
    "My name or organisation",
    "Programme of the first edition",
    "https://example.org/my-series/programme",
    "My Conference Series",
    "First conference of my series",
    "Learning for everyone",
};

}  // namespace

std::span<Starter const> starters() { return starter_files; }

std::span<std::string_view const> placeholders() { return placeholder_texts; }

bool is_placeholder(std::string_view text) {
    return std::ranges::find(placeholder_texts, text) != placeholder_texts.end();
}

void warn_of_placeholders(model::CheckContext& context) {
    model::KnowledgeGraph const& graph = context.graph();
    for (model::Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        model::KnowledgeGraph::Rows const rows = graph.rows(vertex);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::string_view const text = graph.value_term(rows.tag[i], rows.value[i]).text;
            if (is_placeholder(text)) {
                context.warn(diagnostics::Code::placeholder, {vertex}, context.where(vertex, {i, text, rows.tag[i]}),
                             fmt::format("'{}' of {} is still that of `stoa init`: replace '{}'",
                                         definition(rows.property[i]).key, context.name(vertex), text));
            }
        }
    }
}

}  // namespace stoa::ingest
