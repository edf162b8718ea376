// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/other_format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {

namespace {

struct Beginning {
    std::string_view bytes;
    std::string_view words;
};

constexpr std::array<Beginning, 7> binary{{
    {"\x1F\x8B", "this looks like a file compressed with gzip: decompress it first"},
    {"PK\x03\x04", "this looks like a zip archive: unpack it first"},
    {"BZh", "this looks like a file compressed with bzip2: decompress it first"},
    {"\xFD"
     "7zXZ",
     "this looks like a file compressed with xz: decompress it first"},
    {"\x28\xB5\x2F\xFD", "this looks like a file compressed with zstd: decompress it first"},
    {"\xFF\xFE", "this looks like UTF-16: save the file as UTF-8"},
    {"\xFE\xFF", "this looks like UTF-16: save the file as UTF-8"},
}};

/// What tells one XML or JSON format from another stands this near to the beginning.
constexpr std::size_t looked_at = 4096;
constexpr std::string_view html = "this looks like an HTML page: save the data instead of the page";

[[nodiscard]] bool begins(std::string_view text, std::string_view lower) {
    return text.size() >= lower.size() && std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) {
               return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
           });
}

}  // namespace

std::optional<std::string_view> find_other_format(std::string_view text) {
    auto const* const found =
        std::ranges::find_if(binary, [text](Beginning const& each) { return text.starts_with(each.bytes); });
    if (found != binary.end()) {
        return found->words;
    }
    constexpr std::string_view blanks = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, looked_at);
    auto const has = [&text](std::string_view part) { return text.find(part) != std::string_view::npos; };
    if (begins(text, "<!doctype html") || begins(text, "<html")) {
        return html;
    }
    if (begins(text, "<?xml") || begins(text, "<!--") || begins(text, "<!doctype") || text.starts_with("<rdf:RDF")) {
        if (has(vocabulary::expand("rdf:"))) {
            return "this looks like RDF/XML: convert it to Turtle or N-Triples";
        }
        return has("<html") ? html : "this looks like XML, which is not read: convert it to Turtle or N-Triples";
    }
    bool const is_list = text.starts_with('[');
    if (is_list || text.starts_with('{')) {
        std::size_t const first = text.find_first_not_of(blanks, 1);
        std::string_view const next = first == std::string_view::npos ? std::string_view() : text.substr(first, 1);
        if (next == "\"" || next == (is_list ? "{" : "}")) {
            return has("\"@") ? "this looks like JSON-LD: convert it to Turtle or N-Triples"
                              : "this looks like JSON, which is not read: convert it to Turtle or N-Triples";
        }
    }
    return std::nullopt;
}

}  // namespace stoa::rdf
