// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/ingest/language.hpp"
#include "stoa/ingest/scalar.hpp"
#include "stoa/ingest/starter.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostics;
using model::DataSet;

void read_look_back(RawFile const& manifest, DataSet& data_set, Diagnostics& diagnostics) {
    RawValue const* const value = find(manifest.cells, "look_back");
    if (value == nullptr) {
        return;
    }
    std::string_view const text = value->text;
    unsigned number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_integer = value->type == RawType::integer;
    if (is_integer && error == std::errc{} && number >= 1 && number <= most_look_back) {
        data_set.look_back = number;
        return;
    }
    diagnostics.report(Code::wrong_setting, manifest.at(value->place),
                       is_integer
                           ? fmt::format("'look_back' cannot be {}: write a number from 1 to {}", text, most_look_back)
                           : fmt::format("'look_back' takes a whole number of editions, from 1 to {}", most_look_back));
}

/// Of a key that a table of [endpoints] must not have.
std::string fault_of_key(std::string_view key, std::span<std::string_view const> known) {
    if (key == "user" || key == "password" || key == "token") {
        return fmt::format("'{}' does not belong in a file that is shared: set {}", key,
                           key == "token" ? "STOA_ENDPOINT_TOKEN"
                                          : "STOA_ENDPOINT_USER and STOA_ENDPOINT_PASSWORD, or use a netrc file");
    }
    std::string const nearest = diagnostics::did_you_mean(key, known);
    return fmt::format("unknown key '{}'{}", key,
                       nearest.empty() ? fmt::format(" (known are {})", fmt::join(known, ", ")) : nearest);
}

void read_endpoints(RawFile const& manifest, DataSet& data_set, Diagnostics& diagnostics) {
    RawValue const* const endpoints = find(manifest.cells, "endpoints");
    if (endpoints == nullptr) {
        return;
    }
    auto const fault = [&](RawPlace place, std::string const& what) {
        diagnostics.report(Code::wrong_setting, manifest.at(place), what);
    };
    if (endpoints->type != RawType::table) {
        fault(endpoints->place, "'endpoints' holds tables such as [endpoints.production], with url and graph");
        return;
    }
    for (auto const& [name, place, table] : endpoints->cells) {
        if (table.type != RawType::table) {
            fault(table.place, fmt::format("'{}' must be a table: [endpoints.{}]", name, name));
            continue;
        }
        model::NamedEndpoint endpoint;
        endpoint.name = name;
        std::array const keys{std::pair{std::string_view{"url"}, &endpoint.url},
                              std::pair{std::string_view{"graph"}, &endpoint.graph},
                              std::pair{std::string_view{"server"}, &endpoint.server},
                              std::pair{std::string_view{"mode"}, &endpoint.mode}};
        std::vector<std::string_view> known;
        for (auto const& [key, target] : keys) {
            known.push_back(key);
        }
        for (RawCell const& cell : table.cells) {
            auto const found = std::ranges::find(known, cell.key);
            if (found == known.end()) {
                fault(cell.place, fault_of_key(cell.key, known));
            } else if (std::string_view const text = cell.value.words(); !text.empty()) {
                *keys[static_cast<std::size_t>(found - known.begin())].second = text;
            } else {
                fault(cell.value.place, fmt::format("'{}' must be a text in quotes", cell.key));
            }
        }
        if (endpoint.url.empty()) {
            fault(place, fmt::format("the endpoint '{}' has no url", endpoint.name));
        } else if (!endpoint.url.starts_with("http://") && !endpoint.url.starts_with("https://")) {
            fault(table.find("url")->place, fmt::format("'{}' is no http or https address", endpoint.url));
        }
        if (endpoint.url.find('@') < endpoint.url.find('/', endpoint.url.find("://") + 3)) {
            fault(table.find("url")->place,
                  "an account does not belong in a file that is shared: set "
                  "STOA_ENDPOINT_USER and STOA_ENDPOINT_PASSWORD, or use a netrc file");
        }
        if (!endpoint.graph.empty()) {
            if (std::optional<std::string> const why = find_address_fault(endpoint.graph)) {
                fault(table.find("graph")->place, fmt::format("'{}' is not an IRI: {}", endpoint.graph, *why));
            }
        }
        if (!endpoint.mode.empty() && endpoint.mode != "replace" && endpoint.mode != "changes") {
            fault(table.find("mode")->place, fmt::format("mode '{}' is neither replace nor changes", endpoint.mode));
        }
        data_set.endpoints.push_back(std::move(endpoint));
    }
}

}  // namespace

void read_manifest(RawFile const& manifest, DataSet& data_set, Diagnostics& diagnostics) {
    std::vector<std::string_view> names{"uses"};
    for (TextSetting const& setting : text_settings) {
        names.push_back(setting.key);
        RawValue const* const value = find(manifest.cells, setting.key);
        if (value == nullptr) {
            if (setting.required) {
                diagnostics.report(Code::missing_key, manifest.at({}), fmt::format("missing key '{}'", setting.key));
            }
            continue;
        }
        if (value->words().empty()) {
            diagnostics.report(Code::wrong_setting, manifest.at(value->place),
                               fmt::format("'{}' must be a text in quotes", setting.key));
            continue;
        }
        data_set.*setting.target = model::to_nfc(value->text);
        if (is_placeholder(value->text)) {
            diagnostics.report(
                Code::placeholder, manifest.at(value->place),
                fmt::format("'{}' is still that of `stoa init`: replace '{}'", setting.key, value->text));
        }
    }
    read_look_back(manifest, data_set, diagnostics);
    read_endpoints(manifest, data_set, diagnostics);
    names.insert(names.end(), {"look_back", "endpoints"});
    check_keys(manifest, manifest.cells, names, "", diagnostics);
    auto const refuse = [&](std::string_view key, std::string const& why) {
        if (RawValue const* const value = find(manifest.cells, key)) {
            diagnostics.report(Code::wrong_setting, manifest.at(value->place), why);
        }
    };
    if (!data_set.name.empty() && (!model::is_id(data_set.name) || data_set.name.find('.') != std::string::npos ||
                                   !rdf::is_plain_prefix(data_set.name))) {
        refuse("name", fmt::format("'{}' is not a name: a lower-case letter, then letters a to z, digits and hyphens",
                                   data_set.name));
    }
    if (!data_set.base.empty()) {
        if (std::optional<std::string> const fault = find_address_fault(data_set.base)) {
            refuse("base", fmt::format("'{}' is not an IRI: {}", data_set.base, *fault));
        } else if (data_set.base.back() != '/' && data_set.base.back() != '#') {
            refuse("base", fmt::format("'{}' must end in '/' or '#'", data_set.base));
        }
    }
    if (!data_set.licence.empty()) {
        if (std::optional<std::string> const fault = find_address_fault(data_set.licence)) {
            refuse("licence", fmt::format("'{}' is not an IRI: {}", data_set.licence, *fault));
        }
    }
    if (std::optional<std::string> const fault = find_language_fault(data_set.language)) {
        refuse("language", fmt::format("'{}' is not a language tag: {}", data_set.language, *fault));
    }
    data_set.language = rdf::canonical_language(data_set.language);
}

}  // namespace stoa::ingest
