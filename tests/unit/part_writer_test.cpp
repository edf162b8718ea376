// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/part_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/rdf/ntriples.hpp"
#include "support/coded_series.hpp"

namespace stoa::statements {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using Words = std::vector<std::string>;

constexpr Parts everything{true, true, true};

using Distribution = std::vector<std::pair<std::string, Words>>;

Distribution distributed(Parts parts, std::string_view graph, bool split) {
    Distribution found;
    for (GraphParts const& each : distribute(parts, graph, split)) {
        found.emplace_back(each.graph, names_of(each.parts));
    }
    return found;
}

TEST(Parts, HaveTheNamesOfTheCommandLine) {
    EXPECT_EQ(names_of({}), (Words{"data", "description"}));
    EXPECT_EQ(names_of(everything), (Words{"data", "description", "evolution"}));
    EXPECT_EQ(names_of({false, false, true}), Words{"evolution"});
    EXPECT_TRUE(names_of({false, false, false}).empty());
}

TEST(Parts, GoIntoOneGraph) {
    EXPECT_EQ(distributed(everything, "urn:g/", false),
              (Distribution{{"urn:g/", {"data", "description", "evolution"}}}));
    EXPECT_EQ(distributed({false, true, false}, "", false), (Distribution{{"", {"description"}}}));
}

TEST(Parts, GoIntoGraphsOfTheirOwn) {
    for (std::string const graph : {"urn:g", "urn:g/", "urn:g#", "urn:g/#/"}) {
        EXPECT_EQ(distributed(everything, graph, true),
                  (Distribution{
                      {graph, {"data"}}, {"urn:g/description", {"description"}}, {"urn:g/evolution", {"evolution"}}}));
    }
    EXPECT_EQ(distributed({false, false, true}, "urn:g", true), (Distribution{{"urn:g/evolution", {"evolution"}}}));
    EXPECT_TRUE(distributed({false, false, false}, "urn:g", true).empty());
}

class PartWriterTest : public testing::Test {
protected:
    PartWriterTest() {
        add_worked_example(sample);
        graph.emplace(sample.freeze());
        analyses.push_back(evolution::analyse(*graph, *graph->find(Kind::series, "e"), {}));
    }
    [[nodiscard]] std::string in(rdf::Syntax const& syntax, Parts parts) const {
        return test::written(*graph, parts, syntax, {"9.9", {}}, analyses);
    }

    test::Sample sample;
    std::optional<KnowledgeGraph> graph;
    std::vector<evolution::Analysis> analyses;
};

TEST_F(PartWriterTest, WritesDescriptionThenDataThenEvolutionWhereAnyOrderWillDo) {
    std::string const text = in(rdf::turtle(), everything);
    std::array const places{text.find("\ndataset:a\n"), text.find("\nseries:e\n"), text.find("\nanalysis:default\n")};
    EXPECT_EQ(std::ranges::count(places, std::string::npos), 0);
    EXPECT_TRUE(std::ranges::is_sorted(places));
}

TEST_F(PartWriterTest, WritesTheSumOfThePartsInByteOrder) {
    Words sum;
    for (Parts const part : {Parts{true, false, false}, Parts{false, false, true}}) {
        std::ranges::copy(test::split_lines(in(rdf::ntriples(), part)), std::back_inserter(sum));
    }
    // Beside an evolution part the description tells of it.
    PartWriter writer{*graph, everything, {"9.9", {}}};
    writer.add_evolution(analyses);
    rdf::StringSink description;
    writer.write(std::array{GraphParts{"", {false, true, false}}}, rdf::ntriples(), description);
    std::ranges::copy(test::split_lines(description.text()), std::back_inserter(sum));
    EXPECT_NE(description.text().find("dataset/a-evolution"), std::string::npos);
    std::ranges::sort(sum);
    EXPECT_EQ(test::split_lines(in(rdf::ntriples(), everything)), sum);
}

TEST_F(PartWriterTest, WritesTheSameAgain) {
    PartWriter writer{*graph, everything, {"9.9", {}}};
    writer.add_evolution(analyses);
    for (rdf::Syntax const& each : rdf::syntaxes()) {
        rdf::StringSink first;
        writer.write(each, first);
        rdf::StringSink second;
        writer.write(each, second);
        EXPECT_EQ(first.text(), second.text());
        EXPECT_EQ(first.text(), in(each, everything));
    }
}

TEST_F(PartWriterTest, WritesAboutRecordsInByteOrderToo) {
    PartWriter writer{*graph, {true, false, true}, {}};
    writer.add_evolution(analyses);
    Words const iris{"https://example.org/a/edition/e-1", "https://example.org/a/state/access-e-1"};
    rdf::StringSink turtle;
    writer.write_about(iris, rdf::turtle(), turtle);
    rdf::StringSink ntriples;
    writer.write_about(iris, rdf::ntriples(), ntriples);
    EXPECT_EQ(test::read_turtle(turtle.text()), test::split_lines(ntriples.text()));
}

/// What a syntax with named graphs has to do: sorted lines, each graph behind its name.
class GraphLines final : public rdf::Serializer {
public:
    explicit GraphLines(rdf::ByteSink& sink) : sink_{sink} {}
    void begin_graph(std::string_view iri) override { sink_.write("= " + std::string{iri} + "\n"); }
    void write(rdf::TermView const& subject, rdf::TermView const& predicate, rdf::TermView const& object) override {
        std::string line;
        rdf::append_ntriples(line, subject, predicate, object);
        sink_.write(line);
    }
    void finish() override { sink_.write("end\n"); }

private:
    rdf::ByteSink& sink_;
};

TEST_F(PartWriterTest, WritesNamedGraphsInASyntaxThatHasThem) {
    rdf::Syntax graphs = rdf::ntriples();
    graphs.name = "graphs";
    graphs.has_named_graphs = true;
    graphs.write_to = [](rdf::ByteSink& sink, auto) -> std::unique_ptr<rdf::Serializer> {
        return std::make_unique<GraphLines>(sink);
    };
    PartWriter writer{*graph, everything, {"9.9", {}}};
    writer.add_evolution(analyses);
    std::vector<GraphParts> const plan = distribute(writer.parts(), "urn:g", true);
    rdf::StringSink out;
    writer.write(plan, graphs, out);

    // Lines of one subject come in the order of the table.
    std::multiset<std::string> expected{"end"};
    for (GraphParts const& each : plan) {
        rdf::StringSink one;
        writer.write({&each, 1}, rdf::ntriples(), one);
        Words const lines = test::split_lines(one.text());
        expected.insert(lines.begin(), lines.end());
        expected.insert("= " + each.graph);
    }
    Words const written = test::split_lines(out.text());
    EXPECT_EQ((std::multiset<std::string>{written.begin(), written.end()}), expected);
    std::size_t const description = out.text().find("\n= urn:g/description\n<https://example.org/a/dataset/");
    std::size_t const evolution = out.text().find("\n= urn:g/evolution\n<https://example.org/a/analysis/");
    EXPECT_TRUE(out.text().starts_with("= urn:g\n<https://example.org/a/"));
    EXPECT_LT(description, evolution);
    EXPECT_NE(evolution, std::string::npos);
    EXPECT_TRUE(out.text().ends_with("\nend\n"));
}

}  // namespace
}  // namespace stoa::statements
