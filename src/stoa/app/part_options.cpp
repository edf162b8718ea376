// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/part_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

#include "stoa/model/partial_date.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/version.hpp"

namespace stoa::app {

statements::Parts parts_of(std::vector<std::string> const& words, bool has_series) {
    auto const names = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    bool const all = names("all");
    return {all || names("data"), all || names("description"), (all && has_series) || names("evolution")};
}

std::vector<std::string> faults_of_parts(std::vector<std::string> const& parts, EvolutionOptions const& options) {
    bool const computes =
        std::ranges::any_of(parts, [](std::string const& each) { return each == "evolution" || each == "all"; });
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
    std::string_view const digits{epoch};
    long long seconds = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    auto const time = static_cast<std::time_t>(seconds);
    std::tm utc{};
    if (error != std::errc{} || seconds < 0 || end != digits.data() + digits.size() ||
        gmtime_r(&time, &utc) == nullptr || utc.tm_year < -1900 || utc.tm_year > 8099) {
        throw std::invalid_argument(fmt::format("SOURCE_DATE_EPOCH '{}' is not a number of seconds", epoch));
    }
    return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

PartOptions part_options(Arguments const& arguments) {
    return {arguments.list("--parts"), arguments.given("--split"), arguments.find("--modified"),
            evolution_options(arguments, evolution::of_an_analysis)};
}

std::vector<std::string> faults_of(PartOptions const& options) {
    std::vector<std::string> faults = faults_of_parts(options.parts, options.evolution);
    add_faults(faults, faults_of_date(options.modified));
    return faults;
}

std::vector<publish::Target> make_targets(session::Session& session, PartOptions const& options,
                                          std::string const& graph_iri, std::filesystem::path const& folder,
                                          std::uint64_t most_statements) {
    statements::Parts const parts = parts_of(options.parts, session.has_series(options.evolution));
    statements::PartWriter writer{session.graph(), parts, {std::string{version}, modified_date(options.modified)}};
    if (parts.evolution) {
        writer.add_evolution(session.analyses(options.evolution));
    }
    std::vector<publish::Target> targets;
    for (statements::GraphParts const& each : statements::distribute(parts, graph_iri, options.split)) {
        std::filesystem::path const file =
            folder / fmt::format("target-{}{}", targets.size(), rdf::ntriples().suffix());
        auto const write = [&](rdf::ByteSink& out) { writer.write({&each, 1}, rdf::ntriples(), out); };
        targets.push_back({each.graph, publish::make_snapshot(file, most_statements, write)});
    }
    return targets;
}

}  // namespace stoa::app
