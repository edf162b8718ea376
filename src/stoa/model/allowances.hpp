// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <utility>

#include "stoa/diagnostics/diagnostic.hpp"

namespace stoa::model {

/// The warnings that records say are right as they are: `allow = [{ code = "…", reason = "…" }]`. A record is known by
/// its place.
class Allowances {
public:
    /// `at` is the place of the entry itself.
    void add(diagnostics::Location const& record, diagnostics::Code code, diagnostics::Location at);
    /// Whether the record allows the warning, which is then noted as used.
    bool use(diagnostics::Location const& record, diagnostics::Code code);
    /// Warns of entries that silenced nothing.
    void report_unused(diagnostics::Diagnostics& diagnostics) const;

private:
    struct Entry {
        diagnostics::Location at;
        bool used = false;
    };
    std::map<std::pair<diagnostics::Location, diagnostics::Code>, Entry> entries_;
};

}  // namespace stoa::model
