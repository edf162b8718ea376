// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/data_set_files.hpp"
#include "stoa/model/graph_builder.hpp"

namespace stoa::ingest {

/// More records than these that two data sets have alike are a copy, and one message.
inline constexpr std::size_t most_alike = 10;

/// The records of all files by kind and id: gives each its place in the builder, and finds those that references name.
/// Invariant: a kind has an id at most once in each data set, and once in all where its namespace is fixed.
class RecordIndex {
public:
    RecordIndex(DataSetFiles const& files, model::GraphBuilder& builder, diagnostics::Diagnostics& diagnostics)
        : files_{files}, builder_{builder}, diagnostics_{diagnostics} {}

    /// A new record; one without a name if the id is taken, which `report_duplicates` reports.
    model::RecordId add(model::Kind kind, model::DataSetId data_set, std::string const& id,
                        diagnostics::Location const& at);
    /// What `add` found since the last call. Very many in two data sets are a copy, and one error.
    void report_duplicates();
    [[nodiscard]] diagnostics::Location place_of(model::RecordId record) const {
        return builder_.location(builder_.place_of(record));
    }
    /// A record that has no name of its own: its statements are still read, to report their errors.
    model::RecordId add_nameless(model::Kind kind, model::DataSetId data_set, diagnostics::Location const& at);
    [[nodiscard]] bool is_nameless(model::RecordId record) const { return builder_.id(record) == model::nameless; }
    /// An id of a table that is not understood: references to it are not errors of their own.
    void add_lost(std::string_view id) { lost_ids_.emplace(id); }

    [[nodiscard]] std::optional<model::RecordId> find(model::Kind kind, model::DataSetId data_set,
                                                      std::string_view id) const;

    /// What a reference may mean: records of the nearest data set that has any.
    struct Candidates {
        std::vector<model::RecordId> records;
        model::KindSet kinds;
        std::string_view id;  ///< without the kind before a colon
    };
    [[nodiscard]] Candidates look_up(model::DataSetId from, model::KindSet kinds, std::string_view reference) const;
    /// The record that a reference at this place of the file means, or nothing after reporting why.
    [[nodiscard]] std::optional<model::RecordId> resolve(RawFile const& file, model::KindSet kinds,
                                                         std::string_view reference, RawPlace place);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    /// By id, one for each data set that has it.
    using Records = std::unordered_map<std::string, std::vector<model::RecordId>, Hash, std::equal_to<>>;

    [[nodiscard]] std::vector<model::RecordId> const& with_id(model::Kind kind, std::string_view id) const;
    [[nodiscard]] bool is_visible(model::DataSetId from, model::RecordId record) const;
    [[nodiscard]] std::string suggestion(model::DataSetId from, model::KindSet kinds, std::string_view id);
    [[nodiscard]] std::string advice(model::KindSet kinds, std::string_view id, std::string_view suggestion) const;

    struct Duplicate {
        model::Kind kind{};
        std::string id;
        diagnostics::Location at;
        diagnostics::Location first;
    };

    DataSetFiles const& files_;
    model::GraphBuilder& builder_;
    diagnostics::Diagnostics& diagnostics_;
    std::array<Records, model::kind_count> records_;
    std::set<std::string, std::less<>> lost_ids_;
    std::map<std::pair<model::DataSetId, model::DataSetId>, std::vector<Duplicate>> duplicates_;  ///< first, second
    std::size_t suggestions_ = 0;
};

/// What every part of the reader adds to.
struct Target {
    RecordIndex& index;
    model::GraphBuilder& builder;
    diagnostics::Diagnostics& diagnostics;
};

/// The labels of the kinds: `theme or concept`.
[[nodiscard]] std::string labels_of(model::KindSet kinds);

}  // namespace stoa::ingest
