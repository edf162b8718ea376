// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/view.hpp"

#include <algorithm>
#include <tuple>

#include "stoa/evolution/lineage.hpp"

namespace stoa::draw {

using evolution::StateId;

std::vector<std::uint32_t> chosen_themes(evolution::Analysis const& analysis, ThemeChoice const& choice) {
    evolution::Evolution const& evolution = analysis.evolution;
    struct Presence {
        std::uint32_t theme = 0;
        std::size_t editions = 0;
        StateId first = evolution::none;
        bool in_area = false;
    };
    std::vector<Presence> all(analysis.coding.themes.size());
    for (std::uint32_t theme = 0; theme < all.size(); ++theme) {
        all[theme].theme = theme;
        all[theme].in_area = !choice.area;
    }
    std::vector<std::uint32_t> const areas =
        choice.area ? evolution::areas(evolution::Lineage{evolution}) : std::vector<std::uint32_t>{};
    for (StateId state = 0; state < evolution.states.size(); ++state) {
        Presence& of = all[evolution.states[state].theme];
        ++of.editions;
        of.first = std::min(of.first, state);
        of.in_area = of.in_area || areas[state] == choice.area;
    }
    std::erase_if(all, [&](Presence const& each) {
        bool const is_named =
            choice.themes.empty() || std::ranges::find(choice.themes, each.theme) != choice.themes.end();
        return !each.in_area || !is_named;
    });
    if (choice.top && *choice.top < all.size()) {
        std::ranges::sort(all, [](Presence const& a, Presence const& b) {
            return std::tuple{b.editions, a.first, a.theme} < std::tuple{a.editions, b.first, b.theme};
        });
        all.resize(static_cast<std::size_t>(*choice.top));
    }
    std::vector<std::uint32_t> themes;
    for (Presence const& each : all) {
        themes.push_back(each.theme);
    }
    std::ranges::sort(themes);
    return themes;
}

}  // namespace stoa::draw
