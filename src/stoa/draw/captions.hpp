// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/draw/svg.hpp"
#include "stoa/draw/view.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::draw {

/// What a picture says of an edition.
struct EditionCaption {
    model::Vertex vertex = 0;
    std::string number;  ///< `6`; of an edition without a number, its short name
    bool has_number = true;
    bool online = false;  ///< over the network only
    std::string year;     ///< `2024`; `no date`
    std::string host;     ///< `Jubail`; of several, all; empty where none is named
    std::string status;   ///< `partial`, `unread`, `not applicable`; `planned` and the like; or empty
    std::uint32_t edition = evolution::none;   ///< index into `Coding::editions`; none: it was not held
    std::uint32_t position = evolution::none;  ///< k; none: not observed

    [[nodiscard]] bool held() const { return edition != evolution::none; }
    [[nodiscard]] bool observed() const { return position != evolution::none; }
    /// `edition 6`; of an edition without a number, its short name
    [[nodiscard]] std::string in_words() const;
    /// `edition 6 (2024, Jubail)`
    [[nodiscard]] std::string name() const;
};

/// The words and the order that all pictures of a series share. Refers to the analysis, which outlives it.
class Captions {
public:
    Captions(evolution::Analysis const& analysis, View const& view);

    [[nodiscard]] std::string label(model::Vertex vertex) const;
    [[nodiscard]] std::string theme(std::uint32_t theme) const;
    [[nodiscard]] std::string series() const;

    /// Those held, then the others, each in the order of the series; cancelled ones last.
    std::vector<EditionCaption> editions;
    /// The themes that are shown, by first edition, then last, then IRI; those of no observed edition last.
    std::vector<std::uint32_t> rows;
    /// By theme, shown or not: its states, in order.
    std::vector<std::vector<evolution::StateId>> states;
    /// By state: its event, an index into `Evolution::theme_events`.
    std::vector<std::uint32_t> events;

    /// `headline, 5 scope items, 4 passages, continued, raised, broadened`
    [[nodiscard]] std::string describe_state(evolution::StateId state) const;
    [[nodiscard]] bool shows(std::uint32_t theme) const { return shown_[theme]; }
    /// How many of the states of the k-th observed edition are shown.
    [[nodiscard]] std::size_t states_at(std::uint32_t position) const;

    /// `7 editions held, 5 observed; 17 themes`
    [[nodiscard]] std::string basis() const;

    /// Number, year, hosts and status of an edition, one below the other around `x`; lines that no edition has are left
    /// out. Takes `header_height`.
    void write_header(Svg& svg, EditionCaption const& edition, double x, double y, double room) const;
    [[nodiscard]] double header_height() const;

private:
    [[nodiscard]] bool has_hosts() const;
    [[nodiscard]] bool has_status() const;

    evolution::Analysis const& analysis_;
    std::string language_;
    std::vector<bool> shown_;  // by theme
};

/// `edition 3`, `editions 6, 26`
[[nodiscard]] std::string numbered_editions(std::span<std::string const> numbers);

}  // namespace stoa::draw
