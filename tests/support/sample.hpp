// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/model/graph_builder.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/statements/data_part.hpp"
#include "stoa/statements/part_writer.hpp"

namespace stoa::test {

/// `https://example.org/<name>/`, English, CC BY.
[[nodiscard]] model::DataSet data_set(std::string_view name, bool root = true);

/// A small graph made by the keys of the table, without files: one root data set, named `a`. Records and values have
/// places of their own, `f.toml:1:1`, `f.toml:2:1` and so on, in the order of adding.
class Sample {
public:
    Sample();

    model::RecordId add(model::Kind kind, std::string_view id);
    model::RecordId add(model::Kind kind, std::string_view id, model::DataSetId set);
    /// A value in the form of a data file: a date, a number, a key of an enumeration, an IRI.
    void set(model::RecordId record, std::string_view key, std::string_view value,
             model::EvidenceId evidence = model::no_evidence);
    void text(model::RecordId record, std::string_view key, std::string_view words, std::string_view language = "en",
              model::EvidenceId evidence = model::no_evidence);
    void link(model::RecordId subject, std::string_view key, model::RecordId object,
              model::EvidenceId evidence = model::no_evidence);
    model::EvidenceId proof(std::initializer_list<model::RecordId> evidence);

    /// An edition with series, number, status and start; what is empty is left out.
    model::RecordId edition(model::RecordId series, std::string_view number, std::string_view start,
                            std::string_view status = "planned");
    model::RecordId figure(std::string_view id, model::RecordId subject, model::RecordId quantity,
                           std::string_view value);
    /// Of the edition's, series' ... property, whose term is given.
    model::RecordId claim(std::string_view id, model::RecordId subject, std::string_view term, std::string_view value);

    [[nodiscard]] model::KnowledgeGraph freeze() { return std::move(builder).freeze(&places); }

    model::GraphBuilder builder;
    model::DataSetId root{};
    model::Places places;

private:
    model::PlaceId next_place() { return builder.place("f.toml", ++line_, 1); }
    std::uint32_t line_ = 0;
};

/// Keeps the N-Triples line of each statement, in the order of writing.
class Lines final : public rdf::StatementSink {
public:
    void write(rdf::TermView const& subject, rdf::TermView const& predicate, rdf::TermView const& object) override;
    std::vector<std::string> lines;
};

[[nodiscard]] std::vector<std::string> sorted_lines(statements::DataPart const& data);
/// What is written of the graph, with the computed records of the analyses, if evolution is among the parts.
[[nodiscard]] std::string written(model::KnowledgeGraph const& graph, statements::Parts parts,
                                  rdf::Syntax const& syntax, statements::DescriptionOptions const& options = {},
                                  std::span<evolution::Analysis const> analyses = {});
[[nodiscard]] std::vector<std::string> split_lines(std::string_view text);

/// The statements of a Turtle document as sorted lines of canonical N-Triples, each once. Read by Serd's own reader,
/// strictly. Throws std::runtime_error on what it refuses.
[[nodiscard]] std::vector<std::string> read_turtle(std::string const& document);

}  // namespace stoa::test
