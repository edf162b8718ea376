// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace stoa::rdf {

/// The ontology as this version was built with it, Turtle: `ontology/ns.ttl`, `core.ttl`, `evolution.ttl` and
/// `publication.ttl`, byte by byte and one after the other.
[[nodiscard]] std::string_view ontology_text();

}  // namespace stoa::rdf
