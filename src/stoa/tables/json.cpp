// SPDX-License-Identifier: Apache-2.0
#include "stoa/tables/json.hpp"

#include <cassert>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "stoa/evolution/measures.hpp"

namespace stoa::tables {
namespace {

using nlohmann::ordered_json;

constexpr int indent = 2;
constexpr std::size_t buffer_size = std::size_t{1} << 16U;

ordered_json object_of(std::span<Column const> members, std::span<Value const> values);
ordered_json list_of(std::span<Column const> columns, Records const& rows);

ordered_json as_json(Entity const& entity) {
    return {{"iri", entity.iri.empty() ? ordered_json(nullptr) : ordered_json(entity.iri)},
            {"id", entity.id},
            {"label", entity.label},
            {"kind", entity.kind}};
}

double as_double(std::string const& decimal) { return std::strtod(decimal.c_str(), nullptr); }

ordered_json as_json(Value const& value, Column const& column) {
    assert(fits(value, column) && "each value is of the type of its column");
    return std::visit(
        Overloaded{[](std::monostate) { return ordered_json(nullptr); },
                   [](evolution::Ratio ratio) {
                       return ordered_json{{"exact", evolution::to_text(ratio)},
                                           {"value", as_double(evolution::to_decimal(ratio))}};
                   },
                   [](Measure measure) { return ordered_json(as_double(evolution::to_decimal(measure.value))); },
                   [](Entity const& entity) { return as_json(entity); },
                   [](std::vector<Entity> const& entities) {
                       ordered_json list = ordered_json::array();
                       for (Entity const& each : entities) {
                           list.push_back(as_json(each));
                       }
                       return list;
                   },
                   [&](Records const& records) {
                       return column.of.type == Type::record ? object_of(column.parts, records.rows.front())
                                                             : list_of(column.parts, records);
                   },
                   [](auto const& plain) { return ordered_json(plain); }},
        value);
}

ordered_json list_of(std::span<Column const> columns, Records const& rows) {
    ordered_json list = ordered_json::array();
    for (std::vector<Value> const& each : rows.rows) {
        list.push_back(object_of(columns, each));
    }
    return list;
}

ordered_json object_of(std::span<Column const> members, std::span<Value const> values) {
    assert(members.size() == values.size());
    ordered_json object = ordered_json::object();
    for (std::size_t i = 0; i < members.size(); ++i) {
        assert(!object.contains(members[i].name) && "each column has a name of its own");
        object[members[i].name] = as_json(values[i], members[i]);
    }
    return object;
}

}  // namespace

std::string to_json(std::span<Column const> members, std::span<Value const> values) {
    return object_of(members, values).dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

std::string to_json(Report const& report) { return to_json(report.members(), report.values()); }

std::string to_json(std::span<Column const> columns, Records const& rows) {
    return list_of(columns, rows).dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

JsonWriter::JsonWriter(Report const& head, std::string_view name_of_rows, std::span<Column const> columns,
                       rdf::ByteSink& out)
    : columns_{columns}, out_{out} {
    text_ = to_json(head);
    assert(text_.ends_with("\n}"));
    text_.resize(text_.size() - 2);
    text_.append(",\n  \"").append(name_of_rows).append("\": [");
}

void JsonWriter::row(std::span<Value const> values) {
    text_ += is_empty_ ? "\n    " : ",\n    ";
    is_empty_ = false;
    // Texts hold no line breaks of their own: they are escaped.
    for (char const c : object_of(columns_, values).dump(indent, ' ', false, ordered_json::error_handler_t::replace)) {
        text_ += c;
        text_ += c == '\n' ? "    " : "";
    }
    if (text_.size() > buffer_size) {
        out_.write(text_);
        text_.clear();
    }
}

void JsonWriter::finish(Report const& tail) {
    text_ += is_empty_ ? "]" : "\n  ]";
    text_ += tail.members().empty() ? "\n}\n" : "," + to_json(tail).substr(1) + "\n";
    out_.write(text_);
    text_.clear();
}

}  // namespace stoa::tables
