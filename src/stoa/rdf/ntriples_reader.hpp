// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "stoa/rdf/statement.hpp"

namespace stoa::rdf {

/// Hands every statement of an N-Triples file on as it is read, repeats included; no memory is taken that grows with
/// the file. Views last until the sink returns. Throws std::runtime_error with the line of the first syntax error, and
/// when the file cannot be read; what came before it has been handed on.
void read_ntriples(std::filesystem::path const& file, StatementSink& sink);

}  // namespace stoa::rdf
