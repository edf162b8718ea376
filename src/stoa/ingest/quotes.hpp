// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/model/graph_builder.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::ingest {

struct QuoteReport {
    std::size_t checked = 0;    ///< found in the text of their source
    std::size_t missing = 0;    ///< not there: an error each
    std::size_t unchecked = 0;  ///< of sources without a text in the folder
};

/// Looks every quote up in the plain text of its source: the file that the source's `text_file` names, else `<id>.txt`,
/// in `folder`, as whole words. White space, quotation marks and dashes count as equal among themselves. Warns
/// of texts in the folder that belong to no source, and when no quote at all could be looked up. Throws InputError when
/// the folder cannot be read.
[[nodiscard]] QuoteReport check_quotes(model::KnowledgeGraph const& graph, model::Places const& places,
                                       std::filesystem::path const& folder, diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
