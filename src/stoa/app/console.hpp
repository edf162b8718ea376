// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/tables/text.hpp"

namespace stoa::app {

/// Writes to standard output and throws rdf::WriteError when it is full or closed.
void print(std::string_view text);

/// One line each to standard error, errors and warnings (the latter not when `quiet`), in colour on a terminal: of
/// very many not all (MessageLimit), unless `all`.
void print_diagnostics(diagnostics::Diagnostics const& diagnostics, bool quiet, bool all = false);

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

using tables::fitted_table;
using tables::grouped;
using tables::text_table;
using tables::wrapped;

}  // namespace stoa::app
