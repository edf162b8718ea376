// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/lineage_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stoa/evolution/lineage.hpp"
#include "stoa/formats/names.hpp"
#include "stoa/formats/spells.hpp"
#include "stoa/model/citation.hpp"
#include "stoa/model/schema.hpp"

namespace stoa::formats {
namespace {

using evolution::Arc;
using evolution::ArcKind;
using evolution::Coding;
using evolution::EventKind;
using evolution::Evolution;
using evolution::Facet;
using evolution::LineageEvent;
using evolution::State;
using evolution::StateEvent;
using evolution::StateId;
using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

namespace node_column {
enum : std::uint32_t {
    theme,
    theme_label,
    theme_iri,
    edition,
    edition_label,
    edition_number,
    year,
    role,
    scope_size,
    items,
    documents,
    sources,
    area,
    main_path,
    criticality,
    event,
    role_change,
    scope_change,
    scope_too_small,
    gap,
    derived,
    dropped_next,
    heir,
    lineage_events,
    count
};
}  // namespace node_column

std::vector<Column> node_columns() {
    using enum ColumnType;
    return {
        {"theme", text, "node of the theme in the whole graph"},
        {"theme_label", text, "label of the theme"},
        {"theme_iri", text, "IRI of the theme"},
        {"edition", text, "node of the edition in the whole graph"},
        {"edition_label", text, "label of the edition"},
        {"edition_number", integer, "number of the edition"},
        {"year", integer, "year in which the edition began"},
        {"role", text, "the most prominent role of the theme: headline, strand, issue, group"},
        {"scope_size", integer, "items in the scope"},
        {"items", text, "items of the scope; several are parted by |"},
        {"documents", text, "documents that treat the theme; several are parted by |"},
        {"sources", text, "sources that prove it; several are parted by |"},
        {"area", integer, "number of the thematic area: states that arcs connect, whatever their direction"},
        {"main_path", boolean, "whether it lies on a longest path (criticality 0)"},
        {"criticality", integer, "arcs that the longest path through it is shorter than the longest of all"},
        {"type", text, "founding, present_at_start, introduced, continued, resumed: of its event"},
        {"role_change", text, "raised, lowered, unchanged: since the state before"},
        {"scope_change", text, "broadened, narrowed, shifted, steady, unknown: since the state before"},
        {"scope_too_small", boolean, "whether the scope is too small for lineage events and morph arcs"},
        {"gap_editions", integer, "observed editions without the theme before it was resumed"},
        {"is_derived", boolean, "whether content of what was introduced comes from another theme"},
        {"dropped_next", boolean, "whether the theme is dropped in the next observed edition"},
        {"has_heir", boolean, "whether the content of what is dropped next lives on in another theme"},
        {"lineage_events", text, "ids of lineage events that it takes part in; several are parted by |"},
    };
}

std::vector<Column> edge_columns() {
    using enum ColumnType;
    return {
        {"kind", text, "continues, resumes: the same theme; morphs: shared scope; asserted: by a source, in words",
         true},
        {"kept", integer, "items of both scopes"},
        {"gained", integer, "items of the later scope only"},
        {"lost", integer, "items of the earlier scope only"},
        {"inclusion", decimal, "kept / size of the smaller scope; none where a scope is empty"},
        {"jaccard", decimal, "kept / size of the united scopes; none where a scope is empty"},
        {"gap_editions", integer, "observed editions between the two"},
        {"lineage", text,
         "merged, split, branched, replaced, dispersed, assembled: events between the two; several are parted "
         "by |"},
        {"lineage_events", text, "ids of these events; several are parted by |"},
        {"event", text, "id of the event that a morph or asserted arc is"},
    };
}

/// Values by column, in any order of setting.
class Values {
public:
    explicit Values(std::size_t columns) : values_(columns) {}
    void clear() {
        for (std::string& each : values_) {
            each.clear();
        }
    }
    std::string& operator[](std::size_t column) { return values_[column]; }
    std::span<Cell const> cells() {
        cells_.clear();
        for (std::uint32_t column = 0; column < values_.size(); ++column) {
            if (!values_[column].empty()) {
                cells_.push_back({column, values_[column]});
            }
        }
        return cells_;
    }

private:
    std::vector<std::string> values_;
    std::vector<Cell> cells_;
};

/// The darker, the more; none is white, for Gephi draws no border.
constexpr std::array<Colour, 4> by_prominence{Colour{0xd9, 0xe8, 0xf5}, Colour{0xb3, 0xd3, 0xea},
                                              Colour{0x5f, 0xa3, 0xd6}, Colour{0x0b, 0x4a, 0x8f}};

std::string_view truth(bool value) { return value ? "true" : "false"; }

void append_listed(std::string& list, std::string_view value) {
    list += list.empty() ? "" : "|";
    list += value;
}

void append_listed_once(std::string& list, std::string_view value) {
    // Kinds of events: a handful, none the beginning of another.
    if (list.find(value) == std::string::npos) {
        append_listed(list, value);
    }
}

class LineageView {
public:
    LineageView(evolution::Analysis const& analysis, GraphWriter& writer)
        : analysis_{analysis},
          graph_{*analysis.graph},
          coding_{analysis.coding},
          evolution_{analysis.evolution},
          ids_{evolution::name_all(analysis)},
          lineage_{analysis.evolution},
          areas_{evolution::areas(lineage_)},
          criticality_{evolution::unit_criticality(lineage_)},
          writer_{writer},
          begins_(evolution_.states.size(), nullptr),
          ends_(evolution_.states.size(), nullptr),
          takes_part_(evolution_.states.size()),
          depth_(evolution_.states.size(), 0) {
        // Arcs are sorted by their earlier end, which has its depth by then.
        for (Arc const& each : evolution_.arcs) {
            depth_[each.to] = std::max(depth_[each.to], depth_[each.from] + 1);
        }
        for (StateEvent const& each : evolution_.theme_events) {
            if (each.kind == EventKind::dropped) {
                ends_[each.before] = &each;
            } else {
                begins_[each.after] = &each;
            }
        }
        for (std::size_t i = 0; i < evolution_.lineage_events.size(); ++i) {
            LineageEvent const& event = evolution_.lineage_events[i];
            for (StateId const from : event.sources) {
                takes_part_[from].push_back(i);
                for (StateId const to : event.targets) {
                    between_[{from, to}].push_back(i);
                }
            }
            for (StateId const to : event.targets) {
                takes_part_[to].push_back(i);
            }
        }
        for (std::string const& each : ids_.states) {
            names_.push_back("state:" + each);
        }
    }

    void write(std::string_view creator) {
        GraphHeader header;
        header.title = fmt::format("Theme evolution of {} ({}, method {})", graph_.label(coding_.series), analysis_.id,
                                   evolution::method_version);
        header.creator = creator;
        header.node_columns = node_columns();
        header.edge_columns = edge_columns();
        for (std::uint32_t const edition : evolution_.observed_for(Facet::issues)) {
            header.layers.push_back(layer(coding_.editions[edition]));
        }
        writer_.begin(header);
        for (StateId id = 0; id < evolution_.states.size(); ++id) {
            write_state(id);
        }
        for (std::size_t i = 0; i < evolution_.arcs.size(); ++i) {
            write_arc(i);
        }
        writer_.end();
    }

private:
    [[nodiscard]] std::string name(Vertex vertex) const {
        std::string text;
        append_name(text, graph_, vertex);
        return text;
    }

    [[nodiscard]] Layer layer(Coding::Edition const& edition) const {
        std::string label = fmt::format("{}", graph_.value(edition.vertex, "number"));
        if (label.empty()) {
            label = model::short_name(graph_, edition.vertex);
        }
        if (edition.year) {
            label += fmt::format("\n{}", *edition.year);
        }
        return {name(edition.vertex), std::move(label)};
    }

    void write_state(StateId id) {
        State const& state = evolution_.states[id];
        Coding::Edition const& edition = coding_.editions[state.edition];
        Vertex const theme = analysis_.theme(id);
        values_.clear();
        values_[node_column::theme] = name(theme);
        values_[node_column::theme_label] = graph_.label(theme);
        values_[node_column::theme_iri] = graph_.iri(theme);
        values_[node_column::edition] = name(edition.vertex);
        values_[node_column::edition_label] = graph_.label(edition.vertex);
        values_[node_column::edition_number] = graph_.value(edition.vertex, "number");
        if (edition.year) {
            values_[node_column::year] = std::to_string(*edition.year);
        }
        values_[node_column::role] = name_of(state.role);
        values_[node_column::scope_size] = std::to_string(state.last_item - state.first_item);
        for (std::uint32_t const item : evolution_.scope(id)) {
            append_listed_name(values_[node_column::items], graph_, coding_.items[item].vertex);
        }
        set_evidence(state);
        values_[node_column::area] = std::to_string(areas_[id] + 1);
        values_[node_column::main_path] = truth(criticality_[id] == 0);
        values_[node_column::criticality] = std::to_string(criticality_[id]);
        values_[node_column::scope_too_small] = truth(evolution_.scope_too_small(id));
        set_events(id);

        std::string const label = fmt::format("{} ({})", graph_.label(theme),
                                              values_[node_column::edition_number].empty()
                                                  ? graph_.id(edition.vertex)
                                                  : std::string_view{values_[node_column::edition_number]});
        std::string const iri = evolution::computed_iri(analysis_, Kind::state, ids_.states[id]);
        std::optional<Spell> const days = spell_of_edition(graph_, edition.vertex);
        writer_.node({.id = names_[id],
                      .label = label,
                      .iri = iri,
                      .cells = values_.cells(),
                      .spells = days ? std::span{&*days, 1} : std::span<Spell const>{},
                      .layer = state.position,
                      .prominence = static_cast<std::uint8_t>(rank(state.role)),
                      .highlighted = criticality_[id] == 0,
                      .look = writer_.shows_looks() ? std::optional{look(id)} : std::nullopt});
    }

    /// Observed editions stand side by side, and each theme has a row, in the order in which themes first appear.
    [[nodiscard]] Look look(StateId id) {
        State const& state = evolution_.states[id];
        auto const row = rows_.try_emplace(state.theme, static_cast<std::int32_t>(rows_.size())).first->second;
        return {.colour = by_prominence.at(rank(state.role)),
                .size = 10 + 2 * (state.last_item - state.first_item),
                .x = static_cast<std::int32_t>(state.position) * 200,
                .y = row * -60};
    }

    void set_evidence(State const& state) {
        std::vector<Vertex> documents;
        std::vector<Vertex> sources;
        for (std::uint32_t i = state.first_passage; i < state.last_passage; ++i) {
            Coding::Passage const& passage = coding_.passages[i];
            if (passage.source == evolution::none) {
                continue;
            }
            sources.push_back(coding_.sources[passage.source]);
            if (passage.document != evolution::none) {
                documents.push_back(coding_.documents[passage.document]);
            }
        }
        for (auto const& [list, column] :
             {std::pair{&documents, node_column::documents}, std::pair{&sources, node_column::sources}}) {
            std::ranges::sort(*list);
            list->erase(std::unique(list->begin(), list->end()), list->end());
            for (Vertex const each : *list) {
                append_listed_name(values_[column], graph_, each);
            }
        }
    }

    void set_events(StateId id) {
        if (StateEvent const* const begin = begins_[id]; begin != nullptr) {
            values_[node_column::event] = name_of(begin->kind);
            if (begin->role) {
                values_[node_column::role_change] = name_of(*begin->role);
            }
            if (begin->scope) {
                values_[node_column::scope_change] = name_of(*begin->scope);
            }
            if (begin->kind == EventKind::resumed) {
                values_[node_column::gap] = std::to_string(begin->gap);
            }
            if (begin->kind == EventKind::introduced) {
                values_[node_column::derived] = truth(begin->derived);
            }
        }
        values_[node_column::dropped_next] = truth(ends_[id] != nullptr);
        if (ends_[id] != nullptr) {
            values_[node_column::heir] = truth(ends_[id]->heir);
        }
        for (std::size_t const each : takes_part_[id]) {
            append_listed(values_[node_column::lineage_events], ids_.lineage_events[each]);
        }
    }

    void write_arc(std::size_t index) {
        Arc const& arc = evolution_.arcs[index];
        std::string lineage;
        std::string lineage_ids;
        if (auto const found = between_.find({arc.from, arc.to}); found != between_.end()) {
            for (std::size_t const each : found->second) {
                append_listed_once(lineage, name_of(evolution_.lineage_events[each].kind));
                append_listed(lineage_ids, ids_.lineage_events[each]);
            }
        }
        auto const decimal = [](std::optional<evolution::Ratio> ratio) {
            return ratio ? evolution::to_decimal(*ratio) : std::string{};
        };
        std::array const values{std::string{name_of(arc.kind)},
                                std::to_string(arc.overlap.kept),
                                std::to_string(arc.overlap.gained),
                                std::to_string(arc.overlap.lost),
                                decimal(arc.overlap.inclusion()),
                                decimal(arc.overlap.jaccard()),
                                std::to_string(lineage_.gap(arc.from, arc.to)),
                                lineage,
                                lineage_ids,
                                ids_.arcs[index]};
        std::vector<Cell> cells;
        for (std::uint32_t column = 0; column < values.size(); ++column) {
            if (!values.at(column).empty()) {
                cells.push_back({column, values.at(column)});
            }
        }
        LineStyle const line = arc.kind == ArcKind::morphs     ? LineStyle::dashed
                               : arc.kind == ArcKind::asserted ? LineStyle::dotted
                                                               : LineStyle::solid;
        writer_.edge({.source = names_[arc.from],
                      .target = names_[arc.to],
                      .kind = values.front(),
                      .label = lineage,
                      .cells = cells,
                      .line = line,
                      .highlighted = criticality_[arc.from] == 0 && criticality_[arc.to] == 0 &&
                                     depth_[arc.from] + 1 == depth_[arc.to]});
    }

    evolution::Analysis const& analysis_;
    KnowledgeGraph const& graph_;
    Coding const& coding_;
    Evolution const& evolution_;
    evolution::ComputedIds ids_;
    evolution::Lineage lineage_;
    std::vector<std::uint32_t> areas_;
    std::vector<std::uint32_t> criticality_;
    GraphWriter& writer_;
    std::vector<StateEvent const*> begins_;  ///< by state
    std::vector<StateEvent const*> ends_;
    std::vector<std::vector<std::size_t>> takes_part_;  ///< lineage events, ascending
    std::map<std::pair<StateId, StateId>, std::vector<std::size_t>> between_;
    std::vector<std::uint32_t> depth_;  ///< arcs of a longest path into the state
    std::vector<std::string> names_;
    std::map<std::uint32_t, std::int32_t> rows_;  ///< by theme
    Values values_{node_column::count};
};

}  // namespace

void write_lineage(evolution::Analysis const& analysis, std::string_view creator, GraphWriter& writer) {
    LineageView{analysis, writer}.write(creator);
}

}  // namespace stoa::formats
