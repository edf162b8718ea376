// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/analysis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "stoa/model/canonical.hpp"
#include "support/coded_series.hpp"

namespace stoa::evolution {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using test::CodedSeries;

class AnalysisNames : public testing::Test {
protected:
    ComputedIds const& name(Parameters const& parameters = {}, std::string_view of = "s") {
        if (!graph) {
            graph.emplace(sample.freeze());
        }
        analysis = analyse(*graph, *graph->find(Kind::series, of), parameters);
        ids = name_all(analysis);
        return ids;
    }
    /// All ids of the events and, apart from them, of the states, are distinct ids.
    void expect_distinct() const {
        std::set<std::string> states{ids.states.begin(), ids.states.end()};
        EXPECT_EQ(states.size(), ids.states.size());
        std::set<std::string> events;
        std::size_t count = 0;
        for (auto const* list : {&ids.theme_events, &ids.item_events, &ids.lineage_events, &ids.arcs}) {
            for (std::string const& each : *list) {
                if (!each.empty()) {
                    ++count;
                    events.insert(each);
                }
            }
        }
        EXPECT_EQ(events.size(), count);
        states.insert(events.begin(), events.end());
        EXPECT_TRUE(std::ranges::all_of(states, model::is_id));
    }

    test::Sample sample;
    std::optional<KnowledgeGraph> graph;
    Analysis analysis;
    ComputedIds ids;
};

bool has(std::vector<std::string> const& list, std::string_view id) {
    return std::ranges::find(list, id) != list.end();
}

TEST_F(AnalysisNames, SayWhatHappenedWhere) {
    add_worked_example(sample, "s");
    name();
    EXPECT_EQ(analysis.id, "default");
    EXPECT_EQ(ids.states.front(), "access-s-1");
    EXPECT_TRUE(has(ids.theme_events, "default-s-1-founding-access"));
    EXPECT_TRUE(has(ids.theme_events, "default-s-5-resumed-youth"));
    EXPECT_TRUE(has(ids.lineage_events, "default-s-3-merged-digital"));
    EXPECT_TRUE(has(ids.lineage_events, "default-s-5-branched-digital"));
    EXPECT_TRUE(has(ids.lineage_events, "default-s-6-split-inclusion"));
    EXPECT_TRUE(has(ids.lineage_events, "default-s-6-replaced-ai")) << "the new one";
    EXPECT_TRUE(has(ids.arcs, "default-s-3-developed-digital-from-s-2-ict"));
    EXPECT_TRUE(has(ids.item_events, "default-s-5-item-introduced-m"));
    EXPECT_TRUE(has(ids.arcs, "")) << "of arcs within a theme its events tell";
    expect_distinct();
}

TEST_F(AnalysisNames, OfOtherParametersBeginWithThem) {
    add_worked_example(sample, "s");
    Parameters parameters;
    parameters.look_back = 3;
    name(parameters);
    EXPECT_EQ(ids.states.front(), "look-back-3-access-s-1");
    EXPECT_TRUE(has(ids.theme_events, "look-back-3-s-1-founding-access"));
    expect_distinct();
}

TEST_F(AnalysisNames, AreTheStandardOnesUnderWhatTheDataSetSays) {
    add_worked_example(sample, "s");
    sample.builder.data_set(sample.root).look_back = 3;
    Parameters parameters;
    parameters.look_back = 3;
    name(parameters);
    EXPECT_EQ(standard_parameters(*graph, analysis.coding.series), parameters);
    EXPECT_EQ(analysis.id, "default");
    EXPECT_EQ(name({}).states.front(), "look-back-1-access-s-1");
}

TEST_F(AnalysisNames, TellPairsOfOneNameApart) {
    // Theme `health` in edition `s-1`, and theme `health-s` in edition `1`.
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = sample.add(Kind::edition, "1");
    sample.link(second, "series", series.series);
    sample.set(second, "number", "2");
    sample.set(second, "status", "held");
    sample.set(second, "start", "2003");
    sample.text(second, "label", "Second");
    series.coverage(second, "issues", "complete");
    series.treat(first, "health", {});
    series.treat(second, "health-s", {});
    name();
    ASSERT_EQ(ids.states.size(), 2U);
    EXPECT_EQ(ids.states[0], "health-s-1");
    EXPECT_TRUE(ids.states[1].starts_with("health-s-1-")) << ids.states[1];
    expect_distinct();
}

TEST_F(AnalysisNames, TellSeriesOfOneDataSetApart) {
    // Theme `health-a` in edition `b-1` of one series, and theme `health` in edition `a-b-1` of the other: of states
    // the end is the same. Of events: edition `b-1` and theme `dropped-x`, edition `b-1-dropped` and theme `x`.
    CodedSeries one{sample, "b"};
    CodedSeries other{sample, "a-b"};
    CodedSeries third{sample, "b-1"};
    RecordId const before = one.edition("0", "2000");
    RecordId const first = one.edition("1", "2001");
    one.treat(before, "dropped-x", {});
    one.treat(first, "health-a", {"i"});
    other.treat(other.edition("1", "2001"), "health", {"i"});
    third.treat(third.edition("before", "2000"), "x", {});
    third.edition("dropped", "2001");
    std::set<std::string> states;
    std::set<std::string> events;
    std::size_t count = 0;
    for (std::string_view const series : {"b", "a-b", "b-1"}) {
        name({}, series);
        expect_distinct();
        states.insert(ids.states.begin(), ids.states.end());
        count += ids.states.size();
        for (auto const* const list : {&ids.theme_events, &ids.item_events}) {
            events.insert(list->begin(), list->end());
            count += list->size();
        }
    }
    EXPECT_EQ(states.size() + events.size(), count);
    EXPECT_TRUE(states.contains("dropped-x-b-0")) << "what is one series' alone stays as it is";
    EXPECT_TRUE(events.contains("default-b-1-introduced-health-a"));
    EXPECT_FALSE(states.contains("health-a-b-1"));
    EXPECT_FALSE(events.contains("default-b-1-dropped-dropped-x"));
}

TEST_F(AnalysisNames, AreNotChangedByASeriesOfAnotherDataSet) {
    // As above, theme `health-a` in edition `b-1` and theme `health` in edition `a-b-1`: in another data set, the
    // second has another IRI.
    CodedSeries one{sample, "b"};
    CodedSeries other{sample, "a-b", sample.builder.add_data_set(test::data_set("other"))};
    one.theme("health");
    one.treat(one.edition("1", "2001"), "health-a", {"i"});
    other.treat(other.edition("1", "2001"), "health", {"i"});
    EXPECT_EQ(name({}, "b").states, std::vector<std::string>{"health-a-b-1"});
}

TEST_F(AnalysisNames, TellThemesOfOneIdInSeveralDataSetsApart) {
    CodedSeries series{sample, "s"};
    RecordId const edition = series.edition("1", "2001");
    RecordId const before = series.edition("0", "2000");
    series.treat(edition, "health", {"a", "b"});
    for (std::string const set : {"b", "c", "d"}) {
        model::DataSetId const id = sample.builder.add_data_set(test::data_set(set, false));
        RecordId const theme = sample.add(Kind::theme, "health", id);
        sample.text(theme, "label", "Health of " + set);
        RecordId const item = sample.add(Kind::concept_, "a", id);
        sample.text(item, "label", "A of " + set);
        sample.set(item, "facet", "issues");
        for (RecordId const at : {before, edition}) {
            RecordId const occurrence = sample.add(Kind::occurrence, set + "-" + std::string{sample.builder.id(at)});
            sample.link(occurrence, "edition", at);
            sample.link(occurrence, "theme", theme);
            sample.link(occurrence, "items", item);
            sample.set(occurrence, "role", "issue");
            sample.link(occurrence, "evidence", series.evidence("page"));
        }
    }
    name();
    EXPECT_EQ(ids.states.size(), 7U);
    expect_distinct();
}

TEST_F(AnalysisNames, TellItemsAndGoalsOfOneIdApart) {
    CodedSeries series{sample, "s"};
    RecordId const occurrence =
        series.treat(series.edition("1", "2001", "complete", "complete", "complete"), "health", {"4"});
    RecordId const goal = sample.add(Kind::sdg_goal, "4");
    sample.text(goal, "label", "Quality education");
    sample.link(occurrence, "items", goal);
    name();
    EXPECT_TRUE(has(ids.item_events, "default-s-1-item-founding-4"));
    EXPECT_TRUE(has(ids.item_events, "default-s-1-item-founding-sdg-4"));
    expect_distinct();
}

TEST_F(AnalysisNames, OfAssertionsAreThoseOfTheirRecords) {
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    series.treat(first, "access", {"a"});
    series.treat(second, "inclusion", {"b"});
    series.development(second, "access", first, "inclusion");
    name();
    EXPECT_EQ(ids.arcs, (std::vector<std::string>{"asserted-s-2-access-to-inclusion"}));
}

TEST_F(AnalysisNames, HaveIrisInTheSeriesDataSet) {
    CodedSeries const series{sample, "s"};
    name();
    EXPECT_EQ(computed_iri(analysis, Kind::state, "x-1"), "https://example.org/a/state/x-1");
    EXPECT_EQ(computed_iri(analysis, Kind::event, "y"), "https://example.org/a/event/y");
    EXPECT_EQ(computed_iri(analysis, Kind::analysis, analysis.id), "https://example.org/a/analysis/default");
}

}  // namespace
}  // namespace stoa::evolution
