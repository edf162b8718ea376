// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/record_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "stoa/diagnostics/nearest.hpp"
#include "stoa/ingest/claim_writer.hpp"
#include "stoa/ingest/evidence_reader.hpp"
#include "stoa/ingest/naming.hpp"
#include "stoa/ingest/record_index.hpp"
#include "stoa/ingest/statement_writer.hpp"
#include "stoa/ingest/table.hpp"
#include "stoa/ingest/value_reader.hpp"
#include "stoa/model/canonical.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostics;
using diagnostics::Location;
using model::definition;
using model::GraphBuilder;
using model::Kind;
using model::KindDef;
using model::Origin;
using model::property;
using model::PropertyDef;
using model::PropertyId;

class RecordReader {
public:
    RecordReader(DataSetFiles const& files, GraphBuilder& builder, model::Allowances& allowances,
                 Diagnostics& diagnostics)
        : files_{files},
          builder_{builder},
          allowances_{allowances},
          diagnostics_{diagnostics},
          index_{files, builder, diagnostics} {}

    void read();

private:
    void collect();
    void refuse_cells(RawFile const& file);
    void note_misnamed(RawFile const& file, RawCell const& cell);
    [[nodiscard]] bool is_headless(Table const& table) const { return headless_.contains({table.file, table.place}); }
    void refuse_values(RawFile const& file, RawCell const& cell);
    void read_tables();
    void read_table(Table const& table);
    void read_cell(Table const& table, RawCell const& cell);
    void read_allowances(Table const& table, RawValue const& value);
    void report_missing_evidence();
    void warn_of_hidden_records();
    [[nodiscard]] static std::string unknown_key(Table const& table, std::string_view key);
    void look_for_missing_keys(Table const& table);
    void read_property(Table const& table, PropertyId id, RawValue const& value);
    void read_links();

    DataSetFiles const& files_;
    GraphBuilder& builder_;
    model::Allowances& allowances_;
    Diagnostics& diagnostics_;
    RecordIndex index_;
    Target to_{index_, builder_, diagnostics_};
    EvidenceReader evidence_{to_};
    StatementWriter statements_{to_};
    ClaimWriter claims_{statements_, evidence_, to_};
    /// Values of a file without evidence, which one line at its top would give.
    struct Unproved {
        std::size_t count = 0;
        std::string_view key;  ///< of the first
        RawPlace place;
    };
    std::map<RawFile const*, Unproved> unproved_;
    std::set<std::pair<RawFile const*, RawPlace>> headless_;  ///< records whose keys are under another name
    std::vector<Table> tables_;  ///< of all files, in their order; owners before what is nested in them
};

std::string leave_out(Kind kind) {
    return fmt::format(
        "'{}' is {}: leave it out", definition(kind).name,
        definition(kind).origin == Origin::computed ? "computed from the records" : "made by the program");
}

/// The nearest known word, or where to find them all.
std::string hint(std::string_view word, std::span<std::string_view const> known,
                 std::string_view command = "stoa schema") {
    std::string const nearest = diagnostics::did_you_mean(word, known);
    return nearest.empty() ? fmt::format(": `{}` shows the known ones", command) : nearest;
}

void RecordReader::read() {
    collect();
    for (Origin const origin : {Origin::named, Origin::keyed}) {  // key fields refer to named records
        for (Table& table : tables_) {
            if (is_headless(table)) {
                table.record = index_.add_nameless(table.kind, table.file->data_set, table.file->at(table.place));
            } else if (definition(table.kind).origin == origin) {
                name_record(table, to_);
            }
        }
    }
    read_tables();
    claims_.add_inverse_statements(tables_);
    read_links();
    index_.report_duplicates();
    report_missing_evidence();
    warn_of_hidden_records();
    // For a record without a name an error was reported; it must never be written without one.
    for (Table const& table : tables_) {
        if (index_.is_nameless(table.record) && !diagnostics_.has_errors()) {
            diagnostics_.report(
                Code::no_name, table.file->at(table.place),
                fmt::format("this {} gets no name from its fields: give it an id", definition(table.kind).label));
        }
    }
}

void RecordReader::collect() {
    std::size_t count = 0;
    for (RawFile const& file : files_.files) {
        count += file.records.size();
    }
    tables_.reserve(count);  // tables point to each other
    for (RawFile const& file : files_.files) {
        refuse_cells(file);
        std::size_t const first = tables_.size();
        for (RawRecord const& each : file.records) {
            Table const* const owner = each.owner == RawRecord::no_owner ? nullptr : &tables_[first + each.owner];
            tables_.push_back({&file, each.kind, each.place, each.cells, owner, {}, {}});
        }
    }
}

/// Of a file as a whole only the evidence can be told.
void RecordReader::refuse_cells(RawFile const& file) {
    std::vector<std::string_view> names{"evidence"};
    for (KindDef const& each : model::kinds()) {
        if (stands_in_a_data_file(each.kind)) {
            names.push_back(each.name);
        }
    }
    for (RawCell const& cell : file.cells) {
        if (cell.key == "evidence") {
            continue;
        }
        std::optional<Kind> const kind = model::find_kind(cell.key);
        if (!kind) {
            note_misnamed(file, cell);
        }
        if (kind && stands_in_a_data_file(*kind)) {
            refuse_values(file, cell);
            continue;
        }
        diagnostics_.report(
            kind ? Code::misplaced_key : Code::unknown_table, file.at(cell.place),
            kind ? leave_out(*kind) : fmt::format("unknown table or key '{}'{}", cell.key, hint(cell.key, names)));
        cell.value.for_each_item([&](RawValue const& each) {
            if (RawValue const* const id = each.find("id")) {
                index_.add_lost(id->words());
            }
        });
    }
}

/// `[Edition]` with `[[edition.figure]]` after it: the second makes a record without a key of its own, whose missing
/// keys stand in the first.
void RecordReader::note_misnamed(RawFile const& file, RawCell const& cell) {
    std::optional<Kind> const meant = model::find_kind(model::fold(cell.key));
    auto const is_headless = [&](RawRecord const& each) { return each.kind == meant && each.cells.empty(); };
    auto const found = std::ranges::find_if(file.records, is_headless);
    if (meant && found != file.records.end()) {
        headless_.emplace(&file, found->place);
    }
}

/// Of a cell under the name of a kind, of which tables became records.
void RecordReader::refuse_values(RawFile const& file, RawCell const& cell) {
    cell.value.for_each_item([&](RawValue const& each) {
        diagnostics_.report(Code::not_a_table, file.at(each.place),
                            fmt::format("'{0}' must be a table: write [[{0}]]", cell.key));
    });
}

void RecordReader::read_tables() {
    std::vector<Evidence> of_files;
    for (RawFile const& file : files_.files) {
        RawValue const* const value = find(file.cells, "evidence");
        of_files.push_back(value != nullptr ? evidence_.read(file, *value) : Evidence{});
    }
    for (Table& table : tables_) {
        if (RawValue const* const value = find(table.cells, "evidence")) {
            table.evidence = evidence_.read(*table.file, *value);
        } else if (table.owner != nullptr) {
            table.evidence = table.owner->evidence;
        } else if (model::find_property(table.kind, "evidence")) {  // a source has none
            table.evidence = of_files[static_cast<std::size_t>(table.file - files_.files.data())];
        }
        read_table(table);
    }
}

void RecordReader::read_table(Table const& table) {
    for (RawCell const& cell : table.cells) {
        read_cell(table, cell);
    }
    if (table.owner != nullptr) {
        builder_.relate(table.record, property(table.kind, definition(table.kind).owner), table.owner->record,
                        table.evidence.set);
    }
    look_for_missing_keys(table);
    if (std::optional<PropertyId> const by = model::find_property(table.kind, "evidence")) {
        for (model::RecordId const each : table.evidence.records) {
            builder_.relate(table.record, *by, each);
        }
    }
}

void RecordReader::read_cell(Table const& table, RawCell const& cell) {
    KindDef const& kind = definition(table.kind);
    auto const refuse = [&](Code code, std::string why) {
        diagnostics_.report(code, table.file->at(cell.place), std::move(why));
    };
    std::optional<PropertyId> const found = model::find_property(table.kind, cell.key);
    if (cell.key == "allow") {
        read_allowances(table, cell.value);
    } else if (cell.key == "id" || cell.key == "evidence") {
        if (cell.key == "evidence" && !found) {
            refuse(Code::misplaced_key, fmt::format("a {} is what evidence names: leave the key out", kind.label));
        }
    } else if (found && definition(*found).by_program) {
        refuse(Code::misplaced_key, fmt::format("'{}' is set by the program: leave it out", cell.key));
    } else if (found && table.owner != nullptr && cell.key == kind.owner) {
        refuse(Code::misplaced_key, fmt::format("'{}' is given by the table around this one: leave it out", cell.key));
    } else if (found) {
        read_property(table, *found, cell.value);
    } else if (std::optional<Kind> const inner = model::find_kind(cell.key);
               inner && model::nested_in(table.kind).contains(*inner)) {
        refuse_values(*table.file, cell);
    } else if (inner && model::computed_kinds.contains(*inner)) {
        refuse(Code::misplaced_key, leave_out(*inner));
    } else {
        refuse(Code::unknown_key, unknown_key(table, cell.key));
    }
}

/// `allow = [{ code = "gap-in-numbers", reason = "there was no eighth edition" }]`
void RecordReader::read_allowances(Table const& table, RawValue const& value) {
    constexpr std::array<std::string_view, 2> keys{"code", "reason"};
    RawFile const& file = *table.file;
    value.for_each_item([&](RawValue const& entry) {
        if (entry.type != RawType::table) {
            diagnostics_.report(Code::wrong_type, file.at(entry.place),
                                "'allow' takes tables such as { code = \"gap-in-numbers\", reason = \"…\" }");
            return;
        }
        bool good = check_keys(file, entry.cells, keys, " of 'allow'", diagnostics_);
        for (std::string_view const key : keys) {
            RawValue const* const given = entry.find(key);
            if (given == nullptr || given->words().find_first_not_of(" \t\r\n") == std::string_view::npos) {
                diagnostics_.report(given == nullptr ? Code::missing_key : Code::wrong_type,
                                    file.at(given == nullptr ? entry.place : given->place),
                                    given == nullptr
                                        ? fmt::format("missing key '{}' of 'allow'", key)
                                        : fmt::format("'{}' of 'allow' takes a text in quotes that is not blank", key));
                good = false;
            }
        }
        if (!good) {
            return;
        }
        RawValue const& code = *entry.find("code");
        diagnostics::CodeDef const* const found = diagnostics::find_code(code.text);
        if (found != nullptr && found->severity == diagnostics::Severity::warning) {
            allowances_.add(index_.place_of(table.record), found->code, file.at(code.place));
            return;
        }
        std::vector<std::string_view> warnings;
        for (diagnostics::CodeDef const& each : diagnostics::codes()) {
            if (each.severity == diagnostics::Severity::warning) {
                warnings.push_back(each.name);
            }
        }
        diagnostics_.report(Code::unknown_word, file.at(code.place),
                            found != nullptr
                                ? fmt::format("'{}' is an error, and warnings alone can be allowed", code.text)
                                : fmt::format("there is no warning '{}'{}", code.text,
                                              hint(code.text, warnings, "stoa schema --messages")));
    });
}

void RecordReader::report_missing_evidence() {
    for (auto const& [file, unproved] : unproved_) {
        diagnostics_.report(
            Code::missing_evidence, file->at(unproved.place),
            unproved.count == 1
                ? fmt::format(
                      "'{}' has no evidence: add `evidence` to its table, or write {{ value = …, evidence = … }}",
                      unproved.key)
                : fmt::format(
                      "{} values in this file have no evidence, '{}' here is the first: write `evidence` at the "
                      "top of the file, or in their tables",
                      unproved.count, unproved.key));
    }
}

/// Of records that a reference in their data set finds first, where one that it uses has the same id, too. Very many
/// are a copy.
void RecordReader::warn_of_hidden_records() {
    struct Hidden {
        Location at;
        Location other;
        Kind kind{};
        std::string_view id;
    };
    std::map<std::pair<model::DataSetId, model::DataSetId>, std::vector<Hidden>> hidden_by;
    for (Table const& table : tables_) {
        if (definition(table.kind).origin != Origin::named || index_.is_nameless(table.record)) {
            continue;
        }
        model::DataSetId const own = table.file->data_set;
        for (model::DataSetId const used : files_.visible[static_cast<std::size_t>(own)]) {
            std::optional<model::RecordId> const hidden =
                used == own ? std::nullopt : index_.find(table.kind, used, builder_.id(table.record));
            Location const at = index_.place_of(table.record);
            if (hidden && !allowances_.use(at, Code::hides_a_shared_record)) {
                hidden_by[{own, used}].push_back({at, index_.place_of(*hidden), table.kind, builder_.id(table.record)});
            }
        }
    }
    for (auto const& [sets, records] : hidden_by) {
        std::string const& used = builder_.data_set(sets.second).name;
        if (records.size() > most_alike) {
            diagnostics_.report(Code::hides_a_shared_record, std::ranges::min(records, {}, &Hidden::at).at,
                                fmt::format("{} records, of which this is the first, have the ids of records in data "
                                            "set '{}': if its files were copied here, remove them",
                                            records.size(), used));
            continue;
        }
        for (Hidden const& each : records) {
            diagnostics_.report(
                Code::hides_a_shared_record, each.at,
                fmt::format("{} '{}' hides that of data set '{}' at {}:{}:{}: remove it here, or give it another id",
                            definition(each.kind).label, each.id, used, each.other.file, each.other.line,
                            each.other.column));
        }
    }
}

std::string RecordReader::unknown_key(Table const& table, std::string_view key) {
    Kind const kind = table.kind;
    for (Table const* around = table.owner; around != nullptr; around = around->owner) {
        std::optional<PropertyId> const id = model::find_property(around->kind, key);
        if (id && !definition(*id).by_program) {
            return fmt::format(
                "unknown key '{}' of the {}: it is a key of the {}, which stands before its first nested "
                "table such as [[{}.{}]]",
                key, definition(kind).label, definition(around->kind).label, definition(around->kind).name,
                definition(kind).name);
        }
    }
    std::vector<std::string_view> known{"id", "evidence", "allow"};
    for (PropertyId const each : model::properties_of(kind)) {
        if (!definition(each).by_program && definition(each).key != "evidence") {
            known.push_back(definition(each).key);
        }
    }
    for (KindDef const& each : model::kinds()) {
        if (model::nested_in(kind).contains(each.kind)) {
            known.push_back(each.name);
        }
    }
    return fmt::format("unknown key '{}' of the {}{}", key, definition(kind).label, hint(key, known));
}

void RecordReader::look_for_missing_keys(Table const& table) {
    if (is_headless(table)) {
        return;
    }
    KindDef const& kind = definition(table.kind);
    for (PropertyId const each : model::properties_of(table.kind)) {
        PropertyDef const& of = definition(each);
        bool const from_owner = table.owner != nullptr && of.key == kind.owner;
        if (of.required_for.contains(table.kind) && !from_owner && find(table.cells, of.key) == nullptr) {
            diagnostics_.report(Code::missing_key, table.file->at(table.place),
                                fmt::format("missing key '{}' of the {} ({})", of.key, kind.label, of.meaning));
        }
    }
}

void RecordReader::read_property(Table const& table, PropertyId id, RawValue const& value) {
    PropertyDef const& of = definition(id);
    RawFile const& file = *table.file;
    std::vector<Element> elements;
    value.for_each_item([&](RawValue const& each) { elements.push_back(read_value(file, of, each, to_)); });
    if (elements.empty()) {
        diagnostics_.report(Code::empty_value, file.at(value.place),
                            fmt::format("'{}' is empty: write it, or leave the key out", of.key));
        return;
    }
    bool const has_claims = std::ranges::any_of(elements, [](Element const& each) { return each.claim != nullptr; });
    if (!of.repeatable && elements.size() > 1 && !has_claims) {
        diagnostics_.report(
            Code::several_values, file.at(value.place),
            of.key == "label" ? "'label' takes one text in each language: write the others under 'alt_label'"
                              : fmt::format("'{}' takes one value: where sources disagree, write each as {{ value = …, "
                                            "evidence = … }}",
                                            of.key));
        return;
    }
    bool const lacks_evidence = definition(table.kind).needs_evidence && !table.evidence.given;
    for (Element const& each : elements) {
        if (lacks_evidence && (each.claim == nullptr || each.claim->find("evidence") == nullptr)) {
            Unproved& of_file = unproved_[&file];
            if (of_file.count++ == 0 || each.value->place < of_file.place) {
                of_file.key = of.key;
                of_file.place = each.value->place;
            }
        }
    }
    claims_.add(table, id, elements);
    read_links();
}

/// What tables say of links, beside the two records that they join.
void RecordReader::read_links() {
    for (Table const& link : statements_.take_links()) {
        auto const& ends = definition(link.kind).key_fields;
        for (RawCell const& cell : link.cells) {
            std::optional<PropertyId> const id = model::find_property(link.kind, cell.key);
            if (id && std::ranges::find(ends, cell.key) == ends.end()) {
                read_property(link, *id, cell.value);
            }
        }
    }
}

}  // namespace

void read_records(DataSetFiles const& files, GraphBuilder& builder, model::Allowances& allowances,
                  Diagnostics& diagnostics) {
    RecordReader{files, builder, allowances, diagnostics}.read();
}

}  // namespace stoa::ingest
