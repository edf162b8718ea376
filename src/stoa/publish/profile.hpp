// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stoa::publish {

/// The name of a kind of server, its service URLs and what a client may rely on. A profile is one constant in a
/// `profile_<name>.cpp`; docs/endpoints.md says how to add one.
struct Profile {
    std::string_view name;  ///< of `--server`
    std::string_view title;
    std::string_view header;  ///< how its `Server` header begins; empty if no header identifies it
    /// A part of what its query URL returns in Turtle without a query, for use if a proxy hides the header: its service
    /// description (https://www.w3.org/TR/sparql11-service-description/), or an answer that no other server gives.
    std::string_view description;
    std::string_view query;  ///< behind the root of the data set, as the three that follow
    std::string_view update;
    std::string_view store;        ///< SPARQL 1.1 Graph Store HTTP Protocol
    std::string_view open_update;  ///< where writing needs no account; empty: the same
    std::string_view open_store;
    /// Most statements that one operation of an update lists.
    std::uint32_t operation_statements = 5'000;
    /// Most changed statements that one request lists; more are staged.
    std::uint32_t request_statements = 20'000;
    /// Most statements in one body that is put or posted.
    std::uint64_t body_statements = 1'000'000;
    /// Number of rows at which answers are truncated silently; 0 if they are not.
    std::uint32_t answer_rows = 0;
    /// A request of several operations is done as a whole or not at all, also when the server dies.
    bool is_atomic = false;
    /// Most statements that one operation of the switch deletes or inserts; 0: any number.
    std::uint64_t switch_statements = 0;
    /// What stands in `GRAPH ?g { … }` where all graphs are listed: nothing, if the server then takes them from an
    /// index instead of reading every statement.
    std::string_view graph_pattern = "?s ?p ?o";
    std::string_view quirks;  ///< one sentence, for `stoa endpoint info`
};

/// All of them, `generic` last.
[[nodiscard]] std::span<Profile const* const> profiles();
/// Null for an unknown name.
[[nodiscard]] Profile const* find_profile(std::string_view name);

extern Profile const virtuoso;
extern Profile const fuseki;
extern Profile const oxigraph;
extern Profile const generic;

}  // namespace stoa::publish
