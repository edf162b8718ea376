// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/endpoint.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace stoa::publish {
namespace {

using Ways = std::vector<Authentication>;

/// A server of one answer to all updates, and of one to all queries once it was found.
class EndpointRequests : public testing::Test {
protected:
    struct Sent {
        Request request;
        Authentication how;
    };

    class Script final : public Transport {
    public:
        explicit Script(EndpointRequests& test) : test_{test} {}
        Response send(Request const& request, Authentication how) override { return test_.answer(request, how); }
        [[nodiscard]] Traffic traffic() const override { return {}; }

    private:
        EndpointRequests& test_;
    };

    EndpointRequests() {
        options.server = "oxigraph";
        options.attempts = 3;
        options.pause = std::chrono::milliseconds{1};
    }

    Response answer(Request const& request, Authentication how) {
        sent.push_back({request, how});
        if (request.content_type.starts_with("application/sparql-update")) {
            return to_update(request, how);
        }
        return is_found ? to_query(request) : one_row(request);
    }

    Endpoint find() {
        Endpoint endpoint = Endpoint::find("https://example.org/ds", options, std::make_unique<Script>(*this));
        is_found = true;
        sent.clear();
        return endpoint;
    }

    static Response one_row(Request const& /*request*/) {
        return {200, {}, R"({"results":{"bindings":[{"one":{"type":"literal","value":"1"}}]}})"};
    }

    /// How the requests with this text were sent, in order.
    [[nodiscard]] Ways ways_of(std::string_view text) const {
        Ways ways;
        for (Sent const& each : sent) {
            if (each.request.body == text) {
                ways.push_back(each.how);
            }
        }
        return ways;
    }

    EndpointOptions options;
    std::function<Response(Request const&, Authentication)> to_update = [](Request const&, Authentication) {
        return Response{204, {}, {}};
    };
    std::function<Response(Request const&)> to_query = one_row;
    std::vector<Sent> sent;
    bool is_found = false;
};

std::string const nothing = "INSERT DATA {}";  // is sent before the first update
std::string const change = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }";

TEST_F(EndpointRequests, AreRepeatedAsOftenAsTheyMayAndOnlyWhereTheyMay) {
    Endpoint endpoint = find();
    endpoint.prepare_to_write();
    to_update = [](Request const&, Authentication) { return Response{503, {}, "busy"}; };
    EXPECT_THROW(endpoint.update(change, "a change", true), EndpointError);
    EXPECT_EQ(ways_of(change).size(), 3U);
    sent.clear();
    EXPECT_THROW(endpoint.update(change, "a change", false), EndpointError);
    EXPECT_EQ(ways_of(change).size(), 1U) << "it may have been made";
    sent.clear();
    to_update = [](Request const&, Authentication) -> Response { throw TransferError("no answer came", true); };
    EXPECT_THROW(endpoint.update(change, "a change", true), TransferError);
    EXPECT_EQ(ways_of(change).size(), 3U);
    sent.clear();
    EXPECT_THROW(endpoint.update(change, "a change", false), TransferError);
    EXPECT_EQ(ways_of(change).size(), 1U);
    sent.clear();
    to_update = [](Request const&, Authentication) { return Response{500, {}, "an error"}; };
    EXPECT_THROW(endpoint.update(change, "a change", true), EndpointError);
    EXPECT_EQ(ways_of(change).size(), 1U) << "the server is not busy";
}

TEST_F(EndpointRequests, WaitNoLongerThanTheLongestPause) {
    options.longest_pause = std::chrono::seconds{0};
    Endpoint endpoint = find();
    endpoint.prepare_to_write();
    int busy = 2;
    to_update = [&](Request const&, Authentication) {
        return busy-- > 0 ? Response{503, {{"retry-after", "10"}}, {}} : Response{204, {}, {}};
    };
    auto const begin = std::chrono::steady_clock::now();
    endpoint.update(change, "a change", true);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
    EXPECT_EQ(ways_of(change).size(), 3U);
}

TEST_F(EndpointRequests, TakeTheStrongestWayToLogInThatIsOffered) {
    for (auto const& [challenge, way] : std::vector<std::pair<std::string, Authentication>>{
             {"Basic realm=\"x\"", Authentication::basic},
             {"Basic realm=\"x\", Digest realm=\"x\", nonce=\"1\"", Authentication::digest},
             {"Basic realm=\"x\"\nDigest realm=\"x\", nonce=\"1\"", Authentication::digest},
             {"Negotiate, Basic realm=\"x\"", Authentication::basic}}) {
        SCOPED_TRACE(challenge);
        options.http.credentials = {"somebody", "secret", ""};
        is_found = false;
        Endpoint endpoint = find();
        // Clang 14 captures no structured binding by reference.
        to_update = [&, asked = challenge](Request const&, Authentication how) {
            return how == Authentication::none ? Response{401, {{"www-authenticate", asked}}, {}}
                                               : Response{204, {}, {}};
        };
        endpoint.update(change, "a change", true);
        EXPECT_EQ(ways_of(nothing), (Ways{Authentication::none, way}));
        EXPECT_EQ(ways_of(change), Ways{way}) << "it is remembered";
    }
}

TEST_F(EndpointRequests, DoNotTryAWrongAccountAgain) {
    options.http.credentials = {"somebody", "wrong", ""};
    Endpoint endpoint = find();
    to_update = [](Request const&, Authentication) {
        return Response{401, {{"www-authenticate", "Basic realm=\"x\""}}, {}};
    };
    EXPECT_THROW(endpoint.update(change, "a change", true), EndpointError);
    EXPECT_EQ(ways_of(nothing), (Ways{Authentication::none, Authentication::basic}));
    sent.clear();
    EXPECT_THROW(endpoint.update(change, "a change", true), EndpointError);
    EXPECT_EQ(ways_of(nothing), Ways{Authentication::basic}) << "once more would lock it at some servers";
    EXPECT_EQ(ways_of(change), Ways{});
}

TEST_F(EndpointRequests, AskAgainForAnAnswerThatIsNone) {
    Endpoint endpoint = find();
    to_query = [&](Request const& request) {
        return sent.size() < 3 ? Response{200, {}, "<html>Wait</html>"} : one_row(request);
    };
    EXPECT_EQ(endpoint.select("SELECT (1 AS ?one) {}", {"one"}).size(), 1U);
    EXPECT_EQ(sent.size(), 3U);
    sent.clear();
    to_query = [](Request const&) { return Response{200, {}, "<html>Hello</html>"}; };
    EXPECT_THROW(static_cast<void>(endpoint.select("SELECT (1 AS ?one) {}", {"one"})), EndpointError);
    EXPECT_EQ(sent.size(), 3U);
}

TEST_F(EndpointRequests, PutNoBodyWithoutTheNameOfAGraph) {
    Endpoint endpoint = find();
    EXPECT_THROW(endpoint.upload("", {"part.nt", 0, 5}, true, 1, "a body"), std::logic_error);
    EXPECT_TRUE(sent.empty()) << "it would replace a whole data set";
}

}  // namespace
}  // namespace stoa::publish
