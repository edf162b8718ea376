// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/ingest/record_index.hpp"
#include "stoa/ingest/table.hpp"

namespace stoa::ingest {

/// Gives the table its record, under its `id` or, without one, under the id that its key fields make. What these refer
/// to has to have its record already. Where there is no id, the record is nameless; errors of the key fields are
/// reported when their values are read, but those of the `id` here.
void name_record(Table& table, Target const& to);

}  // namespace stoa::ingest
