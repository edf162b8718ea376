// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "stoa/publish/http.hpp"

namespace stoa::test {

/// A SPARQL server in the memory of a test, in place of HTTP: graphs, and as much of SPARQL as publishing uses. What it
/// does not know it refuses with status 400. A script may stand before it: it sees each request first and may answer
/// it.
class GraphServer final : public publish::Transport {
public:
    using Statement = std::array<std::string, 3>;  ///< terms in N-Triples
    using Graph = std::set<Statement>;

    [[nodiscard]] publish::Response send(publish::Request const& request, publish::Authentication how) override;
    [[nodiscard]] publish::Traffic traffic() const override { return {requests_.size(), 0, 0}; }

    /// Does what the request asks for, whatever the script says: also long after it was sent.
    publish::Response serve(publish::Request const& request);

    /// The statements of a graph; none of one that is not there.
    [[nodiscard]] Graph held(std::string const& graph) const;
    [[nodiscard]] std::vector<std::string> names() const;
    void update(std::string const& text);
    void clear() { graphs_.clear(); }

    /// Every request that came, in order. Bodies from files are in `body`.
    [[nodiscard]] std::vector<publish::Request> const& requests() const { return requests_; }
    void forget_requests() { requests_.clear(); }

    std::function<std::optional<publish::Response>(publish::Request const&)> script;

private:
    std::map<std::string, Graph> graphs_;
    std::vector<publish::Request> requests_;
};

/// The text of a query or an update; empty for other requests.
[[nodiscard]] std::string text_of(publish::Request const& request);

}  // namespace stoa::test
