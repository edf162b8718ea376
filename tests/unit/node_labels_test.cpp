// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/node_labels.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/sample.hpp"

namespace stoa::statements {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using test::Sample;

class NodeLabelsTest : public testing::Test {
protected:
    NodeLabelsTest() {
        sample.text(edition, "label", "Third conference", "en");
        sample.text(edition, "alt_label", "C 3", "en");
        sample.text(edition, "alt_label", "Conf 3", "es");
        sample.text(theme, "label", "Inclusion", "en");
        sample.text(theme, "label", "Inclusión", "es");
        sample.text(source, "label", "A page", "en");
    }
    std::string name(Kind kind, std::string_view id) {
        KnowledgeGraph const graph = sample.freeze();
        std::string text = "before ";
        NodeLabels{graph}.append(text, *graph.find(kind, id));
        return text.substr(std::string_view{"before "}.size());
    }

    Sample sample;
    RecordId edition = sample.add(Kind::edition, "3");
    RecordId theme = sample.add(Kind::theme, "inclusion");
    RecordId source = sample.add(Kind::source, "page");
};

TEST_F(NodeLabelsTest, NameAnOccurrenceByThemeEditionAndRole) {
    RecordId const occurrence = sample.add(Kind::occurrence, "x");
    sample.link(occurrence, "theme", theme);
    sample.link(occurrence, "edition", edition);
    sample.set(occurrence, "role", "headline");
    EXPECT_EQ(name(Kind::occurrence, "x"), "Inclusion, C 3: headline");
}

TEST_F(NodeLabelsTest, UseTheLanguageOfTheDataSet) {
    sample.builder.data_set(sample.root).language = "es";
    RecordId const occurrence = sample.add(Kind::occurrence, "x");
    sample.link(occurrence, "theme", theme);
    sample.link(occurrence, "edition", edition);
    EXPECT_EQ(name(Kind::occurrence, "x"), "Inclusión, Conf 3");
}

TEST_F(NodeLabelsTest, NameAReadingByItsCoverageAndSource) {
    RecordId const coverage = sample.add(Kind::coverage, "c");
    sample.link(coverage, "edition", edition);
    sample.set(coverage, "facet", "issues");
    RecordId const reading = sample.add(Kind::reading, "r");
    sample.link(reading, "coverage", coverage);
    sample.link(reading, "source", source);
    EXPECT_EQ(name(Kind::reading, "r"), "C 3: issues, A page");
}

TEST_F(NodeLabelsTest, NameAClaimByPropertyAndValue) {
    RecordId const claim = sample.add(Kind::claim, "c");
    sample.link(claim, "subject", edition);
    sample.set(claim, "property", "https://schema.org/startDate");
    sample.builder.add_value(claim, model::property(Kind::claim, "value"), sample.builder.string_tag(), "2017-09-18");
    sample.set(claim, "kind", "forecast");
    EXPECT_EQ(name(Kind::claim, "c"), "C 3: startDate: 2017-09-18 (forecast)");
}

TEST_F(NodeLabelsTest, NameEvidenceAsItIsCited) {
    RecordId const evidence = sample.add(Kind::evidence, "e");
    sample.link(evidence, "source", source);
    sample.set(evidence, "locator", "p. 4");
    EXPECT_EQ(name(Kind::evidence, "e"), "A page, p. 4");
}

TEST_F(NodeLabelsTest, AreTheWordsOfAQuoteWithoutALanguage) {
    sample.set(sample.add(Kind::quote, "q"), "exact", "palabras de otra lengua");
    KnowledgeGraph const graph = sample.freeze();
    NodeLabels const labels{graph};
    std::string text;
    labels.append(text, *graph.find(Kind::quote, "q"));
    EXPECT_EQ(text, "palabras de otra lengua");
    EXPECT_EQ(labels.language(*graph.find(Kind::quote, "q")), "");
    EXPECT_EQ(labels.language(*graph.find(Kind::edition, "3")), "en");
}

TEST_F(NodeLabelsTest, NameADocumentWithoutALabelByKindAndDate) {
    RecordId const document = sample.add(Kind::document, "d");
    sample.set(document, "kind", "call_to_action");
    sample.set(document, "adopted", "2017");
    EXPECT_EQ(name(Kind::document, "d"), "call to action, 2017");
}

TEST_F(NodeLabelsTest, AreForRecordsWithoutOne) {
    sample.text(sample.add(Kind::document, "named"), "label", "A call", "en");
    sample.add(Kind::document, "other");
    sample.add(Kind::award, "prize");
    KnowledgeGraph const graph = sample.freeze();
    NodeLabels const labels{graph};
    EXPECT_FALSE(labels.names(*graph.find(Kind::document, "named")));
    EXPECT_TRUE(labels.names(*graph.find(Kind::document, "other")));
    EXPECT_TRUE(labels.names(*graph.find(Kind::award, "prize")));
}

TEST_F(NodeLabelsTest, AreTheIdOfARecordThatSaysNothing) {
    sample.add(Kind::award, "prize");
    EXPECT_EQ(name(Kind::award, "prize"), "prize");
}

TEST_F(NodeLabelsTest, EndWhereFiguresAreAboutEachOther) {
    RecordId const one = sample.add(Kind::figure, "one");
    RecordId const other = sample.add(Kind::figure, "other");
    sample.link(one, "subject", other);
    sample.link(other, "subject", one);
    EXPECT_EQ(name(Kind::figure, "one"), "one: : : : : : : : ");
}

}  // namespace
}  // namespace stoa::statements
