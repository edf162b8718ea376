// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unordered_set>

#include "stoa/rdf/sha256.hpp"

namespace stoa::evolution {
namespace {

using model::Kind;
using model::Vertex;

/// Ids that another series of the same data set may give too: dashes stand between the parts of an id, and within them.
/// Which series are computed beside this one makes no difference.
class IdsOfOthers {
public:
    explicit IdsOfOthers(Analysis const& analysis)
        : graph_{*analysis.graph},
          series_{analysis.coding.series},
          state_start_{start_of_state(analysis)},
          event_start_{analysis.id + "-"} {
        auto const range = graph_.vertices_of(Kind::series);
        for (Vertex each = range.first; each < range.last && !has_others_; ++each) {
            has_others_ = is_other(each);
        }
    }

    /// `<theme>-<edition>`
    [[nodiscard]] bool may_be_state(std::string_view id) const {
        return any_cut(id, state_start_, [&](std::string_view theme, std::string_view edition) {
            return graph_.find(Kind::theme, theme) && is_edition(edition);
        });
    }
    /// `<edition>-<what>-<subject>`
    [[nodiscard]] bool may_be_event(std::string_view id) const {
        return any_cut(id, event_start_, [&](std::string_view edition, std::string_view what) {
            return starts_like_event(what) && is_edition(edition);
        });
    }

    static std::string start_of_state(Analysis const& analysis) {
        return analysis.id == "default" ? std::string{} : analysis.id + "-";
    }

private:
    [[nodiscard]] bool is_other(std::optional<Vertex> series) const {
        return series && *series != series_ && graph_.data_set_of(*series) == graph_.data_set_of(series_);
    }
    /// Of another series; several data sets may have one of this id.
    [[nodiscard]] bool is_edition(std::string_view id) const {
        Vertex const end = graph_.vertices_of(Kind::edition).last;
        for (Vertex each = graph_.find(Kind::edition, id).value_or(end); each < end && graph_.id(each) == id; ++each) {
            if (is_other(graph_.object(each, "series"))) {
                return true;
            }
        }
        return false;
    }
    static bool starts_like_event(std::string_view text) {
        for (std::size_t kind = 0; kind < event_kind_count; ++kind) {
            std::string word{name_of(static_cast<EventKind>(kind))};
            std::ranges::replace(word, '_', '-');
            if (text.starts_with(word + "-")) {
                return true;
            }
        }
        return text.starts_with("item-") || text.starts_with("developed-");
    }
    template <class Test>
    [[nodiscard]] bool any_cut(std::string_view id, std::string_view start, Test test) const {
        if (!has_others_ || !id.starts_with(start)) {
            return false;
        }
        id.remove_prefix(start.size());
        for (std::size_t at = id.find('-'); at != std::string_view::npos; at = id.find('-', at + 1)) {
            if (test(id.substr(0, at), id.substr(at + 1))) {
                return true;
            }
        }
        return false;
    }

    model::KnowledgeGraph const& graph_;
    Vertex series_;
    std::string state_start_;
    std::string event_start_;
    bool has_others_ = false;
};

/// Gives each id once; another that asks for one, or for one that is not this series' alone, gets a hash of the IRIs
/// that tell it apart behind it.
class Names {
public:
    explicit Names(model::KnowledgeGraph const& graph) : graph_{graph} {}

    std::string give(std::string id, bool is_shared, std::initializer_list<Vertex> of) {
        if (!is_shared && given_.insert(id).second) {
            return id;
        }
        rdf::Sha256Sink hash;
        for (Vertex const each : of) {
            hash.write(graph_.iri(each) + " ");
        }
        id += "-" + hash.hex().substr(0, 8);
        given_.insert(id);
        return id;
    }

private:
    model::KnowledgeGraph const& graph_;
    std::unordered_set<std::string> given_;
};

}  // namespace

Parameters standard_parameters(model::KnowledgeGraph const& graph, Vertex series) {
    Parameters parameters;
    if (std::optional<unsigned> const look_back = graph.data_set(graph.data_set_of(series)).look_back) {
        parameters.look_back = *look_back;
    }
    return parameters;
}

Analysis analyse(model::KnowledgeGraph const& graph, Vertex series, Parameters const& parameters) {
    Analysis analysis;
    analysis.graph = &graph;
    analysis.id = analysis_id(parameters, standard_parameters(graph, series));
    analysis.coding = read_coding(graph, series, parameters);
    analysis.evolution = compute(analysis.coding, parameters);
    return analysis;
}

std::string const& ComputedIds::of(EventRef event) const {
    std::vector<std::string> const& list = event.list == EventList::theme     ? theme_events
                                           : event.list == EventList::item    ? item_events
                                           : event.list == EventList::lineage ? lineage_events
                                                                              : arcs;
    return list[event.index];
}

ComputedIds name_all(Analysis const& analysis) {
    model::KnowledgeGraph const& graph = *analysis.graph;
    Coding const& coding = analysis.coding;
    Evolution const& evolution = analysis.evolution;
    ComputedIds ids;
    Names observation_names{graph};
    std::vector<Vertex> editions;
    for (Coding::Edition const& each : coding.editions) {
        editions.push_back(each.vertex);
    }
    editions.insert(editions.end(), coding.planned.begin(), coding.planned.end());
    for (Vertex const edition : editions) {
        // An edition of another data set may have the id of one of this.
        bool const is_shared = graph.data_set_of(edition) != graph.data_set_of(coding.series);
        std::array<std::string, facet_count>& of_edition = ids.observations.emplace_back();
        for (std::size_t facet = 0; facet < facet_count; ++facet) {
            of_edition[facet] = observation_names.give(
                fmt::format("{}-{}-{}", analysis.id, graph.id(edition), facet_names[facet]), is_shared, {edition});
        }
    }
    Names state_names{graph};
    IdsOfOthers const others{analysis};
    std::string const start = IdsOfOthers::start_of_state(analysis);
    for (StateId id = 0; id < evolution.states.size(); ++id) {
        Vertex const theme = analysis.theme(id);
        Vertex const edition = analysis.edition(id);
        std::string wanted = fmt::format("{}{}-{}", start, graph.id(theme), graph.id(edition));
        bool const is_shared = others.may_be_state(wanted);
        ids.states.push_back(state_names.give(std::move(wanted), is_shared, {theme, edition}));
    }
    Names event_names{graph};
    auto const edition_of = [&](Facet facet, std::uint32_t position) {
        return coding.editions[evolution.observed_for(facet)[position]].vertex;
    };
    auto const name = [&](Vertex edition, std::string what, std::string_view subject,
                          std::initializer_list<Vertex> of) {
        std::ranges::replace(what, '_', '-');
        std::string wanted = fmt::format("{}-{}-{}-{}", analysis.id, graph.id(edition), what, subject);
        bool const is_shared = others.may_be_event(wanted);
        return event_names.give(std::move(wanted), is_shared, of);
    };
    for (StateEvent const& each : evolution.theme_events) {
        Vertex const edition = edition_of(Facet::issues, each.position);
        Vertex const theme = coding.themes[each.subject];
        ids.theme_events.push_back(name(edition, std::string{name_of(each.kind)}, graph.id(theme), {edition, theme}));
    }
    for (LineageEvent const& each : evolution.lineage_events) {
        // The state that many meet in, or come from; of a replacement the new one.
        Vertex const edition = edition_of(Facet::issues, each.position);
        Vertex const theme = analysis.theme(leads_from_one(each.kind) ? each.sources.front() : each.targets.front());
        ids.lineage_events.push_back(name(edition, std::string{name_of(each.kind)}, graph.id(theme), {edition, theme}));
    }
    for (Arc const& each : evolution.arcs) {
        if (each.kind == ArcKind::asserted) {
            Vertex const development = coding.developments[each.development].vertex;
            ids.arcs.push_back(
                event_names.give(fmt::format("asserted-{}", graph.id(development)), false, {development}));
        } else if (each.kind == ArcKind::morphs) {
            Vertex const from = analysis.theme(each.from);
            Vertex const to = analysis.theme(each.to);
            Vertex const from_edition = analysis.edition(each.from);
            Vertex const to_edition = analysis.edition(each.to);
            ids.arcs.push_back(name(to_edition, "developed",
                                    fmt::format("{}-from-{}-{}", graph.id(to), graph.id(from_edition), graph.id(from)),
                                    {to_edition, to, from_edition, from}));
        } else {
            ids.arcs.emplace_back();
        }
    }
    for (StateEvent const& each : evolution.item_events) {
        Coding::Item const& item = coding.items[each.subject];
        // Goals are numbers: with their facet before them they read as what they are.
        std::string const subject = item.facet == Facet::sdgs ? fmt::format("sdg-{}", graph.id(item.vertex))
                                                              : std::string{graph.id(item.vertex)};
        Vertex const edition = edition_of(item.facet, each.position);
        ids.item_events.push_back(
            name(edition, fmt::format("item-{}", name_of(each.kind)), subject, {edition, item.vertex}));
    }
    return ids;
}

std::string computed_iri(Analysis const& analysis, Kind kind, std::string_view id) {
    model::KnowledgeGraph const& graph = *analysis.graph;
    return fmt::format("{}{}/{}", graph.data_set(graph.data_set_of(analysis.coding.series)).base,
                       model::definition(kind).name, id);
}

}  // namespace stoa::evolution
