// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/prefixes.hpp"
#include "stoa/rdf/turtle_writer.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {
namespace {

using namespace std::string_literals;

class TurtleWriterTest : public testing::Test {
protected:
    /// The document of one statement about `edition:5`, without the lines of the prefixes.
    [[nodiscard]] std::string object(TermView const& term) const {
        StringSink sink;
        TurtleWriter writer(sink, prefixes_.sorted());
        writer.write(TermView::name(edition_, "5"), TermView::name(rdfs_, "label"), term);
        writer.finish();
        std::string const start = "edition:5\n\trdfs:label ";
        std::string const text = sink.text().substr(sink.text().find(start) + start.size());
        return text.substr(0, text.size() - 3);
    }

    Prefixes prefixes_;
    Namespace const& edition_ = prefixes_.add("edition", "https://w3id.org/stoa/iclc/edition/");
    Namespace const& rdf_ = prefixes_.add("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    Namespace const& rdfs_ = prefixes_.add("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    Namespace const& stoa_ = prefixes_.add("stoa", "https://w3id.org/stoa/ns#");
};

TEST_F(TurtleWriterTest, WritesPrefixesThenOneBlockASubject) {
    StringSink sink;
    TurtleWriter writer(sink, std::vector<Namespace const*>{&stoa_, &rdfs_, &edition_});
    TermView const five = TermView::name(edition_, "5");
    writer.write(five, TermView::iri(vocabulary::rdf_type), TermView::name(stoa_, "Edition"));
    writer.write(five, TermView::name(rdfs_, "label"), TermView::text_in("Yeonsu", "en"));
    writer.write(five, TermView::name(rdfs_, "label"), TermView::text_in("연수", "ko"));
    writer.write(TermView::name(edition_, "6"), TermView::name(stoa_, "number"),
                 TermView::typed("6", vocabulary::xsd_integer));
    writer.finish();
    EXPECT_EQ(sink.text(),
              "@prefix edition: <https://w3id.org/stoa/iclc/edition/> .\n"
              "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
              "@prefix stoa: <https://w3id.org/stoa/ns#> .\n"
              "\n"
              "edition:5\n"
              "\ta stoa:Edition ;\n"
              "\trdfs:label \"Yeonsu\"@en ,\n"
              "\t\t\"연수\"@ko .\n"
              "\n"
              "edition:6\n"
              "\tstoa:number 6 .\n");
}

TEST_F(TurtleWriterTest, WritesTypeAsAHoweverItIsNamed) {
    StringSink sink;
    TurtleWriter writer(sink, prefixes_.sorted());
    TermView const type = TermView::name(stoa_, "Edition");
    writer.write(TermView::name(edition_, "1"), TermView::name(rdf_, "type"), type);
    writer.write(TermView::name(edition_, "2"), TermView::iri(vocabulary::rdf_type), type);
    writer.write(TermView::name(edition_, "3"), TermView::name(rdfs_, "type"), type);
    writer.write(TermView::name(edition_, "4"), TermView::name(rdf_, "type"), TermView::name(rdf_, "type"));
    writer.finish();
    EXPECT_NE(sink.text().find("edition:1\n\ta stoa:Edition ."), std::string::npos);
    EXPECT_NE(sink.text().find("edition:2\n\ta stoa:Edition ."), std::string::npos);
    EXPECT_NE(sink.text().find("edition:3\n\trdfs:type stoa:Edition ."), std::string::npos);
    EXPECT_NE(sink.text().find("edition:4\n\ta rdf:type ."), std::string::npos);
}

TEST_F(TurtleWriterTest, WritesNamesThatMayNotBeShortenedInFull) {
    EXPECT_EQ(object(TermView::name(edition_, "5/6")), "<https://w3id.org/stoa/iclc/edition/5/6>");
    EXPECT_EQ(object(TermView::name(edition_, "")), "<https://w3id.org/stoa/iclc/edition/>");
    EXPECT_EQ(object(TermView::name(edition_, "5.")), "<https://w3id.org/stoa/iclc/edition/5.>");
    EXPECT_EQ(object(TermView::name(edition_, "五")), "<https://w3id.org/stoa/iclc/edition/五>");
    EXPECT_EQ(object(TermView::name(edition_, "a-b.c_d")), "edition:a-b.c_d");
}

TEST_F(TurtleWriterTest, WritesNamesOfANamespaceThatWasNotGivenInFull) {
    Namespace const other{"other", "https://example.org/"};
    EXPECT_EQ(object(TermView::name(other, "x")), "<https://example.org/x>");
}

TEST_F(TurtleWriterTest, ShortensWholeIrisWithTheLongestNamespace) {
    prefixes_.add("base", "https://w3id.org/stoa/iclc/");
    EXPECT_EQ(object(TermView::iri("https://w3id.org/stoa/iclc/edition/5")), "edition:5");
    EXPECT_EQ(object(TermView::iri("https://w3id.org/stoa/iclc/dataset")), "base:dataset");
    EXPECT_EQ(object(TermView::iri("https://w3id.org/stoa/iclc/city/cork")), "<https://w3id.org/stoa/iclc/city/cork>");
    EXPECT_EQ(object(TermView::iri("https://example.org/")), "<https://example.org/>");
}

TEST_F(TurtleWriterTest, WritesNumbersAndBooleansBare) {
    EXPECT_EQ(object(TermView::typed("-5", vocabulary::xsd_integer)), "-5");
    EXPECT_EQ(object(TermView::typed("5.0", vocabulary::xsd_decimal)), "5.0");
    EXPECT_EQ(object(TermView::typed("true", vocabulary::xsd_boolean)), "true");
    EXPECT_EQ(object(TermView::typed("2013-10-21", vocabulary::xsd_date)),
              "\"2013-10-21\"^^<http://www.w3.org/2001/XMLSchema#date>");
}

TEST(TurtleWriter, WritesOtherDatatypesAsNamesWhereTheirNamespaceIsDeclared) {
    Namespace const xsd{"xsd", "http://www.w3.org/2001/XMLSchema#"};
    Namespace const* const spaces[]{&xsd};
    StringSink sink;
    TurtleWriter writer{sink, spaces};
    TermView const node = TermView::iri("https://example.org/a");
    writer.write(node, node, TermView::typed("2013-10-21", vocabulary::xsd_date));
    writer.write(node, node, TermView::typed("5", vocabulary::xsd_integer));
    writer.finish();
    EXPECT_NE(sink.text().find("\"2013-10-21\"^^xsd:date"), std::string::npos) << sink.text();
    EXPECT_NE(sink.text().find(" ,\n\t\t5 ."), std::string::npos) << sink.text();
}

TEST_F(TurtleWriterTest, LeavesOutTheDatatypeOfPlainStrings) {
    EXPECT_EQ(object(TermView::typed("x", vocabulary::xsd_string)), "\"x\"");
    EXPECT_EQ(object(TermView::string("")), "\"\"");
}

TEST_F(TurtleWriterTest, WritesTextWithQuotesOrLineBreaksAsLongString) {
    EXPECT_EQ(object(TermView::string("say \"hi\" twice")), "\"\"\"say \"hi\" twice\"\"\"");
    EXPECT_EQ(object(TermView::string("one\ntwo\tthree")), "\"\"\"one\ntwo\tthree\"\"\"");
    EXPECT_EQ(object(TermView::string("\"")), "\"\"\"\\\"\"\"\"");
    EXPECT_EQ(object(TermView::string("back\\slash")), "\"back\\\\slash\"");
}

TEST_F(TurtleWriterTest, EscapesQuotesThatSerdCouldNotReadBack) {
    EXPECT_EQ(object(TermView::string("a \"\"")), R"("a \"\"")");
    EXPECT_EQ(object(TermView::string("\"\\")), R"("\"\\")");
    EXPECT_EQ(object(TermView::string("\"\b\n")), R"("\"\b\n")");
}

TEST_F(TurtleWriterTest, EscapesControlCharacters) {
    EXPECT_EQ(object(TermView::string("\x01\x1F\x7F")), "\"\\u0001\\u001F\\u007F\"");
    EXPECT_EQ(object(TermView::string("a\r\nb")), "\"a\\r\\nb\"");
    EXPECT_EQ(object(TermView::string("\b\f\t")), "\"\\b\\f\\t\"");
}

TEST_F(TurtleWriterTest, KeepsLongTextOfAllScripts) {
    std::string text;
    while (text.size() < 100'000) {
        text += "Medellín 麗水 العربية 🎓 ";
    }
    EXPECT_TRUE(object(TermView::text_in(text, "mul")) == '"' + text + "\"@mul");
}

TEST_F(TurtleWriterTest, WritesBlankNodesUnderTheirLabels) {
    StringSink sink;
    TurtleWriter writer(sink, prefixes_.sorted());
    writer.write({TermType::blank, nullptr, "b1", {}, {}}, TermView::name(rdfs_, "seeAlso"),
                 {TermType::blank, nullptr, "b2", {}, {}});
    writer.finish();
    EXPECT_NE(sink.text().find("_:b1\n\trdfs:seeAlso _:b2 .\n"), std::string::npos);
}

TEST_F(TurtleWriterTest, DoesNotMistakeTheNextSubjectInTheSameBufferForTheLast) {
    StringSink sink;
    TurtleWriter writer(sink, prefixes_.sorted());
    std::string local = "1";
    for (char digit = '1'; digit <= '3'; ++digit) {
        local[0] = digit;
        writer.write(TermView::name(edition_, local), TermView::name(rdfs_, "label"), TermView::string(local));
    }
    writer.finish();
    for (auto const* expected : {"edition:1\n\trdfs:label \"1\"", "edition:2\n\trdfs:label \"2\"", "edition:3\n"}) {
        EXPECT_NE(sink.text().find(expected), std::string::npos) << expected;
    }
}

TEST_F(TurtleWriterTest, TakesViewsThatDoNotEndWithNul) {
    std::string_view const text = "5.5xyz";
    EXPECT_EQ(object(TermView::typed(text.substr(0, 3), vocabulary::xsd_decimal)), "5.5");
    EXPECT_EQ(object(TermView::name(edition_, text.substr(3, 1))), "edition:x");
    EXPECT_EQ(object(TermView::text_in(text.substr(3), std::string_view("english").substr(0, 2))), "\"xyz\"@en");
}

TEST_F(TurtleWriterTest, RefusesLiteralsAsSubjectsAndGoesOn) {
    StringSink sink;
    TurtleWriter writer(sink, prefixes_.sorted());
    TermView const label = TermView::name(rdfs_, "label");
    EXPECT_THROW(writer.write(TermView::string("x"), label, label), std::invalid_argument);
    EXPECT_THROW(writer.write(label, TermView::string("x"), label), std::invalid_argument);
    EXPECT_THROW(writer.write(label, {TermType::blank, nullptr, "b", {}, {}}, label), std::invalid_argument);
    writer.write(label, label, label);
    writer.finish();
    EXPECT_NE(sink.text().find("rdfs:label\n\trdfs:label rdfs:label .\n"), std::string::npos);
}

TEST_F(TurtleWriterTest, WritesAnEmptyDocument) {
    StringSink sink;
    TurtleWriter writer(sink, {});
    writer.finish();
    EXPECT_EQ(sink.text(), "");
}

TEST_F(TurtleWriterTest, RefusesAPrefixWithTwoMeanings) {
    StringSink sink;
    Namespace const other{"edition", "https://example.org/"};
    EXPECT_THROW(TurtleWriter(sink, std::vector<Namespace const*>{&edition_, &other}), std::invalid_argument);
}

TEST_F(TurtleWriterTest, ReportsAFullDisk) {
    OutputFile file("/dev/full");
    TurtleWriter writer(file, prefixes_.sorted());
    TermView const label = TermView::name(rdfs_, "label");
    writer.write(label, label, label);
    writer.finish();
    EXPECT_THROW(file.finish(), WriteError);
}

/// Takes some bytes, then fails.
class FailingSink final : public ByteSink {
public:
    explicit FailingSink(std::size_t limit) : room_(limit) {}
    void write(std::string_view bytes) override {
        if (bytes.size() > room_) {
            throw std::runtime_error("no room");
        }
        room_ -= bytes.size();
    }

private:
    std::size_t room_;
};

TEST_F(TurtleWriterTest, PassesOnWhatTheSinkThrowsAndIsDeadThen) {
    FailingSink sink(10'000);
    TurtleWriter writer(sink, prefixes_.sorted());
    TermView const label = TermView::name(rdfs_, "label");
    int written = 0;
    try {
        for (;; ++written) {
            writer.write(TermView::name(edition_, std::to_string(written)), label, label);
        }
    } catch (std::runtime_error const& error) {
        EXPECT_STREQ(error.what(), "no room");
    }
    EXPECT_GT(written, 100);
    EXPECT_THROW(writer.write(label, label, label), std::runtime_error);
    EXPECT_THROW(writer.finish(), std::runtime_error);
}

TEST_F(TurtleWriterTest, ReportsAtTheEndWhatFailsAtTheEnd) {
    FailingSink sink(0);
    TurtleWriter writer(sink, prefixes_.sorted());
    EXPECT_THROW(writer.finish(), std::runtime_error);
}

TEST_F(TurtleWriterTest, WritesNothingMoreWhenItIsNotFinished) {
    StringSink sink;
    {
        TurtleWriter writer(sink, prefixes_.sorted());
        writer.write(TermView::name(edition_, "1"), TermView::name(rdfs_, "label"), TermView::string("x"));
    }
    EXPECT_EQ(sink.text(), "");
}

}  // namespace
}  // namespace stoa::rdf
