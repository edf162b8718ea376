// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "stoa/formats/graph_writer.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::formats {

/// Where the records of a graph stand in a drawing in which time goes to the right: dated ones at their first day, 100
/// units a year from the first of them; others amid those that they are related to; and what no date leads to left of
/// all. Each kind has a band and a colour of its own, kinds from above in the order of the output; what is related to
/// more is larger. Equal graphs give equal places.
class TimeLayout {
public:
    /// Linear in records and relations, but for sorting. The graph is not kept.
    explicit TimeLayout(model::KnowledgeGraph const& graph);

    [[nodiscard]] Look const& operator()(model::Vertex vertex) const { return looks_[vertex]; }

private:
    std::vector<Look> looks_;
};

}  // namespace stoa::formats
