// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "stoa/rdf/byte_sink.hpp"
#include "stoa/tables/table.hpp"

namespace stoa::tables {

/// A field of RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), in quotes where it must be.
void append_csv_field(std::string& text, std::string_view field);

/// CSV after RFC 4180 with a heading; lines end in CR LF. Nothing is an empty field. A column becomes several:
/// - an entity its id, and in columns of their own `_label`, `_iri` and `_kind`;
/// - a fraction its decimal number, and in a column of its own `_exact`: `2/3`;
/// - records a column for each part (`evidence_quote`; a part that is called like the column takes its name alone).
/// Several values of a list stand in one field, with `|` between them. An empty value keeps its place, so the n-th
/// quote belongs to the n-th source. In a value of a list `|` and `\` stand behind a `\`.
class CsvWriter final : public RowSink {
public:
    /// Writes the heading. Columns and sink outlive the writer.
    CsvWriter(std::span<Column const> columns, rdf::ByteSink& out);
    void row(std::span<Value const> values) override;
    /// Hands what is left to the sink.
    void finish();

private:
    std::span<Column const> columns_;
    rdf::ByteSink& out_;
    std::string text_;
};

}  // namespace stoa::tables
