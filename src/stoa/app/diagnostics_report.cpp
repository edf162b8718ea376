// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/diagnostics_report.hpp"

namespace stoa::app {

std::vector<tables::Report> reports_of(diagnostics::Diagnostics const& diagnostics) {
    std::vector<tables::Report> list;
    for (diagnostics::Diagnostic const& each : diagnostics.sorted()) {
        tables::Report& report = list.emplace_back();
        report.add("severity", each.severity == diagnostics::Severity::error ? "error" : "warning");
        report.add("file", diagnostics::printable(each.where.file));
        report.add("line", each.where.line);
        report.add("column", each.where.column);
        report.add("message", diagnostics::printable(each.message));
    }
    return list;
}

}  // namespace stoa::app
