// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/ontology.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/diagnostics/utf8.hpp"
#include "stoa/rdf/document.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {

namespace {

constexpr std::array built_in_classes{
    "owl:AllDifferent",
    "owl:AllDisjointClasses",
    "owl:AllDisjointProperties",
    "owl:AnnotationProperty",
    "owl:Axiom",
    "owl:Class",
    "owl:DatatypeProperty",
    "owl:FunctionalProperty",
    "owl:InverseFunctionalProperty",
    "owl:NamedIndividual",
    "owl:NegativePropertyAssertion",
    "owl:ObjectProperty",
    "owl:Ontology",
    "owl:Restriction",
    "owl:SymmetricProperty",
    "owl:Thing",
    "owl:TransitiveProperty",
    "rdf:List",
    "rdf:Property",
    "rdfs:Class",
    "rdfs:Datatype",
    "rdfs:Literal",
    "rdfs:Resource",
};

constexpr std::array built_in_object_properties{
    "owl:allValuesFrom",
    "owl:complementOf",
    "owl:differentFrom",
    "owl:disjointUnionOf",
    "owl:disjointWith",
    "owl:distinctMembers",
    "owl:equivalentClass",
    "owl:equivalentProperty",
    "owl:hasValue",
    "owl:imports",
    "owl:intersectionOf",
    "owl:inverseOf",
    "owl:members",
    "owl:onProperty",
    "owl:oneOf",
    "owl:priorVersion",
    "owl:propertyDisjointWith",
    "owl:sameAs",
    "owl:someValuesFrom",
    "owl:unionOf",
    "owl:versionIRI",
    "rdf:rest",
    "rdf:type",
    "rdfs:domain",
    "rdfs:range",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
};

constexpr std::array built_in_annotations{
    "owl:deprecated", "owl:versionInfo",  "rdf:first",  "rdf:value",
    "rdfs:comment",   "rdfs:isDefinedBy", "rdfs:label", "rdfs:seeAlso",
};

/// The datatypes of RDF 1.1 and what XML Schema derives each from, if it is not a primitive one.
constexpr std::array<std::pair<char const*, char const*>, 47> built_in_datatypes{{
    {"rdf:HTML", nullptr},
    {"rdf:XMLLiteral", nullptr},
    {"rdf:langString", nullptr},
    {"xsd:ENTITY", "xsd:NCName"},
    {"xsd:ID", "xsd:NCName"},
    {"xsd:IDREF", "xsd:NCName"},
    {"xsd:NCName", "xsd:Name"},
    {"xsd:NMTOKEN", "xsd:token"},
    {"xsd:NOTATION", nullptr},
    {"xsd:Name", "xsd:token"},
    {"xsd:QName", nullptr},
    {"xsd:anyURI", nullptr},
    {"xsd:base64Binary", nullptr},
    {"xsd:boolean", nullptr},
    {"xsd:byte", "xsd:short"},
    {"xsd:date", nullptr},
    {"xsd:dateTime", nullptr},
    {"xsd:dateTimeStamp", "xsd:dateTime"},
    {"xsd:dayTimeDuration", "xsd:duration"},
    {"xsd:decimal", nullptr},
    {"xsd:double", nullptr},
    {"xsd:duration", nullptr},
    {"xsd:float", nullptr},
    {"xsd:gDay", nullptr},
    {"xsd:gMonth", nullptr},
    {"xsd:gMonthDay", nullptr},
    {"xsd:gYear", nullptr},
    {"xsd:gYearMonth", nullptr},
    {"xsd:hexBinary", nullptr},
    {"xsd:int", "xsd:long"},
    {"xsd:integer", "xsd:decimal"},
    {"xsd:language", "xsd:token"},
    {"xsd:long", "xsd:integer"},
    {"xsd:negativeInteger", "xsd:nonPositiveInteger"},
    {"xsd:nonNegativeInteger", "xsd:integer"},
    {"xsd:nonPositiveInteger", "xsd:integer"},
    {"xsd:normalizedString", "xsd:string"},
    {"xsd:positiveInteger", "xsd:nonNegativeInteger"},
    {"xsd:short", "xsd:int"},
    {"xsd:string", nullptr},
    {"xsd:time", nullptr},
    {"xsd:token", "xsd:normalizedString"},
    {"xsd:unsignedByte", "xsd:unsignedShort"},
    {"xsd:unsignedInt", "xsd:unsignedLong"},
    {"xsd:unsignedLong", "xsd:nonNegativeInteger"},
    {"xsd:unsignedShort", "xsd:unsignedInt"},
    {"xsd:yearMonthDuration", "xsd:duration"},
}};

using vocabulary::expand;

constexpr std::string_view blank_prefix = "_:";

[[nodiscard]] bool holds(std::vector<std::string> const& values, std::string_view value) {
    return std::ranges::find(values, value) != values.end();
}

[[nodiscard]] std::size_t local_name_start(std::string_view iri) {
    std::size_t const end = iri.find_last_of("/#");
    return end == std::string_view::npos ? 0 : end + 1;
}

[[nodiscard]] std::string_view namespace_of(std::string_view iri) { return iri.substr(0, local_name_start(iri)); }
[[nodiscard]] std::string_view local_name(std::string_view iri) { return iri.substr(local_name_start(iri)); }

/// What `types` declare a property as, or nothing when it is none.
[[nodiscard]] std::optional<Property::Kind> property_kind(std::vector<std::string> const& types) {
    if (holds(types, expand("owl:ObjectProperty"))) {
        return Property::Kind::object;
    }
    if (holds(types, expand("owl:DatatypeProperty"))) {
        return Property::Kind::datatype;
    }
    if (holds(types, expand("owl:AnnotationProperty")) || holds(types, expand("rdf:Property"))) {
        return Property::Kind::annotation;
    }
    return std::nullopt;
}

}  // namespace

/// The statements of an ontology that have no literal as object, by subject and predicate.
class Ontology::Statements {
public:
    using Objects = std::vector<std::string>;
    using Predicates = std::map<std::string, Objects, std::less<>>;

    explicit Statements(Document const& document) {
        document.for_each({}, [&](Statement const& statement) {
            TermView const object = document.term(statement.object);
            if (object.type != TermType::literal) {
                subjects_[key(document.term(statement.subject))][std::string(document.term(statement.predicate).text)]
                    .push_back(key(object));
            }
        });
    }

    [[nodiscard]] std::map<std::string, Predicates, std::less<>> const& subjects() const { return subjects_; }

    [[nodiscard]] Objects const& objects(std::string_view subject, std::string_view predicate) const {
        static Objects const none;
        auto const found = subjects_.find(subject);
        if (found == subjects_.end()) {
            return none;
        }
        auto const values = found->second.find(predicate);
        return values == found->second.end() ? none : values->second;
    }

    /// The classes that a domain or range names: itself, or those of the union that it is.
    [[nodiscard]] Objects members(std::string_view subject, std::string_view predicate) const {
        Objects found;
        for (std::string const& node : objects(subject, predicate)) {
            std::ranges::copy(classes(node), std::back_inserter(found));
        }
        return found;
    }

    /// The classes that a node stands for: itself, or those of the union that it is.
    [[nodiscard]] Objects classes(std::string const& node) const {
        Objects const& lists = objects(node, expand("owl:unionOf"));
        Objects found;
        if (lists.empty()) {
            found.push_back(node);
        }
        for (std::string const& list : lists) {
            add_members(list, found);
        }
        return found;
    }

    /// The members of the lists that are objects.
    [[nodiscard]] Objects listed(std::string_view subject, std::string_view predicate) const {
        Objects found;
        for (std::string const& list : objects(subject, predicate)) {
            add_members(list, found);
        }
        return found;
    }

private:
    void add_members(std::string cell, Objects& found) const {
        std::set<std::string> seen;  // a list may bite its tail
        while (seen.insert(cell).second) {
            Objects const& first = objects(cell, expand("rdf:first"));
            Objects const& rest = objects(cell, expand("rdf:rest"));
            found.insert(found.end(), first.begin(), first.end());
            if (rest.empty()) {
                return;
            }
            cell = rest.front();
        }
    }

    [[nodiscard]] static std::string key(TermView const& term) {
        return std::string(term.type == TermType::blank ? blank_prefix : "").append(term.text);
    }

    std::map<std::string, Predicates, std::less<>> subjects_;
};

Ontology::Ontology(Document const& document) {
    Statements const statements(document);
    add_built_in_terms();
    add_terms(statements);
    close_super_classes(statements);
    set_ends(statements);
    set_disjoint(statements);
}

void Ontology::add_built_in_terms() {
    for (auto const& [prefix, iri] : vocabulary::vocabularies) {
        prefixes_.add(prefix, iri);
    }
    for (auto const* const each : built_in_classes) {
        classes_[expand(each)].insert(expand(each));
    }
    for (auto const& [each, base] : built_in_datatypes) {
        datatypes_[expand(each)] = base == nullptr ? std::string() : expand(base);
    }
    for (auto const* const each : built_in_object_properties) {
        properties_[expand(each)].kind = Property::Kind::object;
    }
    for (auto const* const each : built_in_annotations) {
        properties_[expand(each)].kind = Property::Kind::annotation;
    }
}

void Ontology::add_terms(Statements const& statements) {
    std::string const type = expand("rdf:type");
    for (auto const& [subject, predicates] : statements.subjects()) {
        auto const found = predicates.find(type);
        if (found == predicates.end() || subject.starts_with(blank_prefix)) {
            continue;
        }
        std::vector<std::string> types = found->second;
        if (std::optional<Property::Kind> const kind = property_kind(types)) {
            properties_[subject] = {*kind, holds(types, expand("owl:FunctionalProperty")), {}, {}, {}, false};
        } else if (holds(types, expand("owl:Class")) || holds(types, expand("rdfs:Class"))) {
            classes_[subject].insert(subject);
        } else if (holds(types, expand("rdfs:Datatype"))) {
            datatypes_.try_emplace(subject);
        } else {
            std::erase(types, expand("owl:NamedIndividual"));
            individuals_[subject] = std::move(types);
        }
    }
}

void Ontology::close_super_classes(Statements const& statements) {
    for (auto& [subject, supers] : classes_) {
        std::vector<std::string> open{subject};
        while (!open.empty()) {
            std::string const each = std::move(open.back());
            open.pop_back();
            for (std::string const& super : statements.objects(each, expand("rdfs:subClassOf"))) {
                if (!super.starts_with(blank_prefix) && supers.insert(super).second) {
                    open.push_back(super);
                }
            }
        }
    }
}

void Ontology::set_ends(Statements const& statements) {
    std::string const thing = expand("owl:Thing");
    std::string const literal = expand("rdfs:Literal");
    for (auto& [subject, property] : properties_) {
        property.domain = statements.members(subject, expand("rdfs:domain"));
        std::erase(property.domain, thing);  // then the hints alone say which subjects
        std::ranges::copy(statements.members(subject, expand("schema:domainIncludes")),
                          std::back_inserter(property.domain));
        if (holds(property.domain, thing)) {
            property.domain.clear();
        }
        for (std::string const& property_of_range : {expand("rdfs:range"), expand("schema:rangeIncludes")}) {
            for (std::string const& member : statements.members(subject, property_of_range)) {
                bool const is_datatype = declares(TermKind::datatype, member) || member == literal;
                (is_datatype ? property.datatypes : property.classes).push_back(member);
                property.strict = property.strict || (!is_datatype && property_of_range == expand("rdfs:range"));
            }
        }
        if (property.datatypes.size() > 1) {
            std::erase(property.datatypes, literal);  // the others say which literals
        }
        if (property.classes.empty() && property.datatypes.empty()) {
            if (property.kind != Property::Kind::datatype) {
                property.classes.push_back(thing);
            }
            if (property.kind != Property::Kind::object) {
                property.datatypes.push_back(literal);
            }
        }
    }
}

void Ontology::set_disjoint(Statements const& statements) {
    add_disjoint({{expand("skos:Concept")}, {expand("skos:ConceptScheme")}, {expand("skos:Collection")}});
    std::string const all_disjoint = expand("owl:AllDisjointClasses");
    for (auto const& [subject, predicates] : statements.subjects()) {
        if (holds(statements.objects(subject, expand("rdf:type")), all_disjoint)) {
            std::vector<std::vector<std::string>> members;
            for (std::string const& node : statements.listed(subject, expand("owl:members"))) {
                members.push_back(statements.classes(node));
            }
            add_disjoint(members);
        }
        for (std::string const& other : statements.objects(subject, expand("owl:disjointWith"))) {
            add_disjoint({statements.classes(subject), statements.classes(other)});
        }
    }
}

void Ontology::add_disjoint(std::vector<std::vector<std::string>> const& members) {
    std::size_t const axiom = disjoint_axioms_++;
    for (auto const& [type, supers] : classes_) {
        for (std::size_t member = 0; member < members.size(); ++member) {
            if (std::ranges::any_of(members[member],
                                    [&, &own = type](std::string const& each) { return is_a(own, each); })) {
                disjoint_[type].try_emplace(axiom, member);
            }
        }
    }
}

bool Ontology::are_disjoint(std::string_view type, std::string_view other) const {
    auto const own = disjoint_.find(type);
    auto const others = disjoint_.find(other);
    return own != disjoint_.end() && others != disjoint_.end() &&
           std::ranges::any_of(own->second, [&](auto const& entry) {
               auto const found = others->second.find(entry.first);
               return found != others->second.end() && found->second != entry.second;
           });
}

bool Ontology::declares(TermKind kind, std::string_view iri) const {
    switch (kind) {
        case TermKind::class_:
            return classes_.contains(iri);
        case TermKind::property:
            return properties_.contains(iri);
        case TermKind::individual:
            return individuals_.contains(iri);
        case TermKind::datatype:
            return datatypes_.contains(iri);
    }
    return false;
}

bool Ontology::declares(std::string_view iri) const {
    return declares(TermKind::class_, iri) || declares(TermKind::property, iri) ||
           declares(TermKind::individual, iri) || declares(TermKind::datatype, iri);
}

Property const* Ontology::find_property(std::string_view iri) const {
    auto const found = properties_.find(iri);
    return found == properties_.end() ? nullptr : &found->second;
}

std::vector<std::string> const& Ontology::types_of(std::string_view individual) const {
    static std::vector<std::string> const none;
    auto const found = individuals_.find(individual);
    return found == individuals_.end() ? none : found->second;
}

bool Ontology::is_a(std::string_view type, std::string_view other) const {
    static std::string const thing = expand("owl:Thing");
    auto const found = classes_.find(type);
    return type == other || other == thing || (found != classes_.end() && found->second.contains(other));
}

bool Ontology::is_datatype_a(std::string_view type, std::string_view other) const {
    static std::string const literal = expand("rdfs:Literal");
    if (other == literal) {
        return true;
    }
    while (type != other) {
        auto const found = datatypes_.find(type);
        if (found == datatypes_.end()) {
            return false;
        }
        type = found->second;
    }
    return true;
}

std::string Ontology::name(std::string_view iri) const {
    if (auto const found = prefixes_.shorten(iri)) {
        return diagnostics::shortened((found->first->prefix + ':').append(found->second), longest_name);
    }
    return "<" + diagnostics::shortened(iri, longest_name) + ">";
}

std::string Ontology::did_you_mean(std::string_view iri, TermKind kind) const {
    std::vector<std::string_view> candidates = terms(kind);
    std::vector<std::string_view> same_name;
    std::ranges::copy_if(candidates, std::back_inserter(same_name),
                         [iri](std::string_view each) { return local_name(each) == local_name(iri); });
    std::erase_if(candidates, [iri](std::string_view each) { return namespace_of(each) != namespace_of(iri); });
    std::vector<std::string_view> locals;
    std::ranges::transform(candidates, std::back_inserter(locals), local_name);

    std::string_view const nearest = diagnostics::nearest(local_name(iri), locals);
    if (!nearest.empty()) {
        return ", did you mean '" + name(std::string(namespace_of(iri)).append(nearest)) + "'?";
    }
    return same_name.empty() ? std::string() : ", did you mean '" + name(same_name.front()) + "'?";
}

std::vector<std::string_view> Ontology::terms(TermKind kind) const {
    std::vector<std::string_view> found;
    auto const add_keys = [&found](auto const& map) {
        std::ranges::transform(map, std::back_inserter(found),
                               [](auto const& entry) -> std::string_view { return entry.first; });
    };
    switch (kind) {
        case TermKind::class_:
            add_keys(classes_);
            break;
        case TermKind::property:
            add_keys(properties_);
            break;
        case TermKind::individual:
            add_keys(individuals_);
            break;
        case TermKind::datatype:
            add_keys(datatypes_);
            break;
    }
    return found;
}

}  // namespace stoa::rdf
