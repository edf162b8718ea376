// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/raw_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "stoa/diagnostics/nearest.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using model::Kind;

/// The kind of the tables under this key of a record of the kind `owner`, or of the file.
std::optional<Kind> kind_of_table(std::string_view key, std::optional<Kind> owner) {
    std::optional<Kind> const kind = model::find_kind(key);
    bool const fits = kind && stands_in_a_data_file(*kind) &&
                      (!owner || (!model::definition(*kind).owner.empty() && model::nested_in(*owner).contains(*kind)));
    return fits ? kind : std::nullopt;
}

/// Moves the tables that are records out of the cells of the record with this number, or of the file.
void take_records(std::vector<RawCell>& cells, std::uint32_t owner, RawFile& file) {
    std::optional<Kind> const owner_kind =
        owner == RawRecord::no_owner ? std::nullopt : std::optional{file.records[owner].kind};
    bool any = false;
    for (RawCell& cell : cells) {
        std::optional<Kind> const kind = kind_of_table(cell.key, owner_kind);
        auto const take = [&](RawValue& value) {
            if (value.type == RawType::table) {
                auto const number = static_cast<std::uint32_t>(file.records.size());
                file.records.push_back({*kind, value.place, owner, {}});
                take_records(value.cells, number, file);
                file.records[number].cells = std::move(value.cells);
            }
        };
        if (kind && cell.value.type == RawType::list) {
            std::ranges::for_each(cell.value.cells, take, &RawCell::value);
            std::erase_if(cell.value.cells, [](RawCell const& item) { return item.value.type == RawType::table; });
        } else if (kind) {
            take(cell.value);
        }
        any = any || kind;
    }
    if (any) {
        std::erase_if(cells, [&](RawCell const& cell) {
            bool const taken =
                cell.value.type == RawType::table || (cell.value.type == RawType::list && cell.value.cells.empty());
            return taken && kind_of_table(cell.key, owner_kind);
        });
    }
}

}  // namespace

RawValue const* find(std::span<RawCell const> cells, std::string_view key) {
    auto const found = std::ranges::find(cells, key, &RawCell::key);
    return found == cells.end() ? nullptr : &found->value;
}

RawValue const* RawValue::find(std::string_view key) const {
    return type == RawType::table ? ingest::find(cells, key) : nullptr;
}

std::string_view TextStore::keep(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    auto* const kept = static_cast<char*>(memory_->allocate(text.size(), 1));
    std::ranges::copy(text, kept);
    return {kept, text.size()};
}

bool stands_in_a_data_file(Kind kind) {
    model::Origin const origin = model::definition(kind).origin;
    return origin == model::Origin::named || origin == model::Origin::keyed;
}

void take_records(RawFile& file) { take_records(file.cells, RawRecord::no_owner, file); }

std::string nearest_or_all(std::string_view word, std::span<std::string_view const> known) {
    std::string const nearest = diagnostics::did_you_mean(word, known);
    return nearest.empty() ? fmt::format(": write one of {}", fmt::join(known, ", ")) : nearest;
}

bool check_keys(RawFile const& file, std::span<RawCell const> cells, std::span<std::string_view const> known,
                std::string_view of, diagnostics::Diagnostics& diagnostics) {
    bool good = true;
    for (RawCell const& cell : cells) {
        if (std::ranges::find(known, cell.key) == known.end()) {
            diagnostics.report(Code::unknown_key, file.at(cell.place),
                               fmt::format("unknown key '{}'{}{}", cell.key, of, nearest_or_all(cell.key, known)));
            good = false;
        }
    }
    return good;
}

}  // namespace stoa::ingest
