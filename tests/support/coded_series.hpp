// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "support/sample.hpp"

namespace stoa::test {

/// A series whose editions treat themes, made by few words. Themes, items, sources and documents are made, with a
/// label, when they are first named: theme `access` is `Access`; an item is an issue unless its name starts with
/// `group-`. All evidence is of one place, `p. 1`, in its source.
class CodedSeries {
public:
    CodedSeries(Sample& sample, std::string_view id, model::DataSetId set);
    CodedSeries(Sample& sample, std::string_view id) : CodedSeries{sample, id, sample.root} {}

    /// Its id is `<id of the series>-<number>`, its short name `<ID OF THE SERIES> <number>`. A level is left out when
    /// it is empty.
    model::RecordId edition(std::string_view number, std::string_view start, std::string_view issues = "complete",
                            std::string_view groups = "complete", std::string_view sdgs = "",
                            std::string_view status = "held");
    model::RecordId coverage(model::RecordId edition, std::string_view facet, std::string_view level,
                             std::vector<std::string> const& read = {"page"});
    /// That a source was read for a coverage, and to which extent (`beginning`), which may be empty.
    void reading(model::RecordId coverage, std::string_view source, std::string_view extent);
    /// An occurrence; `document` may be empty, and so may `source`: then nothing proves it.
    model::RecordId treat(model::RecordId edition, std::string_view theme, std::vector<std::string> const& items,
                          std::string_view role = "issue", std::string_view source = "page",
                          std::string_view document = "");
    model::RecordId development(model::RecordId to_edition, std::string_view from, model::RecordId from_edition,
                                std::string_view to);

    model::RecordId theme(std::string_view id) { return named(model::Kind::theme, id); }
    model::RecordId item(std::string_view id);
    model::RecordId source(std::string_view id) { return named(model::Kind::source, id); }
    model::RecordId document(std::string_view id);
    model::RecordId evidence(std::string_view source);

    model::RecordId series;

private:
    model::RecordId named(model::Kind kind, std::string_view id);

    Sample& sample_;
    std::string id_;
    model::DataSetId set_;
    std::size_t occurrences_ = 0;
};

/// The worked example of docs/method.md, as a series: editions E1 to E6, a letter an item, each edition with a document
/// `d1` and a source `page-1` of its own.
void add_worked_example(Sample& sample, std::string_view id = "e");

}  // namespace stoa::test
