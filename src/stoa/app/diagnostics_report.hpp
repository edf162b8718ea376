// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/tables/table.hpp"

namespace stoa::app {

/// Of each diagnostic `severity`, `code`, `file`, `line`, `column`, `message`.
[[nodiscard]] std::vector<tables::Column> const& diagnostic_columns();
[[nodiscard]] std::vector<tables::Value> row_of(diagnostics::Diagnostic const& diagnostic);
/// All of them, sorted.
[[nodiscard]] tables::Records rows_of(diagnostics::Diagnostics const& diagnostics);

/// Decides which of many messages are shown on a screen: 100 of each code and 1,000 in all, or every one.
class MessageLimit {
public:
    explicit MessageLimit(bool all) : all_{all} {}

    /// Counts a message with this code, and whether it is shown.
    [[nodiscard]] bool shows(std::string_view code);
    /// How many messages of each code were not shown, a line each, and how to see them; empty if all were.
    [[nodiscard]] std::string rest() const;

private:
    struct Count {
        std::size_t all = 0;
        std::size_t shown = 0;
    };
    bool all_;
    std::size_t shown_ = 0;
    std::map<std::string_view, Count> counts_;
};

}  // namespace stoa::app
