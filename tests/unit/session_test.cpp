// SPDX-License-Identifier: Apache-2.0
#include "stoa/session/session.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "stoa/answers/questions.hpp"

namespace stoa::session {
namespace {

using evolution::Option;

/// The worked example of docs/method.md, and a sister of it.
std::optional<Session> opened(bool with_sister = false) {
    std::filesystem::path const input = std::filesystem::path{STOA_ROOT} / "tests/golden/query/input";
    std::vector<std::filesystem::path> inputs{input / "worked"};
    if (with_sister) {
        inputs.push_back(input / "sister");
    }
    diagnostics::Diagnostics diagnostics;
    return Session::open(inputs, {}, diagnostics);
}

TEST(Session, MakesAnAnalysisOnceAndKeepsItWhenMoved) {
    std::optional<Session> session = opened();
    ASSERT_TRUE(session);
    EvolutionOptions options;
    options.set(Option::min_shared, "1");
    evolution::Analysis const* const first = &session->analysis(options);
    options.set(Option::theme, "youth");  // of a question, not of the analysis
    EXPECT_EQ(&session->analysis(options), first);
    Session const moved = *std::move(session);
    EXPECT_EQ(first->graph, &moved.graph());
    EXPECT_EQ(first->evolution.parameters.min_shared, 1U);
}

TEST(Session, MakesAnotherAnalysisForOtherParameters) {
    std::optional<Session> session = opened();
    ASSERT_TRUE(session);
    EvolutionOptions options;
    evolution::Analysis const& usual = session->analysis(options);
    options.set(Option::min_sources, "2");
    EXPECT_NE(&session->analysis(options), &usual);
    EXPECT_EQ(usual.evolution.parameters.min_sources, 1U) << "the first is still there";
}

TEST(Session, AsksForASeriesWhereThereAreSeveral) {
    std::optional<Session> session = opened(true);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->analyses({}).size(), 2U);
    EXPECT_THROW((void)session->analysis({}), std::invalid_argument);
}

TEST(Session, GivesRecordsForTheWordsOfAQuestion) {
    std::optional<Session> session = opened();
    ASSERT_TRUE(session);
    EvolutionOptions options;
    options.set(Option::theme, "youth");
    answers::Question const& story = *answers::find_question("story");
    answers::Asked const asked = session->asked(story, options);
    ASSERT_TRUE(asked.theme);
    EXPECT_EQ(session->graph().id(*asked.theme), "youth");
    EXPECT_FALSE(answers::answer(story, asked).paragraphs.empty());
    options.set(Option::theme, "youht");
    EXPECT_THROW((void)session->asked(story, options), std::invalid_argument);
}

TEST(Session, IsNotOpenedWithErrorsInTheData) {
    std::array<std::filesystem::path, 1> const inputs{
        std::filesystem::path{STOA_ROOT} / "tests/golden/bad-input/an-installed-data-set-that-is-not-there/input/mine"};
    diagnostics::Diagnostics diagnostics;
    EXPECT_FALSE(Session::open(inputs, {}, diagnostics));
    EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace stoa::session
