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

void append_heading(std::string& text, std::span<Column const> columns) {
    for (Column const& each : columns) {
        text += ',';
        tables::append_csv_field(text, each.name);
    }
    text += "\r\n";
}

}  // namespace

void CsvWriter::begin(GraphHeader const& header) {
    node_columns_ = header.node_columns.size();
    edge_columns_ = header.edge_columns.size();
    if (nodes_ != nullptr) {
        text_ = "id,label,iri";
        append_heading(text_, header.node_columns);
        nodes_->write(text_);
    }
    if (edges_ != nullptr) {
        text_ = "source,target";
        append_heading(text_, header.edge_columns);
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
