// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/endpoint_options.hpp"
#include "stoa/publish/address.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::app {
namespace {

struct Options {
    EndpointOptions endpoint;
    std::string format;
    std::size_t most = 0;
};

struct GraphSize {
    std::string graph;
    std::uint64_t statements = 0;
};

std::string_view word_of(publish::Authentication how) {
    switch (how) {
        case publish::Authentication::none:
            return "none asked for";
        case publish::Authentication::basic:
            return "basic";
        case publish::Authentication::digest:
            return "digest";
        case publish::Authentication::bearer:
            return "bearer token";
    }
    return {};
}

std::vector<GraphSize> graphs_of(publish::Endpoint& endpoint) {
    std::vector<GraphSize> graphs;
    for (publish::ResultRow const& row :
         endpoint.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g", {"g", "n"})) {
        graphs.push_back({row[0].text, publish::count_in(row[1])});
    }
    std::ranges::sort(graphs, {}, &GraphSize::graph);
    return graphs;
}

/// What is there.
struct Holdings {
    std::vector<GraphSize> graphs;
    std::map<std::string, publish::PublicationState> publications;  ///< by graph
    std::set<std::string> staging;
};

Holdings holdings_of(publish::Endpoint& endpoint) {
    Holdings holdings;
    holdings.graphs = graphs_of(endpoint);
    for (GraphSize const& each : holdings.graphs) {
        std::optional<std::string> const owner = publish::owner_of(each.graph);
        if (owner && each.graph == publish::state_graph(*owner)) {
            publish::PublicationState state = publish::read_state(endpoint, *owner);
            std::string const graph = state.graph.empty() ? *owner : state.graph;
            holdings.publications.emplace(graph, std::move(state));
        } else if (owner) {
            holdings.staging.insert(each.graph);
        }
    }
    return holdings;
}

std::string as_json(publish::Endpoint const& endpoint, Holdings const& holdings) {
    publish::Profile const& profile = endpoint.profile();
    tables::Report json;
    json.add("profile", profile.name);
    json.add("server", endpoint.server());
    json.add("query_url", publish::shown(endpoint.urls().query));
    json.add("update_url", publish::shown(endpoint.urls().update));
    json.add("store_url", publish::shown(endpoint.urls().store));
    json.add("authentication", word_of(endpoint.authentication()));
    json.add("atomic", profile.is_atomic);
    json.add("answer_rows", profile.answer_rows);
    std::vector<tables::Report> graphs;
    for (GraphSize const& each : holdings.graphs) {
        graphs.emplace_back().add("graph", each.graph);
        graphs.back().add("statements", each.statements);
    }
    json.add("graphs", std::move(graphs));
    std::vector<tables::Report> publications;
    for (auto const& [graph, state] : holdings.publications) {
        std::vector<tables::Report> parts;
        for (publish::PublishedGraph const& each : state.graphs) {
            tables::Report& part = parts.emplace_back();
            part.add("graph", each.graph);
            part.add("statements", each.statements);
            part.add("sha256", each.sha256);
        }
        tables::Report& publication = publications.emplace_back();
        publication.add("graph", graph);
        publication.add("revision", state.revision);
        publication.add("published", state.published);
        publication.add("program", state.program);
        publication.add("pending", !state.pending.empty());
        publication.add("graphs", std::move(parts));
    }
    json.add("publications", std::move(publications));
    json.add("staging", std::vector<std::string>{holdings.staging.begin(), holdings.staging.end()});
    return tables::to_json(json) + "\n";
}

std::string as_text(publish::Endpoint const& endpoint, Holdings const& holdings, std::size_t most) {
    publish::Profile const& profile = endpoint.profile();
    std::vector<GraphSize> const& graphs = holdings.graphs;
    std::string text = endpoint_in_words(endpoint);
    text += fmt::format("  profile  {}: {}\n  account  {}\n\n", profile.name, profile.quirks,
                        word_of(endpoint.authentication()));
    std::vector<std::vector<std::string>> rows{{"statements", "graph"}};
    for (std::size_t i = 0; i < std::min(most, graphs.size()); ++i) {
        rows.push_back({grouped(graphs[i].statements), graphs[i].graph});
    }
    text += graphs.empty() ? "It holds no named graph.\n" : text_table(rows, {true, false});
    if (graphs.size() > most) {
        text += fmt::format("and {} more (--most shows more)\n", grouped(graphs.size() - most));
    }
    for (auto const& [graph, state] : holdings.publications) {
        text += state.revision == 0 ? fmt::format("\n<{}>: nothing was published yet\n", graph)
                                    : fmt::format("\n<{}>: revision {}, published {} by {}\n", graph, state.revision,
                                                  state.published, state.program);
        for (publish::PublishedGraph const& each : state.graphs) {
            text +=
                fmt::format("  {} statements in <{}>, SHA-256 {}\n", grouped(each.statements), each.graph, each.sha256);
        }
        if (!state.pending.empty()) {
            text += "  A publication began to change this and did not end: publish again to repair it.\n";
        }
        for (std::string const& each : state.leases) {
            if (each != publish::free_lease) {
                text += "  A publisher is at work, or died: the lease is taken.\n";
            }
        }
    }
    for (std::string const& each : holdings.staging) {
        bool const is_noted = std::ranges::any_of(holdings.publications, [&](auto const& publication) {
            return std::ranges::count(publication.second.staging, each) > 0;
        });
        text += fmt::format("left over: <{}> ({})\n", each,
                            is_noted ? "the next publication drops it" : "in no notes: drop it by hand");
    }
    return text;
}

int run(Options const& options, Common const& common) {
    with_endpoint(options.endpoint, [&](publish::Endpoint& endpoint) {
        Holdings holdings;
        {
            Progress progress{common.quiet};
            progress.stage("counting");
            holdings = holdings_of(endpoint);
        }
        print(options.format == "json" ? as_json(endpoint, holdings) : as_text(endpoint, holdings, options.most));
    });
    return 0;
}

}  // namespace

int run_endpoint_info(Arguments const& arguments) {
    Options options{endpoint_options(arguments), arguments.text("--format"), arguments.count("--most")};
    options.endpoint.to = arguments.text("URL");
    return run(options, common_of(arguments));
}

}  // namespace stoa::app
