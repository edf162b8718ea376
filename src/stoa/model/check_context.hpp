// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/model/allowances.hpp"
#include "stoa/model/edition_order.hpp"
#include "stoa/model/graph_builder.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::model {

/// What the checks of a graph share: where its records stand, what they are called, and how a message is reported.
class CheckContext {
public:
    /// All outlive the context.
    CheckContext(KnowledgeGraph const& graph, Places const& places, Allowances& allowances,
                 diagnostics::Diagnostics& diagnostics);

    struct Row {
        std::size_t index = 0;
        std::string_view text;
        TagId tag{};
    };

    [[nodiscard]] KnowledgeGraph const& graph() const { return graph_; }
    /// The values of a key, in the order of the graph.
    [[nodiscard]] std::vector<Row> rows_of(Vertex vertex, std::string_view key) const;
    [[nodiscard]] diagnostics::Location where(Vertex vertex) const { return places_.of(vertex); }
    [[nodiscard]] diagnostics::Location where(Vertex vertex, Row const& row) const {
        return places_.of_row(graph_, vertex, row.index);
    }
    /// `edition '5'`
    [[nodiscard]] std::string name(Vertex vertex) const;
    /// `data/edition-5.toml:4:6`
    [[nodiscard]] std::string spot(Vertex vertex) const { return spot(where(vertex)); }
    [[nodiscard]] static std::string spot(diagnostics::Location const& at);

    /// The editions of each series, without those whose id is missing or taken: they have an error of their own.
    [[nodiscard]] std::map<Vertex, SeriesEditions> const& editions() const { return editions_; }
    /// Those in the order, then the cancelled ones.
    [[nodiscard]] static std::vector<Vertex> all_of(SeriesEditions const& editions);
    [[nodiscard]] std::optional<std::int64_t> number_of(Vertex edition) const;

    void report(diagnostics::Code code, diagnostics::Location at, std::string message);
    /// Unless one of the records, or one that it is nested in, allows it.
    void warn(diagnostics::Code code, std::initializer_list<Vertex> about, diagnostics::Location at,
              std::string message);

private:
    KnowledgeGraph const& graph_;
    Places const& places_;
    Allowances& allowances_;
    diagnostics::Diagnostics& diagnostics_;
    std::map<Vertex, SeriesEditions> editions_;
};

}  // namespace stoa::model
