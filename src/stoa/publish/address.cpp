// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "stoa/publish/http.hpp"

namespace stoa::publish {
namespace {

/// Of the protocols of SPARQL 1.1, and those by which servers name a data set.
constexpr std::array public_parameters{"context",
                                       "database",
                                       "dataset",
                                       "db",
                                       "default",
                                       "default-graph-uri",
                                       "format",
                                       "graph",
                                       "infer",
                                       "named-graph-uri",
                                       "namespace",
                                       "query",
                                       "repo",
                                       "repository",
                                       "timeout",
                                       "using-graph-uri",
                                       "using-named-graph-uri"};

/// A shorter one, `?v=1`, is none, and taking it out of a message would leave nothing to read.
constexpr std::size_t least_secret = 4;

/// The parts of an address, views into it.
struct Parts {
    std::string_view scheme;  ///< with `://`
    std::optional<std::string_view> account;
    std::string_view place;  ///< host, port and path
    std::optional<std::string_view> query;
};

Parts parts_of(std::string_view url) {
    Parts parts;
    url = url.substr(0, url.find('#'));
    if (std::size_t const begin = url.find('?'); begin != std::string_view::npos) {
        parts.query = url.substr(begin + 1);
        url = url.substr(0, begin);
    }
    if (std::size_t const end = url.find("://"); end != std::string_view::npos) {
        parts.scheme = url.substr(0, end + 3);
        url.remove_prefix(end + 3);
    }
    // The last one before the path: a password may have one of its own.
    if (std::size_t const end = url.substr(0, url.find('/')).rfind('@'); end != std::string_view::npos) {
        parts.account = url.substr(0, end);
        url.remove_prefix(end + 1);
    }
    parts.place = url;
    return parts;
}

template <typename Visit>
void for_each_parameter(std::string_view query, Visit const& visit) {
    for (std::size_t begin = 0; begin <= query.size();) {
        std::size_t const end = std::min(query.find('&', begin), query.size());
        std::string_view const each = query.substr(begin, end - begin);
        std::size_t const middle = std::min(each.find('='), each.size());
        visit(each.substr(0, middle), each.substr(std::min(middle + 1, each.size())), middle < each.size());
        begin = end + 1;
    }
}

bool is_public(std::string_view name) { return std::ranges::find(public_parameters, name) != public_parameters.end(); }

std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_escape = text[i] == '%' && i + 2 < text.size() &&
                               std::isxdigit(static_cast<unsigned char>(text[i + 1])) != 0 &&
                               std::isxdigit(static_cast<unsigned char>(text[i + 2])) != 0;
        if (is_escape) {
            plain += static_cast<char>(std::stoi(std::string{text.substr(i + 1, 2)}, nullptr, 16));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

}  // namespace

std::string shown(std::string_view url) {
    Parts const parts = parts_of(url);
    std::string text = fmt::format("{}{}", parts.scheme, parts.place);
    if (parts.query) {
        char separator = '?';
        for_each_parameter(*parts.query, [&](std::string_view name, std::string_view value, bool has_value) {
            // A parameter without a name may be the secret itself.
            if (has_value) {
                text += fmt::format("{}{}={}", separator, name, is_public(name) || value.empty() ? value : "…");
            } else {
                text += fmt::format("{}{}", separator, is_public(name) || name.empty() ? name : "…");
            }
            separator = '&';
        });
    }
    return text;
}

std::vector<std::string> secrets_in(std::string_view url) {
    Parts const parts = parts_of(url);
    std::vector<std::string> secrets;
    auto const add = [&](std::string_view secret) {
        if (secret.size() >= least_secret && secret != "…") {
            secrets.emplace_back(secret);
            secrets.push_back(decoded(secret));
        }
    };
    if (parts.account) {
        std::size_t const middle = std::min(parts.account->find(':'), parts.account->size());
        add(*parts.account);
        add(parts.account->substr(std::min(middle + 1, parts.account->size())));
    }
    if (parts.query) {
        for_each_parameter(*parts.query, [&](std::string_view name, std::string_view value, bool has_value) {
            if (!is_public(name)) {
                add(has_value ? value : name);
            }
        });
    }
    // Longest first: one may be a part of another.
    std::ranges::sort(secrets, [](auto const& a, auto const& b) { return a.size() > b.size(); });
    return secrets;
}

std::string without_secrets(std::string text, std::vector<std::string> const& secrets) {
    constexpr std::string_view mark = "…";
    for (std::string const& each : secrets) {
        for (std::size_t at = text.find(each); at != std::string::npos; at = text.find(each, at + mark.size())) {
            text.replace(at, each.size(), mark);
        }
    }
    return text;
}

std::string with_parameter(std::string_view url, std::string_view name, std::string_view value) {
    url = url.substr(0, url.find('#'));
    return fmt::format("{}{}{}={}", url, url.find('?') == std::string_view::npos ? '?' : '&', name,
                       percent_encoded(value));
}

}  // namespace stoa::publish
