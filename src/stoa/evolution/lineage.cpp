// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/lineage.hpp"

#include <algorithm>
#include <bit>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/property_map/property_map.hpp>
#include <cassert>
#include <limits>
#include <utility>

namespace stoa::evolution {
namespace {

LineageGraph make_graph(std::uint32_t states, std::span<Lineage::Arc const> arcs) {
    auto const ends = [](Lineage::Arc const& arc) { return std::pair{arc.from, arc.to}; };
    auto const data = [](Lineage::Arc const& arc) { return arc.data; };
    return {boost::edges_are_unsorted_multi_pass, boost::make_transform_iterator(arcs.begin(), ends),
            boost::make_transform_iterator(arcs.end(), ends), boost::make_transform_iterator(arcs.begin(), data),
            states};
}

std::vector<std::uint32_t> positions_of(Evolution const& evolution) {
    std::vector<std::uint32_t> positions;
    positions.reserve(evolution.states.size());
    for (State const& each : evolution.states) {
        positions.push_back(each.position);
    }
    return positions;
}

std::vector<Lineage::Arc> arcs_of(Evolution const& evolution) {
    std::vector<Lineage::Arc> arcs;
    arcs.reserve(evolution.arcs.size());
    for (Arc const& each : evolution.arcs) {
        arcs.push_back({each.from, each.to, {each.overlap.kept, each.kind}});
    }
    return arcs;
}

template <class Visit>
void for_each_next(LineageGraph const& graph, StateId state, Direction direction, Visit visit) {
    if (direction == Direction::forward) {
        for (auto [edge, last] = out_edges(state, graph); edge != last; ++edge) {
            visit(target(*edge, graph));
        }
    } else {
        for (auto [edge, last] = in_edges(state, graph); edge != last; ++edge) {
            visit(source(*edge, graph));
        }
    }
}

/// Visits the states in topological order, or against it.
template <class Visit>
void for_each_state(std::uint32_t count, Direction direction, Visit visit) {
    for (StateId i = 0; i < count; ++i) {
        visit(direction == Direction::forward ? i : count - 1 - i);
    }
}

constexpr Direction reverse(Direction direction) {
    return direction == Direction::forward ? Direction::backward : Direction::forward;
}

/// A tree that grows at its leaves, with the ancestor of two nodes in logarithmic time.
class GrowingTree {
public:
    explicit GrowingTree(std::size_t size) : nodes_(size) {}
    void add_root(StateId root) { nodes_[root] = {none, root, 0}; }
    void add(StateId node, StateId parent) {
        Node const& above = nodes_[parent];
        Node const& jump = nodes_[above.jump];
        bool const equal = above.depth - jump.depth == jump.depth - nodes_[jump.jump].depth;
        nodes_[node] = {parent, equal ? jump.jump : parent, above.depth + 1};
    }
    [[nodiscard]] bool contains(StateId node) const { return nodes_[node].jump != none; }
    [[nodiscard]] StateId parent(StateId node) const { return nodes_[node].parent; }
    [[nodiscard]] StateId common(StateId a, StateId b) const {
        if (nodes_[a].depth < nodes_[b].depth) {
            std::swap(a, b);
        }
        while (nodes_[a].depth > nodes_[b].depth) {
            StateId const far = nodes_[a].jump;
            a = nodes_[far].depth >= nodes_[b].depth ? far : nodes_[a].parent;
        }
        while (a != b) {
            bool const apart = nodes_[a].jump != nodes_[b].jump;
            a = apart ? nodes_[a].jump : nodes_[a].parent;
            b = apart ? nodes_[b].jump : nodes_[b].parent;
        }
        return a;
    }

private:
    struct Node {
        StateId parent = none;
        StateId jump = none;
        std::uint32_t depth = 0;
    };
    std::vector<Node> nodes_;
};

/// By state: states on a longest path to it (from it, when backward), itself not counted.
std::vector<std::uint32_t> heights(Lineage const& lineage, Direction direction) {
    std::vector<std::uint32_t> height(lineage.state_count(), 0);
    for_each_state(lineage.state_count(), direction, [&](StateId state) {
        for_each_next(lineage.graph(), state, direction,
                      [&](StateId next) { height[next] = std::max(height[next], height[state] + 1); });
    });
    return height;
}

}  // namespace

Lineage::Lineage(Evolution const& evolution) : Lineage{positions_of(evolution), arcs_of(evolution)} {}

Lineage::Lineage(std::vector<std::uint32_t> position_of, std::span<Arc const> arcs)
    : graph_{make_graph(static_cast<std::uint32_t>(position_of.size()), arcs)}, position_of_{std::move(position_of)} {
    assert(
        std::ranges::all_of(arcs, [&](Arc const& each) { return position_of_[each.from] < position_of_[each.to]; }) &&
        "arcs lead to later editions");
}

std::size_t Lineage::memory_bytes() const {
    auto const bytes = [](auto const& column) {
        return column.capacity() * sizeof(typename std::remove_cvref_t<decltype(column)>::value_type);
    };
    return bytes(graph_.m_forward.m_column) + bytes(graph_.m_forward.m_rowstart) +
           bytes(graph_.m_forward.m_edge_properties) + bytes(graph_.m_backward.m_column) +
           bytes(graph_.m_backward.m_rowstart) + bytes(graph_.m_backward.m_edge_properties) + bytes(position_of_);
}

std::vector<StateId> reach(Lineage const& lineage, std::span<StateId const> starts, Direction direction) {
    std::vector<StateId> found;
    if (starts.empty()) {
        return found;
    }
    // One bit a state, looked through word by word in topological order: what an arc marks lies always ahead.
    using Word = std::uint64_t;
    std::vector<Word> marks(lineage.state_count() / 64 + 1, 0);
    auto const mark = [&](StateId state) { marks[state / 64] |= Word{1} << (state % 64); };
    std::ranges::for_each(starts, mark);
    LineageGraph const& graph = lineage.graph();
    if (direction == Direction::forward) {
        for (std::size_t word = std::ranges::min(starts) / 64; word < marks.size(); ++word) {
            // Arcs may mark bits of this same word, all of them higher.
            for (Word todo = marks[word]; todo != 0;) {
                auto const bit = static_cast<unsigned>(std::countr_zero(todo));
                auto const state = static_cast<StateId>(word * 64 + bit);
                found.push_back(state);
                for_each_next(graph, state, direction, mark);
                todo = bit == 63 ? 0 : marks[word] & (~Word{0} << (bit + 1));
            }
        }
        return found;
    }
    for (std::size_t word = std::ranges::max(starts) / 64 + 1; word-- > 0;) {
        for (Word todo = marks[word]; todo != 0;) {
            auto const bit = 63U - static_cast<unsigned>(std::countl_zero(todo));
            auto const state = static_cast<StateId>(word * 64 + bit);
            found.push_back(state);
            for_each_next(graph, state, direction, mark);
            todo = marks[word] & ((Word{1} << bit) - 1);
        }
    }
    std::ranges::reverse(found);
    return found;
}

std::vector<std::uint32_t> steps_from(Lineage const& lineage, std::span<StateId const> starts, Direction direction) {
    std::vector<std::uint32_t> steps(lineage.state_count(), none);
    for (StateId const each : starts) {
        steps[each] = 0;
    }
    for_each_state(lineage.state_count(), direction, [&](StateId state) {
        if (steps[state] != none) {
            for_each_next(lineage.graph(), state, direction,
                          [&](StateId next) { steps[next] = std::min(steps[next], steps[state] + 1); });
        }
    });
    return steps;
}

std::vector<std::uint32_t> areas(Lineage const& lineage) {
    // Not raw pointers: boost::detail::get of the CSR graph hides the boost::get that would take them (Boost 1.74).
    std::vector<std::uint32_t> ranks(lineage.state_count(), 0);
    std::vector<StateId> parents(lineage.state_count());
    boost::typed_identity_property_map<StateId> const same;
    boost::disjoint_sets sets{boost::make_iterator_property_map(ranks.begin(), same),
                              boost::make_iterator_property_map(parents.begin(), same)};
    for_each_state(lineage.state_count(), Direction::forward, [&](StateId state) { sets.make_set(state); });
    LineageGraph const& graph = lineage.graph();
    for (auto [edge, last] = edges(graph); edge != last; ++edge) {
        sets.union_set(source(*edge, graph), target(*edge, graph));
    }
    std::vector<std::uint32_t> number_of(lineage.state_count(), none);
    std::vector<std::uint32_t> area(lineage.state_count());
    std::uint32_t count = 0;
    for_each_state(lineage.state_count(), Direction::forward, [&](StateId state) {
        std::uint32_t& number = number_of[sets.find_set(state)];
        number = number == none ? count++ : number;
        area[state] = number;
    });
    return area;
}

std::vector<StateId> immediate_dominators(Lineage const& lineage, StateId root, Direction direction) {
    GrowingTree tree{lineage.state_count()};
    std::vector<StateId> dominators(lineage.state_count(), none);
    for_each_state(lineage.state_count(), direction, [&](StateId state) {
        if (state == root) {
            tree.add_root(state);
            return;
        }
        StateId common = none;
        for_each_next(lineage.graph(), state, reverse(direction), [&](StateId before) {
            if (tree.contains(before)) {
                common = common == none ? before : tree.common(common, before);
            }
        });
        if (common != none) {
            tree.add(state, common);
            dominators[state] = common;
        }
    });
    return dominators;
}

std::vector<StateId> unavoidable_states(Lineage const& lineage, StateId from, std::span<StateId const> targets) {
    std::vector<StateId> const dominators = immediate_dominators(lineage, from, Direction::forward);
    // Dominators have smaller numbers: the larger of two climbs until they meet.
    StateId common = none;
    for (StateId target : targets) {
        if (target != from && dominators[target] == none) {
            continue;  // not reached
        }
        if (common == none) {
            common = target;
        }
        while (common != target) {
            (common > target ? common : target) = dominators[std::max(common, target)];
        }
    }
    std::vector<StateId> chain;
    for (StateId state = common; state != none; state = dominators[state]) {
        chain.push_back(state);
    }
    std::ranges::reverse(chain);
    return chain;
}

std::vector<StateId> longest_path(Lineage const& lineage, std::uint32_t max_gap) {
    std::vector<std::uint32_t> length(lineage.state_count(), 1);
    std::vector<StateId> before(lineage.state_count(), none);
    StateId end = none;
    for_each_state(lineage.state_count(), Direction::forward, [&](StateId state) {
        for_each_next(lineage.graph(), state, Direction::backward, [&](StateId source) {
            if (lineage.gap(source, state) > max_gap) {
                return;
            }
            bool const same = length[source] + 1 == length[state];
            if (length[source] + 1 > length[state] || (same && source < before[state])) {
                length[state] = length[source] + 1;
                before[state] = source;
            }
        });
        if (end == none || length[state] > length[end]) {
            end = state;
        }
    });
    std::vector<StateId> path;
    for (StateId state = end; state != none; state = before[state]) {
        path.push_back(state);
    }
    std::ranges::reverse(path);
    return path;
}

std::vector<std::uint32_t> unit_criticality(Lineage const& lineage) {
    std::vector<std::uint32_t> criticality = heights(lineage, Direction::forward);
    std::vector<std::uint32_t> const after = heights(lineage, Direction::backward);
    std::uint32_t longest = 0;
    for (StateId state = 0; state < lineage.state_count(); ++state) {
        criticality[state] += after[state];
        longest = std::max(longest, criticality[state]);
    }
    for (std::uint32_t& each : criticality) {
        each = longest - each;
    }
    return criticality;
}

std::vector<StateId> latest_common_ancestors(Lineage const& lineage, StateId a, StateId b) {
    std::vector<StateId> const of_a = reach(lineage, {&a, 1}, Direction::backward);
    std::vector<StateId> const of_b = reach(lineage, {&b, 1}, Direction::backward);
    std::vector<StateId> common;
    std::ranges::set_intersection(of_a, of_b, std::back_inserter(common));
    std::vector<StateId> latest;
    // Whatever lies on a way from one common ancestor to another is one itself: the next states tell.
    for (StateId const each : common) {
        bool leads_on = false;
        for_each_next(lineage.graph(), each, Direction::forward,
                      [&](StateId next) { leads_on = leads_on || std::ranges::binary_search(common, next); });
        if (!leads_on) {
            latest.push_back(each);
        }
    }
    return latest;
}

IndependentLines independent_lines(Lineage const& lineage, StateId from, StateId to) {
    std::vector<StateId> const ahead = reach(lineage, {&from, 1}, Direction::forward);
    std::vector<StateId> const behind = reach(lineage, {&to, 1}, Direction::backward);
    std::vector<StateId> between;
    std::ranges::set_intersection(ahead, behind, std::back_inserter(between));
    IndependentLines lines;
    if (from == to || between.empty()) {
        return lines;
    }
    // Of each state an entry 2i and an exit 2i + 1, joined by an arc that holds one line.
    using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
    using Flow = boost::adjacency_list<
        boost::vecS, boost::vecS, boost::directedS, boost::no_property,
        boost::property<boost::edge_capacity_t, long,
                        boost::property<boost::edge_residual_capacity_t, long,
                                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
    Flow flow{between.size() * 2};
    auto capacity = get(boost::edge_capacity, flow);
    auto opposite = get(boost::edge_reverse, flow);
    auto const join = [&](std::size_t source, std::size_t target, long room) {
        auto const there = add_edge(source, target, flow).first;
        auto const back = add_edge(target, source, flow).first;
        capacity[there] = room;
        capacity[back] = 0;
        opposite[there] = back;
        opposite[back] = there;
    };
    auto const index_of = [&](StateId state) {
        return static_cast<std::size_t>(std::ranges::lower_bound(between, state) - between.begin());
    };
    // `from` has the smallest number, `to` the largest.
    std::size_t const start = 0;
    std::size_t const end = between.size() - 1;
    auto const many = static_cast<long>(between.size());
    for (std::size_t i = 0; i < between.size(); ++i) {
        join(2 * i, 2 * i + 1, i == start || i == end ? many : 1);
        StateId previous = none;
        for_each_next(lineage.graph(), between[i], Direction::forward, [&](StateId next) {
            bool const again = next == previous;  // arcs of different kinds may join the same states
            previous = next;
            std::size_t const other = index_of(next);
            if (again || other == between.size() || between[other] != next) {
                return;
            }
            if (i == start && other == end) {
                lines.direct = true;
            } else {
                join(2 * i + 1, 2 * other, many);
            }
        });
    }
    long const through = push_relabel_max_flow(flow, 2 * start + 1, 2 * end);
    lines.count = static_cast<std::size_t>(through) + (lines.direct ? 1 : 0);
    // What the source still reaches: a state is cut where its entry is reached and its exit is not.
    auto residual = get(boost::edge_residual_capacity, flow);
    std::vector<bool> reached(between.size() * 2, false);
    std::vector<std::size_t> todo{2 * start + 1};
    reached[2 * start + 1] = true;
    while (!todo.empty()) {
        std::size_t const vertex = todo.back();
        todo.pop_back();
        for (auto [edge, last] = out_edges(vertex, flow); edge != last; ++edge) {
            std::size_t const next = target(*edge, flow);
            if (residual[*edge] > 0 && !reached[next]) {
                reached[next] = true;
                todo.push_back(next);
            }
        }
    }
    for (std::size_t i = 0; i < between.size(); ++i) {
        if (reached[2 * i] && !reached[2 * i + 1]) {
            lines.separating.push_back(between[i]);
        }
    }
    return lines;
}

}  // namespace stoa::evolution
