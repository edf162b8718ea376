// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/answers/answer.hpp"
#include "stoa/answers/events.hpp"
#include "stoa/answers/questions.hpp"
#include "stoa/evolution/lineage.hpp"
#include "stoa/evolution/robustness.hpp"

/// Shared by the questions: translates indices to records, evidence and coverage. Private to this module.
namespace stoa::answers {

// What the answers are about
using evolution::Analysis;
using evolution::Arc;
using evolution::ArcKind;
using evolution::Coding;
using evolution::ComputedIds;
using evolution::EventKind;
using evolution::EventList;
using evolution::EventRef;
using evolution::Evolution;
using evolution::Facet;
using evolution::facet_count;
using evolution::facet_names;
using evolution::FacetSet;
using evolution::Level;
using evolution::LineageEvent;
using evolution::name_of;
using evolution::none;
using evolution::Option;
using evolution::OptionSet;
using evolution::Overlap;
using evolution::Parameters;
using evolution::Presence;
using evolution::Ratio;
using evolution::Role;
using evolution::RoleChange;
using evolution::ScopeChange;
using evolution::State;
using evolution::StateEvent;
using evolution::StateId;
using evolution::to_text;
using evolution::Unit;
using evolution::UnitId;

/// The editions from one to another that an answer is about; without the first from the start of the series on, without
/// the last to its end.
struct EditionSpan {
    std::optional<model::Vertex> first;
    std::optional<model::Vertex> last;
};
/// The one edition that is asked for, if one is.
[[nodiscard]] inline EditionSpan asked_edition(Asked const& asked) { return {asked.edition, asked.edition}; }

/// One analysis, with the names of what was computed. Refers to it.
class NamedAnalysis {
public:
    /// Without `robustness`, the fields of events say nothing of it.
    explicit NamedAnalysis(Analysis const& analysis, evolution::Robustness const* robustness = nullptr);

    [[nodiscard]] Analysis const& analysis() const { return analysis_; }
    [[nodiscard]] model::KnowledgeGraph const& graph() const { return *analysis_.graph; }
    [[nodiscard]] Coding const& coding() const { return analysis_.coding; }
    [[nodiscard]] Evolution const& evolution() const { return analysis_.evolution; }
    [[nodiscard]] ComputedIds const& ids() const { return ids_; }
    [[nodiscard]] std::string_view series_name() const;

    [[nodiscard]] Entity entity(model::Vertex vertex) const;
    [[nodiscard]] Entity theme(std::uint32_t theme) const { return entity(coding().themes[theme]); }
    [[nodiscard]] Entity item(std::uint32_t item) const { return entity(coding().items[item].vertex); }
    [[nodiscard]] std::vector<Entity> items(std::span<std::uint32_t const> items) const;
    [[nodiscard]] Entity edition(std::uint32_t edition) const;
    [[nodiscard]] Entity edition_at(std::uint32_t position) const;
    [[nodiscard]] Entity state(StateId state) const;
    [[nodiscard]] std::vector<Entity> states(std::span<StateId const> states) const;
    [[nodiscard]] std::vector<Entity> documents_of(StateId state) const;
    /// Indices into `Coding::sources`.
    [[nodiscard]] std::set<std::uint32_t> sources_of(StateId state) const;

    /// Positions of observed editions, for the issues.
    [[nodiscard]] std::uint32_t positions() const;
    [[nodiscard]] std::uint32_t edition_index(std::uint32_t position) const;
    /// Index of the edition in the coding, or `none`.
    [[nodiscard]] std::uint32_t find_edition(model::Vertex vertex) const;
    [[nodiscard]] std::uint32_t find_theme(model::Vertex vertex) const;
    /// States of a theme, in order.
    [[nodiscard]] std::vector<StateId> states_of(std::uint32_t theme) const;

    /// Proofs of passages, each evidence once.
    [[nodiscard]] std::vector<Proof> proofs(std::span<std::uint32_t const> passages) const;
    [[nodiscard]] std::vector<Proof> proofs_of(std::span<StateId const> states) const;
    [[nodiscard]] std::vector<Proof> proofs_of_presences(std::span<std::uint32_t const> presences) const;
    [[nodiscard]] Proof proof(model::Vertex evidence, std::uint32_t document) const;

    [[nodiscard]] CoverageNote coverage(Facet facet, std::uint32_t edition) const;
    /// Of the editions from `first` to `last` that are not complete.
    [[nodiscard]] std::vector<CoverageNote> across(Facet facet, std::uint32_t first, std::uint32_t last) const;

    /// A row about states, with their editions, proofs, and the coverage of all that lies between them.
    [[nodiscard]] Row row(std::vector<Value> values, std::span<StateId const> states,
                          std::string_view basis = "computed") const;
    /// A row about an event, with its editions, evidence and the coverage of all that it spans.
    [[nodiscard]] Row row(std::vector<Value> values, EventRef event) const;

    [[nodiscard]] Events const& events() const { return events_; }
    /// The event as a record, under the words for it.
    [[nodiscard]] Entity event(EventRef event) const;
    [[nodiscard]] Value value(FieldValue const& value) const;

    /// Says that an edition takes no part, and why; empty if it is observed.
    [[nodiscard]] std::optional<std::string> why_not_observed(model::Vertex vertex) const;
    /// Notes that an edition takes no part, and why, in one note with others of which the same is noted; false if it is
    /// observed.
    bool note_not_observed(model::Vertex vertex, Answer& answer) const;
    /// Notes on what the series' coding leaves open in a span: planned and unread editions, passages that took no part.
    void note_limits(Answer& answer, EditionSpan const& span = {}) const;
    /// Names the developments that sources state and that take no part, each with the reason; with a theme or an
    /// edition those alone that name it.
    void note_developments(Answer& answer, std::optional<model::Vertex> theme = std::nullopt,
                           std::optional<model::Vertex> edition = std::nullopt) const;
    /// Says that no edition treats the theme that is asked for, if one is and none does.
    void note_theme(std::optional<model::Vertex> theme, Answer& answer) const;

private:
    /// Why there is no state of the theme in the edition; nothing if there is one.
    [[nodiscard]] std::optional<std::string> why_absent(model::Vertex theme, model::Vertex edition) const;

    Analysis const& analysis_;
    ComputedIds ids_;
    Events events_;
};

/// Rows that sum up others, in the order of the first of each.
class Sums {
public:
    /// The row that sums up those of a key, with the editions, evidence and coverage of `row` added. Its values are for
    /// the caller to fill; a new one has none.
    [[nodiscard]] Row& of(std::string const& key, Row const& row);
    [[nodiscard]] std::vector<Row> take() { return std::move(rows_); }

private:
    std::vector<Row> rows_;
    std::map<std::string, std::size_t> index_;
    std::set<std::pair<std::size_t, std::string>> evidence_;  ///< by row and IRI
};

/// An edition of any series, held or not.
[[nodiscard]] Entity edition_entity(model::KnowledgeGraph const& graph, model::Vertex edition);
[[nodiscard]] Value optional_ratio(std::optional<Ratio> ratio);
[[nodiscard]] Value number(std::size_t value);
/// Adds the row, or hands it to whoever takes the rows one by one.
void add_row(Asked const& asked, Answer& answer, Row row);
/// Adds a note that the answer does not have yet.
void note_once(Answer& answer, std::string note);

// The answers, by file: questions_events.cpp, questions_lineage.cpp, questions_measures.cpp, questions_sources.cpp.
[[nodiscard]] Answer ask_events(Asked const& asked);
[[nodiscard]] Answer ask_states(Asked const& asked);
[[nodiscard]] Answer ask_coverage(Asked const& asked);
[[nodiscard]] Answer ask_resumed(Asked const& asked);
[[nodiscard]] Answer ask_items(Asked const& asked);
[[nodiscard]] Answer ask_transformations(Asked const& asked);
[[nodiscard]] Answer ask_relabelled(Asked const& asked);
[[nodiscard]] Answer ask_withdraw(Asked const& asked);
[[nodiscard]] Answer ask_robustness(Asked const& asked);
[[nodiscard]] Answer ask_sensitivity(Asked const& asked);

[[nodiscard]] Answer ask_lineage(Asked const& asked);
[[nodiscard]] Answer ask_bottlenecks(Asked const& asked);
[[nodiscard]] Answer ask_longest(Asked const& asked);
[[nodiscard]] Answer ask_areas(Asked const& asked);
[[nodiscard]] Answer ask_lines(Asked const& asked);
[[nodiscard]] Answer ask_common_ancestors(Asked const& asked);
[[nodiscard]] Answer ask_descendants(Asked const& asked);
[[nodiscard]] Answer ask_legacy(Asked const& asked);
[[nodiscard]] Answer ask_main_path(Asked const& asked);

[[nodiscard]] Answer ask_bridges(Asked const& asked);
[[nodiscard]] Answer ask_persistence(Asked const& asked);
[[nodiscard]] Answer ask_novelty(Asked const& asked);
[[nodiscard]] Answer ask_diagram(Asked const& asked);

[[nodiscard]] Answer ask_weak_evidence(Asked const& asked);
[[nodiscard]] Answer ask_disagreements(Asked const& asked);
[[nodiscard]] Answer ask_places(Asked const& asked);
[[nodiscard]] Answer ask_two_series(Asked const& asked);
[[nodiscard]] Answer ask_coding(Asked const& asked);
[[nodiscard]] Answer ask_document_links(Asked const& asked);

[[nodiscard]] Answer ask_story(Asked const& asked);

}  // namespace stoa::answers
