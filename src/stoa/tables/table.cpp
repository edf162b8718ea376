// SPDX-License-Identifier: Apache-2.0
#include "stoa/tables/table.hpp"

#include <algorithm>
#include <array>

namespace stoa::tables {
namespace {

constexpr std::array<std::string_view, 10> names{"string", "boolean",  "integer", "fraction", "number",
                                                 "entity", "entities", "strings", "object",   "objects"};

/// The alternative of a value of each type.
constexpr std::array<std::size_t, 10> alternatives{5, 1, 2, 3, 4, 6, 7, 8, 9, 9};

}  // namespace

std::string_view name_of(Type type) { return names[static_cast<std::size_t>(type)]; }

bool fits(Value const& value, Column const& column) {
    if (value.index() == 0) {
        return true;
    }
    if (value.index() != alternatives[static_cast<std::size_t>(column.of.type)]) {
        return false;
    }
    Records const* const records = std::get_if<Records>(&value);
    if (records == nullptr) {
        return true;
    }
    return (column.of.type == Type::records || records->rows.size() == 1) &&
           std::ranges::all_of(records->rows, [&](std::vector<Value> const& row) {
               return std::ranges::equal(row, column.parts, fits);
           });
}

}  // namespace stoa::tables
