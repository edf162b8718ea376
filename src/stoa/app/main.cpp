// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>

#include "stoa/app/program.hpp"
#include "stoa/diagnostics/diagnostic.hpp"

int main(int argc, char** argv) {
    try {
        return stoa::app::run_program(argc, argv);
    } catch (std::filesystem::filesystem_error const& error) {
        std::fputs(fmt::format("stoa: error: {}: {}\n", stoa::diagnostics::printable(error.path1().string()),
                               error.code().message())
                       .c_str(),
                   stderr);
        return 2;
    } catch (std::exception const& error) {
        std::fputs(fmt::format("stoa: error: {}\n", error.what()).c_str(), stderr);
        return 2;
    }
}
