// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "stoa/ingest/evidence_reader.hpp"
#include "stoa/ingest/statement_writer.hpp"
#include "stoa/ingest/value_reader.hpp"

namespace stoa::ingest {

/// Decides of each value whether it is a statement, a claim, or both, and adds what it is to the builder.
class ClaimWriter {
public:
    ClaimWriter(StatementWriter& statements, EvidenceReader& evidence, Target const& to)
        : statements_{statements}, evidence_{evidence}, to_{to} {}

    /// All values of a property of a record, among which those that are claims compete.
    void add(Table const& table, model::PropertyId id, std::vector<Element> const& elements);
    /// The statements whose subjects are values. Each subject is a record with evidence of its own: where that of the
    /// value differs, it becomes a claim, which is known only after all tables were read.
    void add_inverse_statements(std::span<Table const> tables);

private:
    /// A value with evidence of its own, a qualifier or a competitor.
    struct Claim {
        Element const* element = nullptr;
        Evidence evidence;
        bool actual = true;
        bool exact = true;
        std::optional<bool> preferred;
        std::string group;  ///< mode and date: what competes
    };
    /// A value that is the subject, of a table that gives it no evidence of its own.
    struct Inverse {
        Table const* table = nullptr;
        model::PropertyId key{};
        Element element;
    };

    void add_competing(Table const& table, model::PropertyId id, std::vector<Element> const& elements,
                       std::vector<Claim> claims);
    [[nodiscard]] Claim read_claim(Table const& table, Element const& element);
    void add_claim(Table const& table, model::PropertyId key, Claim const& claim);
    [[nodiscard]] model::RecordId add_claim_record(Table const& table, model::PropertyId key, Element const& element);
    [[nodiscard]] std::string claim_name(Table const& table, model::PropertyId id, Element const& element);
    void add_claim_details(model::RecordId claim, RawFile const& file, RawValue const& details);

    StatementWriter& statements_;
    EvidenceReader& evidence_;
    Target to_;
    std::vector<Inverse> inverse_;
    std::set<std::tuple<model::RecordId, model::PropertyId, model::RecordId>> claimed_;  ///< relations that claims make
};

}  // namespace stoa::ingest
