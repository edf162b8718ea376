// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/statement_list.hpp"

#include <algorithm>
#include <utility>

namespace stoa::statements {

using rdf::TermType;
using rdf::TermView;

void StatementList::add_iri(std::string_view subject, std::string_view predicate, std::string_view object) {
    add(subject, predicate, {TermType::iri, std::string{object}, {}, {}});
}

void StatementList::add_string(std::string_view subject, std::string_view predicate, std::string_view text) {
    add(subject, predicate, {TermType::literal, std::string{text}, {}, {}});
}

void StatementList::add_text(std::string_view subject, std::string_view predicate, std::string_view text,
                             std::string_view language) {
    add(subject, predicate, {TermType::literal, std::string{text}, std::string{language}, {}});
}

void StatementList::add_typed(std::string_view subject, std::string_view predicate, std::string_view lexical,
                              std::string_view datatype) {
    add(subject, predicate, {TermType::literal, std::string{lexical}, {}, std::string{datatype}});
}

void StatementList::add(std::string_view subject, std::string_view predicate, Value object) {
    // The last subject is nearly always the one that goes on.
    auto found =
        std::find_if(subjects_.rbegin(), subjects_.rend(), [&](Subject const& each) { return each.iri == subject; });
    if (found == subjects_.rend()) {
        subjects_.push_back({std::string{subject}, {}});
        found = subjects_.rbegin();
    }
    found->statements.push_back({std::string{predicate}, std::move(object)});
}

void StatementList::write(Subject const& subject, rdf::StatementSink& sink) {
    for (Statement const& each : subject.statements) {
        sink.write(TermView::iri(subject.iri), TermView::iri(each.predicate), each.object.view());
    }
}

void StatementList::write(rdf::StatementSink& sink) const {
    for (Subject const& each : subjects_) {
        write(each, sink);
    }
}

}  // namespace stoa::statements
