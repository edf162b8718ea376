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

#include "stoa/rdf/vocabulary.hpp"
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
    std::string made;
    DataPart{graph}.write(Vertex{0}, sink, made);
    std::vector<std::string> predicates;
    for (std::string const& line : sink.lines) {
        std::size_t const first = line.find_last_of("#/", line.find("> ", line.find(' ') + 1)) + 1;
        predicates.push_back(line.substr(first, line.find('>', first) - first));
    }
    EXPECT_EQ(predicates,
              (std::vector<std::string>{"type", "type", "prefLabel", "prefLabel", "label", "label", "name", "name",
                                        "editionNumber", "status", "eventStatus", "startDate", "location"}));
}

TEST(DataPart, CountsTheStatementsThatItWrites) {
    KnowledgeGraph const graph = edition_in_cork();
    DataPart const data{graph};
    Counts const counts = data.count();
    EXPECT_EQ(counts.triples, 23U);
    EXPECT_EQ(counts.triples, test::sorted_lines(data).size());
    EXPECT_EQ(counts.distinct_subjects, 3U);
    // Five classes, two labels, number, two words for the status, date, the city itself, its item and its address.
    EXPECT_EQ(counts.distinct_objects, 14U);
    EXPECT_EQ(counts.classes, (std::map<std::string, std::size_t>{{"https://schema.org/City", 1},
                                                                  {"https://schema.org/Event", 1},
                                                                  {"https://schema.org/Place", 1},
                                                                  {"https://schema.org/PostalAddress", 1},
                                                                  {"https://w3id.org/stoa/ns#Edition", 1}}));
    EXPECT_EQ(counts.properties,
              (std::map<std::string, std::size_t>{{"http://www.w3.org/1999/02/22-rdf-syntax-ns#type", 5},
                                                  {"http://www.w3.org/2000/01/rdf-schema#label", 4},
                                                  {"http://www.w3.org/2002/07/owl#sameAs", 1},
                                                  {"http://www.w3.org/2004/02/skos/core#prefLabel", 3},
                                                  {"https://schema.org/address", 1},
                                                  {"https://schema.org/addressLocality", 1},
                                                  {"https://schema.org/eventStatus", 1},
                                                  {"https://schema.org/location", 1},
                                                  {"https://schema.org/name", 3},
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
    // Five classes, the city, its address and its name; the edition has none of its own, and is named by its id.
    EXPECT_EQ(DataPart{graph}.count().distinct_objects, 9U);
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
    EXPECT_EQ(prefixes,
              (std::vector<std::string>{"city", "edition", "owl", "rdfs", "schema", "skos", "stoa", "wd", "xsd"}));
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
    std::string made;
    for (Vertex const vertex : data.by_iri(data.vertices())) {
        data.write(vertex, sink, made);
    }
    std::vector<std::string> subjects;
    for (std::string const& line : sink.lines) {
        subjects.push_back(line.substr(0, line.find(' ')));
    }
    EXPECT_TRUE(std::ranges::is_sorted(subjects));
    EXPECT_EQ((std::set<std::string>{subjects.begin(), subjects.end()}.size()), data.vertices().size());
    EXPECT_EQ(data.vertices().size(), num_vertices(graph) + graph.vertices_of(Kind::city).size());
}

/// Lines of the N-Triples of the data part, about the subject whose IRI ends so.
std::vector<std::string> about(KnowledgeGraph const& graph, std::string_view subject) {
    std::vector<std::string> found;
    for (std::string const& line : test::sorted_lines(DataPart{graph})) {
        std::size_t const end = line.find("> <");
        if (std::string_view{line}.substr(0, end).ends_with(subject)) {
            found.push_back(line.substr(end + 2));
        }
    }
    return found;
}

bool says(std::vector<std::string> const& lines, std::string_view predicate, std::string const& object) {
    return std::ranges::count(lines, "<" + rdf::vocabulary::expand(predicate) + "> " + object + " .") == 1;
}

std::string iri(std::string_view name) { return "<" + rdf::vocabulary::expand(name) + ">"; }

TEST(DataPart, RepeatsStatusModeAndDateInTheWordsOfSchemaOrg) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "3");
    sample.set(edition, "status", "cancelled");
    sample.set(edition, "mode", "in_person");
    RecordId const launch = sample.add(Kind::history, "launch");
    sample.set(launch, "date", "2013-10");
    sample.set(launch, "milestone", "called_for");
    RecordId const award = sample.add(Kind::award, "prize");
    sample.set(award, "date", "2013-10");
    KnowledgeGraph const graph = sample.freeze();
    std::vector<std::string> const lines = about(graph, "edition/3");
    EXPECT_TRUE(says(lines, "stoa:status", iri("stoa:cancelled")));
    EXPECT_TRUE(says(lines, "schema:eventStatus", iri("schema:EventCancelled")));
    EXPECT_TRUE(says(lines, "schema:eventAttendanceMode", iri("schema:OfflineEventAttendanceMode")));
    std::string const month = "\"2013-10\"^^" + iri("xsd:gYearMonth");
    EXPECT_TRUE(says(about(graph, "history/launch"), "schema:startDate", month));
    EXPECT_TRUE(says(about(graph, "history/launch"), "schema:name", "\"called for, 2013-10\"@en"));
    EXPECT_FALSE(says(about(graph, "award/prize"), "schema:startDate", month));
}

TEST(DataPart, GivesACityAndItsVenuesAnAddress) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    RecordId const country = sample.add(Kind::country, "ireland");
    RecordId const venue = sample.add(Kind::venue, "hall");
    sample.text(city, "label", "Cork", "en");
    sample.text(city, "label", "Corcaigh", "ga");
    sample.text(country, "label", "Ireland", "en");
    sample.link(city, "country", country);
    sample.link(venue, "in_city", city);
    RecordId const other = sample.add(Kind::city, "oslo");
    RecordId const norway = sample.add(Kind::country, "norway");
    sample.text(other, "label", "Oslo", "en");
    sample.text(norway, "label", "Norway", "en");
    sample.link(other, "country", norway);
    sample.builder.add_value(country, model::property(Kind::country, "iso2"),
                             sample.builder.datatype_tag(rdf::vocabulary::expand("stoa:iso3166Alpha2")), "IE");
    KnowledgeGraph const graph = sample.freeze();
    std::string const address = "<https://example.org/a/city/cork/address>";
    EXPECT_TRUE(says(about(graph, "city/cork"), "schema:address", address));
    EXPECT_TRUE(says(about(graph, "venue/hall"), "schema:address", address));
    EXPECT_EQ(
        about(graph, "city/cork/address"),
        (std::vector<std::string>{
            iri("rdf:type") + " " + iri("schema:PostalAddress") + " .", iri("rdfs:label") + " \"Cork, Ireland\"@en .",
            iri("schema:addressCountry") + " \"IE\" .", iri("schema:addressLocality") + " \"Corcaigh\"@ga .",
            iri("schema:addressLocality") + " \"Cork\"@en ."}));
    EXPECT_TRUE(says(about(graph, "city/oslo/address"), "schema:addressCountry", "\"Norway\"@en"));
    EXPECT_EQ(DataPart{graph}.count().triples, test::sorted_lines(DataPart{graph}).size());
}

TEST(DataPart, WritesRelatedFromBothEndsOnce) {
    Sample sample;
    RecordId const a = sample.add(Kind::theme, "a");
    RecordId const b = sample.add(Kind::concept_, "b");
    RecordId const c = sample.add(Kind::concept_, "c");
    sample.link(a, "related", b);
    sample.link(b, "related", c);
    sample.link(c, "related", b);
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_TRUE(says(about(graph, "concept/b"), "skos:related", "<https://example.org/a/theme/a>"));
    EXPECT_TRUE(says(about(graph, "concept/b"), "skos:related", "<https://example.org/a/concept/c>"));
    EXPECT_TRUE(says(about(graph, "concept/c"), "skos:related", "<https://example.org/a/concept/b>"));
    EXPECT_TRUE(says(about(graph, "theme/a"), "skos:related", "<https://example.org/a/concept/b>"));
    EXPECT_EQ(DataPart{graph}.count().properties.at(rdf::vocabulary::expand("skos:related")), 4U);
}

TEST(DataPart, NamesTheTopConceptsOfEachScheme) {
    Sample sample;
    RecordId const list = sample.add(Kind::scheme, "list");
    RecordId const other = sample.add(Kind::scheme, "other");
    RecordId const health = sample.add(Kind::theme, "health");
    RecordId const nursing = sample.add(Kind::concept_, "nursing");
    for (RecordId const each : {health, nursing}) {
        sample.link(each, "scheme", list);
    }
    sample.link(nursing, "scheme", other);  // in which nothing is broader
    sample.link(nursing, "broader", health);
    KnowledgeGraph const graph = sample.freeze();
    std::string const list_iri = "<https://example.org/a/scheme/list>";
    std::string const other_iri = "<https://example.org/a/scheme/other>";
    EXPECT_TRUE(says(about(graph, "theme/health"), "skos:topConceptOf", list_iri));
    EXPECT_FALSE(says(about(graph, "concept/nursing"), "skos:topConceptOf", list_iri));
    EXPECT_TRUE(says(about(graph, "concept/nursing"), "skos:topConceptOf", other_iri));
    EXPECT_TRUE(says(about(graph, "scheme/list"), "skos:hasTopConcept", "<https://example.org/a/theme/health>"));
    EXPECT_TRUE(says(about(graph, "scheme/other"), "skos:hasTopConcept", "<https://example.org/a/concept/nursing>"));
    EXPECT_EQ(DataPart{graph}.count().triples, test::sorted_lines(DataPart{graph}).size());
}

TEST(DataPart, MakesACityThatOrganisesAnOrganisation) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "3");
    sample.link(edition, "organiser", sample.add(Kind::city, "cork"));
    sample.link(edition, "city", sample.add(Kind::city, "oslo"));
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_TRUE(says(about(graph, "city/cork"), "rdf:type", iri("schema:Organization")));
    EXPECT_FALSE(says(about(graph, "city/oslo"), "rdf:type", iri("schema:Organization")));
    EXPECT_EQ(DataPart{graph}.count().classes.at(rdf::vocabulary::expand("schema:Organization")), 1U);
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
