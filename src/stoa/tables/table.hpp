// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "stoa/evolution/coding.hpp"
#include "stoa/evolution/ratio.hpp"

/// What every tabular output is made of: columns with a type, and rows of typed values. Each form of output (text,
/// JSON, CSV, Markdown) is a file of this module.
namespace stoa::tables {

/// A record, of the data or computed, as a table names it.
struct Entity {
    std::string iri;  ///< empty where it stands in no output: an event of the data without one of its documents
    std::string id;
    std::string label;
    std::string_view kind;                   ///< its name in the table of kinds, which outlives it: `theme`, `event`
    std::uint32_t vertex = evolution::none;  ///< of a record of the data, in its graph
    friend bool operator==(Entity const&, Entity const&) = default;
};

/// A double that is a measure, to be written with twelve significant digits; never NaN and never infinite.
struct Measure {
    double value = 0;
};

struct Value;

/// Rows of a table inside a cell, under the `parts` of its column.
struct Records {
    std::vector<std::vector<Value>> rows;
};

/// Nothing where the definitions give no value; else of the type of its column.
struct Value : std::variant<std::monostate, bool, std::int64_t, evolution::Ratio, Measure, std::string, Entity,
                            std::vector<Entity>, std::vector<std::string>, Records> {
    using variant::variant;
};

/// What to do with each alternative: `std::visit(Overloaded{[](bool truth) ..., [](auto const&) ...}, value)`.
template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

enum class Type : std::uint8_t {
    text,
    truth,
    integer,
    fraction,  ///< an exact one
    measure,
    entity,
    entities,
    texts,
    record,   ///< one row of parts
    records,  ///< rows of parts, which belong together part by part
};

/// As JSON says it: `string`, `boolean`, `integer`, `fraction`, `number`, `entity`, `entities`, `strings`, `object`,
/// `objects`.
[[nodiscard]] std::string_view name_of(Type type);

struct ColumnType {
    Type type = Type::text;
    std::string_view unit;  ///< what an integer counts, in the plural: `items`; none of a number in an order
};

/// `{"kept", type::integer("items"), "items on both sides"}`
namespace type {
inline constexpr ColumnType text{Type::text, {}};
inline constexpr ColumnType truth{Type::truth, {}};
inline constexpr ColumnType fraction{Type::fraction, {}};
inline constexpr ColumnType measure{Type::measure, {}};
inline constexpr ColumnType entity{Type::entity, {}};
inline constexpr ColumnType entities{Type::entities, {}};
inline constexpr ColumnType texts{Type::texts, {}};
inline constexpr ColumnType record{Type::record, {}};
inline constexpr ColumnType records{Type::records, {}};
[[nodiscard]] constexpr ColumnType integer(std::string_view unit) { return {Type::integer, unit}; }
}  // namespace type

struct Column {
    std::string name;  ///< snake_case, stable
    ColumnType of;
    std::string meaning;             ///< one line
    bool detail = false;             ///< left out on the screen, unless all columns are asked for
    std::vector<Column> parts = {};  ///< of records
};

/// Whether the value is nothing or of the type, with parts that fit theirs.
[[nodiscard]] bool fits(Value const& value, Column const& column);

/// Takes the rows of a table one by one, each with as many values as there are columns, in order.
class RowSink {
public:
    RowSink() = default;
    RowSink(RowSink const&) = delete;
    RowSink& operator=(RowSink const&) = delete;
    RowSink(RowSink&&) = delete;
    RowSink& operator=(RowSink&&) = delete;
    virtual ~RowSink() = default;
    virtual void row(std::span<Value const> values) = 0;
};

}  // namespace stoa::tables
