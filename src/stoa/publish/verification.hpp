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
    batches,  ///< that, and ten batches of about 200 statements, spread over the graph; others in the next run
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
    std::uint64_t batches = 0;   ///< into which the graph was cut; 0 where it was not
    std::uint64_t compared_batches = 0;
    std::uint64_t missing = 0;
    std::uint64_t extra = 0;
    std::uint64_t changed = 0;
    std::vector<Difference> differences;  ///< the first of them, at most as many as were asked for

    [[nodiscard]] bool is_equal() const { return expected == found && missing == 0 && extra == 0 && changed == 0; }
};

/// How many runs of Depth::batches compare all batches of a graph.
[[nodiscard]] std::uint64_t runs_for(std::uint64_t batches);

/// Compares a graph with what it should hold, by value: `01` and `1` are one xsd:integer, tags of languages have no
/// case. `run` chooses the batches: as many runs as runs_for says, one after the other, compare all of them. `folder`
/// takes what is more than memory should hold. `progress` is told the statements that were read.
[[nodiscard]] Verification verify(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot, Depth depth,
                                  std::uint64_t run, std::filesystem::path const& folder,
                                  std::size_t most_differences = 1000,
                                  std::function<void(std::uint64_t)> const& progress = {});

/// The same as Depth::batches, of these subjects: IRIs in any order. Also of those that the snapshot has not, which
/// must have no statements.
[[nodiscard]] Verification verify_subjects(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot,
                                           std::vector<std::string> const& subjects,
                                           std::size_t most_differences = 1000);

/// Whether a graph holds a blank node.
[[nodiscard]] bool has_blank_node(Endpoint& endpoint, std::string const& graph);
/// Some statement of a graph as a line of N-Triples; empty if it holds none.
[[nodiscard]] std::string example_of(Endpoint& endpoint, std::string const& graph);
/// A graph without blank nodes as the server gives it, sorted in `file`. `folder` as for `verify`.
[[nodiscard]] Snapshot read_back(Endpoint& endpoint, std::string const& graph, std::filesystem::path const& folder,
                                 std::filesystem::path const& file, std::uint64_t most_statements);

/// A literal's value in the one form that comparing needs: whatever form the server gave back.
[[nodiscard]] std::string canonical_value(std::string_view datatype, std::string_view lexical);

}  // namespace stoa::publish
