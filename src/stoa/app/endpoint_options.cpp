// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/endpoint_options.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/publish/address.hpp"
#include "stoa/publish/state.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

std::string environment(char const* name) {
    char const* const value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

/// A line from the terminal, without showing it; throws when it is interrupted.
std::string ask_secret(char const* question) {
    // Hidden before it is asked for: what is typed at once must neither show nor be thrown away. Keys come one by one
    // and raise no signal, so that the terminal is itself again whatever is typed.
    constexpr char interrupt = '\x03';
    constexpr char end = '\x04';
    constexpr char erase = '\x7F';
    termios shown{};
    bool const is_terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
    if (is_terminal) {
        termios hidden = shown;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
        tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden);
    }
    std::fputs(question, stderr);
    std::string line;
    char key = 0;
    while (read(STDIN_FILENO, &key, 1) == 1 && key != '\n' && key != '\r' && key != interrupt && key != end) {
        if (key == erase || key == '\b') {
            line.resize(line.empty() ? 0 : line.size() - 1);
        } else {
            line += key;
        }
    }
    if (is_terminal) {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &shown);
    }
    std::fputs("\n", stderr);
    if (key == interrupt) {
        throw std::runtime_error("interrupted at the password: nothing was changed");
    }
    return line;
}

/// `https://user:password@host/`, with or without the scheme
bool has_account(std::string const& url) {
    std::size_t const scheme = url.find("://");
    return url.find('@') < url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
}

/// Schemes have no case (RFC 3986 section 3.1).
bool is_address(std::string const& text) {
    std::string scheme = text.substr(0, text.find("://"));
    std::ranges::transform(scheme, scheme.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return scheme.size() < text.size() && (scheme == "http" || scheme == "https");
}

}  // namespace

EndpointOptions endpoint_options(Arguments const& arguments) {
    EndpointOptions options;
    options.server = arguments.text("--server");
    options.query_url = arguments.text("--query-url");
    options.update_url = arguments.text("--update-url");
    options.store_url = arguments.text("--store-url");
    options.netrc_file = arguments.text("--netrc-file");
    options.insecure = arguments.given("--insecure");
    options.stall_timeout = static_cast<unsigned>(arguments.count("--stall-timeout"));
    options.attempts = static_cast<unsigned>(arguments.count("--attempts"));
    return options;
}

void check_graph(std::string const& graph) {
    if (graph.empty()) {
        throw std::invalid_argument("name the graph: --graph IRI, or graph = \"IRI\" for an endpoint of stoa.toml");
    }
    if (std::optional<std::string> const fault = rdf::find_iri_fault(graph)) {
        throw std::invalid_argument(
            fmt::format("--graph '{}' is not an IRI: {}", diagnostics::printable(graph), *fault));
    }
    if (publish::owner_of(graph)) {
        throw std::invalid_argument(fmt::format("--graph '{}' is a graph of Stoa's own notes", graph));
    }
}

bool is_complete(EndpointOptions const& options) { return is_address(options.to) && !options.graph.empty(); }

void resolve_endpoint(EndpointOptions& options, model::KnowledgeGraph const& graph) {
    if (is_address(options.to)) {
        return;
    }
    std::vector<std::string_view> names;
    for (model::DataSet const& set : graph.data_sets()) {
        for (model::NamedEndpoint const& each : set.endpoints) {
            if (!set.root) {
                continue;
            }
            if (each.name == options.to) {
                options.to = each.url;
                options.graph = options.graph.empty() ? each.graph : options.graph;
                options.server = options.server.empty() ? each.server : options.server;
                options.mode = options.mode.empty() ? each.mode : options.mode;
                return;
            }
            names.push_back(each.name);
        }
    }
    if (has_account(options.to)) {
        throw std::invalid_argument("neither an http address nor an endpoint of stoa.toml, and it names an account");
    }
    throw std::invalid_argument(fmt::format("'{}' is neither an http address nor an endpoint of stoa.toml{}",
                                            diagnostics::printable(publish::shown(options.to)),
                                            names.empty()
                                                ? std::string{" ([endpoints.production] with url and graph makes one)"}
                                                : diagnostics::did_you_mean(options.to, names)));
}

std::optional<session::Session> open_for_endpoint(std::vector<std::filesystem::path> const& inputs,
                                                  EndpointOptions& options, Common const& common) {
    diagnostics::Diagnostics diagnostics;
    std::optional<session::Session> session;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        session = session::Session::open(inputs, {}, diagnostics);
    }
    print_diagnostics(diagnostics, common.quiet);
    if (!session) {
        return std::nullopt;
    }
    resolve_endpoint(options, session->graph());
    check_graph(options.graph);
    return session;
}

publish::Depth depth_of(std::string_view word) {
    return word == "counts" ? publish::Depth::counts : word == "full" ? publish::Depth::full : publish::Depth::batches;
}

void with_endpoint(EndpointOptions const& options, std::function<void(publish::Endpoint&)> const& use) {
    for (std::string const* each : {&options.to, &options.query_url, &options.update_url, &options.store_url}) {
        if (has_account(*each)) {
            throw std::invalid_argument(
                "a password in an address is seen by all: use STOA_ENDPOINT_USER and STOA_ENDPOINT_PASSWORD");
        }
    }
    if (!is_address(options.to)) {
        throw std::invalid_argument(
            fmt::format("'{}' is no http or https address", diagnostics::printable(publish::shown(options.to))));
    }
    if (environment("STOA_ENDPOINT_USER").empty() && !environment("STOA_ENDPOINT_PASSWORD").empty()) {
        throw std::invalid_argument("STOA_ENDPOINT_PASSWORD is set, and STOA_ENDPOINT_USER is not");
    }
    publish::EndpointOptions how;
    how.server = options.server;
    how.urls = {options.query_url, options.update_url, options.store_url};
    how.attempts = options.attempts;
    how.http.insecure = options.insecure;
    how.http.stall_timeout = std::chrono::seconds{options.stall_timeout};
    how.http.user_agent = fmt::format("stoa/{}", version);
    how.http.credentials = {environment("STOA_ENDPOINT_USER"), environment("STOA_ENDPOINT_PASSWORD"),
                            environment("STOA_ENDPOINT_TOKEN")};
    how.http.netrc_file = options.netrc_file;
    if (!options.netrc_file.empty() && access(options.netrc_file.c_str(), R_OK) != 0) {
        throw std::invalid_argument(fmt::format("cannot read the netrc file '{}'", options.netrc_file));
    }
    for (bool asked = false;;) {
        try {
            publish::Endpoint endpoint = publish::Endpoint::find(options.to, how);
            use(endpoint);
            return;
        } catch (publish::EndpointError const& error) {
            bool const can_ask =
                how.http.credentials.empty() && !asked && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
            if (error.status() != 401 || !can_ask) {
                throw;
            }
            asked = true;
            std::fputs(fmt::format("{} asks for an account.\nUser: ", publish::shown(options.to)).c_str(), stderr);
            std::getline(std::cin, how.http.credentials.user);
            how.http.credentials.password = ask_secret("Password: ");
        }
    }
}

std::string endpoint_in_words(publish::Endpoint const& endpoint) {
    return fmt::format("{}{}\n  queries  {}\n  updates  {}\n  graphs   {}\n", endpoint.profile().title,
                       endpoint.server().empty() ? "" : fmt::format(" ({})", endpoint.server()),
                       publish::shown(endpoint.urls().query), publish::shown(endpoint.urls().update),
                       publish::shown(endpoint.urls().store));
}

}  // namespace stoa::app
