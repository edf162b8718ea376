// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/graph_builder.hpp"

#include <algorithm>
#include <boost/iterator/transform_iterator.hpp>
#include <cassert>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "stoa/rdf/vocabulary.hpp"

namespace stoa::model {

using diagnostics::Location;

Location Places::location(PlaceId id) const {
    Place const& place = places_[static_cast<std::size_t>(id)];
    return {id == nowhere ? std::string{} : files_[place.file], place.line, place.column};
}

Location Places::of(Vertex vertex) const { return location(of_vertex_[vertex]); }

Location Places::of_row(KnowledgeGraph const& graph, Vertex vertex, std::size_t row) const {
    KnowledgeGraph::Rows const first = graph.rows(0);
    KnowledgeGraph::Rows const rows = graph.rows(vertex);
    return location(of_row_[static_cast<std::size_t>(rows.value.data() - first.value.data()) + row]);
}

bool natural_less(std::string_view left, std::string_view right) {
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < left.size() && j < right.size()) {
        if (!is_digit(left[i]) || !is_digit(right[j])) {
            if (left[i] != right[j]) {
                return static_cast<unsigned char>(left[i]) < static_cast<unsigned char>(right[j]);
            }
            ++i;
            ++j;
            continue;
        }
        auto const digits = [&](std::string_view text, std::size_t& at) {
            while (at < text.size() && text[at] == '0') {
                ++at;
            }
            std::size_t const first = at;
            while (at < text.size() && is_digit(text[at])) {
                ++at;
            }
            return text.substr(first, at - first);
        };
        std::string_view const a = digits(left, i);
        std::string_view const b = digits(right, j);
        if (a.size() != b.size()) {
            return a.size() < b.size();
        }
        if (a != b) {
            return a < b;
        }
    }
    if (i < left.size() || j < right.size()) {
        return j < right.size();
    }
    return left < right;  // only leading zeros differ
}

GraphBuilder::GraphBuilder(KnowledgeGraph const* base) : base_{base} {
    for (rdf::vocabulary::Vocabulary const& each : rdf::vocabulary::vocabularies) {
        namespaces_.push_back({std::string{each.prefix}, std::string{each.iri}});
    }
    tags_.push_back({});
    if (base != nullptr) {
        data_sets_.assign(base->data_sets().begin(), base->data_sets().end());
    }
}

DataSetId GraphBuilder::add_data_set(DataSet data_set) {
    data_sets_.push_back(std::move(data_set));
    return static_cast<DataSetId>(data_sets_.size() - 1);
}

RecordId GraphBuilder::add_record(Kind kind, DataSetId data_set, std::string_view id, PlaceId place) {
    if (records_.size() >= 0xFFFF'FFFEU) {
        throw std::length_error("more than 4,294,967,294 records in one graph");
    }
    records_.push_back({pool_.intern(id), place, data_set, kind});
    return static_cast<RecordId>(records_.size() - 1);
}

void GraphBuilder::relate(RecordId subject, PropertyId property, RecordId object, EvidenceId evidence) {
    assert(definition(property).subjects.contains(kind(subject)) &&
           definition(property).objects.contains(kind(object)) && "a relation joins kinds that the table allows");
    relations_.push_back({subject, object, evidence, property});
}

void GraphBuilder::refer(RecordId subject, PropertyId property, Vertex object) {
    assert(definition(property).subjects.contains(kind(subject)) &&
           definition(property).objects.contains(base_->kind(object)) &&
           "a relation joins kinds that the table allows");
    references_.push_back({static_cast<Vertex>(subject), object, property});
}

void GraphBuilder::add_value(RecordId subject, PropertyId property, TagId tag, std::string_view text,
                             EvidenceId evidence, PlaceId place) {
    assert(definition(property).subjects.contains(kind(subject)) &&
           "an attribute stands on a kind that the table allows");
    values_.push_back({subject, pool_.intern(text), evidence, place, property, tag});
}

void GraphBuilder::add_iri(RecordId subject, PropertyId property, std::string_view iri, EvidenceId evidence,
                           PlaceId place) {
    std::uint16_t space = Tag::no_space;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < namespaces_.size(); ++i) {
        std::string const& start = namespaces_[i].iri;
        if (start.size() > longest && iri.size() > start.size() && iri.starts_with(start)) {
            space = static_cast<std::uint16_t>(i);
            longest = start.size();
        }
    }
    add_value(subject, property, tag(Tag::Form::iri, {}, space), iri.substr(longest), evidence, place);
}

TagId GraphBuilder::language_tag(std::string_view language) {
    return tag(Tag::Form::language, language, Tag::no_space);
}

TagId GraphBuilder::datatype_tag(std::string_view iri) { return tag(Tag::Form::datatype, iri, Tag::no_space); }

TagId GraphBuilder::tag(Tag::Form form, std::string_view text, std::uint16_t space) {
    if (auto const found = tag_ids_.find(TagLess::View{form, text, space}); found != tag_ids_.end()) {
        return found->second;
    }
    if (tags_.size() >= 0xFFFF) {
        throw std::length_error("more than 65,535 languages, datatypes and namespaces in one graph");
    }
    auto const id = static_cast<TagId>(tags_.size());
    tag_ids_.emplace(std::tuple{form, std::string{text}, space}, id);
    tags_.push_back({form, std::string{text}, space});
    return id;
}

EvidenceId GraphBuilder::evidence_set(std::span<RecordId const> records) {
    if (records.empty()) {
        return no_evidence;
    }
    auto const add = [&](auto const& members) {
        evidence_members_.insert(evidence_members_.end(), members.begin(), members.end());
        evidence_start_.push_back(static_cast<std::uint32_t>(evidence_members_.size()));
        return static_cast<EvidenceId>(evidence_start_.size() - 2);
    };
    if (records.size() == 1) {
        std::size_t const at = index(records.front());
        if (evidence_of_one_.size() <= at) {
            evidence_of_one_.resize(records_.size(), no_evidence);
        }
        if (evidence_of_one_[at] == no_evidence) {
            evidence_of_one_[at] = add(records);
        }
        return evidence_of_one_[at];
    }
    std::vector<RecordId> members{records.begin(), records.end()};
    std::ranges::sort(members);
    members.erase(std::unique(members.begin(), members.end()), members.end());
    if (members.size() == 1) {
        return evidence_set(members);
    }
    auto const [found, is_new] = evidence_of_many_.try_emplace(members, no_evidence);
    if (is_new) {
        found->second = add(members);
    }
    return found->second;
}

PlaceId GraphBuilder::place(std::string_view file, std::uint32_t line, std::uint32_t column) {
    auto found = files_.find(file);
    if (found == files_.end()) {
        found = files_.emplace(file, static_cast<std::uint32_t>(places_.files_.size())).first;
        places_.files_.emplace_back(file);
    }
    places_.places_.push_back({found->second, line, column});
    return static_cast<PlaceId>(places_.places_.size() - 1);
}

void GraphBuilder::keep_reachable() {
    std::size_t const count = records_.size();

    // Neighbours in one array: objects of each record, the claims and figures about it, the members of a scheme.
    std::vector<std::uint32_t> start(count + 1, 0);
    auto const brings_subject = [&](Relation const& each) {
        std::string_view const key = definition(each.property).key;
        return key == "subject" || key == "scheme";
    };
    auto const for_each_link = [&](auto&& visit) {
        for (Relation const& each : relations_) {
            visit(each.subject, each.object);
            if (brings_subject(each)) {
                visit(each.object, each.subject);
            }
            auto const set = static_cast<std::size_t>(each.evidence);
            for (std::uint32_t i = evidence_start_[set]; i < evidence_start_[set + 1]; ++i) {
                visit(each.subject, evidence_members_[i]);
            }
        }
        for (Value const& each : values_) {
            auto const set = static_cast<std::size_t>(each.evidence);
            for (std::uint32_t i = evidence_start_[set]; i < evidence_start_[set + 1]; ++i) {
                visit(each.subject, evidence_members_[i]);
            }
        }
    };
    for_each_link([&](RecordId from, RecordId) { ++start[index(from) + 1]; });
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<RecordId> links(start.back());
    std::vector<std::uint32_t> next{start.begin(), start.end() - 1};
    for_each_link([&](RecordId from, RecordId to) { links[next[index(from)]++] = to; });

    std::vector<bool> reached(count, false);
    std::vector<RecordId> open;
    for (std::size_t i = 0; i < count; ++i) {
        if (data_set(records_[i].data_set).root) {
            reached[i] = true;
            open.push_back(static_cast<RecordId>(i));
        }
    }
    while (!open.empty()) {
        std::size_t const from = index(open.back());
        open.pop_back();
        for (std::uint32_t i = start[from]; i < start[from + 1]; ++i) {
            if (!reached[index(links[i])]) {
                reached[index(links[i])] = true;
                open.push_back(links[i]);
            }
        }
    }

    std::vector<RecordId> new_id(count);
    std::vector<Record> kept;
    for (DataSet& each : data_sets_) {
        each.records_read = each.records_reached = 0;
    }
    for (std::size_t i = 0; i < count; ++i) {
        DataSet& of = data_set(records_[i].data_set);
        ++of.records_read;
        if (reached[i]) {
            ++of.records_reached;
            new_id[i] = static_cast<RecordId>(kept.size());
            kept.push_back(records_[i]);
        }
    }
    records_ = std::move(kept);
    std::erase_if(relations_, [&](Relation const& each) { return !reached[index(each.subject)]; });
    for (Relation& each : relations_) {
        each.subject = new_id[index(each.subject)];
        each.object = new_id[index(each.object)];
    }
    std::erase_if(values_, [&](Value const& each) { return !reached[index(each.subject)]; });
    for (Value& each : values_) {
        each.subject = new_id[index(each.subject)];
    }
    // Sets that are still used have only reached members; the others must not name records that are gone.
    std::vector<RecordId> members;
    std::uint32_t first = 0;
    for (std::size_t set = 0; set + 1 < evidence_start_.size(); ++set) {
        std::uint32_t const last = evidence_start_[set + 1];
        for (std::uint32_t i = first; i < last; ++i) {
            if (reached[index(evidence_members_[i])]) {
                members.push_back(new_id[index(evidence_members_[i])]);
            }
        }
        evidence_start_[set + 1] = static_cast<std::uint32_t>(members.size());
        first = last;
    }
    evidence_members_ = std::move(members);
    evidence_of_one_.clear();
    evidence_of_many_.clear();
}

std::vector<Vertex> GraphBuilder::number_records(KnowledgeGraph& graph) {
    std::size_t const count = records_.size();
    std::vector<RecordId> order(count);
    for (std::size_t i = 0; i < count; ++i) {
        order[i] = static_cast<RecordId>(i);
    }
    // By kind in one pass, then each kind on its own.
    graph.kind_start_.assign(kind_count + 1, 0);
    for (Record const& each : records_) {
        ++graph.kind_start_[static_cast<std::size_t>(each.kind) + 1];
    }
    std::partial_sum(graph.kind_start_.begin(), graph.kind_start_.end(), graph.kind_start_.begin());
    std::vector<Vertex> next{graph.kind_start_.begin(), graph.kind_start_.end() - 1};
    for (std::size_t i = 0; i < count; ++i) {
        order[next[static_cast<std::size_t>(records_[i].kind)]++] = static_cast<RecordId>(i);
    }
    auto const before = [&](RecordId left, RecordId right) {
        Record const& a = records_[index(left)];
        Record const& b = records_[index(right)];
        if (a.id != b.id) {
            return natural_less(pool_.view(a.id), pool_.view(b.id));
        }
        return data_sets_[static_cast<std::size_t>(a.data_set)].base <
               data_sets_[static_cast<std::size_t>(b.data_set)].base;
    };
    for (std::size_t kind = 0; kind < kind_count; ++kind) {
        auto const first = order.begin() + graph.kind_start_[kind];
        auto const last = order.begin() + graph.kind_start_[kind + 1];
        if (!std::is_sorted(first, last, before)) {
            std::sort(first, last, before);
        }
    }
    std::vector<Vertex> vertex_of(count);
    graph.ids_.resize(count);
    graph.kind_of_.resize(count);
    graph.data_set_of_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        Record const& record = records_[index(order[i])];
        vertex_of[index(order[i])] = static_cast<Vertex>(i);
        graph.ids_[i] = record.id;
        graph.kind_of_[i] = record.kind;
        graph.data_set_of_[i] = record.data_set;
    }
    return vertex_of;
}

std::string GraphBuilder::namespace_of(Kind kind, DataSetId data_set) const {
    KindDef const& of = definition(kind);
    return of.fixed_namespace.empty() ? data_sets_[static_cast<std::size_t>(data_set)].base + std::string{of.name} + "/"
                                      : std::string{of.fixed_namespace};
}

std::string GraphBuilder::iri(RecordId record) const {
    return namespace_of(kind(record), data_set_of(record)) + std::string{id(record)};
}

void GraphBuilder::freeze_namespaces(KnowledgeGraph& graph) {
    // The plain name of the kind goes to the only root data set that has the kind, or to the only data set that has it;
    // where several do, each name starts with its data set's.
    std::size_t const sets = data_sets_.size();
    std::vector<bool> used(sets * kind_count, false);
    for (Record const& each : records_) {
        used[static_cast<std::size_t>(each.data_set) * kind_count + static_cast<std::size_t>(each.kind)] = true;
    }
    std::vector<std::uint16_t> space(sets * kind_count, 0);
    for (std::size_t k = 0; k < kind_count; ++k) {
        KindDef const& of = definition(static_cast<Kind>(k));
        std::size_t roots = 0;
        std::size_t all = 0;
        for (std::size_t s = 0; s < sets; ++s) {
            if (used[s * kind_count + k]) {
                ++all;
                roots += data_sets_[s].root ? 1U : 0U;
            }
        }
        for (std::size_t s = 0; s < sets; ++s) {
            if (!used[s * kind_count + k]) {
                continue;
            }
            rdf::Namespace wanted;
            if (!of.fixed_namespace.empty()) {
                wanted = {std::string{of.fixed_prefix}, std::string{of.fixed_namespace}};
            } else {
                bool const plain = all == 1 || (roots == 1 && data_sets_[s].root);
                wanted.prefix = plain ? std::string{of.name} : data_sets_[s].name + "-" + std::string{of.name};
                wanted.iri = namespace_of(of.kind, static_cast<DataSetId>(s));
            }
            auto const known = std::ranges::find(namespaces_, wanted.iri, &rdf::Namespace::iri);
            space[s * kind_count + k] = static_cast<std::uint16_t>(known - namespaces_.begin());
            if (known == namespaces_.end()) {
                namespaces_.push_back(std::move(wanted));
            }
        }
    }
    graph.space_of_.resize(records_.size());
    for (std::size_t v = 0; v < records_.size(); ++v) {
        graph.space_of_[v] = space[static_cast<std::size_t>(graph.data_set_of_[v]) * kind_count +
                                   static_cast<std::size_t>(graph.kind_of_[v])];
    }
    graph.namespaces_ = std::move(namespaces_);
}

void GraphBuilder::freeze_evidence(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of) {
    graph.evidence_members_.resize(evidence_members_.size());
    for (std::size_t i = 0; i < evidence_members_.size(); ++i) {
        graph.evidence_members_[i] = vertex_of[index(evidence_members_[i])];
    }
    for (std::size_t set = 0; set + 1 < evidence_start_.size(); ++set) {
        std::sort(graph.evidence_members_.begin() + evidence_start_[set],
                  graph.evidence_members_.begin() + evidence_start_[set + 1]);
    }
    graph.evidence_start_ = std::move(evidence_start_);
    evidence_members_ = {};
    evidence_of_one_ = {};
    evidence_of_many_.clear();
}

namespace {

/// Stable distribution of items by vertex: linear, and the order of the adding is gone after the sort in each group.
template <class Item, class VertexOfItem>
std::vector<Item> grouped(std::vector<Item> items, std::size_t vertices, VertexOfItem vertex_of,
                          std::vector<std::uint32_t>& start) {
    start.assign(vertices + 1, 0);
    for (Item const& each : items) {
        ++start[vertex_of(each) + 1];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> next{start.begin(), start.end() - 1};
    std::vector<Item> result(items.size());
    for (Item const& each : items) {
        result[next[vertex_of(each)]++] = each;
    }
    return result;
}

/// By members; what has none comes last.
bool comes_first(KnowledgeGraph const& graph, EvidenceId left, EvidenceId right) {
    if (left == no_evidence || right == no_evidence) {
        return left != no_evidence && right == no_evidence;
    }
    return std::ranges::lexicographical_compare(graph.evidence(left), graph.evidence(right));
}

}  // namespace

template <class Statement>
EvidenceId GraphBuilder::united_evidence(KnowledgeGraph& graph, Statement first, Statement last) {
    bool const is_one = std::all_of(first, last, [&](auto const& each) { return each.evidence == first->evidence; });
    if (is_one) {
        return first->evidence;
    }
    std::vector<Vertex> members;
    for (Statement each = first; each != last; ++each) {
        std::span<Vertex const> const of_one = graph.evidence(each->evidence);
        members.insert(members.end(), of_one.begin(), of_one.end());
    }
    std::ranges::sort(members);
    members.erase(std::unique(members.begin(), members.end()), members.end());
    auto const [found, is_new] = united_evidence_.try_emplace(members, no_evidence);
    if (is_new) {
        graph.evidence_members_.insert(graph.evidence_members_.end(), members.begin(), members.end());
        graph.evidence_start_.push_back(static_cast<std::uint32_t>(graph.evidence_members_.size()));
        found->second = static_cast<EvidenceId>(graph.evidence_start_.size() - 2);
    }
    return found->second;
}

void GraphBuilder::freeze_relations(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of) {
    std::size_t const vertices = vertex_of.size();
    std::vector<std::uint32_t> start;
    for (Relation& each : relations_) {
        each.subject = static_cast<RecordId>(vertex_of[index(each.subject)]);
        each.object = static_cast<RecordId>(vertex_of[index(each.object)]);
    }
    relations_ = grouped(
        std::move(relations_), vertices, [](Relation const& each) { return index(each.subject); }, start);

    auto const statement = [](Relation const& each) { return std::pair{each.property, each.object}; };
    std::size_t kept = 0;
    for (std::size_t v = 0; v < vertices; ++v) {
        auto const first = relations_.begin() + start[v];
        auto const last = relations_.begin() + start[v + 1];
        std::sort(first, last, [&](Relation const& a, Relation const& b) { return statement(a) < statement(b); });
        for (auto each = first; each != last;) {
            auto const next = std::find_if(
                each, last, [&, is = statement(*each)](Relation const& other) { return statement(other) != is; });
            Relation relation = *each;
            relation.evidence = united_evidence(graph, each, next);
            relations_[kept++] = relation;
            each = next;
        }
    }
    relations_.resize(kept);
    start = {};

    auto const ends = [](Relation const& each) {
        return std::pair{static_cast<Vertex>(each.subject), static_cast<Vertex>(each.object)};
    };
    auto const bundle = [](Relation const& each) { return EdgeData{each.evidence, each.property}; };
    static_cast<Structure&>(graph) =
        Structure{boost::edges_are_unsorted_multi_pass, boost::make_transform_iterator(relations_.cbegin(), ends),
                  boost::make_transform_iterator(relations_.cend(), ends),
                  boost::make_transform_iterator(relations_.cbegin(), bundle), static_cast<Vertex>(vertices)};
    relations_ = {};
}

void GraphBuilder::freeze_references(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of) {
    if (references_.empty()) {
        return;
    }
    std::vector<std::uint32_t>& start = graph.reference_start_;
    for (Reference& each : references_) {
        each.subject = vertex_of[each.subject];
    }
    references_ = grouped(
        std::move(references_), vertex_of.size(), [](Reference const& each) { return each.subject; }, start);
    graph.reference_property_.reserve(references_.size());
    graph.reference_object_.reserve(references_.size());
    auto const before = [](Reference const& a, Reference const& b) {
        return std::pair{a.property, a.object} < std::pair{b.property, b.object};
    };
    for (std::size_t v = 0; v < vertex_of.size(); ++v) {
        auto const first = references_.begin() + start[v];
        auto const last = references_.begin() + start[v + 1];
        std::sort(first, last, before);
        start[v] = static_cast<std::uint32_t>(graph.reference_object_.size());
        for (auto each = first; each != last; ++each) {
            if (each == first || before(each[-1], *each)) {
                graph.reference_property_.push_back(each->property);
                graph.reference_object_.push_back(each->object);
            }
        }
    }
    start.back() = static_cast<std::uint32_t>(graph.reference_object_.size());
    references_ = {};
}

void GraphBuilder::freeze_values(KnowledgeGraph& graph, std::vector<Vertex> const& vertex_of, Places* places) {
    std::size_t const vertices = vertex_of.size();
    for (Value& each : values_) {
        each.subject = static_cast<RecordId>(vertex_of[index(each.subject)]);
    }
    values_ = grouped(
        std::move(values_), vertices, [](Value const& each) { return index(each.subject); }, graph.attribute_start_);

    auto const same = [](Value const& a, Value const& b) {
        return a.property == b.property && a.tag == b.tag && a.text == b.text;
    };
    auto const before = [&](Value const& a, Value const& b) {
        if (a.property != b.property) {
            return a.property < b.property;
        }
        if (a.tag != b.tag) {
            Tag const& left = tags_[static_cast<std::size_t>(a.tag)];
            Tag const& right = tags_[static_cast<std::size_t>(b.tag)];
            auto const start = [&](Tag const& tag) -> std::string_view {
                return tag.space == Tag::no_space ? std::string_view{}
                                                  : std::string_view{graph.namespaces_[tag.space].iri};
            };
            return std::tuple{left.form, std::string_view{left.text}, start(left)} <
                   std::tuple{right.form, std::string_view{right.text}, start(right)};
        }
        if (a.text != b.text) {
            return natural_less(pool_.view(a.text), pool_.view(b.text));
        }
        return comes_first(graph, a.evidence, b.evidence);  // its place is kept
    };
    std::size_t kept = 0;
    for (std::size_t v = 0; v < vertices; ++v) {
        auto const first = values_.begin() + graph.attribute_start_[v];
        auto const last = values_.begin() + graph.attribute_start_[v + 1];
        std::sort(first, last, before);
        std::size_t const group = kept;
        for (auto each = first; each != last;) {
            auto const next =
                std::find_if(each, last, [&, is = *each](Value const& other) { return !same(is, other); });
            Value value = *each;
            value.evidence = united_evidence(graph, each, next);
            values_[kept++] = value;
            each = next;
        }
        graph.attribute_start_[v] = static_cast<std::uint32_t>(group);
    }
    graph.attribute_start_[vertices] = static_cast<std::uint32_t>(kept);
    values_.resize(kept);

    graph.attribute_property_.resize(kept);
    graph.attribute_tag_.resize(kept);
    graph.attribute_value_.resize(kept);
    graph.attribute_evidence_.resize(kept);
    for (std::size_t i = 0; i < kept; ++i) {
        graph.attribute_property_[i] = values_[i].property;
        graph.attribute_tag_[i] = values_[i].tag;
        graph.attribute_value_[i] = values_[i].text;
        graph.attribute_evidence_[i] = values_[i].evidence;
    }
    if (places != nullptr) {
        places->of_row_.resize(kept);
        for (std::size_t i = 0; i < kept; ++i) {
            places->of_row_[i] = values_[i].place;
        }
    }
    values_ = {};
}

void GraphBuilder::freeze_strings(KnowledgeGraph& graph) {
    std::vector<rdf::StringId> new_id(pool_.size());
    std::vector<rdf::StringId> order;
    order.reserve(pool_.size());
    auto const take = [&](rdf::StringId& id) {
        rdf::StringId& renumbered = new_id[static_cast<std::size_t>(id)];
        if (renumbered == rdf::StringId{} && id != rdf::StringId{}) {
            order.push_back(id);
            renumbered = static_cast<rdf::StringId>(order.size());
        }
        id = renumbered;
    };
    for (std::size_t v = 0; v < graph.ids_.size(); ++v) {
        take(graph.ids_[v]);
        for (std::uint32_t row = graph.attribute_start_[v]; row < graph.attribute_start_[v + 1]; ++row) {
            take(graph.attribute_value_[row]);
        }
    }
    pool_.freeze(order);
    graph.pool_ = std::move(pool_);
}

KnowledgeGraph GraphBuilder::freeze(Places* places) && {
    KnowledgeGraph graph;
    graph.base_ = base_;
    std::vector<Vertex> const vertex_of = number_records(graph);
    freeze_namespaces(graph);
    freeze_evidence(graph, vertex_of);
    freeze_relations(graph, vertex_of);
    freeze_references(graph, vertex_of);
    freeze_values(graph, vertex_of, places);
    if (places != nullptr) {
        places->files_ = std::move(places_.files_);
        places->places_ = std::move(places_.places_);
        places->of_vertex_.resize(records_.size());
        for (std::size_t i = 0; i < records_.size(); ++i) {
            places->of_vertex_[vertex_of[i]] = records_[i].place;
        }
    }
    records_ = {};
    for (DataSet& each : data_sets_) {
        if (each.records_read == 0) {
            auto const id = static_cast<DataSetId>(&each - data_sets_.data());
            each.records_read = each.records_reached =
                static_cast<std::size_t>(std::ranges::count(graph.data_set_of_, id));
        }
    }
    graph.data_sets_ = std::move(data_sets_);
    graph.tags_ = std::move(tags_);
    freeze_strings(graph);
    return graph;
}

std::size_t GraphBuilder::memory_bytes() const {
    return pool_.memory_bytes() + records_.capacity() * sizeof(Record) + relations_.capacity() * sizeof(Relation) +
           references_.capacity() * sizeof(Reference) + values_.capacity() * sizeof(Value) +
           evidence_of_one_.capacity() * sizeof(EvidenceId) + evidence_start_.capacity() * sizeof(std::uint32_t) +
           evidence_members_.capacity() * sizeof(RecordId);
}

}  // namespace stoa::model
