// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/unlikely.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "stoa/diagnostics/utf8.hpp"
#include "stoa/model/partial_date.hpp"

namespace stoa::model {
namespace {

using diagnostics::Code;
using Row = CheckContext::Row;

class UnlikelyChecker {
public:
    explicit UnlikelyChecker(CheckContext& context) : context_{context}, graph_{context.graph()} { find_latest_past(); }

    void warn_of_editions();
    void warn_of_coverage();
    void warn_of_figures();
    void warn_of_equal_identifiers();
    void warn_of_equal_labels();
    void warn_of_texts();

private:
    void warn_of_dates(Vertex edition);
    void warn_of_outcomes(Vertex edition);
    /// The latest day that the data themselves speak of as past: on which a source was read, else on which an edition
    /// other than the one with this start was held. Clocks say nothing here, so that a run can be repeated.
    [[nodiscard]] std::optional<PartialDate> latest_past(std::optional<PartialDate> const& start) const;
    void find_latest_past();
    [[nodiscard]] std::set<Vertex> quantities_of_people() const;
    template <class Visit>
    void for_each(Kind kind, Visit visit) const {
        KnowledgeGraph::Range const range = graph_.vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            visit(vertex);
        }
    }
    [[nodiscard]] std::optional<PartialDate> date(Vertex vertex, std::string_view key) const {
        return PartialDate::parse(graph_.value(vertex, key));
    }
    /// Whether they are one record, or have an error or a warning about their ids.
    [[nodiscard]] bool is_one(Vertex one, Vertex other) const {
        return one == other || graph_.id(one) == graph_.id(other) || graph_.id(one) == nameless ||
               graph_.id(other) == nameless;
    }
    [[nodiscard]] static bool is_forecast(std::string_view kind) { return kind == "forecast"; }

    CheckContext& context_;
    KnowledgeGraph const& graph_;
    std::optional<PartialDate> latest_read_;
    std::optional<PartialDate> latest_held_;
    std::optional<PartialDate> before_latest_held_;
};

constexpr int first_year = 1850;  // the first series of international congresses are of those years
constexpr int most_years_ahead = 20;
constexpr std::chrono::days longest_edition{60};

// --- editions ---------------------------------------------------------------------------------------------------

void UnlikelyChecker::find_latest_past() {
    for_each(Kind::source, [&](Vertex source) { latest_read_ = std::max(latest_read_, date(source, "accessed")); });
    for_each(Kind::edition, [&](Vertex edition) {
        std::optional<PartialDate> const start = date(edition, "start");
        if (graph_.value(edition, "status") != "held" || !start) {
            return;
        }
        if (start > latest_held_) {
            before_latest_held_ = std::exchange(latest_held_, start);
        } else {
            before_latest_held_ = std::max(before_latest_held_, start);
        }
    });
}

std::optional<PartialDate> UnlikelyChecker::latest_past(std::optional<PartialDate> const& start) const {
    if (latest_read_) {
        return latest_read_;
    }
    return start == latest_held_ ? before_latest_held_ : latest_held_;
}

void UnlikelyChecker::warn_of_dates(Vertex edition) {
    std::optional<PartialDate> const start = date(edition, "start");
    std::optional<PartialDate> const end = date(edition, "end");
    if (start && end && end->first_day() - start->last_day() > longest_edition) {
        context_.warn(Code::long_edition, {edition}, context_.where(edition, context_.rows_of(edition, "end").front()),
                      fmt::format("{} would last {} days, from {} to {}: correct a date", context_.name(edition),
                                  (end->first_day() - start->last_day()).count() + 1, graph_.value(edition, "start"),
                                  graph_.value(edition, "end")));
    }
    if (!start) {
        return;
    }
    bool const is_early = start->year() < first_year;
    std::optional<PartialDate> const past = latest_past(start);
    if (is_early || (past && start->year() > past->year() + most_years_ahead)) {
        context_.warn(Code::unlikely_date, {edition},
                      context_.where(edition, context_.rows_of(edition, "start").front()),
                      fmt::format("{} starts in {}, {}: correct the year", context_.name(edition), start->year(),
                                  is_early ? fmt::format("before {}", first_year)
                                           : fmt::format("more than {} years after {}, the latest year of which the "
                                                         "data tell what happened",
                                                         most_years_ahead, past->year())));
    }
}

void UnlikelyChecker::warn_of_outcomes(Vertex edition) {
    std::optional<PartialDate> const start = date(edition, "start");
    for (Vertex const document : graph_.objects(edition, "outcome")) {
        std::optional<PartialDate> const adopted = date(document, "adopted");
        if (start && adopted && start->first_day() - adopted->last_day() > std::chrono::days{366}) {
            context_.warn(
                Code::early_outcome, {document, edition},
                context_.where(document, context_.rows_of(document, "adopted").front()),
                fmt::format("{} was adopted on {}, more than a year before {} began, whose outcome it is: "
                            "correct a date, or the edition",
                            context_.name(document), graph_.value(document, "adopted"), context_.name(edition)));
        }
    }
}

void UnlikelyChecker::warn_of_editions() {
    for_each(Kind::edition, [&](Vertex edition) {
        warn_of_dates(edition);
        warn_of_outcomes(edition);
    });
    auto const check = [&](Vertex record, std::optional<Vertex> edition, std::string_view what) {
        if (!edition || graph_.kind(*edition) != Kind::edition) {
            return;
        }
        std::string_view const status = graph_.value(*edition, "status");
        if (status == "planned" || status == "cancelled") {
            context_.warn(Code::actual_and_not_held, {record, *edition}, context_.where(record),
                          fmt::format("{} is {}, and {} is of what happened: give it kind = \"forecast\", or correct "
                                      "the status",
                                      context_.name(*edition), status, what));
        }
    };
    for_each(Kind::figure, [&](Vertex figure) {
        if (!is_forecast(graph_.value(figure, "kind"))) {
            check(figure, graph_.object(figure, "subject"), "this figure");
        }
    });
    for_each(Kind::occurrence, [&](Vertex occurrence) {
        if (graph_.object(occurrence, "theme")) {  // a planned theme is a claim alone
            check(occurrence, graph_.object(occurrence, "edition"), "this occurrence");
        }
    });
}

// --- coverage ---------------------------------------------------------------------------------------------------

void UnlikelyChecker::warn_of_coverage() {
    struct Seen {
        Vertex first = 0;
        std::size_t count = 0;
    };
    std::map<std::pair<Vertex, std::string_view>, Seen> seen;  // by edition and facet
    for_each(Kind::occurrence, [&](Vertex occurrence) {
        std::optional<Vertex> const edition = graph_.object(occurrence, "edition");
        if (!edition || !graph_.object(occurrence, "theme")) {
            return;
        }
        std::set<std::string_view> facets{"issuesFacet"};
        for (Vertex const item : graph_.objects(occurrence, "items")) {
            facets.insert(graph_.kind(item) == Kind::concept_ ? graph_.value(item, "facet") : "sdgsFacet");
        }
        for (std::string_view const facet : facets) {
            Seen& of = seen.try_emplace({*edition, facet}, Seen{occurrence, 0}).first->second;
            ++of.count;
        }
    });
    for_each(Kind::coverage, [&](Vertex coverage) {
        std::optional<Vertex> const edition = graph_.object(coverage, "edition");
        std::vector<Row> const level = context_.rows_of(coverage, "level");
        if (!edition || level.empty()) {
            return;
        }
        auto const found = seen.find({*edition, graph_.value(coverage, "facet")});
        if (level.front().text == "unread" && found != seen.end()) {
            context_.warn(Code::unread_with_occurrences, {coverage}, context_.where(coverage, level.front()),
                          fmt::format("{} is unread, and {} {} of it, the first at {}: say what was read, or remove "
                                      "them",
                                      context_.name(coverage), found->second.count,
                                      found->second.count == 1 ? "occurrence tells" : "occurrences tell",
                                      context_.spot(found->second.first)));
        }
        if (level.front().text == "complete" && graph_.value(*edition, "status") == "held" &&
            graph_.objects(coverage, "documents_read").empty()) {
            context_.warn(Code::complete_without_documents, {coverage}, context_.where(coverage, level.front()),
                          fmt::format("{} is complete and names no outcome document: list those that were read in "
                                      "documents_read, or write level = \"partial\"",
                                      context_.name(coverage)));
        }
    });
}

// --- figures ----------------------------------------------------------------------------------------------------

/// Participants, and what is narrower.
std::set<Vertex> UnlikelyChecker::quantities_of_people() const {
    std::set<Vertex> people;
    for_each(Kind::quantity, [&](Vertex quantity) {
        std::set<Vertex> seen;
        std::vector<Vertex> open{quantity};
        while (!open.empty()) {
            Vertex const at = open.back();
            open.pop_back();
            if (graph_.id(at) == "participants") {
                people.insert(quantity);
            }
            for (Vertex const wider : graph_.objects(at, "broader")) {
                if (seen.insert(wider).second) {
                    open.push_back(wider);
                }
            }
        }
    });
    return people;
}

void UnlikelyChecker::warn_of_figures() {
    std::set<Vertex> const people = quantities_of_people();
    for_each(Kind::figure, [&](Vertex figure) {
        std::vector<Row> const value = context_.rows_of(figure, "value");
        std::optional<Vertex> const quantity = graph_.object(figure, "quantity");
        if (value.empty() || !quantity) {
            return;
        }
        std::string_view const number = value.front().text;
        bool const is_negative = number.starts_with('-') && number.find_first_of("123456789") != std::string_view::npos;
        std::size_t const point = number.find('.');
        bool const is_fraction =
            point != std::string_view::npos && number.find_first_of("123456789", point) != std::string_view::npos;
        bool const counts_people = people.contains(*quantity);
        if (counts_people && (is_negative || is_fraction)) {
            context_.report(Code::impossible_count, context_.where(figure, value.front()),
                            fmt::format("{} of '{}' is {}: correct the number", number, graph_.id(*quantity),
                                        is_negative ? "below zero" : "a fraction of a person"));
        } else if (is_negative) {
            context_.warn(Code::negative_figure, {figure}, context_.where(figure, value.front()),
                          fmt::format("{} of '{}' is below zero: correct the number", number, graph_.id(*quantity)));
        }
    });
}

// --- records that are one ---------------------------------------------------------------------------------------

void UnlikelyChecker::warn_of_equal_identifiers() {
    constexpr std::array<std::string_view, 6> keys{"same_as", "exact_match", "iso2", "iso3", "m49", "code"};
    for (KindDef const& kind : kinds()) {
        std::set<PropertyId> identifying;
        for (PropertyId const each : properties_of(kind.kind)) {
            if (std::ranges::find(keys, definition(each).key) != keys.end()) {
                identifying.insert(each);
            }
        }
        if (identifying.empty()) {
            continue;
        }
        std::map<std::pair<TagId, std::string_view>, Vertex> first;
        for_each(kind.kind, [&](Vertex vertex) {
            KnowledgeGraph::Rows const rows = graph_.rows(vertex);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (!identifying.contains(rows.property[i])) {
                    continue;
                }
                Row const row{i, graph_.value_term(rows.tag[i], rows.value[i]).text, rows.tag[i]};
                auto const [known, is_new] = first.try_emplace({row.tag, row.text}, vertex);
                if (!is_new && !is_one(known->second, vertex)) {
                    context_.warn(Code::same_identifier, {vertex, known->second}, context_.where(vertex, row),
                                  fmt::format("'{}' of {} is also that of {} at {}: correct one of them, or make them "
                                              "one record",
                                              row.text, context_.name(vertex), context_.name(known->second),
                                              context_.spot(known->second)));
                }
            }
        });
    }
}

void UnlikelyChecker::warn_of_equal_labels() {
    for (Kind const kind : {Kind::city, Kind::theme, Kind::edition}) {
        // Editions of two series may both be the first conference.
        std::map<std::tuple<std::optional<Vertex>, TagId, std::string_view>, Vertex> first;
        for_each(kind, [&](Vertex vertex) {
            std::optional<Vertex> const of =
                kind == Kind::edition ? graph_.object(vertex, "series") : std::optional<Vertex>{};
            for (Row const& row : context_.rows_of(vertex, "label")) {
                auto const [known, is_new] = first.try_emplace({of, row.tag, row.text}, vertex);
                if (!is_new && !is_one(known->second, vertex)) {
                    context_.warn(Code::same_label, {vertex, known->second}, context_.where(vertex, row),
                                  fmt::format("{} and {} at {} are both called '{}': tell them apart, or make them "
                                              "one record",
                                              context_.name(vertex), context_.name(known->second),
                                              context_.spot(known->second), row.text));
                    break;  // in one language is enough
                }
            }
        });
    }
}

// --- texts ------------------------------------------------------------------------------------------------------

/// What the bytes 0x80 to 0x9F mean in Windows-1252, besides U+0080 to U+009F in Latin-1.
constexpr std::u32string_view windows_1252 = U"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/// The first place at which UTF-8 was read as Latin-1 or Windows-1252, such as `Ã­` for `í`, or that a decoder could
/// not read: two or three letters of it, or nothing.
std::string_view find_wrong_decoding(std::string_view text) {
    auto const may_continue = [](char32_t code) {
        return (code >= 0x80 && code <= 0xBF) || windows_1252.find(code) != std::u32string_view::npos;
    };
    std::size_t last_at = 0;
    char32_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const length = std::max<std::size_t>(diagnostics::utf8_sequence_length(text.substr(at)), 1);
        char32_t const code = length == 1 ? U' ' : diagnostics::decode_utf8(text.substr(at, length));
        // The first bytes of Latin, Greek, Cyrillic and of general punctuation.
        bool const is_lead = last == 0xC2 || last == 0xC3 || last == 0xCE || last == 0xCF || last == 0xD0 ||
                             last == 0xD1 || last == 0xE2;
        if (code == 0xFFFD) {
            return text.substr(at, length);
        }
        if (is_lead && may_continue(code)) {
            return text.substr(last_at, at + length - last_at);
        }
        last_at = at;
        last = code;
        at += length;
    }
    return {};
}

void UnlikelyChecker::warn_of_texts() {
    for (Vertex vertex = 0; vertex < num_vertices(graph_); ++vertex) {
        KnowledgeGraph::Rows const rows = graph_.rows(vertex);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ValueType const type = definition(rows.property[i]).type;
            if (type != ValueType::text && type != ValueType::string) {
                continue;
            }
            std::string_view const text = graph_.value_term(rows.tag[i], rows.value[i]).text;
            Row const row{i, text, rows.tag[i]};
            std::string_view const key = definition(rows.property[i]).key;
            // Most texts are of one byte a letter, and no such byte is of another encoding.
            bool const is_ascii = std::ranges::none_of(text, [](char c) { return static_cast<signed char>(c) < 0; });
            if (std::string_view const wrong = is_ascii ? std::string_view{} : find_wrong_decoding(text);
                !wrong.empty()) {
                context_.warn(Code::wrongly_decoded, {vertex}, context_.where(vertex, row),
                              fmt::format("'{}' of {} has '{}', which looks like UTF-8 that was read in another "
                                          "encoding: write the letter that was meant",
                                          key, context_.name(vertex), wrong));
            }
            constexpr std::string_view spaces = " \t\r\n";
            constexpr std::string_view no_break_space = "\u00A0";
            if (!text.empty() && (text.starts_with(no_break_space) || text.ends_with(no_break_space) ||
                                  spaces.find(text.front()) != std::string_view::npos ||
                                  spaces.find(text.back()) != std::string_view::npos)) {
                context_.warn(
                    Code::space_at_end, {vertex}, context_.where(vertex, row),
                    fmt::format("'{}' of {} begins or ends with white space: remove it", key, context_.name(vertex)));
            }
        }
    }
}

}  // namespace

void warn_of_the_unlikely(CheckContext& context) {
    UnlikelyChecker checker{context};
    checker.warn_of_editions();
    checker.warn_of_coverage();
    checker.warn_of_figures();
    checker.warn_of_equal_identifiers();
    checker.warn_of_equal_labels();
    checker.warn_of_texts();
}

}  // namespace stoa::model
