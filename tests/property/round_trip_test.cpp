// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/random_graph.hpp"
#include "support/sample.hpp"

namespace stoa::statements {
namespace {

std::uint64_t const runs = test::runs_of(500);

struct Output {
    std::string turtle;
    std::string ntriples;
};

Output written(model::KnowledgeGraph const& graph, Parts parts) {
    return {test::written(graph, parts, rdf::turtle()), test::written(graph, parts, rdf::ntriples())};
}

template <class Check>
void for_each_graph(Check check) {
    for (std::uint64_t seed = test::first_seed(); seed < test::first_seed() + runs && !testing::Test::HasFailure();
         ++seed) {
        SCOPED_TRACE("STOA_SEED=" + std::to_string(seed));
        test::Random random{seed};
        test::Plan const plan = test::random_plan(random);
        check(test::add_in_any_order(plan, random).freeze());
    }
}

TEST(RoundTrip, NTriplesLinesAreInByteOrderAndEachOnce) {
    for_each_graph([](model::KnowledgeGraph const& graph) {
        std::vector<std::string> const lines = test::split_lines(test::written(graph, {}, rdf::ntriples()));
        EXPECT_TRUE(std::ranges::is_sorted(lines));
        auto const twice = std::ranges::adjacent_find(lines);
        EXPECT_EQ(twice, lines.end()) << (twice == lines.end() ? std::string{} : *twice);
    });
}

TEST(RoundTrip, TurtleAndNTriplesHoldTheSameStatements) {
    for_each_graph([](model::KnowledgeGraph const& graph) {
        for (Parts const parts : {Parts{true, false}, Parts{false, true}, Parts{true, true}}) {
            Output const output = written(graph, parts);
            EXPECT_EQ(test::read_turtle(output.turtle), test::split_lines(output.ntriples)) << output.turtle;
        }
    });
}

TEST(RoundTrip, DeclaresThePrefixesOfTheDataPartThatItUsesAndNoOthers) {
    for_each_graph([](model::KnowledgeGraph const& graph) {
        std::vector<std::string> declared;
        std::string body;
        for (std::string const& line : test::split_lines(written(graph, {true, false}).turtle)) {
            if (line.starts_with("@prefix ")) {
                declared.push_back(line.substr(8, line.find(": <") - 8));
            } else {
                body += line + "\n";
            }
        }
        std::vector<std::string> expected;
        for (rdf::Namespace const* const each : DataPart{graph}.namespaces(DataPart{graph}.vertices())) {
            expected.push_back(each->prefix);
        }
        EXPECT_EQ(declared, expected);
        for (std::string const& prefix : declared) {
            // At the start of a line, or after the blank before a predicate or object, or as a datatype.
            bool const used = body.find("\n" + prefix + ":") != std::string::npos ||
                              body.find("\t" + prefix + ":") != std::string::npos ||
                              body.find(" " + prefix + ":") != std::string::npos ||
                              body.find("^^" + prefix + ":") != std::string::npos;
            EXPECT_TRUE(used) << prefix << "\n" << body;
        }
    });
}

TEST(RoundTrip, CountsWhatIsWritten) {
    for_each_graph([](model::KnowledgeGraph const& graph) {
        DataPart const data{graph};
        test::Lines sink;
        data.write(data.vertices(), sink);
        std::vector<std::string> lines = sink.lines;
        std::ranges::sort(lines);
        auto const twice = std::ranges::adjacent_find(lines);
        EXPECT_EQ(twice, lines.end()) << (twice == lines.end() ? std::string{} : *twice);
        std::vector<std::string> subjects;
        std::vector<std::string> objects;
        for (std::string const& line : lines) {
            std::size_t const first = line.find(' ');
            std::size_t const second = line.find(' ', first + 1);
            subjects.push_back(line.substr(0, first));
            objects.push_back(line.substr(second + 1));
        }
        auto const distinct = [](std::vector<std::string>& list) {
            std::ranges::sort(list);
            return static_cast<std::size_t>(std::unique(list.begin(), list.end()) - list.begin());
        };
        Counts const counts = data.count();
        EXPECT_EQ(counts.triples, lines.size());
        EXPECT_EQ(counts.distinct_subjects, distinct(subjects));
        EXPECT_EQ(counts.distinct_objects, distinct(objects));
    });
}

}  // namespace
}  // namespace stoa::statements
