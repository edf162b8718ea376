// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/answer_table.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/evolution.hpp"
#include "stoa/evolution/parameters.hpp"
#include "stoa/tables/csv.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::answers {
namespace {

using evolution::Analysis;
using tables::Records;

tables::Report report_of(evolution::Parameters const& parameters) {
    tables::Report report;
    report.add("method_version", evolution::method_version);
    for (evolution::NumericParameter const& each : evolution::numeric_parameters()) {
        if (each.count != nullptr) {
            report.add(each.name, parameters.*each.count);
        } else {
            report.add(each.name, evolution::to_text(parameters.*each.share));
        }
    }
    std::vector<std::string> facets;
    for (std::size_t i = 0; i < evolution::facet_count; ++i) {
        if (parameters.facets.contains(static_cast<evolution::Facet>(i))) {
            facets.emplace_back(evolution::facet_names[i]);
        }
    }
    report.add("facets", std::move(facets));
    report.add("documents", std::vector<std::string>{parameters.documents.begin(), parameters.documents.end()});
    return report;
}

/// What stands before the rows of an answer in JSON.
tables::Report head_of(std::span<Analysis const> analyses, Question const& question, Answer const& answer) {
    tables::Report head;
    std::vector<tables::Report> list;
    for (Analysis const& each : analyses) {
        tables::Report& analysis = list.emplace_back();
        analysis.add("analysis", evolution::computed_iri(each, model::Kind::analysis, each.id));
        analysis.add("series", each.graph->iri(each.coding.series));
        analysis.add("parameters", report_of(each.evolution.parameters));
    }
    head.add("analyses", std::exchange(list, {}));
    head.add("question", question.name);
    head.add("title", answer.title);
    for (Column const& each : answer.columns) {
        tables::Report& column = list.emplace_back();
        column.add("name", each.name);
        column.add("type", name_of(each.of.type));
        column.add_if(!each.of.unit.empty(), "unit", each.of.unit);
        column.add("meaning", each.meaning);
    }
    head.add("columns", std::move(list));
    return head;
}

/// What stands after them.
tables::Report tail_of(Answer const& answer) {
    tables::Report tail;
    if (!answer.paragraphs.empty()) {
        tail.add("paragraphs", answer.paragraphs);
    }
    tail.add("notes", answer.notes);
    return tail;
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
        writer.emplace(head_of(asked.analyses, question, answer), "rows", columns, out);
    });
    writer->finish(tail_of(found));
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
