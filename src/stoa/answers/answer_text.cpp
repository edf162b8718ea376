// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/answer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/evolution/evolution.hpp"
#include "stoa/evolution/measures.hpp"
#include "stoa/model/citation.hpp"
#include "stoa/tables/markdown.hpp"
#include "stoa/tables/text.hpp"

namespace stoa::answers {
namespace {

using evolution::Ratio;
using tables::Overloaded;

constexpr std::size_t widest = 120;       ///< of a table, in columns of a terminal
constexpr std::size_t most_entities = 4;  ///< in one cell

/// Writes what an answer holds as the screen names it.
class Names {
public:
    explicit Names(TextForm const& form)
        : graph_{form.graph}, ids_{form.ids}, all_{form.all_columns}, citations_{form.graph} {}

    [[nodiscard]] std::string of(Entity const& entity) const {
        if (ids_) {
            return entity.id;
        }
        if (entity.vertex == evolution::none) {
            return entity.label;
        }
        switch (graph_.kind(entity.vertex)) {
            case model::Kind::edition:
                return model::name_with_year(graph_, entity.vertex);
            case model::Kind::series:
                return std::string{model::short_name(graph_, entity.vertex)};
            case model::Kind::source:
                return citations_.name(entity.vertex);
            default:
                return entity.label;
        }
    }

    [[nodiscard]] std::string of(Value const& value) const {
        return std::visit(
            Overloaded{[](std::monostate) { return std::string{}; },
                       [](bool truth) { return std::string{truth ? "yes" : "no"}; },
                       [](std::int64_t number) { return std::to_string(number); },
                       [](Ratio ratio) { return evolution::to_text(ratio); },
                       [](Measure measure) { return fmt::format("{:.4g}", measure.value); },
                       [](std::string const& text) { return text; },
                       [this](Entity const& entity) { return of(entity); },
                       [this](std::vector<Entity> const& entities) {
                           std::vector<std::string> names;
                           for (Entity const& each : entities) {
                               names.push_back(of(each));
                           }
                           return first_of(names, most_entities);
                       },
                       [](std::vector<std::string> const& texts) { return first_of(texts, most_entities); },
                       [](tables::Records const&) { return std::string{}; }},
            value);
    }

    /// The first place and how many other sources there are, so that rows stay short; with all columns, all of them.
    [[nodiscard]] std::string of(std::vector<Proof> const& evidence) const {
        std::vector<model::Place> cited;
        for (Proof const& each : evidence) {
            cited.push_back({each.source.vertex, each.locator});
        }
        if (!ids_) {
            return all_ ? citations_.cite(cited, cited.size()) : citations_.cite_first(cited);
        }
        std::vector<std::string> places;
        std::set<std::string_view> sources;
        for (Proof const& each : evidence) {
            sources.insert(each.source.id);
            if (std::string place = by_id(each); std::ranges::find(places, place) == places.end()) {
                places.push_back(std::move(place));
            }
        }
        if (all_ || sources.size() < 2) {
            return first_of(places, all_ ? places.size() : 1);
        }
        return fmt::format("{} and {} more", places.front(), sources.size() - 1);
    }

    /// `ICLC 1 to 3 partial; 4 unread` in the order of the editions, runs of one level together; `5 issues partial,
    /// sdgs unread` where the facets of an edition differ. What the name of an edition shares with the one before is
    /// left out.
    [[nodiscard]] std::string of(std::vector<CoverageNote> const& coverage) const {
        std::string text;
        std::string before;
        auto const rest_of = [&](Entity const& edition) {
            std::string const& name = ids_ ? edition.id : edition.label;
            std::size_t const start = name.rfind(' ') + 1;
            bool const is_shared = start > 0 && before.compare(0, start, name, 0, start) == 0;
            before = name;
            return is_shared ? name.substr(start) : name;
        };
        struct Edition {
            CoverageNote const* note;
            std::string level;
        };
        std::vector<Edition> editions;
        for (std::size_t i = 0; i < coverage.size();) {
            std::size_t end = i;
            while (end < coverage.size() && coverage[end].edition.iri == coverage[i].edition.iri) {
                ++end;
            }
            editions.push_back({&coverage[i], level_of(std::span{coverage}.subspan(i, end - i))});
            i = end;
        }
        for (std::size_t i = 0; i < editions.size();) {
            std::size_t last = i;
            while (last + 1 < editions.size() && editions[last + 1].note->place == editions[last].note->place + 1 &&
                   editions[last + 1].level == editions[i].level) {
                ++last;
            }
            text += (i == 0 ? "" : "; ") + rest_of(editions[i].note->edition);
            text += last > i ? " to " + rest_of(editions[last].note->edition) : std::string{};
            text += " " + editions[i].level;
            i = last + 1;
        }
        return text;
    }

private:
    /// Of one edition, in words.
    static std::string level_of(std::span<CoverageNote const> notes) {
        bool const is_one =
            std::ranges::all_of(notes, [&](CoverageNote const& each) { return each.level == notes.front().level; });
        if (is_one) {
            return in_words(notes.front().level);
        }
        std::string text;
        for (CoverageNote const& each : notes) {
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                                evolution::facet_names[static_cast<std::size_t>(each.facet)], in_words(each.level));
        }
        return text;
    }

    static std::string in_words(evolution::Level level) {
        std::string words{evolution::name_of(level)};
        std::ranges::replace(words, '_', ' ');
        return words;
    }

    /// `everybodywiki, building blocks (key-features)`: the source, the place, and the document where the occurrence
    /// names one.
    static std::string by_id(Proof const& proof) {
        std::string text = proof.source.id;
        text += proof.locator.empty() ? std::string{} : ", " + proof.locator;
        if (!proof.document.empty() && proof.document.front().id != proof.source.id) {
            text += " (" + proof.document.front().id + ")";
        }
        return text;
    }

    static std::string first_of(std::vector<std::string> const& names, std::size_t most) {
        auto const end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most));
        std::string const text = fmt::format("{}", fmt::join(names.begin(), end, "; "));
        return names.size() > most ? fmt::format("{}; and {} more", text, names.size() - most) : text;
    }

    model::KnowledgeGraph const& graph_;
    bool ids_;
    bool all_;  ///< the sources
    model::Citations citations_;
};

bool is_empty(Value const& value) {
    return std::holds_alternative<std::monostate>(value) ||
           (std::holds_alternative<std::string>(value) && std::get<std::string>(value).empty()) ||
           (std::holds_alternative<std::vector<Entity>>(value) && std::get<std::vector<Entity>>(value).empty());
}
bool is_number(Value const& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<Ratio>(value) ||
           std::holds_alternative<Measure>(value);
}

/// The rows and columns of an answer that are shown, and a heading for what all rows share.
class Table {
public:
    Table(Answer const& answer, TextForm const& form) : names_{form} {
        for (Row const& row : answer.sums.empty() ? answer.rows : answer.sums) {
            rows_.push_back(&row);
        }
        for (std::size_t i = 0; i < answer.columns.size() && !rows_.empty(); ++i) {
            add_column(answer.columns[i], i, form.all_columns);
        }
        add("basis", "Basis of every row", [](Row const& row) { return row.basis; });
        add("evidence", {}, [this](Row const& row) { return names_.of(row.evidence); });
        if (!answer.tells_coverage || form.all_columns) {
            add("not read completely", "Not read completely, for every row",
                [this](Row const& row) { return names_.of(row.coverage); });
        }
    }

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }

    [[nodiscard]] std::string text() const { return shared_ + "\n" + tables::fitted_table(cells(), right_, widest); }

    [[nodiscard]] std::string markdown() const {
        std::vector<std::vector<std::string>> escaped = cells();
        for (std::vector<std::string>& row : escaped) {
            std::ranges::transform(row, row.begin(), tables::markdown_text);
        }
        // A line break of Markdown ends each line.
        std::string shared;
        for (char const c : tables::markdown_text(shared_)) {
            shared += c == '\n' ? "\\\n" : std::string(1, c);
        }
        shared.resize(shared.empty() ? 0 : shared.size() - 2);
        return fmt::format("{}{}\n{}", shared, shared.empty() ? "" : "\n", tables::markdown_table(escaped, right_));
    }

private:
    /// One that no row fills is left out.
    void add_column(Column const& column, std::size_t index, bool also_details) {
        auto const all = [&](auto is) {
            return std::ranges::all_of(rows_, [&](Row const* row) { return is(row->values[index]); });
        };
        if ((column.detail && !also_details) || all(is_empty)) {
            return;
        }
        std::string& heading = headings_.emplace_back(column.name);
        std::ranges::replace(heading, '_', ' ');
        right_.push_back(all([](Value const& value) { return is_number(value) || is_empty(value); }));
        std::vector<std::string>& column_cells = columns_.emplace_back();
        for (Row const* const row : rows_) {
            column_cells.push_back(diagnostics::printable(names_.of(row->values[index])));
        }
    }

    /// Under the heading `shared`, if there is one and several rows have the same text, it is said once above the
    /// table.
    template <class Text>
    void add(char const* name, std::string_view shared, Text text_of) {
        std::vector<std::string> texts;
        for (Row const* const row : rows_) {
            texts.push_back(diagnostics::printable(text_of(*row)));
        }
        bool const is_empty = std::ranges::all_of(texts, [](std::string const& each) { return each.empty(); });
        if (is_empty) {
            return;
        }
        if (!shared.empty() &&
            std::ranges::all_of(texts, [&](std::string const& each) { return each == texts.front(); })) {
            shared_ += fmt::format("{}: {}\n", shared, texts.front());
            return;
        }
        headings_.emplace_back(name);
        right_.push_back(false);
        columns_.push_back(std::move(texts));
    }

    [[nodiscard]] std::vector<std::vector<std::string>> cells() const {
        std::vector<std::vector<std::string>> cells{headings_};
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            std::vector<std::string>& line = cells.emplace_back();
            for (std::vector<std::string> const& column : columns_) {
                line.push_back(column[row]);
            }
        }
        return cells;
    }

    Names names_;
    std::vector<Row const*> rows_;
    std::string shared_;
    std::vector<std::string> headings_;
    std::vector<bool> right_;
    std::vector<std::vector<std::string>> columns_;  ///< cells, by column
};

/// The notes, with what the table does not show.
std::vector<std::string> notes_of(Answer const& answer) {
    std::vector<std::string> notes = answer.notes;
    if (!answer.paragraphs.empty()) {
        return notes;
    }
    if (!answer.sums.empty()) {
        notes.push_back(fmt::format("the rows of the table sum up {} that {} not shown: --items shows {}",
                                    answer.rows.size(), answer.rows.size() == 1 ? "is" : "are",
                                    answer.rows.size() == 1 ? "it" : "them"));
    } else if (std::size_t const hidden = answer.rows_left_out; hidden > 0) {
        notes.push_back(hidden == 1 ? "1 event of an item is not shown: --items shows it"
                                    : fmt::format("{} events of items are not shown: --items shows them", hidden));
    }
    return notes;
}

/// What stands over the notes.
std::string_view heading_of_notes(bool found, bool has_notes) {
    return found ? (has_notes ? "Notes" : "") : (has_notes ? "Nothing found:" : "Nothing found.");
}

}  // namespace

std::string answer_as_text(Answer const& answer, TextForm const& form) {
    std::string text = diagnostics::printable(answer.title) + "\n";
    for (std::string const& each : answer.paragraphs) {
        text += "\n" + tables::wrapped(diagnostics::printable(each), 100);
    }
    bool found = !answer.rows.empty();
    if (answer.paragraphs.empty()) {
        Table const table{answer, form};
        found = table.rows() > 0;
        text += found ? table.text() : std::string{};
    }
    std::vector<std::string> const notes = notes_of(answer);
    if (std::string_view const heading = heading_of_notes(found, !notes.empty()); !heading.empty()) {
        text += fmt::format("\n{}\n", heading);
    }
    for (std::string const& each : notes) {
        text += tables::wrapped("- " + diagnostics::printable(each), 100);
    }
    return text;
}

std::string answer_as_markdown(Answer const& answer, TextForm const& form) {
    auto const escaped = [](std::string_view text) { return tables::markdown_text(diagnostics::printable(text)); };
    std::string text = fmt::format("## {}\n", escaped(answer.title));
    for (std::string const& each : answer.paragraphs) {
        text += fmt::format("\n{}\n", escaped(each));
    }
    bool found = !answer.rows.empty();
    if (answer.paragraphs.empty()) {
        Table const table{answer, form};
        found = table.rows() > 0;
        text += found ? "\n" + table.markdown() : std::string{};
    }
    std::vector<std::string> const notes = notes_of(answer);
    if (std::string_view const heading = heading_of_notes(found, !notes.empty()); !heading.empty()) {
        text += fmt::format("\n{}\n{}", heading, notes.empty() ? "" : "\n");
    }
    for (std::string const& each : notes) {
        text += fmt::format("- {}\n", escaped(each));
    }
    return text;
}

}  // namespace stoa::answers
