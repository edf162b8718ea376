// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "stoa/model/graph_builder.hpp"
#include "stoa/model/knowledge_graph.hpp"

namespace stoa::test {

/// What a graph shall hold, before anything is added to a builder: so that it can be added in any order. Records and
/// data sets are named by their index here.
struct Plan {
    struct Record {
        model::Kind kind{};
        std::size_t data_set = 0;
        std::string id;
    };
    struct Statement {
        enum class Form : std::uint8_t { relation, string, language, datatype, iri };
        Form form{};
        std::size_t subject = 0;
        model::PropertyId property{};
        std::size_t object = 0;             ///< of a relation
        std::string text;                   ///< of the others
        std::string tag;                    ///< language or datatype
        std::vector<std::size_t> evidence;  ///< records of that kind
    };
    std::vector<model::DataSet> data_sets;
    std::vector<Record> records;
    std::vector<Statement> statements;
};

using Random = std::mt19937_64;

/// 0 up to and without `end`, the same on every machine.
[[nodiscard]] std::size_t below(Random& random, std::size_t end);

/// A small plan of any kinds and properties of the table, with repeated statements, several data sets, some of whose
/// bases are beginnings of others, and texts that are hard on writers.
[[nodiscard]] Plan random_plan(Random& random);

/// Everything in a random order; records before the statements that name them.
[[nodiscard]] model::GraphBuilder add_in_any_order(Plan const& plan, Random& random);

/// The seed of the run: STOA_SEED of the environment, or always the same one. Tests print it when they fail.
[[nodiscard]] std::uint64_t first_seed();

/// How many random cases a property test tries: all of them where STOA_THOROUGH=1 stands in the environment, else a
/// tenth.
[[nodiscard]] std::uint64_t runs_of(std::uint64_t all);

}  // namespace stoa::test
