// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "stoa/model/canonical.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::ingest {
namespace {

using Name = std::pair<std::string_view, std::string_view>;

/// Names in English, and in the language itself where that has no other letters (ISO 639-1).
constexpr std::array names{
    Name{"arabic", "ar"},     Name{"bengali", "bn"},    Name{"bulgarian", "bg"},  Name{"catalan", "ca"},
    Name{"chinese", "zh"},    Name{"croatian", "hr"},   Name{"czech", "cs"},      Name{"danish", "da"},
    Name{"deutsch", "de"},    Name{"dutch", "nl"},      Name{"english", "en"},    Name{"estonian", "et"},
    Name{"farsi", "fa"},      Name{"finnish", "fi"},    Name{"francais", "fr"},   Name{"french", "fr"},
    Name{"german", "de"},     Name{"greek", "el"},      Name{"hebrew", "he"},     Name{"hindi", "hi"},
    Name{"hungarian", "hu"},  Name{"icelandic", "is"},  Name{"indonesian", "id"}, Name{"irish", "ga"},
    Name{"italian", "it"},    Name{"italiano", "it"},   Name{"japanese", "ja"},   Name{"korean", "ko"},
    Name{"latvian", "lv"},    Name{"lithuanian", "lt"}, Name{"malay", "ms"},      Name{"norwegian", "no"},
    Name{"persian", "fa"},    Name{"polish", "pl"},     Name{"portugues", "pt"},  Name{"portuguese", "pt"},
    Name{"romanian", "ro"},   Name{"russian", "ru"},    Name{"serbian", "sr"},    Name{"slovak", "sk"},
    Name{"slovenian", "sl"},  Name{"spanish", "es"},    Name{"swahili", "sw"},    Name{"swedish", "sv"},
    Name{"thai", "th"},       Name{"turkish", "tr"},    Name{"ukrainian", "uk"},  Name{"urdu", "ur"},
    Name{"vietnamese", "vi"}, Name{"welsh", "cy"},
};

}  // namespace

std::optional<std::string> find_language_fault(std::string_view tag) {
    std::string const word = model::fold(tag);
    auto const* const found = std::ranges::find(names, std::string_view{word}, &Name::first);
    if (found != names.end()) {
        return fmt::format("it is the name of a language: write '{}'", found->second);
    }
    if (std::optional<std::string> fault = rdf::find_language_fault(tag)) {
        return fault;
    }
    if (tag.substr(0, tag.find('-')).size() > 3) {
        return "no language has a tag that begins with more than three letters: write one such as 'en'";
    }
    return std::nullopt;
}

}  // namespace stoa::ingest
