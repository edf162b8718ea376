// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/graphml.hpp"

#include <fmt/format.h>

#include <iterator>

#include "stoa/formats/xml_text.hpp"

namespace stoa::formats {
namespace {

void append_key(std::string& text, std::string_view id, std::string_view of, Column const& column) {
    fmt::format_to(std::back_inserter(text), R"(  <key id="{}" for="{}" attr.name=")", id, of);
    append_xml(text, column.name);
    fmt::format_to(std::back_inserter(text), R"(" attr.type="{}">)", type_name(column.type));
    text += "<desc>";
    append_xml(text, column.meaning);
    text += "</desc></key>\n";
}

void append_data(std::string& text, std::string_view key, std::string_view value) {
    fmt::format_to(std::back_inserter(text), R"(<data key="{}">)", key);
    append_xml(text, value);
    text += "</data>";
}

void append_cells(std::string& text, char key, std::span<Cell const> cells) {
    for (Cell const& each : cells) {
        fmt::format_to(std::back_inserter(text), R"(<data key="{}{}">)", key, each.column);
        append_xml(text, each.text);
        text += "</data>";
    }
}

}  // namespace

void GraphMlWriter::begin(GraphHeader const& header) {
    text_ =
        R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
        R"( xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <desc>)";
    append_xml(text_, header.title);
    text_ += ". ";
    append_xml(text_, header.creator);
    text_ += "</desc>\n";
    append_key(text_, "label", "node", {"label", ColumnType::text, "name"});
    append_key(text_, "iri", "node", {"iri", ColumnType::text, "IRI, as in the RDF"});
    for (std::size_t i = 0; i < header.node_columns.size(); ++i) {
        append_key(text_, fmt::format("n{}", i), "node", header.node_columns[i]);
    }
    for (std::size_t i = 0; i < header.edge_columns.size(); ++i) {
        append_key(text_, fmt::format("e{}", i), "edge", header.edge_columns[i]);
    }
    text_ += "  <graph id=\"graph\" edgedefault=\"directed\">\n";
    out_.write(text_);
}

void GraphMlWriter::node(Node const& node) {
    text_ = "    <node id=\"";
    append_xml(text_, node.id);
    text_ += "\">";
    append_data(text_, "label", node.label);
    append_data(text_, "iri", node.iri);
    append_cells(text_, 'n', node.cells);
    text_ += "</node>\n";
    out_.write(text_);
}

void GraphMlWriter::edge(Edge const& edge) {
    text_ = "    <edge source=\"";
    append_xml(text_, edge.source);
    text_ += "\" target=\"";
    append_xml(text_, edge.target);
    text_ += "\">";
    append_cells(text_, 'e', edge.cells);
    text_ += "</edge>\n";
    out_.write(text_);
}

void GraphMlWriter::end() { out_.write("  </graph>\n</graphml>\n"); }

}  // namespace stoa::formats
