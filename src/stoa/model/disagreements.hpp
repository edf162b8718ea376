// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"

namespace stoa::model {

/// Competing values: claims or figures with one subject, property or quantity, mode and as-of date, whose periods of
/// validity overlap. A period that ends on the date on which another begins does not overlap with it.
struct Disagreement {
    Vertex subject = 0;
    std::string about;          ///< key of the property, or label of the quantity; then mode and date, if any
    std::vector<Vertex> sides;  ///< each of them with another value than some other one of its time
};

/// By subject, then `about`. Sorts the claims.
[[nodiscard]] std::vector<Disagreement> find_disagreements(KnowledgeGraph const& graph);

/// A claim's or figure's value with its qualifier, kind and mode in words: `over 2,300 (forecast, online)`. A record is
/// named in the language, as far as it has a label in it.
[[nodiscard]] std::string side_in_words(KnowledgeGraph const& graph, Vertex side, std::string_view language = "en");

}  // namespace stoa::model
