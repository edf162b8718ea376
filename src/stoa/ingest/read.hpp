// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/model/graph_builder.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::ingest {

/// A file or folder that was named by the user cannot be read.
class InputError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct ReadOptions {
    /// Replaces the base of the only root data set.
    std::optional<std::string> base;
};

struct Reading {
    model::KnowledgeGraph graph;
    /// Where vertices and rows of the graph stand in the files.
    model::Places places;
    /// Every file that was read: an output must not replace one of them.
    std::vector<std::filesystem::path> files;
};

/// Reads data sets (folders with a stoa.toml, that file itself, or names of installed ones: installed_data.hpp) and
/// those that they use, each once.
///
/// The graph holds every record of the data sets that were named, and of the used ones what those lead to. It does not
/// depend on the order of inputs, files or keys. All errors of all files are reported in one run; if there is an
/// error, no graph is returned. Throws InputError when an input does not exist, and std::invalid_argument for a base
/// with several inputs.
[[nodiscard]] std::optional<Reading> read(std::span<std::filesystem::path const> inputs, ReadOptions const& options,
                                          diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
