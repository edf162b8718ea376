// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/answers/answer.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::answers {

/// What is shown of an answer to people, and how.
struct TextForm {
    model::KnowledgeGraph const& graph;  ///< that the answer is about
    bool ids = false;                    ///< ids in place of labels and citations
    bool all_columns = false;            ///< and all sources
};

/// For people: title, table or paragraphs, notes. The table has the columns that matter and are not empty throughout,
/// records by their labels, and the evidence as citations.
[[nodiscard]] std::string answer_as_text(Answer const& answer, TextForm const& form);
/// The same in Markdown (GitHub Flavored Markdown, for the table).
[[nodiscard]] std::string answer_as_markdown(Answer const& answer, TextForm const& form);

}  // namespace stoa::answers
