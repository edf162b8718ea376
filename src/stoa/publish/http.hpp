// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace stoa::publish {

/// No answer came: connection refused, reset, stalled, certificate not trusted, name not known. Whether the server has
/// done what was asked is not known: look at the state before sending again.
class TransferError : public std::runtime_error {
public:
    TransferError(std::string const& what, bool may_pass) : std::runtime_error{what}, may_pass_{may_pass} {}
    /// Another attempt can go well: false for a wrong certificate, a wrong name, a redirect.
    [[nodiscard]] bool may_pass() const noexcept { return may_pass_; }

private:
    bool may_pass_;
};

/// Secrets; they go to the server that was named and nowhere else. In no message and no log.
struct Credentials {
    std::string user;
    std::string password;
    std::string token;  ///< a bearer token, in place of both

    [[nodiscard]] bool empty() const { return user.empty() && token.empty(); }
};

enum class Authentication : std::uint8_t { none, basic, digest, bearer };

/// A part of a file, sent as it is read.
struct FilePart {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

struct Request {
    std::string method = "GET";
    std::string url;
    std::string accept;
    std::string content_type;
    /// Sent with Content-Length, never chunked: Virtuoso stores nothing of a chunked body.
    std::string body;
    std::optional<FilePart> file;  ///< in place of `body`
    /// Told how many bytes of the body are on their way; called inside curl, so it must not throw.
    std::function<void(std::uint64_t)> progress;
    /// How long the server may take without sending anything: long updates need more than the usual.
    std::chrono::seconds patience{60};
    /// Where the body of a good answer goes in place of `Response::body`.
    std::filesystem::path save_to;
    /// Longest body of an answer in bytes.
    std::uint64_t most_bytes = std::uint64_t{64} * 1024 * 1024;

    [[nodiscard]] std::uint64_t size() const { return file ? file->size : body.size(); }
};

struct Response {
    long status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case; repeated ones joined by a line feed
    std::string body;

    [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
    [[nodiscard]] std::string header(std::string const& name) const {
        auto const found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

struct HttpOptions {
    Credentials credentials;
    std::string netrc_file;  ///< accounts by machine, where `credentials` has none; empty: ~/.netrc
    bool insecure = false;   ///< credentials over http to other machines than this one
    std::chrono::seconds connect_timeout{5};
    std::chrono::seconds stall_timeout{60};  ///< under one byte a second for so long ends a request
    std::string user_agent = "stoa";
};

/// What was sent and received, for the report.
struct Traffic {
    std::uint64_t requests = 0;
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
};

/// What carries requests to a server and brings its answers: HttpClient, or in tests a script.
class Transport {
public:
    Transport() = default;
    virtual ~Transport() = default;
    Transport(Transport const&) = delete;
    Transport& operator=(Transport const&) = delete;
    Transport(Transport&&) = delete;
    Transport& operator=(Transport&&) = delete;

    /// Answers of any status but redirects. Credentials, if there are any, are sent in the way of `how`. Throws
    /// TransferError, and std::invalid_argument for credentials that would go over http to another machine.
    [[nodiscard]] virtual Response send(Request const& request, Authentication how) = 0;
    [[nodiscard]] virtual Traffic traffic() const = 0;
};

/// HTTP/1.1 by libcurl (https://curl.se/libcurl/c/), one connection kept open. Redirects are never followed; proxies,
/// CA bundles and netrc files are found as curl finds them. One request at a time.
class HttpClient final : public Transport {
public:
    explicit HttpClient(HttpOptions options);
    ~HttpClient() override;
    HttpClient(HttpClient const&) = delete;
    HttpClient& operator=(HttpClient const&) = delete;
    HttpClient(HttpClient&&) = delete;
    HttpClient& operator=(HttpClient&&) = delete;

    [[nodiscard]] Response send(Request const& request, Authentication how) override;
    [[nodiscard]] Traffic traffic() const override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// `http://127.0.0.1:8890/sparql`: is it this machine? By name `localhost`, or a loopback address.
[[nodiscard]] bool is_loopback(std::string_view url);

/// Everything but letters, digits, `-`, `.`, `_` and `~` as %XX (RFC 3986 section 2.1).
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// Text for people of an answer's body: HTML tags and control characters gone, white space joined, at most 4 KiB.
[[nodiscard]] std::string plain_text(std::string_view body);

}  // namespace stoa::publish
