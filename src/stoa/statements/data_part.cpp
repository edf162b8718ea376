// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/data_part.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>

#include "stoa/rdf/string_pool.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::statements {

using model::Edge;
using model::Kind;
using model::KindDef;
using model::KnowledgeGraph;
using model::PropertyId;
using model::Structure;
using model::Vertex;
using rdf::TermView;

namespace {

/// `schema:City` as a term that continues a namespace of the graph.
TermView prefixed(KnowledgeGraph const& graph, std::string_view name) {
    std::size_t const colon = name.find(':');
    auto const space = std::ranges::find(graph.namespaces(), name.substr(0, colon), &rdf::Namespace::prefix);
    assert(space != graph.namespaces().end() && "terms of the table use prefixes of the vocabulary list");
    return TermView::name(*space, name.substr(colon + 1));
}

std::string full(TermView const& term) {
    return (term.space != nullptr ? term.space->iri : std::string{}) + std::string{term.text};
}

/// In RDF alone: what a name that is made becomes.
std::span<PropertyId const> label_properties(Kind kind) {
    static std::array<std::vector<PropertyId>, model::kind_count> const by_kind = [] {
        std::array<std::vector<PropertyId>, model::kind_count> lists;
        for (KindDef const& each : model::kinds()) {
            for (std::string_view const key : {"rdfs_label", "schema_name"}) {
                if (std::optional<PropertyId> const property = model::find_property(each.kind, key)) {
                    lists[static_cast<std::size_t>(each.kind)].push_back(*property);
                }
            }
        }
        return lists;
    }();
    return by_kind[static_cast<std::size_t>(kind)];
}

/// Adds the namespaces that a datatype continues; numbers and booleans are written bare.
void use_datatype(KnowledgeGraph const& graph, std::string_view datatype, std::set<rdf::Namespace const*>& used) {
    using namespace rdf::vocabulary;
    if (datatype == xsd_integer || datatype == xsd_decimal || datatype == xsd_boolean) {
        return;
    }
    for (rdf::Namespace const& each : graph.namespaces()) {
        if (datatype.starts_with(each.iri) && rdf::is_plain_local_name(datatype.substr(each.iri.size()))) {
            used.insert(&each);
        }
    }
}

/// Literals that are no values of a graph, each once.
class MadeLiterals {
public:
    void add(std::string_view text, std::string_view language) {
        Texts& of = texts_[std::string{language}];
        of.has_empty = of.has_empty || text.empty();
        of.pool.intern(text);
    }
    [[nodiscard]] bool contains(std::string_view text, std::string_view language) const {
        auto const found = texts_.find(language);
        return found != texts_.end() &&
               (text.empty() ? found->second.has_empty : found->second.pool.find(text).has_value());
    }
    [[nodiscard]] std::size_t size() const {
        std::size_t all = 0;
        for (auto const& [language, of] : texts_) {
            all += of.pool.size() - (of.has_empty ? 0 : 1);
        }
        return all;
    }

private:
    struct Texts {
        rdf::StringPool pool;  ///< which has the empty text in any case
        bool has_empty = false;
    };
    std::map<std::string, Texts, std::less<>> texts_;  ///< by language
};

}  // namespace

bool iri_less(TermView const& a, TermView const& b) {
    auto const compare_with_end = [](std::string_view left, std::string_view right) {
        std::size_t const common = std::min(left.size(), right.size());
        int const order = left.substr(0, common).compare(right.substr(0, common));
        if (order != 0 || left.size() == right.size()) {
            return order < 0;
        }
        // The shorter one goes on with '>'.
        return left.size() < right.size() ? static_cast<unsigned char>('>') < static_cast<unsigned char>(right[common])
                                          : static_cast<unsigned char>(left[common]) < static_cast<unsigned char>('>');
    };
    if (a.space == b.space) {
        return compare_with_end(a.text, b.text);
    }
    return compare_with_end(full(a), full(b));
}

DataPart::DataPart(KnowledgeGraph const& graph)
    : graph_{graph},
      type_{prefixed(graph, "rdf:type")},
      labels_{graph},
      address_class_{prefixed(graph, "schema:PostalAddress")},
      locality_{prefixed(graph, "schema:addressLocality")},
      country_{prefixed(graph, "schema:addressCountry")} {
    for (KindDef const& each : model::kinds()) {
        TypeTerms terms;
        terms.own = prefixed(graph, each.class_term);
        terms.has_reused = !each.super_class_term.empty();
        if (terms.has_reused) {
            terms.reused = prefixed(graph, each.super_class_term);
        }
        types_.push_back(terms);
    }
    for (model::PropertyDef const& each : model::properties()) {
        predicates_.push_back(prefixed(graph, each.term));
    }
    make_repetitions();
    make_addresses();
    make_links_of_concepts();
    make_organisers();
    std::ranges::stable_sort(made_, {}, [](Made const& each) { return std::pair{each.subject, each.property}; });
}

void DataPart::make_repetitions() {
    auto const table = model::properties();
    repetitions_.resize(table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        model::PropertyDef const& property = table[i];
        for (KindDef const& kind : model::kinds()) {
            std::optional<PropertyId> const original = property.subjects.contains(kind.kind)
                                                           ? model::find_property(kind.kind, property.repeats)
                                                           : std::nullopt;
            if (!original) {
                continue;
            }
            std::vector<Repetition>& of = repetitions_[static_cast<std::size_t>(*original)];
            if (of.empty() || of.back().property != static_cast<PropertyId>(i)) {
                of.push_back({static_cast<PropertyId>(i), {}, {}});
                for (std::size_t v = 0; property.enumeration != nullptr && v < property.enumeration->values.size();
                     ++v) {
                    model::EnumerationValue const& value = property.enumeration->values[v];
                    auto const& values = table[static_cast<std::size_t>(*original)].enumeration->values;
                    auto const same = std::ranges::find(values, value.key, &model::EnumerationValue::key);
                    assert(same != values.end() && "both enumerations have the same keys");
                    of.back().values.emplace_back(same->term.substr(same->term.find(':') + 1),
                                                  prefixed(graph_, value.term));
                }
            }
            of.back().subjects = of.back().subjects.with(kind.kind);
        }
    }
}

void DataPart::make(Vertex subject, PropertyId property, TermView object) {
    made_.push_back({subject, property, object});
    has_made_ = has_made_.with(graph_.kind(subject));
}

void DataPart::make_addresses() {
    KnowledgeGraph::Range const cities = graph_.vertices_of(Kind::city);
    addresses_.reserve(cities.size());  // terms refer to the names
    for (Vertex city = cities.first; city < cities.last; ++city) {
        addresses_.push_back({city, std::string{graph_.id(city)} + "/address"});
        make(city, model::property(Kind::city, "schema_address"), address_of(city));
    }
    KnowledgeGraph::Range const venues = graph_.vertices_of(Kind::venue);
    for (Vertex venue = venues.first; venue < venues.last; ++venue) {
        if (std::optional<Vertex> const city = graph_.object(venue, "in_city")) {
            make(venue, model::property(Kind::venue, "schema_address"), address_of(*city));
        }
    }
}

TermView DataPart::address_of(Vertex city) const {
    Address const& address = addresses_[city - graph_.vertices_of(Kind::city).first];
    return TermView::name(graph_.space_of(city), address.local_name);
}

void DataPart::make_links_of_concepts() {
    Structure const& structure = graph_;
    auto const has = [&](Vertex from, PropertyId property, Vertex to) {
        auto const [first, last] = out_edges(from, structure);
        return std::any_of(first, last, [&](Edge const& edge) {
            return structure[edge].property == property && target(edge, structure) == to;
        });
    };
    PropertyId const scheme = model::property(Kind::concept_, "scheme");
    PropertyId const related = model::property(Kind::concept_, "related");
    PropertyId const top = model::property(Kind::concept_, "top_concept_of");
    PropertyId const tops = model::property(Kind::scheme, "top_concepts");
    for (KindDef const& kind : model::kinds()) {
        if (!model::find_property(kind.kind, "top_concept_of")) {
            continue;
        }
        std::array const up{model::find_property(kind.kind, "broader"), model::find_property(kind.kind, "goal")};
        KnowledgeGraph::Range const range = graph_.vertices_of(kind.kind);
        for (Vertex concept_ = range.first; concept_ < range.last; ++concept_) {
            auto const [first, last] = out_edges(concept_, structure);
            for (auto edge = first; edge != last; ++edge) {
                Vertex const object = target(*edge, structure);
                if (structure[*edge].property == related && !has(object, related, concept_)) {
                    make(object, related, graph_.term(concept_));
                }
                if (structure[*edge].property != scheme) {
                    continue;
                }
                bool const is_below = std::any_of(first, last, [&](Edge const& other) {
                    return std::ranges::find(up, structure[other].property) != up.end() &&
                           has(target(other, structure), scheme, object);
                });
                if (!is_below) {
                    make(concept_, top, graph_.term(object));
                    make(object, tops, graph_.term(concept_));
                }
            }
        }
    }
}

void DataPart::make_organisers() {
    Structure const& structure = graph_;
    TermView const organisation = prefixed(graph_, model::definition(Kind::organisation).class_term);
    std::set<Vertex> cities;
    for (Kind const kind : {Kind::series, Kind::edition, Kind::network}) {
        PropertyId const organiser = model::property(kind, "organiser");
        KnowledgeGraph::Range const range = graph_.vertices_of(kind);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
                if (structure[*edge].property == organiser && graph_.kind(target(*edge, structure)) == Kind::city) {
                    cities.insert(target(*edge, structure));
                }
            }
        }
    }
    for (Vertex const city : cities) {
        make(city, model::property(Kind::event, "type"), organisation);
    }
}

bool DataPart::is_type(TermView const& predicate) const {
    return predicate.space == type_.space && predicate.text == type_.text;
}

template <class Visit>
void DataPart::visit_repetitions(Vertex vertex, std::size_t row, Visit visit) const {
    std::span<PropertyId const> const properties = graph_.rows(vertex).property;
    bool const is_first = row == 0 || properties[row - 1] != properties[row];
    for (Repetition const& each : repetitions_[static_cast<std::size_t>(properties[row])]) {
        // Two values of an enumeration, which are an error, may have one word in the other vocabulary.
        if (each.subjects.contains(graph_.kind(vertex)) && (each.values.empty() || is_first)) {
            visit(each);
        }
    }
}

std::span<DataPart::Made const> DataPart::made_of(Vertex vertex) const {
    if (!has_made_.contains(graph_.kind(vertex))) {
        return {};
    }
    return {std::ranges::lower_bound(made_, vertex, {}, &Made::subject),
            std::ranges::upper_bound(made_, vertex, {}, &Made::subject)};
}

TermView DataPart::repeated(Repetition const& repetition, model::TagId tag, rdf::StringId value) const {
    TermView const original = graph_.value_term(tag, value);
    auto const same =
        std::ranges::find(repetition.values, original.text, &std::pair<std::string_view, TermView>::first);
    return same == repetition.values.end() ? original : same->second;
}

template <class Visit>
void DataPart::visit_address(Address const& address, std::string& made, Visit visit) const {
    visit(type_, address_class_);
    Vertex const city = address.city;
    std::string_view const language = labels_.language(city);
    std::optional<Vertex> const country = graph_.object(city, "country");
    made = graph_.label(city, language);
    if (country) {
        made += ", ";
        made += graph_.label(*country, language);
    }
    visit(predicates_[static_cast<std::size_t>(model::property(Kind::city, "rdfs_label"))],
          TermView::text_in(made, language));
    auto const repeat_labels = [&](Vertex vertex, TermView const& predicate) {
        PropertyId const label = model::property(graph_.kind(vertex), "label");
        KnowledgeGraph::Rows const rows = graph_.rows(vertex);
        for (std::size_t row = 0; row < rows.size() && rows.property[row] == label; ++row) {
            visit(predicate, graph_.value_term(rows.tag[row], rows.value[row]));
        }
    };
    repeat_labels(city, locality_);
    std::string_view const code = country ? graph_.value(*country, "iso2") : std::string_view{};
    if (!code.empty()) {
        visit(country_, TermView::string(code));
    } else if (country) {
        repeat_labels(*country, country_);
    }
}

void DataPart::write(std::span<Vertex const> vertices, rdf::StatementSink& sink) const {
    std::string made;
    for (Vertex const vertex : vertices) {
        write(vertex, sink, made);
    }
}

void DataPart::write(Vertex vertex, rdf::StatementSink& sink, std::string& made) const {
    TermView const subject = term(vertex);
    if (vertex >= num_vertices(graph_)) {
        visit_address(
            addresses_[vertex - num_vertices(graph_)], made,
            [&](TermView const& predicate, TermView const& object) { sink.write(subject, predicate, object); });
        return;
    }
    Structure const& structure = graph_;
    model::Kind const kind = graph_.kind(vertex);
    TypeTerms const& types = types_[static_cast<std::size_t>(kind)];
    // Each statement waits for the next one, whose object comes from memory while this one is written.
    TermView const* predicate = &type_;
    TermView object = types.own;
    auto const go_on = [&](TermView const& next_predicate, TermView const& next_object) {
        __builtin_prefetch(next_object.text.data());
        sink.write(subject, *predicate, object);
        predicate = &next_predicate;
        object = next_object;
    };
    auto const predicate_of = [&](PropertyId property) -> TermView const& {
        return predicates_[static_cast<std::size_t>(property)];
    };
    if (types.has_reused) {
        go_on(type_, types.reused);
    }
    // Rows, edges and references are sorted by property: one merge gives the table's order. Records of the base come
    // before those of the graph, and what is made before both.
    KnowledgeGraph::Rows const rows = graph_.rows(vertex);
    std::size_t row = 0;
    KnowledgeGraph::References const references = graph_.references(vertex);
    std::size_t reference = 0;
    std::span<Made const> const extra = made_of(vertex);
    auto next_made = extra.begin();
    auto const refer = [&](PropertyId up_to) {
        for (; next_made != extra.end() && next_made->property <= up_to; ++next_made) {
            go_on(predicate_of(next_made->property), next_made->object);
        }
        for (; reference < references.size() && references.property[reference] <= up_to; ++reference) {
            go_on(predicate_of(references.property[reference]), graph_.base()->term(references.object[reference]));
        }
    };
    refer(PropertyId{});  // further classes
    if (labels_.names(vertex)) {
        made.clear();
        labels_.append(made, vertex);
        std::string_view const language = labels_.language(vertex);
        for (PropertyId const each : label_properties(kind)) {
            go_on(predicate_of(each), TermView::text_in(made, language));
        }
    }
    auto [edge, last] = out_edges(vertex, structure);
    while (row < rows.size() || edge != last) {
        bool const take_row = edge == last || (row < rows.size() && rows.property[row] < structure[*edge].property);
        refer(take_row ? rows.property[row] : structure[*edge].property);
        if (!take_row) {
            go_on(predicate_of(structure[*edge].property), graph_.term(target(*edge, structure)));
            ++edge;
            continue;
        }
        PropertyId const property = rows.property[row];
        std::size_t const first = row;
        for (; row < rows.size() && rows.property[row] == property; ++row) {
            go_on(predicate_of(property), graph_.value_term(rows.tag[row], rows.value[row]));
        }
        visit_repetitions(vertex, first, [&](Repetition const& each) {
            for (std::size_t again = first; again < (each.values.empty() ? row : first + 1); ++again) {
                go_on(predicate_of(each.property), repeated(each, rows.tag[again], rows.value[again]));
            }
        });
    }
    refer(static_cast<PropertyId>(predicates_.size()));
    sink.write(subject, *predicate, object);
}

TermView DataPart::term(Vertex vertex) const {
    std::size_t const records = num_vertices(graph_);
    return vertex < records ? graph_.term(vertex) : address_of(addresses_[vertex - records].city);
}

std::string DataPart::iri(Vertex vertex) const { return full(term(vertex)); }

std::vector<Vertex> DataPart::vertices() const {
    std::vector<Vertex> all(num_vertices(graph_) + addresses_.size());
    std::iota(all.begin(), all.end(), Vertex{0});
    return all;
}

std::vector<Vertex> DataPart::by_iri(std::vector<Vertex> vertices) const {
    std::ranges::sort(vertices, [&](Vertex a, Vertex b) { return iri_less(term(a), term(b)); });
    return vertices;
}

std::vector<rdf::Namespace const*> DataPart::namespaces(std::span<Vertex const> vertices) const {
    std::set<rdf::Namespace const*> used;
    auto const use = [&](TermView const& term) {
        // rdf:type is written `a`; a local name that needs escapes makes the whole IRI be written.
        if (term.space != nullptr && term.space != type_.space && rdf::is_plain_local_name(term.text)) {
            used.insert(term.space);
        }
    };
    std::vector<bool> tag_seen(std::size_t{1} << 16U, false);
    std::vector<bool> property_seen(predicates_.size(), false);
    std::vector<bool> kind_seen(types_.size(), false);
    Structure const& structure = graph_;
    auto const use_made = [&](TermView const& predicate, TermView const& object) {
        use(predicate);
        if (object.type == rdf::TermType::iri) {
            use(object);
        }
    };
    std::string made;
    for (Vertex const vertex : vertices) {
        if (vertex >= num_vertices(graph_)) {
            visit_address(addresses_[vertex - num_vertices(graph_)], made, use_made);
            continue;
        }
        for (Made const& each : made_of(vertex)) {
            use_made(predicates_[static_cast<std::size_t>(each.property)], each.object);
        }
        for (PropertyId const each : label_properties(graph_.kind(vertex))) {
            property_seen[static_cast<std::size_t>(each)] = true;
        }
        used.insert(&graph_.space_of(vertex));
        for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
            property_seen[static_cast<std::size_t>(structure[*edge].property)] = true;
            used.insert(&graph_.space_of(target(*edge, structure)));
        }
        KnowledgeGraph::References const references = graph_.references(vertex);
        for (std::size_t i = 0; i < references.size(); ++i) {
            property_seen[static_cast<std::size_t>(references.property[i])] = true;
            used.insert(&graph_.base()->space_of(references.object[i]));
        }
        kind_seen[static_cast<std::size_t>(graph_.kind(vertex))] = true;
        KnowledgeGraph::Rows const rows = graph_.rows(vertex);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            property_seen[static_cast<std::size_t>(rows.property[row])] = true;
            visit_repetitions(vertex, row, [&](Repetition const& each) {
                use_made(predicates_[static_cast<std::size_t>(each.property)],
                         repeated(each, rows.tag[row], rows.value[row]));
            });
            model::Tag const& tag = graph_.tag(rows.tag[row]);
            if (tag.form == model::Tag::Form::iri) {
                use(graph_.value_term(rows.tag[row], rows.value[row]));
            } else if (tag.form == model::Tag::Form::datatype && !tag_seen[static_cast<std::size_t>(rows.tag[row])]) {
                tag_seen[static_cast<std::size_t>(rows.tag[row])] = true;
                use_datatype(graph_, tag.text, used);
            }
        }
    }
    for (std::size_t i = 0; i < predicates_.size(); ++i) {
        if (property_seen[i]) {
            use(predicates_[i]);
        }
    }
    for (std::size_t i = 0; i < types_.size(); ++i) {
        if (kind_seen[i]) {
            use(types_[i].own);
            if (types_[i].has_reused) {
                use(types_[i].reused);
            }
        }
    }
    std::vector<rdf::Namespace const*> sorted{used.begin(), used.end()};
    std::ranges::sort(sorted, {}, &rdf::Namespace::prefix);
    return sorted;
}

/// What is known while a graph is counted.
struct DataPart::Counting {
    Counts counts;
    std::vector<std::size_t> of_kind;
    std::vector<std::size_t> of_property;
    std::vector<bool> is_object;
    std::vector<bool> is_object_of_base;
    std::vector<std::uint64_t> values;  ///< tag and text
    /// Objects are records, classes, and values. A value's IRI may be that of a record or class, so IRIs go by their
    /// text.
    std::set<std::string> iris;
    MadeLiterals literals;
    std::string made;

    void count_records(KnowledgeGraph const* graph, std::vector<bool> const& is_counted) {
        for (Vertex vertex = 0; vertex < is_counted.size(); ++vertex) {
            if (is_counted[vertex]) {
                ++counts.distinct_objects;
                if (!iris.empty()) {
                    iris.erase(graph->iri(vertex));
                }
            }
        }
    }
};

void DataPart::count_made(TermView const& predicate, TermView const& object, Counting& counting) const {
    ++counting.counts.triples;
    ++counting.counts.properties[full(predicate)];
    if (object.type != rdf::TermType::iri) {
        counting.literals.add(object.text, object.language);
        return;
    }
    counting.iris.insert(full(object));
    if (is_type(predicate)) {
        ++counting.counts.classes[full(object)];
    }
}

void DataPart::count_record(Vertex vertex, Counting& counting) const {
    Kind const kind = graph_.kind(vertex);
    std::vector<std::size_t>& of_property = counting.of_property;
    ++counting.of_kind[static_cast<std::size_t>(kind)];
    KnowledgeGraph::References const references = graph_.references(vertex);
    for (std::size_t i = 0; i < references.size(); ++i) {
        ++of_property[static_cast<std::size_t>(references.property[i])];
        counting.is_object_of_base[references.object[i]] = true;
    }
    if (labels_.names(vertex)) {
        counting.made.clear();
        labels_.append(counting.made, vertex);
        counting.literals.add(counting.made, labels_.language(vertex));
        for (PropertyId const each : label_properties(kind)) {
            ++of_property[static_cast<std::size_t>(each)];
        }
    }
    KnowledgeGraph::Rows const rows = graph_.rows(vertex);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        ++of_property[static_cast<std::size_t>(rows.property[row])];
        if (is_type(predicates_[static_cast<std::size_t>(rows.property[row])])) {
            ++counting.counts.classes[full(graph_.value_term(rows.tag[row], rows.value[row]))];
        }
        counting.values.push_back((std::uint64_t{static_cast<std::uint16_t>(rows.tag[row])} << 32U) |
                                  static_cast<std::uint32_t>(rows.value[row]));
        visit_repetitions(vertex, row, [&](Repetition const& each) {
            ++of_property[static_cast<std::size_t>(each.property)];
            if (!each.values.empty()) {
                counting.iris.insert(full(repeated(each, rows.tag[row], rows.value[row])));
            }
        });
    }
}

/// Distinct literals, those that are made included; IRIs are noted.
void DataPart::count_values(Counting& counting) const {
    std::vector<std::uint64_t>& values = counting.values;
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    counting.counts.distinct_objects = counting.literals.size();
    for (std::uint64_t const value : values) {
        auto const tag = static_cast<model::TagId>(value >> 32U);
        TermView const term = graph_.value_term(tag, static_cast<rdf::StringId>(static_cast<std::uint32_t>(value)));
        if (term.type == rdf::TermType::iri) {
            counting.iris.insert(full(term));
        } else if (!term.datatype.empty() || !counting.literals.contains(term.text, term.language)) {
            ++counting.counts.distinct_objects;
        }
    }
}

Counts DataPart::count() const {
    Structure const& structure = graph_;
    std::size_t const vertices = num_vertices(graph_);
    Counting counting;
    counting.of_kind.assign(types_.size(), 0);
    counting.of_property.assign(predicates_.size(), 0);
    counting.is_object.assign(vertices, false);
    counting.is_object_of_base.assign(graph_.base() != nullptr ? num_vertices(*graph_.base()) : 0, false);
    counting.values.reserve(graph_.attribute_count());
    for (Made const& each : made_) {
        count_made(predicates_[static_cast<std::size_t>(each.property)], each.object, counting);
    }
    for (Address const& each : addresses_) {
        visit_address(each, counting.made, [&](TermView const& predicate, TermView const& object) {
            count_made(predicate, object, counting);
        });
    }
    for (Vertex vertex = 0; vertex < vertices; ++vertex) {
        count_record(vertex, counting);
    }
    for (auto [edge, last] = edges(structure); edge != last; ++edge) {
        ++counting.of_property[static_cast<std::size_t>(structure[*edge].property)];
        counting.is_object[target(*edge, structure)] = true;
    }
    count_values(counting);

    Counts& counts = counting.counts;
    auto const count_types = [&](TermView const& term, std::size_t number) {
        counts.classes[full(term)] += number;
        counting.of_property[static_cast<std::size_t>(model::property(Kind::event, "type"))] += number;
    };
    for (std::size_t kind = 0; kind < types_.size(); ++kind) {
        if (std::size_t const number = counting.of_kind[kind]; number > 0) {
            count_types(types_[kind].own, number);
            if (types_[kind].has_reused) {
                count_types(types_[kind].reused, number);
            }
        }
    }
    for (auto const& [iri, number] : counts.classes) {
        counting.iris.insert(iri);
    }
    counting.count_records(&graph_, counting.is_object);
    counting.count_records(graph_.base(), counting.is_object_of_base);
    counts.distinct_objects += counting.iris.size();
    counts.distinct_subjects = vertices + addresses_.size();
    for (std::size_t property = 0; property < counting.of_property.size(); ++property) {
        if (std::size_t const number = counting.of_property[property]; number > 0) {
            counts.triples += number;
            counts.properties[full(predicates_[property])] += number;
        }
    }
    return std::move(counting.counts);
}

}  // namespace stoa::statements
