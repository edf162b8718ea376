// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::rdf {

ByteSink::~ByteSink() = default;

void StringSink::write(std::string_view bytes) { text_ += bytes; }

}  // namespace stoa::rdf
