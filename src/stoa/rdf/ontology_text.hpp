// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace stoa::rdf {

/// The ontology as this version was built with it: `ontology/stoa.ttl`, Turtle, byte by byte.
[[nodiscard]] std::string_view ontology_text();

}  // namespace stoa::rdf
