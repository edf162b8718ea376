// SPDX-License-Identifier: Apache-2.0
// How long RDF files take to read into a document, how much of that is comparing them with the grammar, and the memory.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "measuring.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/model/graph_builder.hpp"
#include "stoa/rdf/byte_sink.hpp"
#include "stoa/rdf/document.hpp"
#include "stoa/rdf/grammar.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/statements/part_writer.hpp"
#include "synthetic_series.hpp"

namespace {

using namespace stoa;
using bench::median;
using bench::Report;
using bench::seconds_of;

/// Of the reading time: beyond that the README has to say so.
constexpr double most_of_reading = 0.1;

std::string text_in(rdf::Syntax const& syntax, std::size_t wanted) {
    model::GraphBuilder builder;
    bench::fill_with_series(builder, wanted);
    model::KnowledgeGraph const graph = std::move(builder).freeze();
    rdf::StringSink sink;
    statements::PartWriter{graph, {true, false}, {}}.write(syntax, sink);
    return sink.text();
}

/// Returns whether the target is met.
bool measure(rdf::Syntax const& syntax, std::size_t wanted, std::size_t rounds, Report const& report) {
    std::string const text = text_in(syntax, wanted);
    std::size_t statements = 0;
    std::vector<double> whole;
    std::vector<double> check;
    std::vector<double> shares;
    for (std::size_t round = 0; round < rounds; ++round) {
        whole.push_back(seconds_of([&] {
            rdf::Document document;
            diagnostics::Diagnostics diagnostics;
            if (!document.read_string(text, "benchmark", syntax, diagnostics)) {
                throw std::runtime_error(diagnostics::to_line(diagnostics.sorted().front()));
            }
            statements = document.size();
        }));
        check.push_back(seconds_of([&] {
            if (rdf::check_grammar(text, syntax).fault) {
                throw std::logic_error("what was read has a fault");
            }
        }));
        shares.push_back(check.back() / whole.back());
    }
    std::string const title(syntax.title);
    report.add(title + ": reading and sorting", statements, 1e9 * median(whole) / static_cast<double>(statements),
               "ns/statement");
    report.add(title + ": comparing with the grammar", statements,
               static_cast<double>(text.size()) / median(check) / 1e6, "MB/s");
    report.add(title + ": the latter's share", statements, median(shares), "");
    return median(shares) <= most_of_reading;
}

}  // namespace

int main(int argc, char** argv) {
    bool json = false;
    bool checks = false;
    bool is_quick = false;
    for (int i = 1; i < argc; ++i) {
        std::string_view const argument = argv[i];
        json = json || argument == "--json";
        checks = checks || argument == "--check";
        is_quick = is_quick || argument == "--quick";
        if (argument != "--json" && argument != "--check" && argument != "--quick") {
            fmt::print(stderr, "usage: reading_benchmark [--json] [--check] [--quick]\n");
            return 2;
        }
    }
    try {
        Report const report{"statements", json};
        std::size_t const wanted = is_quick ? 30'000 : 1'000'000;
        std::size_t const rounds = is_quick ? 1 : 5;
        bool is_met = true;
        for (rdf::Syntax const& syntax : rdf::syntaxes()) {
            is_met = measure(syntax, wanted, rounds, report) && is_met;
        }
        report.add("peak of the process", wanted, bench::peak_bytes() / 1e6, "MB");
        return checks && !is_met ? 1 : 0;
    } catch (std::exception const& error) {
        fmt::print(stderr, "reading_benchmark: {}\n", error.what());
        return 2;
    }
}
