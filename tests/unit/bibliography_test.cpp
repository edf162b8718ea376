// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/bibliography.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/sample.hpp"

namespace stoa::statements {
namespace {

using model::Kind;
using model::RecordId;
using test::Sample;

TEST(Bibliography, HasAnEntryForEachSource) {
    Sample sample;
    RecordId const publisher = sample.add(Kind::organisation, "press");
    sample.text(publisher, "label", "The Press");
    RecordId const book = sample.add(Kind::source, "book");
    sample.text(book, "label", "A Book");
    sample.link(book, "publisher", publisher);
    sample.set(book, "issued", "2019-05-07");
    sample.set(book, "url", "https://example.org/book?a=1&b=2#c");
    sample.set(book, "licence", "https://creativecommons.org/licenses/by/4.0/");
    sample.text(sample.add(Kind::source, "page"), "label", "A Page");
    EXPECT_EQ(bibliography(sample.freeze()), R"(@misc{book,
  title = {{A Book}},
  author = {{The Press}},
  year = {2019},
  howpublished = {\url{https://example.org/book?a=1&b=2#c}},
  note = {Licence: \url{https://creativecommons.org/licenses/by/4.0/}},
}
@misc{page,
  title = {{A Page}},
}
)");
}

TEST(Bibliography, EscapesWhatLatexTakesForCommands) {
    Sample sample;
    RecordId const source = sample.add(Kind::source, "odd");
    sample.text(source, "label", "50% of $5 & #1 {a_b} ~x^y\\z\nnew\tline é 終身");
    EXPECT_EQ(bibliography(sample.freeze()),
              "@misc{odd,\n  title = {{50\\% of \\$5 \\& \\#1 \\{a\\_b\\} "
              "\\textasciitilde{}x\\textasciicircum{}y\\textbackslash{}z new line é 終身}},\n}\n");
}

TEST(Bibliography, EncodesWhatWouldEndAUrl) {
    Sample sample;
    RecordId const source = sample.add(Kind::source, "odd");
    sample.text(source, "label", "Odd");
    sample.set(source, "url", "https://example.org/a%20b_c~d");
    EXPECT_NE(bibliography(sample.freeze()).find("\\url{https://example.org/a%20b_c~d}"), std::string::npos);
}

TEST(Bibliography, TellsSourcesOfOneIdApart) {
    Sample sample;
    for (std::string const set : {"b", "c"}) {
        model::DataSetId const id = sample.builder.add_data_set(test::data_set(set));
        sample.text(sample.add(Kind::source, "page", id), "label", "Page of " + set);
    }
    std::string const text = bibliography(sample.freeze());
    EXPECT_NE(text.find("@misc{page,\n  title = {{Page of b}}"), std::string::npos) << text;
    EXPECT_NE(text.find("@misc{c-page,\n  title = {{Page of c}}"), std::string::npos) << text;
}

TEST(Bibliography, WithoutSourcesIsEmpty) { EXPECT_EQ(bibliography(Sample{}.freeze()), ""); }

}  // namespace
}  // namespace stoa::statements
