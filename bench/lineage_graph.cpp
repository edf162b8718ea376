// SPDX-License-Identifier: Apache-2.0
#include "lineage_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "random.hpp"

namespace stoa::bench {

using evolution::ArcKind;
using evolution::Lineage;
using evolution::StateId;

namespace {

constexpr std::uint32_t farthest = 3;
constexpr std::size_t arcs_per_state = 4;

}  // namespace

LineageArcs make_lineage(std::uint32_t states, std::uint32_t editions) {
    Random random{1972};
    LineageArcs lineage;
    std::uint32_t const themes = states / editions;
    std::uint32_t const size = themes * editions;
    if (themes < 4 || editions < 2) {
        throw std::invalid_argument("a lineage graph has two editions and four states in each, or more");
    }
    for (StateId state = 0; state < size; ++state) {
        lineage.position_of.push_back(state / themes);
    }
    auto const add = [&](StateId from, StateId to) {
        std::uint32_t const gap = lineage.position_of[to] - lineage.position_of[from] - 1;
        bool const is_same_theme = from % themes == to % themes;
        ArcKind const kind = !is_same_theme ? ArcKind::morphs : gap == 0 ? ArcKind::continues : ArcKind::resumes;
        lineage.arcs.push_back({from, to, {2, kind}});
    };
    // One into each state first, so that the last one stands in the file of the arcs and a reader knows how many there
    // are.
    for (StateId to = themes; to < size; ++to) {
        StateId const start = lineage.position_of[to] <= farthest ? 0 : to / themes * themes - farthest * themes;
        add(start + static_cast<StateId>(random.below(to / themes * themes - start)), to);
    }
    auto const less = [](Lineage::Arc const& a, Lineage::Arc const& b) {
        return a.from != b.from ? a.from < b.from : a.to < b.to;
    };
    auto const same = [](Lineage::Arc const& a, Lineage::Arc const& b) { return a.from == b.from && a.to == b.to; };
    std::size_t const wanted = arcs_per_state * size;
    while (lineage.arcs.size() < wanted) {
        while (lineage.arcs.size() < wanted) {
            auto const from = static_cast<StateId>(random.below(size - themes));
            StateId const start = (from / themes + 1) * themes;
            StateId const end = std::min(size, start + farthest * themes);
            add(from, start + static_cast<StateId>(random.below(end - start)));
        }
        std::ranges::sort(lineage.arcs, less);
        auto const rest = std::unique(lineage.arcs.begin(), lineage.arcs.end(), same);
        lineage.arcs.erase(rest, lineage.arcs.end());
    }
    return lineage;
}

void write_arcs(LineageArcs const& lineage, std::filesystem::path const& file) {
    std::ofstream out{file};
    fmt::memory_buffer text;
    for (Lineage::Arc const& each : lineage.arcs) {
        fmt::format_to(std::back_inserter(text), "{} {}\n", each.from, each.to);
    }
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!out.flush()) {
        throw std::runtime_error(file.string() + " cannot be written");
    }
}

}  // namespace stoa::bench
