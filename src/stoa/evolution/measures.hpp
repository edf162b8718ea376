// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stoa/evolution/evolution.hpp"

/// Measures of themes, steps and editions: docs/method.md, section 7.
namespace stoa::evolution {

struct ThemeMeasures {
    StateId first = 0;
    StateId last = 0;
    std::uint32_t span = 0;         ///< observed editions from the first to the last state, both counted
    std::uint32_t count = 0;        ///< states
    Ratio persistence;              ///< count / span
    std::uint32_t resumptions = 0;  ///< returns after a gap
    std::uint32_t longest_run = 0;  ///< states in consecutive observed editions
    std::optional<Ratio> drift;   ///< 1 - Jaccard of first and last scope: 0 for one state; nothing for an empty scope
    std::vector<StateId> states;  ///< all, in order: the role path is theirs
};

/// By theme; nothing for one that is present in no observed edition.
[[nodiscard]] std::vector<std::optional<ThemeMeasures>> theme_measures(Coding const& coding,
                                                                       Evolution const& evolution);

/// From the observed edition `position` - 1 to `position` (SciMAT's overlap map, for themes). A quotient over an empty
/// set is nothing.
struct StepMeasures {
    std::uint32_t position = 0;
    std::uint32_t kept = 0;
    std::uint32_t introduced = 0;
    std::uint32_t resumed = 0;
    std::uint32_t gone = 0;
    std::optional<Ratio> stability;  ///< kept / |P_(k-1) ∪ P_k|
    std::optional<Ratio> novelty;    ///< introduced / |P_k|
    std::optional<Ratio> retention;  ///< kept / |P_(k-1)|
};
[[nodiscard]] std::vector<StepMeasures> step_measures(Evolution const& evolution);

enum class Quadrant : std::uint8_t {
    motor,                  ///< high centrality, high density
    niche,                  ///< low centrality, high density
    emerging_or_declining,  ///< low, low
    basic,                  ///< high centrality, low density
};
[[nodiscard]] std::string_view name_of(Quadrant quadrant);

/// Below these an edition's structure is not computed: it would be an accident.
inline constexpr std::uint32_t minimum_documents = 5;
inline constexpr std::uint32_t minimum_themes = 4;

struct ThemeStructure {
    StateId state = 0;
    double centrality = 0;  ///< Callon: 10 · sum of the equivalence e over pairs that leave the theme's scope
    double density = 0;     ///< 100 · sum of e over pairs inside / size of the scope
    Quadrant quadrant = Quadrant::motor;
};

/// The structure of one observed edition, from the co-occurrence of items in its documents:
/// e_ij = c_ij² / (c_i c_j) with c_i documents that have item i (Callon et al., Scientometrics 22, 1991). The axes of
/// the strategic diagram stand at the medians; what lies above one is high, by exact fractions. Passages of the edition
/// as a whole name no document and count for none.
struct EditionStructure {
    std::uint32_t position = 0;
    std::uint32_t documents = 0;
    std::string refusal;  ///< `not computed: 2 documents`; then the rest is empty
    double median_centrality = 0;
    double median_density = 0;
    std::vector<ThemeStructure> themes;  ///< of states with a scope, by state
};
[[nodiscard]] EditionStructure structure_of(Coding const& coding, Evolution const& evolution, std::uint32_t position);

struct ThemeBridge {
    StateId state = 0;
    double betweenness = 0;     ///< Brandes; each pair of other themes counted once
    bool articulation = false;  ///< without it, its part of the graph falls apart
};

/// How the themes of one observed edition hang together: the graph in which themes that share an item there are
/// neighbours, whichever documents name it.
struct EditionBridges {
    std::uint32_t position = 0;
    std::string refusal;              ///< `not computed: 3 themes`; then the rest is empty
    std::vector<ThemeBridge> themes;  ///< of states with a scope, by state
};
[[nodiscard]] EditionBridges bridges_of(Evolution const& evolution, std::uint32_t position);

/// Krippendorff's α for nominal data (Computing Krippendorff's Alpha-Reliability, 2011): α = 1 − D_o / D_e, the
/// observed disagreement within units over that of all values paired at random.
class NominalAlpha {
public:
    /// So many units, to each of which coders gave these values, in any order. A unit with fewer than two values cannot
    /// be paired and does not count.
    void add(std::vector<std::string> const& values, std::size_t times = 1);

    /// Units that can be paired.
    [[nodiscard]] std::size_t units() const { return units_; }
    /// Nothing where no unit can be paired, or all values are equal.
    [[nodiscard]] std::optional<double> value() const;

private:
    std::size_t units_ = 0;
    double total_ = 0;     ///< values of units that can be paired
    double agreeing_ = 0;  ///< pairs of equal values within units, each unit weighted by 1 / (its values - 1)
    std::map<std::string, double> margin_;
};

/// The same of units given at once: `values[unit]`.
[[nodiscard]] std::optional<double> krippendorff_alpha(std::vector<std::vector<std::string>> const& values);

/// At most twelve significant digits, as `to_decimal` writes a ratio; a negative one has its sign.
[[nodiscard]] std::string to_decimal(double value);

}  // namespace stoa::evolution
