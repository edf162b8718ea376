// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/profile.hpp"

namespace stoa::publish {

// Texts of SPARQL 1.1 Update (https://www.w3.org/TR/sparql11-update/) that change live graphs. Each operation has a
// pattern in its own WHERE, `held`, which matches while the change may be made: a copy of the request that arrives late
// then changes nothing. ADD, COPY, DROP, CLEAR, DELETE DATA and INSERT DATA take no pattern, so none of them is used.

/// A plain literal, for an update.
[[nodiscard]] std::string literal(std::string_view text);

/// Adds operations that insert or delete (`verb`) lines of canonical N-Triples, each of at most `most` statements.
void append_operations(std::string& update, std::string_view verb, std::string const& graph,
                       std::vector<std::string> const& lines, std::size_t most, std::string const& held);

/// What the switch does with one live graph.
struct Step {
    enum class Kind : std::uint8_t {
        become,  ///< it shall hold what the staging graph holds
        remove,  ///< what the staging graph holds goes from it
        add,     ///< and comes to it
        empty,   ///< it shall hold nothing
    };
    Kind kind = Kind::become;
    std::string live;
    std::string staging;
    std::uint64_t removed = 0;  ///< statements that go, at most
    std::uint64_t added = 0;    ///< statements that come, at most
};

/// The operations of a step, in order. None changes more than `most` statements (0: any number): where more change,
/// each takes the next so many of them, so all of them together do the step.
[[nodiscard]] std::vector<std::string> operations_of(Step const& step, std::string const& held, std::uint64_t most);

/// The requests of a switch. One, in which all change together; but where an operation would change more than `most`
/// statements and requests are no transactions (`is_atomic`), one for each operation: Virtuoso keeps the log of a whole
/// request in memory, and ends the request when the log is too long.
[[nodiscard]] std::vector<std::string> requests_of(std::vector<Step> const& steps, std::string const& held,
                                                   std::uint64_t most, bool is_atomic);

}  // namespace stoa::publish
