// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Scripts that complete command lines of stoa, from the table: commands, options, and values where they are words,
/// files or folders. The comments of each say where the shell looks for it.
namespace stoa::app {

/// For bash 4 and later; works without the package bash-completion.
[[nodiscard]] std::string bash_completions();
/// For the completion system of zsh 5 (`_arguments`).
[[nodiscard]] std::string zsh_completions();
/// For fish 3.
[[nodiscard]] std::string fish_completions();

}  // namespace stoa::app
