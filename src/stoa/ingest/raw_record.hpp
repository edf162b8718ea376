// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/model/data_set.hpp"
#include "stoa/model/schema.hpp"

/// What a file holds before anything is known of its properties, references or errors of content. Each format of data
/// files fills these structs; the record reader reads them and knows no format.
namespace stoa::ingest {

/// A position in a file: 1-based line and column, columns counted in code points. Line 0 means the file as a whole.
struct RawPlace {
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    auto operator<=>(RawPlace const&) const = default;
};

/// How a value is written. A format without types tells the type from the look of a value.
enum class RawType : std::uint8_t {
    text,
    integer,  ///< a whole number: `-` and digits
    real,     ///< any other number, as `std::from_chars` reads it: also `1e+20`, `inf` and `nan`
    boolean,  ///< `true` or `false`
    date,     ///< a day, `2021-10-27`
    other,    ///< what no property takes, such as a time of day; without text
    list,
    table,
};

struct RawCell;

/// A value with its place, the start of it.
struct RawValue {
    RawType type = RawType::text;
    RawPlace place;
    /// Decoded, valid UTF-8, not normalised; empty for lists and tables. U+0000 in it is an error that the format
    /// reports.
    std::string_view text;
    /// Of a table, each key once; of a list, in order and without keys.
    std::vector<RawCell> cells;

    /// The text of a text, else nothing.
    [[nodiscard]] std::string_view words() const { return type == RawType::text ? text : std::string_view{}; }
    /// The value of this key of a table, or null.
    [[nodiscard]] RawValue const* find(std::string_view key) const;
    /// The items of a list, or the value alone.
    template <class Visit>
    void for_each_item(Visit visit) const;
};

struct RawCell {
    std::string_view key;  ///< as written
    RawPlace place;        ///< of the key
    RawValue value;
};

template <class Visit>
void RawValue::for_each_item(Visit visit) const {
    if (type != RawType::list) {
        visit(*this);
        return;
    }
    for (RawCell const& each : cells) {
        visit(each.value);
    }
}

/// The value of the first cell with this key, or null. Linear.
[[nodiscard]] RawValue const* find(std::span<RawCell const> cells, std::string_view key);

/// A table that describes a record.
struct RawRecord {
    static constexpr std::uint32_t no_owner = std::numeric_limits<std::uint32_t>::max();

    model::Kind kind{};
    RawPlace place;
    std::uint32_t owner = no_owner;  ///< number in the file of the record that it is nested in, which comes before it
    std::vector<RawCell> cells;      ///< each key once
};

/// Keeps texts in few large blocks. What `keep` returned is valid as long as the store, also when that is moved.
class TextStore {
public:
    [[nodiscard]] std::string_view keep(std::string_view text);

private:
    std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_ =
        std::make_unique<std::pmr::monotonic_buffer_resource>();
};

/// What one file holds. Keys and texts of its cells are views: into `texts`, or into what lives as long as the file.
struct RawFile {
    std::string name;  ///< as the user would type it
    model::DataSetId data_set{};
    std::vector<RawCell> cells;  ///< of the file as a whole: its `evidence`, and what belongs to no record
    std::vector<RawRecord> records;
    TextStore texts{};

    [[nodiscard]] diagnostics::Location at(RawPlace place) const { return {name, place.line, place.column}; }
};

/// Whether data files have tables of this kind: others are computed, or made by the program.
[[nodiscard]] bool stands_in_a_data_file(model::Kind kind);

/// Makes records of the tables, and of the tables in lists, that stand under the names of kinds, and of those that may
/// be nested in them, in the order of the cells. What is no such table stays a cell of the file, or of its record.
void take_records(RawFile& file);

/// `, did you mean 'x'?` for the nearest of the words, or all of them.
[[nodiscard]] std::string nearest_or_all(std::string_view word, std::span<std::string_view const> known);

/// Reports every key that is not known as `unknown key 'x'`, followed by `of` and the nearest known key or all of them.
/// False when there is one.
bool check_keys(RawFile const& file, std::span<RawCell const> cells, std::span<std::string_view const> known,
                std::string_view of, diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
