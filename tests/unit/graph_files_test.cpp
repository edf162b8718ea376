// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/evolution/analysis.hpp"
#include "stoa/formats/csv.hpp"
#include "stoa/formats/dot.hpp"
#include "stoa/formats/gexf.hpp"
#include "stoa/formats/graphml.hpp"
#include "stoa/formats/knowledge_view.hpp"
#include "stoa/formats/lineage_view.hpp"
#include "stoa/formats/spells.hpp"
#include "stoa/formats/time_layout.hpp"
#include "stoa/formats/xml_text.hpp"
#include "stoa/model/partial_date.hpp"
#include "support/sample.hpp"

namespace stoa::formats {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using test::Sample;

/// From one day to another; without an end, open.
Spell days(std::string_view start, std::string_view end) {
    auto const day = [](std::string_view text) { return model::PartialDate::parse(text).value().first_day(); };
    return {day(start), end.empty() ? std::nullopt : std::optional{day(end)}};
}

/// Keeps what a view says.
class Listener final : public GraphWriter {
public:
    struct Kept {
        std::string name;
        std::vector<std::pair<std::string, std::string>> values;
        std::vector<Spell> spells;
        LineStyle line = LineStyle::solid;
        [[nodiscard]] std::string value(std::string_view column) const {
            for (auto const& [name_of_column, text] : values) {
                if (name_of_column == column) {
                    return text;
                }
            }
            return "(none)";
        }
    };
    void begin(GraphHeader const& header) override { header_ = header; }
    void node(Node const& node) override {
        Kept kept{std::string{node.id}, {}, {node.spells.begin(), node.spells.end()}, LineStyle::solid};
        kept.values.emplace_back("label", node.label);
        kept.values.emplace_back("iri", node.iri);
        for (Cell const& each : node.cells) {
            kept.values.emplace_back(header_.node_columns[each.column].name, each.text);
        }
        nodes.push_back(std::move(kept));
    }
    void edge(Edge const& edge) override {
        Kept kept{std::string{edge.source} + " " + std::string{edge.target}, {}, {}, edge.line};
        for (Cell const& each : edge.cells) {
            kept.values.emplace_back(header_.edge_columns[each.column].name, each.text);
        }
        edges.push_back(std::move(kept));
    }
    void end() override { ended = true; }

    [[nodiscard]] Kept const& node_named(std::string_view name) const {
        for (Kept const& each : nodes) {
            if (each.name == name) {
                return each;
            }
        }
        throw std::logic_error("there is no such node");
    }
    [[nodiscard]] ColumnType type_of(std::string_view column) const {
        for (Column const& each : header_.node_columns) {
            if (each.name == column) {
                return each.type;
            }
        }
        throw std::logic_error("there is no such column");
    }

    std::vector<Kept> nodes;
    std::vector<Kept> edges;
    bool ended = false;

private:
    GraphHeader header_;
};

/// One node, and an edge from it to itself, in the format.
template <class Writer>
std::string one_node(std::string_view text) {
    rdf::StringSink sink;
    Writer writer{sink};
    GraphHeader header;
    header.title = text;
    header.creator = "Stoa";
    header.node_columns = {{"words", ColumnType::text, "x"}, {"count", ColumnType::integer, "y"}};
    header.edge_columns = {{"share", ColumnType::decimal, "z"}};
    writer.begin(header);
    std::array const cells{Cell{0, text}, Cell{1, "3"}};
    writer.node({.id = "a:1", .label = text, .iri = "https://example.org/1", .cells = cells, .spells = {}});
    std::array const edge_cells{Cell{0, "0.5"}};
    writer.edge({.source = "a:1", .target = "a:1", .kind = "k", .label = text, .cells = edge_cells});
    writer.end();
    return sink.text();
}

template <class Writer>
std::string nothing() {
    rdf::StringSink sink;
    Writer writer{sink};
    GraphHeader const header;
    writer.begin(header);
    writer.end();
    return sink.text();
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

TEST(XmlText, EscapesMarkupAndWhatParsersWouldChange) {
    std::string text;
    append_xml(text, "a<b>&\"c'\td\ne\rf");
    EXPECT_EQ(text, "a&lt;b&gt;&amp;&quot;c'&#9;d&#10;e&#13;f");
}

TEST(XmlText, ReplacesWhatXmlCannotHold) {
    std::string text;
    using namespace std::string_view_literals;
    append_xml(text, "a\0b\x01\x1F\x7F \xEF\xBF\xBF \xEF\xBF\xBE \xFF\xC3 \xC3\xA9 \xF0\x9F\x8C\x8D"sv);
    EXPECT_EQ(text, "a\uFFFDb\uFFFD\uFFFD\x7F \uFFFD \uFFFD \uFFFD\uFFFD é 🌍");
}

TEST(GraphMlWriter, TypesItsKeysAndEscapesItsTexts) {
    std::string const text = one_node<GraphMlWriter>("R&D <\"1\">");
    EXPECT_TRUE(contains(text, R"(<key id="n0" for="node" attr.name="words" attr.type="string"><desc>x</desc></key>)"));
    EXPECT_TRUE(contains(text, R"(<key id="n1" for="node" attr.name="count" attr.type="long">)"));
    EXPECT_TRUE(contains(text, R"(<key id="e0" for="edge" attr.name="share" attr.type="double">)"));
    EXPECT_TRUE(contains(text,
                         "<node id=\"a:1\"><data key=\"label\">R&amp;D &lt;&quot;1&quot;&gt;</data>"
                         "<data key=\"iri\">https://example.org/1</data>"
                         "<data key=\"n0\">R&amp;D &lt;&quot;1&quot;&gt;</data><data key=\"n1\">3</data></node>\n"));
    EXPECT_TRUE(contains(text, "<edge source=\"a:1\" target=\"a:1\"><data key=\"e0\">0.5</data></edge>\n"));
}

TEST(GexfWriter, IsDynamicInDays) {
    rdf::StringSink sink;
    GexfWriter writer{sink};
    GraphHeader const header;
    writer.begin(header);
    std::array const spells{days("2013-10-21", "2013-10-23"), days("2015-01-01", "")};
    writer.node({.id = "a", .label = "A", .iri = "i", .cells = {}, .spells = spells});
    writer.end();
    EXPECT_TRUE(contains(sink.text(), R"(<gexf xmlns="http://gexf.net/1.3")"));
    EXPECT_TRUE(contains(sink.text(), R"(version="1.3")"));
    EXPECT_TRUE(contains(sink.text(), R"(<graph mode="dynamic" timeformat="date")"));
    EXPECT_TRUE(contains(
        sink.text(), R"(<spells><spell start="2013-10-21" end="2013-10-23"/><spell start="2015-01-01"/></spells>)"));
}

TEST(GexfWriter, WritesTheLookOfANode) {
    rdf::StringSink sink;
    GexfWriter writer{sink};
    EXPECT_TRUE(writer.shows_looks());
    GraphHeader const header;
    writer.begin(header);
    Look const look{.colour = {1, 20, 255}, .size = 14, .x = -200, .y = 30};
    writer.node({.id = "a", .label = "A", .iri = "i", .cells = {}, .spells = {}, .look = look});
    writer.end();
    EXPECT_TRUE(contains(sink.text(), R"(xmlns:viz="http://gexf.net/1.3/viz")"));
    EXPECT_TRUE(contains(sink.text(), R"(<viz:color r="1" g="20" b="255"/><viz:position x="-200" y="30" z="0"/>)"
                                      R"(<viz:size value="14"/></node>)"));
    EXPECT_FALSE(contains(one_node<GexfWriter>("x"), "viz:color"));
}

TEST(TimeLayout, PutsTimeToTheRightAndRecordsAmidTheirRelations) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    RecordId const first = sample.edition(series, "1", "2013-01-01");
    RecordId const second = sample.edition(series, "2", "2015-01-01");
    RecordId const occurrence = sample.add(Kind::occurrence, "o");
    sample.link(occurrence, "edition", second);
    sample.add(Kind::city, "nowhere");
    sample.add(Kind::city, "elsewhere");
    static_cast<void>(first);
    KnowledgeGraph const graph = sample.freeze();
    TimeLayout const layout{graph};
    auto const look = [&](Kind kind, std::string_view id) { return layout(graph.find(kind, id).value()); };
    EXPECT_EQ(look(Kind::edition, "1").x, 0);
    EXPECT_EQ(look(Kind::edition, "2").x, 192);  // two years, in columns of 12
    EXPECT_EQ(look(Kind::occurrence, "o").x, 192);
    EXPECT_EQ(look(Kind::series, "s").x, 96);
    EXPECT_LT(look(Kind::city, "nowhere").x, 0);
    EXPECT_EQ(look(Kind::city, "nowhere").x, look(Kind::city, "elsewhere").x);
    EXPECT_NE(look(Kind::city, "nowhere").y, look(Kind::city, "elsewhere").y);
    EXPECT_GT(look(Kind::series, "s").y, look(Kind::edition, "1").y);
    EXPECT_GT(look(Kind::edition, "2").y, look(Kind::occurrence, "o").y);
    EXPECT_GT(look(Kind::series, "s").size, look(Kind::city, "nowhere").size);
}

TEST(CsvWriter, NamesColumnsForNeo4j) {
    rdf::StringSink nodes;
    rdf::StringSink edges;
    CsvWriter writer{&nodes, &edges, CsvHeading::neo4j};
    GraphHeader header;
    header.node_columns = {{"kind", ColumnType::text, "", true},
                           {"count", ColumnType::integer, ""},
                           {"share", ColumnType::decimal, ""},
                           {"so", ColumnType::boolean, ""},
                           {"words", ColumnType::text, ""}};
    header.edge_columns = {{"property", ColumnType::text, "", true}};
    writer.begin(header);
    writer.end();
    EXPECT_EQ(nodes.text(), "id:ID,label,iri,kind:LABEL,count:long,share:double,so:boolean,words\r\n");
    EXPECT_EQ(edges.text(), "source:START_ID,target:END_ID,property:TYPE\r\n");
}

TEST(GexfWriter, TellsParallelEdgesApartByKind) {
    EXPECT_TRUE(contains(one_node<GexfWriter>("x"),
                         R"(<edge id="0" source="a:1" target="a:1" kind="k" label="x"><attvalues>)"));
}

TEST(DotWriter, EscapesQuotesBackslashesAndEntities) {
    std::string const text = one_node<DotWriter>("\"R&amp;D\" \\N\n\x01");
    EXPECT_TRUE(contains(text, R"(label="\"R&amp;amp;D\" \\N\n)"
                               "\uFFFD\""));
}

TEST(DotWriter, PutsLayersInRanks) {
    rdf::StringSink sink;
    DotWriter writer{sink};
    GraphHeader header;
    header.layers = {{"e1", "One"}, {"e2", "Two"}, {"e3", "Three"}};
    writer.begin(header);
    writer.node({.id = "a", .label = "A", .iri = "i", .cells = {}, .spells = {}, .layer = 0});
    writer.node({.id = "b", .label = "B", .iri = "i", .cells = {}, .spells = {}, .layer = 2, .prominence = 3});
    writer.edge({.source = "a", .target = "b", .kind = "morphs", .label = {}, .cells = {}, .line = LineStyle::dashed});
    writer.end();
    EXPECT_TRUE(contains(sink.text(), "  { rank=same \"e1\"\n    \"a\" ["));
    EXPECT_TRUE(contains(sink.text(), "  }\n  { rank=same \"e3\"\n    \"b\" ["));
    EXPECT_TRUE(contains(sink.text(), "  }\n  \"a\" -> \"b\" [tooltip=\"morphs\" style=dashed]\n}\n"));
    EXPECT_TRUE(contains(sink.text(), "\"e1\" -> \"e2\" [class=layer style=invis]"));
}

TEST(CsvWriter, QuotesFieldsThatNeedIt) {
    rdf::StringSink nodes;
    rdf::StringSink edges;
    CsvWriter writer{&nodes, &edges};
    GraphHeader header;
    header.node_columns = {{"a,b", ColumnType::text, ""}, {"c", ColumnType::integer, ""}};
    writer.begin(header);
    std::array const cells{Cell{1, "7"}};
    writer.node({.id = "x", .label = "say \"hi\", \r\nplease", .iri = "=1+1", .cells = cells, .spells = {}});
    writer.end();
    EXPECT_EQ(nodes.text(), "id,label,iri,\"a,b\",c\r\nx,\"say \"\"hi\"\", \r\nplease\",=1+1,,7\r\n");
    EXPECT_EQ(edges.text(), "source,target\r\n");
}

TEST(CsvWriter, WritesOneTableAlone) {
    rdf::StringSink edges;
    CsvWriter writer{nullptr, &edges};
    GraphHeader const header;
    writer.begin(header);
    writer.node({.id = "x", .label = "x", .iri = "x", .cells = {}, .spells = {}});
    writer.edge({.source = "x", .target = "x", .kind = "k", .label = {}, .cells = {}});
    writer.end();
    EXPECT_EQ(edges.text(), "source,target\r\nx,x\r\n");
}

TEST(GraphWriters, WriteAnEmptyGraph) {
    EXPECT_TRUE(
        contains(nothing<GraphMlWriter>(), "<graph id=\"graph\" edgedefault=\"directed\">\n  </graph>\n</graphml>\n"));
    EXPECT_TRUE(
        contains(nothing<GexfWriter>(), "    <nodes>\n    </nodes>\n    <edges>\n    </edges>\n  </graph>\n</gexf>\n"));
    EXPECT_TRUE(nothing<DotWriter>().ends_with("]\n}\n"));
}

TEST(Spells, GoFromTheFirstToTheLastDayThatADateCanMean) {
    EXPECT_EQ(spell_between("2013", ""), days("2013-01-01", "2013-12-31"));
    EXPECT_EQ(spell_between("2024-02", ""), days("2024-02-01", "2024-02-29"));
    EXPECT_EQ(spell_between("2023-02", "2023-04"), days("2023-02-01", "2023-04-30"));
    EXPECT_EQ(spell_between("2013-10-21", "2013-10-23"), days("2013-10-21", "2013-10-23"));
    EXPECT_EQ(spell_between("", "2013"), std::nullopt);
    EXPECT_EQ(spell_between("soon", ""), std::nullopt);
}

TEST(Spells, ThatOverlapAreOne) {
    EXPECT_EQ(
        united({days("2015-01-01", "2016-01-01"), days("2010-01-01", "2012-01-01"), days("2011-01-01", "2013-01-01")}),
        (std::vector<Spell>{days("2010-01-01", "2013-01-01"), days("2015-01-01", "2016-01-01")}));
}

TEST(KnowledgeView, HasANodeForEachRecordAndAnEdgeForEachRelation) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    RecordId const edition = sample.edition(series, "3", "2017-09", "held");
    RecordId const city = sample.add(Kind::city, "cork");
    RecordId const source = sample.add(Kind::source, "page");
    RecordId const proof = sample.add(Kind::evidence, "page-1");
    sample.link(proof, "source", source);
    sample.link(edition, "city", city, sample.proof({proof}));
    sample.text(edition, "label", "Third", "en");
    sample.text(edition, "label", "Tercera", "es");
    KnowledgeGraph const graph = sample.freeze();
    Listener listener;
    write_knowledge_graph(graph, {}, "Stoa", listener);

    EXPECT_TRUE(listener.ended);
    EXPECT_EQ(listener.nodes.size(), num_vertices(graph));
    EXPECT_EQ(listener.edges.size(), num_edges(graph));
    Listener::Kept const& third = listener.node_named("edition:3");
    EXPECT_EQ(third.values,
              (std::vector<std::pair<std::string, std::string>>{{"label", "Third"},
                                                                {"iri", "https://example.org/a/edition/3"},
                                                                {"kind", "edition"},
                                                                {"label@es", "Tercera"},
                                                                {"number", "3"},
                                                                {"status", "held"},
                                                                {"start", "2017-09"}}));
    EXPECT_EQ(third.spells, (std::vector<Spell>{days("2017-09-01", "2017-09-30")}));
    EXPECT_EQ(listener.type_of("number"), ColumnType::integer);
    EXPECT_EQ(listener.edges[1].name, "edition:3 city:cork");
    EXPECT_EQ(listener.edges[1].value("property"), "city");
    EXPECT_EQ(listener.edges[1].value("term"), "schema:location");
    EXPECT_EQ(listener.edges[1].value("evidence"), "evidence:page-1");
}

TEST(KnowledgeView, PartsSeveralValuesByBarsThatAValueMayHold) {
    Sample sample;
    RecordId const document = sample.add(Kind::document, "d");
    sample.set(document, "identifier", "A|1");
    sample.set(document, "identifier", "B\\2");
    KnowledgeGraph const graph = sample.freeze();
    Listener listener;
    write_knowledge_graph(graph, {}, "Stoa", listener);
    EXPECT_EQ(listener.nodes.at(0).value("identifier"), "A\\|1|B\\\\2");
}

TEST(KnowledgeView, NamesTheKindWhereAKeyMeansDifferentThings) {
    Sample sample;
    RecordId const document = sample.add(Kind::document, "d");
    sample.set(document, "kind", "call_to_action");
    RecordId const edition = sample.add(Kind::edition, "1");
    sample.figure("f", edition, sample.add(Kind::quantity, "cities"), "12.5");
    sample.claim("c", edition, "schema:startDate", "about ten");
    KnowledgeGraph const graph = sample.freeze();
    Listener listener;
    write_knowledge_graph(graph, {}, "Stoa", listener);
    EXPECT_EQ(listener.node_named("document:d").value("document_kind"), "call_to_action");
    EXPECT_EQ(listener.node_named("figure:f").value("figure_value"), "12.5");
    EXPECT_EQ(listener.type_of("figure_value"), ColumnType::decimal);
    EXPECT_EQ(listener.node_named("claim:c").value("claim_value"), "about ten");
    EXPECT_EQ(listener.type_of("claim_value"), ColumnType::text);
}

TEST(KnowledgeView, TakesNumbersThatNoReaderHoldsAsText) {
    Sample sample;
    sample.set(sample.add(Kind::edition, "1"), "number", "1234567890123456789");
    KnowledgeGraph const graph = sample.freeze();
    Listener listener;
    write_knowledge_graph(graph, {}, "Stoa", listener);
    EXPECT_EQ(listener.type_of("number"), ColumnType::text);
}

/// Theme `x` in editions 1, 2 and 4 of 4, with a scope in the last two.
class Lineages : public testing::Test {
protected:
    Lineages() {
        RecordId const series = sample_.add(Kind::series, "s");
        RecordId const theme = sample_.add(Kind::theme, "x");
        RecordId const source = sample_.add(Kind::source, "page");
        RecordId const proof = sample_.add(Kind::evidence, "page-1");
        RecordId const item = sample_.add(Kind::concept_, "water");
        sample_.set(item, "facet", "issues");
        sample_.link(proof, "source", source);
        for (std::string const number : {"1", "2", "3", "4"}) {
            RecordId const edition = sample_.edition(series, number, "200" + number, "held");
            RecordId const coverage = sample_.add(Kind::coverage, number + "-issues");
            sample_.link(coverage, "edition", edition);
            sample_.set(coverage, "facet", "issues");
            sample_.set(coverage, "level", "complete");
            sample_.link(coverage, "read", source);
            if (number == "3") {
                continue;
            }
            RecordId const occurrence = sample_.add(Kind::occurrence, "x-" + number);
            sample_.link(occurrence, "edition", edition);
            sample_.link(occurrence, "theme", theme);
            sample_.set(occurrence, "role", "strand");
            sample_.link(occurrence, "evidence", proof);
            if (number != "1") {
                sample_.link(occurrence, "items", item);
            }
        }
    }
    Sample sample_;
};

TEST_F(Lineages, LeaveMeasuresOfAnEmptyScopeOut) {
    KnowledgeGraph const graph = sample_.freeze();
    evolution::Analysis const analysis = evolution::analyse(graph, *graph.find(Kind::series, "s"), {});
    Listener listener;
    write_lineage(analysis, "Stoa", listener);
    ASSERT_EQ(listener.nodes.size(), 3U);
    ASSERT_EQ(listener.edges.size(), 2U);
    Listener::Kept const& first = listener.edges[0];
    EXPECT_EQ(first.name, "state:x-1 state:x-2");
    EXPECT_EQ(first.value("kind"), "continues");
    EXPECT_EQ(first.value("kept"), "0");
    EXPECT_EQ(first.value("gained"), "1");
    EXPECT_EQ(first.value("inclusion"), "(none)");
    EXPECT_EQ(first.value("jaccard"), "(none)");
    Listener::Kept const& second = listener.edges[1];
    EXPECT_EQ(second.value("kind"), "resumes");
    EXPECT_EQ(second.value("jaccard"), "1.0");
    EXPECT_EQ(second.value("gap_editions"), "1");
}

TEST_F(Lineages, SayWhatBeginsAndEndsAState) {
    KnowledgeGraph const graph = sample_.freeze();
    evolution::Analysis const analysis = evolution::analyse(graph, *graph.find(Kind::series, "s"), {});
    Listener listener;
    write_lineage(analysis, "Stoa", listener);
    Listener::Kept const& founding = listener.node_named("state:x-1");
    EXPECT_EQ(founding.value("type"), "founding");
    EXPECT_EQ(founding.value("dropped_next"), "false");
    EXPECT_EQ(founding.value("items"), "(none)");
    EXPECT_EQ(founding.value("year"), "2001");
    EXPECT_EQ(founding.value("iri"), "https://example.org/a/state/x-1");
    EXPECT_EQ(founding.spells, (std::vector<Spell>{days("2001-01-01", "2001-12-31")}));
    Listener::Kept const& dropped = listener.node_named("state:x-2");
    EXPECT_EQ(dropped.value("dropped_next"), "true");
    EXPECT_EQ(dropped.value("items"), "concept:water");
    EXPECT_EQ(dropped.value("sources"), "source:page");
    Listener::Kept const& resumed = listener.node_named("state:x-4");
    EXPECT_EQ(resumed.value("type"), "resumed");
    EXPECT_EQ(resumed.value("gap_editions"), "1");
    EXPECT_EQ(resumed.value("area"), "1");
    EXPECT_EQ(resumed.value("main_path"), "true");
}

TEST_F(Lineages, GiveAThemeASpellForEachRunOfEditions) {
    KnowledgeGraph const graph = sample_.freeze();
    std::vector<evolution::Analysis> analyses;
    analyses.push_back(evolution::analyse(graph, *graph.find(Kind::series, "s"), {}));
    Listener listener;
    write_knowledge_graph(graph, analyses, "Stoa", listener);
    EXPECT_EQ(listener.node_named("theme:x").spells,
              (std::vector<Spell>{days("2001-01-01", "2002-12-31"), days("2004-01-01", "2004-12-31")}));
}

}  // namespace
}  // namespace stoa::formats
