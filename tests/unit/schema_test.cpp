// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "stoa/model/schema.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {
namespace {

template <class Check>
void for_each_property(Check check) {
    for (PropertyDef const& each : properties()) {
        SCOPED_TRACE(std::string{each.key} + " (" + std::string{each.term} + ")");
        check(each);
    }
}

template <class Check>
void for_each_kind(Check check) {
    for (KindDef const& each : kinds()) {
        SCOPED_TRACE(std::string{each.name});
        check(each);
    }
}

TEST(Schema, DefinesEachKindOnceAndAtItsPlace) {
    ASSERT_EQ(kinds().size(), kind_count);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < kind_count; ++i) {
        KindDef const& each = kinds()[i];
        EXPECT_EQ(each.kind, static_cast<Kind>(i));
        EXPECT_EQ(&definition(each.kind), &each);
        EXPECT_TRUE(names.insert(each.name).second) << each.name;
        EXPECT_EQ(find_kind(each.name), each.kind);
        EXPECT_FALSE(each.label.empty());
        EXPECT_FALSE(each.meaning.empty());
    }
    EXPECT_EQ(find_kind("conference"), std::nullopt);
}

TEST(Schema, GivesEachKindAClass) {
    for_each_kind([](KindDef const& each) {
        EXPECT_NO_THROW(std::ignore = rdf::vocabulary::expand(each.class_term));
        if (!each.super_class_term.empty()) {
            EXPECT_NO_THROW(std::ignore = rdf::vocabulary::expand(each.super_class_term));
            EXPECT_NE(each.class_term, each.super_class_term);
        }
    });
}

TEST(Schema, PutsFixedNamespacesUnderThePrefixOfTheVocabularyList) {
    for_each_kind([](KindDef const& each) {
        EXPECT_EQ(each.fixed_namespace.empty(), each.fixed_prefix.empty());
        if (!each.fixed_namespace.empty()) {
            EXPECT_EQ(rdf::vocabulary::expand(std::string{each.fixed_prefix} + ":"), each.fixed_namespace);
        }
    });
}

TEST(Schema, NamesKeyedRecordsByKeysThatTheyHave) {
    for_each_kind([](KindDef const& each) {
        EXPECT_EQ(each.origin == Origin::keyed, each.origin != Origin::implied && !each.key_fields.empty());
        if (each.origin != Origin::keyed) {
            return;
        }
        for (std::string_view const key : each.key_fields) {
            EXPECT_TRUE(find_property(each.kind, key)) << key;
        }
        std::optional<PropertyId> const owner = find_property(each.kind, each.owner);
        ASSERT_TRUE(owner) << each.owner;
        EXPECT_TRUE(is_relation(definition(*owner)));
    });
}

TEST(Schema, PutsWhatIsComputedLastAndOutOfDataFiles) {
    for_each_kind([](KindDef const& each) {
        bool const is_computed = each.origin == Origin::computed;
        EXPECT_EQ(is_computed, computed_kinds.contains(each.kind));
        EXPECT_NE(is_computed, record_kinds.contains(each.kind));
        EXPECT_EQ(is_computed, each.kind >= Kind::analysis);
        EXPECT_TRUE(!is_computed || (each.key_fields.empty() && each.owner.empty()));
    });
    for_each_property([](PropertyDef const& each) {
        bool const of_records = !each.subjects.without(computed_kinds).empty();
        EXPECT_TRUE(of_records || each.by_program);
        EXPECT_TRUE(!of_records || each.objects.without(record_kinds).empty());
        EXPECT_TRUE(each.required_for.without(record_kinds).empty());
    });
}

TEST(Schema, FindsThePropertiesOfWhatIsComputed) {
    EXPECT_EQ(definition(property(Kind::event, "kept")).term, "stoa:kept");
    EXPECT_EQ(definition(property(Kind::event, "type")).term, "rdf:type");
    EXPECT_TRUE(definition(property(Kind::event, "type")).enumeration->are_classes);
    EXPECT_EQ(property(Kind::state, "role"), property(Kind::occurrence, "role"));
    EXPECT_NE(property(Kind::analysis, "series"), property(Kind::edition, "series"));
    EXPECT_EQ(find_property(Kind::analysis, "evidence"), std::nullopt);
}

TEST(Schema, HasEachKeyOncePerKind) {
    for_each_kind([](KindDef const& each) {
        std::set<std::string_view> keys{"id"};
        for (PropertyId const id : properties_of(each.kind)) {
            EXPECT_TRUE(keys.insert(definition(id).key).second) << definition(id).key;
            EXPECT_EQ(find_property(each.kind, definition(id).key), id);
        }
    });
}

TEST(Schema, NamesNoKeyLikeAKindThatIsNestedThere) {
    for_each_kind([](KindDef const& owner) {
        for_each_kind([&](KindDef const& inner) {
            EXPECT_FALSE(nested_in(owner.kind).contains(inner.kind) && find_property(owner.kind, inner.name));
        });
    });
}

TEST(Schema, ListsThePropertiesOfAKindInTheOrderOfTheTable) {
    for_each_kind([](KindDef const& each) { EXPECT_TRUE(std::ranges::is_sorted(properties_of(each.kind))); });
}

TEST(Schema, UsesEveryPropertyAndExplainsIt) {
    for_each_property([](PropertyDef const& each) {
        EXPECT_FALSE(each.subjects.empty());
        EXPECT_FALSE(each.meaning.empty());
        EXPECT_NO_THROW(std::ignore = rdf::vocabulary::expand(each.term));
    });
}

TEST(Schema, RequiresOnlyOfKindsThatHaveTheKey) {
    for_each_property([](PropertyDef const& each) { EXPECT_TRUE(each.required_for.without(each.subjects).empty()); });
}

TEST(Schema, GivesRelationsObjectsAndNothingElse) {
    for_each_property([](PropertyDef const& each) { EXPECT_EQ(is_relation(each), !each.objects.empty()); });
}

TEST(Schema, GivesEachTypeOfValueWhatItNeeds) {
    for_each_property([](PropertyDef const& each) {
        EXPECT_EQ(each.type == ValueType::enumeration, each.enumeration != nullptr);
        EXPECT_EQ(each.type == ValueType::code, !each.datatype.empty());
        EXPECT_EQ(each.type == ValueType::identifier, !each.iri_start.empty());
        if (!each.datatype.empty()) {
            EXPECT_NO_THROW(std::ignore = rdf::vocabulary::expand(each.datatype));
        }
    });
}

TEST(Schema, HasEachEnumerationKeyAndTermOnce) {
    std::set<std::string_view> terms;
    // schema.org has one word for what is planned and what was held.
    auto const is_repeated = [](Enumeration const& one) {
        return std::ranges::any_of(
            properties(), [&](PropertyDef const& each) { return each.enumeration == &one && !each.repeats.empty(); });
    };
    for (Enumeration const* const each : enumerations()) {
        SCOPED_TRACE(std::string{each->class_term});
        EXPECT_NO_THROW(std::ignore = rdf::vocabulary::expand(each->class_term));
        std::set<std::string_view> keys;
        for (EnumerationValue const& value : each->values) {
            EXPECT_TRUE(keys.insert(value.key).second) << value.key;
            EXPECT_TRUE(terms.insert(value.term).second || is_repeated(*each)) << value.term;
            EXPECT_NO_THROW(std::ignore = rdf::vocabulary::expand(value.term));
        }
        EXPECT_TRUE(std::ranges::any_of(properties(), [&](PropertyDef const& one) { return one.enumeration == each; }));
    }
    for_each_property([](PropertyDef const& each) {
        if (each.enumeration != nullptr) {
            // Its own, or a part of one: an edition's mode is never "total".
            EXPECT_NE(std::ranges::find(enumerations(), each.enumeration->class_term, &Enumeration::class_term),
                      enumerations().end());
        }
    });
}

TEST(Schema, StoresEachIdentifierUnderAnIriOfTheSameTerm) {
    for_each_property([](PropertyDef const& identifier) {
        if (identifier.type != ValueType::identifier) {
            return;
        }
        for_each_kind([&](KindDef const& kind) {
            auto const fits = [&](PropertyId id) {
                return definition(id).type == ValueType::iri && definition(id).term == identifier.term;
            };
            EXPECT_TRUE(!identifier.subjects.contains(kind.kind) ||
                        std::ranges::any_of(properties_of(kind.kind), fits));
        });
    });
}

TEST(Schema, RepeatsValuesOfTheSameFormInRdfOnly) {
    for_each_property([](PropertyDef const& each) {
        EXPECT_TRUE(!each.in_rdf_only || each.by_program);
        EXPECT_TRUE(each.repeats.empty() || each.in_rdf_only);
        for_each_kind([&](KindDef const& kind) {
            std::optional<PropertyId> const id = find_property(kind.kind, each.repeats);
            if (!each.subjects.contains(kind.kind) || !id) {
                return;
            }
            PropertyDef const& original = definition(*id);
            EXPECT_EQ(original.type, each.type);
            EXPECT_FALSE(original.in_rdf_only);
            if (each.enumeration != nullptr) {
                EXPECT_TRUE(std::ranges::equal(original.enumeration->values, each.enumeration->values, {},
                                               &EnumerationValue::key, &EnumerationValue::key));
            }
        });
    });
}

TEST(Schema, FindsTheKeyOfATerm) {
    PropertyDef const& mode = definition(property(Kind::edition, "mode"));
    EXPECT_EQ(key_of(mode, "inPerson"), "in_person");
    EXPECT_EQ(key_of(mode, "elsewhere"), "elsewhere");
}

TEST(Schema, WritesEachInverseFromTheOtherEnd) {
    for_each_property([](PropertyDef const& inverse) {
        if (!inverse.inverse) {
            return;
        }
        for_each_kind([&](KindDef const& object) {
            auto const fits = [&](PropertyId id) {
                PropertyDef const& each = definition(id);
                return each.term == inverse.term && !each.inverse && inverse.subjects.without(each.objects).empty();
            };
            EXPECT_TRUE(!inverse.objects.contains(object.kind) ||
                        std::ranges::any_of(properties_of(object.kind), fits));
        });
    });
}

TEST(Schema, GivesTwoRelationsOfAKindWithOneTermDifferentObjects) {
    // Else one statement could stand in the graph twice.
    for_each_kind([](KindDef const& kind) {
        for (PropertyId const left : properties_of(kind.kind)) {
            for (PropertyId const right : properties_of(kind.kind)) {
                PropertyDef const& a = definition(left);
                PropertyDef const& b = definition(right);
                if (left < right && a.term == b.term && is_relation(a) && is_relation(b) && !a.inverse && !b.inverse) {
                    for (KindDef const& object : kinds()) {
                        EXPECT_FALSE(a.objects.contains(object.kind) && b.objects.contains(object.kind)) << a.key;
                    }
                }
            }
        }
    });
}

TEST(Schema, GivesTwoValuesOfAKindWithOneTermDifferentTypes) {
    for_each_kind([](KindDef const& kind) {
        std::set<std::tuple<std::string_view, ValueType, std::string_view>> seen;
        for (PropertyId const id : properties_of(kind.kind)) {
            PropertyDef const& each = definition(id);
            if (!is_relation(each) && each.type != ValueType::identifier) {
                EXPECT_TRUE(seen.insert({each.term, each.type, each.datatype}).second) << each.key;
            }
        }
    });
}

TEST(Schema, FindsAPropertyByKindAndKey) {
    EXPECT_EQ(definition(property(Kind::document, "kind")).term, "stoa:documentKind");
    EXPECT_EQ(definition(property(Kind::figure, "kind")).term, "stoa:claimKind");
    EXPECT_EQ(property(Kind::figure, "kind"), property(Kind::claim, "kind"));
    EXPECT_EQ(find_property(Kind::theme, "number"), std::nullopt);
    EXPECT_EQ(find_property(Kind::edition, "id"), std::nullopt);
}

TEST(Schema, NestsKeyedKindsInTheirOwners) {
    KindSet const in_edition = nested_in(Kind::edition);
    for (Kind const kind : {Kind::occurrence, Kind::coverage, Kind::development, Kind::award, Kind::figure}) {
        EXPECT_TRUE(in_edition.contains(kind));
    }
    EXPECT_FALSE(in_edition.contains(Kind::membership));
    EXPECT_FALSE(in_edition.contains(Kind::history));
    EXPECT_TRUE(nested_in(Kind::network).contains(Kind::membership));
    EXPECT_TRUE(nested_in(Kind::city).contains(Kind::figure));
    EXPECT_FALSE(nested_in(Kind::city).contains(Kind::occurrence));
}

TEST(KindSet, HoldsTheKindsThatItWasGiven) {
    KindSet const places{Kind::city, Kind::country};
    EXPECT_TRUE(places.contains(Kind::city));
    EXPECT_FALSE(places.contains(Kind::theme));
    EXPECT_TRUE(places.with(Kind::theme).contains(Kind::theme));
    EXPECT_FALSE(places.without({Kind::city}).contains(Kind::city));
    EXPECT_TRUE(places.without(KindSet::all()).empty());
    EXPECT_TRUE(KindSet::all().contains(Kind::quote));
    EXPECT_TRUE(KindSet{}.empty());
}

}  // namespace
}  // namespace stoa::model
