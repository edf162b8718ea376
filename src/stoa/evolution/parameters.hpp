// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/evolution/options.hpp"
#include "stoa/evolution/ratio.hpp"

namespace stoa::evolution {

/// The version of the definitions that everything here follows; docs/method.md holds them.
inline constexpr std::string_view method_version = "3";

/// A side of the content. Themes are observed through the issues, items through their own facet.
enum class Facet : std::uint8_t { issues, groups, sdgs };
inline constexpr std::size_t facet_count = 3;
inline constexpr std::array<std::string_view, facet_count> facet_names{"issues", "groups", "sdgs"};

/// A set of facets, one bit each.
class FacetSet {
public:
    constexpr FacetSet() = default;
    [[nodiscard]] static constexpr FacetSet all() { return FacetSet{0b111}; }
    [[nodiscard]] static constexpr FacetSet of(Facet facet) { return FacetSet{1U << static_cast<unsigned>(facet)}; }
    [[nodiscard]] constexpr bool contains(Facet facet) const { return (bits_ & of(facet).bits_) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    constexpr void add(Facet facet) { bits_ |= of(facet).bits_; }
    [[nodiscard]] friend constexpr FacetSet operator&(FacetSet a, FacetSet b) { return FacetSet{a.bits_ & b.bits_}; }
    friend constexpr bool operator==(FacetSet, FacetSet) = default;

private:
    constexpr explicit FacetSet(unsigned bits) : bits_{bits} {}
    unsigned bits_ = 0;
};

/// What the definitions leave open. The Greek and Latin letters are those of docs/method.md.
struct Parameters {
    unsigned min_sources = 1;  ///< p_min: distinct sources needed for a theme to be present
    Ratio big_change{1, 5};    ///< β: least share of |A∪B| for a gain or loss to be big ...
    unsigned min_change = 2;   ///< b_min: ... and least number of items
    unsigned min_scope = 5;    ///< u_min: if |A∪B| is smaller, a change of scope is unknown
    Ratio min_overlap{1, 2};   ///< κ: the share of a theme that is taken up, in lineage events and morph arcs
    Ratio min_part{1, 4};      ///< σ: the share of the one theme that each of the others has, in dispersed and
                               ///< assembled
    unsigned min_shared = 2;   ///< m_min: items that two scopes must share to be linked
    unsigned look_back = 1;    ///< D: observed editions between the ends of a morph arc, at most
    FacetSet facets = FacetSet::all();  ///< whose items make up scopes
    /// Like with like: only occurrences in outcome documents of these kinds count (keys such as `declaration`, sorted);
    /// an edition in which none was read is then unread. Empty: every occurrence counts.
    std::vector<std::string> documents;

    friend bool operator==(Parameters const&, Parameters const&) = default;
};

/// A parameter that is a number: a count from 1 to `most`, or a share above 0 and at most 1.
struct NumericParameter {
    Option option;
    std::string_view name;  ///< the name of its option with `_`: in answers, and its key in the table of the schema
    unsigned Parameters::*count = nullptr;
    Ratio Parameters::*share = nullptr;  ///< of a share; `count` is then nothing
    unsigned most = 0;
};

/// All of them, in the order of `Parameters`.
[[nodiscard]] std::span<NumericParameter const> numeric_parameters();

/// Keys of the kinds of documents that `documents` takes.
[[nodiscard]] std::vector<std::string_view> document_kinds();

/// What is out of range, each as `look_back is 0: it must lie between 1 and 100`; empty when all is well.
[[nodiscard]] std::vector<std::string> faults_of(Parameters const& parameters);

/// Names the parameters that differ from `standard`, as an id: `min-overlap-2-3-look-back-3`; `default` when none does.
[[nodiscard]] std::string analysis_id(Parameters const& parameters, Parameters const& standard);

}  // namespace stoa::evolution
