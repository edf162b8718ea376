// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/data_set_files.hpp"
#include "stoa/model/allowances.hpp"
#include "stoa/model/graph_builder.hpp"

namespace stoa::ingest {

/// Turns the tables of the files into records and statements, as the one table says. Records are collected first, so
/// references may point forwards; then keyed records get their ids; then values are read. Errors go to
/// `diagnostics`; the builder then contains the rest.
/// What records allow goes to `allowances`.
void read_records(DataSetFiles const& files, model::GraphBuilder& builder, model::Allowances& allowances,
                  diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
