// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/evolution_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/answers/events.hpp"
#include "stoa/evolution/measures.hpp"
#include "stoa/evolution/robustness.hpp"
#include "stoa/model/citation.hpp"
#include "stoa/model/graph_builder.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::statements {
namespace {

using evolution::Analysis;
using evolution::Arc;
using evolution::ArcKind;
using evolution::Coding;
using evolution::EventKind;
using evolution::EventList;
using evolution::EventRef;
using evolution::Evolution;
using evolution::Facet;
using evolution::LineageEvent;
using evolution::none;
using evolution::Parameters;
using evolution::State;
using evolution::StateId;
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
    Writer(model::GraphBuilder& builder, Analysis const& analysis, evolution::Robustness const& robustness)
        : builder_{builder},
          analysis_{analysis},
          coding_{analysis.coding},
          evolution_{analysis.evolution},
          events_{analysis, &robustness},
          ids_{evolution::name_all(analysis)},
          data_set_{analysis.graph->data_set_of(analysis.coding.series)},
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
        for (EventRef const event : events_.all()) {
            add_event(event);
        }
    }

private:
    [[nodiscard]] PropertyId property(RecordId subject, std::string_view key) const {
        return model::property(builder_.kind(subject), key);
    }
    void relate(RecordId subject, std::string_view key, Vertex object) {
        builder_.refer(subject, property(subject, key), object);
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
            label(record, answers::state_in_words(analysis_, id));
            relate(record, "edition", coding_.editions[state.edition].vertex);
            choice(record, "role", evolution::name_of(state.role));
            link(record, "observation", observation({state.edition, Facet::issues}));
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

    [[nodiscard]] RecordId observation(answers::EditionFacet sight) const {
        return observations_[sight.edition][static_cast<std::size_t>(sight.facet)];
    }

    void add_event(EventRef event) {
        RecordId const record = builder_.add_record(Kind::event, data_set_, ids_.of(event));
        choice(record, "type", events_.type(event));
        label(record, events_.in_words(event));
        relate(record, "edition", coding_.editions[events_.edition(event)].vertex);
        if (std::optional<std::uint32_t> const before = events_.source_edition(event)) {
            relate(record, "source_edition", coding_.editions[*before].vertex);
        }
        choice(record, "basis", events_.basis(event));
        for (answers::EditionFacet const each : events_.across(event)) {
            link(record, "across", observation(each));
        }
        for (answers::EditionFacet const each : events_.absent_in(event)) {
            link(record, "absent_in", observation(each));
        }
        for (answers::Field const& each : events_.fields(event)) {
            add_field(record, each);
        }
        evidence_.clear();
        for (answers::CitedEvidence const& each : events_.evidence(event)) {
            evidence_.push_back(each.evidence);
        }
        add_evidence(record);
        if (event.list == EventList::arc && events_.basis(event) == "asserted") {
            relate(record, "stated_in", coding_.developments[evolution_.arcs[event.index].development].vertex);
        }
        link(record, "generated_by", record_);
    }

    void add_field(RecordId record, answers::Field const& field) {
        std::string_view const key = answers::definition(field.field).name;
        if (field.field == answers::EventField::scope_too_small) {
            if (std::get<bool>(field.value)) {
                choice(record, "flag", key);
            }
            return;
        }
        if (!model::find_property(Kind::event, key)) {
            return;  // it follows from others: the facet from the item, retention and the like from the counts
        }
        if (auto const* const is_so = std::get_if<bool>(&field.value)) {
            truth(record, key, *is_so);
        } else if (auto const* const count = std::get_if<std::int64_t>(&field.value)) {
            number(record, key, *count);
        } else if (auto const* const share = std::get_if<evolution::Ratio>(&field.value)) {
            decimal(record, key, evolution::to_decimal(*share));
        } else if (auto const* const probability = std::get_if<double>(&field.value)) {
            decimal(record, key, evolution::to_decimal(*probability));
        } else if (auto const* const word = std::get_if<std::string_view>(&field.value)) {
            choice(record, key, *word);
        } else {
            for (answers::Reference const& each : std::get<std::vector<answers::Reference>>(field.value)) {
                if (each.to == answers::Reference::To::state) {
                    link(record, key, states_[each.index]);
                } else {
                    relate(record, key, each.index);
                }
            }
        }
    }

    model::GraphBuilder& builder_;
    Analysis const& analysis_;
    Coding const& coding_;
    Evolution const& evolution_;
    answers::Events events_;
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

KnowledgeGraph evolution_graph(KnowledgeGraph const& graph, std::span<Analysis const> analyses) {
    model::GraphBuilder builder{&graph};
    std::map<std::string, RecordId> written;
    for (Analysis const& each : analyses) {
        evolution::Robustness const robustness = evolution::leave_one_out(each.coding, each.evolution);
        Writer{builder, each, robustness}.run(written);
    }
    return std::move(builder).freeze();
}

}  // namespace stoa::statements
