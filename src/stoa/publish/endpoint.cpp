// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/endpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>
#include <utility>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::publish {
namespace {

using Json = nlohmann::json;

/// How the service URLs of servers end, longest first where one ends in another.
constexpr std::array url_endings{"/sparql-graph-crud-auth",
                                 "/sparql-graph-crud",
                                 "/sparql-auth",
                                 "/sparql",
                                 "/query",
                                 "/update",
                                 "/data",
                                 "/get",
                                 "/store"};

std::string root_of(std::string address) {
    address.erase(std::min(address.find_first_of("?#"), address.size()));
    while (address.ends_with('/')) {
        address.pop_back();
    }
    for (std::string_view const ending : url_endings) {
        if (address.ends_with(ending)) {
            address.resize(address.size() - ending.size());
            break;
        }
    }
    return address;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

ResultTerm term_of(Json const& value) {
    ResultTerm term;
    std::string const type = value.at("type").get<std::string>();
    term.text = value.at("value").get<std::string>();
    term.type = type == "uri"     ? ResultTerm::Type::iri
                : type == "bnode" ? ResultTerm::Type::blank
                                  : ResultTerm::Type::literal;
    if (auto const found = value.find("xml:lang"); found != value.end()) {
        term.language = lower(found->get<std::string>());
    } else if (auto const typed = value.find("datatype"); typed != value.end()) {
        term.datatype = typed->get<std::string>();
        if (term.datatype == "http://www.w3.org/2001/XMLSchema#string") {
            term.datatype.clear();
        }
    }
    return term;
}

bool is_busy(long status) { return status == 429 || status == 502 || status == 503 || status == 504; }

}  // namespace

std::string iri_ref(std::string_view iri) {
    if (std::optional<std::string> const fault = rdf::find_iri_fault(iri)) {
        throw std::invalid_argument(fmt::format("'{}' is not an IRI: {}", iri, *fault));
    }
    return fmt::format("<{}>", iri);
}

std::string for_sparql(std::string_view ntriples) {
    std::string text;
    text.reserve(ntriples.size());
    for (std::size_t i = 0; i < ntriples.size(); ++i) {
        if (ntriples[i] != '\\' || i + 1 == ntriples.size()) {
            text += ntriples[i];
            continue;
        }
        // One escape at a time, so that the second of two backslashes opens none.
        char const escaped = ntriples[++i];
        text += '\\';
        text += escaped;
        if (escaped == '\\' && i + 1 < ntriples.size() && (ntriples[i + 1] == 'u' || ntriples[i + 1] == 'U')) {
            text += ntriples[++i] == 'u' ? "\\u0075" : "\\u0055";
        }
    }
    return text;
}

Endpoint Endpoint::find(std::string const& address, EndpointOptions options) {
    Profile const* named = nullptr;
    if (!options.server.empty()) {
        named = find_profile(options.server);
        if (named == nullptr) {
            std::vector<std::string_view> names;
            std::ranges::transform(profiles(), std::back_inserter(names), &Profile::name);
            throw std::invalid_argument(fmt::format("there is no profile '{}' (there are {}){}", options.server,
                                                    fmt::join(names, ", "),
                                                    diagnostics::did_you_mean(options.server, names)));
        }
    }
    Endpoint endpoint{HttpClient{options.http}, options};
    std::string const root = root_of(address);
    Request request;
    // A query, for a plain GET of Fuseki's root gives the whole data set. Any status will do: it is the header that
    // tells, on a page that says 404 too.
    request.url = root + "/?query=ASK%7B%7D";
    request.accept = "application/sparql-results+json, */*;q=0.1";
    request.most_bytes = std::uint64_t{1} << 20U;
    Response const response = endpoint.send(request, "the first question", true);
    endpoint.server_ = plain_text(response.header("server"));
    endpoint.profile_ = &generic;
    for (Profile const* each : profiles()) {
        if (!each->header.empty() && lower(endpoint.server_).starts_with(lower(std::string{each->header}))) {
            endpoint.profile_ = each;
        }
    }
    if (endpoint.profile_ == &generic && !response.header("fuseki-request-id").empty()) {
        endpoint.profile_ = &fuseki;
    }
    if (named != nullptr) {
        endpoint.profile_ = named;
    } else if (endpoint.profile_ == &generic) {
        endpoint.profile_ = endpoint.profile_by_description(root);
    }
    auto const url = [&](std::string const& given, std::string_view ending) {
        return !given.empty() ? given : endpoint.profile_ == &generic ? address : root + std::string{ending};
    };
    Profile const& profile = *endpoint.profile_;
    endpoint.urls_ = {url(options.urls.query, profile.query), url(options.urls.update, profile.update),
                      url(options.urls.store, profile.store)};
    if (options.urls.update.empty() && options.urls.store.empty() && !profile.open_update.empty()) {
        endpoint.open_urls_ = {endpoint.urls_.query, root + std::string{profile.open_update},
                               root + std::string{profile.open_store}};
    }
    // It must answer a query, whatever it is.
    static_cast<void>(endpoint.select("SELECT (1 AS ?one) {}", {"one"}));
    return endpoint;
}

Profile const* Endpoint::profile_by_description(std::string const& root) {
    for (Profile const* each : profiles()) {
        if (each->description.empty()) {
            continue;
        }
        Request request;
        request.url = root + std::string{each->query};
        request.accept = "text/turtle";
        request.most_bytes = std::uint64_t{1} << 20U;
        try {
            if (send(request, "a question for its description", false).body.find(each->description) !=
                std::string::npos) {
                return each;
            }
        } catch (std::runtime_error const&) {  // no service at that URL: another kind of server
            continue;
        }
    }
    return &generic;
}

void Endpoint::prepare_to_write() {
    if (can_write_) {
        return;
    }
    if (plans_) {
        can_write_ = true;
        write(update_request("INSERT DATA {}"), "an update that changes nothing", true, 0, {});
        return;
    }
    try {
        try_to_write();
    } catch (EndpointError const& error) {
        // Without an account, there may be service URLs that need none.
        bool const has_account = !options_.http.credentials.empty() || !options_.http.netrc_file.empty();
        if (error.status() != 401 || has_account || open_urls_.update.empty()) {
            throw;
        }
        EndpointUrls const closed = std::exchange(urls_, open_urls_);
        http_.use(Authentication::none);
        try {
            try_to_write();
        } catch (EndpointError const&) {
            urls_ = closed;
            throw error;
        }
    }
    can_write_ = true;
}

void Endpoint::try_to_write() {
    static_cast<void>(send(update_request("INSERT DATA {}"), "an update that changes nothing", true));
}

Request Endpoint::update_request(std::string text) const {
    Request request;
    request.method = "POST";
    request.url = urls_.update;
    request.content_type = "application/sparql-update";
    request.accept = "*/*";
    request.body = std::move(text);
    return request;
}

std::uint64_t Endpoint::count(std::string const& graph) {
    std::vector<ResultRow> const rows =
        select(fmt::format("SELECT (COUNT(*) AS ?n) {{ GRAPH {} {{ ?s ?p ?o }} }}", iri_ref(graph)), {"n"});
    if (rows.size() != 1 || rows.front().front().type != ResultTerm::Type::literal) {
        throw EndpointError(fmt::format("{} does not count: its answer has {} rows", urls_.query, rows.size()));
    }
    return std::strtoull(rows.front().front().text.c_str(), nullptr, 10);
}

std::vector<ResultRow> Endpoint::select(std::string const& query, std::vector<std::string> const& variables) {
    Request request;
    request.method = "POST";
    request.url = urls_.query;
    request.accept = "application/sparql-results+json";
    // As a form: Virtuoso takes a query as the body itself, too, but not behind every proxy.
    request.content_type = "application/x-www-form-urlencoded";
    request.body = "query=" + percent_encoded(query);
    for (unsigned attempt = 1;; ++attempt) {
        Response const response = send(request, "a query", true);
        try {
            Json const json = Json::parse(response.body);
            std::vector<ResultRow> rows;
            for (Json const& binding : json.at("results").at("bindings")) {
                ResultRow& row = rows.emplace_back();
                for (std::string const& variable : variables) {
                    auto const found = binding.find(variable);
                    row.push_back(found == binding.end() ? ResultTerm{} : term_of(*found));
                }
            }
            return rows;
        } catch (Json::exception const&) {
            // Cut short by a proxy, or a page of HTML with status 200.
            if (attempt >= options_.attempts) {
                throw EndpointError(fmt::format("{} does not answer a query with SPARQL results in JSON but: {}",
                                                urls_.query, plain_text(response.body).substr(0, 300)),
                                    response.status);
            }
            std::this_thread::sleep_for(pause(attempt, nullptr));
        }
    }
}

void Endpoint::read_graph(std::string const& graph, std::filesystem::path const& file, std::uint64_t most_bytes) {
    Request request;
    request.url = fmt::format("{}?graph={}", urls_.store, percent_encoded(graph));
    request.accept = "application/n-triples";
    request.save_to = file;
    request.most_bytes = most_bytes;
    static_cast<void>(send(request, fmt::format("reading <{}>", graph), true));
}

void Endpoint::update(std::string const& text, std::string const& what, bool repeatable, std::uint64_t statements,
                      std::function<void()> const& before_each) {
    prepare_to_write();  // before the URL is read: another service URL may turn out to be open
    write(update_request(text), what, repeatable, statements, before_each);
}

void Endpoint::upload(std::string const& graph, FilePart const& part, bool first, std::uint64_t statements,
                      std::string const& what, std::function<void(std::uint64_t)> progress) {
    if (graph.empty()) {
        throw std::logic_error("a body without the name of a graph replaces a whole data set");
    }
    prepare_to_write();
    Request request;
    request.method = first ? "PUT" : "POST";
    request.url = fmt::format("{}?graph={}", urls_.store, percent_encoded(graph));
    request.content_type = "application/n-triples";
    request.accept = "*/*";
    request.file = part;
    request.progress = std::move(progress);
    // Without blank nodes the same body twice is the same graph.
    write(std::move(request), what, true, statements, {});
}

void Endpoint::write(Request request, std::string const& what, bool repeatable, std::uint64_t statements,
                     std::function<void()> const& before_each) {
    if (plans_) {
        planned_.push_back({request.method, request.url, request.size(), what});
        return;
    }
    // A server says nothing while it works: it gets a second more for every 2,000 statements.
    request.patience = options_.http.stall_timeout + std::chrono::seconds{statements / 2'000};
    static_cast<void>(send(request, what, repeatable, before_each));
}

bool Endpoint::answer_challenge(Response const& response) {
    Credentials const& credentials = options_.http.credentials;
    if (http_.authentication() != Authentication::none) {
        return false;
    }
    if (!credentials.token.empty()) {
        http_.use(Authentication::bearer);
        return true;
    }
    std::string const challenge = "\n" + lower(response.header("www-authenticate"));
    // The strongest that is offered; several may stand in one header or in several.
    if (challenge.find("\ndigest") != std::string::npos || challenge.find(", digest") != std::string::npos) {
        http_.use(Authentication::digest);
        return true;
    }
    if (challenge.find("\nbasic") != std::string::npos || challenge.find(", basic") != std::string::npos) {
        http_.use(Authentication::basic);
        return true;
    }
    return false;
}

std::chrono::milliseconds Endpoint::pause(unsigned attempt, Response const* response) const {
    if (response != nullptr) {
        std::string const after = response->header("retry-after");
        if (!after.empty() && std::ranges::all_of(after, [](char c) { return c >= '0' && c <= '9'; })) {
            auto const seconds = std::chrono::seconds{std::strtoll(after.substr(0, 6).c_str(), nullptr, 10)};
            return std::min(seconds, options_.longest_pause);
        }
    }
    // Half of it by chance, so that two publishers do not knock together for ever.
    std::chrono::milliseconds const whole = options_.pause * (1U << std::min(attempt - 1, 10U));
    static thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<std::chrono::milliseconds::rep> distribution{
        0, std::max<std::chrono::milliseconds::rep>(whole.count() / 2, 1)};
    return std::min<std::chrono::milliseconds>(whole / 2 + std::chrono::milliseconds{distribution(random)},
                                               options_.longest_pause);
}

Response Endpoint::send(Request const& request, std::string const& what, bool repeatable,
                        std::function<void()> const& before_each) {
    for (unsigned attempt = 1;; ++attempt) {
        if (before_each) {
            before_each();
        }
        bool const is_last = !repeatable || attempt >= options_.attempts;
        try {
            Response response = http_.send(request);
            if (response.status == 401 && answer_challenge(response)) {
                response = http_.send(request);
            }
            // The first question is only after who answers.
            if (response.ok() || (urls_.query.empty() && !is_busy(response.status) && response.status != 401)) {
                return response;
            }
            if (is_last || !is_busy(response.status)) {
                refuse(request, response, what);
            }
            std::this_thread::sleep_for(pause(attempt, &response));
        } catch (TransferError const& error) {
            if (is_last || !error.may_pass()) {
                throw TransferError(fmt::format("{}: {} did not go through: {}{}", request.url, what, error.what(),
                                                attempt > 1 ? fmt::format(" (after {} attempts)", attempt) : ""),
                                    false);
            }
            std::this_thread::sleep_for(pause(attempt, nullptr));
        }
    }
}

void Endpoint::refuse(Request const& request, Response const& response, std::string const& what) const {
    std::string why;
    switch (response.status) {
        case 401:
            why = options_.http.credentials.empty()
                      ? " (it asks for an account: set STOA_ENDPOINT_USER and STOA_ENDPOINT_PASSWORD, or "
                        "STOA_ENDPOINT_TOKEN, or name a netrc file that has one)"
                  : http_.authentication() == Authentication::none
                      ? " (it asks for a way to log in that is not known here: " +
                            plain_text(response.header("www-authenticate")).substr(0, 60) + ")"
                      : " (it does not take the account that was given)";
            break;
        case 403:
            why = " (the account has no right to do this: docs/endpoints.md lists the rights that publishing needs)";
            break;
        case 404:
            why = " (is this the right address? --query-url, --update-url and --store-url name them one by one)";
            break;
        case 413:
            why =
                " (a proxy before the server takes no bodies of this size: raise its limit, client_max_body_size of "
                "nginx)";
            break;
        default:
            break;
    }
    std::string const text = plain_text(response.body).substr(0, 1000);
    throw EndpointError(fmt::format("{}: {} was refused with status {}{}{}{}", request.url, what, response.status, why,
                                    text.empty() ? "" : ": ", text),
                        response.status);
}

}  // namespace stoa::publish
