// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "stoa/evolution/coding.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::answers {

/// How far the coders of a series agree: Krippendorff's α by theme and by item, as docs/method.md, section 7, defines
/// it. Whoever coded some theme of an edition and document is a coder of both.
class CoderAgreement {
public:
    /// A passage with the coders that its occurrence names, of which there may be none.
    void add(evolution::Coding const& coding, evolution::Coding::Passage const& passage,
             std::span<std::string_view const> coders);

    /// One note for the themes and one for the items, or one that says why there is no α. `coded` says of what:
    /// `all that is coded in the series`.
    [[nodiscard]] std::vector<std::string> in_words(std::string_view coded) const;

private:
    using Place = std::pair<model::Vertex, model::Vertex>;  ///< edition, and document or `none`
    using Unit = std::pair<Place, model::Vertex>;           ///< with the theme
    using Items = std::map<model::Vertex, std::set<std::string>>;
    using ByFacet = std::array<evolution::NominalAlpha, evolution::facet_count>;

    [[nodiscard]] std::string why_not() const;
    [[nodiscard]] evolution::NominalAlpha of_themes() const;
    /// Of the items of each facet, and last of all items.
    [[nodiscard]] std::pair<ByFacet, evolution::NominalAlpha> of_items() const;

    std::map<model::Vertex, std::set<std::string>> coders_of_edition_;
    std::map<Place, std::set<std::string>> coders_;
    std::map<Unit, std::map<std::string, evolution::Role>> roles_;  ///< the highest that a coder gave
    std::map<Unit, Items> items_;                                   ///< who coded them there
    std::map<model::Vertex, evolution::Facet> all_items_;           ///< of the series, whoever coded them
};

}  // namespace stoa::answers
