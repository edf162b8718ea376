// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <initializer_list>
#include <string_view>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/data_file_schema.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/ingest/starter.hpp"
#include "stoa/rdf/output_file.hpp"

namespace stoa::app {
namespace {

namespace fs = std::filesystem;

int run(fs::path const& folder) {
    std::error_code error;
    if (fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))) {
        throw ingest::InputError(
            fmt::format("{}: is there already and not empty; name a new folder", folder.generic_string()));
    }
    fs::create_directories(folder, error);
    if (error) {
        throw ingest::InputError(fmt::format("{}: cannot be made: {}", folder.generic_string(), error.message()));
    }
    std::string list;
    auto const write = [&](std::string_view name, std::initializer_list<std::string_view> texts) {
        rdf::OutputFile file{(folder / name).string()};
        for (std::string_view const text : texts) {
            file.write(text);
        }
        file.finish();
        list += "  " + (folder / name).generic_string() + "\n";
    };
    for (ingest::Starter const& each : ingest::starters()) {
        write(each.name, {schema_directive, each.text});
    }
    write(schema_file, {data_file_schema()});
    print(fmt::format("Created a data set:\n{}Edit it, then run\n  stoa check {}\n", list, folder.generic_string()));
    return 0;
}

}  // namespace

int run_init(Arguments const& arguments) { return run(arguments.text("DIR")); }

}  // namespace stoa::app
