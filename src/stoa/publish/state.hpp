// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/endpoint.hpp"

namespace stoa::publish {

/// A graph of a publication and what was published in it.
struct PublishedGraph {
    std::string graph;
    std::uint64_t statements = 0;
    std::string sha256;  ///< of its sorted N-Triples
};

/// What the endpoint knows of a publication: statements in a graph of their own, `<graph>/.publication`, about
/// `<graph>`. Clock times are here, and so outside the graph that is hashed.
struct PublicationState {
    std::string graph;           ///< that names the publication, as its notes say; empty where there are none
    std::uint64_t revision = 0;  ///< 0: nothing was published
    std::string published;       ///< when, xsd:dateTime in UTC
    std::string program;         ///< by which version, `stoa 0.1.0`
    std::vector<PublishedGraph> graphs;
    std::vector<std::string> leases;   ///< one, unless two publishers meet
    std::vector<std::string> pending;  ///< marks of publications that began to change the graphs and did not end
    std::vector<std::string> begun;    ///< the graphs that have such a mark
    std::vector<std::string> staging;  ///< graphs that a publication set up

    [[nodiscard]] PublishedGraph const* find(std::string_view name) const;
};

/// `<graph>/.publication`, and `<graph>/.staging/<token>`; a `/` or `#` at the end of the graph's IRI is not doubled.
[[nodiscard]] std::string state_graph(std::string_view graph);
[[nodiscard]] std::string staging_graph(std::string_view graph, std::string_view token);
/// What the IRIs of all staging graphs of a publication begin with: `<graph>/.staging/`.
[[nodiscard]] std::string staging_prefix(std::string_view graph);
/// The graph that a staging or state graph belongs to; nothing for any other graph.
[[nodiscard]] std::optional<std::string> owner_of(std::string_view graph);

/// `revision 3, published 2026-11-25T12:00:00Z, is live`, as the notes say.
[[nodiscard]] std::string live_version(PublicationState const& state);

[[nodiscard]] PublicationState read_state(Endpoint& endpoint, std::string const& graph);
/// The staging graphs of a publication that hold something, whether its notes name them or not: a body that arrives
/// after its graph was dropped makes that graph again.
[[nodiscard]] std::vector<std::string> staging_graphs_on(Endpoint& endpoint, std::string const& graph);

/// Gives out the right to change a publication: a lease is one triple, taken by an update that matches its old value
/// (two publishers that ask at once: exactly one gets it) and read back. It ends by itself, for publishers that died.
class Lease {
public:
    /// `now` in seconds since 1970. Throws LeaseTaken when another publisher holds it, unless its time is over, or its
    /// token is one of `own`, of the caller's earlier runs, which have ended, or all are to be taken over.
    Lease(Endpoint& endpoint, std::string graph, std::string token, std::int64_t now, std::int64_t seconds,
          std::vector<std::string> const& own, bool take_over);

    /// Notes the requests by which it would be taken, for a dry run; its value.
    static std::string plan(Endpoint& endpoint, std::string const& graph, PublicationState const& state,
                            std::string const& token, std::int64_t now, std::int64_t seconds);

    /// Gives it a new end; throws LeaseTaken when it was lost.
    void renew(std::int64_t now, std::int64_t seconds);
    void give_back();
    /// The triple's object, for an update that must only be done while it is held.
    [[nodiscard]] std::string value() const { return value_; }
    [[nodiscard]] std::int64_t end() const { return end_; }

private:
    void settle(std::string const& mine);
    void remove(std::string const& value, std::string const& what);
    [[noreturn]] void refuse(std::string const& holder);
    /// From one value to another; whether the new one is the only one now.
    bool exchange(std::string const& from, std::string const& to);

    Endpoint& endpoint_;
    std::string graph_;
    std::string token_;
    std::uint64_t revision_ = 0;  ///< of the publication when the lease was asked for
    std::string value_;
    std::int64_t end_ = 0;
};

/// Another publisher holds the lease; the message says which version is live.
class LeaseTaken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline constexpr std::string_view free_lease = "free";

// Terms of the ontology that these statements use; see ontology/publication.ttl.
inline constexpr std::string_view lease_property = "https://w3id.org/stoa/ns#lease";
inline constexpr std::string_view revision_property = "https://w3id.org/stoa/ns#revision";
inline constexpr std::string_view pending_property = "https://w3id.org/stoa/ns#pending";
inline constexpr std::string_view staging_property = "https://w3id.org/stoa/ns#stagingGraph";
inline constexpr std::string_view program_property = "https://w3id.org/stoa/ns#publishedBy";
inline constexpr std::string_view checksum_property = "https://w3id.org/stoa/ns#sha256";
inline constexpr std::string_view published_property = "http://www.w3.org/ns/prov#generatedAtTime";
inline constexpr std::string_view part_property = "http://purl.org/dc/terms/hasPart";
inline constexpr std::string_view triples_property = "http://rdfs.org/ns/void#triples";

/// `2026-11-25T12:00:00Z`
[[nodiscard]] std::string utc(std::int64_t seconds);

}  // namespace stoa::publish
