// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/publish/endpoint.hpp"
#include "stoa/publish/publisher.hpp"
#include "stoa/publish/verification.hpp"
#include "stoa/session/session.hpp"

namespace stoa::app {

/// The options that the commands with an endpoint share.
struct EndpointOptions {
    std::string to;  ///< an address, or the name of an endpoint in stoa.toml
    std::string graph;
    std::string server;
    std::string mode;  ///< empty: what stoa.toml says, else replace
    std::string query_url;
    std::string update_url;
    std::string store_url;
    std::string netrc_file;
    bool insecure = false;
    unsigned stall_timeout = 0;
    unsigned attempts = 0;
};

/// `--server`, `--query-url` and so on; not the address, the graph and the mode.
[[nodiscard]] EndpointOptions endpoint_options(Arguments const& arguments);

/// Whether address and graph are given, so that nothing in a stoa.toml is needed.
[[nodiscard]] bool is_complete(EndpointOptions const& options);

/// Where `to` is the name of an endpoint in the stoa.toml of a root data set: what that says, under what the command
/// line says. Throws std::invalid_argument when it is neither that nor an address.
void resolve_endpoint(EndpointOptions& options, model::KnowledgeGraph const& graph);

/// Prepares what the commands with an endpoint share: reads the inputs, prints their errors, resolves the name of the
/// endpoint and checks its graph. Empty if the data contain errors.
[[nodiscard]] std::optional<session::Session> open_for_endpoint(std::vector<std::filesystem::path> const& inputs,
                                                                EndpointOptions& options, Common const& common);

/// Hands the endpoint, found, to `use`. Secrets come from STOA_ENDPOINT_USER, STOA_ENDPOINT_PASSWORD,
/// STOA_ENDPOINT_TOKEN or a netrc file; where there is none, an account is asked for on the terminal when the endpoint
/// asks for it, and `use` is called again: an endpoint that refuses has changed nothing.
void with_endpoint(EndpointOptions const& options, std::function<void(publish::Endpoint&)> const& use);

[[nodiscard]] publish::Depth depth_of(std::string_view word);

/// Throws std::invalid_argument when it is no absolute IRI, or one that Stoa uses for its own notes.
void check_graph(std::string const& graph);

/// `virtuoso (Virtuoso/07.20.3229 …)` and the addresses in use, a line each.
[[nodiscard]] std::string endpoint_in_words(publish::Endpoint const& endpoint);

}  // namespace stoa::app
