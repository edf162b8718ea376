// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "stoa/rdf/syntax.hpp"

/// Canonical N-Triples (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples): one form for each statement, so
/// that equal sorted files are equal graphs as long as there are no blank nodes.
namespace stoa::rdf {

/// `<iri>`, `_:label`, `"text"`, `"text"@en` or `"5"^^<datatype>`, behind what is in `out`.
void append_ntriples(std::string& out, TermView const& term);

/// The line of a statement, with its line feed.
void append_ntriples(std::string& out, TermView const& subject, TermView const& predicate, TermView const& object);

/// Writes a document whose lines are in byte order, each once. No memory is taken per statement once the buffers have
/// grown to the largest subject.
class NTriplesWriter final : public Serializer {
public:
    /// `sink` outlives the writer.
    explicit NTriplesWriter(ByteSink& sink) : sink_(sink) {}

    /// Subjects come in byte order of their written form (`<iri>` or `_:label`), each with all its statements in any
    /// order, repeats included. Throws std::logic_error otherwise, and what the sink throws.
    void write(TermView const& subject, TermView const& predicate, TermView const& object) override;

    void finish() override;

private:
    struct Part {
        std::size_t begin;
        std::size_t size;
    };

    void write_subject();

    ByteSink& sink_;
    /// Written form and a space; empty before the first statement.
    std::string subject_;
    std::string next_subject_;
    /// What follows the subject in each of its lines, one after the other.
    std::string text_;
    std::vector<Part> parts_;
    std::string output_;
};

}  // namespace stoa::rdf
