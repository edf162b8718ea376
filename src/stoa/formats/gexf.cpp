// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/gexf.hpp"

#include <fmt/format.h>

#include <iterator>

#include "stoa/formats/xml_text.hpp"

namespace stoa::formats {
namespace {

constexpr std::string_view iri_attribute = "iri";

void append_attribute(std::string& text, std::string_view id, std::string_view title, std::string_view type) {
    fmt::format_to(std::back_inserter(text), R"(      <attribute id="{}" title=")", id);
    append_xml(text, title);
    fmt::format_to(std::back_inserter(text), "\" type=\"{}\"/>\n", type);
}

void append_attributes(std::string& text, std::string_view of, std::span<Column const> columns) {
    fmt::format_to(std::back_inserter(text), "    <attributes class=\"{}\" mode=\"static\">\n", of);
    if (of == "node") {
        append_attribute(text, iri_attribute, "iri", "string");
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        append_attribute(text, fmt::format("{}", i), columns[i].name, type_name(columns[i].type));
    }
    text += "    </attributes>\n";
}

void append_cells(std::string& text, std::span<Cell const> cells) {
    for (Cell const& each : cells) {
        fmt::format_to(std::back_inserter(text), R"(<attvalue for="{}" value=")", each.column);
        append_xml(text, each.text);
        text += "\"/>";
    }
}

}  // namespace

void GexfWriter::begin(GraphHeader const& header) {
    text_ = R"(<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz")"
            R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
            R"( xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>)";
    append_xml(text_, header.creator);
    text_ += "</creator>\n    <description>";
    append_xml(text_, header.title);
    text_ +=
        "</description>\n  </meta>\n"
        R"(  <graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed">)"
        "\n";
    append_attributes(text_, "node", header.node_columns);
    append_attributes(text_, "edge", header.edge_columns);
    text_ += "    <nodes>\n";
    out_.write(text_);
}

void GexfWriter::node(Node const& node) {
    text_ = "      <node id=\"";
    append_xml(text_, node.id);
    text_ += "\" label=\"";
    append_xml(text_, node.label);
    fmt::format_to(std::back_inserter(text_), R"("><attvalues><attvalue for="{}" value=")", iri_attribute);
    append_xml(text_, node.iri);
    text_ += "\"/>";
    append_cells(text_, node.cells);
    text_ += "</attvalues>";
    if (!node.spells.empty()) {
        text_ += "<spells>";
        for (Spell const& each : node.spells) {
            fmt::format_to(std::back_inserter(text_), R"(<spell start="{}")", model::to_text(each.start));
            if (each.end) {
                fmt::format_to(std::back_inserter(text_), R"( end="{}")", model::to_text(*each.end));
            }
            text_ += "/>";
        }
        text_ += "</spells>";
    }
    if (node.look) {
        Look const& look = *node.look;
        fmt::format_to(std::back_inserter(text_),
                       R"(<viz:color r="{}" g="{}" b="{}"/><viz:position x="{}" y="{}" z="0"/><viz:size value="{}"/>)",
                       look.colour.red, look.colour.green, look.colour.blue, look.x, look.y, look.size);
    }
    text_ += "</node>\n";
    out_.write(text_);
}

void GexfWriter::begin_edges() {
    if (edges_ == 0) {
        out_.write("    </nodes>\n    <edges>\n");
    }
}

void GexfWriter::edge(Edge const& edge) {
    begin_edges();
    // The id is optional in 1.3, but not for readers of earlier versions.
    text_.clear();
    fmt::format_to(std::back_inserter(text_), R"(      <edge id="{}" source=")", edges_++);
    append_xml(text_, edge.source);
    text_ += "\" target=\"";
    append_xml(text_, edge.target);
    text_ += "\" kind=\"";
    append_xml(text_, edge.kind);
    text_ += '"';
    if (!edge.label.empty()) {
        text_ += " label=\"";
        append_xml(text_, edge.label);
        text_ += '"';
    }
    text_ += "><attvalues>";
    append_cells(text_, edge.cells);
    text_ += "</attvalues></edge>\n";
    out_.write(text_);
}

void GexfWriter::end() {
    begin_edges();
    out_.write("    </edges>\n  </graph>\n</gexf>\n");
}

}  // namespace stoa::formats
