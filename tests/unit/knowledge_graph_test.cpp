// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/knowledge_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_reduction.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <iterator>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/sample.hpp"

namespace stoa::model {
namespace {

using test::Sample;

BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<KnowledgeGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<KnowledgeGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<KnowledgeGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<KnowledgeGraph>));

// --- the records ------------------------------------------------------------------------------------------------

TEST(KnowledgeGraph, HoldsTheVerticesOfAKindInOneRange) {
    Sample sample;
    sample.add(Kind::edition, "10");
    sample.add(Kind::city, "cork");
    sample.add(Kind::edition, "2");
    KnowledgeGraph const graph = sample.freeze();
    KnowledgeGraph::Range const editions = graph.vertices_of(Kind::edition);
    EXPECT_EQ(editions.size(), 2U);
    EXPECT_EQ(graph.id(editions.first), "2");
    EXPECT_EQ(graph.id(editions.last - 1), "10");
    EXPECT_TRUE(editions.contains(editions.first));
    EXPECT_FALSE(editions.contains(editions.last));
    EXPECT_EQ(graph.vertices_of(Kind::city).size(), 1U);
    EXPECT_EQ(graph.vertices_of(Kind::quote).size(), 0U);
    EXPECT_EQ(graph.vertices_of(Kind::quote).last, num_vertices(graph));
}

TEST(KnowledgeGraph, FindsARecordByKindAndId) {
    Sample sample;
    for (std::string_view const id : {"1", "2", "10", "a", "a-b"}) {
        sample.add(Kind::edition, id);
    }
    sample.add(Kind::city, "3");
    KnowledgeGraph const graph = sample.freeze();
    for (std::string_view const id : {"1", "2", "10", "a", "a-b"}) {
        std::optional<Vertex> const found = graph.find(Kind::edition, id);
        ASSERT_TRUE(found) << id;
        EXPECT_EQ(graph.id(*found), id);
        EXPECT_EQ(graph.kind(*found), Kind::edition);
    }
    for (std::string_view const id : {"", "3", "01", "zz", "a-"}) {
        EXPECT_FALSE(graph.find(Kind::edition, id)) << id;
    }
}

TEST(KnowledgeGraph, ChoosesTheLabelInTheLanguageThenInEnglishThenTheFirstThenTheId) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    sample.text(city, "label", "Corcaigh", "ga");
    sample.text(city, "label", "Cork", "en");
    RecordId const region = sample.add(Kind::region, "europe");
    sample.text(region, "label", "Europa", "es");
    sample.text(region, "label", "Europe", "fr");
    sample.add(Kind::venue, "hall");
    sample.add(Kind::coverage, "4-issues");  // of a kind without labels
    KnowledgeGraph const graph = sample.freeze();
    Vertex const cork = graph.find(Kind::city, "cork").value();
    EXPECT_EQ(graph.label(cork, "ga"), "Corcaigh");
    EXPECT_EQ(graph.label(cork, "ko"), "Cork");
    EXPECT_EQ(graph.label(cork), "Cork");
    EXPECT_EQ(graph.label(graph.find(Kind::region, "europe").value(), "ko"), "Europa");
    EXPECT_EQ(graph.label(graph.find(Kind::venue, "hall").value()), "hall");
    EXPECT_EQ(graph.label(graph.find(Kind::coverage, "4-issues").value()), "4-issues");
}

TEST(KnowledgeGraph, GivesValuesAndObjectsByTheKeysOfTheTable) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    sample.set(edition, "start", "2021-10-27");
    sample.set(edition, "status", "held");
    sample.link(edition, "organiser", sample.add(Kind::organisation, "uil"));
    sample.link(edition, "organiser", sample.add(Kind::city, "yeonsu-gu"));
    sample.link(edition, "organiser", sample.add(Kind::organisation, "nile"));
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(graph.value(0, "start"), "2021-10-27");
    EXPECT_EQ(graph.value(0, "status"), "held");
    EXPECT_EQ(graph.value(0, "end"), "");
    EXPECT_EQ(graph.value(0, "no-such-key"), "");
    EXPECT_EQ(graph.value(0, property(Kind::edition, "start")), "2021-10-27");
    std::vector<std::string_view> organisers;
    for (Vertex const each : graph.objects(0, "organiser")) {
        organisers.push_back(graph.id(each));
    }
    EXPECT_EQ(organisers, (std::vector<std::string_view>{"nile", "uil", "yeonsu-gu"}));
    EXPECT_EQ(graph.object(0, "organiser"), graph.find(Kind::organisation, "nile"));
    EXPECT_FALSE(graph.object(0, "series"));
    EXPECT_TRUE(graph.objects(0, "no-such-key").empty());
}

TEST(KnowledgeGraph, MakesTermsOfEveryFormOfValue) {
    Sample sample;
    RecordId const document = sample.add(Kind::document, "d");
    sample.text(document, "label", "Words", "en");
    sample.set(document, "kind", "report");
    sample.set(document, "issued", "2021");
    sample.set(document, "isbn", "978-92");
    sample.set(document, "url", "urn:x");
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_EQ(test::sorted_lines(statements::DataPart{graph}),
              (std::vector<std::string>{
                  "<https://example.org/a/document/d> <http://purl.org/dc/terms/issued> "
                  "\"2021\"^^<http://www.w3.org/2001/XMLSchema#gYear> .",
                  "<https://example.org/a/document/d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
                  "<https://schema.org/CreativeWork> .",
                  "<https://example.org/a/document/d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
                  "<https://w3id.org/stoa/ns#Document> .",
                  "<https://example.org/a/document/d> <http://www.w3.org/2000/01/rdf-schema#label> \"Words\"@en .",
                  "<https://example.org/a/document/d> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Words\"@en .",
                  "<https://example.org/a/document/d> <https://schema.org/isbn> \"978-92\" .",
                  "<https://example.org/a/document/d> <https://schema.org/name> \"Words\"@en .",
                  "<https://example.org/a/document/d> <https://schema.org/url> <urn:x> .",
                  "<https://example.org/a/document/d> <https://w3id.org/stoa/ns#documentKind> "
                  "<https://w3id.org/stoa/ns#report> .",
              }));
}

TEST(KnowledgeGraph, StaysTheSameWhenItIsMoved) {
    Sample sample;
    sample.text(sample.add(Kind::city, "cork"), "label", "Cork");
    KnowledgeGraph graph = sample.freeze();
    KnowledgeGraph const moved = std::move(graph);
    EXPECT_EQ(moved.label(0), "Cork");
    EXPECT_EQ(moved.iri(0), "https://example.org/a/city/cork");
    EXPECT_GT(moved.memory_bytes(), 0U);
}

// --- algorithms of the Boost Graph Library, on the graph as it is --------------------------------------------------

/// Documents that build on each other: d1 on d2 and d3, which both build on d4, which builds on d5. Before and after
/// them in the graph stand a series and a source without edges.
class Algorithms : public testing::Test {
protected:
    using Link = std::pair<int, int>;

    static KnowledgeGraph documents(std::vector<Link> const& links, std::string_view key = "builds_on") {
        Sample sample;
        sample.add(Kind::series, "s");
        sample.add(Kind::source, "s");
        std::array<RecordId, 6> ids{};
        for (int i = 1; i <= 5; ++i) {
            ids[static_cast<std::size_t>(i)] = sample.add(Kind::document, "d" + std::to_string(i));
        }
        for (auto const& [from, to] : links) {
            sample.link(ids[static_cast<std::size_t>(from)], key, ids[static_cast<std::size_t>(to)]);
        }
        return sample.freeze();
    }
    static Vertex d(int number) { return static_cast<Vertex>(number); }  // vertex 0 is the series
    static constexpr Vertex vertex_count = 7;
    /// A column of values of the vertices as a property map.
    template <class T>
    static auto column(std::vector<T>& values) {
        return boost::make_iterator_property_map(values.begin(), boost::typed_identity_property_map<Vertex>{});
    }
    template <class Graph>
    static std::vector<int> distances(Graph const& graph, Vertex from) {
        std::vector<int> distance(num_vertices(graph), -1);
        distance[from] = 0;
        breadth_first_search(
            graph, from,
            boost::visitor(boost::make_bfs_visitor(boost::record_distances(column(distance), boost::on_tree_edge{}))));
        return distance;
    }

    KnowledgeGraph const diamond = documents({{1, 2}, {1, 3}, {2, 4}, {3, 4}, {4, 5}});
};

TEST_F(Algorithms, DegreeCountsEdgesInAndOut) {
    EXPECT_EQ(degree(d(1), diamond), 2U);
    EXPECT_EQ(degree(d(4), diamond), 3U);
    EXPECT_EQ(degree(0, diamond), 0U);
    EXPECT_EQ(in_degree(d(4), diamond), 2U);
    EXPECT_EQ(num_edges(diamond), 5U);
}

TEST_F(Algorithms, BreadthFirstSearchFindsDistances) {
    EXPECT_EQ(distances(diamond, d(1)), (std::vector<int>{-1, 0, 1, 1, 2, 3, -1}));
}

TEST_F(Algorithms, DepthFirstSearchFindsNoBackEdgeInAnAcyclicGraph) {
    struct Visitor : boost::default_dfs_visitor {
        explicit Visitor(int& count) : back_edges{&count} {}
        void back_edge(Edge const&, KnowledgeGraph const&) { ++*back_edges; }
        int* back_edges;
    };
    int back_edges = 0;
    depth_first_search(diamond, boost::visitor(Visitor{back_edges}));
    EXPECT_EQ(back_edges, 0);
    KnowledgeGraph const ring = documents({{1, 2}, {2, 1}});
    depth_first_search(ring, boost::visitor(Visitor{back_edges}));
    EXPECT_EQ(back_edges, 1);
}

TEST_F(Algorithms, TopologicalSortPutsWhatIsBuiltOnFirst) {
    KnowledgeGraph const chain = documents({{3, 1}, {1, 5}, {5, 2}, {2, 4}, {3, 4}});
    std::vector<Vertex> order;
    topological_sort(chain, std::back_inserter(order));
    std::erase_if(order, [](Vertex vertex) { return vertex == 0 || vertex == vertex_count - 1; });
    EXPECT_EQ(order, (std::vector<Vertex>{d(4), d(2), d(5), d(1), d(3)}));
    KnowledgeGraph const ring = documents({{1, 2}, {2, 1}});
    EXPECT_THROW(topological_sort(ring, std::back_inserter(order)), boost::not_a_dag);
}

TEST_F(Algorithms, DijkstraFindsShortestWays) {
    std::vector<int> distance(vertex_count);
    std::vector<Vertex> before(vertex_count);
    auto const one = boost::make_function_property_map<Edge>([](Edge const&) { return 1; });
    dijkstra_shortest_paths(diamond, d(1),
                            boost::weight_map(one).distance_map(column(distance)).predecessor_map(column(before)));
    EXPECT_EQ(distance[d(4)], 2);
    EXPECT_EQ(distance[d(5)], 3);
    EXPECT_EQ(before[d(5)], d(4));
    EXPECT_EQ(before[d(2)], d(1));
    EXPECT_EQ(distance[0], std::numeric_limits<int>::max());
}

TEST_F(Algorithms, BellmanFordFindsLongestWaysWithNegativeWeights) {
    std::vector<int> distance(vertex_count, std::numeric_limits<int>::max());
    auto const minus_one = boost::make_function_property_map<Edge>([](Edge const&) { return -1; });
    bool const done =
        bellman_ford_shortest_paths(diamond, static_cast<int>(vertex_count),
                                    boost::weight_map(minus_one).distance_map(column(distance)).root_vertex(d(1)));
    EXPECT_TRUE(done);
    EXPECT_EQ(distance[d(4)], -2);
    EXPECT_EQ(distance[d(5)], -3);
}

TEST_F(Algorithms, StrongComponentsAreTheCycles) {
    KnowledgeGraph const graph = documents({{1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}});
    std::vector<int> component(vertex_count);
    int const count = strong_components(graph, column(component));
    EXPECT_EQ(count, 5);
    EXPECT_EQ(component[d(1)], component[d(2)]);
    EXPECT_EQ(component[d(1)], component[d(3)]);
    EXPECT_NE(component[d(3)], component[d(4)]);
    EXPECT_NE(component[d(4)], component[d(5)]);
}

TEST_F(Algorithms, TransitiveReductionDropsLinksThatOthersImply) {
    // Its opposite, transitive_closure, does not compile for graphs whose vertices have 32 bits (Boost 1.74).
    KnowledgeGraph const graph = documents({{1, 2}, {2, 4}, {1, 4}, {4, 5}, {1, 5}, {3, 4}});
    boost::adjacency_list<> reduced;
    std::vector<std::size_t> vertex_in(vertex_count);
    transitive_reduction(graph, reduced, column(vertex_in), get(boost::vertex_index, graph));
    std::set<std::pair<std::size_t, std::size_t>> links;
    for (auto [edge, last] = edges(reduced); edge != last; ++edge) {
        links.emplace(source(*edge, reduced), target(*edge, reduced));
    }
    auto const link = [&](int from, int to) { return std::pair{vertex_in[d(from)], vertex_in[d(to)]}; };
    EXPECT_EQ(links, (std::set{link(1, 2), link(2, 4), link(3, 4), link(4, 5)}));
}

TEST_F(Algorithms, DominatorTreeFindsWhatEveryWayPasses) {
    Vertex const none = boost::graph_traits<KnowledgeGraph>::null_vertex();
    std::vector<Vertex> dominator(vertex_count, none);
    lengauer_tarjan_dominator_tree(diamond, d(1), column(dominator));
    EXPECT_EQ(dominator, (std::vector<Vertex>{none, none, d(1), d(1), d(1), d(4), none}));
}

TEST_F(Algorithms, DominatorTreeNeedsNumbersFilledInAdvanceWhereNotAllIsReached) {
    // The root cannot reach d5, a predecessor of d3: the short form of the algorithm is for graphs where that is not
    // so.
    KnowledgeGraph const graph = documents({{1, 2}, {2, 3}, {5, 3}, {3, 4}});
    Vertex const none = boost::graph_traits<KnowledgeGraph>::null_vertex();
    std::vector<Vertex> dominator(vertex_count, none);
    std::vector<std::uint32_t> number(vertex_count, std::numeric_limits<std::uint32_t>::max());
    std::vector<Vertex> parent(vertex_count, none);
    std::vector<Vertex> by_number(vertex_count, none);
    lengauer_tarjan_dominator_tree(graph, d(1), get(boost::vertex_index, graph), column(number), column(parent),
                                   by_number, column(dominator));
    EXPECT_EQ(dominator, (std::vector<Vertex>{none, none, d(1), d(2), d(3), none, none}));
}

TEST_F(Algorithms, ReverseGraphLeadsBack) {
    auto const reversed = boost::make_reverse_graph(diamond);
    EXPECT_EQ(distances(reversed, d(4)), (std::vector<int>{-1, 2, 1, 1, 0, -1, -1}));
}

TEST_F(Algorithms, FilteredGraphFollowsOneRelation) {
    Sample sample;
    RecordId const one = sample.add(Kind::document, "d1");
    RecordId const two = sample.add(Kind::document, "d2");
    RecordId const three = sample.add(Kind::document, "d3");
    sample.link(one, "builds_on", two);
    sample.link(one, "replaces", three);
    sample.link(two, "replaces", three);
    KnowledgeGraph const graph = sample.freeze();

    struct Replaces {
        KnowledgeGraph const* graph = nullptr;
        bool operator()(Edge const& edge) const {
            return (*graph)[edge].property == property(Kind::document, "replaces");
        }
    };
    boost::filtered_graph<KnowledgeGraph, Replaces> const replaced{graph, Replaces{&graph}};
    EXPECT_EQ(distances(replaced, Vertex{0}), (std::vector<int>{0, -1, 1}));
    EXPECT_EQ(in_degree(Vertex{2}, replaced), 2U);
    EXPECT_EQ(out_degree(Vertex{0}, replaced), 1U);
}

}  // namespace
}  // namespace stoa::model
