// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/endpoint.hpp"
#include "stoa/publish/snapshot.hpp"

namespace stoa::publish {

/// How much of a graph is read back.
enum class Depth : std::uint8_t {
    counts,   ///< the number of statements alone
    batches,  ///< that, and all statements of subjects spread over the graph: 2,000 to 4,000, or all of a smaller graph
    full,     ///< every statement
};
[[nodiscard]] std::string_view name_of(Depth depth);

/// A statement that is only here or only there, or whose object differs.
struct Difference {
    enum class Kind : std::uint8_t { missing, extra, changed };
    Kind kind = Kind::missing;
    std::string subject;  ///< IRI, without brackets
    std::string predicate;
    std::string here;   ///< N-Triples term; empty for an extra one
    std::string there;  ///< the same; empty for a missing one
};
[[nodiscard]] std::string_view name_of(Difference::Kind kind);

struct Verification {
    Depth depth = Depth::counts;
    std::uint64_t expected = 0;  ///< statements of the snapshot
    std::uint64_t found = 0;     ///< statements that the server counts
    std::uint64_t compared = 0;  ///< statements that were read back
    std::uint64_t missing = 0;
    std::uint64_t extra = 0;
    std::uint64_t changed = 0;
    std::vector<Difference> differences;  ///< the first of them, at most as many as were asked for

    [[nodiscard]] bool is_equal() const { return expected == found && missing == 0 && extra == 0 && changed == 0; }
};

/// Compares a graph with what it should hold, by value: `01` and `1` are one xsd:integer, tags of languages have no
/// case. `folder` takes what is more than memory should hold. `progress` is told the statements that were read.
[[nodiscard]] Verification verify(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot, Depth depth,
                                  std::filesystem::path const& folder, std::size_t most_differences = 1000,
                                  std::function<void(std::uint64_t)> const& progress = {});

/// The same as Depth::batches, of these subjects: IRIs in any order. Also of those that the snapshot has not, which
/// must have no statements.
[[nodiscard]] Verification verify_subjects(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot,
                                           std::vector<std::string> const& subjects,
                                           std::size_t most_differences = 1000);

/// A literal's value in the one form that comparing needs: whatever form the server gave back.
[[nodiscard]] std::string canonical_value(std::string_view datatype, std::string_view lexical);

}  // namespace stoa::publish
