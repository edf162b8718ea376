// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/http.hpp"
#include "stoa/publish/profile.hpp"
#include "stoa/publish/results.hpp"

namespace stoa::publish {

/// The endpoint refuses a request, or gives an answer that cannot be right: `http://…/sparql says 403 to a query: …`.
class EndpointError : public std::runtime_error {
public:
    explicit EndpointError(std::string const& what, long status = 0) : std::runtime_error{what}, status_{status} {}
    [[nodiscard]] long status() const noexcept { return status_; }

private:
    long status_;
};

struct EndpointUrls {
    std::string query;
    std::string update;
    std::string store;
};

struct EndpointOptions {
    HttpOptions http;
    std::string server;                      ///< name of a profile; empty: detected
    EndpointUrls urls;                       ///< those that are given go before those of the profile
    unsigned attempts = 5;                   ///< of a request that can be sent again
    std::chrono::milliseconds pause{500};    ///< before the second attempt; then twice as long each time
    std::chrono::seconds longest_pause{60};  ///< also of what `Retry-After` asks for
};

/// A request that writes, as `--dry-run` shows it.
struct PlannedRequest {
    std::string method;
    std::string url;  ///< as `shown`
    std::uint64_t bytes = 0;
    std::string what;  ///< `dropping <graph>`
};

/// A SPARQL 1.1 endpoint: queries, updates and graphs by HTTP
/// (https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/).
/// Requests that may be sent twice are sent again, later each time, when no answer came or the server is busy.
/// All functions throw TransferError and EndpointError.
class Endpoint {
public:
    /// Determines the kind of server and its service URLs. `address`: the root of the data set, or its service URL
    /// for queries, updates or graphs. Sends only requests that change nothing.
    [[nodiscard]] static Endpoint find(std::string const& address, EndpointOptions options);
    /// The same by another transport than HttpClient.
    [[nodiscard]] static Endpoint find(std::string const& address, EndpointOptions options,
                                       std::unique_ptr<Transport> transport);

    [[nodiscard]] Profile const& profile() const { return *profile_; }
    [[nodiscard]] EndpointUrls const& urls() const { return urls_; }
    [[nodiscard]] std::string const& server() const { return server_; }  ///< its `Server` header
    [[nodiscard]] Authentication authentication() const { return authentication_; }
    [[nodiscard]] Traffic traffic() const { return transport_->traffic(); }

    /// Determines how writing is authenticated, by an update that changes nothing; done once, before the first write.
    void prepare_to_write();

    /// Statements of a graph; 0 for one that is not there.
    [[nodiscard]] std::uint64_t count(std::string const& graph);
    /// Rows of a SELECT, variables in the order of `variables`.
    [[nodiscard]] std::vector<ResultRow> select(std::string const& query, std::vector<std::string> const& variables);
    /// The whole graph as N-Triples into a file; for servers that do not truncate answers.
    void read_graph(std::string const& graph, std::filesystem::path const& file, std::uint64_t most_bytes);

    /// Sends an update. Again only when `repeatable`; `before_each` is called before each attempt.
    void update(std::string const& text, std::string const& what, bool repeatable, std::uint64_t statements = 0,
                std::function<void()> const& before_each = {});
    /// Puts (`first`) or adds N-Triples of a file to a graph, by the Graph Store Protocol; if the server has none or
    /// does not read N-Triples there, by updates, which add to what is there in either case. `progress`:
    /// Request::progress. `before_each` is called before each update.
    void upload(std::string const& graph, FilePart const& part, bool first, std::uint64_t statements,
                std::string const& what, std::function<void(std::uint64_t)> const& progress = {},
                std::function<void()> const& before_each = {});
    /// Why `upload` sends updates; empty if it does not.
    [[nodiscard]] std::string const& why_by_updates() const { return why_by_updates_; }

    /// From now on, requests that write are recorded instead of sent.
    void plan_only() { plans_ = true; }
    [[nodiscard]] bool is_planning() const { return plans_; }
    [[nodiscard]] std::vector<PlannedRequest> const& planned() const { return planned_; }

private:
    Endpoint(std::unique_ptr<Transport> transport, EndpointOptions options)
        : transport_{std::move(transport)}, options_{std::move(options)} {}

    /// The profile that the service description at the query URL matches. `parameters`: those of the address, with `?`.
    [[nodiscard]] Profile const* profile_by_description(std::string const& root, std::string const& parameters);
    Response send(Request const& request, std::string const& what, bool repeatable,
                  std::function<void()> const& before_each = {});
    void try_to_write();
    [[nodiscard]] Request update_request(std::string text) const;
    void upload_by_updates(std::string const& graph, FilePart const& part, std::string const& what,
                           std::function<void(std::uint64_t)> const& progress,
                           std::function<void()> const& before_each);
    /// Sends what writes, or notes it.
    void write(Request request, std::string const& what, bool repeatable, std::uint64_t statements,
               std::function<void()> const& before_each);
    /// Answers a challenge of the server: whether there is another way to ask.
    bool answer_challenge(Response const& response);
    [[nodiscard]] std::chrono::milliseconds pause(unsigned attempt, Response const* response) const;
    [[noreturn]] void refuse(Request const& request, Response const& response, std::string const& what) const;

    std::unique_ptr<Transport> transport_;
    Authentication authentication_ = Authentication::none;  ///< the way in which credentials are sent; none before
    EndpointOptions options_;
    Profile const* profile_ = &generic;
    EndpointUrls urls_;
    EndpointUrls open_urls_;  ///< where writing may need no account; empty: the same
    std::string server_;
    std::vector<std::string> secrets_;  ///< for no message
    std::string why_by_updates_;
    bool can_write_ = false;
    bool plans_ = false;
    std::vector<PlannedRequest> planned_;
};

/// `<iri>` for a query; throws std::invalid_argument when the text is no absolute IRI.
[[nodiscard]] std::string iri_ref(std::string_view iri);

/// An N-Triples text, made safe for an update: SPARQL replaces `\u0022` wherever it stands, before anything else
/// (https://www.w3.org/TR/sparql11-query/#codepointEscape), so a literal's own backslash must not come before a `u`.
[[nodiscard]] std::string for_sparql(std::string_view ntriples);

/// The number of a COUNT. Throws EndpointError where it is none.
[[nodiscard]] std::uint64_t count_in(ResultTerm const& term);

}  // namespace stoa::publish
