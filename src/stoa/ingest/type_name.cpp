// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/type_name.hpp"

namespace stoa::ingest {

using model::ValueType;

std::string_view type_name(ValueType type) {
    switch (type) {
        case ValueType::text:
            return "a text in quotes, or a table of languages such as { en = \"…\", es = \"…\" }";
        case ValueType::string:
            return "a text in quotes";
        case ValueType::integer:
            return "a whole number";
        case ValueType::decimal:
        case ValueType::number:
            return "a number";
        case ValueType::boolean:
            return "true or false";
        case ValueType::date:
            return "a date such as 2021-10-27, \"2021-10\" or 2021";
        case ValueType::code:
            return "a code in quotes";
        case ValueType::iri:
            return "an IRI in quotes";
        case ValueType::identifier:
            return "an identifier";
        case ValueType::enumeration:
            return "one word of a list, in quotes";
        case ValueType::reference:
            return "the id of a record, in quotes";
        case ValueType::any_literal:
            return "a value";
    }
    return {};
}

std::string_view short_type_name(ValueType type) {
    switch (type) {
        case ValueType::text:
            return "text";
        case ValueType::string:
            return "string";
        case ValueType::integer:
            return "integer";
        case ValueType::decimal:
            return "decimal";
        case ValueType::number:
            return "number";
        case ValueType::boolean:
            return "boolean";
        case ValueType::date:
            return "date";
        case ValueType::code:
            return "code";
        case ValueType::iri:
            return "iri";
        case ValueType::identifier:
            return "identifier";
        case ValueType::enumeration:
            return "enumeration";
        case ValueType::reference:
            return "reference";
        case ValueType::any_literal:
            return "any_literal";
    }
    return {};
}

}  // namespace stoa::ingest
