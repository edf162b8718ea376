// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/app/console.hpp"
#include "stoa/statements/part_writer.hpp"

namespace stoa::app {

/// What `stoa export` takes for N-Triples that stores load from disk (docs/bulk-loading.md).
struct BulkOptions {
    std::size_t shards = 0;  ///< 0: one file
    bool gzip = false;
};

/// Whether write_bulk_files() is to write, and not who writes plain N-Triples.
[[nodiscard]] bool is_bulk(BulkOptions const& options);

/// Where the options do not go with the format or the output, or the folder holds what no export has written.
[[nodiscard]] std::vector<std::string> faults_of(BulkOptions const& options, std::string_view format,
                                                 std::string const& output);

/// Writes shards with their manifest, or one compressed file. Gives what the user should be told, or nothing. Throws
/// rdf::WriteError.
[[nodiscard]] std::string write_bulk_files(BulkOptions const& options, std::string const& output,
                                           statements::PartWriter& writer, Progress& progress);

}  // namespace stoa::app
