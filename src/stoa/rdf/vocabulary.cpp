// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/vocabulary.hpp"

#include <algorithm>
#include <stdexcept>

namespace stoa::rdf::vocabulary {

std::string expand(std::string_view prefixed_name) {
    std::size_t const colon = prefixed_name.find(':');
    if (colon != std::string_view::npos) {
        std::string_view const prefix = prefixed_name.substr(0, colon);
        auto const* const found = std::ranges::lower_bound(vocabularies, prefix, {}, &Vocabulary::prefix);
        if (found != vocabularies.end() && found->prefix == prefix) {
            std::string iri(found->iri);
            iri += prefixed_name.substr(colon + 1);
            return iri;
        }
    }
    throw std::invalid_argument("no vocabulary has the prefix of '" + std::string(prefixed_name) + "'");
}

}  // namespace stoa::rdf::vocabulary
