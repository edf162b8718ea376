// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "stoa/model/schema.hpp"

namespace stoa::ingest {

/// How a value of the type is written in a data file, as in "takes a date such as 2021-10-27".
[[nodiscard]] std::string_view type_name(model::ValueType type);

/// The name of the type: `date`, `identifier`.
[[nodiscard]] std::string_view short_type_name(model::ValueType type);

}  // namespace stoa::ingest
