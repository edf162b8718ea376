// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/evolution/options.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

/// The word of the command line that nothing knows, and the nearest one that is known.
std::string hint_for(CLI::App const& program, std::vector<std::string> const& words) {
    auto const commands_of = [](CLI::App const& app) {
        std::vector<std::string> names;
        for (CLI::App const* each : app.get_subcommands([](CLI::App const*) { return true; })) {
            names.push_back(each->get_name());
        }
        return names;
    };
    CLI::App const* scope = &program;
    for (std::string const& word : words) {
        std::string const name = word.substr(0, word.find('='));
        std::vector<std::string> const commands = commands_of(*scope);
        if (std::ranges::find(commands, word) != commands.end()) {
            scope = scope->get_subcommand(word);
            continue;
        }
        std::vector<std::string> known;
        if (!name.starts_with("-")) {
            if (commands.empty()) {
                continue;
            }
            known = commands;
        } else {
            for (CLI::Option const* each : scope->get_options()) {
                for (std::string const& each_name : each->get_lnames()) {
                    known.push_back("--" + each_name);
                }
                for (std::string const& each_name : each->get_snames()) {
                    known.push_back("-" + each_name);
                }
            }
            if (!name.starts_with("--") || name == "-") {
                continue;
            }
        }
        if (std::ranges::find(known, name) == known.end()) {
            auto const former = std::ranges::find(evolution::former_names, name, &evolution::FormerName::name);
            if (former != evolution::former_names.end()) {
                return fmt::format("the option '{}' is now called '{}'", name,
                                   evolution::definition(former->option).name);
            }
            std::vector<std::string_view> const views{known.begin(), known.end()};
            return fmt::format("there is no {} '{}'{}", name.starts_with("-") ? "option" : "command",
                               diagnostics::printable(name), diagnostics::did_you_mean(name, views));
        }
    }
    return {};
}

}  // namespace

int run_program(int argc, char** argv) {
    CLI::App program{"Turns the records of a conference series into a knowledge graph in RDF.", "stoa"};
    program.set_version_flag("--version", fmt::format("stoa {}", version));
    program.require_subcommand(1);
    program.footer(
        "Run `stoa COMMAND --help` for the options and examples of a command.\n\n"
        "Examples:\n"
        "  stoa init my-series\n"
        "  stoa check data/iclc\n"
        "  stoa export data/iclc -o iclc.ttl");
    Common common;
    program.add_flag("-q,--quiet", common.quiet, "Suppress warnings, progress and the summary");
    program.fallthrough();

    Action action;
    add_check(program, common, action);
    add_draw(program, common, action);
    add_endpoint(program, common, action);
    add_export(program, common, action);
    add_info(program, common, action);
    add_init(program, common, action);
    add_publish(program, common, action);
    add_query(program, common, action);
    add_schema(program, common, action);
    add_validate(program, common, action);
    add_verify(program, common, action);

    try {
        program.parse(argc, argv);
    } catch (CLI::CallForHelp const&) {
        std::vector<CLI::App*> const chosen = program.get_subcommands();
        // Of `endpoint info` its own.
        CLI::App* app = chosen.empty() ? nullptr : chosen.front();
        std::string before = program.get_name();
        while (app != nullptr && !app->get_subcommands().empty()) {
            before += " " + app->get_name();
            app = app->get_subcommands().front();
        }
        print((app == nullptr ? program.help() : app->help(before)) + "\n");
        return 0;
    } catch (CLI::CallForVersion const&) {
        print(fmt::format("stoa {}\n", version));
        return 0;
    } catch (CLI::ParseError const& error) {
        std::string message = hint_for(program, {argv + 1, argv + argc});
        if (message.empty()) {
            bool const lacks_command = dynamic_cast<CLI::RequiredError const*>(&error) != nullptr &&
                                       std::string_view{error.what()}.find("subcommand") != std::string_view::npos;
            message = lacks_command ? "a command is required" : error.what();
        }
        std::string const command =
            program.get_subcommands().empty() ? std::string{} : " " + program.get_subcommands().front()->get_name();
        std::fputs(fmt::format("stoa: error: {}\nRun `stoa{} --help` for what it takes.\n", message, command).c_str(),
                   stderr);
        return cannot_go_on;
    }
    return action();
}

}  // namespace stoa::app
