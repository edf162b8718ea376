// SPDX-License-Identifier: Apache-2.0
#include "stoa/export/spells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "stoa/model/canonical.hpp"

namespace stoa::exporter {
namespace {

std::string first_day_of(std::string_view date) {
    switch (date.size()) {
        case 4:
            return fmt::format("{}-01-01", date);
        case 7:
            return fmt::format("{}-01", date);
        default:
            return std::string{date};
    }
}

int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::string first_day(std::string_view date) { return model::date_type(date) ? first_day_of(date) : std::string{}; }

std::string last_day(std::string_view date) {
    if (!model::date_type(date)) {
        return {};
    }
    switch (date.size()) {
        case 4:
            return fmt::format("{}-12-31", date);
        case 7: {
            std::chrono::year_month_day_last const last{
                std::chrono::year{number(date.substr(0, 4))},
                std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(number(date.substr(5)))}}};
            return fmt::format("{}-{:02}", date, static_cast<unsigned>(last.day()));
        }
        default:
            return std::string{date};
    }
}

std::optional<Spell> spell_between(std::string_view start, std::string_view end) {
    Spell spell{first_day(start), last_day(end.empty() ? start : end)};
    if (spell.start.empty()) {
        return std::nullopt;
    }
    if (spell.end < spell.start) {
        spell.end = last_day(start);
    }
    return spell;
}

std::optional<Spell> spell_of_edition(model::KnowledgeGraph const& graph, model::Vertex edition) {
    return spell_between(graph.value(edition, "start"), graph.value(edition, "end"));
}

std::vector<Spell> united(std::vector<Spell> spells) {
    std::ranges::sort(spells, {}, [](Spell const& each) { return std::pair{each.start, each.end}; });
    std::vector<Spell> result;
    for (Spell& each : spells) {
        if (!result.empty() && each.start <= result.back().end) {
            result.back().end = std::max(result.back().end, each.end);
        } else {
            result.push_back(std::move(each));
        }
    }
    return result;
}

}  // namespace stoa::exporter
