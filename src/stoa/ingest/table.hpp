// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "stoa/ingest/raw_record.hpp"
#include "stoa/model/graph_builder.hpp"

namespace stoa::ingest {

/// What proves the statements that give no evidence of their own.
struct Evidence {
    model::EvidenceId set = model::no_evidence;
    std::vector<model::RecordId> records;
    bool given = false;  ///< also true when it was given and is faulty
};

/// A raw record with the record that it became. File, cells and owner outlive it.
struct Table {
    RawFile const* file = nullptr;
    model::Kind kind{};
    RawPlace place;
    std::span<RawCell const> cells;
    Table const* owner = nullptr;  ///< table that it is nested in
    model::RecordId record{};
    Evidence evidence;
};

}  // namespace stoa::ingest
