// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/raw_record.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/ingest/toml_reader.hpp"

namespace stoa::ingest {
namespace {

using model::Kind;

/// The file `f.toml` with this text, which must be TOML.
RawFile read(std::string_view text) {
    RawFile file{"f.toml", {}, {}, {}};
    diagnostics::Diagnostics diagnostics;
    EXPECT_TRUE(read_toml(text, file, diagnostics));
    EXPECT_FALSE(diagnostics.has_errors());
    return file;
}

RawFile read_records(std::string_view text) {
    RawFile file = read(text);
    take_records(file);
    return file;
}

TEST(RawRecord, HasKindOwnerAndCellsWithPlaces) {
    RawFile const file = read_records(
        "evidence = \"report\"\n"
        "[[edition]]\n"
        "id = \"first\"\n"
        "  number = 1\n"
        "[[edition.coverage]]\n"
        "facet = \"issues\"\n"
        "[[edition]]\n"
        "[[edition.coverage]]\n");

    ASSERT_EQ(file.cells.size(), 1U);
    EXPECT_EQ(file.cells[0].key, "evidence");
    EXPECT_EQ(file.cells[0].value.text, "report");
    EXPECT_EQ(file.cells[0].value.place, (RawPlace{1, 12}));

    ASSERT_EQ(file.records.size(), 4U);
    RawRecord const& edition = file.records[0];
    EXPECT_EQ(edition.kind, Kind::edition);
    EXPECT_EQ(edition.owner, RawRecord::no_owner);
    EXPECT_EQ(edition.place, (RawPlace{2, 1}));
    ASSERT_EQ(edition.cells.size(), 2U);
    EXPECT_EQ(edition.cells[0].key, "id");
    EXPECT_EQ(edition.cells[0].place, (RawPlace{3, 1}));
    EXPECT_EQ(edition.cells[0].value.place, (RawPlace{3, 6}));
    EXPECT_EQ(edition.cells[1].key, "number");
    EXPECT_EQ(edition.cells[1].place, (RawPlace{4, 3}));
    EXPECT_EQ(edition.cells[1].value.type, RawType::integer);
    EXPECT_EQ(edition.cells[1].value.text, "1");

    EXPECT_EQ(file.records[1].kind, Kind::coverage);
    EXPECT_EQ(file.records[1].owner, 0U);
    EXPECT_EQ(find(file.records[1].cells, "facet")->text, "issues");
    EXPECT_EQ(file.records[2].kind, Kind::edition);
    EXPECT_EQ(file.records[3].owner, 2U);
}

TEST(RawRecord, LeavesWhatIsNoTableOfAKindWhereItStands) {
    RawFile const file = read_records(
        "city = [{ id = \"cork\", coverage = 1 }, 7, { id = \"seoul\" }]\n"
        "country = []\n"
        "region = \"europe\"\n"
        "town = [{ id = \"bray\" }]\n"
        "[edition]\n"
        "coverage = [2, { facet = \"issues\" }]\n");

    ASSERT_EQ(file.records.size(), 4U);                             // the cities, the edition and its coverage
    EXPECT_EQ(find(file.records[0].cells, "coverage")->text, "1");  // no table of a city
    EXPECT_EQ(find(file.records[2].cells, "coverage")->cells.size(), 1U);

    std::vector<std::string_view> keys;
    for (RawCell const& cell : file.cells) {
        keys.push_back(cell.key);
    }
    EXPECT_EQ(keys, (std::vector<std::string_view>{"city", "region", "town"}));
    ASSERT_EQ(file.cells[0].value.cells.size(), 1U);
    EXPECT_EQ(file.cells[0].value.cells[0].value.text, "7");
}

TEST(RawRecord, OutlivesTheTextAndStaysWhenItsFileIsMoved) {
    std::string text = "a = \"a text that is too long to stand in a small string\"\n";
    RawFile first = read(text);
    text.assign(text.size(), ' ');
    RawFile const file = std::move(first);
    EXPECT_EQ(find(file.cells, "a")->text, "a text that is too long to stand in a small string");
}

TEST(TomlReader, TellsTheTypeAndTheLexicalFormOfEachValue) {
    RawFile const file = read(
        "a = \"x\\ty\"\nb = 0x10\nc = -0.1\nd = true\ne = 2021-10-27\nf = 2021-10-27T10:00:00\ng = [1, [2]]\n"
        "h = { value = \"v\" }\ni = 1e40\nj = inf\n");
    auto const value = [&](std::string_view key) {
        RawValue const* const found = find(file.cells, key);
        return std::pair{found->type, found->text};
    };
    EXPECT_EQ(value("a"), (std::pair{RawType::text, std::string_view{"x\ty"}}));
    EXPECT_EQ(value("b"), (std::pair{RawType::integer, std::string_view{"16"}}));
    EXPECT_EQ(value("c"), (std::pair{RawType::real, std::string_view{"-0.1"}}));
    EXPECT_EQ(value("d"), (std::pair{RawType::boolean, std::string_view{"true"}}));
    EXPECT_EQ(value("e"), (std::pair{RawType::date, std::string_view{"2021-10-27"}}));
    EXPECT_EQ(value("f"), (std::pair{RawType::other, std::string_view{}}));
    EXPECT_EQ(value("i"), (std::pair{RawType::real, std::string_view{"1e+40"}}));
    EXPECT_EQ(value("j"), (std::pair{RawType::real, std::string_view{"inf"}}));

    RawValue const& list = *find(file.cells, "g");
    EXPECT_EQ(list.type, RawType::list);
    ASSERT_EQ(list.cells.size(), 2U);
    EXPECT_EQ(list.cells[0].value.place, (RawPlace{7, 6}));
    EXPECT_EQ(list.cells[1].value.cells[0].value.text, "2");
    RawValue const& claim = *find(file.cells, "h");
    EXPECT_EQ(claim.type, RawType::table);
    EXPECT_EQ(claim.find("value")->text, "v");
    EXPECT_EQ(claim.find("evidence"), nullptr);
    EXPECT_EQ(list.find("value"), nullptr);
}

TEST(TomlReader, ReportsWhatIsNoToml) {
    RawFile file{"f.toml", {}, {}, {}};
    diagnostics::Diagnostics diagnostics;
    EXPECT_FALSE(read_toml("a = \"x\nb = 1\n", file, diagnostics));
    EXPECT_EQ(to_line(diagnostics.sorted().front()),
              "f.toml:1:7: error[toml-syntax]: TOML syntax: this text has no closing quotation mark");
}

}  // namespace
}  // namespace stoa::ingest
