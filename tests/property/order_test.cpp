// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "stoa/model/infer.hpp"
#include "support/random_graph.hpp"
#include "support/sample.hpp"

namespace stoa::model {
namespace {

std::uint64_t const runs = test::runs_of(250);

/// The evidence of every statement, which is not written: it has to be the same as well.
std::string evidence_of(KnowledgeGraph const& graph) {
    std::string text;
    auto const add = [&](EvidenceId set) {
        for (Vertex const each : graph.evidence(set)) {
            text += graph.iri(each) + " ";
        }
        text += "\n";
    };
    Structure const& structure = graph;
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        for (EvidenceId const each : graph.rows(vertex).evidence) {
            add(each);
        }
        for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
            add(structure[*edge].evidence);
        }
    }
    return text;
}

enum class Steps { freeze, reach_and_freeze, derive_reach_and_freeze };

std::string built(test::Plan const& plan, test::Random& random, Steps steps) {
    GraphBuilder builder = test::add_in_any_order(plan, random);
    if (steps == Steps::derive_reach_and_freeze) {
        infer(builder);
    }
    if (steps != Steps::freeze) {
        builder.keep_reachable();
    }
    KnowledgeGraph const graph = std::move(builder).freeze();
    // With the check sum of the sorted N-Triples.
    return test::written(graph, {}, rdf::turtle()) + evidence_of(graph);
}

void expect_equal_bytes(Steps steps) {
    for (std::uint64_t seed = test::first_seed(); seed < test::first_seed() + runs && !testing::Test::HasFailure();
         ++seed) {
        SCOPED_TRACE("STOA_SEED=" + std::to_string(seed));
        test::Random random{seed};
        test::Plan const plan = test::random_plan(random);
        std::string const first = built(plan, random, steps);
        for (int again = 0; again < 2; ++again) {
            EXPECT_EQ(built(plan, random, steps), first);
        }
    }
}

TEST(Order, OfAddingDoesNotChangeTheBytes) { expect_equal_bytes(Steps::freeze); }

TEST(Order, OfAddingDoesNotChangeWhatIsReached) { expect_equal_bytes(Steps::reach_and_freeze); }

TEST(Order, OfAddingDoesNotChangeWhatIsDerived) { expect_equal_bytes(Steps::derive_reach_and_freeze); }

}  // namespace
}  // namespace stoa::model
