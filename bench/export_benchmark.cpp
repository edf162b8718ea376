// SPDX-License-Identifier: Apache-2.0
// What it measures, and what came out: README.md.
#include <fmt/core.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "measuring.hpp"
#include "ready_statements.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/model/graph_builder.hpp"
#include "stoa/publish/shards.hpp"
#include "stoa/rdf/byte_sink.hpp"
#include "stoa/rdf/turtle_writer.hpp"
#include "stoa/statements/data_part.hpp"
#include "stoa/statements/part_writer.hpp"
#include "synthetic_series.hpp"

namespace {

using namespace stoa;
using bench::median;
using bench::median_seconds;
using bench::Report;
using bench::seconds_of;
using model::KnowledgeGraph;

constexpr std::size_t million = 1'000'000;

class NullSink final : public rdf::ByteSink {
public:
    void write(std::string_view bytes) override { bytes_ += bytes.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    std::size_t bytes_ = 0;
};

KnowledgeGraph build(std::size_t statements, std::size_t& made) {
    model::GraphBuilder builder;
    made = bench::fill_with_series(builder, statements);
    return std::move(builder).freeze();
}

void measure_building(std::size_t wanted, Report const& report) {
    std::vector<double> filling;
    std::vector<double> freezing;
    std::size_t statements = 0;
    for (std::size_t round = 0; round < 3; ++round) {
        std::optional<model::GraphBuilder> builder{std::in_place};
        filling.push_back(seconds_of([&] { statements = bench::fill_with_series(*builder, wanted); }));
        freezing.push_back(seconds_of([&] {
            KnowledgeGraph const graph = std::move(*builder).freeze();
            builder.reset();
        }));
    }
    auto const count = static_cast<double>(statements);
    report.add("filling the builder, with the making of the texts", statements, 1e9 * median(filling) / count,
               "ns/statement");
    report.add("freezing the graph", statements, 1e9 * median(freezing) / count, "ns/statement");
    report.add("peak of the process while building", statements, bench::peak_bytes() / count, "bytes/statement");
}

std::size_t written_by(statements::DataPart const& data) {
    class Counter final : public rdf::StatementSink {
    public:
        void write(rdf::TermView const&, rdf::TermView const&, rdf::TermView const&) override { ++count; }
        std::size_t count = 0;
    };
    Counter counter;
    data.write(data.vertices(), counter);
    return counter.count;
}

void measure_output(std::size_t wanted, Report const& report) {
    std::size_t statements = 0;
    KnowledgeGraph const graph = build(wanted, statements);
    report.add("frozen graph, pool and columns", statements,
               static_cast<double>(graph.memory_bytes()) / static_cast<double>(statements), "bytes/statement");

    statements::DataPart const data{graph};
    statements = written_by(data);  // those of the graph, and what is written in RDF alone
    auto const count = static_cast<double>(statements);
    std::vector<model::Vertex> const vertices = data.vertices();
    std::vector<rdf::Namespace const*> const spaces = data.namespaces(vertices);
    std::size_t own_bytes = 0;
    std::size_t serd_bytes = 0;
    std::vector<double> own;
    std::vector<double> serd;
    std::vector<double> ratios;
    {
        bench::ReadyStatements ready{spaces};
        data.write(vertices, ready);
        for (std::size_t round = 0; round < (wanted > million ? 7U : 15U); ++round) {
            own.push_back(seconds_of([&] {
                NullSink sink;
                rdf::TurtleWriter writer{sink, spaces};
                data.write(vertices, writer);
                writer.finish();
                own_bytes = sink.bytes();
            }));
            serd.push_back(seconds_of([&] { serd_bytes = ready.write_with_serd(); }));
            ratios.push_back(serd.back() / own.back());
        }
    }
    // TurtleWriter drops the empty line with which Serd 0.30 ends a document.
    if (own_bytes != serd_bytes && own_bytes + 1 != serd_bytes) {
        throw std::runtime_error(
            fmt::format("Turtle of {} bytes from the graph, of {} from ready-made names", own_bytes, serd_bytes));
    }
    report.add("Turtle from the graph", statements, count / median(own) / 1e6, "M statements/s");
    report.add("Turtle, Serd's writer alone, ready-made names", statements, count / median(serd) / 1e6,
               "M statements/s");
    report.add("ratio of the two, of the same round", statements, median(ratios), "");
    report.add("Turtle", statements, static_cast<double>(own_bytes) / count, "bytes/statement");

    std::size_t ntriples_bytes = 0;
    double const ntriples = median_seconds(3, [&] {
        NullSink sink;
        statements::PartWriter{graph, {true, false}, {}}.write(rdf::ntriples(), sink);
        ntriples_bytes = sink.bytes();
    });
    report.add("sorted N-Triples from the graph", statements, count / ntriples / 1e6, "M statements/s");
    report.add("N-Triples", statements, static_cast<double>(ntriples_bytes) / count, "bytes/statement");
    report.add("namespaces", statements,
               1e9 * median_seconds(3, [&] { static_cast<void>(data.namespaces(data.vertices())); }) / count,
               "ns/statement");
    std::size_t counted = 0;
    report.add("counts for VoID", statements, 1e9 * median_seconds(3, [&] { counted = data.count().triples; }) / count,
               "ns/statement");
    if (counted != statements) {
        throw std::runtime_error(fmt::format("{} statements written, {} counted", statements, counted));
    }
}

/// In a process of its own: its peak is that of building, unless writing takes more.
void measure_shards(std::size_t wanted, Report const& report) {
    std::size_t statements = 0;
    KnowledgeGraph const graph = build(wanted, statements);
    double const before = bench::peak_bytes();
    std::filesystem::path const folder = std::filesystem::temp_directory_path() / "stoa-export-benchmark";
    std::vector<double> plain;
    std::vector<double> sharded;
    for (std::size_t round = 0; round < 5; ++round) {
        plain.push_back(seconds_of([&] {
            NullSink sink;
            statements::PartWriter{graph, {}, {}}.write(rdf::ntriples(), sink);
        }));
        sharded.push_back(seconds_of([&] {
            statements::PartWriter writer{graph, {}, {}};
            publish::write_shards(folder, {8, true, statements::names_of(writer.parts()), {}},
                                  [&](rdf::ByteSink& out) { writer.write(rdf::ntriples(), out); });
        }));
    }
    std::filesystem::remove_all(folder);
    report.add("N-Triples with the description", statements, 1e3 * median(plain), "ms");
    report.add("the same in 8 gzip shards, on disk", statements, 1e3 * median(sharded), "ms");
    report.add("frozen graph", statements, static_cast<double>(graph.memory_bytes()) / 1e6, "MB");
    report.add("peak of the process while building", statements, before / 1e6, "MB");
    report.add("peak of the process after shards", statements, bench::peak_bytes() / 1e6, "MB");
}

void measure_data_set(std::filesystem::path const& folder, Report const& report) {
    std::vector<double> reading;
    std::vector<double> writing;
    std::size_t statements = 0;
    for (std::size_t round = 0; round < 21; ++round) {
        std::optional<ingest::Reading> read;
        reading.push_back(seconds_of([&] {
            diagnostics::Diagnostics diagnostics;
            read = ingest::read(std::vector{folder}, {}, diagnostics);
        }));
        if (!read) {
            throw std::runtime_error(folder.string() + " has faults: stoa check");
        }
        writing.push_back(seconds_of([&] {
            NullSink sink;
            statements::PartWriter{read->graph, {}, {}}.write(rdf::turtle(), sink);
        }));
        statements = statements::DataPart{read->graph}.count().triples;
    }
    std::string const name = folder.filename().string();
    report.add(name + ": reading and checking", statements, 1e3 * median(reading), "ms");
    report.add(name + ": Turtle with the description", statements, 1e3 * median(writing), "ms");
}

}  // namespace

int main(int argc, char** argv) {
    bool json = false;
    bool quick = false;
    bool shards = false;
    std::vector<std::filesystem::path> folders;
    for (int i = 1; i < argc; ++i) {
        std::string_view const argument = argv[i];
        if (argument == "--json") {
            json = true;
        } else if (argument == "--quick") {
            quick = true;
        } else if (argument == "--shards") {
            shards = true;
        } else if (argument.starts_with("-")) {
            fmt::print(stderr, "usage: export_benchmark [--json] [--quick] [--shards] [DATA_SET...]\n");
            return 2;
        } else {
            folders.emplace_back(argument);
        }
    }
    try {
        Report const report{"statements", json};
        if (shards) {
            measure_shards(million, report);
            return 0;
        }
        for (std::filesystem::path const& folder : folders) {
            measure_data_set(folder, report);
        }
        // Sizes rise, and nothing large was held before: the peak is that of the size at hand.
        std::vector<std::size_t> const sizes =
            quick ? std::vector{million} : std::vector{million, 2 * million, 5 * million, 10 * million};
        for (std::size_t const size : sizes) {
            measure_building(size, report);
        }
        measure_output(million, report);
        if (!quick) {
            measure_output(10 * million, report);
        }
    } catch (std::exception const& error) {
        fmt::print(stderr, "export_benchmark: {}\n", error.what());
        return 2;
    }
    return 0;
}
