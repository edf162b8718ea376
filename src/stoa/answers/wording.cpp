// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/wording.hpp"

#include <fmt/format.h>

#include <cassert>

namespace stoa::answers {

using evolution::EventKind;
using evolution::to_text;

std::string in_words(EventKind kind, std::string_view before, std::string_view after) {
    switch (kind) {
        case EventKind::merged:
            return fmt::format("{} merged into {}", before, after);
        case EventKind::split:
            return fmt::format("{} split into {}", before, after);
        case EventKind::branched:
            return fmt::format("{} branched into {}", before, after);
        case EventKind::replaced:
            return fmt::format("{} replaced {}", after, before);
        case EventKind::dispersed:
            return fmt::format("{} dispersed into {}", before, after);
        case EventKind::assembled:
            return fmt::format("{} was assembled from {}", after, before);
        default:
            break;
    }
    assert(false && "only lineage events have two sides");
    return {};
}

std::string shares_in_words(evolution::LineageEvent const& event) {
    return fmt::format("share of the old {}, of the new {}", to_text(event.share_of_old), to_text(event.share_of_new));
}

}  // namespace stoa::answers
