// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/hosts.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/sample.hpp"

namespace stoa::model {
namespace {

using test::Sample;

/// A list `un` with world > asia > (west, east) and world > europe, a region `here` of no list, and editions `1`, `2`,
/// ... of a series.
class Hosts : public testing::Test {
protected:
    Hosts() {
        list = sample.add(Kind::scheme, "un");
        RecordId const world = region("world", std::nullopt);
        RecordId const asia = region("asia", world);
        region("west", asia);
        region("east", asia);
        region("europe", world);
        sample.add(Kind::region, "here");
    }

    RecordId region(std::string_view id, std::optional<RecordId> wider) {
        RecordId const record = sample.add(Kind::region, id);
        sample.link(record, "scheme", list);
        if (wider) {
            sample.link(record, "part_of", *wider);
        }
        regions.emplace(id, record);
        return record;
    }
    /// A city of a country of its own, in these regions.
    RecordId city(std::string const& id, std::vector<std::string> const& of_country) {
        RecordId const country = sample.add(Kind::country, id + "-country");
        for (std::string const& each : of_country) {
            sample.link(country, "region", regions.at(each));
        }
        RecordId const record = sample.add(Kind::city, id);
        sample.link(record, "country", country);
        return record;
    }
    void edition(std::string_view id, std::vector<RecordId> const& cities) {
        RecordId const record = sample.add(Kind::edition, id);
        for (RecordId const each : cities) {
            sample.link(record, "city", each);
        }
    }
    void freeze() { graph.emplace(sample.freeze()); }

    [[nodiscard]] std::vector<std::string> regions_of_city(std::string_view id) const {
        std::vector<std::string> ids;
        for (Vertex const each : regions_of(*graph, graph->find(Kind::city, id).value())) {
            ids.emplace_back(graph->id(each));
        }
        return ids;
    }
    /// `2 far`: the edition and, if it is known, the city.
    [[nodiscard]] std::vector<std::string> open_for(std::string_view id, bool in_list = true) const {
        KnowledgeGraph::Range const range = graph->vertices_of(Kind::edition);
        std::vector<Vertex> held;
        for (Vertex each = range.first; each < range.last; ++each) {
            held.push_back(each);
        }
        HostRegions const hosts{*graph, held};
        std::vector<std::string> open;
        for (Host const& each : hosts.open_for(graph->find(Kind::region, id).value(),
                                               in_list ? graph->find(Kind::scheme, "un") : std::nullopt)) {
            open.push_back(std::string{graph->id(each.edition)} +
                           (each.city ? " " + std::string{graph->id(*each.city)} : ""));
        }
        return open;
    }

    Sample sample;
    RecordId list{};
    std::map<std::string, RecordId, std::less<>> regions;
    std::optional<KnowledgeGraph> graph;
};

using Words = std::vector<std::string>;

TEST_F(Hosts, LieInTheRegionsOfTheirCountryTheirCityAndAllWiderOnes) {
    RecordId const town = city("town", {"west"});
    sample.link(town, "part_of", regions.at("europe"));
    RecordId const quarter = sample.add(Kind::city, "quarter");
    sample.link(quarter, "part_of", town);
    city("far", {});
    freeze();
    EXPECT_EQ(regions_of_city("town"), (Words{"asia", "europe", "west", "world"}));
    EXPECT_EQ(regions_of_city("quarter"), (Words{"asia", "europe", "west", "world"})) << "a part of the town";
    EXPECT_EQ(regions_of_city("far"), Words{});
}

TEST_F(Hosts, EndInACircleOfRegions) {
    sample.link(regions.at("world"), "part_of", regions.at("west"));
    edition("1", {city("town", {"east"})});
    freeze();
    EXPECT_EQ(regions_of_city("town"), (Words{"asia", "east", "west", "world"}));
    EXPECT_EQ(open_for("europe"), Words{});
}

TEST_F(Hosts, AreOpenForARegionUnlessANarrowerOneOfItsListIsKnown) {
    edition("1", {city("town", {"west"})});
    edition("2", {city("far", {"asia"})});
    freeze();
    EXPECT_EQ(open_for("west"), Words{}) << "it hosted";
    EXPECT_EQ(open_for("europe"), Words{}) << "neither is there";
    EXPECT_EQ(open_for("east"), Words{"2 far"}) << "somewhere in Asia";
    EXPECT_EQ(open_for("here", false), (Words{"1 town", "2 far"})) << "of no list: nothing is recorded";
}

TEST_F(Hosts, AreOpenForEveryRegionOfAListThatHasNoneOfTheirs) {
    edition("1", {city("town", {"west"}), city("far", {})});
    edition("2", {});
    freeze();
    EXPECT_EQ(open_for("europe"), (Words{"1 far", "2"}));
    EXPECT_EQ(open_for("west"), (Words{"1 far", "2"})) << "which hosted none the less";
}

TEST_F(Hosts, AreNoneOfASeriesThatWasNeverHeld) {
    freeze();
    EXPECT_EQ(open_for("europe"), Words{});
}

TEST_F(Hosts, StandInEachListOfARegion) {
    RecordId const other = sample.add(Kind::scheme, "other");
    sample.link(regions.at("west"), "scheme", other);
    freeze();
    Vertex const west = graph->find(Kind::region, "west").value();
    EXPECT_EQ(lists_of(*graph, west).size(), 2U);
    EXPECT_EQ(lists_of(*graph, graph->find(Kind::region, "here").value()),
              std::vector<std::optional<Vertex>>{std::nullopt});
}

}  // namespace
}  // namespace stoa::model
