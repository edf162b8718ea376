// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/part_writer.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "stoa/rdf/prefixes.hpp"
#include "stoa/rdf/vocabulary.hpp"
#include "stoa/statements/evolution_graph.hpp"

namespace stoa::statements {

using model::KnowledgeGraph;
using model::Vertex;
using rdf::TermView;

namespace {

struct Part {
    std::string_view name;
    bool Parts::*flag;
};
constexpr std::array all{Part{"data", &Parts::data}, Part{"description", &Parts::description},
                         Part{"evolution", &Parts::evolution}};

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

/// Subjects of one part.
struct Section {
    DataPart const& part;
    std::vector<Vertex> vertices;
};

/// One graph: what is written into it.
struct Content {
    std::string_view graph;
    StatementList const* list = nullptr;
    std::vector<Section> sections;
};

/// Merges sections that have no subject in common, and the list.
void write_by_iri(Content& content, rdf::StatementSink& sink) {
    std::vector<StatementList::Subject const*> const listed =
        content.list != nullptr ? sorted_subjects(*content.list) : std::vector<StatementList::Subject const*>{};
    std::vector<Section>& sections = content.sections;
    for (Section& each : sections) {
        each.vertices = each.part.by_iri(std::move(each.vertices));
    }
    auto next_listed = listed.begin();
    std::vector<std::size_t> next(sections.size(), 0);
    std::string made;
    while (true) {
        // The section whose next subject comes first; there are one or two of them.
        std::optional<std::size_t> first;
        auto const term = [&](std::size_t i) { return sections[i].part.term(sections[i].vertices[next[i]]); };
        for (std::size_t i = 0; i < sections.size(); ++i) {
            if (next[i] < sections[i].vertices.size() && (!first || iri_less(term(i), term(*first)))) {
                first = i;
            }
        }
        while (next_listed != listed.end() && (!first || iri_less(TermView::iri((*next_listed)->iri), term(*first)))) {
            StatementList::write(**next_listed++, sink);
        }
        if (!first) {
            return;
        }
        sections[*first].part.write(sections[*first].vertices[next[*first]++], sink, made);
    }
}

void write_document(std::vector<Content> contents, std::set<rdf::Namespace const*> used, rdf::Syntax const& syntax,
                    rdf::ByteSink& out) {
    for (Content const& content : contents) {
        for (Section const& each : content.sections) {
            if (syntax.has_prefixes) {
                std::vector<rdf::Namespace const*> const spaces = each.part.namespaces(each.vertices);
                used.insert(spaces.begin(), spaces.end());
            }
        }
    }
    std::vector<rdf::Namespace const*> const spaces{used.begin(), used.end()};
    std::unique_ptr<rdf::Serializer> const serializer = syntax.write_to(out, spaces);
    for (Content& content : contents) {
        if (syntax.has_named_graphs && !content.graph.empty()) {
            serializer->begin_graph(content.graph);
        }
        if (syntax.order == rdf::SubjectOrder::by_iri) {
            write_by_iri(content, *serializer);
            continue;
        }
        if (content.list != nullptr) {
            content.list->write(*serializer);
        }
        for (Section const& each : content.sections) {
            each.part.write(each.vertices, *serializer);
        }
    }
    serializer->finish();
}

}  // namespace

std::vector<std::string> names_of(Parts parts) {
    std::vector<std::string> names;
    for (Part const& each : all) {
        if (parts.*each.flag) {
            names.emplace_back(each.name);
        }
    }
    return names;
}

std::vector<GraphParts> distribute(Parts parts, std::string_view graph, bool split) {
    if (!split) {
        return {{std::string{graph}, parts}};
    }
    std::string_view const stem = graph.substr(0, graph.find_last_not_of("/#") + 1);
    std::vector<GraphParts> graphs;
    for (Part const& each : all) {
        if (parts.*each.flag) {
            Parts one{false, false, false};
            one.*each.flag = true;
            graphs.push_back(
                {each.flag == &Parts::data ? std::string{graph} : std::string{stem}.append("/").append(each.name),
                 one});
        }
    }
    return graphs;
}

PartWriter::PartWriter(KnowledgeGraph const& graph, Parts parts, DescriptionOptions options)
    : graph_{graph}, parts_{parts}, options_{std::move(options)}, data_{graph, parts.description} {}

void PartWriter::add_evolution(std::span<evolution::Analysis const> analyses) {
    computed_ = std::make_unique<KnowledgeGraph>(evolution_graph(graph_, analyses));
    evolution_.emplace(*computed_, parts_.description);
}

StatementList const& PartWriter::description() {
    if (!description_) {
        description_ = describe(graph_, data_, options_, evolution_ ? &*evolution_ : nullptr);
        own_ = description_namespace(graph_);
    }
    return *description_;
}

void PartWriter::write(rdf::Syntax const& syntax, rdf::ByteSink& out) {
    write(distribute(parts_, {}, false), syntax, out);
}

void PartWriter::write(std::span<GraphParts const> graphs, rdf::Syntax const& syntax, rdf::ByteSink& out) {
    assert((graphs.size() <= 1 || syntax.has_named_graphs) && "only named graphs can share a document");
    std::vector<Content> contents;
    std::set<rdf::Namespace const*> used;
    for (GraphParts const& each : graphs) {
        Content& content = contents.emplace_back(Content{each.graph, nullptr, {}});
        if (each.parts.description) {
            content.list = &description();
            if (syntax.has_prefixes) {
                add_used(*content.list, graph_, own_, used);
            }
        }
        if (each.parts.data) {
            content.sections.push_back({data_.part, data_.part.vertices()});
        }
        if (each.parts.evolution) {
            assert(evolution_ && "evolution is added before it is written");
            content.sections.push_back({evolution_->part, evolution_->part.vertices()});
        }
    }
    write_document(std::move(contents), std::move(used), syntax, out);
}

void PartWriter::write_about(std::span<std::string const> iris, rdf::Syntax const& syntax, rdf::ByteSink& out) const {
    Content content;
    for (DescribedPart const* each : {&data_, evolution_ ? &*evolution_ : nullptr}) {
        if (each != nullptr) {
            std::vector<Vertex> vertices = each->part.vertices();
            std::erase_if(vertices,
                          [&](Vertex vertex) { return !std::ranges::binary_search(iris, each->part.iri(vertex)); });
            content.sections.push_back({each->part, std::move(vertices)});
        }
    }
    std::vector<Content> contents;
    contents.push_back(std::move(content));
    write_document(std::move(contents), {}, syntax, out);
}

}  // namespace stoa::statements
