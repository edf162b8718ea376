// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "stoa/rdf/byte_sink.hpp"
#include "stoa/tables/report.hpp"
#include "stoa/tables/table.hpp"

/// JSON (https://www.rfc-editor.org/rfc/rfc8259) with an indentation of two spaces. A row is an object with the columns
/// as members. Nothing is null; an entity is `{iri, id, label, kind}`, its IRI null where it has none; a fraction
/// `{exact, value}`; a record an object, and records a list of objects.
namespace stoa::tables {

/// One object, without a line feed at its end.
[[nodiscard]] std::string to_json(std::span<Column const> members, std::span<Value const> values);
[[nodiscard]] std::string to_json(Report const& report);
/// A list of objects, one a row.
[[nodiscard]] std::string to_json(std::span<Column const> columns, Records const& rows);

/// An object one member of which takes a table row by row, between the members of its head and its tail, which come
/// whole.
class JsonWriter final : public RowSink {
public:
    /// Writes the head, which has members. The columns and the sink outlive the writer.
    JsonWriter(Report const& head, std::string_view name_of_rows, std::span<Column const> columns, rdf::ByteSink& out);
    void row(std::span<Value const> values) override;
    /// Writes the tail, with a line feed.
    void finish(Report const& tail = {});

private:
    std::span<Column const> columns_;
    rdf::ByteSink& out_;
    std::string text_;
    bool is_empty_ = true;
};

}  // namespace stoa::tables
