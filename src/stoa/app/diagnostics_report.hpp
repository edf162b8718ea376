// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/tables/report.hpp"

namespace stoa::app {

/// Of each diagnostic `severity`, `file`, `line`, `column`, `message`; sorted.
[[nodiscard]] std::vector<tables::Report> reports_of(diagnostics::Diagnostics const& diagnostics);

}  // namespace stoa::app
