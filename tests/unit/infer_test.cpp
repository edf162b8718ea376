// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/infer.hpp"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/coded_series.hpp"
#include "support/sample.hpp"

namespace stoa::model {
namespace {

using test::Sample;

/// Id of the edition before, by id.
std::map<std::string, std::string> previous_editions(Sample& sample) {
    infer(sample.builder);
    KnowledgeGraph const graph = sample.freeze();
    std::map<std::string, std::string> result;
    KnowledgeGraph::Range const editions = graph.vertices_of(Kind::edition);
    for (Vertex edition = editions.first; edition < editions.last; ++edition) {
        if (auto const previous = graph.object(edition, "previous")) {
            result.emplace(graph.id(edition), graph.id(*previous));
        }
    }
    return result;
}

using Links = std::map<std::string, std::string>;

TEST(Infer, LinksEachEditionToTheOneBefore) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "3", "2017-09-18");
    sample.edition(series, "1", "2013-10-21");
    sample.edition(series, "2", "2015-09-28");
    EXPECT_EQ(previous_editions(sample), (Links{{"2", "1"}, {"3", "2"}}));
}

TEST(Infer, StatesWhichThemesAHeldEditionTreats) {
    Sample sample;
    test::CodedSeries series{sample, "s"};
    RecordId const held = series.edition("1", "2001");
    RecordId const planned = series.edition("2", "2003", "", "", "", "planned");
    series.treat(held, "work", {}, "issue", "page");
    series.treat(held, "work", {}, "headline", "book");
    series.treat(held, "health", {}, "issue", "page");
    series.treat(planned, "peace", {}, "issue", "page");
    RecordId const only_planned = sample.add(Kind::occurrence, "forecast");  // its theme is a claim
    sample.link(only_planned, "edition", held);
    infer(sample.builder);
    KnowledgeGraph const graph = sample.freeze();
    std::vector<std::string_view> themes;
    for (Vertex const theme : graph.objects(*graph.find(Kind::edition, "s-1"), "about")) {
        themes.push_back(graph.id(theme));
    }
    EXPECT_EQ(themes, (std::vector<std::string_view>{"health", "work"}));
    EXPECT_TRUE(graph.objects(*graph.find(Kind::edition, "s-2"), "about").empty());
}

TEST(Infer, ProvesWhatAnEditionIsAboutByAllItsOccurrences) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "1");
    sample.set(edition, "status", "held");
    RecordId const theme = sample.add(Kind::theme, "work");
    for (std::string_view const id : {"page", "book"}) {
        RecordId const occurrence = sample.add(Kind::occurrence, id);
        sample.link(occurrence, "edition", edition);
        sample.link(occurrence, "theme", theme, sample.proof({sample.add(Kind::evidence, id)}));
    }
    infer(sample.builder);
    KnowledgeGraph const graph = sample.freeze();
    Structure const& structure = graph;
    Vertex const vertex = graph.find(Kind::edition, "1").value();
    ASSERT_EQ(out_degree(vertex, structure), 1U);
    std::vector<std::string_view> evidence;
    for (Vertex const each : graph.evidence(structure[*out_edges(vertex, structure).first].evidence)) {
        evidence.push_back(graph.id(each));
    }
    EXPECT_EQ(evidence, (std::vector<std::string_view>{"book", "page"}));
}

TEST(Infer, PassesOverGapsInTheNumbers) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "2", "1960");
    sample.edition(series, "10", "2009-12");
    sample.edition(series, "5", "1997-07-14");
    EXPECT_EQ(previous_editions(sample), (Links{{"5", "2"}, {"10", "5"}}));
}

TEST(Infer, GoesByDateWhereNumbersSayOtherwise) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "1", "2015");
    sample.edition(series, "2", "2013");
    EXPECT_EQ(previous_editions(sample), (Links{{"1", "2"}}));
}

TEST(Infer, GoesByDateAsFarAsDatesAreKnown) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "1", "2015");
    sample.edition(series, "10", "");
    sample.edition(series, "2", "2013");
    EXPECT_EQ(previous_editions(sample), (Links{{"1", "2"}, {"10", "1"}}));
}

TEST(Infer, KeepsSeriesApart) {
    Sample sample;
    RecordId const one = sample.add(Kind::series, "one");
    RecordId const other = sample.add(Kind::series, "other");
    sample.edition(one, "1", "2013");
    sample.edition(other, "2", "2014");
    sample.edition(one, "3", "2015");
    sample.edition(other, "4", "");  // its number puts it there
    EXPECT_EQ(previous_editions(sample), (Links{{"3", "1"}, {"4", "2"}}));
}

TEST(Infer, PassesOverCancelledEditions) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "1", "2013", "held");
    sample.edition(series, "2", "2015", "cancelled");
    sample.edition(series, "3", "2017", "postponed");
    EXPECT_EQ(previous_editions(sample), (Links{{"3", "1"}}));
}

TEST(Infer, OrdersEditionsWithoutNumbersByDateThenIri) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    for (auto const& [id, start] : {std::pair{"b", "2013"}, {"a", "2013-05-01"}, {"0", "2014"}}) {
        RecordId const edition = sample.add(Kind::edition, id);
        sample.link(edition, "series", series);
        sample.set(edition, "start", start);
    }
    EXPECT_EQ(previous_editions(sample), (Links{{"b", "a"}, {"0", "b"}}));
}

TEST(Infer, LeavesOutEditionsWithoutASeries) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "1", "2013");
    for (std::string_view const id : {"8", "9"}) {
        RecordId const lost = sample.add(Kind::edition, id);
        sample.set(lost, "number", id);
        sample.set(lost, "start", "2014");
    }
    EXPECT_EQ(previous_editions(sample), Links{});
}

TEST(Infer, ProvesThePreviousEditionAsTheNumberIsProved) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "1", "2013");
    RecordId const edition = sample.add(Kind::edition, "2");
    sample.link(edition, "series", series);
    sample.set(edition, "number", "2", sample.proof({sample.add(Kind::evidence, "e")}));
    infer(sample.builder);
    KnowledgeGraph const graph = sample.freeze();
    Structure const& structure = graph;
    for (auto [edge, last] = out_edges(graph.find(Kind::edition, "2").value(), structure); edge != last; ++edge) {
        if (structure[*edge].property == property(Kind::edition, "previous")) {
            ASSERT_EQ(graph.evidence(structure[*edge].evidence).size(), 1U);
            EXPECT_EQ(graph.id(graph.evidence(structure[*edge].evidence)[0]), "e");
        }
    }
}

// --- figures ----------------------------------------------------------------------------------------------------

class Figures : public testing::Test {
protected:
    void infer_all() {
        infer(sample.builder);
        graph.emplace(sample.freeze());
    }
    [[nodiscard]] std::string_view value(std::string_view id, std::string_view key) const {
        return graph->value(graph->find(Kind::figure, id).value(), key);
    }

    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    RecordId const participants = sample.add(Kind::quantity, "participants");
    RecordId const countries = sample.add(Kind::quantity, "countries");
    std::optional<KnowledgeGraph> graph;
};

TEST_F(Figures, AreActualAndExactUnlessTheySayOtherwise) {
    sample.figure("plain", edition, participants, "200");
    RecordId const said = sample.figure("said", edition, countries, "700");
    sample.set(said, "kind", "forecast");
    sample.set(said, "qualifier", "about");
    infer_all();
    EXPECT_EQ(value("plain", "kind"), "actual");
    EXPECT_EQ(value("plain", "qualifier"), "exact");
    EXPECT_EQ(value("said", "kind"), "forecast");
    EXPECT_EQ(value("said", "qualifier"), "about");
}

TEST_F(Figures, ArePreferredWhereNoOtherActualOneCompetes) {
    sample.figure("lone", edition, countries, "64");
    sample.figure("other-mode", edition, participants, "1");
    sample.set(sample.figure("online", edition, participants, "2"), "mode", "online");
    sample.set(sample.figure("dated", edition, participants, "3"), "as_of", "2021-11");
    infer_all();
    for (std::string_view const id : {"lone", "other-mode", "online", "dated"}) {
        EXPECT_EQ(value(id, "preferred"), "true") << id;
    }
}

TEST_F(Figures, ThatCompeteAreLeftToTheirReader) {
    sample.figure("one", edition, participants, "1500");
    sample.figure("other", edition, participants, "2300");
    infer_all();
    EXPECT_EQ(value("one", "preferred"), "");
    EXPECT_EQ(value("other", "preferred"), "");
}

TEST_F(Figures, OfAForecastDoNotCompeteAndAreNotPreferred) {
    sample.figure("actual", edition, participants, "2300");
    sample.set(sample.figure("forecast", edition, participants, "700"), "kind", "forecast");
    sample.set(sample.figure("lone-forecast", edition, countries, "100"), "kind", "forecast");
    infer_all();
    EXPECT_EQ(value("actual", "preferred"), "true");
    EXPECT_EQ(value("forecast", "preferred"), "");
    EXPECT_EQ(value("lone-forecast", "preferred"), "");
}

TEST_F(Figures, AreNotPreferredBesideOneThatIs) {
    sample.figure("one", edition, participants, "1500");
    sample.set(sample.figure("other", edition, participants, "2300"), "preferred", "true");
    sample.figure("actual", edition, countries, "64");
    RecordId const forecast = sample.figure("forecast", edition, countries, "100");
    sample.set(forecast, "kind", "forecast");
    sample.set(forecast, "preferred", "true");  // an error, which the checks report
    infer_all();
    EXPECT_EQ(value("one", "preferred"), "");
    EXPECT_EQ(value("other", "preferred"), "true");
    EXPECT_EQ(value("actual", "preferred"), "");
}

TEST_F(Figures, WithoutAQuantityAreLeftAlone) {
    RecordId const lost = sample.add(Kind::figure, "lost");
    sample.link(lost, "subject", edition);
    sample.set(lost, "value", "7");
    sample.set(lost, "mode", "online");
    infer_all();
    EXPECT_EQ(value("lost", "preferred"), "");
    EXPECT_EQ(graph->rows(graph->find(Kind::edition, "5").value()).size(), 0U);
}

TEST_F(Figures, LeaveClaimsAlone) {
    RecordId const claim = sample.claim("c", edition, "schema:endDate", "2021-10-30");
    sample.set(claim, "mode", "online");
    infer_all();
    EXPECT_EQ(graph->value(graph->find(Kind::claim, "c").value(), "kind"), "");
}

}  // namespace
}  // namespace stoa::model
