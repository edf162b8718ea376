// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "stoa/answers/answer.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::app {

/// What the screen shows of an answer, and how.
struct TextForm {
    model::KnowledgeGraph const& graph;  ///< that the answer is about
    bool ids = false;                    ///< ids in place of labels and citations
    bool all_columns = false;            ///< and all sources
};

/// For people: title, table or paragraphs, notes. The table has the columns that matter and are not empty throughout,
/// records by their labels, and the evidence as citations.
[[nodiscard]] std::string answer_as_text(answers::Answer const& answer, TextForm const& form);

/// All of it, after the members of `head`; docs/questions.md describes the form. Row by row, for answers can be large.
void write_answer_as_json(nlohmann::ordered_json head, answers::Answer const& answer, rdf::ByteSink& out);

/// RFC 4180 with a heading, lines end in CR LF. A record is its id, with its label in a column of its own; lists are
/// joined by `; `. Without the notes.
[[nodiscard]] std::string answer_as_csv(answers::Answer const& answer);

/// IRIs of all records that the answer names, sorted.
[[nodiscard]] std::vector<std::string> iris_of(answers::Answer const& answer);

[[nodiscard]] nlohmann::ordered_json parameters_as_json(evolution::Parameters const& parameters);

}  // namespace stoa::app
