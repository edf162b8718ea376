// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/http.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <utility>

#include "stoa/publish/address.hpp"

namespace stoa::publish {
namespace {

struct FreeCurl {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
struct FreeUrl {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
struct CloseFile {
    void operator()(std::FILE* file) const noexcept {
        std::fclose(file);  // NOLINT(cppcoreguidelines-owning-memory)
    }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

void start_curl() {
    // Once in the life of the process, as curl_global_init asks for.
    static CURLcode const started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) {
        throw std::runtime_error("libcurl cannot be started");
    }
}

struct Url {
    std::string scheme;
    std::string host;
};

std::optional<Url> parts_of(std::string_view text) {
    std::unique_ptr<CURLU, FreeUrl> const url{curl_url()};
    if (curl_url_set(url.get(), CURLUPART_URL, std::string{text}.c_str(), 0) != CURLUE_OK) {
        return std::nullopt;
    }
    auto const part = [&](CURLUPart which) {
        char* found = nullptr;
        std::string value;
        if (curl_url_get(url.get(), which, &found, 0) == CURLUE_OK) {
            value = found;
            curl_free(found);
        }
        return value;
    };
    return Url{part(CURLUPART_SCHEME), part(CURLUPART_HOST)};
}

/// What goes on during one request; its address is known to curl.
struct Exchange {
    Request const& request;
    Response& response;
    File body;               ///< of the request
    std::uint64_t sent = 0;  ///< of the body
    File saved;
    std::uint64_t received = 0;
    bool too_long = false;
    bool not_kept = false;
};

std::size_t read_body(char* buffer, std::size_t size, std::size_t count, void* data) {
    auto& exchange = *static_cast<Exchange*>(data);
    auto const room = static_cast<std::uint64_t>(size) * count;
    auto const wanted = static_cast<std::size_t>(std::min(room, exchange.request.size() - exchange.sent));
    std::size_t given = 0;
    if (exchange.body) {
        given = std::fread(buffer, 1, wanted, exchange.body.get());
        if (given < wanted && std::ferror(exchange.body.get()) != 0) {
            return CURL_READFUNC_ABORT;
        }
    } else {
        given = exchange.request.body.copy(buffer, wanted, exchange.sent);
    }
    exchange.sent += given;
    if (exchange.request.progress) {
        exchange.request.progress(exchange.sent);
    }
    return given;
}

/// A digest is answered only after the body went out, and a kept connection may turn out closed: then it goes again.
int seek_body(void* data, curl_off_t offset, int origin) {
    auto& exchange = *static_cast<Exchange*>(data);
    assert(origin == SEEK_SET && "curl seeks from the start alone");
    if (origin != SEEK_SET || offset < 0) {
        return CURL_SEEKFUNC_FAIL;
    }
    exchange.sent = static_cast<std::uint64_t>(offset);
    if (exchange.body &&
        fseeko(exchange.body.get(), static_cast<off_t>(exchange.request.file->offset + exchange.sent), SEEK_SET) != 0) {
        return CURL_SEEKFUNC_FAIL;
    }
    return CURL_SEEKFUNC_OK;
}

std::size_t write_body(char* bytes, std::size_t size, std::size_t count, void* data) {
    auto& exchange = *static_cast<Exchange*>(data);
    std::size_t const length = size * count;
    exchange.received += length;
    if (exchange.received > exchange.request.most_bytes) {
        exchange.too_long = true;
        return 0;
    }
    if (exchange.saved && exchange.response.status < 300) {
        if (std::fwrite(bytes, 1, length, exchange.saved.get()) != length) {
            exchange.not_kept = true;
            return 0;
        }
    } else {
        exchange.response.body.append(bytes, length);
    }
    return length;
}

std::size_t read_header(char* bytes, std::size_t size, std::size_t count, void* data) {
    auto& exchange = *static_cast<Exchange*>(data);
    std::string_view line{bytes, size * count};
    if (line.starts_with("HTTP/")) {
        // Of the last answer alone: one with a challenge comes before that which counts.
        exchange.response.headers.clear();
        exchange.response.body.clear();
        exchange.received = 0;
        std::size_t const space = line.find(' ');
        std::string_view const digits = space == std::string_view::npos ? "" : line.substr(space + 1, 3);
        exchange.response.status = 0;  // of an answer that has none
        if (digits.size() == 3 && digits.find_first_not_of("0123456789") == std::string_view::npos) {
            std::from_chars(digits.data(), digits.data() + 3, exchange.response.status);
        }
        return line.size();
    }
    std::size_t const whole = line.size();
    if (std::size_t const colon = line.find(':'); colon != std::string_view::npos) {
        std::string name{line.substr(0, colon)};
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        line.remove_prefix(colon + 1);
        while (!line.empty() && std::isspace(static_cast<unsigned char>(line.front())) != 0) {
            line.remove_prefix(1);
        }
        while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())) != 0) {
            line.remove_suffix(1);
        }
        constexpr std::size_t most_headers = 200;
        if (exchange.response.headers.size() < most_headers) {
            std::string& value = exchange.response.headers[name];
            value += (value.empty() ? "" : "\n") + std::string{line.substr(0, 4096)};
        }
    }
    return whole;
}

File open(std::filesystem::path const& path, char const* mode) {
    File file{std::fopen(path.c_str(), mode)};
    if (!file) {
        throw std::runtime_error(fmt::format("cannot open '{}'", path.string()));
    }
    return file;
}

/// Whether the same request may go well a little later.
bool may_pass(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_CONNECT:
        case CURLE_OPERATION_TIMEDOUT:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE:
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_WEIRD_SERVER_REPLY:
            return true;
        default:
            return false;
    }
}

}  // namespace

struct HttpClient::State {
    HttpOptions options;
    Traffic traffic;
    std::unique_ptr<CURL, FreeCurl> curl;
    std::array<char, CURL_ERROR_SIZE> error{};

    /// Not curl_easy_reset: it forgets the nonce of a digest. So every option is set for each request.
    template <typename T>
    void set(CURLoption option, T value) const {
        [[maybe_unused]] CURLcode const code = curl_easy_setopt(curl.get(), option, value);
        assert(code == CURLE_OK && "an option that libcurl 7.88 knows");
    }
    void set_account(Authentication how) const;
};

void HttpClient::State::set_account(Authentication how) const {
    // Asked for an account without having one: a netrc file may have it.
    bool const by_netrc = how != Authentication::none && options.credentials.empty();
    set(CURLOPT_NETRC, static_cast<long>(by_netrc ? CURL_NETRC_REQUIRED : CURL_NETRC_IGNORED));
    set(CURLOPT_NETRC_FILE, options.netrc_file.empty() ? nullptr : options.netrc_file.c_str());
    set(CURLOPT_USERNAME, static_cast<char const*>(nullptr));
    set(CURLOPT_PASSWORD, static_cast<char const*>(nullptr));
    set(CURLOPT_XOAUTH2_BEARER, static_cast<char const*>(nullptr));
    switch (how) {
        case Authentication::none:
            set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_NONE));
            break;
        case Authentication::bearer:
            set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
            set(CURLOPT_XOAUTH2_BEARER, options.credentials.token.c_str());
            break;
        case Authentication::basic:
        case Authentication::digest:
            set(CURLOPT_HTTPAUTH, static_cast<long>(how == Authentication::basic ? CURLAUTH_BASIC : CURLAUTH_DIGEST));
            if (!by_netrc) {
                set(CURLOPT_USERNAME, options.credentials.user.c_str());
                set(CURLOPT_PASSWORD, options.credentials.password.c_str());
            }
            break;
    }
}

HttpClient::HttpClient(HttpOptions options) : state_{std::make_unique<State>()} {
    start_curl();
    state_->options = std::move(options);
    state_->curl.reset(curl_easy_init());
    if (!state_->curl) {
        throw std::runtime_error("libcurl cannot be started");
    }
}

HttpClient::~HttpClient() = default;

Traffic HttpClient::traffic() const { return state_->traffic; }

Response HttpClient::send(Request const& request, Authentication how) {
    HttpOptions const& options = state_->options;
    std::optional<Url> const url = parts_of(request.url);
    if (!url || (url->scheme != "http" && url->scheme != "https")) {
        throw std::invalid_argument(fmt::format("'{}' is no http or https address", shown(request.url)));
    }
    if (how != Authentication::none && url->scheme == "http" && !options.insecure && !is_loopback(request.url)) {
        throw std::invalid_argument(fmt::format(
            "{} asks for a password, and http would send it for all to read: use https (or --insecure)", url->host));
    }

    Response response;
    Exchange exchange{request, response, {}, 0, {}, 0, false, false};
    CURL* const curl = state_->curl.get();
    auto const set = [this](CURLoption option, auto value) { state_->set(option, value); };
    set(CURLOPT_ERRORBUFFER, state_->error.data());
    state_->error.front() = '\0';
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    // What stays on this machine goes through no proxy, whatever the environment says: it would see the account.
    set(CURLOPT_PROXY, is_loopback(request.url) ? "" : static_cast<char const*>(nullptr));
    // As the program curl does; the library does not look.
    if (char const* const bundle = std::getenv("CURL_CA_BUNDLE"); bundle != nullptr && *bundle != '\0') {
        set(CURLOPT_CAINFO, bundle);
    }
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(std::max(request.patience, options.stall_timeout).count()));
    set(CURLOPT_TCP_NODELAY, 1L);

    std::unique_ptr<curl_slist, FreeList> headers;
    auto const add_header = [&](std::string const& line) {
        curl_slist* const longer = curl_slist_append(headers.get(), line.c_str());
        if (longer == nullptr) {
            throw std::bad_alloc{};
        }
        static_cast<void>(headers.release());
        headers.reset(longer);
    };
    add_header("Expect:");  // a server that does not know it costs a second
    if (!request.accept.empty()) {
        add_header("Accept: " + request.accept);
    }
    if (!request.content_type.empty()) {
        add_header("Content-Type: " + request.content_type);
    }
    set(CURLOPT_HTTPHEADER, headers.get());

    state_->set_account(how);

    bool const has_body = request.method == "PUT" || request.method == "POST";
    if (request.file) {
        exchange.body = open(request.file->path, "rb");
        static_cast<void>(seek_body(&exchange, 0, SEEK_SET));
    }
    set(CURLOPT_HTTPGET, 1L);  // back from what the last request was
    set(CURLOPT_UPLOAD, 0L);
    if (has_body) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, static_cast<char const*>(nullptr));
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.size()));
        set(CURLOPT_READFUNCTION, &read_body);
        set(CURLOPT_READDATA, static_cast<void*>(&exchange));
        set(CURLOPT_SEEKFUNCTION, &seek_body);
        set(CURLOPT_SEEKDATA, static_cast<void*>(&exchange));
    }
    set(CURLOPT_CUSTOMREQUEST, request.method == "GET" ? nullptr : request.method.c_str());
    if (!request.save_to.empty()) {
        exchange.saved = open(request.save_to, "wb");
    }
    set(CURLOPT_WRITEFUNCTION, &write_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
    set(CURLOPT_HEADERFUNCTION, &read_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&exchange));

    CURLcode const code = curl_easy_perform(curl);
    ++state_->traffic.requests;
    state_->traffic.bytes_sent += exchange.sent;
    state_->traffic.bytes_received += exchange.received;
    set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
    set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));

    if (exchange.saved) {
        std::FILE* const saved = exchange.saved.release();
        if (std::fclose(saved) != 0 || exchange.not_kept) {  // NOLINT(cppcoreguidelines-owning-memory)
            throw std::runtime_error(fmt::format("cannot write '{}'", request.save_to.string()));
        }
    }
    if (exchange.too_long) {
        throw TransferError(
            fmt::format("the answer is longer than {} MiB", request.most_bytes / (std::uint64_t{1024} * 1024)), false);
    }
    if (code != CURLE_OK) {
        if (code == CURLE_COULDNT_CONNECT) {  // curl says how many milliseconds it took, too
            throw TransferError("nothing answers there", true);
        }
        std::string const detail = state_->error.front() != '\0' ? state_->error.data() : curl_easy_strerror(code);
        throw TransferError(plain_text(detail), may_pass(code));
    }
    if (response.status >= 300 && response.status < 400) {
        throw TransferError(fmt::format("it redirects to {}: name that address if you trust it (no redirect is "
                                        "followed, nothing was sent there)",
                                        shown(plain_text(response.header("location")))),
                            false);
    }
    return response;
}

bool is_loopback(std::string_view url) {
    std::optional<Url> const parts = parts_of(url);
    if (!parts) {
        return false;
    }
    std::string const& host = parts->host;
    bool const is_v4 = host.starts_with("127.") &&
                       std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
    return host == "localhost" || host == "[::1]" || is_v4;
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (char const c : text) {
        bool const is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                              c == '.' || c == '_' || c == '~';
        if (is_plain) {
            encoded += c;
        } else {
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return encoded;
}

std::string plain_text(std::string_view body) {
    constexpr std::size_t most = 4096;
    std::string text;
    bool in_tag = false;
    bool space = false;
    bool const is_html = body.substr(0, 512).find('<') != std::string_view::npos &&
                         (body.find("<html") != std::string_view::npos || body.find("<HTML") != std::string_view::npos);
    for (char const c : body.substr(0, most * 4)) {
        if (is_html && c == '<') {
            in_tag = true;
            space = true;
        } else if (in_tag) {
            in_tag = c != '>';
        } else if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) {
            space = true;
        } else {
            text += space && !text.empty() ? " " : "";
            text += c;
            space = false;
        }
        if (text.size() >= most) {
            break;
        }
    }
    return text;
}

}  // namespace stoa::publish
