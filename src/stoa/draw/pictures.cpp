// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/pictures.hpp"

#include <array>

#include "stoa/draw/diagram_svg.hpp"
#include "stoa/draw/flow_svg.hpp"
#include "stoa/draw/map_svg.hpp"
#include "stoa/draw/matrix_svg.hpp"
#include "stoa/draw/overlap_svg.hpp"
#include "stoa/draw/timeline_svg.hpp"

namespace stoa::draw {
namespace {

using evolution::OptionSet;
using enum evolution::Option;

constexpr OptionSet of_states{series, min_sources, documents};
constexpr OptionSet of_scopes{big_change, min_change, min_scope, facets};

template <void (*write)(evolution::Analysis const&, std::string const&, rdf::ByteSink&)>
void in_language(evolution::Analysis const& analysis, View const& view, rdf::ByteSink& out) {
    write(analysis, view.language, out);
}

constexpr std::array table{
    Picture{"matrix", "themes by edition; a shade and a word give the role", of_states | of_scopes, true,
            write_matrix_svg},
    Picture{"flow", "evolution map: bands between theme states, solid within a theme, dashed between themes",
            evolution::of_an_analysis, true, write_flow_svg},
    Picture{"overlap", "overlap map: what each step keeps, adds and drops, with stability and novelty", of_states,
            false, in_language<write_overlap_svg>},
    Picture{"diagram", "strategic diagram of each edition, or the reason why there is none",
            of_states | OptionSet{facets}, false, in_language<write_diagram_svg>},
    Picture{"timeline", "editions and their outcome documents by date", OptionSet{series}, false,
            in_language<write_timeline_svg>},
    Picture{"map", "host cities on a world map, with the regions that have hosted and those that never have",
            OptionSet{series}, false, in_language<write_map_svg>},
};

}  // namespace

std::span<Picture const> pictures() { return table; }

}  // namespace stoa::draw
