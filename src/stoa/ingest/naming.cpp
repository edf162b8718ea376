// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "stoa/ingest/scalar.hpp"
#include "stoa/model/canonical.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostics;
using model::definition;
using model::PropertyDef;
using model::RecordId;

/// The `id` of a table, empty after reporting that it has none.
std::string given_id(Table const& table, Diagnostics& diagnostics) {
    RawValue const* const value = find(table.cells, "id");
    diagnostics::Location const at = table.file->at(value != nullptr ? value->place : table.place);
    if (value == nullptr) {
        diagnostics.report(Code::missing_key, at,
                           fmt::format("missing key 'id' of the {}", definition(table.kind).label));
        return {};
    }
    std::string id{value->words()};
    if (value->type != RawType::text) {
        diagnostics.report(Code::wrong_type, at, "'id' must be a text in quotes");
    } else if (id.empty()) {
        diagnostics.report(Code::empty_value, at, "'id' is empty: write letters a to z, digits, hyphens and dots");
    } else if (!model::is_id(id)) {
        diagnostics.report(Code::not_an_id, at,
                           fmt::format("'{}' is not an id: letters a to z, digits, hyphens and dots, as in '{}'", id,
                                       model::slug(id)));
    }
    return id;
}

/// What a key field adds to the id; nothing when it is not known.
std::optional<std::string> key_part(Table const& table, std::string_view key, Target const& to) {
    PropertyDef const& of = definition(property(table.kind, key));
    bool const required = of.required_for.contains(table.kind);
    bool const from_owner = table.owner != nullptr && key == definition(table.kind).owner;
    RawValue const* value = find(table.cells, key);
    if (value != nullptr && value->type == RawType::list) {
        std::vector<RawCell> const& items = value->cells;
        // Of plain values the reader of the property says so.
        if (items.size() > 1 && items.front().value.type == RawType::table) {
            to.diagnostics.report(
                Code::several_values, table.file->at(value->place),
                fmt::format("'{}' names the {}: give it one value", key, definition(table.kind).label));
        }
        if (items.size() != 1) {
            return std::nullopt;
        }
        value = &items.front().value;
    }
    if (value != nullptr && value->type == RawType::table) {
        value = value->find("value");
    }
    if (!from_owner && value == nullptr) {
        return required ? std::nullopt : std::optional{std::string{}};
    }
    if (model::is_relation(of)) {
        RecordId target{};
        if (from_owner) {
            target = table.owner->record;
        } else {
            RecordIndex::Candidates const found = to.index.look_up(table.file->data_set, of.objects, value->words());
            if (found.records.size() != 1) {
                return std::nullopt;
            }
            target = found.records.front();
        }
        if (to.index.is_nameless(target)) {
            return std::nullopt;
        }
        std::string const id{to.builder.id(target)};
        bool const several_kinds = labels_of(of.objects).find(" or ") != std::string::npos;
        return several_kinds ? std::string{definition(to.builder.kind(target)).name} + "-" + id : id;
    }
    if (of.type == model::ValueType::enumeration) {
        std::string text{value->words()};
        std::ranges::replace(text, '_', '-');
        return text == "exact" || text == "actual" ? std::string{} : text;  // what is assumed when nothing is said
    }
    Scalar const scalar = read_scalar(of, *value);
    return scalar.ok() ? std::optional{model::slug(scalar.text)} : std::nullopt;
}

/// The id that the key fields make; nothing when one of them is not known.
std::optional<std::string> made_id(Table const& table, Target const& to) {
    std::string id;
    for (std::string_view const key : definition(table.kind).key_fields) {
        std::optional<std::string> const part = key_part(table, key, to);
        if (!part) {
            return std::nullopt;
        }
        if (!part->empty()) {
            id += (id.empty() ? "" : "-") + *part;
        }
    }
    return id;
}

}  // namespace

void name_record(Table& table, Target const& to) {
    RawValue const* const given = find(table.cells, "id");
    bool const is_given = given != nullptr || definition(table.kind).origin == model::Origin::named;
    std::optional<std::string> id = is_given ? given_id(table, to.diagnostics) : made_id(table, to);
    if (is_given && id->empty()) {
        id.reset();
    }
    diagnostics::Location const at = table.file->at(given != nullptr && id ? given->place : table.place);
    table.record = id ? to.index.add(table.kind, table.file->data_set, *id, at)
                      : to.index.add_nameless(table.kind, table.file->data_set, at);
}

}  // namespace stoa::ingest
