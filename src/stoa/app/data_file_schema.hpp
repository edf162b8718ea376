// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stoa::app {

/// Name of the schema in the folder of a data set, and the line by which a TOML file names it for editors (Taplo:
/// https://taplo.tamasfe.dev/configuration/directives.html).
inline constexpr std::string_view schema_file = ".stoa-schema.json";
inline constexpr std::string_view schema_directive = "#:schema ./.stoa-schema.json\n";

/// A JSON Schema (2020-12) of the TOML files of a data set, from the table of kinds and properties: what an editor can
/// check in one file. References, quotes and evidence are left to `stoa check`. A date of TOML is a string. Ends with a
/// line feed.
[[nodiscard]] std::string data_file_schema();

}  // namespace stoa::app
