// SPDX-License-Identifier: Apache-2.0
// Builds a graph without any file: records of a kind, with attributes and relations by their keys (`stoa schema` lists
// them), then `freeze()`, after which the graph is read-only. Vertices are in natural order, those of a kind in one
// range, whatever the order in which they were added.
#include <stoa/model/graph_builder.hpp>
#include <stoa/rdf/vocabulary.hpp>

#include <iostream>
#include <string>
#include <utility>

using namespace stoa::model;

int main() {
    GraphBuilder builder;
    DataSet talks;
    talks.name = "talks";
    talks.base = "https://example.org/talks/";
    DataSetId const data_set = builder.add_data_set(talks);

    RecordId const series = builder.add_record(Kind::series, data_set, "talks");
    for (std::string const number : {"10", "2"}) {
        RecordId const edition = builder.add_record(Kind::edition, data_set, number);
        builder.relate(edition, property(Kind::edition, "series"), series);
        builder.add_value(edition, property(Kind::edition, "label"), builder.language_tag("en"), "Talks " + number);
        builder.add_value(edition, property(Kind::edition, "number"),
                          builder.datatype_tag(stoa::rdf::vocabulary::xsd_integer), number);
    }

    KnowledgeGraph const graph = std::move(builder).freeze();
    KnowledgeGraph::Range const editions = graph.vertices_of(Kind::edition);
    for (Vertex edition = editions.first; edition < editions.last; ++edition) {
        std::cout << graph.label(edition) << " is <" << graph.iri(edition) << ">\n";
    }
}
