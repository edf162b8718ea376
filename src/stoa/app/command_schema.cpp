// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/data_file_schema.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/nearest.hpp"
#include "stoa/ingest/type_name.hpp"
#include "stoa/model/schema.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::app {
namespace {

using model::Kind;
using model::KindDef;
using model::KindSet;
using model::PropertyDef;
using model::PropertyId;
using model::ValueType;

std::string names(KindSet kinds, std::string_view separator) {
    if (kinds.contains(Kind::quote) && kinds.contains(Kind::series) && kinds.contains(Kind::source)) {
        return "any record";
    }
    std::string text;
    for (KindDef const& each : model::kinds()) {
        if (kinds.contains(each.kind)) {
            text += (text.empty() ? "" : std::string{separator}) + std::string{each.name};
        }
    }
    return text;
}

std::string value_of(PropertyDef const& property) {
    if (property.link) {
        std::vector<std::string> keys;
        for (PropertyId const each : model::properties_of(*property.link)) {
            if (std::string_view const key = model::definition(each).key;
                key != model::definition(*property.link).key_fields.front()) {
                keys.push_back(std::string{key} + " = ...");
            }
        }
        return fmt::format("{}, or {{ {} }}", names(property.objects, " or "), fmt::join(keys, ", "));
    }
    if (property.type == ValueType::reference) {
        return names(property.objects, " or ");
    }
    if (property.type == ValueType::enumeration) {
        std::string text;
        for (model::EnumerationValue const& each : property.enumeration->values) {
            text += (text.empty() ? "" : ", ") + std::string{each.key};
        }
        return text;
    }
    return std::string{ingest::short_type_name(property.type)};
}

std::string origin_of(KindDef const& kind) {
    switch (kind.origin) {
        case model::Origin::named:
            return "[[" + std::string{kind.name} + "]] with an id";
        case model::Origin::keyed:
            return "[[" + std::string{kind.name} + "]], named by " +
                   fmt::format("{}", fmt::join(kind.key_fields, ", "));
        case model::Origin::implied:
            return "made by the program";
        case model::Origin::computed:
            break;
    }
    return "computed";
}

std::string how_often(Kind kind, PropertyDef const& property) {
    std::string text = property.required_for.contains(kind) ? "required" : "";
    if (property.repeatable) {
        text += text.empty() ? "repeatable" : ", repeatable";
    }
    bool const says_so = property.by_program && !model::computed_kinds.contains(kind);  // of those, all are
    return says_so ? "by the program" : text;
}

std::vector<std::string> kind_names(KindSet kinds) {
    std::vector<std::string> list;
    for (KindDef const& each : model::kinds()) {
        if (kinds.contains(each.kind)) {
            list.emplace_back(each.name);
        }
    }
    return list;
}

bool overlap(KindSet a, KindSet b) {
    return std::ranges::any_of(model::kinds(),
                               [&](KindDef const& each) { return a.contains(each.kind) && b.contains(each.kind); });
}

std::string_view name_of(model::Origin origin) {
    constexpr std::array<std::string_view, 4> names{"named", "keyed", "implied", "computed"};
    return names[static_cast<std::size_t>(origin)];
}

tables::Report report_of(KindDef const& kind) {
    tables::Report report;
    report.add("name", kind.name);
    report.add("label", kind.label);
    report.add("origin", name_of(kind.origin));
    report.add("key_fields", std::vector<std::string>{kind.key_fields.begin(), kind.key_fields.end()});
    report.add_if(!kind.owner.empty(), "owner", kind.owner);
    report.add("class", kind.class_term);
    report.add_if(!kind.super_class_term.empty(), "super_class", kind.super_class_term);
    report.add("needs_evidence", kind.needs_evidence);
    report.add("meaning", kind.meaning);
    return report;
}

tables::Report report_of(PropertyDef const& property) {
    std::string_view const enumeration =
        property.enumeration != nullptr ? property.enumeration->class_term : std::string_view{};
    std::string_view const link = property.link ? model::definition(*property.link).name : std::string_view{};
    tables::Report report;
    report.add("key", property.key);
    report.add("term", property.term);
    report.add("type", ingest::short_type_name(property.type));
    report.add("subjects", kind_names(property.subjects));
    report.add("objects", kind_names(property.objects));
    report.add("required_for", kind_names(property.required_for));
    report.add("repeatable", property.repeatable);
    report.add("by_program", property.by_program);
    report.add("in_rdf_only", property.in_rdf_only);
    report.add("inverse", property.inverse);
    report.add_if(!property.datatype.empty(), "datatype", property.datatype);
    report.add_if(!property.iri_start.empty(), "iri_start", property.iri_start);
    report.add_if(!enumeration.empty(), "enumeration", enumeration);
    report.add_if(!link.empty(), "link", link);
    report.add_if(!property.repeats.empty(), "repeats", property.repeats);
    report.add("meaning", property.meaning);
    return report;
}

tables::Report report_of(model::Enumeration const& enumeration) {
    std::vector<tables::Report> values;
    for (model::EnumerationValue const& value : enumeration.values) {
        values.emplace_back().add("key", value.key);
        values.back().add("term", value.term);
        values.back().add("meaning", value.meaning);
    }
    tables::Report report;
    report.add("class", enumeration.class_term);
    report.add("are_classes", enumeration.are_classes);
    report.add("values", std::move(values));
    return report;
}

std::string as_json(KindSet shown) {
    std::vector<tables::Report> kinds;
    std::vector<tables::Report> computed_kinds;
    for (KindDef const& each : model::kinds()) {
        if (shown.contains(each.kind)) {
            (model::computed_kinds.contains(each.kind) ? computed_kinds : kinds).push_back(report_of(each));
        }
    }
    std::vector<tables::Report> properties;
    std::set<std::string_view> used;  // enumerations, by their classes
    for (PropertyDef const& each : model::properties()) {
        if (overlap(each.subjects, shown)) {
            properties.push_back(report_of(each));
            used.insert(each.enumeration != nullptr ? each.enumeration->class_term : std::string_view{});
        }
    }
    std::vector<tables::Report> enumerations;
    for (model::Enumeration const* each : model::enumerations()) {
        if (used.contains(each->class_term)) {
            enumerations.push_back(report_of(*each));
        }
    }
    tables::Report schema;
    schema.add("kinds", std::move(kinds));
    schema.add("computed_kinds", std::move(computed_kinds));
    schema.add("properties", std::move(properties));
    schema.add("enumerations", std::move(enumerations));
    return tables::to_json(schema) + "\n";
}

std::string as_text(bool markdown, KindSet shown) {
    std::string text;
    bool computed = false;
    for (KindDef const& kind : model::kinds()) {  // the computed ones come last
        if (!shown.contains(kind.kind)) {
            continue;
        }
        if (model::computed_kinds.contains(kind.kind) && !std::exchange(computed, true)) {
            text += markdown ? "# Computed\n\n" : "";
            text += "Computed from the records and written in the evolution part; not in a data file:\n\n";
        }
        std::vector<std::vector<std::string>> rows;
        for (PropertyId const id : model::properties_of(kind.kind)) {
            PropertyDef const& each = model::definition(id);
            rows.push_back({std::string{each.key}, value_of(each), how_often(kind.kind, each), std::string{each.term},
                            std::string{each.meaning}});
        }
        std::string const classes = std::string{kind.class_term} +
                                    (kind.super_class_term.empty() ? "" : ", " + std::string{kind.super_class_term});
        if (!markdown) {
            text += fmt::format("{}: {}\n  {}; becomes {}\n", kind.name, kind.meaning, origin_of(kind), classes);
            std::string const table = text_table(rows, {false, false, false, false, false});
            for (std::size_t start = 0; start < table.size();) {
                std::size_t const end = table.find('\n', start) + 1;
                text += "    " + table.substr(start, end - start);
                start = end;
            }
            text += "\n";
            continue;
        }
        text +=
            fmt::format("## {}\n\n{}. {}; becomes {}.\n\n| key | value | | term | meaning |\n|---|---|---|---|---|\n",
                        kind.name, kind.meaning, origin_of(kind), classes);
        for (auto const& row : rows) {
            text += fmt::format("| `{}` | {} | {} | `{}` | {} |\n", row[0], row[1], row[2], row[3], row[4]);
        }
        text += "\n";
    }
    text.pop_back();
    return text;
}

/// Throws where there is no kind of the name.
KindSet chosen_kinds(std::optional<std::string> const& name) {
    if (!name) {
        return KindSet::all();
    }
    if (std::optional<Kind> const kind = model::find_kind(*name)) {
        return {*kind};
    }
    std::vector<std::string_view> names;
    for (KindDef const& each : model::kinds()) {
        names.push_back(each.name);
    }
    std::string const nearest = diagnostics::did_you_mean(*name, names);
    throw std::invalid_argument(fmt::format("there is no kind '{}'{}", diagnostics::printable(*name),
                                            nearest.empty() ? std::string{" (`stoa schema` shows all)"} : nearest));
}

std::string messages(std::string_view format) {
    using namespace tables::type;
    std::vector<tables::Column> const columns{{"code", text, "what the message is about"},
                                              {"severity", text, "error or warning"},
                                              {"meaning", text, "when it comes"}};
    tables::Records records;
    for (diagnostics::CodeDef const& each : diagnostics::codes()) {
        std::string_view const severity = each.severity == diagnostics::Severity::error ? "error" : "warning";
        records.rows.push_back({std::string{each.name}, std::string{severity}, std::string{each.meaning}});
    }
    if (format == "json") {
        tables::Report report;
        report.add("messages", columns, std::move(records));
        return tables::to_json(report) + "\n";
    }
    std::string markdown = "# Messages of check\n\n| code | severity | meaning |\n|---|---|---|\n";
    std::vector<std::vector<std::string>> rows;
    for (std::vector<tables::Value> const& row : records.rows) {
        auto const& cells = rows.emplace_back(
            std::vector{std::get<std::string>(row[0]), std::get<std::string>(row[1]), std::get<std::string>(row[2])});
        markdown += fmt::format("| `{}` | {} | {} |\n", cells[0], cells[1], cells[2]);
    }
    return format == "markdown" ? markdown : text_table(rows, {false, false, false});
}

}  // namespace

int run_schema(Arguments const& arguments) {
    std::string const format = arguments.text("--format");
    std::optional<std::string> const name = arguments.find("KIND");
    if (arguments.given("--messages")) {
        if (name || format == "json-schema") {
            throw std::invalid_argument(
                "--messages lists the codes of messages, in table, markdown or json: leave out "
                "the kind and json-schema");
        }
        print(messages(format));
        return 0;
    }
    KindSet const shown = chosen_kinds(name);
    if (format == "json-schema" && name) {
        throw std::invalid_argument(
            fmt::format("json-schema describes whole data files: leave '{}' out", diagnostics::printable(*name)));
    }
    print(format == "json-schema" ? data_file_schema()
          : format == "json"      ? as_json(shown)
                                  : as_text(format == "markdown", shown));
    return 0;
}

}  // namespace stoa::app
