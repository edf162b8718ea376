// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/raw_record.hpp"
#include "stoa/model/data_set.hpp"

namespace stoa::ingest {

/// What the cells of a stoa.toml say of their data set, `uses` left out. Reports errors; the rest is then read.
void read_manifest(RawFile const& manifest, model::DataSet& data_set, diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
