// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "stoa/formats/graph_writer.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::formats {

/// The DOT language of Graphviz (https://graphviz.org/doc/info/lang.html): a drawing, so no columns. A graph with
/// layers runs from left to right, a layer a rank with a heading (a node of the class `layer`); one without
/// is laid out by springs, which copes with thousands of nodes.
class DotWriter final : public GraphWriter {
public:
    /// The sink outlives the writer.
    explicit DotWriter(rdf::ByteSink& out) : out_{out} {}

    void begin(GraphHeader const& header) override;
    void node(Node const& node) override;
    void edge(Edge const& edge) override;
    void end() override;

private:
    /// Closes the layers before this one and opens it.
    void go_to(std::uint32_t layer);

    rdf::ByteSink& out_;
    GraphHeader const* header_ = nullptr;
    std::uint32_t next_layer_ = 0;
    bool in_layer_ = false;
    std::string text_;  ///< of one element, used again
};

}  // namespace stoa::formats
