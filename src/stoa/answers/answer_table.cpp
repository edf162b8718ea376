// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/answer_table.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/evolution.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/tables/csv.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::answers {
namespace {

using evolution::Analysis;
using tables::Records;

/// The parameters by name, with the method, as one record.
std::pair<std::vector<Column>, std::vector<Value>> parameters_of(evolution::Parameters const& parameters) {
    std::vector<Column> columns{{"method_version", type::text, "version of docs/method.md"}};
    std::vector<Value> values{std::string{evolution::method_version}};
    for (evolution::NumericParameter const& each : evolution::numeric_parameters()) {
        bool const is_count = each.count != nullptr;
        columns.push_back({std::string{each.name}, is_count ? type::integer("") : type::text, {}});
        values.push_back(is_count ? Value{std::int64_t{parameters.*each.count}}
                                  : Value{evolution::to_text(parameters.*each.share)});
    }
    std::vector<std::string> facets;
    for (std::size_t i = 0; i < evolution::facet_count; ++i) {
        if (parameters.facets.contains(static_cast<evolution::Facet>(i))) {
            facets.emplace_back(evolution::facet_names[i]);
        }
    }
    columns.push_back({"facets", type::texts, {}});
    values.emplace_back(std::move(facets));
    columns.push_back({"documents", type::texts, {}});
    values.emplace_back(std::vector<std::string>{parameters.documents.begin(), parameters.documents.end()});
    return {std::move(columns), std::move(values)};
}

/// What stands before the rows of an answer in JSON.
struct Head {
    std::vector<Column> members;
    std::vector<Value> values;

    Head(std::span<Analysis const> analyses, Question const& question, Answer const& answer) {
        Records records;
        std::vector<Column> parameter_columns;
        for (Analysis const& each : analyses) {
            auto [columns, values_of_it] = parameters_of(each.evolution.parameters);
            parameter_columns = std::move(columns);
            records.rows.push_back({evolution::computed_iri(each, model::Kind::analysis, each.id),
                                    each.graph->iri(each.coding.series), Records{{std::move(values_of_it)}}});
        }
        members = {{"analyses",
                    type::records,
                    {},
                    false,
                    {{"analysis", type::text, {}},
                     {"series", type::text, {}},
                     {"parameters", type::record, {}, false, std::move(parameter_columns)}}},
                   {"question", type::text, {}},
                   {"title", type::text, {}},
                   {"columns",
                    type::records,
                    {},
                    false,
                    {{"name", type::text, {}},
                     {"type", type::text, {}},
                     {"unit", type::text, {}},
                     {"meaning", type::text, {}}}}};
        Records columns;
        for (Column const& each : answer.columns) {
            std::string_view const unit = each.of.unit;
            columns.rows.push_back({each.name, std::string{name_of(each.of.type)},
                                    unit.empty() ? Value{} : Value{std::string{unit}}, each.meaning});
        }
        values = {std::move(records), std::string{question.name}, answer.title, std::move(columns)};
    }
};

/// What stands after them.
void write_tail(Answer const& answer, tables::JsonWriter& writer) {
    std::vector<Column> members{{"notes", type::texts, {}}};
    std::vector<Value> values{answer.notes};
    if (!answer.paragraphs.empty()) {
        members.insert(members.begin(), {"paragraphs", type::texts, {}});
        values.insert(values.begin(), answer.paragraphs);
    }
    writer.finish(members, values);
}

/// Asks, and hands each row to a writer that `make` makes once the columns stand.
template <class Writer, class Make>
Answer write_rows(Question const& question, Asked asked, std::vector<Column>& columns, std::optional<Writer>& writer,
                  Make make) {
    auto const begin = [&](Answer const& answer) {
        if (!writer) {
            columns = all_columns(answer.columns);
            make(answer);
        }
    };
    asked.each_row = [&](Answer const& so_far, Row const& row) {
        begin(so_far);
        writer->row(all_values(row));
    };
    Answer found = answer(question, asked);
    begin(found);
    return found;
}

}  // namespace

std::vector<Column> all_columns(std::span<Column const> columns) {
    std::vector<Column> all{columns.begin(), columns.end()};
    all.push_back({"editions", type::entities, "the editions that the row is about"});
    all.push_back(
        {"evidence",
         type::records,
         "what proves it",
         false,
         {{"evidence", type::text, "IRI of the evidence"},
          {"source", type::entity, "the source"},
          {"document", type::entity, "the document that the occurrence names; none for the edition as a whole"},
          {"locator", type::text, "the place in the source"},
          {"quote", type::text, "the words quoted from it"}}});
    all.push_back({"basis", type::text, "computed, asserted (a source says so) or recorded (stands in the data)"});
    all.push_back({"coverage",
                   type::records,
                   "what was read of the editions that the row spans and that are not complete",
                   false,
                   {{"edition", type::entity, "the edition"},
                    {"facet", type::text, "issues, groups or sdgs"},
                    {"level", type::text, "partial, unread or not_applicable"},
                    {"read", type::integer("sources"), "number of sources and documents read"}}});
    return all;
}

std::vector<Value> all_values(Row const& row) {
    std::vector<Value> values = row.values;
    values.emplace_back(row.editions);
    Records evidence;
    for (Proof const& each : row.evidence) {
        evidence.rows.push_back({each.evidence.iri, each.source,
                                 each.document.empty() ? Value{} : Value{each.document.front()}, each.locator,
                                 each.quote});
    }
    values.emplace_back(std::move(evidence));
    values.emplace_back(row.basis);
    Records coverage;
    for (CoverageNote const& each : row.coverage) {
        coverage.rows.push_back({each.edition,
                                 std::string{evolution::facet_names[static_cast<std::size_t>(each.facet)]},
                                 std::string{evolution::name_of(each.level)}, std::int64_t{each.read}});
    }
    values.emplace_back(std::move(coverage));
    return values;
}

Answer write_answer_as_json(Question const& question, Asked const& asked, rdf::ByteSink& out) {
    std::vector<Column> columns;
    std::optional<tables::JsonWriter> writer;
    Answer found = write_rows(question, asked, columns, writer, [&](Answer const& answer) {
        Head const head{asked.analyses, question, answer};
        writer.emplace(head.members, head.values, columns, out);
    });
    write_tail(found, *writer);
    return found;
}

Answer write_answer_as_csv(Question const& question, Asked const& asked, rdf::ByteSink& out) {
    std::vector<Column> columns;
    std::optional<tables::CsvWriter> writer;
    Answer found = write_rows(question, asked, columns, writer, [&](Answer const&) { writer.emplace(columns, out); });
    writer->finish();
    return found;
}

std::vector<std::string> iris_of(Answer const& answer) {
    std::vector<std::string> iris;
    auto const add = [&](Entity const& entity) { iris.push_back(entity.iri); };
    for (Row const& row : answer.rows) {
        for (Value const& value : row.values) {
            if (Entity const* const entity = std::get_if<Entity>(&value)) {
                add(*entity);
            } else if (auto const* const entities = std::get_if<std::vector<Entity>>(&value)) {
                std::ranges::for_each(*entities, add);
            }
        }
        std::ranges::for_each(row.editions, add);
        for (Proof const& proof : row.evidence) {
            add(proof.evidence);
            add(proof.source);
            std::ranges::for_each(proof.document, add);
        }
        for (CoverageNote const& note : row.coverage) {
            if (!note.iri.empty()) {
                iris.push_back(note.iri);
            }
        }
    }
    std::ranges::sort(iris);
    iris.erase(std::unique(iris.begin(), iris.end()), iris.end());
    return iris;
}

}  // namespace stoa::answers
