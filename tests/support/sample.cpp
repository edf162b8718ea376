// SPDX-License-Identifier: Apache-2.0
#include "support/sample.hpp"

#include <algorithm>
#include <stdexcept>

#include "stoa/model/partial_date.hpp"
#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::test {

using model::EvidenceId;
using model::Kind;
using model::PropertyDef;
using model::PropertyId;
using model::RecordId;
using model::ValueType;
using rdf::vocabulary::expand;

model::DataSet data_set(std::string_view name, bool root) {
    model::DataSet set;
    set.name = name;
    set.base = "https://example.org/" + set.name + "/";
    set.language = "en";
    set.title = "Data set " + set.name;
    set.licence = "https://creativecommons.org/licenses/by/4.0/";
    set.root = root;
    return set;
}

Sample::Sample() { root = builder.add_data_set(data_set("a")); }

RecordId Sample::add(Kind kind, std::string_view id) { return add(kind, id, root); }

RecordId Sample::add(Kind kind, std::string_view id, model::DataSetId set) {
    return builder.add_record(kind, set, id, next_place());
}

void Sample::set(RecordId record, std::string_view key, std::string_view value, EvidenceId evidence) {
    PropertyId const id = property(builder.kind(record), key);
    PropertyDef const& of = definition(id);
    auto const typed = [&](std::string_view datatype) {
        builder.add_value(record, id, builder.datatype_tag(datatype), value, evidence, next_place());
    };
    switch (of.type) {
        case ValueType::integer:
            return typed(rdf::vocabulary::xsd_integer);
        case ValueType::decimal:
            return typed(rdf::vocabulary::xsd_decimal);
        case ValueType::number:
            return typed(value.find('.') == std::string_view::npos ? rdf::vocabulary::xsd_integer
                                                                   : rdf::vocabulary::xsd_decimal);
        case ValueType::boolean:
            return typed(rdf::vocabulary::xsd_boolean);
        case ValueType::date:
            return typed(model::PartialDate::parse(value).value().datatype());
        case ValueType::code:
            return typed(expand(of.datatype));
        case ValueType::iri:
            return builder.add_iri(record, id, value, evidence, next_place());
        case ValueType::enumeration: {
            auto const found = std::ranges::find(of.enumeration->values, value, &model::EnumerationValue::key);
            return builder.add_iri(record, id, expand(found->term), evidence, next_place());
        }
        case ValueType::string:
        case ValueType::any_literal:
            return builder.add_value(record, id, builder.string_tag(), value, evidence, next_place());
        case ValueType::text:
        case ValueType::identifier:
        case ValueType::reference:
            break;
    }
    throw std::logic_error("a value of this type is written otherwise");
}

void Sample::text(RecordId record, std::string_view key, std::string_view words, std::string_view language,
                  EvidenceId evidence) {
    builder.add_value(record, property(builder.kind(record), key), builder.language_tag(language), words, evidence,
                      next_place());
}

void Sample::link(RecordId subject, std::string_view key, RecordId object, EvidenceId evidence) {
    builder.relate(subject, property(builder.kind(subject), key), object, evidence);
}

EvidenceId Sample::proof(std::initializer_list<RecordId> evidence) {
    return builder.evidence_set(std::vector<RecordId>{evidence});
}

RecordId Sample::edition(RecordId series, std::string_view number, std::string_view start, std::string_view status) {
    RecordId const edition = add(Kind::edition, number);
    link(edition, "series", series);
    set(edition, "number", number);
    set(edition, "status", status);
    if (!start.empty()) {
        set(edition, "start", start);
    }
    return edition;
}

RecordId Sample::figure(std::string_view id, RecordId subject, RecordId quantity, std::string_view value) {
    RecordId const figure = add(Kind::figure, id);
    link(figure, "subject", subject);
    link(figure, "quantity", quantity);
    set(figure, "value", value);
    return figure;
}

RecordId Sample::claim(std::string_view id, RecordId subject, std::string_view term, std::string_view value) {
    RecordId const claim = add(Kind::claim, id);
    link(claim, "subject", subject);
    set(claim, "property", expand(term));
    set(claim, "value", value);
    return claim;
}

void Lines::write(rdf::TermView const& subject, rdf::TermView const& predicate, rdf::TermView const& object) {
    lines.emplace_back();
    rdf::append_ntriples(lines.back(), subject, predicate, object);
    lines.back().pop_back();
}

std::vector<std::string> sorted_lines(statements::DataPart const& data) {
    Lines sink;
    data.write(data.vertices(), sink);
    std::ranges::sort(sink.lines);
    return std::move(sink.lines);
}

std::string written(model::KnowledgeGraph const& graph, statements::Parts parts, rdf::Syntax const& syntax,
                    statements::DescriptionOptions const& options, std::span<evolution::Analysis const> analyses) {
    statements::PartWriter writer{graph, parts, options};
    if (parts.evolution) {
        writer.add_evolution(analyses);
    }
    rdf::StringSink out;
    writer.write(syntax, out);
    return out.text();
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        std::size_t const end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

}  // namespace stoa::test
