// SPDX-License-Identifier: Apache-2.0
#include "stoa/formats/graph_writer.hpp"

namespace stoa::formats {

std::string_view type_name(ColumnType type) {
    switch (type) {
        case ColumnType::integer:
            return "long";
        case ColumnType::decimal:
            return "double";
        case ColumnType::boolean:
            return "boolean";
        case ColumnType::text:
            break;
    }
    return "string";
}

GraphWriter::~GraphWriter() = default;

}  // namespace stoa::formats
