// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/evolution/analysis.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/rdf/byte_sink.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/statements/description.hpp"
#include "stoa/statements/statement_list.hpp"

namespace stoa::statements {

/// The parts that are written; each can stand alone.
struct Parts {
    bool data = true;         ///< the records
    bool description = true;  ///< what the data set is, in VoID, DCAT and PROV
    bool evolution = false;   ///< what was computed from the records

    [[nodiscard]] bool operator==(Parts const&) const = default;
};

/// `data`, `description` and `evolution`, as far as they are among the parts.
[[nodiscard]] std::vector<std::string> names_of(Parts parts);

/// One graph and the parts that it holds; without a name the only one, or the default graph.
struct GraphParts {
    std::string graph;
    Parts parts;
};

/// All parts in one graph or, `split`, each in its own: the data in `graph`, the others in `<graph>/description` and
/// `<graph>/evolution`.
[[nodiscard]] std::vector<GraphParts> distribute(Parts parts, std::string_view graph, bool split);

/// Writes parts of a graph in any syntax. A syntax that takes subjects in any order gets the description first, then
/// records by kind and in natural order, then the computed records; prefixes are those that are used.
class PartWriter {
public:
    /// Of the parts that are named here some or all are written. The hashes that the description gives are begun here.
    /// `graph` outlives the writer.
    PartWriter(model::KnowledgeGraph const& graph, Parts parts, DescriptionOptions options);

    /// Makes the computed records of these analyses of the graph (see evolution_graph.hpp): before the first writing,
    /// if evolution is among the parts.
    void add_evolution(std::span<evolution::Analysis const> analyses);

    [[nodiscard]] Parts parts() const { return parts_; }

    /// All parts, as one graph.
    void write(rdf::Syntax const& syntax, rdf::ByteSink& out);
    /// Several graphs into one document; more than one only in a syntax that has named graphs.
    void write(std::span<GraphParts const> graphs, rdf::Syntax const& syntax, rdf::ByteSink& out);
    /// The statements of the data and the evolution about the records with these IRIs, which are sorted.
    void write_about(std::span<std::string const> iris, rdf::Syntax const& syntax, rdf::ByteSink& out) const;

private:
    [[nodiscard]] StatementList const& description();

    model::KnowledgeGraph const& graph_;
    Parts parts_;
    DescriptionOptions options_;
    DescribedPart data_;
    std::unique_ptr<model::KnowledgeGraph> computed_;
    std::optional<DescribedPart> evolution_;
    rdf::Namespace own_;
    std::optional<StatementList> description_;
};

}  // namespace stoa::statements
