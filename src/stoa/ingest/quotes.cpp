// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/quotes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/diagnostics/utf8.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/ingest/toml_text.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

/// One space for any white space, `'` for any quotation mark or apostrophe, `-` for any dash; NFC.
std::string normalised(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        std::size_t const length = diagnostics::utf8_sequence_length(text);
        char32_t const code = diagnostics::decode_utf8(text.substr(0, length));
        bool const space = code == U' ' || (code >= U'\t' && code <= U'\r') || code == U'\u00A0' || code == U'\u1680' ||
                           (code >= U'\u2000' && code <= U'\u200B') || code == U'\u2028' || code == U'\u2029' ||
                           code == U'\u202F' || code == U'\u205F' || code == U'\u3000' || code == U'\uFEFF';
        bool const quote = code == U'\'' || code == U'"' || code == U'`' || code == U'\u00AB' || code == U'\u00BB' ||
                           code == U'\u00B4' || (code >= U'\u2018' && code <= U'\u201F') || code == U'\u2039' ||
                           code == U'\u203A';
        bool const dash = code >= U'\u2010' && code <= U'\u2015';
        if (space) {
            if (!plain.empty() && plain.back() != ' ') {
                plain += ' ';
            }
        } else if (quote) {
            plain += '\'';
        } else if (dash) {
            plain += '-';
        } else {
            plain += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    if (!plain.empty() && plain.back() == ' ') {
        plain.pop_back();
    }
    return model::to_nfc(plain);
}

/// Whether the words stand in the text and do not begin or end inside a word of it.
bool stands_in(std::string_view words, std::string_view text) {
    auto const is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
        std::size_t const end = at + words.size();
        bool const cut_before = at > 0 && is_letter(text[at - 1]) && is_letter(words.front());
        bool const cut_after = end < text.size() && is_letter(text[end]) && is_letter(words.back());
        if (!cut_before && !cut_after) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> read_text(std::filesystem::path const& path, diagnostics::Diagnostics& diagnostics) {
    std::error_code error;
    std::filesystem::file_status const link = std::filesystem::symlink_status(path, error);
    if (link.type() == std::filesystem::file_type::not_found) {
        return std::nullopt;  // a source without a text
    }
    std::string const name = path.generic_string();
    std::filesystem::file_status const status = std::filesystem::status(path, error);
    std::string const what = error                                       ? error.message()
                             : !std::filesystem::exists(status)          ? "the link leads nowhere"
                             : !std::filesystem::is_regular_file(status) ? "it is not a regular file"
                                                                         : std::string{};
    errno = 0;
    std::ifstream stream;
    if (what.empty()) {
        stream.open(path, std::ios::binary);
    }
    std::string text{std::istreambuf_iterator<char>{stream}, {}};
    if (!what.empty() || (!stream.good() && !stream.eof()) || errno == EACCES) {
        diagnostics.report(Code::unreadable_file, {name, 0, 0},
                           fmt::format("cannot be read: {}", what.empty() ? std::strerror(errno) : what));
        return std::nullopt;
    }
    if (text.size() > max_file_bytes) {
        diagnostics.report(Code::file_too_large, {name, 0, 0},
                           fmt::format("the text has {} bytes and at most {} are read", text.size(), max_file_bytes));
        return std::nullopt;
    }
    if (rdf::find_invalid_utf8(text)) {
        diagnostics.report(Code::not_utf8, {name, 0, 0}, "the text is not UTF-8: save the file as UTF-8");
        return std::nullopt;
    }
    return normalised(text);
}

/// The name of the file that holds the text of a source.
std::string text_file_of(KnowledgeGraph const& graph, Vertex source) {
    std::string_view const file = graph.value(source, "text_file");
    std::string const name = file.empty() ? std::string{graph.id(source)} + ".txt" : std::string{file};
    return std::filesystem::path{name}.filename().string();
}

/// A source by the name of its text, and by its id.
using TextFiles = std::map<std::string, Vertex>;

TextFiles text_files(KnowledgeGraph const& graph) {
    TextFiles files;
    KnowledgeGraph::Range const range = graph.vertices_of(Kind::source);
    for (Vertex source = range.first; source < range.last; ++source) {
        files.emplace(text_file_of(graph, source), source);
    }
    return files;
}

/// The source that a file is named after, though its text goes by another name.
std::optional<Vertex> namesake(KnowledgeGraph const& graph, std::filesystem::path const& file) {
    KnowledgeGraph::Range const range = graph.vertices_of(Kind::source);
    for (Vertex source = range.first; source < range.last; ++source) {
        if (graph.id(source) == file.stem().string()) {
            return source;
        }
    }
    return std::nullopt;
}

/// Of texts in the folder that are not looked at, since no source has a text of that name.
void warn_of_other_texts(KnowledgeGraph const& graph, std::filesystem::path const& folder,
                         diagnostics::Diagnostics& diagnostics) {
    TextFiles const files = text_files(graph);
    std::vector<std::string_view> names;
    for (auto const& [name, source] : files) {
        names.push_back(name);
    }
    std::set<std::filesystem::path> others;
    std::error_code error;
    for (auto const& each : std::filesystem::directory_iterator{folder, error}) {
        if (each.path().extension() == ".txt" && !files.contains(each.path().filename().string())) {
            others.insert(each.path());
        }
    }
    for (std::filesystem::path const& each : others) {
        std::string const name = each.filename().string();
        std::optional<Vertex> const source = namesake(graph, each);
        std::string const why =
            source ? fmt::format("its text_file is '{}': rename the file to that", graph.value(*source, "text_file"))
                   : fmt::format("name it as the text_file of its source, or <id>.txt{}",
                                 diagnostics::did_you_mean(name, names));
        diagnostics.report(
            Code::text_not_used, {each.generic_string(), 0, 0},
            source ? fmt::format("is not looked at: it is named after source '{}', but {}", graph.id(*source), why)
                   : fmt::format("is not looked at: it is the text of no source in these data; {}", why));
    }
}

}  // namespace

QuoteReport check_quotes(KnowledgeGraph const& graph, model::Places const& places, std::filesystem::path const& folder,
                         diagnostics::Diagnostics& diagnostics) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        throw InputError(fmt::format("{}: is not a folder with the sources' texts", folder.generic_string()));
    }
    std::filesystem::directory_iterator const entries{folder, error};
    if (error) {
        throw InputError(fmt::format("{}: cannot be read: {}", folder.generic_string(), error.message()));
    }
    QuoteReport report;
    std::map<Vertex, std::optional<std::string>> texts;
    KnowledgeGraph::Range const range = graph.vertices_of(Kind::evidence);
    for (Vertex evidence = range.first; evidence < range.last; ++evidence) {
        std::optional<Vertex> const quote = graph.object(evidence, "selector");
        std::optional<Vertex> const source = graph.object(evidence, "source");
        if (!quote || !source) {
            continue;
        }
        auto found = texts.find(*source);
        if (found == texts.end()) {
            found = texts.emplace(*source, read_text(folder / text_file_of(graph, *source), diagnostics)).first;
        }
        if (!found->second) {
            ++report.unchecked;
            continue;
        }
        std::string_view const words = graph.value(*quote, "exact");
        if (stands_in(normalised(words), *found->second)) {
            ++report.checked;
            continue;
        }
        ++report.missing;
        diagnostics.report(Code::quote_not_found, places.of(*quote),
                           fmt::format("'{}' does not stand in the text of source '{}': quote it as it is written",
                                       words, graph.id(*source)));
    }
    warn_of_other_texts(graph, folder, diagnostics);
    bool const has_text = std::ranges::any_of(texts, [&](auto const& each) {
        std::error_code ignored;
        return std::filesystem::symlink_status(folder / text_file_of(graph, each.first), ignored).type() !=
               std::filesystem::file_type::not_found;
    });
    if (report.unchecked > 0 && !has_text) {
        diagnostics.report(
            Code::no_text, {folder.generic_string(), 0, 0},
            fmt::format("no quote was looked up: of the sources that are quoted, none has its text here (the text "
                        "of source '{}' would be in '{}')",
                        graph.id(texts.begin()->first), text_file_of(graph, texts.begin()->first)));
    }
    return report;
}

}  // namespace stoa::ingest
