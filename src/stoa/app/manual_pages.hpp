// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stoa/app/command_table.hpp"

/// The commands of the table for readers: as manual pages and as one document.
namespace stoa::app {

/// The commands as a page is called behind `stoa-`: `export`, `endpoint-info`.
[[nodiscard]] Words names_of_pages();
/// `stoa-endpoint-info`
[[nodiscard]] std::string page_name(CommandDef const& command);

/// In the macros of man(7), for groff and mandoc; ASCII.
[[nodiscard]] std::string manual_page(CommandDef const& command);

/// All commands, in Markdown: docs/commands.md.
[[nodiscard]] std::string commands_as_markdown();

}  // namespace stoa::app
