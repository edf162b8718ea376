// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <optional>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/endpoint_options.hpp"
#include "stoa/app/part_options.hpp"
#include "stoa/app/temporary_folder.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/publish/tombstones.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::app {
namespace {

struct Options {
    std::vector<std::filesystem::path> inputs;
    EndpointOptions endpoint;
    PartOptions parts;
    std::string depth;
    std::string format;
    std::size_t most = 0;
};

struct Checked {
    std::string graph;
    std::size_t tombstones = 0;  ///< that are there, and not counted as extra
    publish::Verification result;
};

/// Graphs that the notes on the server name and that were not looked at.
std::vector<std::string> not_compared(std::vector<Checked> const& all, publish::PublicationState const& state) {
    std::vector<std::string> graphs;
    for (publish::PublishedGraph const& part : state.graphs) {
        if (std::ranges::find(all, part.graph, &Checked::graph) == all.end()) {
            graphs.push_back(part.graph);
        }
    }
    return graphs;
}

std::string as_json(std::vector<Checked> const& all, publish::PublicationState const& state) {
    tables::Report json;
    json.add("revision", state.revision);
    json.add("pending", !state.pending.empty());
    std::vector<tables::Report> graphs;
    for (Checked const& each : all) {
        publish::Verification const& result = each.result;
        std::vector<tables::Report> differences;
        for (publish::Difference const& one : result.differences) {
            tables::Report& difference = differences.emplace_back();
            difference.add("kind", publish::name_of(one.kind));
            difference.add("entity", one.subject);
            difference.add("property", one.predicate);
            difference.add("here", one.here);
            difference.add("there", one.there);
        }
        tables::Report& graph = graphs.emplace_back();
        graph.add("graph", each.graph);
        graph.add("equal", result.is_equal());
        graph.add("depth", publish::name_of(result.depth));
        graph.add("expected", result.expected);
        graph.add("found", result.found);
        graph.add("compared", result.compared);
        graph.add("batches", result.batches);
        graph.add("compared_batches", result.compared_batches);
        graph.add("missing", result.missing);
        graph.add("extra", result.extra);
        graph.add("changed", result.changed);
        graph.add("tombstones", each.tombstones);
        graph.add("differences", std::move(differences));
    }
    json.add("graphs", std::move(graphs));
    json.add("not_compared", not_compared(all, state));
    return tables::to_json(json) + "\n";
}

std::string as_text(std::vector<Checked> const& all, publish::PublicationState const& state) {
    std::string text;
    for (Checked const& each : all) {
        publish::Verification const& result = each.result;
        text += fmt::format("<{}>: {} ({}: {} expected, {} there, {} compared; {} missing, {} extra, {} changed)\n",
                            each.graph, result.is_equal() ? "holds what the data say" : "differs",
                            publish::name_of(result.depth), grouped(result.expected), grouped(result.found),
                            grouped(result.compared), grouped(result.missing), grouped(result.extra),
                            grouped(result.changed));
        if (result.batches > 0) {
            text += fmt::format("{} of {} batches compared; --depth full compares all\n", result.compared_batches,
                                result.batches);
        }
        if (each.tombstones > 0) {
            text += fmt::format("{} {} gone from the data: there as owl:deprecated\n", grouped(each.tombstones),
                                each.tombstones == 1 ? "entity" : "entities");
        }
        if (!result.differences.empty()) {
            std::vector<std::vector<std::string>> rows{{"", "entity", "property", "here", "there"}};
            for (publish::Difference const& one : result.differences) {
                rows.push_back(
                    {std::string{publish::name_of(one.kind)}, one.subject, one.predicate, one.here, one.there});
            }
            text += text_table(rows, {false, false, false, false, false});
            std::uint64_t const sum = result.missing + result.extra + result.changed;
            if (sum > result.differences.size()) {
                text += fmt::format("and {} more (--most shows more)\n", grouped(sum - result.differences.size()));
            }
        }
    }
    for (std::string const& each : not_compared(all, state)) {
        text += fmt::format("<{}> is a part of the publication too, and was not compared (--split, --parts)\n", each);
    }
    if (!state.pending.empty()) {
        text += "A publication began to change this and did not end: publish again to repair it.\n";
    }
    return text;
}

int run(Options options, Common const& common) {
    throw_faults(faults_of(options.parts));
    std::optional<session::Session> session = open_for_endpoint(options.inputs, options.endpoint, common);
    if (!session) {
        return data_is_wrong;
    }
    std::vector<Checked> all;
    publish::PublicationState state;
    with_endpoint(options.endpoint, [&](publish::Endpoint& endpoint) {
        TemporaryFolder const folder;
        Progress progress{common.quiet};
        progress.stage("writing the statements");
        std::vector<publish::Target> const targets = make_targets(*session, options.parts, options.endpoint.graph,
                                                                  folder.path(), endpoint.profile().body_statements);
        all.clear();
        // Without an archive that counts the runs the clock chooses the batches.
        auto const run = static_cast<std::uint64_t>(std::time(nullptr));
        for (publish::Target const& each : targets) {
            progress.stage("reading the graph back");
            std::vector<publish::Tombstone> const tombstones =
                publish::tombstones_on(endpoint, each.graph, each.snapshot);
            publish::Snapshot const expected =
                tombstones.empty()
                    ? each.snapshot
                    : publish::with_tombstones(each.snapshot, tombstones, folder.path() / "with-tombstones.nt",
                                               endpoint.profile().body_statements);
            auto const progressed = [&](std::uint64_t read) {
                progress.count("reading the graph back", read, expected.statements);
            };
            all.push_back({each.graph, tombstones.size(),
                           publish::verify(endpoint, each.graph, expected, depth_of(options.depth), run, folder.path(),
                                           options.most, progressed)});
        }
        state = publish::read_state(endpoint, options.endpoint.graph);
    });
    bool is_equal = state.pending.empty();
    for (Checked const& each : all) {
        is_equal = is_equal && each.result.is_equal();
    }
    if (options.format == "json") {
        print(as_json(all, state));
    } else if (!common.quiet || !is_equal) {
        print(as_text(all, state));
    }
    return is_equal ? 0 : data_is_wrong;
}

}  // namespace

int run_verify(Arguments const& arguments) {
    Options options{arguments.paths("INPUT"),  endpoint_options(arguments), part_options(arguments),
                    arguments.text("--depth"), arguments.text("--format"),  arguments.count("--most")};
    options.endpoint.to = arguments.text("--to");
    options.endpoint.graph = arguments.text("--graph");
    return run(std::move(options), common_of(arguments));
}

}  // namespace stoa::app
