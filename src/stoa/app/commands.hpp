// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// One function a command, each in its own command_X.cpp: adds the sub-command with its options to the program and,
/// when the user chose it, sets `action` to what runs it. An action returns the exit code: 0, or 1 when data are wrong.
namespace stoa::app {

using Action = std::function<int()>;

/// Options that every command has.
struct Common {
    bool quiet = false;
};

void add_check(CLI::App& program, Common const& common, Action& action);
void add_draw(CLI::App& program, Common const& common, Action& action);
void add_endpoint(CLI::App& program, Common const& common, Action& action);
void add_export(CLI::App& program, Common const& common, Action& action);
void add_info(CLI::App& program, Common const& common, Action& action);
void add_init(CLI::App& program, Common const& common, Action& action);
void add_publish(CLI::App& program, Common const& common, Action& action);
void add_query(CLI::App& program, Common const& common, Action& action);
void add_schema(CLI::App& program, Common const& common, Action& action);
void add_validate(CLI::App& program, Common const& common, Action& action);
void add_verify(CLI::App& program, Common const& common, Action& action);

inline constexpr int data_is_wrong = 1;
inline constexpr int cannot_go_on = 2;  ///< usage, file, system

/// Inputs as the data-set commands take them.
CLI::Option* add_inputs(CLI::App& command, std::vector<std::filesystem::path>& inputs);

/// Accepts these words; another one is refused with the nearest of them.
[[nodiscard]] CLI::Validator one_of(std::vector<std::string> words);

}  // namespace stoa::app
