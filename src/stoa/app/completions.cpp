// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/completions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "stoa/app/command_table.hpp"

namespace stoa::app {
namespace {

/// The meaning on one line.
std::string line_of(std::string_view meaning) {
    std::string line{meaning};
    std::ranges::replace(line, '\n', ' ');
    return line;
}

/// With a character before each of those that mean something where it stands.
std::string escaped(std::string_view text, std::string_view special, std::string_view escape = "\\") {
    std::string result;
    for (char const each : text) {
        result += (special.find(each) == std::string_view::npos ? std::string{} : std::string{escape}) + each;
    }
    return result;
}

/// Between single quotes of bash and zsh.
std::string in_quotes(std::string_view text) {
    std::string result = "'";
    for (char const each : text) {
        result += each == '\'' ? std::string{"'\\''"} : std::string{each};
    }
    return result + "'";
}

Words words_of(ArgumentDef const& argument) { return argument.words == nullptr ? Words{} : argument.words(); }

std::string joined_words(ArgumentDef const& argument) { return fmt::format("{}", fmt::join(words_of(argument), " ")); }

/// Options that stand behind the command: its own, and those of the program that all commands take.
std::vector<ArgumentDef const*> options_for(CommandDef const& command) {
    std::vector<ArgumentDef const*> options;
    for (ArgumentDef const& each : arguments()) {
        bool const is_for_all = each.name == "--quiet";
        if (each.is_option() && (each.commands.contains(command.id) || is_for_all)) {
            options.push_back(&each);
        }
    }
    return options;
}

std::vector<ArgumentDef const*> positionals_of(CommandDef const& command) {
    std::vector<ArgumentDef const*> positionals = arguments_of(command.id);
    std::erase_if(positionals, [](ArgumentDef const* each) { return each->is_option(); });
    return positionals;
}

std::vector<std::string_view> names_of(ArgumentDef const& option) {
    return option.short_name.empty() ? std::vector{option.name} : std::vector{option.short_name, option.name};
}

// --- bash -------------------------------------------------------------------------------------------------------

std::string_view kind_in_bash(ArgumentDef const& argument) {
    switch (argument.value) {
        case Value::file:
            return "file";
        case Value::folder:
            return "folder";
        default:
            return argument.separator != '\0' ? "list" : "word";
    }
}

std::string case_in_bash(std::string_view pattern, std::string_view takes, std::string_view words) {
    return fmt::format("    {}) takes={} words={} ;;\n", pattern, takes, in_quotes(words));
}

// --- zsh --------------------------------------------------------------------------------------------------------

std::string action_in_zsh(ArgumentDef const& argument) {
    std::string const words = joined_words(argument);
    switch (argument.value) {
        case Value::file:
            return "_files";
        case Value::folder:
            return "_files -/";
        default:
            return words.empty()                ? " "
                   : argument.separator != '\0' ? fmt::format("_sequence compadd - {}", words)
                                                : fmt::format("({})", words);
    }
}

std::string option_in_zsh(ArgumentDef const& option) {
    bool const has_value = option.value != Value::nothing;
    std::string const meaning = escaped(line_of(option.meaning), "[]\\:");
    std::string const value = has_value ? fmt::format("{}{}:{}", option.value == Value::revision ? "::" : ":",
                                                      escaped(option.argument, "[]\\:"), action_in_zsh(option))
                                        : std::string{};
    std::string text;
    for (std::string_view const name : names_of(option)) {
        // Given once, unless it is a list; the other name then says the same.
        std::string const once = option.repeatable ? "*" : fmt::format("({})", fmt::join(names_of(option), " "));
        std::string_view const attached = !has_value ? "" : name.starts_with("--") ? "=" : "+";
        text += fmt::format(" \\\n        {}",
                            in_quotes(fmt::format("{}{}{}[{}]{}", once, name, attached, meaning, value)));
    }
    return text;
}

std::string positionals_in_zsh(CommandDef const& command) {
    std::string text;
    for (ArgumentDef const* each : positionals_of(command)) {
        if (each->value == Value::question) {
            text += " \\\n        " + in_quotes(fmt::format("1:question:({})", joined_words(*each)));
            text += " \\\n        '*:folder:_files -/'";
        } else {
            text += " \\\n        " +
                    in_quotes(fmt::format("{}:{}:{}", each->repeatable ? "*" : "", each->name, action_in_zsh(*each)));
        }
    }
    return text;
}

/// The function that completes what follows the command, and those of its sub-commands.
std::string function_in_zsh(CommandDef const& command) {
    std::string name{command.name};
    std::ranges::replace(name, ' ', '_');
    std::vector<CommandDef const*> const below = subcommands(command);
    std::string text;
    for (CommandDef const* each : below) {
        text += function_in_zsh(*each);
    }
    std::string options;
    for (ArgumentDef const* each : options_for(command)) {
        options += option_in_zsh(*each);
    }
    if (below.empty()) {
        return text +
               fmt::format("_{}() {{\n    _arguments -s{}{}\n}}\n\n", name, options, positionals_in_zsh(command));
    }
    text += fmt::format(
        "_{}() {{\n    local curcontext=$curcontext state line\n    typeset -A opt_args\n"
        "    _arguments -s -C{} \\\n        '1:command:->command' \\\n        '*::argument:->argument'\n"
        "    case $state in\n    command)\n        local -a commands=(\n",
        name, options);
    std::string cases;
    for (CommandDef const* each : below) {
        text += fmt::format("            {}\n", in_quotes(fmt::format("{}:{}", each->last_word(), each->summary)));
        cases += fmt::format("        {0}) _{1}_{0} ;;\n", each->last_word(), name);
    }
    return text + fmt::format(
                      "        )\n        _describe command commands\n        ;;\n    argument)\n"
                      "        case $line[1] in\n{}        esac\n        ;;\n    esac\n}}\n\n",
                      cases);
}

// --- fish -------------------------------------------------------------------------------------------------------

std::string in_fish_quotes(std::string_view text) { return "'" + escaped(text, "'\\") + "'"; }

std::string value_in_fish(ArgumentDef const& argument) {
    std::string const words = joined_words(argument);
    switch (argument.value) {
        case Value::nothing:
            return {};
        case Value::file:
            return " -r -F";
        case Value::folder:
            return " -x -a '(__fish_complete_directories (commandline -ct))'";
        case Value::revision:
            return " -f";  // may be left out
        default:
            return words.empty()                ? " -x"
                   : argument.separator != '\0' ? fmt::format(" -x -a '(__fish_append , {})'", words)
                                                : fmt::format(" -x -a '{}'", words);
    }
}

/// The command line is behind the command; with a place, behind so many of its positionals.
std::string condition_in_fish(CommandDef const& command, std::string_view place = {}) {
    return fmt::format("complete -c stoa -n '__stoa_at \"{}\"{}{}'", command.name, place.empty() ? "" : " ", place);
}

std::string positionals_in_fish(CommandDef const& command) {
    std::string text;
    std::size_t place = 0;
    for (ArgumentDef const* each : positionals_of(command)) {
        std::string const at = each->repeatable ? std::string{} : std::to_string(place);
        std::string const meaning = in_fish_quotes(line_of(each->meaning));
        if (each->value == Value::question) {
            text += fmt::format("{} -f -a '{}'\n", condition_in_fish(command, "0"), joined_words(*each));
            text += fmt::format("{} -f -a '(__fish_complete_directories (commandline -ct))'\n",
                                condition_in_fish(command, "1-"));
        } else if (each->value == Value::file) {
            text += fmt::format("{} -F\n", condition_in_fish(command));
        } else if (each->value == Value::folder) {
            text += fmt::format("{} -f -a '(__fish_complete_directories (commandline -ct))'\n",
                                condition_in_fish(command, each->repeatable ? fmt::format("{}-", place) : at));
        } else if (each->words != nullptr) {
            text += fmt::format("{} -f -a '{}' -d {}\n", condition_in_fish(command, at), joined_words(*each), meaning);
        }
        ++place;
    }
    return text;
}

}  // namespace

std::string bash_completions() {
    std::string cases;
    for (CommandDef const& command : commands()) {
        std::string options;
        for (ArgumentDef const* each : options_for(command)) {
            for (std::string_view const name : names_of(*each)) {
                options += (options.empty() ? "" : " ") + std::string{name};
                if (each->value != Value::nothing && each->value != Value::revision) {
                    cases += case_in_bash(in_quotes(fmt::format("{} {}", command.name, name)), kind_in_bash(*each),
                                          joined_words(*each));
                }
            }
        }
        cases += case_in_bash(in_quotes(command.name), "''", options);
        std::string below;
        for (CommandDef const* each : subcommands(command)) {
            below += (below.empty() ? "" : " ") + std::string{each->last_word()};
        }
        if (!below.empty()) {
            cases += case_in_bash(in_quotes(fmt::format("{} 0", command.name)), "word", below);
        }
        std::size_t place = 0;
        for (ArgumentDef const* each : positionals_of(command)) {
            std::string const at = in_quotes(fmt::format("{} {}", command.name, place));
            std::string const and_later = fmt::format("'{} '[{}-9]*", command.name, place);
            if (each->value == Value::question) {
                cases += case_in_bash(at, "word", joined_words(*each));
                cases += case_in_bash(and_later, "folder", "");
            } else {
                cases += case_in_bash(each->repeatable ? and_later : at, kind_in_bash(*each), joined_words(*each));
            }
            ++place;
        }
    }
    return "# Completion of stoa for bash: `stoa completions bash` writes it. Bash reads it from the file stoa in\n"
           "# ~/.local/share/bash-completion/completions, or by `source`.\n\n"
           "# Sets `takes` and `words` to what stands at a place: options behind a COMMAND, the value of COMMAND "
           "OPTION, or\n"
           "# the positional COMMAND NUMBER.\n"
           "_stoa_table() {\n    takes='' words=''\n    case $1 in\n" +
           cases +
           R"(    esac
}

_stoa() {
    local word=${COMP_WORDS[COMP_CWORD]} command=stoa place=0 takes='' words='' before='' i
    for ((i = 1; i < COMP_CWORD; ++i)); do
        if [[ ${COMP_WORDS[i]} == -* ]]; then
            _stoa_table "$command ${COMP_WORDS[i]}"
            if [[ -n $takes ]]; then
                [[ ${COMP_WORDS[i + 1]-} == = ]] && ((++i))
                ((++i))
            fi
        else
            _stoa_table "$command ${COMP_WORDS[i]}"
            if [[ -z $takes && -n $words ]]; then
                command+=" ${COMP_WORDS[i]}"
            else
                ((++place))
            fi
        fi
    done
    [[ $word == = ]] && word=''
    if ((i <= COMP_CWORD)); then
        if [[ $word == -* ]]; then
            _stoa_table "$command"
        else
            _stoa_table "$command $place"
        fi
    fi
    case $takes in
    file | folder)
        compopt -o filenames 2> /dev/null
        mapfile -t COMPREPLY < <(compgen -A "${takes/folder/directory}" -- "$word")
        ;;
    list)
        [[ $word == *,* ]] && before=${word%,*},
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words" -- "${word##*,}")
        ;;
    *)
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
        ;;
    esac
}

complete -F _stoa stoa
)";
}

std::string zsh_completions() {
    return "#compdef stoa\n"
           "# Completion of stoa for zsh: `stoa completions zsh` writes it. Zsh reads it from the file _stoa in a "
           "folder of\n"
           "# its fpath.\n\n" +
           function_in_zsh(commands().front()) + "_stoa \"$@\"\n";
}

std::string fish_completions() {
    std::set<std::string_view> with_value;
    std::string lines;
    for (CommandDef const& command : commands()) {
        for (CommandDef const* each : subcommands(command)) {
            lines += fmt::format("{} -f -a {} -d {}\n", condition_in_fish(command), each->last_word(),
                                 in_fish_quotes(each->summary));
        }
        for (ArgumentDef const* each : options_for(command)) {
            lines += fmt::format("{}{}{} -l {}{} -d {}\n", condition_in_fish(command),
                                 each->short_name.empty() ? "" : " -s ",
                                 each->short_name.substr(std::min<std::size_t>(1, each->short_name.size())),
                                 each->name.substr(2), value_in_fish(*each), in_fish_quotes(line_of(each->meaning)));
            if (each->value != Value::nothing && each->value != Value::revision) {
                std::ranges::copy(names_of(*each), std::inserter(with_value, with_value.end()));
            }
        }
        lines += positionals_in_fish(command);
    }
    std::string nested;
    for (CommandDef const& command : commands()) {
        if (&command != &commands().front() && !subcommands(command).empty()) {
            nested += " " + in_fish_quotes(command.name);
        }
    }
    return fmt::format(
        R"(# Completion of stoa for fish: `stoa completions fish` writes it. Fish reads it from the file stoa.fish in
# ~/.config/fish/completions.

# Whether the command line is behind this command, and behind so many of its positionals: `2` or, at least, `2-`.
function __stoa_at --argument-names command place
    set -l words (commandline -opc)
    set -l found stoa
    set -l count 0
    set -l skip 0
    for word in $words[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word {}
            set skip 1
        else if string match -q -- '-*' $word
            continue
        else if test $found = stoa; or contains -- "$found"{}
            set found "$found $word"
        else
            set count (math $count + 1)
        end
    end
    test "$found" = $command; or return 1
    test -z "$place"; and return 0
    string match -q -- '*-' $place; and test $count -ge (string trim -c - $place); or test $count = $place
end

complete -c stoa -f
{})",
        fmt::join(with_value, " "), nested, lines);
}

}  // namespace stoa::app
