// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/ingest/record_index.hpp"
#include "stoa/ingest/table.hpp"

namespace stoa::ingest {

/// Keys of a value that is a table, beside `value`.
inline constexpr std::array<std::string_view, 11> claim_keys{"value",       "evidence",  "qualifier", "kind",
                                                             "mode",        "as_of",     "id",        "valid_from",
                                                             "valid_until", "preferred", "wording"};

struct Literal {
    model::TagId tag{};
    std::string text;
    bool is_iri = false;
    RawPlace place;
};

/// One value of a property, as far as it could be read.
struct Element {
    RawValue const* value = nullptr;  ///< as it stands in the file
    std::vector<Literal> literals;    ///< several only for a text in several languages
    std::optional<model::RecordId> object;
    RawValue const* claim = nullptr;  ///< the table around it when it carries more than the value
    RawValue const* link = nullptr;   ///< the table that it is, when it says more of the link (`PropertyDef::link`)
    bool valid = false;
};

/// A value of a property of a record: literals in canonical form, words in languages, a reference, or the value inside
/// a claim or a link. Reports what is wrong with it. The raw value outlives the element.
[[nodiscard]] Element read_value(RawFile const& file, model::PropertyDef const& of, RawValue const& value,
                                 Target const& to);

}  // namespace stoa::ingest
