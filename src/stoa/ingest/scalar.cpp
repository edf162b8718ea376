// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/ingest/type_name.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/model/country_codes.hpp"
#include "stoa/model/partial_date.hpp"
#include "stoa/rdf/lexical_form.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::ingest {
namespace {

using model::PropertyDef;
using model::ValueType;
using namespace rdf::vocabulary;

Scalar faulty(std::string why) { return {{}, {}, std::move(why)}; }

Scalar wrong_type(PropertyDef const& property) {
    return faulty(fmt::format("'{}' takes {}", property.key, type_name(property.type)));
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Scalar read_date(PropertyDef const& property, toml::node const& node) {
    std::string text;
    if (auto const day = node.value_exact<toml::date>()) {
        text = fmt::format("{:04}-{:02}-{:02}", day->year, day->month, day->day);
    } else if (auto const year = node.value_exact<std::int64_t>()) {
        text = std::to_string(*year);
    } else if (auto const string = node.value_exact<std::string>()) {
        text = *string;
    } else {
        return wrong_type(property);
    }
    std::optional<model::PartialDate> const date = model::PartialDate::parse(text);
    if (!date && text.size() == 10 && text[4] == '-' && text[7] == '-') {
        return faulty(fmt::format("'{}' is not a day of the calendar: correct it", text));
    }
    if (!date) {
        return faulty(fmt::format("'{}' is not a date: write 2021-10-27, \"2021-10\" or 2021", text));
    }
    return {text, std::string{date->datatype()}, {}};
}

Scalar read_code(PropertyDef const& property, toml::node const& node) {
    std::optional<std::string> const text = node.value_exact<std::string>();
    if (!text) {
        return wrong_type(property);
    }
    std::string const datatype = expand(property.datatype);
    bool good = true;
    std::string_view wanted;
    if (property.key == "iso2" || property.key == "iso3") {
        model::CountryCodes const* const codes = model::find_country_codes(*text);
        good = codes != nullptr && *text == (property.key == "iso2" ? codes->alpha2 : codes->alpha3);
        wanted = property.key == "iso2" ? "an ISO 3166-1 alpha-2 code such as \"KR\""
                                        : "an ISO 3166-1 alpha-3 code such as \"KOR\"";
    } else if (property.key == "m49") {
        good = text->size() == 3 && all_digits(*text);
        wanted = "three digits such as \"030\"";
    } else {
        good = model::is_id(*text);
        wanted = "a number or code such as \"4.7\"";
    }
    if (!good) {
        return faulty(fmt::format("'{}' is not a code for '{}': write {}", *text, property.key, wanted));
    }
    return {*text, datatype, {}};
}

Scalar read_identifier(PropertyDef const& property, toml::node const& node) {
    std::string text;
    if (auto const number = node.value_exact<std::int64_t>()) {
        text = std::to_string(*number);
    } else if (auto const string = node.value_exact<std::string>()) {
        text = *string;
    } else {
        return wrong_type(property);
    }
    bool const is_wikidata = property.key.starts_with("wikidata");
    bool const good = is_wikidata
                          ? text.size() > 1 && text.front() == 'Q' && all_digits(std::string_view{text}.substr(1))
                          : all_digits(text);
    if (!good) {
        return faulty(fmt::format("'{}' is not an identifier for '{}': write {}", text, property.key,
                                  is_wikidata ? "\"Q\" and a number" : "a number"));
    }
    std::string iri{property.iri_start};
    iri += text;
    if (property.iri_start == "https://sws.geonames.org/") {
        iri += '/';
    }
    return {std::move(iri), {}, {}};
}

Scalar read_number(PropertyDef const& property, toml::node const& node) {
    bool const whole_allowed = property.type != ValueType::decimal;
    if (auto const integer = node.value_exact<std::int64_t>()) {
        // Numbers, years and pages are counted; and no sum of two values may overflow.
        constexpr std::int64_t most = 1'000'000'000'000'000;
        if (*integer > most || *integer < (property.type == ValueType::integer ? 0 : -most)) {
            return faulty(fmt::format("{} is out of range for '{}': correct it", *integer, property.key));
        }
        if (whole_allowed) {
            return {rdf::canonical_integer(*integer), std::string{xsd_integer}, {}};
        }
        return {rdf::canonical_decimal(std::to_string(*integer)).value(), std::string{xsd_decimal}, {}};
    }
    std::optional<double> const real = node.value_exact<double>();
    std::optional<std::string> const text =
        real && property.type != ValueType::integer ? rdf::canonical_decimal(*real) : std::nullopt;
    if (!text) {
        return wrong_type(property);
    }
    return {*text, std::string{xsd_decimal}, {}};
}

Scalar read_choice(PropertyDef const& property, toml::node const& node) {
    std::optional<std::string> const key = node.value_exact<std::string>();
    std::vector<std::string_view> keys;
    for (model::EnumerationValue const& each : property.enumeration->values) {
        if (key && each.key == *key) {
            return {expand(each.term), {}, {}};
        }
        keys.push_back(each.key);
    }
    if (!key) {
        return wrong_type(property);
    }
    std::string const hint = diagnostics::did_you_mean(*key, keys);
    return faulty(fmt::format("'{}' cannot be '{}'{}", property.key, *key,
                              hint.empty() ? fmt::format(": write one of {}", fmt::join(keys, ", ")) : hint));
}

}  // namespace

Scalar read_scalar(PropertyDef const& property, toml::node const& node) {
    switch (property.type) {
        case ValueType::text:
        case ValueType::string:
        case ValueType::reference: {
            std::optional<std::string> text = node.value_exact<std::string>();
            if (!text) {
                return wrong_type(property);
            }
            if (text->find_first_not_of(" \t\r\n") == std::string::npos) {
                return faulty(fmt::format("'{}' is empty: write it, or leave the key out", property.key));
            }
            return {model::to_nfc(*text), {}, {}};
        }
        case ValueType::integer:
        case ValueType::decimal:
        case ValueType::number:
            return read_number(property, node);
        case ValueType::boolean: {
            std::optional<bool> const value = node.value_exact<bool>();
            return value ? Scalar{*value ? "true" : "false", std::string{xsd_boolean}, {}} : wrong_type(property);
        }
        case ValueType::date:
            return read_date(property, node);
        case ValueType::code:
            return read_code(property, node);
        case ValueType::identifier:
            return read_identifier(property, node);
        case ValueType::enumeration:
            return read_choice(property, node);
        case ValueType::iri: {
            std::optional<std::string> const text = node.value_exact<std::string>();
            if (!text) {
                return wrong_type(property);
            }
            std::optional<std::string> const fault = rdf::find_iri_fault(*text);
            return fault ? faulty(fmt::format("'{}' is not an IRI: {}", *text, *fault)) : Scalar{*text, {}, {}};
        }
        case ValueType::any_literal:
            break;
    }
    return wrong_type(property);
}

}  // namespace stoa::ingest
