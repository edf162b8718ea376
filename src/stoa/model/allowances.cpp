// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/allowances.hpp"

#include <utility>

namespace stoa::model {

using diagnostics::Code;
using diagnostics::Location;

void Allowances::add(Location const& record, Code code, Location at) {
    entries_.try_emplace({record, code}, Entry{std::move(at), false});
}

bool Allowances::use(Location const& record, Code code) {
    auto const found = entries_.find({record, code});
    if (found == entries_.end()) {
        return false;
    }
    found->second.used = true;
    return true;
}

void Allowances::report_unused(diagnostics::Diagnostics& diagnostics) const {
    for (auto const& [of, entry] : entries_) {
        if (!entry.used) {
            diagnostics.report(Code::unused_allowance, entry.at,
                               std::string{"there is no warning "}
                                   .append(definition(of.second).name)
                                   .append(" about this record: remove the entry"));
        }
    }
}

}  // namespace stoa::model
