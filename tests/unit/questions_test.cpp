// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/questions.hpp"
#include "stoa/answers/answer_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/coded_series.hpp"

namespace stoa::answers {
namespace {

using namespace evolution;  // NOLINT: what the answers are about
using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using model::Vertex;
using test::CodedSeries;
using test::Sample;

/// A graph, the analyses of all its series, and answers.
class World {
public:
    explicit World(Sample sample, Parameters const& parameters = {}) : graph_{sample.freeze()} {
        KnowledgeGraph::Range const range = graph_.vertices_of(Kind::series);
        for (Vertex series = range.first; series < range.last; ++series) {
            analyses_.push_back(analyse(graph_, series, parameters));
        }
    }
    World(World const&) = delete;
    World& operator=(World const&) = delete;
    World(World&&) = delete;
    World& operator=(World&&) = delete;
    ~World() = default;

    [[nodiscard]] KnowledgeGraph const& graph() const { return graph_; }
    [[nodiscard]] std::vector<Analysis> const& analyses() const { return analyses_; }
    [[nodiscard]] std::optional<Vertex> first(Kind kind) const {
        KnowledgeGraph::Range const range = graph_.vertices_of(kind);
        return range.size() > 0 ? std::optional{range.first} : std::nullopt;
    }
    [[nodiscard]] Asked asked() const {
        Asked asked;
        asked.analyses = analyses_;
        return asked;
    }
    [[nodiscard]] Answer ask(std::string_view name, Asked const& asked) const {
        Question const* const question = find_question(name);
        EXPECT_NE(question, nullptr) << name;
        return answer(*question, asked);
    }
    [[nodiscard]] Answer ask(std::string_view name) const { return ask(name, asked()); }

    /// A question with what it needs: the first theme and source.
    [[nodiscard]] Asked asked_for(Question const& question) const {
        Asked asked = this->asked();
        if (question.needs.contains(Option::theme)) {
            asked.theme = first(Kind::theme);
            asked.with = question.needs.contains(Option::with) ? asked.theme : std::nullopt;
        }
        if (question.needs.contains(Option::document)) {
            asked.document = first(Kind::source);
        }
        return asked;
    }

    /// Every question that can be asked here, as it stands and narrowed to an edition.
    void for_each_answer(std::function<void(Question const&, Answer const&)> const& visit) const {
        for (Question const& question : questions()) {
            Asked asked = asked_for(question);
            if ((question.needs.contains(Option::theme) && !asked.theme) ||
                (question.needs.contains(Option::document) && !asked.document) || analyses_.size() < question.series) {
                continue;
            }
            visit(question, answer(question, asked));
            if (KnowledgeGraph::Range const editions = graph_.vertices_of(Kind::edition); editions.size() > 0) {
                for (Vertex const edition : {editions.first, editions.last - 1}) {
                    asked.edition = edition;
                    visit(question, answer(question, asked));
                }
            }
        }
    }

private:
    KnowledgeGraph graph_;
    std::vector<Analysis> analyses_;
};

/// What every row has beside its own columns, in JSON or CSV; sorted.
constexpr std::array<std::string_view, 8> of_every_row{"basis",           "coverage",           "editions",
                                                       "evidence",        "evidence_documents", "evidence_locators",
                                                       "evidence_quotes", "evidence_sources"};

/// What holds for every answer.
void check(World const& world) {
    world.for_each_answer([](Question const& question, Answer const& answer) {
        SCOPED_TRACE(question.name);
        EXPECT_FALSE(answer.title.empty());
        EXPECT_FALSE(answer.columns.empty());
        std::set<std::string> names;
        for (Column const& each : answer.columns) {
            names.insert(each.name);
            EXPECT_FALSE(std::ranges::binary_search(of_every_row, each.name)) << each.name;
            EXPECT_FALSE(each.meaning.empty()) << each.name;
        }
        EXPECT_EQ(names.size(), answer.columns.size()) << "columns have distinct names";
        if (answer.rows.empty()) {
            EXPECT_FALSE(answer.notes.empty()) << "an empty answer says why";
        }
        for (std::string const& each : answer.notes) {
            EXPECT_FALSE(each.empty());
        }
        for (Row const& row : answer.rows) {
            EXPECT_EQ(row.values.size(), answer.columns.size());
            EXPECT_TRUE(row.basis == "computed" || row.basis == "asserted" || row.basis == "recorded") << row.basis;
            if (row.basis != "recorded" && question.name != "sensitivity") {  // which is about all observed ones
                EXPECT_FALSE(row.editions.empty());
            }
            for (CoverageNote const& each : row.coverage) {
                EXPECT_NE(each.level, Level::complete) << "what is complete needs no note";
            }
            std::set<std::string> proofs;
            for (Proof const& proof : row.evidence) {
                EXPECT_FALSE(proof.source.iri.empty());
                proofs.insert(proof.evidence.iri + " " + (proof.document.empty() ? "" : proof.document[0].iri));
            }
            EXPECT_EQ(proofs.size(), row.evidence.size()) << "each evidence once";
        }
    });
}

/// Every row that names a computed record, or a step of themes, has its proofs: all but sums over the whole series.
void check_evidence(World const& world) {
    world.for_each_answer([](Question const& question, Answer const& answer) {
        if (question.name == "sensitivity") {
            return;
        }
        for (Row const& row : answer.rows) {
            if (row.basis != "recorded") {
                EXPECT_FALSE(row.evidence.empty()) << question.name;
            }
        }
    });
}

/// What docs/questions.md says that rows may lack.
bool may_lack(Question const& question, Row const& row, std::string_view what) {
    auto const value = [&](std::size_t column) {
        auto const* const text = std::get_if<std::string>(&row.values[column]);
        return text == nullptr ? std::string{} : *text;
    };
    bool const never_host = question.name == "places" && (value(6) == "never" || value(6) == "not known");
    bool const planned = std::ranges::any_of(row.editions, [](Entity const& each) { return each.id == "planned"; });
    bool const is_document_link = question.name == "document-links";
    if (what == "editions") {
        return never_host || is_document_link || question.name == "disagreements";
    }
    if (what == "evidence") {
        bool const unread = question.name == "coverage" && (value(4) == "unread" || value(4) == "not_applicable");
        return never_host || unread || question.name == "sensitivity";
    }
    return planned || row.editions.empty();
}

/// Every row has a basis, editions, evidence and, where one of the editions was not read completely, coverage; but for
/// what is documented.
void check_completeness(World const& world) {
    std::set<std::string> complete;
    for (Analysis const& analysis : world.analyses()) {
        for (Coding::Edition const& each : analysis.coding.editions) {
            if (each.level[0] == Level::complete) {
                complete.insert(world.graph().iri(each.vertex));
            }
        }
    }
    world.for_each_answer([&](Question const& question, Answer const& answer) {
        SCOPED_TRACE(question.name);
        for (Row const& row : answer.rows) {
            bool const is_complete =
                std::ranges::all_of(row.editions, [&](Entity const& each) { return complete.contains(each.iri); });
            EXPECT_FALSE(row.basis.empty());
            EXPECT_TRUE(!row.editions.empty() || may_lack(question, row, "editions")) << "editions";
            EXPECT_TRUE(!row.evidence.empty() || may_lack(question, row, "evidence")) << "evidence";
            EXPECT_TRUE(!row.coverage.empty() || is_complete || may_lack(question, row, "coverage")) << "coverage";
        }
    });
}

Sample empty_series() {
    Sample sample;
    CodedSeries const series{sample, "s"};
    return sample;
}
Sample one_edition() {
    Sample sample;
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001"), "access", {"a", "group-b"}, "strand", "page", "d");
    return sample;
}
Sample no_themes() {
    Sample sample;
    CodedSeries series{sample, "s"};
    series.edition("1", "2001");
    series.edition("2", "2003");
    series.source("page");
    series.theme("access");
    return sample;
}
Sample unread_editions() {
    Sample sample;
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001", "unread", "unread"), "access", {"a", "b"});
    series.edition("2", "2003", "unread", "");
    series.edition("3", "2005", "", "", "", "planned");
    return sample;
}
Sample some_unread() {
    Sample sample;
    CodedSeries series{sample, "s"};
    series.edition("1", "2001", "unread", "unread");
    series.treat(series.edition("2", "2003"), "access", {"a", "b"});
    series.edition("3", "2005", "unread", "");
    series.treat(series.edition("4", "2007", "partial", "unread"), "inclusion", {"a", "b"});
    series.edition("5", "2009", "", "", "", "planned");
    return sample;
}
Sample two_series() {
    Sample sample;
    add_worked_example(sample, "e");
    add_worked_example(sample, "f");
    return sample;
}
Sample worked_example() {
    Sample sample;
    add_worked_example(sample);
    return sample;
}
/// One theme in all editions that rests on two sources, complete: nothing is dropped, resumed or weak.
Sample nothing_happens() {
    Sample sample;
    CodedSeries series{sample, "s"};
    for (std::string const number : {"1", "2"}) {
        RecordId const edition = series.edition(number, "200" + number, "complete", "complete", "complete");
        series.treat(edition, "access", {"a", "b"}, "issue", "page", "d" + number);
        series.treat(edition, "access", {"a", "b"}, "issue", "book", "c" + number);
    }
    return sample;
}

TEST(Questions, AreAnsweredForASeriesWithoutEditions) { check(World{empty_series()}); }
TEST(Questions, AreAnsweredForOneEdition) { check(World{one_edition()}); }
TEST(Questions, AreAnsweredWithoutThemes) { check(World{no_themes()}); }
TEST(Questions, AreAnsweredWhereNoEditionWasRead) { check(World{unread_editions()}); }
TEST(Questions, AreAnsweredWhereSomeEditionsWereNotRead) { check(World{some_unread()}); }
TEST(Questions, AreAnsweredForTwoSeries) { check(World{two_series()}); }
TEST(Questions, AreAnsweredForTheWorkedExample) { check(World{worked_example()}); }
TEST(Questions, AreAnsweredWhereNothingHappens) { check(World{nothing_happens()}); }

/// All that an answer can name, none of it read completely: like the data of the ICLC.
Sample all_in_part() {
    Sample sample;
    CodedSeries series{sample, "s"};
    std::vector<RecordId> editions;
    for (std::string const number : {"1", "2", "3", "4", "5", "6"}) {
        RecordId const edition = series.edition(number, "200" + number, "", "", "unread");
        series.coverage(edition, "issues", "partial", {"page", "book"});
        series.coverage(edition, "groups", "partial", {"page"});
        RecordId const document = series.document("d" + number);
        sample.link(edition, "outcome", document);
        sample.link(edition, "evidence", series.evidence("page"));
        sample.link(document, "evidence", series.evidence("book"));
        if (number != "3") {
            series.treat(edition, "access", {"a", "b", "group-c"}, "strand", "page", "d" + number);
        }
        for (std::size_t i = 1; i < 5; ++i) {  // a chain: what lies within it bridges its ends
            std::string const of = std::to_string(i);
            series.treat(edition, "theme-" + of, {"i-" + of, "i-" + std::to_string(i + 1)}, "issue", "book",
                         "d" + number + "-" + of);
        }
        editions.push_back(edition);
    }
    series.treat(editions[0], "digital", {"x", "y"}, "issue", "page", "d1");
    series.treat(editions[1], "data", {"x", "y"}, "issue", "page", "d2");
    series.development(editions[1], "access", editions[0], "data");
    sample.link(series.document("d2"), "builds_on", series.document("d1"));
    RecordId const planned = sample.add(Kind::edition, "planned");
    sample.link(planned, "series", series.series);
    sample.set(planned, "number", "7");
    sample.set(planned, "status", "planned");
    sample.text(planned, "label", "Planned");
    sample.link(planned, "evidence", series.evidence("page"));
    series.treat(planned, "access", {"a"}, "strand", "page");
    RecordId const city = sample.add(Kind::city, "city");
    RecordId const country = sample.add(Kind::country, "country");
    RecordId const host = sample.add(Kind::region, "host");
    sample.add(Kind::region, "never");
    sample.link(editions[0], "city", city);
    sample.link(city, "country", country);
    sample.link(country, "region", host);
    for (std::string const year : {"2001-01", "2001-02"}) {
        RecordId const claim = sample.add(Kind::claim, "claim-" + year);
        sample.link(claim, "subject", editions[0]);
        sample.set(claim, "property", "start");
        sample.set(claim, "value", year);
        sample.link(claim, "evidence", series.evidence("page"));
    }
    return sample;
}

TEST(Questions, NameEditionsEvidenceAndCoverageInEveryRowButWhereDocumented) {
    check_completeness(World{worked_example()});
    check_completeness(World{two_series()});
    World const world{all_in_part()};
    check(world);
    check_completeness(world);
    for (Question const& each : questions()) {
        if (each.series == 1) {
            EXPECT_FALSE(answer(each, world.asked_for(each)).rows.empty()) << each.name << " has rows";
        }
    }
}

TEST(Questions, ProveEveryComputedRow) {
    check_evidence(World{one_edition()});
    check_evidence(World{some_unread()});
    check_evidence(World{two_series()});
    check_evidence(World{nothing_happens()});
}

TEST(Questions, HaveDistinctNamesAndSayWhatTheyAnswer) {
    std::set<std::string_view> names;
    for (Question const& each : questions()) {
        names.insert(each.name);
        EXPECT_FALSE(each.answers.empty());
        EXPECT_EQ(find_question(each.name), &each);
    }
    EXPECT_EQ(names.size(), questions().size());
    EXPECT_EQ(find_question("no-such-question"), nullptr);
    EXPECT_EQ(find_question(""), nullptr);
}

TEST(Questions, GiveEqualAnswersEachTime) {
    auto const dump = [](World const& world) {
        std::vector<std::string> all;
        world.for_each_answer([&](Question const& question, Answer const& answer) {
            all.emplace_back(question.name);
            for (Row const& row : answer.rows) {
                for (Proof const& proof : row.evidence) {
                    all.push_back(proof.evidence.iri + proof.locator + proof.source.iri);
                }
                for (Entity const& edition : row.editions) {
                    all.push_back(edition.iri);
                }
            }
            all.insert(all.end(), answer.notes.begin(), answer.notes.end());
            all.insert(all.end(), answer.paragraphs.begin(), answer.paragraphs.end());
        });
        return all;
    };
    EXPECT_EQ(dump(World{two_series()}), dump(World{two_series()}));
}

// --- single questions ---

std::string text(Value const& value) {
    if (auto const* const words = std::get_if<std::string>(&value)) {
        return *words;
    }
    if (auto const* const entity = std::get_if<Entity>(&value)) {
        return entity->iri.empty() ? entity->label : entity->id;
    }
    if (auto const* const number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (auto const* const truth = std::get_if<bool>(&value)) {
        return *truth ? "yes" : "no";
    }
    if (auto const* const ratio = std::get_if<Ratio>(&value)) {
        return to_text(*ratio);
    }
    if (auto const* const entities = std::get_if<std::vector<Entity>>(&value)) {
        std::string all;
        for (Entity const& each : *entities) {
            all += (all.empty() ? "" : " ") + each.id;
        }
        return all;
    }
    return "-";
}

/// The chosen columns of each row, with one space between.
std::vector<std::string> table(Answer const& answer, std::vector<std::string> const& columns) {
    std::vector<std::string> rows;
    for (Row const& row : answer.rows) {
        std::string line;
        for (std::string const& name : columns) {
            auto const found = std::ranges::find(answer.columns, name, &Column::name);
            EXPECT_NE(found, answer.columns.end()) << name;
            line += (line.empty() ? "" : " | ") +
                    text(row.values[static_cast<std::size_t>(found - answer.columns.begin())]);
        }
        rows.push_back(std::move(line));
    }
    return rows;
}

using Words = std::vector<std::string>;

/// All that an answer says, without what was asked.
std::string all_of(Answer const& answer) {
    std::string all;
    for (Row const& row : answer.rows) {
        for (Value const& each : row.values) {
            all += text(each) + " | ";
        }
        for (Entity const& each : row.editions) {
            all += each.id + " ";
        }
        for (Proof const& each : row.evidence) {
            all += each.source.id + " ";
        }
        all += "\n";
    }
    for (std::string const& each : answer.notes) {
        all += each + "\n";
    }
    for (std::string const& each : answer.paragraphs) {
        all += each + "\n";
    }
    return answer.title + "\n" + all;
}

/// Two series with something to say to every question.
Sample rich_series() {
    Sample sample;
    add_worked_example(sample, "e");
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    sample.claim("one", first, "schema:endDate", "2001-10-30");
    sample.claim("other", first, "schema:endDate", "2001-10-29");
    // Structure enough for bridges and a diagram: a theme between two that share nothing.
    for (RecordId const edition : {first, second}) {
        int document = edition == first ? 100 : 200;
        for (auto const& [theme, items] : std::vector<std::pair<std::string, std::vector<std::string>>>{
                 {"access", {"a", "b"}}, {"youth", {"b", "c"}}, {"ict", {"c", "x"}}, {"gender", {"x", "y"}}}) {
            for (int i = 0; i < 2; ++i, ++document) {
                series.treat(edition, theme, items, "issue", "book", "d" + std::to_string(document));
            }
        }
    }
    RecordId const later = series.document("d200");
    sample.link(later, "builds_on", series.document("d100"));
    sample.link(later, "replaces", series.document("d101"));
    return sample;
}

/// What can be asked with the option beside what is asked already: the answers to all of its values.
std::vector<std::string> answers_with(World const& world, Question const& question, Asked const& base, Option option) {
    std::vector<std::string> answers;
    auto const each_of = [&](Kind kind, std::optional<Vertex> Asked::*member) {
        KnowledgeGraph::Range const range = world.graph().vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            Asked asked = base;
            asked.*member = vertex;
            answers.push_back(all_of(answer(question, asked)));
        }
    };
    if (option == Option::theme || option == Option::with) {
        each_of(Kind::theme, option == Option::theme ? &Asked::theme : &Asked::with);
    } else if (option == Option::edition || option == Option::until) {
        each_of(Kind::edition, option == Option::edition ? &Asked::edition : &Asked::until);
    } else if (option == Option::document) {
        each_of(Kind::document, &Asked::document);
    } else {
        for (std::uint32_t const gap : {0U, 2U}) {
            Asked asked = base;
            asked.max_gap = gap;
            answers.push_back(all_of(answer(question, asked)));
        }
    }
    return answers;
}

TEST(Questions, TakeTheOptionsThatChangeTheirAnswerAndNoOther) {
    World const world{rich_series()};
    for (Question const& question : questions()) {
        Asked base = world.asked();
        if (question.needs.contains(Option::theme)) {
            base.theme = world.graph().find(Kind::theme, "youth");
        }
        if (question.needs.contains(Option::with)) {
            base.with = world.graph().find(Kind::theme, "ict");
        }
        if (question.needs.contains(Option::document)) {
            base.document = world.graph().find(Kind::document, "d3");
        }
        std::string const otherwise = all_of(answer(question, base));
        for (Option const option :
             {Option::theme, Option::with, Option::edition, Option::until, Option::document, Option::max_gap}) {
            std::vector<std::string> const answers = answers_with(world, question, base, option);
            bool const changes =
                std::ranges::any_of(answers, [&](std::string const& each) { return each != otherwise; });
            EXPECT_EQ(question.takes().contains(option), changes) << question.name << " " << definition(option).name;
        }
    }
}

TEST(Questions, OnWhatIsRecordedTakeTheParametersThatChangeTheirAnswerAndNoOther) {
    World const world{rich_series()};
    std::map<Option, Parameters> other;
    other[Option::min_sources].min_sources = 2;
    other[Option::big_change].big_change = Ratio{1};
    other[Option::min_change].min_change = 9;
    other[Option::min_scope].min_scope = 9;
    other[Option::min_overlap].min_overlap = Ratio{1};
    other[Option::min_part].min_part = Ratio{1};
    other[Option::min_shared].min_shared = 1;
    other[Option::look_back].look_back = 3;
    other[Option::facets].facets = FacetSet::of(Facet::sdgs);
    other[Option::documents].documents = {"manifesto"};
    for (Question const& question : questions()) {
        if (question.takes().contains(Option::min_overlap)) {
            continue;  // a computed answer names its analysis, so each parameter changes it
        }
        for (auto const& [option, parameters] : other) {
            World const changed{rich_series(), parameters};
            bool const changes = all_of(world.ask(question.name)) != all_of(changed.ask(question.name));
            EXPECT_EQ(question.takes().contains(option), changes) << question.name << " " << definition(option).name;
        }
    }
}

class WorkedExample : public testing::Test {
protected:
    [[nodiscard]] Vertex theme(std::string_view id) const { return *world.graph().find(Kind::theme, id); }
    [[nodiscard]] Vertex edition(std::string_view id) const { return *world.graph().find(Kind::edition, id); }

    World world{worked_example()};
    Asked asked = world.asked();
};

TEST_F(WorkedExample, TellsWhichThemesMergedSplitBranchedWereReplaced) {
    EXPECT_EQ(
        table(world.ask("transformations"), {"type", "source_state", "target_state", "share_of_old", "share_of_new"}),
        (Words{"merged | ict-e-2 youth-e-2 | digital-e-3 | 1 | 1",
               "branched | digital-e-3 | digital-e-5 youth-e-5 | 5/6 | 5/6",
               "replaced | access-e-3 | inclusion-e-5 | 1 | 2/3",
               "split | inclusion-e-5 | equity-e-6 gender-e-6 | 1 | 1", "replaced | digital-e-5 | ai-e-6 | 1 | 3/5"}));
}

TEST_F(WorkedExample, TellsWhatWasResumed) {
    EXPECT_EQ(table(world.ask("resumed"), {"concerns", "list", "last_seen", "resumed_at", "gap_editions", "gap_years"}),
              (Words{"youth | theme | e-2 | e-5 | 1 | 6", "l | item | e-2 | e-5 | 1 | 6"}));
}

TEST_F(WorkedExample, TellsTheLongestLines) {
    // Access to equity or gender has five states, and so has ict (or youth) to ai. The last state decides, then the one
    // before it.
    Words const states{"ict-e-1", "ict-e-2", "digital-e-3", "digital-e-5", "ai-e-6"};
    Words expected;
    for (std::string const line : {"unbroken", "with gaps of up to 1"}) {
        for (std::size_t i = 0; i < states.size(); ++i) {
            expected.push_back(line + " | " + std::to_string(i + 1) + " | " + states[i]);
        }
    }
    EXPECT_EQ(table(world.ask("longest"), {"line", "step", "state"}), expected);
}

TEST_F(WorkedExample, TellsTheAreas) {
    EXPECT_EQ(
        table(world.ask("areas"), {"area", "themes", "states", "first", "last"}),
        (Words{"1 | access equity gender inclusion | 6 | e-1 | e-6", "2 | ai digital ict youth | 9 | e-1 | e-6"}));
}

TEST_F(WorkedExample, TellsTheIndependentLinesAndWhatSeparatesThem) {
    asked.theme = theme("ict");
    asked.with = theme("ai");
    EXPECT_EQ(table(world.ask("independent-lines", asked), {"from", "to", "lines", "direct", "separating"}),
              (Words{"ict-e-1 | ai-e-6 | 1 | no | ict-e-2"}));
    asked.with = theme("gender");
    Answer const none_there = world.ask("independent-lines", asked);
    EXPECT_TRUE(none_there.rows.empty());
    EXPECT_TRUE(std::ranges::find(none_there.notes, "no line leads from Ict at E 1 to Gender at E 6") !=
                none_there.notes.end());
}

TEST_F(WorkedExample, TellsTheStatesThatEveryLineagePasses) {
    asked.theme = theme("access");
    EXPECT_EQ(table(world.ask("bottlenecks", asked), {"state"}),
              (Words{"access-e-1", "access-e-2", "access-e-3", "inclusion-e-5"}));
}

TEST_F(WorkedExample, TellsTheLatestCommonAncestors) {
    asked.theme = theme("equity");
    asked.with = theme("gender");
    EXPECT_EQ(table(world.ask("common-ancestors", asked), {"state"}), Words{"inclusion-e-5"});
    asked.with = theme("ai");
    EXPECT_TRUE(world.ask("common-ancestors", asked).rows.empty());
}

TEST_F(WorkedExample, SumsUpRowsOfItemsOnlyWhereItIsAskedTo) {
    EXPECT_TRUE(world.ask("new-items").sums.empty());
    EXPECT_TRUE(world.ask("coding").sums.empty());
    Asked without = asked;
    without.without_items = true;
    for (std::string_view const question : {"new-items", "coding"}) {
        Answer const answer = world.ask(question, without);
        std::set<std::string> evidence;
        std::set<std::string> summed;
        for (Row const& row : answer.rows) {
            std::ranges::for_each(row.evidence, [&](Proof const& each) { evidence.insert(each.evidence.iri); });
        }
        for (Row const& row : answer.sums) {
            EXPECT_EQ(row.values.size(), answer.columns.size()) << question;
            std::ranges::for_each(row.evidence, [&](Proof const& each) { summed.insert(each.evidence.iri); });
        }
        EXPECT_EQ(summed, evidence) << question << ": nothing is lost";
        EXPECT_LT(answer.sums.size(), answer.rows.size()) << question;
        EXPECT_EQ(answer.rows.size(), world.ask(question).rows.size()) << question << ": the rows stay";
    }
}

TEST(NewItems, AreThoseOfTheFacetsThatAreAskedFor) {
    Parameters groups;
    groups.facets = FacetSet::of(Facet::groups);
    for (auto const& [parameters, expected] :
         {std::pair{Parameters{}, Words{"founding | issues | a", "founding | groups | group-young"}},
          std::pair{groups, Words{"founding | groups | group-young"}}}) {
        Sample sample;
        CodedSeries series{sample, "s"};
        series.treat(series.edition("1", "2001"), "access", {"a", "group-young"});
        World const world{std::move(sample), parameters};
        EXPECT_EQ(table(world.ask("new-items"), {"type", "facet", "item"}), expected);
    }
}

TEST(WeakEvidence, NamesStatesWhoseSourcesHaveOneText) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    series.treat(first, "access", {"a"}, "issue", "reprint");
    series.treat(first, "access", {"b"}, "issue", "translation");
    series.treat(first, "youth", {"c"}, "issue", "reprint");
    series.treat(first, "youth", {"d"}, "issue", "other");
    RecordId const original = series.source("original");
    sample.link(series.source("reprint"), "repeats", original);
    sample.link(series.source("translation"), "repeats", series.source("reprint"));
    World const world{std::move(sample)};
    EXPECT_EQ(table(world.ask("weak-evidence"), {"weakness", "theme", "source", "same_text"}),
              Words{"one_text | access | original | reprint translation"});
}

TEST(MainPath, SaysThatNoLinkLeadsFromOneThemeToAnother) {
    auto const notes = [](bool linked) {
        Sample sample;
        CodedSeries series{sample, "s"};
        RecordId const first = series.edition("1", "2001");
        RecordId const second = series.edition("2", "2003");
        for (RecordId const each : {first, second}) {
            series.treat(each, "access", {"a"});
            series.treat(each, "youth", {"b"});
        }
        if (linked) {
            series.development(second, "access", first, "youth");
        }
        std::string all;
        for (std::string const& each : World{std::move(sample)}.ask("main-path").notes) {
            all += each + "\n";
        }
        return all;
    };
    EXPECT_NE(notes(false).find("no link between themes lies on the path: it is 2 lines of equal length"),
              std::string::npos);
    EXPECT_EQ(notes(true).find("no link"), std::string::npos);
}

TEST(NotSeen, IsNotSaidToLastWhereNoEditionFollows) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    RecordId const third = series.edition("3", "2005");
    series.treat(first, "lasting", {});
    series.treat(first, "early", {});
    series.treat(second, "lasting", {});
    series.treat(third, "late", {});
    World const world{std::move(sample)};
    std::string all;
    for (Row const& row : world.ask("events").rows) {
        all += std::get<Entity>(row.values.front()).label + "\n";
    }
    EXPECT_NE(all.find("S 2, nor since"), std::string::npos) << all;
    EXPECT_NE(all.find("not seen at S 3\n"), std::string::npos) << all;
}

TEST_F(WorkedExample, TellsHowNewEachEditionIs) {
    EXPECT_EQ(table(world.ask("novelty"), {"edition", "kept", "introduced", "resumed", "gone", "stability", "novelty",
                                           "retention", "largest_break"}),
              (Words{"e-2 | 3 | 0 | 0 | 0 | 1 | 0 | 1 | no", "e-3 | 1 | 1 | 0 | 2 | 1/4 | 1/2 | 1/3 | no",
                     "e-5 | 1 | 1 | 1 | 1 | 1/4 | 1/3 | 1/2 | no", "e-6 | 1 | 3 | 0 | 2 | 1/6 | 3/4 | 1/3 | yes"}));
}

TEST_F(WorkedExample, TellsWhatIsLeftOfTheFirstEdition) {
    EXPECT_EQ(table(world.ask("legacy"), {"state", "descends", "ancestors"}),
              (Words{"ai-e-6 | yes | ict-e-1 youth-e-1", "equity-e-6 | yes | access-e-1",
                     "gender-e-6 | yes | access-e-1", "youth-e-6 | yes | ict-e-1 youth-e-1"}));
}

TEST_F(WorkedExample, TellsWhatFallsWithADocument) {
    asked.document = world.graph().find(Kind::document, "d3");
    Answer const answer = world.ask("withdraw", asked);
    Words const rows = table(answer, {"fate", "list", "event"});
    auto const has = [&](std::string const& row) { return std::ranges::find(rows, row) != rows.end(); };
    EXPECT_TRUE(has("fallen | lineage | default-e-3-merged-digital"));
    EXPECT_TRUE(has("new | theme | Access: not seen at E 3, nor since"));
    EXPECT_TRUE(has("changed | theme | default-e-3-dropped-youth")) << "it has no heir any more";
    EXPECT_TRUE(std::ranges::find(answer.notes, "Series e: 12 of 75 passages rest on it") != answer.notes.end())
        << answer.notes.front();
}

TEST_F(WorkedExample, LeavesUnderscoresInTheNamesOfEditions) {
    Answer answer;
    answer.title = "T";
    answer.columns = {{"n", type::integer("items"), ""}};
    Row row;
    row.values = {std::int64_t{1}};
    row.basis = "computed";
    row.coverage = {
        {Entity{"https://example.org/e", "e", "E_1", "edition"}, Facet::issues, Level::not_applicable, 0, 0, {}}};
    answer.rows = {row};
    EXPECT_NE(answer_as_text(answer, {world.graph()}).find("E_1 not applicable"), std::string::npos);
}

TEST_F(WorkedExample, NamesTheCoverageThatARowSpans) {
    Answer const answer = world.ask("resumed");
    ASSERT_FALSE(answer.rows.empty());
    std::vector<std::string> levels;
    for (CoverageNote const& each : answer.rows[0].coverage) {
        levels.push_back(each.edition.id + " " + std::string{name_of(each.level)});
    }
    EXPECT_EQ(levels, (Words{"e-4 unread", "e-5 partial"}));
}

TEST_F(WorkedExample, RefusesTheStructureOfEditionsWithOneDocumentOrThreeThemes) {
    for (auto const& [question, reason, of_all] :
         {std::tuple{"diagram", "1 document",
                     "5 editions are not computed: E 1 (1 document), E 2 (1 document), E 3 (1 document), E 5 (1 "
                     "document) and E 6 (1 document)"},
          std::tuple{"bridges", "3 themes",
                     "4 editions are not computed: E 1 (3 themes), E 2 (3 themes), E 3 (2 themes) and E 5 (3 "
                     "themes)"}}) {
        Answer const answer = world.ask(question);
        EXPECT_TRUE(answer.rows.empty());
        EXPECT_TRUE(std::ranges::find(answer.notes, of_all) != answer.notes.end()) << question;
        asked.edition = edition("e-1");
        EXPECT_EQ(world.ask(question, asked).notes.front(), std::string{"E 1: not computed: "} + reason);
    }
}

TEST_F(WorkedExample, SaysWhyAnUnreadEditionHasNothing) {
    asked.edition = edition("e-4");
    for (std::string_view const question :
         {"transformations", "new-items", "events", "states", "resumed", "novelty", "diagram", "relabelled"}) {
        Answer const answer = world.ask(question, asked);
        EXPECT_TRUE(answer.rows.empty()) << question;
        std::size_t const said =
            static_cast<std::size_t>(std::ranges::count_if(answer.notes, [](std::string const& each) {
                return each.find("E 4 is not observed") != std::string::npos;
            }));
        EXPECT_EQ(said, 1U) << question << ": once";
    }
}

TEST_F(WorkedExample, SaysThatAThemeIsInNoEdition) {
    Sample sample = worked_example();
    sample.text(sample.add(Kind::theme, "unseen"), "label", "Unseen");
    World const with{std::move(sample)};
    Asked of = with.asked();
    of.theme = with.graph().find(Kind::theme, "unseen");
    for (std::string_view const question : {"story", "lineage", "bottlenecks", "independent-lines", "events", "states",
                                            "transformations", "persistence", "weak-evidence", "coding"}) {
        Answer const answer = with.ask(question, of);
        EXPECT_TRUE(answer.rows.empty()) << question;
        EXPECT_TRUE(std::ranges::any_of(
            answer.notes, [](std::string const& each) { return each.find("Unseen") != std::string::npos; }))
            << question << ": a note names it";
    }
}

TEST_F(WorkedExample, TellsTheStoryOfATheme) {
    asked.theme = theme("youth");
    Answer const answer = world.ask("story", asked);
    ASSERT_FALSE(answer.paragraphs.empty());
    std::string all;
    for (std::string const& each : answer.paragraphs) {
        all += each + "\n";
    }
    for (std::string_view const word : {"E 1", "E 3", "E 5", "E 6", "Digital", "page-5"}) {
        EXPECT_NE(all.find(word), std::string::npos) << word << " in\n" << all;
    }
}

TEST_F(WorkedExample, MovesOneThresholdAtATime) {
    Answer const answer = world.ask("sensitivity");
    std::size_t chosen = 0;
    for (std::string const& row : table(answer, {"parameter", "chosen"})) {
        chosen += row.ends_with("yes");
    }
    EXPECT_EQ(chosen, 4U) << "the own value of each of the four";
    Words const rows = table(answer, {"parameter", "value", "merged", "split", "branched", "replaced", "morphs"});
    EXPECT_TRUE(std::ranges::find(rows, "min_overlap | 1/2 | 1 | 1 | 1 | 2 | 7") != rows.end());
}

TEST_F(WorkedExample, SaysOnceWhyNothingIsFound) {
    asked.edition = edition("e-1");
    Answer const answer = world.ask("novelty", asked);
    EXPECT_TRUE(answer.rows.empty());
    EXPECT_EQ(answer.question, "novelty");
    EXPECT_EQ(answer.notes.back(), "no step from one observed edition to the next is found");
    asked.edition = edition("e-2");
    EXPECT_TRUE(world.ask("novelty", asked).notes.empty());
}

/// The first series of a sample.
RecordId first_series(Sample const& sample) {
    std::size_t i = 0;
    while (sample.builder.kind(static_cast<RecordId>(i)) != Kind::series) {
        ++i;
    }
    return static_cast<RecordId>(i);
}

TEST_F(WorkedExample, NotesWhatIsLeftOpenOfTheEditionThatIsAskedForAlone) {
    Sample sample = worked_example();
    CodedSeries const other{sample, "late"};
    RecordId const planned = sample.add(Kind::edition, "e-7");
    sample.link(planned, "series", first_series(sample));
    sample.set(planned, "number", "7");
    sample.set(planned, "status", "planned");
    sample.text(planned, "label", "Planned");
    World const with{std::move(sample)};
    auto const notes = [&](std::string_view question, std::string_view edition) {
        Asked of = with.asked();
        of.theme = with.graph().find(Kind::theme, "youth");
        of.edition = with.graph().find(Kind::edition, edition);
        std::string all;
        for (std::string const& each : with.ask(question, of).notes) {
            all += each + "\n";
        }
        return all;
    };
    for (std::string_view const question : {"transformations", "novelty", "lineage", "states", "events", "resumed",
                                            "new-items", "weak-evidence", "relabelled", "diagram", "bridges"}) {
        SCOPED_TRACE(question);
        EXPECT_EQ(notes(question, "e-6").find("Planned"), std::string::npos);
        EXPECT_EQ(notes(question, "e-6").find("E 4"), std::string::npos);
        EXPECT_EQ(notes(question, "e-6").find("late"), std::string::npos) << "of another series";
        EXPECT_NE(notes(question, "e-7").find("Planned is planned and takes no part"), std::string::npos);
        EXPECT_NE(notes(question, "e-4").find("E 4 is not observed"), std::string::npos);
    }
    EXPECT_NE(notes("bottlenecks", "e-2").find("E 4"), std::string::npos) << "it leads on over it";
    EXPECT_EQ(notes("bottlenecks", "e-5").find("E 4"), std::string::npos);
    EXPECT_EQ(notes("bottlenecks", "e-5").find("Planned"), std::string::npos);
}

TEST(Notes, CountInTheSingular) {
    Sample sample;
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001", "unread"), "access", {});
    series.treat(series.edition("2", "2003"), "access", {"a"});
    World const world{std::move(sample)};
    std::string all;
    world.for_each_answer([&](Question const&, Answer const& answer) {
        for (std::string const& each : answer.notes) {
            all += each + "\n";
        }
    });
    EXPECT_NE(all.find("1 coded passage stands in an edition that is not observed"), std::string::npos) << all;
    for (std::string const& line : methods(world.analyses().front(), "9.9.9")) {
        all += line + "\n";
    }
    std::regex const plural{"\\b1 ([a-z]+ )?(editions|passages|documents|sources|items|states|steps|themes|units)\\b"};
    std::smatch found;
    EXPECT_FALSE(std::regex_search(all, found, plural)) << found.str() << " in\n" << all;
}

TEST(Withdraw, ProvesAnAssertionByTheWordsOfItsSourceFirst) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2001");
    RecordId const second = series.edition("2", "2003");
    series.treat(first, "access", {"a", "b"}, "issue", "book", "d1");
    series.treat(second, "inclusion", {"c", "d"}, "issue", "book", "d2");
    series.development(second, "access", first, "inclusion");  // by `page`
    World const world{std::move(sample)};
    Asked asked = world.asked();
    asked.document = world.graph().find(Kind::document, "d2");
    std::size_t assertions = 0;
    for (std::string_view const question : {"withdraw", "robustness", "events"}) {
        Answer const answer = world.ask(question, asked);
        for (Row const& row : answer.rows) {
            if (row.basis == "asserted") {
                ++assertions;
                ASSERT_EQ(row.evidence.size(), 3U) << question;
                EXPECT_EQ(row.evidence[0].source.id, "page") << question;
                EXPECT_EQ(row.evidence[1].source.id, "book") << question;
            }
        }
    }
    EXPECT_EQ(assertions, 3U);
}

TEST(Questions, NameTheDevelopmentsThatTakeNoPart) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const first = series.edition("1", "2000");
    RecordId const undated = series.edition("2", "");
    RecordId const unread = series.edition("3", "2004", "unread");
    RecordId const last = series.edition("4", "2005");
    RecordId const planned = series.edition("5", "2006", "", "", "", "planned");
    series.treat(first, "access", {"a", "b"});
    series.treat(undated, "access", {"a", "b"});
    series.treat(last, "inclusion", {"c", "d"});
    series.development(last, "access", first, "inclusion");
    series.development(last, "access", first, "equity");
    series.development(last, "work", unread, "inclusion");
    series.development(planned, "inclusion", last, "equity");
    World const world{std::move(sample)};
    auto const left_out = [&](Question const& question, std::optional<Vertex> theme) {
        Asked asked = world.asked_for(question);
        asked.theme = theme ? theme : asked.theme;
        std::string found;
        for (std::string const& each : answer(question, asked).notes) {
            found += each.find("that sources state") != std::string::npos ? each : "";
        }
        return found;
    };
    std::string const all =
        "3 developments that sources state take no part: Access (S 1) became Equity (S 4), but Equity is not present "
        "in "
        "S 4; Work (S 3) became Inclusion (S 4), but S 3 is not observed: for its issues it is unread; Inclusion (S 4) "
        "became Equity (S 5), but S 5 is planned and takes no part";
    for (Question const& each : questions()) {
        if (each.name == "lineage" || each.name == "main-path") {
            EXPECT_EQ(left_out(each, std::nullopt), all) << each.name;
        } else if (each.name == "events" || each.name == "transformations" || each.name == "story") {
            EXPECT_EQ(left_out(each, world.graph().find(Kind::theme, "access")),
                      "1 development that sources state takes no part: Access (S 1) became Equity (S 4), but Equity is "
                      "not present in S 4")
                << each.name;
        }
    }
    Answer const events = world.ask("events", world.asked());
    EXPECT_EQ(std::ranges::count(events.rows, "asserted", &Row::basis), 1) << "from 2000 to 2005, past the undated one";
}

TEST(Coding, TellsTheAgreementOfTheCoders) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const edition = series.edition("1", "2001");
    // Two coders, four units: three alike, one that Ben did not see.
    for (std::string const coder : {"Ann", "Ben"}) {
        for (std::string const theme : {"access", "youth", "ict", "health"}) {
            if (coder == "Ben" && theme == "health") {
                continue;
            }
            RecordId const record = series.treat(edition, theme, {}, theme == "access" ? "strand" : "issue");
            sample.set(record, "coder", coder);
        }
    }
    World const world{std::move(sample)};
    Answer const answer = world.ask("coding");
    // Values: strand 2, issue 5, not coded 1; n = 8; observed 2, expected 2*6 + 5*3 + 1*7 = 34: 1 - 7 * 2 / 34.
    EXPECT_EQ(answer.notes, Words{"Series s: Krippendorff's alpha by theme, over all that is coded in the series: "
                                  "0.588235294118 (4 units); nominal; unit: edition, document and theme; value: "
                                  "highest role, or not coded"})
        << "and no item is coded";
    EXPECT_EQ(answer.rows.size(), 7U);
}

/// An occurrence, and who coded it.
struct Coded {
    std::string theme;
    std::vector<std::string> items;
    std::string role;
    std::string source;
    std::string document;
    std::vector<std::string> coders;
};

/// The notes on the coding of one edition.
Words notes_on_coders(std::vector<Coded> const& coded, std::vector<Coded> const& of_another_edition = {}) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId edition = series.edition("1", "2001");
    for (auto const* const list : {&coded, &of_another_edition}) {
        for (Coded const& each : *list) {
            RecordId const record =
                series.treat(edition, each.theme, each.items, each.role, each.source, each.document);
            for (std::string const& coder : each.coders) {
                sample.set(record, "coder", coder);
            }
        }
        edition = series.edition("2", "2003");
    }
    return World{std::move(sample)}.ask("coding").notes;
}

TEST(Coding, TakesTheHighestRoleThatACoderGivesWhateverItsSourceIsCalled) {
    for (auto const& [first, second] : {std::pair{"a", "b"}, std::pair{"b", "a"}}) {
        Words const notes = notes_on_coders({{"access", {}, "headline", first, "", {"Ann"}},
                                             {"access", {}, "strand", second, "", {"Ann", "Ben"}},
                                             {"youth", {}, "issue", "page", "", {"Ann"}}});
        EXPECT_NE(notes.front().find("0.0 (2 units)"), std::string::npos) << "four different values: " << notes.front();
    }
}

TEST(Coding, CountsTheUnitsThatTwoCodersCoded) {
    Words const notes = notes_on_coders(
        {{"access", {}, "strand", "page", "", {"Ann", "Ben"}}, {"youth", {}, "issue", "page", "", {"Ann"}}},
        {{"access", {}, "strand", "page", "", {"Ann"}}, {"youth", {}, "issue", "page", "", {"Ann"}}});
    EXPECT_NE(notes.front().find("0.4 (2 units)"), std::string::npos) << notes.front();
}

TEST(Coding, SaysWhyNoAgreementIsComputed) {
    EXPECT_EQ(notes_on_coders({{"access", {}, "strand", "page", "", {"Ann"}}},
                              {{"access", {}, "strand", "page", "", {"Ben"}}}),
              Words{"Series s: agreement of coders is not computed: no edition names two coders"});
    EXPECT_EQ(notes_on_coders(
                  {{"access", {}, "strand", "page", "d1", {"Ann"}}, {"access", {}, "strand", "page", "d2", {"Ben"}}}),
              Words{"Series s: agreement of coders is not computed: no unit was coded by two coders"});
    Words const equal = notes_on_coders({{"access", {"a"}, "strand", "page", "", {"Ann", "Ben"}}});
    ASSERT_EQ(equal.size(), 2U);
    for (std::string const& each : equal) {
        EXPECT_NE(each.find("over all that is coded in the series: not computed (all values are equal)"),
                  std::string::npos)
            << each;
    }
}

TEST(Coding, TellsTheAgreementByItemAndFacet) {
    // Two themes and three issues: six units, of which two have an issue that both coded, and one an issue that Ann
    // did. n = 12, coded 5: 1 - 2 * 11 / (2 * 5 * 7). Of the group coded 2 of 4, alike; of all items 7 of 16.
    Words const notes = notes_on_coders({{"access", {"a", "group-g"}, "strand", "page", "", {"Ann", "Ben"}},
                                         {"youth", {"b"}, "issue", "page", "", {"Ann", "Ben"}},
                                         {"youth", {"a"}, "issue", "page", "", {"Ann"}}},
                                        {{"access", {"c"}, "strand", "page", "", {}}});
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_NE(notes[1].find("; issues 0.685714285714 (6 units); groups 1.0 (2 units); nominal"), std::string::npos)
        << notes[1];
    EXPECT_NE(notes[1].find("alpha by item, over all that is coded in the series: 0.761904761905 (8 units)"),
              std::string::npos)
        << notes[1];
}

TEST(Coding, TellsTheAgreementOnAllThatIsCodedWhateverPartIsAskedFor) {
    World const world{worked_example()};
    Asked asked = world.asked();
    Words const all = world.ask("coding", asked).notes;
    asked.theme = world.graph().find(Kind::theme, "access");
    asked.edition = world.graph().find(Kind::edition, "e-1");
    EXPECT_EQ(world.ask("coding", asked).notes, all);
    Parameters parameters;
    parameters.documents = {"declaration"};
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const edition = series.edition("1", "2001");
    sample.link(edition, "outcome", series.document("d"));
    for (std::string const coder : {"Ann", "Ben"}) {
        sample.set(series.treat(edition, "access", {}, "strand", "page", "d"), "coder", coder);
        sample.set(series.treat(edition, "youth", {}, "issue", "page", "d"), "coder", coder);
    }
    EXPECT_NE(World(std::move(sample), parameters)
                  .ask("coding")
                  .notes.front()
                  .find("over all that is coded in outcome documents of the series (declaration): 1.0 (2 units)"),
              std::string::npos);
}

TEST(Coding, ListsWhatIsCodedOfEditionsThatWereNotHeld) {
    Sample sample;
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001"), "access", {"a"});
    series.treat(series.edition("2", "2030", "", "", "", "planned"), "health", {"b"});
    World const world{std::move(sample)};
    Answer const answer = world.ask("coding");
    EXPECT_EQ(table(answer, {"edition", "theme", "item"}), (Words{"s-1 | access | a", "s-2 | health | b"}));
    EXPECT_EQ(answer.rows.back().basis, "recorded");
    Asked asked = world.asked();
    asked.theme = world.graph().find(Kind::theme, "health");
    EXPECT_EQ(world.ask("coding", asked).rows.size(), 1U);
    EXPECT_EQ(world.ask("coding", asked).notes.size(), 1U) << "not that no edition treats it";
}

TEST(Methods, NameEveryParameterTheSeriesAndTheProgram) {
    World const world{worked_example()};
    std::string all;
    for (std::string const& line : methods(world.analyses().front(), "9.9.9")) {
        all += line + "\n";
    }
    for (std::string_view const word :
         {"9.9.9", "Series e", "min_sources = 1", "big_change = 1/5", "min_change = 2", "min_scope = 5",
          "min_overlap = 1/2", "min_shared = 2", "min_part = 1/4", "look_back = 1", "issues, groups, sdgs",
          "The evolution of the themes of the series “Series e”"}) {
        EXPECT_NE(all.find(word), std::string::npos) << word << " in\n" << all;
    }
}

TEST(TwoSeries, SayWhoTreatedAThemeFirstUnlessTheDatesDoNotTell) {
    Sample sample;
    CodedSeries s{sample, "s"};
    CodedSeries t{sample, "t"};
    s.treat(s.edition("1", "1985"), "access", {"a"});
    t.treat(t.edition("1", "1985-06"), "access", {"a"});
    RecordId const of_s = s.edition("2", "1990");
    s.treat(of_s, "youth", {"a"});
    s.treat(of_s, "alone", {"a"});
    t.treat(t.edition("2", "1991"), "youth", {"a"});
    World const world{std::move(sample)};
    EXPECT_EQ(table(world.ask("two-series"), {"theme", "series", "first", "earliest"}),
              (Words{"access | s | s-1 | -", "access | t | t-1 | -", "youth | s | s-2 | yes", "youth | t | t-2 | no"}));
}

TEST(Questions, TellOfItemsOfTheChosenFacetsAlone) {
    Parameters parameters;
    parameters.facets = FacetSet::of(Facet::issues);
    World const world{worked_example(), parameters};
    for (std::string_view const question : {"events", "resumed", "new-items"}) {
        Words facets = table(world.ask(question), {"facet"});
        std::erase(facets, "-");  // of themes
        EXPECT_EQ(std::set<std::string>(facets.begin(), facets.end()), std::set<std::string>{"issues"}) << question;
    }
}

/// The rows of two-series for one theme, of series `s` and `t`.
Words first_of_access(std::function<void(Sample&, CodedSeries&, CodedSeries&)> const& fill, Words* notes = nullptr) {
    Sample sample;
    CodedSeries s{sample, "s"};
    CodedSeries t{sample, "t"};
    fill(sample, s, t);
    World const world{std::move(sample)};
    Answer const answer = world.ask("two-series");
    if (notes != nullptr) {
        *notes = answer.notes;
    }
    return table(answer, {"series", "first", "earliest", "unread_before"});
}

TEST(TwoSeries, NameTheEditionsThatWereNotReadBeforeTheEarliest) {
    Words notes;
    EXPECT_EQ(first_of_access(
                  [](Sample&, CodedSeries& s, CodedSeries& t) {
                      s.edition("1", "1980", "partial");
                      s.edition("2", "1985", "unread");
                      s.edition("3", "1990", "complete");
                      s.edition("4", "1991", "not_applicable");
                      s.edition("5", "", "partial");
                      s.edition("6", "1995-06", "partial");
                      s.treat(s.edition("7", "2000", "partial"), "access", {"a"});
                      s.edition("8", "2001", "unread");
                      s.edition("9", "1980", "unread", "", "", "planned");
                      t.edition("1", "1979", "unread");
                      t.treat(t.edition("2", "1995"), "access", {"a"});
                  },
                  &notes),
              (Words{"t | t-2 | yes | s-1 s-5 s-2 s-6", "s | s-7 | no | "}));
    EXPECT_TRUE(std::ranges::any_of(notes, [](std::string const& each) {
        return each.find("earliest is yes in what was read") != std::string::npos;
    }));
}

TEST(TwoSeries, ThatBeginOnOneDayAreBothEarliest) {
    EXPECT_EQ(first_of_access([](Sample&, CodedSeries& s, CodedSeries& t) {
                  s.treat(s.edition("1", "1995-06-01"), "access", {"a"});
                  t.treat(t.edition("1", "1995-06-01"), "access", {"a"});
              }),
              (Words{"s | s-1 | yes | ", "t | t-1 | yes | "}));
}

TEST(TwoSeries, SayNothingOfAnEditionWithoutADate) {
    Words notes;
    EXPECT_EQ(first_of_access(
                  [](Sample&, CodedSeries& s, CodedSeries& t) {
                      s.treat(s.edition("1", ""), "access", {"a"});
                      t.treat(t.edition("1", "1995"), "access", {"a"});
                  },
                  &notes),
              (Words{"t | t-1 | - | ", "s | s-1 | - | "}));
    EXPECT_EQ(notes, Words{"S 1 has no start date, so nothing tells whether it is earlier than others"});
}

TEST(TwoSeries, AreNotEarliestWhereAnotherIsKnownToBeBeforeWhateverElseIsUnknown) {
    Sample sample;
    for (auto const& [id, start] : {std::pair{"s", "1990"}, std::pair{"t", "1985"}, std::pair{"u", ""}}) {
        CodedSeries series{sample, id};
        series.treat(series.edition("1", start), "access", {"a"});
    }
    World const world{std::move(sample)};
    EXPECT_EQ(table(world.ask("two-series"), {"series", "earliest"}), (Words{"t | -", "s | no", "u | -"}));
}

/// Rows of places: series, region, edition and status.
Words places(std::function<void(Sample&, RecordId)> const& fill, Answer* answer = nullptr) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const edition = series.edition("1", "2001");
    RecordId const list = sample.add(Kind::scheme, "list");
    sample.text(list, "label", "List");
    for (std::string_view const id : {"north", "south"}) {
        RecordId const region = sample.add(Kind::region, id);
        sample.link(region, "scheme", list);
        sample.link(region, "evidence", series.evidence("page"));
    }
    RecordId const city = sample.add(Kind::city, "city");
    sample.text(city, "label", "City");
    sample.link(edition, "city", city);
    sample.link(edition, "evidence", series.evidence("page"));
    fill(sample, city);
    World const world{std::move(sample)};
    Answer found = world.ask("places");
    Words rows = table(found, {"series", "region", "edition", "status"});
    if (answer != nullptr) {
        *answer = std::move(found);
    }
    return rows;
}

/// What `fill` may say of the city: that it is, itself or by its country, in the region.
void put(Sample& sample, RecordId city, std::string_view key, std::string_view region_id) {
    RecordId region{};
    for (std::size_t i = 0; i < sample.builder.record_count(); ++i) {
        auto const record = static_cast<RecordId>(i);
        if (sample.builder.kind(record) == Kind::region && sample.builder.id(record) == region_id) {
            region = record;
        }
    }
    if (key == "part_of") {
        sample.link(city, key, region);
    } else {
        RecordId const country = sample.add(Kind::country, "country");
        sample.link(city, "country", country);
        sample.link(country, key, region);
    }
}

TEST(Places, CountTheRegionOfTheCityAsThatOfItsCountry) {
    for (std::string_view const key : {"part_of", "region"}) {
        Answer answer;
        EXPECT_EQ(places([&](Sample& sample, RecordId city) { put(sample, city, key, "north"); }, &answer),
                  (Words{"s | north | s-1 | held", "s | south | - | never"}))
            << key;
        EXPECT_FALSE(answer.rows.front().evidence.empty());
        EXPECT_TRUE(answer.rows.back().evidence.empty()) << "nothing proves an absence";
    }
}

TEST(Places, AreNotSaidToHaveNoEditionWhereTheRegionOfAHostIsNotRecorded) {
    Answer answer;
    EXPECT_EQ(places([](Sample&, RecordId) {}, &answer),
              (Words{"s | - | s-1 | held", "s | north | - | not known", "s | south | - | not known"}));
    EXPECT_EQ(answer.notes.back(),
              "hosts of which no region is recorded, or none that is narrow enough: City (S 1) (in List)");
    EXPECT_EQ(places([](Sample& sample, RecordId city) {
                  put(sample, city, "region", "north");
                  CodedSeries other{sample, "t"};
                  other.edition("1", "2002");
              }),
              (Words{"s | north | s-1 | held", "s | south | - | never", "t | north | - | not known",
                     "t | south | - | not known"}))
        << "an edition without a host may have been anywhere";
}

TEST(WeakEvidence, SaysWhyNoThemeRestsOnOneSourceWhereTwoAreNeeded) {
    Parameters parameters;
    parameters.min_sources = 2;
    Words const one_is_enough = World{nothing_happens()}.ask("weak-evidence").notes;
    EXPECT_EQ(one_is_enough, Words{"no theme rests on one source, and no absence is left unproved"});
    Words const two_are_needed = World(nothing_happens(), parameters).ask("weak-evidence").notes;
    EXPECT_EQ(two_are_needed, (Words{"a theme counts as present from 2 distinct sources on (min_sources), so a theme "
                                     "that only one source or text names is not listed",
                                     "no absence is left unproved"}));
}

/// Twelve editions, of which the first and the last alone were read, and one that is planned.
Sample mostly_unread(Sample sample = {}, std::string const& id = "s") {
    CodedSeries series{sample, id};
    for (int i = 1; i <= 12; ++i) {
        bool const is_read = i == 1 || i == 12;
        RecordId const edition = series.edition(std::to_string(i), std::to_string(2000 + i),
                                                is_read ? "complete" : "unread", is_read ? "complete" : "unread");
        series.treat(edition, "access", {"a"});
    }
    series.edition("13", "2030", "", "", "", "planned");
    return sample;
}

TEST(Notes, OfOneKindAreOneNote) {
    World const world{mostly_unread()};
    EXPECT_EQ(world.ask("novelty").notes,
              (Words{"S 13 is planned and takes no part",
                     "10 editions are not observed, because their issues are unread: S 2, S 3, S 4, S 5, S 6, S 7, "
                     "S 8, S 9 and 2 more",
                     "20 coded passages stand in editions that are not observed, and take no part"}));
    Words const items = world.ask("new-items").notes;
    EXPECT_EQ(
        std::ranges::count_if(
            items, [](std::string const& each) { return each.find("groups that are unread") != std::string::npos; }),
        1);
    World const two{mostly_unread(mostly_unread(), "t")};
    EXPECT_EQ(two.ask("novelty").notes,
              (Words{"2 editions are planned and take no part: S 13 and T 13",
                     "20 editions are not observed, because their issues are unread: S 2, S 3, S 4, S 5, S 6, S 7, "
                     "S 8, S 9 and 12 more",
                     "2 series have coded passages in editions that are not observed, which take no part: Series s "
                     "(20) and Series t (20)"}));
    for (World const* const each : {&world, &two}) {
        each->for_each_answer([](Question const& question, Answer const& answer) {
            EXPECT_LE(answer.notes.size(), 14U) << question.name;
            EXPECT_TRUE(answer.grouped_notes.empty()) << question.name;
        });
    }
}

TEST(Notes, NameAnEditionOnceThatIsAskedFor) {
    World const world{mostly_unread()};
    Asked asked = world.asked();
    asked.theme = world.graph().find(Kind::theme, "access");
    asked.with = asked.theme;
    asked.edition = world.graph().find(Kind::edition, "s-13");
    for (std::string_view const question : {"bottlenecks", "common-ancestors", "independent-lines"}) {
        Words const notes = world.ask(question, asked).notes;
        EXPECT_EQ(std::ranges::count(notes, "S 13 is planned and takes no part"), 1) << question;
    }
}

TEST(Notes, CountOneEventAndOneStateInTheSingular) {
    Sample sample;
    CodedSeries series{sample, "s"};
    series.treat(series.edition("1", "2001"), "access", {}, "issue", "page", "d");
    Words const one = World{std::move(sample)}.ask("robustness").notes;
    EXPECT_TRUE(std::ranges::find(one,
                                  "Series s: 0 of 1 event stand without any one of 1 document, 1 source "
                                  "and 0 items") != one.end())
        << one.front();
    Sample other;
    CodedSeries small{other, "s"};
    small.treat(small.edition("1", "2001"), "access", {"a", "b"});
    small.treat(small.edition("2", "2003"), "access", {"a"});
    World const world{std::move(other)};
    EXPECT_EQ(world.ask("transformations").notes.back(),
              "Series s: none between 2 observed editions; at least 1 of 2 states has too few items to compare, fewer "
              "than 2, and can take part in none");
    EXPECT_EQ(world.ask("legacy").notes.back(), "Series s: 1 of 1 theme of S 2 descends from the one of S 1");
}

}  // namespace
}  // namespace stoa::answers
