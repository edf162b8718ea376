// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "stoa/ingest/type_name.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/model/country_codes.hpp"
#include "stoa/model/partial_date.hpp"
#include "stoa/rdf/lexical_form.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using model::PropertyDef;
using model::ValueType;
using namespace rdf::vocabulary;

Scalar faulty(Code code, std::string why) { return {{}, {}, std::move(why), code}; }

Scalar wrong_type(PropertyDef const& property) {
    return faulty(Code::wrong_type, fmt::format("'{}' takes {}", property.key, type_name(property.type)));
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Scalar read_date(PropertyDef const& property, RawValue const& value) {
    if (value.type != RawType::date && value.type != RawType::integer && value.type != RawType::text) {
        return wrong_type(property);
    }
    std::string_view const text = value.text;
    std::optional<model::PartialDate> const date = model::PartialDate::parse(text);
    if (!date && text.size() == 10 && text[4] == '-' && text[7] == '-') {
        return faulty(Code::not_a_date, fmt::format("'{}' is not a day of the calendar: correct it", text));
    }
    if (!date) {
        return faulty(Code::not_a_date, fmt::format("'{}' is not a date: write 2021-10-27, \"2021-10\" or 2021", text));
    }
    return {std::string{text}, std::string{date->datatype()}, {}};
}

/// The country code that is written in other letters, or by another list than ISO 3166-1; in quotes, or empty.
std::string meant_code(std::string_view key, std::string_view text) {
    std::string upper{text};
    auto const to_upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
    std::ranges::transform(upper, upper.begin(), to_upper);
    if (upper == "UK") {
        upper = "GB";
    } else if (upper == "EL") {  // in the European Union
        upper = "GR";
    }
    model::CountryCodes const* const codes = model::find_country_codes(upper);
    if (codes == nullptr || (key != "iso2" && key != "iso3")) {
        return {};
    }
    return fmt::format("\"{}\"", key == "iso2" ? codes->alpha2 : codes->alpha3);
}

/// The identifier in the address of a page of Wikidata or GeoNames; empty if there is none.
std::string_view identifier_in_address(std::string_view text, bool is_wikidata) {
    std::string_view const site = is_wikidata ? "wikidata.org/" : "geonames.org/";
    std::size_t const at = text.find(site);
    std::string_view rest = at == std::string_view::npos ? std::string_view{} : text.substr(at + site.size());
    if (is_wikidata) {
        rest.remove_prefix(rest.find_last_of('/') + 1);
    }
    std::size_t const letters = is_wikidata && rest.starts_with('Q') ? 1 : 0;
    std::size_t const end = std::min(rest.find_first_not_of("0123456789", letters), rest.size());
    return end > letters && (letters == 1 || !is_wikidata) ? rest.substr(0, end) : std::string_view{};
}

Scalar read_code(PropertyDef const& property, RawValue const& value) {
    if (value.type != RawType::text) {
        return wrong_type(property);
    }
    std::string_view const text = value.text;
    std::string const datatype = expand(property.datatype);
    bool good = true;
    std::string_view wanted;
    if (property.key == "iso2" || property.key == "iso3") {
        model::CountryCodes const* const codes = model::find_country_codes(text);
        good = codes != nullptr && text == (property.key == "iso2" ? codes->alpha2 : codes->alpha3);
        wanted = property.key == "iso2" ? "an ISO 3166-1 alpha-2 code such as \"KR\""
                                        : "an ISO 3166-1 alpha-3 code such as \"KOR\"";
    } else if (property.key == "m49") {
        good = text.size() == 3 && all_digits(text);
        wanted = "three digits such as \"030\"";
    } else {
        good = model::is_id(text);
        wanted = "a number or code such as \"4.7\"";
    }
    if (!good) {
        std::string const meant = meant_code(property.key, text);
        return faulty(Code::not_a_code, fmt::format("'{}' is not a code for '{}': write {}", text, property.key,
                                                    meant.empty() ? wanted : std::string_view{meant}));
    }
    return {std::string{text}, datatype, {}};
}

Scalar read_identifier(PropertyDef const& property, RawValue const& value) {
    if (value.type != RawType::integer && value.type != RawType::text) {
        return wrong_type(property);
    }
    std::string_view const text = value.text;
    bool const is_wikidata = property.key.starts_with("wikidata");
    bool const good =
        is_wikidata ? text.size() > 1 && text.front() == 'Q' && all_digits(text.substr(1)) : all_digits(text);
    if (std::string_view const meant = identifier_in_address(text, is_wikidata); !meant.empty()) {
        return faulty(
            Code::not_an_identifier,
            fmt::format("'{}' takes an identifier, not the address of a page: write \"{}\"", property.key, meant));
    }
    if (!good) {
        return faulty(Code::not_an_identifier,
                      fmt::format("'{}' is not an identifier for '{}': write {}", text, property.key,
                                  is_wikidata ? "\"Q\" and a number" : "a number"));
    }
    std::string iri{property.iri_start};
    iri += text;
    if (property.iri_start == "https://sws.geonames.org/") {
        iri += '/';
    }
    return {std::move(iri), {}, {}};
}

Scalar read_number(PropertyDef const& property, RawValue const& value) {
    std::string_view const text = value.text;
    if (value.type == RawType::integer) {
        // Numbers, years and pages are counted; and no sum of two values may overflow.
        constexpr std::int64_t most = 1'000'000'000'000'000;
        std::int64_t integer = 0;
        bool const fits = std::from_chars(text.data(), text.data() + text.size(), integer).ec == std::errc{};
        if (!fits || integer > most || integer < (property.type == ValueType::integer ? 0 : -most)) {
            return faulty(Code::out_of_range,
                          fmt::format("{} is out of range for '{}': correct it", text, property.key));
        }
        if (property.type != ValueType::decimal) {
            return {rdf::canonical_integer(integer), std::string{xsd_integer}, {}};
        }
        return {rdf::canonical_decimal(text).value(), std::string{xsd_decimal}, {}};
    }
    if (value.type != RawType::real || property.type == ValueType::integer) {
        return wrong_type(property);
    }
    double real = 0;
    std::from_chars(text.data(), text.data() + text.size(), real);
    std::optional<std::string> decimal = rdf::canonical_decimal(real);
    return decimal ? Scalar{std::move(*decimal), std::string{xsd_decimal}, {}} : wrong_type(property);
}

Scalar read_choice(PropertyDef const& property, RawValue const& value) {
    if (value.type != RawType::text) {
        return wrong_type(property);
    }
    std::vector<std::string_view> keys;
    for (model::EnumerationValue const& each : property.enumeration->values) {
        if (each.key == value.text) {
            return {expand(each.term), {}, {}};
        }
        keys.push_back(each.key);
    }
    return faulty(Code::unknown_word,
                  fmt::format("'{}' cannot be '{}'{}", property.key, value.text, nearest_or_all(value.text, keys)));
}

}  // namespace

std::optional<std::string> find_address_fault(std::string_view text) {
    auto const begins = [](std::string_view with, std::string_view scheme) {
        auto const same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; };
        return with.size() >= scheme.size() && std::ranges::equal(with.substr(0, scheme.size()), scheme, same);
    };
    for (std::string_view const program : {"javascript:", "vbscript:", "data:"}) {
        if (begins(text, program)) {
            return "it holds a program or a file, not an address";
        }
    }
    for (std::string_view const scheme : {"http://", "https://"}) {
        // Archives have a second address in the path, not where the host belongs.
        std::string_view const rest = begins(text, scheme) ? text.substr(scheme.size()) : std::string_view{};
        if (begins(rest, "http:") || begins(rest, "https:")) {
            return "it has two schemes: remove one";
        }
    }
    return rdf::find_iri_fault(text);
}

Scalar read_scalar(PropertyDef const& property, RawValue const& value) {
    switch (property.type) {
        case ValueType::text:
        case ValueType::string:
        case ValueType::reference:
            if (value.type != RawType::text) {
                return wrong_type(property);
            }
            if (value.text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
                return faulty(Code::empty_value,
                              fmt::format("'{}' is empty: write it, or leave the key out", property.key));
            }
            return {model::to_nfc(value.text), {}, {}};
        case ValueType::integer:
        case ValueType::decimal:
        case ValueType::number:
            return read_number(property, value);
        case ValueType::boolean:
            return value.type == RawType::boolean ? Scalar{std::string{value.text}, std::string{xsd_boolean}, {}}
                                                  : wrong_type(property);
        case ValueType::date:
            return read_date(property, value);
        case ValueType::code:
            return read_code(property, value);
        case ValueType::identifier:
            return read_identifier(property, value);
        case ValueType::enumeration:
            return read_choice(property, value);
        case ValueType::iri: {
            if (value.type != RawType::text) {
                return wrong_type(property);
            }
            std::optional<std::string> const fault = find_address_fault(value.text);
            return fault ? faulty(Code::not_an_iri, fmt::format("'{}' is not an IRI: {}", value.text, *fault))
                         : Scalar{std::string{value.text}, {}, {}};
        }
        case ValueType::any_literal:
            break;
    }
    return wrong_type(property);
}

}  // namespace stoa::ingest
