// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/tables/table.hpp"

namespace stoa::tables {

/// One record whose members are added one by one: what a command says of its work, or what stands around the rows of a
/// table. The type of a member is that of its value.
class Report {
public:
    void add(std::string_view name, std::string_view text) { add(name, type::text, std::string{text}); }
    void add(std::string_view name, char const* text) { add(name, std::string_view{text}); }
    void add(std::string_view name, std::same_as<bool> auto truth) { add(name, type::truth, truth); }
    /// Below 2^63.
    template <std::unsigned_integral Number>
    requires(!std::same_as<Number, bool>) void add(std::string_view name, Number number) {
        add(name, type::integer({}), static_cast<std::int64_t>(number));
    }
    void add(std::string_view name, Measure measure) { add(name, type::measure, measure); }
    void add(std::string_view name, std::vector<std::string> texts) { add(name, type::texts, std::move(texts)); }
    void add(std::string_view name, Report record);
    /// All have the same members.
    void add(std::string_view name, std::vector<Report> records);
    void add(std::string_view name, std::vector<Column> parts, Records rows);
    /// A member that has no value where the condition does not hold.
    void add_if(bool has_value, std::string_view name, auto&& value) {
        add(name, std::forward<decltype(value)>(value));
        if (!has_value) {
            values_.back() = {};
        }
    }

    [[nodiscard]] std::vector<Column> const& members() const { return members_; }
    [[nodiscard]] std::vector<Value> const& values() const { return values_; }

private:
    void add(std::string_view name, ColumnType of, Value value);

    std::vector<Column> members_;
    std::vector<Value> values_;
};

}  // namespace stoa::tables
