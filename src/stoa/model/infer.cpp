// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/infer.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stoa/model/edition_order.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {
namespace {

void link_previous_editions(GraphBuilder& builder) {
    struct Edition {
        RecordId series{};
        std::string_view start;
        std::string_view number;
        EvidenceId start_evidence{};
        EvidenceId number_evidence{};
        bool is_cancelled = false;
    };
    // An edition without a series, which is an error, has no place in an order.
    std::map<RecordId, Edition> editions;
    builder.for_each_relation(property(Kind::edition, "series"), [&](RecordId edition, RecordId series, EvidenceId) {
        editions[edition].series = series;
    });
    auto const attribute = [&](std::string_view key, auto&& store) {
        builder.for_each_value(property(Kind::edition, key),
                               [&](RecordId record, std::string_view text, EvidenceId evidence) {
                                   if (auto const edition = editions.find(record); edition != editions.end()) {
                                       store(edition->second, text, evidence);
                                   }
                               });
    };
    // Of several values, which are an error, the one that comes first in the graph.
    auto const keep_first = [](std::string_view& kept, EvidenceId& proof, std::string_view text, EvidenceId evidence) {
        if (kept.empty() || text < kept) {
            kept = text;
            proof = evidence;
        }
    };
    attribute("start", [&](Edition& edition, std::string_view text, EvidenceId evidence) {
        keep_first(edition.start, edition.start_evidence, text, evidence);
    });
    attribute("number", [&](Edition& edition, std::string_view text, EvidenceId evidence) {
        keep_first(edition.number, edition.number_evidence, text, evidence);
    });
    attribute("status", [](Edition& edition, std::string_view text, EvidenceId) {
        edition.is_cancelled = edition.is_cancelled || text == "cancelled";
    });

    struct Series {
        std::vector<RecordId> records;
        std::vector<EditionPlace> places;
    };
    std::map<RecordId, Series> all;
    for (auto const& [record, edition] : editions) {
        if (!edition.is_cancelled) {
            all[edition.series].records.push_back(record);
            all[edition.series].places.push_back(edition_place(edition.start, edition.number, builder.iri(record)));
        }
    }
    struct Link {
        RecordId later{};
        RecordId earlier{};
        EvidenceId evidence{};
    };
    std::vector<Link> links;  // added once nothing refers to the texts of the builder
    for (auto const& [series, of] : all) {
        std::vector<std::uint32_t> const order = order_of(of.places);
        for (std::size_t i = 1; i < order.size(); ++i) {
            Edition const& later = editions.at(of.records[order[i]]);
            links.push_back({of.records[order[i]], of.records[order[i - 1]],
                             later.number.empty() ? later.start_evidence : later.number_evidence});
        }
    }
    for (Link const& each : links) {
        builder.relate(each.later, property(Kind::edition, "previous"), each.earlier, each.evidence);
    }
}

/// What the occurrences of a held edition treat is what the edition is about. (One that was only planned has no theme.)
void link_editions_to_themes(GraphBuilder& builder) {
    std::unordered_set<RecordId> held;
    builder.for_each_value(property(Kind::edition, "status"),
                           [&](RecordId edition, std::string_view status, EvidenceId) {
                               if (status == "held") {
                                   held.insert(edition);
                               }
                           });
    std::unordered_map<RecordId, RecordId> edition_of;
    builder.for_each_relation(property(Kind::occurrence, "edition"),
                              [&](RecordId record, RecordId edition, EvidenceId) {
                                  if (builder.kind(record) == Kind::occurrence && held.contains(edition)) {
                                      edition_of.emplace(record, edition);
                                  }
                              });
    struct Statement {
        RecordId edition{};
        RecordId theme{};
        EvidenceId evidence{};
    };
    std::vector<Statement> statements;  // added once the relations have been walked
    builder.for_each_relation(property(Kind::occurrence, "theme"),
                              [&](RecordId record, RecordId theme, EvidenceId evidence) {
                                  if (auto const found = edition_of.find(record); found != edition_of.end()) {
                                      statements.push_back({found->second, theme, evidence});
                                  }
                              });
    for (Statement const& each : statements) {
        builder.relate(each.edition, property(Kind::edition, "about"), each.theme, each.evidence);
    }
}

void complete_figures(GraphBuilder& builder) {
    struct Figure {
        RecordId record{};
        RecordId subject{};
        RecordId quantity{};
        std::string mode;
        std::string as_of;
        std::string kind;
        bool qualified = false;
        bool preferred = false;
    };
    std::map<RecordId, Figure> figures;
    auto const attribute = [&](std::string_view key, auto&& store) {
        builder.for_each_value(property(Kind::figure, key), [&](RecordId record, std::string_view text, EvidenceId) {
            // Claims have some of the properties too; a figure without a quantity is an error.
            if (auto const figure = figures.find(record); figure != figures.end()) {
                store(figure->second, text);
            }
        });
    };
    builder.for_each_relation(property(Kind::figure, "quantity"), [&](RecordId figure, RecordId quantity, EvidenceId) {
        figures[figure].record = figure;
        figures[figure].quantity = quantity;
    });
    builder.for_each_relation(property(Kind::figure, "subject"), [&](RecordId figure, RecordId subject, EvidenceId) {
        if (auto const found = figures.find(figure); found != figures.end()) {
            found->second.subject = subject;
        }
    });
    attribute("mode", [](Figure& figure, std::string_view text) { figure.mode = text; });
    attribute("as_of", [](Figure& figure, std::string_view text) { figure.as_of = text; });
    attribute("kind", [](Figure& figure, std::string_view text) { figure.kind = text; });
    attribute("qualifier", [](Figure& figure, std::string_view) { figure.qualified = true; });
    attribute("preferred", [](Figure& figure, std::string_view text) { figure.preferred = text == "true"; });

    std::map<std::tuple<RecordId, RecordId, std::string, std::string>, std::vector<Figure const*>> competing;
    for (auto const& [record, figure] : figures) {
        if (figure.kind.empty()) {
            builder.add_iri(record, property(Kind::figure, "kind"), rdf::vocabulary::expand("stoa:actual"));
        }
        if (!figure.qualified) {
            builder.add_iri(record, property(Kind::figure, "qualifier"), rdf::vocabulary::expand("stoa:exact"));
        }
        competing[{figure.subject, figure.quantity, figure.mode, figure.as_of}].push_back(&figure);
    }
    for (auto& [what, group] : competing) {
        bool const decided = std::ranges::any_of(group, &Figure::preferred);
        std::erase_if(group, [](Figure const* each) { return each->kind == "forecast"; });
        if (!decided && group.size() == 1) {
            builder.add_value(group.front()->record, property(Kind::figure, "preferred"),
                              builder.datatype_tag(rdf::vocabulary::xsd_boolean), "true");
        }
    }
}

}  // namespace

void infer(GraphBuilder& builder) {
    link_previous_editions(builder);
    link_editions_to_themes(builder);
    complete_figures(builder);
}

}  // namespace stoa::model
