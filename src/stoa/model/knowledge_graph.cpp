// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/knowledge_graph.hpp"

#include <algorithm>
#include <boost/iterator/counting_iterator.hpp>

#include "stoa/model/graph_builder.hpp"

namespace stoa::model {

using rdf::TermView;

std::string KnowledgeGraph::iri(Vertex vertex) const {
    std::string text = space_of(vertex).iri;
    text += id(vertex);
    return text;
}

std::optional<Vertex> KnowledgeGraph::find(Kind kind, std::string_view id) const {
    Range const range = vertices_of(kind);
    // Over counting iterators: clang 14 cannot compile std::views::iota with libstdc++ 12.
    auto const last = boost::make_counting_iterator(range.last);
    auto const found = std::lower_bound(
        boost::make_counting_iterator(range.first), last, id,
        [this](Vertex vertex, std::string_view wanted) { return natural_less(this->id(vertex), wanted); });
    if (found == last || this->id(*found) != id) {
        return std::nullopt;
    }
    return *found;
}

KnowledgeGraph::Rows KnowledgeGraph::rows(Vertex vertex) const {
    std::size_t const first = attribute_start_[vertex];
    std::size_t const count = attribute_start_[vertex + 1] - first;
    return {{attribute_property_.data() + first, count},
            {attribute_tag_.data() + first, count},
            {attribute_value_.data() + first, count},
            {attribute_evidence_.data() + first, count}};
}

KnowledgeGraph::References KnowledgeGraph::references(Vertex vertex) const {
    if (reference_start_.empty()) {
        return {};
    }
    std::size_t const first = reference_start_[vertex];
    std::size_t const count = reference_start_[vertex + 1] - first;
    return {{reference_property_.data() + first, count}, {reference_object_.data() + first, count}};
}

TermView KnowledgeGraph::value_term(TagId tag_id, rdf::StringId value) const {
    Tag const& tag = this->tag(tag_id);
    std::string_view const text = pool_.view(value);
    switch (tag.form) {
        case Tag::Form::string:
            return TermView::string(text);
        case Tag::Form::language:
            return TermView::text_in(text, tag.text);
        case Tag::Form::datatype:
            return TermView::typed(text, tag.text);
        case Tag::Form::iri:
            break;
    }
    return tag.space == Tag::no_space ? TermView::iri(text) : TermView::name(namespaces_[tag.space], text);
}

std::string_view KnowledgeGraph::value(Vertex vertex, PropertyId property) const {
    Rows const rows = this->rows(vertex);
    auto const found = std::ranges::find(rows.property, property);
    if (found == rows.property.end()) {
        return {};
    }
    return pool_.view(rows.value[static_cast<std::size_t>(found - rows.property.begin())]);
}

std::string_view KnowledgeGraph::value(Vertex vertex, std::string_view key) const {
    std::optional<PropertyId> const property = find_property(kind(vertex), key);
    return property ? value(vertex, *property) : std::string_view{};
}

std::vector<Vertex> KnowledgeGraph::objects(Vertex vertex, std::string_view key) const {
    std::vector<Vertex> found;
    std::optional<PropertyId> const property = find_property(kind(vertex), key);
    if (!property) {
        return found;
    }
    Structure const& structure = *this;
    auto const [first, last] = out_edges(vertex, structure);
    for (auto edge = first; edge != last; ++edge) {
        if (structure[*edge].property == *property) {
            found.push_back(target(*edge, structure));
        }
    }
    return found;
}

std::optional<Vertex> KnowledgeGraph::object(Vertex vertex, PropertyId property) const {
    Structure const& structure = *this;
    for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
        if (structure[*edge].property == property) {
            return target(*edge, structure);
        }
    }
    return std::nullopt;
}

std::optional<Vertex> KnowledgeGraph::object(Vertex vertex, std::string_view key) const {
    std::optional<PropertyId> const property = find_property(kind(vertex), key);
    return property ? object(vertex, *property) : std::nullopt;
}

std::string_view KnowledgeGraph::label(Vertex vertex, std::string_view language) const {
    std::optional<PropertyId> const property = find_property(kind(vertex), "label");
    if (!property) {
        return id(vertex);
    }
    Rows const rows = this->rows(vertex);
    std::string_view english;
    std::string_view first;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.property[row] != *property) {
            continue;
        }
        std::string_view const text = pool_.view(rows.value[row]);
        std::string_view const tag = this->tag(rows.tag[row]).text;
        if (tag == language) {
            return text;
        }
        if (tag == "en") {
            english = text;
        }
        if (first.empty()) {
            first = text;
        }
    }
    if (!english.empty()) {
        return english;
    }
    return first.empty() ? id(vertex) : first;
}

std::span<Vertex const> KnowledgeGraph::evidence(EvidenceId set) const {
    auto const index = static_cast<std::size_t>(set);
    std::size_t const first = evidence_start_[index];
    return {evidence_members_.data() + first, evidence_start_[index + 1] - first};
}

namespace {
template <class T>
std::size_t bytes_of(std::vector<T> const& column) {
    return column.capacity() * sizeof(T);
}
}  // namespace

std::size_t KnowledgeGraph::memory_bytes() const {
    // Of each edge: target and bundle forwards, source and index of the bundle backwards.
    std::size_t const structure =
        m_forward.m_column.capacity() * sizeof(Vertex) + m_forward.m_rowstart.capacity() * sizeof(std::uint32_t) +
        m_backward.m_column.capacity() * sizeof(Vertex) + m_backward.m_rowstart.capacity() * sizeof(std::uint32_t) +
        m_forward.m_edge_properties.capacity() * sizeof(EdgeData) +
        m_backward.m_edge_properties.capacity() * sizeof(std::uint32_t);
    return structure + pool_.memory_bytes() + bytes_of(kind_of_) + bytes_of(ids_) + bytes_of(space_of_) +
           bytes_of(data_set_of_) + bytes_of(attribute_start_) + bytes_of(attribute_property_) +
           bytes_of(attribute_tag_) + bytes_of(attribute_value_) + bytes_of(attribute_evidence_) +
           bytes_of(reference_start_) + bytes_of(reference_property_) + bytes_of(reference_object_) +
           bytes_of(evidence_start_) + bytes_of(evidence_members_);
}

}  // namespace stoa::model
