// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/model/knowledge_graph.hpp"

namespace stoa::statements {

/// Names of records that have no label, made of what they say, in the words of the answers: `Inclusion, ICLC 4
/// (headline)` for an occurrence, `DVV International, 2024, theme 1` for evidence, `ICLC 6: startDate: 2024-12-03` for
/// a claim. Other records are named by their short names in the language of the record's data set. Refers to the graph,
/// which outlives it.
class NodeLabels {
public:
    /// Linear in the sources.
    explicit NodeLabels(model::KnowledgeGraph const& graph);

    /// Has the record no label, so that `append` names it?
    [[nodiscard]] bool names(model::Vertex vertex) const;
    /// Appends the name, which is the id where the record says nothing.
    void append(std::string& text, model::Vertex vertex) const;
    /// Of the name: that of the record's data set, or none for a quote, which is in the language of its source.
    [[nodiscard]] std::string_view language(model::Vertex vertex) const;

private:
    /// `depth`: how many records that have no label either name this one.
    void append(std::string& text, model::Vertex vertex, std::string_view language, unsigned depth) const;
    void append_object(std::string& text, model::Vertex vertex, std::string_view key, std::string_view language,
                       unsigned depth) const;
    void append_word(std::string& text, model::Vertex vertex, std::string_view key) const;
    void append_claim(std::string& text, model::Vertex claim, std::string_view language, unsigned depth) const;

    model::KnowledgeGraph const& graph_;
    model::KnowledgeGraph::Range sources_;
    std::vector<std::string> cited_;  ///< by source
};

}  // namespace stoa::statements
