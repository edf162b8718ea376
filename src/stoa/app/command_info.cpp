// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/ingest/quotes.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/statements/summary.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::app {
namespace {

using model::definition;
using model::KindDef;
using model::KnowledgeGraph;
using model::PropertyDef;
using model::Vertex;
using statements::Summary;

struct Options {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path sources;
    std::string format;
};

struct Report {
    Summary summary;
    /// Quotes that were looked up in their sources' texts; the others could not be.
    std::size_t quotes_checked = 0;
};

/// Statements of each key; one key may stand in several rows of the table.
std::map<std::string_view, std::size_t> by_key(Summary const& summary, bool relations) {
    std::map<std::string_view, std::size_t> counts;
    for (std::size_t i = 0; i < summary.statements.size(); ++i) {
        PropertyDef const& each = model::properties()[i];
        if (model::is_relation(each) == relations && summary.statements[i] > 0) {
            counts[each.key] += summary.statements[i];
        }
    }
    return counts;
}

std::string percent(std::size_t part, std::size_t whole) {
    // Rounded down: 100 % only when it is all.
    std::size_t const tenths = whole == 0 ? 1000 : part * 1000 / whole;
    return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::string as_table(KnowledgeGraph const& graph, Report const& report) {
    Summary const& summary = report.summary;
    std::string text;
    std::vector<std::vector<std::string>> rows;

    for (model::DataSet const& each : graph.data_sets()) {
        std::string const version = each.version.empty() ? std::string{} : " " + each.version;
        rows.push_back(
            {each.name + version, each.title,
             each.records_reached == each.records_read
                 ? grouped(each.records_read) + " records"
                 : fmt::format("{} of {} records used", grouped(each.records_reached), grouped(each.records_read))});
    }
    std::ranges::sort(rows);
    text += "Data sets\n" + text_table(rows, {false, false, false}) + "\n";

    rows.clear();
    for (KindDef const& each : model::kinds()) {
        if (std::size_t const count = summary.records[static_cast<std::size_t>(each.kind)]; count > 0) {
            rows.push_back({std::string{each.label}, grouped(count)});
        }
    }
    rows.push_back({"all", grouped(num_vertices(graph))});
    text += "Records\n" + text_table(rows, {false, true}) + "\n";

    for (bool const relations : {true, false}) {
        rows.clear();
        for (auto const& [key, count] : by_key(summary, relations)) {
            rows.push_back({std::string{key}, grouped(count)});
        }
        text += (relations ? "Relations\n" : "Attributes\n") + text_table(rows, {false, true}) + "\n";
    }

    text += "Evidence\n";
    text += text_table({{"statements with evidence", grouped(summary.proved) + " of " + grouped(summary.to_prove),
                         percent(summary.proved, summary.to_prove)},
                        {"claims (evidence of their own)", grouped(summary.own_evidence), ""},
                        {"quotes found in their source", grouped(report.quotes_checked), ""},
                        {"quotes not checked", grouped(summary.quotes - report.quotes_checked), ""}},
                       {false, true, true});

    if (!summary.events.empty()) {
        rows.clear();
        for (statements::EventCount const& each : summary.events) {
            std::string missing;
            for (auto const& [count, what] : {std::pair{each.without_start, "start"}, {each.without_place, "place"}}) {
                if (count > 0) {
                    missing += fmt::format("{}{} without a {}", missing.empty() ? "" : ", ", grouped(count), what);
                }
            }
            rows.push_back({std::string{definition(each.kind).label},
                            fmt::format("{} of {}", grouped(each.complete), grouped(each.all)), missing});
        }
        text +=
            "\nEvents with start and place, which search engines require\n" + text_table(rows, {false, true, false});
    }

    text += fmt::format("\nDisagreements ({})\n", summary.disagreements.size());
    for (model::Disagreement const& each : summary.disagreements) {
        text += fmt::format("{} '{}', {}:\n", definition(graph.kind(each.subject)).label, graph.id(each.subject),
                            each.about);
        for (Vertex const side : each.sides) {
            text += "  " + model::side_in_words(graph, side) + "\n";
        }
    }

    if (!summary.repeats.empty()) {
        text += fmt::format("\nSources that repeat the text of another ({})\n", summary.repeats.size());
        rows.clear();
        for (auto const& [source, repeated] : summary.repeats) {
            rows.push_back({std::string{graph.id(source)}, "repeats " + std::string{graph.id(repeated)}});
        }
        text += text_table(rows, {false, false});
    }
    return text;
}

std::string as_json(KnowledgeGraph const& graph, Report const& report) {
    Summary const& summary = report.summary;
    tables::Report json;
    std::map<std::string, tables::Report> sets;
    for (model::DataSet const& each : graph.data_sets()) {
        tables::Report& set = sets[each.name];
        set.add("name", each.name);
        set.add("title", each.title);
        set.add("base", each.base);
        set.add("version", each.version);
        set.add("root", each.root);
        set.add("records_read", each.records_read);
        set.add("records_used", each.records_reached);
    }
    std::vector<tables::Report> list;
    for (auto& [name, set] : sets) {
        list.push_back(std::move(set));
    }
    json.add("data_sets", std::exchange(list, {}));
    tables::Report records;
    for (KindDef const& each : model::kinds()) {
        if (!model::computed_kinds.contains(each.kind)) {  // these are no records
            records.add(each.name, summary.records[static_cast<std::size_t>(each.kind)]);
        }
    }
    json.add("records", std::move(records));
    for (bool const relations : {true, false}) {
        tables::Report counts;
        for (auto const& [key, count] : by_key(summary, relations)) {
            counts.add(key, count);
        }
        json.add(relations ? "relations" : "attributes", std::move(counts));
    }
    tables::Report evidence;
    evidence.add("statements", summary.to_prove);
    evidence.add("with_evidence", summary.proved);
    evidence.add("claims", summary.own_evidence);
    evidence.add("quotes_checked", report.quotes_checked);
    evidence.add("quotes_unchecked", summary.quotes - report.quotes_checked);
    json.add("evidence", std::move(evidence));
    for (statements::EventCount const& each : summary.events) {
        tables::Report& events = list.emplace_back();
        events.add("kind", definition(each.kind).name);
        events.add("events", each.all);
        events.add("complete", each.complete);
        events.add("without_start", each.without_start);
        events.add("without_place", each.without_place);
    }
    json.add("events", std::exchange(list, {}));
    for (model::Disagreement const& each : summary.disagreements) {
        std::vector<tables::Report> sides;
        for (Vertex const side : each.sides) {
            sides.emplace_back().add("iri", graph.iri(side));
            sides.back().add("says", model::side_in_words(graph, side));
        }
        tables::Report& disagreement = list.emplace_back();
        disagreement.add("subject", graph.iri(each.subject));
        disagreement.add("about", each.about);
        disagreement.add("sides", std::move(sides));
    }
    json.add("disagreements", std::exchange(list, {}));
    for (auto const& [source, repeated] : summary.repeats) {
        list.emplace_back().add("source", graph.iri(source));
        list.back().add("repeats", graph.iri(repeated));
    }
    json.add("repeats", std::move(list));
    return tables::to_json(json) + "\n";
}

int run(Options const& options, Common const& common) {
    diagnostics::Diagnostics diagnostics;
    std::optional<ingest::Reading> reading;
    Report report;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        reading = ingest::read(options.inputs, {}, diagnostics);
        if (reading) {
            report.summary = statements::summarise(reading->graph);
            if (!options.sources.empty()) {
                report.quotes_checked =
                    ingest::check_quotes(reading->graph, reading->places, options.sources, diagnostics).checked;
            }
        }
    }
    print_diagnostics(diagnostics, common.quiet);
    if (!reading || diagnostics.has_errors()) {
        return data_is_wrong;
    }
    print(options.format == "json" ? as_json(reading->graph, report) : as_table(reading->graph, report));
    return 0;
}

}  // namespace

int run_info(Arguments const& arguments) {
    return run({arguments.paths("INPUT"), arguments.text("--sources"), arguments.text("--format")},
               common_of(arguments));
}

}  // namespace stoa::app
