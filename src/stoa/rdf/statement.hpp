// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stoa::rdf {

/// A namespace that terms may continue; the owner keeps it alive as long as any view of a term.
struct Namespace {
    /// Prefix in Turtle, without the colon.
    std::string prefix;
    std::string iri;
};

enum class TermType : std::uint8_t { iri, literal, blank };

/// A borrowed RDF term: valid while the strings that it names are.
/// An IRI is `space->iri` followed by `text`, or `text` alone when `space` is null.
/// A literal has a language, or a datatype (full IRI), or neither (xsd:string).
/// Terms are valid when made (see term.hpp); writers do not check them again.
struct TermView {
    TermType type = TermType::iri;
    Namespace const* space = nullptr;
    std::string_view text;
    std::string_view language;
    std::string_view datatype;

    [[nodiscard]] static TermView iri(std::string_view text) { return {TermType::iri, nullptr, text, {}, {}}; }
    [[nodiscard]] static TermView name(Namespace const& space, std::string_view local) {
        return {TermType::iri, &space, local, {}, {}};
    }
    [[nodiscard]] static TermView string(std::string_view lexical) {
        return {TermType::literal, nullptr, lexical, {}, {}};
    }
    [[nodiscard]] static TermView text_in(std::string_view lexical, std::string_view language) {
        return {TermType::literal, nullptr, lexical, language, {}};
    }
    [[nodiscard]] static TermView typed(std::string_view lexical, std::string_view datatype) {
        return {TermType::literal, nullptr, lexical, {}, datatype};
    }
};

/// Takes statements one by one. Statements of one subject come together.
class StatementSink {
public:
    StatementSink() = default;
    StatementSink(StatementSink const&) = delete;
    StatementSink& operator=(StatementSink const&) = delete;
    StatementSink(StatementSink&&) = delete;
    StatementSink& operator=(StatementSink&&) = delete;
    virtual ~StatementSink() = default;

    virtual void write(TermView const& subject, TermView const& predicate, TermView const& object) = 0;
};

}  // namespace stoa::rdf
