// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/rdf/document.hpp"
#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/prefixes.hpp"
#include "stoa/rdf/turtle_writer.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {
namespace {

namespace fs = std::filesystem;
using diagnostics::Diagnostics;
using namespace std::string_literals;

constexpr std::string_view prefix = "@prefix e: <http://e/> .\n";

std::string line_of(Document const& document, Statement const& statement) {
    std::string line;
    append_ntriples(line, document.term(statement.subject), document.term(statement.predicate),
                    document.term(statement.object));
    return line;
}

/// Canonical N-Triples in byte order.
std::string all_of(Document const& document) {
    std::vector<std::string> lines;
    for (Statement const& statement : document.statements()) {
        lines.push_back(line_of(document, statement));
    }
    std::ranges::sort(lines);
    std::string text;
    for (std::string const& line : lines) {
        text += line;
    }
    return text;
}

/// The first error of a text, or nothing.
std::string fault_of(std::string_view text, Syntax const& syntax = turtle()) {
    Document document;
    Diagnostics diagnostics;
    bool const added = document.read_string(text, "t.ttl", syntax, diagnostics);
    EXPECT_EQ(added, !diagnostics.has_errors());
    EXPECT_TRUE(added || document.size() == 0);
    return added ? "" : to_line(diagnostics.sorted().front());
}

Document read(std::string const& text) {
    Document document;
    Diagnostics diagnostics;
    EXPECT_TRUE(document.read_string(std::string(prefix) + text, "t.ttl", turtle(), diagnostics)) << text;
    EXPECT_FALSE(diagnostics.has_errors());
    return document;
}

TEST(Document, KnowsWhatItHasRead) {
    Document const document = read("e:a a e:C ; e:p \"x\"@en, 5, 1.5, true, \"t\"^^e:t, <http://f/g> .");
    EXPECT_EQ(all_of(document),
              "<http://e/a> <http://e/p> \"1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n"
              "<http://e/a> <http://e/p> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
              "<http://e/a> <http://e/p> \"t\"^^<http://e/t> .\n"
              "<http://e/a> <http://e/p> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n"
              "<http://e/a> <http://e/p> \"x\"@en .\n"
              "<http://e/a> <http://e/p> <http://f/g> .\n"
              "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/C> .\n");
    EXPECT_EQ(document.size(), 7U);
}

TEST(Document, KeepsEachStatementOnceWithItsFirstPlace) {
    Document const document = read("e:a e:p e:b .\ne:a e:p e:b, e:b .");
    ASSERT_EQ(document.size(), 1U);
    EXPECT_EQ(document.location(document.statements().front()), (diagnostics::Location{"t.ttl", 2, 1}));
}

TEST(Document, LowersLanguageTagsAndDropsTheStringType) {
    Document const document =
        read("e:a e:p \"x\"@en-GB, \"x\"@en-gb, \"y\", \"y\"^^<http://www.w3.org/2001/XMLSchema#string> .");
    EXPECT_EQ(all_of(document), "<http://e/a> <http://e/p> \"x\"@en-gb .\n<http://e/a> <http://e/p> \"y\" .\n");
}

TEST(Document, KeepsIllTypedLiterals) {
    Document const document = read("e:a e:p \"abc\"^^<http://www.w3.org/2001/XMLSchema#integer> .");
    EXPECT_EQ(all_of(document), "<http://e/a> <http://e/p> \"abc\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
}

TEST(Document, KeepsEveryKindOfText) {
    Document const document = read("e:a e:p \"\"\"one\n\\\"two\\\" \\t麗水 \\U0001F393\"\"\" .");
    EXPECT_EQ(all_of(document), "<http://e/a> <http://e/p> \"one\\n\\\"two\\\" \\t麗水 🎓\" .\n");
}

TEST(Document, ReadsEscapesBehindAQuoteInLongStrings) {
    // Serd 0.30 takes the backslash for itself there.
    auto const text_of = [](std::string const& written) {
        Document const document = read("e:a e:p " + written + " .");
        return std::string(document.term(document.statements().front().object).text);
    };
    EXPECT_EQ(text_of(R"("""a"\nb""")"), "a\"\nb");
    EXPECT_EQ(text_of(R"("""a"\"""")"), "a\"\"");
    EXPECT_EQ(text_of(R"("""a""\"b""")"), "a\"\"\"b");
    EXPECT_EQ(text_of(R"("""a"\\b""")"), "a\"\\b");
    EXPECT_EQ(text_of(R"("""a\"\"""")"), "a\"\"");
    EXPECT_EQ(text_of(R"('''a'\tb''')"), "a'\tb");
    EXPECT_EQ(text_of(R"("a\"\nb")"), "a\"\nb");
    EXPECT_EQ(text_of("<http://it's> # it's \"\n; e:p \"\"\"a\"\\nb\"\"\""), "a\"\nb");
    EXPECT_EQ(fault_of(prefix.data() + "e:a e:p \"\"\"a\"\\nb\"\"\" e:c ."s),
              "t.ttl:2:21: error[rdf-syntax]: not Turtle: missing ';' or '.'");
}

TEST(Document, FindsByEveryPattern) {
    Document const document = read("e:a e:p e:x, e:y ; e:q e:x . e:b e:p e:x ; e:q e:z .");
    std::vector<Statement> const all = document.statements();
    std::vector<std::optional<TermId>> terms{std::nullopt};
    for (std::size_t id = 0; id < document.term_count(); ++id) {
        terms.emplace_back(static_cast<TermId>(id));
    }
    for (auto const& subject : terms) {
        for (auto const& predicate : terms) {
            for (auto const& object : terms) {
                std::set<Statement> expected;
                for (Statement const& statement : all) {
                    if ((!subject || statement.subject == *subject) &&
                        (!predicate || statement.predicate == *predicate) && (!object || statement.object == *object)) {
                        expected.insert(statement);
                    }
                }
                std::vector<Statement> const found = document.matching({subject, predicate, object});
                EXPECT_EQ(std::set<Statement>(found.begin(), found.end()), expected);
                EXPECT_EQ(found.size(), expected.size());
                if (subject && predicate && object) {
                    EXPECT_EQ(document.contains({*subject, *predicate, *object}), !expected.empty());
                }
            }
        }
    }
}

TEST(Document, GivesObjectsAndSubjects) {
    Document const document = read("e:a e:p e:y, e:x . e:b e:p e:x .");
    TermId const a = document.find_iri("http://e/a").value();
    TermId const b = document.find_iri("http://e/b").value();
    TermId const p = document.find_iri("http://e/p").value();
    TermId const x = document.find_iri("http://e/x").value();
    TermId const y = document.find_iri("http://e/y").value();
    EXPECT_EQ(document.objects(a, p), (std::vector{x, y}));
    EXPECT_EQ(document.subjects(p, x), (std::vector{a, b}));
    EXPECT_EQ(document.objects(x, p), std::vector<TermId>());
}

TEST(Document, FindsOnlyIrisThatItHasRead) {
    Document const document = read("e:a e:p e:b .");
    EXPECT_NE(document.find_iri("http://e/a"), std::nullopt);
    EXPECT_EQ(document.find_iri("http://e/z"), std::nullopt);
    EXPECT_EQ(document.find_iri("e:a"), std::nullopt);
    EXPECT_EQ(document.find_iri("relative"), std::nullopt);
    EXPECT_EQ(document.find_iri(""), std::nullopt);
}

TEST(Document, PutsLiteralsBeforeIrisBeforeBlankNodes) {
    Document const document = read("e:a e:p _:b, e:a, \"z\" .");
    std::vector<TermType> types;
    for (Statement const& statement : document.statements()) {
        types.push_back(document.term(statement.object).type);
    }
    EXPECT_EQ(types, (std::vector{TermType::literal, TermType::iri, TermType::blank}));
}

TEST(Document, IteratesInTheSameOrderWhateverTheOrderOfReading) {
    std::vector<std::string> lines;
    auto const order = [&](std::string const& text) {
        Document const document = read(text);
        std::vector<std::string> found;
        document.for_each({}, [&](Statement const& statement) { found.push_back(line_of(document, statement)); });
        return found;
    };
    EXPECT_EQ(order("e:a e:p e:x, \"b\", \"a\"@en, 1 ; e:o e:y . e:b e:p 2 ."),
              order("e:b e:p 2 . e:a e:o e:y . e:a e:p 1, \"a\"@en, \"b\", e:x ."));
}

TEST(Document, SaysWhereEachStatementStarts) {
    Document const document = read(
        "# e:x e:y e:z\n"
        "e:a e:p \"é\", e:o1 ;  # e:q e:r\n"
        "    e:q \"\"\"two\nlines\"\"\" ,\n"
        "        e:o2 .\n"
        "@prefix f: <http://f/> .\n"
        "f:b e:p [ e:q e:o3 ] .\n");
    std::vector<std::string> places;
    for (Statement const& statement : document.statements()) {
        diagnostics::Location const where = document.location(statement);
        TermView const object = document.term(statement.object);
        places.push_back((object.type == TermType::blank ? "blank" : std::string(object.text)) + ' ' +
                         std::to_string(where.line) + ':' + std::to_string(where.column));
    }
    std::ranges::sort(places);
    EXPECT_EQ(places, (std::vector<std::string>{"blank 8:1", "http://e/o1 3:14", "http://e/o2 6:9", "http://e/o3 8:11",
                                                "two\nlines 4:5", "é 3:1"}));
}

TEST(Document, HasNoPlaceForAStatementThatItDoesNotHave) {
    Document const document = read("e:a e:p e:b .");
    EXPECT_EQ(document.location({TermId{1}, TermId{1}, TermId{1}}), diagnostics::Location());
}

TEST(Document, ReportsTheFirstSyntaxErrorWithItsPlace) {
    EXPECT_EQ(fault_of(prefix.data() + "e:a e:p e:b e:c .\ne:a e:p ."s),
              "t.ttl:2:13: error[rdf-syntax]: not Turtle: missing ';' or '.'");
    EXPECT_EQ(fault_of(prefix.data() + "e:é e:ñ \"ü\" e:c ."s),
              "t.ttl:2:13: error[rdf-syntax]: not Turtle: missing ';' or '.'");
    EXPECT_EQ(fault_of(prefix.data() + "e:a e:p \"abc"s),
              "t.ttl:2:12: error[rdf-syntax]: not Turtle: the file ends inside a string");
    EXPECT_EQ(fault_of(prefix.data() + "e:a e:p e:b .\n}"s),
              "t.ttl:3:1: error[rdf-syntax]: not Turtle: this cannot stand here");
    EXPECT_NE(fault_of(prefix.data() + "e:a e:p <http://a b> ."s), "");
    EXPECT_NE(fault_of(prefix.data() + "e:a e:p"s), "");
    EXPECT_NE(fault_of(prefix.data() + "e:a \"x\" e:b ."s), "");
    EXPECT_NE(fault_of("<http://a> <http://p> 5 .", ntriples()), "");
    EXPECT_EQ(fault_of("x", ntriples()).substr(0, 44), "t.ttl:1:1: error[rdf-syntax]: not N-Triples:");
}

TEST(Document, ReportsOnlyOneFaultOfAFileThatDoesNotParse) {
    Document document;
    Diagnostics diagnostics;
    EXPECT_FALSE(document.read_string("<http://a> ] .\n ; ; ;\n<x", "t.ttl", turtle(), diagnostics));
    EXPECT_EQ(diagnostics.error_count(), 1U);
}

TEST(Document, ReportsEachUndeclaredPrefixOnce) {
    Document document;
    Diagnostics diagnostics;
    EXPECT_FALSE(
        document.read_string("e:a e:p 1 .\ne:b e:p f:c .\ne:c e:p \"x\"^^g:t .", "t.ttl", turtle(), diagnostics));
    ASSERT_EQ(diagnostics.error_count(), 3U);
    EXPECT_EQ(to_line(diagnostics.sorted()[0]), "t.ttl:1:1: error[rdf-value]: the prefix 'e:' is not declared");
    EXPECT_EQ(to_line(diagnostics.sorted()[1]), "t.ttl:2:1: error[rdf-value]: the prefix 'f:' is not declared");
    EXPECT_EQ(to_line(diagnostics.sorted()[2]), "t.ttl:3:1: error[rdf-value]: the prefix 'g:' is not declared");
}

TEST(Document, RefusesRelativeIrisWithoutABase) {
    EXPECT_EQ(fault_of("<http://a> <http://p> <b> ."),
              "t.ttl:1:1: error[rdf-value]: the relative IRI <b> has no base: write it in full");
    EXPECT_EQ(fault_of("@base <http://a/> . <c> <p> <b> ."), "");
}

TEST(Document, TakesEveryWellFormedLanguageTag) {
    EXPECT_EQ(all_of(read("e:a e:p \"x\"@sl-Latn-IT-nedis, \"x\"@i-klingon .")),
              "<http://e/a> <http://e/p> \"x\"@i-klingon .\n<http://e/a> <http://e/p> \"x\"@sl-latn-it-nedis .\n");
    EXPECT_EQ(fault_of(prefix.data() + "e:a e:p \"x\"@en-toolongforone ."s),
              "t.ttl:2:1: error[rdf-value]: 'en-toolongforone' is not a language tag: it is not shaped like 'en', "
              "'pt-br' or "
              "'zh-hant'");
}

TEST(Document, CarriesNul) {
    Document const document = read("e:a e:p \"a\\u0000b\", \"a\", \"a\\u0000b\"@en, \"a\\u0000b\"^^e:t .");
    EXPECT_EQ(all_of(document),
              "<http://e/a> <http://e/p> \"a\" .\n"
              "<http://e/a> <http://e/p> \"a\\u0000b\" .\n"
              "<http://e/a> <http://e/p> \"a\\u0000b\"@en .\n"
              "<http://e/a> <http://e/p> \"a\\u0000b\"^^<http://e/t> .\n");
}

TEST(Document, RefusesTextThatIsNotUtf8) {
    EXPECT_EQ(fault_of("# é\n# caf\xE9\n"), "t.ttl:2:6: error[not-utf-8]: not UTF-8: save the file as UTF-8");
    EXPECT_EQ(fault_of("# a\n# \0b\n"s), "t.ttl:2:3: error[rdf-syntax]: a NUL byte: RDF is text");
}

TEST(Document, TakesEmptyTextsAndAByteOrderMark) {
    EXPECT_EQ(fault_of(""), "");
    EXPECT_EQ(fault_of("# nothing\n"), "");
    EXPECT_EQ(fault_of("", ntriples()), "");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF<http://a> <http://p> 1 ."), "");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF]").substr(0, 10), "t.ttl:1:1:");
}

TEST(Document, AddsNothingOfAFileWithFaultsAndGoesOnWithTheNext) {
    Document document;
    Diagnostics diagnostics;
    EXPECT_TRUE(document.read_string("<http://a> <http://p> 1 .", "1.ttl", turtle(), diagnostics));
    EXPECT_FALSE(document.read_string("<http://a> <http://p> 2 .\n]", "2.ttl", turtle(), diagnostics));
    EXPECT_TRUE(document.read_string("<http://a> <http://p> 3 .", "3.ttl", turtle(), diagnostics));
    EXPECT_EQ(document.size(), 2U);
    EXPECT_EQ(diagnostics.sorted().front().where, (diagnostics::Location{"2.ttl", 2, 1}));
    std::vector<std::string> files;
    for (Statement const& statement : document.statements()) {
        files.push_back(document.location(statement).file);
    }
    std::ranges::sort(files);
    EXPECT_EQ(files, (std::vector<std::string>{"1.ttl", "3.ttl"}));
}

TEST(Document, KeepsBlankNodesOfFilesApart) {
    Document document;
    Diagnostics diagnostics;
    for (auto const* name : {"1.ttl", "2.ttl"}) {
        ASSERT_TRUE(document.read_string("_:b1 <http://p> [], _:b2 .", name, turtle(), diagnostics));
    }
    EXPECT_EQ(document.size(), 4U);
    std::set<TermId> subjects;
    for (Statement const& statement : document.statements()) {
        subjects.insert(statement.subject);
    }
    EXPECT_EQ(subjects.size(), 2U);
}

TEST(Document, KeepsCyclesOfBlankNodes) { EXPECT_EQ(read("_:a e:p _:b . _:b e:p _:a .").size(), 2U); }

TEST(Document, MovesWithItsTerms) {
    Document document = read("e:a e:p e:b .");
    std::string_view const text = document.term(TermId{0}).text;
    Document const moved = std::move(document);
    EXPECT_EQ(moved.term(TermId{0}).text.data(), text.data());
    EXPECT_EQ(moved.size(), 1U);
}

class DocumentFileTest : public testing::Test {
protected:
    DocumentFileTest() {
        std::string pattern = (fs::temp_directory_path() / "stoa-document-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~DocumentFileTest() override { fs::remove_all(folder_); }

    [[nodiscard]] fs::path put(std::string const& name, std::string const& text) const {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }

    fs::path folder_;
    Document document_;
    Diagnostics diagnostics_;
};

TEST_F(DocumentFileTest, ChoosesTheSyntaxByTheName) {
    EXPECT_TRUE(document_.read_file(put("a.ttl", "<http://a> <http://p> 5 ."), diagnostics_));
    EXPECT_FALSE(document_.read_file(put("a.nt", "<http://a> <http://p> 5 ."), diagnostics_));
    EXPECT_TRUE(document_.read_file(put("b.nt", "<http://a> <http://p> \"5\" .\n"), diagnostics_));
    EXPECT_TRUE(document_.read_file(put("a.rdf", "<http://a> a <http://b> ."), diagnostics_));
    EXPECT_EQ(document_.size(), 3U);
}

TEST_F(DocumentFileTest, ResolvesRelativeIrisAgainstTheFile) {
    ASSERT_TRUE(document_.read_file(put("a b.ttl", "<#x> <http://p> <c> ."), diagnostics_));
    std::string const base = "file://" + folder_.string();
    EXPECT_EQ(all_of(document_), "<" + base + "/a%20b.ttl#x> <http://p> <" + base + "/c> .\n");
}

TEST_F(DocumentFileTest, ThrowsWhenAFileCannotBeRead) {
    try {
        document_.read_file(folder_ / "none.ttl", diagnostics_);
        FAIL();
    } catch (FileError const& error) {
        EXPECT_EQ(error.what(), "cannot read '" + (folder_ / "none.ttl").string() + "': No such file or directory");
    }
    auto const reason = [this](fs::path const& path) -> std::string {
        try {
            document_.read_file(path, diagnostics_);
        } catch (FileError const& error) {
            return std::string(error.what()).substr(path.string().size() + std::string_view("cannot read '': ").size());
        }
        return "";
    };
    EXPECT_EQ(reason(folder_), "it is a folder: name the files in it");
    EXPECT_EQ(reason("/dev/zero"), "it is neither a file nor a pipe");
    EXPECT_FALSE(diagnostics_.has_errors());
}

/// What is written as Turtle and as N-Triples reads back as the same graph, whatever the terms are made of.
TEST(RoundTrip, OfRandomTerms) {
    std::mt19937 random(7);
    auto const pick = [&random](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    std::vector<std::string> const pieces{"a",      "B",  "5",   "_",      "-",      ".",      "\"", "\"\"",
                                          "\"\"\"", "\\", "\n",  "\r",     "\t",     " ",      "'",  "é",
                                          "麗",     "🎓",  "\b",  "\f",     "\x01",   "\x7F",   ";",  "#",
                                          "@",      "^^", "<x>", "\u0085", "\u2028", "\uFEFF", "%"};
    std::vector<std::string> const locals{"a", "5", "-", ".", "_", "/", "%20", "~", "é", "(", "#", ":"};
    auto const text_of = [&](std::vector<std::string> const& parts, std::size_t most) {
        std::string text;
        for (std::size_t left = pick(most + 1); left > 0; --left) {
            text += parts[pick(parts.size())];
        }
        return text;
    };
    Prefixes prefixes;
    std::vector<Namespace const*> const spaces{&prefixes.add("e", "http://e/"), &prefixes.add("ea", "http://e/a"),
                                               &prefixes.add("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")};
    std::set<std::string> expected;
    StringSink turtle;
    std::string ntriples;
    {
        TurtleWriter writer(turtle, spaces);
        for (int count = 0; count < 5000; ++count) {
            std::string const subject = std::to_string(count / 4);
            std::string const local = text_of(locals, 4);
            std::string const iri = "http://e/" + text_of(locals, 4);
            std::string const text = text_of(pieces, 6);
            std::vector<TermView> const objects{TermView::name(*spaces[pick(2)], local),
                                                TermView::iri(iri),
                                                TermView::string(text),
                                                TermView::text_in(text, "pt-br"),
                                                TermView::typed(text, "http://e/type"),
                                                TermView::typed(subject, vocabulary::xsd_integer),
                                                TermView::name(*spaces[2], "nil")};
            std::vector<TermView> const predicates{TermView::name(*spaces[0], "p"), TermView::iri("http://e/q"),
                                                   TermView::name(*spaces[2], "type")};
            TermView const& predicate = predicates[pick(predicates.size())];
            TermView const& object = objects[pick(objects.size())];
            writer.write(TermView::name(*spaces[0], subject), predicate, object);
            std::string line;
            append_ntriples(line, TermView::name(*spaces[0], subject), predicate, object);
            ntriples += line;
            expected.insert(line);
        }
        writer.finish();
    }
    std::string sorted;
    for (std::string const& line : expected) {
        sorted += line;
    }
    Diagnostics diagnostics;
    Document from_turtle;
    Document from_ntriples;
    EXPECT_TRUE(from_turtle.read_string(turtle.text(), "t.ttl", rdf::turtle(), diagnostics));
    EXPECT_TRUE(from_ntriples.read_string(ntriples, "t.nt", rdf::ntriples(), diagnostics));
    for (auto const& diagnostic : diagnostics.sorted()) {
        ADD_FAILURE() << to_line(diagnostic);
    }
    EXPECT_TRUE(all_of(from_turtle) == sorted);
    EXPECT_TRUE(all_of(from_ntriples) == sorted);
}

TEST(Document, SeesBracketsBehindACommentThatACarriageReturnEnds) {
    Document document;
    diagnostics::Diagnostics diagnostics;
    std::string const text = "<http://example.org/a> <http://example.org/b> #\r" + std::string(200000, '(') + " .";
    EXPECT_FALSE(document.read_string(text, "deep.ttl", turtle(), diagnostics));
    EXPECT_EQ(diagnostics.error_count(), 1U);
}

TEST(Document, RefusesBracketsThatNestTooDeeply) {
    auto const nested = [](std::string const& open, std::size_t times) {
        std::string text = "<http://e/a>\n <http://e/b> ";
        for (; times > 0; --times) {
            text += open;
        }
        return text;
    };
    EXPECT_EQ(fault_of(nested("(", 200000)),
              "t.ttl:2:79: error[rdf-syntax]: more than 64 levels of brackets: flatten them");
    EXPECT_EQ(fault_of(nested("[ a ", 200000)),
              "t.ttl:2:271: error[rdf-syntax]: more than 64 levels of brackets: flatten them");
    EXPECT_EQ(fault_of(nested("(", 64) + std::string(64, ')') + " ."), "");
}

TEST(Document, RefusesWhatTheGrammarRefuses) {
    auto const turtle_fault = [](std::string const& text) {
        std::string const line = fault_of(prefix.data() + text);
        return line.empty() ? line : line.substr(std::string_view("t.ttl:").size());
    };
    EXPECT_EQ(turtle_fault(R"(e:a e:p "a\uD83D\uDE00" .)"),
              "2:11: error[rdf-syntax]: not Turtle: the escape \\uD83D is half a character (a surrogate): write the "
              "character itself");
    EXPECT_EQ(turtle_fault(R"(e:a e:p <http://e/\UFFFFFFFF> .)"),
              "2:19: error[rdf-syntax]: not Turtle: the escape \\UFFFFFFFF is beyond the last character, \\U0010FFFF");
    EXPECT_EQ(turtle_fault(R"(e:a e:p "\uD7FF\uE000\U0010FFFF" .)"), "");
    EXPECT_EQ(turtle_fault("e:a { e:a e:p e:b }"),
              "2:5: error[rdf-syntax]: not Turtle: named graphs, as in TriG: take the statements out of their blocks");
    EXPECT_EQ(turtle_fault("graph e:a { e:a e:p e:b }"),
              "2:1: error[rdf-syntax]: not Turtle: named graphs, as in TriG: take the statements out of their blocks");
    EXPECT_EQ(turtle_fault("e:a e:p ( 1.) ."), "2:12: error[rdf-syntax]: not Turtle: missing an object");
    EXPECT_EQ(turtle_fault("@prefixf: <http://f/> ."), "2:1: error[rdf-syntax]: not Turtle: missing a statement");
    EXPECT_EQ(turtle_fault("e:a e:p _:\u00B7 ."),
              "2:11: error[rdf-syntax]: not Turtle: missing the label of a blank node");
    EXPECT_NE(turtle_fault("[] ."), "");
    EXPECT_EQ(turtle_fault("[ e:p e:b ] . [ e:p e:b ] e:q [] ; ; . () e:p 1.5e3, .5, +1.e0, -1 ."), "");
    EXPECT_EQ(turtle_fault("e:a a true, false, e:true, e:a.b, e:a\\~, e:%41 ; ."), "");

    auto const ntriples_fault = [](std::string const& text) { return fault_of(text, ntriples()); };
    // The grammar of 1.1 allows colons in labels, and its suite refuses them (nt-syntax-bad-bnode-01).
    EXPECT_NE(ntriples_fault("_::a <http://p> _:a:b ."), "");
    EXPECT_EQ(ntriples_fault("<http://a> <http://p>\n <http://b> ."),
              "t.ttl:2:2: error[rdf-syntax]: not N-Triples: a statement ends on its line");
    EXPECT_EQ(ntriples_fault("<http://a> <http://p> <http://b> . <http://a> <http://p> <http://b> ."),
              "t.ttl:1:36: error[rdf-syntax]: not N-Triples: a second statement on the line");
    EXPECT_EQ(ntriples_fault("<http://a> <http://p> \"b\" ; ."),
              "t.ttl:1:27: error[rdf-syntax]: not N-Triples: missing '.'");
    EXPECT_EQ(ntriples_fault("_:a<http://p>\"b\".#\n\n\t_:a <http://p> _:b . # c\r\n"), "");
}

TEST(Document, RespellsWhatSerdMisreads) {
    auto const is_same = [](std::string const& text, std::string const& other) {
        EXPECT_EQ(all_of(read(text)), all_of(read(other))) << text;
    };
    is_same("e:a e:p \"x\" @en, 'x' # c\n ^^ # d\n e:t .", "e:a e:p \"x\"@en, 'x'^^e:t .");
    is_same("e:a e:p \"\"\"x\"\\n\0\"\"\"\t@en ."s, "e:a e:p \"x\\\"\\n\\u0000\"@en .");
    is_same(R"(<\u0068ttp://e/\u00e9> e:p "x" .)", "<http://e/é> e:p \"x\" .");
    Document const document = read("e:a e:p \"x\"\n@en ;\n  e:q \"y\"^^\ne:t .\ne:b e:p 1 .");
    std::vector<std::uint32_t> lines;
    for (Statement const& each : document.statements()) {
        lines.push_back(document.location(each).line);
    }
    EXPECT_EQ(lines, (std::vector<std::uint32_t>{2, 4, 6}));
}

TEST(Document, SaysInPlainWordsWhatSerdRefuses) {
    EXPECT_EQ(fault_of(prefix.data() + "e:a \"x\" e:b ."s),
              "t.ttl:2:5: error[rdf-syntax]: not Turtle: a predicate is an IRI, or a: write one here");
    EXPECT_EQ(
        fault_of(prefix.data() + "e:a e:p \"x\ny\" ."s),
        "t.ttl:2:11: error[rdf-syntax]: not Turtle: a line end in a string: write \\n, or three quotes around the "
        "string");
    EXPECT_EQ(
        fault_of("@prefix e: <http://e/> .\n", ntriples()),
        "t.ttl:1:1: error[rdf-syntax]: not N-Triples: a prefix or base, as in Turtle: name the file .ttl, or write "
        "whole IRIs");
    EXPECT_EQ(fault_of("<http://a> <http://p> <x> .", ntriples()),
              "t.ttl:1:25: error[rdf-syntax]: not N-Triples: an IRI without a scheme: write it in full");
}

TEST(Document, SaysWhereACutFileEnds) {
    EXPECT_EQ(fault_of("<http://a> <http://p> <http://b", ntriples()),
              "t.ttl:1:31: error[rdf-syntax]: not N-Triples: the file ends inside an IRI");
    EXPECT_EQ(fault_of("<http://a> <http://p> \"b\\", ntriples()),
              "t.ttl:1:25: error[rdf-syntax]: not N-Triples: the file ends inside a string");
    EXPECT_EQ(fault_of("<http://a> <http://p> \"b\\u12", ntriples()),
              "t.ttl:1:28: error[rdf-syntax]: not N-Triples: the file ends inside an escape");
    EXPECT_EQ(fault_of("<http://a> <http://p> <http://b> ;\n"),
              "t.ttl:1:35: error[rdf-syntax]: not Turtle: the file ends inside a statement");
}

TEST(Document, SaysWhatElseAFileLooksLike) {
    auto const words_of = [](std::string const& text) {
        std::string const line = fault_of(text);
        return line.substr(std::min(
            line.size(), std::string_view("t.ttl:1:1: error[other-format]: not Turtle: this looks like ").size()));
    };
    EXPECT_EQ(words_of("\x1F\x8B\x08\x00\x00"s), "a file compressed with gzip: decompress it first");
    EXPECT_EQ(words_of("PK\x03\x04\x14\x00"s), "a zip archive: unpack it first");
    EXPECT_EQ(words_of("\xFF\xFE<\x00"s), "UTF-16: save the file as UTF-8");
    EXPECT_EQ(words_of("\n<!DOCTYPE HTML>\n<p>404"), "an HTML page: save the data instead of the page");
    EXPECT_EQ(words_of("<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>"),
              "RDF/XML: convert it to Turtle or N-Triples");
    EXPECT_EQ(words_of("<?xml version=\"1.0\"?><feed/>"), "XML, which is not read: convert it to Turtle or N-Triples");
    EXPECT_EQ(words_of("[{\"@id\": \"http://e/a\"}]"), "JSON-LD: convert it to Turtle or N-Triples");
    EXPECT_EQ(words_of("{ \"a\": 1 }"), "JSON, which is not read: convert it to Turtle or N-Triples");
}

}  // namespace
}  // namespace stoa::rdf
