// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"

namespace stoa::app {

CLI::Option* add_inputs(CLI::App& command, std::vector<std::filesystem::path>& inputs) {
    return command.add_option("INPUT", inputs, "Folder of a data set (contains a stoa.toml)")
        ->required()
        ->type_name("FOLDER");
}

CLI::Validator one_of(std::vector<std::string> words) {
    std::string const list = fmt::format("{}", fmt::join(words, "|"));
    return CLI::Validator{[words = std::move(words)](std::string const& word) -> std::string {
                              if (std::ranges::find(words, word) != words.end()) {
                                  return {};
                              }
                              std::vector<std::string_view> const views{words.begin(), words.end()};
                              std::string const hint = diagnostics::did_you_mean(word, views);
                              return fmt::format("'{}' is not one of {}{}", diagnostics::printable(word),
                                                 fmt::join(words, ", "), hint);
                          },
                          list};
}

}  // namespace stoa::app
