// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "stoa/diagnostics/diagnostic.hpp"

namespace stoa::app {

/// `[{"severity": "error", "file": …, "line": …, "column": …, "message": …}]`, sorted.
[[nodiscard]] inline nlohmann::ordered_json to_json(diagnostics::Diagnostics const& diagnostics) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (diagnostics::Diagnostic const& each : diagnostics.sorted()) {
        list.push_back({{"severity", each.severity == diagnostics::Severity::error ? "error" : "warning"},
                        {"file", diagnostics::printable(each.where.file)},
                        {"line", each.where.line},
                        {"column", each.where.column},
                        {"message", diagnostics::printable(each.message)}});
    }
    return list;
}

}  // namespace stoa::app
