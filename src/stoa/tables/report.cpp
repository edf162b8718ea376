// SPDX-License-Identifier: Apache-2.0
#include "stoa/tables/report.hpp"

#include <algorithm>
#include <cassert>

namespace stoa::tables {

void Report::add(std::string_view name, ColumnType of, Value value) {
    members_.push_back({std::string{name}, of, {}});
    values_.push_back(std::move(value));
}

void Report::add(std::string_view name, Report record) {
    add(name, type::record, Records{{std::move(record.values_)}});
    members_.back().parts = std::move(record.members_);
}

void Report::add(std::string_view name, std::vector<Report> records) {
    Records rows;
    std::vector<Column> parts;
    for (Report& each : records) {
        if (parts.empty()) {
            parts = std::move(each.members_);
        }
        assert((each.members_.empty() || std::ranges::equal(each.members_, parts, {}, &Column::name, &Column::name)) &&
               "all have the same members");
        rows.rows.push_back(std::move(each.values_));
    }
    add(name, std::move(parts), std::move(rows));
}

void Report::add(std::string_view name, std::vector<Column> parts, Records rows) {
    add(name, type::records, Value{std::move(rows)});
    members_.back().parts = std::move(parts);
}

}  // namespace stoa::tables
