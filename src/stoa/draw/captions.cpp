// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/captions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "stoa/answers/events.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/model/citation.hpp"

namespace stoa::draw {

using evolution::Coding;
using evolution::EventKind;
using evolution::Evolution;
using evolution::Facet;
using evolution::none;
using evolution::State;
using evolution::StateEvent;
using evolution::StateId;
using model::KnowledgeGraph;
using model::Vertex;

namespace {

EditionCaption caption_of(KnowledgeGraph const& graph, Vertex vertex, std::string const& language) {
    EditionCaption caption;
    caption.vertex = vertex;
    caption.number = graph.value(vertex, "number");
    caption.has_number = !caption.number.empty();
    if (!caption.has_number) {
        caption.number = isolated(model::short_name(graph, vertex));
    }
    caption.online = graph.value(vertex, "mode") == "online";
    std::string_view const year = model::year_in(graph.value(vertex, "start"));
    caption.year = year.empty() ? "no date" : year;
    for (Vertex const city : graph.objects(vertex, "city")) {
        caption.host += caption.host.empty() ? "" : ", ";
        caption.host += graph.label(city, language);
    }
    return caption;
}

}  // namespace

std::string EditionCaption::in_words() const { return (has_number ? "edition " : "") + number; }

std::string EditionCaption::name() const {
    return fmt::format("{} ({}{}{})", in_words(), year, host.empty() ? "" : ", ", isolated(host));
}

Captions::Captions(evolution::Analysis const& analysis, View const& view)
    : analysis_{analysis}, language_{view.language}, shown_(analysis.coding.themes.size(), view.themes.empty()) {
    for (std::uint32_t const each : view.themes) {
        shown_[each] = true;
    }
    KnowledgeGraph const& graph = *analysis.graph;
    Coding const& coding = analysis.coding;
    Evolution const& evolution = analysis.evolution;
    auto const observed = evolution.observed_for(Facet::issues);
    for (std::uint32_t i = 0; i < coding.editions.size(); ++i) {
        EditionCaption caption = caption_of(graph, coding.editions[i].vertex, language_);
        caption.edition = i;
        auto const at = std::ranges::lower_bound(observed, i);
        if (at != observed.end() && *at == i) {
            caption.position = static_cast<std::uint32_t>(at - observed.begin());
        }
        evolution::Level const level = coding.editions[i].level[static_cast<std::size_t>(Facet::issues)];
        if (level != evolution::Level::complete) {
            caption.status = evolution::name_of(level);
            std::ranges::replace(caption.status, '_', ' ');
        }
        editions.push_back(std::move(caption));
    }
    for (Vertex const each : coding.planned) {
        EditionCaption caption = caption_of(graph, each, language_);
        caption.status = graph.value(each, "status");
        editions.push_back(std::move(caption));
    }

    states.resize(coding.themes.size());
    for (StateId id = 0; id < evolution.states.size(); ++id) {
        states[evolution.states[id].theme].push_back(id);
    }
    events.resize(evolution.states.size(), none);
    for (std::uint32_t i = 0; i < evolution.theme_events.size(); ++i) {
        if (evolution.theme_events[i].after != none) {
            events[evolution.theme_events[i].after] = i;
        }
    }
    struct Row {
        std::uint32_t first;
        std::uint32_t last;
        std::uint32_t theme;  // themes are numbered in their natural order: 2 before 10
    };
    std::vector<Row> order;
    for (std::uint32_t theme = 0; theme < coding.themes.size(); ++theme) {
        if (!shown_[theme]) {
            continue;
        }
        std::vector<StateId> const& own = states[theme];
        order.push_back({own.empty() ? none : evolution.states[own.front()].position,
                         own.empty() ? none : evolution.states[own.back()].position, theme});
    }
    std::ranges::sort(order, {}, [](Row const& row) { return std::tuple{row.first, row.last, row.theme}; });
    for (Row const& row : order) {
        rows.push_back(row.theme);
    }
}

std::string Captions::label(Vertex vertex) const { return std::string{analysis_.graph->label(vertex, language_)}; }

std::string Captions::theme(std::uint32_t theme) const { return label(analysis_.coding.themes[theme]); }

std::string Captions::series() const { return label(analysis_.coding.series); }

std::string Captions::describe_state(StateId state) const {
    State const& of = analysis_.evolution.states[state];
    std::string words = fmt::format("{}, {}, {}", evolution::name_of(of.role),
                                    answers::count_of(of.last_item - of.first_item, "scope item"),
                                    answers::count_of(of.last_passage - of.first_passage, "passage"));
    if (events[state] == none) {
        return words;
    }
    StateEvent const& event = analysis_.evolution.theme_events[events[state]];
    words += fmt::format(", {}", evolution::name_of(event.kind));
    if (event.kind == EventKind::resumed) {
        words += fmt::format(" after {} without it", answers::count_of(event.gap, "edition"));
    }
    if (event.role && *event.role != evolution::RoleChange::unchanged) {
        words += fmt::format(", {}", evolution::name_of(*event.role));
    }
    if (event.scope && *event.scope != evolution::ScopeChange::unknown) {
        words += fmt::format(", {}", evolution::name_of(*event.scope));
    }
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string Captions::basis() const {
    std::size_t const held = analysis_.coding.editions.size();
    std::size_t const observed = analysis_.evolution.observed_for(Facet::issues).size();
    std::size_t themes = 0;
    for (std::vector<StateId> const& each : states) {
        themes += each.empty() ? 0U : 1U;
    }
    std::string words = fmt::format("{} held", answers::count_of(held, "edition"));
    if (observed < held) {
        words += fmt::format(", {} observed", observed);
    }
    words += fmt::format("; {}", answers::count_of(themes, "theme"));
    if (themes < states.size()) {
        words += fmt::format(" of {}", states.size());
    }
    if (rows.size() < states.size()) {
        words += fmt::format(", {} shown", rows.size());
    }
    return words;
}

std::size_t Captions::states_at(std::uint32_t position) const {
    std::size_t count = 0;
    for (State const& state : analysis_.evolution.states_at(position)) {
        count += shown_[state.theme] ? 1U : 0U;
    }
    return count;
}

bool Captions::has_hosts() const {
    return std::ranges::any_of(editions, [](EditionCaption const& each) { return !each.host.empty(); });
}

bool Captions::has_status() const {
    return std::ranges::any_of(editions, [](EditionCaption const& each) { return !each.status.empty(); });
}

double Captions::header_height() const { return 38 + (has_hosts() ? 14 : 0) + (has_status() ? 14 : 0); }

void Captions::write_header(Svg& svg, EditionCaption const& edition, double x, double y, double room) const {
    svg.label(x, y + 14, edition.number, room, {13, palette::ink, true, false, Anchor::middle, false});
    svg.label(x, y + 29, edition.year, room, {11, palette::ink, false, false, Anchor::middle, false});
    y += 43;
    if (has_hosts()) {
        svg.label(x, y, edition.host, room, {11, palette::muted, false, false, Anchor::middle, false});
        y += 14;
    }
    if (has_status()) {
        svg.label(x, y, edition.status, room, {11, palette::muted, false, true, Anchor::middle, false});
    }
}

std::string numbered_editions(std::span<std::string const> numbers) {
    return fmt::format("edition{} {}", numbers.size() == 1 ? "" : "s", fmt::join(numbers, ", "));
}

}  // namespace stoa::draw
