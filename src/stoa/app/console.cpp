// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>

#include "stoa/app/diagnostics_report.hpp"
#include "stoa/rdf/output_file.hpp"

namespace stoa::app {

using diagnostics::Diagnostic;
using diagnostics::Severity;

void print(std::string_view text) {
    rdf::OutputFile out{"-"};
    out.write(text);
    out.finish();
}

void print_diagnostics(diagnostics::Diagnostics const& diagnostics, bool quiet, bool all) {
    MessageLimit limit{all};
    bool const colour = isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    std::string text;
    for (Diagnostic const& each : diagnostics.sorted()) {
        if ((quiet && each.severity() == Severity::warning) || !limit.shows(definition(each.code).name)) {
            continue;
        }
        std::string line = diagnostics::to_line(each);
        if (colour) {
            std::string const word = each.title() + ":";
            if (std::size_t const at = line.find(word); at != std::string::npos) {
                line.insert(at + word.size(), "\x1b[0m");
                line.insert(at, each.severity() == Severity::error ? "\x1b[1;31m" : "\x1b[1;33m");
            }
        }
        text += line + "\n";
    }
    text += limit.rest();
    std::fputs(text.c_str(), stderr);
}

Progress::Progress(bool quiet) {
    if (!quiet && isatty(STDERR_FILENO) == 1) {
        thread_ = std::thread{[this] { run(); }};
    }
}

void Progress::count(char const* stage, std::uint64_t done, std::uint64_t of) {
    if (stage_.exchange(stage) != stage) {
        stage_began_ =
            std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
                .count();
    }
    done_ = done;
    of_ = of;
}

Progress::~Progress() {
    if (!thread_.joinable()) {
        return;
    }
    {
        std::lock_guard const lock{mutex_};
        end_ = true;
    }
    ended_.notify_one();
    thread_.join();
}

void Progress::run() {
    using namespace std::chrono_literals;
    auto const start = std::chrono::steady_clock::now();
    bool shown = false;
    std::unique_lock lock{mutex_};
    while (!ended_.wait_for(lock, shown ? 200ms : 1000ms, [this] { return end_; })) {
        auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
        std::string line = fmt::format("\r\x1b[K{} … {} s", stage_.load(), seconds.count());
        std::uint64_t const done = done_;
        std::uint64_t const of = of_;
        if (of > 0 && done > 0 && done <= of) {
            std::chrono::duration<double> const in_stage =
                std::chrono::steady_clock::now().time_since_epoch() - std::chrono::nanoseconds{stage_began_};
            double const rate = static_cast<double>(done) / std::max(in_stage.count(), 0.001);
            constexpr std::uint64_t width = 20;
            line += fmt::format(" [{:.<{}}] {} %, {} a second, about {:.0f} s left",
                                std::string(done * width / of, '#'), width, done * 100 / of,
                                grouped(static_cast<std::size_t>(rate)), static_cast<double>(of - done) / rate);
        }
        std::fputs(line.c_str(), stderr);
        std::fflush(stderr);
        shown = true;
    }
    if (shown) {
        std::fputs("\r\x1b[K", stderr);
    }
}

}  // namespace stoa::app
