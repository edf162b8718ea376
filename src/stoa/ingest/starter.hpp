// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "stoa/model/check_context.hpp"

namespace stoa::ingest {

/// A file of the data set that `stoa init` makes.
struct Starter {
    std::string_view name;
    std::string_view text;
};

[[nodiscard]] std::span<Starter const> starters();

/// Whether the text stands in a starter only to be replaced.
[[nodiscard]] bool is_placeholder(std::string_view text);
[[nodiscard]] std::span<std::string_view const> placeholders();

/// Warns of texts and addresses of records that are placeholders.
void warn_of_placeholders(model::CheckContext& context);

}  // namespace stoa::ingest
