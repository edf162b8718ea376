// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/spells.hpp"

#include <algorithm>
#include <utility>

#include "stoa/model/partial_date.hpp"

namespace stoa::formats {

using model::PartialDate;

std::optional<Spell> spell_between(std::string_view start, std::string_view end) {
    std::optional<PartialDate> const first = PartialDate::parse(start);
    if (!first) {
        return std::nullopt;
    }
    std::optional<PartialDate> const last = PartialDate::parse(end);
    Spell spell{first->first_day(), last.value_or(*first).last_day()};
    if (spell.end < spell.start) {
        spell.end = first->last_day();
    }
    return spell;
}

std::optional<Spell> spell_of_edition(model::KnowledgeGraph const& graph, model::Vertex edition) {
    return spell_between(graph.value(edition, "start"), graph.value(edition, "end"));
}

std::vector<Spell> united(std::vector<Spell> spells) {
    std::ranges::sort(spells, {}, [](Spell const& each) { return std::pair{each.start, each.end}; });
    std::vector<Spell> result;
    for (Spell const& each : spells) {
        if (!result.empty() && each.start <= result.back().end) {
            result.back().end = std::max(result.back().end, each.end);
        } else {
            result.push_back(each);
        }
    }
    return result;
}

}  // namespace stoa::formats
