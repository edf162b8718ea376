// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/data_part.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <set>

#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::statements {

using model::Edge;
using model::KindDef;
using model::KnowledgeGraph;
using model::Structure;
using model::Vertex;
using rdf::TermView;

namespace {

/// `schema:City` as a term that continues a namespace of the graph.
TermView prefixed(KnowledgeGraph const& graph, std::string_view name) {
    std::size_t const colon = name.find(':');
    auto const space = std::ranges::find(graph.namespaces(), name.substr(0, colon), &rdf::Namespace::prefix);
    assert(space != graph.namespaces().end() && "terms of the table use prefixes of the vocabulary list");
    return TermView::name(*space, name.substr(colon + 1));
}

std::string full(TermView const& term) {
    return (term.space != nullptr ? term.space->iri : std::string{}) + std::string{term.text};
}

}  // namespace

bool iri_less(TermView const& a, TermView const& b) {
    auto const compare_with_end = [](std::string_view left, std::string_view right) {
        std::size_t const common = std::min(left.size(), right.size());
        int const order = left.substr(0, common).compare(right.substr(0, common));
        if (order != 0 || left.size() == right.size()) {
            return order < 0;
        }
        // The shorter one goes on with '>'.
        return left.size() < right.size() ? static_cast<unsigned char>('>') < static_cast<unsigned char>(right[common])
                                          : static_cast<unsigned char>(left[common]) < static_cast<unsigned char>('>');
    };
    if (a.space == b.space) {
        return compare_with_end(a.text, b.text);
    }
    return compare_with_end(full(a), full(b));
}

DataPart::DataPart(KnowledgeGraph const& graph) : graph_{graph}, type_{prefixed(graph, "rdf:type")} {
    for (KindDef const& each : model::kinds()) {
        TypeTerms terms;
        terms.own = prefixed(graph, each.class_term);
        terms.has_reused = !each.super_class_term.empty();
        if (terms.has_reused) {
            terms.reused = prefixed(graph, each.super_class_term);
        }
        types_.push_back(terms);
    }
    for (model::PropertyDef const& each : model::properties()) {
        predicates_.push_back(prefixed(graph, each.term));
    }
}

void DataPart::write(std::span<Vertex const> vertices, rdf::StatementSink& sink) const {
    for (Vertex const vertex : vertices) {
        write(vertex, sink);
    }
}

void DataPart::write(Vertex vertex, rdf::StatementSink& sink) const {
    Structure const& structure = graph_;
    TermView const subject = graph_.term(vertex);
    TypeTerms const& types = types_[static_cast<std::size_t>(graph_.kind(vertex))];
    // Each statement waits for the next one, whose object comes from memory while this one is written.
    TermView const* predicate = &type_;
    TermView object = types.own;
    auto const go_on = [&](TermView const& next_predicate, TermView const& next_object) {
        __builtin_prefetch(next_object.text.data());
        sink.write(subject, *predicate, object);
        predicate = &next_predicate;
        object = next_object;
    };
    if (types.has_reused) {
        go_on(type_, types.reused);
    }
    // Rows, edges and references are sorted by property: one merge gives the table's order. Records of the base come
    // before those of the graph.
    KnowledgeGraph::Rows const rows = graph_.rows(vertex);
    std::size_t row = 0;
    KnowledgeGraph::References const references = graph_.references(vertex);
    std::size_t reference = 0;
    auto const refer = [&](model::PropertyId up_to) {
        for (; reference < references.size() && references.property[reference] <= up_to; ++reference) {
            go_on(predicates_[static_cast<std::size_t>(references.property[reference])],
                  graph_.base()->term(references.object[reference]));
        }
    };
    auto [edge, last] = out_edges(vertex, structure);
    while (row < rows.size() || edge != last) {
        bool const take_row = edge == last || (row < rows.size() && rows.property[row] < structure[*edge].property);
        refer(take_row ? rows.property[row] : structure[*edge].property);
        if (take_row) {
            go_on(predicates_[static_cast<std::size_t>(rows.property[row])],
                  graph_.value_term(rows.tag[row], rows.value[row]));
            ++row;
        } else {
            go_on(predicates_[static_cast<std::size_t>(structure[*edge].property)],
                  graph_.term(target(*edge, structure)));
            ++edge;
        }
    }
    refer(static_cast<model::PropertyId>(predicates_.size()));
    sink.write(subject, *predicate, object);
}

std::vector<Vertex> DataPart::vertices() const {
    std::vector<Vertex> all(num_vertices(graph_));
    std::iota(all.begin(), all.end(), Vertex{0});
    return all;
}

std::vector<Vertex> DataPart::by_iri(std::vector<Vertex> vertices) const {
    std::ranges::sort(vertices, [&](Vertex a, Vertex b) { return iri_less(graph_.term(a), graph_.term(b)); });
    return vertices;
}

std::vector<rdf::Namespace const*> DataPart::namespaces(std::span<Vertex const> vertices) const {
    std::set<rdf::Namespace const*> used;
    auto const use = [&](TermView const& term) {
        // rdf:type is written `a`; a local name that needs escapes makes the whole IRI be written.
        if (term.space != nullptr && term.space != type_.space && rdf::is_plain_local_name(term.text)) {
            used.insert(term.space);
        }
    };
    // Namespaces of datatypes; numbers and booleans are written bare.
    auto const use_datatype = [&](std::string_view datatype) {
        using namespace rdf::vocabulary;
        if (datatype == xsd_integer || datatype == xsd_decimal || datatype == xsd_boolean) {
            return;
        }
        for (rdf::Namespace const& each : graph_.namespaces()) {
            if (datatype.starts_with(each.iri) && rdf::is_plain_local_name(datatype.substr(each.iri.size()))) {
                used.insert(&each);
            }
        }
    };
    std::vector<bool> tag_seen(std::size_t{1} << 16U, false);
    std::vector<bool> property_seen(predicates_.size(), false);
    std::vector<bool> kind_seen(types_.size(), false);
    Structure const& structure = graph_;
    for (Vertex const vertex : vertices) {
        used.insert(&graph_.space_of(vertex));
        for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
            property_seen[static_cast<std::size_t>(structure[*edge].property)] = true;
            used.insert(&graph_.space_of(target(*edge, structure)));
        }
        KnowledgeGraph::References const references = graph_.references(vertex);
        for (std::size_t i = 0; i < references.size(); ++i) {
            property_seen[static_cast<std::size_t>(references.property[i])] = true;
            used.insert(&graph_.base()->space_of(references.object[i]));
        }
        kind_seen[static_cast<std::size_t>(graph_.kind(vertex))] = true;
        KnowledgeGraph::Rows const rows = graph_.rows(vertex);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            property_seen[static_cast<std::size_t>(rows.property[row])] = true;
            model::Tag const& tag = graph_.tag(rows.tag[row]);
            if (tag.form == model::Tag::Form::iri) {
                use(graph_.value_term(rows.tag[row], rows.value[row]));
            } else if (tag.form == model::Tag::Form::datatype && !tag_seen[static_cast<std::size_t>(rows.tag[row])]) {
                tag_seen[static_cast<std::size_t>(rows.tag[row])] = true;
                use_datatype(tag.text);
            }
        }
    }
    for (std::size_t i = 0; i < predicates_.size(); ++i) {
        if (property_seen[i]) {
            use(predicates_[i]);
        }
    }
    for (std::size_t i = 0; i < types_.size(); ++i) {
        if (kind_seen[i]) {
            use(types_[i].own);
            if (types_[i].has_reused) {
                use(types_[i].reused);
            }
        }
    }
    std::vector<rdf::Namespace const*> sorted{used.begin(), used.end()};
    std::ranges::sort(sorted, {}, &rdf::Namespace::prefix);
    return sorted;
}

Counts DataPart::count() const {
    Structure const& structure = graph_;
    std::size_t const vertices = num_vertices(graph_);
    Counts counts;
    std::vector<std::size_t> of_kind(types_.size(), 0);
    std::vector<std::size_t> of_property(predicates_.size(), 0);
    std::vector<bool> is_object(vertices, false);
    std::vector<bool> is_object_of_base(graph_.base() != nullptr ? num_vertices(*graph_.base()) : 0, false);
    std::vector<std::uint64_t> values;
    values.reserve(graph_.attribute_count());
    for (Vertex vertex = 0; vertex < vertices; ++vertex) {
        ++counts.distinct_subjects;
        ++of_kind[static_cast<std::size_t>(graph_.kind(vertex))];
        KnowledgeGraph::References const references = graph_.references(vertex);
        for (std::size_t i = 0; i < references.size(); ++i) {
            ++of_property[static_cast<std::size_t>(references.property[i])];
            is_object_of_base[references.object[i]] = true;
        }
        KnowledgeGraph::Rows const rows = graph_.rows(vertex);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            ++of_property[static_cast<std::size_t>(rows.property[row])];
            if (predicates_[static_cast<std::size_t>(rows.property[row])].text == type_.text &&
                predicates_[static_cast<std::size_t>(rows.property[row])].space == type_.space) {
                ++counts.classes[full(graph_.value_term(rows.tag[row], rows.value[row]))];
            }
            values.push_back((std::uint64_t{static_cast<std::uint16_t>(rows.tag[row])} << 32U) |
                             static_cast<std::uint32_t>(rows.value[row]));
        }
    }
    for (auto [edge, last] = edges(structure); edge != last; ++edge) {
        ++of_property[static_cast<std::size_t>(structure[*edge].property)];
        is_object[target(*edge, structure)] = true;
    }

    // Objects: records, classes, and values. A value's IRI may be that of a record or class, so IRIs go by their text.
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    std::set<std::string> iris;
    for (std::uint64_t const value : values) {
        auto const tag = static_cast<model::TagId>(value >> 32U);
        if (graph_.tag(tag).form == model::Tag::Form::iri) {
            iris.insert(full(graph_.value_term(tag, static_cast<rdf::StringId>(static_cast<std::uint32_t>(value)))));
        } else {
            ++counts.distinct_objects;
        }
    }
    std::size_t types = 0;
    for (std::size_t kind = 0; kind < types_.size(); ++kind) {
        if (of_kind[kind] == 0) {
            continue;
        }
        counts.classes[full(types_[kind].own)] += of_kind[kind];
        types += of_kind[kind];
        if (types_[kind].has_reused) {
            counts.classes[full(types_[kind].reused)] += of_kind[kind];
            types += of_kind[kind];
        }
    }
    for (auto const& [iri, number] : counts.classes) {
        iris.insert(iri);
    }
    auto const count_records = [&](KnowledgeGraph const* graph, std::vector<bool> const& is_counted) {
        for (Vertex vertex = 0; vertex < is_counted.size(); ++vertex) {
            if (is_counted[vertex]) {
                ++counts.distinct_objects;
                if (!iris.empty()) {
                    iris.erase(graph->iri(vertex));
                }
            }
        }
    };
    count_records(&graph_, is_object);
    count_records(graph_.base(), is_object_of_base);
    counts.distinct_objects += iris.size();

    counts.triples = types + graph_.attribute_count() + graph_.reference_count() + num_edges(structure);
    if (types > 0) {
        counts.properties[std::string{rdf::vocabulary::rdf_type}] = types;
    }
    for (std::size_t property = 0; property < of_property.size(); ++property) {
        if (of_property[property] > 0) {
            counts.properties[full(predicates_[property])] += of_property[property];
        }
    }
    return counts;
}

}  // namespace stoa::statements
