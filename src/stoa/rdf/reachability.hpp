// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stoa::rdf {

/// Which nodes of a directed graph lead to which, over one link or more. Made in linear time; chains and trees, also
/// upside down, are answered at once. For other graphs the ways that are left are followed, as many links as a budget
/// allows.
///
/// The cycles of the graph are made one node each (Tarjan 1972). Each of these has its places in a depth-first search
/// along the links and in one against them: what lies in its part of the search tree is reached, and what was left
/// before anything that it reaches was is not (GRAIL: Yildirim, Chaoji and Zaki 2010).
class Reachability {
public:
    using Node = std::uint32_t;

    /// Nodes are numbers below `nodes`. `budget`: links that all calls of `leads_to` together may follow.
    Reachability(std::size_t nodes, std::vector<std::pair<Node, Node>> const& links, std::size_t budget);

    /// Nothing when the budget does not allow an answer.
    [[nodiscard]] std::optional<bool> leads_to(Node from, Node to);

private:
    /// The targets of the links of each node, one node after the other.
    struct Links {
        Links(std::size_t nodes, std::vector<std::pair<Node, Node>> const& links);
        std::vector<Node> starts;
        std::vector<Node> targets;
    };

    /// Of each node its places in a depth-first search; `low` is the first place at which one that it reaches was left.
    struct Places {
        explicit Places(Links const& links);
        [[nodiscard]] bool has_in_tree(Node from, Node to) const {
            return entered[from] <= entered[to] && left[to] <= left[from];
        }
        [[nodiscard]] bool may_reach(Node from, Node to) const {
            return low[from] <= left[to] && left[to] <= left[from];
        }
        std::vector<Node> entered;
        std::vector<Node> left;
        std::vector<Node> low;
    };

    void find_components(Links const& links);
    [[nodiscard]] std::optional<bool> answer_at_once(Node from, Node to) const;

    /// Of each node.
    std::vector<Node> component_;
    /// Of each component.
    std::vector<bool> has_cycle_;
    std::optional<Links> links_;
    std::optional<Places> along_;
    std::optional<Places> against_;
    std::size_t budget_;
    /// Of each component the number of the last search that came there.
    std::vector<Node> seen_;
    Node search_ = 0;
};

}  // namespace stoa::rdf
