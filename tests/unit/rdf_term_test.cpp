// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "stoa/rdf/lexical_form.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

TEST(Expand, PutsTheNamespaceInFrontOfTheLocalName) {
    EXPECT_EQ(vocabulary::expand("rdf:type"), vocabulary::rdf_type);
    EXPECT_EQ(vocabulary::expand("xsd:gYearMonth"), vocabulary::xsd_g_year_month);
    EXPECT_EQ(vocabulary::expand("stoa:"), "https://w3id.org/stoa/ns#");
}

TEST(Expand, RefusesAnUnknownPrefix) {
    EXPECT_THROW(static_cast<void>(vocabulary::expand("dbo:name")), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(vocabulary::expand("type")), std::invalid_argument);
}

TEST(Vocabularies, AreSortedByPrefix) {
    for (std::size_t index = 1; index < vocabulary::vocabularies.size(); ++index) {
        EXPECT_LT(vocabulary::vocabularies[index - 1].prefix, vocabulary::vocabularies[index].prefix);
    }
}

TEST(Utf8Check, AcceptsTextOfAllScripts) {
    EXPECT_EQ(find_invalid_utf8(""), std::nullopt);
    EXPECT_EQ(find_invalid_utf8("plain text that is longer than eight bytes"), std::nullopt);
    EXPECT_EQ(find_invalid_utf8("Medellín, 麗水, العربية, 🎓 and more than eight bytes behind"), std::nullopt);
}

TEST(Utf8Check, FindsTheFirstBadByte) {
    EXPECT_EQ(find_invalid_utf8("abc\xFF"), 3U);
    EXPECT_EQ(find_invalid_utf8("0123456789abcdef\xC3"), 16U);
    EXPECT_EQ(find_invalid_utf8("é\x80"), 2U);
}

TEST(Utf8Check, FindsANulAtAnyPlace) {
    EXPECT_EQ(find_invalid_utf8("\0"sv), 0U);
    for (std::size_t place = 0; place < 20; ++place) {
        std::string text(20, 'x');
        text[place] = '\0';
        EXPECT_EQ(find_invalid_utf8(text), place);
    }
}

TEST(IriCheck, AcceptsAbsoluteIris) {
    for (auto const* iri :
         {"https://w3id.org/stoa/iclc/edition/5", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
          "urn:isbn:0451450523", "mailto:a@b.example", "tag:x,2020:y", "https://example.org/caf%C3%A9?q=1&r=[#frag",
          "https://example.org/麗水", "http://[2001:db8::1]:8080/a", "https://a.b/c?\xEE\x80\x80", "doi:10.1000/(a)*b",
          "https://example.org/a#b?c"}) {
        if (std::string_view(iri).find("=[") != std::string_view::npos) {
            EXPECT_NE(find_iri_fault(iri), std::nullopt) << iri;
        } else {
            EXPECT_EQ(find_iri_fault(iri), std::nullopt) << iri;
        }
    }
}

TEST(IriCheck, SaysWhatIsWrong) {
    EXPECT_EQ(find_iri_fault(""), "it has no scheme such as https:");
    EXPECT_EQ(find_iri_fault("www.uil.unesco.org"), "it has no scheme such as https:");
    EXPECT_EQ(find_iri_fault("/a:b"), "it has no scheme such as https:");
    EXPECT_EQ(find_iri_fault("1a:b"), "it has no scheme such as https:");
    EXPECT_EQ(find_iri_fault(":b"), "it has no scheme such as https:");
    EXPECT_EQ(find_iri_fault("https://a/b c"), "it contains ' ' at byte 12");
    EXPECT_EQ(find_iri_fault("https://a/b\nc"), "it contains '\\u000A' at byte 12");
    EXPECT_EQ(find_iri_fault("https://a/%4"), "a percent sign without two hexadecimal digits at byte 11");
    EXPECT_EQ(find_iri_fault("https://a/%zz"), "a percent sign without two hexadecimal digits at byte 11");
    EXPECT_EQ(find_iri_fault("https://a/%4z"), "a percent sign without two hexadecimal digits at byte 11");
    EXPECT_EQ(find_iri_fault("https://a/\xFF"), "it is not UTF-8 at byte 11");
    EXPECT_EQ(find_iri_fault("https://a/\0b"sv), "it is not UTF-8 at byte 11");
    EXPECT_EQ(find_iri_fault("https:"), "it has no host");
    EXPECT_EQ(find_iri_fault("http:///path"), "it has no host");
    EXPECT_EQ(find_iri_fault("https://a/b#c#d"), "it contains '#' at byte 14");
}

TEST(IriCheck, RefusesEveryCharacterThatTurtleRefuses) {
    for (char const c : "<>\"{}|^`\\\x7F"s) {
        EXPECT_NE(find_iri_fault("https://a/"s + c), std::nullopt) << c;
    }
    for (char c = 1; c <= ' '; ++c) {
        EXPECT_NE(find_iri_fault("https://a/"s + c), std::nullopt) << int{c};
    }
}

TEST(IriCheck, RefusesMarksOfDirectionAndPrivateUse) {
    EXPECT_NE(find_iri_fault("https://a/\u202E"), std::nullopt);
    EXPECT_NE(find_iri_fault("https://a/\uFFFE"), std::nullopt);
    EXPECT_NE(find_iri_fault("https://a/\xEE\x80\x80"), std::nullopt);
    EXPECT_NE(find_iri_fault("https://a/\u0085"), std::nullopt);
}

TEST(LanguageCheck, AcceptsWellFormedTags) {
    for (auto const* tag : {"en", "ES", "pt-BR", "zh-Hant", "zh-Hant-TW", "sr-Latn-RS", "es-419", "de-1996", "sl-nedis",
                            "x-private", "en-x-us", "ar-aao", "de-a-value", "en-u-ca-iso", "mas"}) {
        EXPECT_EQ(find_language_fault(tag), std::nullopt) << tag;
    }
}

TEST(LanguageCheck, RefusesOtherTexts) {
    for (auto const* tag : {"", "e", "english1", "en_GB", "en-", "-en", "en--gb", "en-x", "en-a", "en-a-b", "12", "é",
                            "x", "en-gb-gb", "i-klingon", "e-n", "en "}) {
        EXPECT_NE(find_language_fault(tag), std::nullopt) << tag;
    }
}

TEST(LanguageCheck, RefusesTagsThatSordWouldCut) {
    EXPECT_EQ(find_language_fault("zh-hant-tw-abcd"), "it is not shaped like 'en', 'pt-br' or 'zh-hant'");
    EXPECT_EQ(find_language_fault("sl-it-rozaj1994"), "it is not shaped like 'en', 'pt-br' or 'zh-hant'");
    EXPECT_EQ(find_language_fault("de-latn-de-1996"), std::nullopt);
    EXPECT_EQ(find_language_fault("sl-latn-it-nedis"), "it is longer than 15 bytes");
}

TEST(CanonicalLanguage, IsLowerCase) { EXPECT_EQ(canonical_language("zh-Hant-TW"), "zh-hant-tw"); }

TEST(PlainLocalName, IsWhatFollowsAPrefixWithoutEscapes) {
    for (auto const* local : {"5", "type", "_x", "a-b.c", "4-inclusion-headline", "Q42", "a-", "x_"}) {
        EXPECT_TRUE(is_plain_local_name(local)) << local;
    }
    for (auto const* local : {"", "a/b", "a.", ".a", "-a", "a:b", "caf\xC3\xA9", "a b", "a%20", "a#", "a~"}) {
        EXPECT_FALSE(is_plain_local_name(local)) << local;
    }
    EXPECT_FALSE(is_plain_local_name("a\0"sv));
}

TEST(PlainPrefix, StartsWithALetter) {
    EXPECT_TRUE(is_plain_prefix("iclc-edition"));
    EXPECT_TRUE(is_plain_prefix("x.y"));
    for (auto const* prefix : {"", "1a", "_a", "a.", "-", "a:b"}) {
        EXPECT_FALSE(is_plain_prefix(prefix)) << prefix;
    }
}

LexicalForm form(std::string_view type, std::string_view lexical) {
    return lexical_form(vocabulary::expand("xsd:" + std::string(type)), lexical);
}

TEST(LexicalForms, OfBooleans) {
    EXPECT_EQ(form("boolean", "true"), LexicalForm::canonical);
    EXPECT_EQ(form("boolean", "0"), LexicalForm::valid);
    EXPECT_EQ(form("boolean", "True"), LexicalForm::invalid);
    EXPECT_EQ(form("boolean", ""), LexicalForm::invalid);
}

TEST(LexicalForms, OfIntegers) {
    EXPECT_EQ(form("integer", "-12"), LexicalForm::canonical);
    EXPECT_EQ(form("integer", "0"), LexicalForm::canonical);
    EXPECT_EQ(form("integer", "123456789012345678901234567890"), LexicalForm::canonical);
    for (auto const* lexical : {"+1", "007", "-0", "00"}) {
        EXPECT_EQ(form("integer", lexical), LexicalForm::valid) << lexical;
    }
    for (auto const* lexical : {"", "-", "+-1", "1.0", "1e3", " 1", "1_000", "x"}) {
        EXPECT_EQ(form("integer", lexical), LexicalForm::invalid) << lexical;
    }
}

TEST(LexicalForms, OfBoundedIntegers) {
    EXPECT_EQ(form("nonNegativeInteger", "0"), LexicalForm::canonical);
    EXPECT_EQ(form("nonNegativeInteger", "-0"), LexicalForm::valid);
    EXPECT_EQ(form("nonNegativeInteger", "-1"), LexicalForm::invalid);
    EXPECT_EQ(form("positiveInteger", "1"), LexicalForm::canonical);
    EXPECT_EQ(form("positiveInteger", "0"), LexicalForm::invalid);
    EXPECT_EQ(form("positiveInteger", "x"), LexicalForm::invalid);
}

TEST(LexicalForms, OfDecimals) {
    for (auto const* lexical : {"0.0", "-0.5", "100.0", "12.34"}) {
        EXPECT_EQ(form("decimal", lexical), LexicalForm::canonical) << lexical;
    }
    for (auto const* lexical : {"1", "1.", ".5", "+1.5", "01.5", "1.50", "-0.0"}) {
        EXPECT_EQ(form("decimal", lexical), LexicalForm::valid) << lexical;
    }
    for (auto const* lexical : {"", ".", "-", "-.", "1e3", "1.5e3", "1.2.3", "1,5", "INF"}) {
        EXPECT_EQ(form("decimal", lexical), LexicalForm::invalid) << lexical;
    }
}

TEST(LexicalForms, OfDatesKnowTheCalendar) {
    for (auto const* lexical : {"2013-10-21", "2024-02-29", "2000-02-29", "-0004-02-29", "12013-10-21", "2019-10-01Z",
                                "2019-10-01+14:00", "0000-01-01"}) {
        EXPECT_EQ(form("date", lexical), LexicalForm::canonical) << lexical;
    }
    EXPECT_EQ(form("date", "2019-10-01+00:00"), LexicalForm::valid);
    EXPECT_EQ(form("date", "-0000-01-01"), LexicalForm::valid);
    for (auto const* lexical : {"2023-02-29", "1900-02-29", "2013-04-31", "2013-13-01", "2013-00-10", "2013-10-00",
                                "213-10-21", "02013-10-21", "2013-10", "2013/10/21", "2013-10-21T00:00:00",
                                "2013-10-21+15:00", "2013-10-21+14:01", "", "2013-1-1", "+2013-10-21", "2013-10-21 "}) {
        EXPECT_EQ(form("date", lexical), LexicalForm::invalid) << lexical;
    }
}

TEST(LexicalForms, OfMonthsAndYears) {
    EXPECT_EQ(form("gYearMonth", "2027-06"), LexicalForm::canonical);
    EXPECT_EQ(form("gYearMonth", "2027-13"), LexicalForm::invalid);
    EXPECT_EQ(form("gYearMonth", "2027"), LexicalForm::invalid);
    EXPECT_EQ(form("gYear", "1985"), LexicalForm::canonical);
    EXPECT_EQ(form("gYear", "85"), LexicalForm::invalid);
    EXPECT_EQ(form("gYear", "1985-"), LexicalForm::invalid);
}

TEST(LexicalForms, OfMoments) {
    EXPECT_EQ(form("dateTime", "2026-01-31T23:59:59Z"), LexicalForm::canonical);
    EXPECT_EQ(form("dateTime", "2026-01-31T23:59:59.25"), LexicalForm::canonical);
    EXPECT_EQ(form("dateTime", "2026-01-31T23:59:59.50"), LexicalForm::valid);
    EXPECT_EQ(form("dateTime", "2026-01-31T24:00:00"), LexicalForm::valid);
    for (auto const* lexical : {"2026-01-31T24:00:01", "2026-01-31T23:60:00", "2026-01-31T23:59:60", "2026-01-31",
                                "2026-01-31T23:59", "2026-01-31T23:59:59.", "2026-01-31 23:59:59"}) {
        EXPECT_EQ(form("dateTime", lexical), LexicalForm::invalid) << lexical;
    }
}

TEST(LexicalForms, OfOtherTypes) {
    EXPECT_EQ(form("language", "en"), LexicalForm::canonical);
    EXPECT_EQ(form("language", "EN"), LexicalForm::valid);
    EXPECT_EQ(form("anyURI", "https://a/b"), LexicalForm::canonical);
    EXPECT_EQ(form("anyURI", "a b"), LexicalForm::invalid);
    EXPECT_EQ(form("string", "anything"), LexicalForm::canonical);
    EXPECT_EQ(form("duration", "P2Y"), LexicalForm::unknown);
    EXPECT_EQ(lexical_form("https://example.org/integer", "1"), LexicalForm::unknown);
}

TEST(IsCanonical, KnowsNothingAgainstAnUnknownDatatype) {
    EXPECT_TRUE(is_canonical("https://example.org/type", "x"));
    EXPECT_TRUE(is_canonical(vocabulary::xsd_integer, "5"));
    EXPECT_FALSE(is_canonical(vocabulary::xsd_integer, "05"));
    EXPECT_FALSE(is_canonical(vocabulary::xsd_integer, "abc"));
}

TEST(CanonicalInteger, DropsPlusAndLeadingZeros) {
    EXPECT_EQ(canonical_integer("+042"), "42");
    EXPECT_EQ(canonical_integer("-000"), "0");
    EXPECT_EQ(canonical_integer("-7"), "-7");
    EXPECT_EQ(canonical_integer("4 2"), std::nullopt);
    EXPECT_EQ(canonical_integer(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(CanonicalDecimal, HasDigitsOnBothSidesOfThePoint) {
    EXPECT_EQ(canonical_decimal("3"), "3.0");
    EXPECT_EQ(canonical_decimal("-.50"), "-0.5");
    EXPECT_EQ(canonical_decimal("+007."), "7.0");
    EXPECT_EQ(canonical_decimal("-0.00"), "0.0");
    EXPECT_EQ(canonical_decimal("1e3"), std::nullopt);
}

TEST(CanonicalDecimal, OfDoublesNeverHasAnExponent) {
    EXPECT_EQ(canonical_decimal(0.1), "0.1");
    EXPECT_EQ(canonical_decimal(-74.0), "-74.0");
    EXPECT_EQ(canonical_decimal(1e21), "1000000000000000000000.0");
    EXPECT_EQ(canonical_decimal(1e-7), "0.0000001");
    EXPECT_EQ(canonical_decimal(std::numeric_limits<double>::max())->size(), 311U);
    EXPECT_TRUE(canonical_decimal(std::numeric_limits<double>::denorm_min())->starts_with("0.000"));
    EXPECT_EQ(canonical_decimal(std::numeric_limits<double>::infinity()), std::nullopt);
    EXPECT_EQ(canonical_decimal(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

}  // namespace
}  // namespace stoa::rdf
