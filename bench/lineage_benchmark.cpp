// SPDX-License-Identifier: Apache-2.0
// What it measures, and what came out: README.md.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lineage_graph.hpp"
#include "measuring.hpp"
#include "stoa/evolution/lineage.hpp"

namespace {

using namespace stoa;
using bench::LineageArcs;
using bench::median_seconds;
using bench::Report;
using evolution::Direction;
using evolution::Lineage;
using evolution::none;
using evolution::StateId;

constexpr double most_bytes = 30;  ///< an arc
/// From one size to ten times that: linear work, of which less and less fits into the processor's caches.
constexpr double most_growth = 25;
constexpr std::uint32_t edition_count = 50;
constexpr StateId chosen = 0;

std::uint64_t descendants(Lineage const& lineage) {
    return evolution::reach(lineage, {&chosen, 1}, Direction::forward).size() - 1;
}
std::uint64_t longest_path(Lineage const& lineage) {  // in arcs
    return evolution::longest_path(lineage, none).size() - 1;
}
/// The dominators' numbers in one.
std::uint64_t dominators(Lineage const& lineage) {
    std::vector<StateId> const found = evolution::immediate_dominators(lineage, chosen, Direction::forward);
    std::uint64_t sum = 0;
    for (StateId state = 0; state < found.size(); ++state) {
        sum += found[state] == none ? 0 : std::uint64_t{state % 1000 + 1} * found[state];
    }
    return sum;
}
std::uint64_t main_path(Lineage const& lineage) {  // states
    return static_cast<std::uint64_t>(std::ranges::count(evolution::unit_criticality(lineage), 0U));
}
std::uint64_t thematic_areas(Lineage const& lineage) {
    return std::uint64_t{std::ranges::max(evolution::areas(lineage))} + 1;
}
std::uint64_t latest_common_ancestors(Lineage const& lineage) {
    StateId const last = lineage.state_count() - 1;
    return evolution::latest_common_ancestors(lineage, last, last - 1).size();
}

/// What is asked. The answers tell whether two programs agree.
struct Question {
    std::string_view name;
    std::uint64_t (*ask)(Lineage const&);
};
constexpr std::array<Question, 6> questions{{
    {"descendants", descendants},
    {"longest path", longest_path},
    {"dominators", dominators},
    {"main path", main_path},
    {"thematic areas", thematic_areas},
    {"latest common ancestors", latest_common_ancestors},
}};

Question const& question(std::string_view name) {
    auto const found = std::ranges::find(questions, name, &Question::name);
    if (found == questions.end()) {
        throw std::runtime_error(fmt::format("no question is called {}", name));
    }
    return *found;
}

double bytes_an_arc(LineageArcs const& arcs, Lineage const& lineage) {
    return static_cast<double>(lineage.memory_bytes()) / static_cast<double>(arcs.arcs.size());
}

/// Measures graphs of one shape at rising sizes, and says what came out worse than wanted.
class Measurement {
public:
    Measurement(Report const& report, std::size_t rounds) : report_{report}, rounds_{rounds} {}

    void run(std::string_view shape, std::uint32_t size, std::uint32_t editions) {
        LineageArcs const arcs = bench::make_lineage(size, editions);
        auto const add = [&](std::string_view what, double value, std::string_view unit) {
            report_.add(fmt::format("{}: {}", shape, what), size, value, unit);
        };
        auto const make = [&] { return Lineage{arcs.position_of, arcs.arcs}; };
        add("making the graph", 1e3 * median_seconds(rounds_, [&] { static_cast<void>(make()); }), "ms");
        Lineage const lineage = make();
        double const bytes = bytes_an_arc(arcs, lineage);
        add("memory", bytes, "bytes/arc");
        expect(bytes <= most_bytes, fmt::format("{}: more than {} bytes an arc", shape, most_bytes));
        std::vector<double> times;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            Question const& asked = questions[i];
            std::uint64_t answer = 0;
            times.push_back(median_seconds(rounds_, [&] { answer = asked.ask(lineage); }));
            add(asked.name, 1e3 * times[i], "ms");
            add(fmt::format("{}: answer", asked.name), static_cast<double>(answer), "");
            if (size == 10 * before_size_) {
                double const growth = times[i] / before_[i];
                add(fmt::format("{}: growth, ten times the size", asked.name), growth, "");
                expect(growth <= most_growth, fmt::format("{}: {}: ten times the size takes more than {} times as long",
                                                          shape, asked.name, most_growth));
            }
        }
        before_ = std::move(times);
        before_size_ = size;
    }

    [[nodiscard]] std::vector<std::string> const& missed() const { return missed_; }

private:
    void expect(bool holds, std::string missed) {
        if (!holds) {
            missed_.push_back(std::move(missed));
        }
    }

    Report const& report_;
    std::size_t rounds_;
    std::vector<double> before_;
    std::size_t before_size_ = 0;
    std::vector<std::string> missed_;
};

/// Answers questions from standard input, a line each, so that a script can ask several programs in turn: a line of
/// JSON with the seconds and the answer.
void serve(std::uint32_t size, std::filesystem::path const& arc_file) {
    LineageArcs arcs = bench::make_lineage(size, edition_count);
    bench::write_arcs(arcs, arc_file);
    Lineage const lineage{arcs.position_of, arcs.arcs};
    nlohmann::json const start{{"states", lineage.state_count()},
                               {"arcs", arcs.arcs.size()},
                               {"chosen", chosen},
                               {"bytes_an_arc", bytes_an_arc(arcs, lineage)}};
    std::cout << start << std::endl;
    for (std::string name; std::getline(std::cin, name);) {
        Question const& asked = question(name);
        std::uint64_t answer = 0;
        double const seconds = bench::seconds_of([&] { answer = asked.ask(lineage); });
        std::cout << nlohmann::json{{"seconds", seconds}, {"answer", answer}} << std::endl;
    }
}

}  // namespace

int main(int argc, char** argv) {
    bool json = false;
    bool check = false;
    std::size_t rounds = 9;
    std::size_t states = 0;
    std::string_view arc_file;
    for (int i = 1; i < argc; ++i) {
        std::string_view const argument = argv[i];
        std::size_t* const number = argument == "--states" ? &states : argument == "--rounds" ? &rounds : nullptr;
        if (argument == "--json") {
            json = true;
        } else if (argument == "--check") {
            check = true;
        } else if (argument == "--serve" && i + 1 < argc) {
            arc_file = argv[++i];
        } else if (number != nullptr && i + 1 < argc) {
            std::string_view const text = argv[++i];
            std::from_chars(text.data(), text.data() + text.size(), *number);
        } else {
            fmt::print(stderr,
                       "usage: lineage_benchmark [--json] [--check] [--states NUMBER] [--rounds NUMBER]\n"
                       "                         [--serve FILE-FOR-THE-ARCS]\n");
            return 2;
        }
    }
    try {
        if (!arc_file.empty()) {
            serve(static_cast<std::uint32_t>(states == 0 ? 1'000'000 : states), arc_file);
            return 0;
        }
        Report const report{"states", json};
        Measurement wide{report, rounds};   // many themes in few editions
        Measurement long_{report, rounds};  // few themes in many
        auto const largest = static_cast<std::uint32_t>(states == 0 ? 1'000'000 : states);
        for (std::uint32_t const size : {largest / 100, largest / 10, largest}) {
            wide.run(fmt::format("{} editions", edition_count), size, edition_count);
        }
        for (std::uint32_t const size : {largest / 100, largest / 10, largest}) {
            long_.run("10 themes an edition", size, size / 10);
        }
        std::vector<std::string> missed = wide.missed();
        missed.insert(missed.end(), long_.missed().begin(), long_.missed().end());
        for (std::string const& each : missed) {
            fmt::print(stderr, "missed: {}\n", each);
        }
        return check && !missed.empty() ? 1 : 0;
    } catch (std::exception const& error) {
        fmt::print(stderr, "lineage_benchmark: {}\n", error.what());
        return 2;
    }
}
