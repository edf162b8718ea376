// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/commands.hpp"
#include "stoa/app/completions.hpp"
#include "stoa/app/console.hpp"

namespace stoa::app {

int run_completions(Arguments const& arguments) {
    std::string const shell = arguments.text("SHELL");
    print(shell == "bash" ? bash_completions() : shell == "zsh" ? zsh_completions() : fish_completions());
    return 0;
}

}  // namespace stoa::app
