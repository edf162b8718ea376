// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::diagnostics {

/// A position in an input file: 1-based line and column, columns counted in code points.
/// Line 0 means the file as a whole, an empty file name no position at all.
struct Location {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    auto operator<=>(Location const&) const = default;
};

enum class Severity : std::uint8_t { error, warning };

/// One error or warning about the input, worded for the person who can fix it.
struct Diagnostic {
    Location where;
    Severity severity = Severity::error;
    /// What is wrong and what to do, one line of UTF-8, no full stop.
    std::string message;

    auto operator<=>(Diagnostic const&) const = default;
};

/// `file:line:column: error: message`; control characters are written as `\u00XX`.
[[nodiscard]] std::string to_line(Diagnostic const& diagnostic);

/// All errors and warnings of a run, unordered until `sorted()`. Every module reports bad data here and continues.
class Diagnostics {
public:
    void error(Location where, std::string message);
    void warning(Location where, std::string message);

    [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0; }
    [[nodiscard]] std::size_t error_count() const noexcept { return errors_; }
    [[nodiscard]] std::size_t warning_count() const noexcept { return items_.size() - errors_; }

    /// By file, line, column, severity and message, each once.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;

private:
    std::vector<Diagnostic> items_;
    std::size_t errors_ = 0;
};

/// Control characters as `\u00XX`, invalid UTF-8 bytes as `\xXX`: safe on a terminal and in one line.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace stoa::diagnostics
