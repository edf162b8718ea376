// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/exported_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/robustness.hpp"
#include "stoa/model/partial_date.hpp"
#include "stoa/statements/evolution_graph.hpp"

namespace stoa::app {

bool PartChoice::computes(model::KnowledgeGraph const& graph) const {
    return evolution || (all && !root_series(graph).empty());
}

PartChoice choice_of(std::vector<std::string> const& parts, EvolutionOptions const& options) {
    PartChoice choice;
    for (std::string const& each : parts) {
        bool const all = each == "all";
        choice.evolution = choice.evolution || each == "evolution" || (all && options[evolution::Option::series]);
        choice.all = choice.all || all;
        choice.parts.data = choice.parts.data || each == "data" || all;
        choice.parts.description = choice.parts.description || each == "description" || all;
    }
    return choice;
}

std::vector<std::string> faults_of_parts(std::vector<std::string> const& parts, EvolutionOptions const& options) {
    PartChoice const choice = choice_of(parts, options);
    bool const computes = choice.evolution || choice.all;
    return faults_of(options, computes ? evolution::of_an_analysis : evolution::OptionSet{},
                     fmt::format("--parts {}", fmt::join(parts, ",")), ": add evolution");
}

std::vector<std::string> faults_of_date(std::optional<std::string> const& option) {
    std::optional<model::PartialDate> const date = option ? model::PartialDate::parse(*option) : std::nullopt;
    if (option && !(date && date->is_day())) {
        return {fmt::format("--modified '{}' is not a date such as 2026-11-23", *option)};
    }
    return {};
}

void add_faults(std::vector<std::string>& faults, std::vector<std::string> more) {
    std::ranges::move(more, std::back_inserter(faults));
}

std::optional<std::string> modified_date(std::optional<std::string> const& option) {
    if (option) {
        return option;
    }
    char const* const epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (epoch == nullptr || *epoch == '\0') {
        return std::nullopt;
    }
    char* end = nullptr;
    errno = 0;
    long long const seconds = std::strtoll(epoch, &end, 10);
    auto const time = static_cast<std::time_t>(seconds);
    std::tm utc{};
    if (*end != '\0' || errno != 0 || gmtime_r(&time, &utc) == nullptr || utc.tm_year < -1900 || utc.tm_year > 8099) {
        throw std::invalid_argument(fmt::format("SOURCE_DATE_EPOCH '{}' is not a number of seconds", epoch));
    }
    return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

model::KnowledgeGraph evolution_of(EvolutionOptions const& options, model::KnowledgeGraph const& graph) {
    std::vector<evolution::Analysis> analyses;
    std::vector<evolution::Robustness> robustness;
    for (model::Vertex const series : chosen_series(options, graph)) {
        analyses.push_back(evolution::analyse(graph, series, chosen_parameters(options, graph, series)));
        robustness.push_back(evolution::leave_one_out(analyses.back().coding, analyses.back().evolution));
    }
    std::vector<statements::AnalysedSeries> series;
    for (std::size_t i = 0; i < analyses.size(); ++i) {
        series.push_back({&analyses[i], &robustness[i]});
    }
    return statements::evolution_graph(graph, series);
}

}  // namespace stoa::app
