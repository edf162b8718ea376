// SPDX-License-Identifier: Apache-2.0
// What it measures, and what came out: README.md.
#include <fmt/core.h>
#include <malloc.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
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
                add(each.role.value_or(evolution::RoleChange::level), each.scope.value_or(evolution::ScopeChange{}));
                add(each.overlap);
            }
        }
        for (evolution::LineageEvent const& each : of.lineage_events) {
            add(each.kind, each.position, each.score.numerator(), each.score.denominator());
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

struct Times {
    double filling = 0;
    double freezing = 0;
    double coding = 0;
    double computing = 0;
    double lineage = 0;
    [[nodiscard]] double building() const { return filling + freezing; }
    [[nodiscard]] double events() const { return coding + computing + lineage; }
};

std::size_t events_of(evolution::Evolution const& evolution) {
    return evolution.theme_events.size() + evolution.item_events.size() + evolution.lineage_events.size();
}

/// Medians of several rounds, each of which builds the graph and finds all events of all its series.
class Measurement {
public:
    Measurement(SeriesSize size, Shape shape, unsigned look_back, std::size_t rounds) {
        std::vector<Times> times;
        for (std::size_t round = 0; round < rounds; ++round) {
            times.push_back(measure(size, shape, look_back));
        }
        auto const middle = [&](double Times::*which) {
            std::vector<double> values;
            for (Times const& each : times) {
                values.push_back(each.*which);
            }
            return median(std::move(values));
        };
        times_ = {middle(&Times::filling), middle(&Times::freezing), middle(&Times::coding), middle(&Times::computing),
                  middle(&Times::lineage)};
    }

    void report(std::string_view name, std::size_t size, Report const& to) const {
        auto const add = [&](std::string_view what, double value, std::string_view unit) {
            to.add(fmt::format("{}: {}", name, what), size, value, unit);
        };
        add("filling the graph, with the making of the texts", 1e3 * times_.filling, "ms");
        add("freezing it", 1e3 * times_.freezing, "ms");
        add("reading the coding", 1e3 * times_.coding, "ms");
        add("states, events and arcs", 1e3 * times_.computing, "ms");
        add("lineage graph", 1e3 * times_.lineage, "ms");
        add("all events : building", times_.events() / times_.building(), "");
        add("states", static_cast<double>(states_), "");
        add("events", static_cast<double>(events_), "");
        add("arcs", static_cast<double>(arcs_), "");
        add("digest of the results", static_cast<double>(digest_ % 1'000'000'000), "");
        add("peak of the process so far", bench::peak_bytes() / 1e6, "MB");
    }

    [[nodiscard]] Times const& times() const { return times_; }

private:
    Times measure(SeriesSize size, Shape shape, unsigned look_back) {
        malloc_trim(0);  // memory that an earlier round left ready would be a gift to small sizes only
        Times times;
        std::optional<model::GraphBuilder> builder{std::in_place};
        std::optional<KnowledgeGraph> graph;
        times.filling = seconds_of([&] { bench::fill_with_evolution(*builder, size, shape); });
        times.freezing = seconds_of([&] {
            graph = std::move(*builder).freeze();
            builder.reset();
        });
        evolution::Parameters parameters;
        parameters.look_back = look_back;
        states_ = events_ = arcs_ = 0;
        digest_ = 0;
        KnowledgeGraph::Range const series = graph->vertices_of(model::Kind::series);
        for (model::Vertex vertex = series.first; vertex < series.last; ++vertex) {
            evolution::Coding coding;
            evolution::Evolution found;
            times.coding += seconds_of([&] { coding = evolution::read_coding(*graph, vertex, parameters); });
            times.computing += seconds_of([&] { found = evolution::compute(coding, parameters); });
            times.lineage += seconds_of([&] {
                if (evolution::Lineage const lineage{found}; lineage.state_count() != found.states.size()) {
                    throw std::runtime_error("the lineage graph lost states");
                }
            });
            states_ += found.states.size();
            events_ += events_of(found);
            arcs_ += found.arcs.size();
            digest_ = digest_ * 31 + Digest{found}.value();
        }
        return times;
    }

    Times times_;
    std::size_t states_ = 0;
    std::size_t events_ = 0;
    std::size_t arcs_ = 0;
    std::uint64_t digest_ = 0;
};

/// Measures a shape at one size and at ten times that, and says what came out worse than wanted.
class Comparison {
public:
    Comparison(Report const& report, std::size_t rounds) : report_{report}, rounds_{rounds} {}

    void run(std::string_view name, SeriesSize size, std::size_t SeriesSize::*grows, Shape shape, unsigned look_back,
             double allowed) {
        Measurement const small{size, shape, look_back, rounds_};
        small.report(name, size.*grows, report_);
        size.*grows *= 10;
        Measurement const large{size, shape, look_back, rounds_};
        large.report(name, size.*grows, report_);
        double const growth = large.times().events() / small.times().events();
        report_.add(fmt::format("{}: growth of all events, ten times the size", name), size.*grows, growth, "");
        report_.add(fmt::format("{}: growth of building", name), size.*grows,
                    large.times().building() / small.times().building(), "");
        expect(large.times().events() / large.times().building() < most_of_building,
               fmt::format("{}: all events take {} times as long as building, or more", name, most_of_building));
        expect(growth <= allowed,
               fmt::format("{}: ten times the size takes more than {} times as long", name, most_growth));
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
    std::vector<std::string> missed_;
};

}  // namespace

int main(int argc, char** argv) {
    bool json = false;
    bool check = false;
    std::size_t editions = 100'000;
    std::size_t rounds = 3;
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
            comparison.run(fmt::format("look-back {}", look_back), {.editions = tenth}, &SeriesSize::editions,
                           Shape::evolving, look_back, most_growth);
        }
        comparison.run("ever new themes", {.editions = tenth}, &SeriesSize::editions, Shape::ever_new, 2,
                       most_growth_of_all);
        // Few editions with many themes, and many series with few editions.
        Comparison of_themes{themes_report, rounds};
        of_themes.run("ties", {.editions = 4, .themes = tenth / 20}, &SeriesSize::themes, Shape::tied, 2,
                      most_growth_of_all);
        of_themes.run("one item of all themes", {.editions = 4, .themes = tenth / 20}, &SeriesSize::themes,
                      Shape::one_for_all, 2, most_growth_of_all);
        Comparison of_series{series_report, rounds};
        of_series.run("many series", {.editions = 10, .series = tenth / 20}, &SeriesSize::series, Shape::evolving, 2,
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
