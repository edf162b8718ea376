// SPDX-License-Identifier: Apache-2.0
#include "stoa/tables/csv.hpp"

#include <fmt/format.h>

#include <cassert>
#include <vector>

#include "stoa/evolution/measures.hpp"

namespace stoa::tables {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 16U;

/// What a column becomes for each of its values.
enum class Facet : std::uint8_t { value, exact, label, iri, kind };

struct Field {
    Facet facet;
    std::string_view suffix;
};

std::span<Field const> fields_of(Type type) {
    static constexpr std::array<Field, 4> of_entity{
        {{Facet::value, ""}, {Facet::label, "_label"}, {Facet::iri, "_iri"}, {Facet::kind, "_kind"}}};
    static constexpr std::array<Field, 2> of_fraction{{{Facet::value, ""}, {Facet::exact, "_exact"}}};
    switch (type) {
        case Type::entity:
        case Type::entities:
            return of_entity;
        case Type::fraction:
            return of_fraction;
        default:
            return std::span{of_entity}.first(1);
    }
}

std::string_view field_of(Entity const& entity, Facet facet) {
    switch (facet) {
        case Facet::label:
            return entity.label;
        case Facet::iri:
            return entity.iri;
        case Facet::kind:
            return entity.kind;
        default:
            return entity.id;
    }
}

/// Of a value that is no list.
std::string text_of(Value const& value, Facet facet) {
    return std::visit(Overloaded{[](bool truth) { return std::string{truth ? "true" : "false"}; },
                                 [](std::int64_t number) { return std::to_string(number); },
                                 [=](evolution::Ratio ratio) {
                                     return facet == Facet::exact ? evolution::to_text(ratio)
                                                                  : evolution::to_decimal(ratio);
                                 },
                                 [](Measure measure) { return evolution::to_decimal(measure.value); },
                                 [](std::string const& text) { return text; },
                                 [=](Entity const& entity) { return std::string{field_of(entity, facet)}; },
                                 [](auto const&) { return std::string{}; }},
                      value);
}

/// A field with several values.
class List {
public:
    void add(std::string_view value) {
        text_ += is_first_ ? "" : "|";
        is_first_ = false;
        for (char const c : value) {
            text_ += c == '|' || c == '\\' ? "\\" : "";
            text_ += c;
        }
    }
    [[nodiscard]] std::string const& text() const { return text_; }

private:
    std::string text_;
    bool is_first_ = true;
};

void append_values(std::string& text, Value const& value, Type type) {
    for (Field const& field : fields_of(type)) {
        if (auto const* const entities = std::get_if<std::vector<Entity>>(&value)) {
            List list;
            for (Entity const& each : *entities) {
                list.add(field_of(each, field.facet));
            }
            append_csv_field(text, list.text());
        } else if (auto const* const texts = std::get_if<std::vector<std::string>>(&value)) {
            List list;
            for (std::string const& each : *texts) {
                list.add(each);
            }
            append_csv_field(text, list.text());
        } else {
            append_csv_field(text, text_of(value, field.facet));
        }
        text += ',';
    }
}

void append_records(std::string& text, Value const& value, Column const& column) {
    Records const* const records = std::get_if<Records>(&value);
    for (std::size_t part = 0; part < column.parts.size(); ++part) {
        for (Field const& field : fields_of(column.parts[part].of.type)) {
            List list;
            for (std::size_t i = 0; records != nullptr && i < records->rows.size(); ++i) {
                list.add(text_of(records->rows[i][part], field.facet));
            }
            append_csv_field(text, list.text());
            text += ',';
        }
    }
}

bool has_parts(Column const& column) { return column.of.type == Type::record || column.of.type == Type::records; }

/// In place of the comma after the last field.
void end_line(std::string& text) { text.replace(text.size() - 1, 1, "\r\n"); }

}  // namespace

void append_csv_field(std::string& text, std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += field;
        return;
    }
    text += '"';
    for (char const c : field) {
        text += c;
        if (c == '"') {
            text += c;
        }
    }
    text += '"';
}

CsvWriter::CsvWriter(std::span<Column const> columns, rdf::ByteSink& out) : columns_{columns}, out_{out} {
    assert(!columns.empty());
    auto const add = [&](std::string_view name, Type type) {
        for (Field const& field : fields_of(type)) {
            append_csv_field(text_, fmt::format("{}{}", name, field.suffix));
            text_ += ',';
        }
    };
    for (Column const& each : columns) {
        if (!has_parts(each)) {
            add(each.name, each.of.type);
        }
        for (Column const& part : each.parts) {
            add(part.name == each.name ? each.name : fmt::format("{}_{}", each.name, part.name), part.of.type);
        }
    }
    end_line(text_);
}

void CsvWriter::row(std::span<Value const> values) {
    assert(values.size() == columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        assert(fits(values[i], columns_[i]) && "each value is of the type of its column");
        if (has_parts(columns_[i])) {
            append_records(text_, values[i], columns_[i]);
        } else {
            append_values(text_, values[i], columns_[i].of.type);
        }
    }
    end_line(text_);
    if (text_.size() > buffer_size) {
        finish();
    }
}

void CsvWriter::finish() {
    out_.write(text_);
    text_.clear();
}

}  // namespace stoa::tables
