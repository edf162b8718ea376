// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "stoa/app/command_table.hpp"
#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/evolution/options.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

CommandDef const& whole_program() { return definition(CommandId::stoa); }

// --- hints ------------------------------------------------------------------------------------------------------

bool has_name(ArgumentDef const& argument, std::string_view name) {
    return argument.is_option() && (argument.name == name || argument.short_name == name);
}

/// Commands that have the option, beside the program, each once.
std::vector<std::string_view> owners_of(std::string_view option) {
    std::vector<std::string_view> names;
    for (CommandDef const& command : commands()) {
        bool const has = std::ranges::any_of(arguments_of(command.id),
                                             [&](ArgumentDef const* each) { return has_name(*each, option); });
        if (has) {
            names.push_back(command.name);
        }
    }
    return names;
}

/// Why a command does not know the option; nothing where the parser says it.
std::string why_no_option(CommandDef const& command, std::string_view name) {
    auto const former = std::ranges::find(evolution::former_names, name, &evolution::FormerName::name);
    if (former != evolution::former_names.end()) {
        return fmt::format("the option '{}' is now called '{}'", name, evolution::definition(former->option).name);
    }
    if (std::vector<std::string_view> const owners = owners_of(name); !owners.empty()) {
        std::string const list = fmt::format("{}", fmt::join(owners, ", "));
        return &command == &whole_program()
                   ? fmt::format("'{}' stands behind the command that takes it: {}", name, list)
                   : fmt::format("'{}' is an option of {}, not of {}", name, list, command.name);
    }
    if (!name.starts_with("--")) {
        return {};
    }
    Words known;
    for (ArgumentDef const* each : arguments_of(command.id)) {
        if (each->is_option()) {
            known.push_back(each->name);
        }
    }
    return fmt::format("there is no option '{}'{}", diagnostics::printable(name),
                       diagnostics::did_you_mean(name, known));
}

/// The word of the command line that nothing knows, and the nearest one that is known.
std::string hint_for(std::vector<std::string> const& words) {
    CommandDef const* scope = &whole_program();
    auto const knows = [](CommandDef const& command, std::string_view name) {
        return std::ranges::any_of(arguments_of(command.id),
                                   [&](ArgumentDef const* each) { return has_name(*each, name); });
    };
    for (std::string const& word : words) {
        if (word == "--") {
            break;
        }
        std::string const name = word.substr(0, word.find('='));
        std::vector<CommandDef const*> const below = subcommands(*scope);
        if (CommandDef const* const next = find_subcommand(*scope, word)) {
            scope = next;
        } else if (!name.starts_with('-') && !below.empty()) {
            Words known;
            std::ranges::transform(below, std::back_inserter(known), &CommandDef::last_word);
            return fmt::format("there is no command '{}'{}", diagnostics::printable(name),
                               diagnostics::did_you_mean(name, known));
        } else if (name.starts_with('-') && !knows(*scope, name) && !knows(whole_program(), name)) {
            if (std::string why = why_no_option(*scope, name); !why.empty()) {
                return why;
            }
        }
    }
    return {};
}

// --- from the table to CLI11 ------------------------------------------------------------------------------------

/// Accepts these words; another one is refused with the nearest of them.
CLI::Validator one_of(Words const& words) {
    return CLI::Validator{[words](std::string const& word) -> std::string {
                              if (std::ranges::find(words, word) != words.end()) {
                                  return {};
                              }
                              return fmt::format("'{}' is not one of {}{}", diagnostics::printable(word),
                                                 fmt::join(words, ", "), diagnostics::did_you_mean(word, words));
                          },
                          fmt::format("{}", fmt::join(words, "|"))};
}

/// What follows --rollback; where that is the input, the option stands in the wrong place.
CLI::Validator revision_number() {
    return CLI::Validator{[](std::string const& word) -> std::string {
                              bool const is_number = !word.empty() && word.size() < 20 &&
                                                     word.find_first_not_of("0123456789") == std::string::npos;
                              return is_number ? std::string{}
                                               : fmt::format(
                                                     "'{}' is not the number of a revision; what is read stands "
                                                     "before --rollback",
                                                     diagnostics::printable(word));
                          },
                          ""};
}

bool is_count(CLI::results_t const& words) {
    std::string const& word = words.front();
    return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

CLI::Option* add(CLI::App& app, ArgumentDef const& argument) {
    std::string const name =
        fmt::format("{}{}{}", argument.short_name, argument.short_name.empty() ? "" : ",", argument.name);
    std::string const meaning{argument.meaning};
    CLI::Option* option = nullptr;
    if (argument.name == "--help") {
        option = app.set_help_flag(name, meaning);
    } else if (argument.name == "--version") {
        option = app.set_version_flag(name, fmt::format("stoa {}", version), meaning);
    } else if (argument.value == Value::nothing) {
        option = app.add_flag(name, meaning)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    } else {
        CLI::callback_t const check = argument.value == Value::count ? CLI::callback_t{is_count} : CLI::callback_t{};
        option = app.add_option(name, check, meaning)->type_name(std::string{argument.argument});
    }
    if (!argument.group.empty()) {
        option->group(std::string{argument.group});
    }
    option->required(argument.required);
    if (argument.repeatable) {
        // An option takes one word each time it is given, so that what follows is left for the inputs.
        option->expected(CLI::detail::expected_max_vector_size)->allow_extra_args(!argument.is_option());
    }
    if (argument.repeatable && argument.separator != '\0') {
        option->delimiter(argument.separator);
    }
    if (argument.value == Value::word) {
        option->check(one_of(argument.words()));
    } else if (argument.value == Value::revision) {
        option->expected(0, 1)->check(revision_number());
    } else if (argument.most > 0) {
        option->check(CLI::Range(argument.least, argument.most));
    }
    if (!argument.default_value.empty()) {
        option->default_str(argument.repeatable ? fmt::format("[{}]", argument.default_value)
                                                : std::string{argument.default_value});
    }
    return option;
}

/// A command as CLI11 sees it.
struct Parser {
    CommandDef const* command = nullptr;
    CLI::App* app = nullptr;
    std::vector<std::pair<ArgumentDef const*, CLI::Option*>> options{};
};

std::string footer_of(CommandDef const& command) {
    std::string text = command.lists == nullptr ? std::string{} : command.lists() + "\n";
    text += command.about;
    text += command.about.empty() ? "Examples:" : "\n\nExamples:";
    for (std::string_view rest = command.examples; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
        text += fmt::format("\n  {}", rest.substr(0, rest.find('\n')));
    }
    return text;
}

/// Parsers of the command and of those below it. Only what the command line mentions gets its options: the others are
/// known by name and summary alone.
void add_parsers(std::vector<Parser>& parsers, CommandDef const& command, CLI::App& app,
                 std::vector<std::string> const& words) {
    Parser parser{&command, &app};
    bool const is_program = &command == &whole_program();
    if (is_program || std::ranges::find(words, command.last_word()) != words.end()) {
        for (ArgumentDef const* each : arguments_of(command.id)) {
            parser.options.emplace_back(each, add(app, *each));
        }
        app.footer(footer_of(command));
    }
    parsers.push_back(std::move(parser));
    std::vector<CommandDef const*> const below = subcommands(command);
    if (!below.empty()) {
        app.require_subcommand(1);
    }
    for (CommandDef const* each : below) {
        add_parsers(parsers, *each, *app.add_subcommand(std::string{each->last_word()}, std::string{each->summary}),
                    words);
    }
}

/// The parsers of the commands that were chosen: the program, then `endpoint`, then `info`.
std::vector<Parser const*> chosen_parsers(std::vector<Parser> const& parsers) {
    std::vector<Parser const*> chosen{&parsers.front()};
    while (!chosen.back()->app->get_subcommands().empty()) {
        CLI::App const* const next = chosen.back()->app->get_subcommands().front();
        chosen.push_back(&*std::ranges::find(parsers, next, [](Parser const& each) { return each.app; }));
    }
    return chosen;
}

std::string why_refused(std::vector<Parser const*> const& chosen, CLI::ParseError const& error,
                        std::vector<std::string> const& words) {
    if (std::string hint = hint_for(words); !hint.empty()) {
        return hint;
    }
    for (Parser const* parser : chosen) {
        for (auto const& [argument, option] : parser->options) {
            if (argument->is_option() && !argument->repeatable && argument->value != Value::nothing &&
                option->count() > 1) {
                return fmt::format("{} is given {} times: give it once", argument->name, option->count());
            }
        }
    }
    bool const lacks_command = dynamic_cast<CLI::RequiredError const*>(&error) != nullptr &&
                               std::string_view{error.what()}.find("subcommand") != std::string_view::npos;
    return lacks_command ? "a command is required" : error.what();
}

Arguments given_to(std::vector<Parser const*> const& chosen) {
    Arguments::Given given;
    for (Parser const* parser : chosen) {
        for (auto const& [argument, option] : parser->options) {
            if (option->count() == 0 || (argument->value == Value::nothing && !option->as<bool>())) {
                continue;
            }
            given[argument->name] = option->results();
            if (!argument->is_option() && std::ranges::find(option->results(), "") != option->results().end()) {
                throw std::invalid_argument(fmt::format("{} is empty", argument->name));
            }
            if (argument->value == Value::count) {
                given[argument->name] = {std::to_string(option->as<std::uint64_t>())};
            }
        }
    }
    return {chosen.back()->command->id, std::move(given)};
}

}  // namespace

int run_program(int argc, char** argv) {
    std::vector<std::string> const words{argv + 1, argv + argc};
    CLI::App program{std::string{whole_program().summary}, std::string{whole_program().name}};
    program.fallthrough();
    std::vector<Parser> parsers;
    add_parsers(parsers, whole_program(), program, words);
    try {
        program.parse(argc, argv);
    } catch (CLI::CallForHelp const&) {
        Parser const& asked = *chosen_parsers(parsers).back();
        std::string_view const name = asked.command->name;
        // CLI11 puts the name of a sub-command behind those before it.
        print(asked.app->help(std::string{asked.app == &program ? "" : name.substr(0, name.rfind(' '))}) + "\n");
        return 0;
    } catch (CLI::CallForVersion const&) {
        print(fmt::format("stoa {}\n", version));
        return 0;
    } catch (CLI::ParseError const& error) {
        std::vector<Parser const*> const chosen = chosen_parsers(parsers);
        std::string_view const command = chosen.back()->command->name;
        std::fputs(fmt::format("stoa: error: {}\nRun `{} --help` for what it takes.\n",
                               why_refused(chosen, error, words), command)
                       .c_str(),
                   stderr);
        return cannot_go_on;
    }
    std::vector<Parser const*> const chosen = chosen_parsers(parsers);
    return chosen.back()->command->run(given_to(chosen));
}

}  // namespace stoa::app
