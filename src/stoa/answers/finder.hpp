// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"

namespace stoa::answers {

/// What a person meant by a word, or why nothing was found: `there is no theme 'inclusoin', did you mean 'inclusion'?`.
struct Found {
    std::optional<model::Vertex> vertex;
    std::string why;
    std::vector<model::Vertex> fitting;  ///< what the word fits, where it fits several
};

/// Looks among `candidates` (named `what` in messages) for an id or IRI, then the number of an edition, then a label in
/// any language, then a prefix of an id or label. What fits several of them is not found, and the message names them
/// with their labels. Case and marks make no difference in labels. Linear in the candidates' labels.
[[nodiscard]] Found find_among(model::KnowledgeGraph const& graph, std::span<model::Vertex const> candidates,
                               std::string_view what, std::string_view word);

}  // namespace stoa::answers
