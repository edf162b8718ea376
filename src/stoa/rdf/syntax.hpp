// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "stoa/rdf/byte_sink.hpp"
#include "stoa/rdf/statement.hpp"

namespace stoa::rdf {

/// Writes one document. Subjects come in the order that its syntax asks for.
class Serializer : public StatementSink {
public:
    /// The statements from here on are those of this named graph. Throws std::logic_error in a syntax without any.
    virtual void begin_graph(std::string_view iri);
    /// Ends the document and hands the rest to the sink. Without it the end is missing; after it nothing is written.
    virtual void finish() = 0;
};

/// `by_iri` is the byte order of `<IRI>`, within each graph.
enum class SubjectOrder : std::uint8_t { any, by_iri };

/// A row of the list of syntaxes. Everything that chooses, names or recognizes a syntax takes it from there.
struct Syntax {
    std::string_view name;                          ///< a word of --format, and part of IRIs of the description
    std::string_view title;                         ///< `N-Triples`
    std::span<std::string_view const> media_types;  ///< the registered one first
    std::span<std::string_view const> suffixes;     ///< of files, with the dot; the usual one first
    std::string_view format_iri;                    ///< https://www.w3.org/ns/formats/
    bool has_named_graphs = false;
    bool has_prefixes = false;
    SubjectOrder order = SubjectOrder::any;
    /// A document into `sink`; without prefixes `spaces` stand for nothing. Both outlive the serializer. Throws
    /// std::invalid_argument on a prefix with two meanings, and what the sink throws.
    std::unique_ptr<Serializer> (*write_to)(ByteSink& sink, std::span<Namespace const* const> spaces) = nullptr;

    [[nodiscard]] std::string_view media_type() const { return media_types.front(); }
    [[nodiscard]] std::string_view suffix() const { return suffixes.front(); }
    [[nodiscard]] bool operator==(Syntax const& other) const { return name == other.name; }
};

/// In the order of the help.
[[nodiscard]] std::span<Syntax const> syntaxes();
[[nodiscard]] Syntax const& turtle();
[[nodiscard]] Syntax const& ntriples();

/// The syntax of this name, or null.
[[nodiscard]] Syntax const* find_syntax(std::string_view name);
/// The syntax whose suffix the file's name has, or null.
[[nodiscard]] Syntax const* find_syntax_of(std::filesystem::path const& file);

}  // namespace stoa::rdf
