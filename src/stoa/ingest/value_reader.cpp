// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/value_reader.hpp"

#include <fmt/format.h>

#include "stoa/ingest/evidence_reader.hpp"
#include "stoa/ingest/language.hpp"
#include "stoa/ingest/scalar.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using model::definition;
using model::PropertyDef;
using model::ValueType;

void read_single(RawFile const& file, PropertyDef const& of, RawValue const& value, Element& element,
                 Target const& to) {
    Scalar scalar = read_scalar(of, value);
    if (!scalar.ok()) {
        to.diagnostics.report(scalar.code, file.at(value.place), scalar.fault);
        return;
    }
    if (model::is_relation(of)) {
        element.object = to.index.resolve(file, of.objects, scalar.text, value.place);
        element.valid = element.object.has_value();
        return;
    }
    bool const is_iri =
        of.type == ValueType::iri || of.type == ValueType::identifier || of.type == ValueType::enumeration;
    model::TagId const tag =
        is_iri || scalar.datatype.empty() ? to.builder.string_tag() : to.builder.datatype_tag(scalar.datatype);
    element.literals.push_back({tag, std::move(scalar.text), is_iri, element.value->place});
    element.valid = true;
}

Element read_link(RawFile const& file, PropertyDef const& of, RawValue const& link, Target const& to) {
    model::KindDef const& kind = definition(*of.link);
    std::string_view const end = kind.key_fields.back();
    std::vector<std::string_view> known;
    for (model::PropertyId const each : model::properties_of(kind.kind)) {
        if (!definition(each).by_program && definition(each).key != kind.key_fields.front()) {
            known.push_back(definition(each).key);
        }
    }
    check_keys(file, link.cells, known, fmt::format(" of a value of '{}'", of.key), to.diagnostics);
    Element element;
    element.value = &link;
    element.link = &link;
    if (RawValue const* const target = link.find(end)) {
        read_single(file, of, *target, element, to);
    } else {
        to.diagnostics.report(Code::missing_key, file.at(link.place),
                              fmt::format("missing key '{}' of a value of '{}'", end, of.key));
    }
    return element;
}

void read_text(RawFile const& file, PropertyDef const& of, std::string_view language, RawValue const& value,
               Element& element, Target const& to) {
    Scalar scalar = read_scalar(of, value);
    if (!scalar.ok()) {
        to.diagnostics.report(scalar.code, file.at(value.place), scalar.fault);
        element.valid = false;
        return;
    }
    if (std::size_t const words = model::word_count(scalar.text); of.key == "wording" && words > max_quote_words) {
        to.diagnostics.report(
            Code::long_quote, file.at(value.place),
            fmt::format("the wording has {} words of the source: quote at most {}", words, max_quote_words));
    }
    element.literals.push_back({to.builder.language_tag(language), std::move(scalar.text), false, value.place});
}

void read_texts(RawFile const& file, PropertyDef const& of, RawValue const& value, Element& element, Target const& to) {
    element.valid = true;
    if (value.type != RawType::table) {
        read_text(file, of, to.builder.data_set(file.data_set).language, value, element, to);
        return;
    }
    for (RawCell const& cell : value.cells) {
        if (std::optional<std::string> const fault = find_language_fault(cell.key)) {
            to.diagnostics.report(Code::not_a_language, file.at(cell.place),
                                  fmt::format("'{}' is not a language tag: {}", cell.key, *fault));
            element.valid = false;
            continue;
        }
        std::string const language = rdf::canonical_language(cell.key);
        if (of.repeatable) {
            cell.value.for_each_item([&](RawValue const& each) { read_text(file, of, language, each, element, to); });
        } else {
            read_text(file, of, language, cell.value, element, to);
        }
    }
    if (value.cells.empty()) {
        to.diagnostics.report(Code::empty_value, file.at(value.place),
                              fmt::format("'{}' is empty: write it, or leave the key out", of.key));
        element.valid = false;
    }
}

}  // namespace

Element read_value(RawFile const& file, PropertyDef const& of, RawValue const& value, Target const& to) {
    RawValue const* const inner = value.find("value");
    if (value.type == RawType::table && of.link && inner == nullptr) {
        return read_link(file, of, value, to);
    }
    Element element;
    element.value = &value;
    if (inner != nullptr) {
        check_keys(file, value.cells, claim_keys, " beside 'value'", to.diagnostics);
        element.claim = value.cells.size() > 1 ? &value : nullptr;
    }
    if (of.type == ValueType::text) {
        read_texts(file, of, inner != nullptr ? *inner : value, element, to);
    } else {
        read_single(file, of, inner != nullptr ? *inner : value, element, to);
    }
    return element;
}

}  // namespace stoa::ingest
