// SPDX-License-Identifier: Apache-2.0
// Raw records that were never in a file of any format.
#include "stoa/ingest/record_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/ingest/raw_record.hpp"

namespace stoa::ingest {
namespace {

using model::Kind;

RawValue text(std::string_view words, RawPlace place = {}) { return {RawType::text, place, words, {}}; }

RawCell cell(std::string_view key, RawValue value, RawPlace place = {}) { return {key, place, std::move(value)}; }

RawValue table(std::vector<RawCell> cells, RawPlace place = {}) {
    return {RawType::table, place, {}, std::move(cells)};
}

RawValue list(std::vector<RawValue> values) {
    RawValue all{RawType::list, {}, {}, {}};
    for (RawValue& each : values) {
        all.cells.push_back({{}, {}, std::move(each)});
    }
    return all;
}

/// What one data set with these records is read as.
struct Reading {
    explicit Reading(std::vector<RawRecord> records) : graph{read(std::move(records), lines)} {}

    static model::KnowledgeGraph read(std::vector<RawRecord> records, std::vector<std::string>& lines) {
        model::GraphBuilder builder;
        DataSetFiles files;
        model::DataSet set;
        set.name = "a";
        set.base = "https://example.org/";
        set.language = "en";
        files.visible = {{builder.add_data_set(set)}};
        files.files.push_back({"table", {}, {cell("evidence", text("report"))}, std::move(records)});
        diagnostics::Diagnostics diagnostics;
        model::Allowances allowances;
        read_records(files, builder, allowances, diagnostics);
        for (diagnostics::Diagnostic const& each : diagnostics.sorted()) {
            lines.push_back(to_line(each));
        }
        return std::move(builder).freeze();
    }

    std::vector<std::string> lines;
    model::KnowledgeGraph graph;
};

RawRecord source(std::string_view id) {
    return {Kind::source, {}, RawRecord::no_owner, {cell("id", text(id)), cell("label", text("S"))}};
}

RawRecord series() {
    return {Kind::series, {}, RawRecord::no_owner, {cell("id", text("s")), cell("label", text("Series"))}};
}

RawRecord edition(std::vector<RawCell> cells) {
    cells.push_back(cell("id", text("first")));
    cells.push_back(cell("label", text("First")));
    cells.push_back(cell("series", text("s")));
    cells.push_back(cell("status", text("held")));
    return {Kind::edition, {4, 1}, RawRecord::no_owner, std::move(cells)};
}

TEST(RecordReader, MakesRecordsAndStatementsOfRawRecords) {
    Reading const reading{{source("report"),
                           series(),
                           edition({cell("number", {RawType::integer, {}, "1", {}}),
                                    cell("start", {RawType::date, {}, "2013-10-21", {}})}),
                           {Kind::coverage, {}, 2, {cell("facet", text("issues")), cell("level", text("unread"))}}}};
    EXPECT_EQ(reading.lines, std::vector<std::string>{});

    model::KnowledgeGraph const& graph = reading.graph;
    model::Vertex const first = graph.find(Kind::edition, "first").value();
    EXPECT_EQ(graph.value(first, "number"), "1");
    EXPECT_EQ(graph.value(first, "start"), "2013-10-21");
    EXPECT_EQ(graph.object(first, "series"), graph.find(Kind::series, "s"));
    EXPECT_EQ(graph.objects(first, "evidence"), std::vector{graph.find(Kind::evidence, "report").value()});

    model::Vertex const coverage = graph.find(Kind::coverage, "first-issues").value();  // of its key fields
    EXPECT_EQ(graph.object(coverage, "edition"), first);
}

TEST(RecordReader, MakesClaimsOfTablesAndLists) {
    auto const number = [](std::string_view value, std::string_view evidence) {
        return table({cell("value", {RawType::integer, {}, value, {}}), cell("evidence", text(evidence))});
    };
    Reading const reading{{source("report"), source("website"), series(),
                           edition({cell("number", list({number("1", "report"), number("2", "website")}))})}};
    ASSERT_EQ(reading.lines.size(), 0U) << reading.lines.front();

    model::KnowledgeGraph const& graph = reading.graph;
    model::Vertex const claim = graph.find(Kind::claim, "edition-first-number-2").value();
    EXPECT_EQ(graph.value(claim, "value"), "2");
    EXPECT_EQ(graph.objects(claim, "evidence"), std::vector{graph.find(Kind::evidence, "website").value()});
    EXPECT_EQ(graph.value(graph.find(Kind::edition, "first").value(), "number"), "");  // neither is preferred
}

TEST(RecordReader, ReportsErrorsAtTheirPlacesInTheFile) {
    Reading const reading{
        {source("report"),
         series(),
         edition(
             {cell("city", text("corc", {5, 9}), {5, 1}), cell("nmber", {RawType::integer, {6, 9}, "1", {}}, {6, 1}),
              cell("start", {RawType::other, {7, 9}, {}, {}}, {7, 1}), cell("coverage", text("all", {8, 12}), {8, 1})}),
         {Kind::city, {9, 1}, RawRecord::no_owner, {cell("country", text("ie")), cell("label", text("Cork"))}},
         {Kind::country, {}, RawRecord::no_owner, {cell("id", text("ie")), cell("label", text("Ireland"))}}}};
    EXPECT_EQ(
        reading.lines,
        (std::vector<std::string>{
            "table:5:9: error[unknown-reference]: there is no city 'corc': correct it, or add a record with this id",
            "table:6:1: error[unknown-key]: unknown key 'nmber' of the edition, did you mean 'number'?",
            "table:7:9: error[wrong-type]: 'start' takes a date such as 2021-10-27, \"2021-10\" or 2021",
            "table:8:12: error[not-a-table]: 'coverage' must be a table: write [[coverage]]",
            "table:9:1: error[missing-key]: missing key 'id' of the city",
        }));
}

TEST(RecordReader, TakesAWholeNumberOfAnyLengthAsOutOfRange) {
    Reading const reading{{source("report"), series(),
                           edition({cell("number", {RawType::integer, {5, 10}, "99999999999999999999", {}})})}};
    EXPECT_EQ(reading.lines,
              std::vector<std::string>{
                  "table:5:10: error[out-of-range]: 99999999999999999999 is out of range for 'number': correct it"});
}

}  // namespace
}  // namespace stoa::ingest
