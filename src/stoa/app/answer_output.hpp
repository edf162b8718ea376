// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "stoa/evolution/answer.hpp"
#include "stoa/evolution/parameters.hpp"

namespace stoa::app {

/// For people: title, table (columns that are empty throughout, and those for programs, left out), paragraphs, notes.
[[nodiscard]] std::string answer_as_text(evolution::Answer const& answer);

/// All of it; docs/questions.md describes the form.
[[nodiscard]] nlohmann::ordered_json answer_as_json(evolution::Answer const& answer);

/// RFC 4180 with a heading, lines end in CR LF. A record is its id, with its label in a column of its own; lists are
/// joined by `; `. Without the notes.
[[nodiscard]] std::string answer_as_csv(evolution::Answer const& answer);

/// IRIs of all records that the answer names, sorted.
[[nodiscard]] std::vector<std::string> iris_of(evolution::Answer const& answer);

[[nodiscard]] nlohmann::ordered_json parameters_as_json(evolution::Parameters const& parameters);

}  // namespace stoa::app
