// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/app/arguments.hpp"

/// The one table of the command line. The parser, `--help`, the manual pages, docs/commands.md and the completions of
/// every shell come from it.
namespace stoa::app {

/// In the order of the help.
enum class CommandId : std::uint8_t {
    stoa,
    check,
    completions,
    draw,
    endpoint,
    endpoint_info,
    export_,
    info,
    init,
    manual,
    publish,
    query,
    schema,
    validate,
    verify,
};
inline constexpr std::size_t command_count = 15;

/// A set of commands, one bit each.
class CommandSet {
public:
    constexpr CommandSet() = default;
    constexpr CommandSet(std::initializer_list<CommandId> commands) {
        for (CommandId const each : commands) {
            bits_ |= bit(each);
        }
    }
    [[nodiscard]] static constexpr CommandSet all() {
        CommandSet set;
        set.bits_ = (std::uint32_t{1} << command_count) - 1;
        return set;
    }
    [[nodiscard]] constexpr bool contains(CommandId command) const { return (bits_ & bit(command)) != 0; }

private:
    [[nodiscard]] static constexpr std::uint32_t bit(CommandId command) {
        return std::uint32_t{1} << static_cast<unsigned>(command);
    }
    std::uint32_t bits_ = 0;
};

/// What the value of an argument is, for the parser and for completion.
enum class Value : std::uint8_t {
    nothing,   ///< of a flag
    text,      ///< any text; `words`, if any, are only proposed
    word,      ///< one of `words`
    count,     ///< a whole number, from `least` to `most` if there is a `most`
    revision,  ///< the number of a revision, which may be left out
    file,
    folder,
    question,  ///< one of `words`, then folders
};

using Words = std::vector<std::string_view>;

/// An option or, with a name that does not begin with `-`, a positional. A name may stand in several rows that differ,
/// each for other commands.
struct ArgumentDef {
    std::string_view name{};        ///< `--output`
    std::string_view short_name{};  ///< `-o`, or empty
    Value value = Value::nothing;
    std::string_view argument{};  ///< name of the value: `FILE`
    Words (*words)() = nullptr;
    std::uint64_t least = 0;
    std::uint64_t most = 0;            ///< 0: any
    std::string_view default_value{};  ///< of a list, its words with commas
    bool required = false;
    bool repeatable = false;
    char separator = '\0';       ///< between the words of a list, if they may stand in one argument
    std::string_view group{};    ///< heading in the help
    std::string_view meaning{};  ///< lines that fit in the help
    CommandSet commands{};

    [[nodiscard]] bool is_option() const { return name.starts_with('-'); }
};

struct CommandDef {
    CommandId id{};
    std::string_view name{};  ///< all words of it: `stoa endpoint info`
    std::string_view summary{};
    std::string (*lists)() = nullptr;        ///< what the help lists before `about`, as lines
    std::string_view about{};                ///< paragraphs, lines that fit in the help
    std::string_view examples{};             ///< command lines, one a line
    int (*run)(Arguments const&) = nullptr;  ///< nothing where a sub-command must follow

    [[nodiscard]] std::string_view last_word() const { return name.substr(name.rfind(' ') + 1); }
};

/// By `CommandId`; the first is the program itself.
[[nodiscard]] std::span<CommandDef const> commands();
[[nodiscard]] CommandDef const& definition(CommandId command);
/// Those that may follow the words of this one.
[[nodiscard]] std::vector<CommandDef const*> subcommands(CommandDef const& command);
/// Among those; nothing where there is none.
[[nodiscard]] CommandDef const* find_subcommand(CommandDef const& command, std::string_view word);

/// In the order of the help. All commands take the options of the program too.
[[nodiscard]] std::span<ArgumentDef const> arguments();
[[nodiscard]] std::vector<ArgumentDef const*> arguments_of(CommandId command);

}  // namespace stoa::app
