// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/diagnostics_report.hpp"

#include <fmt/format.h>

#include "stoa/tables/text.hpp"

namespace stoa::app {
namespace {

constexpr std::size_t most_of_a_code = 100;
constexpr std::size_t most_in_all = 1000;

}  // namespace

std::vector<tables::Column> const& diagnostic_columns() {
    using namespace tables::type;
    static std::vector<tables::Column> const columns{
        {"severity", text, "error or warning"},
        {"code", text, "what the message is about"},
        {"file", text, "the file, empty if none"},
        {"line", integer({}), "line from 1; 0: the file as a whole"},
        {"column", integer({}), "column from 1, in code points; 0: the line as a whole"},
        {"message", text, "what is wrong, and what to do"},
    };
    return columns;
}

std::vector<tables::Value> row_of(diagnostics::Diagnostic const& diagnostic) {
    std::vector<tables::Value> row;
    row.emplace_back(std::string{diagnostic.severity() == diagnostics::Severity::error ? "error" : "warning"});
    row.emplace_back(std::string{definition(diagnostic.code).name});
    row.emplace_back(diagnostics::printable(diagnostic.where.file));
    row.emplace_back(std::int64_t{diagnostic.where.line});
    row.emplace_back(std::int64_t{diagnostic.where.column});
    row.emplace_back(diagnostics::printable(diagnostic.message));
    return row;
}

tables::Records rows_of(diagnostics::Diagnostics const& diagnostics) {
    tables::Records records;
    for (diagnostics::Diagnostic const& each : diagnostics.sorted()) {
        records.rows.push_back(row_of(each));
    }
    return records;
}

bool MessageLimit::shows(std::string_view code) {
    Count& count = counts_[code];
    ++count.all;
    bool const shown = all_ || (count.shown < most_of_a_code && shown_ < most_in_all);
    count.shown += shown ? 1U : 0U;
    shown_ += shown ? 1U : 0U;
    return shown;
}

std::string MessageLimit::rest() const {
    std::string text;
    for (auto const& [code, count] : counts_) {
        if (count.shown < count.all) {
            text += fmt::format("{} more of {}, {} in all\n", tables::grouped(count.all - count.shown), code,
                                tables::grouped(count.all));
        }
    }
    return text.empty() ? text : text + "--all shows every message of check and validate, and so does their JSON\n";
}

}  // namespace stoa::app
