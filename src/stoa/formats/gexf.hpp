// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "stoa/formats/graph_writer.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::formats {

/// GEXF 1.3 (https://gexf.net/schema.html), dynamic with intervals of days, for Gephi. Edges between the same two nodes
/// are told apart by `kind`. Edges have no spells: they are there when both ends are. Nodes have colour, size and
/// position in the module viz of GEXF.
class GexfWriter final : public GraphWriter {
public:
    /// The sink outlives the writer.
    explicit GexfWriter(rdf::ByteSink& out) : out_{out} {}

    [[nodiscard]] bool shows_looks() const override { return true; }
    void begin(GraphHeader const& header) override;
    void node(Node const& node) override;
    void edge(Edge const& edge) override;
    void end() override;

private:
    void begin_edges();

    rdf::ByteSink& out_;
    std::string text_;  ///< of one element, used again
    std::size_t edges_ = 0;
};

}  // namespace stoa::formats
