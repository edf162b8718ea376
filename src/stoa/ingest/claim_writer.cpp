// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/claim_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "stoa/ingest/scalar.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using model::definition;
using model::Kind;
using model::property;
using model::PropertyDef;
using model::PropertyId;
using model::RecordId;

RawValue const* claim_field(Element const& element, std::string_view key) {
    return element.claim != nullptr ? element.claim->find(key) : nullptr;
}

}  // namespace

void ClaimWriter::add(Table const& table, PropertyId id, std::vector<Element> const& elements) {
    PropertyDef const& of = definition(id);
    bool const has_claims = std::ranges::any_of(elements, [](Element const& each) { return each.claim != nullptr; });
    std::vector<Claim> claims;
    for (Element const& element : elements) {
        bool const is_plain = !has_claims || (of.repeatable && element.claim == nullptr);
        if (element.valid && is_plain && of.inverse) {
            inverse_.push_back({&table, id, element});
        } else if (element.valid && is_plain) {
            statements_.add(table, id, element, table.evidence.set);  // maybe beside one that is a claim
        } else if (element.valid) {
            claims.push_back(read_claim(table, element));
        }
    }
    if (has_claims) {
        add_competing(table, id, elements, std::move(claims));
    }
}

/// A value of a repeatable property stands by itself; those of another compete, and a lone actual one is preferred.
void ClaimWriter::add_competing(Table const& table, PropertyId id, std::vector<Element> const& elements,
                                std::vector<Claim> claims) {
    PropertyDef const& of = definition(id);
    std::map<std::string_view, std::size_t> competing;
    for (Claim const& each : claims) {
        competing[each.group] += each.actual || each.preferred.value_or(false) ? 1U : 0U;
    }
    std::size_t preferred_actual = 0;
    bool any_actual = false;
    for (Claim& each : claims) {
        any_actual = any_actual || each.actual;
        if (!each.preferred) {
            each.preferred = each.actual && (of.repeatable || competing[each.group] == 1);
        }
        preferred_actual += *each.preferred && each.actual ? 1U : 0U;
    }
    bool any_direct = false;
    for (Claim const& each : claims) {
        add_claim(table, id, each);
        bool const is_direct = *each.preferred && each.actual && each.exact && (of.repeatable || preferred_actual == 1);
        if (is_direct) {
            statements_.add(table, id, *each.element, each.evidence.set);
            if (WrittenStatement const as = statements_.written(table, id, *each.element); as.object) {
                claimed_.emplace(as.subject, as.property, *as.object);
            }
            any_direct = true;
        }
    }
    bool const all_valid = claims.size() == elements.size();
    if (of.forecast_suffices && !any_actual) {
        return;
    }
    if (of.required_for.contains(table.kind) && !of.repeatable && all_valid && !any_direct) {
        to_.diagnostics.report(
            Code::no_usable_claim, table.file->at(elements.front().value->place),
            fmt::format("'{}' is required, and none of its claims is to be used: prefer one that is actual "
                        "and exact",
                        of.key));
    }
}

ClaimWriter::Claim ClaimWriter::read_claim(Table const& table, Element const& element) {
    RawFile const& file = *table.file;
    Claim claim;
    claim.element = &element;
    RawValue const* const own = claim_field(element, "evidence");
    claim.evidence = own != nullptr ? evidence_.read(file, *own) : table.evidence;
    if (RawValue const* const kind = claim_field(element, "kind")) {
        Scalar const scalar = read_scalar(definition(property(Kind::claim, "kind")), *kind);
        if (!scalar.ok()) {
            to_.diagnostics.report(scalar.code, file.at(kind->place), scalar.fault);
        }
        claim.actual = !scalar.text.ends_with("#forecast");
    }
    if (RawValue const* const qualifier = claim_field(element, "qualifier")) {
        claim.exact = qualifier->words() == "exact";
    }
    if (RawValue const* const preferred = claim_field(element, "preferred")) {
        if (preferred->type == RawType::boolean) {
            claim.preferred = preferred->text == "true";
        } else {
            to_.diagnostics.report(Code::wrong_type, file.at(preferred->place), "'preferred' takes true or false");
        }
    }
    for (std::string_view const key : {"mode", "as_of"}) {
        if (RawValue const* const value = claim_field(element, key)) {
            claim.group += read_scalar(definition(property(Kind::claim, key)), *value).text;
        }
        claim.group += '\n';
    }
    return claim;
}

void ClaimWriter::add_claim(Table const& table, PropertyId key, Claim const& claim) {
    Element const& element = *claim.element;
    WrittenStatement const as = statements_.written(table, key, element);
    RecordId const record = add_claim_record(table, key, element);
    to_.builder.relate(record, property(Kind::claim, "subject"), as.subject);
    to_.builder.add_iri(record, property(Kind::claim, "property"),
                        rdf::vocabulary::expand(definition(as.property).term));
    if (as.object) {
        to_.builder.relate(record, property(Kind::claim, "value_resource"), *as.object);
    }
    for (Literal const& literal : element.literals) {
        if (literal.is_iri) {
            to_.builder.add_iri(record, property(Kind::claim, "value_iri"), literal.text);
        } else {
            to_.builder.add_value(record, property(Kind::claim, "value"), literal.tag, literal.text);
        }
    }
    to_.builder.add_iri(record, property(Kind::claim, "kind"),
                        rdf::vocabulary::expand(claim.actual ? "stoa:actual" : "stoa:forecast"));
    if (*claim.preferred) {
        RawPlace const place = element.value->place;
        to_.builder.add_value(record, property(Kind::claim, "preferred"),
                              to_.builder.datatype_tag(rdf::vocabulary::xsd_boolean), "true", model::no_evidence,
                              to_.builder.place(table.file->name, place.line, place.column));
    }
    if (element.claim != nullptr) {
        add_claim_details(record, *table.file, *element.claim);
    }
    for (RecordId const each : claim.evidence.records) {
        to_.builder.relate(record, property(Kind::claim, "evidence"), each);
    }
}

RecordId ClaimWriter::add_claim_record(Table const& table, PropertyId key, Element const& element) {
    RawFile const& file = *table.file;
    std::string name;
    if (RawValue const* const given = claim_field(element, "id")) {
        name = given->words();
        if (!model::is_id(name)) {
            to_.diagnostics.report(Code::not_an_id, file.at(given->place),
                                   fmt::format("'{}' is not an id: letters a to z, digits, hyphens and dots", name));
            name.clear();
        }
    } else if (!to_.index.is_nameless(table.record)) {
        name = claim_name(table, key, element);
    }
    diagnostics::Location const at = file.at(element.value->place);
    return name.empty() ? to_.index.add_nameless(Kind::claim, file.data_set, at)
                        : to_.index.add(Kind::claim, file.data_set, name, at);
}

std::string ClaimWriter::claim_name(Table const& table, PropertyId id, Element const& element) {
    WrittenStatement const as = statements_.written(table, id, element);
    PropertyDef const& of = definition(as.property);
    std::string key{of.key};
    std::ranges::replace(key, '_', '-');
    std::string name =
        fmt::format("{}-{}-{}", definition(to_.builder.kind(as.subject)).name, to_.builder.id(as.subject), key);
    if (as.object) {
        name += fmt::format("-{}", to_.builder.id(*as.object));
    } else {
        // Of several languages, that of the data set gives the name.
        model::TagId const own = to_.builder.language_tag(to_.builder.data_set(table.file->data_set).language);
        auto const found = std::ranges::find(element.literals, own, &Literal::tag);
        std::string_view text = (found != element.literals.end() ? *found : element.literals.front()).text;
        if (of.type == model::ValueType::enumeration) {  // the individual's name says it
            text = text.substr(text.find_last_of("#/") + 1);
        }
        name += "-" + model::slug(text);
    }
    for (std::string_view const field : {"kind", "mode", "as_of", "valid_from"}) {
        if (RawValue const* const value = claim_field(element, field)) {
            Scalar const scalar = read_scalar(definition(property(Kind::claim, field)), *value);
            std::string_view text = scalar.text;
            text = text.substr(text.find_last_of('#') + 1);  // the name of an individual; dates have none
            name += text == "actual" ? std::string{} : "-" + model::slug(text);
        }
    }
    return name;
}

void ClaimWriter::add_claim_details(RecordId claim, RawFile const& file, RawValue const& details) {
    Table here;
    here.file = &file;
    here.kind = Kind::claim;
    here.record = claim;
    for (auto const& [key, place, value] : details.cells) {
        if (key == "value" || key == "evidence" || key == "id" || key == "preferred" || key == "kind") {
            continue;  // by the caller
        }
        std::optional<PropertyId> const id = model::find_property(Kind::claim, key);
        if (!id || std::ranges::find(claim_keys, key) == claim_keys.end()) {
            continue;  // reported already
        }
        Element const element = read_value(file, definition(*id), value, to_);
        if (element.valid) {
            statements_.add(here, *id, element, model::no_evidence);
        }
    }
}

void ClaimWriter::add_inverse_statements(std::span<Table const> tables) {
    if (inverse_.empty()) {
        return;
    }
    std::map<RecordId, Table const*> table_of;
    for (Table const& table : tables) {
        table_of.emplace(table.record, &table);
    }
    std::set<std::tuple<RecordId, PropertyId, RecordId>> stated;
    std::set<PropertyId> properties;
    for (Inverse const& each : inverse_) {
        properties.insert(statements_.written(*each.table, each.key, each.element).property);
    }
    for (PropertyId const property : properties) {
        to_.builder.for_each_relation(property, [&](RecordId subject, RecordId object, model::EvidenceId) {
            stated.emplace(subject, property, object);
        });
    }
    std::set<std::tuple<RecordId, PropertyId, RecordId>> done;
    for (Inverse const& each : inverse_) {
        WrittenStatement const as = statements_.written(*each.table, each.key, each.element);
        std::tuple const statement{as.subject, as.property, *as.object};
        if (!done.insert(statement).second) {
            continue;
        }
        if (claimed_.contains(statement)) {  // `check` compares the evidence of both
            statements_.add(*each.table, each.key, each.element, each.table->evidence.set);
            continue;
        }
        Evidence const& of_subject = table_of.at(as.subject)->evidence;
        Claim claim;
        claim.element = &each.element;
        claim.evidence = each.table->evidence;
        claim.preferred = true;
        if (stated.contains(statement)) {
            claim.evidence.records.insert(claim.evidence.records.end(), of_subject.records.begin(),
                                          of_subject.records.end());
            claim.evidence.set = to_.builder.evidence_set(claim.evidence.records);
        }
        statements_.add(*each.table, each.key, each.element, claim.evidence.set);
        if (claim.evidence.set != of_subject.set) {
            add_claim(*each.table, each.key, claim);
        }
    }
}

}  // namespace stoa::ingest
