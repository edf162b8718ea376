// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/dot.hpp"

#include <array>
#include <cassert>

#include "stoa/formats/xml_text.hpp"

namespace stoa::formats {
namespace {

/// A quoted string. Graphviz reads escapes such as \N and entities such as &amp; in labels, and hands control
/// characters on into its SVG.
void append_quoted(std::string& text, std::string_view words) {
    std::string clean;
    append_without_controls(clean, words);
    text += '"';
    for (char const c : clean) {
        switch (c) {
            case '"':
                text += "\\\"";
                break;
            case '\\':
                text += "\\\\";
                break;
            case '&':
                text += "&amp;";
                break;
            case '\n':
                text += "\\n";
                break;
            case '\r':
            case '\t':
                text += ' ';
                break;
            default:
                text += c;
        }
    }
    text += '"';
}

void append_attribute(std::string& text, std::string_view name, std::string_view value) {
    text += name;
    append_quoted(text, value);
}

/// By prominence: the darker, the more.
constexpr std::array<std::string_view, 4> looks{R"( fillcolor="#ffffff")", R"( fillcolor="#d9e8f5")",
                                                R"( fillcolor="#8fbfe2")",
                                                R"( fillcolor="#0b4a8f" fontcolor="#ffffff")"};

}  // namespace

void DotWriter::begin(GraphHeader const& header) {
    header_ = &header;
    text_ = "// ";
    append_without_controls(text_, header.creator);
    text_ += "\ndigraph ";
    append_quoted(text_, header.title);
    text_ += " {\n  graph [fontname=\"Helvetica\" ";
    text_ += header.layers.empty() ? "layout=sfdp overlap=prism outputorder=edgesfirst"
                                   : "rankdir=LR ranksep=0.8 nodesep=0.15";
    append_attribute(text_, " label=", header.title);
    text_ +=
        " labelloc=t]\n"
        "  node [shape=box style=filled fontname=\"Helvetica\" fontsize=11 height=0.3 color=\"#525252\"]\n"
        "  edge [fontname=\"Helvetica\" fontsize=9 color=\"#525252\"]\n";
    for (std::size_t i = 0; i < header.layers.size(); ++i) {
        text_ += "  ";
        append_quoted(text_, header.layers[i].id);
        append_attribute(text_, " [class=layer shape=plaintext style=\"\" fontsize=12 label=", header.layers[i].label);
        text_ += "]\n";
        if (i > 0) {
            text_ += "  ";
            append_quoted(text_, header.layers[i - 1].id);
            text_ += " -> ";
            append_quoted(text_, header.layers[i].id);
            text_ += " [class=layer style=invis]\n";
        }
    }
    out_.write(text_);
}

void DotWriter::go_to(std::uint32_t layer) {
    if (layer == no_layer || (in_layer_ && layer + 1 == next_layer_)) {
        return;
    }
    assert(layer < header_->layers.size() && (!in_layer_ || layer >= next_layer_) && "layers come in their order");
    text_ = in_layer_ ? "  }\n" : "";
    text_ += "  { rank=same ";
    append_quoted(text_, header_->layers[layer].id);
    text_ += '\n';
    out_.write(text_);
    next_layer_ = layer + 1;
    in_layer_ = true;
}

void DotWriter::node(Node const& node) {
    go_to(node.layer);
    text_ = in_layer_ ? "    " : "  ";
    append_quoted(text_, node.id);
    append_attribute(text_, " [label=", node.label);
    append_attribute(text_, " tooltip=", node.id);
    append_attribute(text_, " URL=", node.iri);
    text_ += looks.at(node.prominence);
    if (node.highlighted) {
        text_ += " penwidth=2.5 color=\"#1a1a1a\"";
    }
    text_ += "]\n";
    out_.write(text_);
}

void DotWriter::edge(Edge const& edge) {
    text_.clear();
    if (in_layer_) {
        text_ += "  }\n";
        in_layer_ = false;
    }
    text_ += "  ";
    append_quoted(text_, edge.source);
    text_ += " -> ";
    append_quoted(text_, edge.target);
    append_attribute(text_, " [tooltip=", edge.kind);
    if (!edge.label.empty()) {
        append_attribute(text_, " label=", edge.label);
    }
    if (edge.line != LineStyle::solid) {
        text_ += edge.line == LineStyle::dashed ? " style=dashed" : " style=dotted";
    }
    if (edge.highlighted) {
        text_ += " penwidth=2.5 color=\"#1a1a1a\"";
    }
    text_ += "]\n";
    out_.write(text_);
}

void DotWriter::end() { out_.write(in_layer_ ? "  }\n}\n" : "}\n"); }

}  // namespace stoa::formats
