// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoa::app {

struct ArgumentDef;
enum class CommandId : std::uint8_t;

/// What the command line says to one command, checked against the table. Names are those of the table (`--output`,
/// `INPUT`), and the command takes them.
class Arguments {
public:
    /// The words that were given for each argument, by its name; of a flag they say nothing.
    using Given = std::map<std::string_view, std::vector<std::string>>;

    Arguments(CommandId command, Given given) : command_{command}, given_{std::move(given)} {}

    [[nodiscard]] bool given(std::string_view name) const;
    /// The word that was given, even an empty one.
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// The word that was given, else the default, else an empty one.
    [[nodiscard]] std::string text(std::string_view name) const;
    /// As above, of a whole number: 0 without a default.
    [[nodiscard]] std::uint64_t count(std::string_view name) const;
    /// All words that were given, else those of the default.
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    [[nodiscard]] std::vector<std::filesystem::path> paths(std::string_view name) const;

private:
    [[nodiscard]] ArgumentDef const& definition(std::string_view name) const;

    CommandId command_;
    Given given_;
};

}  // namespace stoa::app
