// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace stoa::evolution {

/// The options of questions and analyses, in the order of the help.
enum class Option : std::uint8_t {
    theme,
    with,
    edition,
    until,
    document,
    max_gap,
    series,
    minimum_sources,
    broadening_share,
    broadening_items,
    scope_minimum,
    inclusion_threshold,
    part_minimum,
    shared_minimum,
    look_back,
    facets,
    document_basis,
};
inline constexpr std::size_t option_count = 17;

struct OptionDef {
    std::string_view name;
    std::string_view argument;
    std::string_view meaning;  ///< for the help, with the default
};

/// By `Option`.
inline constexpr std::array<OptionDef, option_count> option_definitions{{
    {"--theme", "THEME", "A theme, by id, label in any language or prefix"},
    {"--with", "THEME", "A second theme"},
    {"--edition", "EDITION", "An edition, by number, id, label or prefix"},
    {"--until", "EDITION", "A later edition"},
    {"--document", "DOCUMENT", "A document or source, by id, label or prefix"},
    {"--max-gap", "N", "Observed editions that a lineage may skip, 0 to 100 (1)"},
    {"--series", "SERIES", "A series, by id, label or prefix, if the input has several"},
    {"--min-sources", "N", "p_min: distinct sources needed for a theme to be present (1)"},
    {"--beta", "SHARE", "\xCE\xB2: share of the combined scopes that counts as a big change (1/5)"},
    {"--min-change", "N", "b_min: number of items that counts as a big change (2)"},
    {"--min-scope", "N", "u_min: combined items below which a change of scope is unknown (5)"},
    {"--kappa", "SHARE", "\xCE\xBA: share of a theme that must be taken up, in lineage events and morph arcs (1/2)"},
    {"--min-part", "SHARE", "\xCF\x83: share of a theme that each part must have, in dispersed and assembled (1/4)"},
    {"--min-shared", "N", "m_min: items that two themes must share to be linked (2)"},
    {"--look-back", "N", "D: how many observed editions back a morph arc may start (look_back in stoa.toml, else 1)"},
    {"--facets", "FACET,...", "Facets whose items make up scopes: issues, groups, sdgs (all)"},
    {"--documents", "KIND,...",
     "Count only outcome documents of these kinds, e.g. declaration,statement (all occurrences)"},
}};

[[nodiscard]] constexpr OptionDef const& definition(Option option) {
    return option_definitions[static_cast<std::size_t>(option)];
}

/// A set of options, one bit each.
class OptionSet {
public:
    constexpr OptionSet() = default;
    constexpr OptionSet(std::initializer_list<Option> options) {
        for (Option const each : options) {
            add(each);
        }
    }
    [[nodiscard]] constexpr bool contains(Option option) const { return (bits_ & bit(option)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    constexpr void add(Option option) { bits_ |= bit(option); }
    [[nodiscard]] friend constexpr OptionSet operator|(OptionSet a, OptionSet b) {
        return OptionSet{a.bits_ | b.bits_};
    }
    /// The options in `a` that are not in `b`.
    [[nodiscard]] friend constexpr OptionSet operator-(OptionSet a, OptionSet b) {
        return OptionSet{a.bits_ & ~b.bits_};
    }
    friend constexpr bool operator==(OptionSet, OptionSet) = default;

private:
    constexpr explicit OptionSet(std::uint32_t bits) : bits_{bits} {}
    [[nodiscard]] static constexpr std::uint32_t bit(Option option) {
        return std::uint32_t{1} << static_cast<unsigned>(option);
    }
    std::uint32_t bits_ = 0;
};

/// The options that select the subject of a question.
inline constexpr OptionSet of_a_question{Option::theme, Option::with,     Option::edition,
                                         Option::until, Option::document, Option::max_gap};

/// The parameters of theme evolution.
inline constexpr OptionSet parameters_of_evolution{
    Option::minimum_sources, Option::broadening_share,    Option::broadening_items,
    Option::scope_minimum,   Option::inclusion_threshold, Option::part_minimum,
    Option::shared_minimum,  Option::look_back,           Option::facets,
    Option::document_basis};

/// The options of an analysis: the series and the parameters.
inline constexpr OptionSet of_an_analysis = parameters_of_evolution | OptionSet{Option::series};

}  // namespace stoa::evolution
