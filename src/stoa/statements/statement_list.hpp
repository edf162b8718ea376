// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/prefixes.hpp"
#include "stoa/rdf/statement.hpp"

namespace stoa::statements {

/// Statements that keep their own terms: for parts that are small beside the data. Those of one subject stay together
/// in the order of adding; subjects are in the order of their first statement.
class StatementList {
public:
    struct Value {
        rdf::TermType type = rdf::TermType::iri;
        std::string text;  ///< whole IRI or lexical form
        std::string language;
        std::string datatype;

        [[nodiscard]] rdf::TermView view() const { return {type, nullptr, text, language, datatype}; }
    };
    struct Statement {
        std::string predicate;
        Value object;
    };
    struct Subject {
        std::string iri;
        std::vector<Statement> statements;
    };

    void add_iri(std::string_view subject, std::string_view predicate, std::string_view object);
    void add_string(std::string_view subject, std::string_view predicate, std::string_view text);
    void add_text(std::string_view subject, std::string_view predicate, std::string_view text,
                  std::string_view language);
    void add_typed(std::string_view subject, std::string_view predicate, std::string_view lexical,
                   std::string_view datatype);

    [[nodiscard]] std::vector<Subject> const& subjects() const { return subjects_; }
    void write(rdf::StatementSink& sink) const;
    static void write(Subject const& subject, rdf::StatementSink& sink);

private:
    void add(std::string_view subject, std::string_view predicate, Value object);
    std::vector<Subject> subjects_;
};

}  // namespace stoa::statements
