// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/formats/graph_writer.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::formats {

/// GraphML with typed keys (http://graphml.graphdrawing.org/specification.html), for NetworkX, igraph, yEd, Cytoscape.
/// Label and IRI are data of the keys `label` and `iri`; spells and layers are left out.
class GraphMlWriter final : public GraphWriter {
public:
    /// The sink outlives the writer.
    explicit GraphMlWriter(rdf::ByteSink& out) : out_{out} {}

    void begin(GraphHeader const& header) override;
    void node(Node const& node) override;
    void edge(Edge const& edge) override;
    void end() override;

private:
    rdf::ByteSink& out_;
    std::string text_;  ///< of one element, used again
};

}  // namespace stoa::formats
