// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/diagnostics/code.hpp"

namespace stoa::diagnostics {

/// A position in an input file: 1-based line and column, columns counted in code points.
/// Line 0 means the file as a whole, an empty file name no position at all.
struct Location {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    auto operator<=>(Location const&) const = default;
};

/// One error or warning about the input, worded for the person who can fix it.
struct Diagnostic {
    Location where;
    Code code{};
    /// What is wrong and what to do, one line of UTF-8, no full stop.
    std::string message;

    auto operator<=>(Diagnostic const&) const = default;

    [[nodiscard]] Severity severity() const noexcept { return definition(code).severity; }
    /// `error[unknown-key]`
    [[nodiscard]] std::string title() const;
};

/// `file:line:column: title: message`, printable. Of a message of more than 2,000 bytes the middle is left out.
[[nodiscard]] std::string to_line(Location const& where, std::string_view title, std::string_view message);
/// With its title: `data/edition-1.toml:4:1: error[unknown-key]: unknown key 'sart', did you mean 'start'?`
[[nodiscard]] std::string to_line(Diagnostic const& diagnostic);

/// All errors and warnings of a run, unordered until `sorted()`. Every module reports bad data here and continues.
class Diagnostics {
public:
    void report(Code code, Location where, std::string message);

    [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0; }
    [[nodiscard]] std::size_t error_count() const noexcept { return errors_; }
    [[nodiscard]] std::size_t warning_count() const noexcept { return items_.size() - errors_; }

    /// By file, line, column, code and message, each once.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;

private:
    std::vector<Diagnostic> items_;
    std::size_t errors_ = 0;
};

/// Control characters, and those that change the direction of text, as `\uXXXX`, invalid UTF-8 bytes as `\xXX`: safe
/// on a terminal and in one line.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace stoa::diagnostics
