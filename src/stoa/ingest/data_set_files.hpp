// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/model/graph_builder.hpp"

namespace stoa::ingest {

struct DataFile {
    std::string name;  ///< as the user would type it
    model::DataSetId data_set{};
    toml::table content;
};

struct DataSetFiles {
    /// Of all data sets, by data set and name.
    std::vector<DataFile> files;
    /// Of each data set, itself first, then those that it uses, directly or not.
    std::vector<std::vector<model::DataSetId>> visible;
    /// All files that were looked at, including the stoa.toml of each data set.
    std::vector<std::filesystem::path> paths;
    /// False when a file is missing here because it could not be read: what it may hold is then not known.
    bool complete = true;
};

/// Finds, checks and parses the files of the inputs and of the data sets that they use; adds the data sets to the
/// builder. Reports errors to `diagnostics`; throws as `read()` does.
[[nodiscard]] DataSetFiles load_data_sets(std::span<std::filesystem::path const> inputs,
                                          std::optional<std::string> const& base, model::GraphBuilder& builder,
                                          diagnostics::Diagnostics& diagnostics);

/// Where a value or key stands.
[[nodiscard]] diagnostics::Location location_of(std::string const& file, toml::source_region const& region);

}  // namespace stoa::ingest
