// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "stoa/app/program.hpp"

int main(int argc, char** argv) {
    try {
        return stoa::app::run_program(argc, argv);
    } catch (std::exception const& error) {
        std::fputs(fmt::format("stoa: error: {}\n", error.what()).c_str(), stderr);
        return 2;
    }
}
