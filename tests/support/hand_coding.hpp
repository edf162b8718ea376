// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "stoa/evolution/coding.hpp"

namespace stoa::test {

/// A coding by numbers alone: all items issues, every edition complete, one source, each passage with evidence of its
/// own.
class HandCoding {
public:
    HandCoding(std::uint32_t editions, std::uint32_t themes, std::uint32_t items, std::uint32_t documents) {
        coding.editions.resize(editions);
        for (evolution::Coding::Edition& each : coding.editions) {
            each.level.fill(evolution::Level::complete);
        }
        coding.themes.resize(themes);
        coding.items.resize(items);
        coding.documents.resize(documents);
        coding.sources.resize(1);
    }

    /// A passage for each item; without items one for the theme alone.
    void treat(std::uint32_t edition, std::uint32_t theme, std::vector<std::uint32_t> items,
               std::uint32_t document = evolution::none, evolution::Role role = evolution::Role::issue) {
        if (items.empty()) {
            items.push_back(evolution::none);
        }
        for (std::uint32_t const item : items) {
            evolution::Coding::Passage passage;
            passage.edition = edition;
            passage.theme = theme;
            passage.item = item;
            passage.document = document;
            passage.source = 0;
            passage.evidence = static_cast<std::uint32_t>(coding.passages.size());
            passage.role = role;
            coding.passages.push_back(passage);
        }
        std::ranges::sort(coding.passages);
    }

    evolution::Coding coding;
};

}  // namespace stoa::test
