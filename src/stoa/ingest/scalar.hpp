// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stoa/ingest/raw_record.hpp"
#include "stoa/model/schema.hpp"

namespace stoa::ingest {

/// A value of a data file in canonical form, or why it is none.
struct Scalar {
    std::string text;          ///< lexical form, key of the enumeration, id of the reference or whole IRI
    std::string datatype;      ///< full IRI; empty for strings, IRIs and references
    std::string fault;         ///< empty when the value is good
    diagnostics::Code code{};  ///< of the fault

    [[nodiscard]] bool ok() const { return fault.empty(); }
};

/// Why the text is no IRI, or one that leads nowhere: a program (`javascript:`), or two schemes in a row.
[[nodiscard]] std::optional<std::string> find_address_fault(std::string_view text);

/// Reads a single value of any type but text in several languages.
[[nodiscard]] Scalar read_scalar(model::PropertyDef const& property, RawValue const& value);

}  // namespace stoa::ingest
