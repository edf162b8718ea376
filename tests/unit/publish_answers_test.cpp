// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "stoa/publish/address.hpp"
#include "stoa/publish/results.hpp"

namespace {

using namespace stoa::publish;

std::string results(std::string const& bindings) {
    return R"({"head":{"vars":["s","o"],"link":[["x",{"results":1}]]},"results":{"ordered":true,"bindings":[)" +
           bindings + "]}}";
}

TEST(Results, AreRowsInTheOrderThatWasAskedFor) {
    std::vector<ResultRow> const rows = read_results(
        results(R"({"o":{"type":"literal","value":"x","xml:lang":"EN"},"s":{"type":"uri","value":"a:b"},)"
                R"("more":{"type":"bnode","value":"b0"}},)"
                R"({"o":{"datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"1","type":"typed-literal"}},)"
                R"({"o":{"datatype":"http://www.w3.org/2001/XMLSchema#string","value":"\u00e9","type":"literal"}})"),
        {"s", "o"});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0][0].type, ResultTerm::Type::iri);
    EXPECT_EQ(rows[0][0].text, "a:b");
    EXPECT_EQ(rows[0][1].language, "en");
    EXPECT_EQ(rows[1][0].type, ResultTerm::Type::unbound);
    EXPECT_EQ(rows[1][1].type, ResultTerm::Type::literal);
    EXPECT_EQ(rows[1][1].datatype, "http://www.w3.org/2001/XMLSchema#integer");
    EXPECT_EQ(rows[2][1].text, "é");
    EXPECT_EQ(rows[2][1].datatype, "");
    EXPECT_TRUE(read_results(results(""), {"s"}).empty());
}

TEST(Results, AreRefusedIfTheyAreAnythingElse) {
    std::string const whole = results(R"({"s":{"type":"uri","value":"a:b"}})");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_THROW(static_cast<void>(read_results(whole.substr(0, size), {"s"})), MalformedResults) << size;
    }
    for (char const* text :
         {"<html></html>", "[]", "1", "{}", R"({"results":[]})", R"({"results":{"bindings":{}}})",
          R"({"boolean":true})", R"({"results":{"bindings":[1]}})", R"({"results":{"bindings":[[]]}})",
          R"({"results":{"bindings":[{"s":"a:b"}]}})", R"({"results":{"bindings":[{"s":{"type":"uri"}}]}})",
          R"({"results":{"bindings":[{"s":{"value":"a:b"}}]}})",
          R"({"results":{"bindings":[{"s":{"type":"uri","value":1}}]}})",
          R"({"results":{"bindings":[{"s":{"type":"triple","value":{}}}]}})", R"({"results":{"bindings":[]}} x)",
          "{\"results\":{\"bindings\":[]},\"x\":\"\xff\"}"}) {
        EXPECT_THROW(static_cast<void>(read_results(text, {"s"})), MalformedResults) << text;
    }
}

TEST(Results, TakeNoMoreMemoryThanTheyMay) {
    std::string row = R"({"s":{"type":"literal","value":")" + std::string(1'000, 'x') + "\"}}";
    std::string bindings = row;
    for (int i = 0; i < 99; ++i) {
        bindings += "," + row;
    }
    EXPECT_EQ(read_results(results(bindings), {"s"}, 200'000).size(), 100U);
    EXPECT_THROW(static_cast<void>(read_results(results(bindings), {"s"}, 100'000)), TooManyResults);
    // Rows without a text have their size, too.
    EXPECT_THROW(static_cast<void>(read_results(results("{},{},{},{}"), {"s"}, 3 * sizeof(ResultTerm))),
                 TooManyResults);
}

TEST(Address, IsShownWithoutSecrets) {
    for (auto const& [url, expected] : std::vector<std::pair<std::string, std::string>>{
             {"http://127.0.0.1:8890/sparql", "http://127.0.0.1:8890/sparql"},
             {"https://me:pw@example.org/a/b?graph=x%3Ay&apikey=s3cret#part",
              "https://example.org/a/b?graph=x%3Ay&apikey=…"},
             {"https://me:p@w@example.org", "https://example.org"},
             {"https://me@example.org:80/", "https://example.org:80/"},
             {"me:pw@example.org/sparql", "example.org/sparql"},
             {"https://example.org/a@b", "https://example.org/a@b"},
             {"https://example.org/?s3cret", "https://example.org/?…"},
             {"https://example.org/?a=&graph=&default&x=1=2", "https://example.org/?a=&graph=&default&x=…"},
             {"https://example.org/?APIKEY=s3cret&Graph=g", "https://example.org/?APIKEY=…&Graph=…"},
             {"https://example.org/?", "https://example.org/?"},
             {"production", "production"}}) {
        EXPECT_EQ(shown(url), expected) << url;
        EXPECT_EQ(shown(expected), expected) << url;
    }
}

TEST(Address, HasSecretsThatNoMessageRepeats) {
    std::vector<std::string> const secrets =
        secrets_in("https://user:passw0rd@example.org/?key=s%33cret%2f1&graph=urn%3Ax&v=1");
    EXPECT_EQ(
        without_secrets("at /?key=s%33cret%2f1&graph=urn%3Ax by user:passw0rd: no s3cret/1, no passw0rd, v=1", secrets),
        "at /?key=…&graph=urn%3Ax by …: no …, no …, v=1");
    EXPECT_EQ(without_secrets("at ?a=s3cr&b=s3cr-and-more", secrets_in("https://example.org/?a=s3cr&b=s3cr-and-more")),
              "at ?a=…&b=…")
        << "one is the beginning of the other";
    EXPECT_TRUE(secrets_in("https://example.org/sparql?graph=urn%3Ax").empty());
    EXPECT_TRUE(secrets_in(shown("https://user:passw0rd@example.org/?key=s3cret")).empty());
}

TEST(Address, TakesOneMoreParameter) {
    EXPECT_EQ(with_parameter("http://h/s", "graph", "urn:x y"), "http://h/s?graph=urn%3Ax%20y");
    EXPECT_EQ(with_parameter("http://h/s?key=1#f", "graph", "g"), "http://h/s?key=1&graph=g");
}

TEST(WholeNumber, IsDigitsAlone) {
    EXPECT_EQ(whole_number("0"), 0U);
    EXPECT_EQ(whole_number("18446744073709551615"), 18446744073709551615U);
    for (std::string_view const text : {"", " 5", "5 ", "+5", "-5", "12x", "1e3", "0x10", "18446744073709551616"}) {
        EXPECT_FALSE(whole_number(text)) << text;
    }
}

}  // namespace
