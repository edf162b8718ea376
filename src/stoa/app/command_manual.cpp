// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
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

CommandDef const& command_of(std::string const& word) {
    auto const found = std::ranges::find(commands(), "stoa-" + word, page_name);
    if (found == commands().end()) {
        Words const known = names_of_pages();
        throw std::invalid_argument(fmt::format("there is no command '{}'{}", diagnostics::printable(word),
                                                diagnostics::did_you_mean(word, known)));
    }
    return *found;
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
    bool const is_chosen = arguments.given("COMMAND");
    CommandDef const& command = is_chosen ? command_of(arguments.text("COMMAND")) : commands().front();
    bool const is_page = arguments.text("--format") == "man";
    std::string const folder = arguments.text("--output");
    if (is_chosen && (!is_page || !folder.empty())) {
        throw std::invalid_argument(fmt::format("{} writes all commands: leave '{}' out",
                                                is_page ? "--output" : "--format markdown", arguments.text("COMMAND")));
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
