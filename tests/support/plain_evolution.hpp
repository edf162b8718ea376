// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "stoa/evolution/coding.hpp"
#include "stoa/evolution/evolution.hpp"
#include "stoa/evolution/parameters.hpp"

/// The evolution of themes once more, straight from the definitions (docs/method.md), slow and obvious: an oracle for
/// stoa/evolution. It takes the product's inputs and calls none of its functions.
namespace stoa::test::plain {

using Set = std::set<std::uint32_t>;

/// A theme (or an item) in one of the editions that are observed for it: what a state (or a presence) is of.
struct At {
    std::uint32_t position = 0;
    std::uint32_t subject = 0;
    friend auto operator<=>(At const&, At const&) = default;
};

struct State {
    At at;
    std::uint32_t edition = 0;
    evolution::Role role = evolution::Role::group;
    Set scope;     ///< items of all chosen facets
    Set evidence;  ///< passages that have a source
    std::optional<At> previous;
    std::optional<At> next;
    friend bool operator==(State const&, State const&) = default;
};

struct Presence {
    At at;
    std::uint32_t edition = 0;
    Set evidence;
    friend bool operator==(Presence const&, Presence const&) = default;
};

struct Event {
    evolution::EventKind kind{};
    At at;
    std::optional<At> before;
    std::optional<At> after;
    std::optional<evolution::RoleChange> role;
    std::optional<evolution::ScopeChange> scope;
    evolution::Overlap overlap;
    std::uint32_t gap = 0;
    std::optional<std::int32_t> gap_years;
    bool open = false;
    std::uint32_t absent_for = 0;
    bool heir = false;
    bool derived = false;
    friend bool operator==(Event const&, Event const&) = default;
};

struct LineageEvent {
    std::uint32_t position = 0;
    evolution::EventKind kind{};
    std::set<At> sources;
    std::set<At> targets;
    Set shared;
    evolution::Ratio share_of_old;
    evolution::Ratio share_of_new;
    friend bool operator==(LineageEvent const&, LineageEvent const&) = default;
};

struct Arc {
    At from;
    At to;
    evolution::ArcKind kind{};
    std::uint32_t development = evolution::none;
    evolution::Overlap overlap;
    friend bool operator==(Arc const&, Arc const&) = default;
};

/// Everything in the order that the product documents.
struct Evolution {
    std::array<std::vector<std::uint32_t>, evolution::facet_count> observed;
    std::vector<State> states;                 ///< by position, theme
    std::vector<Presence> presences;           ///< by item, position
    std::vector<Event> theme_events;           ///< by position, theme
    std::vector<Event> item_events;            ///< by edition, item
    std::vector<LineageEvent> lineage_events;  ///< by position, kind, sources, targets
    std::vector<Arc> arcs;                     ///< by from, to, kind, development
    std::uint32_t passages_unobserved = 0;
    friend bool operator==(Evolution const&, Evolution const&) = default;
};

[[nodiscard]] Evolution compute(evolution::Coding const& coding, evolution::Parameters const& parameters);

/// What the product computed, in the order in which it stands there.
[[nodiscard]] Evolution form_of(evolution::Coding const& coding, evolution::Evolution const& result);

/// The items of two states that are compared: those of the chosen facets that are observed in both editions.
[[nodiscard]] std::pair<Set, Set> compared(evolution::Coding const& coding, evolution::Parameters const& parameters,
                                           State const& a, State const& b);
[[nodiscard]] evolution::Overlap overlap(std::pair<Set, Set> const& sets);

/// V of two positions, and the exact P(X ≥ n).
[[nodiscard]] std::uint32_t population(evolution::Coding const& coding, evolution::Parameters const& parameters,
                                       Evolution const& result, std::uint32_t a, std::uint32_t b);
[[nodiscard]] evolution::Ratio chance(std::uint32_t population, evolution::Overlap const& overlap);

/// First and last edition that an event spans.
[[nodiscard]] std::pair<std::uint32_t, std::uint32_t> span(Evolution const& result, Event const& event,
                                                           evolution::Facet facet);

/// The edition with which an event of a theme or an item compares its own.
[[nodiscard]] std::optional<std::uint32_t> compared_with(Evolution const& result, Event const& event,
                                                         evolution::Facet facet);
/// How many sources and documents were read of an edition in these facets, each counted once.
[[nodiscard]] std::uint32_t read(evolution::Coding const& coding, std::uint32_t edition,
                                 std::vector<evolution::Facet> const& in);
/// The chosen facets that are observed in both editions.
[[nodiscard]] std::vector<evolution::Facet> compared_facets(evolution::Coding const& coding,
                                                            evolution::Parameters const& parameters, std::uint32_t a,
                                                            std::uint32_t b);

/// The document links from evidence of a source to evidence of a target.
[[nodiscard]] Set supporting_links(evolution::Coding const& coding, std::vector<State> const& sources,
                                   std::vector<State> const& targets);

[[nodiscard]] State const* find(Evolution const& result, At at);

[[nodiscard]] std::string to_text(evolution::Coding const& coding, evolution::Parameters const& parameters);
[[nodiscard]] std::string to_text(Evolution const& result);

}  // namespace stoa::test::plain
