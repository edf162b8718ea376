// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/publish/endpoint.hpp"
#include "stoa/publish/publisher.hpp"

namespace stoa::app {

/// What the commands that talk to an endpoint have in common.
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
    unsigned stall_timeout = 60;
    unsigned attempts = 5;
};

/// `--graph`, `--server`, `--query-url` and so on; not the address itself.
void add_endpoint_options(CLI::App& command, EndpointOptions& options);

/// Where `to` is the name of an endpoint in the stoa.toml of a root data set: what that says, under what the command
/// line says. Throws std::invalid_argument when it is neither that nor an address.
void resolve_endpoint(EndpointOptions& options, model::KnowledgeGraph const& graph);

/// The endpoint, found and, where `to_write`, asked whether it can be written to. Secrets come from STOA_ENDPOINT_USER,
/// STOA_ENDPOINT_PASSWORD, STOA_ENDPOINT_TOKEN, a netrc file, or a question on the terminal.
[[nodiscard]] publish::Endpoint open_endpoint(EndpointOptions const& options, bool to_write);

/// Throws std::invalid_argument when it is no absolute IRI, or one that Stoa uses for its own notes.
void check_graph(std::string const& graph);

/// `virtuoso (Virtuoso/07.20.3229 …)` and the addresses in use, a line each.
[[nodiscard]] std::string endpoint_in_words(publish::Endpoint const& endpoint);

}  // namespace stoa::app
