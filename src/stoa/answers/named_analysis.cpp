// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/named_analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "stoa/answers/grouped_notes.hpp"
#include "stoa/model/citation.hpp"

namespace stoa::answers {

using model::Kind;
using model::Vertex;

namespace {

void each_once(std::vector<std::uint32_t>& list) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::string_view level_in_words(Level level) {
    return level == Level::not_applicable ? "not applicable" : name_of(level);
}

}  // namespace

NamedAnalysis::NamedAnalysis(Analysis const& analysis, evolution::Robustness const* robustness)
    : analysis_{analysis}, ids_{name_all(analysis)}, events_{analysis, robustness} {}

std::string_view NamedAnalysis::series_name() const { return graph().label(coding().series); }

Entity NamedAnalysis::entity(Vertex vertex) const {
    return {graph().iri(vertex), std::string{graph().id(vertex)}, std::string{graph().label(vertex)},
            model::definition(graph().kind(vertex)).name, vertex};
}

std::vector<Entity> NamedAnalysis::items(std::span<std::uint32_t const> items) const {
    std::vector<Entity> entities;
    for (std::uint32_t const each : items) {
        entities.push_back(item(each));
    }
    return entities;
}

Entity NamedAnalysis::edition(std::uint32_t edition) const {
    return edition_entity(graph(), coding().editions[edition].vertex);
}

Entity NamedAnalysis::edition_at(std::uint32_t position) const { return edition(edition_index(position)); }

Entity NamedAnalysis::state(StateId state) const {
    return {computed_iri(analysis_, Kind::state, ids_.states[state]), ids_.states[state],
            state_in_words(analysis_, state), model::definition(Kind::state).name};
}

std::vector<Entity> NamedAnalysis::states(std::span<StateId const> states) const {
    std::vector<Entity> entities;
    for (StateId const each : states) {
        entities.push_back(state(each));
    }
    return entities;
}

Entity NamedAnalysis::event(EventRef event) const {
    std::string const& id = ids_.of(event);
    return {computed_iri(analysis_, Kind::event, id), id, events_.in_words(event), model::definition(Kind::event).name};
}

Value NamedAnalysis::value(FieldValue const& value) const {
    if (auto const* const references = std::get_if<std::vector<Reference>>(&value)) {
        std::vector<Entity> entities;
        entities.reserve(references->size());
        for (Reference const& each : *references) {
            entities.push_back(each.to == Reference::To::state ? state(each.index) : entity(each.index));
        }
        return entities;
    }
    if (auto const* const probability = std::get_if<double>(&value)) {
        return Measure{*probability};
    }
    if (auto const* const word = std::get_if<std::string_view>(&value)) {
        return std::string{*word};
    }
    if (auto const* const ratio = std::get_if<Ratio>(&value)) {
        return *ratio;
    }
    if (auto const* const count = std::get_if<std::int64_t>(&value)) {
        return *count;
    }
    return std::get<bool>(value);
}

std::vector<Entity> NamedAnalysis::documents_of(StateId state) const {
    State const& of = evolution().states[state];
    std::vector<std::uint32_t> documents;
    for (std::uint32_t i = of.first_passage; i < of.last_passage; ++i) {
        if (coding().passages[i].document != none) {
            documents.push_back(coding().passages[i].document);
        }
    }
    each_once(documents);
    std::vector<Entity> entities;
    for (std::uint32_t const each : documents) {
        entities.push_back(entity(coding().documents[each]));
    }
    return entities;
}

std::set<std::uint32_t> NamedAnalysis::sources_of(StateId state) const {
    State const& of = evolution().states[state];
    std::set<std::uint32_t> sources;
    for (std::uint32_t i = of.first_passage; i < of.last_passage; ++i) {
        if (coding().passages[i].source != none) {
            sources.insert(coding().passages[i].source);
        }
    }
    return sources;
}

std::uint32_t NamedAnalysis::positions() const {
    return static_cast<std::uint32_t>(evolution().observed_for(Facet::issues).size());
}

std::uint32_t NamedAnalysis::edition_index(std::uint32_t position) const {
    return evolution().observed_for(Facet::issues)[position];
}

std::uint32_t NamedAnalysis::find_edition(Vertex vertex) const {
    auto const found = std::ranges::find(coding().editions, vertex, &Coding::Edition::vertex);
    return found == coding().editions.end() ? none : static_cast<std::uint32_t>(found - coding().editions.begin());
}

std::uint32_t NamedAnalysis::find_theme(Vertex vertex) const {
    auto const found = std::ranges::lower_bound(coding().themes, vertex);
    return found == coding().themes.end() || *found != vertex
               ? none
               : static_cast<std::uint32_t>(found - coding().themes.begin());
}

std::vector<StateId> NamedAnalysis::states_of(std::uint32_t theme) const {
    std::vector<StateId> found;
    for (StateId id = 0; id < evolution().states.size(); ++id) {
        if (evolution().states[id].theme == theme) {
            found.push_back(id);
        }
    }
    return found;
}

Proof NamedAnalysis::proof(Vertex evidence, std::uint32_t document) const {
    Proof proof;
    proof.evidence = entity(evidence);
    if (std::optional<Vertex> const source = graph().object(evidence, "source")) {
        proof.source = entity(*source);
    }
    if (document != none) {
        proof.document.push_back(entity(coding().documents[document]));
    }
    proof.locator = graph().value(evidence, "locator");
    if (std::optional<Vertex> const words = graph().object(evidence, "selector")) {
        proof.quote = graph().value(*words, "exact");
    }
    return proof;
}

std::vector<Proof> NamedAnalysis::proofs(std::span<std::uint32_t const> passages) const {
    std::vector<std::pair<Vertex, std::uint32_t>> found;
    for (std::uint32_t const i : passages) {
        Coding::Passage const& each = coding().passages[i];
        if (each.evidence != none) {
            found.emplace_back(each.evidence, each.document);
        }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<Proof> list;
    for (auto const& [evidence, document] : found) {
        list.push_back(proof(evidence, document));
    }
    return list;
}

std::vector<Proof> NamedAnalysis::proofs_of(std::span<StateId const> states) const {
    std::vector<std::uint32_t> passages;
    for (StateId const each : states) {
        State const& state = evolution().states[each];
        for (std::uint32_t i = state.first_passage; i < state.last_passage; ++i) {
            passages.push_back(i);
        }
    }
    return proofs(passages);
}

std::vector<Proof> NamedAnalysis::proofs_of_presences(std::span<std::uint32_t const> presences) const {
    std::vector<std::uint32_t> passages;
    for (std::uint32_t const each : presences) {
        Presence const& presence = evolution().presences[each];
        for (std::uint32_t i = presence.first_passage; i < presence.last_passage; ++i) {
            passages.push_back(evolution().item_passages[i]);
        }
    }
    return proofs(passages);
}

CoverageNote NamedAnalysis::coverage(Facet facet, std::uint32_t edition) const {
    Coding::Edition const& of = coding().editions[edition];
    auto const which = static_cast<std::size_t>(facet);
    Vertex const record = of.coverage[which];
    return {this->edition(edition), facet,   of.level[which],
            of.read[which],         edition, record == none ? std::string{} : graph().iri(record)};
}

std::vector<CoverageNote> NamedAnalysis::across(Facet facet, std::uint32_t first, std::uint32_t last) const {
    std::vector<CoverageNote> notes;
    for (std::uint32_t const each : evolution().not_complete(facet, first, last)) {
        notes.push_back(coverage(facet, each));
    }
    return notes;
}

Row NamedAnalysis::row(std::vector<Value> values, std::span<StateId const> states, std::string_view basis) const {
    Row row;
    row.values = std::move(values);
    row.basis = basis;
    std::vector<std::uint32_t> editions;
    for (StateId const each : states) {
        editions.push_back(evolution().states[each].edition);
    }
    each_once(editions);
    for (std::uint32_t const each : editions) {
        row.editions.push_back(edition(each));
    }
    row.evidence = proofs_of(states);
    if (!editions.empty()) {
        row.coverage = across(Facet::issues, editions.front(), editions.back());
    }
    return row;
}

Row NamedAnalysis::row(std::vector<Value> values, EventRef event) const {
    Row row;
    row.values = std::move(values);
    row.basis = events_.basis(event);
    if (event.list == EventList::lineage || event.list == EventList::arc) {
        row.editions.push_back(edition(*events_.source_edition(event)));
    }
    row.editions.push_back(edition(events_.edition(event)));
    for (CitedEvidence const& each : events_.evidence(event)) {
        row.evidence.push_back(proof(each.evidence, each.document));
    }
    for (EditionFacet const& each : events_.across(event)) {
        row.coverage.push_back(coverage(each.facet, each.edition));
    }
    return row;
}

std::optional<std::string> NamedAnalysis::why_not_observed(Vertex vertex) const {
    if (std::ranges::find(coding().planned, vertex) != coding().planned.end()) {
        return fmt::format("{} is {} and takes no part", model::short_name(graph(), vertex),
                           graph().value(vertex, "status"));
    }
    std::uint32_t const index = find_edition(vertex);
    if (index == none) {
        return fmt::format("{} is no edition of {}", model::short_name(graph(), vertex), series_name());
    }
    if (std::ranges::binary_search(evolution().observed_for(Facet::issues), index)) {
        return std::nullopt;
    }
    return fmt::format("{} is not observed: for its issues it is {}", model::short_name(graph(), vertex),
                       level_in_words(coding().editions[index].level[0]));
}

bool NamedAnalysis::note_not_observed(Vertex vertex, Answer& answer) const {
    std::optional<std::string> why = why_not_observed(vertex);
    if (!why) {
        return false;
    }
    std::uint32_t const index = find_edition(vertex);
    std::string several;
    if (std::ranges::find(coding().planned, vertex) != coding().planned.end()) {
        several = fmt::format("editions are {} and take no part", graph().value(vertex, "status"));
    } else if (index != none) {
        several = fmt::format("editions are not observed, because their issues are {}",
                              level_in_words(coding().editions[index].level[0]));
    } else {
        several = fmt::format("editions are not of {}", series_name());
    }
    note_of_each(answer, several,
                 {graph().iri(vertex), std::string{model::short_name(graph(), vertex)}, std::move(*why)});
    return true;
}

void NamedAnalysis::note_limits(Answer& answer, EditionSpan const& span) const {
    std::string const series{series_name()};
    if (coding().editions.empty()) {
        note_of_each(answer, "series have no edition that was held",
                     {graph().iri(coding().series), series, fmt::format("{} has no edition that was held", series)});
    }
    for (Vertex const each : coding().planned) {
        if ((!span.first && !span.last) || span.first == each || span.last == each) {
            note_not_observed(each, answer);
        }
    }
    std::uint32_t const first = span.first ? find_edition(*span.first) : 0;
    std::uint32_t const last = span.last ? find_edition(*span.last) : none;
    for (std::uint32_t i = first; i < coding().editions.size() && i <= last; ++i) {
        note_not_observed(coding().editions[i].vertex, answer);
    }
    if (evolution().passages_unobserved == 0) {
        return;
    }
    auto const unobserved = std::ranges::count_if(coding().passages, [&](Coding::Passage const& each) {
        return first <= each.edition && each.edition <= last &&
               !std::ranges::binary_search(evolution().observed_for(Facet::issues), each.edition);
    });
    if (unobserved > 0) {
        note_of_each(answer, "series have coded passages in editions that are not observed, which take no part",
                     {graph().iri(coding().series), fmt::format("{} ({})", series, unobserved),
                      unobserved == 1 ? "1 coded passage stands in an edition that is not observed, and takes no part"
                                      : fmt::format("{} coded passages stand in editions that are not observed, and "
                                                    "take no part",
                                                    unobserved)});
    }
}

std::optional<std::string> NamedAnalysis::why_absent(Vertex theme, Vertex edition) const {
    if (std::optional<std::string> why = why_not_observed(edition)) {
        return why;
    }
    std::uint32_t const index = find_theme(theme);
    auto const observed = evolution().observed_for(Facet::issues);
    auto const position = std::ranges::lower_bound(observed, find_edition(edition)) - observed.begin();
    if (index != none && evolution().find_state(index, static_cast<std::uint32_t>(position))) {
        return std::nullopt;
    }
    return fmt::format("{} is not present in {}", graph().label(theme), model::short_name(graph(), edition));
}

void NamedAnalysis::note_developments(Answer& answer, std::optional<Vertex> theme,
                                      std::optional<Vertex> edition) const {
    std::set<Vertex> drawn;
    for (Arc const& arc : evolution().arcs) {
        if (arc.kind == ArcKind::asserted) {
            drawn.insert(coding().developments[arc.development].vertex);
        }
    }
    std::vector<Vertex> editions;
    for (Coding::Edition const& each : coding().editions) {
        editions.push_back(each.vertex);
    }
    editions.insert(editions.end(), coding().planned.begin(), coding().planned.end());
    std::vector<std::string> left_out;
    model::Structure const& structure = graph();
    for (Vertex const to_edition : editions) {
        for (auto [edge, last] = in_edges(to_edition, structure); edge != last; ++edge) {
            Vertex const development = source(*edge, structure);
            if (graph().kind(development) != model::Kind::development || drawn.contains(development) ||
                model::definition(structure[*edge].property).key != "edition") {
                continue;
            }
            std::optional<Vertex> const from = graph().object(development, "from");
            std::optional<Vertex> const from_edition = graph().object(development, "from_edition");
            std::optional<Vertex> const to = graph().object(development, "to");
            if (!from || !from_edition || !to || (theme && *theme != *from && *theme != *to) ||
                (edition && *edition != *from_edition && *edition != to_edition)) {
                continue;
            }
            std::optional<std::string> why = why_absent(*from, *from_edition);
            if (!why) {
                why = why_absent(*to, to_edition);
            }
            left_out.push_back(fmt::format(
                "{} ({}) became {} ({}), but {}", graph().label(*from), model::short_name(graph(), *from_edition),
                graph().label(*to), model::short_name(graph(), to_edition), why.value_or("it does not lead on")));
        }
    }
    if (!left_out.empty()) {
        note_once(answer,
                  fmt::format("{} that sources state take{} no part: {}", count_of(left_out.size(), "development"),
                              left_out.size() == 1 ? "s" : "", fmt::join(left_out, "; ")));
    }
}

void NamedAnalysis::note_theme(std::optional<Vertex> theme, Answer& answer) const {
    if (theme && find_theme(*theme) == none) {
        answer.notes.push_back(
            fmt::format("no edition of {} treats {} in what was read", series_name(), graph().label(*theme)));
    }
}

Row& Sums::of(std::string const& key, Row const& row) {
    auto const [known, is_new] = index_.emplace(key, rows_.size());
    if (is_new) {
        rows_.emplace_back().basis = row.basis;
    }
    Row& sum = rows_[known->second];
    for (Entity const& each : row.editions) {
        if (std::ranges::find(sum.editions, each) == sum.editions.end()) {
            sum.editions.push_back(each);
        }
    }
    for (Proof const& each : row.evidence) {
        if (evidence_.emplace(known->second, each.evidence.iri).second) {
            sum.evidence.push_back(each);
        }
    }
    auto const order = [](CoverageNote const& each) { return std::pair{each.facet, each.place}; };
    for (CoverageNote const& each : row.coverage) {
        auto const found = std::ranges::lower_bound(sum.coverage, order(each), {}, order);
        if (found == sum.coverage.end() || order(*found) != order(each)) {
            sum.coverage.insert(found, each);
        }
    }
    return sum;
}

Entity edition_entity(model::KnowledgeGraph const& graph, Vertex edition) {
    return {graph.iri(edition), std::string{graph.id(edition)}, std::string{model::short_name(graph, edition)},
            model::definition(Kind::edition).name, edition};
}

Value optional_ratio(std::optional<Ratio> ratio) { return ratio ? Value{*ratio} : Value{}; }

Value number(std::size_t value) { return static_cast<std::int64_t>(value); }

void add_row(Asked const& asked, Answer& answer, Row row) {
    if (asked.each_row) {
        asked.each_row(answer, row);
    } else {
        answer.rows.push_back(std::move(row));
    }
}

void note_once(Answer& answer, std::string note) {
    if (std::ranges::find(answer.notes, note) == answer.notes.end()) {
        answer.notes.push_back(std::move(note));
    }
}

}  // namespace stoa::answers
