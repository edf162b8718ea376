// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "stoa/evolution/coding.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/evolution/ratio.hpp"

/// How the themes of a series evolve: states, events and arcs, computed from a coding. Definitions: docs/method.md.
namespace stoa::evolution {

/// Index into `Evolution::states`.
using StateId = std::uint32_t;

/// A theme that is present in an observed edition.
struct State {
    std::uint32_t theme = 0;
    std::uint32_t edition = 0;        ///< index into `Coding::editions`
    std::uint32_t position = 0;       ///< k: index into `Evolution::observed` of the issues
    std::uint32_t first_item = 0;     ///< its scope: a range of `Evolution::scope_items`
    std::uint32_t last_item = 0;      ///< one past the end
    std::uint32_t first_passage = 0;  ///< its evidence: a range of `Coding::passages`
    std::uint32_t last_passage = 0;
    StateId previous = none;  ///< of the same theme, in the latest earlier edition with one
    StateId next = none;
    Role role = Role::issue;  ///< the highest; of issue and group, issue
};

/// An item of a chosen facet that is present in an edition that is observed for that facet.
struct Presence {
    std::uint32_t item = 0;
    std::uint32_t edition = 0;
    std::uint32_t position = 0;       ///< index into `Evolution::observed` of its facet
    std::uint32_t first_passage = 0;  ///< its evidence: a range of `Evolution::item_passages`
    std::uint32_t last_passage = 0;
};

/// What two scopes have in common, counted in the facets that are observed on both sides.
struct Overlap {
    std::uint32_t kept = 0;    ///< n = |A∩B|
    std::uint32_t gained = 0;  ///< |B\A|
    std::uint32_t lost = 0;    ///< |A\B|
    [[nodiscard]] std::uint32_t before() const { return kept + lost; }
    [[nodiscard]] std::uint32_t after() const { return kept + gained; }
    [[nodiscard]] std::uint32_t either() const { return kept + gained + lost; }
    /// Of two sets that are not empty; nothing otherwise.
    [[nodiscard]] std::optional<Ratio> retention() const;
    [[nodiscard]] std::optional<Ratio> inheritance() const;
    [[nodiscard]] std::optional<Ratio> inclusion() const;
    [[nodiscard]] std::optional<Ratio> jaccard() const;
    [[nodiscard]] std::optional<Ratio> gain() const;
    [[nodiscard]] std::optional<Ratio> loss() const;
    friend bool operator==(Overlap const&, Overlap const&) = default;
};

enum class EventKind : std::uint8_t {
    // of a theme or an item: one for each presence, and the drops
    founding,
    present_at_start,
    introduced,
    continued,
    resumed,
    dropped,
    // between themes of two consecutive observed editions
    merged,
    split,
    branched,
    replaced,
    dispersed,
    assembled,
};
inline constexpr std::size_t event_kind_count = 12;
[[nodiscard]] std::string_view name_of(EventKind kind);
/// Does the event lead from one theme to several (split, branched, dispersed)? Then the one before names it; of every
/// other lineage event the one after.
[[nodiscard]] bool leads_from_one(EventKind kind);

enum class RoleChange : std::uint8_t { raised, lowered, unchanged };
enum class ScopeChange : std::uint8_t { broadened, narrowed, shifted, steady, unknown };
[[nodiscard]] std::string_view name_of(RoleChange change);
[[nodiscard]] std::string_view name_of(ScopeChange change);
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(Level level);

/// What happened to a theme (or to an item: then there is no role and no scope) in the observed edition `position`.
struct StateEvent {
    EventKind kind = EventKind::introduced;
    std::uint32_t subject = 0;    ///< index into `Coding::themes` or `Coding::items`
    std::uint32_t position = 0;   ///< k: index into `Evolution::observed` of the issues, or of the item's facet
    std::uint32_t before = none;  ///< the latest earlier state (or presence): of continued, resumed and dropped
    std::uint32_t after = none;   ///< the state (or presence) in k: of all but dropped

    // of themes continued or resumed
    std::optional<RoleChange> role;
    std::optional<ScopeChange> scope;
    Overlap overlap;

    // resumed
    std::uint32_t gap = 0;                  ///< observed editions between
    std::optional<std::int32_t> gap_years;  ///< none if a date is missing, or they would be negative

    // dropped
    std::uint32_t absent_for = 0;  ///< observed editions without it, from k on
    bool open = false;             ///< not seen again
    bool heir = false;             ///< a lineage event or morph arc into k leads on from it

    bool derived = false;  ///< introduced, with a morph arc into it or on the new side of a lineage event in k

    friend bool operator==(StateEvent const&, StateEvent const&) = default;
};

/// What happened between themes of the observed editions `position` - 1 and `position`: they merged, split, branched,
/// were replaced, dispersed or assembled.
struct LineageEvent {
    EventKind kind = EventKind::merged;
    std::uint32_t position = 0;
    std::vector<StateId> sources;       ///< the old side, sorted; one but for merged and assembled
    std::vector<StateId> targets;       ///< the new side, sorted; one but for split, branched and dispersed
    std::vector<std::uint32_t> shared;  ///< X: the items that passed from one side to the other, sorted
    Ratio share_of_old;                 ///< |X| / |union of the sources|
    Ratio share_of_new;                 ///< |X| / |union of the targets|

    friend bool operator==(LineageEvent const&, LineageEvent const&) = default;
};

enum class ArcKind : std::uint8_t { continues, resumes, morphs, asserted };
[[nodiscard]] std::string_view name_of(ArcKind kind);

/// From a state to one of a later edition. Of an asserted arc the overlap is what it is, and proves nothing.
struct Arc {
    StateId from = 0;
    StateId to = 0;
    ArcKind kind = ArcKind::continues;
    std::uint32_t development = none;  ///< of an asserted arc: index into `Coding::developments`
    Overlap overlap;
    std::uint32_t population = 0;  ///< of a morph arc: V, the distinct items of all states of the two editions

    friend bool operator==(Arc const&, Arc const&) = default;
};

/// The lists of events of an evolution. Of the arcs, those that are events of their own: morph and asserted ones.
enum class EventList : std::uint8_t { theme, item, lineage, arc };
[[nodiscard]] std::string_view name_of(EventList list);

/// One event: an index into a list of an `Evolution`.
struct EventRef {
    EventList list = EventList::theme;
    std::size_t index = 0;
    friend bool operator==(EventRef const&, EventRef const&) = default;
};

/// Everything that follows from a coding and parameters. A value: it refers to the coding by indices only.
struct Evolution {
    Parameters parameters;
    /// By facet: the editions that are complete or partial, in order. Themes: those of the issues.
    std::array<std::vector<std::uint32_t>, facet_count> observed;
    /// By facet: the editions that are not complete, in order.
    std::array<std::vector<std::uint32_t>, facet_count> incomplete;
    std::vector<State> states;                 ///< by edition, then theme
    std::vector<std::uint32_t> state_start;    ///< by position: first state; one more entry at the end
    std::vector<std::uint32_t> scope_items;    ///< sorted within each state
    std::vector<Presence> presences;           ///< by item, then edition
    std::vector<std::uint32_t> item_passages;  ///< indices into `Coding::passages`
    std::vector<StateEvent> theme_events;      ///< by position, theme
    std::vector<StateEvent> item_events;       ///< by position's edition, item
    std::vector<LineageEvent> lineage_events;  ///< by position, kind, sources, targets
    std::vector<Arc> arcs;                     ///< by from, to, kind, development
    /// Passages of editions that are not observed for the issues: they take part in nothing.
    std::uint32_t passages_unobserved = 0;

    [[nodiscard]] std::span<std::uint32_t const> observed_for(Facet facet) const {
        return observed[static_cast<std::size_t>(facet)];
    }
    [[nodiscard]] std::span<State const> states_at(std::uint32_t position) const {
        return {states.data() + state_start[position], states.data() + state_start[position + 1]};
    }
    [[nodiscard]] std::span<std::uint32_t const> scope(StateId state) const {
        return {scope_items.data() + states[state].first_item, scope_items.data() + states[state].last_item};
    }
    /// A scope below m_min items can take part in no lineage event and no morph arc.
    [[nodiscard]] bool scope_too_small(StateId state) const {
        return states[state].last_item - states[state].first_item < parameters.min_shared;
    }
    /// Editions (indices into `Coding::editions`) from `first` to `last` that are not complete for the facet. Finds
    /// them by binary search.
    [[nodiscard]] std::span<std::uint32_t const> not_complete(Facet facet, std::uint32_t first,
                                                              std::uint32_t last) const;
    [[nodiscard]] std::optional<StateId> find_state(std::uint32_t theme, std::uint32_t position) const;
};

/// Computes it all. Time: linear, but for sorting, in editions, passages and the pairs of states within the look-back
/// that share an item, the m_min - 1 that are in most states not counted. The parameters are valid (see
/// `faults_of`).
[[nodiscard]] Evolution compute(Coding const& coding, Parameters const& parameters);

/// The chosen facets that are observed in both editions (indices into `Coding::editions`).
[[nodiscard]] FacetSet compared_facets(Coding const& coding, Parameters const& parameters, std::uint32_t a,
                                       std::uint32_t b);

/// Overlap of the scopes of two states, in the compared facets.
[[nodiscard]] Overlap overlap_of(Coding const& coding, Evolution const& evolution, StateId a, StateId b);

/// V: distinct items of all states of the two editions, in the compared facets.
[[nodiscard]] std::uint32_t population(Coding const& coding, Evolution const& evolution, std::uint32_t position_a,
                                       std::uint32_t position_b);

/// P(X ≥ n), X hypergeometric(V, |A|, |B|): descriptive only. Exact up to rounding, never above 1.
[[nodiscard]] double chance_of_overlap(std::uint32_t population, Overlap const& overlap);

/// The editions that an event spans: what stands before it (for introduced and present_at_start the whole time before
/// it), and its own. Indices into `Coding::editions`, both included.
[[nodiscard]] std::pair<std::uint32_t, std::uint32_t> span_of(Coding const& coding, Evolution const& evolution,
                                                              StateEvent const& event, bool of_item);

/// The edition with which a state event compares its own: of resumed the one of the state before, of founding and
/// present_at_start none, else the observed one before. Index into `Coding::editions`.
[[nodiscard]] std::optional<std::uint32_t> compared_with(Coding const& coding, Evolution const& evolution,
                                                         StateEvent const& event, bool of_item);

/// A document link whose later document is evidence of a state in `targets` and its earlier one of a state in
/// `sources` (indices into `Coding::document_links`).
[[nodiscard]] std::vector<std::uint32_t> supporting_links(Coding const& coding, Evolution const& evolution,
                                                          std::span<StateId const> sources,
                                                          std::span<StateId const> targets);

}  // namespace stoa::evolution
