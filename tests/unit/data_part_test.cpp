// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/data_part.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/sample.hpp"

namespace stoa::statements {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using model::Vertex;
using test::Sample;

KnowledgeGraph edition_in_cork() {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "3");
    RecordId const city = sample.add(Kind::city, "cork");
    sample.set(edition, "status", "held");
    sample.text(edition, "label", "Third", "en");
    sample.text(edition, "label", "Tercera", "es");
    sample.set(edition, "number", "3");
    sample.set(edition, "start", "2017-09-18");
    sample.link(edition, "city", city);
    sample.text(city, "label", "Third", "en");  // the same literal as the edition's
    sample.set(city, "same_as", "http://www.wikidata.org/entity/Q36647");
    return sample.freeze();
}

TEST(DataPart, WritesTypesThenTheOrderOfTheTable) {
    KnowledgeGraph const graph = edition_in_cork();
    test::Lines sink;
    DataPart{graph}.write(Vertex{0}, sink);
    std::vector<std::string> predicates;
    for (std::string const& line : sink.lines) {
        std::size_t const first = line.find_last_of("#/", line.find("> ", line.find(' ') + 1)) + 1;
        predicates.push_back(line.substr(first, line.find('>', first) - first));
    }
    EXPECT_EQ(predicates, (std::vector<std::string>{"type", "type", "prefLabel", "prefLabel", "editionNumber", "status",
                                                    "startDate", "location"}));
}

TEST(DataPart, CountsTheStatementsThatItWrites) {
    KnowledgeGraph const graph = edition_in_cork();
    DataPart const data{graph};
    Counts const counts = data.count();
    EXPECT_EQ(counts.triples, 11U);
    EXPECT_EQ(counts.triples, test::sorted_lines(data).size());
    EXPECT_EQ(counts.distinct_subjects, 2U);
    // Three classes, two labels, number, status, date, the city itself and its item.
    EXPECT_EQ(counts.distinct_objects, 10U);
    EXPECT_EQ(counts.classes, (std::map<std::string, std::size_t>{{"https://schema.org/City", 1},
                                                                  {"https://schema.org/Event", 1},
                                                                  {"https://w3id.org/stoa/ns#Edition", 1}}));
    EXPECT_EQ(counts.properties,
              (std::map<std::string, std::size_t>{{"http://www.w3.org/1999/02/22-rdf-syntax-ns#type", 3},
                                                  {"http://www.w3.org/2002/07/owl#sameAs", 1},
                                                  {"http://www.w3.org/2004/02/skos/core#prefLabel", 3},
                                                  {"https://schema.org/location", 1},
                                                  {"https://schema.org/startDate", 1},
                                                  {"https://w3id.org/stoa/ns#editionNumber", 1},
                                                  {"https://w3id.org/stoa/ns#status", 1}}));
}

TEST(DataPart, CountsAnIriThatIsRecordAndValueOnce) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "3");
    sample.link(edition, "city", sample.add(Kind::city, "cork"));
    sample.set(edition, "same_as", "https://example.org/a/city/cork");
    sample.set(edition, "url", "https://schema.org/City");  // a class of the part
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(DataPart{graph}.count().distinct_objects, 4U);  // three classes and the city
}

TEST(DataPart, CountsNothingInAnEmptyGraph) {
    Sample sample;
    KnowledgeGraph const graph = sample.freeze();
    Counts const counts = DataPart{graph}.count();
    EXPECT_EQ(counts.triples, 0U);
    EXPECT_TRUE(counts.properties.empty());
    EXPECT_TRUE(DataPart{graph}.namespaces({}).empty());
}

TEST(DataPart, NamesThePrefixesThatTheTurtleUses) {
    KnowledgeGraph const graph = edition_in_cork();
    std::vector<std::string> prefixes;
    for (rdf::Namespace const* const each : DataPart{graph}.namespaces(DataPart{graph}.vertices())) {
        prefixes.push_back(each->prefix);
    }
    EXPECT_EQ(prefixes, (std::vector<std::string>{"city", "edition", "owl", "schema", "skos", "stoa", "wd", "xsd"}));
    std::string const turtle = test::written(graph, {true, false}, rdf::turtle());
    for (std::string const& prefix : prefixes) {
        EXPECT_NE(turtle.find("@prefix " + prefix + ": <"), std::string::npos) << prefix;
        std::size_t const body = turtle.find("\n\n");
        EXPECT_NE(turtle.find(prefix + ":", body), std::string::npos) << prefix << "\n" << turtle;
    }
}

TEST(DataPart, NamesNoPrefixForAnIriThatIsWrittenInFull) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    sample.set(city, "same_as", "http://www.wikidata.org/entity/Q1/x");
    KnowledgeGraph const graph = sample.freeze();
    for (rdf::Namespace const* const each : DataPart{graph}.namespaces(DataPart{graph}.vertices())) {
        EXPECT_NE(each->prefix, "wd");
    }
}

TEST(DataPart, OrdersVerticesAsTheirLinesAreOrdered) {
    Sample sample;
    model::DataSet inside = test::data_set("b");
    inside.base = "https://example.org/a/edition/";  // the edition's namespace is the beginning of this one
    model::DataSetId const b = sample.builder.add_data_set(inside);
    model::DataSet longer = test::data_set("c");
    longer.base = "https://example.org/a-b/";
    model::DataSetId const c = sample.builder.add_data_set(longer);
    for (std::string_view const id : {"1", "10", "1-a", "1.a", "city", "zz", "a", "ab", "2"}) {
        sample.add(Kind::edition, id);
        sample.add(Kind::city, id, b);
        sample.add(Kind::edition, id, c);
        sample.add(Kind::evidence, id);
    }
    KnowledgeGraph const graph = sample.freeze();
    DataPart const data{graph};
    test::Lines sink;
    for (Vertex const vertex : data.by_iri(data.vertices())) {
        data.write(vertex, sink);
    }
    std::vector<std::string> subjects;
    for (std::string const& line : sink.lines) {
        subjects.push_back(line.substr(0, line.find(' ')));
    }
    EXPECT_TRUE(std::ranges::is_sorted(subjects));
    EXPECT_EQ((std::set<std::string>{subjects.begin(), subjects.end()}.size()), num_vertices(graph));
}

TEST(IriLess, ComparesAsIfTheIrisStoodInBrackets) {
    std::array<std::string_view, 9> const iris{
        "urn:a", "urn:a-", "urn:a.b", "urn:a1", "urn:a=", "urn:a?", "urn:aa", "urn:a~", "urn:b"};
    for (std::string_view const a : iris) {
        for (std::string_view const b : iris) {
            bool const expected = "<" + std::string{a} + ">" < "<" + std::string{b} + ">";
            EXPECT_EQ(iri_less(rdf::TermView::iri(a), rdf::TermView::iri(b)), expected) << a << " " << b;
        }
    }
}

TEST(IriLess, ComparesNamesWithWholeIris) {
    rdf::Namespace const edition{"edition", "https://a/edition/"};
    rdf::Namespace const inside{"x", "https://a/edition/1/"};
    auto const less = [](rdf::TermView const& a, rdf::TermView const& b) { return iri_less(a, b) && !iri_less(b, a); };
    EXPECT_TRUE(less(rdf::TermView::name(edition, "1"), rdf::TermView::name(edition, "2")));
    EXPECT_TRUE(less(rdf::TermView::name(inside, "z"), rdf::TermView::name(edition, "1")));  // '/' before '>'
    EXPECT_TRUE(less(rdf::TermView::name(inside, "z"), rdf::TermView::name(edition, "2")));
    EXPECT_TRUE(less(rdf::TermView::iri("https://a/b"), rdf::TermView::name(edition, "1")));
    EXPECT_FALSE(iri_less(rdf::TermView::iri("https://a/edition/1"), rdf::TermView::name(edition, "1")));
    EXPECT_FALSE(iri_less(rdf::TermView::name(edition, "1"), rdf::TermView::iri("https://a/edition/1")));
}

}  // namespace
}  // namespace stoa::statements
