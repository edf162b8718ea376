// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace stoa::rdf {

/// What a file that is neither Turtle nor N-Triples looks like by how it begins, and what to do with it: `this looks
/// like an HTML page: save the data instead of the page`. Nothing when it looks like none of the formats known here:
/// compressed files, UTF-16, HTML, RDF/XML and other XML, JSON-LD and other JSON. For files that cannot be read: a
/// Turtle file may begin like JSON.
[[nodiscard]] std::optional<std::string_view> find_other_format(std::string_view text);

}  // namespace stoa::rdf
