// SPDX-License-Identifier: Apache-2.0
#include "support/coded_series.hpp"

#include <array>
#include <cctype>
#include <optional>

namespace stoa::test {

using model::Kind;
using model::RecordId;

namespace {

std::string capital(std::string_view id) {
    std::string words{id};
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    return words;
}

/// Linear: what is made by hand is small.
std::optional<RecordId> find(model::GraphBuilder const& builder, Kind kind, model::DataSetId set, std::string_view id) {
    for (std::size_t i = 0; i < builder.record_count(); ++i) {
        auto const record = static_cast<RecordId>(i);
        if (builder.kind(record) == kind && builder.data_set_of(record) == set && builder.id(record) == id) {
            return record;
        }
    }
    return std::nullopt;
}

}  // namespace

CodedSeries::CodedSeries(Sample& sample, std::string_view id, model::DataSetId set)
    : series{sample.add(Kind::series, id, set)}, sample_{sample}, id_{id}, set_{set} {
    sample.text(series, "label", "Series " + id_);
}

RecordId CodedSeries::named(Kind kind, std::string_view id) {
    if (auto const known = find(sample_.builder, kind, set_, id)) {
        return *known;
    }
    RecordId const record = sample_.add(kind, id, set_);
    sample_.text(record, "label", capital(id));
    return record;
}

RecordId CodedSeries::item(std::string_view id) {
    bool const is_new = !find(sample_.builder, Kind::concept_, set_, id);
    RecordId const record = named(Kind::concept_, id);
    if (is_new) {
        sample_.set(record, "facet", id.starts_with("group-") ? "groups" : "issues");
    }
    return record;
}

RecordId CodedSeries::document(std::string_view id) {
    bool const is_new = !find(sample_.builder, Kind::document, set_, id);
    RecordId const record = named(Kind::document, id);
    if (is_new) {
        sample_.set(record, "kind", "declaration");
    }
    return record;
}

RecordId CodedSeries::evidence(std::string_view source_id) {
    std::string const id = std::string{source_id} + "-1";
    if (auto const known = find(sample_.builder, Kind::evidence, set_, id)) {
        return *known;
    }
    RecordId const record = sample_.add(Kind::evidence, id, set_);
    sample_.link(record, "source", source(source_id));
    sample_.set(record, "locator", "p. 1");
    return record;
}

RecordId CodedSeries::edition(std::string_view number, std::string_view start, std::string_view issues,
                              std::string_view groups, std::string_view sdgs, std::string_view status) {
    RecordId const edition = sample_.add(Kind::edition, id_ + "-" + std::string{number}, set_);
    sample_.link(edition, "series", series);
    sample_.set(edition, "number", number);
    sample_.set(edition, "status", status);
    sample_.text(edition, "label", "Edition " + std::string{number} + " of " + id_);
    sample_.text(edition, "alt_label", capital(id_) + " " + std::string{number});
    if (!start.empty()) {
        sample_.set(edition, "start", start);
    }
    constexpr std::array<std::string_view, 3> facets{"issues", "groups", "sdgs"};
    std::array const levels{issues, groups, sdgs};
    for (std::size_t i = 0; i < facets.size(); ++i) {
        if (!levels[i].empty()) {
            coverage(edition, facets[i], levels[i]);
        }
    }
    return edition;
}

RecordId CodedSeries::coverage(RecordId edition, std::string_view facet, std::string_view level,
                               std::vector<std::string> const& read) {
    std::string const id{sample_.builder.id(edition)};
    RecordId const record = sample_.add(Kind::coverage, id + "-" + std::string{facet}, set_);
    sample_.link(record, "edition", edition);
    sample_.set(record, "facet", facet);
    sample_.set(record, "level", level);
    for (std::string const& each : read) {
        if (level == "complete" || level == "partial") {
            sample_.link(record, "read", source(each));
        }
    }
    return record;
}

void CodedSeries::reading(RecordId coverage, std::string_view source_id, std::string_view extent) {
    std::string const id = std::string{sample_.builder.id(coverage)} + "-" + std::string{source_id};
    RecordId const record = sample_.add(Kind::reading, id, set_);
    sample_.link(record, "coverage", coverage);
    sample_.link(record, "source", source(source_id));
    if (!extent.empty()) {
        sample_.set(record, "extent", extent);
    }
}

RecordId CodedSeries::treat(RecordId edition, std::string_view theme_id, std::vector<std::string> const& items,
                            std::string_view role, std::string_view source, std::string_view document_id) {
    RecordId const record = sample_.add(Kind::occurrence, id_ + "-occurrence-" + std::to_string(++occurrences_), set_);
    sample_.link(record, "edition", edition);
    sample_.link(record, "theme", theme(theme_id));
    sample_.set(record, "role", role);
    if (!document_id.empty()) {
        sample_.link(record, "document", document(document_id));
    }
    for (std::string const& each : items) {
        sample_.link(record, "items", item(each));
    }
    if (!source.empty()) {
        sample_.link(record, "evidence", evidence(source));
    }
    return record;
}

RecordId CodedSeries::development(RecordId to_edition, std::string_view from, RecordId from_edition,
                                  std::string_view to) {
    RecordId const record = sample_.add(
        Kind::development,
        std::string{sample_.builder.id(to_edition)} + "-" + std::string{from} + "-to-" + std::string{to}, set_);
    sample_.link(record, "edition", to_edition);
    sample_.link(record, "from", theme(from));
    sample_.link(record, "from_edition", from_edition);
    sample_.link(record, "to", theme(to));
    sample_.link(record, "evidence", evidence("page"));
    return record;
}

void add_worked_example(Sample& sample, std::string_view id) {
    CodedSeries series{sample, id};
    struct Treated {
        std::string_view edition, theme, items, role;
    };
    constexpr std::array<std::array<std::string_view, 3>, 6> editions{{{"1", "2001", "complete"},
                                                                       {"2", "2003", "complete"},
                                                                       {"3", "2005", "complete"},
                                                                       {"4", "2007", "unread"},
                                                                       {"5", "2009", "partial"},
                                                                       {"6", "2012", "complete"}}};
    constexpr std::array treated{
        Treated{"1", "access", "abcd", "strand"},
        Treated{"1", "ict", "efg", "issue"},
        Treated{"1", "youth", "hij", "group"},
        Treated{"2", "access", "abcdkl", "headline"},
        Treated{"2", "ict", "efg", "issue"},
        Treated{"2", "youth", "hij", "group"},
        Treated{"3", "access", "abcd", "strand"},
        Treated{"3", "digital", "efghij", "strand"},
        Treated{"5", "inclusion", "abcdlm", "headline"},
        Treated{"5", "digital", "efn", "issue"},
        Treated{"5", "youth", "hij", "group"},
        Treated{"6", "equity", "abl", "strand"},
        Treated{"6", "gender", "cdm", "strand"},
        Treated{"6", "ai", "noefp", "issue"},
        Treated{"6", "youth", "hijqr", "strand"},
    };
    for (auto const& [number, start, level] : editions) {
        RecordId const edition = series.edition(number, start, level, "");
        for (Treated const& each : treated) {
            if (each.edition == number) {
                std::vector<std::string> items;
                for (char const letter : each.items) {
                    items.emplace_back(1, letter);
                }
                series.treat(edition, each.theme, items, each.role, "page-" + std::string{number},
                             "d" + std::string{number});
            }
        }
    }
}

}  // namespace stoa::test
