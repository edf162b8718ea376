// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/answers/answer.hpp"
#include "stoa/answers/questions.hpp"
#include "stoa/rdf/byte_sink.hpp"

/// An answer as one table: its columns, then what every row rests on.
namespace stoa::answers {

/// The columns of the answer, and `editions`, `evidence`, `basis`, `coverage`.
[[nodiscard]] std::vector<Column> all_columns(std::span<Column const> columns);
/// The values of the row under these columns.
[[nodiscard]] std::vector<Value> all_values(Row const& row);

/// Asks, and writes the rows as they are found: analyses with their parameters, question, title, columns, rows,
/// paragraphs of a story, notes. docs/questions.md describes the form. Gives the answer without its rows.
Answer write_answer_as_json(Question const& question, Asked const& asked, rdf::ByteSink& out);
/// As above, the rows alone: see tables/csv.hpp.
Answer write_answer_as_csv(Question const& question, Asked const& asked, rdf::ByteSink& out);

/// IRIs of all records that the answer names, sorted.
[[nodiscard]] std::vector<std::string> iris_of(Answer const& answer);

}  // namespace stoa::answers
