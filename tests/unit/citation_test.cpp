// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/citation.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/sample.hpp"

namespace stoa::model {
namespace {

using test::Sample;

class Cited : public testing::Test {
protected:
    RecordId publisher(std::string_view id, std::string_view label, std::string_view short_label = {}) {
        RecordId const made = sample.add(Kind::organisation, id);
        sample.text(made, "label", label);
        if (!short_label.empty()) {
            sample.text(made, "alt_label", short_label);
        }
        return made;
    }
    RecordId source(std::string_view id, std::string_view label, std::string_view issued = {},
                    std::initializer_list<RecordId> publishers = {}) {
        RecordId const made = sample.add(Kind::source, id);
        sample.text(made, "label", label);
        if (!issued.empty()) {
            sample.set(made, "issued", issued);
        }
        for (RecordId const each : publishers) {
            sample.link(made, "publisher", each);
        }
        return made;
    }

    /// The names of the sources, in the order of their ids.
    std::vector<std::string> names() {
        KnowledgeGraph const graph = sample.freeze();
        Citations const citations{graph};
        std::vector<std::string> names;
        auto const range = graph.vertices_of(Kind::source);
        for (Vertex each = range.first; each < range.last; ++each) {
            names.push_back(citations.name(each));
        }
        return names;
    }

    Sample sample;
};

using Names = std::vector<std::string>;

TEST_F(Cited, ByPublisherAndYear) {
    source("page", "Page on ICLC 6", "2024-12-09", {publisher("dvv", "DVV International")});
    EXPECT_EQ(names(), Names{"DVV International, 2024"});
}

TEST_F(Cited, ByTheShortNameOfThePublisher) {
    source("page", "Page", "2024", {publisher("uil", "UNESCO Institute for Lifelong Learning", "UIL")});
    EXPECT_EQ(names(), Names{"UIL, 2024"});
}

TEST_F(Cited, WithoutAYearThatIsNotRecorded) {
    source("page", "Page on ICLC 6", {}, {publisher("dvv", "DVV International")});
    EXPECT_EQ(names(), Names{"DVV International"});
}

TEST_F(Cited, ByTheirLabelWithoutAPublisher) {
    source("a", "Diary article on the declaration", "2021-11");
    source("b", "Mirror of a news page");
    EXPECT_EQ(names(), (Names{"Diary article on the declaration, 2021", "Mirror of a news page"}));
}

TEST_F(Cited, WithAYearOnce) {
    source("a", "Newsletter, winter 1998", "1998");
    EXPECT_EQ(names(), Names{"Newsletter, winter 1998"});
}

TEST_F(Cited, ByAllPublishers) {
    source("a", "Report", "2015",
           {publisher("1", "UNESCO"), publisher("2", "Ministry of Education"), publisher("3", "City of Beijing")});
    EXPECT_EQ(names(), Names{"UNESCO, Ministry of Education and City of Beijing, 2015"});
}

TEST_F(Cited, ByTheirOwnNamesWherePublisherAndYearWouldNameSeveral) {
    RecordId const uil = publisher("uil", "UIL");
    source("a", "UIL page on ICLC 1", {}, {uil});
    RecordId const long_name = source("b", "UIL page on the cities that were admitted in 2020", {}, {uil});
    sample.text(long_name, "alt_label", "UIL page on members");
    source("c", "UIL press page", "2020-12-09", {uil});
    source("d", "UIL annual report", "2021", {uil});
    source("e", "UIL news page", "2021", {uil});
    EXPECT_EQ(names(), (Names{"UIL page on ICLC 1", "UIL page on members", "UIL, 2020", "UIL annual report, 2021",
                              "UIL news page, 2021"}));
}

class CitedPlaces : public Cited {
protected:
    void SetUp() override {
        for (char const* const each : {"a", "b", "c", "d"}) {
            source(each, std::string{"Page "} + each);
        }
    }
    /// Places as id of the source and locator.
    std::string cite(std::vector<std::pair<std::string, std::string>> const& places, std::size_t most) {
        KnowledgeGraph const graph = sample.freeze();
        std::vector<Place> list;
        for (auto const& [id, locator] : places) {
            list.push_back({*graph.find(Kind::source, id), locator});
        }
        return Citations{graph}.cite(list, most);
    }
};

TEST_F(CitedPlaces, HaveTheirLocator) { EXPECT_EQ(cite({{"a", "theme 1"}}, 2), "Page a, theme 1"); }

TEST_F(CitedPlaces, StandTogetherBySourceEachOnce) {
    EXPECT_EQ(cite({{"a", "theme 1"}, {"b", ""}, {"a", "theme 2"}, {"a", "theme 1"}, {"b", ""}}, 2),
              "Page a, theme 1 and 1 more place; Page b");
}

TEST_F(CitedPlaces, SayHowManySourcesAreLeftOut) {
    EXPECT_EQ(cite({{"c", ""}, {"a", "p. 1"}, {"d", ""}, {"b", ""}}, 2), "Page c; Page a, p. 1; and 2 more");
}

TEST_F(CitedPlaces, SayHowManyPlacesInASourceAreLeftOut) {
    EXPECT_EQ(cite({{"a", "p. 1"}, {"a", "p. 2"}, {"a", "p. 3"}}, 2), "Page a, p. 1 and 2 more places");
}

TEST_F(CitedPlaces, AreTheFirstAndTheNumberOfOtherSources) {
    auto const first = [&](std::vector<std::pair<std::string, std::string>> const& places) {
        KnowledgeGraph const graph = sample.freeze();
        std::vector<Place> list;
        for (auto const& [id, locator] : places) {
            list.push_back({*graph.find(Kind::source, id), locator});
        }
        return Citations{graph}.cite_first(list);
    };
    EXPECT_EQ(first({{"c", "p. 1"}, {"a", "p. 1"}, {"c", "p. 2"}, {"b", ""}, {"a", ""}}), "Page c, p. 1 and 2 more");
}

TEST_F(CitedPlaces, AreTheFirstAloneWhereTheyAreOfOneSource) {
    KnowledgeGraph const graph = sample.freeze();
    Vertex const a = *graph.find(Kind::source, "a");
    EXPECT_EQ((Citations{graph}.cite_first(std::vector<Place>{{a, "p. 1"}, {a, "p. 2"}})), "Page a, p. 1");
    EXPECT_EQ(Citations{graph}.cite_first({}), "");
}

TEST_F(CitedPlaces, OfNothingAreNothing) { EXPECT_EQ(cite({}, 2), ""); }

TEST(ShortName, IsTheFirstAlternativeLabelInEnglishElseTheLabel) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    RecordId const first = sample.edition(series, "1", "2001-05-06");
    sample.text(first, "label", "First Conference");
    sample.text(first, "alt_label", "S 1");
    RecordId const second = sample.edition(series, "2", "");
    sample.text(second, "label", "Only label");
    sample.text(second, "alt_label", "Zwei", "de");
    KnowledgeGraph const graph = sample.freeze();
    Vertex const one = *graph.find(Kind::edition, "1");
    Vertex const two = *graph.find(Kind::edition, "2");
    EXPECT_EQ(short_name(graph, one), "S 1");
    EXPECT_EQ(short_name(graph, two), "Only label");
    EXPECT_EQ(name_with_year(graph, one), "S 1 (2001)");
    EXPECT_EQ(name_with_year(graph, two), "Only label") << "its year is not known";
}

TEST(YearIn, IsTheFirstPartOfADate) {
    EXPECT_EQ(year_in("2024-12-05"), "2024");
    EXPECT_EQ(year_in("2024-12"), "2024");
    EXPECT_EQ(year_in("2024"), "2024");
    EXPECT_EQ(year_in("-0044-03"), "") << "no date that a record can have";
    EXPECT_EQ(year_in(""), "");
}

TEST(ListInWords, SaysHowManyAreLeftOut) {
    std::vector<std::string> const words{"a", "b", "c", "d"};
    std::span<std::string const> const all{words};
    EXPECT_EQ(list_in_words(all.first(0)), "");
    EXPECT_EQ(list_in_words(all.first(1)), "a");
    EXPECT_EQ(list_in_words(all.first(2)), "a and b");
    EXPECT_EQ(list_in_words(all), "a, b, c and d");
    EXPECT_EQ(list_in_words(all, 2), "a, b and 2 more");
}

}  // namespace
}  // namespace stoa::model
