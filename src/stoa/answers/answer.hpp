// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/evolution/coding.hpp"
#include "stoa/tables/table.hpp"

namespace stoa::answers {

using tables::Column;
using tables::Entity;
using tables::Measure;
using tables::Value;
namespace type = tables::type;

/// The place that proves something.
struct Proof {
    Entity evidence;
    Entity source;
    std::vector<Entity> document;  ///< the document that the occurrence names; none for the edition as a whole
    std::string locator;
    std::string quote;
    friend bool operator==(Proof const&, Proof const&) = default;
};

/// How much was read of an edition that a row rests on or spans.
struct CoverageNote {
    Entity edition;
    evolution::Facet facet = evolution::Facet::issues;
    evolution::Level level = evolution::Level::unread;
    std::uint32_t read = 0;
    std::uint32_t place = 0;  ///< of the edition in its series: neighbours have neighbouring places
    std::string iri;          ///< of the coverage record; empty where the data have none
};

struct Row {
    std::vector<Value> values;     ///< as many as the answer has columns
    std::vector<Entity> editions;  ///< that the row is about
    std::vector<Proof> evidence;   ///< each once, by IRI
    std::string basis;             ///< `computed`, `asserted` (a source says so) or `recorded` (stands in the data)
    std::vector<CoverageNote> coverage;  ///< of the editions that it spans and that are not complete
};

/// What is noted of several things in the same words: grouped_notes.hpp.
struct GroupedNote {
    std::string one;         ///< the note, if there is one thing
    std::string several;     ///< else what stands between their number and their names
    std::size_t before = 0;  ///< the number of the note in the answer before which it stands
    std::vector<std::string> names;
    std::set<std::string> keys;  ///< of the things, by which each is named once
};

/// A table that says what it rests on. Equal inputs give equal answers, row by row.
struct Answer {
    std::string question;
    std::string title;  ///< what the rows answer, with the names of what was asked for
    std::vector<Column> columns;
    std::vector<Row> rows;
    /// Fewer rows that the screen shows in place of `rows`, where the question was asked for them.
    std::vector<Row> sums;
    /// How many rows about events of items were not asked for, and are not in `rows`.
    std::size_t rows_left_out = 0;
    /// The columns say of each row how much was read, so the screen does not say it beside them.
    bool tells_coverage = false;
    /// What qualifies the answer: why it is empty (nothing found, not observed, scope too small, not computed), what
    /// was left out.
    std::vector<std::string> notes;
    std::vector<GroupedNote> grouped_notes;  ///< to be made into notes; none in a finished answer
    /// Of a story: its sentences, one paragraph an element. Then rows are the steps that it tells of.
    std::vector<std::string> paragraphs;
};

}  // namespace stoa::answers
