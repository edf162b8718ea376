// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stoa::publish {

/// From a staging graph to the live one, in one request: first what only the live graph has is deleted. Not COPY, which
/// removes and writes again what both have: docs/publishing.md says what that did.
enum class Switch : std::uint8_t {
    insert,  ///< then what only the staging graph has is inserted
    add,     ///< then the staging graph is added
};

/// What a kind of server is called, where its doors are and what it can be trusted with. A profile is one constant in a
/// `profile_<name>.cpp`; docs/endpoints.md says how to add one.
struct Profile {
    std::string_view name;  ///< of `--server`
    std::string_view title;
    std::string_view header;  ///< how its `Server` header begins; empty when it has none to know it by
    /// A part of what its query door says in Turtle when it is asked nothing, for where a proxy hides the header: its
    /// service description (https://www.w3.org/TR/sparql11-service-description/), or an answer that it alone gives.
    std::string_view description;
    std::string_view query;  ///< behind the root of the data set, as the three that follow
    std::string_view update;
    std::string_view store;        ///< SPARQL 1.1 Graph Store HTTP Protocol
    std::string_view open_update;  ///< where writing needs no account; empty: the same
    std::string_view open_store;
    /// Most statements in one INSERT DATA or DELETE DATA.
    std::uint32_t operation_statements = 5'000;
    /// Most statements in one request of several operations.
    std::uint32_t request_statements = 20'000;
    /// Most statements in one body that is put or posted.
    std::uint64_t body_statements = 1'000'000;
    /// Rows after which an answer ends without saying so; 0 when it does not.
    std::uint32_t answer_rows = 0;
    /// A request of several operations is done as a whole or not at all, also when the server dies.
    bool is_atomic = false;
    /// How the live graph takes over what the staging graph holds.
    Switch switches_by = Switch::insert;
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
