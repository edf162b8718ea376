// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/publisher.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "stoa/publish/endpoint.hpp"
#include "stoa/publish/gzip.hpp"
#include "support/graph_server.hpp"

namespace {

namespace fs = std::filesystem;
using namespace stoa::publish;
using stoa::test::GraphServer;
using stoa::test::text_of;

std::string const address = "https://example.org/ds";
std::string const graph = "https://example.org/g";
std::string const notes = graph + "/.publication";
std::int64_t const noon = 1'795'608'000;

/// Statements of one subject each, by the numbers of their objects.
std::string lines(std::vector<int> const& objects) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        all.push_back("<https://example.org/s" + std::to_string(i) + "> <https://example.org/p> \"" +
                      std::to_string(objects[i]) + "\" .\n");
    }
    std::ranges::sort(all);
    std::string text;
    for (std::string const& each : all) {
        text += each;
    }
    return text;
}

std::vector<int> numbers(int count, int changed = 0) {
    std::vector<int> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        all[static_cast<std::size_t>(i)] = i < changed ? i + 100'000 : i;
    }
    return all;
}

/// A server in memory, an archive, and runs of the publisher between them.
class Publishing : public testing::Test {
protected:
    Publishing() {
        std::string name = (fs::temp_directory_path() / "stoa-publisher-XXXXXX").string();
        folder_ = mkdtemp(name.data());
        how.program = "stoa test";
        how.now = [this] { return now; };
        how.token = [this] { return "token" + std::to_string(++runs); };
    }
    ~Publishing() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Publishing(Publishing const&) = delete;
    Publishing& operator=(Publishing const&) = delete;
    Publishing(Publishing&&) = delete;
    Publishing& operator=(Publishing&&) = delete;

    struct Part {
        std::string graph;
        std::string text;
    };

    /// What a run does, from finding the endpoint on.
    PublishReport run(std::vector<Part> const& parts) { return run(parts, {}); }

    PublishReport run(std::vector<Part> const& parts, std::function<PublishReport(Publisher&)> const& act) {
        Endpoint endpoint = find_endpoint();
        if (plans) {
            endpoint.plan_only();
        }
        Archive archive{folder_ / archive_name};
        std::vector<Target> targets;
        for (Part const& each : parts) {
            targets.push_back({each.graph, make_snapshot(archive.work() / ("t" + std::to_string(targets.size())), 700,
                                                         [&](stoa::rdf::ByteSink& out) { out.write(each.text); })});
        }
        Publisher publisher{endpoint, archive, how};
        return act ? act(publisher) : publisher.publish(graph, std::move(targets));
    }

    Endpoint find_endpoint() {
        EndpointOptions options;
        options.server = profile;
        options.attempts = 2;
        options.pause = std::chrono::milliseconds{1};
        return Endpoint::find(address, options, std::make_unique<Carrier>(server));
    }

    PublishReport publish(std::string const& text) { return run({{graph, text}}); }

    /// The message of a run that fails.
    std::string refused(std::vector<Part> const& parts) {
        try {
            static_cast<void>(run(parts));
        } catch (std::exception const& error) {
            return error.what();
        }
        return "it was not refused";
    }
    std::string refused(std::string const& text) { return refused(std::vector<Part>{{graph, text}}); }

    [[nodiscard]] std::string live(std::string const& of = graph) const {
        std::string text;
        for (GraphServer::Statement const& each : server.held(of)) {
            text += each[0] + " " + each[1] + " " + each[2] + " .\n";
        }
        return text;
    }

    /// The object of the publication's property in its notes; empty where there is none.
    [[nodiscard]] std::string noted(std::string_view property) const {
        for (GraphServer::Statement const& each : server.held(notes)) {
            if (each[1] == iri_ref(property)) {
                return each[2];
            }
        }
        return {};
    }

    /// Gives the lease to another publisher.
    void set_lease(std::string const& value) {
        std::string const any = "GRAPH <" + notes + "> { <" + graph + "> <" + std::string{lease_property} + "> ";
        server.update("DELETE { " + any + "?o } } INSERT { " + any + '"' + value + "\" } } WHERE { " + any + "?o } }");
    }

    [[nodiscard]] std::vector<std::string> staged() const {
        std::vector<std::string> names = server.names();
        std::erase_if(names, [](std::string const& each) { return each.find("/.staging/") == std::string::npos; });
        return names;
    }

    static bool is_switch(Request const& request) {
        return text_of(request).find("FILTER NOT EXISTS") != std::string::npos;
    }
    static bool has(std::vector<std::string> const& texts, std::string_view part) {
        return std::ranges::any_of(texts,
                                   [&](std::string const& each) { return each.find(part) != std::string::npos; });
    }

    /// Hands requests on to a server that outlives the endpoint.
    class Carrier final : public Transport {
    public:
        explicit Carrier(GraphServer& server) : server_{server} {}
        Response send(Request const& request, Authentication by) override { return server_.send(request, by); }
        [[nodiscard]] Traffic traffic() const override { return server_.traffic(); }

    private:
        GraphServer& server_;
    };

    GraphServer server;
    PublishOptions how;
    std::string profile = "oxigraph";
    std::string archive_name = "archive";
    std::int64_t now = noon;
    int runs = 0;
    bool plans = false;

    fs::path folder_;
};

std::string const one = lines(numbers(2'000));
std::string const two = lines(numbers(2'000, 50));

TEST_F(Publishing, GoesThroughEveryStage) {
    std::vector<std::string> stages;
    how.progress = [&](std::string_view stage, std::uint64_t, std::uint64_t) {
        if (stages.empty() || stages.back() != stage) {
            stages.emplace_back(stage);
        }
    };
    PublishReport const report = publish(one);
    EXPECT_EQ(report.action, PublishReport::Action::replaced);
    EXPECT_EQ(report.revision, 1U);
    EXPECT_EQ(live(), one);
    EXPECT_EQ(noted(lease_property), "\"free\"");
    EXPECT_EQ(noted(pending_property), "");
    EXPECT_EQ(noted(staging_property), "");
    EXPECT_EQ(staged(), std::vector<std::string>{});
    EXPECT_EQ(stages, (std::vector<std::string>{"archiving", "sending", "verifying the staging graph",
                                                "switching to the new version", "verifying"}));
    EXPECT_EQ(publish(one).action, PublishReport::Action::unchanged);
    EXPECT_EQ(publish(two).revision, 2U);
    EXPECT_EQ(live(), two);
}

TEST_F(Publishing, WritesNothingWhereNothingChanged) {
    static_cast<void>(publish(one));
    server.forget_requests();
    EXPECT_EQ(publish(one).action, PublishReport::Action::unchanged);
    for (Request const& each : server.requests()) {
        EXPECT_TRUE(each.method == "GET" || each.body.starts_with("query=")) << each.body;
    }
}

TEST_F(Publishing, SendsAFewChangesAloneAndStagesMore) {
    how.mode = Mode::changes;
    for (char const* each : {"oxigraph", "virtuoso"}) {
        SCOPED_TRACE(each);
        profile = each;
        server.clear();
        archive_name = each;
        static_cast<void>(publish(one));
        server.forget_requests();
        EXPECT_EQ(publish(lines(numbers(2'000, 90))).action, PublishReport::Action::changed);
        EXPECT_EQ(live(), lines(numbers(2'000, 90)));
        EXPECT_FALSE(std::ranges::any_of(server.requests(), [](Request const& sent) { return sent.method == "PUT"; }));
        server.forget_requests();
        EXPECT_EQ(publish(lines(numbers(2'000, 300))).action, PublishReport::Action::changed);
        EXPECT_EQ(live(), lines(numbers(2'000, 300)));
        EXPECT_EQ(std::ranges::count(server.requests(), "PUT", &Request::method), profile == "virtuoso" ? 2 : 0);
        EXPECT_EQ(staged(), std::vector<std::string>{});
    }
}

TEST_F(Publishing, MakesTheChangeWithOperationsThatMatchLeaseAndMark) {
    for (Mode const mode : {Mode::replace, Mode::changes}) {
        how.mode = mode;
        static_cast<void>(publish(one));
        server.forget_requests();
        static_cast<void>(publish(two));
        static_cast<void>(publish(one));
        for (Request const& each : server.requests()) {
            std::string text = text_of(each);
            for (std::size_t at = 0; at != std::string::npos;) {
                std::size_t const next = text.find(" ;\n", at);
                std::string const operation = text.substr(at, next - at);
                at = next == std::string::npos ? next : next + 3;
                if (operation.find("{ GRAPH <" + graph + "> {") == std::string::npos ||
                    each.body.starts_with("query=")) {
                    continue;
                }
                std::size_t const where = operation.find(" WHERE { GRAPH <" + notes + "> {");
                ASSERT_NE(where, std::string::npos) << operation;
                EXPECT_NE(operation.find("ns#lease", where), std::string::npos) << operation;
                EXPECT_NE(operation.find("ns#pending", where), std::string::npos) << operation;
            }
        }
    }
}

TEST_F(Publishing, IsNotChangedByACopyOfAnyRequestThatArrivesLate) {
    for (char const* each : {"oxigraph", "virtuoso"}) {
        for (Mode const mode : {Mode::replace, Mode::changes}) {
            for (int const changed : {50, 400}) {
                SCOPED_TRACE(std::string{each} + (mode == Mode::changes ? ", changes " : ", replace ") +
                             std::to_string(changed));
                profile = each;
                how.mode = mode;
                server.clear();
                archive_name = "late" + std::to_string(runs);
                std::string const later = lines(numbers(2'000, changed));
                static_cast<void>(publish(one));
                server.forget_requests();
                static_cast<void>(publish(later));
                std::vector<Request> const sent = server.requests();
                for (Request const& late : sent) {
                    static_cast<void>(server.serve(late));
                    ASSERT_EQ(live(), later) << text_of(late);
                }
                std::string const next = lines(numbers(2'000, changed + 20));
                static_cast<void>(publish(next));
                ASSERT_EQ(live(), next);
                for (Request const& late : sent) {
                    static_cast<void>(server.serve(late));
                    ASSERT_EQ(live(), next) << text_of(late);
                }
                EXPECT_EQ(publish(next).action, PublishReport::Action::unchanged);
                EXPECT_EQ(staged(), std::vector<std::string>{});
            }
        }
    }
}

TEST_F(Publishing, DropsWhatLiesUnderItsStagingGraphsAndNothingElse) {
    static_cast<void>(publish(one));
    std::string const left = graph + "/.staging/of-nobody";
    server.update("INSERT DATA { GRAPH <" + left + "> { <a:a> <a:b> <a:c> } }");
    server.update("INSERT DATA { GRAPH <https://example.org/mine> { <a:a> <a:b> <a:c> } }");
    server.update("INSERT DATA { GRAPH <" + notes + "> { <" + graph + "> <" + std::string{staging_property} +
                  "> <https://example.org/mine> } }");
    EXPECT_EQ(publish(one).action, PublishReport::Action::unchanged);
    EXPECT_EQ(staged(), std::vector<std::string>{});
    static_cast<void>(publish(two));
    EXPECT_EQ(server.held("https://example.org/mine").size(), 1U);
    EXPECT_EQ(noted(staging_property), "");
}

TEST_F(Publishing, LeavesAStagingGraphThatAnotherPublisherUses) {
    static_cast<void>(publish(one));
    std::string const theirs = graph + "/.staging/theirs";
    server.update("INSERT DATA { GRAPH <" + theirs + "> { <a:a> <a:b> <a:c> } }");
    server.update("DELETE DATA { GRAPH <" + notes + "> { <" + graph + "> <" + std::string{lease_property} +
                  "> \"free\" } } ;\nINSERT DATA { GRAPH <" + notes + "> { <" + graph + "> <" +
                  std::string{lease_property} + "> \"theirs " + std::to_string(now + 60) + "\" } }");
    EXPECT_EQ(publish(one).action, PublishReport::Action::unchanged);
    EXPECT_EQ(staged(), std::vector{theirs});
    EXPECT_NE(refused(two).find("another publisher"), std::string::npos);
    EXPECT_EQ(live(), one);
    now += 61;
    EXPECT_EQ(publish(two).action, PublishReport::Action::replaced);
    EXPECT_EQ(staged(), std::vector<std::string>{});
}

TEST_F(Publishing, TakesOverALeaseWhereItIsAskedTo) {
    static_cast<void>(publish(one));
    set_lease("theirs " + std::to_string(now + 60));
    EXPECT_NE(refused(two).find("another publisher"), std::string::npos);
    how.take_over = true;
    EXPECT_EQ(publish(two).action, PublishReport::Action::replaced);
    EXPECT_EQ(live(), two);
    EXPECT_EQ(noted(lease_property), "\"free\"");
}

TEST_F(Publishing, KeepsTheLeaseHoweverLongTheBodiesTake) {
    std::vector<std::int64_t> left;  // seconds, after each body
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (request.content_type == "application/n-triples") {
            now += how.lease_seconds * 2 / 3;
            std::string const value = noted(lease_property);
            left.push_back(std::stoll(value.substr(value.find(' '))) - now);
        }
        return std::nullopt;
    };
    static_cast<void>(publish(one));
    EXPECT_EQ(left.size(), 3U);
    EXPECT_GT(std::ranges::min(left), 0) << "it is renewed before each of them";
}

TEST_F(Publishing, ReplacesNothingThatWasPublishedMeanwhile) {
    static_cast<void>(publish(one));
    // Another is done between the first look and the lease.
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (request.body == "INSERT DATA {}") {
            std::string const any = "GRAPH <" + notes + "> { <" + graph + "> <" + std::string{revision_property} + "> ";
            server.update("DELETE { " + any + "?o } } INSERT { " + any + "2 } } WHERE { " + any + "?o } }");
        }
        return std::nullopt;
    };
    EXPECT_NE(refused(two).find("another publisher has published to"), std::string::npos);
    EXPECT_EQ(live(), one);
    EXPECT_EQ(noted(lease_property), "\"free\"");
}

TEST_F(Publishing, StaysInWithTheSmallerTokenOfTwoThatAskedAtOnce) {
    static_cast<void>(publish(one));
    for (std::string const other : {"a-smaller", "z-larger"}) {
        SCOPED_TRACE(other);
        std::string const theirs = "DATA { GRAPH <" + notes + "> { <" + graph + "> <" + std::string{lease_property} +
                                   "> \"" + other + " " + std::to_string(now + 60) + "\" } }";
        std::string const mine = "token" + std::to_string(runs + 1) + " ";
        int looks = -1;
        server.script = [&](Request const& request) -> std::optional<Response> {
            std::string const text = text_of(request);
            bool const asks = request.body.starts_with("query=");
            if (looks < 0 && !asks && text.find(mine) != std::string::npos) {
                looks = 0;
                Response const done = server.serve(request);
                server.update("INSERT " + theirs);  // the server has not seen the one when it took the other
                return done;
            }
            if (looks >= 0 && asks && text.find(notes) != std::string::npos && ++looks == 3) {
                server.update("DELETE " + theirs);  // the other steps back, or was killed
            }
            return std::nullopt;
        };
        if (other < mine) {
            EXPECT_NE(refused(two).find("another publisher is changing"), std::string::npos);
            EXPECT_EQ(live(), one);
        } else {
            EXPECT_EQ(publish(two).action, PublishReport::Action::replaced);
            EXPECT_EQ(live(), two);
        }
        server.script = {};
        set_lease("free");
    }
}

TEST_F(Publishing, ChangesNothingAfterItLostTheLease) {
    for (Mode const mode : {Mode::replace, Mode::changes}) {
        server.clear();
        how.mode = mode;
        archive_name = mode == Mode::changes ? "changes" : "replace";
        static_cast<void>(publish(one));
        // Another takes it over between the last look at it and the mark.
        server.script = [&](Request const& request) -> std::optional<Response> {
            if (text_of(request).find("ns#pending> \"token") != std::string::npos &&
                request.body.starts_with("INSERT")) {
                server.update("DELETE { GRAPH <" + notes + "> { ?s <" + std::string{lease_property} +
                              "> ?o } } INSERT { GRAPH <" + notes + "> { <" + graph + "> <" +
                              std::string{lease_property} + "> \"another 99\" } } WHERE { GRAPH <" + notes +
                              "> { ?s <" + std::string{lease_property} + "> ?o } }");
            }
            return std::nullopt;
        };
        EXPECT_NE(refused(two).find("lost to another publisher"), std::string::npos);
        server.script = {};
        EXPECT_EQ(live(), one);
        EXPECT_EQ(noted(lease_property), "\"another 99\"");
    }
}

TEST_F(Publishing, LooksAgainWhetherTheMarkIsThere) {
    static_cast<void>(publish(one));
    server.forget_requests();
    // The server says yes to the mark and does nothing.
    server.script = [&](Request const& request) -> std::optional<Response> {
        bool const marks = text_of(request).find("ns#pending> \"token") != std::string::npos && !is_switch(request);
        return marks && !request.body.starts_with("query=") ? std::optional{Response{200, {}, {}}} : std::nullopt;
    };
    EXPECT_NE(refused(two).find("does not hold it"), std::string::npos);
    EXPECT_TRUE(std::ranges::none_of(server.requests(), is_switch));
    EXPECT_EQ(live(), one);
}

TEST_F(Publishing, CountsEachBodyAfterItWasSent) {
    // The first body is answered with 201 and a statement of it is lost, each time.
    int bodies = 0;
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (request.method != "PUT") {
            return std::nullopt;
        }
        ++bodies;
        Request shorter = request;
        shorter.body.erase(0, shorter.body.find('\n') + 1);
        return server.serve(shorter);
    };
    how.depth = Depth::counts;
    std::string const message = refused(one);
    EXPECT_NE(message.find("the server took 700 statements without an error, and holds 699"), std::string::npos)
        << message;
    EXPECT_EQ(bodies, 2);  // once more from the start
    EXPECT_EQ(live(), "");
    server.script = {};
    EXPECT_EQ(publish(one).action, PublishReport::Action::replaced);
}

TEST_F(Publishing, CountsTheStagingGraphRightBeforeTheSwitch) {
    static_cast<void>(publish(one));
    // It vanishes after it was verified: when the mark is set.
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (text_of(request).find("ns#pending> \"token") != std::string::npos && request.body.starts_with("INSERT")) {
            for (std::string const& each : staged()) {
                server.update("DROP SILENT GRAPH <" + each + ">");
            }
        }
        return std::nullopt;
    };
    std::string const message = refused(two);
    EXPECT_NE(message.find("holds 0 statements in place of 2000 right before the switch"), std::string::npos)
        << message;
    server.script = {};
    EXPECT_EQ(live(), one);
}

TEST_F(Publishing, VerifiesTheStagingGraphBeforeTheSwitch) {
    static_cast<void>(publish(one));
    // A statement is another than what was sent, and the count is right.
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (request.method != "PUT") {
            return std::nullopt;
        }
        Request wrong = request;
        wrong.body.replace(wrong.body.find("\" ."), 1, "x\"");
        return server.serve(wrong);
    };
    std::string const message = refused(two);
    EXPECT_NE(message.find("the staging graph"), std::string::npos) << message;
    EXPECT_NE(message.find("1 changed"), std::string::npos) << message;
    EXPECT_NE(message.find("The old version is live"), std::string::npos) << message;
    EXPECT_EQ(live(), one);
}

TEST_F(Publishing, VerifiesTheLiveGraphAfterTheSwitch) {
    static_cast<void>(publish(one));
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (!is_switch(request) || request.body.starts_with("query=")) {
            return std::nullopt;
        }
        Response const done = server.serve(request);
        server.update("DELETE DATA { GRAPH <" + graph +
                      "> { <https://example.org/s7> <https://example.org/p> \"100007\" } }");
        return done;
    };
    std::string const message = refused(two);
    EXPECT_NE(message.find("<https://example.org/g> holds 1999 statements where 2000 are expected"), std::string::npos)
        << message;
    EXPECT_NE(message.find("neither the old nor the new version"), std::string::npos) << message;
    server.script = {};
    EXPECT_NE(noted(pending_property), "");
    EXPECT_EQ(publish(two).action, PublishReport::Action::replaced);
    EXPECT_EQ(live(), two);
}

TEST_F(Publishing, SaysWhichVersionIsLiveWhereTheSwitchIsRefused) {
    static_cast<void>(publish(one));
    server.script = [&](Request const& request) -> std::optional<Response> {
        return is_switch(request) && !request.body.starts_with("query=") ? std::optional{Response{500, {}, "no"}}
                                                                         : std::nullopt;
    };
    EXPECT_NE(refused(two).find("The old version is live, whole"), std::string::npos);
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (!is_switch(request) || request.body.starts_with("query=")) {
            return std::nullopt;
        }
        static_cast<void>(server.serve(request));
        return Response{500, {}, "no"};
    };
    EXPECT_NE(refused(two).find("The new version is live"), std::string::npos);
}

TEST_F(Publishing, SendsTheWholeToAGraphThatHasStrayed) {
    how.mode = Mode::changes;
    static_cast<void>(publish(one));
    server.update("INSERT DATA { GRAPH <" + graph + "> { <a:a> <a:b> <a:c> } }");
    PublishReport const report = publish(two);
    EXPECT_EQ(report.action, PublishReport::Action::replaced);
    EXPECT_TRUE(has(report.notes, "someone else changed it"));
    EXPECT_EQ(live(), two);
    // The same data again, on a graph that has strayed: not unchanged.
    server.update("INSERT DATA { GRAPH <" + graph + "> { <a:a> <a:b> <a:c> } }");
    EXPECT_EQ(publish(two).action, PublishReport::Action::replaced);
    EXPECT_EQ(live(), two);
}

TEST_F(Publishing, SendsTheWholeAfterAPublicationThatDidNotEnd) {
    how.mode = Mode::changes;
    static_cast<void>(publish(one));
    std::string const mark =
        "INSERT DATA { GRAPH <" + notes + "> { <" + graph + "> <" + std::string{pending_property} + "> \"dead\" } }";
    server.update(mark);
    PublishReport report = publish(two);
    EXPECT_EQ(report.action, PublishReport::Action::replaced);
    EXPECT_TRUE(has(report.notes, "did not end"));
    EXPECT_EQ(noted(pending_property), "");
    // Nor is it unchanged while the mark is there.
    server.update(mark);
    EXPECT_EQ(publish(two).action, PublishReport::Action::replaced);
    EXPECT_EQ(noted(pending_property), "");
}

TEST_F(Publishing, AsksForNoMoreSubjectsInAQueryThanItsTextMayHave) {
    std::string text;
    for (int i = 0; i < 1'900; ++i) {
        std::string number = std::to_string(10'000 + i);
        text += "<https://example.org/" + std::string(1'000, 'x') + number + "> <https://example.org/p> \"1\" .\n";
    }
    static_cast<void>(publish(text));
    std::size_t longest = 0;
    for (Request const& each : server.requests()) {
        longest = std::max(longest, each.body.starts_with("query=") ? text_of(each).size() : 0);
    }
    EXPECT_GT(longest, 40'000U);
    EXPECT_LT(longest, 52'000U);
    // Of changed entities, too.
    how.mode = Mode::changes;
    for (std::size_t at = 0; (at = text.find("\"1\"", at)) != std::string::npos && at < text.size() / 8;) {
        text.replace(at, 3, "\"2\"");
    }
    server.forget_requests();
    EXPECT_EQ(publish(text).action, PublishReport::Action::changed);
    for (Request const& each : server.requests()) {
        EXPECT_LT(each.body.starts_with("query=") ? text_of(each).size() : 0, 52'000U);
    }
}

TEST_F(Publishing, RefusesAGraphThatHoldsWhatItHasNotPublished) {
    server.update("INSERT DATA { GRAPH <" + graph + "> { <a:a> <a:b> <a:c> . <a:d> <a:e> \"01\" } }");
    std::string const message = refused(one);
    EXPECT_NE(message.find("holds 2 statements that this publication has not published, for example <a:a>"),
              std::string::npos)
        << message;
    EXPECT_NE(message.find("--adopt"), std::string::npos);
    EXPECT_EQ(server.held(graph).size(), 2U);
    EXPECT_EQ(server.names(), std::vector{graph});
    // A dry run lists what would go.
    plans = true;
    PublishReport const planned = publish(one);
    ASSERT_EQ(planned.entities.size(), 1'000U);
    EXPECT_EQ(planned.entities[0].subject, "a:a");
    EXPECT_TRUE(planned.entities[1].is_foreign);
    EXPECT_FALSE(planned.entities[2].is_foreign);
    plans = false;
    // Archived, replaced, and back again.
    how.adopt = true;
    PublishReport const report = publish(one);
    EXPECT_EQ(report.revision, 1U);
    EXPECT_TRUE(has(report.notes, "in the archive as revision 0"));
    EXPECT_EQ(live(), one);
    how.adopt = false;
    static_cast<void>(run({}, [&](Publisher& publisher) { return publisher.roll_back(graph, std::nullopt, 700); }));
    EXPECT_EQ(live(), "<a:a> <a:b> <a:c> .\n<a:d> <a:e> \"01\" .\n");
}

TEST_F(Publishing, RefusesAGraphWhoseNotesWereLost) {
    static_cast<void>(publish(one));
    server.update("DROP SILENT GRAPH <" + notes + ">");
    EXPECT_NE(refused(two).find("has not published"), std::string::npos);
    EXPECT_EQ(live(), one);
    how.adopt = true;
    how.mode = Mode::changes;
    EXPECT_EQ(publish(two).action, PublishReport::Action::replaced);
    EXPECT_EQ(live(), two);
}

TEST_F(Publishing, AdoptsNoBlankNodes) {
    server.update("INSERT DATA { GRAPH <" + graph + "> { _:b <a:b> <a:c> } }");
    how.adopt = true;
    EXPECT_NE(refused(one).find("no way back"), std::string::npos);
    EXPECT_EQ(server.held(graph).size(), 1U);
}

TEST_F(Publishing, PutsNoPartIntoAGraphOfAnother) {
    std::string const part = graph + "/description";
    how.adopt = true;
    server.update("INSERT DATA { GRAPH <" + part + "> { <a:a> <a:b> <a:c> } }");
    EXPECT_NE(refused({{graph, one}, {part, two}}).find("A part is never put into such a graph"), std::string::npos);
    server.update("DROP SILENT GRAPH <" + part + ">");
    // The graph of another publication, even while it is empty.
    server.update("INSERT DATA { GRAPH <" + part + "/.publication> { <" + part + "> <" + std::string{lease_property} +
                  "> \"free\" } }");
    EXPECT_NE(refused({{graph, one}, {part, two}}).find("belongs to another publication"), std::string::npos);
    EXPECT_EQ(live(), "");
    server.clear();
    // A part of this one is no graph for another.
    static_cast<void>(run({{graph, one}, {part, two}}));
    EXPECT_NE(
        [&] {
            try {
                static_cast<void>(run({}, [&](Publisher& publisher) {
                    return publisher.publish(part, {{part, make_snapshot(folder_ / "other.nt", 9, [](auto& out) {
                                                         out.write("<a:a> <a:b> <a:c> .\n");
                                                     })}});
                }));
            } catch (PublishError const& error) {
                return std::string{error.what()};
            }
            return std::string{};
        }()
            .find("belongs to another publication"),
        std::string::npos);
    EXPECT_EQ(live(part), two);
}

TEST_F(Publishing, EmptiesNoGraphThatOnlyItsNotesCallAPart) {
    static_cast<void>(publish(one));
    std::string const theirs = "https://example.org/theirs";
    server.update("INSERT DATA { GRAPH <" + theirs + "> { <a:a> <a:b> <a:c> } GRAPH <" + notes + "> { <" + theirs +
                  "> <" + std::string{checksum_property} + "> \"00\" } }");
    EXPECT_TRUE(has(publish(two).notes, "which it is not"));
    EXPECT_EQ(server.held(theirs).size(), 1U);
}

TEST_F(Publishing, RepairsAFirstPublicationThatDidNotEnd) {
    server.script = [&](Request const& request) -> std::optional<Response> {
        if (text_of(request).find("ns#revision> 1") != std::string::npos) {
            throw TransferError("the network is gone", false);
        }
        return std::nullopt;
    };
    std::string const part = graph + "/description";
    EXPECT_NE(refused({{graph, one}, {part, two}}), "");
    EXPECT_EQ(live(), one);
    server.script = {};
    now += 1'000;
    EXPECT_EQ(run({{graph, two}, {part, two}}).action, PublishReport::Action::replaced);
    EXPECT_EQ(live(), two);
}

TEST_F(Publishing, RollsBackToNoVersionThatWasChangedInTheArchive) {
    std::string const sha256 = publish(one).targets[0].sha256;
    static_cast<void>(publish(two));
    auto const roll_back = [&] {
        return run({}, [&](Publisher& publisher) { return publisher.roll_back(graph, 1, 700); });
    };
    fs::path const file = folder_ / archive_name / (sha256 + ".nt.gz");
    ASSERT_TRUE(fs::exists(file));
    fs::copy_file(file, folder_ / "kept");
    GzipFile changed{file.string()};
    changed.write(lines(numbers(2'000, 1)));
    changed.finish();
    EXPECT_THROW(static_cast<void>(roll_back()), std::runtime_error);
    EXPECT_EQ(live(), two);
    fs::copy_file(folder_ / "kept", file, fs::copy_options::overwrite_existing);
    EXPECT_EQ(roll_back().revision, 3U);
    EXPECT_EQ(live(), one);
}

TEST_F(Publishing, FindsASingleSubjectThatShouldNotBeThere) {
    for (char const* each : {"oxigraph", "virtuoso"}) {
        SCOPED_TRACE(each);
        profile = each;
        server.clear();
        server.update("INSERT DATA { GRAPH <" + graph + "> { <a:a> <a:b> <a:c> } }");
        Endpoint endpoint = find_endpoint();
        Snapshot const expected = make_snapshot(folder_ / "expected.nt", 700, [](auto& out) { out.write(one); });
        Request put;
        put.method = "POST";
        put.url = address + "?graph=" + percent_encoded(graph);
        put.content_type = "application/n-triples";
        put.body = one.substr(one.find('\n') + 1);
        ASSERT_TRUE(server.serve(put).ok());
        Verification const found = verify(endpoint, graph, expected, Depth::full, 0, folder_);
        EXPECT_EQ(found.found, 2'000U) << "as many as there should be";
        EXPECT_EQ(found.missing, 1U);
        EXPECT_EQ(found.extra, 1U);
    }
}

TEST_F(Publishing, ComparesOtherBatchesInEachRunUntilAllWereCompared) {
    std::string const large = lines(numbers(7'000));
    PublishReport report = publish(large);
    std::uint64_t const batches = report.targets[0].verification->batches;
    EXPECT_EQ(batches, 35U);
    EXPECT_LE(report.targets[0].verification->compared_batches, 10U);
    EXPECT_EQ(report.targets[0].all_compared, "");
    EXPECT_EQ(publish(large).targets[0].all_compared, "");
    now += 86'400;
    EXPECT_EQ(publish(large).targets[0].all_compared, "");
    std::string const fourth = publish(large).targets[0].all_compared;
    EXPECT_EQ(fourth, utc(now).substr(0, 10));
    now += 86'400;
    EXPECT_EQ(publish(large).targets[0].all_compared, fourth);
    // A wrong statement anywhere is found within as many runs.
    for (char const* each : {"s17", "s3456", "s6999"}) {
        std::string const subject = "<https://example.org/" + std::string{each} + "> <https://example.org/p> \"";
        server.update("DELETE DATA { GRAPH <" + graph + "> { " + subject + std::string{each}.substr(1) +
                      "\" } } ;\nINSERT DATA { GRAPH <" + graph + "> { " + subject + "wrong\" } }");
        int looks = 0;
        while (live() != large && looks < 10) {
            static_cast<void>(publish(large));
            ++looks;
        }
        EXPECT_LE(looks, 4) << each;
    }
    // And at once when everything is read.
    how.depth = Depth::full;
    now += 86'400;
    report = publish(large);
    EXPECT_EQ(report.targets[0].verification->compared, 7'000U);
    EXPECT_EQ(report.targets[0].all_compared, utc(now).substr(0, 10));
    // Of another version nothing is known yet.
    how.depth = Depth::batches;
    EXPECT_EQ(publish(lines(numbers(7'000, 3'000))).targets[0].all_compared, "");
}

}  // namespace
