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
    NumericParameter{Option::minimum_sources, "minimum_sources", &Parameters::minimum_sources, nullptr, many},
    NumericParameter{Option::broadening_share, "broadening_share", nullptr, &Parameters::broadening_share},
    NumericParameter{Option::broadening_items, "broadening_items", &Parameters::broadening_items, nullptr, many},
    NumericParameter{Option::scope_minimum, "scope_minimum", &Parameters::scope_minimum, nullptr, many},
    NumericParameter{Option::inclusion_threshold, "inclusion_threshold", nullptr, &Parameters::inclusion_threshold},
    NumericParameter{Option::part_minimum, "part_minimum", nullptr, &Parameters::part_minimum},
    NumericParameter{Option::shared_minimum, "shared_minimum", &Parameters::shared_minimum, nullptr, many},
    NumericParameter{Option::look_back, "look_back", &Parameters::look_back, nullptr, 100},
};

std::string id_part(std::string_view name, std::string value) {
    std::ranges::replace(value, '/', '-');
    return fmt::format("-{}-{}", name, value);
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
    for (std::string const& each : parameters.document_basis) {
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
    auto const count = [&](std::string_view name, unsigned value, unsigned usual) {
        id += value == usual ? std::string{} : id_part(name, std::to_string(value));
    };
    auto const share = [&](std::string_view name, Ratio value, Ratio usual) {
        id += value == usual ? std::string{} : id_part(name, to_text(value));
    };
    count("sources", parameters.minimum_sources, standard.minimum_sources);
    share("beta", parameters.broadening_share, standard.broadening_share);
    count("broadening-items", parameters.broadening_items, standard.broadening_items);
    count("scope", parameters.scope_minimum, standard.scope_minimum);
    share("kappa", parameters.inclusion_threshold, standard.inclusion_threshold);
    share("min-part", parameters.part_minimum, standard.part_minimum);
    count("shared", parameters.shared_minimum, standard.shared_minimum);
    count("look-back", parameters.look_back, standard.look_back);
    if (parameters.facets != standard.facets) {
        for (std::size_t i = 0; i < facet_count; ++i) {
            if (parameters.facets.contains(static_cast<Facet>(i))) {
                id += fmt::format("-{}", facet_names[i]);
            }
        }
    }
    if (parameters.document_basis != standard.document_basis) {
        std::string kinds = parameters.document_basis.empty()
                                ? "all-documents"
                                : fmt::format("{}", fmt::join(parameters.document_basis, "-"));
        std::ranges::replace(kinds, '_', '-');
        id += "-" + kinds;
    }
    return id.empty() ? "default" : id.substr(1);
}

}  // namespace stoa::evolution
