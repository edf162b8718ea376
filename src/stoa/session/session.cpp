// SPDX-License-Identifier: Apache-2.0
#include "stoa/session/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "stoa/answers/finder.hpp"

namespace stoa::session {
namespace {

using answers::Asked;
using answers::Question;
using evolution::Analysis;
using evolution::Option;
using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

std::vector<Vertex> records_of(KnowledgeGraph const& graph, std::initializer_list<Kind> kinds) {
    std::vector<Vertex> found;
    for (Kind const kind : kinds) {
        auto const range = graph.vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            found.push_back(vertex);
        }
    }
    return found;
}

/// What the words of the options mean in the data; what they cannot mean is a fault.
class Resolver {
public:
    Resolver(Question const& question, EvolutionOptions const& options, KnowledgeGraph const& graph,
             std::vector<Analysis> const& analyses)
        : question_{question}, options_{options}, graph_{graph}, analyses_{analyses} {
        for (Analysis const& each : analyses) {
            for (evolution::Coding::Edition const& edition : each.coding.editions) {
                editions_.push_back(edition.vertex);
            }
            editions_.insert(editions_.end(), each.coding.planned.begin(), each.coding.planned.end());
        }
    }

    /// What the question is asked of; throws when that cannot be.
    Asked resolve() {
        if (analyses_.size() < question_.series) {
            faults_.push_back(fmt::format("'{}' needs two series: name the data sets of both", question_.name));
        }
        std::vector<Vertex> const themes = records_of(graph_, {Kind::theme});
        Asked asked;
        asked.analyses = analyses_;
        asked.theme = find(Option::theme, "theme", themes);
        asked.with = find(Option::with, "theme", themes);
        asked.edition = find(Option::edition, "edition", editions_);
        asked.until = find(Option::until, "edition", editions_);
        asked.document =
            find(Option::document, "document or source", records_of(graph_, {Kind::document, Kind::source}));
        asked.max_gap = chosen_max_gap(options_);
        if (asked.edition && asked.until) {
            check_order(*asked.edition, *asked.until);
        }
        throw_faults(faults_);
        return asked;
    }

private:
    std::optional<Vertex> find(Option option, std::string_view what, std::vector<Vertex> const& candidates) {
        if (!options_[option]) {
            return std::nullopt;
        }
        answers::Found const found = answers::find_among(graph_, candidates, what, *options_[option]);
        if (!found.vertex) {
            faults_.push_back(found.why + choice_of_series(found.fitting));
        }
        return found.vertex;
    }

    /// `: choose with --series a|b`, where that tells the editions apart.
    [[nodiscard]] std::string choice_of_series(std::vector<Vertex> const& fitting) const {
        std::vector<std::string> series;
        for (Vertex const each : fitting) {
            std::optional<Vertex> const of =
                graph_.kind(each) == Kind::edition ? graph_.object(each, "series") : std::nullopt;
            if (of && std::ranges::find(series, graph_.id(*of)) == series.end()) {
                series.emplace_back(graph_.id(*of));
            }
        }
        bool const tells = series.size() > 1 && question_.takes().contains(Option::series);
        return tells ? fmt::format(": choose with --series {}", fmt::join(series, "|")) : std::string{};
    }

    void check_order(Vertex edition, Vertex until) {
        auto const name = [&](Vertex each) { return fmt::format("{} ({})", graph_.id(each), graph_.label(each)); };
        if (graph_.object(edition, "series") != graph_.object(until, "series")) {
            faults_.push_back(
                fmt::format("--until {} is of another series than --edition {}", name(until), name(edition)));
        } else if (std::ranges::find(editions_, until) < std::ranges::find(editions_, edition)) {
            faults_.push_back(fmt::format("--until {} is before --edition {}", name(until), name(edition)));
        }
    }

    Question const& question_;
    EvolutionOptions const& options_;
    KnowledgeGraph const& graph_;
    std::vector<Analysis> const& analyses_;
    std::vector<Vertex> editions_;  ///< series by series, in their order, those held first
    std::vector<std::string> faults_;
};

}  // namespace

std::optional<Session> Session::open(std::span<std::filesystem::path const> inputs, ingest::ReadOptions const& options,
                                     diagnostics::Diagnostics& diagnostics) {
    std::optional<ingest::Reading> reading = ingest::read(inputs, options, diagnostics);
    return reading ? std::optional{Session{*std::move(reading)}} : std::nullopt;
}

bool Session::has_series(EvolutionOptions const& options) const {
    return options[Option::series] || !root_series(graph()).empty();
}

std::vector<Analysis> const& Session::analyses(EvolutionOptions const& options) {
    EvolutionOptions const chosen = options.only(evolution::of_an_analysis);
    if (auto const known = analyses_.find(chosen); known != analyses_.end()) {
        return known->second;
    }
    std::vector<Analysis> made;
    for (Vertex const series : chosen_series(chosen, graph())) {
        made.push_back(evolution::analyse(graph(), series, chosen_parameters(chosen, graph(), series)));
    }
    return analyses_.emplace(chosen, std::move(made)).first->second;
}

Analysis const& Session::analysis(EvolutionOptions const& options) {
    (void)chosen_single_series(options, graph());
    return analyses(options).front();
}

Asked Session::asked(Question const& question, EvolutionOptions const& options) {
    return Resolver{question, options, graph(), analyses(options)}.resolve();
}

}  // namespace stoa::session
