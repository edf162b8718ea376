// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/csv.hpp"

#include "stoa/tables/csv.hpp"

namespace stoa::formats {
namespace {

void append_cells(std::string& text, std::span<Cell const> cells, std::size_t columns) {
    auto cell = cells.begin();
    for (std::size_t column = 0; column < columns; ++column) {
        text += ',';
        if (cell != cells.end() && cell->column == column) {
            tables::append_csv_field(text, cell->text);
            ++cell;
        }
    }
    text += "\r\n";
}

/// `sort`: what Neo4j calls the column that is_sort.
void append_heading(std::string& text, std::span<Column const> columns, CsvHeading heading, std::string_view sort) {
    std::string name;
    for (Column const& each : columns) {
        name = each.name;
        if (heading == CsvHeading::neo4j && (each.is_sort || each.type != ColumnType::text)) {
            name += ':';
            name += each.is_sort ? sort : type_name(each.type);
        }
        text += ',';
        tables::append_csv_field(text, name);
    }
    text += "\r\n";
}

}  // namespace

void CsvWriter::begin(GraphHeader const& header) {
    node_columns_ = header.node_columns.size();
    edge_columns_ = header.edge_columns.size();
    if (nodes_ != nullptr) {
        text_ = heading_ == CsvHeading::neo4j ? "id:ID,label,iri" : "id,label,iri";
        append_heading(text_, header.node_columns, heading_, "LABEL");
        nodes_->write(text_);
    }
    if (edges_ != nullptr) {
        text_ = heading_ == CsvHeading::neo4j ? "source:START_ID,target:END_ID" : "source,target";
        append_heading(text_, header.edge_columns, heading_, "TYPE");
        edges_->write(text_);
    }
}

void CsvWriter::node(Node const& node) {
    if (nodes_ == nullptr) {
        return;
    }
    text_.clear();
    tables::append_csv_field(text_, node.id);
    text_ += ',';
    tables::append_csv_field(text_, node.label);
    text_ += ',';
    tables::append_csv_field(text_, node.iri);
    append_cells(text_, node.cells, node_columns_);
    nodes_->write(text_);
}

void CsvWriter::edge(Edge const& edge) {
    if (edges_ == nullptr) {
        return;
    }
    text_.clear();
    tables::append_csv_field(text_, edge.source);
    text_ += ',';
    tables::append_csv_field(text_, edge.target);
    append_cells(text_, edge.cells, edge_columns_);
    edges_->write(text_);
}

void CsvWriter::end() {}

}  // namespace stoa::formats
