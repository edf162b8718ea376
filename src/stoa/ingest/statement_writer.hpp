// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "stoa/ingest/record_index.hpp"
#include "stoa/ingest/table.hpp"
#include "stoa/ingest/value_reader.hpp"

namespace stoa::ingest {

/// A statement as it is written: its subject is the record of the table or, for some properties, the value.
struct WrittenStatement {
    model::RecordId subject{};
    model::PropertyId property{};
    std::optional<model::RecordId> object;
};

/// Adds the statements that values make to the builder, and the records of links.
class StatementWriter {
public:
    explicit StatementWriter(Target const& to) : to_{to} {}

    [[nodiscard]] WrittenStatement written(Table const& table, model::PropertyId key, Element const& element) const;
    void add(Table const& table, model::PropertyId key, Element const& element, model::EvidenceId evidence);

    /// The records of links that say more than their ends, since the last call. Their cells are still to be read.
    [[nodiscard]] std::vector<Table> take_links();

private:
    void add_link(Table const& table, model::KindDef const& kind, Element const& element);

    Target to_;
    std::vector<Table> links_;
};

}  // namespace stoa::ingest
