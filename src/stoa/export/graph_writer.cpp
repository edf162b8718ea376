// SPDX-License-Identifier: Apache-2.0
#include "stoa/export/graph_writer.hpp"

namespace stoa::exporter {

GraphWriter::~GraphWriter() = default;

}  // namespace stoa::exporter
