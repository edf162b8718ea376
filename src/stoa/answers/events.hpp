// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/robustness.hpp"
#include "stoa/tables/table.hpp"

/// The events of an analysis in words and fields. Answers, Turtle, pictures and stories take them from here, so that an
/// event has one name, and a field one name and one value, wherever it is shown.
namespace stoa::answers {

/// The fields of an event, in addition to its type, basis, editions, evidence and the coverage that it rests on.
enum class EventField : std::uint8_t {
    concerns,
    source_state,
    target_state,
    facet,
    role_change,
    scope_change,
    kept,
    gained,
    lost,
    retention,
    inheritance,
    inclusion,
    jaccard,
    gain,
    loss,
    share_of_old,
    share_of_new,
    shared_item,
    item_population,
    chance_probability,
    gap_editions,
    gap_years,
    is_open,
    absent_for,
    has_heir,
    is_derived,
    scope_too_small,
    read_before,
    read_after,
    supported_by,
    survives_any_document,
    survives_any_item,
    depends_on,
};
inline constexpr std::size_t event_field_count = 33;

struct EventFieldDef {
    /// In JSON and CSV. A field that Turtle has too has the term of this name (`kept` is `stoa:kept`, `is_open` is
    /// `stoa:isOpen`), and this key in the table of the schema.
    std::string_view name;
    tables::ColumnType of;
    std::string_view meaning;
    bool detail = false;  ///< left out on the screen, unless all columns are asked for
};
/// In the order of `EventField`.
[[nodiscard]] std::span<EventFieldDef const> event_fields();
[[nodiscard]] EventFieldDef const& definition(EventField field);

/// A record that a field names: one of the data, by its vertex, or a state.
struct Reference {
    enum class To : std::uint8_t { record, state };
    To to = To::record;
    std::uint32_t index = 0;
    friend bool operator==(Reference const&, Reference const&) = default;
};

/// A choice is the key of its value in the table of the schema; a double is a probability.
using FieldValue = std::variant<bool, std::int64_t, evolution::Ratio, double, std::string_view, std::vector<Reference>>;

struct Field {
    EventField field = EventField::concerns;
    FieldValue value;
};

/// An edition (an index into `Coding::editions`) and a facet for which it was, or was not, read.
struct EditionFacet {
    std::uint32_t edition = 0;
    evolution::Facet facet = evolution::Facet::issues;
    friend bool operator==(EditionFacet const&, EditionFacet const&) = default;
};

/// Evidence, and the document of the passage that it supports: an index into `Coding::documents`, or `none`.
struct CitedEvidence {
    model::Vertex evidence = 0;
    std::uint32_t document = evolution::none;
    friend auto operator<=>(CitedEvidence const&, CitedEvidence const&) = default;
};

/// `access at ICLC 2`
[[nodiscard]] std::string state_in_words(evolution::Analysis const& analysis, evolution::StateId state);

/// `1 edition`, `2 editions`.
[[nodiscard]] std::string count_of(std::size_t number, std::string_view one);

/// A lineage event: `access and ICT merged into digital learning`. `before` and `after` list the themes of the old and
/// the new side.
[[nodiscard]] std::string in_words(evolution::EventKind kind, std::string_view before, std::string_view after);

/// `share of the old 3/4, of the new 1/2`
[[nodiscard]] std::string shares_in_words(evolution::LineageEvent const& event);

/// Describes the events of one analysis. Keeps references to the analysis and to the robustness.
class Events {
public:
    /// Without `robustness`, the fields on robustness are missing.
    explicit Events(evolution::Analysis const& analysis, evolution::Robustness const* robustness = nullptr);

    /// All events, list by list; of arcs the morph and asserted ones.
    [[nodiscard]] std::vector<evolution::EventRef> all() const;

    /// Whether it is an event of its own, which an arc within one theme is not.
    [[nodiscard]] bool is_event(evolution::EventRef event) const;
    /// What the robustness says, which must be there.
    [[nodiscard]] std::vector<evolution::UnitId> const& depends_on(evolution::EventRef event) const;

    /// In English, as it names the record: `health: resumed at ICLC 5 after 1 edition`.
    [[nodiscard]] std::string in_words(evolution::EventRef event) const;
    /// The key of its type in the table of the schema: `merged`; of morph and asserted arcs `developed`. An arc within
    /// one theme is no event of its own: `continues` or `resumes`.
    [[nodiscard]] std::string_view type(evolution::EventRef event) const;
    /// `computed`, or `asserted`: a source says so.
    [[nodiscard]] std::string_view basis(evolution::EventRef event) const;
    /// The edition in which it appears: an index into `Coding::editions`.
    [[nodiscard]] std::uint32_t edition(evolution::EventRef event) const;
    /// The edition that the event starts from; none for founding, present_at_start and introduced.
    [[nodiscard]] std::optional<std::uint32_t> source_edition(evolution::EventRef event) const;
    /// What was read, and not completely, of the editions that it spans: by edition, then facet.
    [[nodiscard]] std::vector<EditionFacet> across(evolution::EventRef event) const;
    /// Where its subject is absent: of introduced, resumed and dropped.
    [[nodiscard]] std::vector<EditionFacet> absent_in(evolution::EventRef event) const;
    /// Sorted, each once; for an asserted arc, the evidence of the assertion comes first.
    [[nodiscard]] std::vector<CitedEvidence> evidence(evolution::EventRef event) const;
    /// Those that the event has, in the order of the table.
    [[nodiscard]] std::vector<Field> fields(evolution::EventRef event) const;

    /// What makes an absence there weaker: `16 of 18 sources read only in part`; nothing where all were read as a
    /// whole, or where it is not recorded how much of them was read.
    [[nodiscard]] std::string reservation(evolution::Facet through, std::uint32_t position) const;

private:
    [[nodiscard]] evolution::Coding const& coding() const { return analysis_.coding; }
    [[nodiscard]] evolution::Evolution const& evolution() const { return analysis_.evolution; }
    [[nodiscard]] model::KnowledgeGraph const& graph() const { return *analysis_.graph; }
    /// Of a theme or an item.
    [[nodiscard]] evolution::StateEvent const& state_event(evolution::EventRef event) const;
    [[nodiscard]] evolution::LineageEvent const& lineage_event(evolution::EventRef event) const {
        return evolution().lineage_events[event.index];
    }
    [[nodiscard]] evolution::Arc const& arc(evolution::EventRef event) const { return evolution().arcs[event.index]; }
    /// The facet through which its subject is observed.
    [[nodiscard]] evolution::Facet facet(evolution::EventRef event) const;
    /// The states before and after, of an event that is not of an item.
    [[nodiscard]] std::pair<std::vector<evolution::StateId>, std::vector<evolution::StateId>> sides(
        evolution::EventRef event) const;
    [[nodiscard]] std::string words_of_presence(evolution::EventRef event) const;
    void add_presence(evolution::EventRef event, std::vector<Field>& fields) const;
    void add_sides(evolution::EventRef event, std::vector<Field>& fields) const;
    void add_read(evolution::EventRef event, std::vector<Field>& fields) const;
    void add_robustness(evolution::EventRef event, std::vector<Field>& fields) const;

    evolution::Analysis const& analysis_;
    evolution::Robustness const* robustness_;
};

}  // namespace stoa::answers
