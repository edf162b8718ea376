// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/validation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/document.hpp"
#include "stoa/rdf/ontology.hpp"
#include "stoa/rdf/ontology_text.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {
namespace {

using vocabulary::expand;

constexpr std::string_view prefixes = R"(@prefix : <https://example.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix stoa: <https://w3id.org/stoa/ns#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
)";

Document read(std::string_view text) {
    Document document;
    diagnostics::Diagnostics faults;
    EXPECT_TRUE(document.read_string(text, "file.ttl", turtle(), faults));
    for (diagnostics::Diagnostic const& each : faults.sorted()) {
        ADD_FAILURE() << diagnostics::to_line(each);
    }
    return document;
}

Ontology const& stoa_ontology() {
    static Ontology const ontology{read(ontology_text())};
    return ontology;
}

std::vector<Finding> findings(std::string_view statements) {
    return validate(read(std::string(prefixes).append(statements)), stoa_ontology());
}

/// The rules that are broken, each as often as it is, in order.
std::vector<std::string> broken(std::string_view statements) {
    std::vector<std::string> rules;
    for (Finding const& each : findings(statements)) {
        rules.emplace_back(name_of(each.rule));
    }
    return rules;
}

using Rules = std::vector<std::string>;

TEST(Ontology, KnowsClassesWithAllTheirSuperClasses) {
    Ontology const ontology{
        read(std::string(prefixes) +
             ":A a owl:Class . :B a owl:Class ; rdfs:subClassOf :A . :C a owl:Class ; rdfs:subClassOf :B .")};
    EXPECT_TRUE(ontology.is_a("https://example.org/C", "https://example.org/A"));
    EXPECT_TRUE(ontology.is_a("https://example.org/C", "https://example.org/C"));
    EXPECT_TRUE(ontology.is_a("https://example.org/C", expand("owl:Thing")));
    EXPECT_FALSE(ontology.is_a("https://example.org/A", "https://example.org/C"));
}

TEST(Ontology, EndsWithSubClassesInACircle) {
    Ontology const ontology{
        read(std::string(prefixes) + ":A a owl:Class ; rdfs:subClassOf :B . :B a owl:Class ; rdfs:subClassOf :A .")};
    EXPECT_TRUE(ontology.is_a("https://example.org/A", "https://example.org/B"));
}

TEST(Ontology, ReadsWhatStandsOnTheSidesOfAProperty) {
    Property const* const edition = stoa_ontology().find_property(expand("stoa:edition"));
    ASSERT_NE(edition, nullptr);
    EXPECT_EQ(edition->kind, Property::Kind::object);
    EXPECT_TRUE(edition->functional);
    EXPECT_TRUE(edition->strict);
    EXPECT_EQ(edition->domain,
              (std::vector{expand("stoa:Award"), expand("stoa:Coverage"), expand("stoa:Development"),
                           expand("stoa:EvolutionEvent"), expand("stoa:HistoryEvent"), expand("stoa:Observation"),
                           expand("stoa:ThemeOccurrence"), expand("stoa:ThemeState")}));
    EXPECT_EQ(edition->classes, std::vector{expand("stoa:Edition")});
    EXPECT_TRUE(edition->datatypes.empty());
}

TEST(Ontology, TakesTheHintsOfReusedTerms) {
    Property const* const start = stoa_ontology().find_property(expand("schema:startDate"));
    ASSERT_NE(start, nullptr);
    EXPECT_EQ(start->domain, (std::vector{expand("stoa:Edition"), expand("stoa:HistoryEvent")}));
    EXPECT_EQ(start->datatypes.size(), 3U);
    EXPECT_TRUE(start->classes.empty());
    Property const* const location = stoa_ontology().find_property(expand("schema:location"));
    ASSERT_NE(location, nullptr);
    EXPECT_FALSE(location->strict);
}

TEST(Ontology, PutsBoundsToAnyLiteralWhereHintsDo) {
    EXPECT_EQ(stoa_ontology().find_property(expand("stoa:value"))->datatypes, std::vector{expand("rdfs:Literal")});
    std::vector<std::string> const& dates = stoa_ontology().find_property(expand("stoa:adoptedOn"))->datatypes;
    EXPECT_EQ(std::ranges::count(dates, expand("rdfs:Literal")), 0);
    EXPECT_EQ(dates.size(), 3U);
}

TEST(Ontology, PutsBoundsToAnySubjectWhereHintsDo) {
    Ontology const ontology{read(std::string(prefixes) + R"(
        :p a owl:ObjectProperty ; rdfs:domain owl:Thing ; schema:domainIncludes :A, :B .
        :q a owl:ObjectProperty ; rdfs:domain owl:Thing .
        :r a owl:ObjectProperty ; schema:domainIncludes :A, owl:Thing .)")};
    EXPECT_EQ(ontology.find_property("https://example.org/p")->domain,
              (std::vector<std::string>{"https://example.org/A", "https://example.org/B"}));
    EXPECT_TRUE(ontology.find_property("https://example.org/q")->domain.empty());
    EXPECT_TRUE(ontology.find_property("https://example.org/r")->domain.empty());
}

TEST(Ontology, KnowsItsIndividualsAndTheirClasses) {
    EXPECT_EQ(stoa_ontology().types_of(expand("stoa:held")), std::vector{expand("stoa:EditionStatus")});
    EXPECT_TRUE(stoa_ontology().types_of(expand("stoa:Edition")).empty());
}

TEST(Ontology, KnowsHowXmlSchemaDerivesDatatypes) {
    EXPECT_TRUE(stoa_ontology().is_datatype_a(expand("xsd:byte"), expand("xsd:decimal")));
    EXPECT_TRUE(stoa_ontology().is_datatype_a(expand("stoa:m49"), expand("rdfs:Literal")));
    EXPECT_FALSE(stoa_ontology().is_datatype_a(expand("xsd:decimal"), expand("xsd:integer")));
    EXPECT_FALSE(stoa_ontology().is_datatype_a(expand("xsd:gYear"), expand("xsd:date")));
}

TEST(Ontology, SuggestsTheSameNameOfAnotherVocabulary) {
    EXPECT_EQ(stoa_ontology().did_you_mean("http://schema.org/City", TermKind::class_),
              ", did you mean 'schema:City'?");
    EXPECT_EQ(stoa_ontology().did_you_mean(expand("stoa:prefLabel"), TermKind::property),
              ", did you mean 'skos:prefLabel'?");
    EXPECT_EQ(stoa_ontology().did_you_mean("http://xmlns.com/foaf/0.1/knows", TermKind::property), "");
}

TEST(Validate, FindsNothingInTheOntologysOwnKindOfData) {
    EXPECT_EQ(broken(R"(:e a stoa:Edition, schema:Event ; skos:prefLabel "One"@en, "Uno"@es ; stoa:editionNumber 1 ;
                            stoa:status stoa:held ; stoa:mode stoa:hybrid ; schema:startDate "2019"^^xsd:gYear .
                        :c a stoa:Claim ; stoa:subject :e ; stoa:property schema:startDate ; stoa:value "2019"^^xsd:gYear ;
                            stoa:preferred true .)"),
              Rules{});
}

TEST(Validate, FindsNothingInAnEmptyDocument) { EXPECT_EQ(broken(""), Rules{}); }

TEST(Validate, PlacesAndNamesAFinding) {
    Document const document =
        read(std::string(prefixes).append(":e a stoa:Edition ;\n    stoa:editionNumber \"one\" ."));
    std::vector<Finding> const found = validate(document, stoa_ontology());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].rule, Rule::datatype);
    EXPECT_EQ(document.term(found[0].subject).text, "https://example.org/e");
    EXPECT_EQ(document.term(found[0].predicate.value()).text, "https://w3id.org/stoa/ns#editionNumber");
    EXPECT_EQ(document.term(found[0].object.value()).text, "one");
    EXPECT_EQ(found[0].where, (diagnostics::Location{"file.ttl", 13, 5}));
    EXPECT_EQ(found[0].message,
              "<https://example.org/e>: stoa:editionNumber takes xsd:integer, but \"one\" is xsd:string");
}

TEST(Validate, SortsByPlace) {
    std::vector<Finding> const found = findings(":z a stoa:X .\n:a a stoa:Y .\n:m :p :z .\n:b a stoa:Z .");
    ASSERT_EQ(found.size(), 5U);
    EXPECT_TRUE(std::ranges::is_sorted(found, {}, &Finding::where));
}

TEST(Validate, FindsUndeclaredTerms) {
    EXPECT_EQ(broken(":e a stoa:Editon ."), Rules{"undeclared-class"});
    EXPECT_EQ(broken(":e a stoa:role ."), Rules{"undeclared-class"});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:editonNumber 1, 2 ."), Rules{"undeclared-property"});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:Edition 1 ."), Rules{"undeclared-property"});
    EXPECT_EQ(broken(":e a stoa:Edition ; schema:startDate \"1\"^^xsd:Date ."), Rules{"undeclared-datatype"});
    EXPECT_EQ(broken(":c a stoa:Claim ; stoa:property stoa:startDate ."), Rules{"undeclared-value"});
    EXPECT_EQ(broken(":e a stoa:Edition ; <http://xmlns.com/foaf/0.1/nick> \"x\" ."), Rules{"undeclared-property"});
}

TEST(Validate, LetsNothingFollowFromAnUndeclaredClass) {
    EXPECT_EQ(broken(":e a stoa:Editon ; stoa:editionNumber 1 . :f a stoa:Edition ; stoa:previousEdition :e ."),
              Rules{"undeclared-class"});
}

TEST(Validate, WantsATypeOfEverySubjectOnce) {
    EXPECT_EQ(broken(":e stoa:editionNumber 1 . :f a stoa:Edition ; stoa:previousEdition :e ."),
              Rules{"untyped-subject"});
    EXPECT_EQ(broken("[] stoa:editionNumber 1 ."), Rules{"untyped-subject"});
    EXPECT_EQ(broken("stoa:held rdfs:label \"held\"@en ."), Rules{});
}

TEST(Validate, WantsTheTypeOfAValueOnlyWhereTheRangeIsStrict) {
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:partOfSeries :s ."), Rules{"untyped-value"});
    EXPECT_EQ(broken(":e a stoa:Edition ; schema:location :c ."), Rules{});
    EXPECT_EQ(broken(":t a stoa:Theme ; skos:exactMatch :x ; skos:broader :y ."), Rules{});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:supportsSDG sdg:4 ; stoa:treats wd:Q1 ."), Rules{});
}

TEST(Validate, HoldsSubjectsToTheDomain) {
    EXPECT_EQ(broken(":t a stoa:Theme, skos:Concept ; stoa:editionNumber 1 ."), Rules{"domain"});
    EXPECT_EQ(broken(":t a stoa:Theme ; schema:endDate \"2019\"^^xsd:gYear, \"2020\"^^xsd:gYear ."), Rules{"domain"});
    EXPECT_EQ(broken(":f a stoa:Figure ; stoa:preferred true ."), Rules{});
    EXPECT_EQ(broken(":a a stoa:Award ; stoa:date \"2019\"^^xsd:gYear ."), Rules{});
}

TEST(Validate, HoldsValuesToTheRange) {
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:partOfSeries :f . :f a stoa:Edition ."), Rules{"range"});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:status stoa:hybrid ."), Rules{"range"});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:status stoa:EditionStatus ."), Rules{"range"});
    EXPECT_EQ(broken(":e a stoa:Edition ; schema:location :t . :t a stoa:Theme ."), Rules{"range"});
    EXPECT_EQ(broken(":o a stoa:ThemeOccurrence ; stoa:scopeItem :t . :t a stoa:Theme ."), Rules{});
}

TEST(Validate, TellsLiteralsFromThings) {
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:partOfSeries \"s\" ."), Rules{"range"});
    EXPECT_EQ(broken(":e a stoa:Edition ; schema:url \"https://example.org/\" ."), Rules{"range"});
    EXPECT_EQ(broken(":e a stoa:Edition ; schema:startDate :d ."), Rules{"range"});
    EXPECT_EQ(broken(":e a stoa:Edition ; skos:prefLabel :l ."), Rules{"range"});
    EXPECT_EQ(broken(":e a \"stoa:Edition\" ."), Rules{"range"});
}

TEST(Validate, HoldsLiteralsToTheirDatatypes) {
    EXPECT_EQ(broken(":e a stoa:Edition ; schema:startDate \"2019\" ."), Rules{"datatype"});
    EXPECT_EQ(broken(":e a stoa:Edition ; skos:prefLabel \"no language\" ."), Rules{"datatype"});
    EXPECT_EQ(broken(":c a schema:City ; geo:lat 37 ."), Rules{});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:editionNumber \"1\"^^xsd:positiveInteger ."), Rules{});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:editionNumber 1.0 ."), Rules{"datatype"});
}

TEST(Validate, FindsLiteralsWithoutAValue) {
    EXPECT_EQ(broken(":e a stoa:Edition ; schema:startDate \"2019-02-30\"^^xsd:date ."), Rules{"lexical-form"});
    EXPECT_EQ(broken(":c a stoa:Claim ; stoa:value \"x\"^^xsd:integer ."), Rules{"lexical-form"});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:editionNumber \"+01\"^^xsd:integer ."), Rules{});
    EXPECT_EQ(broken(":e a stoa:Edition ; :p \"x\"^^xsd:integer ."), (Rules{"undeclared-property", "lexical-form"}));
}

TEST(Validate, FindsEachFurtherValueOfAFunctionalProperty) {
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:editionNumber 1, 2, 3 ."), (Rules{"functional", "functional"}));
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:editionNumber 1 . :e stoa:editionNumber 1 ."), Rules{});
    EXPECT_EQ(broken(":e a stoa:Edition ; stoa:openedBy \"x\"@en, \"y\"@en ."), Rules{});
}

TEST(Validate, AllowsOnePreferredLabelInALanguage) {
    EXPECT_EQ(broken(":t a stoa:Theme ; skos:prefLabel \"a\"@en, \"b\"@EN ."), Rules{"preferred-label"});
    EXPECT_EQ(broken(":t a stoa:Theme ; skos:prefLabel \"a\"@en, \"a\"@en-GB ."), Rules{});
}

TEST(Validate, KeepsTheKindsOfLabelsApart) {
    EXPECT_EQ(broken(":t a stoa:Theme ; skos:prefLabel \"a\"@en ; skos:altLabel \"a\"@en ."), Rules{"disjoint-labels"});
    EXPECT_EQ(broken(":t a stoa:Theme ; skos:hiddenLabel \"a\"@en ; skos:altLabel \"a\"@en ."),
              Rules{"disjoint-labels"});
    EXPECT_EQ(broken(":t a stoa:Theme ; skos:prefLabel \"a\"@en ; skos:altLabel \"a\"@es ."), Rules{});
}

TEST(Validate, KeepsRelatedConceptsApartFromBroaderOnes) {
    constexpr std::string_view chain =
        ":a a stoa:Theme ; skos:broader :b . :b a stoa:Theme ; skos:broader :c . :c a stoa:Theme . ";
    EXPECT_EQ(broken(std::string(chain) + ":a skos:related :c ."), Rules{"related-broader"});
    EXPECT_EQ(broken(std::string(chain) + ":c skos:related :a ."), Rules{"related-broader"});
    EXPECT_EQ(broken(std::string(chain) + ":c skos:relatedMatch :a ."), Rules{"related-broader"});
    EXPECT_EQ(broken(std::string(chain) + ":d a stoa:Theme ; skos:related :a ; skos:broader :c ."), Rules{});
    EXPECT_EQ(broken(std::string(chain) + ":d a stoa:Theme ; skos:related :c ; skos:broadMatch :a ."),
              Rules{"related-broader"});
    EXPECT_EQ(broken(std::string(chain) + ":d a stoa:Theme ; skos:related :c . :a skos:narrowMatch :d ."),
              Rules{"related-broader"});
}

TEST(Validate, KeepsExactMatchesApartFromOthers) {
    for (std::string const each : {"broadMatch", "narrowMatch", "relatedMatch"}) {
        EXPECT_EQ(broken(":a a stoa:Theme ; skos:exactMatch wd:Q1 ; skos:" + each + " wd:Q1 ."), Rules{"exact-match"});
        EXPECT_EQ(broken(":a a stoa:Theme ; skos:exactMatch wd:Q1 . :b a stoa:Theme ; skos:exactMatch wd:Q1 ; skos:" +
                         each + " :a ."),
                  Rules{"exact-match"});
    }
    EXPECT_EQ(broken(":a a stoa:Theme ; skos:exactMatch wd:Q1 ; skos:broadMatch wd:Q2 ; skos:closeMatch wd:Q1 ."),
              Rules{});
}

TEST(Validate, FindsEveryCycleInBroaderOnce) {
    EXPECT_EQ(broken(":a a stoa:Theme ; skos:broader :a ."), Rules{"broader-cycle"});
    EXPECT_EQ(broken(":a a stoa:Theme ; skos:broader :b . :b a stoa:Theme ; skos:broader :c, :a . :c a stoa:Theme ."),
              Rules{"broader-cycle"});
    EXPECT_EQ(broken(":a a stoa:Theme ; skos:broader :b, :c . :b a stoa:Theme ; skos:broader :d . "
                     ":c a stoa:Theme ; skos:broader :d . :d a stoa:Theme ."),
              Rules{});
}

TEST(Validate, WalksALongChainOfConcepts) {
    std::string chain;
    for (int i = 0; i < 20000; ++i) {
        chain +=
            ":c" + std::to_string(i) + " a stoa:Theme ; skos:broader :c" + std::to_string((i + 1) % 20000) + " .\n";
    }
    EXPECT_EQ(broken(chain), Rules{"broader-cycle"});
}

TEST(Validate, KeepsDisjointClassesApart) {
    EXPECT_EQ(broken(":e a stoa:Edition, stoa:Theme ."), Rules{"disjoint-classes"});
    EXPECT_EQ(broken(":e a stoa:Edition . :e a stoa:Theme, stoa:Network ."),
              (Rules{"disjoint-classes", "disjoint-classes"}));
    EXPECT_EQ(broken(":s a stoa:ThemeState, stoa:Claim ."), Rules{"disjoint-classes"});  // through the union
    EXPECT_EQ(broken(":d a stoa:Document, stoa:Source ."), Rules{});                     // one member is their union
    EXPECT_EQ(broken(":e a stoa:Introduced, stoa:Dropped ."), Rules{"disjoint-classes"});
    EXPECT_EQ(broken(":e a stoa:Introduced, stoa:EvolutionEvent ."), Rules{});
    EXPECT_EQ(broken(":c a skos:Concept, skos:ConceptScheme ."), Rules{"disjoint-classes"});
    EXPECT_EQ(broken(":t a stoa:Theme, skos:ConceptScheme ."), Rules{"disjoint-classes"});
}

TEST(Ontology, KnowsDisjointClassesByEveryAxiom) {
    Ontology const ontology{read(std::string(prefixes) +
                                 ":A a owl:Class . :B a owl:Class ; owl:disjointWith :A, :C . :C a owl:Class . "
                                 ":D a owl:Class ; rdfs:subClassOf :B . :E a owl:Class . :F a owl:Class . "
                                 "[] a owl:AllDisjointClasses ; owl:members (:E [ owl:unionOf (:A :F) ]) .")};
    auto const disjoint = [&](std::string const& type, std::string const& other) {
        bool const answer = ontology.are_disjoint("https://example.org/" + type, "https://example.org/" + other);
        EXPECT_EQ(answer, ontology.are_disjoint("https://example.org/" + other, "https://example.org/" + type));
        return answer;
    };
    EXPECT_TRUE(disjoint("A", "B"));
    EXPECT_TRUE(disjoint("D", "C"));
    EXPECT_TRUE(disjoint("E", "F"));
    EXPECT_FALSE(disjoint("A", "F"));
    EXPECT_FALSE(disjoint("A", "C"));
    EXPECT_FALSE(disjoint("D", "B"));
    EXPECT_FALSE(disjoint("A", "A"));
}

TEST(Validate, WantsATagOfATextInALanguage) {
    constexpr std::string_view type = "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .";
    EXPECT_EQ(broken(std::string(":t a stoa:Theme ; skos:prefLabel \"a\"").append(type)), Rules{"lexical-form"});
}

TEST(Validate, KnowsTheDatatypesOfRdf) {
    for (std::string const type : {"unsignedByte", "unsignedShort", "unsignedLong"}) {
        EXPECT_EQ(broken(":t a skos:Concept ; rdfs:seeAlso \"1\"^^xsd:" + type + " ."), Rules{}) << type;
    }
}

TEST(Validate, ComparesRelatedWithBroaderInAChainAtOnce) {
    std::string chain;
    for (int i = 0; i < 20000; ++i) {
        std::string const own = std::to_string(i);
        chain += ":c" + own + " a stoa:Theme ; skos:broader :c" + std::to_string(i + 1) + " ; skos:related :d" + own +
                 " . :d" + own + " a stoa:Theme ; skos:broader :c" + own + " .\n";
    }
    chain += ":c20000 a stoa:Theme .";
    EXPECT_EQ(broken(chain).size(), 20000U);
}

TEST(Validate, CountsTheCyclesThatItLeavesOut) {
    std::string links;
    for (int i = 0; i < 7000; ++i) {
        links += ":c" + std::to_string(i) + " a stoa:Theme ; skos:broader :c" + std::to_string(i + 1) + ", :c0 .\n";
    }
    std::vector<Finding> const found = findings(links + ":c7000 a stoa:Theme .");
    auto const left_out = std::ranges::find(found, Rule::not_checked, &Finding::rule);
    ASSERT_NE(left_out, found.end());
    EXPECT_EQ(left_out->message,
              "<https://example.org/c6324>: the cycle of skos:broader that this closes is not checked, and 675 more "
              "cycles are not: that takes more than 20000000 steps");
    for (Finding const& each : found) {
        EXPECT_LT(each.message.size(), 1500U);
    }
}

}  // namespace
}  // namespace stoa::rdf
