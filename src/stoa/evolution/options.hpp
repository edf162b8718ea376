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
    min_sources,
    big_change,
    min_change,
    min_scope,
    min_overlap,
    min_part,
    min_shared,
    look_back,
    facets,
    documents,
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
    {"--min-sources", "N", "Distinct sources needed for a theme to be present (p_min; 1)"},
    {"--big-change", "SHARE", "Share of the combined scopes that counts as a big change (\xCE\xB2; 1/5)"},
    {"--min-change", "N", "Number of items that counts as a big change (b_min; 2)"},
    {"--min-scope", "N", "Combined items below which a change of scope is unknown (u_min; 5)"},
    {"--min-overlap", "SHARE",
     "Share of a theme that must be taken up, in lineage events and morph arcs (\xCE\xBA; 1/2)"},
    {"--min-part", "SHARE", "Share of a theme that each part must have, in dispersed and assembled (\xCF\x83; 1/4)"},
    {"--min-shared", "N", "Items that two themes must share to be linked (m_min; 2)"},
    {"--look-back", "N", "How many observed editions back a morph arc may start (D; look_back in stoa.toml, else 1)"},
    {"--facets", "FACET,...", "Facets whose items make up scopes: issues, groups, sdgs (all)"},
    {"--documents", "KIND,...",
     "Count only outcome documents of these kinds, e.g. declaration,statement (all occurrences)"},
}};

/// Names that options had in earlier versions. They are refused, and the message says the new name.
struct FormerName {
    std::string_view name;
    Option option;
};
inline constexpr std::array<FormerName, 2> former_names{{
    {"--beta", Option::big_change},
    {"--kappa", Option::min_overlap},
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
    Option::min_sources, Option::big_change, Option::min_change, Option::min_scope, Option::min_overlap,
    Option::min_part,    Option::min_shared, Option::look_back,  Option::facets,    Option::documents};

/// The options of an analysis: the series and the parameters.
inline constexpr OptionSet of_an_analysis = parameters_of_evolution | OptionSet{Option::series};

}  // namespace stoa::evolution
