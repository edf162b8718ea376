// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/endpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>
#include <utility>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/publish/address.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::publish {
namespace {

constexpr std::string_view update_type = "application/sparql-update";
constexpr std::string_view form_type = "application/x-www-form-urlencoded";

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
            address.erase(address.size() - ending.size());
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

/// The option that names the address to which a request of this type goes.
std::string_view option_of(Request const& request) {
    return request.content_type.starts_with(update_type) ? "--update-url"
           : request.content_type == form_type           ? "--query-url"
                                                         : "--store-url";
}

/// There is no Graph Store at that address (404, 405, 501), or it does not read N-Triples (400, 415).
bool has_no_store(long status) {
    return status == 404 || status == 405 || status == 501 || status == 400 || status == 415;
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
    auto transport = std::make_unique<HttpClient>(options.http);
    return find(address, std::move(options), std::move(transport));
}

Endpoint Endpoint::find(std::string const& address, EndpointOptions options, std::unique_ptr<Transport> transport) {
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
    Endpoint endpoint{std::move(transport), options};
    for (std::string const& each : {address, options.urls.query, options.urls.update, options.urls.store}) {
        std::ranges::move(secrets_in(each), std::back_inserter(endpoint.secrets_));
    }
    for (std::string const& each : {options.http.credentials.password, options.http.credentials.token}) {
        if (!each.empty()) {
            endpoint.secrets_.push_back(each);
        }
    }
    std::string const root = root_of(address);
    // What stands behind the `?` of the address, such as a key, goes with each request.
    std::string const whole = address.substr(0, address.find('#'));
    std::string const parameters = whole.substr(std::min(whole.find('?'), whole.size()));
    Request request;
    // A query, for a plain GET of Fuseki's root gives the whole data set. Any status will do: it is the header that
    // tells, on a page that says 404 too.
    request.url = with_parameter(root + "/" + parameters, "query", "ASK{}");
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
        endpoint.profile_ = endpoint.profile_by_description(root, parameters);
    }
    auto const url = [&](std::string const& given, std::string_view ending) {
        return !given.empty()                  ? given
               : endpoint.profile_ == &generic ? whole
                                               : fmt::format("{}{}{}", root, ending, parameters);
    };
    Profile const& profile = *endpoint.profile_;
    endpoint.urls_ = {url(options.urls.query, profile.query), url(options.urls.update, profile.update),
                      url(options.urls.store, profile.store)};
    if (options.urls.update.empty() && options.urls.store.empty() && !profile.open_update.empty()) {
        endpoint.open_urls_ = {endpoint.urls_.query, fmt::format("{}{}{}", root, profile.open_update, parameters),
                               fmt::format("{}{}{}", root, profile.open_store, parameters)};
    }
    // It must answer a query, whatever it is.
    static_cast<void>(endpoint.select("SELECT (1 AS ?one) {}", {"one"}));
    return endpoint;
}

Profile const* Endpoint::profile_by_description(std::string const& root, std::string const& parameters) {
    for (Profile const* each : profiles()) {
        if (each->description.empty()) {
            continue;
        }
        Request request;
        request.url = fmt::format("{}{}{}", root, each->query, parameters);
        request.accept = rdf::turtle().media_type();
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
        authentication_ = Authentication::none;
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
    request.content_type = update_type;
    // Always UTF-8 (https://www.w3.org/TR/sparql11-update/#mediaType), but RDF4J 5.0.3 in Jetty reads Latin-1 unless
    // told.
    request.content_type += profile_ == &generic ? "; charset=utf-8" : "";
    request.accept = "*/*";
    request.body = std::move(text);
    return request;
}

std::uint64_t Endpoint::count(std::string const& graph) {
    std::vector<ResultRow> const rows =
        select(fmt::format("SELECT (COUNT(*) AS ?n) {{ GRAPH {} {{ ?s ?p ?o }} }}", iri_ref(graph)), {"n"});
    if (rows.size() != 1 || rows.front().front().type != ResultTerm::Type::literal) {
        throw EndpointError(fmt::format("{} does not count: its answer has {} rows", shown(urls_.query), rows.size()));
    }
    return count_in(rows.front().front());
}

std::uint64_t count_in(ResultTerm const& term) {
    std::optional<std::uint64_t> const count = whole_number(term.text);
    if (term.type != ResultTerm::Type::literal || !count) {
        throw EndpointError(
            fmt::format("the endpoint counts '{}', which is no number", diagnostics::printable(term.text)));
    }
    return *count;
}

std::vector<ResultRow> Endpoint::select(std::string const& query, std::vector<std::string> const& variables) {
    Request request;
    request.method = "POST";
    request.url = urls_.query;
    request.accept = "application/sparql-results+json";
    // As a form: Virtuoso takes a query as the body itself, too, but not behind every proxy.
    request.content_type = form_type;
    request.body = "query=" + percent_encoded(query);
    for (unsigned attempt = 1;; ++attempt) {
        Response const response = send(request, "a query", true);
        try {
            return read_results(response.body, variables);
        } catch (TooManyResults const& error) {
            throw EndpointError(fmt::format("{}: {}", shown(urls_.query), error.what()), response.status);
        } catch (MalformedResults const&) {
            // Cut short by a proxy, or a page of HTML with status 200.
            if (attempt >= options_.attempts) {
                std::string const text = without_secrets(plain_text(response.body).substr(0, 300), secrets_);
                throw EndpointError(
                    fmt::format("{} does not answer a query with SPARQL results in JSON (--query-url names the address "
                                "for queries) but with: {}",
                                shown(urls_.query), text),
                    response.status);
            }
            std::this_thread::sleep_for(pause(attempt, nullptr));
        }
    }
}

void Endpoint::read_graph(std::string const& graph, std::filesystem::path const& file, std::uint64_t most_bytes) {
    Request request;
    request.url = with_parameter(urls_.store, "graph", graph);
    request.accept = rdf::ntriples().media_type();
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
                      std::string const& what, std::function<void(std::uint64_t)> const& progress,
                      std::function<void()> const& before_each) {
    if (graph.empty()) {
        throw std::logic_error("a body without the name of a graph replaces a whole data set");
    }
    prepare_to_write();
    if (why_by_updates_.empty()) {
        Request request;
        request.method = first ? "PUT" : "POST";
        request.url = with_parameter(urls_.store, "graph", graph);
        request.content_type = rdf::ntriples().media_type();
        request.accept = "*/*";
        request.file = part;
        request.progress = progress;
        try {
            // Without blank nodes the same body twice is the same graph.
            write(std::move(request), what, true, statements, {});
            return;
        } catch (EndpointError const& error) {
            if (!has_no_store(error.status())) {
                throw;
            }
            why_by_updates_ =
                fmt::format("the Graph Store at {} answers with status {}", shown(urls_.store), error.status());
        }
    }
    upload_by_updates(graph, part, what, progress, before_each);
}

void Endpoint::upload_by_updates(std::string const& graph, FilePart const& part, std::string const& what,
                                 std::function<void(std::uint64_t)> const& progress,
                                 std::function<void()> const& before_each) {
    // Below the mebibyte that proxies let pass.
    constexpr std::size_t most_bytes = 1'000'000;
    std::ifstream file{part.path, std::ios::binary};
    file.seekg(static_cast<std::streamoff>(part.offset));
    std::string const begin = fmt::format("INSERT DATA {{ GRAPH {} {{\n", iri_ref(graph));
    std::string update = begin;
    std::uint64_t in_update = 0;
    std::uint64_t done = 0;
    auto const send_update = [&] {
        if (in_update == 0) {
            return;
        }
        if (before_each) {
            before_each();
        }
        write(update_request(update + "} }"), what, true, in_update, {});
        if (progress) {
            progress(done);
        }
        update = begin;
        in_update = 0;
    };
    for (std::string line; done < part.size && std::getline(file, line);) {
        std::string const statement = for_sparql(line) + "\n";
        if (in_update == profile_->operation_statements || update.size() + statement.size() > most_bytes) {
            send_update();
        }
        update += statement;
        ++in_update;
        done += line.size() + 1;
    }
    if (done != part.size) {
        throw std::runtime_error(fmt::format("cannot read '{}'", part.path.string()));
    }
    send_update();
}

void Endpoint::write(Request request, std::string const& what, bool repeatable, std::uint64_t statements,
                     std::function<void()> const& before_each) {
    if (plans_) {
        planned_.push_back({request.method, shown(request.url), request.size(), what});
        return;
    }
    // A server says nothing while it works: it gets a second more for every 2,000 statements.
    request.patience = options_.http.stall_timeout + std::chrono::seconds{statements / 2'000};
    static_cast<void>(send(request, what, repeatable, before_each));
}

bool Endpoint::answer_challenge(Response const& response) {
    Credentials const& credentials = options_.http.credentials;
    if (authentication_ != Authentication::none) {
        return false;
    }
    if (!credentials.token.empty()) {
        authentication_ = Authentication::bearer;
        return true;
    }
    std::string const challenge = "\n" + lower(response.header("www-authenticate"));
    // The strongest that is offered; several may stand in one header or in several.
    if (challenge.find("\ndigest") != std::string::npos || challenge.find(", digest") != std::string::npos) {
        authentication_ = Authentication::digest;
        return true;
    }
    if (challenge.find("\nbasic") != std::string::npos || challenge.find(", basic") != std::string::npos) {
        authentication_ = Authentication::basic;
        return true;
    }
    return false;
}

std::chrono::milliseconds Endpoint::pause(unsigned attempt, Response const* response) const {
    if (response != nullptr) {
        if (std::optional<std::uint64_t> const after = whole_number(response->header("retry-after"))) {
            constexpr std::uint64_t a_day = 86'400;
            return std::min(std::chrono::seconds{std::min(*after, a_day)}, options_.longest_pause);
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
            Response response = transport_->send(request, authentication_);
            if (response.status == 401 && answer_challenge(response)) {
                response = transport_->send(request, authentication_);
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
                throw TransferError(fmt::format("{}: {} did not go through: {}{}", shown(request.url), what,
                                                without_secrets(error.what(), secrets_),
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
                  : authentication_ == Authentication::none
                      ? " (it asks for a way to log in that is not known here: " +
                            plain_text(response.header("www-authenticate")).substr(0, 60) + ")"
                      : " (it does not take the account that was given)";
            break;
        case 403:
            why = " (the account has no right to do this: docs/endpoints.md lists the rights that publishing needs)";
            break;
        case 404:
        case 405:
        case 415:
        case 501:
            why = fmt::format(" (is this the right address? {} names the one for {})", option_of(request),
                              request.content_type.starts_with(update_type) ? "updates"
                              : request.content_type == form_type           ? "queries"
                                                                            : "graphs, of the Graph Store");
            break;
        case 413:
            why =
                " (a proxy before the server takes no bodies of this size: raise its limit, client_max_body_size of "
                "nginx)";
            break;
        default:
            break;
    }
    std::string const text = without_secrets(plain_text(response.body).substr(0, 1000), secrets_);
    throw EndpointError(fmt::format("{}: {} was refused with status {}{}{}{}", shown(request.url), what,
                                    response.status, why, text.empty() ? "" : ": ", text),
                        response.status);
}

}  // namespace stoa::publish
