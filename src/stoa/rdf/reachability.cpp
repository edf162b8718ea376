// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/reachability.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace stoa::rdf {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// A node on the way of a depth-first search, and the next of its links.
struct Step {
    std::uint32_t node;
    std::uint32_t next;
};

/// Goes depth first, without recursion, from `root` over the links of `starts` and `targets` to what has no number in
/// `entered`. `enter(node)` gives it one; `see(node, target)` is told each link to a node that has one, a link of the
/// tree when it is gone back; `leave(node)` comes after all of its links.
template <class Enter, class See, class Leave>
void walk(std::vector<std::uint32_t> const& starts, std::vector<std::uint32_t> const& targets, std::uint32_t root,
          std::vector<std::uint32_t> const& entered, Enter enter, See see, Leave leave) {
    std::vector<Step> way;
    auto const go_to = [&](std::uint32_t node) {
        enter(node);
        way.push_back({node, starts[node]});
    };
    go_to(root);
    while (!way.empty()) {
        auto& [node, next] = way.back();
        if (next == starts[node + 1]) {
            std::uint32_t const done = node;
            way.pop_back();
            leave(done);
        } else if (std::uint32_t const target = targets[next]; entered[target] == none) {
            go_to(target);  // comes back to this link
        } else {
            see(node, target);
            ++next;
        }
    }
}

}  // namespace

Reachability::Links::Links(std::size_t nodes, std::vector<std::pair<Node, Node>> const& links)
    : starts(nodes + 1), targets(links.size()) {
    for (auto const& [from, to] : links) {
        ++starts[from + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<Node> next(starts.begin(), starts.end() - 1);
    for (auto const& [from, to] : links) {
        targets[next[from]++] = to;
    }
}

Reachability::Places::Places(Links const& links)
    : entered(links.starts.size() - 1, none), left(entered.size()), low(entered.size()) {
    Node entries = 0;
    Node exits = 0;
    // Sources have high numbers: what is reached from them belongs to their trees.
    for (auto root = static_cast<Node>(entered.size()); root-- > 0;) {
        if (entered[root] != none) {
            continue;
        }
        walk(
            links.starts, links.targets, root, entered,
            [&](Node node) {
                entered[node] = entries++;
                low[node] = none;
            },
            [&](Node node, Node target) { low[node] = std::min(low[node], low[target]); },
            [&](Node node) {
                left[node] = exits++;
                low[node] = std::min(low[node], left[node]);
            });
    }
}

Reachability::Reachability(std::size_t nodes, std::vector<std::pair<Node, Node>> const& links, std::size_t budget)
    : component_(nodes, none), budget_(budget) {
    find_components(Links(nodes, links));
    std::size_t const count = has_cycle_.size();
    std::vector<std::pair<Node, Node>> between;
    for (auto const& [from, to] : links) {
        if (component_[from] != component_[to]) {
            between.emplace_back(component_[from], component_[to]);
        } else {
            has_cycle_[component_[from]] = true;
        }
    }
    std::ranges::sort(between);
    between.erase(std::unique(between.begin(), between.end()), between.end());
    links_.emplace(count, between);
    along_.emplace(*links_);
    // Against the links sources are what was the end: the numbers turn around, too.
    auto const last = static_cast<Node>(count - 1);
    for (auto& [from, to] : between) {
        from = std::exchange(to, last - from);
        from = last - from;
    }
    against_.emplace(Links(count, between));
    std::ranges::reverse(against_->entered);
    std::ranges::reverse(against_->left);
    std::ranges::reverse(against_->low);
    seen_.resize(count);
}

/// Numbers the components so that links lead to lower ones.
void Reachability::find_components(Links const& links) {
    std::vector<Node> entered(component_.size(), none);
    std::vector<Node> low(component_.size());
    std::vector<Node> open;
    Node entries = 0;
    for (Node root = 0; root < component_.size(); ++root) {
        if (entered[root] != none) {
            continue;
        }
        walk(
            links.starts, links.targets, root, entered,
            [&](Node node) {
                entered[node] = low[node] = entries++;
                open.push_back(node);
            },
            [&](Node node, Node target) {
                if (component_[target] == none) {
                    low[node] = std::min(low[node], low[target]);
                }
            },
            [&](Node node) {
                if (low[node] != entered[node]) {
                    return;
                }
                auto const number = static_cast<Node>(has_cycle_.size());
                has_cycle_.push_back(false);
                while (component_[node] == none) {
                    component_[open.back()] = number;
                    open.pop_back();
                }
            });
    }
}

std::optional<bool> Reachability::answer_at_once(Node from, Node to) const {
    if (along_->has_in_tree(from, to) || against_->has_in_tree(to, from)) {
        return true;
    }
    if (!along_->may_reach(from, to) || !against_->may_reach(to, from)) {
        return false;
    }
    return std::nullopt;
}

std::optional<bool> Reachability::leads_to(Node from, Node to) {
    Node const target = component_[to];
    if (component_[from] == target) {
        return has_cycle_[target];
    }
    ++search_;
    std::vector<Node> open{component_[from]};
    while (!open.empty()) {
        Node const node = open.back();
        open.pop_back();
        if (auto const answer = answer_at_once(node, target)) {
            if (*answer) {
                return true;
            }
            continue;
        }
        for (Node link = links_->starts[node]; link < links_->starts[node + 1]; ++link) {
            if (budget_ == 0) {
                return std::nullopt;
            }
            --budget_;
            Node const next = links_->targets[link];
            if (std::exchange(seen_[next], search_) != search_) {
                open.push_back(next);
            }
        }
    }
    return false;
}

}  // namespace stoa::rdf
