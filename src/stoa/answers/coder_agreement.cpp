// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/coder_agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "stoa/answers/named_analysis.hpp"

namespace stoa::answers {

using evolution::NominalAlpha;
using model::Vertex;

namespace {

constexpr char const* coded = "coded";
constexpr char const* not_coded = "not coded";

/// `0.5 (3 units)`, or why there is none.
std::string value_in_words(NominalAlpha const& alpha) {
    if (std::optional<double> const value = alpha.value()) {
        return fmt::format("{} ({})", evolution::to_decimal(*value), count_of(alpha.units(), "unit"));
    }
    return "not computed (all values are equal)";
}

}  // namespace

void CoderAgreement::add(Coding const& coding, Coding::Passage const& passage,
                         std::span<std::string_view const> coders) {
    Vertex const edition = coding.editions[passage.edition].vertex;
    Place const place{edition, passage.document == none ? none : coding.documents[passage.document]};
    Unit const unit{place, coding.themes[passage.theme]};
    Vertex const item = passage.item == none ? none : coding.items[passage.item].vertex;
    if (item != none) {
        all_items_.emplace(item, coding.items[passage.item].facet);
    }
    for (std::string_view const each : coders) {
        std::string const coder{each};
        coders_of_edition_[edition].insert(coder);
        coders_[place].insert(coder);
        Role& role = roles_[unit].try_emplace(coder, passage.role).first->second;
        role = std::max(role, passage.role);
        if (item != none) {
            items_[unit][item].insert(coder);
        }
    }
}

std::string CoderAgreement::why_not() const {
    auto const has_two = [](auto const& of) { return of.second.size() > 1; };
    return std::ranges::none_of(coders_of_edition_, has_two) ? "no edition names two coders"
           : std::ranges::none_of(coders_, has_two)          ? "no unit was coded by two coders"
                                                             : "";
}

NominalAlpha CoderAgreement::of_themes() const {
    NominalAlpha alpha;
    for (auto const& [unit, said] : roles_) {
        std::vector<std::string> values;
        for (std::string const& coder : coders_.at(unit.first)) {
            auto const found = said.find(coder);
            values.emplace_back(found == said.end() ? std::string_view{not_coded} : name_of(found->second));
        }
        alpha.add(values);
    }
    return alpha;
}

std::pair<CoderAgreement::ByFacet, NominalAlpha> CoderAgreement::of_items() const {
    ByFacet by_facet;
    NominalAlpha all;
    auto const add = [&](std::size_t facet, std::size_t coders, std::size_t who_coded, std::size_t times) {
        std::vector<std::string> values(coders, not_coded);
        std::fill_n(values.begin(), who_coded, coded);
        by_facet[facet].add(values, times);
        all.add(values, times);
    };
    std::array<std::size_t, facet_count> items{};
    for (auto const& [item, facet] : all_items_) {
        ++items[static_cast<std::size_t>(facet)];
    }
    for (auto const& [unit, said] : roles_) {
        std::size_t const coders = coders_.at(unit.first).size();
        std::array<std::size_t, facet_count> left = items;
        if (auto const found = items_.find(unit); found != items_.end()) {
            for (auto const& [item, who] : found->second) {
                auto const facet = static_cast<std::size_t>(all_items_.at(item));
                add(facet, coders, who.size(), 1);
                --left[facet];
            }
        }
        for (std::size_t facet = 0; facet < facet_count; ++facet) {
            add(facet, coders, 0, left[facet]);
        }
    }
    return {by_facet, all};
}

std::vector<std::string> CoderAgreement::in_words(std::string_view coded_of) const {
    if (std::string const why = why_not(); !why.empty()) {
        return {"agreement of coders is not computed: " + why};
    }
    std::vector<std::string> notes{
        fmt::format("Krippendorff's alpha by theme, over {}: {}; nominal; unit: edition, "
                    "document and theme; value: highest role, or not coded",
                    coded_of, value_in_words(of_themes()))};
    auto const& [by_facet, all] = of_items();
    if (all.units() == 0) {
        return notes;  // no item is coded
    }
    std::string words = fmt::format("Krippendorff's alpha by item, over {}: {}", coded_of, value_in_words(all));
    for (std::size_t facet = 0; facet < facet_count; ++facet) {
        if (by_facet[facet].units() > 0) {
            words += fmt::format("; {} {}", facet_names[facet], value_in_words(by_facet[facet]));
        }
    }
    notes.push_back(words + "; nominal; unit: edition, document, theme and item; value: coded or not");
    return notes;
}

}  // namespace stoa::answers
