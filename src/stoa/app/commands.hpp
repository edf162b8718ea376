// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/app/arguments.hpp"

/// One function for each command, each in its own command_X.cpp: runs it and returns the exit code, 0, or 1 when the
/// data are wrong.
namespace stoa::app {

/// Options that every command has.
struct Common {
    bool quiet = false;
};
[[nodiscard]] inline Common common_of(Arguments const& arguments) { return {arguments.given("--quiet")}; }

int run_check(Arguments const& arguments);
int run_completions(Arguments const& arguments);
int run_draw(Arguments const& arguments);
int run_endpoint_info(Arguments const& arguments);
int run_export(Arguments const& arguments);
int run_info(Arguments const& arguments);
int run_init(Arguments const& arguments);
int run_manual(Arguments const& arguments);
int run_publish(Arguments const& arguments);
int run_query(Arguments const& arguments);
int run_schema(Arguments const& arguments);
int run_validate(Arguments const& arguments);
int run_verify(Arguments const& arguments);

inline constexpr int data_is_wrong = 1;
inline constexpr int cannot_go_on = 2;  ///< usage, file, system

}  // namespace stoa::app
