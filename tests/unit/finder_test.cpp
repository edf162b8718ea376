// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/finder.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/sample.hpp"

namespace stoa::answers {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using model::Vertex;

class Finder : public testing::Test {
protected:
    Finder() {
        theme("equity", "Equity");
        RecordId const climate = theme("climate", "Climate action");
        sample.text(climate, "label", "Klimaschutz", "de");
        sample.text(climate, "label", "Acción por el clima", "es");
        sample.text(climate, "alt_label", "Green transition");
        theme("climate-finance", "Money for the climate");
        theme("health", "Health");
        theme("learning", "Lifelong learning");
        theme("learning-cities", "Learning");
    }
    RecordId theme(std::string_view id, std::string_view label) {
        RecordId const record = sample.add(Kind::theme, id);
        sample.text(record, "label", label);
        return record;
    }

    Found find(std::string_view word, Kind kind = Kind::theme) {
        if (!graph) {
            graph.emplace(sample.freeze());
        }
        std::vector<Vertex> candidates;
        KnowledgeGraph::Range const range = graph->vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            candidates.push_back(vertex);
        }
        return find_among(*graph, candidates, kind == Kind::edition ? "edition" : "theme", word);
    }
    /// The id of what was found, or why nothing was.
    std::string found(std::string_view word, Kind kind = Kind::theme) {
        Found const result = find(word, kind);
        EXPECT_EQ(result.why.empty(), result.vertex.has_value());
        return result.vertex ? std::string{graph->id(*result.vertex)} : result.why;
    }

    test::Sample sample;
    std::optional<KnowledgeGraph> graph;
};

TEST_F(Finder, TakesIdsAndIris) {
    EXPECT_EQ(found("equity"), "equity");
    EXPECT_EQ(found("https://example.org/a/theme/equity"), "equity");
    EXPECT_EQ(found("climate"), "climate") << "an id goes before the longer ids that it begins";
}

TEST_F(Finder, TakesLabelsInAnyLanguageCaseAndWithoutMarks) {
    EXPECT_EQ(found("Climate action"), "climate");
    EXPECT_EQ(found("CLIMATE ACTION"), "climate");
    EXPECT_EQ(found("Klimaschutz"), "climate");
    EXPECT_EQ(found("accion por el clima"), "climate");
    EXPECT_EQ(found("green transition"), "climate") << "an alternative label";
}

TEST_F(Finder, TakesAnIdBeforeALabelOfAnother) { EXPECT_EQ(found("learning"), "learning"); }

TEST_F(Finder, TakesALabelBeforeAPrefix) { EXPECT_EQ(found("Learning"), "learning-cities"); }

TEST_F(Finder, TakesThePrefixOfAnIdOrLabel) {
    EXPECT_EQ(found("heal"), "health");
    EXPECT_EQ(found("Lifelong"), "learning");
    EXPECT_EQ(found("klima"), "climate");
    EXPECT_EQ(found("climate-f"), "climate-finance");
}

TEST_F(Finder, NamesAllThatAWordCouldBe) {
    EXPECT_EQ(found("clim"),
              "theme 'clim' could be climate (Climate action) or climate-finance (Money for the climate)");
    EXPECT_EQ(found("learn"), "theme 'learn' could be learning (Lifelong learning) or learning-cities (Learning)");
}

TEST_F(Finder, NamesTheNearestWord) {
    EXPECT_EQ(found("eqiuty"), "there is no theme 'eqiuty', did you mean 'equity'?");
    EXPECT_EQ(found("Klimaschuz"), "there is no theme 'Klimaschuz', did you mean 'klimaschutz'?");
}

TEST_F(Finder, NamesWhatThereIsWhereNothingIsNear) {
    EXPECT_EQ(found("zzzzzzzz"),
              "there is no theme 'zzzzzzzz': there is climate, climate-finance, equity, health, learning, "
              "learning-cities");
}

TEST_F(Finder, NamesTwentyOfMany) {
    for (int i = 10; i < 30; ++i) {
        theme("t" + std::to_string(i), "T");
    }
    std::string const why = found("zzzzzzzz");
    EXPECT_TRUE(why.ends_with(" and more")) << why;
    EXPECT_EQ(why.find("t29"), std::string::npos) << why;
}

TEST_F(Finder, FindsNothingByAnEmptyWord) { EXPECT_TRUE(found("").starts_with("there is no theme ''")) << found(""); }

TEST_F(Finder, EscapesControlCharactersOfTheWord) {
    EXPECT_EQ(found("a\nb\x1b"),
              "there is no theme 'a\\u000Ab\\u001B': there is climate, climate-finance, equity, health, "
              "learning, learning-cities");
}

TEST_F(Finder, SaysWhenThereAreNoCandidates) {
    EXPECT_EQ(found("equity", Kind::network), "there is no theme 'equity'");
}

TEST_F(Finder, TellsRecordsOfOneIdByTheirIris) {
    model::DataSetId const other = sample.builder.add_data_set(test::data_set("b"));
    sample.text(sample.add(Kind::theme, "equity", other), "label", "Fairness");
    EXPECT_EQ(
        found("equity"),
        "theme 'equity' could be https://example.org/a/theme/equity (Equity) or https://example.org/b/theme/equity "
        "(Fairness)");
    EXPECT_EQ(found("https://example.org/b/theme/equity"), "equity");
    EXPECT_EQ(found("Fairness"), "equity");
}

TEST_F(Finder, TakesTheNumberOfAnEditionAfterItsIdAndBeforeAPrefix) {
    RecordId const series = sample.add(Kind::series, "s");
    sample.text(series, "label", "S");
    RecordId const first = sample.add(Kind::edition, "first");
    sample.set(first, "number", "1");
    sample.text(first, "label", "The beginning");
    RecordId const tenth = sample.add(Kind::edition, "10");
    sample.set(tenth, "number", "12");
    sample.text(tenth, "label", "Tenth");
    EXPECT_EQ(found("1", Kind::edition), "first") << "a prefix of 10, but the number of the first";
    EXPECT_EQ(found("12", Kind::edition), "10");
    EXPECT_EQ(found("10", Kind::edition), "10");
    EXPECT_EQ(found("The beg", Kind::edition), "first");
}

}  // namespace
}  // namespace stoa::answers
