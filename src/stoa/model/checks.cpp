// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "stoa/model/country_codes.hpp"
#include "stoa/model/partial_date.hpp"
#include "stoa/model/unlikely.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {
namespace {

using diagnostics::Code;
using diagnostics::Location;

using Row = CheckContext::Row;

class Checker {
public:
    explicit Checker(CheckContext& context) : context_{context}, graph_{context.graph()} {}

    void check_dates();
    void check_numbers();
    void check_developments();
    void check_labels();
    void check_concepts();
    void check_places();
    void check_claims();
    void check_statements_of_claims();
    void check_cycles();
    void warn_of_gaps();
    void warn_of_order();
    void warn_of_developments();
    void warn_of_cadence();
    void check_forecasts();
    void warn_of_coverage();
    void warn_of_titles();

private:
    /// The IRI of the property that is claimed; empty if it is missing.
    [[nodiscard]] std::string claimed_property(Vertex claim) const;
    [[nodiscard]] std::set<Vertex> ancestors(Vertex vertex);
    void check_related(Vertex vertex);
    void check_matches(Vertex vertex);
    void check_order(Vertex vertex, std::string_view first, std::string_view last);
    void check_cycle(std::string_view what, std::initializer_list<std::pair<Kind, std::string_view>> relations);

    CheckContext& context_;
    KnowledgeGraph const& graph_;
    std::set<Vertex> misdirected_;  ///< developments that are errors
};

std::int64_t to_integer(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string in_years(std::int64_t years) { return fmt::format("{} year{}", years, years == 1 ? "" : "s"); }

// --- dates and numbers ------------------------------------------------------------------------------------------

void Checker::check_order(Vertex vertex, std::string_view first, std::string_view last) {
    std::vector<Row> const from = context_.rows_of(vertex, first);
    std::vector<Row> const to = context_.rows_of(vertex, last);
    if (!from.empty() && !to.empty() &&
        surely_before(PartialDate::parse(to.front().text), PartialDate::parse(from.front().text))) {
        context_.report(Code::dates_reversed, context_.where(vertex, to.front()),
                        fmt::format("'{}' {} of {} is before '{}' {}: correct one of them", last, to.front().text,
                                    context_.name(vertex), first, from.front().text));
    }
}

void Checker::check_dates() {
    auto const each = [&](Kind kind, std::string_view first, std::string_view last) {
        KnowledgeGraph::Range const range = graph_.vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            check_order(vertex, first, last);
        }
    };
    each(Kind::edition, "start", "end");
    each(Kind::claim, "valid_from", "valid_until");
    each(Kind::figure, "valid_from", "valid_until");
}

void Checker::check_numbers() {
    std::map<std::pair<Vertex, std::string_view>, Vertex> first;
    for (auto const& [series, editions] : context_.editions()) {
        for (Vertex const edition : CheckContext::all_of(editions)) {
            std::vector<Row> const number = context_.rows_of(edition, "number");
            if (number.empty()) {
                continue;
            }
            auto const [known, is_new] = first.try_emplace({series, number.front().text}, edition);
            if (!is_new) {
                Row const other = context_.rows_of(known->second, "number").front();
                context_.report(Code::duplicate_number, context_.where(edition, number.front()),
                                fmt::format("number {} of {} is also that of {} at {}: number them apart",
                                            number.front().text, context_.name(edition), context_.name(known->second),
                                            CheckContext::spot(context_.where(known->second, other))));
            }
        }
    }
}

void Checker::check_developments() {
    std::map<Vertex, std::size_t> place;  // in the order of its series; cancelled editions have none
    for (auto const& [series, editions] : context_.editions()) {
        for (std::size_t i = 0; i < editions.in_order.size(); ++i) {
            place.emplace(editions.in_order[i], i);
        }
    }
    auto const leads_on = [&place](Vertex earlier, Vertex later) {
        auto const from = place.find(earlier);
        auto const to = place.find(later);
        return earlier != later && (from == place.end() || to == place.end() || from->second < to->second);
    };
    KnowledgeGraph::Range const range = graph_.vertices_of(Kind::development);
    for (Vertex development = range.first; development < range.last; ++development) {
        std::optional<Vertex> const later = graph_.object(development, "edition");
        std::optional<Vertex> const earlier = graph_.object(development, "from_edition");
        if (!later || !earlier || graph_.id(*later) == nameless || graph_.id(*earlier) == nameless) {
            continue;
        }
        std::optional<Vertex> const series = graph_.object(*later, "series");
        std::optional<Vertex> const other = graph_.object(*earlier, "series");
        if (!series || !other) {
            continue;
        }
        if (*series != *other) {
            misdirected_.insert(development);
            context_.report(Code::misdirected_development, context_.where(development),
                            fmt::format("'from_edition' of {} is {}, which is of {}, not of {}: name an edition of "
                                        "the same series",
                                        context_.name(development), context_.name(*earlier), context_.name(*other),
                                        context_.name(*series)));
        } else if (!leads_on(*earlier, *later)) {
            misdirected_.insert(development);
            auto const start = [&](Vertex edition) { return PartialDate::parse(graph_.value(edition, "start")); };
            std::optional<std::int64_t> const number = context_.number_of(*later);
            bool const is_certain = *later == *earlier || surely_before(start(*later), start(*earlier)) ||
                                    (number && number < context_.number_of(*earlier));
            context_.report(
                Code::misdirected_development, context_.where(development),
                fmt::format("'from_edition' of {} is {}, which is not earlier than {}{}", context_.name(development),
                            context_.name(*earlier), context_.name(*later),
                            is_certain ? ": name the earlier edition there"
                                       : " in the order of the series, although their dates do not tell them apart: "
                                         "name the earlier edition there, or give the dates more exactly"));
        }
    }
}

void Checker::warn_of_gaps() {
    for (auto const& [series, editions] : context_.editions()) {
        std::map<std::int64_t, Vertex> by_number;
        for (Vertex const edition : CheckContext::all_of(editions)) {
            if (std::optional<std::int64_t> const number = context_.number_of(edition)) {
                by_number[*number] = edition;
            }
        }
        std::int64_t expected = by_number.empty() ? 0 : by_number.begin()->first;
        for (auto const& [number, edition] : by_number) {
            if (number > expected) {
                context_.warn(
                    Code::gap_in_numbers, {edition, series},
                    context_.where(edition, context_.rows_of(edition, "number").front()),
                    number == expected + 1
                        ? fmt::format("{} has no edition number {}: add it, or allow the warning with the reason",
                                      context_.name(series), expected)
                        : fmt::format(
                              "{} has no editions number {} to {}: add them, or allow the warning with the reason",
                              context_.name(series), expected, number - 1));
            }
            expected = number + 1;
        }
    }
}

void Checker::warn_of_order() {
    // As many as anyone reads; a series whose numbers are upside down has a pair for every two editions.
    constexpr std::size_t most_pairs = 1000;
    struct Placed {
        Vertex edition = 0;
        std::int64_t number = 0;
        std::optional<PartialDate> start;
    };
    for (auto const& [series, editions] : context_.editions()) {
        std::vector<Placed> before;  // those with a number, in the order
        std::int64_t largest = std::numeric_limits<std::int64_t>::min();
        std::size_t pairs = 0;
        for (Vertex const edition : editions.in_order) {
            std::optional<std::int64_t> const number = context_.number_of(edition);
            if (!number) {
                continue;
            }
            Placed const here{edition, *number, PartialDate::parse(graph_.value(edition, "start"))};
            for (std::size_t i = 0; largest > *number && i < before.size(); ++i) {
                if (before[i].number > *number && !surely_before(before[i].start, here.start) &&
                    ++pairs <= most_pairs) {
                    auto const dated = [&](Placed const& each) {
                        return each.start ? fmt::format("start {}", graph_.value(each.edition, "start"))
                                          : std::string{"no start"};
                    };
                    context_.warn(
                        Code::order_against_numbers, {edition, before[i].edition, series},
                        context_.where(edition, context_.rows_of(edition, "number").front()),
                        fmt::format("{} (number {}, {}) comes after {} (number {}, {}) in the order of {}: their dates "
                                    "do not tell them apart, and other dates outweigh the numbers; give the dates more "
                                    "exactly",
                                    context_.name(edition), *number, dated(here), context_.name(before[i].edition),
                                    before[i].number, dated(before[i]), context_.name(series)));
                }
            }
            largest = std::max(largest, *number);
            before.push_back(here);
        }
        if (pairs > most_pairs) {
            context_.warn(Code::order_against_numbers, {series}, context_.where(series),
                          fmt::format("{} has {} more pairs of editions whose order contradicts their numbers: give "
                                      "the dates more exactly",
                                      context_.name(series), pairs - most_pairs));
        }
    }
}

void Checker::warn_of_developments() {
    KnowledgeGraph::Range const range = graph_.vertices_of(Kind::development);
    if (range.size() == 0) {
        return;
    }
    std::set<Vertex> read;  // editions whose issues were read
    KnowledgeGraph::Range const coverages = graph_.vertices_of(Kind::coverage);
    for (Vertex coverage = coverages.first; coverage < coverages.last; ++coverage) {
        std::string_view const level = graph_.value(coverage, "level");
        std::optional<Vertex> const edition = graph_.object(coverage, "edition");
        if (edition && graph_.value(coverage, "facet") == "issuesFacet" &&
            (level == "complete" || level == "partial")) {
            read.insert(*edition);
        }
    }
    std::set<std::pair<Vertex, Vertex>> treated;  // edition, theme
    KnowledgeGraph::Range const occurrences = graph_.vertices_of(Kind::occurrence);
    for (Vertex occurrence = occurrences.first; occurrence < occurrences.last; ++occurrence) {
        std::optional<Vertex> const edition = graph_.object(occurrence, "edition");
        std::optional<Vertex> const theme = graph_.object(occurrence, "theme");
        if (edition && theme) {
            treated.emplace(*edition, *theme);
        }
    }
    for (Vertex development = range.first; development < range.last; ++development) {
        if (graph_.id(development) == nameless || misdirected_.contains(development)) {
            continue;
        }
        for (auto const& [theme_key, edition_key] : {std::pair{"from", "from_edition"}, std::pair{"to", "edition"}}) {
            std::optional<Vertex> const theme = graph_.object(development, theme_key);
            std::optional<Vertex> const edition = graph_.object(development, edition_key);
            if (!theme || !edition) {
                continue;
            }
            std::string why;
            if (std::string_view const status = graph_.value(*edition, "status"); status != "held") {
                why = fmt::format("{} is {}", context_.name(*edition), status);
            } else if (!read.contains(*edition)) {
                why = fmt::format("the issues of {} are unread: say in [[edition.coverage]] what was read of it",
                                  context_.name(*edition));
            } else if (!treated.contains({*edition, *theme})) {
                why = fmt::format("no occurrence of {} treats {}: add one", context_.name(*edition),
                                  context_.name(*theme));
            } else {
                continue;
            }
            context_.warn(
                Code::idle_development, {development}, context_.where(development),
                fmt::format("{} takes no part in the evolution of themes: {}", context_.name(development), why));
        }
    }
}

void Checker::warn_of_cadence() {
    // A claim about the cadence speaks for the steps between held editions that lie in its period of validity.
    struct Stated {
        std::int64_t years = 0;
        std::optional<PartialDate> from;
        std::optional<PartialDate> until;
        std::int64_t tolerance = 0;  ///< years, of a value that is stated as about
        Location at;
        Vertex about = 0;           ///< the claim, or the series
        bool contradicted = false;  ///< warned of, at the first step that does
        [[nodiscard]] bool covers(PartialDate const& start, PartialDate const& end) const {
            return !surely_before(start, from) && !surely_before(until, end);
        }
    };
    std::map<Vertex, std::vector<Stated>> stated;
    KnowledgeGraph::Range const claims = graph_.vertices_of(Kind::claim);
    std::string const cadence = rdf::vocabulary::expand("stoa:cadenceInYears");
    for (Vertex claim = claims.first; claim < claims.last; ++claim) {
        std::vector<Row> const property = context_.rows_of(claim, "property");
        std::optional<Vertex> const subject = graph_.object(claim, "subject");
        if (property.empty() || !subject || !cadence.ends_with(property.front().text) ||
            graph_.kind(*subject) != Kind::series) {
            continue;
        }
        stated[*subject].push_back({to_integer(graph_.value(claim, "value")),
                                    PartialDate::parse(graph_.value(claim, "valid_from")),
                                    PartialDate::parse(graph_.value(claim, "valid_until")),
                                    graph_.value(claim, "qualifier") == "about" ? 1 : 0, context_.where(claim), claim});
    }
    KnowledgeGraph::Range const all = graph_.vertices_of(Kind::series);
    for (Vertex series = all.first; series < all.last; ++series) {
        std::vector<Row> const direct = context_.rows_of(series, "cadence_years");
        if (!direct.empty() && !stated.contains(series)) {
            stated[series].push_back(
                {to_integer(direct.front().text), {}, {}, 0, context_.where(series, direct.front()), series});
        }
    }
    for (auto& [series, statements] : stated) {
        std::vector<std::pair<Vertex, PartialDate>> held;
        for (Vertex const edition : context_.editions().at(series).in_order) {
            std::optional<PartialDate> const start = PartialDate::parse(graph_.value(edition, "start"));
            if (start && graph_.value(edition, "status") == "held") {
                held.emplace_back(edition, *start);
            }
        }
        for (std::size_t i = 1; i < held.size(); ++i) {
            auto const& [before, start] = held[i - 1];
            auto const& [edition, end] = held[i];
            std::int64_t const years = end.year() - start.year();
            bool const explained = std::ranges::any_of(statements, [&](Stated const& each) {
                return each.covers(held[i - 1].second, held[i].second) &&
                       std::abs(each.years - years) <= each.tolerance;
            });
            for (Stated& each : statements) {
                if (!explained && each.covers(start, end) && !std::exchange(each.contradicted, true)) {
                    context_.warn(Code::cadence_contradicted, {series, each.about}, each.at,
                                  fmt::format("a cadence of {} is stated for {}, but {} came {} after {}: "
                                              "give it a period of validity, or add the other claim",
                                              in_years(each.years), context_.name(series), context_.name(edition),
                                              in_years(years), context_.name(before)));
                }
            }
        }
    }
}

void Checker::warn_of_coverage() {
    std::set<std::pair<Vertex, std::string_view>> covered;
    KnowledgeGraph::Range const range = graph_.vertices_of(Kind::coverage);
    for (Vertex coverage = range.first; coverage < range.last; ++coverage) {
        if (std::optional<Vertex> const edition = graph_.object(coverage, "edition")) {
            covered.emplace(*edition, graph_.value(coverage, "facet"));
        }
    }
    auto const& facets = definition(property(Kind::coverage, "facet")).enumeration->values;
    KnowledgeGraph::Range const editions = graph_.vertices_of(Kind::edition);
    for (Vertex edition = editions.first; edition < editions.last; ++edition) {
        if (graph_.value(edition, "status") != "held" || graph_.id(edition) == nameless) {
            continue;
        }
        for (EnumerationValue const& facet : facets) {
            if (!covered.contains({edition, facet.term.substr(facet.term.find(':') + 1)})) {
                context_.warn(Code::no_coverage, {edition}, context_.where(edition),
                              fmt::format("{} was held and has no coverage of '{}': say in [[edition.coverage]] "
                                          "what was read of it, or that it is unread",
                                          context_.name(edition), facet.key));
            }
        }
    }
}

void Checker::warn_of_titles() {
    KnowledgeGraph::Range const range = graph_.vertices_of(Kind::coverage);
    std::map<Vertex, std::pair<std::size_t, std::size_t>> read;  // readings, and those of titles
    KnowledgeGraph::Range const readings = graph_.vertices_of(Kind::reading);
    for (Vertex reading = readings.first; reading < readings.last; ++reading) {
        if (std::optional<Vertex> const coverage = graph_.object(reading, "coverage")) {
            auto& [all, titles] = read[*coverage];
            ++all;
            titles += graph_.value(reading, "extent") == "titlesExtent" ? 1U : 0U;
        }
    }
    for (Vertex coverage = range.first; coverage < range.last; ++coverage) {
        std::string_view const level = graph_.value(coverage, "level");
        auto const found = read.find(coverage);
        if (found == read.end() || found->second.first != found->second.second ||
            (level != "complete" && level != "partial") || !graph_.objects(coverage, "documents_read").empty()) {
            continue;
        }
        context_.warn(Code::titles_only, {coverage},
                      context_.where(coverage, context_.rows_of(coverage, "level").front()),
                      fmt::format("of {} titles alone were read: it counts as unread, so write "
                                  "level = \"unread\"",
                                  context_.name(coverage)));
    }
}

// --- forecasts --------------------------------------------------------------------------------------------------

void Checker::check_forecasts() {
    std::set<Vertex> planned;  // a theme that is missing for another reason has an error of its own
    KnowledgeGraph::Range const claims = graph_.vertices_of(Kind::claim);
    std::string const theme = rdf::vocabulary::expand("stoa:theme");
    for (Vertex claim = claims.first; claim < claims.last; ++claim) {
        std::vector<Row> const property = context_.rows_of(claim, "property");
        std::optional<Vertex> const subject = graph_.object(claim, "subject");
        if (!property.empty() && subject && theme.ends_with(property.front().text) &&
            graph_.kind(*subject) == Kind::occurrence && graph_.value(claim, "kind") == "forecast") {
            planned.insert(*subject);
        }
    }
    for (Vertex const occurrence : planned) {
        if (!graph_.object(occurrence, "theme") && !graph_.objects(occurrence, "items").empty()) {
            context_.report(Code::items_of_a_forecast, context_.where(occurrence),
                            fmt::format("the theme of {} is a forecast, and items of it are not: a forecast is one "
                                        "in all its parts, so write each item as {{ value = …, kind = \"forecast\" }}",
                                        context_.name(occurrence)));
        }
    }
}

// --- labels, concepts, places -----------------------------------------------------------------------------------

void Checker::check_labels() {
    for (Vertex vertex = 0; vertex < num_vertices(graph_); ++vertex) {
        std::vector<Row> const preferred = context_.rows_of(vertex, "label");
        for (std::size_t i = 1; i < preferred.size(); ++i) {
            if (preferred[i].tag == preferred[i - 1].tag) {
                context_.report(
                    Code::two_labels, context_.where(vertex, preferred[i]),
                    fmt::format("{} has two preferred labels in '{}', '{}' and '{}' (at {}): make one an alt_label",
                                context_.name(vertex), graph_.tag(preferred[i].tag).text, preferred[i - 1].text,
                                preferred[i].text, CheckContext::spot(context_.where(vertex, preferred[i - 1]))));
            }
        }
        std::map<std::pair<TagId, std::string_view>, std::string_view> seen;
        for (std::string_view const key : {"label", "alt_label", "hidden_label"}) {
            for (Row const& row : context_.rows_of(vertex, key)) {
                auto const [known, is_new] = seen.try_emplace({row.tag, row.text}, key);
                if (!is_new && known->second != key) {
                    context_.report(Code::label_twice, context_.where(vertex, row),
                                    fmt::format("'{}' is both {} and {} of {}: keep one", row.text, known->second, key,
                                                context_.name(vertex)));
                }
            }
        }
    }
}

std::set<Vertex> Checker::ancestors(Vertex vertex) {
    // So that the search above each related concept stays bounded.
    constexpr std::size_t most_ancestors = 1000;
    std::set<Vertex> above;
    std::vector<Vertex> open{vertex};
    while (!open.empty() && above.size() <= most_ancestors) {
        Vertex const at = open.back();
        open.pop_back();
        for (Vertex const wider : graph_.objects(at, "broader")) {
            if (above.insert(wider).second) {
                open.push_back(wider);
            }
        }
    }
    if (above.size() > most_ancestors) {
        context_.report(Code::too_many_broader, context_.where(vertex),
                        fmt::format("{} has more than {} broader concepts above it: flatten them",
                                    context_.name(vertex), most_ancestors));
    }
    above.erase(vertex);  // a cycle is another check's
    return above;
}

void Checker::check_related(Vertex vertex) {
    std::vector<Vertex> const related = graph_.objects(vertex, "related");
    std::set<Vertex> const above = related.empty() ? std::set<Vertex>{} : ancestors(vertex);
    for (Vertex const other : related) {
        bool const wider = above.contains(other);
        if (wider || ancestors(other).contains(vertex)) {
            context_.report(Code::related_and_broader, context_.where(vertex),
                            fmt::format("{} is related to {}, which is also {}: keep one", context_.name(vertex),
                                        context_.name(other), wider ? "broader" : "narrower"));
        }
    }
}

void Checker::check_matches(Vertex vertex) {
    std::set<std::pair<TagId, std::string_view>> same;
    for (Row const& row : context_.rows_of(vertex, "exact_match")) {
        same.insert({row.tag, row.text});
    }
    for (std::string_view const key : {"broad_match", "narrow_match", "related_match"}) {
        for (Row const& row : context_.rows_of(vertex, key)) {
            if (same.contains({row.tag, row.text})) {
                context_.report(Code::match_twice, context_.where(vertex, row),
                                fmt::format("'{}' is both an exact match and a {} of {}: keep one", row.text, key,
                                            context_.name(vertex)));
            }
        }
    }
}

void Checker::check_concepts() {
    for (Vertex vertex = 0; vertex < num_vertices(graph_); ++vertex) {
        Kind const kind = graph_.kind(vertex);
        if (find_property(kind, "related")) {
            check_related(vertex);
        }
        if (find_property(kind, "exact_match")) {
            check_matches(vertex);
        }
    }
}

void Checker::check_places() {
    KnowledgeGraph::Range const countries = graph_.vertices_of(Kind::country);
    for (Vertex country = countries.first; country < countries.last; ++country) {
        CountryCodes const* codes = nullptr;
        for (std::string_view const key : {"iso2", "iso3", "m49"}) {
            for (Row const& row : context_.rows_of(country, key)) {
                CountryCodes const* const found = find_country_codes(row.text);
                if (found == nullptr || (codes != nullptr && codes != found)) {
                    context_.report(Code::codes_disagree, context_.where(country, row),
                                    codes != nullptr
                                        ? fmt::format("'{}' is not the {} code of {}, whose other codes go with {}, "
                                                      "{} and {}: correct one of them",
                                                      row.text, key, context_.name(country), codes->alpha2,
                                                      codes->alpha3, codes->numeric)
                                        : fmt::format("'{}' is not the {} code of any country: look it up in ISO "
                                                      "3166-1",
                                                      row.text, key));
                } else {
                    codes = found;
                }
            }
        }
    }
    for (Kind const kind : {Kind::city, Kind::country, Kind::region, Kind::venue}) {
        KnowledgeGraph::Range const range = graph_.vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            for (auto const& [key, most] : {std::pair{"latitude", 90.0}, std::pair{"longitude", 180.0}}) {
                for (Row const& row : context_.rows_of(vertex, key)) {
                    double degrees = 0;
                    std::from_chars(row.text.data(), row.text.data() + row.text.size(), degrees);
                    if (std::abs(degrees) > most) {
                        context_.report(Code::out_of_range, context_.where(vertex, row),
                                        fmt::format("{} {} of {} is not between -{} and {} degrees", key, row.text,
                                                    context_.name(vertex), most, most));
                    }
                }
            }
        }
    }
}

// --- claims -----------------------------------------------------------------------------------------------------

std::string Checker::claimed_property(Vertex claim) const {
    std::vector<Row> const property = context_.rows_of(claim, "property");
    if (property.empty()) {
        return {};
    }
    rdf::TermView const term =
        graph_.value_term(property.front().tag, graph_.rows(claim).value[property.front().index]);
    return (term.space != nullptr ? term.space->iri : std::string{}) + std::string{term.text};
}

void Checker::check_claims() {
    struct Side {
        Vertex vertex = 0;
        bool actual = true;
        bool preferred = false;
    };
    std::map<std::tuple<Vertex, std::string, std::string_view, std::string_view>, std::vector<Side>> competing;
    for (Kind const kind : {Kind::figure, Kind::claim}) {
        KnowledgeGraph::Range const range = graph_.vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            std::optional<Vertex> const subject = graph_.object(vertex, "subject");
            if (!subject) {
                continue;
            }
            std::string what;
            if (std::optional<Vertex> const quantity = graph_.object(vertex, "quantity")) {
                what = graph_.iri(*quantity);
            } else {
                what = claimed_property(vertex);
                if (what.empty()) {
                    continue;
                }
                // Values of a repeatable property stand side by side and do not compete.
                bool const repeatable = std::ranges::any_of(properties_of(graph_.kind(*subject)), [&](PropertyId id) {
                    return definition(id).repeatable && rdf::vocabulary::expand(definition(id).term) == what;
                });
                if (repeatable) {
                    continue;
                }
            }
            competing[{*subject, what, graph_.value(vertex, "mode"), graph_.value(vertex, "as_of")}].push_back(
                {vertex, graph_.value(vertex, "kind") != "forecast", graph_.value(vertex, "preferred") == "true"});
        }
    }
    for (auto const& [key, sides] : competing) {
        std::vector<Side> preferred;
        std::ranges::copy_if(sides, std::back_inserter(preferred), &Side::preferred);
        for (std::size_t i = 1; i < preferred.size(); ++i) {
            context_.report(Code::two_preferred, context_.where(preferred[i].vertex),
                            fmt::format("{} and {} at {} are both preferred for one subject, property, mode and date: "
                                        "prefer one",
                                        context_.name(preferred[i].vertex), context_.name(preferred[0].vertex),
                                        CheckContext::spot(context_.where(preferred[0].vertex))));
        }
        auto const actual = std::ranges::find_if(sides, &Side::actual);
        for (Side const& each : preferred) {
            if (!each.actual && actual != sides.end()) {
                context_.report(
                    Code::forecast_preferred, context_.where(each.vertex),
                    fmt::format("{} is a forecast and preferred over the actual {} at {}: prefer an actual value",
                                context_.name(each.vertex), context_.name(actual->vertex),
                                CheckContext::spot(context_.where(actual->vertex))));
            }
        }
    }
}

/// In RDF the evidence of a statement is that of the claims that make it, so it may have no other.
void Checker::check_statements_of_claims() {
    std::map<std::string, std::vector<PropertyId>> properties_by_term;
    for (std::size_t i = 0; i < properties().size(); ++i) {
        properties_by_term[rdf::vocabulary::expand(properties()[i].term)].push_back(static_cast<PropertyId>(i));
    }
    struct Statement {
        Vertex subject = 0;
        PropertyId property{};
        std::optional<TagId> tag;  ///< of an attribute
        std::uint32_t value = 0;   ///< string of an attribute, or target of a relation
        auto operator<=>(Statement const&) const = default;
    };
    std::map<Statement, std::vector<Vertex>> claims;
    KnowledgeGraph::Range const range = graph_.vertices_of(Kind::claim);
    for (Vertex claim = range.first; claim < range.last; ++claim) {
        std::optional<Vertex> const subject = graph_.object(claim, "subject");
        std::string_view const qualifier = graph_.value(claim, "qualifier");
        bool const is_direct = graph_.value(claim, "kind") != "forecast" &&
                               graph_.value(claim, "preferred") == "true" &&
                               (qualifier.empty() || qualifier == "exact");
        auto const properties = properties_by_term.find(claimed_property(claim));
        if (!subject || !is_direct || properties == properties_by_term.end()) {
            continue;
        }
        for (PropertyId const property : properties->second) {
            for (Vertex const object : graph_.objects(claim, "value_resource")) {
                claims[{*subject, property, std::nullopt, object}].push_back(claim);
            }
            for (std::string_view const key : {"value", "value_iri"}) {
                for (Row const& row : context_.rows_of(claim, key)) {
                    auto const value = static_cast<std::uint32_t>(graph_.rows(claim).value[row.index]);
                    claims[{*subject, property, row.tag, value}].push_back(claim);
                }
            }
        }
    }
    auto const check = [&](Statement const& statement, EvidenceId evidence) {
        auto const found = claims.find(statement);
        if (found == claims.end() || evidence == no_evidence) {
            return;
        }
        std::set<Vertex> of_claims;
        for (Vertex const claim : found->second) {
            std::vector<Vertex> const of_claim = graph_.objects(claim, "evidence");
            of_claims.insert(of_claim.begin(), of_claim.end());
        }
        if (!std::ranges::equal(graph_.evidence(evidence), of_claims)) {
            context_.report(Code::evidence_disagrees, context_.where(found->second.front()),
                            fmt::format("the statement of {} is also written without the claim, or about {} ({}) by "
                                        "another record, with other evidence: write the value once, with all its "
                                        "evidence",
                                        context_.name(found->second.front()), context_.name(statement.subject),
                                        CheckContext::spot(context_.where(statement.subject))));
        }
    };
    Structure const& structure = graph_;
    std::optional<Vertex> last_subject;
    for (auto const& [statement, of] : claims) {
        Vertex const subject = statement.subject;
        if (last_subject == subject) {
            continue;
        }
        last_subject = subject;
        KnowledgeGraph::Rows const rows = graph_.rows(subject);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            check({subject, rows.property[row], rows.tag[row], static_cast<std::uint32_t>(rows.value[row])},
                  rows.evidence[row]);
        }
        for (auto [edge, last] = out_edges(subject, structure); edge != last; ++edge) {
            check({subject, structure[*edge].property, std::nullopt, target(*edge, structure)},
                  structure[*edge].evidence);
        }
    }
}

// --- cycles -----------------------------------------------------------------------------------------------------

void Checker::check_cycle(std::string_view what, std::initializer_list<std::pair<Kind, std::string_view>> relations) {
    std::vector<bool> wanted(properties().size(), false);
    for (auto const& [kind, key] : relations) {
        wanted[static_cast<std::size_t>(property(kind, key))] = true;
    }
    auto const is_wanted = [&](PropertyId id) { return wanted[static_cast<std::size_t>(id)]; };
    // A cycle is of vertices that have such a link: those of few kinds, and few of them.
    Structure const& structure = graph_;
    std::vector<Vertex> linked;
    std::vector<std::pair<std::size_t, Vertex>> arcs;  // from a number in `linked`
    for (KindDef const& kind : kinds()) {
        KnowledgeGraph::Range const range = graph_.vertices_of(kind.kind);
        bool const may_link = std::ranges::any_of(properties_of(kind.kind), is_wanted);
        for (Vertex vertex = range.first; may_link && vertex < range.last; ++vertex) {
            for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
                if (is_wanted(structure[*edge].property)) {
                    if (linked.empty() || linked.back() != vertex) {
                        linked.push_back(vertex);
                    }
                    arcs.emplace_back(linked.size() - 1, target(*edge, structure));
                }
            }
        }
    }
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> links{linked.size()};
    for (auto const& [from, vertex] : arcs) {
        auto const to = std::ranges::lower_bound(linked, vertex);
        if (to != linked.end() && *to == vertex) {
            add_edge(from, static_cast<std::size_t>(to - linked.begin()), links);
        }
    }
    std::vector<std::size_t> component(linked.size());
    std::vector<std::size_t> size(boost::strong_components(
        links, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, links))));
    for (std::size_t const each : component) {
        ++size[each];
    }
    std::map<std::size_t, std::vector<Vertex>> members;
    for (std::size_t i = 0; i < linked.size(); ++i) {
        bool const loop = edge(i, i, links).second;
        if (loop || size[component[i]] > 1) {
            members[component[i]].push_back(linked[i]);
        }
    }
    for (auto const& [id, cycle] : members) {
        std::string names;
        for (Vertex const vertex : cycle) {
            names += (names.empty() ? "" : ", ") + context_.name(vertex) + " (" +
                     CheckContext::spot(context_.where(vertex)) + ")";
        }
        context_.report(Code::cycle, context_.where(cycle.front()),
                        fmt::format("a cycle of {}: {}: remove one of the links", what, names));
    }
}

void Checker::check_cycles() {
    check_cycle("broader concepts", {{Kind::theme, "broader"}, {Kind::sdg_target, "goal"}});
    check_cycle("places that are part of each other", {{Kind::city, "part_of"}});
    check_cycle("organisations that are part of each other", {{Kind::organisation, "parent"}});
    check_cycle("sources that repeat each other", {{Kind::source, "repeats"}});
    check_cycle("document links", {{Kind::document, "builds_on"},
                                   {Kind::document, "replaces"},
                                   {Kind::document, "reviews"},
                                   {Kind::document, "enacts"}});
}

}  // namespace

void check(CheckContext& context, bool complete) {
    Checker checker{context};
    checker.check_dates();
    checker.check_numbers();
    checker.check_developments();
    checker.check_labels();
    checker.check_concepts();
    checker.check_places();
    checker.check_claims();
    checker.check_statements_of_claims();
    checker.check_cycles();
    if (complete) {
        checker.check_forecasts();
        checker.warn_of_gaps();
        checker.warn_of_order();
        checker.warn_of_developments();
        checker.warn_of_cadence();
        checker.warn_of_coverage();
        checker.warn_of_titles();
        warn_of_the_unlikely(context);
    }
}

}  // namespace stoa::model
