// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"

namespace stoa::app {

/// Writes to standard output and throws rdf::WriteError when it is full or closed.
void print(std::string_view text);

/// One line each to standard error, errors and warnings (the latter not when `quiet`), in colour on a terminal.
void print_diagnostics(diagnostics::Diagnostics const& diagnostics, bool quiet);

/// A line on standard error that says what is being done, from the first second on, when it is a terminal.
/// The line is wiped when the object ends.
class Progress {
public:
    explicit Progress(bool quiet);
    ~Progress();
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;

    /// `stage` is a string literal.
    void stage(char const* stage) { count(stage, 0, 0); }
    /// With how much is done of how much; `of` is 0 where that is not known.
    void count(char const* stage, std::uint64_t done, std::uint64_t of);

private:
    void run();

    std::atomic<char const*> stage_{"working"};
    std::atomic<std::uint64_t> done_{0};
    std::atomic<std::uint64_t> of_{0};
    std::atomic<std::int64_t> stage_began_{0};  ///< of the steady clock
    std::mutex mutex_;
    std::condition_variable ended_;
    bool end_ = false;
    std::thread thread_;
};

/// Columns padded to their widest cell (in code points), two spaces apart; the first row is a heading.
[[nodiscard]] std::string text_table(std::vector<std::vector<std::string>> const& rows, std::vector<bool> const& right);

/// As above, with cells broken at spaces so that the whole is at most `widest` wide, if that can be: no column is made
/// narrower than 16, nor a word cut. Cells go on in lines below, indented.
[[nodiscard]] std::string fitted_table(std::vector<std::vector<std::string>> const& rows,
                                       std::vector<bool> const& right, std::size_t widest);

/// The text in lines of at most `widest` code points, broken at spaces; the lines after a first one that starts with
/// `- ` are indented. Ends with a line feed.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t widest);

/// 1234567 as 1,234,567.
[[nodiscard]] std::string grouped(std::size_t number);

}  // namespace stoa::app
