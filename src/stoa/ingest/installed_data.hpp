// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The data sets that are installed with the program, so that others can use them by name.
namespace stoa::ingest {

/// The folder that holds them: the environment variable STOA_DATA, else `../share/stoa/data` from the folder of the
/// running program, else that of the prefix for which Stoa was built. It may not exist.
[[nodiscard]] std::filesystem::path installed_data();

/// Their names, sorted: those of the folders with a stoa.toml.
[[nodiscard]] std::vector<std::string> installed_data_sets();

/// The folder of the data set of this name, if it is installed. A path has none: `shared` is a name, `./shared` is not.
[[nodiscard]] std::optional<std::filesystem::path> find_installed(std::string_view name);

/// `installed are iclc, shared, did you mean 'shared'?`, or where none is.
[[nodiscard]] std::string installed_in_words(std::string_view name);

}  // namespace stoa::ingest
