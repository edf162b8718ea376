// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>

#include "stoa/rdf/syntax.hpp"

namespace stoa::rdf {

/// Writes Turtle (https://www.w3.org/TR/turtle/) through Serd: one block a subject, statements in the order in which
/// they come, `a` for rdf:type, bare booleans, integers and decimals. Text with quotes or line breaks is written as a
/// long string.
///
/// A term is `prefix:local` when its namespace is among the given ones and the local part is plain (see
/// `is_plain_local_name`), whether it came as a name or as a whole IRI; otherwise it is written in full. So
/// `TermView::name(edition, "5")` gives `edition:5`, and `TermView::name(edition, "5/6")` `<https://.../edition/5/6>`.
/// Blank nodes keep their labels. No memory is taken per statement.
class TurtleWriter final : public Serializer {
public:
    /// Writes the @prefix lines of `spaces` in byte order of the prefixes. `sink` and the namespaces outlive the
    /// writer. Throws std::invalid_argument on a prefix with two meanings, and what the sink throws.
    TurtleWriter(ByteSink& sink, std::span<Namespace const* const> spaces);
    /// Does not throw. Without `finish()` the end of the document is missing.
    ~TurtleWriter() override;

    /// Throws what the sink has thrown, then or at an earlier statement (output is buffered): the writer is dead from
    /// there on, and every further call throws the same. Throws std::invalid_argument, and writes nothing, when the
    /// subject is a literal or the predicate not an IRI.
    void write(TermView const& subject, TermView const& predicate, TermView const& object) override;

    /// Throws as `write`.
    void finish() override;

private:
    struct State;
    // Serd keeps its address.
    std::unique_ptr<State> state_;
};

}  // namespace stoa::rdf
