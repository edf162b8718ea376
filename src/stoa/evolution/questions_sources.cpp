// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "stoa/evolution/asking.hpp"
#include "stoa/evolution/measures.hpp"
#include "stoa/model/disagreements.hpp"

namespace stoa::evolution {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

/// The records and evidence behind a relation of a record: those of the edge, else those of the record.
std::vector<Vertex> evidence_of(KnowledgeGraph const& graph, Vertex subject, std::string_view key) {
    model::PropertyId const property = model::property(graph.kind(subject), key);
    model::Structure const& structure = graph;
    for (auto [edge, last] = out_edges(subject, structure); edge != last; ++edge) {
        if (structure[*edge].property == property && structure[*edge].evidence != model::no_evidence) {
            std::span<Vertex const> const found = graph.evidence(structure[*edge].evidence);
            return {found.begin(), found.end()};
        }
    }
    return graph.objects(subject, "evidence");
}

std::vector<Proof> proofs(Asking const& asking, std::vector<Vertex> const& evidence) {
    std::vector<Proof> list;
    for (Vertex const each : evidence) {
        list.push_back(asking.proof(each, none));
    }
    return list;
}

std::vector<std::string_view> texts(KnowledgeGraph const& graph, Vertex vertex, std::string_view key) {
    std::vector<std::string_view> found;
    std::optional<model::PropertyId> const property = model::find_property(graph.kind(vertex), key);
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    for (std::size_t row = 0; property && row < rows.size(); ++row) {
        if (rows.property[row] == *property) {
            found.push_back(graph.value_term(rows.tag[row], rows.value[row]).text);
        }
    }
    return found;
}

}  // namespace

// One row after the other, each with its own conditions: NOLINTNEXTLINE(readability-function-cognitive-complexity)
Answer ask_weak_evidence(Asked const& asked) {
    Answer answer;
    answer.title = "Themes that rest on one source, and absences that cannot be proved";
    answer.columns = {{"weakness", "one_source (a presence) or unproved_absence (introduced, resumed or dropped)"},
                      {"theme", "the theme"},
                      {"edition", "the edition of the presence, or of the event"},
                      {"event", "the event that the absence is part of"},
                      {"source", "the one source"},
                      {"because", "editions that were not read completely, and could hold it"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        asking.note_limits(answer);
        asking.note_theme(asked.theme, answer);
        Evolution const& evolution = each.evolution;
        for (StateId id = 0; id < evolution.states.size(); ++id) {
            State const& state = evolution.states[id];
            std::set<std::uint32_t> sources;
            for (std::uint32_t i = state.first_passage; i < state.last_passage; ++i) {
                if (each.coding.passages[i].source != none) {
                    sources.insert(each.coding.passages[i].source);
                }
            }
            bool const is_asked = (!asked.theme || each.theme(id) == *asked.theme) &&
                                  (!asked.edition || each.edition(id) == *asked.edition);
            if (sources.size() == 1 && is_asked) {
                answer.rows.push_back(asking.row({"one_source",
                                                  asking.theme(state.theme),
                                                  asking.edition(state.edition),
                                                  {},
                                                  asking.thing(each.coding.sources[*sources.begin()]),
                                                  {}},
                                                 {&id, 1}));
            }
        }
        for (StateEvent const& event : evolution.theme_events) {
            std::uint32_t const edition = asking.edition_index(event.position);
            bool const has_absence = event.kind == EventKind::introduced || event.kind == EventKind::resumed ||
                                     event.kind == EventKind::dropped;
            if (!has_absence || (asked.theme && each.coding.themes[event.subject] != *asked.theme) ||
                (asked.edition && each.coding.editions[edition].vertex != *asked.edition)) {
                continue;
            }
            // The editions in which it is said to be absent; where it is present nothing has to be proved.
            auto const [first, last] = span_of(each.coding, evolution, event, false);
            std::uint32_t const from = event.before == none ? first : first + 1;
            std::uint32_t const to = event.kind == EventKind::dropped ? last : last - 1;
            std::vector<Thing> because;
            for (std::uint32_t i = from; i <= to; ++i) {
                if (Level const level = each.coding.editions[i].level[0];
                    level == Level::partial || level == Level::unread) {
                    because.push_back(asking.edition(i));
                }
            }
            if (!because.empty()) {
                answer.rows.push_back(asking.row({"unproved_absence",
                                                  asking.theme(event.subject),
                                                  asking.edition(edition),
                                                  std::string{name_of(event.kind)},
                                                  {},
                                                  std::move(because)},
                                                 event, false));
            }
        }
    }
    return answer;
}

Answer ask_disagreements(Asked const& asked) {
    Answer answer;
    answer.title = "Where the sources disagree";
    answer.columns = {{"subject", "what it is about"},
                      {"about", "the property or quantity, with mode and date"},
                      {"claim", "the side"},
                      {"says", "what it says"},
                      {"preferred", "the value to use"}};
    Asking const asking{asked.analyses.front()};
    KnowledgeGraph const& graph = asking.graph();
    for (model::Disagreement const& each : model::find_disagreements(graph)) {
        // Of an edition: of itself, or of what belongs to it.
        if (asked.edition && each.subject != *asked.edition && graph.object(each.subject, "edition") != asked.edition) {
            continue;
        }
        for (Vertex const side : each.sides) {
            Row row;
            row.values = {asking.thing(each.subject), each.about, asking.thing(side), model::side_in_words(graph, side),
                          graph.value(side, "preferred") == "true"};
            if (graph.kind(each.subject) == Kind::edition) {
                row.editions.push_back({graph.iri(each.subject), std::string{graph.id(each.subject)},
                                        std::string{edition_name(graph, each.subject)}});
            }
            row.evidence = proofs(asking, graph.objects(side, "evidence"));
            row.basis = "recorded";
            answer.rows.push_back(std::move(row));
        }
    }
    return answer;
}

// One row after the other, each with its own conditions: NOLINTNEXTLINE(readability-function-cognitive-complexity)
Answer ask_places(Asked const& asked) {
    Answer answer;
    answer.title = "Where the series has been, and where never";
    answer.columns = {{"region", "the region; one row for each region of a host, so several for one edition"},
                      {"scheme", "the list of regions"},
                      {"edition", "the edition; none where the region has never hosted one"},
                      {"city", "the host city"},
                      {"country", "its country"},
                      {"status", "held, planned, postponed or cancelled"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        KnowledgeGraph const& graph = asking.graph();
        std::vector<Vertex> editions;
        for (Coding::Edition const& edition : each.coding.editions) {
            editions.push_back(edition.vertex);
        }
        editions.insert(editions.end(), each.coding.planned.begin(), each.coding.planned.end());
        std::set<Vertex> regions_of_hosts;
        auto const scheme_of = [&](Vertex region) {
            std::optional<Vertex> const scheme = graph.object(region, "scheme");
            return scheme ? Value{asking.thing(*scheme)} : Value{};
        };
        for (Vertex const edition : editions) {
            std::vector<Vertex> const cities = graph.objects(edition, "city");
            Thing const name{graph.iri(edition), std::string{graph.id(edition)},
                             std::string{edition_name(graph, edition)}};
            std::string const status{graph.value(edition, "status")};
            if (cities.empty()) {
                answer.notes.push_back(fmt::format("{} ({}) has no host in the data", name.label, status));
            }
            for (Vertex const city : cities) {
                std::optional<Vertex> const country = graph.object(city, "country");
                // With a region all wider ones.
                std::vector<Vertex> regions = country ? graph.objects(*country, "region") : std::vector<Vertex>{};
                for (std::size_t i = 0; i < regions.size(); ++i) {
                    if (std::optional<Vertex> const wider = graph.object(regions[i], "part_of");
                        wider && std::ranges::find(regions, *wider) == regions.end()) {
                        regions.push_back(*wider);
                    }
                }
                std::ranges::sort(regions);
                bool const held = status == "held";
                auto const add = [&](Value region, Value scheme) {
                    Row row;
                    row.values = {std::move(region),
                                  std::move(scheme),
                                  name,
                                  asking.thing(city),
                                  country ? Value{asking.thing(*country)} : Value{},
                                  status};
                    row.editions = {name};
                    row.evidence = proofs(asking, evidence_of(graph, edition, "city"));
                    row.basis = "recorded";
                    answer.rows.push_back(std::move(row));
                };
                for (Vertex const region : regions) {
                    if (held) {
                        regions_of_hosts.insert(region);
                    }
                    add(asking.thing(region), scheme_of(region));
                }
                if (regions.empty()) {
                    add({}, {});
                }
            }
        }
        answer.notes.emplace_back("regions that are not in the data are not listed, hosts or not");
        auto const range = graph.vertices_of(Kind::region);
        for (Vertex region = range.first; region < range.last; ++region) {
            if (!regions_of_hosts.contains(region)) {
                Row row;
                row.values = {asking.thing(region), scheme_of(region), {}, {}, {}, std::string{"never"}};
                row.evidence = proofs(asking, graph.objects(region, "evidence"));
                row.basis = "recorded";
                answer.rows.push_back(std::move(row));
            }
        }
    }
    return answer;
}

Answer ask_two_series(Asked const& asked) {
    Answer answer;
    answer.title = "Themes that several series share, and who treated them first";
    answer.columns = {{"theme", "the theme"},
                      {"series", "a series that treats it"},
                      {"first", "the first observed edition of that series that treats it"},
                      {"start", "its first day, as precisely as known"},
                      {"role", "headline, strand, issue or group"},
                      {"earliest", "no other series treated it before; nothing where the dates do not tell"}};
    struct First {
        std::size_t analysis = 0;
        StateId state = 0;
        std::string start;
    };
    std::map<Vertex, std::vector<First>> firsts;
    std::vector<Asking> askings;
    for (std::size_t i = 0; i < asked.analyses.size(); ++i) {
        Analysis const& each = asked.analyses[i];
        askings.emplace_back(each);
        askings.back().note_limits(answer);
        for (std::optional<ThemeMeasures> const& of : theme_measures(each.coding, each.evolution)) {
            if (of && (!asked.theme || each.theme(of->first) == *asked.theme)) {
                firsts[each.theme(of->first)].push_back(
                    {i, of->first, std::string{each.graph->value(each.edition(of->first), "start")}});
            }
        }
    }
    for (auto& [theme, list] : firsts) {
        if (list.size() < 2) {
            continue;
        }
        std::ranges::stable_sort(list, {}, [](First const& first) { return first.start; });
        for (First const& first : list) {
            // 1985 and 1985-06 are neither before the other.
            bool const is_known = std::ranges::none_of(list, [&](First const& other) {
                return &other != &first &&
                       (other.start.starts_with(first.start) || first.start.starts_with(other.start));
            });
            bool const is_earliest = first.start == list.front().start;
            Asking const& asking = askings[first.analysis];
            answer.rows.push_back(
                asking.row({asking.thing(theme), asking.thing(asking.coding().series),
                            asking.edition(asking.evolution().states[first.state].edition), first.start,
                            std::string{name_of(asking.evolution().states[first.state].role)},
                            is_known ? Value{is_earliest} : Value{}},
                           {&first.state, 1}));
        }
    }
    if (answer.rows.empty()) {
        answer.notes.emplace_back("no theme is treated by two of the series");
    }
    return answer;
}

// One row after the other, each with its own conditions: NOLINTNEXTLINE(readability-function-cognitive-complexity)
Answer ask_coding(Asked const& asked) {
    Answer answer;
    answer.title = "The coding table: one row for each item, or theme without item, and place that proves it";
    answer.columns = {{"edition", "the edition"},
                      {"document", "the document; none for the edition as a whole"},
                      {"source", "the source"},
                      {"locator", "the place in it"},
                      {"quote", "its words"},
                      {"theme", "the theme"},
                      {"item", "the scope item; none where the passage names the theme alone"},
                      {"facet", "facet of the item"},
                      {"role", "headline, strand, issue or group"},
                      {"wording", "the coder's short wording of the occurrence"},
                      {"coder", "who coded it"}};
    for (Analysis const& each : asked.analyses) {
        Asking const asking{each};
        KnowledgeGraph const& graph = asking.graph();
        asking.note_theme(asked.theme, answer);
        // What each coder of an edition said of each theme in each document: the units of the agreement.
        std::map<std::uint32_t, std::set<std::string>> coders_of_edition;
        std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::map<std::string, std::string>> coded;
        std::set<Vertex> with_items;
        for (Coding::Passage const& passage : each.coding.passages) {
            if (passage.item != none) {
                with_items.insert(passage.occurrence);
            }
        }
        for (Coding::Passage const& passage : each.coding.passages) {
            std::string coders;
            for (std::string_view const coder : texts(graph, passage.occurrence, "coder")) {
                coders += (coders.empty() ? "" : ", ") + std::string{coder};
                coders_of_edition[passage.edition].insert(std::string{coder});
                coded[{passage.edition, passage.document, passage.theme}].emplace(coder, name_of(passage.role));
            }
            bool const is_asked =
                (!asked.theme || each.coding.themes[passage.theme] == *asked.theme) &&
                (!asked.edition || each.coding.editions[passage.edition].vertex == *asked.edition) &&
                (!asked.document ||
                 (passage.document != none && each.coding.documents[passage.document] == *asked.document) ||
                 (passage.source != none && each.coding.sources[passage.source] == *asked.document));
            if (!is_asked || (passage.item == none && with_items.contains(passage.occurrence))) {
                continue;
            }
            Row row;
            row.editions = {asking.edition(passage.edition)};
            row.basis = "recorded";
            if (passage.evidence != none) {
                row.evidence.push_back(asking.proof(passage.evidence, passage.document));
            }
            Proof const proof = row.evidence.empty() ? Proof{} : row.evidence.front();
            bool const has_item = passage.item != none;
            auto const facet = has_item ? static_cast<std::size_t>(each.coding.items[passage.item].facet) : 0;
            row.values = {
                row.editions.front(),
                passage.document == none ? Value{} : Value{asking.thing(each.coding.documents[passage.document])},
                passage.source == none ? Value{} : Value{proof.source},
                proof.locator,
                proof.quote,
                asking.theme(passage.theme),
                has_item ? Value{asking.item(passage.item)} : Value{},
                has_item ? Value{std::string{facet_names[facet]}} : Value{},
                std::string{name_of(passage.role)},
                std::string{graph.value(passage.occurrence, "wording")},
                std::move(coders)};
            row.coverage = asking.across(has_item ? each.coding.items[passage.item].facet : Facet::issues,
                                         passage.edition, passage.edition);
            answer.rows.push_back(std::move(row));
        }
        std::vector<std::vector<std::string>> units;
        for (auto const& [unit, said] : coded) {
            std::vector<std::string> values;
            for (std::string const& coder : coders_of_edition[std::get<0>(unit)]) {
                auto const found = said.find(coder);
                values.push_back(found == said.end() ? "not coded" : found->second);
            }
            units.push_back(std::move(values));
        }
        bool const two = std::ranges::any_of(coders_of_edition, [](auto const& of) { return of.second.size() > 1; });
        if (!two) {
            answer.notes.push_back(fmt::format("{}: agreement of coders is not computed: no edition names two coders",
                                               asking.series_name()));
        } else if (std::optional<double> const alpha = krippendorff_alpha(units)) {
            answer.notes.push_back(
                fmt::format("{}: Krippendorff's alpha is {} (nominal; unit: edition, document and "
                            "theme; value: role, or not coded; {} units)",
                            asking.series_name(), to_decimal(*alpha), units.size()));
        } else {
            answer.notes.push_back(
                fmt::format("{}: Krippendorff's alpha is not computed: all values are one", asking.series_name()));
        }
    }
    return answer;
}

Answer ask_document_links(Asked const& asked) {
    Answer answer;
    answer.title = "Links between documents that sources state";
    answer.columns = {{"later", "the document (or edition) that links"},
                      {"link", "builds_on, replaces, reviews, enacts"},
                      {"earlier", "the document that it links to"}};
    Asking const asking{asked.analyses.front()};
    KnowledgeGraph const& graph = asking.graph();
    model::Structure const& structure = graph;
    for (Kind const kind : {Kind::edition, Kind::document}) {
        auto const range = graph.vertices_of(kind);
        for (Vertex later = range.first; later < range.last; ++later) {
            for (auto [edge, last] = out_edges(later, structure); edge != last; ++edge) {
                std::string_view const key = model::definition(structure[*edge].property).key;
                Vertex const earlier = target(*edge, structure);
                bool const is_link = key == "builds_on" || key == "replaces" || key == "reviews" || key == "enacts";
                if (!is_link || (asked.document && later != *asked.document && earlier != *asked.document)) {
                    continue;
                }
                std::span<Vertex const> const own = graph.evidence(structure[*edge].evidence);
                Row row;
                row.values = {asking.thing(later), std::string{key}, asking.thing(earlier)};
                row.evidence = proofs(asking, own.empty() ? graph.objects(later, "evidence")
                                                          : std::vector<Vertex>{own.begin(), own.end()});
                row.basis = "recorded";
                answer.rows.push_back(std::move(row));
            }
        }
    }
    return answer;
}

}  // namespace stoa::evolution
