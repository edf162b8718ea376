// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/profile.hpp"

namespace stoa::publish {

// Texts of SPARQL 1.1 Update (https://www.w3.org/TR/sparql11-update/) that change live graphs.

/// A plain literal, for an update.
[[nodiscard]] std::string literal(std::string_view text);

/// Adds `INSERT DATA` or `DELETE DATA` of lines of canonical N-Triples, in operations of at most `most` statements.
void append_operations(std::string& update, std::string_view verb, std::string const& graph,
                       std::vector<std::string> const& lines, std::size_t most);

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
};

/// `held`: a pattern that matches while the change may be made. ADD and DROP take none; before an ADD it is left out,
/// for it would guard a half, and Virtuoso takes twice as long with it.
[[nodiscard]] std::string update_of(Step const& step, Switch how, std::string const& held);

}  // namespace stoa::publish
