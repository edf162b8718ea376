// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <thread>

namespace stoa::publish {
namespace {

constexpr std::string_view state_suffix = "/.publication";
constexpr std::string_view staging_part = "/.staging/";

std::string_view stem(std::string_view graph) {
    while (graph.ends_with('/') || graph.ends_with('#')) {
        graph.remove_suffix(1);
    }
    return graph;
}

/// 0 of a note that is no number.
std::uint64_t number(std::string_view text) { return whole_number(text).value_or(0); }

std::string_view token_of(std::string_view lease) { return lease.substr(0, lease.find(' ')); }

/// Seconds since 1970 at which the lease ends: its second word.
std::int64_t end_of(std::string_view lease) {
    std::size_t const space = lease.find(' ');
    std::string_view const rest = space == std::string_view::npos ? std::string_view{} : lease.substr(space + 1);
    return static_cast<std::int64_t>(number(rest.substr(0, rest.find(' '))));
}

std::string setting_up(std::string const& graph) {
    return fmt::format("INSERT DATA {{ GRAPH {} {{ {} {} \"{}\" }} }}", iri_ref(state_graph(graph)), iri_ref(graph),
                       iri_ref(lease_property), free_lease);
}

std::string leased(std::string const& graph, std::string_view value) {
    return fmt::format("GRAPH {} {{ {} {} \"{}\" }}", iri_ref(state_graph(graph)), iri_ref(graph),
                       iri_ref(lease_property), value);
}

/// Matches the old value: of two that ask at once one finds it. "free" goes too: who set up the lease at the same time
/// may have written it again. The revision is matched, so that a copy that arrives when the lease is free again, after
/// a publication, does not take it.
std::string exchanging(std::string const& graph, std::string_view from, std::string_view to, std::uint64_t revision) {
    std::string const still = revision == 0 ? std::string{}
                                            : fmt::format(" GRAPH {} {{ {} {} {} }}", iri_ref(state_graph(graph)),
                                                          iri_ref(graph), iri_ref(revision_property), revision);
    return fmt::format("DELETE {{ {0} {2} }} INSERT {{ {1} }} WHERE {{ {0}{3} }}", leased(graph, from),
                       leased(graph, to), leased(graph, free_lease), still);
}

}  // namespace

std::string utc(std::int64_t seconds) {
    auto const time = static_cast<std::time_t>(seconds);
    std::tm fields{};
    gmtime_r(&time, &fields);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", fields.tm_year + 1900, fields.tm_mon + 1, fields.tm_mday,
                       fields.tm_hour, fields.tm_min, fields.tm_sec);
}

PublishedGraph const* PublicationState::find(std::string_view name) const {
    auto const found = std::ranges::find(graphs, name, &PublishedGraph::graph);
    return found == graphs.end() ? nullptr : &*found;
}

std::string state_graph(std::string_view graph) { return fmt::format("{}{}", stem(graph), state_suffix); }

std::string staging_graph(std::string_view graph, std::string_view token) {
    return fmt::format("{}{}", staging_prefix(graph), token);
}

std::string staging_prefix(std::string_view graph) { return fmt::format("{}{}", stem(graph), staging_part); }

std::optional<std::string> owner_of(std::string_view graph) {
    if (graph.ends_with(state_suffix)) {
        return std::string{graph.substr(0, graph.size() - state_suffix.size())};
    }
    if (std::size_t const at = graph.find(staging_part); at != std::string_view::npos) {
        return std::string{graph.substr(0, at)};
    }
    return std::nullopt;
}

std::string live_version(PublicationState const& state) {
    std::string const version = fmt::format("revision {}, published {},", state.revision, state.published);
    return state.revision == 0     ? "nothing was published there before"
           : state.pending.empty() ? version + " is live"
                                   : version + " was live before it began to switch";
}

PublicationState read_state(Endpoint& endpoint, std::string const& graph) {
    PublicationState state;
    std::vector<ResultRow> const rows = endpoint.select(
        fmt::format("SELECT ?s ?p ?o {{ GRAPH {} {{ ?s ?p ?o }} }}", iri_ref(state_graph(graph))), {"s", "p", "o"});
    auto const part = [&](std::string const& iri) -> PublishedGraph& {
        auto const found = std::ranges::find(state.graphs, iri, &PublishedGraph::graph);
        return found == state.graphs.end() ? state.graphs.emplace_back(PublishedGraph{iri, 0, {}}) : *found;
    };
    for (ResultRow const& row : rows) {
        std::string const& property = row[1].text;
        std::string const& value = row[2].text;
        if (property == lease_property) {
            state.leases.push_back(value);
            state.graph = row[0].text;
        } else if (property == revision_property) {
            state.revision = std::max(state.revision, number(value));
        } else if (property == pending_property) {
            state.pending.push_back(value);
            state.begun.push_back(row[0].text);
        } else if (property == staging_property) {
            state.staging.push_back(value);
        } else if (property == program_property) {
            state.program = value;
        } else if (property == published_property) {
            state.published = value;
        } else if (property == triples_property) {
            part(row[0].text).statements = number(value);
        } else if (property == checksum_property) {
            part(row[0].text).sha256 = value;
        }
    }
    std::ranges::sort(state.leases);
    std::ranges::sort(state.pending);
    state.pending.erase(std::unique(state.pending.begin(), state.pending.end()), state.pending.end());
    std::ranges::sort(state.staging);
    std::ranges::sort(state.graphs, {}, &PublishedGraph::graph);
    return state;
}

std::vector<std::string> staging_graphs_on(Endpoint& endpoint, std::string const& graph) {
    std::string const prefix = staging_prefix(graph);
    std::vector<std::string> graphs;
    // Virtuoso groups by graph from an index, and reads every statement for DISTINCT, or for a filter inside the group.
    // The limit, above any number of graphs, keeps the filter outside.
    for (ResultRow const& row :
         endpoint.select(fmt::format("SELECT ?g {{ {{ SELECT ?g {{ GRAPH ?g {{ {} }} }} GROUP BY ?g LIMIT 100000000 }} "
                                     "FILTER (STRSTARTS(STR(?g), \"{}\")) }}",
                                     endpoint.profile().graph_pattern, prefix),
                         {"g"})) {
        if (row.front().text.starts_with(prefix)) {
            graphs.push_back(row.front().text);
        }
    }
    std::ranges::sort(graphs);
    return graphs;
}

Lease::Lease(Endpoint& endpoint, std::string graph, std::string token, std::int64_t now, std::int64_t seconds,
             std::vector<std::string> const& own, bool take_over)
    : endpoint_{endpoint}, graph_{std::move(graph)}, token_{std::move(token)} {
    PublicationState state = read_state(endpoint_, graph_);
    if (state.leases.empty()) {
        endpoint_.update(setting_up(graph_), "setting up the lease", true);
        state = read_state(endpoint_, graph_);
    }
    revision_ = state.revision;
    end_ = now + seconds;
    std::string const mine = fmt::format("{} {}", token_, end_);
    std::string from{free_lease};
    for (std::string const& each : state.leases) {
        if (each == free_lease) {
            continue;
        }
        if (end_of(each) > now && std::ranges::find(own, token_of(each)) == own.end() && !take_over) {
            refuse(each);
        }
        from = each;
    }
    if (!exchange(from, mine)) {
        settle(mine);
    }
    value_ = mine;
}

std::string Lease::plan(Endpoint& endpoint, std::string const& graph, PublicationState const& state,
                        std::string const& token, std::int64_t now, std::int64_t seconds) {
    if (state.leases.empty()) {
        endpoint.update(setting_up(graph), "setting up the lease", true);
    }
    std::string value = fmt::format("{} {}", token, now + seconds);
    endpoint.update(exchanging(graph, free_lease, value, state.revision), "taking the lease", true);
    return value;
}

/// Two that asked at once may both be in, where updates do not see each other: then the smaller token stays, once the
/// other has stepped back. Whoever was alone before does not know of this, so the wait has an end. Another value with
/// our own token is what a request left that came late.
void Lease::settle(std::string const& mine) {
    constexpr unsigned most_looks = 30;
    constexpr std::chrono::milliseconds between{100};
    std::string holder;
    for (unsigned look = 0; look < most_looks; ++look) {
        PublicationState const state = read_state(endpoint_, graph_);
        if (state.revision != revision_) {
            remove(mine, "giving up the lease");
            throw LeaseTaken(fmt::format("another publisher has published to <{}> meanwhile; {}. Run the command again",
                                         graph_, live_version(state)));
        }
        std::vector<std::string> leases = state.leases;
        bool const is_in = std::erase(leases, mine) > 0;
        std::erase(leases, free_lease);
        std::erase_if(leases, [&](std::string const& each) {
            bool const is_late = token_of(each) == token_;
            if (is_late) {
                remove(each, "removing a lease of this run that came late");
            }
            return is_late;
        });
        if (is_in && leases.empty()) {
            return;
        }
        holder = leases.empty() ? std::string{} : leases.front();
        if (!is_in || leases.front() < mine) {
            break;
        }
        std::this_thread::sleep_for(between);
    }
    if (holder.empty()) {
        throw EndpointError(
            fmt::format("the server took the lease of <{}> without an error, and does not hold it", graph_));
    }
    remove(mine, "giving up the lease");
    refuse(holder);
}

void Lease::remove(std::string const& value, std::string const& what) {
    endpoint_.update(fmt::format("DELETE DATA {{ GRAPH {} {{ {} {} \"{}\" }} }}", iri_ref(state_graph(graph_)),
                                 iri_ref(graph_), iri_ref(lease_property), value),
                     what, true);
}

void Lease::refuse(std::string const& holder) {
    throw LeaseTaken(
        fmt::format("another publisher is changing <{}>, until {} at the latest; {}. Try again then (--take-over when "
                    "you know that it died)",
                    graph_, utc(end_of(holder)), live_version(read_state(endpoint_, graph_))));
}

bool Lease::exchange(std::string const& from, std::string const& to) {
    endpoint_.update(exchanging(graph_, from, to, revision_), "taking the lease", true);
    std::vector<std::string> const leases = read_state(endpoint_, graph_).leases;
    return leases.size() == 1 && leases.front() == to;
}

void Lease::renew(std::int64_t now, std::int64_t seconds) {
    std::int64_t const end = now + seconds;
    if (end == end_) {
        end_ += 1;
    } else {
        end_ = end;
    }
    std::string const next = fmt::format("{} {}", token_, end_);
    if (!exchange(value_, next)) {
        settle(next);
    }
    value_ = next;
}

void Lease::give_back() {
    endpoint_.update(fmt::format("DELETE {{ {0} }} INSERT {{ {1} }} WHERE {{ {0} }}", leased(graph_, value_),
                                 leased(graph_, free_lease)),
                     "giving the lease back", true);
}

}  // namespace stoa::publish
