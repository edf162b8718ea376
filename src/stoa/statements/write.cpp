// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/write.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <set>
#include <vector>

#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/prefixes.hpp"
#include "stoa/rdf/turtle_writer.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::statements {

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

void write_turtle(KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options, rdf::ByteSink& out,
                  KnowledgeGraph const* evolution) {
    DataPart const data{graph};
    std::optional<DataPart> computed;
    if (evolution != nullptr) {
        computed.emplace(*evolution, model::computed_kinds);
    }
    rdf::Namespace const own = description_namespace(graph);
    std::optional<StatementList> description;
    std::set<rdf::Namespace const*> used;
    auto const use = [&](DataPart const& part) {
        std::vector<rdf::Namespace const*> const spaces = part.namespaces();
        used.insert(spaces.begin(), spaces.end());
    };
    if (parts.description) {
        description = describe(graph, data, options, computed ? &*computed : nullptr);
        add_used(*description, graph, own, used);
    }
    if (parts.data) {
        use(data);
    }
    if (computed) {
        use(*computed);
    }
    std::vector<rdf::Namespace const*> const spaces{used.begin(), used.end()};
    rdf::TurtleWriter writer{out, spaces};
    if (description) {
        description->write(writer);
    }
    if (parts.data) {
        data.write(writer);
    }
    if (computed) {
        computed->write(writer);
    }
    writer.finish();
}

void write_turtle_about(KnowledgeGraph const& graph, KnowledgeGraph const* evolution, std::span<std::string const> iris,
                        rdf::ByteSink& out) {
    std::vector<DataPart> parts;
    parts.emplace_back(graph);
    if (evolution != nullptr) {
        parts.emplace_back(*evolution, model::computed_kinds);
    }
    std::vector<std::vector<Vertex>> chosen;
    std::set<rdf::Namespace const*> used;
    for (DataPart const& part : parts) {
        std::vector<Vertex>& list = chosen.emplace_back(part.vertices());
        std::erase_if(list, [&](Vertex vertex) { return !std::ranges::binary_search(iris, part.graph().iri(vertex)); });
        std::vector<rdf::Namespace const*> const spaces = part.namespaces(list);
        used.insert(spaces.begin(), spaces.end());
    }
    std::vector<rdf::Namespace const*> const spaces{used.begin(), used.end()};
    rdf::TurtleWriter writer{out, spaces};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (Vertex const vertex : chosen[i]) {
            parts[i].write(vertex, writer);
        }
    }
    writer.finish();
}

void write_sorted_ntriples(std::span<DataPart const* const> parts, StatementList const* list, rdf::ByteSink& out) {
    std::vector<StatementList::Subject const*> const listed =
        list != nullptr ? sorted_subjects(*list) : std::vector<StatementList::Subject const*>{};
    std::vector<std::vector<Vertex>> vertices;
    for (DataPart const* part : parts) {
        vertices.push_back(part->vertices_by_iri());
    }
    rdf::NTriplesWriter writer{out};
    auto next_listed = listed.begin();
    std::vector<std::size_t> next(parts.size(), 0);
    while (true) {
        // The part whose next subject comes first; there are one or two of them.
        std::optional<std::size_t> first;
        auto const term = [&](std::size_t part) { return parts[part]->graph().term(vertices[part][next[part]]); };
        for (std::size_t part = 0; part < parts.size(); ++part) {
            if (next[part] < vertices[part].size() && (!first || iri_less(term(part), term(*first)))) {
                first = part;
            }
        }
        if (!first) {
            break;
        }
        for (; next_listed != listed.end() && iri_less(TermView::iri((*next_listed)->iri), term(*first));
             ++next_listed) {
            StatementList::write(**next_listed, writer);
        }
        parts[*first]->write(vertices[*first][next[*first]++], writer);
    }
    for (; next_listed != listed.end(); ++next_listed) {
        StatementList::write(**next_listed, writer);
    }
    writer.finish();
}

void write_ntriples(KnowledgeGraph const& graph, Parts parts, DescriptionOptions const& options, rdf::ByteSink& out,
                    KnowledgeGraph const* evolution) {
    DataPart const data{graph};
    std::optional<DataPart> computed;
    std::vector<DataPart const*> written;
    if (parts.data) {
        written.push_back(&data);
    }
    if (evolution != nullptr) {
        written.push_back(&computed.emplace(*evolution, model::computed_kinds));
    }
    std::optional<StatementList> description;
    if (parts.description) {
        description = describe(graph, data, options, computed ? &*computed : nullptr);
    }
    write_sorted_ntriples(written, description ? &*description : nullptr, out);
}

}  // namespace stoa::statements
