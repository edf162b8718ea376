// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/record_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/ingest/scalar.hpp"
#include "stoa/model/canonical.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Diagnostics;
using diagnostics::did_you_mean;
using diagnostics::Location;
using model::DataSetId;
using model::definition;
using model::EvidenceId;
using model::GraphBuilder;
using model::Kind;
using model::KindDef;
using model::KindSet;
using model::Origin;
using model::PlaceId;
using model::property;
using model::PropertyDef;
using model::PropertyId;
using model::RecordId;
using model::ValueType;

constexpr std::size_t max_quote_words = 8;

/// Keys of a value that is a table, beside `value`.
constexpr std::array<std::string_view, 11> claim_keys{"value",       "evidence",  "qualifier", "kind",
                                                      "mode",        "as_of",     "id",        "valid_from",
                                                      "valid_until", "preferred", "wording"};

/// What proves the statements that give no evidence of their own.
struct Evidence {
    EvidenceId set = model::no_evidence;
    std::vector<RecordId> records;
    bool given = false;  ///< also true when it was given and is faulty
};

/// A table that describes a record.
struct Table {
    DataFile const* file = nullptr;
    toml::table const* content = nullptr;
    Kind kind{};
    RecordId record{};
    Table const* owner = nullptr;  ///< table that it is nested in
    Evidence evidence;
};

struct Literal {
    model::TagId tag{};
    std::string text;
    bool is_iri = false;
    toml::node const* node = nullptr;  ///< of one language among several, else nothing
};

/// One value of a property, as far as it could be read.
struct Element {
    toml::node const* node = nullptr;
    std::vector<Literal> literals;  ///< several only for a text in several languages
    std::optional<RecordId> object;
    /// The table around it when it carries more than the value.
    toml::table const* claim = nullptr;
    /// The table that it is, when it says more of the link to another record (`PropertyDef::link`).
    toml::table const* link = nullptr;
    bool valid = false;
};

/// The statement as written. The subject is the record of the table or, for some properties, the value.
struct Written {
    RecordId subject{};
    PropertyId property{};
    std::optional<RecordId> object;
};

/// A value with evidence of its own, a qualifier or a competitor.
struct Claim {
    Element const* element = nullptr;
    Evidence evidence;
    bool actual = true;
    bool exact = true;
    std::optional<bool> preferred;
    std::string group;  ///< mode and date: what competes
};

class RecordReader {
public:
    RecordReader(DataSetFiles const& files, GraphBuilder& builder, Diagnostics& diagnostics)
        : files_{files}, builder_{builder}, diagnostics_{diagnostics} {}

    void read();

private:
    // Collecting.
    void collect(DataFile const& file);
    void collect_tables(DataFile const& file, Kind kind, toml::node const& node, Table const* owner);
    void collect_table(DataFile const& file, Kind kind, toml::table const& content, Table const* owner);
    void register_named(Table& table);
    void register_keyed(Table& table);
    RecordId add_record(Kind kind, DataSetId data_set, std::string const& id, Location const& at);
    /// A record that has no name of its own: its statements are still read, to report their errors.
    RecordId add_nameless(Kind kind, DataSetId data_set, Location const& at);
    [[nodiscard]] bool is_nameless(RecordId record) const { return builder_.id(record) == model::nameless; }
    [[nodiscard]] std::optional<std::string> key_part(Table const& table, std::string_view key);

    // Reading.
    Evidence read_evidence(DataFile const& file, toml::node const& node);
    std::optional<RecordId> read_passage(DataFile const& file, toml::node const& node);
    void read_table(Table const& table);
    void look_for_missing_keys(Table const& table);
    void read_property(Table const& table, PropertyId id, toml::node const& node);
    [[nodiscard]] std::vector<Element> read_elements(Table const& table, PropertyDef const& of, toml::node const& node);
    [[nodiscard]] Element read_element(Table const& table, PropertyDef const& of, toml::node const& node);
    [[nodiscard]] Element read_link(Table const& table, PropertyDef const& of, toml::table const& link);
    void read_texts(Table const& table, PropertyDef const& of, toml::node const& node, Element& element);
    [[nodiscard]] Literal literal_of(PropertyDef const& of, Scalar const& scalar, DataSetId data_set);
    [[nodiscard]] Written written(Table const& table, PropertyId key, Element const& element) const;
    void add_statement(Table const& table, PropertyId key, Element const& element, EvidenceId evidence);
    void add_inverse_statements();
    void add_link(Table const& table, PropertyDef const& of, Element const& element);
    void add_claims(Table const& table, PropertyId id, std::vector<Element> const& elements);
    [[nodiscard]] Claim read_claim(Table const& table, Element const& element);
    void add_claim(Table const& table, PropertyId key, Claim const& claim);
    [[nodiscard]] RecordId add_claim_record(Table const& table, PropertyId key, Element const& element);
    void check_claim_table(DataFile const& file, toml::table const& claim);
    [[nodiscard]] std::string claim_name(Table const& table, PropertyId id, Element const& element);
    void add_claim_details(RecordId claim, DataFile const& file, toml::table const& details);

    /// What a reference may mean: records of the nearest data set that has any.
    struct Candidates {
        std::vector<RecordId> records;
        KindSet kinds;
        std::string_view id;  ///< without the kind before a colon
    };
    [[nodiscard]] Candidates look_up(DataFile const& file, KindSet kinds, std::string_view reference) const;
    /// The record meant, or nothing after reporting why.
    [[nodiscard]] std::optional<RecordId> resolve(DataFile const& file, KindSet kinds, std::string_view reference,
                                                  toml::node const& node);
    [[nodiscard]] Location where(DataFile const& file, toml::node const& node) const {
        return location_of(file.name, node.source());
    }
    PlaceId place(DataFile const& file, toml::node const& node) {
        Location const at = where(file, node);
        return builder_.place(at.file, at.line, at.column);
    }

    DataSetFiles const& files_;
    GraphBuilder& builder_;
    Diagnostics& diagnostics_;

    std::vector<std::unique_ptr<Table>> tables_;
    /// By kind and id, one for each data set that has it.
    std::array<std::unordered_map<std::string, std::vector<RecordId>>, model::kind_count> records_;
    /// Ids in tables that are not understood: references to them are not errors of their own.
    std::set<std::string, std::less<>> lost_ids_;
    std::map<DataFile const*, Evidence> file_evidence_;
    /// Values that are subjects, of tables that give them no evidence of their own.
    struct Inverse {
        Table const* table = nullptr;
        PropertyId key{};
        Element element;
    };
    std::vector<Inverse> inverse_;
    std::set<std::tuple<RecordId, PropertyId, RecordId>> claimed_;  ///< relations that claims make
    std::size_t suggestions_ = 0;

    /// Source, locator and quote of each evidence record.
    std::map<RecordId, std::tuple<RecordId, std::string, std::string>> passages_;
};

std::string quoted_list(KindSet kinds) {
    std::string text;
    for (KindDef const& each : model::kinds()) {
        if (kinds.contains(each.kind)) {
            text += (text.empty() ? "" : " or ") + std::string{each.label};
        }
    }
    return text;
}

/// The nearest of a few words, or all of them.
std::string nearest_or_all(std::string_view word, std::span<std::string_view const> known) {
    std::string const nearest = did_you_mean(word, known);
    return nearest.empty() ? fmt::format(": write one of {}", fmt::join(known, ", ")) : nearest;
}

bool stands_in_a_data_file(Kind kind) {
    Origin const origin = definition(kind).origin;
    return origin == Origin::named || origin == Origin::keyed;
}

std::string leave_out(Kind kind) {
    return fmt::format(
        "'{}' is {}: leave it out", definition(kind).name,
        definition(kind).origin == Origin::computed ? "computed from the records" : "made by the program");
}

/// The nearest known word, or where to find them all.
std::string hint(std::string_view word, std::span<std::string_view const> known) {
    std::string const nearest = did_you_mean(word, known);
    return nearest.empty() ? ": `stoa schema` shows the known ones" : nearest;
}

void RecordReader::read() {
    for (DataFile const& file : files_.files) {
        collect(file);
    }
    for (auto const& table : tables_) {
        if (definition(table->kind).origin == Origin::named) {
            register_named(*table);
        }
    }
    for (auto const& table : tables_) {
        if (definition(table->kind).origin == Origin::keyed) {
            register_keyed(*table);
        }
    }
    for (DataFile const& file : files_.files) {
        if (toml::node const* const node = file.content.get("evidence")) {
            file_evidence_[&file] = read_evidence(file, *node);
        }
    }
    for (auto const& table : tables_) {
        // Owners come before what is nested in them.
        if (toml::node const* const node = table->content->get("evidence")) {
            table->evidence = read_evidence(*table->file, *node);
        } else if (table->owner != nullptr) {
            table->evidence = table->owner->evidence;
        } else if (model::find_property(table->kind, "evidence")) {  // a source has none
            table->evidence = file_evidence_[table->file];
        }
        read_table(*table);
    }
    add_inverse_statements();
    // For a record without a name an error was reported; it must never be written without one.
    for (auto const& table : tables_) {
        if (is_nameless(table->record) && !diagnostics_.has_errors()) {
            diagnostics_.error(
                where(*table->file, *table->content),
                fmt::format("this {} gets no name from its fields: give it an id", definition(table->kind).label));
        }
    }
}

// --- collecting -------------------------------------------------------------------------------------------------

void RecordReader::collect(DataFile const& file) {
    std::vector<std::string_view> names{"evidence"};
    for (KindDef const& each : model::kinds()) {
        if (stands_in_a_data_file(each.kind)) {
            names.push_back(each.name);
        }
    }
    for (auto const& [key, node] : file.content) {
        if (key.str() == "evidence") {
            continue;
        }
        std::optional<Kind> const kind = model::find_kind(key.str());
        if (kind && stands_in_a_data_file(*kind)) {
            collect_tables(file, *kind, node, nullptr);
            continue;
        }
        diagnostics_.error(
            location_of(file.name, key.source()),
            kind ? leave_out(*kind) : fmt::format("unknown table or key '{}'{}", key.str(), hint(key.str(), names)));
        auto const lose = [&](toml::node const& each) {
            toml::table const* const table = each.as_table();
            if (toml::node const* const id = table != nullptr ? table->get("id") : nullptr) {
                lost_ids_.insert(id->value_or(std::string{}));
            }
        };
        if (toml::array const* const list = node.as_array()) {
            for (toml::node const& each : *list) {
                lose(each);
            }
        } else {
            lose(node);
        }
    }
}

void RecordReader::collect_tables(DataFile const& file, Kind kind, toml::node const& node, Table const* owner) {
    if (toml::table const* const table = node.as_table()) {
        collect_table(file, kind, *table, owner);
        return;
    }
    toml::array const* const list = node.as_array();
    if (list == nullptr) {
        diagnostics_.error(where(file, node),
                           fmt::format("'{0}' must be a table: write [[{0}]]", definition(kind).name));
        return;
    }
    for (toml::node const& each : *list) {
        if (toml::table const* const table = each.as_table()) {
            collect_table(file, kind, *table, owner);
        } else {
            diagnostics_.error(where(file, each),
                               fmt::format("'{0}' must be a table: write [[{0}]]", definition(kind).name));
        }
    }
}

void RecordReader::collect_table(DataFile const& file, Kind kind, toml::table const& content, Table const* owner) {
    tables_.push_back(std::make_unique<Table>());
    Table& table = *tables_.back();
    table.file = &file;
    table.content = &content;
    table.kind = kind;
    table.owner = owner;
    KindSet const nested = model::nested_in(kind);
    for (auto const& [key, node] : content) {
        std::optional<Kind> const inner = model::find_kind(key.str());
        if (inner && nested.contains(*inner) && !model::find_property(kind, key.str())) {
            collect_tables(file, *inner, node, &table);
        }
    }
}

RecordId RecordReader::add_record(Kind kind, DataSetId data_set, std::string const& id, Location const& at) {
    std::vector<RecordId>& same_id = records_[static_cast<std::size_t>(kind)][id];
    std::string_view const shared_namespace = definition(kind).fixed_namespace;
    std::vector<RecordId> same_name = same_id;
    for (KindDef const& each : model::kinds()) {
        // Goals and targets of all data sets lie in one namespace.
        auto const& of_kind = records_[static_cast<std::size_t>(each.kind)];
        auto const found = of_kind.find(id);
        if (each.kind != kind && !shared_namespace.empty() && each.fixed_namespace == shared_namespace &&
            found != of_kind.end()) {
            same_name.insert(same_name.end(), found->second.begin(), found->second.end());
        }
    }
    for (RecordId const other : same_name) {
        if (builder_.data_set_of(other) == data_set || !shared_namespace.empty()) {
            Location const first = builder_.location(builder_.place_of(other));
            diagnostics_.error(at,
                               fmt::format("{} '{}' is here a second time; it is also at {}:{}:{}: keep one, or give "
                                           "them different ids",
                                           definition(kind).label, id, first.file, first.line, first.column));
            lost_ids_.insert(id);  // references to it here are not errors of their own
            return add_nameless(kind, data_set, at);
        }
    }
    RecordId const record = builder_.add_record(kind, data_set, id, builder_.place(at.file, at.line, at.column));
    same_id.push_back(record);
    return record;
}

RecordId RecordReader::add_nameless(Kind kind, DataSetId data_set, Location const& at) {
    return builder_.add_record(kind, data_set, model::nameless, builder_.place(at.file, at.line, at.column));
}

void RecordReader::register_named(Table& table) {
    KindDef const& kind = definition(table.kind);
    toml::node const* const node = table.content->get("id");
    Location const at = where(*table.file, node != nullptr ? *node : *table.content);
    std::string id;
    if (node == nullptr) {
        diagnostics_.error(at, fmt::format("missing key 'id' of the {}", kind.label));
    } else if (std::optional<std::string> const text = node->value_exact<std::string>()) {
        id = *text;
        if (id.empty()) {
            diagnostics_.error(at, "'id' is empty: write letters a to z, digits, hyphens and dots");
        } else if (!model::is_id(id)) {
            diagnostics_.error(
                at, fmt::format("'{}' is not an id: letters a to z, digits, hyphens and dots, as in '{}'", id,
                                model::slug(id)));
        }
    } else {
        diagnostics_.error(at, "'id' must be a text in quotes");
    }
    if (id.empty()) {
        table.record = add_nameless(table.kind, table.file->data_set, where(*table.file, *table.content));
        return;
    }
    table.record = add_record(table.kind, table.file->data_set, id, at);
}

std::optional<std::string> RecordReader::key_part(Table const& table, std::string_view key) {
    PropertyDef const& of = definition(property(table.kind, key));
    bool const required = of.required_for.contains(table.kind);
    bool const from_owner = table.owner != nullptr && key == definition(table.kind).owner;
    toml::node const* node = table.content->get(key);
    if (toml::array const* const list = node != nullptr ? node->as_array() : nullptr) {
        // Of plain values `read_property` says so.
        if (list->size() > 1 && list->get(0)->is_table()) {
            diagnostics_.error(where(*table.file, *node),
                               fmt::format("'{}' names the {}: give it one value", key, definition(table.kind).label));
        }
        if (list->size() != 1) {
            return std::nullopt;
        }
        node = list->get(0);
    }
    if (toml::table const* const claim = node != nullptr ? node->as_table() : nullptr) {
        node = claim->get("value");
    }
    if (!from_owner && node == nullptr) {
        return required ? std::nullopt : std::optional{std::string{}};
    }
    if (model::is_relation(of)) {
        RecordId target{};
        if (from_owner) {
            target = table.owner->record;
        } else {
            // Faults of the reference are reported when the values are read.
            Candidates const found = look_up(*table.file, of.objects, node->value_or(std::string_view{}));
            if (found.records.size() != 1) {
                return std::nullopt;
            }
            target = found.records.front();
        }
        if (is_nameless(target)) {
            return std::nullopt;
        }
        std::string const id{builder_.id(target)};
        bool const several_kinds = quoted_list(of.objects).find(" or ") != std::string::npos;
        return several_kinds ? std::string{definition(builder_.kind(target)).name} + "-" + id : id;
    }
    if (of.type == ValueType::enumeration) {
        std::string text = node->value_or(std::string{});
        std::ranges::replace(text, '_', '-');
        return text == "exact" || text == "actual" ? std::string{} : text;  // what is assumed when nothing is said
    }
    Scalar const scalar = read_scalar(of, *node);
    return scalar.ok() ? std::optional{model::slug(scalar.text)} : std::nullopt;
}

void RecordReader::register_keyed(Table& table) {
    KindDef const& kind = definition(table.kind);
    if (table.content->get("id") != nullptr) {
        register_named(table);
        return;
    }
    std::string id;
    for (std::string_view const key : kind.key_fields) {
        std::optional<std::string> const part = key_part(table, key);
        if (!part) {
            table.record = add_nameless(table.kind, table.file->data_set, where(*table.file, *table.content));
            return;
        }
        if (!part->empty()) {
            id += (id.empty() ? "" : "-") + *part;
        }
    }
    table.record = add_record(table.kind, table.file->data_set, id, where(*table.file, *table.content));
}

RecordReader::Candidates RecordReader::look_up(DataFile const& file, KindSet kinds, std::string_view reference) const {
    Candidates result{{}, kinds, reference};
    if (std::size_t const colon = reference.find(':'); colon != std::string_view::npos) {
        std::optional<Kind> const kind = model::find_kind(reference.substr(0, colon));
        if (kind && kinds.contains(*kind)) {
            result.kinds = KindSet{*kind};
            result.id = reference.substr(colon + 1);
        }
    }
    for (DataSetId const data_set : files_.visible[static_cast<std::size_t>(file.data_set)]) {
        for (KindDef const& each : model::kinds()) {
            auto const& of_kind = records_[static_cast<std::size_t>(each.kind)];
            auto const same_id =
                result.kinds.contains(each.kind) ? of_kind.find(std::string{result.id}) : of_kind.end();
            if (same_id == of_kind.end()) {
                continue;
            }
            std::ranges::copy_if(same_id->second, std::back_inserter(result.records),
                                 [&](RecordId record) { return builder_.data_set_of(record) == data_set; });
        }
        if (!result.records.empty()) {
            break;
        }
    }
    return result;
}

std::optional<RecordId> RecordReader::resolve(DataFile const& file, KindSet kinds, std::string_view reference,
                                              toml::node const& node) {
    Candidates const found = look_up(file, kinds, reference);
    if (found.records.size() == 1) {
        return found.records.front();
    }
    std::string_view const id = found.id;
    if (found.records.size() > 1) {
        KindDef const& one = definition(builder_.kind(found.records[0]));
        KindDef const& other = definition(builder_.kind(found.records[1]));
        diagnostics_.error(where(file, node),
                           fmt::format("'{}' is the id of a {} and of a {}: write '{}:{}' or '{}:{}'", id, one.label,
                                       other.label, one.name, id, other.name, id));
        return std::nullopt;
    }
    if (!files_.complete || lost_ids_.contains(id)) {
        return std::nullopt;  // it may be in what could not be read
    }
    // A suggestion looks at every id: when very many references are wrong, the later ones go without.
    std::vector<std::string_view> known;
    constexpr std::size_t most_suggestions = 100;
    bool const suggest = suggestions_++ < most_suggestions;
    std::vector<DataSetId> const& visible = files_.visible[static_cast<std::size_t>(file.data_set)];
    for (KindDef const& each : model::kinds()) {
        if (suggest && found.kinds.contains(each.kind)) {
            for (auto const& [name, records] : records_[static_cast<std::size_t>(each.kind)]) {
                if (std::ranges::any_of(records, [&](RecordId record) {
                        return std::ranges::find(visible, builder_.data_set_of(record)) != visible.end();
                    })) {
                    known.push_back(name);
                }
            }
        }
    }
    std::ranges::sort(known);
    std::string advice = did_you_mean(id, known);
    if (advice.empty()) {
        advice = ": correct it, or add a record with this id";
    }
    for (KindDef const& each : model::kinds()) {
        auto const& of_kind = records_[static_cast<std::size_t>(each.kind)];
        auto const same_id = each.origin == Origin::named ? of_kind.find(std::string{id}) : of_kind.end();
        if (same_id != of_kind.end()) {
            DataSetId const owner = builder_.data_set_of(same_id->second.front());
            advice = found.kinds.contains(each.kind)
                         ? fmt::format(": data set '{}' has it; add that to 'uses' in stoa.toml",
                                       builder_.data_set(owner).name)
                         : fmt::format(": it is the id of a {}", each.label);
        }
    }
    diagnostics_.error(where(file, node), fmt::format("there is no {} '{}'{}", quoted_list(found.kinds), id, advice));
    return std::nullopt;
}

// --- evidence ---------------------------------------------------------------------------------------------------

std::optional<RecordId> RecordReader::read_passage(DataFile const& file, toml::node const& node) {
    toml::table const* const table = node.as_table();
    toml::node const* source_node = &node;
    std::string locator;
    std::string quote;
    toml::node const* quote_node = nullptr;
    bool good = true;
    if (table != nullptr) {
        constexpr std::array<std::string_view, 3> keys{"source", "locator", "quote"};
        for (auto const& [key, value] : *table) {
            if (std::ranges::find(keys, key.str()) == keys.end()) {
                diagnostics_.error(
                    location_of(file.name, key.source()),
                    fmt::format("unknown key '{}' of evidence{}", key.str(), nearest_or_all(key.str(), keys)));
                good = false;
            }
        }
        source_node = table->get("source");
        if (source_node == nullptr) {
            diagnostics_.error(where(file, node), "missing key 'source' of the evidence");
            return std::nullopt;
        }
        auto const text_of = [&](std::string_view key, std::string& target) -> toml::node const* {
            toml::node const* const value = table->get(key);
            if (value == nullptr) {
                return nullptr;
            }
            std::optional<std::string> const text = value->value_exact<std::string>();
            if (!text || text->find_first_not_of(" \t\r\n") == std::string::npos) {
                diagnostics_.error(where(file, *value), fmt::format("'{}' of evidence takes a text in quotes", key));
                good = false;
                return nullptr;
            }
            target = model::to_nfc(*text);
            return value;
        };
        text_of("locator", locator);
        quote_node = text_of("quote", quote);
        if (std::size_t const words = model::word_count(quote); words > max_quote_words) {
            diagnostics_.error(where(file, *quote_node),
                               fmt::format("the quote has {} words: quote at most {}", words, max_quote_words));
            good = false;
        }
    }
    std::optional<std::string> const source_id = source_node->value_exact<std::string>();
    if (!source_id) {
        diagnostics_.error(where(file, *source_node),
                           "evidence is the id of a source, or a table with source, locator and quote");
        return std::nullopt;
    }
    std::optional<RecordId> const source = resolve(file, {Kind::source}, *source_id, *source_node);
    if (!source || !good) {
        return std::nullopt;
    }
    std::string id{builder_.id(*source)};
    for (std::string const& part : {locator, quote}) {
        id += part.empty() ? std::string{} : "-" + model::slug(part);
    }
    Location const at = where(file, node);
    std::vector<RecordId>& same_id = records_[static_cast<std::size_t>(Kind::evidence)][id];
    for (RecordId const other : same_id) {
        if (builder_.data_set_of(other) != file.data_set) {
            continue;
        }
        if (passages_.at(other) != std::tuple{*source, locator, quote}) {
            Location const first = builder_.location(builder_.place_of(other));
            diagnostics_.error(at, fmt::format("this passage and the one at {}:{}:{} would both be named '{}': write "
                                               "locator and quote in the same way",
                                               first.file, first.line, first.column, id));
            return std::nullopt;
        }
        return other;
    }
    RecordId const record = builder_.add_record(Kind::evidence, file.data_set, id, place(file, node));
    same_id.push_back(record);
    passages_.emplace(record, std::tuple{*source, locator, quote});
    builder_.relate(record, property(Kind::evidence, "source"), *source);
    if (!locator.empty()) {
        builder_.add_value(record, property(Kind::evidence, "locator"), builder_.string_tag(), locator);
    }
    if (quote_node != nullptr) {
        RecordId const words = builder_.add_record(Kind::quote, file.data_set, id, place(file, *quote_node));
        builder_.relate(record, property(Kind::evidence, "selector"), words);
        builder_.add_value(words, property(Kind::quote, "exact"), builder_.string_tag(), quote, model::no_evidence,
                           place(file, *quote_node));
    }
    return record;
}

Evidence RecordReader::read_evidence(DataFile const& file, toml::node const& node) {
    Evidence evidence;
    evidence.given = true;
    auto const add = [&](toml::node const& each) {
        if (std::optional<RecordId> const record = read_passage(file, each)) {
            evidence.records.push_back(*record);
        }
    };
    if (toml::array const* const list = node.as_array()) {
        if (list->empty()) {
            diagnostics_.error(where(file, node), "'evidence' is empty: name a source");
        }
        for (toml::node const& each : *list) {
            add(each);
        }
    } else {
        add(node);
    }
    evidence.set = builder_.evidence_set(evidence.records);
    return evidence;
}

// --- tables -----------------------------------------------------------------------------------------------------

void RecordReader::read_table(Table const& table) {
    KindDef const& kind = definition(table.kind);
    KindSet const nested = model::nested_in(table.kind);
    std::vector<std::string_view> known{"id", "evidence"};
    for (PropertyId const each : model::properties_of(table.kind)) {
        if (!definition(each).by_program && definition(each).key != "evidence") {
            known.push_back(definition(each).key);
        }
    }
    for (KindDef const& each : model::kinds()) {
        if (nested.contains(each.kind)) {
            known.push_back(each.name);
        }
    }
    for (auto const& [key, node] : *table.content) {
        if (key.str() == "evidence" && !model::find_property(table.kind, "evidence")) {
            diagnostics_.error(location_of(table.file->name, key.source()),
                               fmt::format("a {} is what evidence names: leave the key out", kind.label));
        }
        if (key.str() == "id" || key.str() == "evidence") {
            continue;
        }
        std::optional<PropertyId> const found = model::find_property(table.kind, key.str());
        if (found && !definition(*found).by_program) {
            if (table.owner != nullptr && key.str() == kind.owner) {
                diagnostics_.error(location_of(table.file->name, key.source()),
                                   fmt::format("'{}' is given by the table around this one: leave it out", key.str()));
                continue;
            }
            read_property(table, *found, node);
            continue;
        }
        std::optional<Kind> const inner = model::find_kind(key.str());
        if (inner && nested.contains(*inner)) {
            continue;  // a table of its own
        }
        if (found) {
            diagnostics_.error(location_of(table.file->name, key.source()),
                               fmt::format("'{}' is set by the program: leave it out", key.str()));
            continue;
        }
        diagnostics_.error(
            location_of(table.file->name, key.source()),
            inner && model::computed_kinds.contains(*inner)
                ? leave_out(*inner)
                : fmt::format("unknown key '{}' of the {}{}", key.str(), kind.label, hint(key.str(), known)));
    }
    if (table.owner != nullptr) {
        builder_.relate(table.record, property(table.kind, kind.owner), table.owner->record, table.evidence.set);
    }
    look_for_missing_keys(table);
    if (std::optional<PropertyId> const by = model::find_property(table.kind, "evidence")) {
        for (RecordId const each : table.evidence.records) {
            builder_.relate(table.record, *by, each);
        }
    }
}

void RecordReader::look_for_missing_keys(Table const& table) {
    KindDef const& kind = definition(table.kind);
    for (PropertyId const each : model::properties_of(table.kind)) {
        PropertyDef const& of = definition(each);
        bool const from_owner = table.owner != nullptr && of.key == kind.owner;
        if (of.required_for.contains(table.kind) && !from_owner && table.content->get(of.key) == nullptr) {
            diagnostics_.error(where(*table.file, *table.content),
                               fmt::format("missing key '{}' of the {} ({})", of.key, kind.label, of.meaning));
        }
    }
}

void RecordReader::read_property(Table const& table, PropertyId id, toml::node const& node) {
    PropertyDef const& of = definition(id);
    std::vector<Element> const elements = read_elements(table, of, node);
    if (elements.empty()) {
        diagnostics_.error(where(*table.file, node),
                           fmt::format("'{}' is empty: write it, or leave the key out", of.key));
        return;
    }
    bool const has_claims = std::ranges::any_of(elements, [](Element const& each) { return each.claim != nullptr; });
    if (!of.repeatable && elements.size() > 1 && !has_claims) {
        diagnostics_.error(
            where(*table.file, node),
            of.key == "label" ? "'label' takes one text in each language: write the others under 'alt_label'"
                              : fmt::format("'{}' takes one value: where sources disagree, write each as {{ value = …, "
                                            "evidence = … }}",
                                            of.key));
        return;
    }
    bool const lacks_evidence = definition(table.kind).needs_evidence && !table.evidence.given;
    for (Element const& each : elements) {
        if (lacks_evidence && (each.claim == nullptr || each.claim->get("evidence") == nullptr)) {
            diagnostics_.error(where(*table.file, *each.node),
                               fmt::format("'{}' has no evidence: add `evidence` to its table, or write {{ value = …, "
                                           "evidence = … }}",
                                           of.key));
        }
    }
    if (has_claims) {
        add_claims(table, id, elements);
        return;
    }
    for (Element const& each : elements) {
        if (each.valid && of.inverse) {
            inverse_.push_back({&table, id, each});
        } else if (each.valid) {
            add_statement(table, id, each, table.evidence.set);
        }
    }
}

std::vector<Element> RecordReader::read_elements(Table const& table, PropertyDef const& of, toml::node const& node) {
    std::vector<Element> elements;
    if (toml::array const* const list = node.as_array()) {
        for (toml::node const& each : *list) {
            elements.push_back(read_element(table, of, each));
        }
    } else {
        elements.push_back(read_element(table, of, node));
    }
    return elements;
}

Element RecordReader::read_element(Table const& table, PropertyDef const& of, toml::node const& node) {
    DataFile const& file = *table.file;
    Element element;
    element.node = &node;
    toml::node const* value = &node;
    if (toml::table const* const link = node.as_table(); link != nullptr && of.link && link->get("value") == nullptr) {
        return read_link(table, of, *link);
    }
    if (toml::table const* const around = node.as_table(); around != nullptr && around->get("value") != nullptr) {
        check_claim_table(file, *around);
        value = around->get("value");
        element.claim = around->size() > 1 ? around : nullptr;
    }
    if (of.type == ValueType::text) {
        read_texts(table, of, *value, element);
        return element;
    }
    Scalar const scalar = read_scalar(of, *value);
    if (!scalar.ok()) {
        diagnostics_.error(where(file, *value), scalar.fault);
        return element;
    }
    if (model::is_relation(of)) {
        element.object = resolve(file, of.objects, scalar.text, *value);
        element.valid = element.object.has_value();
        return element;
    }
    element.literals.push_back(literal_of(of, scalar, file.data_set));
    element.valid = true;
    return element;
}

Element RecordReader::read_link(Table const& table, PropertyDef const& of, toml::table const& link) {
    DataFile const& file = *table.file;
    Kind const kind = *of.link;
    std::string_view const owner = definition(kind).key_fields.front();
    std::string_view const to = definition(kind).key_fields.back();
    std::vector<std::string_view> known;
    for (PropertyId const each : model::properties_of(kind)) {
        if (!definition(each).by_program && definition(each).key != owner) {
            known.push_back(definition(each).key);
        }
    }
    for (auto const& [key, value] : link) {
        if (std::ranges::find(known, key.str()) == known.end()) {
            diagnostics_.error(location_of(file.name, key.source()),
                               fmt::format("unknown key '{}' of a value of '{}'{}", key.str(), of.key,
                                           nearest_or_all(key.str(), known)));
        }
    }
    Element element;
    element.node = &link;
    element.link = &link;
    toml::node const* const target = link.get(to);
    if (target == nullptr) {
        diagnostics_.error(where(file, link), fmt::format("missing key '{}' of a value of '{}'", to, of.key));
        return element;
    }
    Scalar const scalar = read_scalar(of, *target);
    if (!scalar.ok()) {
        diagnostics_.error(where(file, *target), scalar.fault);
        return element;
    }
    element.object = resolve(file, of.objects, scalar.text, *target);
    element.valid = element.object.has_value();
    return element;
}

void RecordReader::read_texts(Table const& table, PropertyDef const& of, toml::node const& node, Element& element) {
    DataFile const& file = *table.file;
    element.valid = true;
    auto const add = [&](std::string const& language, toml::node const& each) {
        Scalar const scalar = read_scalar(of, each);
        if (!scalar.ok()) {
            diagnostics_.error(where(file, each), scalar.fault);
            element.valid = false;
            return;
        }
        if (std::size_t const words = model::word_count(scalar.text); of.key == "wording" && words > max_quote_words) {
            diagnostics_.error(
                where(file, each),
                fmt::format("the wording has {} words of the source: quote at most {}", words, max_quote_words));
        }
        element.literals.push_back({builder_.language_tag(language), scalar.text, false, &each});
    };
    toml::table const* const languages = node.as_table();
    if (languages == nullptr) {
        add(builder_.data_set(file.data_set).language, node);
        return;
    }
    for (auto const& [key, value] : *languages) {
        if (std::optional<std::string> const fault = rdf::find_language_fault(key.str())) {
            diagnostics_.error(location_of(file.name, key.source()),
                               fmt::format("'{}' is not a language tag: {}", key.str(), *fault));
            element.valid = false;
            continue;
        }
        std::string const language = rdf::canonical_language(key.str());
        if (toml::array const* const list = value.as_array(); list != nullptr && of.repeatable) {
            for (toml::node const& each : *list) {
                add(language, each);
            }
        } else {
            add(language, value);
        }
    }
    if (languages->empty()) {
        diagnostics_.error(where(file, node), fmt::format("'{}' is empty: write it, or leave the key out", of.key));
        element.valid = false;
    }
}

Literal RecordReader::literal_of(PropertyDef const& of, Scalar const& scalar, DataSetId data_set) {
    Literal literal;
    literal.text = scalar.text;
    if (of.type == ValueType::iri || of.type == ValueType::identifier || of.type == ValueType::enumeration) {
        literal.is_iri = true;
    } else if (!scalar.datatype.empty()) {
        literal.tag = builder_.datatype_tag(scalar.datatype);
    } else if (of.type == ValueType::text) {
        literal.tag = builder_.language_tag(builder_.data_set(data_set).language);
    }
    return literal;
}

PropertyId stored_as(Kind kind, PropertyId id) {
    // An identifier is a short way to write an IRI: the same statement, whichever key it was given under.
    PropertyDef const& of = definition(id);
    for (PropertyId const each : model::properties_of(kind)) {
        if (of.type == ValueType::identifier && definition(each).type == ValueType::iri &&
            definition(each).term == of.term) {
            return each;
        }
    }
    return id;
}

Written RecordReader::written(Table const& table, PropertyId key, Element const& element) const {
    PropertyDef const& of = definition(key);
    if (of.inverse && element.object) {
        for (PropertyId const each : model::properties_of(builder_.kind(*element.object))) {
            if (definition(each).term == of.term && !definition(each).inverse) {
                return {*element.object, each, table.record};
            }
        }
    }
    return {table.record, stored_as(table.kind, key), element.object};
}

void RecordReader::add_statement(Table const& table, PropertyId key, Element const& element, EvidenceId evidence) {
    Written const as = written(table, key, element);
    if (as.object) {
        builder_.relate(as.subject, as.property, *as.object, evidence);
        if (definition(key).link) {
            add_link(table, definition(key), element);
        }
    }
    PlaceId const at = place(*table.file, *element.node);
    for (Literal const& literal : element.literals) {
        if (literal.is_iri) {
            builder_.add_iri(as.subject, as.property, literal.text, evidence, at);
        } else {
            builder_.add_value(as.subject, as.property, literal.tag, literal.text, evidence,
                               literal.node != nullptr ? place(*table.file, *literal.node) : at);
        }
    }
}

/// The subjects are records with their own evidence. A value whose evidence differs becomes a claim; this is known only
/// after everything else has been read.
void RecordReader::add_inverse_statements() {
    if (inverse_.empty()) {
        return;
    }
    std::map<RecordId, Table const*> table_of;
    for (auto const& table : tables_) {
        table_of.emplace(table->record, table.get());
    }
    std::set<std::tuple<RecordId, PropertyId, RecordId>> stated;
    std::set<PropertyId> properties;
    for (Inverse const& each : inverse_) {
        properties.insert(written(*each.table, each.key, each.element).property);
    }
    for (PropertyId const property : properties) {
        builder_.for_each_relation(property, [&](RecordId subject, RecordId object, EvidenceId) {
            stated.emplace(subject, property, object);
        });
    }
    std::set<std::tuple<RecordId, PropertyId, RecordId>> done;
    for (Inverse const& each : inverse_) {
        Written const as = written(*each.table, each.key, each.element);
        std::tuple const statement{as.subject, as.property, *as.object};
        if (!done.insert(statement).second) {
            continue;
        }
        if (claimed_.contains(statement)) {  // `check` compares the evidence of both
            add_statement(*each.table, each.key, each.element, each.table->evidence.set);
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
            claim.evidence.set = builder_.evidence_set(claim.evidence.records);
        }
        add_statement(*each.table, each.key, each.element, claim.evidence.set);
        if (claim.evidence.set != of_subject.set) {
            add_claim(*each.table, each.key, claim);
        }
    }
}

void RecordReader::add_link(Table const& table, PropertyDef const& of, Element const& element) {
    DataFile const& file = *table.file;
    KindDef const& kind = definition(*of.link);
    Location const at = where(file, *element.node);
    Table here;
    here.file = &file;
    here.kind = kind.kind;
    here.record = is_nameless(table.record) || is_nameless(*element.object)
                      ? add_nameless(kind.kind, file.data_set, at)
                      : add_record(kind.kind, file.data_set,
                                   fmt::format("{}-{}", builder_.id(table.record), builder_.id(*element.object)), at);
    builder_.relate(here.record, property(kind.kind, kind.key_fields.front()), table.record);
    builder_.relate(here.record, property(kind.kind, kind.key_fields.back()), *element.object);
    if (element.link == nullptr) {
        return;
    }
    for (auto const& [key, node] : *element.link) {
        std::optional<PropertyId> const id = model::find_property(kind.kind, key.str());
        if (id && std::ranges::find(kind.key_fields, key.str()) == kind.key_fields.end()) {
            read_property(here, *id, node);
        }
    }
}

// --- claims and figures -----------------------------------------------------------------------------------------

void RecordReader::check_claim_table(DataFile const& file, toml::table const& claim) {
    for (auto const& [key, value] : claim) {
        if (std::ranges::find(claim_keys, key.str()) == claim_keys.end()) {
            diagnostics_.error(
                location_of(file.name, key.source()),
                fmt::format("unknown key '{}' beside 'value'{}", key.str(), nearest_or_all(key.str(), claim_keys)));
        }
    }
}

std::string RecordReader::claim_name(Table const& table, PropertyId id, Element const& element) {
    Written const as = written(table, id, element);
    PropertyDef const& of = definition(as.property);
    std::string key{of.key};
    std::ranges::replace(key, '_', '-');
    std::string name =
        fmt::format("{}-{}-{}", definition(builder_.kind(as.subject)).name, builder_.id(as.subject), key);
    if (as.object) {
        name += fmt::format("-{}", builder_.id(*as.object));
    } else {
        // Of several languages, that of the data set gives the name.
        model::TagId const own = builder_.language_tag(builder_.data_set(table.file->data_set).language);
        auto const found = std::ranges::find(element.literals, own, &Literal::tag);
        std::string_view text = (found != element.literals.end() ? *found : element.literals.front()).text;
        if (of.type == ValueType::enumeration) {  // the individual's name says it
            text = text.substr(text.find_last_of("#/") + 1);
        }
        name += "-" + model::slug(text);
    }
    if (element.claim != nullptr) {
        for (std::string_view const field : {"kind", "mode", "as_of", "valid_from"}) {
            if (toml::node const* const node = element.claim->get(field)) {
                Scalar const scalar = read_scalar(definition(property(Kind::claim, field)), *node);
                std::string_view text = scalar.text;
                text = text.substr(text.find_last_of('#') + 1);  // the name of an individual; dates have none
                name += text == "actual" ? std::string{} : "-" + model::slug(text);
            }
        }
    }
    return name;
}

void RecordReader::add_claim_details(RecordId claim, DataFile const& file, toml::table const& details) {
    for (auto const& [key, node] : details) {
        std::string_view const name = key.str();
        if (name == "value" || name == "evidence" || name == "id" || name == "preferred" || name == "kind") {
            continue;  // by the caller
        }
        std::optional<PropertyId> const id = model::find_property(Kind::claim, name);
        if (!id || std::ranges::find(claim_keys, name) == claim_keys.end()) {
            continue;  // reported already
        }
        PropertyDef const& of = definition(*id);
        Table here;
        here.file = &file;
        here.kind = Kind::claim;
        here.record = claim;
        Element const element = read_element(here, of, node);
        if (element.valid) {
            add_statement(here, *id, element, model::no_evidence);
        }
    }
}

toml::node const* claim_field(Element const& element, std::string_view key) {
    return element.claim != nullptr ? element.claim->get(key) : nullptr;
}

Claim RecordReader::read_claim(Table const& table, Element const& element) {
    DataFile const& file = *table.file;
    Claim claim;
    claim.element = &element;
    toml::node const* const own = claim_field(element, "evidence");
    claim.evidence = own != nullptr ? read_evidence(file, *own) : table.evidence;
    if (toml::node const* const kind = claim_field(element, "kind")) {
        Scalar const scalar = read_scalar(definition(property(Kind::claim, "kind")), *kind);
        if (!scalar.ok()) {
            diagnostics_.error(where(file, *kind), scalar.fault);
        }
        claim.actual = !scalar.text.ends_with("#forecast");
    }
    if (toml::node const* const qualifier = claim_field(element, "qualifier")) {
        claim.exact = qualifier->value_or(std::string_view{}) == "exact";
    }
    if (toml::node const* const preferred = claim_field(element, "preferred")) {
        claim.preferred = preferred->value_exact<bool>();
        if (!claim.preferred) {
            diagnostics_.error(where(file, *preferred), "'preferred' takes true or false");
        }
    }
    for (std::string_view const key : {"mode", "as_of"}) {
        if (toml::node const* const node = claim_field(element, key)) {
            claim.group += read_scalar(definition(property(Kind::claim, key)), *node).text;
        }
        claim.group += '\n';
    }
    return claim;
}

void RecordReader::add_claims(Table const& table, PropertyId id, std::vector<Element> const& elements) {
    PropertyDef const& of = definition(id);
    std::vector<Claim> claims;
    for (Element const& element : elements) {
        bool const is_plain = of.repeatable && element.claim == nullptr;
        if (element.valid && is_plain && of.inverse) {
            inverse_.push_back({&table, id, element});
        } else if (element.valid && is_plain) {
            add_statement(table, id, element, table.evidence.set);  // beside one that is a claim
        } else if (element.valid) {
            claims.push_back(read_claim(table, element));
        }
    }

    // A value of a repeatable property stands by itself; those of another compete, and a lone actual one is preferred.
    std::map<std::string, std::size_t> competing;
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
            add_statement(table, id, *each.element, each.evidence.set);
            if (Written const as = written(table, id, *each.element); as.object) {
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
        diagnostics_.error(
            where(*table.file, *elements.front().node),
            fmt::format("'{}' is required, and none of its claims is to be used: prefer one that is actual "
                        "and exact",
                        of.key));
    }
}

RecordId RecordReader::add_claim_record(Table const& table, PropertyId key, Element const& element) {
    DataFile const& file = *table.file;
    std::string name;
    if (toml::node const* const given = claim_field(element, "id")) {
        name = given->value_or(std::string{});
        if (!model::is_id(name)) {
            diagnostics_.error(where(file, *given),
                               fmt::format("'{}' is not an id: letters a to z, digits, hyphens and dots", name));
            name.clear();
        }
    } else if (!is_nameless(table.record)) {
        name = claim_name(table, key, element);
    }
    return name.empty() ? add_nameless(Kind::claim, file.data_set, where(file, *element.node))
                        : add_record(Kind::claim, file.data_set, name, where(file, *element.node));
}

void RecordReader::add_claim(Table const& table, PropertyId key, Claim const& claim) {
    DataFile const& file = *table.file;
    Element const& element = *claim.element;
    Written const as = written(table, key, element);
    RecordId const record = add_claim_record(table, key, element);
    builder_.relate(record, property(Kind::claim, "subject"), as.subject);
    builder_.add_iri(record, property(Kind::claim, "property"), rdf::vocabulary::expand(definition(as.property).term));
    if (as.object) {
        builder_.relate(record, property(Kind::claim, "value_resource"), *as.object);
    }
    for (Literal const& literal : element.literals) {
        if (literal.is_iri) {
            builder_.add_iri(record, property(Kind::claim, "value_iri"), literal.text);
        } else {
            builder_.add_value(record, property(Kind::claim, "value"), literal.tag, literal.text);
        }
    }
    builder_.add_iri(record, property(Kind::claim, "kind"),
                     rdf::vocabulary::expand(claim.actual ? "stoa:actual" : "stoa:forecast"));
    if (*claim.preferred) {
        builder_.add_value(record, property(Kind::claim, "preferred"),
                           builder_.datatype_tag(rdf::vocabulary::xsd_boolean), "true", model::no_evidence,
                           place(file, *element.node));
    }
    if (element.claim != nullptr) {
        add_claim_details(record, file, *element.claim);
    }
    for (RecordId const each : claim.evidence.records) {
        builder_.relate(record, property(Kind::claim, "evidence"), each);
    }
}

}  // namespace

void read_records(DataSetFiles const& files, GraphBuilder& builder, Diagnostics& diagnostics) {
    RecordReader{files, builder, diagnostics}.read();
}

}  // namespace stoa::ingest
