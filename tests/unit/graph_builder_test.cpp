// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "support/random_graph.hpp"
#include "support/sample.hpp"

namespace stoa::model {
namespace {

using test::Sample;

std::vector<std::string> sorted(std::vector<std::string> list) {
    std::ranges::sort(list, natural_less);
    return list;
}

TEST(NaturalOrder, ComparesRunsOfDigitsAsNumbers) {
    EXPECT_EQ(sorted({"edition-10", "edition-2", "edition-1", "edition"}),
              (std::vector<std::string>{"edition", "edition-1", "edition-2", "edition-10"}));
    EXPECT_EQ(sorted({"4.10", "4.b", "4.2", "4", "17.1"}),
              (std::vector<std::string>{"4", "4.2", "4.10", "4.b", "17.1"}));
}

TEST(NaturalOrder, HoldsForNumbersOfAnyLength) {
    EXPECT_TRUE(natural_less("99999999999999999999999", "100000000000000000000000"));
    EXPECT_FALSE(natural_less("100000000000000000000000", "99999999999999999999999"));
}

TEST(NaturalOrder, LooksAtLeadingZerosLast) {
    EXPECT_TRUE(natural_less("01", "1"));
    EXPECT_FALSE(natural_less("1", "01"));
    EXPECT_TRUE(natural_less("01a", "1b"));
    EXPECT_TRUE(natural_less("1a", "01b"));
    EXPECT_FALSE(natural_less("007", "007"));
}

TEST(NaturalOrder, ComparesOtherBytesAsUnsigned) { EXPECT_TRUE(natural_less("z", "é")); }

TEST(NaturalOrder, IsAStrictOrder) {
    std::array<std::string_view, 14> const words{"",   "0",   "00", "1",    "01", "10",  "a",
                                                 "a0", "a00", "a1", "a01b", "-",  "a-1", "1a"};
    for (std::string_view const a : words) {
        for (std::string_view const b : words) {
            EXPECT_EQ(natural_less(a, b) || natural_less(b, a), a != b) << a << " " << b;
            EXPECT_FALSE(natural_less(a, b) && natural_less(b, a)) << a << " " << b;
            for (std::string_view const c : words) {
                EXPECT_TRUE(!natural_less(a, b) || !natural_less(b, c) || natural_less(a, c))
                    << a << " " << b << " " << c;
            }
        }
    }
}

TEST(GraphBuilder, MakesAnEmptyGraphOfNothing) {
    KnowledgeGraph const graph = GraphBuilder{}.freeze();
    EXPECT_EQ(num_vertices(graph), 0U);
    EXPECT_EQ(num_edges(graph), 0U);
    EXPECT_EQ(graph.attribute_count(), 0U);
}

TEST(GraphBuilder, NumbersVerticesByKindThenInNaturalOrder) {
    Sample sample;
    sample.add(Kind::city, "cork");
    sample.add(Kind::edition, "10");
    sample.add(Kind::edition, "2");
    sample.add(Kind::series, "iclc");
    KnowledgeGraph const graph = sample.freeze();
    std::vector<std::string> iris;
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        iris.push_back(graph.iri(vertex));
    }
    EXPECT_EQ(iris, (std::vector<std::string>{"https://example.org/a/series/iclc", "https://example.org/a/edition/2",
                                              "https://example.org/a/edition/10", "https://example.org/a/city/cork"}));
}

TEST(GraphBuilder, PutsRecordsOfOneIdInTheOrderOfTheirBases) {
    Sample sample;
    DataSetId const later = sample.builder.add_data_set(test::data_set("c"));
    DataSetId const earlier = sample.builder.add_data_set(test::data_set("b"));
    sample.add(Kind::city, "cork", later);
    sample.add(Kind::city, "cork", earlier);
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(graph.iri(0), "https://example.org/b/city/cork");
    EXPECT_EQ(graph.iri(1), "https://example.org/c/city/cork");
    EXPECT_EQ(graph.find(Kind::city, "cork"), Vertex{0});
}

TEST(GraphBuilder, GivesOneGraphWhateverTheOrderOfAdding) {
    for (std::uint64_t seed = test::first_seed(); seed < test::first_seed() + 20; ++seed) {
        test::Random random{seed};
        test::Plan const plan = test::random_plan(random);
        KnowledgeGraph const first = test::add_in_any_order(plan, random).freeze();
        KnowledgeGraph const second = test::add_in_any_order(plan, random).freeze();
        test::Lines one;
        statements::DataPart{first}.write(statements::DataPart{first}.vertices(), one);
        test::Lines other;
        statements::DataPart{second}.write(statements::DataPart{second}.vertices(), other);
        EXPECT_EQ(one.lines, other.lines) << "STOA_SEED=" << seed;
    }
}

TEST(GraphBuilder, RelatesRecordsToThoseOfItsBaseWithoutKeepingThem) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "2");
    for (std::string_view const id : {"10", "9"}) {
        sample.add(Kind::evidence, id);
    }
    sample.link(edition, "city", sample.add(Kind::city, "cork"));
    KnowledgeGraph const base = sample.freeze();

    GraphBuilder builder{&base};
    RecordId const before = builder.add_record(Kind::state, DataSetId{0}, "before");
    RecordId const after = builder.add_record(Kind::state, DataSetId{0}, "after");
    builder.relate(before, property(Kind::state, "leads_to"), after);
    builder.refer(before, property(Kind::state, "edition"), *base.find(Kind::edition, "2"));
    for (std::string_view const id : {"10", "9", "10"}) {
        builder.refer(before, property(Kind::state, "evidence"), *base.find(Kind::evidence, id));
    }
    KnowledgeGraph const graph = std::move(builder).freeze();

    EXPECT_EQ(graph.base(), &base);
    EXPECT_EQ(base.base(), nullptr);
    EXPECT_EQ(num_vertices(graph), 2U);
    EXPECT_EQ(num_edges(graph), 1U);
    Vertex const vertex = *graph.find(Kind::state, "before");
    EXPECT_EQ(graph.rows(vertex).size(), 0U);
    EXPECT_EQ(graph.references(*graph.find(Kind::state, "after")).size(), 0U);
    EXPECT_EQ(base.references(0).size(), 0U);
    std::vector<std::string> ids;
    for (Vertex const object : graph.references(vertex).object) {
        ids.push_back(base.iri(object));
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"https://example.org/a/edition/2", "https://example.org/a/evidence/9",
                                             "https://example.org/a/evidence/10"}))
        << "each once, in the order of the base";

    statements::DataPart const part{graph};
    EXPECT_EQ(part.count().triples, test::sorted_lines(part).size());
    std::set<std::string> objects;
    for (std::string const& line : test::sorted_lines(part)) {
        objects.insert(line.substr(line.find("> ", line.find("> ") + 1)));
    }
    EXPECT_EQ(part.count().distinct_objects, objects.size());
    std::vector<std::string> prefixes;
    for (rdf::Namespace const* const each : part.namespaces(part.vertices())) {
        prefixes.push_back(each->prefix);
    }
    EXPECT_EQ(prefixes, (std::vector<std::string>{"edition", "evidence", "prov", "rdfs", "schema", "state", "stoa"}));
}

TEST(GraphBuilder, KeepsAStatementThatIsAddedTwiceOnce) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    RecordId const country = sample.add(Kind::country, "ireland");
    for (int i = 0; i < 2; ++i) {
        sample.link(city, "country", country);
        sample.text(city, "label", "Cork");
        sample.set(city, "same_as", "http://www.wikidata.org/entity/Q36647");
    }
    sample.text(city, "label", "Cork", "es");  // another language is another statement
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(num_edges(graph), 1U);
    EXPECT_EQ(graph.rows(0).size(), 3U);
}

TEST(GraphBuilder, KeepsAllEvidenceOfAStatementThatIsAddedTwice) {
    Sample sample;
    RecordId const a = sample.add(Kind::evidence, "a");
    RecordId const b = sample.add(Kind::evidence, "b");
    RecordId const c = sample.add(Kind::evidence, "c");
    RecordId const country = sample.add(Kind::country, "ireland");
    for (std::string_view const id : {"cork", "dublin"}) {
        RecordId const city = sample.add(Kind::city, id);
        for (EvidenceId const each : {sample.proof({c}), sample.proof({a, b}), sample.proof({b, c})}) {
            sample.text(city, "label", "City", "en", each);
            sample.link(city, "country", country, each);
        }
    }
    KnowledgeGraph const graph = sample.freeze();
    Structure const& structure = graph;
    for (std::string_view const id : {"cork", "dublin"}) {
        Vertex const city = graph.find(Kind::city, id).value();
        ASSERT_EQ(graph.rows(city).size(), 1U);
        ASSERT_EQ(out_degree(city, structure), 1U);
        for (EvidenceId const set :
             {graph.rows(city).evidence[0], structure[*out_edges(city, structure).first].evidence}) {
            std::vector<std::string_view> ids;
            for (Vertex const each : graph.evidence(set)) {
                ids.push_back(graph.id(each));
            }
            EXPECT_EQ(ids, (std::vector<std::string_view>{"a", "b", "c"}));
        }
    }
}

TEST(GraphBuilder, KeepsTheEvidenceOfAStatementThatIsAlsoAddedWithoutAny) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    RecordId const page = sample.add(Kind::evidence, "page");
    sample.text(city, "label", "Cork", "en");
    sample.text(city, "label", "Cork", "en", sample.proof({page}));
    KnowledgeGraph const graph = sample.freeze();
    ASSERT_EQ(graph.rows(0).size(), 1U);
    EXPECT_EQ(graph.evidence(graph.rows(0).evidence[0]).size(), 1U);
}

TEST(GraphBuilder, GivesEqualSetsOfEvidenceOneId) {
    Sample sample;
    RecordId const a = sample.add(Kind::evidence, "a");
    RecordId const b = sample.add(Kind::evidence, "b");
    EXPECT_EQ(sample.proof({}), no_evidence);
    EXPECT_EQ(sample.proof({a}), sample.proof({a}));
    EXPECT_EQ(sample.proof({a, a}), sample.proof({a}));
    EXPECT_EQ(sample.proof({b, a}), sample.proof({a, b, a}));
    EXPECT_NE(sample.proof({a}), sample.proof({b}));
    EXPECT_NE(sample.proof({a}), sample.proof({a, b}));
    RecordId const added_later = sample.add(Kind::evidence, "c");
    EXPECT_NE(sample.proof({added_later}), sample.proof({a}));
}

TEST(GraphBuilder, SortsTheEvidenceOfEdgesAndRows) {
    Sample sample;
    RecordId const z = sample.add(Kind::evidence, "z");
    RecordId const a = sample.add(Kind::evidence, "a");
    RecordId const city = sample.add(Kind::city, "cork");
    RecordId const country = sample.add(Kind::country, "ireland");
    sample.link(city, "country", country, sample.proof({z, a}));
    sample.text(city, "label", "Cork", "en", sample.proof({a}));
    KnowledgeGraph const graph = sample.freeze();
    Structure const& structure = graph;
    Vertex const cork = graph.find(Kind::city, "cork").value();
    auto const ids = [&](EvidenceId set) {
        std::vector<std::string_view> list;
        for (Vertex const each : graph.evidence(set)) {
            list.push_back(graph.id(each));
        }
        return list;
    };
    EXPECT_EQ(ids(structure[*out_edges(cork, structure).first].evidence), (std::vector<std::string_view>{"a", "z"}));
    EXPECT_EQ(ids(graph.rows(cork).evidence[0]), (std::vector<std::string_view>{"a"}));
    EXPECT_TRUE(graph.evidence(no_evidence).empty());
}

TEST(GraphBuilder, SortsRowsByPropertyLanguageAndText) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    sample.set(city, "latitude", "51.897");
    sample.text(city, "alt_label", "b10", "es");
    sample.text(city, "alt_label", "b2", "es");
    sample.text(city, "alt_label", "c", "en");
    sample.text(city, "label", "Cork", "en");
    KnowledgeGraph const graph = sample.freeze();
    std::vector<std::string_view> texts;
    KnowledgeGraph::Rows const rows = graph.rows(0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        texts.push_back(graph.value_term(rows.tag[i], rows.value[i]).text);
    }
    EXPECT_EQ(texts, (std::vector<std::string_view>{"Cork", "c", "b2", "b10", "51.897"}));
}

TEST(GraphBuilder, SplitsAnIriAtTheLongestNamespaceOfAVocabulary) {
    Sample sample;
    RecordId const goal = sample.add(Kind::sdg_goal, "4");
    sample.set(goal, "exact_match", "http://metadata.un.org/sdg/codes/geoArea/410");
    sample.set(goal, "close_match", "http://metadata.un.org/sdg/4");
    sample.set(goal, "broad_match", "https://schema.org/");  // the namespace itself is no name in it
    sample.set(goal, "narrow_match", "urn:x");
    KnowledgeGraph const graph = sample.freeze();
    auto const term = [&](std::string_view key) {
        KnowledgeGraph::Rows const rows = graph.rows(0);
        auto const row = static_cast<std::size_t>(std::ranges::find(rows.property, property(Kind::sdg_goal, key)) -
                                                  rows.property.begin());
        return graph.value_term(rows.tag[row], rows.value[row]);
    };
    EXPECT_EQ(term("exact_match").space->prefix, "unarea");
    EXPECT_EQ(term("exact_match").text, "410");
    EXPECT_EQ(term("close_match").space->prefix, "sdg");
    EXPECT_EQ(term("broad_match").space, nullptr);
    EXPECT_EQ(term("broad_match").text, "https://schema.org/");
    EXPECT_EQ(term("narrow_match").space, nullptr);
}

// --- prefixes ---------------------------------------------------------------------------------------------------

std::string prefix_of(KnowledgeGraph const& graph, std::string_view iri) {
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        if (graph.iri(vertex) == iri) {
            return graph.space_of(vertex).prefix;
        }
    }
    return "not found";
}

TEST(GraphBuilder, NamesTheKindPlainlyWhereOneDataSetHasIt) {
    Sample sample;
    DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
    sample.add(Kind::edition, "1");
    sample.add(Kind::city, "cork", used);
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(prefix_of(graph, "https://example.org/a/edition/1"), "edition");
    EXPECT_EQ(prefix_of(graph, "https://example.org/b/city/cork"), "city");
}

TEST(GraphBuilder, NamesTheKindPlainlyInTheOnlyRootDataSetAndAfterTheDataSetElsewhere) {
    Sample sample;
    DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
    sample.add(Kind::city, "cork");
    sample.add(Kind::city, "cork", used);
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(prefix_of(graph, "https://example.org/a/city/cork"), "city");
    EXPECT_EQ(prefix_of(graph, "https://example.org/b/city/cork"), "b-city");
}

TEST(GraphBuilder, NamesTheKindAfterEachDataSetWhereSeveralRootsHaveIt) {
    Sample sample;
    DataSetId const other = sample.builder.add_data_set(test::data_set("b"));
    sample.add(Kind::city, "cork");
    sample.add(Kind::city, "cork", other);
    sample.add(Kind::edition, "1", other);
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(prefix_of(graph, "https://example.org/a/city/cork"), "a-city");
    EXPECT_EQ(prefix_of(graph, "https://example.org/b/city/cork"), "b-city");
    EXPECT_EQ(prefix_of(graph, "https://example.org/b/edition/1"), "edition");
}

TEST(GraphBuilder, MakesNoNamespaceForWhatIsComputed) {
    Sample sample;
    sample.add(Kind::edition, "1");
    sample.add(Kind::theme, "inclusion");
    KnowledgeGraph const graph = sample.freeze();
    for (Kind const kind : {Kind::analysis, Kind::observation, Kind::state, Kind::event}) {
        EXPECT_EQ(std::ranges::find(graph.namespaces(), definition(kind).name, &rdf::Namespace::prefix),
                  graph.namespaces().end());
        EXPECT_EQ(graph.vertices_of(kind).size(), 0U);
    }
}

TEST(GraphBuilder, PutsGoalsAndTargetsOfAllDataSetsIntoTheNamespaceOfTheUnitedNations) {
    Sample sample;
    DataSetId const other = sample.builder.add_data_set(test::data_set("b"));
    sample.add(Kind::sdg_goal, "4");
    sample.add(Kind::sdg_target, "4.7", other);
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(prefix_of(graph, "http://metadata.un.org/sdg/4"), "sdg");
    EXPECT_EQ(prefix_of(graph, "http://metadata.un.org/sdg/4.7"), "sdg");
}

// --- what the root data sets reach ------------------------------------------------------------------------------

TEST(KeepReachable, FollowsRelationsFromTheRootDataSets) {
    Sample sample;
    DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
    RecordId const edition = sample.add(Kind::edition, "1");
    RecordId const city = sample.add(Kind::city, "cork", used);
    RecordId const country = sample.add(Kind::country, "ireland", used);
    RecordId const other_city = sample.add(Kind::city, "dublin", used);
    sample.link(edition, "city", city);
    sample.link(city, "country", country);
    sample.link(other_city, "country", country);  // leads here, and is not led to
    sample.builder.keep_reachable();
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(num_vertices(graph), 3U);
    EXPECT_EQ(graph.find(Kind::city, "dublin"), std::nullopt);
    EXPECT_EQ(num_edges(graph), 2U);
    EXPECT_EQ(graph.data_set(used).records_read, 3U);
    EXPECT_EQ(graph.data_set(used).records_reached, 2U);
}

TEST(KeepReachable, KeepsTheEvidenceOfWhatItKeepsAndItsSources) {
    Sample sample;
    DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
    RecordId const edition = sample.add(Kind::edition, "1");
    RecordId const source = sample.add(Kind::source, "s", used);
    RecordId const proof = sample.add(Kind::evidence, "p", used);
    RecordId const lost = sample.add(Kind::evidence, "lost", used);
    RecordId const city = sample.add(Kind::city, "dublin", used);
    sample.link(proof, "source", source);
    sample.link(lost, "source", source);
    sample.text(city, "label", "Dublin", "en", sample.proof({lost}));
    sample.text(edition, "label", "First", "en", sample.proof({proof}));
    sample.builder.keep_reachable();
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(num_vertices(graph), 3U);
    EXPECT_EQ(graph.id(graph.evidence(graph.rows(0).evidence[0])[0]), "p");
}

TEST(KeepReachable, BringsTheClaimsAndFiguresAboutARecord) {
    Sample sample;
    DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
    RecordId const edition = sample.add(Kind::edition, "1");
    RecordId const city = sample.add(Kind::city, "cork", used);
    RecordId const claim = sample.add(Kind::claim, "c", used);
    RecordId const country = sample.add(Kind::country, "ireland", used);
    sample.link(edition, "city", city);
    sample.link(claim, "subject", city);
    sample.link(claim, "value_resource", country);
    sample.builder.keep_reachable();
    EXPECT_EQ(num_vertices(sample.freeze()), 4U);
}

TEST(KeepReachable, KeepsAListWhole) {
    Sample sample;
    DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
    RecordId const occurrence = sample.add(Kind::occurrence, "o");
    RecordId const list = sample.add(Kind::scheme, "list", used);
    RecordId const reached = sample.add(Kind::concept_, "reached", used);
    sample.link(occurrence, "items", reached);
    for (RecordId const each :
         {reached, sample.add(Kind::concept_, "other", used), sample.add(Kind::theme, "t", used)}) {
        sample.link(each, "scheme", list);
    }
    sample.add(Kind::scheme, "empty", used);
    sample.builder.keep_reachable();
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(num_vertices(graph), 5U);
    EXPECT_TRUE(graph.find(Kind::concept_, "other"));
    EXPECT_FALSE(graph.find(Kind::scheme, "empty"));
}

TEST(KeepReachable, LeavesNothingWhereNoRootHasARecord) {
    Sample sample;
    DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
    RecordId const city = sample.add(Kind::city, "cork", used);
    RecordId const proof = sample.add(Kind::evidence, "p", used);
    sample.text(city, "label", "Cork", "en", sample.proof({proof}));
    sample.builder.keep_reachable();
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(num_vertices(graph), 0U);
    EXPECT_EQ(graph.data_set(used).records_read, 2U);
    EXPECT_EQ(graph.data_set(used).records_reached, 0U);
}

TEST(Places, TellWhereVerticesAndRowsStand) {
    Sample sample;
    RecordId const city =
        sample.builder.add_record(Kind::city, sample.root, "cork", sample.builder.place("b.toml", 7, 3));
    sample.builder.add_record(Kind::series, sample.root, "s");
    sample.builder.add_value(city, property(Kind::city, "label"), sample.builder.language_tag("en"), "Cork",
                             no_evidence, sample.builder.place("a.toml", 9, 5));
    KnowledgeGraph const graph = sample.freeze();
    Vertex const cork = graph.find(Kind::city, "cork").value();
    EXPECT_EQ(sample.places.of(cork), (diagnostics::Location{"b.toml", 7, 3}));
    EXPECT_EQ(sample.places.of_row(graph, cork, 0), (diagnostics::Location{"a.toml", 9, 5}));
    EXPECT_EQ(sample.places.of(0), diagnostics::Location{});
}

}  // namespace
}  // namespace stoa::model
