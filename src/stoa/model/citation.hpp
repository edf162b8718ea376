// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "stoa/model/knowledge_graph.hpp"

namespace stoa::model {

/// `ICLC 6`, `UIL`: the first alternative label in the language, else the label.
[[nodiscard]] std::string_view short_name(KnowledgeGraph const& graph, Vertex vertex, std::string_view language = "en");

/// `2024` of 2024-12-05, 2024-12 and 2024; empty of what is no date.
[[nodiscard]] std::string_view year_in(std::string_view date);

/// `ICLC 6 (2024)`: the short name of an edition, with the year in which it starts if that is known.
[[nodiscard]] std::string name_with_year(KnowledgeGraph const& graph, Vertex edition);

/// `a`, `a and b`, `a, b and c`; `a, b and 3 more` where there are more than `most`.
[[nodiscard]] std::string list_in_words(std::span<std::string const> words,
                                        std::size_t most = std::numeric_limits<std::size_t>::max());

/// A place in a source; without a locator, the source as a whole.
struct Place {
    Vertex source = 0;
    std::string locator;
};

/// Writes the sources of one graph as people cite them: publisher, year of publication, place. Sources that would read
/// the same go by their short names instead, so that a citation leads back to its source: one page by DVV International
/// of 2024 is `DVV International, 2024`, and where the graph has two, one is `DVV International page on ICLC 6, 2024`.
/// Refers to the graph, which outlives it.
class Citations {
public:
    /// Linear in the sources.
    explicit Citations(KnowledgeGraph const& graph);

    /// `DVV International, 2024`: the publishers, or the source's own short name where none is recorded; the year of
    /// publication where that is recorded and not in the name already. Of a record of another kind, its label.
    [[nodiscard]] std::string name(Vertex source) const;
    /// `DVV International, 2024, theme 1`
    [[nodiscard]] std::string cite(Place const& place) const;
    /// `DVV International, 2024, theme 1 and 2 more places; UIL, 2025; and 3 more`: by source, in the order of the
    /// first place in each; at most so many sources, and the first place of each.
    [[nodiscard]] std::string cite(std::span<Place const> places, std::size_t most) const;
    /// `DVV International, 2024, theme 1 and 28 more`: the first place, and the number of other sources. Empty without
    /// places.
    [[nodiscard]] std::string cite_first(std::span<Place const> places) const;

private:
    [[nodiscard]] std::string by_publisher(Vertex source) const;
    [[nodiscard]] std::string by_label(Vertex source) const;

    KnowledgeGraph const& graph_;
    std::set<std::string> shared_;  ///< names by publisher that several sources would have
};

}  // namespace stoa::model
