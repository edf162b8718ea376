// SPDX-License-Identifier: Apache-2.0
#include "stoa/session/evolution_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <span>
#include <stdexcept>

#include "stoa/answers/finder.hpp"
#include "stoa/answers/questions.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"

namespace stoa::session {
namespace {

using evolution::Option;
using evolution::OptionSet;
using evolution::Parameters;
using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

constexpr unsigned most_max_gap = 100;

std::optional<unsigned> parse_count(std::string const& word, unsigned least, unsigned most) {
    unsigned count = 0;
    auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), count);
    bool const is_count = error == std::errc{} && end == word.data() + word.size();
    return is_count && count >= least && count <= most ? std::optional{count} : std::nullopt;
}

std::optional<evolution::Ratio> parse_share(std::string const& word) {
    std::optional<evolution::Ratio> const share = evolution::parse_ratio(word);
    return share && *share > evolution::Ratio{0} && *share <= evolution::Ratio{1} ? share : std::nullopt;
}

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> words;
    for (std::size_t comma = list.find(','); comma != std::string_view::npos; comma = list.find(',')) {
        words.emplace_back(list.substr(0, comma));
        list.remove_prefix(comma + 1);
    }
    words.emplace_back(list);
    return words;
}

/// The first word of the list that is not known.
std::string fault_of_list(std::string const& list, std::span<std::string_view const> known) {
    for (std::string const& each : split(list)) {
        if (std::ranges::find(known, each) == known.end()) {
            return fmt::format("'{}' is not one of {}{}", diagnostics::printable(each), fmt::join(known, ", "),
                               diagnostics::did_you_mean(each, known));
        }
    }
    return {};
}

evolution::NumericParameter const* find_number(Option option) {
    auto const numbers = evolution::numeric_parameters();
    auto const found = std::ranges::find(numbers, option, &evolution::NumericParameter::option);
    return found == numbers.end() ? nullptr : &*found;
}

/// What is wrong with the value, as the rest of a message that begins with the option; or nothing.
std::string fault_of(Option option, std::string const& word) {
    if (word.empty()) {
        return " is empty";
    }
    auto const takes_count = [&](unsigned least, unsigned most) {
        return parse_count(word, least, most) ? std::string{}
                                              : fmt::format(" takes a whole number from {} to {}, not '{}'", least,
                                                            most, diagnostics::printable(word));
    };
    if (option == Option::max_gap) {
        return takes_count(0, most_max_gap);
    }
    if (option == Option::facets || option == Option::documents) {
        std::string const fault = option == Option::facets ? fault_of_list(word, evolution::facet_names)
                                                           : fault_of_list(word, evolution::document_kinds());
        return fault.empty() ? fault : ": " + fault;
    }
    evolution::NumericParameter const* const number = find_number(option);
    if (number != nullptr && number->count != nullptr) {
        return takes_count(1, number->most);
    }
    if (number != nullptr && !parse_share(word)) {
        return fmt::format(" takes a share above 0 and at most 1, such as 1/2 or 0.5, not '{}'",
                           diagnostics::printable(word));
    }
    return {};
}

}  // namespace

OptionSet EvolutionOptions::given() const {
    OptionSet given;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        if (words_[i]) {
            given.add(static_cast<Option>(i));
        }
    }
    return given;
}

EvolutionOptions EvolutionOptions::only(OptionSet set) const {
    EvolutionOptions some;
    for (Option const option : options_in(given())) {
        if (set.contains(option)) {
            some.set(option, *(*this)[option]);
        }
    }
    return some;
}

std::vector<Option> options_in(OptionSet set) {
    std::vector<Option> options;
    for (std::size_t i = 0; i < evolution::option_count; ++i) {
        if (auto const option = static_cast<Option>(i); set.contains(option)) {
            options.push_back(option);
        }
    }
    return options;
}

std::vector<std::string_view> names_of(OptionSet set) {
    std::vector<std::string_view> names;
    for (Option const each : options_in(set)) {
        names.push_back(evolution::definition(each).name);
    }
    return names;
}

std::vector<std::string> faults_of(EvolutionOptions const& options, OptionSet taken, std::string_view subject,
                                   std::string_view advice) {
    std::vector<std::string> faults;
    OptionSet const refused = options.given() - taken;
    if (!refused.empty()) {
        faults.push_back(fmt::format("{} takes no {}{}", subject, fmt::join(names_of(refused), ", no "), advice));
    }
    for (Option const option : options_in(options.given() - refused)) {
        if (std::string const fault = fault_of(option, *options[option]); !fault.empty()) {
            faults.push_back(std::string{evolution::definition(option).name} + fault);
        }
    }
    return faults;
}

void throw_faults(std::vector<std::string> const& faults) {
    if (!faults.empty()) {
        throw std::invalid_argument(fmt::format("{}", fmt::join(faults, "; ")));
    }
}

std::vector<Vertex> root_series(KnowledgeGraph const& graph) {
    std::vector<Vertex> found;
    auto const range = graph.vertices_of(Kind::series);
    for (Vertex series = range.first; series < range.last; ++series) {
        if (graph.data_set(graph.data_set_of(series)).root) {
            found.push_back(series);
        }
    }
    std::ranges::sort(found, {}, [&](Vertex series) { return graph.iri(series); });
    return found;
}

std::vector<Vertex> chosen_series(EvolutionOptions const& options, KnowledgeGraph const& graph) {
    std::vector<Vertex> all = root_series(graph);
    std::optional<std::string> const& word = options[Option::series];
    if (!word) {
        if (all.empty()) {
            throw std::invalid_argument("there is no series in the input");
        }
        return all;
    }
    answers::Found const found = answers::find_among(graph, all, "series", *word);
    if (!found.vertex) {
        throw std::invalid_argument(found.why);
    }
    return {*found.vertex};
}

Vertex chosen_single_series(EvolutionOptions const& options, KnowledgeGraph const& graph) {
    std::vector<Vertex> const chosen = chosen_series(options, graph);
    if (chosen.size() > 1) {
        std::vector<std::string_view> ids;
        ids.reserve(chosen.size());
        for (Vertex const each : chosen) {
            ids.push_back(graph.id(each));
        }
        throw std::invalid_argument(
            fmt::format("the input has {} series: choose one with --series {}", ids.size(), fmt::join(ids, "|")));
    }
    return chosen.front();
}

Parameters chosen_parameters(EvolutionOptions const& options, KnowledgeGraph const& graph, Vertex series) {
    Parameters parameters = evolution::standard_parameters(graph, series);
    for (evolution::NumericParameter const& each : evolution::numeric_parameters()) {
        std::optional<std::string> const& word = options[each.option];
        if (word && each.count != nullptr) {
            parameters.*each.count = *parse_count(*word, 1, each.most);
        } else if (word) {
            parameters.*each.share = *parse_share(*word);
        }
    }
    if (options[Option::facets]) {
        parameters.facets = {};
        for (std::string const& each : split(*options[Option::facets])) {
            auto const found = std::ranges::find(evolution::facet_names, each);
            parameters.facets.add(static_cast<evolution::Facet>(found - evolution::facet_names.begin()));
        }
    }
    if (options[Option::documents]) {
        parameters.documents = split(*options[Option::documents]);
        std::ranges::sort(parameters.documents);
        // Clang 14 takes no std::ranges::subrange of libstdc++ 12.
        parameters.documents.erase(std::unique(parameters.documents.begin(), parameters.documents.end()),
                                   parameters.documents.end());
    }
    assert(evolution::faults_of(parameters).empty() && "options are looked over before the data are read");
    return parameters;
}

std::uint32_t chosen_max_gap(EvolutionOptions const& options) {
    std::optional<std::string> const& word = options[Option::max_gap];
    return word ? *parse_count(*word, 0, most_max_gap) : answers::Asked{}.max_gap;
}

}  // namespace stoa::session
