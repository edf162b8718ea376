// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/statement_writer.hpp"

#include <fmt/format.h>

#include <utility>

namespace stoa::ingest {
namespace {

using model::definition;
using model::PropertyDef;
using model::PropertyId;
using model::ValueType;

/// An identifier is a short way to write an IRI: the same statement, whichever key it was given under.
PropertyId stored_as(model::Kind kind, PropertyId id) {
    PropertyDef const& of = definition(id);
    if (of.type == ValueType::identifier) {
        for (PropertyId const each : model::properties_of(kind)) {
            if (definition(each).type == ValueType::iri && definition(each).term == of.term) {
                return each;
            }
        }
    }
    return id;
}

}  // namespace

WrittenStatement StatementWriter::written(Table const& table, PropertyId key, Element const& element) const {
    PropertyDef const& of = definition(key);
    if (of.inverse && element.object) {
        for (PropertyId const each : model::properties_of(to_.builder.kind(*element.object))) {
            if (definition(each).term == of.term && !definition(each).inverse) {
                return {*element.object, each, table.record};
            }
        }
    }
    return {table.record, stored_as(table.kind, key), element.object};
}

void StatementWriter::add(Table const& table, PropertyId key, Element const& element, model::EvidenceId evidence) {
    WrittenStatement const as = written(table, key, element);
    if (as.object) {
        to_.builder.relate(as.subject, as.property, *as.object, evidence);
        if (std::optional<model::Kind> const link = definition(key).link) {
            add_link(table, definition(*link), element);
        }
    }
    for (Literal const& literal : element.literals) {
        model::PlaceId const at = to_.builder.place(table.file->name, literal.place.line, literal.place.column);
        if (literal.is_iri) {
            to_.builder.add_iri(as.subject, as.property, literal.text, evidence, at);
        } else {
            to_.builder.add_value(as.subject, as.property, literal.tag, literal.text, evidence, at);
        }
    }
}

void StatementWriter::add_link(Table const& table, model::KindDef const& kind, Element const& element) {
    RawFile const& file = *table.file;
    diagnostics::Location const at = file.at(element.value->place);
    Table link;
    link.file = &file;
    link.kind = kind.kind;
    link.record =
        to_.index.is_nameless(table.record) || to_.index.is_nameless(*element.object)
            ? to_.index.add_nameless(kind.kind, file.data_set, at)
            : to_.index.add(kind.kind, file.data_set,
                            fmt::format("{}-{}", to_.builder.id(table.record), to_.builder.id(*element.object)), at);
    to_.builder.relate(link.record, property(kind.kind, kind.key_fields.front()), table.record);
    to_.builder.relate(link.record, property(kind.kind, kind.key_fields.back()), *element.object);
    if (element.link != nullptr) {
        link.cells = element.link->cells;
        links_.push_back(link);
    }
}

std::vector<Table> StatementWriter::take_links() { return std::exchange(links_, {}); }

}  // namespace stoa::ingest
