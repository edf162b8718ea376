// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/evidence_reader.hpp"

#include <fmt/format.h>

#include <array>

#include "stoa/model/canonical.hpp"

namespace stoa::ingest {

using diagnostics::Code;
using model::Kind;
using model::property;
using model::RecordId;

Evidence EvidenceReader::read(RawFile const& file, RawValue const& value) {
    Evidence evidence;
    evidence.given = true;
    if (value.type == RawType::list && value.cells.empty()) {
        to_.diagnostics.report(Code::malformed_evidence, file.at(value.place), "'evidence' is empty: name a source");
    }
    value.for_each_item([&](RawValue const& each) {
        std::optional<Passage> const passage = read_passage(file, each);
        if (std::optional<RecordId> const record = passage ? add(file, each.place, *passage) : std::nullopt) {
            evidence.records.push_back(*record);
        }
    });
    evidence.set = to_.builder.evidence_set(evidence.records);
    return evidence;
}

std::optional<EvidenceReader::Passage> EvidenceReader::read_passage(RawFile const& file, RawValue const& value) {
    RawValue const* source = &value;
    Passage passage;
    bool good = true;
    if (value.type == RawType::table) {
        constexpr std::array<std::string_view, 3> keys{"source", "locator", "quote"};
        good = check_keys(file, value.cells, keys, " of evidence", to_.diagnostics);
        source = value.find("source");
        if (source == nullptr) {
            to_.diagnostics.report(Code::malformed_evidence, file.at(value.place),
                                   "missing key 'source' of the evidence");
            return std::nullopt;
        }
        auto const text_of = [&](std::string_view key, std::string& target) {
            RawValue const* const text = value.find(key);
            if (text == nullptr) {
                return RawPlace{};
            }
            if (text->words().find_first_not_of(" \t\r\n") == std::string_view::npos) {
                to_.diagnostics.report(Code::malformed_evidence, file.at(text->place),
                                       fmt::format("'{}' of evidence takes a text in quotes", key));
                good = false;
            } else {
                target = model::to_nfc(text->text);
            }
            return text->place;
        };
        text_of("locator", passage.locator);
        passage.quote_place = text_of("quote", passage.quote);
        if (std::size_t const words = model::word_count(passage.quote); words > max_quote_words) {
            to_.diagnostics.report(Code::long_quote, file.at(passage.quote_place),
                                   fmt::format("the quote has {} words: quote at most {}", words, max_quote_words));
            good = false;
        }
    }
    if (source->type != RawType::text) {
        to_.diagnostics.report(Code::malformed_evidence, file.at(source->place),
                               "evidence is the id of a source, or a table with source, locator and quote");
        return std::nullopt;
    }
    std::optional<RecordId> const record = to_.index.resolve(file, {Kind::source}, source->text, source->place);
    if (!record || !good) {
        return std::nullopt;
    }
    passage.source = *record;
    return passage;
}

std::optional<RecordId> EvidenceReader::add(RawFile const& file, RawPlace place, Passage const& passage) {
    std::string id{to_.builder.id(passage.source)};
    for (std::string const& part : {passage.locator, passage.quote}) {
        id += part.empty() ? std::string{} : "-" + model::slug(part);
    }
    if (std::optional<RecordId> const other = to_.index.find(Kind::evidence, file.data_set, id)) {
        if (passages_.at(*other) == passage) {
            return other;
        }
        diagnostics::Location const first = to_.builder.location(to_.builder.place_of(*other));
        to_.diagnostics.report(Code::duplicate_passage, file.at(place),
                               fmt::format("this passage and the one at {}:{}:{} would both be named '{}': "
                                           "write locator and quote in the same way",
                                           first.file, first.line, first.column, id));
        return std::nullopt;
    }
    RecordId const record = to_.index.add(Kind::evidence, file.data_set, id, file.at(place));
    passages_.emplace(record, passage);
    to_.builder.relate(record, property(Kind::evidence, "source"), passage.source);
    if (!passage.locator.empty()) {
        to_.builder.add_value(record, property(Kind::evidence, "locator"), to_.builder.string_tag(), passage.locator);
    }
    if (!passage.quote.empty()) {
        model::PlaceId const at = to_.builder.place(file.name, passage.quote_place.line, passage.quote_place.column);
        RecordId const words = to_.builder.add_record(Kind::quote, file.data_set, id, at);
        to_.builder.relate(record, property(Kind::evidence, "selector"), words);
        to_.builder.add_value(words, property(Kind::quote, "exact"), to_.builder.string_tag(), passage.quote,
                              model::no_evidence, at);
    }
    return record;
}

}  // namespace stoa::ingest
