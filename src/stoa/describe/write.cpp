// SPDX-License-Identifier: Apache-2.0
#include "stoa/describe/write.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <set>
#include <vector>

#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/prefixes.hpp"
#include "stoa/rdf/turtle_writer.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::describe {

using model::KnowledgeGraph;
using model::Vertex;
using rdf::TermView;

namespace {

/// Adds those of the graph's namespaces, and `own`, that the list's terms continue.
void add_used(StatementList const& list, KnowledgeGraph const& graph, rdf::Namespace const& own,
              std::set<rdf::Namespace const*>& used) {
    rdf::Prefixes known;
    for (rdf::Namespace const& each : graph.namespaces()) {
        known.add(each.prefix, each.iri);
    }
    known.add(own.prefix, own.iri);
    auto const use = [&](std::string_view iri) {
        auto const found = known.shorten(iri);
        if (!found || iri == rdf::vocabulary::rdf_type) {
            return;
        }
        auto const same = std::ranges::find(graph.namespaces(), found->first->iri, &rdf::Namespace::iri);
        used.insert(same == graph.namespaces().end() ? &own : &*same);
    };
    for (StatementList::Subject const& subject : list.subjects()) {
        use(subject.iri);
        for (StatementList::Statement const& each : subject.statements) {
            use(each.predicate);
            if (each.object.type == rdf::TermType::iri) {
                use(each.object.text);
            } else if (each.object.datatype != rdf::vocabulary::xsd_integer) {  // which is written bare
                use(each.object.datatype);
            }
        }
    }
}

std::vector<StatementList::Subject const*> sorted_subjects(StatementList const& list) {
    std::vector<StatementList::Subject const*> sorted;
    for (StatementList::Subject const& each : list.subjects()) {
        sorted.push_back(&each);
    }
    std::ranges::sort(
        sorted, [](auto const* a, auto const* b) { return iri_less(TermView::iri(a->iri), TermView::iri(b->iri)); });
    return sorted;
}

}  // namespace

void write_turtle(KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options, rdf::ByteSink& out) {
    DataPart const data{graph};
    rdf::Namespace const own = description_namespace(graph);
    std::optional<StatementList> description;
    std::set<rdf::Namespace const*> used;
    if (parts.description) {
        description = describe(graph, data, options);
        add_used(*description, graph, own, used);
    }
    if (parts.data) {
        std::vector<rdf::Namespace const*> const spaces = data.namespaces();
        used.insert(spaces.begin(), spaces.end());
    }
    std::vector<rdf::Namespace const*> const spaces{used.begin(), used.end()};
    rdf::TurtleWriter writer{out, spaces};
    if (description) {
        description->write(writer);
    }
    if (parts.data) {
        data.write(writer);
    }
    writer.finish();
}

void write_sorted_ntriples(DataPart const* data, KnowledgeGraph const& graph, StatementList const* list,
                           rdf::ByteSink& out) {
    std::vector<StatementList::Subject const*> const listed =
        list != nullptr ? sorted_subjects(*list) : std::vector<StatementList::Subject const*>{};
    std::vector<Vertex> const vertices = data != nullptr ? data->vertices_by_iri() : std::vector<Vertex>{};
    rdf::NTriplesWriter writer{out};
    auto next = listed.begin();
    for (Vertex const vertex : vertices) {
        for (; next != listed.end() && iri_less(TermView::iri((*next)->iri), graph.term(vertex)); ++next) {
            StatementList::write(**next, writer);
        }
        assert(data != nullptr && "the vertices are its");
        data->write(vertex, writer);
    }
    for (; next != listed.end(); ++next) {
        StatementList::write(**next, writer);
    }
    writer.finish();
}

void write_ntriples(KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options, rdf::ByteSink& out) {
    DataPart const data{graph};
    std::optional<StatementList> description;
    if (parts.description) {
        description = describe(graph, data, options);
    }
    write_sorted_ntriples(parts.data ? &data : nullptr, graph, description ? &*description : nullptr, out);
}

}  // namespace stoa::describe
