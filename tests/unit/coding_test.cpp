// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/coding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "stoa/evolution/evolution.hpp"
#include "support/coded_series.hpp"

namespace stoa::evolution {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using model::Vertex;
using test::CodedSeries;

class ReadCoding : public testing::Test {
protected:
    Coding const& read(Parameters const& parameters = {}) {
        if (!graph) {
            graph.emplace(sample.freeze());
        }
        coding = read_coding(*graph, *graph->find(Kind::series, "s"), parameters);
        return coding;
    }
    [[nodiscard]] std::string id(Vertex vertex) const { return std::string{graph->id(vertex)}; }
    [[nodiscard]] std::vector<std::string> ids(std::vector<Vertex> const& vertices) const {
        std::vector<std::string> list;
        std::ranges::transform(vertices, std::back_inserter(list), [&](Vertex each) { return id(each); });
        return list;
    }
    [[nodiscard]] std::vector<std::string> editions() const {
        std::vector<std::string> list;
        for (Coding::Edition const& each : coding.editions) {
            list.push_back(id(each.vertex));
        }
        return list;
    }
    /// `edition theme item document source evidence`, in words.
    [[nodiscard]] std::vector<std::string> passages() const {
        std::vector<std::string> list;
        for (Coding::Passage const& each : coding.passages) {
            auto const name = [&](std::vector<Vertex> const& of, std::uint32_t index) {
                return index == none ? std::string{"-"} : id(of[index]);
            };
            list.push_back(id(coding.editions[each.edition].vertex) + " " + name(coding.themes, each.theme) + " " +
                           (each.item == none ? "-" : id(coding.items[each.item].vertex)) + " " +
                           name(coding.documents, each.document) + " " + name(coding.sources, each.source) + " " +
                           (each.evidence == none ? "-" : id(each.evidence)));
        }
        return list;
    }

    test::Sample sample;
    CodedSeries series{sample, "s"};
    std::optional<KnowledgeGraph> graph;
    Coding coding;
};

using Words = std::vector<std::string>;

TEST_F(ReadCoding, TakesTheEditionsInTheOrderOfTheSeries) {
    series.edition("3", "2005-01-01");
    series.edition("1", "2005-01-01");
    series.edition("2", "2004-12");
    series.edition("4", "2001");
    read();
    EXPECT_EQ(editions(), (Words{"s-4", "s-2", "s-1", "s-3"}));
    EXPECT_EQ(coding.editions[0].year, 2001);
    EXPECT_EQ(coding.editions[1].year, 2004);
}

TEST_F(ReadCoding, GoesByNumberWhereDatesDoNotTell) {
    series.edition("2", "2005");
    series.edition("1", "2005-01-01");
    series.edition("3", "2005-01");
    read();
    EXPECT_EQ(editions(), (Words{"s-1", "s-2", "s-3"}));
}

TEST_F(ReadCoding, RespectsDatesWhereOneIsMissing) {
    series.edition("10", "1999");
    series.edition("9", "");
    series.edition("2", "2015");
    read();
    EXPECT_EQ(editions(), (Words{"s-9", "s-10", "s-2"}));
    EXPECT_EQ(coding.editions[0].year, std::nullopt);
}

TEST_F(ReadCoding, OrdersTheHeldEditionsAsTheyStandAmongAll) {
    series.edition("2", "2000");
    series.edition("3", "2000-03-01", "", "", "", "planned");
    series.edition("1", "2000-09-01");
    read();
    EXPECT_EQ(editions(), (Words{"s-2", "s-1"})) << "without the planned one the numbers would tell";
}

TEST_F(ReadCoding, LeavesOutEditionsThatWereNotHeld) {
    RecordId const held = series.edition("1", "2001");
    RecordId const planned = series.edition("2", "2003", "complete", "complete", "", "planned");
    series.edition("3", "2005", "", "", "", "cancelled");
    series.edition("4", "2007", "", "", "", "postponed");
    series.treat(held, "access", {"a"});
    series.treat(planned, "youth", {"b"});
    read();
    EXPECT_EQ(editions(), (Words{"s-1"}));
    EXPECT_EQ(ids(coding.planned), (Words{"s-2", "s-4", "s-3"})) << "the cancelled one has no place";
    EXPECT_EQ(ids(coding.themes), (Words{"access"})) << "what a planned edition is to treat takes no part";
    EXPECT_EQ(coding.items.size(), 1U);
}

TEST_F(ReadCoding, LeavesOutOtherSeries) {
    CodedSeries other{sample, "other"};
    other.treat(other.edition("1", "2000"), "access", {"a"});
    series.treat(series.edition("1", "2001"), "youth", {"b"});
    read();
    EXPECT_EQ(editions(), (Words{"s-1"}));
    EXPECT_EQ(passages(), (Words{"s-1 youth b - page page-1", "s-1 youth - - page page-1"}));
}

TEST_F(ReadCoding, ReadsTheEvidenceOfAnItemBeforeThatOfItsOccurrence) {
    RecordId const edition = series.edition("1", "2001");
    RecordId const occurrence = series.treat(edition, "access", {"a"}, "strand", "page", "d");
    model::EvidenceId const own = sample.proof({series.evidence("book"), series.evidence("talk")});
    sample.link(occurrence, "items", series.item("b"), own);
    read();
    EXPECT_EQ(passages(), (Words{"s-1 access a d page page-1", "s-1 access b d book book-1",
                                 "s-1 access b d talk talk-1", "s-1 access - d page page-1"}));
    EXPECT_EQ(ids(coding.sources), (Words{"book", "page", "talk"}));
    EXPECT_TRUE(std::ranges::all_of(coding.passages, [](auto const& each) { return each.role == Role::strand; }));
}

TEST_F(ReadCoding, KeepsAPassageThatNothingProvesWithoutASource) {
    series.treat(series.edition("1", "2001"), "access", {"a"}, "issue", "");
    read();
    EXPECT_EQ(passages(), (Words{"s-1 access a - - -", "s-1 access - - - -"}));
}

TEST_F(ReadCoding, ReadsEachRole) {
    RecordId const edition = series.edition("1", "2001");
    for (std::string const role : {"headline", "strand", "issue", "group"}) {
        series.treat(edition, "of-" + role, {}, role);
    }
    read();
    std::vector<std::tuple<std::string, Role>> roles;
    for (Coding::Passage const& each : coding.passages) {
        roles.emplace_back(id(coding.themes[each.theme]), each.role);
    }
    EXPECT_EQ(roles, (std::vector<std::tuple<std::string, Role>>{{"of-group", Role::group},
                                                                 {"of-headline", Role::headline},
                                                                 {"of-issue", Role::issue},
                                                                 {"of-strand", Role::strand}}));
}

TEST_F(ReadCoding, NumbersItemsByFacet) {
    RecordId const edition = series.edition("1", "2001");
    RecordId const occurrence = series.treat(edition, "access", {"group-young", "zeal", "art"});
    RecordId const goal = sample.add(Kind::sdg_goal, "4");
    sample.text(goal, "label", "Quality education");
    sample.link(occurrence, "items", goal);
    read();
    std::vector<std::tuple<std::string, Facet>> items;
    for (Coding::Item const& each : coding.items) {
        items.emplace_back(id(each.vertex), each.facet);
    }
    EXPECT_EQ(
        items,
        (std::vector<std::tuple<std::string, Facet>>{
            {"art", Facet::issues}, {"zeal", Facet::issues}, {"group-young", Facet::groups}, {"4", Facet::sdgs}}));
}

TEST_F(ReadCoding, ReadsCoverageByFacet) {
    RecordId const first = series.edition("1", "2001", "", "partial", "not_applicable");
    RecordId const coverage = series.coverage(first, "issues", "complete", {"page", "book"});
    sample.link(coverage, "documents_read", series.document("d"));
    series.edition("2", "2003", "", "", "");
    read();
    Coding::Edition const& of = coding.editions[0];
    EXPECT_EQ(of.level, (std::array{Level::complete, Level::partial, Level::not_applicable}));
    EXPECT_EQ(of.read, (std::array{3U, 1U, 0U}));
    EXPECT_EQ(id(of.coverage[0]), "s-1-issues");
    Coding::Edition const& unsaid = coding.editions[1];
    EXPECT_EQ(unsaid.level, (std::array{Level::unread, Level::unread, Level::unread})) << "no record: unread";
    EXPECT_EQ(unsaid.coverage[0], none);
}

TEST_F(ReadCoding, CountsTheSourcesOfAFacetByHowMuchOfThemWasRead) {
    RecordId const edition = series.edition("1", "2001", "", "", "");
    RecordId const coverage = series.coverage(edition, "issues", "partial", {"a", "b", "c", "d", "e"});
    series.reading(coverage, "a", "whole");
    series.reading(coverage, "b", "beginning");
    series.reading(coverage, "c", "notes");
    series.reading(coverage, "d", "titles");
    series.reading(coverage, "e", "");
    sample.link(coverage, "documents_read", series.document("f"));
    Coding::Edition const& of = read().editions[0];
    EXPECT_EQ(of.read[0], 6U);
    EXPECT_EQ(of.read_whole[0], 2U);
    EXPECT_EQ(of.read_in_part[0], 3U);
    EXPECT_EQ(of.read[1], 0U);
    EXPECT_EQ(of.read_in_part[1], 0U);
}

TEST_F(ReadCoding, CountsAFacetOfWhichTitlesAloneWereReadAsUnread) {
    for (std::string_view const level : {"complete", "partial", "not_applicable"}) {
        RecordId const edition = series.edition(level, "2001", "", "", "");
        series.reading(series.coverage(edition, "issues", level, {"page"}), "page", "titles");
    }
    RecordId const with_document = series.edition("with-document", "2001", "", "", "");
    RecordId const coverage = series.coverage(with_document, "issues", "complete", {"page"});
    series.reading(coverage, "page", "titles");
    sample.link(coverage, "documents_read", series.document("d"));
    series.coverage(series.edition("unnamed", "2001", "", "", ""), "issues", "complete", {});
    read();
    std::map<std::string, Level> levels;
    for (Coding::Edition const& each : coding.editions) {
        levels[id(each.vertex)] = each.level[0];
    }
    EXPECT_EQ(levels["s-complete"], Level::unread);
    EXPECT_EQ(levels["s-partial"], Level::unread);
    EXPECT_EQ(levels["s-not_applicable"], Level::not_applicable);
    EXPECT_EQ(levels["s-with-document"], Level::complete);
    EXPECT_EQ(levels["s-unnamed"], Level::complete) << "no source is named, so none was read in titles alone";
}

TEST_F(ReadCoding, TakesOnlyOutcomeDocumentsOfTheBasis) {
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    series.treat(first, "access", {"a"}, "issue", "page", "call");
    series.treat(first, "youth", {"b"}, "issue", "page", "paper");  // of the kind, and no outcome
    series.treat(first, "ict", {"c"}, "issue", "page");             // the edition as a whole
    series.treat(second, "access", {"a"}, "issue", "page", "report");
    sample.link(first, "outcome", series.document("call"));
    RecordId const report = sample.add(Kind::document, "other-report");
    sample.text(report, "label", "Report");
    sample.set(report, "kind", "report");
    sample.link(second, "outcome", report);
    Parameters parameters;
    parameters.documents = {"declaration"};
    read(parameters);
    EXPECT_EQ(passages(), (Words{"s-1 access a call page page-1", "s-1 access - call page page-1"}));
    EXPECT_EQ(coding.editions[0].level[0], Level::complete);
    EXPECT_EQ(coding.editions[1].level[0], Level::unread) << "no outcome of the kind was read of it";
    read();
    EXPECT_EQ(passages().size(), 8U);
    EXPECT_EQ(coding.editions[1].level[0], Level::complete);
}

TEST_F(ReadCoding, TakesAnEditionWhoseDocumentOfTheBasisWasReadAndSaidNothing) {
    RecordId const edition = series.edition("1", "2001", "", "not_applicable");
    sample.link(edition, "outcome", series.document("call"));
    sample.link(series.coverage(edition, "issues", "complete"), "documents_read", series.document("call"));
    Parameters parameters;
    parameters.documents = {"declaration"};
    read(parameters);
    EXPECT_TRUE(coding.passages.empty());
    EXPECT_EQ(coding.editions[0].level[0], Level::complete);
    EXPECT_EQ(coding.editions[0].level[1], Level::not_applicable);
}

TEST_F(ReadCoding, ReadsDevelopmentsBetweenEditionsThatWereHeld) {
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    RecordId const planned = series.edition("3", "2005", "", "", "", "planned");
    series.development(second, "access", first, "inclusion");
    series.development(planned, "access", first, "equity");
    read();
    ASSERT_EQ(coding.developments.size(), 1U);
    Coding::Development const& of = coding.developments[0];
    EXPECT_EQ(id(coding.themes[of.from_theme]), "access");
    EXPECT_EQ(id(coding.themes[of.to_theme]), "inclusion");
    EXPECT_EQ(of.from_edition, 0U);
    EXPECT_EQ(of.to_edition, 1U);
    EXPECT_EQ(ids(coding.themes), (Words{"access", "inclusion"}));
}

TEST_F(ReadCoding, ReadsLinksBetweenDocumentsThatTreatSomethingEachOnce) {
    RecordId const edition = series.edition("1", "2001");
    series.treat(edition, "access", {}, "issue", "page", "d1");
    series.treat(edition, "access", {}, "issue", "page", "d2");
    sample.link(series.document("d2"), "builds_on", series.document("d1"));
    sample.link(series.document("d2"), "reviews", series.document("d1"));
    sample.link(series.document("d2"), "builds_on", series.document("elsewhere"));
    read();
    EXPECT_EQ(coding.document_links, (std::vector<Coding::DocumentLink>{{1, 0}}));
}

TEST_F(ReadCoding, ReadsEachKindOfLinkBetweenDocuments) {
    RecordId const edition = series.edition("1", "2001");
    series.treat(edition, "access", {}, "issue", "page", "d0");
    std::uint32_t later = 0;
    for (std::string_view const key : {"builds_on", "replaces", "reviews", "enacts"}) {
        std::string const id = "d" + std::to_string(++later);
        series.treat(edition, "access", {}, "issue", "page", id);
        sample.link(series.document(id), key, series.document("d0"));
    }
    read();
    EXPECT_EQ(coding.document_links, (std::vector<Coding::DocumentLink>{{1, 0}, {2, 0}, {3, 0}, {4, 0}}));
}

TEST_F(ReadCoding, OfASeriesWithoutEditionsIsEmpty) {
    read();
    EXPECT_TRUE(coding.editions.empty());
    EXPECT_TRUE(coding.passages.empty());
    EXPECT_EQ(id(coding.series), "s");
}

TEST_F(ReadCoding, SortsPassagesAsTheComputationsWantThem) {
    add_worked_example(sample, "w");
    graph.emplace(sample.freeze());
    coding = read_coding(*graph, *graph->find(Kind::series, "w"), {});
    EXPECT_TRUE(std::ranges::is_sorted(coding.passages));
    EXPECT_EQ(coding.passages.size(), 60U + 15U) << "letters, and a passage of each theme alone";
    EXPECT_TRUE(std::ranges::adjacent_find(coding.passages) == coding.passages.end());
}

TEST_F(ReadCoding, TakesThePassagesOfAUnitAway) {
    RecordId const edition = series.edition("1", "2001");
    series.treat(edition, "access", {"a", "b"}, "issue", "page", "d1");
    series.treat(edition, "access", {"a"}, "issue", "book", "d2");
    read();
    ASSERT_EQ(coding.passages.size(), 5U);
    auto const rest = [&](Unit unit) { return without(coding, unit, 0).passages.size(); };
    EXPECT_EQ(rest(Unit::document), 2U);
    EXPECT_EQ(rest(Unit::source), 3U) << "book";
    EXPECT_EQ(rest(Unit::item), 3U) << "a";
    EXPECT_EQ(without(coding, Unit::document, 0).documents, coding.documents) << "indices stay what they are";
}

// --- parameters that a test of p_min needs a graph for ---

TEST_F(ReadCoding, LetsAThemeBePresentFromSoManyDistinctSourcesOn) {
    RecordId const edition = series.edition("1", "2001");
    series.treat(edition, "access", {}, "issue", "page", "d1");
    series.treat(edition, "access", {}, "issue", "page", "d2");  // another document, the same source
    series.treat(edition, "youth", {}, "issue", "page");
    series.treat(edition, "youth", {}, "issue", "book");
    series.treat(edition, "ict", {}, "issue", "");
    Parameters parameters;
    auto const present = [&] {
        read(parameters);
        Words names;
        Evolution const evolution = compute(coding, parameters);
        for (State const& each : evolution.states) {
            names.push_back(id(coding.themes[each.theme]));
        }
        return names;
    };
    EXPECT_EQ(present(), (Words{"access", "youth"}));
    parameters.min_sources = 2;
    EXPECT_EQ(present(), (Words{"youth"}));
    parameters.min_sources = 3;
    EXPECT_EQ(present(), Words{});
}

}  // namespace
}  // namespace stoa::evolution
