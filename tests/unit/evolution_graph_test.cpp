// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/evolution_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/vocabulary.hpp"
#include "stoa/statements/data_part.hpp"
#include "stoa/statements/part_writer.hpp"
#include "support/coded_series.hpp"

namespace stoa::statements {
namespace {

using evolution::Analysis;
using evolution::Parameters;
using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using model::Vertex;
using rdf::vocabulary::expand;
using test::CodedSeries;

using Words = std::vector<std::string>;

class EvolutionGraph : public testing::Test {
protected:
    /// Computes and describes all series of the sample.
    void make(Parameters const& parameters = {}) {
        graph.emplace(sample.freeze());
        auto const range = graph->vertices_of(Kind::series);
        for (Vertex series = range.first; series < range.last; ++series) {
            analyses.push_back(evolution::analyse(*graph, series, parameters));
        }
        computed.emplace(evolution_graph(*graph, analyses));
        lines = test::sorted_lines(DataPart{*computed});
    }
    /// The objects of a property, `id` or lexical form, of a computed record.
    [[nodiscard]] Words objects(std::string_view kind, std::string_view id, std::string_view predicate) const {
        std::string const start =
            "<https://example.org/a/" + std::string{kind} + "/" + std::string{id} + "> <" + expand(predicate) + "> ";
        Words found;
        for (std::string const& line : lines) {
            if (!line.starts_with(start)) {
                continue;
            }
            std::string object = line.substr(start.size(), line.rfind(" .") - start.size());
            if (object.front() == '<') {
                object = object.substr(1, object.size() - 2);
                object = object.substr(object.find_last_of("/#") + 1);
            } else {
                object = object.substr(1, object.rfind('"') - 1);
            }
            found.push_back(std::move(object));
        }
        return found;
    }
    [[nodiscard]] std::string in(rdf::Syntax const& syntax, Parts parts) const {
        return test::written(*graph, parts, syntax, {"9.9", {}}, analyses);
    }
    [[nodiscard]] Words event(std::string_view id, std::string_view predicate) const {
        return objects("event", id, predicate);
    }
    /// The kind of an event beside prov:Entity and stoa:EvolutionEvent.
    [[nodiscard]] Words kind(std::string_view id) const {
        Words types = event(id, "rdf:type");
        std::erase(types, "Entity");
        std::erase(types, "EvolutionEvent");
        return types;
    }
    [[nodiscard]] Words state(std::string_view id, std::string_view predicate) const {
        return objects("state", id, predicate);
    }

    test::Sample sample;
    std::optional<KnowledgeGraph> graph;
    std::vector<Analysis> analyses;
    std::optional<KnowledgeGraph> computed;
    Words lines;
};

TEST_F(EvolutionGraph, DescribesAnAnalysis) {
    add_worked_example(sample);
    Parameters parameters;
    parameters.look_back = 2;
    parameters.min_overlap = {2, 3};
    make(parameters);
    std::string const id = "min-overlap-2-3-look-back-2";
    auto const of = [&](std::string_view predicate) { return objects("analysis", id, predicate); };
    EXPECT_EQ(of("rdf:type"), (Words{"Activity", "Analysis"}));
    EXPECT_EQ(of("prov:used"), Words{"e"});
    EXPECT_EQ(of("stoa:methodVersion"), Words{"3"});
    EXPECT_EQ(of("stoa:minSources"), Words{"1"});
    EXPECT_EQ(of("stoa:bigChange"), Words{"0.2"});
    EXPECT_EQ(of("stoa:minChange"), Words{"2"});
    EXPECT_EQ(of("stoa:minScope"), Words{"5"});
    EXPECT_EQ(of("stoa:minOverlap"), Words{"0.666666666667"});
    EXPECT_EQ(of("stoa:minPart"), Words{"0.25"});
    EXPECT_EQ(of("stoa:minShared"), Words{"2"});
    EXPECT_EQ(of("stoa:lookBack"), Words{"2"});
    EXPECT_EQ(of("stoa:facets").size(), 3U);
    EXPECT_EQ(of("stoa:documents"), Words{});
}

TEST_F(EvolutionGraph, DescribesAState) {
    add_worked_example(sample);
    make();
    EXPECT_EQ(state("digital-e-5", "rdf:type"), (Words{"Entity", "ThemeState"}));
    EXPECT_EQ(state("digital-e-5", "skos:prefLabel"), Words{"Digital at E 5"});
    EXPECT_EQ(state("digital-e-5", "stoa:edition"), Words{"e-5"});
    EXPECT_EQ(state("digital-e-5", "stoa:role"), Words{"issue"});
    EXPECT_EQ(state("digital-e-5", "prov:specializationOf"), Words{"digital"});
    EXPECT_EQ(state("digital-e-5", "prov:wasGeneratedBy"), Words{"default"});
    EXPECT_EQ(state("digital-e-5", "stoa:scopeItem"), (Words{"e", "f", "n"}));
    EXPECT_EQ(state("digital-e-5", "stoa:flag"), Words{});
    EXPECT_EQ(state("youth-e-3", "rdf:type"), Words{}) << "it is absent there";
    EXPECT_EQ(state("youth-e-4", "rdf:type"), Words{}) << "unread";
}

TEST_F(EvolutionGraph, NamesOnlyTheEvidenceThatThereIs) {
    CodedSeries series{sample, "s"};
    RecordId const edition = series.edition("1", "2001");
    series.treat(edition, "access", {"a", "b"}, "issue", "page");
    series.treat(edition, "access", {"a", "c"}, "headline", "");  // nothing proves it
    make();
    EXPECT_EQ(state("access-s-1", "stoa:evidence"), Words{"page-1"});
    EXPECT_EQ(state("access-s-1", "stoa:scopeItem"), (Words{"a", "b"}));
    EXPECT_EQ(state("access-s-1", "stoa:role"), Words{"issue"});
    EXPECT_EQ(event("default-s-1-founding-access", "stoa:evidence"), Words{"page-1"});
}

TEST_F(EvolutionGraph, FlagsAScopeThatIsTooSmall) {
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001"), "access", {"a"});
    make();
    EXPECT_EQ(state("access-s-1", "stoa:flag"), Words{"scopeTooSmall"});
}

TEST_F(EvolutionGraph, DescribesEachKindOfThemeEvent) {
    add_worked_example(sample);
    make();
    EXPECT_EQ(kind("default-e-1-founding-access"), Words{"Founding"});
    EXPECT_EQ(event("default-e-1-founding-access", "stoa:readBefore"), Words{});
    EXPECT_EQ(event("default-e-1-founding-access", "stoa:readAfter"), Words{"1"});

    std::string const continued = "default-e-2-continued-access";
    EXPECT_EQ(kind(continued), Words{"Continued"});
    EXPECT_EQ(event(continued, "stoa:roleChange"), Words{"raised"});
    EXPECT_EQ(event(continued, "stoa:scopeChange"), Words{"broadened"});
    EXPECT_EQ(event(continued, "stoa:kept"), Words{"4"});
    EXPECT_EQ(event(continued, "stoa:gained"), Words{"2"});
    EXPECT_EQ(event(continued, "stoa:lost"), Words{"0"});
    EXPECT_EQ(event(continued, "stoa:sourceState"), Words{"access-e-1"});
    EXPECT_EQ(event(continued, "stoa:targetState"), Words{"access-e-2"});
    EXPECT_EQ(event(continued, "stoa:sourceEdition"), Words{"e-1"});
    EXPECT_EQ(event(continued, "stoa:edition"), Words{"e-2"});
    EXPECT_EQ(event(continued, "stoa:concerns"), Words{"access"});
    EXPECT_EQ(event(continued, "stoa:basis"), Words{"computed"});
    EXPECT_EQ(event(continued, "stoa:across"), Words{});
    EXPECT_EQ(event(continued, "stoa:readBefore"), Words{"1"});
    EXPECT_EQ(event(continued, "stoa:readAfter"), Words{"1"});

    std::string const introduced = "default-e-3-introduced-digital";
    EXPECT_EQ(kind(introduced), Words{"Introduced"});
    EXPECT_EQ(event(introduced, "stoa:isDerived"), Words{"true"});
    EXPECT_EQ(event(introduced, "stoa:absentIn"), Words{"default-e-2-issues"});

    std::string const dropped = "default-e-3-dropped-youth";
    EXPECT_EQ(kind(dropped), Words{"Dropped"});
    EXPECT_EQ(event(dropped, "stoa:isOpen"), Words{"false"});
    EXPECT_EQ(event(dropped, "stoa:absentFor"), Words{"1"});
    EXPECT_EQ(event(dropped, "stoa:hasHeir"), Words{"true"});
    EXPECT_EQ(event(dropped, "stoa:absentIn"), Words{"default-e-3-issues"});
    EXPECT_EQ(event("default-e-3-dropped-ict", "stoa:isOpen"), Words{"true"});

    std::string const resumed = "default-e-5-resumed-youth";
    EXPECT_EQ(kind(resumed), Words{"Resumed"});
    EXPECT_EQ(event(resumed, "stoa:gapEditions"), Words{"1"});
    EXPECT_EQ(event(resumed, "stoa:gapYears"), Words{"6"});
    EXPECT_EQ(event(resumed, "stoa:scopeChange"), Words{"steady"});
    EXPECT_EQ(event(resumed, "stoa:absentIn"), Words{"default-e-3-issues"});
    EXPECT_EQ(event(resumed, "stoa:across"), (Words{"default-e-4-issues", "default-e-5-issues"}));
    EXPECT_EQ(event("default-e-5-continued-digital", "stoa:scopeChange"), Words{"unknownScopeChange"});
}

TEST_F(EvolutionGraph, DescribesWhatTheAnalysisSawOfEachEditionAndFacet) {
    CodedSeries series{sample, "s"};
    series.edition("1", "2001", "unread");
    RecordId const second = series.edition("2", "2003", "partial");
    series.treat(second, "access", {"a"});
    series.edition("3", "2005", "");  // no record of coverage
    series.edition("4", "2007");
    make();
    auto const seen = [&](std::string_view edition, std::string_view predicate) {
        return objects("observation", "default-s-" + std::string{edition} + "-issues", predicate);
    };
    EXPECT_EQ(seen("1", "stoa:coverageLevel"), Words{"unread"});
    EXPECT_EQ(seen("1", "stoa:observedPosition"), Words{});
    EXPECT_EQ(seen("2", "stoa:coverageLevel"), Words{"partial"});
    EXPECT_EQ(seen("2", "stoa:observedPosition"), Words{"1"});
    EXPECT_EQ(seen("2", "stoa:editionRank"), Words{"2"});
    EXPECT_EQ(seen("2", "stoa:edition"), Words{"s-2"});
    EXPECT_EQ(seen("2", "stoa:facet"), Words{"issuesFacet"});
    EXPECT_EQ(seen("2", "prov:wasDerivedFrom"), Words{"s-2-issues"});
    EXPECT_EQ(seen("2", "prov:wasGeneratedBy"), Words{"default"});
    EXPECT_EQ(seen("3", "stoa:coverageLevel"), Words{"unread"});
    EXPECT_EQ(seen("3", "stoa:editionRank"), Words{"3"});
    EXPECT_EQ(seen("3", "prov:wasDerivedFrom"), Words{});
    EXPECT_EQ(seen("4", "stoa:observedPosition"), Words{"2"});
    EXPECT_EQ(state("access-s-2", "stoa:observation"), Words{"default-s-2-issues"});
    EXPECT_EQ(event("default-s-4-dropped-access", "stoa:absentIn"), Words{"default-s-4-issues"});
    EXPECT_EQ(event("default-s-4-dropped-access", "stoa:across"), (Words{"default-s-2-issues", "default-s-3-issues"}));
}

TEST_F(EvolutionGraph, CountsPostponedEditionsInTheRankAndObservesNone) {
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001"), "access", {"a"});
    series.edition("2", "2003", "", "", "", "postponed");
    series.edition("3", "2004", "", "", "", "cancelled");
    series.treat(series.edition("4", "2005"), "access", {"a"});
    make();
    EXPECT_EQ(objects("observation", "default-s-2-issues", "stoa:editionRank"), Words{"2"});
    EXPECT_EQ(objects("observation", "default-s-2-issues", "stoa:coverageLevel"), Words{"unread"});
    EXPECT_EQ(objects("observation", "default-s-2-issues", "stoa:observedPosition"), Words{});
    EXPECT_EQ(objects("observation", "default-s-3-issues", "stoa:editionRank"), Words{}) << "it is cancelled";
    EXPECT_EQ(objects("observation", "default-s-4-issues", "stoa:editionRank"), Words{"3"});
    EXPECT_EQ(objects("observation", "default-s-4-issues", "stoa:observedPosition"), Words{"2"});
}

TEST_F(EvolutionGraph, DescribesTheLevelsThatTheAnalysisUsed) {
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001"), "access", {"a"});
    Parameters parameters;
    parameters.documents = {"declaration"};
    make(parameters);
    EXPECT_EQ(objects("observation", "documents-declaration-s-1-issues", "stoa:coverageLevel"), Words{"unread"});
    EXPECT_EQ(objects("observation", "documents-declaration-s-1-issues", "prov:wasDerivedFrom"), Words{"s-1-issues"});
}

TEST_F(EvolutionGraph, DescribesTheStartOfWhatWasRead) {
    CodedSeries series{sample, "s"};
    series.edition("1", "2001", "unread");
    series.treat(series.edition("2", "2003"), "access", {"a"});
    make();
    EXPECT_EQ(kind("default-s-2-present-at-start-access"), Words{"PresentAtStart"});
    EXPECT_EQ(event("default-s-2-present-at-start-access", "stoa:across"), Words{"default-s-1-issues"});
}

TEST_F(EvolutionGraph, DescribesEachKindOfLineageEvent) {
    add_worked_example(sample);
    make();
    std::string const merged = "default-e-3-merged-digital";
    EXPECT_EQ(kind(merged), Words{"Merged"});
    EXPECT_EQ(event(merged, "stoa:shareOfOld"), Words{"1.0"});
    EXPECT_EQ(event(merged, "stoa:shareOfNew"), Words{"1.0"});
    EXPECT_EQ(event(merged, "stoa:sharedItem"), (Words{"e", "f", "g", "h", "i", "j"}));
    EXPECT_EQ(event(merged, "stoa:sourceState"), (Words{"ict-e-2", "youth-e-2"}));
    EXPECT_EQ(event(merged, "stoa:targetState"), Words{"digital-e-3"});
    EXPECT_EQ(event(merged, "stoa:concerns"), (Words{"digital", "ict", "youth"}));
    EXPECT_EQ(event(merged, "skos:prefLabel"), Words{"Ict and Youth merged into Digital at E 3"});

    std::string const branched = "default-e-5-branched-digital";
    EXPECT_EQ(kind(branched), Words{"Branched"});
    EXPECT_EQ(event(branched, "stoa:shareOfOld"), Words{"0.833333333333"});
    EXPECT_EQ(event(branched, "stoa:shareOfNew"), Words{"0.833333333333"});
    EXPECT_EQ(event(branched, "stoa:across"), (Words{"default-e-4-issues", "default-e-5-issues"}));

    std::string const replaced = "default-e-5-replaced-inclusion";
    EXPECT_EQ(kind(replaced), Words{"Replaced"});
    EXPECT_EQ(event(replaced, "stoa:shareOfOld"), Words{"1.0"});
    EXPECT_EQ(event(replaced, "stoa:shareOfNew"), Words{"0.666666666667"});
    EXPECT_EQ(event(replaced, "stoa:kept"), Words{"4"});
    EXPECT_EQ(event(replaced, "stoa:gained"), Words{"2"});
    EXPECT_EQ(event(replaced, "skos:prefLabel"), Words{"Inclusion replaced Access at E 5"});

    std::string const split = "default-e-6-split-inclusion";
    EXPECT_EQ(kind(split), Words{"Split"});
    EXPECT_EQ(event(split, "stoa:shareOfOld"), Words{"1.0"});
    EXPECT_EQ(event(split, "stoa:targetState"), (Words{"equity-e-6", "gender-e-6"}));

    std::string const morph = "default-e-3-developed-digital-from-e-2-ict";
    EXPECT_EQ(kind(morph), Words{"Developed"});
    EXPECT_EQ(event(morph, "stoa:basis"), Words{"computed"});
    EXPECT_EQ(event(morph, "stoa:kept"), Words{"3"});
    EXPECT_EQ(event(morph, "stoa:itemPopulation"), Words{"12"});
    EXPECT_EQ(event(morph, "stoa:chanceProbability"), Words{"0.0909090909091"});
}

TEST_F(EvolutionGraph, DescribesItemEvents) {
    add_worked_example(sample);
    make();
    EXPECT_EQ(kind("default-e-5-item-introduced-m"), Words{"Introduced"});
    EXPECT_EQ(event("default-e-5-item-introduced-m", "stoa:concerns"), Words{"m"});
    EXPECT_EQ(event("default-e-5-item-introduced-m", "stoa:sourceState"), Words{});
    EXPECT_EQ(event("default-e-5-item-introduced-m", "stoa:isDerived"), Words{}) << "of themes alone";
    EXPECT_EQ(event("default-e-3-item-dropped-k", "stoa:isOpen"), Words{"true"});
    EXPECT_EQ(event("default-e-3-item-dropped-k", "stoa:hasHeir"), Words{});
}

TEST_F(EvolutionGraph, DescribesAnAssertionBesideWhatIsComputed) {
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    series.treat(first, "access", {"a", "b"}, "issue", "page", "d1");
    series.treat(second, "inclusion", {"a", "b"}, "issue", "page", "d2");
    sample.link(series.document("d2"), "builds_on", series.document("d1"));
    series.development(second, "access", first, "inclusion");
    make();
    std::string const asserted = "asserted-s-2-access-to-inclusion";
    EXPECT_EQ(event(asserted, "stoa:basis"), Words{"asserted"});
    EXPECT_EQ(event(asserted, "prov:wasDerivedFrom"), Words{"s-2-access-to-inclusion"});
    EXPECT_EQ(event(asserted, "stoa:itemPopulation"), Words{});
    EXPECT_EQ(event(asserted, "stoa:supportedBy"), (Words{"d1", "d2"}));
    EXPECT_EQ(event("default-s-2-developed-inclusion-from-s-1-access", "stoa:basis"), Words{"computed"});
    EXPECT_EQ(event("default-s-2-developed-inclusion-from-s-1-access", "prov:wasDerivedFrom"), Words{});
    EXPECT_EQ(state("access-s-1", "stoa:leadsTo"), Words{"inclusion-s-2"}) << "once, for two arcs";
    EXPECT_EQ(state("access-s-1", "stoa:developsInto"), Words{"inclusion-s-2"});
}

TEST_F(EvolutionGraph, SaysWhatAnEventDependsOn) {
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    series.treat(first, "access", {"a"}, "issue", "page", "d1");
    series.treat(second, "access", {"a"}, "issue", "page", "d2");
    series.treat(second, "access", {"a"}, "issue", "book", "d3");
    make();
    std::string const continued = "default-s-2-continued-access";
    EXPECT_EQ(event(continued, "stoa:survivesAnyDocument"), Words{"false"});
    EXPECT_EQ(event(continued, "stoa:survivesAnyItem"), Words{"true"});
    EXPECT_EQ(event(continued, "stoa:dependsOn"), (Words{"d1", "page"}));
    EXPECT_EQ(event("default-s-2-item-continued-a", "stoa:survivesAnyItem"), Words{}) << "it is one";
}

TEST_F(EvolutionGraph, LeadsToWhereTheArcsLead) {
    add_worked_example(sample);
    make();
    std::set<std::pair<std::string, std::string>> expected;
    std::map<std::string, std::set<std::pair<std::string, std::string>>> by_kind;
    evolution::ComputedIds const ids = evolution::name_all(analyses[0]);
    for (evolution::Arc const& each : analyses[0].evolution.arcs) {
        std::pair const ends{ids.states[each.from], ids.states[each.to]};
        expected.insert(ends);
        by_kind[each.kind == evolution::ArcKind::continues ? "stoa:continuesAs"
                : each.kind == evolution::ArcKind::resumes ? "stoa:resumesAs"
                                                           : "stoa:developsInto"]
            .insert(ends);
    }
    auto const written = [&](std::string_view predicate) {
        std::set<std::pair<std::string, std::string>> found;
        for (std::string const& id : ids.states) {
            for (std::string const& to : state(id, predicate)) {
                found.emplace(id, to);
            }
        }
        return found;
    };
    EXPECT_EQ(expected.size(), 14U);
    EXPECT_EQ(written("stoa:leadsTo"), expected);
    for (auto const& [predicate, ends] : by_kind) {
        EXPECT_EQ(written(predicate), ends) << predicate;
    }
    EXPECT_EQ(written("stoa:mergesInto"), (std::set<std::pair<std::string, std::string>>{
                                              {"ict-e-2", "digital-e-3"}, {"youth-e-2", "digital-e-3"}}));
    EXPECT_EQ(written("stoa:splitsInto"),
              (std::set<std::pair<std::string, std::string>>{{"digital-e-3", "digital-e-5"},
                                                             {"digital-e-3", "youth-e-5"},
                                                             {"inclusion-e-5", "equity-e-6"},
                                                             {"inclusion-e-5", "gender-e-6"}}))
        << "not where a theme is replaced";
}

TEST_F(EvolutionGraph, SaysThatAStateMergedAndThatItSplitWhereBothAreSo) {
    // A{abcdefgh} splits into B{abcdexyz} and C{fgh}; A and D{xyz} merge into B.
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    series.treat(first, "whole", {"a", "b", "c", "d", "e", "f", "g", "h"});
    series.treat(first, "other", {"x", "y", "z"});
    series.treat(second, "both", {"a", "b", "c", "d", "e", "x", "y", "z"});
    series.treat(second, "part", {"f", "g", "h"});
    make();
    ASSERT_EQ(kind("default-s-2-merged-both").size(), 1U);
    ASSERT_EQ(kind("default-s-2-split-whole").size(), 1U);
    EXPECT_EQ(state("whole-s-1", "stoa:mergesInto"), Words{"both-s-2"});
    EXPECT_EQ(state("whole-s-1", "stoa:splitsInto"), (Words{"both-s-2", "part-s-2"}));
}

TEST_F(EvolutionGraph, LetsSeriesOfOneDataSetShareAnAnalysis) {
    for (std::string const id : {"s", "t"}) {
        CodedSeries series{sample, id};
        series.treat(series.edition("1", "2001"), "access", {"a"});
    }
    make();
    EXPECT_EQ(objects("analysis", "default", "prov:used"), (Words{"s", "t"}));
    EXPECT_EQ(objects("analysis", "default", "stoa:lookBack"), Words{"1"});
    EXPECT_EQ(state("access-s-1", "prov:wasGeneratedBy"), Words{"default"});
    EXPECT_EQ(state("access-t-1", "prov:wasGeneratedBy"), Words{"default"});
}

TEST_F(EvolutionGraph, ProvesEveryEventThatHasAPresentSide) {
    add_worked_example(sample);
    make();
    std::set<std::string> proved;
    std::set<std::string> events;
    for (std::string const& line : lines) {
        std::string const subject = line.substr(0, line.find(' '));
        if (line.find("<" + expand("stoa:evidence") + ">") != std::string::npos) {
            proved.insert(subject);
        }
        if (subject.find("/event/") != std::string::npos || subject.find("/state/") != std::string::npos) {
            events.insert(subject);
        }
    }
    EXPECT_EQ(proved, events);
}

// --- the part beside its description ---

TEST_F(EvolutionGraph, IsDescribedByTheCountsOfTheStatementsThatAreWritten) {
    add_worked_example(sample);
    make();
    std::string const part = in(rdf::ntriples(), {false, false, true});
    Words const written = test::split_lines(part);
    EXPECT_EQ(written, lines);
    EXPECT_TRUE(std::ranges::adjacent_find(written) == written.end()) << "each statement once";

    Words const all = test::split_lines(in(rdf::ntriples(), {false, true, true}));
    auto const of = [&](std::string_view node, std::string_view predicate) {
        std::string const start =
            "<https://example.org/a/dataset/" + std::string{node} + "> <" + expand(predicate) + "> \"";
        Words found;
        for (std::string const& line : all) {
            if (line.starts_with(start)) {
                found.push_back(line.substr(start.size(), line.find('"', start.size()) - start.size()));
            }
        }
        return found;
    };
    std::set<std::string> subjects;
    std::set<std::string> objects_seen;
    std::map<std::string, std::size_t> predicates;
    std::map<std::string, std::size_t> classes;
    for (std::string const& line : lines) {
        std::size_t const first = line.find(' ');
        std::size_t const second = line.find(' ', first + 1);
        subjects.insert(line.substr(0, first));
        std::string const predicate = line.substr(first + 1, second - first - 1);
        std::string const object = line.substr(second + 1, line.rfind(" .") - second - 1);
        objects_seen.insert(object);
        ++predicates[predicate];
        if (predicate == "<" + expand("rdf:type") + ">") {
            ++classes[object];
        }
    }
    EXPECT_EQ(of("a-evolution", "void:triples"), Words{std::to_string(lines.size())});
    EXPECT_EQ(of("a-evolution", "void:distinctSubjects"), Words{std::to_string(subjects.size())});
    EXPECT_EQ(of("a-evolution", "void:distinctObjects"), Words{std::to_string(objects_seen.size())});
    EXPECT_EQ(of("a-evolution", "void:properties"), Words{std::to_string(predicates.size())});
    EXPECT_EQ(of("a-evolution", "void:classes"), Words{std::to_string(classes.size())});
    EXPECT_EQ(of("evolution-property-stoa-leadsTo", "void:triples"),
              Words{std::to_string(predicates["<" + expand("stoa:leadsTo") + ">"])});
    EXPECT_EQ(of("evolution-class-stoa-ThemeState", "void:entities"),
              Words{std::to_string(classes["<" + expand("stoa:ThemeState") + ">"])});
    std::size_t sum = 0;
    for (auto const& [iri, count] : predicates) {
        std::string const local = iri.substr(1, iri.size() - 2);
        for (std::string const& line : all) {
            std::string const names = "> <" + expand("void:property") + "> " + iri + " .";
            if (line.ends_with(names) && line.find("/dataset/evolution-property-") != std::string::npos) {
                std::string const node = line.substr(1, line.find('>') - 1);
                Words const said = of(node.substr(node.rfind('/') + 1), "void:triples");
                ASSERT_EQ(said, Words{std::to_string(count)}) << local;
                sum += count;
            }
        }
    }
    EXPECT_EQ(sum, lines.size()) << "each property has its partition";

    rdf::Sha256Sink hash;
    hash.write(part);
    EXPECT_EQ(of("evolution-checksum", "spdx:checksumValue"), Words{hash.hex()});
}

TEST_F(EvolutionGraph, LeavesTheDescriptionOfTheDataAsItIs) {
    add_worked_example(sample);
    make();
    Words const with = test::split_lines(in(rdf::ntriples(), {true, true, true}));
    for (std::string const& line : test::split_lines(in(rdf::ntriples(), {}))) {
        ASSERT_TRUE(std::ranges::binary_search(with, line)) << line;
    }
    EXPECT_TRUE(std::ranges::is_sorted(with));
    EXPECT_TRUE(std::ranges::adjacent_find(with) == with.end());
}

TEST_F(EvolutionGraph, IsTheSameInTurtle) {
    add_worked_example(sample);
    make();
    EXPECT_EQ(test::read_turtle(in(rdf::turtle(), {true, true, true})),
              test::split_lines(in(rdf::ntriples(), {true, true, true})));
}

TEST_F(EvolutionGraph, IsWrittenAboutTheNamedRecordsAlone) {
    add_worked_example(sample);
    make();
    Words const iris{"https://example.org/a/edition/e-1", "https://example.org/a/state/access-e-1",
                     "https://example.org/nowhere"};
    PartWriter writer{*graph, {true, false, true}, {}};
    writer.add_evolution(analyses);
    rdf::StringSink out;
    writer.write_about(iris, rdf::turtle(), out);
    Words const written = test::read_turtle(out.text());
    std::set<std::string> subjects;
    for (std::string const& line : written) {
        subjects.insert(line.substr(1, line.find('>') - 1));
    }
    EXPECT_EQ(subjects, (std::set<std::string>{iris[0], iris[1]}));
    std::size_t expected = 0;
    for (std::string const& line : lines) {
        expected += line.starts_with("<" + iris[1] + "> ");
    }
    EXPECT_EQ(std::ranges::count_if(written, [&](auto const& line) { return line.starts_with("<" + iris[1] + "> "); }),
              static_cast<std::ptrdiff_t>(expected));
}

TEST_F(EvolutionGraph, NamesNoRecordOfTheDataAgain) {
    add_worked_example(sample);
    make();
    EXPECT_EQ(computed->base(), &*graph);
    for (Vertex vertex = 0; vertex < num_vertices(*computed); ++vertex) {
        EXPECT_TRUE(model::computed_kinds.contains(computed->kind(vertex)));
    }
}

}  // namespace
}  // namespace stoa::statements
