// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/graph_traits.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stoa/evolution/evolution.hpp"

namespace stoa::evolution {

/// The bundle of an arc: 8 bytes.
struct LineageArc {
    std::uint32_t shared = 0;  ///< items that both ends have
    ArcKind kind = ArcKind::continues;
};

using LineageGraph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, LineageArc,
                                                        boost::no_property, std::uint32_t, std::uint32_t>;

/// The edition-expanded graph of a series: vertices are states, arcs lead to states of later editions.
///
/// Invariant: states are numbered by edition, so every arc goes from a smaller to a larger number. The numbers are a
/// topological order, every path respects time, and one pass over the numbers replaces the searches that other graphs
/// need. Some 23 bytes an arc at four arcs a state. Immutable; safe to read from several threads. Algorithms of
/// Boost.Graph run on `graph()`; for those that need an undirected graph or a root that reaches everything see
/// model/knowledge_graph.hpp.
class Lineage {
public:
    struct Arc {
        StateId from = 0;
        StateId to = 0;
        LineageArc data;
    };

    /// All states and arcs of an evolution.
    explicit Lineage(Evolution const& evolution);
    /// `position_of` gives the position of each state, ascending; arcs are sorted by `from`, then `to`, and go to later
    /// positions.
    Lineage(std::vector<std::uint32_t> position_of, std::span<Arc const> arcs);

    [[nodiscard]] LineageGraph const& graph() const { return graph_; }
    [[nodiscard]] std::uint32_t state_count() const { return static_cast<std::uint32_t>(position_of_.size()); }
    [[nodiscard]] std::uint32_t position(StateId state) const { return position_of_[state]; }
    /// Observed editions that an arc passes over.
    [[nodiscard]] std::uint32_t gap(StateId from, StateId to) const {
        return position_of_[to] - position_of_[from] - 1;
    }
    [[nodiscard]] std::size_t memory_bytes() const;

private:
    LineageGraph graph_;
    std::vector<std::uint32_t> position_of_;
};

enum class Direction : std::uint8_t { forward, backward };

/// The states that can be reached from `starts`, those among them, ascending. Linear in the states between.
[[nodiscard]] std::vector<StateId> reach(Lineage const& lineage, std::span<StateId const> starts, Direction direction);

/// By state: arcs on the shortest way from one of `starts`, or `none`.
[[nodiscard]] std::vector<std::uint32_t> steps_from(Lineage const& lineage, std::span<StateId const> starts,
                                                    Direction direction);

/// By state: the number of its thematic area (weakly connected component), areas numbered by their first state.
/// Union-find over the arcs: Boost's connected_components needs an undirected graph.
[[nodiscard]] std::vector<std::uint32_t> areas(Lineage const& lineage);

/// By state: its immediate dominator on all ways from `root` (to `root`, when backward: post-dominators), `none` for
/// the root and for what it does not reach.
/// In topological order the immediate dominator is the nearest common ancestor, in the tree so far, of all reached
/// predecessors (Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm, 2001, for acyclic graphs), found over
/// jump pointers (Myers, An applicative random-access stack, 1983) in logarithmic time. Boost's
/// lengauer_tarjan_dominator_tree gives the same, but descends once a level of the tree on the stack of the process.
[[nodiscard]] std::vector<StateId> immediate_dominators(Lineage const& lineage, StateId root, Direction direction);

/// The states through which every way from `from` to any of `targets` passes, ascending, both ends included where they
/// are single; empty when no target is reached.
[[nodiscard]] std::vector<StateId> unavoidable_states(Lineage const& lineage, StateId from,
                                                      std::span<StateId const> targets);

/// A longest path, by number of states, over arcs that pass over at most `max_gap` observed editions (0: unbroken). Of
/// equally long ones the one whose states, from the last back, have the smallest numbers. Linear.
[[nodiscard]] std::vector<StateId> longest_path(Lineage const& lineage, std::uint32_t max_gap);

/// Unit criticality (arXiv:2512.12355): c(v) = longest path of all - longest path into v - longest path out of v, in
/// arcs. The main path is where c is 0.
[[nodiscard]] std::vector<std::uint32_t> unit_criticality(Lineage const& lineage);

/// Common ancestors (a state is one of its own) from which no other common ancestor is reached, ascending. Linear.
[[nodiscard]] std::vector<StateId> latest_common_ancestors(Lineage const& lineage, StateId a, StateId b);

/// Lines from one state to another that share no state in between.
struct IndependentLines {
    std::size_t count = 0;
    bool direct = false;              ///< one of them is a single arc, which nothing in between can separate
    std::vector<StateId> separating;  ///< a smallest set of states that cuts all lines but the direct one, ascending
};

/// By Menger's theorem: maximum flow with vertices split in two, on the part between the two states (Goldberg and
/// Tarjan's push-relabel). Of several smallest sets the one nearest to `from`.
[[nodiscard]] IndependentLines independent_lines(Lineage const& lineage, StateId from, StateId to);

}  // namespace stoa::evolution
