// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/raw_record.hpp"
#include "stoa/model/graph_builder.hpp"

namespace stoa::ingest {

struct DataSetFiles {
    /// Of all data sets, by data set and name.
    std::vector<RawFile> files;
    /// Of each data set, itself first, then those that it uses, directly or not.
    std::vector<std::vector<model::DataSetId>> visible;
    /// All files that were looked at, including the stoa.toml of each data set.
    std::vector<std::filesystem::path> paths;
    /// False when a file is missing here because it could not be read: what it may hold is then not known.
    bool complete = true;
    /// The texts of files that could be read and not parsed.
    std::vector<std::string> unparsed;
    /// Whether it is incomplete only by the files of `unparsed`.
    bool only_unparsed = true;

    /// Whether a record with this id may stand in a file that is missing here.
    [[nodiscard]] bool may_hold(std::string_view id) const;
};

/// Finds, checks and parses the files of the inputs and of the data sets that they use; adds the data sets to the
/// builder. Reports errors to `diagnostics`; throws as `read()` does.
[[nodiscard]] DataSetFiles load_data_sets(std::span<std::filesystem::path const> inputs,
                                          std::optional<std::string> const& base, model::GraphBuilder& builder,
                                          diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
