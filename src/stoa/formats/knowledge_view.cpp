// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/knowledge_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "stoa/formats/names.hpp"
#include "stoa/formats/spells.hpp"
#include "stoa/formats/time_layout.hpp"
#include "stoa/model/partial_date.hpp"

namespace stoa::formats {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::PartialDate;
using model::PropertyDef;
using model::PropertyId;
using model::Structure;
using model::Tag;
using model::TagId;
using model::ValueType;
using model::Vertex;

constexpr std::size_t index(PropertyId property) { return static_cast<std::size_t>(property); }
constexpr std::size_t index(Kind kind) { return static_cast<std::size_t>(kind); }

/// Names that nodes have whatever the table says.
constexpr std::array<std::string_view, 4> own_columns{"id", "kind", "label", "iri"};

ColumnType column_type(ValueType type) {
    switch (type) {
        case ValueType::integer:
            return ColumnType::integer;
        case ValueType::decimal:
        case ValueType::number:
            return ColumnType::decimal;
        case ValueType::boolean:
            return ColumnType::boolean;
        default:
            return ColumnType::text;
    }
}

/// The attributes that a graph has, as columns in the table's order.
class AttributeColumns {
public:
    explicit AttributeColumns(KnowledgeGraph const& graph) : graph_{graph} {
        group_properties();
        for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
            scan(vertex);
        }
        number_columns();
    }

    /// Behind those that are there.
    void add_to(std::vector<Column>& columns) const {
        std::size_t const fixed = columns.size();
        columns.resize(fixed + attributes_.size());
        for (Attribute const& each : attributes_) {
            columns[fixed + each.column] = each.definition;
        }
    }

    struct Attribute {
        Column definition;
        std::uint32_t column = 0;
        bool several = false;
    };
    [[nodiscard]] Attribute const& operator()(Kind kind, PropertyId property, TagId tag) const {
        return attributes_[*find(kind, property, tag)];
    }

private:
    /// Where the column stands, and what tells it from others.
    struct Key {
        std::size_t property = 0;  ///< the first of those that share the key
        std::string language;
        std::optional<Kind> kind;
        friend auto operator<=>(Key const&, Key const&) = default;
    };

    /// Which rows of the table share a column.
    void group_properties() {
        auto const table = model::properties();
        std::map<std::string_view, std::size_t> first_of;
        first_.resize(table.size());
        qualified_.resize(table.size());
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (model::is_relation(table[i])) {
                continue;
            }
            std::size_t const first = first_of.try_emplace(table[i].key, i).first->second;
            first_[i] = first;
            if (table[i].term != table[first].term || table[i].type != table[first].type) {
                qualified_[first] = true;
            }
            if (table[i].type != ValueType::text && std::ranges::find(own_columns, table[i].key) != own_columns.end()) {
                qualified_[first] = true;
            }
        }
        slots_.assign(model::kind_count * table.size(), none);
    }

    static constexpr std::uint32_t none = 0xFFFFFFFF;

    [[nodiscard]] std::uint32_t const* find(Kind kind, PropertyId property, TagId tag) const {
        if (graph_.tag(tag).form != Tag::Form::language) {
            return &slots_[index(kind) * first_.size() + index(property)];
        }
        return &in_language_.at(language_key(kind, property, tag));
    }
    [[nodiscard]] std::uint32_t& slot(Kind kind, PropertyId property, TagId tag) {
        if (graph_.tag(tag).form != Tag::Form::language) {
            return slots_[index(kind) * first_.size() + index(property)];
        }
        return in_language_.try_emplace(language_key(kind, property, tag), none).first->second;
    }
    static std::uint64_t language_key(Kind kind, PropertyId property, TagId tag) {
        return (std::uint64_t{index(kind)} << 32U) | (std::uint64_t{index(property)} << 16U) |
               std::uint64_t{static_cast<std::uint16_t>(tag)};
    }

    void scan(Vertex vertex) {
        Kind const kind = graph_.kind(vertex);
        KnowledgeGraph::Rows const rows = graph_.rows(vertex);
        std::size_t const shown = shown_label(graph_, vertex);
        std::uint32_t previous = none;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (row == shown) {
                continue;
            }
            std::uint32_t& slot = this->slot(kind, rows.property[row], rows.tag[row]);
            if (slot == none) {
                slot = attribute_for(kind, rows.property[row], rows.tag[row]);
            }
            Attribute& attribute = attributes_[slot];
            attribute.several = attribute.several || slot == previous;
            previous = slot;
            // More digits than a long of GraphML and GEXF has.
            constexpr std::size_t most_digits = 18;
            if (attribute.definition.type == ColumnType::integer &&
                graph_.value_term(rows.tag[row], rows.value[row]).text.size() > most_digits) {
                attribute.definition.type = ColumnType::text;
            }
        }
    }

    std::uint32_t attribute_for(Kind kind, PropertyId property, TagId tag) {
        std::size_t const first = first_[index(property)];
        PropertyDef const& of = model::properties()[first];
        Tag const& of_value = graph_.tag(tag);
        Key key{first, of_value.form == Tag::Form::language ? of_value.text : std::string{}, std::nullopt};
        std::string name{of.key};
        std::string meaning{model::definition(property).meaning};
        if (qualified_[first]) {
            key.kind = kind;
            name = fmt::format("{}_{}", model::definition(kind).name, name);
        }
        if (!key.language.empty()) {
            name += "@" + key.language;
        }
        auto const [known, is_new] = by_key_.try_emplace(key, static_cast<std::uint32_t>(attributes_.size()));
        if (is_new) {
            ColumnType const type =
                key.language.empty() ? column_type(model::definition(property).type) : ColumnType::text;
            attributes_.push_back(
                {{std::move(name), type, std::move(meaning)}, 0, model::definition(property).repeatable});
        }
        return known->second;
    }

    void number_columns() {
        std::uint32_t next = 0;
        for (auto const& [key, attribute] : by_key_) {
            Attribute& each = attributes_[attribute];
            each.column = next++;
            if (each.several) {
                each.definition.type = ColumnType::text;
                each.definition.meaning += "; several are parted by |";
            }
        }
    }

    KnowledgeGraph const& graph_;
    std::vector<std::size_t> first_;  ///< by property
    std::vector<bool> qualified_;     ///< by first property
    std::vector<std::uint32_t> slots_;
    std::unordered_map<std::uint64_t, std::uint32_t> in_language_;
    std::map<Key, std::uint32_t> by_key_;
    std::vector<Attribute> attributes_;
};

/// For each theme the runs of observed editions that treat it.
std::unordered_map<Vertex, std::vector<Spell>> spells_of_themes(std::span<evolution::Analysis const> analyses) {
    std::unordered_map<Vertex, std::vector<Spell>> spells;
    for (evolution::Analysis const& analysis : analyses) {
        std::vector<evolution::State> const& states = analysis.evolution.states;
        for (evolution::StateId id = 0; id < states.size(); ++id) {
            std::optional<Spell> const days = spell_of_edition(*analysis.graph, analysis.edition(id));
            if (!days) {
                continue;
            }
            std::vector<Spell>& of_theme = spells[analysis.theme(id)];
            evolution::StateId const previous = states[id].previous;
            bool const goes_on = previous != evolution::none && states[previous].position + 1 == states[id].position &&
                                 spell_of_edition(*analysis.graph, analysis.edition(previous)).has_value();
            if (goes_on) {
                of_theme.back().end = std::max(of_theme.back().end, days->end);
            } else {
                of_theme.push_back(*days);
            }
        }
    }
    for (auto& [theme, list] : spells) {
        list = united(std::move(list));
    }
    return spells;
}

/// Makes the cells of one vertex after another; texts live until the next.
class Cells {
public:
    Cells(KnowledgeGraph const& graph, AttributeColumns const& columns, std::uint32_t fixed)
        : graph_{graph}, columns_{columns}, fixed_{fixed} {}

    std::span<Cell const> of(Vertex vertex) {
        Kind const kind = graph_.kind(vertex);
        KnowledgeGraph::Rows const rows = graph_.rows(vertex);
        std::size_t const shown = shown_label(graph_, vertex);
        pieces_.clear();
        text_.clear();
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (row != shown) {
                add(columns_(kind, rows.property[row], rows.tag[row]), rows, row);
            }
        }
        cells_.clear();
        cells_.push_back({0, model::definition(kind).name});
        for (Piece const& each : pieces_) {
            cells_.push_back({each.column, std::string_view{text_}.substr(each.start, each.length)});
        }
        // Only kinds whose properties stand in another order than the first of their keys are not sorted yet.
        std::ranges::sort(cells_, {}, &Cell::column);
        return cells_;
    }

private:
    struct Piece {
        std::uint32_t column = 0;
        std::size_t start = 0;
        std::size_t length = 0;
    };

    void add(AttributeColumns::Attribute const& attribute, KnowledgeGraph::Rows const& rows, std::size_t row) {
        std::uint32_t const column = fixed_ + attribute.column;
        // Rows of one column follow each other.
        if (pieces_.empty() || pieces_.back().column != column) {
            pieces_.push_back({column, text_.size(), 0});
        } else {
            text_ += '|';
        }
        rdf::TermView const value = graph_.value_term(rows.tag[row], rows.value[row]);
        PropertyDef const& property = model::definition(rows.property[row]);
        std::string_view const space = value.space != nullptr ? std::string_view{value.space->iri} : std::string_view{};
        if (property.type == ValueType::enumeration) {
            text_ += model::key_of(property, value.text);
        } else if (attribute.several) {
            append_escaped(text_, space);
            append_escaped(text_, value.text);
        } else {
            text_ += space;
            text_ += value.text;
        }
        pieces_.back().length = text_.size() - pieces_.back().start;
    }

    KnowledgeGraph const& graph_;
    AttributeColumns const& columns_;
    std::uint32_t fixed_;
    std::vector<Piece> pieces_;
    std::string text_;
    std::vector<Cell> cells_;
};

std::optional<Spell> spell_of_document(KnowledgeGraph const& graph, Vertex document) {
    std::optional<PartialDate> date = PartialDate::parse(graph.value(document, "issued"));
    if (!date) {
        date = PartialDate::parse(graph.value(document, "adopted"));
    }
    return date ? std::optional{Spell{date->first_day(), std::nullopt}} : std::nullopt;
}

void write_edges(KnowledgeGraph const& graph, GraphWriter& writer) {
    Structure const& structure = graph;
    std::string source_name;
    std::string target_name;
    std::string evidence;
    std::array<Cell, 3> cells;
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        source_name.clear();
        append_name(source_name, graph, vertex);
        for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
            PropertyDef const& property = model::definition(structure[*edge].property);
            target_name.clear();
            append_name(target_name, graph, target(*edge, structure));
            evidence.clear();
            for (Vertex const each : graph.evidence(structure[*edge].evidence)) {
                append_listed_name(evidence, graph, each);
            }
            cells = {Cell{0, property.key}, Cell{1, property.term}, Cell{2, evidence}};
            writer.edge({.source = source_name,
                         .target = target_name,
                         .kind = property.key,
                         .label = {},
                         .cells = std::span{cells}.first(evidence.empty() ? 2 : 3),
                         .line = LineStyle::solid,
                         .highlighted = false});
        }
    }
}

}  // namespace

void write_knowledge_graph(KnowledgeGraph const& graph, std::span<evolution::Analysis const> analyses,
                           std::string_view creator, GraphWriter& writer) {
    AttributeColumns const attributes{graph};
    GraphHeader header;
    header.title = titles_of(graph);
    header.creator = creator;
    header.node_columns.push_back({"kind", ColumnType::text, "kind of record", true});
    auto const fixed = static_cast<std::uint32_t>(header.node_columns.size());
    attributes.add_to(header.node_columns);
    header.edge_columns = {
        {"property", ColumnType::text, "key of the relation in a data file", true},
        {"term", ColumnType::text, "the relation in the ontology"},
        {"evidence", ColumnType::text, "nodes of the evidence that proves it; several are parted by |"},
    };
    writer.begin(header);

    auto const spells = spells_of_themes(analyses);
    std::optional<TimeLayout> layout;
    if (writer.shows_looks()) {
        layout.emplace(graph);
    }
    Cells cells{graph, attributes, fixed};
    std::string name;
    std::string iri;
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        name.clear();
        append_name(name, graph, vertex);
        iri = graph.space_of(vertex).iri;
        iri += graph.id(vertex);
        std::optional<Spell> days;
        std::span<Spell const> of_vertex;
        switch (graph.kind(vertex)) {
            case Kind::edition:
                days = spell_of_edition(graph, vertex);
                break;
            case Kind::document:
                days = spell_of_document(graph, vertex);
                break;
            case Kind::theme:
                if (auto const found = spells.find(vertex); found != spells.end()) {
                    of_vertex = found->second;
                }
                break;
            default:
                break;
        }
        if (days) {
            of_vertex = {&*days, 1};
        }
        writer.node({.id = name,
                     .label = graph.label(vertex),
                     .iri = iri,
                     .cells = cells.of(vertex),
                     .spells = of_vertex,
                     .layer = no_layer,
                     .prominence = 0,
                     .highlighted = false,
                     .look = layout ? std::optional{(*layout)(vertex)} : std::nullopt});
    }
    write_edges(graph, writer);
    writer.end();
}

}  // namespace stoa::formats
