// SPDX-License-Identifier: Apache-2.0
// What it measures, and what came out: README.md.
#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "evolving_series.hpp"
#include "measuring.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/lineage.hpp"
#include "stoa/model/graph_builder.hpp"

namespace {

using namespace stoa;
using bench::median;
using bench::Report;
using bench::seconds_of;
using bench::SeriesSize;
using bench::Shape;
using model::KnowledgeGraph;

constexpr double most_of_building = 2;  ///< all events : building the graph
constexpr double most_growth = 12;      ///< from one number of editions to ten times that
/// The same, where all is ten times as large, so that less of it fits into the processor's caches: far from the 100 of
/// a quadratic step.
constexpr double most_growth_of_all = 25;

/// Of everything that was computed: says whether two programs, or two machines, found the same.
class Digest {
public:
    explicit Digest(evolution::Evolution const& of) {
        for (evolution::State const& each : of.states) {
            add(each.theme, each.position, each.last_item - each.first_item, each.previous, each.role);
        }
        for (std::uint32_t const item : of.scope_items) {
            add(item);
        }
        for (auto const* const events : {&of.theme_events, &of.item_events}) {
            for (evolution::StateEvent const& each : *events) {
                add(each.kind, each.subject, each.position, each.before, each.after, each.gap, each.open,
                    each.absent_for, each.heir, each.derived, each.gap_years.value_or(-1));
                add(each.role.value_or(evolution::RoleChange::unchanged),
                    each.scope.value_or(evolution::ScopeChange{}));
                add(each.overlap);
            }
        }
        for (evolution::LineageEvent const& each : of.lineage_events) {
            add(each.kind, each.position, each.share_of_old.numerator(), each.share_of_old.denominator(),
                each.share_of_new.numerator(), each.share_of_new.denominator());
            for (auto const* const list : {&each.sources, &each.targets, &each.shared}) {
                for (std::uint32_t const index : *list) {
                    add(index);
                }
            }
        }
        for (evolution::Arc const& each : of.arcs) {
            add(each.from, each.to, each.kind, each.development);
            add(each.overlap);
        }
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

private:
    template <class... Numbers>
    void add(Numbers... numbers) {
        ((value_ = (value_ ^ static_cast<std::uint64_t>(numbers)) * 0x100000001B3U), ...);
    }
    void add(evolution::Overlap const& overlap) { add(overlap.kept, overlap.gained, overlap.lost); }

    std::uint64_t value_ = 0xCBF29CE484222325U;
};

/// Of one round: seconds, and what was found.
struct Result {
    double filling = 0;
    double freezing = 0;
    double coding = 0;
    double computing = 0;
    double lineage = 0;
    double peak_bytes = 0;
    std::size_t states = 0;
    std::size_t events = 0;
    std::size_t arcs = 0;
    std::uint64_t digest = 0;
    [[nodiscard]] double building() const { return filling + freezing; }
    [[nodiscard]] double all_events() const { return coding + computing + lineage; }
};

struct Task {
    SeriesSize size;
    Shape shape = Shape::evolving;
    unsigned look_back = 1;
};

/// Builds the graph and finds all events of all its series.
Result measure(Task const& task) {
    Result result;
    std::optional<model::GraphBuilder> builder{std::in_place};
    std::optional<KnowledgeGraph> graph;
    result.filling = seconds_of([&] { bench::fill_with_evolution(*builder, task.size, task.shape); });
    result.freezing = seconds_of([&] {
        graph = std::move(*builder).freeze();
        builder.reset();
    });
    evolution::Parameters parameters;
    parameters.look_back = task.look_back;
    KnowledgeGraph::Range const series = graph->vertices_of(model::Kind::series);
    for (model::Vertex vertex = series.first; vertex < series.last; ++vertex) {
        evolution::Coding coding;
        evolution::Evolution found;
        result.coding += seconds_of([&] { coding = evolution::read_coding(*graph, vertex, parameters); });
        result.computing += seconds_of([&] { found = evolution::compute(coding, parameters); });
        result.lineage += seconds_of([&] {
            if (evolution::Lineage const lineage{found}; lineage.state_count() != found.states.size()) {
                throw std::runtime_error("the lineage graph lost states");
            }
        });
        result.states += found.states.size();
        result.events += found.theme_events.size() + found.item_events.size() + found.lineage_events.size();
        result.arcs += found.arcs.size();
        result.digest = result.digest * 31 + Digest{found}.value();
    }
    result.peak_bytes = bench::peak_bytes();
    return result;
}

/// In a process of its own: its peak is that of this round, and memory that another round left ready is no gift to it.
Result measure_apart(Task const& task) {
    static_assert(std::is_trivially_copyable_v<Result>);
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) {
        throw std::runtime_error("no pipe");
    }
    pid_t const child = fork();
    if (child < 0) {
        throw std::runtime_error("no process");
    }
    if (child == 0) {
        try {
            Result const result = measure(task);
            _exit(write(ends[1], &result, sizeof result) == ssize_t{sizeof result} ? 0 : 1);
        } catch (std::exception const& error) {
            fmt::print(stderr, "events_benchmark: {}\n", error.what());
            _exit(1);
        }
    }
    close(ends[1]);
    Result result;
    bool const is_whole = read(ends[0], &result, sizeof result) == ssize_t{sizeof result};
    close(ends[0]);
    waitpid(child, nullptr, 0);
    if (!is_whole) {
        throw std::runtime_error("a round failed");
    }
    return result;
}

/// Measures a shape at one size and at ten times that, in turn, and says what came out worse than wanted.
class Comparison {
public:
    Comparison(Report const& report, std::size_t rounds) : report_{report}, rounds_{rounds} {}

    void run(std::string_view name, Task task, std::size_t SeriesSize::*grows, double allowed) {
        Task larger = task;
        larger.size.*grows *= 10;
        std::vector<Result> small;
        std::vector<Result> large;
        std::vector<double> growth;
        std::vector<double> growth_of_building;
        std::vector<double> to_building;
        for (std::size_t round = 0; round < rounds_; ++round) {
            small.push_back(measure_apart(task));
            large.push_back(measure_apart(larger));
            growth.push_back(large.back().all_events() / small.back().all_events());
            growth_of_building.push_back(large.back().building() / small.back().building());
            to_building.push_back(large.back().all_events() / large.back().building());
        }
        report(name, task.size.*grows, small);
        report(name, larger.size.*grows, large);
        auto const add = [&](std::string_view what, double value) {
            report_.add(fmt::format("{}: {}", name, what), larger.size.*grows, value, "");
        };
        add("all events : building", median(to_building));
        add("growth of all events, ten times the size", median(growth));
        add("growth of building", median(growth_of_building));
        expect(median(to_building) < most_of_building,
               fmt::format("{}: all events take {} times as long as building, or more", name, most_of_building));
        expect(median(growth) <= allowed,
               fmt::format("{}: ten times the size takes more than {} times as long", name, allowed));
    }

    [[nodiscard]] std::vector<std::string> const& missed() const { return missed_; }

private:
    void report(std::string_view name, std::size_t size, std::vector<Result> const& results) const {
        auto const add = [&](std::string_view what, double value, std::string_view unit) {
            report_.add(fmt::format("{}: {}", name, what), size, value, unit);
        };
        auto const middle = [&](double Result::*which) {
            std::vector<double> values;
            for (Result const& each : results) {
                values.push_back(each.*which);
            }
            return median(std::move(values));
        };
        add("filling the graph, with the making of the texts", 1e3 * middle(&Result::filling), "ms");
        add("freezing it", 1e3 * middle(&Result::freezing), "ms");
        add("reading the coding", 1e3 * middle(&Result::coding), "ms");
        add("states, events and arcs", 1e3 * middle(&Result::computing), "ms");
        add("lineage graph", 1e3 * middle(&Result::lineage), "ms");
        add("peak of the process", middle(&Result::peak_bytes) / 1e6, "MB");
        add("states", static_cast<double>(results.back().states), "");
        add("events", static_cast<double>(results.back().events), "");
        add("arcs", static_cast<double>(results.back().arcs), "");
        add("digest of the results", static_cast<double>(results.back().digest % 1'000'000'000), "");
    }

    void expect(bool holds, std::string missed) {
        if (!holds) {
            missed_.push_back(std::move(missed));
        }
    }

    Report const& report_;
    std::size_t rounds_;
    std::vector<std::string> missed_;
};

}  // namespace

int main(int argc, char** argv) {
    bool json = false;
    bool check = false;
    std::size_t editions = 100'000;
    std::size_t rounds = 5;
    for (int i = 1; i < argc; ++i) {
        std::string_view const argument = argv[i];
        std::size_t* const number = argument == "--editions" ? &editions : argument == "--rounds" ? &rounds : nullptr;
        if (argument == "--json") {
            json = true;
        } else if (argument == "--check") {
            check = true;
        } else if (number != nullptr && i + 1 < argc) {
            std::string_view const text = argv[++i];
            std::from_chars(text.data(), text.data() + text.size(), *number);
        } else {
            fmt::print(stderr, "usage: events_benchmark [--json] [--check] [--editions NUMBER] [--rounds NUMBER]\n");
            return 2;
        }
    }
    try {
        Report const editions_report{"editions", json};
        Report const themes_report{"themes", json};
        Report const series_report{"series", json};
        std::size_t const tenth = editions / 10;
        Comparison comparison{editions_report, rounds};
        for (unsigned const look_back : {1U, 2U, 10U}) {
            comparison.run(fmt::format("look-back {}", look_back), {{.editions = tenth}, Shape::evolving, look_back},
                           &SeriesSize::editions, most_growth);
        }
        comparison.run("ever new themes", {{.editions = tenth}, Shape::ever_new, 2}, &SeriesSize::editions,
                       most_growth_of_all);
        // Few editions with many themes, and many series with few editions.
        Comparison of_themes{themes_report, rounds};
        of_themes.run("ties", {{.editions = 4, .themes = tenth / 20}, Shape::tied, 2}, &SeriesSize::themes,
                      most_growth_of_all);
        of_themes.run("one item of all themes", {{.editions = 4, .themes = tenth / 20}, Shape::one_for_all, 2},
                      &SeriesSize::themes, most_growth_of_all);
        Comparison of_series{series_report, rounds};
        of_series.run("many series", {{.editions = 10, .series = tenth / 20}, Shape::evolving, 2}, &SeriesSize::series,
                      most_growth_of_all);
        bool missed = false;
        for (Comparison const* each : {&comparison, &of_themes, &of_series}) {
            for (std::string const& sentence : each->missed()) {
                fmt::print(stderr, "missed: {}\n", sentence);
                missed = true;
            }
        }
        return check && missed ? 1 : 0;
    } catch (std::exception const& error) {
        fmt::print(stderr, "events_benchmark: {}\n", error.what());
        return 2;
    }
}
