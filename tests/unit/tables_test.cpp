// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "stoa/model/canonical.hpp"
#include "stoa/rdf/byte_sink.hpp"
#include "stoa/tables/csv.hpp"
#include "stoa/tables/json.hpp"
#include "stoa/tables/markdown.hpp"
#include "stoa/tables/table.hpp"
#include "stoa/tables/text.hpp"

namespace stoa::tables {
namespace {

using evolution::Ratio;
using Row = std::vector<Value>;

Entity entity(std::string id, std::string label, std::string_view kind = "theme") {
    return {"https://example.org/" + id, id, std::move(label), kind};
}

std::string csv(std::vector<Column> const& columns, std::vector<Row> const& rows) {
    rdf::StringSink out;
    CsvWriter writer{columns, out};
    for (Row const& each : rows) {
        writer.row(each);
    }
    writer.finish();
    return out.text();
}

TEST(CsvTable, GivesAnEntityItsLabelIriAndKind) {
    EXPECT_EQ(csv({{"theme", type::entity, ""}}, {{entity("na", "Namibia, north")}, {Value{}}}),
              "theme,theme_label,theme_iri,theme_kind\r\n"
              "na,\"Namibia, north\",https://example.org/na,theme\r\n"
              ",,,\r\n");
}

TEST(CsvTable, GivesAFractionItsExactForm) {
    EXPECT_EQ(csv({{"share", type::fraction, ""}, {"kept", type::integer("items"), ""}},
                  {{Ratio{1, 3}, std::int64_t{7}}, {Value{}, Value{}}}),
              "share,share_exact,kept\r\n0.333333333333,1/3,7\r\n,,\r\n");
}

TEST(CsvTable, KeepsThePlacesOfARecord) {
    Column const evidence{"evidence",
                          type::records,
                          "",
                          false,
                          {{"evidence", type::text, ""}, {"document", type::entity, ""}, {"quote", type::text, ""}}};
    Records const proofs{{{"a", entity("d1", "First", "document"), ""}, {"b", Value{}, "b's quote"}}};
    EXPECT_EQ(csv({evidence}, {{proofs}, {Records{}}}),
              "evidence,evidence_document,evidence_document_label,evidence_document_iri,evidence_document_kind,"
              "evidence_quote\r\n"
              "a|b,d1|,First|,https://example.org/d1|,document|,|b's quote\r\n"
              ",,,,,\r\n");
}

TEST(CsvTable, EscapesTheSeparatorInAValueOfAList) {
    EXPECT_EQ(csv({{"words", type::texts, ""}}, {{std::vector<std::string>{"a|b", "c\\", ""}}}),
              "words\r\na\\|b|c\\\\|\r\n");
}

TEST(JsonTable, WritesEachTypeInItsForm) {
    std::vector<Column> const columns{
        {"theme", type::entity, ""},   {"share", type::fraction, ""},
        {"chance", type::measure, ""}, {"nothing", type::text, ""},
        {"is_open", type::truth, ""},  {"parameters", type::record, "", false, {{"n", type::integer(""), ""}}}};
    Row const row{entity("a", "A"), Ratio{1, 2}, Measure{0.25}, Value{}, true, Records{{{std::int64_t{3}}}}};
    EXPECT_EQ(to_json(columns, row), R"({
  "theme": {
    "iri": "https://example.org/a",
    "id": "a",
    "label": "A",
    "kind": "theme"
  },
  "share": {
    "exact": "1/2",
    "value": 0.5
  },
  "chance": 0.25,
  "nothing": null,
  "is_open": true,
  "parameters": {
    "n": 3
  }
})");
}

TEST(JsonTable, WritesTheSameRowByRowAsAtOnce) {
    std::vector<Column> const columns{{"text", type::text, ""}};
    Report head;
    head.add("title", "T");
    Report tail;
    tail.add("notes", std::vector<std::string>{});
    rdf::StringSink out;
    JsonWriter writer{head, "rows", columns, out};
    Records all;
    for (int i = 0; i < 3; ++i) {
        all.rows.push_back({"line\nbreak " + std::to_string(i)});
        writer.row(all.rows.back());
    }
    writer.finish(tail);
    std::vector<Column> const whole{
        head.members().front(), {"rows", type::records, "", false, columns}, tail.members().front()};
    EXPECT_EQ(out.text(), to_json(whole, Row{"T", all, std::vector<std::string>{}}) + "\n");
}

TEST(JsonTable, WritesAReportMemberByMember) {
    std::vector<Report> graphs(2);
    graphs[0].add("graph", "a");
    graphs[0].add_if(true, "added", 2U);
    graphs[1].add("graph", "b");
    graphs[1].add_if(false, "added", 0U);
    Report report;
    report.add("pending", false);
    report.add("graphs", graphs);
    EXPECT_EQ(to_json(report), R"({
  "pending": false,
  "graphs": [
    {
      "graph": "a",
      "added": 2
    },
    {
      "graph": "b",
      "added": null
    }
  ]
})");
}

TEST(Table, KnowsWhetherAValueFitsItsColumn) {
    Column const counts{"counts", type::records, "", false, {{"n", type::integer("items"), ""}}};
    EXPECT_TRUE(fits(Value{}, counts));
    EXPECT_TRUE(fits(Records{{{std::int64_t{1}}, {Value{}}}}, counts));
    EXPECT_FALSE(fits(Records{{{"1"}}}, counts));
    EXPECT_FALSE(fits(Records{{{std::int64_t{1}, std::int64_t{2}}}}, counts)) << "a value too many";
    EXPECT_FALSE(fits(std::string{"1"}, {"n", type::integer("items"), ""}));
}

TEST(TextTable, AlignsWideAndCombiningCharacters) {
    EXPECT_EQ(text_table({{"theme", "n"}, {"終身學習", "1"}, {"Medelli\u0301n", "22"}}, {false, true}),
              "theme      n\n"
              "終身學習   1\n"
              "Medelli\u0301n  22\n");
    EXPECT_EQ(model::display_width("終身學習"), 8U);
    EXPECT_EQ(model::display_width("\xFF\xFE"), 2U) << "bytes that are no UTF-8";
}

TEST(TextTable, WrapsByTheColumnsOfTheDisplay) { EXPECT_EQ(wrapped("終身 學習 abc", 9), "終身 學習\nabc\n"); }

TEST(MarkdownTable, EscapesWhatWouldEndACell) {
    EXPECT_EQ(markdown_table({{"name", "n"}, {markdown_text("a|b *c* <d>"), "1"}}, {false, true}),
              "| name | n |\n|---|---:|\n| a\\|b \\*c\\* \\<d\\> | 1 |\n");
}

}  // namespace
}  // namespace stoa::tables
