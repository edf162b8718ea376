// SPDX-License-Identifier: Apache-2.0
#include "stoa/describe/evolution_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/answers/wording.hpp"
#include "stoa/evolution/measures.hpp"
#include "stoa/model/citation.hpp"
#include "stoa/model/graph_builder.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::describe {
namespace {

using evolution::Analysis;
using evolution::Arc;
using evolution::ArcKind;
using evolution::Coding;
using evolution::EventKind;
using evolution::Evolution;
using evolution::Facet;
using evolution::LineageEvent;
using evolution::none;
using evolution::Parameters;
using evolution::State;
using evolution::StateEvent;
using evolution::StateId;
using evolution::Unit;
using evolution::UnitId;
using model::Kind;
using model::KnowledgeGraph;
using model::PropertyId;
using model::RecordId;
using model::Vertex;

/// The term of a value of an enumeration, by its key in the table.
std::string_view term_of(PropertyId property, std::string_view key) {
    auto const& values = model::definition(property).enumeration->values;
    auto const found = std::ranges::find(values, key, &model::EnumerationValue::key);
    assert(found != values.end() && "the table has every word that the program gives");
    return found->term;
}

class Writer {
public:
    Writer(KnowledgeGraph const& graph, model::GraphBuilder& builder, AnalysedSeries const& of)
        : graph_{graph},
          builder_{builder},
          analysis_{*of.analysis},
          coding_{of.analysis->coding},
          evolution_{of.analysis->evolution},
          robustness_{of.robustness},
          ids_{evolution::name_all(*of.analysis)},
          data_set_{graph.data_set_of(of.analysis->coding.series)},
          integer_{builder.datatype_tag(rdf::vocabulary::xsd_integer)},
          decimal_{builder.datatype_tag(rdf::vocabulary::xsd_decimal)},
          boolean_{builder.datatype_tag(rdf::vocabulary::xsd_boolean)},
          english_{builder.language_tag("en")} {}

    /// Two series of one data set share an analysis.
    void run(std::map<std::string, RecordId>& analyses) {
        std::string const iri = evolution::computed_iri(analysis_, Kind::analysis, analysis_.id);
        if (auto const known = analyses.find(iri); known != analyses.end()) {
            record_ = known->second;
            relate(record_, "series", coding_.series);
        } else {
            add_analysis();
            analyses.emplace(iri, record_);
        }
        add_observations();
        add_states();
        add_links();
        for (std::size_t i = 0; i < evolution_.theme_events.size(); ++i) {
            add_theme_event(i);
        }
        for (std::size_t i = 0; i < evolution_.item_events.size(); ++i) {
            add_item_event(i);
        }
        for (std::size_t i = 0; i < evolution_.lineage_events.size(); ++i) {
            add_lineage_event(i);
        }
        for (std::size_t i = 0; i < evolution_.arcs.size(); ++i) {
            if (!ids_.arcs[i].empty()) {
                add_development(i);
            }
        }
    }

private:
    [[nodiscard]] PropertyId property(RecordId subject, std::string_view key) const {
        return model::property(builder_.kind(subject), key);
    }
    void relate(RecordId subject, std::string_view key, Vertex object) {
        builder_.relate(subject, property(subject, key), static_cast<RecordId>(object));
    }
    void link(RecordId subject, std::string_view key, RecordId object) {
        builder_.relate(subject, property(subject, key), object);
    }
    void number(RecordId subject, std::string_view key, std::int64_t value) {
        builder_.add_value(subject, property(subject, key), integer_, std::to_string(value));
    }
    void decimal(RecordId subject, std::string_view key, std::string const& value) {
        builder_.add_value(subject, property(subject, key), decimal_, value);
    }
    void truth(RecordId subject, std::string_view key, bool value) {
        builder_.add_value(subject, property(subject, key), boolean_, value ? "true" : "false");
    }
    void choice(RecordId subject, std::string_view key, std::string_view word) {
        PropertyId const which = property(subject, key);
        builder_.add_iri(subject, which, rdf::vocabulary::expand(term_of(which, word)));
    }
    void label(RecordId subject, std::string const& text) {
        builder_.add_value(subject, property(subject, "label"), english_, text);
    }

    [[nodiscard]] std::string_view theme_label(std::uint32_t theme) const {
        return graph_.label(coding_.themes[theme]);
    }
    [[nodiscard]] std::string_view edition_label(std::uint32_t edition) const {
        return model::short_name(graph_, coding_.editions[edition].vertex);
    }
    [[nodiscard]] std::uint32_t edition_at(Facet facet, std::uint32_t position) const {
        return evolution_.observed_for(facet)[position];
    }

    void add_analysis() {
        Parameters const& by = evolution_.parameters;
        record_ = builder_.add_record(Kind::analysis, data_set_, analysis_.id);
        label(record_, analysis_.id == "default" ? std::string{"Theme evolution under the standard parameters"}
                                                 : fmt::format("Theme evolution with {}", analysis_.id));
        relate(record_, "series", coding_.series);
        builder_.add_value(record_, property(record_, "method_version"), builder_.string_tag(),
                           evolution::method_version);
        for (evolution::NumericParameter const& each : evolution::numeric_parameters()) {
            if (each.count != nullptr) {
                number(record_, each.name, by.*each.count);
            } else {
                decimal(record_, each.name, evolution::to_decimal(by.*each.share));
            }
        }
        for (std::size_t i = 0; i < evolution::facet_count; ++i) {
            if (by.facets.contains(static_cast<Facet>(i))) {
                choice(record_, "facets", evolution::facet_names[i]);
            }
        }
        for (std::string const& each : by.documents) {
            choice(record_, "documents", each);
        }
    }

    RecordId add_observation_of(Vertex edition, std::size_t facet, evolution::Level level, std::uint32_t rank,
                                std::string const& id) {
        RecordId const record = builder_.add_record(Kind::observation, data_set_, id);
        relate(record, "edition", edition);
        choice(record, "facet", evolution::facet_names[facet]);
        choice(record, "level", evolution::name_of(level));
        number(record, "rank", rank);
        link(record, "generated_by", record_);
        return record;
    }

    /// One for each facet of each edition in the order of the series, whether it has a record of coverage or not. Those
    /// that were not held take no part: nothing was read of them.
    void add_observations() {
        for (std::uint32_t i = 0; i < coding_.editions.size(); ++i) {
            Coding::Edition const& edition = coding_.editions[i];
            std::array<RecordId, evolution::facet_count>& of_edition = observations_.emplace_back();
            for (std::size_t facet = 0; facet < evolution::facet_count; ++facet) {
                of_edition[facet] = add_observation_of(edition.vertex, facet, edition.level[facet], edition.rank,
                                                       ids_.observations[i][facet]);
                if (edition.coverage[facet] != none) {
                    relate(of_edition[facet], "recorded", edition.coverage[facet]);
                }
            }
        }
        for (std::size_t i = 0; i < coding_.planned.size(); ++i) {
            for (std::size_t facet = 0; facet < evolution::facet_count && coding_.planned_rank[i] != 0; ++facet) {
                add_observation_of(coding_.planned[i], facet, evolution::Level::unread, coding_.planned_rank[i],
                                   ids_.observations[coding_.editions.size() + i][facet]);
            }
        }
        for (std::size_t facet = 0; facet < evolution::facet_count; ++facet) {
            std::int64_t position = 0;
            for (std::uint32_t const edition : evolution_.observed_for(static_cast<Facet>(facet))) {
                number(observations_[edition][facet], "position", ++position);
            }
        }
    }

    void add_states() {
        for (StateId id = 0; id < evolution_.states.size(); ++id) {
            State const& state = evolution_.states[id];
            RecordId const record = builder_.add_record(Kind::state, data_set_, ids_.states[id]);
            states_.push_back(record);
            label(record, fmt::format("{} at {}", theme_label(state.theme), edition_label(state.edition)));
            relate(record, "edition", coding_.editions[state.edition].vertex);
            choice(record, "role", evolution::name_of(state.role));
            add_observation(record, "observation", Facet::issues, state.edition);
            relate(record, "specialization_of", coding_.themes[state.theme]);
            link(record, "generated_by", record_);
            for (std::uint32_t const item : evolution_.scope(id)) {
                relate(record, "items", coding_.items[item].vertex);
            }
            if (evolution_.scope_too_small(id)) {
                choice(record, "flag", "scope_too_small");
            }
            add_evidence(record, id);
        }
    }

    void add_evidence(RecordId record, StateId state) {
        State const& of = evolution_.states[state];
        evidence_.clear();
        for (std::uint32_t i = of.first_passage; i < of.last_passage; ++i) {
            evidence_.push_back(coding_.passages[i].evidence);
        }
        add_evidence(record);
    }
    void add_evidence(RecordId record) {
        std::ranges::sort(evidence_);
        evidence_.erase(std::unique(evidence_.begin(), evidence_.end()), evidence_.end());
        for (Vertex const each : evidence_) {
            if (each != none) {
                relate(record, "evidence", each);
            }
        }
    }

    /// `leads_to` is exactly the lineage graph. Members of a lineage event that no arc joins are named by the event
    /// alone.
    void add_links() {
        std::multimap<std::pair<StateId, StateId>, std::string_view> special;
        for (LineageEvent const& each : evolution_.lineage_events) {
            bool const merges = each.kind == EventKind::merged;
            if (!merges && each.kind != EventKind::split && each.kind != EventKind::branched) {
                continue;
            }
            for (StateId const source : each.sources) {
                for (StateId const target : each.targets) {
                    special.emplace(std::pair{source, target}, merges ? "merges_into" : "splits_into");
                }
            }
        }
        for (Arc const& each : evolution_.arcs) {
            RecordId const from = states_[each.from];
            RecordId const to = states_[each.to];
            link(from, "leads_to", to);
            if (each.kind == ArcKind::continues) {
                link(from, "continues_as", to);
            } else if (each.kind == ArcKind::resumes) {
                link(from, "resumes_as", to);
            } else {
                link(from, "develops_into", to);
            }
            auto const [first, last] = special.equal_range({each.from, each.to});
            for (auto found = first; found != last; ++found) {
                link(from, found->second, to);
            }
        }
    }

    RecordId add_event(std::string const& id, std::string_view type, std::string const& words, std::uint32_t edition) {
        RecordId const record = builder_.add_record(Kind::event, data_set_, id);
        choice(record, "type", type);
        label(record, words);
        relate(record, "edition", coding_.editions[edition].vertex);
        link(record, "generated_by", record_);
        return record;
    }

    void add_observation(RecordId record, std::string_view key, Facet facet, std::uint32_t edition) {
        link(record, key, observations_[edition][static_cast<std::size_t>(facet)]);
    }
    void add_across(RecordId record, Facet facet, std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t const each : evolution_.not_complete(facet, first, last)) {
            add_observation(record, "across", facet, each);
        }
    }
    void add_documents_read(RecordId record, evolution::FacetSet facets, std::optional<std::uint32_t> before,
                            std::uint32_t after) {
        if (before) {
            number(record, "read_before", coding_.editions[*before].read_in(facets));
        }
        number(record, "read_after", coding_.editions[after].read_in(facets));
    }

    void add_robustness(RecordId record, std::vector<UnitId> const& units, bool items_too) {
        auto const is_item = [](UnitId const& each) { return each.unit == Unit::item; };
        truth(record, "survives_documents", std::ranges::all_of(units, is_item));
        if (items_too) {
            truth(record, "survives_items", std::ranges::none_of(units, is_item));
        }
        for (UnitId const& each : units) {
            switch (each.unit) {
                case Unit::document:
                    relate(record, "depends_on", coding_.documents[each.index]);
                    break;
                case Unit::source:
                    relate(record, "depends_on", coding_.sources[each.index]);
                    break;
                case Unit::item:
                    relate(record, "depends_on", coding_.items[each.index].vertex);
                    break;
            }
        }
    }
    [[nodiscard]] bool has_robustness() const { return robustness_ != nullptr; }

    /// What events of themes and of items have in common.
    void add_presence(RecordId record, StateEvent const& event, Facet facet, bool of_item, std::uint32_t before) {
        std::uint32_t const edition = edition_at(facet, event.position);
        choice(record, "basis", "computed");
        if (before != none) {
            relate(record, "source_edition", coding_.editions[before].vertex);
        }
        auto const [first, last] = evolution::span_of(coding_, evolution_, event, of_item);
        add_across(record, facet, first, last);
        add_documents_read(record, evolution::FacetSet::of(facet),
                           evolution::compared_with(coding_, evolution_, event, of_item), edition);
        switch (event.kind) {
            case EventKind::introduced:
                add_observation(record, "absent_in", facet, edition_at(facet, event.position - 1));
                break;
            case EventKind::resumed:
                number(record, "gap_editions", event.gap);
                if (event.gap_years) {
                    number(record, "gap_years", *event.gap_years);
                }
                for (std::uint32_t i = event.position - event.gap; i < event.position; ++i) {
                    add_observation(record, "absent_in", facet, edition_at(facet, i));
                }
                break;
            case EventKind::dropped:
                truth(record, "open", event.open);
                number(record, "absent_for", event.absent_for);
                add_observation(record, "absent_in", facet, edition);
                break;
            default:
                break;
        }
    }

    void add_theme_event(std::size_t index) {
        StateEvent const& event = evolution_.theme_events[index];
        std::uint32_t const edition = edition_at(Facet::issues, event.position);
        RecordId const record = add_event(
            ids_.theme_events[index], evolution::name_of(event.kind),
            fmt::format("{} {} {}", theme_label(event.subject), in_words(event.kind), edition_label(edition)), edition);
        relate(record, "concerns", coding_.themes[event.subject]);
        add_presence(record, event, Facet::issues, false,
                     event.before == none ? none : evolution_.states[event.before].edition);
        for (StateId const state : {event.before, event.after}) {
            if (state != none) {
                link(record, state == event.before ? "source_state" : "target_state", states_[state]);
            }
        }
        if (event.role && event.scope) {
            choice(record, "role_change", evolution::name_of(*event.role));
            choice(record, "scope_change", evolution::name_of(*event.scope));
            add_overlap(record, event.overlap);
        }
        if (event.kind == EventKind::dropped) {
            truth(record, "heir", event.heir);
        }
        if (event.kind == EventKind::introduced) {
            truth(record, "derived", event.derived);
        }
        evidence_of({event.before, event.after});
        add_evidence(record);
        if (has_robustness()) {
            add_robustness(record, robustness_->theme_events[index], true);
        }
    }

    void add_overlap(RecordId record, evolution::Overlap const& overlap) {
        number(record, "kept", overlap.kept);
        number(record, "gained", overlap.gained);
        number(record, "lost", overlap.lost);
    }

    void evidence_of(std::initializer_list<StateId> states) {
        evidence_.clear();
        for (StateId const state : states) {
            for (std::uint32_t i = state == none ? 0 : evolution_.states[state].first_passage;
                 state != none && i < evolution_.states[state].last_passage; ++i) {
                evidence_.push_back(coding_.passages[i].evidence);
            }
        }
    }

    void add_item_event(std::size_t index) {
        StateEvent const& event = evolution_.item_events[index];
        Coding::Item const& item = coding_.items[event.subject];
        std::uint32_t const edition = edition_at(item.facet, event.position);
        RecordId const record = add_event(
            ids_.item_events[index], evolution::name_of(event.kind),
            fmt::format("{} {} {}", graph_.label(item.vertex), in_words(event.kind), edition_label(edition)), edition);
        relate(record, "concerns", item.vertex);
        add_presence(record, event, item.facet, true,
                     event.before == none ? none : evolution_.presences[event.before].edition);
        evidence_.clear();
        for (std::uint32_t const at : {event.before, event.after}) {
            for (std::uint32_t i = at == none ? 0 : evolution_.presences[at].first_passage;
                 at != none && i < evolution_.presences[at].last_passage; ++i) {
                evidence_.push_back(coding_.passages[evolution_.item_passages[i]].evidence);
            }
        }
        add_evidence(record);
        if (has_robustness()) {
            add_robustness(record, robustness_->item_events[index], false);
        }
    }

    [[nodiscard]] std::string theme_list(std::vector<StateId> const& states) const {
        std::string text;
        for (std::size_t i = 0; i < states.size(); ++i) {
            text += i == 0 ? "" : i + 1 == states.size() ? " and " : ", ";
            text += theme_label(evolution_.states[states[i]].theme);
        }
        return text;
    }

    /// An event or arc between states: sides, coverage, evidence, document links.
    void add_sides(RecordId record, std::vector<StateId> const& sources, std::vector<StateId> const& targets) {
        std::uint32_t const before = evolution_.states[sources.front()].edition;
        std::uint32_t const after = evolution_.states[targets.front()].edition;
        relate(record, "source_edition", coding_.editions[before].vertex);
        evidence_.clear();
        for (auto const* side : {&sources, &targets}) {
            for (StateId const each : *side) {
                link(record, side == &sources ? "source_state" : "target_state", states_[each]);
                for (std::uint32_t i = evolution_.states[each].first_passage; i < evolution_.states[each].last_passage;
                     ++i) {
                    evidence_.push_back(coding_.passages[i].evidence);
                }
            }
        }
        add_evidence(record);
        evolution::FacetSet const compared = evolution::compared_facets(coding_, evolution_.parameters, before, after);
        for (std::size_t i = 0; i < evolution::facet_count; ++i) {
            if (compared.contains(static_cast<Facet>(i))) {
                add_across(record, static_cast<Facet>(i), before, after);
            }
        }
        add_documents_read(record, compared, before, after);
        for (std::uint32_t const each : evolution::supporting_links(coding_, evolution_, sources, targets)) {
            relate(record, "supported_by", coding_.documents[coding_.document_links[each].earlier]);
            relate(record, "supported_by", coding_.documents[coding_.document_links[each].later]);
        }
    }

    void add_lineage_event(std::size_t index) {
        LineageEvent const& event = evolution_.lineage_events[index];
        std::uint32_t const edition = edition_at(Facet::issues, event.position);
        std::string const before = theme_list(event.sources);
        std::string const after = theme_list(event.targets);
        std::string const words =
            fmt::format("{} at {}", answers::in_words(event.kind, before, after), edition_label(edition));
        RecordId const record = add_event(ids_.lineage_events[index], evolution::name_of(event.kind), words, edition);
        for (auto const* side : {&event.sources, &event.targets}) {
            for (StateId const each : *side) {
                relate(record, "concerns", analysis_.theme(each));
            }
        }
        add_sides(record, event.sources, event.targets);
        choice(record, "basis", "computed");
        decimal(record, "share_of_old", evolution::to_decimal(event.share_of_old));
        decimal(record, "share_of_new", evolution::to_decimal(event.share_of_new));
        for (std::uint32_t const item : event.shared) {
            relate(record, "shared_item", coding_.items[item].vertex);
        }
        if (event.kind == EventKind::replaced) {
            add_overlap(record, overlap_of(coding_, evolution_, event.sources.front(), event.targets.front()));
        }
        if (has_robustness()) {
            add_robustness(record, robustness_->lineage_events[index], true);
        }
    }

    /// A morph arc, or an asserted one.
    void add_development(std::size_t index) {
        Arc const& arc = evolution_.arcs[index];
        bool const asserted = arc.kind == ArcKind::asserted;
        State const& from = evolution_.states[arc.from];
        State const& to = evolution_.states[arc.to];
        RecordId const record =
            add_event(ids_.arcs[index], "developed",
                      fmt::format("{} of {} led on to {} at {}{}", theme_label(from.theme), edition_label(from.edition),
                                  theme_label(to.theme), edition_label(to.edition), asserted ? ", a source says" : ""),
                      to.edition);
        relate(record, "concerns", coding_.themes[from.theme]);
        relate(record, "concerns", coding_.themes[to.theme]);
        add_sides(record, {arc.from}, {arc.to});
        choice(record, "basis", asserted ? "asserted" : "computed");
        add_overlap(record, arc.overlap);
        if (asserted) {
            Vertex const development = coding_.developments[arc.development].vertex;
            relate(record, "stated_in", development);
            for (Vertex const each : graph_.objects(development, "evidence")) {
                relate(record, "evidence", each);  // the source's own words
            }
        } else {
            std::uint32_t const items = population(coding_, evolution_, from.position, to.position);
            number(record, "population", items);
            decimal(record, "probability", evolution::to_decimal(chance_of_overlap(items, arc.overlap)));
        }
        if (has_robustness()) {
            add_robustness(record, robustness_->arcs[index], !asserted);
        }
    }

    [[nodiscard]] static std::string_view in_words(EventKind kind) {
        switch (kind) {
            case EventKind::founding:
                return "among the first themes at";
            case EventKind::present_at_start:
                return "present at the first edition read,";
            case EventKind::introduced:
                return "introduced at";
            case EventKind::continued:
                return "continued at";
            case EventKind::resumed:
                return "resumed at";
            case EventKind::dropped:
                return "not seen at";
            default:
                return "";
        }
    }

    KnowledgeGraph const& graph_;
    model::GraphBuilder& builder_;
    Analysis const& analysis_;
    Coding const& coding_;
    Evolution const& evolution_;
    evolution::Robustness const* robustness_;
    evolution::ComputedIds ids_;
    model::DataSetId data_set_;
    model::TagId integer_;
    model::TagId decimal_;
    model::TagId boolean_;
    model::TagId english_;
    RecordId record_{};
    std::vector<std::array<RecordId, evolution::facet_count>> observations_;  // by edition and facet
    std::vector<RecordId> states_;
    std::vector<Vertex> evidence_;
};

}  // namespace

KnowledgeGraph evolution_graph(KnowledgeGraph const& graph, std::span<AnalysedSeries const> series) {
    model::GraphBuilder builder;
    for (model::DataSet const& each : graph.data_sets()) {
        builder.add_data_set(each);
    }
    for (Vertex vertex = 0; vertex < num_vertices(graph); ++vertex) {
        builder.add_record(graph.kind(vertex), graph.data_set_of(vertex), graph.id(vertex));
    }
    std::map<std::string, RecordId> analyses;
    for (AnalysedSeries const& each : series) {
        Writer{graph, builder, each}.run(analyses);
    }
    return std::move(builder).freeze();
}

}  // namespace stoa::describe
