// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/options.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::session {

/// The options of questions and analyses as the user wrote them; an absent one keeps its default.
class EvolutionOptions {
public:
    [[nodiscard]] std::optional<std::string> const& operator[](evolution::Option option) const {
        return words_[static_cast<std::size_t>(option)];
    }
    void set(evolution::Option option, std::string word) { words_[static_cast<std::size_t>(option)] = std::move(word); }
    [[nodiscard]] evolution::OptionSet given() const;
    /// Those of the set alone.
    [[nodiscard]] EvolutionOptions only(evolution::OptionSet set) const;
    friend auto operator<=>(EvolutionOptions const&, EvolutionOptions const&) = default;

private:
    std::array<std::optional<std::string>, evolution::option_count> words_;
};

/// In the order of the help.
[[nodiscard]] std::vector<evolution::Option> options_in(evolution::OptionSet set);
[[nodiscard]] std::vector<std::string_view> names_of(evolution::OptionSet set);

/// The errors in the options, reported before any data are read: of those that are not accepted, `'longest' takes no
/// --theme` with the advice behind it, and what the values of the others ought to be.
[[nodiscard]] std::vector<std::string> faults_of(EvolutionOptions const& options, evolution::OptionSet taken,
                                                 std::string_view subject, std::string_view advice = {});

/// Throws std::invalid_argument that names all errors, if there are any.
void throw_faults(std::vector<std::string> const& faults);

/// All series of the root data sets, in the order of their IRIs.
[[nodiscard]] std::vector<model::Vertex> root_series(model::KnowledgeGraph const& graph);

/// The series that --series names by id, label or prefix; without it, all of `root_series`. Throws
/// std::invalid_argument where there is none.
[[nodiscard]] std::vector<model::Vertex> chosen_series(EvolutionOptions const& options,
                                                       model::KnowledgeGraph const& graph);

/// As `chosen_series` where one series is wanted: with several, the message lists them and asks for --series.
[[nodiscard]] model::Vertex chosen_single_series(EvolutionOptions const& options, model::KnowledgeGraph const& graph);

/// The parameters for a series. The options are valid.
[[nodiscard]] evolution::Parameters chosen_parameters(EvolutionOptions const& options,
                                                      model::KnowledgeGraph const& graph, model::Vertex series);

/// --max-gap. The options are valid.
[[nodiscard]] std::uint32_t chosen_max_gap(EvolutionOptions const& options);

}  // namespace stoa::session
