// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "stoa/model/knowledge_graph.hpp"

/// How graph files name what the knowledge graph has.
namespace stoa::formats {

/// `edition:6`, as in Turtle.
void append_name(std::string& text, model::KnowledgeGraph const& graph, model::Vertex vertex);

/// The name as one more of a list.
void append_listed_name(std::string& list, model::KnowledgeGraph const& graph, model::Vertex vertex);

/// A value of a list that is parted by `|`: with a `\` before each `|` and `\`.
void append_escaped(std::string& text, std::string_view value);

/// The row of the label that the vertex is shown with, one past the last row where its id is.
[[nodiscard]] std::size_t shown_label(model::KnowledgeGraph const& graph, model::Vertex vertex);

/// Titles of the root data sets.
[[nodiscard]] std::string titles_of(model::KnowledgeGraph const& graph);

}  // namespace stoa::formats
