// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/model/partial_date.hpp"

/// Graph files and pictures.
namespace stoa::formats {

enum class ColumnType : std::uint8_t { text, integer, decimal, boolean };

/// An attribute that nodes, or edges, may have.
struct Column {
    std::string name;
    ColumnType type = ColumnType::text;
    std::string meaning;
    bool is_sort = false;  ///< says what sort of node or edge it is, always
};

/// As GraphML and GEXF call it: `long`, `double`, `boolean`, `string`.
[[nodiscard]] std::string_view type_name(ColumnType type);

/// The value of one column. A node or an edge without a value has no cell: nothing is ever NaN or an empty text.
struct Cell {
    std::uint32_t column = 0;
    std::string_view text;  ///< in the form of XML Schema: `3`, `-0.5`, `true`
};

/// When a node exists, both days included; without an end it is open.
struct Spell {
    model::Day start;
    std::optional<model::Day> end;
    friend bool operator==(Spell const&, Spell const&) = default;
};

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

/// How and where a node is drawn; time goes to the right, and `y` upwards.
struct Look {
    Colour colour;
    std::uint32_t size = 10;
    std::int32_t x = 0;
    std::int32_t y = 0;
};

/// Nodes that belong side by side in a drawing, such as the theme states of one edition.
struct Layer {
    std::string id;
    std::string label;
};
inline constexpr std::uint32_t no_layer = std::numeric_limits<std::uint32_t>::max();

/// What all nodes and edges of a graph have in common.
struct GraphHeader {
    std::string title;
    std::string creator;
    std::vector<Column> node_columns;  ///< besides id, label and IRI
    std::vector<Column> edge_columns;  ///< besides source and target
    std::vector<Layer> layers;         ///< in order
};

/// How an edge is drawn: the same theme, content of another one, or what a source says.
enum class LineStyle : std::uint8_t { solid, dashed, dotted };

/// The string views are valid only during the call.
struct Node {
    std::string_view id;  ///< of letters, digits, `-`, `.`, `_` and `:`, unique in the graph
    std::string_view label;
    std::string_view iri;
    std::span<Cell const> cells;    ///< by column
    std::span<Spell const> spells;  ///< by start; none: at all times
    std::uint32_t layer = no_layer;
    std::uint8_t prominence = 0;  ///< for drawings: 0 (plain) to 3
    bool highlighted = false;
    std::optional<Look> look{};  ///< only for a writer that shows looks
};

struct Edge {
    std::string_view source;
    std::string_view target;
    std::string_view kind;        ///< tells edges between the same two nodes apart
    std::string_view label;       ///< for drawings
    std::span<Cell const> cells;  ///< by column
    LineStyle line = LineStyle::solid;
    bool highlighted = false;
};

/// A graph file format. Directed; texts are UTF-8. Calls come in this order: `begin` once, `node` for each node, those
/// of a layer together and layers in their order, `edge` for each edge, `end` once. What is written is complete only
/// when `end` has returned. Throws what the sink throws.
class GraphWriter {
public:
    GraphWriter() = default;
    GraphWriter(GraphWriter const&) = delete;
    GraphWriter& operator=(GraphWriter const&) = delete;
    GraphWriter(GraphWriter&&) = delete;
    GraphWriter& operator=(GraphWriter&&) = delete;
    virtual ~GraphWriter();

    /// Whether nodes should have a look.
    [[nodiscard]] virtual bool shows_looks() const { return false; }
    /// The header outlives the writing.
    virtual void begin(GraphHeader const& header) = 0;
    virtual void node(Node const& node) = 0;
    virtual void edge(Edge const& edge) = 0;
    virtual void end() = 0;
};

}  // namespace stoa::formats
