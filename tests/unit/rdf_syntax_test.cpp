// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/syntax.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/document.hpp"
#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {
namespace {

TEST(Syntaxes, HaveNamesMediaTypesAndSuffixesOfTheirOwn) {
    struct Row {
        std::string_view title;
        std::string_view media_type;
        std::string_view suffix;
        bool has_named_graphs;
        bool has_prefixes;
        SubjectOrder order;
    };
    std::map<std::string_view, Row> const expected{
        {"turtle", {"Turtle", "text/turtle", ".ttl", false, true, SubjectOrder::any}},
        {"ntriples", {"N-Triples", "application/n-triples", ".nt", false, false, SubjectOrder::by_iri}},
    };
    std::set<std::string_view> seen;
    for (Syntax const& each : syntaxes()) {
        ASSERT_TRUE(expected.contains(each.name)) << each.name;
        Row const& row = expected.at(each.name);
        EXPECT_EQ(each.title, row.title);
        EXPECT_EQ(each.media_type(), row.media_type);
        EXPECT_EQ(each.suffix(), row.suffix);
        EXPECT_EQ(each.has_named_graphs, row.has_named_graphs) << each.name;
        EXPECT_EQ(each.has_prefixes, row.has_prefixes) << each.name;
        EXPECT_EQ(each.order, row.order) << each.name;
        EXPECT_TRUE(each.format_iri.starts_with("http://www.w3.org/ns/formats/")) << each.name;
        for (std::string_view const word : {each.name, each.media_type(), each.suffix(), each.format_iri}) {
            EXPECT_TRUE(seen.insert(word).second) << word << " stands for two syntaxes";
        }
    }
    EXPECT_EQ(syntaxes().size(), expected.size());
}

TEST(Syntaxes, AreFoundByNameAndBySuffix) {
    for (Syntax const& each : syntaxes()) {
        EXPECT_EQ(find_syntax(each.name), &each);
        for (std::string_view const suffix : each.suffixes) {
            EXPECT_EQ(find_syntax_of("folder.x/a.b" + std::string{suffix}), &each);
        }
    }
    EXPECT_EQ(*find_syntax("turtle"), turtle());
    EXPECT_EQ(*find_syntax("ntriples"), ntriples());
    EXPECT_FALSE(turtle() == ntriples());
    for (char const* const name : {"", "Turtle", "nt", "text/turtle"}) {
        EXPECT_EQ(find_syntax(name), nullptr) << name;
    }
    for (char const* const name : {"a", "a.NT", "a.nt.gz", "nt", ".nt", "a.nt/b"}) {
        EXPECT_EQ(find_syntax_of(name), nullptr) << name;
    }
}

/// Statements of one document in each syntax that is read back.
TEST(Syntaxes, HaveSerializersWhoseDocumentsHoldTheSameStatements) {
    Namespace const space{"e", "http://e/"};
    std::vector<Namespace const*> const spaces{&space};
    for (Syntax const& each : syntaxes()) {
        StringSink out;
        std::unique_ptr<Serializer> const serializer = each.write_to(out, spaces);
        serializer->write(TermView::name(space, "a"), TermView::iri(vocabulary::rdf_type), TermView::iri("http://e/T"));
        serializer->write(TermView::name(space, "a"), TermView::iri("http://f/p"),
                          TermView::text_in("a \"b\"\n", "en"));
        serializer->write(TermView::name(space, "b"), TermView::iri("http://f/p"),
                          TermView::typed("5", vocabulary::xsd_integer));
        serializer->finish();

        Document document;
        diagnostics::Diagnostics faults;
        ASSERT_TRUE(document.read_string(out.text(), "a", each, faults)) << each.name << "\n" << out.text();
        std::string lines;
        for (Statement const& one : document.statements()) {
            append_ntriples(lines, document.term(one.subject), document.term(one.predicate), document.term(one.object));
        }
        EXPECT_EQ(lines,
                  "<http://e/a> <http://f/p> \"a \\\"b\\\"\\n\"@en .\n"
                  "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/T> .\n"
                  "<http://e/b> <http://f/p> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n")
            << each.name;
        EXPECT_EQ(out.text().find("e:b") != std::string::npos, each.has_prefixes) << each.name;
    }
}

TEST(Syntaxes, WithoutNamedGraphsRefuseOne) {
    for (Syntax const& each : syntaxes()) {
        StringSink out;
        if (!each.has_named_graphs) {
            EXPECT_THROW(each.write_to(out, {})->begin_graph("http://e/g"), std::logic_error) << each.name;
        }
    }
}

}  // namespace
}  // namespace stoa::rdf
