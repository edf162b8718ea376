// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/record_index.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "stoa/diagnostics/nearest.hpp"

namespace stoa::ingest {

using diagnostics::Code;
using diagnostics::Location;
using model::DataSetId;
using model::definition;
using model::Kind;
using model::KindDef;
using model::KindSet;
using model::RecordId;

std::string labels_of(KindSet kinds) {
    std::string text;
    for (KindDef const& each : model::kinds()) {
        if (kinds.contains(each.kind)) {
            text += (text.empty() ? "" : " or ") + std::string{each.label};
        }
    }
    return text;
}

std::vector<RecordId> const& RecordIndex::with_id(Kind kind, std::string_view id) const {
    static std::vector<RecordId> const none;
    Records const& of_kind = records_[static_cast<std::size_t>(kind)];
    auto const found = of_kind.find(id);
    return found == of_kind.end() ? none : found->second;
}

std::optional<RecordId> RecordIndex::find(Kind kind, DataSetId data_set, std::string_view id) const {
    auto const& records = with_id(kind, id);
    auto const found = std::ranges::find(records, data_set, [&](RecordId each) { return builder_.data_set_of(each); });
    return found == records.end() ? std::nullopt : std::optional{*found};
}

RecordId RecordIndex::add(Kind kind, DataSetId data_set, std::string const& id, Location const& at) {
    std::optional<RecordId> other = find(kind, data_set, id);
    if (std::string_view const shared = definition(kind).fixed_namespace; !shared.empty()) {
        // Goals and targets of all data sets lie in one namespace.
        for (KindDef const& each : model::kinds()) {
            auto const& same_id = with_id(each.kind, id);
            if (each.fixed_namespace == shared && !same_id.empty() && (!other || each.kind == kind)) {
                other = same_id.front();
            }
        }
    }
    if (other) {
        duplicates_[{builder_.data_set_of(*other), data_set}].push_back({kind, id, at, place_of(*other)});
        add_lost(id);  // references to it here are not errors of their own
        return add_nameless(kind, data_set, at);
    }
    RecordId const record = builder_.add_record(kind, data_set, id, builder_.place(at.file, at.line, at.column));
    records_[static_cast<std::size_t>(kind)][id].push_back(record);
    return record;
}

void RecordIndex::report_duplicates() {
    for (auto const& [sets, records] : duplicates_) {
        if (sets.first != sets.second && records.size() > most_alike) {
            Duplicate const& one = std::ranges::min(records, {}, &Duplicate::at);
            diagnostics_.report(Code::duplicate_id, one.at,
                                fmt::format("{} records, of which this is the first, are also in data set '{}': if one "
                                            "is a copy of the other, keep one",
                                            records.size(), builder_.data_set(sets.first).name));
            continue;
        }
        for (Duplicate const& each : records) {
            diagnostics_.report(
                Code::duplicate_id, each.at,
                fmt::format("{} '{}' is here a second time; it is also at {}:{}:{}: keep one, or give "
                            "them different ids",
                            definition(each.kind).label, each.id, each.first.file, each.first.line, each.first.column));
        }
    }
    duplicates_.clear();
}

RecordId RecordIndex::add_nameless(Kind kind, DataSetId data_set, Location const& at) {
    return builder_.add_record(kind, data_set, model::nameless, builder_.place(at.file, at.line, at.column));
}

RecordIndex::Candidates RecordIndex::look_up(DataSetId from, KindSet kinds, std::string_view reference) const {
    Candidates result{{}, kinds, reference};
    if (std::size_t const colon = reference.find(':'); colon != std::string_view::npos) {
        std::optional<Kind> const kind = model::find_kind(reference.substr(0, colon));
        if (kind && kinds.contains(*kind)) {
            result.kinds = KindSet{*kind};
            result.id = reference.substr(colon + 1);
        }
    }
    for (DataSetId const data_set : files_.visible[static_cast<std::size_t>(from)]) {
        for (KindDef const& each : model::kinds()) {
            if (!result.kinds.contains(each.kind)) {
                continue;
            }
            if (std::optional<RecordId> const record = find(each.kind, data_set, result.id)) {
                result.records.push_back(*record);
            }
        }
        if (!result.records.empty()) {
            break;
        }
    }
    return result;
}

std::optional<RecordId> RecordIndex::resolve(RawFile const& file, KindSet kinds, std::string_view reference,
                                             RawPlace place) {
    Candidates const found = look_up(file.data_set, kinds, reference);
    if (found.records.size() == 1) {
        return found.records.front();
    }
    std::string_view const id = found.id;
    if (found.records.size() > 1) {
        KindDef const& one = definition(builder_.kind(found.records[0]));
        KindDef const& other = definition(builder_.kind(found.records[1]));
        diagnostics_.report(Code::ambiguous_reference, file.at(place),
                            fmt::format("'{}' is the id of a {} and of a {}: write '{}:{}' or '{}:{}'", id, one.label,
                                        other.label, one.name, id, other.name, id));
    } else if (!lost_ids_.contains(id)) {
        std::string const near = suggestion(file.data_set, found.kinds, id);
        // Else it may be in what could not be read.
        if (files_.complete || (!near.empty() && !files_.may_hold(id))) {
            diagnostics_.report(
                Code::unknown_reference, file.at(place),
                fmt::format("there is no {} '{}'{}", labels_of(found.kinds), id, advice(found.kinds, id, near)));
        }
    }
    return std::nullopt;
}

/// The nearest id of these kinds that a reference of the data set finds.
std::string RecordIndex::suggestion(DataSetId from, KindSet kinds, std::string_view id) {
    // It looks at every id: when very many references are wrong, the later ones go without.
    constexpr std::size_t most_suggestions = 100;
    if (suggestions_++ >= most_suggestions) {
        return {};
    }
    std::vector<std::string_view> known;
    for (KindDef const& each : model::kinds()) {
        if (kinds.contains(each.kind)) {
            for (auto const& [name, records] : records_[static_cast<std::size_t>(each.kind)]) {
                if (std::ranges::any_of(records, [&](RecordId record) { return is_visible(from, record); })) {
                    known.push_back(name);
                }
            }
        }
    }
    std::ranges::sort(known);
    return diagnostics::did_you_mean(id, known);
}

bool RecordIndex::is_visible(DataSetId from, RecordId record) const {
    std::vector<DataSetId> const& visible = files_.visible[static_cast<std::size_t>(from)];
    return std::ranges::find(visible, builder_.data_set_of(record)) != visible.end();
}

/// What to do about an id that none of these kinds has.
std::string RecordIndex::advice(KindSet kinds, std::string_view id, std::string_view suggestion) const {
    std::string text{suggestion.empty() ? ": correct it, or add a record with this id" : suggestion};
    if (suggestion.empty() && (kinds.contains(Kind::sdg_goal) || kinds.contains(Kind::sdg_target)) &&
        records_[static_cast<std::size_t>(Kind::sdg_goal)].empty()) {
        text = ": the goals and targets are in the data set 'shared' of Stoa; add uses = [\"shared\"] to stoa.toml";
    }
    for (KindDef const& each : model::kinds()) {
        auto const& same_id = with_id(each.kind, id);
        if (each.origin == model::Origin::named && !same_id.empty()) {
            DataSetId const owner = builder_.data_set_of(same_id.front());
            text = kinds.contains(each.kind) ? fmt::format(": data set '{}' has it; add that to 'uses' in stoa.toml",
                                                           builder_.data_set(owner).name)
                                             : fmt::format(": it is the id of a {}", each.label);
        }
    }
    return text;
}

}  // namespace stoa::ingest
