// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "stoa/model/canonical.hpp"
#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {
namespace {

using namespace std::string_view_literals;

std::string hash_of(std::string_view text) {
    rdf::Sha256Sink sha256;
    sha256.write(text);
    return sha256.hex().substr(0, 8);
}

TEST(ToNfc, ComposesWhatHasAComposedForm) {
    EXPECT_EQ(to_nfc("Medelli\u0301n"), "Medell\u00EDn");
    EXPECT_EQ(to_nfc("\u1112\u1161\u11AB"), "\uD55C");
    EXPECT_EQ(to_nfc("\u212B"), "\u00C5");
    EXPECT_EQ(to_nfc("q\u0323\u0307"), to_nfc("q\u0307\u0323"));
}

TEST(ToNfc, KeepsCompatibilityCharactersAndAscii) {
    EXPECT_EQ(to_nfc("\uFB01x 5 \u2075"), "\uFB01x 5 \u2075");
    EXPECT_EQ(to_nfc("plain\n\ttext"), "plain\n\ttext");
    EXPECT_EQ(to_nfc(""), "");
}

TEST(Fold, MakesWordsAlikeThatPeopleReadAlike) {
    EXPECT_EQ(fold("Medellín"), fold("MEDELLI\u0301N"));
    EXPECT_EQ(fold("Straße"), "strasse");
    EXPECT_EQ(fold("\uFB01fty"), "fifty");
    EXPECT_NE(fold("Cork"), fold("Fork"));
}

TEST(IsId, TakesLettersDigitsHyphensAndDots) {
    for (std::string_view const id : {"5", "a", "4.7", "yeonsu-gu", "a--b", "2019-10-01"}) {
        EXPECT_TRUE(is_id(id)) << id;
    }
    for (std::string_view const text : {"", "-", "a-", ".a", "A", "a b", "a_b", "é", "a/b", "a:b"}) {
        EXPECT_FALSE(is_id(text)) << text;
    }
}

TEST(Slug, FoldsAndJoinsWithSingleHyphens) {
    EXPECT_EQ(slug("Medellín Manifesto"), "medellin-manifesto");
    EXPECT_EQ(slug("  --A  b!! "), "a-b");
    EXPECT_EQ(slug("2021-10-27"), "2021-10-27");
    EXPECT_EQ(slug("4.7"), "4-7");
    EXPECT_EQ(slug("İzmir, ÑANDÚ & Straße"), "izmir-nandu-strasse");
}

TEST(Slug, KeepsATextThatJustFits) {
    std::string const fits(64, 'a');
    EXPECT_EQ(slug(fits), fits);
    EXPECT_EQ(slug("ab cd", 5), "ab-cd");
}

TEST(Slug, CutsALongTextAtAHyphenAndAddsItsHash) {
    std::string const text = "Building healthy and resilient cities through learning, from emergency to resilience";
    EXPECT_EQ(slug(text), "building-healthy-and-resilient-cities-through-learning-" + hash_of(text));
    EXPECT_LE(slug(text).size(), 64U);
}

TEST(Slug, CutsAWordThatIsLongerThanAllowed) {
    std::string const word(100, 'a');
    EXPECT_EQ(slug(word), std::string(55, 'a') + "-" + hash_of(word));
}

TEST(Slug, TellsLongTextsWithOneBeginningApart) {
    std::string const start = "one two three four five six seven eight nine ten eleven twelve thirteen ";
    EXPECT_NE(slug(start + "a"), slug(start + "b"));
}

TEST(Slug, IsTheHashOfATextWithoutCharactersOfIds) {
    EXPECT_EQ(slug("麗水"), hash_of("麗水"));
    EXPECT_EQ(slug(""), "e3b0c442");
}

TEST(Slug, IsAlwaysAnId) {
    for (std::string_view const text : {""sv, "-"sv, "麗水"sv, "a\0b"sv, "\t"sv, "É"sv, "x."sv, "🎓 b"sv}) {
        EXPECT_TRUE(is_id(slug(text))) << text;
    }
}

TEST(WordCount, CountsWhatStandsBetweenWhiteSpace) {
    EXPECT_EQ(word_count(""), 0U);
    EXPECT_EQ(word_count(" \t\r\n"), 0U);
    EXPECT_EQ(word_count("one"), 1U);
    EXPECT_EQ(word_count(" one\ttwo\nthree - four's "), 5U);
}

}  // namespace
}  // namespace stoa::model
