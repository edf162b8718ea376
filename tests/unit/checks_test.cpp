// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/checks.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/vocabulary.hpp"
#include "support/coded_series.hpp"
#include "support/sample.hpp"

namespace stoa::model {
namespace {

using test::Sample;
using Findings = std::vector<std::string>;

/// Lines of the form `f.toml:3:1: error: ...`; the sample counts a line for each record and value.
Findings findings(Sample& sample, bool complete = true) {
    KnowledgeGraph const graph = sample.freeze();
    diagnostics::Diagnostics diagnostics;
    Allowances allowances;
    CheckContext context{graph, sample.places, allowances, diagnostics};
    check(context, complete);
    Findings lines;
    for (diagnostics::Diagnostic const& each : diagnostics.sorted()) {
        lines.push_back(to_line(each));
    }
    return lines;
}

TEST(Checks, FindNothingInAnEmptyGraph) {
    Sample sample;
    EXPECT_EQ(findings(sample), Findings{});
}

TEST(Checks, FindDatesInTheWrongOrder) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    sample.set(edition, "start", "2021-10-27");
    sample.set(edition, "end", "2021-10-20");
    EXPECT_EQ(
        findings(sample),
        Findings{"f.toml:3:1: error[dates-reversed]: 'end' 2021-10-20 of edition '5' is before 'start' 2021-10-27: "
                 "correct one of them"});
}

TEST(Checks, AcceptAnEndThatIsLessPreciseThanTheStart) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    sample.set(edition, "start", "2021-10-27");
    sample.set(edition, "end", "2021-10");
    EXPECT_EQ(findings(sample), Findings{});
}

TEST(Checks, FindAPeriodOfValidityThatEndsBeforeItStarts) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    for (RecordId const each : {sample.claim("c", series, "schema:url", "x"),
                                sample.figure("f", series, sample.add(Kind::quantity, "members"), "7")}) {
        sample.set(each, "valid_from", "2021");
        sample.set(each, "valid_until", "2013");
    }
    EXPECT_EQ(
        findings(sample),
        (Findings{"f.toml:9:1: error[dates-reversed]: 'valid_until' 2013 of claim 'c' is before 'valid_from' 2021: "
                  "correct one of them",
                  "f.toml:11:1: error[dates-reversed]: 'valid_until' 2013 of figure 'f' is before 'valid_from' 2021: "
                  "correct one of them"}));
}

TEST(Checks, FindANumberOfASeriesTwice) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "1", "2013");
    RecordId const again = sample.add(Kind::edition, "1-bis");
    sample.link(again, "series", series);
    sample.set(again, "number", "1");
    sample.set(again, "start", "2014");
    sample.edition(sample.add(Kind::series, "other"), "1-other", "2013");  // of another series
    EXPECT_EQ(
        findings(sample, false),
        Findings{"f.toml:7:1: error[duplicate-number]: number 1 of edition '1-bis' is also that of edition '1' at "
                 "f.toml:3:1: number them apart"});
}

TEST(Checks, FindADevelopmentThatLeadsToNoLaterEdition) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    RecordId const first = sample.edition(series, "1", "2013");
    RecordId const second = sample.edition(series, "2", "2013-10");
    RecordId const foreign = sample.edition(sample.add(Kind::series, "t"), "0", "2001");
    auto const develop = [&](std::string_view id, RecordId from, RecordId to) {
        RecordId const development = sample.add(Kind::development, id);
        sample.link(development, "from_edition", from);
        sample.link(development, "edition", to);
    };
    develop("right", first, second);
    develop("reversed", second, first);
    develop("within-one", second, second);
    develop("across", foreign, second);
    develop("by-number", second, sample.edition(series, "3", ""));  // a date is not known yet
    auto const of = [](std::string const& id, std::string const& rest) {
        return "error[misdirected-development]: 'from_edition' of development '" + id + "' is edition " + rest;
    };
    Findings lines = findings(sample, false);
    ASSERT_EQ(lines.size(), 3U);
    for (std::string& each : lines) {
        each.erase(0, each.find("error"));
    }
    EXPECT_EQ(lines[0], of("reversed", "'2', which is not earlier than edition '1': name the earlier edition there"));
    EXPECT_EQ(lines[1], of("within-one", "'2', which is not earlier than edition '2': name the earlier edition there"));
    EXPECT_EQ(
        lines[2],
        of("across",
           "'0', which is of conference series 't', not of conference series 's': name an edition of the same series"));
}

TEST(Checks, AcceptADevelopmentThatGoesForwardInTheOrder) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    RecordId const first = sample.edition(series, "2", "2024");
    RecordId const last = sample.edition(series, "9", "2024-11");
    RecordId const before = sample.edition(series, "1", "2024-06-01");
    RecordId const cancelled = sample.edition(series, "4", "2020", "cancelled");
    auto const develop = [&](std::string_view id, RecordId from, RecordId to) {
        RecordId const development = sample.add(Kind::development, id);
        sample.link(development, "from_edition", from);
        sample.link(development, "edition", to);
    };
    develop("by-number", before, first);
    develop("by-date", before, last);
    develop("to-none", first, cancelled);
    EXPECT_EQ(findings(sample, false), Findings{});
}

TEST(Checks, WarnOfPairsThatStandAgainstTheirNumbers) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "2", "2000");
    sample.edition(series, "3", "2000-03-01");
    sample.edition(series, "1", "2000-09-01");
    EXPECT_EQ(findings(sample),
              Findings{"f.toml:11:1: warning[order-against-numbers]: edition '1' (number 1, start 2000-09-01) comes "
                       "after edition '2' (number 2, "
                       "start 2000) in the order of conference series 's': their dates do not tell them apart, and "
                       "other dates outweigh the numbers; give the dates more exactly"})
        << "3 and 1 are told apart";
}

TEST(Checks, WarnOfAllPairsOfALongSeriesWithoutWritingEach) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    for (int i = 0; i < 40; ++i) {
        sample.edition(series, std::to_string(100 + i), "2000");
        sample.edition(series, std::to_string(1 + i), "2000-09-01");
    }
    sample.edition(series, "1000", "2000-03-01");
    std::size_t pairs = 0;
    std::string rest;
    for (std::string const& each : findings(sample)) {
        pairs += each.find(" comes after ") != std::string::npos ? 1U : 0U;
        rest = each.find(" more pairs ") != std::string::npos ? each : rest;
    }
    EXPECT_EQ(pairs, 1000U);
    EXPECT_EQ(
        rest,
        "f.toml:1:1: warning[order-against-numbers]: conference series 's' has 600 more pairs of editions whose order "
        "contradicts their numbers: give the dates more exactly");
}

TEST(Checks, FindNoGapBeforeAnEditionWithoutANumber) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "5", "2013");
    for (std::string_view const id : {"midterm", "review"}) {
        RecordId const edition = sample.add(Kind::edition, id);
        sample.link(edition, "series", series);
        sample.set(edition, "status", "planned");
    }
    EXPECT_EQ(findings(sample), Findings{});
}

TEST(Checks, WarnOfDevelopmentsThatTakeNoPart) {
    Sample sample;
    test::CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const unread = series.edition("2", "2003", "unread");
    RecordId const planned = series.edition("3", "2005", "", "", "", "planned");
    RecordId const last = series.edition("4", "2007", "partial");
    series.treat(first, "access", {});
    series.treat(unread, "access", {});
    series.treat(last, "equity", {});
    series.development(last, "access", first, "equity");
    series.treat(last, "work", {});
    series.development(last, "access", unread, "work");
    series.development(planned, "access", first, "equity");
    series.development(last, "equity", first, "access");
    Findings lines = findings(sample);
    std::erase_if(lines, [](std::string const& each) { return each.find("takes no part") == std::string::npos; });
    for (std::string& each : lines) {
        each.erase(0, each.find("evolution of themes: ") + 21);
    }
    EXPECT_EQ(lines,
              (Findings{"the issues of edition 's-2' are unread: say in [[edition.coverage]] what was read of it",
                        "edition 's-3' is planned", "no occurrence of edition 's-1' treats theme 'equity': add one",
                        "no occurrence of edition 's-4' treats theme 'access': add one"}));
}

TEST(Checks, FindTwoPreferredLabelsInOneLanguage) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    sample.text(city, "label", "Cork", "en");
    sample.text(city, "label", "Corcaigh", "ga");
    sample.text(city, "label", "Cork City", "en");
    EXPECT_EQ(findings(sample),
              Findings{"f.toml:4:1: error[two-labels]: city 'cork' has two preferred labels in 'en', 'Cork' and "
                       "'Cork City' (at f.toml:2:1): make one an alt_label"});
}

TEST(Checks, FindATextThatIsPreferredAndAlternativeLabel) {
    Sample sample;
    RecordId const theme = sample.add(Kind::theme, "equity");
    sample.text(theme, "label", "Equity", "en");
    sample.text(theme, "alt_label", "Equity", "en");
    sample.text(theme, "hidden_label", "Equity", "es");
    EXPECT_EQ(
        findings(sample),
        Findings{"f.toml:3:1: error[label-twice]: 'Equity' is both label and alt_label of theme 'equity': keep one"});
}

TEST(Checks, FindARelatedConceptThatIsAlsoBroader) {
    Sample sample;
    RecordId const narrow = sample.add(Kind::concept_, "narrow");
    RecordId const middle = sample.add(Kind::concept_, "middle");
    RecordId const wide = sample.add(Kind::concept_, "wide");
    sample.link(narrow, "broader", middle);
    sample.link(middle, "broader", wide);
    sample.link(narrow, "related", wide);
    EXPECT_EQ(
        findings(sample),
        Findings{"f.toml:1:1: error[related-and-broader]: concept 'narrow' is related to concept 'wide', which is also "
                 "broader: keep one"});
}

TEST(Checks, FindARelatedConceptThatIsAlsoNarrower) {
    Sample sample;
    RecordId const narrow = sample.add(Kind::concept_, "narrow");
    RecordId const middle = sample.add(Kind::concept_, "middle");
    RecordId const wide = sample.add(Kind::concept_, "wide");
    sample.link(narrow, "broader", middle);
    sample.link(middle, "broader", wide);
    sample.link(wide, "related", narrow);
    EXPECT_EQ(
        findings(sample),
        Findings{"f.toml:3:1: error[related-and-broader]: concept 'wide' is related to concept 'narrow', which is also "
                 "narrower: keep one"});
}

TEST(Checks, FindAConceptThatIsMatchedAsTheSameAndAsAnother) {
    Sample sample;
    RecordId const theme = sample.add(Kind::theme, "t");
    sample.set(theme, "exact_match", "http://www.wikidata.org/entity/Q1");
    sample.set(theme, "broad_match", "http://www.wikidata.org/entity/Q1");
    sample.set(theme, "narrow_match", "http://www.wikidata.org/entity/Q2");
    EXPECT_EQ(
        findings(sample),
        Findings{
            "f.toml:3:1: error[match-twice]: 'Q1' is both an exact match and a broad_match of theme 't': keep one"});
}

TEST(Checks, FindCodesThatAreNoneOrOfDifferentCountries) {
    Sample sample;
    RecordId const one = sample.add(Kind::country, "korea");
    sample.set(one, "iso2", "KR");
    sample.set(one, "iso3", "PRK");
    sample.set(one, "m49", "410");
    sample.set(sample.add(Kind::country, "nowhere"), "iso2", "XX");
    EXPECT_EQ(
        findings(sample),
        (Findings{"f.toml:3:1: error[codes-disagree]: 'PRK' is not the iso3 code of country 'korea', whose other "
                  "codes go with KR, KOR and 410: correct one of them",
                  "f.toml:6:1: error[codes-disagree]: 'XX' is not the iso2 code of any country: look it up in ISO "
                  "3166-1"}));
}

TEST(Checks, FindCoordinatesOffTheGlobe) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "cork");
    sample.set(city, "latitude", "90.5");
    sample.set(city, "longitude", "-180.5");
    RecordId const pole = sample.add(Kind::venue, "pole");
    sample.set(pole, "latitude", "-90.0");
    sample.set(pole, "longitude", "180.0");
    EXPECT_EQ(
        findings(sample),
        (Findings{"f.toml:2:1: error[out-of-range]: latitude 90.5 of city 'cork' is not between -90 and 90 degrees",
                  "f.toml:3:1: error[out-of-range]: longitude -180.5 of city 'cork' is not between -180 and 180 "
                  "degrees"}));
}

TEST(Checks, FindTwoPreferredClaims) {
    Sample sample;
    RecordId const document = sample.add(Kind::document, "d");
    sample.set(sample.claim("a", document, "stoa:adoptedOn", "2021-10-30"), "preferred", "true");
    sample.set(sample.claim("b", document, "stoa:adoptedOn", "2021-10-29"), "preferred", "true");
    RecordId const later = sample.claim("c", document, "stoa:adoptedOn", "2021-10-28");  // of another date
    sample.set(later, "preferred", "true");
    sample.set(later, "as_of", "2022");
    EXPECT_EQ(
        findings(sample),
        Findings{"f.toml:6:1: error[two-preferred]: claim 'b' and claim 'a' at f.toml:2:1 are both preferred for one "
                 "subject, property, mode and date: prefer one"});
}

TEST(Checks, LetClaimsOfARepeatablePropertyStandSideBySide) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    for (std::string_view const id : {"a", "b"}) {
        RecordId const claim = sample.add(Kind::claim, id);
        sample.link(claim, "subject", edition);
        sample.set(claim, "property", rdf::vocabulary::expand("schema:organizer"));
        sample.link(claim, "value_resource", sample.add(Kind::organisation, id));
        sample.set(claim, "preferred", "true");
    }
    EXPECT_EQ(findings(sample), Findings{});
}

TEST(Checks, FindAStatementOfAClaimWithOtherEvidence) {
    Sample sample;
    RecordId const page = sample.add(Kind::evidence, "page");
    RecordId const book = sample.add(Kind::evidence, "book");
    RecordId const uni = sample.add(Kind::organisation, "uni");
    RecordId const series = sample.add(Kind::series, "s");
    auto const claim = [&](std::string_view id, std::string_view kind) {
        RecordId const record = sample.add(Kind::claim, id);
        sample.link(record, "subject", series);
        sample.set(record, "kind", kind);
        sample.set(record, "preferred", "true");
        sample.link(record, "evidence", book);
        return record;
    };
    auto const organised = [&](RecordId record) {
        sample.set(record, "property", rdf::vocabulary::expand("schema:organizer"));
        sample.link(record, "value_resource", uni);
    };
    organised(claim("organised", "actual"));
    organised(claim("planned", "forecast"));
    RecordId const called = claim("called", "actual");
    sample.set(called, "property", rdf::vocabulary::expand("skos:altLabel"));
    sample.text(called, "value", "Talks");
    sample.text(called, "value", "Causeries", "fr");

    sample.link(series, "organiser", uni, sample.proof({book}));
    sample.text(series, "alt_label", "Talks", "fr", sample.proof({page}));  // another literal
    sample.text(series, "alt_label", "Causeries", "fr", sample.proof({book}));
    sample.text(series, "alt_label", "Talks", "en", sample.proof({book}));
    EXPECT_EQ(findings(sample), Findings{});

    Sample other;
    RecordId const document = other.add(Kind::document, "d");
    RecordId const numbered = other.claim("c", document, "dcterms:identifier", "ED-1");
    other.set(numbered, "preferred", "true");
    other.link(numbered, "evidence", other.add(Kind::evidence, "book"));
    other.set(document, "identifier", "ED-1", other.proof({other.add(Kind::evidence, "page")}));
    EXPECT_EQ(findings(other),
              Findings{"f.toml:2:1: error[evidence-disagrees]: the statement of claim 'c' is also written without the "
                       "claim, or about document 'd' (f.toml:1:1) by another record, with other "
                       "evidence: write the value once, with all its evidence"});
}

TEST(Checks, FindAForecastThatIsPreferredOverAnActualFigure) {
    Sample sample;
    RecordId const edition = sample.add(Kind::edition, "5");
    RecordId const quantity = sample.add(Kind::quantity, "participants");
    sample.figure("actual", edition, quantity, "2300");
    RecordId const forecast = sample.figure("forecast", edition, quantity, "700");
    sample.set(forecast, "kind", "forecast");
    sample.set(forecast, "preferred", "true");
    RecordId const online = sample.figure("online", edition, quantity, "500");  // alone in its mode
    sample.set(online, "mode", "online");
    sample.set(online, "kind", "forecast");
    sample.set(online, "preferred", "true");
    EXPECT_EQ(
        findings(sample),
        Findings{"f.toml:5:1: error[forecast-preferred]: figure 'forecast' is a forecast and preferred over the actual "
                 "figure 'actual' at f.toml:3:1: prefer an actual value"});
}

TEST(Checks, NameAllMembersOfACycleOfBroaderConcepts) {
    Sample sample;
    RecordId const a = sample.add(Kind::concept_, "a");
    RecordId const b = sample.add(Kind::concept_, "b");
    RecordId const c = sample.add(Kind::theme, "c");
    RecordId const outside = sample.add(Kind::concept_, "outside");
    sample.link(a, "broader", b);
    sample.link(b, "broader", c);
    sample.link(c, "broader", a);
    sample.link(outside, "broader", a);
    EXPECT_EQ(findings(sample), Findings{"f.toml:3:1: error[cycle]: a cycle of broader concepts: theme 'c' "
                                         "(f.toml:3:1), concept 'a' (f.toml:1:1), "
                                         "concept 'b' (f.toml:2:1): remove one of the links"});
}

TEST(Checks, FindCyclesOfPlacesOrganisationsAndDocuments) {
    Sample sample;
    RecordId const city = sample.add(Kind::city, "incheon");
    sample.link(city, "part_of", city);
    RecordId const one = sample.add(Kind::organisation, "one");
    RecordId const other = sample.add(Kind::organisation, "other");
    sample.link(one, "parent", other);
    sample.link(other, "parent", one);
    RecordId const guide = sample.add(Kind::document, "guide");
    RecordId const strategy = sample.add(Kind::document, "strategy");
    sample.link(guide, "enacts", strategy);
    sample.link(strategy, "builds_on", guide);
    EXPECT_EQ(
        findings(sample),
        (Findings{
            "f.toml:1:1: error[cycle]: a cycle of places that are part of each other: city 'incheon' (f.toml:1:1): "
            "remove one of the links",
            "f.toml:2:1: error[cycle]: a cycle of organisations that are part of each other: organisation 'one' "
            "(f.toml:2:1), organisation 'other' (f.toml:3:1): remove one of the links",
            "f.toml:4:1: error[cycle]: a cycle of document links: document 'guide' (f.toml:4:1), document 'strategy' "
            "(f.toml:5:1): remove one of the links"}));
}

TEST(Checks, TellSeparateCyclesApart) {
    Sample sample;
    for (std::string_view const id : {"a", "b"}) {
        RecordId const theme = sample.add(Kind::theme, id);
        sample.link(theme, "broader", theme);
    }
    EXPECT_EQ(findings(sample).size(), 2U);
}

// --- warnings ---------------------------------------------------------------------------------------------------

TEST(Checks, WarnOfGapsInTheNumbers) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.edition(series, "2", "2013");
    sample.edition(series, "4", "2015");
    sample.edition(series, "7", "2017");
    EXPECT_EQ(findings(sample), (Findings{"f.toml:7:1: warning[gap-in-numbers]: conference series 's' has no edition "
                                          "number 3: add it, or allow the warning with the reason",
                                          "f.toml:11:1: warning[gap-in-numbers]: conference series 's' has no editions "
                                          "number 5 to 6: add them, or allow the warning with the reason"}));
}

TEST(Checks, WarnOfACoverageOfWhichTitlesAloneWereRead) {
    Sample sample;
    auto const cover = [&](std::string_view id, std::string_view level, std::vector<std::string> const& extents) {
        RecordId const coverage = sample.add(Kind::coverage, id);
        sample.set(coverage, "level", level);
        for (std::string const& each : extents) {
            RecordId const reading = sample.add(Kind::reading, std::string{id} + "-" + each);
            sample.link(reading, "coverage", coverage);
            sample.set(reading, "extent", each);
        }
    };
    cover("more", "complete", {"titles", "whole"});
    cover("none", "complete", {});
    cover("unread", "unread", {"titles"});
    EXPECT_EQ(findings(sample), Findings{});
    Sample titles;
    std::swap(sample, titles);
    cover("titles", "partial", {"titles"});
    EXPECT_EQ(findings(sample),
              Findings{"f.toml:2:1: warning[titles-only]: of coverage 'titles' titles alone were read: it counts as "
                       "unread, so write level = \"unread\""});
}

TEST(Checks, WarnOfNothingWhereFilesAreMissing) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    sample.set(series, "cadence_years", "2");
    sample.edition(series, "2", "2013", "held");
    sample.edition(series, "4", "2018", "held");
    EXPECT_EQ(findings(sample, false), Findings{});
}

/// Records of coverage of an edition, one for each facet.
void cover(Sample& sample, RecordId edition, std::initializer_list<std::string_view> facets) {
    for (std::string_view const facet : facets) {
        std::string const id = std::string{sample.builder.id(edition)} + "-" + std::string{facet};
        RecordId const coverage = sample.add(Kind::coverage, id);
        sample.link(coverage, "edition", edition);
        sample.set(coverage, "facet", facet);
    }
}

TEST(Checks, WarnOfEachFacetOfAHeldEditionWithoutCoverage) {
    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
    cover(sample, sample.edition(series, "1", "2013", "held"), {"issues", "groups", "sdgs"});
    cover(sample, sample.edition(series, "2", "2015", "held"), {"groups"});
    sample.edition(series, "3", "2017", "planned");
    Findings const found = findings(sample);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NE(
        found[0].find("edition '2' was held and has no coverage of 'issues': say in [[edition.coverage]] what was "
                      "read of it, or that it is unread"),
        std::string::npos)
        << found[0];
    EXPECT_NE(found[1].find("edition '2' was held and has no coverage of 'sdgs'"), std::string::npos) << found[1];
}

class Cadence : public testing::Test {
protected:
    RecordId held(std::string_view number, std::string_view start) {
        RecordId const edition = sample.edition(series, number, start, "held");
        cover(sample, edition, {"issues", "groups", "sdgs"});
        return edition;
    }
    void stated(std::string_view id, std::string_view years, std::string_view from, std::string_view until) {
        RecordId const claim = sample.claim(id, series, "stoa:cadenceInYears", years);
        if (!from.empty()) {
            sample.set(claim, "valid_from", from);
        }
        if (!until.empty()) {
            sample.set(claim, "valid_until", until);
        }
    }

    Sample sample;
    RecordId const series = sample.add(Kind::series, "s");
};

TEST_F(Cadence, ThatTheDatesKeepIsNoFinding) {
    sample.set(series, "cadence_years", "2");
    held("1", "2013-10");
    held("2", "2015-09-28");
    sample.edition(series, "3", "2020", "planned");
    EXPECT_EQ(findings(sample), Findings{});
}

TEST_F(Cadence, ThatTheDatesContradictIsWarnedOf) {
    sample.set(series, "cadence_years", "2");
    held("1", "2013");
    held("2", "2016");
    EXPECT_EQ(
        findings(sample),
        Findings{
            "f.toml:2:1: warning[cadence-contradicted]: a cadence of 2 years is stated for conference series 's', but "
            "edition '2' came 3 years after edition '1': give it a period of validity, or add the "
            "other claim"});
}

TEST_F(Cadence, OfAClaimHoldsForItsPeriod) {
    stated("two", "2", "2013", "2021");
    held("1", "2013");
    held("2", "2015");
    held("3", "2024");
    EXPECT_EQ(findings(sample), Findings{});
}

TEST_F(Cadence, ThatAnotherClaimExplainsIsNoFinding) {
    stated("two", "2", "", "");
    stated("three", "3", "2021", "");
    held("1", "2019");
    held("2", "2021");
    held("3", "2024");
    EXPECT_EQ(findings(sample), Findings{});
}

TEST_F(Cadence, OfAClaimAboutSomeYearsMayBeOneOff) {
    RecordId const about = sample.claim("about", series, "stoa:cadenceInYears", "12");
    sample.set(about, "qualifier", "about");
    held("1", "1985");
    held("2", "1998");
    EXPECT_EQ(findings(sample), Findings{});
}

TEST_F(Cadence, ThatAClaimStatesAndTheDatesContradictIsWarnedOfAtTheClaim) {
    stated("two", "2", "", "");
    held("1", "2013");
    held("2", "2014");
    EXPECT_EQ(
        findings(sample),
        Findings{
            "f.toml:2:1: warning[cadence-contradicted]: a cadence of 2 years is stated for conference series 's', but "
            "edition '2' came 1 year after edition '1': give it a period of validity, or add the "
            "other claim"});
}

}  // namespace
}  // namespace stoa::model
