// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/graph_traits.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/model/data_set.hpp"
#include "stoa/model/schema.hpp"
#include "stoa/rdf/statement.hpp"
#include "stoa/rdf/string_pool.hpp"

namespace stoa::model {

/// Index of a set of evidence records; `no_evidence` where a statement carries none.
enum class EvidenceId : std::uint32_t {};
inline constexpr EvidenceId no_evidence{};

/// Index of the language, datatype or namespace of a value.
enum class TagId : std::uint16_t {};

/// What an attribute's text is: a plain string, words in a language, a literal of a datatype, or the rest of an IRI.
struct Tag {
    enum class Form : std::uint8_t { string, language, datatype, iri };
    Form form = Form::string;
    std::string text;                ///< language tag or datatype IRI
    std::uint16_t space = no_space;  ///< namespace that an IRI continues
    static constexpr std::uint16_t no_space = 0xFFFF;
};

/// The bundle of an edge: which relation it is and what proves it.
struct EdgeData {
    EvidenceId evidence = no_evidence;
    PropertyId property{};
};

using Structure = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, EdgeData,
                                                     boost::no_property, std::uint32_t, std::uint32_t>;

using Vertex = boost::graph_traits<Structure>::vertex_descriptor;
using Edge = boost::graph_traits<Structure>::edge_descriptor;

/// The frozen graph of typed records: vertices are records, edges are relations, attributes stand in columns beside
/// them, strings once in a pool. Immutable and made by GraphBuilder; safe to read from several threads.
///
/// Invariant: vertices are numbered in the order of the output (kind, then natural order of ids: edition 2 before 10,
/// then base IRI); the out-edges of a vertex are sorted by property and target, its attribute rows by property,
/// language and text. So writers stream, and `vertices_of(Kind::edition)` is one contiguous range.
///
/// It is a boost::compressed_sparse_row_graph: BGL algorithms that need a BidirectionalGraph, VertexListGraph or
/// EdgeListGraph run on it as they are, with `degree()` below (lengauer_tarjan_dominator_tree asks for it). Those that
/// need an *undirected* graph compile here and answer wrongly; use in their place: union-find
/// (boost::disjoint_sets over `edges(g)`) for connected_components, and a small undirected copy of the part in
/// question for biconnected_components, articulation_points and maximum matchings. With 32-bit vertices,
/// boost::transitive_closure does not compile (Boost 1.74): visit from each vertex instead; and Dijkstra's maps are
/// iterator_property_map, not raw pointers.
class KnowledgeGraph : public Structure {
public:
    /// Columns of the attributes of one vertex, all of the same length.
    struct Rows {
        std::span<PropertyId const> property;
        std::span<TagId const> tag;
        std::span<rdf::StringId const> value;
        std::span<EvidenceId const> evidence;
        [[nodiscard]] std::size_t size() const { return property.size(); }
    };
    /// Columns of the relations of one vertex to records of the base.
    struct References {
        std::span<PropertyId const> property;
        std::span<Vertex const> object;  ///< a vertex of the base
        [[nodiscard]] std::size_t size() const { return property.size(); }
    };
    struct Range {
        Vertex first = 0;
        Vertex last = 0;  ///< one past the end
        [[nodiscard]] std::size_t size() const { return last - first; }
        [[nodiscard]] bool contains(Vertex vertex) const { return first <= vertex && vertex < last; }
    };

    KnowledgeGraph(KnowledgeGraph&&) = default;
    KnowledgeGraph& operator=(KnowledgeGraph&&) = default;
    KnowledgeGraph(KnowledgeGraph const&) = delete;
    KnowledgeGraph& operator=(KnowledgeGraph const&) = delete;
    ~KnowledgeGraph() = default;

    [[nodiscard]] Kind kind(Vertex vertex) const { return kind_of_[vertex]; }
    /// Id within kind and data set, as in the data file or made from the key fields.
    [[nodiscard]] std::string_view id(Vertex vertex) const { return pool_.view(ids_[vertex]); }
    [[nodiscard]] DataSetId data_set_of(Vertex vertex) const { return data_set_of_[vertex]; }
    [[nodiscard]] rdf::TermView term(Vertex vertex) const {
        return rdf::TermView::name(space_of(vertex), pool_.view(ids_[vertex]));
    }
    [[nodiscard]] std::string iri(Vertex vertex) const;

    [[nodiscard]] Range vertices_of(Kind kind) const {
        return {kind_start_[static_cast<std::size_t>(kind)], kind_start_[static_cast<std::size_t>(kind) + 1]};
    }
    /// The record of this kind and id; of several data sets' the one that comes first in the output.
    [[nodiscard]] std::optional<Vertex> find(Kind kind, std::string_view id) const;

    [[nodiscard]] Rows rows(Vertex vertex) const;
    /// An attribute's value as a term; views live as long as the graph.
    [[nodiscard]] rdf::TermView value_term(TagId tag, rdf::StringId value) const;
    /// Lexical form of the first value of the attribute, or empty. Linear in the rows of the vertex.
    [[nodiscard]] std::string_view value(Vertex vertex, PropertyId property) const;
    /// As above with a key of the table.
    [[nodiscard]] std::string_view value(Vertex vertex, std::string_view key) const;
    /// First object of the relation. Linear in the out-edges of the vertex.
    [[nodiscard]] std::optional<Vertex> object(Vertex vertex, PropertyId property) const;
    /// As above with a key of the table.
    [[nodiscard]] std::optional<Vertex> object(Vertex vertex, std::string_view key) const;
    /// Objects of the relation, sorted.
    [[nodiscard]] std::vector<Vertex> objects(Vertex vertex, std::string_view key) const;
    /// Preferred label in the language, else in English, else the first one, else the id.
    [[nodiscard]] std::string_view label(Vertex vertex, std::string_view language = "en") const;

    /// Evidence records behind a statement, sorted; empty for `no_evidence`.
    [[nodiscard]] std::span<Vertex const> evidence(EvidenceId set) const;

    [[nodiscard]] std::span<DataSet const> data_sets() const { return data_sets_; }
    [[nodiscard]] DataSet const& data_set(DataSetId id) const { return data_sets_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] Tag const& tag(TagId id) const { return tags_[static_cast<std::size_t>(id)]; }
    /// Namespaces of vocabularies, then of kinds in data sets; only those of vocabularies may be unused.
    [[nodiscard]] std::span<rdf::Namespace const> namespaces() const { return namespaces_; }
    [[nodiscard]] rdf::Namespace const& space_of(Vertex vertex) const { return namespaces_[space_of_[vertex]]; }
    [[nodiscard]] std::size_t attribute_count() const { return attribute_property_.size(); }

    /// The graph to whose records those of this one may refer, or null; nothing of it is kept here.
    [[nodiscard]] KnowledgeGraph const* base() const { return base_; }
    /// Relations to records of the base, which are no edges, sorted by property and object.
    [[nodiscard]] References references(Vertex vertex) const;
    [[nodiscard]] std::size_t reference_count() const { return reference_object_.size(); }

    /// Bytes held by structure, pool and columns.
    [[nodiscard]] std::size_t memory_bytes() const;

private:
    friend class GraphBuilder;
    KnowledgeGraph() = default;

    KnowledgeGraph const* base_ = nullptr;
    rdf::StringPool pool_;
    std::vector<DataSet> data_sets_;
    std::vector<rdf::Namespace> namespaces_;
    std::vector<Tag> tags_;

    std::vector<Vertex> kind_start_;
    std::vector<Kind> kind_of_;
    std::vector<rdf::StringId> ids_;
    std::vector<std::uint16_t> space_of_;
    std::vector<DataSetId> data_set_of_;

    std::vector<std::uint32_t> attribute_start_;
    std::vector<PropertyId> attribute_property_;
    std::vector<TagId> attribute_tag_;
    std::vector<rdf::StringId> attribute_value_;
    std::vector<EvidenceId> attribute_evidence_;

    std::vector<std::uint32_t> reference_start_;  ///< empty without references
    std::vector<PropertyId> reference_property_;
    std::vector<Vertex> reference_object_;

    std::vector<std::uint32_t> evidence_start_;
    std::vector<Vertex> evidence_members_;
};

/// The missing piece of the bidirectional CSR graph (Boost 1.74 to 1.81).
[[nodiscard]] inline std::uint32_t degree(Vertex vertex, KnowledgeGraph const& graph) {
    Structure const& structure = graph;
    return static_cast<std::uint32_t>(out_degree(vertex, structure) + in_degree(vertex, structure));
}

}  // namespace stoa::model

namespace boost {
/// BGL looks property maps up by the graph's exact type.
template <class Tag>
struct property_map<stoa::model::KnowledgeGraph, Tag> : property_map<stoa::model::Structure, Tag> {};
}  // namespace boost
