// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/summary.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/vocabulary.hpp"
#include "support/sample.hpp"

namespace stoa::statements {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using test::Sample;

std::size_t of(Summary const& summary, Kind kind) { return summary.records[static_cast<std::size_t>(kind)]; }

TEST(Summary, CountsRecordsAndStatements) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "1", "2013");
    sample.edition(series, "2", "2015");
    Summary const summary = summarise(sample.freeze());
    EXPECT_EQ(of(summary, Kind::edition), 2U);
    EXPECT_EQ(of(summary, Kind::series), 1U);
    EXPECT_EQ(of(summary, Kind::city), 0U);
    EXPECT_EQ(summary.statement_count, 8U);
    EXPECT_EQ(summary.statements[static_cast<std::size_t>(property(Kind::edition, "series"))], 2U);
}

TEST(Summary, TellsHowManyStatementsAreProved) {
    Sample sample;
    RecordId const proof = sample.add(Kind::evidence, "e");
    RecordId const city = sample.add(Kind::city, "cork");
    sample.text(city, "label", "Cork", "en", sample.proof({proof}));
    sample.text(city, "label", "Corcaigh", "ga");
    RecordId const country = sample.add(Kind::country, "ireland");
    sample.text(country, "label", "Ireland");
    sample.link(country, "evidence", proof);
    sample.text(sample.add(Kind::source, "s"), "label", "Source");  // needs none
    Summary const summary = summarise(sample.freeze());
    EXPECT_EQ(summary.to_prove, 3U);
    EXPECT_EQ(summary.proved, 2U);
}

TEST(Summary, CountsEventsWithStartAndPlace) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    RecordId const cork = sample.add(Kind::city, "cork");
    sample.link(sample.edition(series, "1", "2013"), "city", cork);
    sample.edition(series, "2", "2015");
    sample.link(sample.edition(series, "3", ""), "city", cork);
    Summary const summary = summarise(sample.freeze());
    ASSERT_EQ(summary.events.size(), 1U) << "there are no events of a history";
    EXPECT_EQ(summary.events[0].kind, Kind::edition);
    EXPECT_EQ(summary.events[0].all, 3U);
    EXPECT_EQ(summary.events[0].complete, 1U);
    EXPECT_EQ(summary.events[0].without_start, 1U);
    EXPECT_EQ(summary.events[0].without_place, 1U);
}

TEST(Summary, FindsFiguresThatDisagree) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    RecordId const quantity = sample.add(Kind::quantity, "participants");
    sample.text(quantity, "label", "participants");
    sample.set(sample.figure("a", edition, quantity, "2300"), "mode", "total");
    sample.set(sample.figure("b", edition, quantity, "700"), "mode", "total");
    sample.set(sample.figure("d", edition, quantity, "2000"), "mode", "online");  // counts others
    sample.figure("c", sample.add(Kind::edition, "4"), quantity, "900");          // of another edition
    KnowledgeGraph const graph = sample.freeze();
    Summary const summary = summarise(graph);
    ASSERT_EQ(summary.disagreements.size(), 1U);
    EXPECT_EQ(graph.id(summary.disagreements[0].subject), "5");
    EXPECT_EQ(summary.disagreements[0].about, "participants (total)");
    EXPECT_EQ(summary.disagreements[0].sides.size(), 2U);
}

TEST(Summary, FindsNoDisagreementInEqualValuesAndInAHistory) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    RecordId const network = sample.add(Kind::network, "gnlc");
    RecordId const quantity = sample.add(Kind::quantity, "members");
    sample.figure("a", edition, quantity, "64");
    sample.figure("b", edition, quantity, "64");
    sample.set(sample.figure("c", network, quantity, "229"), "as_of", "2020");
    sample.set(sample.figure("d", network, quantity, "356"), "as_of", "2024");
    EXPECT_TRUE(summarise(sample.freeze()).disagreements.empty());
}

/// The values that disagree on a cadence, of claims with a value and a period.
std::vector<std::string> disagreeing(std::vector<std::array<std::string, 3>> const& claims) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    int number = 0;
    for (auto const& [value, from, until] : claims) {
        RecordId const claim = sample.claim("claim-" + std::to_string(++number), series, "stoa:cadenceInYears", value);
        if (!from.empty()) {
            sample.set(claim, "valid_from", from);
        }
        if (!until.empty()) {
            sample.set(claim, "valid_until", until);
        }
    }
    KnowledgeGraph const graph = sample.freeze();
    std::vector<std::string> values;
    for (model::Disagreement const& each : summarise(graph).disagreements) {
        for (model::Vertex const side : each.sides) {
            values.emplace_back(graph.value(side, "value"));
        }
    }
    return values;
}

TEST(Summary, FindsNoDisagreementBetweenValuesOfDifferentPeriods) {
    using Values = std::vector<std::string>;
    EXPECT_EQ(disagreeing({{"2", "2013", "2020"}, {"3", "2021", ""}}), Values{});
    EXPECT_EQ(disagreeing({{"3", "2021-01-01", ""}, {"2", "", "2020-12-31"}}), Values{});
    EXPECT_EQ(disagreeing({{"2", "2013", "2021"}, {"3", "2021", ""}}), Values{}) << "one follows the other";
    EXPECT_EQ(disagreeing({{"2", "2013", "2021"}, {"3", "2021-05", "2022"}}), Values{});
    EXPECT_EQ(disagreeing({{"2", "2013", "2022"}, {"3", "2021", ""}}), (Values{"2", "3"})) << "both in 2022";
    EXPECT_EQ(disagreeing({{"2", "2013-05-01", ""}, {"3", "2013", ""}}), (Values{"2", "3"})) << "both go on";
    EXPECT_EQ(disagreeing({{"2", "2020", "2020"}, {"3", "2020", "2020"}}), (Values{"2", "3"})) << "of one year";
    EXPECT_EQ(disagreeing({{"2", "2021", "2021"}, {"3", "2021", ""}}), (Values{"2", "3"})) << "both in 2021";
    EXPECT_EQ(disagreeing({{"2", "2013", "2021"}, {"3", "2021", "2021"}}), (Values{"2", "3"})) << "both in 2021";
    EXPECT_EQ(disagreeing({{"2", "2013", "2021"}, {"3", "", ""}}), (Values{"2", "3"})) << "one without a period";
    EXPECT_EQ(disagreeing({{"2", "2013", "2021"}, {"2", "2019", ""}}), Values{}) << "they say the same";
    EXPECT_EQ(disagreeing({{"2", "2013", "2020"}, {"3", "2021", ""}, {"4", "2022", ""}}), (Values{"3", "4"}))
        << "those alone that contradict another";
}

TEST(Summary, NamesADisagreementOfClaimsByTheKeyOfTheProperty) {
    Sample sample;
    RecordId const document = sample.add(Kind::document, "d");
    sample.claim("a", document, "stoa:adoptedOn", "2021-10-30");
    sample.claim("b", document, "stoa:adoptedOn", "2021-10-29");
    Summary const summary = summarise(sample.freeze());
    ASSERT_EQ(summary.disagreements.size(), 1U);
    EXPECT_EQ(summary.disagreements[0].about, "adopted");
}

TEST(Summary, FindsIdentifiersOfOneRegistryThatDisagree) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "incheon");
    std::string const same_as = rdf::vocabulary::expand("owl:sameAs");
    for (std::string_view const iri : {"http://www.wikidata.org/entity/Q20934", "http://www.wikidata.org/entity/Q42137",
                                       "https://sws.geonames.org/1843564/", "https://example.org/incheon"}) {
        RecordId const claim = sample.add(Kind::claim, iri);
        sample.link(claim, "subject", city);
        sample.set(claim, "property", same_as);
        sample.set(claim, "value_iri", iri);
    }
    Summary const summary = summarise(sample.freeze());
    ASSERT_EQ(summary.disagreements.size(), 1U);
    EXPECT_EQ(summary.disagreements[0].about, "wikidata");
    EXPECT_EQ(summary.disagreements[0].sides.size(), 2U);
}

TEST(Summary, LetsValuesOfARepeatablePropertyStandSideBySide) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    for (std::string_view const id : {"uil", "nile"}) {
        RecordId const claim = sample.add(Kind::claim, id);
        sample.link(claim, "subject", edition);
        sample.set(claim, "property", rdf::vocabulary::expand("schema:organizer"));
        sample.link(claim, "value_resource", sample.add(Kind::organisation, id));
    }
    EXPECT_TRUE(summarise(sample.freeze()).disagreements.empty());
}

TEST(SideInWords, NamesTheValueWithAllThatQualifiesIt) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    RecordId const quantity = sample.add(Kind::quantity, "participants");
    sample.figure("plain", edition, quantity, "64");
    sample.figure("hundreds", edition, quantity, "637");
    RecordId const full = sample.figure("full", edition, quantity, "1234567");
    sample.set(full, "qualifier", "over");
    sample.set(full, "kind", "forecast");
    sample.set(full, "mode", "in_person");
    sample.set(full, "valid_from", "2013");
    sample.set(full, "as_of", "2021-11");
    sample.set(full, "preferred", "true");
    RecordId const host = sample.add(Kind::claim, "host");
    RecordId const city = sample.add(Kind::city, "yeonsu-gu");
    sample.text(city, "label", "Yeonsu-gu");
    sample.link(host, "value_resource", city);
    KnowledgeGraph const graph = sample.freeze();
    auto const words = [&](Kind kind, std::string_view id) {
        return side_in_words(graph, graph.find(kind, id).value());
    };
    EXPECT_EQ(words(Kind::figure, "plain"), "64");
    EXPECT_EQ(words(Kind::figure, "hundreds"), "637");
    EXPECT_EQ(words(Kind::figure, "full"), "over 1,234,567 (forecast, in person, 2013 to now, 2021-11, preferred)");
    EXPECT_EQ(words(Kind::claim, "host"), "Yeonsu-gu");
}

}  // namespace
}  // namespace stoa::statements
