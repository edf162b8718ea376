// SPDX-License-Identifier: Apache-2.0
#include "support/random_graph.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <string_view>

#include "stoa/rdf/vocabulary.hpp"
#include "support/sample.hpp"

namespace stoa::test {
namespace {

using model::Kind;
using model::PropertyDef;
using model::ValueType;
using rdf::vocabulary::expand;
using namespace std::string_view_literals;

template <class Container>
auto const& any_of(Container const& container, Random& random) {
    return container[below(random, std::size(container))];
}

/// Characters that some reader or writer treats apart.
constexpr std::array pieces{
    "a"sv,      "B"sv,  "7"sv,    " "sv,  "\""sv,      "'"sv,      "\\"sv,           "\n"sv,
    "\r"sv,     "\t"sv, "\x01"sv, "."sv,  "\x7F"sv,    "é"sv,      "e\u0301"sv,      "麗"sv,
    "🎓"sv,      "<"sv,  ">"sv,    "@"sv,  "^^"sv,      "\"\"\""sv, "\xEF\xBF\xBE"sv, "\u0085"sv,
    "\u2028"sv, "#"sv,  "{"sv,    "_:"sv, "\\u0041"sv, "\f"sv,     "\b"sv,           "\uFEFF"sv};
constexpr std::array languages{"en"sv, "es"sv, "pt-br"sv, "zh-hant"sv};
constexpr std::array iris{"https://example.org/"sv,
                          "https://example.org/a/edition/1"sv,
                          "https://example.org/a/edition/1/2"sv,
                          "https://example.org/a/theme/x."sv,
                          "http://www.wikidata.org/entity/Q1"sv,
                          "http://www.wikidata.org/entity/"sv,
                          "http://metadata.un.org/sdg/4"sv,
                          "http://metadata.un.org/sdg/4/5"sv,
                          "http://metadata.un.org/sdg/codes/geoArea/410"sv,
                          "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"sv,
                          "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"sv,
                          "http://www.w3.org/2001/XMLSchema#date"sv,
                          "https://schema.org/name"sv,
                          "https://schema.org/a-b.c"sv,
                          "https://schema.org/-b"sv,
                          "https://ko.wikipedia.org/wiki/연수구"sv,
                          "https://example.org/a?b=c&d=%20(e)#f"sv,
                          "urn:isbn:978"sv};
constexpr std::array ids{"1"sv, "2"sv, "10"sv, "01"sv, "a"sv, "a-b"sv, "a.b"sv, "x1"sv, "x2"sv, "x10"sv, "medellin"sv};
constexpr std::array numbers{"0"sv, "1"sv, "-7"sv, "2300"sv, "123456789012345678901234567890"sv};
constexpr std::array decimals{"0.5"sv, "-3.0"sv, "6.2442"sv};

std::string random_text(Random& random) {
    std::string text;
    for (std::size_t length = below(random, 6); length > 0; --length) {
        text += any_of(pieces, random);
    }
    return text;
}

void set_value(Plan::Statement& statement, PropertyDef const& of, Random& random) {
    using Form = Plan::Statement::Form;
    auto const typed = [&](std::string_view datatype, std::string_view text) {
        statement.form = Form::datatype;
        statement.tag = datatype;
        statement.text = text;
    };
    switch (of.type) {
        case ValueType::text:
            statement.form = Form::language;
            statement.tag = any_of(languages, random);
            statement.text = random_text(random);
            break;
        case ValueType::any_literal:
        case ValueType::string:
            statement.form = Form::string;
            statement.text = random_text(random);
            break;
        case ValueType::integer:
            typed(rdf::vocabulary::xsd_integer, any_of(numbers, random));
            break;
        case ValueType::decimal:
            typed(rdf::vocabulary::xsd_decimal, any_of(decimals, random));
            break;
        case ValueType::number:
            below(random, 2) == 0 ? typed(rdf::vocabulary::xsd_integer, any_of(numbers, random))
                                  : typed(rdf::vocabulary::xsd_decimal, any_of(decimals, random));
            break;
        case ValueType::boolean:
            typed(rdf::vocabulary::xsd_boolean, below(random, 2) == 0 ? "true" : "false");
            break;
        case ValueType::date:
            switch (below(random, 3)) {
                case 0:
                    typed(rdf::vocabulary::xsd_date, "2021-10-27");
                    break;
                case 1:
                    typed(rdf::vocabulary::xsd_g_year_month, "2027-06");
                    break;
                default:
                    typed(rdf::vocabulary::xsd_g_year, "1985");
                    break;
            }
            break;
        case ValueType::code:
            typed(expand(of.datatype), random_text(random));
            break;
        case ValueType::enumeration:
            statement.form = Form::iri;
            statement.text = expand(any_of(of.enumeration->values, random).term);
            break;
        case ValueType::iri:
        case ValueType::identifier:
        case ValueType::reference:
            statement.form = Form::iri;
            statement.text = any_of(iris, random);
            break;
    }
}

}  // namespace

std::size_t below(Random& random, std::size_t end) { return static_cast<std::size_t>(random() % end); }

Plan random_plan(Random& random) {
    Plan plan;
    constexpr std::array names{"a"sv, "b"sv, "c"sv};
    std::size_t const sets = 1 + below(random, names.size());
    for (std::size_t i = 0; i < sets; ++i) {
        plan.data_sets.push_back(data_set(names[i], i == 0 || below(random, 2) == 0));
    }
    if (sets > 1 && below(random, 2) == 0) {
        plan.data_sets[1].base = plan.data_sets[0].base + "edition/";  // of which the first one's editions are a part
    }

    for (std::size_t count = below(random, 25); count > 0; --count) {
        Plan::Record record;
        do {
            record.kind = any_of(model::kinds(), random).kind;
        } while (model::computed_kinds.contains(record.kind));
        record.data_set = below(random, sets);
        record.id = any_of(ids, random);
        // Ids are unique in their namespace; goals and targets share one, whatever the data set.
        bool const is_new = std::ranges::none_of(plan.records, [&](Plan::Record const& other) {
            bool const same_space = !definition(other.kind).fixed_namespace.empty() &&
                                    definition(other.kind).fixed_namespace == definition(record.kind).fixed_namespace;
            return other.id == record.id &&
                   (same_space || (other.kind == record.kind && other.data_set == record.data_set));
        });
        if (is_new) {
            plan.records.push_back(std::move(record));
        }
    }
    std::vector<std::size_t> proofs;
    for (std::size_t i = 0; i < plan.records.size(); ++i) {
        if (plan.records[i].kind == Kind::evidence) {
            proofs.push_back(i);
        }
    }
    for (std::size_t count = plan.records.empty() ? 0 : below(random, 60); count > 0; --count) {
        Plan::Statement statement;
        statement.subject = below(random, plan.records.size());
        auto const properties = properties_of(plan.records[statement.subject].kind);
        statement.property = any_of(properties, random);
        PropertyDef const& of = definition(statement.property);
        if (of.inverse || of.in_rdf_only || of.type == ValueType::identifier) {
            continue;  // written under another key
        }
        if (model::is_relation(of)) {
            statement.form = Plan::Statement::Form::relation;
            std::vector<std::size_t> objects;
            for (std::size_t i = 0; i < plan.records.size(); ++i) {
                if (of.objects.contains(plan.records[i].kind)) {
                    objects.push_back(i);
                }
            }
            if (objects.empty()) {
                continue;
            }
            statement.object = any_of(objects, random);
        } else {
            set_value(statement, of, random);
        }
        for (std::size_t copies = 1 + below(random, 4) / 3; copies > 0; --copies) {
            statement.evidence.clear();
            for (std::size_t members = proofs.empty() ? 0 : below(random, 4); members > 0; --members) {
                statement.evidence.push_back(any_of(proofs, random));
            }
            plan.statements.push_back(statement);
        }
    }
    return plan;
}

model::GraphBuilder add_in_any_order(Plan const& plan, Random& random) {
    auto const shuffled = [&](std::size_t count) {
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = count; i > 1; --i) {
            std::swap(order[i - 1], order[below(random, i)]);
        }
        return order;
    };
    model::GraphBuilder builder;
    std::vector<model::DataSetId> sets(plan.data_sets.size());
    for (std::size_t const i : shuffled(sets.size())) {
        sets[i] = builder.add_data_set(plan.data_sets[i]);
    }
    std::vector<model::RecordId> records(plan.records.size());
    for (std::size_t const i : shuffled(records.size())) {
        Plan::Record const& record = plan.records[i];
        records[i] = builder.add_record(record.kind, sets[record.data_set], record.id);
    }
    for (std::size_t const i : shuffled(plan.statements.size())) {
        Plan::Statement const& each = plan.statements[i];
        std::vector<model::RecordId> members;
        for (std::size_t const member : each.evidence) {
            members.push_back(records[member]);
        }
        model::EvidenceId const evidence = builder.evidence_set(members);
        model::RecordId const subject = records[each.subject];
        switch (each.form) {
            case Plan::Statement::Form::relation:
                builder.relate(subject, each.property, records[each.object], evidence);
                break;
            case Plan::Statement::Form::string:
                builder.add_value(subject, each.property, builder.string_tag(), each.text, evidence);
                break;
            case Plan::Statement::Form::language:
                builder.add_value(subject, each.property, builder.language_tag(each.tag), each.text, evidence);
                break;
            case Plan::Statement::Form::datatype:
                builder.add_value(subject, each.property, builder.datatype_tag(each.tag), each.text, evidence);
                break;
            case Plan::Statement::Form::iri:
                builder.add_iri(subject, each.property, each.text, evidence);
                break;
        }
    }
    return builder;
}

std::uint64_t first_seed() {
    char const* const given = std::getenv("STOA_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : 20130;
}

std::uint64_t runs_of(std::uint64_t all) {
    char const* const given = std::getenv("STOA_THOROUGH");
    bool const is_thorough = given != nullptr && std::string_view{given} == "1";
    return is_thorough ? all : (all + 9) / 10;
}

}  // namespace stoa::test
