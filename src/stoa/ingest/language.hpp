// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stoa::ingest {

/// Why a word of a data file is not the tag of a language, with what to write instead: it does not follow BCP 47
/// (https://www.rfc-editor.org/info/bcp47), or it is the name of a language. Languages that are registered have tags of
/// two or three letters.
[[nodiscard]] std::optional<std::string> find_language_fault(std::string_view tag);

}  // namespace stoa::ingest
