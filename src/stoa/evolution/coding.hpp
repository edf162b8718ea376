// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "stoa/evolution/parameters.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::evolution {

/// No index.
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// How much of an edition was read for a facet.
enum class Level : std::uint8_t { complete, partial, unread, not_applicable };

/// How prominent a theme is; the value orders them. Issue and group are of one rank.
enum class Role : std::uint8_t { group = 0, issue = 1, strand = 2, headline = 3 };
[[nodiscard]] constexpr unsigned rank(Role role) { return role <= Role::issue ? 1U : static_cast<unsigned>(role); }

/// What the editions of one series treat, as it was coded: the input of every computation, in plain numbers.
///
/// Invariant: editions are those that were held, in the order of the series (model/edition_order.hpp); planned and
/// postponed ones stand in `planned`, in that order too, and cancelled ones after them. Passages are sorted by edition,
/// theme, item (the theme itself last), document, source, evidence and occurrence, none twice. Vertices are those of
/// the graph that it was read from; a coding made by hand may fill them arbitrarily, because computations use only the
/// indices.
struct Coding {
    struct Edition {
        model::Vertex vertex = 0;
        std::optional<std::int32_t> year;  ///< of the start date
        std::uint32_t rank = 0;            ///< from 1, among all editions of the series that are not cancelled
        /// A facet of which only titles were read counts as unread, whatever level is recorded.
        std::array<Level, facet_count> level{Level::unread, Level::unread, Level::unread};
        std::array<std::uint32_t, facet_count> read{};          ///< sources and documents read, each counted once
        std::array<std::uint32_t, facet_count> read_whole{};    ///< of these, the ones read from top to bottom
        std::array<std::uint32_t, facet_count> read_in_part{};  ///< only the beginning, notes or titles
        std::array<model::Vertex, facet_count> coverage{none, none, none};  ///< the coverage record, or `none`
        /// The sources and documents themselves, sorted, as long as they count; a coding made by hand may have none.
        std::array<std::vector<model::Vertex>, facet_count> what_was_read{};

        /// Sources and documents that were read in any of the facets, each counted once.
        [[nodiscard]] std::uint32_t read_in(FacetSet facets) const;
    };
    struct Item {
        model::Vertex vertex = 0;
        Facet facet = Facet::issues;
    };
    /// One place that says that a theme is treated, and (unless `item` is `none`) that an item belongs to it.
    struct Passage {
        std::uint32_t edition = 0;  ///< index into `editions`, as the others into theirs
        std::uint32_t theme = 0;
        std::uint32_t item = none;
        std::uint32_t document = none;  ///< none: the edition as a whole
        std::uint32_t source = none;    ///< none: nothing proves it, and it does not count
        model::Vertex evidence = none;
        model::Vertex occurrence = none;
        Role role = Role::issue;

        friend auto operator<=>(Passage const&, Passage const&) = default;
    };
    /// A source says in words that a theme of one edition became another of a later one.
    struct Development {
        model::Vertex vertex = 0;
        std::uint32_t from_theme = 0;
        std::uint32_t from_edition = 0;
        std::uint32_t to_theme = 0;
        std::uint32_t to_edition = 0;
        std::vector<std::uint32_t> sources{};  ///< that say so
        bool withdrawn = false;                ///< the last of them was taken away: it no longer counts
    };
    /// A source links a later document to an earlier one (builds on, replaces, reviews, enacts).
    struct DocumentLink {
        std::uint32_t later = 0;
        std::uint32_t earlier = 0;
        friend auto operator<=>(DocumentLink const&, DocumentLink const&) = default;
    };

    model::Vertex series = 0;
    std::vector<Edition> editions;
    std::vector<model::Vertex> planned;
    std::vector<std::uint32_t> planned_rank;  ///< by planned edition: as `Edition::rank`; 0 of a cancelled one
    std::vector<model::Vertex> themes;
    std::vector<Item> items;  ///< those of one facet together, in the order of `Facet`
    std::vector<model::Vertex> documents;
    std::vector<model::Vertex> sources;
    /// By source: the one as which it counts, which is the source that it `repeats`, followed to its end, or itself.
    /// Empty: each counts as itself.
    std::vector<std::uint32_t> counts_as;
    std::vector<Passage> passages;
    std::vector<Development> developments;
    std::vector<DocumentLink> document_links;  ///< sorted

    /// Two sources of which one repeats the other are one source where sources are counted. Of `none`, `none`.
    [[nodiscard]] std::uint32_t counted_source(std::uint32_t source) const {
        return source == none || counts_as.empty() ? source : counts_as[source];
    }
};

/// The coding of a series. With `documents`, only the occurrences in outcome documents of these kinds are taken,
/// and an edition without such a document, coded or read, counts as unread. Linear but for sorting.
[[nodiscard]] Coding read_coding(model::KnowledgeGraph const& graph, model::Vertex series,
                                 Parameters const& parameters);

/// What is coded of the editions of a series that were not held, in the same form: they are its `editions`, and none is
/// `planned`. To be listed: they take no part in any computation.
[[nodiscard]] Coding read_planned(model::KnowledgeGraph const& graph, model::Vertex series,
                                  Parameters const& parameters);

/// What can be taken away from a coding.
enum class Unit : std::uint8_t { document, source, item };

/// The coding without the passages of a document, of a source (and of all that count as it), or of an item, and without
/// the developments that only these sources state. Indices stay what they are.
[[nodiscard]] Coding without(Coding const& coding, Unit unit, std::uint32_t index);

}  // namespace stoa::evolution
