// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/manual_pages.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/rdf/output_file.hpp"

namespace stoa::app {
namespace {

namespace fs = std::filesystem;

CommandDef const& command_of(std::vector<std::string> const& words) {
    CommandDef const* command = &commands().front();
    for (std::string const& word : words) {
        CommandDef const* const next = find_subcommand(*command, word);
        if (next == nullptr) {
            Words known;
            for (CommandDef const* each : subcommands(*command)) {
                known.push_back(each->last_word());
            }
            throw std::invalid_argument(fmt::format("there is no command '{}'{}", diagnostics::printable(word),
                                                    diagnostics::did_you_mean(word, known)));
        }
        command = next;
    }
    return *command;
}

void write_pages(fs::path const& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        throw rdf::WriteError(fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()));
    }
    for (CommandDef const& each : commands()) {
        rdf::OutputFile file{(folder / (page_name(each) + ".1")).string()};
        file.write(manual_page(each));
        file.finish();
    }
}

}  // namespace

int run_manual(Arguments const& arguments) {
    CommandDef const& command = command_of(arguments.list("COMMAND"));
    bool const is_page = arguments.text("--format") == "man";
    std::string const folder = arguments.text("--output");
    if (arguments.given("COMMAND") && (!is_page || !folder.empty())) {
        throw std::invalid_argument(fmt::format("{} writes all commands: leave '{}' out",
                                                is_page ? "--output" : "--format markdown",
                                                command.name.substr(commands().front().name.size() + 1)));
    }
    if (!is_page && !folder.empty()) {
        throw std::invalid_argument("--format markdown is one document: leave --output out");
    }
    if (folder.empty()) {
        print(is_page ? manual_page(command) : commands_as_markdown());
    } else {
        write_pages(folder);
    }
    return 0;
}

}  // namespace stoa::app
