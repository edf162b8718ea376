// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "stoa/answers/coder_agreement.hpp"
#include "stoa/answers/grouped_notes.hpp"
#include "stoa/answers/named_analysis.hpp"
#include "stoa/evolution/measures.hpp"
#include "stoa/model/citation.hpp"
#include "stoa/model/disagreements.hpp"
#include "stoa/model/hosts.hpp"
#include "stoa/model/partial_date.hpp"

namespace stoa::answers {
namespace {

using evolution::ThemeMeasures;
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

std::vector<Proof> proofs(NamedAnalysis const& named, std::vector<Vertex> const& evidence) {
    std::vector<Proof> list;
    for (Vertex const each : evidence) {
        list.push_back(named.proof(each, none));
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

/// What editions a record is about: itself, the one that it belongs to, or those that adopted or issued the document or
/// treat themes in it.
std::vector<Vertex> editions_of(KnowledgeGraph const& graph, Vertex record) {
    std::vector<Vertex> editions;
    if (graph.kind(record) == Kind::edition) {
        editions.push_back(record);
    } else if (graph.kind(record) == Kind::document) {
        model::Structure const& structure = graph;
        for (auto [edge, last] = in_edges(record, structure); edge != last; ++edge) {
            Vertex const by = source(*edge, structure);
            std::string_view const key = model::definition(structure[*edge].property).key;
            if (key == "outcome") {
                editions.push_back(by);
            } else if (key == "document" && graph.kind(by) == Kind::occurrence) {
                std::ranges::copy(graph.objects(by, "edition"), std::back_inserter(editions));
            }
        }
    } else if (std::optional<Vertex> const edition = graph.object(record, "edition")) {
        editions.push_back(*edition);
    }
    return editions;
}

/// The editions of all series of a graph, with what was read of them for their issues. An answer about what stands in
/// the data may name any of them, whichever series is asked.
class RecordedEditions {
public:
    explicit RecordedEditions(Asked const& asked) : graph_{*asked.analyses.front().graph} {
        auto const range = graph_.vertices_of(Kind::series);
        for (Vertex series = range.first; series < range.last; ++series) {
            auto const found =
                std::ranges::find(asked.analyses, series, [](Analysis const& each) { return each.coding.series; });
            if (found != asked.analyses.end()) {
                add(*found);
            } else {
                Analysis other;
                other.graph = &graph_;
                other.coding = read_coding(graph_, series, asked.analyses.front().evolution.parameters);
                add(other);
            }
        }
    }

    /// Makes the row name them, in the order of their series, each once, with the coverage of those not complete.
    void name(std::vector<Vertex> editions, Row& row) const {
        std::ranges::sort(editions, {}, [&](Vertex each) { return std::pair{place(each), each}; });
        editions.erase(std::unique(editions.begin(), editions.end()), editions.end());
        for (Vertex const each : editions) {
            row.editions.push_back(edition_entity(graph_, each));
            if (auto const found = coverage_.find(each); found != coverage_.end()) {
                row.coverage.push_back(found->second);
            }
        }
    }

private:
    void add(Analysis const& analysis) {
        NamedAnalysis const named{analysis};
        for (std::uint32_t i = 0; i < analysis.coding.editions.size(); ++i) {
            Vertex const edition = analysis.coding.editions[i].vertex;
            place_.try_emplace(edition, false, place_.size());
            if (CoverageNote note = named.coverage(Facet::issues, i); note.level != Level::complete) {
                coverage_.emplace(edition, std::move(note));
            }
        }
        for (Vertex const edition : analysis.coding.planned) {
            place_.try_emplace(edition, true, place_.size());
        }
    }
    /// Those that were not held come last.
    [[nodiscard]] std::pair<bool, std::size_t> place(Vertex edition) const {
        auto const found = place_.find(edition);
        return found == place_.end() ? std::pair{true, place_.size()} : found->second;
    }

    KnowledgeGraph const& graph_;
    std::map<Vertex, std::pair<bool, std::size_t>> place_;  ///< not held, number
    std::map<Vertex, CoverageNote> coverage_;               // of those held, and not complete
};

/// The source whose text all these sources have, if it is one.
std::optional<Vertex> common_text(NamedAnalysis const& named, std::set<std::uint32_t> const& sources) {
    std::set<std::uint32_t> texts;
    for (std::uint32_t const each : sources) {
        texts.insert(named.coding().counted_source(each));
    }
    return texts.size() == 1 ? std::optional{named.coding().sources[*texts.begin()]} : std::nullopt;
}

/// A row for each state that rests on one source alone, or on several that have one text.
void add_states_of_one_source(Asked const& asked, NamedAnalysis const& named, Answer& answer) {
    Analysis const& analysis = named.analysis();
    for (StateId id = 0; id < named.evolution().states.size(); ++id) {
        if ((asked.theme && analysis.theme(id) != *asked.theme) ||
            (asked.edition && analysis.edition(id) != *asked.edition)) {
            continue;
        }
        State const& state = named.evolution().states[id];
        std::set<std::uint32_t> const sources = named.sources_of(id);
        std::optional<Vertex> const text = common_text(named, sources);
        if (sources.size() == 1) {
            answer.rows.push_back(named.row({"one_source",
                                             named.theme(state.theme),
                                             named.edition(state.edition),
                                             {},
                                             named.entity(named.coding().sources[*sources.begin()]),
                                             {},
                                             {}},
                                            {&id, 1}));
        } else if (text) {
            std::vector<Entity> same;
            for (std::uint32_t const each : sources) {
                same.push_back(named.entity(named.coding().sources[each]));
            }
            answer.rows.push_back(named.row({"one_text",
                                             named.theme(state.theme),
                                             named.edition(state.edition),
                                             {},
                                             named.entity(*text),
                                             {},
                                             std::move(same)},
                                            {&id, 1}));
        }
    }
}

/// The editions in which an event says that its theme is absent, and that could hold it, since they were not read
/// completely; where it is present nothing has to be proved.
std::vector<Entity> unproved_absences(NamedAnalysis const& named, StateEvent const& event) {
    bool const has_absence =
        event.kind == EventKind::introduced || event.kind == EventKind::resumed || event.kind == EventKind::dropped;
    if (!has_absence) {
        return {};
    }
    auto const [first, last] = span_of(named.coding(), named.evolution(), event, false);
    std::uint32_t const from = event.before == none ? first : first + 1;
    std::uint32_t const to = event.kind == EventKind::dropped ? last : last - 1;
    std::vector<Entity> editions;
    for (std::uint32_t const each : named.evolution().not_complete(Facet::issues, from, to)) {
        if (named.coding().editions[each].level[0] != Level::not_applicable) {
            editions.push_back(named.edition(each));
        }
    }
    return editions;
}

/// A row for each event that rests on such an absence.
void add_unproved_absences(Asked const& asked, NamedAnalysis const& named, Answer& answer) {
    Coding const& coding = named.coding();
    for (std::size_t i = 0; i < named.evolution().theme_events.size(); ++i) {
        StateEvent const& event = named.evolution().theme_events[i];
        std::uint32_t const edition = named.edition_index(event.position);
        if ((asked.theme && coding.themes[event.subject] != *asked.theme) ||
            (asked.edition && coding.editions[edition].vertex != *asked.edition)) {
            continue;
        }
        if (std::vector<Entity> because = unproved_absences(named, event); !because.empty()) {
            answer.rows.push_back(named.row({"unproved_absence",
                                             named.theme(event.subject),
                                             named.edition(edition),
                                             std::string{name_of(event.kind)},
                                             {},
                                             std::move(because),
                                             {}},
                                            EventRef{EventList::theme, i}));
        }
    }
}

}  // namespace

Answer ask_weak_evidence(Asked const& asked) {
    Answer answer;
    answer.title = "Themes that rest on a single source or text, and absences that cannot be proved";
    answer.tells_coverage = true;
    answer.columns = {{"weakness", type::text,
                       "one_source (a presence), one_text (a presence whose sources repeat one text) or "
                       "unproved_absence (introduced, resumed or dropped)"},
                      {"theme", type::entity, "the theme"},
                      {"edition", type::entity, "the edition of the presence, or of the event"},
                      {"type", type::text, "the type of the event that the absence is part of"},
                      {"source", type::entity, "the single source; for one_text, the one that the others repeat", true},
                      {"because", type::entities, "editions that were not read completely and could contain it"},
                      {"same_text", type::entities, "for one_text: the sources of the presence"}};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer, asked_edition(asked));
        named.note_theme(asked.theme, answer);
        add_states_of_one_source(asked, named, answer);
        add_unproved_absences(asked, named, answer);
    }
    std::uint32_t const counted_from = asked.analyses.front().evolution.parameters.min_sources;
    if (counted_from > 1) {
        answer.notes.push_back(
            fmt::format("a theme counts as present from {} distinct sources on (min_sources), so a theme that only one "
                        "source or text names is not listed",
                        counted_from));
    }
    if (answer.rows.empty()) {
        answer.notes.emplace_back(counted_from > 1 ? "no absence is left unproved"
                                                   : "no theme rests on one source, and no absence is left unproved");
    }
    return answer;
}

Answer ask_disagreements(Asked const& asked) {
    Answer answer;
    answer.title = "Where the sources disagree";
    answer.columns = {{"subject", type::entity, "the subject of the claims"},
                      {"about", type::text, "the property or quantity, with mode and date"},
                      {"claim", type::entity, "one side of the disagreement", true},
                      {"says", type::text, "what it says"},
                      {"preferred", type::truth, "whether it is the value to use"}};
    NamedAnalysis const named{asked.analyses.front()};
    RecordedEditions const editions{asked};
    KnowledgeGraph const& graph = named.graph();
    for (model::Disagreement const& each : model::find_disagreements(graph)) {
        // Of an edition: of itself, or of what belongs to it.
        if (asked.edition && each.subject != *asked.edition && graph.object(each.subject, "edition") != asked.edition) {
            continue;
        }
        for (Vertex const side : each.sides) {
            Row row;
            row.values = {named.entity(each.subject), each.about, named.entity(side), model::side_in_words(graph, side),
                          graph.value(side, "preferred") == "true"};
            editions.name(editions_of(graph, each.subject), row);
            row.evidence = proofs(named, graph.objects(side, "evidence"));
            row.basis = "recorded";
            answer.rows.push_back(std::move(row));
        }
    }
    return answer;
}

namespace {

/// By list of regions: the hosts of which no region of it is recorded, or none that is narrow enough.
using OpenHosts = std::map<std::string, std::vector<std::string>>;

/// The rows on where one series has been.
class PlaceRows {
public:
    PlaceRows(Analysis const& analysis, RecordedEditions const& editions, OpenHosts& open_hosts, Answer& answer)
        : named_{analysis},
          editions_{editions},
          hosts_{named_.graph(), held(analysis)},
          open_hosts_{open_hosts},
          answer_{answer} {}

    void run() {
        for (Coding::Edition const& each : named_.coding().editions) {
            add_edition(each.vertex);
        }
        for (Vertex const each : named_.coding().planned) {
            add_edition(each);
        }
        note_once(answer_, "regions that are not in the data are not listed, hosts or not");
        auto const range = graph().vertices_of(Kind::region);
        for (Vertex region = range.first; region < range.last; ++region) {
            for (std::optional<Vertex> const list : model::lists_of(graph(), region)) {
                keep(hosts_.open_for(region, list), list);
                if (!hosts_.has_hosted(region)) {
                    add_absence(region, list);
                }
            }
        }
    }

private:
    [[nodiscard]] KnowledgeGraph const& graph() const { return named_.graph(); }
    [[nodiscard]] Value thing_or_nothing(std::optional<Vertex> vertex) const {
        return vertex ? Value{named_.entity(*vertex)} : Value{};
    }
    [[nodiscard]] static std::vector<Vertex> held(Analysis const& analysis) {
        std::vector<Vertex> editions;
        for (Coding::Edition const& each : analysis.coding.editions) {
            editions.push_back(each.vertex);
        }
        return editions;
    }

    void add_edition(Vertex edition) {
        std::vector<Vertex> const cities = graph().objects(edition, "city");
        if (cities.empty()) {
            std::string const name =
                fmt::format("{} ({})", model::short_name(graph(), edition), graph().value(edition, "status"));
            note_of_each(answer_, "editions have no host in the data",
                         {graph().iri(edition), name, name + " has no host in the data"});
        }
        for (Vertex const city : cities) {
            add_host(edition, city);
        }
    }

    void add_host(Vertex edition, Vertex city) {
        std::vector<Vertex> const regions = model::regions_of(graph(), city);
        for (Vertex const region : regions) {
            for (std::optional<Vertex> const list : model::lists_of(graph(), region)) {
                add_row(edition, city, region, list);
            }
        }
        if (regions.empty()) {
            add_row(edition, city, std::nullopt, std::nullopt);
        }
    }

    void add_row(Vertex edition, Vertex city, std::optional<Vertex> region, std::optional<Vertex> list) {
        Row row;
        editions_.name({edition}, row);
        row.values = {named_.entity(named_.coding().series),
                      thing_or_nothing(region),
                      thing_or_nothing(list),
                      row.editions.front(),
                      named_.entity(city),
                      thing_or_nothing(graph().object(city, "country")),
                      std::string{graph().value(edition, "status")}};
        row.evidence = proofs(named_, evidence_of(graph(), edition, "city"));
        row.basis = "recorded";
        answer_.rows.push_back(std::move(row));
    }

    /// That no edition was held in a region, unless one may have been. Nothing proves it but that the data are silent.
    void add_absence(Vertex region, std::optional<Vertex> list) {
        Row row;
        row.values = {named_.entity(named_.coding().series),
                      named_.entity(region),
                      thing_or_nothing(list),
                      {},
                      {},
                      {},
                      std::string{hosts_.open_for(region, list).empty() ? "never" : "not known"}};
        row.basis = "recorded";
        answer_.rows.push_back(std::move(row));
    }

    /// Those of which the city is known; a note names the editions without one.
    void keep(std::vector<model::Host> const& open, std::optional<Vertex> list) {
        for (model::Host const& each : open) {
            if (!each.city) {
                continue;
            }
            std::string host =
                fmt::format("{} ({})", graph().label(*each.city), model::short_name(graph(), each.edition));
            std::vector<std::string>& names =
                open_hosts_[list ? std::string{graph().label(*list)} : std::string{"the regions of no list"}];
            if (std::ranges::find(names, host) == names.end()) {
                names.push_back(std::move(host));
            }
        }
    }

    NamedAnalysis named_;
    RecordedEditions const& editions_;
    model::HostRegions hosts_;
    OpenHosts& open_hosts_;
    Answer& answer_;
};

void note_open_hosts(OpenHosts const& open, Answer& answer) {
    std::map<std::vector<std::string>, std::vector<std::string>> lists;  // by hosts
    for (auto const& [list, hosts] : open) {
        lists[hosts].push_back(list);
    }
    std::vector<std::string> parts;
    for (auto const& [hosts, of] : lists) {
        parts.push_back(fmt::format("{} (in {})", model::list_in_words(hosts, most_named), model::list_in_words(of)));
    }
    if (!parts.empty()) {
        answer.notes.push_back(fmt::format("hosts of which no region is recorded, or none that is narrow enough: {}",
                                           fmt::join(parts, "; ")));
    }
}

}  // namespace

Answer ask_places(Asked const& asked) {
    Answer answer;
    answer.title = "Where the series has been held, and where never";
    answer.columns = {
        {"series", type::entity, "the series"},
        {"region", type::entity, "the region; one row for each region of a host, so several for one edition"},
        {"scheme", type::entity, "the list of regions"},
        {"edition", type::entity, "the edition; none if no edition is known to have been held in the region"},
        {"city", type::entity, "the host city"},
        {"country", type::entity, "its country"},
        {"status", type::text,
         "held, planned, postponed or cancelled; without an edition: never, or not known, if the data do "
         "not say of every host whether it lies in the region"}};
    RecordedEditions const editions{asked};
    OpenHosts open_hosts;
    for (Analysis const& each : asked.analyses) {
        PlaceRows{each, editions, open_hosts, answer}.run();
    }
    note_open_hosts(open_hosts, answer);
    return answer;
}

namespace {

/// The first treatment of a theme in one series.
struct First {
    std::size_t analysis = 0;
    StateId state = 0;
    std::string_view start;
    std::optional<model::PartialDate> date;
};

/// Whether no other first treatment of the theme is earlier; nothing where the dates do not tell.
std::optional<bool> is_earliest(First const& first, std::vector<First> const& all) {
    bool is_known = true;
    for (First const& other : all) {
        if (model::surely_before(other.date, first.date)) {
            return false;
        }
        is_known = is_known && (&other == &first || model::surely_not_after(first.date, other.date));
    }
    return is_known ? std::optional{true} : std::nullopt;
}

/// One series, with what of it was not read completely.
class SeriesReading {
public:
    explicit SeriesReading(Analysis const& analysis) : named_{analysis} {
        for (std::uint32_t i = 0; i < analysis.coding.editions.size(); ++i) {
            Coding::Edition const& edition = analysis.coding.editions[i];
            if (edition.level[0] == Level::partial || edition.level[0] == Level::unread) {
                open_.emplace_back(i, model::PartialDate::parse(analysis.graph->value(edition.vertex, "start")));
            }
        }
        for (State const& each : analysis.evolution.states) {
            treated_.emplace(analysis.coding.themes[each.theme], each.edition);
        }
    }

    [[nodiscard]] NamedAnalysis const& named() const { return named_; }

    /// Adds the editions that may begin before a date, were not read completely, and in what was read do not treat the
    /// theme.
    void add_open(std::optional<model::PartialDate> const& date, Vertex theme, std::vector<Entity>& editions) const {
        for (auto const& [edition, start] : open_) {
            if (!treated_.contains({theme, edition}) && !model::surely_not_after(date, start)) {
                editions.push_back(named_.edition(edition));
            }
        }
    }

private:
    NamedAnalysis named_;
    std::vector<std::pair<std::uint32_t, std::optional<model::PartialDate>>> open_;  ///< with their starts
    std::set<std::pair<Vertex, std::uint32_t>> treated_;                             ///< theme and edition
};

}  // namespace

Answer ask_two_series(Asked const& asked) {
    Answer answer;
    answer.title = "Themes that several series share, and who treated them first";
    answer.columns = {
        {"theme", type::entity, "the theme"},
        {"series", type::entity, "a series that treats it"},
        {"first", type::entity, "the first observed edition of that series that treats it"},
        {"start", type::text, "its first day, as precisely as known", true},
        {"role", type::text, "headline, strand, issue or group", true},
        {"earliest", type::truth,
         "whether no other series treated it before, in what was read; empty if the dates do not decide. A yes is "
         "certain only if unread_before is empty"},
        {"unread_before", type::entities,
         "editions of other series that are or may be earlier, and were not read completely: they could have treated "
         "it. Empty where another series is known to have been first"}};
    std::map<Vertex, std::vector<First>> firsts;
    std::vector<SeriesReading> series;
    for (std::size_t i = 0; i < asked.analyses.size(); ++i) {
        Analysis const& each = asked.analyses[i];
        series.emplace_back(each).named().note_limits(answer);
        for (std::optional<ThemeMeasures> const& of : theme_measures(each.coding, each.evolution)) {
            if (of && (!asked.theme || each.theme(of->first) == *asked.theme)) {
                std::string_view const start = each.graph->value(each.edition(of->first), "start");
                firsts[each.theme(of->first)].push_back({i, of->first, start, model::PartialDate::parse(start)});
            }
        }
    }
    for (auto& [theme, list] : firsts) {
        if (list.size() < 2) {
            continue;
        }
        std::ranges::stable_sort(list, {}, [](First const& each) { return std::pair{!each.date, each.date}; });
        for (First const& first : list) {
            NamedAnalysis const& named = series[first.analysis].named();
            Entity const edition = named.edition(named.evolution().states[first.state].edition);
            std::optional<bool> const earliest = is_earliest(first, list);
            std::vector<Entity> open;
            for (std::size_t i = 0; i < series.size(); ++i) {
                if (i != first.analysis && earliest != std::optional{false}) {
                    series[i].add_open(first.date, theme, open);
                }
            }
            if (!first.date) {
                note_of_each(answer,
                             "editions have no start date, so nothing tells whether they are earlier than others",
                             {edition.iri, edition.label,
                              fmt::format("{} has no start date, so nothing tells whether it is earlier than others",
                                          edition.label)});
            }
            if (earliest && !open.empty()) {
                note_once(answer,
                          "earliest is yes in what was read: where unread_before names editions, they could have "
                          "treated the theme before");
            }
            answer.rows.push_back(
                named.row({named.entity(theme), named.entity(named.coding().series), edition, std::string{first.start},
                           std::string{name_of(named.evolution().states[first.state].role)},
                           earliest ? Value{*earliest} : Value{}, std::move(open)},
                          {&first.state, 1}));
        }
    }
    if (answer.rows.empty()) {
        answer.notes.emplace_back("no theme is treated by two of the series");
    }
    return answer;
}

namespace {

bool is_asked_for(Asked const& asked, Coding const& coding, Coding::Passage const& passage) {
    return (!asked.theme || coding.themes[passage.theme] == *asked.theme) &&
           (!asked.edition || coding.editions[passage.edition].vertex == *asked.edition) &&
           (!asked.document || (passage.document != none && coding.documents[passage.document] == *asked.document) ||
            (passage.source != none && coding.sources[passage.source] == *asked.document));
}

/// Occurrences with items: of these a passage that names the theme alone says nothing more.
std::set<Vertex> occurrences_with_items(Coding const& coding) {
    std::set<Vertex> occurrences;
    for (Coding::Passage const& each : coding.passages) {
        if (each.item != none) {
            occurrences.insert(each.occurrence);
        }
    }
    return occurrences;
}

Row coding_row(NamedAnalysis const& named, Coding::Passage const& passage) {
    Coding const& coding = named.coding();
    KnowledgeGraph const& graph = named.graph();
    Row row;
    row.editions = {named.edition(passage.edition)};
    row.basis = "recorded";
    if (passage.evidence != none) {
        row.evidence.push_back(named.proof(passage.evidence, passage.document));
    }
    Proof const proof = row.evidence.empty() ? Proof{} : row.evidence.front();
    bool const has_item = passage.item != none;
    Facet const facet = has_item ? coding.items[passage.item].facet : Facet::issues;
    row.values = {row.editions.front(),
                  passage.document == none ? Value{} : Value{named.entity(coding.documents[passage.document])},
                  passage.source == none ? Value{} : Value{proof.source},
                  proof.locator,
                  proof.quote,
                  named.theme(passage.theme),
                  has_item ? Value{named.item(passage.item)} : Value{},
                  has_item ? Value{std::string{facet_names[static_cast<std::size_t>(facet)]}} : Value{},
                  std::string{name_of(passage.role)},
                  std::string{graph.value(passage.occurrence, "wording")},
                  fmt::format("{}", fmt::join(texts(graph, passage.occurrence, "coder"), ", "))};
    if (graph.value(coding.editions[passage.edition].vertex, "status") == "held") {
        row.coverage = named.across(facet, passage.edition, passage.edition);
    }
    return row;
}

/// Adds a row of the coding table to the one of its occurrence and document, which lists the items and not the places.
void add_to_sum(std::string const& occurrence, Row const& row, Sums& sums) {
    constexpr std::size_t document = 1;
    constexpr std::size_t item = 6;
    Entity const* const of = std::get_if<Entity>(&row.values[document]);
    Row& sum = sums.of(occurrence + " " + (of == nullptr ? std::string{} : of->iri), row);
    if (sum.values.empty()) {
        sum.values = row.values;
        for (std::size_t const of_a_place : {2U, 3U, 4U, 7U}) {  // source, locator, quote, facet
            sum.values[of_a_place] = Value{};
        }
        sum.values[item] = std::vector<Entity>{};
    }
    auto& items = std::get<std::vector<Entity>>(sum.values[item]);
    if (Entity const* const here = std::get_if<Entity>(&row.values[item]);
        here != nullptr && std::ranges::find(items, *here) == items.end()) {
        items.push_back(*here);
    }
}

/// What is asked for of a coding, and all that its coders said.
void add_coding_rows(Asked const& asked, Analysis const& analysis, CoderAgreement& agreement, Sums& sums,
                     Answer& answer) {
    NamedAnalysis const named{analysis};
    Coding const& coding = analysis.coding;
    std::set<Vertex> const with_items = occurrences_with_items(coding);
    for (Coding::Passage const& passage : coding.passages) {
        agreement.add(coding, passage, texts(named.graph(), passage.occurrence, "coder"));
        bool const says_more = passage.item != none || !with_items.contains(passage.occurrence);
        if (says_more && is_asked_for(asked, coding, passage)) {
            answer.rows.push_back(coding_row(named, passage));
            if (asked.without_items) {
                add_to_sum(named.graph().iri(passage.occurrence), answer.rows.back(), sums);
            }
        }
    }
}

}  // namespace

Answer ask_coding(Asked const& asked) {
    Answer answer;
    answer.title = asked.without_items
                       ? "The coding table: one row for each theme of a document or edition"
                       : "The coding table: one row for each item, or theme without item, and place that proves it";
    answer.columns = {{"edition", type::entity, "the edition"},
                      {"document", type::entity, "the document; none for the edition as a whole"},
                      {"source", type::entity, "the source", true},
                      {"locator", type::text, "the place in it", true},
                      {"quote", type::text, "the words quoted from it", true},
                      {"theme", type::entity, "the theme"},
                      {"item", type::entity, "the scope item; none if the passage names only the theme"},
                      {"facet", type::text, "facet of the item", true},
                      {"role", type::text, "headline, strand, issue or group"},
                      {"wording", type::text, "the coder's short wording of the occurrence", true},
                      {"coder", type::text, "who coded it"}};
    Sums sums;
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        // What is coded of editions that were not held takes no part in the evolution, but stands in the data.
        Analysis planned;
        planned.graph = each.graph;
        planned.coding = read_planned(*each.graph, each.coding.series, each.evolution.parameters);
        if (!asked.theme || !std::ranges::binary_search(planned.coding.themes, *asked.theme)) {
            named.note_theme(asked.theme, answer);
        }
        CoderAgreement agreement;
        add_coding_rows(asked, each, agreement, sums, answer);
        add_coding_rows(asked, planned, agreement, sums, answer);
        std::vector<std::string> const& kinds = each.evolution.parameters.documents;
        std::string const coded =
            kinds.empty()
                ? "all that is coded in the series"
                : fmt::format("all that is coded in outcome documents of the series ({})", fmt::join(kinds, ", "));
        for (std::string const& note : agreement.in_words(coded)) {
            answer.notes.push_back(fmt::format("{}: {}", named.series_name(), note));
        }
    }
    answer.sums = sums.take();
    return answer;
}

Answer ask_document_links(Asked const& asked) {
    Answer answer;
    answer.title = "Links between documents that sources state";
    answer.columns = {{"later", type::entity, "the document (or edition) that links"},
                      {"link", type::text, "builds_on, replaces, reviews, enacts"},
                      {"earlier", type::entity, "the document that it links to"}};
    NamedAnalysis const named{asked.analyses.front()};
    RecordedEditions const editions{asked};
    KnowledgeGraph const& graph = named.graph();
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
                row.values = {named.entity(later), std::string{key}, named.entity(earlier)};
                std::vector<Vertex> of_both = editions_of(graph, earlier);
                std::ranges::copy(editions_of(graph, later), std::back_inserter(of_both));
                editions.name(std::move(of_both), row);
                row.evidence = proofs(named, own.empty() ? graph.objects(later, "evidence")
                                                         : std::vector<Vertex>{own.begin(), own.end()});
                row.basis = "recorded";
                answer.rows.push_back(std::move(row));
            }
        }
    }
    return answer;
}

}  // namespace stoa::answers
