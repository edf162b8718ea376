// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/graph_writer.hpp"

namespace stoa::formats {

GraphWriter::~GraphWriter() = default;

}  // namespace stoa::formats
