// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/type_name.hpp"

#include <array>
#include <cstddef>

namespace stoa::ingest {
namespace {

struct TypeName {
    std::string_view name;
    std::string_view written;
};

/// In the order of `model::ValueType`.
constexpr std::array type_names{
    TypeName{"text", "a text in quotes, or a table of languages such as { en = \"…\", es = \"…\" }"},
    TypeName{"string", "a text in quotes"},
    TypeName{"integer", "a whole number"},
    TypeName{"decimal", "a number"},
    TypeName{"number", "a number"},
    TypeName{"boolean", "true or false"},
    TypeName{"date", "a date such as 2021-10-27, \"2021-10\" or 2021"},
    TypeName{"code", "a code in quotes"},
    TypeName{"iri", "an IRI in quotes"},
    TypeName{"identifier", "an identifier"},
    TypeName{"enumeration", "one word of a list, in quotes"},
    TypeName{"reference", "the id of a record, in quotes"},
    TypeName{"any_literal", "a value"},
};
static_assert(type_names.size() == static_cast<std::size_t>(model::ValueType::any_literal) + 1);

}  // namespace

std::string_view type_name(model::ValueType type) { return type_names[static_cast<std::size_t>(type)].written; }

std::string_view short_type_name(model::ValueType type) { return type_names[static_cast<std::size_t>(type)].name; }

}  // namespace stoa::ingest
