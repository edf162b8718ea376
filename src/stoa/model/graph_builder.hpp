// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::model {

/// Number of a record while the graph is being built, in the order of `add_record`.
enum class RecordId : std::uint32_t {};

/// The position in the input of a statement; `nowhere` for statements made by a program.
enum class PlaceId : std::uint32_t {};
inline constexpr PlaceId nowhere{};

/// Id of a record whose own id is missing, invalid or taken: not a valid id, and its graph is never written.
inline constexpr std::string_view nameless = "-";

/// Places of the input, kept beside the graph while it is checked.
class Places {
public:
    [[nodiscard]] diagnostics::Location location(PlaceId id) const;
    [[nodiscard]] diagnostics::Location of(Vertex vertex) const;
    /// Of the attribute in this row of the vertex.
    [[nodiscard]] diagnostics::Location of_row(KnowledgeGraph const& graph, Vertex vertex, std::size_t row) const;

private:
    friend class GraphBuilder;
    struct Place {
        std::uint32_t file = 0;
        std::uint32_t line = 0;
        std::uint32_t column = 0;
    };
    std::vector<std::string> files_;
    std::vector<Place> places_{Place{}};
    std::vector<PlaceId> of_vertex_;
    std::vector<PlaceId> of_row_;
};

/// Collects records and statements in any order; `freeze` makes the graph. The result depends on what was added and
/// not on the order of adding.
///
/// Values are taken as they are: ids are slugs, texts are NFC, lexical forms canonical (see canonical.hpp). A statement
/// that is added twice is kept once, with the evidence of both. RDF keeps evidence that differs from the subject's only
/// if a claim makes the statement (ontology/README.md), so a caller that adds such evidence must also add the claim.
class GraphBuilder {
public:
    GraphBuilder() : GraphBuilder(nullptr) {}
    /// For a graph of further records of the data sets of `base`, which may refer to those of `base`. `base` outlives
    /// the graph, and stays where it is; it may be null.
    explicit GraphBuilder(KnowledgeGraph const* base);

    DataSetId add_data_set(DataSet data_set);
    [[nodiscard]] DataSet& data_set(DataSetId id) { return data_sets_[static_cast<std::size_t>(id)]; }

    /// Ids are unique per kind and data set; the caller ensures this.
    RecordId add_record(Kind kind, DataSetId data_set, std::string_view id, PlaceId place = nowhere);

    void relate(RecordId subject, PropertyId property, RecordId object, EvidenceId evidence = no_evidence);
    /// Relates a record to one of the base.
    void refer(RecordId subject, PropertyId property, Vertex object);
    void add_value(RecordId subject, PropertyId property, TagId tag, std::string_view text,
                   EvidenceId evidence = no_evidence, PlaceId place = nowhere);
    /// A value that is an IRI, split at the longest namespace of a known vocabulary.
    void add_iri(RecordId subject, PropertyId property, std::string_view iri, EvidenceId evidence = no_evidence,
                 PlaceId place = nowhere);

    [[nodiscard]] TagId string_tag() const { return TagId{}; }
    [[nodiscard]] TagId language_tag(std::string_view language);
    [[nodiscard]] TagId datatype_tag(std::string_view iri);

    /// The set of these evidence records; equal sets have one id.
    [[nodiscard]] EvidenceId evidence_set(std::span<RecordId const> records);

    PlaceId place(std::string_view file, std::uint32_t line, std::uint32_t column);
    [[nodiscard]] diagnostics::Location location(PlaceId place) const { return places_.location(place); }
    [[nodiscard]] PlaceId place_of(RecordId record) const { return records_[index(record)].place; }

    [[nodiscard]] Kind kind(RecordId record) const { return records_[index(record)].kind; }
    [[nodiscard]] std::string_view id(RecordId record) const { return pool_.view(records_[index(record)].id); }
    [[nodiscard]] DataSetId data_set_of(RecordId record) const { return records_[index(record)].data_set; }
    /// As the graph will have it.
    [[nodiscard]] std::string iri(RecordId record) const;
    [[nodiscard]] std::size_t record_count() const { return records_.size(); }

    /// Calls `visit(subject, object, evidence)` for each statement of the relation so far.
    template <class Visit>
    void for_each_relation(PropertyId property, Visit visit) const {
        for (Relation const& each : relations_) {
            if (each.property == property) {
                visit(each.subject, each.object, each.evidence);
            }
        }
    }
    /// Calls `visit(subject, text, evidence)` for each value of the attribute so far; of an IRI in a known vocabulary
    /// the text is the local name.
    template <class Visit>
    void for_each_value(PropertyId property, Visit visit) const {
        for (Value const& each : values_) {
            if (each.property == property) {
                visit(each.subject, pool_.view(each.text), each.evidence);
            }
        }
    }

    /// Removes what no record of a root data set leads to (over relations, evidence, from a record to the claims and
    /// figures about it, and from a scheme to all its members: a list is whole), and notes in each data set how many
    /// records were read and reached.
    void keep_reachable();

    /// Consumes the builder. `places` receives the places of vertices and rows when it is not null.
    [[nodiscard]] KnowledgeGraph freeze(Places* places = nullptr) &&;

    /// Bytes held while building.
    [[nodiscard]] std::size_t memory_bytes() const;

private:
    struct Record {
        rdf::StringId id{};
        PlaceId place{};
        DataSetId data_set{};
        Kind kind{};
    };
    struct Relation {
        RecordId subject{};
        RecordId object{};
        EvidenceId evidence{};
        PropertyId property{};
    };
    struct Reference {
        Vertex subject{};  ///< the number of a record until the graph is frozen
        Vertex object{};   ///< of the base
        PropertyId property{};
    };
    struct Value {
        RecordId subject{};
        rdf::StringId text{};
        EvidenceId evidence{};
        PlaceId place{};
        PropertyId property{};
        TagId tag{};
    };

    /// Finds a tag without a string of its own; clang 14 cannot compare tuples of both types by std::less<>.
    struct TagLess {
        using is_transparent = void;
        using View = std::tuple<Tag::Form, std::string_view, std::uint16_t>;
        bool operator()(View const& left, View const& right) const { return left < right; }
    };

    [[nodiscard]] static std::size_t index(RecordId record) { return static_cast<std::size_t>(record); }
    [[nodiscard]] TagId tag(Tag::Form form, std::string_view text, std::uint16_t space);

    /// New number of each record, in the order of the output.
    [[nodiscard]] std::vector<Vertex> number_records(KnowledgeGraph& graph);
    [[nodiscard]] std::string namespace_of(Kind kind, DataSetId data_set) const;
    void freeze_namespaces(KnowledgeGraph& graph);
    /// The set of all evidence of equal statements, in the frozen graph.
    template <class Statement>
    [[nodiscard]] EvidenceId united_evidence(KnowledgeGraph& graph, Statement first, Statement last);
    void freeze_relations(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of);
    void freeze_references(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of);
    void freeze_values(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of, Places* places);
    void freeze_evidence(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of);
    /// Strings in the order in which a writer of all records needs them.
    void freeze_strings(KnowledgeGraph& graph);

    KnowledgeGraph const* base_ = nullptr;
    rdf::StringPool pool_;
    std::vector<DataSet> data_sets_;
    std::vector<rdf::Namespace> namespaces_;
    std::vector<Tag> tags_;
    std::map<std::tuple<Tag::Form, std::string, std::uint16_t>, TagId, TagLess> tag_ids_;
    std::vector<Record> records_;
    std::vector<Relation> relations_;
    std::vector<Reference> references_;
    std::vector<Value> values_;
    /// Sets of one record are found by its number, larger ones by their members.
    std::vector<EvidenceId> evidence_of_one_;
    std::map<std::vector<RecordId>, EvidenceId> evidence_of_many_;
    std::vector<std::uint32_t> evidence_start_{0, 0};
    std::vector<RecordId> evidence_members_;
    std::map<std::vector<Vertex>, EvidenceId> united_evidence_;
    Places places_;
    std::map<std::string, std::uint32_t, std::less<>> files_;
};

/// Natural order: runs of digits compare as numbers, the rest as bytes; equal only for equal strings.
[[nodiscard]] bool natural_less(std::string_view left, std::string_view right);

}  // namespace stoa::model
