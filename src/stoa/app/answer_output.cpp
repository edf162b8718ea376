// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/answer_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <set>
#include <span>

#include "stoa/app/console.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/evolution/measures.hpp"
#include "stoa/model/citation.hpp"

namespace stoa::app {
namespace {

using answers::Answer;
using answers::CoverageNote;
using answers::Measure;
using answers::Proof;
using answers::Row;
using answers::Thing;
using answers::Value;
using evolution::Ratio;
using nlohmann::ordered_json;

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

constexpr std::size_t widest = 120;     ///< of a table, in columns of a terminal
constexpr std::size_t most_things = 4;  ///< in one cell

/// Writes what an answer holds as the screen names it.
class Names {
public:
    explicit Names(TextForm const& form)
        : graph_{form.graph}, ids_{form.ids}, all_{form.all_columns}, citations_{form.graph} {}

    [[nodiscard]] std::string of(Thing const& thing) const {
        if (ids_) {
            return thing.id;
        }
        if (thing.vertex == evolution::none) {
            return thing.label;
        }
        switch (graph_.kind(thing.vertex)) {
            case model::Kind::edition:
                return model::name_with_year(graph_, thing.vertex);
            case model::Kind::series:
                return std::string{model::short_name(graph_, thing.vertex)};
            case model::Kind::source:
                return citations_.name(thing.vertex);
            default:
                return thing.label;
        }
    }

    [[nodiscard]] std::string of(Value const& value) const {
        return std::visit(
            Overloaded{[](std::monostate) { return std::string{}; },
                       [](bool truth) { return std::string{truth ? "yes" : "no"}; },
                       [](std::int64_t number) { return std::to_string(number); },
                       [](Ratio ratio) { return evolution::to_text(ratio); },
                       [](Measure measure) { return fmt::format("{:.4g}", measure.value); },
                       [](std::string const& text) { return text; }, [this](Thing const& thing) { return of(thing); },
                       [this](std::vector<Thing> const& things) {
                           std::vector<std::string> names;
                           for (Thing const& each : things) {
                               names.push_back(of(each));
                           }
                           return first_of(names, most_things);
                       }},
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
        auto const rest_of = [&](Thing const& edition) {
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
        std::ranges::replace(text, '_', ' ');
        return text;
    }

private:
    /// Of one edition.
    static std::string level_of(std::span<CoverageNote const> notes) {
        bool const is_one =
            std::ranges::all_of(notes, [&](CoverageNote const& each) { return each.level == notes.front().level; });
        if (is_one) {
            return std::string{evolution::name_of(notes.front().level)};
        }
        std::string text;
        for (CoverageNote const& each : notes) {
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                                evolution::facet_names[static_cast<std::size_t>(each.facet)],
                                evolution::name_of(each.level));
        }
        return text;
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
           (std::holds_alternative<std::vector<Thing>>(value) && std::get<std::vector<Thing>>(value).empty());
}
bool is_number(Value const& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<Ratio>(value) ||
           std::holds_alternative<Measure>(value);
}

ordered_json as_json(Thing const& thing) { return {{"iri", thing.iri}, {"id", thing.id}, {"label", thing.label}}; }

ordered_json as_json(std::vector<Thing> const& things) {
    ordered_json list = ordered_json::array();
    for (Thing const& each : things) {
        list.push_back(as_json(each));
    }
    return list;
}

ordered_json as_json(Value const& value) {
    return std::visit(
        Overloaded{[](std::monostate) { return ordered_json(nullptr); },
                   [](Ratio ratio) {
                       return ordered_json{{"exact", evolution::to_text(ratio)},
                                           {"value", std::strtod(evolution::to_decimal(ratio).c_str(), nullptr)}};
                   },
                   [](Measure measure) {
                       return ordered_json(std::strtod(evolution::to_decimal(measure.value).c_str(), nullptr));
                   },
                   [](Thing const& thing) { return as_json(thing); },
                   [](std::vector<Thing> const& things) { return as_json(things); },
                   [](auto const& plain) { return ordered_json(plain); }},
        value);
}

ordered_json as_json(Proof const& proof) {
    return {{"evidence", proof.evidence.iri},
            {"source", as_json(proof.source)},
            {"document", proof.document.empty() ? ordered_json(nullptr) : as_json(proof.document.front())},
            {"locator", proof.locator},
            {"quote", proof.quote}};
}

ordered_json row_as_json(Answer const& answer, Row const& row) {
    ordered_json object;
    for (std::size_t i = 0; i < answer.columns.size(); ++i) {
        assert(!object.contains(answer.columns[i].name) && "each column has a name of its own");
        object[answer.columns[i].name] = as_json(row.values[i]);
    }
    assert(!object.contains("editions") && !object.contains("evidence") && !object.contains("basis") &&
           !object.contains("coverage") && "these are of every row");
    object["editions"] = as_json(row.editions);
    object["evidence"] = ordered_json::array();
    for (Proof const& each : row.evidence) {
        object["evidence"].push_back(as_json(each));
    }
    object["basis"] = row.basis;
    object["coverage"] = ordered_json::array();
    for (CoverageNote const& each : row.coverage) {
        object["coverage"].push_back({{"edition", as_json(each.edition)},
                                      {"facet", evolution::facet_names[static_cast<std::size_t>(each.facet)]},
                                      {"level", evolution::name_of(each.level)},
                                      {"read", each.read}});
    }
    return object;
}

std::string quoted(std::string const& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string field{"\""};
    for (char const c : text) {
        field += c == '"' ? std::string{"\"\""} : std::string{c};
    }
    return field + '"';
}

template <class List, class Text>
std::string joined(List const& list, Text text) {
    std::string all;
    for (auto const& each : list) {
        std::string const one = text(each);
        if (!one.empty()) {
            all += (all.empty() ? "" : "; ") + one;
        }
    }
    return all;
}

std::string as_field(Value const& value) {
    return std::visit(
        Overloaded{[](std::monostate) { return std::string{}; },
                   [](bool truth) { return std::string{truth ? "true" : "false"}; },
                   [](std::int64_t number) { return std::to_string(number); },
                   [](Ratio ratio) { return evolution::to_decimal(ratio); },
                   [](Measure measure) { return evolution::to_decimal(measure.value); },
                   [](std::string const& text) { return text; }, [](Thing const& thing) { return thing.id; },
                   [](std::vector<Thing> const& things) {
                       return joined(things, [](Thing const& thing) { return thing.id; });
                   }},
        value);
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

    [[nodiscard]] std::string text() const { return shared_ + "\n" + fitted_table(cells(), right_, widest); }

private:
    /// One that no row fills is left out.
    void add_column(answers::Column const& column, std::size_t index, bool also_details) {
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

}  // namespace

std::string answer_as_text(Answer const& answer, TextForm const& form) {
    std::string text = diagnostics::printable(answer.title) + "\n";
    for (std::string const& each : answer.paragraphs) {
        text += "\n" + wrapped(diagnostics::printable(each), 100);
    }
    std::vector<std::string> notes = answer.notes;
    bool found = !answer.rows.empty();
    if (answer.paragraphs.empty()) {
        Table const table{answer, form};
        text += table.rows() > 0 ? table.text() : std::string{};
        found = table.rows() > 0;
        if (!answer.sums.empty()) {
            notes.push_back(fmt::format("the rows of the table sum up {} that {} not shown: --items shows {}",
                                        answer.rows.size(), answer.rows.size() == 1 ? "is" : "are",
                                        answer.rows.size() == 1 ? "it" : "them"));
        } else if (std::size_t const hidden = answer.rows_left_out; hidden > 0) {
            notes.push_back(hidden == 1 ? "1 event of an item is not shown: --items shows it"
                                        : fmt::format("{} events of items are not shown: --items shows them", hidden));
        }
    }
    if (!found) {
        text += notes.empty() ? "\nNothing found.\n" : "\nNothing found:\n";
    } else if (!notes.empty()) {
        text += "\nNotes\n";
    }
    for (std::string const& each : notes) {
        text += wrapped("- " + diagnostics::printable(each), 100);
    }
    return text;
}

void write_answer_as_json(ordered_json head, Answer const& answer, rdf::ByteSink& out) {
    constexpr int indent = 2;
    head["question"] = answer.question;
    head["title"] = answer.title;
    head["columns"] = ordered_json::array();
    for (answers::Column const& each : answer.columns) {
        head["columns"].push_back({{"name", each.name}, {"meaning", each.meaning}});
    }
    std::string text = head.dump(indent);
    assert(text.ends_with("\n}"));
    text.resize(text.size() - 2);
    text += ",\n  \"rows\": [";
    for (std::size_t i = 0; i < answer.rows.size(); ++i) {
        text += i == 0 ? "\n    " : ",\n    ";
        // Texts hold no line breaks of their own: they are escaped.
        for (char const c : row_as_json(answer, answer.rows[i]).dump(indent)) {
            text += c;
            text += c == '\n' ? "    " : "";
        }
        if (text.size() > std::size_t{1} << 16U) {
            out.write(text);
            text.clear();
        }
    }
    text += answer.rows.empty() ? "]" : "\n  ]";
    ordered_json tail;
    if (!answer.paragraphs.empty()) {
        tail["paragraphs"] = answer.paragraphs;
    }
    tail["notes"] = answer.notes;
    out.write(text + "," + tail.dump(indent).substr(1) + "\n");
}

std::string answer_as_csv(Answer const& answer) {
    // A column that holds a record in some row has its label beside it.
    std::vector<bool> labelled;
    std::string text;
    for (std::size_t i = 0; i < answer.columns.size(); ++i) {
        labelled.push_back(std::ranges::any_of(
            answer.rows, [&](Row const& row) { return std::holds_alternative<Thing>(row.values[i]); }));
        text += answer.columns[i].name + ",";
        text += labelled.back() ? answer.columns[i].name + "_label," : std::string{};
    }
    text +=
        "editions,evidence,evidence_sources,evidence_documents,evidence_locators,evidence_quotes,basis,coverage\r\n";
    for (Row const& row : answer.rows) {
        for (std::size_t i = 0; i < answer.columns.size(); ++i) {
            text += quoted(as_field(row.values[i])) + ",";
            if (labelled[i]) {
                Thing const* const thing = std::get_if<Thing>(&row.values[i]);
                text += (thing != nullptr ? quoted(thing->label) : std::string{}) + ",";
            }
        }
        auto const proofs = [&](auto field) { return quoted(joined(row.evidence, field)) + ","; };
        text += quoted(joined(row.editions, [](Thing const& each) { return each.id; })) + ",";
        text += proofs([](Proof const& each) { return each.evidence.id; });
        text += proofs([](Proof const& each) { return each.source.id; });
        text += proofs([](Proof const& each) { return each.document.empty() ? std::string{} : each.document[0].id; });
        text += proofs([](Proof const& each) { return each.locator; });
        text += proofs([](Proof const& each) { return each.quote; });
        text += row.basis + ",";
        text += quoted(joined(row.coverage,
                              [](CoverageNote const& each) {
                                  return fmt::format("{} {} {} {}", each.edition.id,
                                                     evolution::facet_names[static_cast<std::size_t>(each.facet)],
                                                     evolution::name_of(each.level), each.read);
                              })) +
                "\r\n";
    }
    return text;
}

std::vector<std::string> iris_of(Answer const& answer) {
    std::vector<std::string> iris;
    auto const add = [&](Thing const& thing) { iris.push_back(thing.iri); };
    for (Row const& row : answer.rows) {
        for (Value const& value : row.values) {
            if (Thing const* const thing = std::get_if<Thing>(&value)) {
                add(*thing);
            } else if (auto const* const things = std::get_if<std::vector<Thing>>(&value)) {
                std::ranges::for_each(*things, add);
            }
        }
        std::ranges::for_each(row.editions, add);
        for (Proof const& proof : row.evidence) {
            add(proof.evidence);
            add(proof.source);
            std::ranges::for_each(proof.document, add);
        }
        for (CoverageNote const& note : row.coverage) {
            if (!note.iri.empty()) {
                iris.push_back(note.iri);
            }
        }
    }
    std::ranges::sort(iris);
    iris.erase(std::unique(iris.begin(), iris.end()), iris.end());
    return iris;
}

ordered_json parameters_as_json(evolution::Parameters const& parameters) {
    ordered_json facets = ordered_json::array();
    for (std::size_t i = 0; i < evolution::facet_count; ++i) {
        if (parameters.facets.contains(static_cast<evolution::Facet>(i))) {
            facets.push_back(evolution::facet_names[i]);
        }
    }
    ordered_json json{{"method_version", evolution::method_version}};
    for (evolution::NumericParameter const& each : evolution::numeric_parameters()) {
        json[std::string{each.name}] = each.count != nullptr ? ordered_json(parameters.*each.count)
                                                             : ordered_json(evolution::to_text(parameters.*each.share));
    }
    json["facets"] = std::move(facets);
    json["documents"] = parameters.documents;
    return json;
}

}  // namespace stoa::app
