// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/rdf/statement.hpp"
#include "stoa/rdf/syntax.hpp"

namespace stoa::rdf {

/// A file that cannot be read: `cannot read 'iclc.ttl': No such file or directory`.
class FileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A term of one document: equal terms have equal ids. Ids count up from 0 in the order of first reading.
enum class TermId : std::uint32_t {};

struct Statement {
    TermId subject;
    TermId predicate;
    TermId object;

    auto operator<=>(Statement const&) const = default;
};

/// An empty position matches any term.
struct Pattern {
    std::optional<TermId> subject = std::nullopt;
    std::optional<TermId> predicate = std::nullopt;
    std::optional<TermId> object = std::nullopt;
};

/// The statements of one or more files, each once, with the place where it was first read. Kept with three orders (36
/// bytes a statement as it was read, and the terms), for checking; nothing that is exported goes through here.
///
/// Terms are carried as they are read, ill-typed literals and U+0000 too, with these exceptions: language tags are in
/// lower case, xsd:string is left out. Blank nodes of different files are different; their labels are made up.
/// Not safe to use from two threads at once, not even for lookups: the first one after a file was read sorts.
class Document {
public:
    Document();
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    /// Adds the statements of a file: in the syntax of its suffix, else Turtle, relative to the file's own IRI.
    /// A file with errors adds nothing. Its first syntax error is reported, and before that each undeclared prefix,
    /// relative IRI without a base and wrong language tag. Returns whether it was added. Throws FileError when
    /// it cannot be read.
    bool read_file(std::filesystem::path const& path, diagnostics::Diagnostics& diagnostics);

    /// The same for a text in memory, without a base; `name` takes the place of the file in locations.
    bool read_string(std::string_view text, std::string const& name, Syntax const& syntax,
                     diagnostics::Diagnostics& diagnostics);

    /// Statements.
    [[nodiscard]] std::size_t size() const;
    /// Terms: ids are below this number. Those of files that were not added are among them.
    [[nodiscard]] std::size_t term_count() const;

    /// Valid until the next file is read; IRIs are whole (`space` is null).
    [[nodiscard]] TermView term(TermId id) const;
    [[nodiscard]] std::optional<TermId> find_iri(std::string_view iri) const;

    /// Calls `visit` for every statement that matches, in an order that depends on the terms only: literals before IRIs
    /// before blank nodes, each by their text in byte order. `visit` must not read into the document.
    void for_each(Pattern const& pattern, std::function<void(Statement const&)> const& visit) const;
    [[nodiscard]] std::vector<Statement> matching(Pattern const& pattern) const;
    /// All, by subject, then predicate, then object.
    [[nodiscard]] std::vector<Statement> statements() const { return matching({}); }
    [[nodiscard]] std::vector<TermId> objects(TermId subject, TermId predicate) const;
    [[nodiscard]] std::vector<TermId> subjects(TermId predicate, TermId object) const;
    [[nodiscard]] bool contains(Statement const& statement) const;

    /// Where the statement's own part of the file starts: its subject, or its predicate behind a `;`, or its object
    /// behind a `,`. No place for a statement that is not in the document.
    [[nodiscard]] diagnostics::Location location(Statement const& statement) const;

private:
    struct State;
    class Reading;
    std::unique_ptr<State> state_;
};

}  // namespace stoa::rdf
