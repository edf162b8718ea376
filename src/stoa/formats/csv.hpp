// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "stoa/formats/graph_writer.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::formats {

/// How the columns are named: as elsewhere, or as `neo4j-admin database import` reads them
/// (https://neo4j.com/docs/operations-manual/current/import/): `id:ID`, `kind:LABEL`, `number:long`.
enum class CsvHeading : std::uint8_t { plain, neo4j };

/// Two tables of comma-separated values (RFC 4180: lines end in CR LF, fields are quoted where they must be), in UTF-8
/// with a heading: nodes with id, label, iri and their columns, edges with source, target and theirs. A field without
/// a value is empty.
class CsvWriter final : public GraphWriter {
public:
    /// A table whose sink is null is not written. The sinks outlive the writer.
    CsvWriter(rdf::ByteSink* nodes, rdf::ByteSink* edges, CsvHeading heading = CsvHeading::plain)
        : nodes_{nodes}, edges_{edges}, heading_{heading} {}

    void begin(GraphHeader const& header) override;
    void node(Node const& node) override;
    void edge(Edge const& edge) override;
    void end() override;

private:
    rdf::ByteSink* nodes_;
    rdf::ByteSink* edges_;
    CsvHeading heading_;
    std::size_t node_columns_ = 0;
    std::size_t edge_columns_ = 0;
    std::string text_;  ///< of one line, used again
};

}  // namespace stoa::formats
