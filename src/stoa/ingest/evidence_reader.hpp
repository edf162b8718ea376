// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "stoa/ingest/record_index.hpp"
#include "stoa/ingest/table.hpp"

namespace stoa::ingest {

/// Words that may be copied from a source without a break.
inline constexpr std::size_t max_quote_words = 8;

/// Turns the values of `evidence` into records of the passages of sources and of the words quoted there, each once.
class EvidenceReader {
public:
    explicit EvidenceReader(Target const& to) : to_{to} {}

    /// The id of a source, a table of source, locator and quote, or a list of them. What is faulty is left out.
    Evidence read(RawFile const& file, RawValue const& value);

private:
    struct Passage {
        model::RecordId source{};
        std::string locator;
        std::string quote;
        RawPlace quote_place;
        bool operator==(Passage const& other) const {
            return std::tie(source, locator, quote) == std::tie(other.source, other.locator, other.quote);
        }
    };
    [[nodiscard]] std::optional<Passage> read_passage(RawFile const& file, RawValue const& value);
    [[nodiscard]] std::optional<model::RecordId> add(RawFile const& file, RawPlace place, Passage const& passage);

    Target to_;
    std::map<model::RecordId, Passage> passages_;
};

}  // namespace stoa::ingest
