// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/raw_record.hpp"

namespace stoa::ingest {

/// Fills the cells of the file from its text, those of each table in the byte order of the keys. False after reporting
/// why the text is no TOML, or is not fit to be parsed.
[[nodiscard]] bool read_toml(std::string_view text, RawFile& file, diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
