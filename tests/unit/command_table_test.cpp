// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/command_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "stoa/app/arguments.hpp"
#include "stoa/app/manual_pages.hpp"

namespace stoa::app {
namespace {

TEST(CommandTable, StandsInTheOrderOfItsIds) {
    for (std::size_t i = 0; i < command_count; ++i) {
        EXPECT_EQ(static_cast<std::size_t>(commands()[i].id), i);
        EXPECT_EQ(&definition(commands()[i].id), &commands()[i]);
    }
}

TEST(CommandTable, RunsACommandOrHasSubcommands) {
    for (CommandDef const& each : commands()) {
        EXPECT_NE(each.run == nullptr, subcommands(each).empty()) << each.name;
        EXPECT_NE(each.examples.find(each.name), std::string_view::npos) << each.name;
        EXPECT_TRUE(each.examples.ends_with('\n')) << each.name;
        for (CommandDef const* below : subcommands(each)) {
            EXPECT_EQ(find_subcommand(each, below->last_word()), below);
        }
    }
}

TEST(CommandTable, GivesEachNameOnceToACommand) {
    for (CommandDef const& command : commands()) {
        std::set<std::string_view> names;
        for (ArgumentDef const* each : arguments_of(command.id)) {
            EXPECT_TRUE(names.insert(each->name).second) << command.name << ' ' << each->name;
            if (!each->short_name.empty()) {
                EXPECT_TRUE(names.insert(each->short_name).second) << command.name << ' ' << each->short_name;
            }
        }
    }
}

TEST(CommandTable, HasNoRowThatNoCommandTakes) {
    for (ArgumentDef const& each : arguments()) {
        EXPECT_TRUE(std::ranges::any_of(commands(), [&](CommandDef const& command) {
            return each.commands.contains(command.id);
        })) << each.name;
        EXPECT_FALSE(each.meaning.empty()) << each.name;
    }
}

TEST(CommandTable, HasDefaultsThatTheUserMayWrite) {
    for (ArgumentDef const& each : arguments()) {
        if (each.value == Value::word && !each.default_value.empty()) {
            Words const words = each.words();
            std::string_view const first = each.default_value.substr(0, each.default_value.find(','));
            EXPECT_NE(std::ranges::find(words, first), words.end()) << each.name;
        }
        EXPECT_EQ(each.value == Value::word || each.value == Value::question,
                  each.words != nullptr && each.value != Value::text)
            << each.name;
    }
}

TEST(Arguments, GivesWhatWasGivenElseTheDefault) {
    Arguments const arguments{CommandId::export_, {{"--format", {"ntriples"}}, {"--gzip", {"true"}}, {"--base", {""}}}};
    EXPECT_EQ(arguments.text("--format"), "ntriples");
    EXPECT_EQ(arguments.text("--output"), "-");
    EXPECT_TRUE(arguments.given("--gzip"));
    EXPECT_FALSE(arguments.given("--quiet"));
    EXPECT_EQ(arguments.find("--base"), "");
    EXPECT_EQ(arguments.find("--modified"), std::nullopt);
    EXPECT_EQ(arguments.list("--parts"), (std::vector<std::string>{"data", "description"}));
    EXPECT_EQ(arguments.count("--shards"), 0U);
}

TEST(Arguments, TakesTheDefaultOfTheCommand) {
    EXPECT_EQ((Arguments{CommandId::endpoint_info, {}}.count("--most")), 100U);
    EXPECT_EQ((Arguments{CommandId::verify, {}}.count("--most")), 50U);
}

TEST(ManualPage, EscapesWhatRoffReads) {
    std::string const page = manual_page(definition(CommandId::export_));
    EXPECT_NE(page.find("\\[u03B2]"), std::string::npos);
    EXPECT_NE(page.find("\\-\\-format"), std::string::npos);
    EXPECT_TRUE(std::ranges::all_of(page, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    EXPECT_EQ(page_name(definition(CommandId::endpoint_info)), "stoa-endpoint-info");
}

}  // namespace
}  // namespace stoa::app
