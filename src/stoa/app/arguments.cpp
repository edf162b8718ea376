// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/arguments.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "stoa/app/command_table.hpp"

namespace stoa::app {

ArgumentDef const& Arguments::definition(std::string_view name) const {
    auto const all = arguments();
    auto const found = std::ranges::find_if(all, [&](ArgumentDef const& each) {
        return each.name == name && (each.commands.contains(command_) || each.commands.contains(CommandId::stoa));
    });
    assert(found != all.end() && "a command asks for the arguments that the table gives it");
    return *found;
}

bool Arguments::given(std::string_view name) const { return given_.contains(definition(name).name); }

std::optional<std::string> Arguments::find(std::string_view name) const {
    auto const found = given_.find(definition(name).name);
    return found == given_.end() ? std::nullopt : std::optional{found->second.front()};
}

std::string Arguments::text(std::string_view name) const {
    return find(name).value_or(std::string{definition(name).default_value});
}

std::uint64_t Arguments::count(std::string_view name) const {
    std::string const word = text(name);
    std::uint64_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

std::vector<std::string> Arguments::list(std::string_view name) const {
    if (auto const found = given_.find(name); found != given_.end()) {
        return found->second;
    }
    std::vector<std::string> words;
    for (std::string_view rest = definition(name).default_value; !rest.empty();) {
        std::size_t const end = std::min(rest.find(','), rest.size());
        words.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
}

std::vector<std::filesystem::path> Arguments::paths(std::string_view name) const {
    std::vector<std::string> const words = list(name);
    return {words.begin(), words.end()};
}

}  // namespace stoa::app
