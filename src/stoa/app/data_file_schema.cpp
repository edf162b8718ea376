// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/data_file_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "stoa/diagnostics/code.hpp"
#include "stoa/ingest/manifest.hpp"
#include "stoa/model/schema.hpp"
#include "stoa/publish/profile.hpp"
#include "stoa/rdf/syntax.hpp"

namespace stoa::app {
namespace {

using Json = nlohmann::ordered_json;
using model::Kind;
using model::KindDef;
using model::PropertyDef;
using model::PropertyId;
using model::ValueType;

constexpr std::string_view id_pattern = "[a-z0-9]([a-z0-9.-]*[a-z0-9])?";
constexpr std::string_view iri_pattern = R"(^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$)";
/// At most eight words, as of a quote.
constexpr std::string_view quote_pattern = R"(^\s*\S+(\s+\S+){0,7}\s*$)";

Json refer_to(std::string_view name) { return {{"$ref", fmt::format("#/$defs/{}", name)}}; }

Json any_of(std::vector<Json> const& choices) { return {{"anyOf", choices}}; }

Json matching(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

Json one_of_words(std::vector<std::string_view> const& words) { return {{"type", "string"}, {"enum", words}}; }

/// A table that has no other keys.
Json table(Json properties, std::vector<std::string_view> const& required) {
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", required},
            {"additionalProperties", false}};
}

/// One of it, or a list of them that is not empty.
Json one_or_several(Json const& one) {
    return {{"anyOf", {one, {{"type", "array"}, {"minItems", 1}, {"items", one}}}}};
}

Json described(std::string_view meaning, Json schema) {
    Json result{{"description", meaning}};
    result.update(schema);
    return result;
}

Json code_of(PropertyDef const& property) {
    return matching(property.key == "iso2"   ? "^[A-Z]{2}$"
                    : property.key == "iso3" ? "^[A-Z]{3}$"
                    : property.key == "m49"  ? "^[0-9]{3}$"
                                             : fmt::format("^{}$", id_pattern));
}

/// A text in the language of the data set, or in several languages. Of a repeatable one, also lists in a language.
Json text_of(Json const& one, bool repeatable) {
    Json languages{{"type", "object"},
                   {"minProperties", 1},
                   {"not", {{"required", {"value"}}}},  // that is a claim
                   {"propertyNames", {{"pattern", "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}}},
                   {"additionalProperties", repeatable ? one_or_several(one) : one}};
    return any_of({one, std::move(languages)});
}

class Writer {
public:
    Json write() {
        Json properties = settings();
        std::vector<std::string> settings_keys;  // the object moves its own
        for (auto const& [key, schema] : properties.items()) {
            settings_keys.push_back(key);
        }
        properties["evidence"] =
            described("The evidence of all statements in the file that do not name their own.", refer_to("evidence"));
        for (KindDef const& each : model::kinds()) {
            if (stands_in_a_data_file(each)) {
                defs_[std::string{each.name}] = kind(each, false);
                properties[std::string{each.name}] = described(each.meaning, one_or_several(refer_to(each.name)));
            }
        }
        define_evidence();
        std::vector<std::string_view> required;
        for (ingest::TextSetting const& each : ingest::text_settings) {
            if (each.required) {
                required.push_back(each.key);
            }
        }
        Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                    {"title", "A TOML file of a data set of Stoa"},
                    {"description", "stoa.toml describes the data set; every other file contains records."}};
        schema.update(table(std::move(properties), {}));
        schema["if"] = {{"required", {"base"}}};
        schema["then"] = {{"required", required}, {"propertyNames", {{"enum", settings_keys}}}};
        schema["else"] = {{"not", any_of({{{"required", {"title"}}}, {{"required", {"licence"}}}})}};
        schema["$defs"] = std::move(defs_);
        return schema;
    }

private:
    static bool stands_in_a_data_file(KindDef const& kind) {
        return kind.origin == model::Origin::named || kind.origin == model::Origin::keyed;
    }

    static Json setting(ingest::SettingForm form) {
        switch (form) {
            case ingest::SettingForm::text:
            case ingest::SettingForm::contact:
                break;
            case ingest::SettingForm::iri:
                return matching(iri_pattern);
            case ingest::SettingForm::date:
                return date();
            case ingest::SettingForm::web:
                return matching("^https?://");
            case ingest::SettingForm::syntax: {
                std::vector<std::string_view> names;
                std::ranges::transform(rdf::syntaxes(), std::back_inserter(names), &rdf::Syntax::name);
                return one_of_words(names);
            }
        }
        return matching("\\S");
    }

    static Json date() {
        return any_of({matching("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
                       {{"type", "integer"}, {"minimum", 1000}, {"maximum", 9999}}});
    }

    static Json settings() {
        Json const text = matching("\\S");
        Json keys;
        for (ingest::TextSetting const& each : ingest::text_settings) {
            keys[std::string{each.key}] = described(each.meaning, setting(each.form));
        }
        for (ingest::ListSetting const& each : ingest::list_settings) {
            keys[std::string{each.key}] = described(each.meaning, one_or_several(setting(each.form)));
        }
        keys["uses"] = described("folders of other data sets, to whose records the records may refer",
                                 any_of({text, {{"type", "array"}, {"items", text}}}));
        keys["look_back"] = {{"description", "how many editions back to look for the content of a theme (1)"},
                             {"type", "integer"},
                             {"minimum", 1},
                             {"maximum", ingest::most_look_back}};
        Json distribution;
        for (ingest::DistributionSetting const& each : ingest::distribution_settings) {
            distribution[std::string{each.key}] = described(each.meaning, setting(each.form));
        }
        keys["distribution"] = described("where the data set can be had: files and endpoints",
                                         one_or_several(table(std::move(distribution), {})));
        Json endpoint;
        endpoint["url"] = setting(ingest::SettingForm::web);
        endpoint["graph"] = matching(iri_pattern);
        endpoint["server"] = text;
        endpoint["mode"] = one_of_words({"replace", "changes"});
        keys["endpoints"] = {{"description", "SPARQL endpoints to publish to, by name"},
                             {"type", "object"},
                             {"additionalProperties", table(std::move(endpoint), {"url"})}};
        return keys;
    }

    void define_evidence() {
        Json passage;
        passage["source"] = refer_to("reference");
        passage["locator"] = described("page, section or paragraph", matching("\\S"));
        passage["quote"] = described("at most eight words copied from the source", matching(quote_pattern));
        defs_["passage"] = any_of({refer_to("reference"), table(std::move(passage), {"source"})});
        defs_["evidence"] = one_or_several(refer_to("passage"));
        defs_["reference"] = matching(fmt::format("^([a-z_]+:)?{}$", id_pattern));
        std::vector<std::string_view> warnings;
        for (diagnostics::CodeDef const& each : diagnostics::codes()) {
            if (each.severity == diagnostics::Severity::warning) {
                warnings.push_back(each.name);
            }
        }
        Json allowance;
        allowance["code"] = one_of_words(warnings);
        allowance["reason"] = matching("\\S");
        defs_["allow"] = one_or_several(table(std::move(allowance), {"code", "reason"}));
        defs_["id"] = matching(fmt::format("^{}$", id_pattern));
    }

    /// A table of the kind; one that is nested in its owner does not name it.
    Json kind(KindDef const& kind, bool nested) {
        Json properties;
        std::vector<std::string_view> required;
        if (kind.origin == model::Origin::named) {
            required.emplace_back("id");
        }
        properties["id"] = refer_to("id");
        properties["allow"] = described("warnings about the record that are right as they are", refer_to("allow"));
        for (PropertyId const id : model::properties_of(kind.kind)) {
            PropertyDef const& each = model::definition(id);
            if (each.by_program || (nested && each.key == kind.owner)) {
                continue;
            }
            properties[std::string{each.key}] =
                described(each.meaning, each.key == "evidence" ? refer_to("evidence") : refer_to(values_of(each)));
            if (each.required_for.contains(kind.kind)) {
                required.push_back(each.key);
            }
        }
        for (KindDef const& each : model::kinds()) {
            if (model::nested_in(kind.kind).contains(each.kind) && !properties.contains(each.name)) {
                properties[std::string{each.name}] =
                    described(each.meaning, one_or_several(refer_to(nested_kind(each))));
            }
        }
        return described(kind.meaning, table(std::move(properties), required));
    }

    std::string nested_kind(KindDef const& kind) {
        std::string name = fmt::format("nested_{}", kind.name);
        if (!defs_.contains(name)) {
            defs_[name] = true;  // it may contain itself
            defs_[name] = this->kind(kind, true);
        }
        return name;
    }

    /// Defines what stands behind the key of the property, and names it: a value, a claim about it, or a list of them.
    std::string values_of(PropertyDef const& property) {
        std::string const one = value_of(property);
        std::string name =
            fmt::format("{}{}{}", one, property.repeatable ? "_list" : "_once", property.link ? "_with_link" : "");
        if (defs_.contains(name)) {
            return name;
        }
        std::string const claimed = claim_of(one);
        Json const element = property.link ? any_of({refer_to(one), refer_to(claimed), link_of(property)})
                                           : any_of({refer_to(one), refer_to(claimed)});
        Json list{{"type", "array"}, {"minItems", 1}, {"items", element}};
        if (!property.repeatable) {  // several only where sources disagree
            list["anyOf"] = {{{"maxItems", 1}}, {{"contains", {{"type", "object"}, {"required", {"value"}}}}}};
        }
        Json all = element;
        all["anyOf"].push_back(std::move(list));
        defs_[name] = std::move(all);
        return name;
    }

    std::string claim_of(std::string const& value) {
        std::string name = fmt::format("{}_claim", value);
        if (!defs_.contains(name)) {
            Json properties;
            properties["value"] = refer_to(value);
            properties["evidence"] = refer_to("evidence");
            properties["id"] = refer_to("id");
            for (PropertyId const id : model::properties_of(Kind::claim)) {
                PropertyDef const& each = model::definition(id);
                // What the claim is about comes from the table around it.
                if (!each.required_for.contains(Kind::claim) && !each.key.starts_with("value") &&
                    each.key != "evidence") {
                    properties[std::string{each.key}] = described(each.meaning, refer_to(value_of(each)));
                }
            }
            defs_[name] = table(std::move(properties), {"value"});
        }
        return name;
    }

    /// `{ source = "b", extent = "beginning" }`
    Json link_of(PropertyDef const& property) {
        auto const& ends = model::definition(*property.link).key_fields;
        Json properties;
        for (PropertyId const id : model::properties_of(*property.link)) {
            PropertyDef const& each = model::definition(id);
            if (!each.by_program && each.key != ends.front()) {
                properties[std::string{each.key}] = described(each.meaning, refer_to(value_of(each)));
            }
        }
        return table(std::move(properties), {ends.back()});
    }

    /// Defines one plain value, and names it.
    std::string value_of(PropertyDef const& property) {
        std::string name;
        Json schema;
        constexpr std::int64_t most = 1'000'000'000'000'000;
        switch (property.type) {
            case ValueType::text:
                name = property.key == "wording" ? "wording" : property.repeatable ? "texts" : "text";
                schema = text_of(matching(name == "wording" ? quote_pattern : "\\S"), property.repeatable);
                break;
            case ValueType::string:
                name = "string";
                schema = matching("\\S");
                break;
            case ValueType::integer:
                name = "integer";
                schema = {{"type", "integer"}, {"minimum", 0}, {"maximum", most}};
                break;
            case ValueType::decimal:
            case ValueType::number:
                name = "number";
                schema = {{"type", "number"}, {"minimum", -most}, {"maximum", most}};
                break;
            case ValueType::boolean:
                name = "boolean";
                schema = {{"type", "boolean"}};
                break;
            case ValueType::date:
                name = "date";
                schema = date();
                break;
            case ValueType::code:
                name = property.key;
                schema = code_of(property);
                break;
            case ValueType::iri:
                name = "iri";
                schema = matching(iri_pattern);
                break;
            case ValueType::identifier: {
                bool const is_wikidata = property.key.starts_with("wikidata");
                name = is_wikidata ? "wikidata" : "number_elsewhere";
                schema = is_wikidata ? matching("^Q[0-9]+$")
                                     : any_of({matching("^[0-9]+$"), {{"type", "integer"}, {"minimum", 0}}});
                break;
            }
            case ValueType::enumeration: {
                model::Enumeration const& of = *property.enumeration;
                auto const all = model::enumerations();
                name = of.class_term.substr(of.class_term.find(':') + 1);
                if (std::ranges::find(all, &of) == all.end()) {  // some of the values
                    name += fmt::format("_{}", of.values.size());
                }
                std::vector<std::string_view> words;
                for (model::EnumerationValue const& each : of.values) {
                    words.push_back(each.key);
                }
                schema = one_of_words(words);
                break;
            }
            case ValueType::reference:
                return "reference";
            case ValueType::any_literal:
                name = "any";
                schema = Json::object();
                break;
        }
        defs_[name] = std::move(schema);
        return name;
    }

    Json defs_;
};

}  // namespace

std::string data_file_schema() { return Writer{}.write().dump(2) + "\n"; }

}  // namespace stoa::app
