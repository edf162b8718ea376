// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stoa/answers/answer.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/options.hpp"

namespace stoa::answers {

struct Asked {
    /// One a series, in the order of their IRIs; at least one.
    std::span<evolution::Analysis const> analyses;
    std::optional<model::Vertex> theme;
    std::optional<model::Vertex> with;  ///< a second theme
    std::optional<model::Vertex> edition;
    std::optional<model::Vertex> until;     ///< a later edition
    std::optional<model::Vertex> document;  ///< a document or a source
    std::uint32_t max_gap = 1;              ///< observed editions that a line may miss
    /// Sentences cite sources as people do, for the screen; else by their ids.
    bool citations = false;
    /// Not a row for each item, but what the screen shows instead.
    bool without_items = false;
    /// Events without the columns that are details.
    bool without_details = false;
    /// Takes the rows one by one, for an answer can be large: it then has none. Columns and title stand when the first
    /// row comes, notes when the answer is finished.
    std::function<void(Answer const&, Row const&)> each_row;
};

/// How the screen shows an answer.
enum class Screen : std::uint8_t {
    table,
    themes,     ///< a table without the rows about items, unless they are asked for
    sums,       ///< a table of rows that sum up those about items, unless these are asked for
    sentences,  ///< the paragraphs, no table
};

struct Question {
    std::string_view name;
    std::string_view answers;    ///< what it answers, one line
    evolution::OptionSet needs;  ///< without which it cannot be asked
    evolution::OptionSet also;   ///< what else changes its answer; it takes no other option
    Answer (*ask)(Asked const&);
    std::string_view nothing;  ///< what an answer without rows means, unless `ask` itself says why
    std::size_t series = 1;    ///< how many it needs at least
    Screen screen = Screen::table;

    [[nodiscard]] constexpr evolution::OptionSet takes() const { return needs | also; }
};

/// All of them, in the order of docs/questions.md.
[[nodiscard]] std::span<Question const> questions();
[[nodiscard]] Question const* find_question(std::string_view name);

/// The answer, under the question's name; without rows it has a note that says why. With an edition only its series is
/// asked.
[[nodiscard]] Answer answer(Question const& question, Asked const& asked);

/// The parameters in words and a paragraph to cite, for a methods section. Plain text, lines of any length.
[[nodiscard]] std::vector<std::string> methods(evolution::Analysis const& analysis, std::string_view program_version);

}  // namespace stoa::answers
