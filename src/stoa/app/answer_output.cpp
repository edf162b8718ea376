// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/answer_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "stoa/app/console.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::app {
namespace {

using evolution::Answer;
using evolution::CoverageNote;
using evolution::Measure;
using evolution::Proof;
using evolution::Ratio;
using evolution::Row;
using evolution::Thing;
using evolution::Value;
using nlohmann::ordered_json;

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

std::string name_of(Value const& value) {
    return std::visit(
        Overloaded{[](std::monostate) { return std::string{}; },
                   [](bool truth) { return std::string{truth ? "yes" : "no"}; },
                   [](std::int64_t number) { return std::to_string(number); },
                   [](Ratio ratio) { return evolution::to_text(ratio); },
                   [](Measure measure) { return fmt::format("{:.4g}", measure.value); },
                   [](std::string const& text) { return text; }, [](Thing const& thing) { return thing.label; },
                   [](std::vector<Thing> const& things) {
                       std::string text;
                       constexpr std::size_t most = 6;
                       for (std::size_t i = 0; i < std::min(things.size(), most); ++i) {
                           text += (i == 0 ? "" : "; ") + things[i].label;
                       }
                       return things.size() > most ? fmt::format("{}; {} more", text, things.size() - most) : text;
                   }},
        value);
}

/// `key-features by everybodywiki, building blocks`: the document, where the occurrence names one, the source, the
/// place.
std::string place_of(Proof const& proof) {
    std::string text;
    if (!proof.document.empty() && proof.document.front().id != proof.source.id) {
        text = proof.document.front().id + " by ";
    }
    text += proof.source.id;
    return proof.locator.empty() ? text : text + ", " + proof.locator;
}

/// The first few places, each once, and how many more there are.
std::string evidence_in_short(std::vector<Proof> const& evidence) {
    constexpr std::size_t most = 3;
    std::vector<std::string> places;
    for (Proof const& each : evidence) {
        if (std::string place = place_of(each); std::ranges::find(places, place) == places.end()) {
            places.push_back(std::move(place));
        }
    }
    std::size_t const shown = std::min(places.size(), most);
    std::string const text =
        fmt::format("{}", fmt::join(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(shown), "; "));
    return places.size() > most ? fmt::format("{}; {} more", text, places.size() - most) : text;
}

/// `ICLC 1 to 3 partial; ICLC 4 unread` in the order of the editions, runs of one level together.
std::string coverage_in_short(std::vector<CoverageNote> const& coverage) {
    std::string text;
    for (std::size_t i = 0; i < coverage.size();) {
        std::size_t last = i;
        while (last + 1 < coverage.size() && coverage[last + 1].place == coverage[last].place + 1 &&
               coverage[last + 1].level == coverage[i].level && coverage[last + 1].facet == coverage[i].facet) {
            ++last;
        }
        text += i == 0 ? "" : "; ";
        text += coverage[i].edition.label;
        text += last > i ? " to " + coverage[last].edition.label : std::string{};
        text += " " + std::string{evolution::name_of(coverage[i].level)};
        i = last + 1;
    }
    std::ranges::replace(text, '_', ' ');
    return text;
}

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

/// The columns that some row fills, without those for programs.
std::vector<std::size_t> shown_columns(Answer const& answer) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < answer.columns.size(); ++i) {
        bool const has_any = std::ranges::any_of(answer.rows, [&](Row const& row) { return !is_empty(row.values[i]); });
        if (has_any && !answer.columns[i].detail) {
            shown.push_back(i);
        }
    }
    return shown;
}

/// Of an answer that has rows.
std::string table_of(Answer const& answer) {
    std::vector<std::size_t> const shown = shown_columns(answer);
    auto const any = [&](auto has) { return std::ranges::any_of(answer.rows, has); };
    bool const with_evidence = any([](Row const& row) { return !row.evidence.empty(); });
    bool const with_coverage = any([](Row const& row) { return !row.coverage.empty(); });
    bool const with_basis = any([&](Row const& row) { return row.basis != answer.rows.front().basis; });
    std::string const basis =
        with_basis ? std::string{} : fmt::format("Basis of every row: {}\n", answer.rows.front().basis);
    std::vector<std::vector<std::string>> rows(1);
    std::vector<bool> right;
    for (std::size_t const i : shown) {
        rows[0].push_back(answer.columns[i].name);
        right.push_back(std::ranges::all_of(
            answer.rows, [&](Row const& row) { return is_number(row.values[i]) || is_empty(row.values[i]); }));
    }
    for (auto const& [is_shown, name] :
         {std::pair{with_basis, "basis"}, {with_evidence, "evidence"}, {with_coverage, "not read completely"}}) {
        if (is_shown) {
            rows[0].emplace_back(name);
            right.push_back(false);
        }
    }
    for (Row const& row : answer.rows) {
        std::vector<std::string>& cells = rows.emplace_back();
        for (std::size_t const i : shown) {
            cells.push_back(diagnostics::printable(name_of(row.values[i])));
        }
        if (with_basis) {
            cells.push_back(row.basis);
        }
        if (with_evidence) {
            cells.push_back(diagnostics::printable(evidence_in_short(row.evidence)));
        }
        if (with_coverage) {
            cells.push_back(diagnostics::printable(coverage_in_short(row.coverage)));
        }
    }
    return basis + "\n" + wrapped_table(rows, right, 36);
}

}  // namespace

std::string answer_as_text(Answer const& answer) {
    std::string text = diagnostics::printable(answer.title) + "\n";
    for (std::string const& each : answer.paragraphs) {
        text += "\n" + wrapped(diagnostics::printable(each), 100);
    }
    if (answer.paragraphs.empty() && !answer.rows.empty()) {
        text += table_of(answer);
    }
    if (answer.rows.empty()) {
        text += answer.notes.empty() ? "\nNothing found.\n" : "\nNothing found:\n";
    } else if (!answer.notes.empty()) {
        text += "\nNotes\n";
    }
    for (std::string const& each : answer.notes) {
        text += wrapped("- " + diagnostics::printable(each), 100);
    }
    return text;
}

ordered_json answer_as_json(Answer const& answer) {
    ordered_json json;
    json["question"] = answer.question;
    json["title"] = answer.title;
    json["columns"] = ordered_json::array();
    for (evolution::Column const& each : answer.columns) {
        json["columns"].push_back({{"name", each.name}, {"meaning", each.meaning}});
    }
    json["rows"] = ordered_json::array();
    for (Row const& row : answer.rows) {
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
        json["rows"].push_back(std::move(object));
    }
    if (!answer.paragraphs.empty()) {
        json["paragraphs"] = answer.paragraphs;
    }
    json["notes"] = answer.notes;
    return json;
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
    return {{"method_version", evolution::method_version},
            {"minimum_sources", parameters.minimum_sources},
            {"broadening_share", evolution::to_text(parameters.broadening_share)},
            {"broadening_items", parameters.broadening_items},
            {"scope_minimum", parameters.scope_minimum},
            {"inclusion_threshold", evolution::to_text(parameters.inclusion_threshold)},
            {"shared_minimum", parameters.shared_minimum},
            {"look_back", parameters.look_back},
            {"facets", facets},
            {"document_basis", parameters.document_basis}};
}

}  // namespace stoa::app
