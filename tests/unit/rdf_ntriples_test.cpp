// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {
namespace {

using namespace std::string_view_literals;

std::string written(TermView const& term) {
    std::string text;
    append_ntriples(text, term);
    return text;
}

TEST(AppendNTriples, WritesEachKindOfTerm) {
    Namespace const edition{"edition", "https://a/edition/"};
    EXPECT_EQ(written(TermView::iri("https://a/b")), "<https://a/b>");
    EXPECT_EQ(written(TermView::name(edition, "5")), "<https://a/edition/5>");
    EXPECT_EQ(written(TermView::string("x")), "\"x\"");
    EXPECT_EQ(written(TermView::text_in("x", "pt-br")), "\"x\"@pt-br");
    EXPECT_EQ(written(TermView::typed("5", vocabulary::xsd_integer)),
              "\"5\"^^<http://www.w3.org/2001/XMLSchema#integer>");
    EXPECT_EQ(written({TermType::blank, nullptr, "b1", {}, {}}), "_:b1");
}

TEST(AppendNTriples, LeavesOutTheDatatypeOfPlainStrings) {
    EXPECT_EQ(written(TermView::typed("x", vocabulary::xsd_string)), "\"x\"");
}

TEST(AppendNTriples, EscapesWithLettersWhereThereAreLetters) {
    EXPECT_EQ(written(TermView::string("\b\t\n\f\r\"\\")), R"("\b\t\n\f\r\"\\")");
}

TEST(AppendNTriples, EscapesOtherControlCharactersInUpperCaseHexadecimal) {
    EXPECT_EQ(written(TermView::string("\x01\x0B\x1F\x7F")), R"("\u0001\u000B\u001F\u007F")");
}

TEST(AppendNTriples, KeepsAllOtherCharacters) {
    EXPECT_EQ(written(TermView::string("Medellín 麗水 🎓 '\u0085\uFFFD\uFEFF")),
              "\"Medellín 麗水 🎓 '\u0085\uFFFD\uFEFF\"");
}

TEST(AppendNTriples, EscapesTheTwoThatXmlDoesNotKnow) {
    EXPECT_EQ(written(TermView::string("a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD")), "\"a\\uFFFE\\uFFFF\xEF\xBF\xBD\"");
}

TEST(AppendNTriples, PutsSingleSpacesBetweenTheTermsOfALine) {
    std::string line = "before\n";
    append_ntriples(line, TermView::iri("https://a/s"), TermView::iri("https://a/p"), TermView::string("o"));
    EXPECT_EQ(line, "before\n<https://a/s> <https://a/p> \"o\" .\n");
}

TEST(NTriplesWriter, SortsTheLinesOfASubjectAndKeepsEachOnce) {
    StringSink sink;
    NTriplesWriter writer(sink);
    TermView const first = TermView::iri("https://a/1");
    writer.write(first, TermView::iri("https://a/q"), TermView::string("z"));
    writer.write(first, TermView::iri("https://a/p"), TermView::string("b"));
    writer.write(first, TermView::iri("https://a/p"), TermView::string("a"));
    writer.write(first, TermView::iri("https://a/p"), TermView::string("b"));
    writer.write(TermView::iri("https://a/2"), TermView::iri("https://a/p"), TermView::string("a"));
    writer.finish();
    EXPECT_EQ(sink.text(),
              "<https://a/1> <https://a/p> \"a\" .\n"
              "<https://a/1> <https://a/p> \"b\" .\n"
              "<https://a/1> <https://a/q> \"z\" .\n"
              "<https://a/2> <https://a/p> \"a\" .\n");
}

TEST(NTriplesWriter, RefusesSubjectsOutOfOrder) {
    StringSink sink;
    NTriplesWriter writer(sink);
    TermView const p = TermView::iri("https://a/p");
    writer.write(TermView::iri("https://a/10"), p, p);
    writer.write(TermView::iri("https://a/2"), p, p);
    EXPECT_THROW(writer.write(TermView::iri("https://a/10"), p, p), std::logic_error);
}

TEST(NTriplesWriter, OrdersSubjectsByTheirWrittenForm) {
    // In written form the shorter of two IRIs comes behind, for '>' sorts behind '-' and '.'.
    StringSink sink;
    NTriplesWriter writer(sink);
    TermView const p = TermView::iri("https://a/p");
    writer.write(TermView::iri("https://a/1-x"), p, p);
    writer.write(TermView::iri("https://a/1"), p, p);
    writer.write(TermView::iri("https://a/1a"), p, p);
    writer.write({TermType::blank, nullptr, "b", {}, {}}, p, p);
    writer.write({TermType::blank, nullptr, "b1", {}, {}}, p, p);
    writer.finish();
    std::vector<std::string> lines;
    std::istringstream stream(sink.text());
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    EXPECT_EQ(lines.size(), 5U);
    EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end()));
}

TEST(NTriplesWriter, WritesManyLinesOfOneSubject) {
    StringSink sink;
    NTriplesWriter writer(sink);
    TermView const s = TermView::iri("https://a/s");
    std::vector<std::string> expected;
    for (int count = 0; count < 5000; ++count) {
        std::string const text = std::to_string(count * 7919 % 5000);
        writer.write(s, s, TermView::string(text));
        expected.push_back("<https://a/s> <https://a/s> \"" + text + "\" .\n");
    }
    writer.finish();
    std::ranges::sort(expected);
    std::string joined;
    for (std::string const& line : expected) {
        joined += line;
    }
    EXPECT_EQ(sink.text(), joined);
}

TEST(NTriplesWriter, WritesAnEmptyDocument) {
    StringSink sink;
    NTriplesWriter writer(sink);
    writer.finish();
    EXPECT_EQ(sink.text(), "");
}

TEST(Sha256Sink, KnowsTheDigestsOfTheStandard) {
    Sha256Sink sink;
    EXPECT_EQ(sink.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sink.write("a");
    sink.write("bc");
    EXPECT_EQ(sink.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sink.write("dbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    EXPECT_EQ(sink.hex(), [] {
        Sha256Sink whole;
        whole.write("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
        return whole.hex();
    }());
    EXPECT_EQ(sink.hex(), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

}  // namespace
}  // namespace stoa::rdf
