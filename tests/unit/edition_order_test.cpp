// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/edition_order.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "support/coded_series.hpp"
#include "support/sample.hpp"

namespace stoa::model {
namespace {

struct Edition {
    std::string_view iri;
    std::string_view number;
    std::string_view start;
};

/// IRIs in the order.
std::string in_order(std::vector<Edition> const& editions) {
    std::vector<EditionPlace> places;
    for (Edition const& each : editions) {
        places.push_back(edition_place(each.start, each.number, std::string{each.iri}));
    }
    std::string result;
    for (std::uint32_t const each : order_of(places)) {
        result += (result.empty() ? "" : " ") + places[each].iri;
    }
    return result;
}

TEST(EditionOrder, GoesByDateWhereDatesTell) {
    EXPECT_EQ(in_order({}), "");
    EXPECT_EQ(in_order({{"a", "1", "2015"}, {"b", "2", "2013"}, {"c", "3", "2014-06-01"}}), "b c a");
}

TEST(EditionOrder, GoesByNumberWhereDatesDoNotTell) {
    EXPECT_EQ(in_order({{"a", "2", "2024-01-01"}, {"b", "1", "2024"}}), "b a");
    EXPECT_EQ(in_order({{"a", "1", "2024-01-01"}, {"b", "2", "2024"}}), "a b");
    EXPECT_EQ(in_order({{"a", "2", "2024-05-05"}, {"b", "1", "2024-05-05"}}), "b a") << "on one day";
    EXPECT_EQ(in_order({{"a", "10", ""}, {"b", "9", ""}}), "b a");
}

TEST(EditionOrder, RespectsDatesAgainstNumbersThatSayOtherwise) {
    EXPECT_EQ(in_order({{"a", "2", "2000"}, {"b", "3", "2000-03-01"}, {"c", "1", "2000-09-01"}}), "a b c");
}

TEST(EditionOrder, LeavesOneWithoutADateWhereItsNumberPutsIt) {
    EXPECT_EQ(in_order({{"a", "1", "2000"}, {"b", "2", ""}, {"c", "3", "2005"}}), "a b c");
    EXPECT_EQ(in_order({{"a", "3", "2000"}, {"b", "2", ""}, {"c", "1", "2005"}}), "b a c") << "dates come first";
    EXPECT_EQ(in_order({{"a", "", "2000"}, {"b", "", ""}, {"c", "", "2005"}}), "a b c");
}

TEST(EditionOrder, PutsThoseWithoutANumberLastThenGoesByIri) {
    EXPECT_EQ(in_order({{"a", "", "2000"}, {"b", "7", "2000"}}), "b a");
    EXPECT_EQ(in_order({{"b", "", "2000"}, {"a", "", "2000"}, {"B", "", "2000"}}), "B a b");
    EXPECT_EQ(in_order({{"e/10", "", ""}, {"e/9", "", ""}}), "e/10 e/9") << "by code point";
    EXPECT_EQ(in_order({{"b", "1", "2000"}, {"a", "1", "2000"}}), "a b") << "one number, which is an error";
}

TEST(EditionOrder, OfALongSeriesTakesNoTime) {
    std::vector<EditionPlace> places;
    for (int i = 0; i < 10'000; ++i) {
        places.push_back(edition_place(std::to_string(9999 - i / 4), std::to_string(i), std::to_string(i)));
    }
    auto const start = std::chrono::steady_clock::now();
    EXPECT_EQ(order_of(places).front(), 9996U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{2});
}

TEST(EditionOrder, OfASeriesHasAllButTheCancelledEditions) {
    test::Sample sample;
    test::CodedSeries series{sample, "s"};
    test::CodedSeries other{sample, "t"};
    series.edition("4", "2003", "", "", "", "cancelled");
    series.edition("3", "2001", "", "", "", "cancelled");
    series.edition("1", "2002", "", "", "", "postponed");
    series.edition("2", "2001");
    series.edition("5", "2004", "", "", "", "planned");
    other.edition("6", "2000");
    KnowledgeGraph const graph = sample.freeze();
    SeriesEditions const editions = editions_of_series(graph, graph.find(Kind::series, "s").value());
    auto const ids = [&](std::vector<Vertex> const& list) {
        std::string words;
        for (Vertex const each : list) {
            words += (words.empty() ? "" : " ") + std::string{graph.id(each)};
        }
        return words;
    };
    EXPECT_EQ(ids(editions.in_order), "s-2 s-1 s-5");
    EXPECT_EQ(ids(editions.cancelled), "s-3 s-4");
}

}  // namespace
}  // namespace stoa::model
