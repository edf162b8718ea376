// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/model/schema.hpp"

namespace stoa::evolution {
namespace {

constexpr unsigned many = 1'000'000;
constexpr std::array numbers{
    NumericParameter{Option::min_sources, "min_sources", &Parameters::min_sources, nullptr, many},
    NumericParameter{Option::big_change, "big_change", nullptr, &Parameters::big_change},
    NumericParameter{Option::min_change, "min_change", &Parameters::min_change, nullptr, many},
    NumericParameter{Option::min_scope, "min_scope", &Parameters::min_scope, nullptr, many},
    NumericParameter{Option::min_overlap, "min_overlap", nullptr, &Parameters::min_overlap},
    NumericParameter{Option::min_part, "min_part", nullptr, &Parameters::min_part},
    NumericParameter{Option::min_shared, "min_shared", &Parameters::min_shared, nullptr, many},
    NumericParameter{Option::look_back, "look_back", &Parameters::look_back, nullptr, 100},
};

/// `-min-overlap-2-3`: the option with its value
std::string id_part(Option option, std::string value) {
    std::ranges::replace(value, '/', '-');
    return fmt::format("{}-{}", definition(option).name.substr(1), value);
}

}  // namespace

std::span<NumericParameter const> numeric_parameters() { return numbers; }

std::vector<std::string_view> document_kinds() {
    std::vector<std::string_view> keys;
    model::PropertyDef const& kind = model::definition(model::property(model::Kind::document, "kind"));
    for (model::EnumerationValue const& each : kind.enumeration->values) {
        keys.push_back(each.key);
    }
    return keys;
}

std::vector<std::string> faults_of(Parameters const& parameters) {
    std::vector<std::string> faults;
    for (NumericParameter const& each : numbers) {
        if (each.count != nullptr && (parameters.*each.count < 1 || parameters.*each.count > each.most)) {
            faults.push_back(
                fmt::format("{} is {}: it must lie between 1 and {}", each.name, parameters.*each.count, each.most));
        }
        if (each.share != nullptr && (parameters.*each.share <= Ratio{0} || parameters.*each.share > Ratio{1})) {
            faults.push_back(
                fmt::format("{} is {}: it must be above 0 and at most 1", each.name, to_text(parameters.*each.share)));
        }
    }
    if (parameters.facets.empty()) {
        faults.emplace_back("no facet is chosen: name at least one of issues, groups, sdgs");
    }
    std::vector<std::string_view> const known = document_kinds();
    for (std::string const& each : parameters.documents) {
        if (std::ranges::find(known, each) == known.end()) {
            std::string const nearest = diagnostics::did_you_mean(each, known);
            faults.push_back(
                fmt::format("there is no kind of document '{}'{}", each,
                            nearest.empty() ? fmt::format(": write one of {}", fmt::join(known, ", ")) : nearest));
        }
    }
    return faults;
}

std::string analysis_id(Parameters const& parameters, Parameters const& standard) {
    std::string id;
    for (NumericParameter const& each : numbers) {
        if (each.count != nullptr && parameters.*each.count != standard.*each.count) {
            id += id_part(each.option, std::to_string(parameters.*each.count));
        }
        if (each.share != nullptr && parameters.*each.share != standard.*each.share) {
            id += id_part(each.option, to_text(parameters.*each.share));
        }
    }
    if (parameters.facets != standard.facets) {
        std::vector<std::string_view> chosen;
        for (std::size_t i = 0; i < facet_count; ++i) {
            if (parameters.facets.contains(static_cast<Facet>(i))) {
                chosen.push_back(facet_names[i]);
            }
        }
        id += id_part(Option::facets, fmt::format("{}", fmt::join(chosen, "-")));
    }
    if (parameters.documents != standard.documents) {
        std::string kinds =
            parameters.documents.empty() ? "all" : fmt::format("{}", fmt::join(parameters.documents, "-"));
        std::ranges::replace(kinds, '_', '-');
        id += id_part(Option::documents, std::move(kinds));
    }
    return id.empty() ? "default" : id.substr(1);
}

}  // namespace stoa::evolution
