// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <stdexcept>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/diagnostics_report.hpp"
#include "stoa/rdf/document.hpp"
#include "stoa/rdf/ontology.hpp"
#include "stoa/rdf/ontology_text.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/rdf/validation.hpp"
#include "stoa/tables/json.hpp"

namespace stoa::app {
namespace {

struct Options {
    std::vector<std::filesystem::path> files;
    std::string format;
};

rdf::Document read_ontology() {
    diagnostics::Diagnostics faults;
    rdf::Document document;
    if (!document.read_string(rdf::ontology_text(), "ontology", rdf::turtle(), faults)) {
        throw std::logic_error("the ontology in this program is broken: " +
                               diagnostics::to_line(faults.sorted().front()));
    }
    return document;
}

std::vector<tables::Report> reports_of(std::vector<rdf::Finding> const& findings) {
    std::vector<tables::Report> list;
    for (rdf::Finding const& each : findings) {
        tables::Report& report = list.emplace_back();
        report.add("rule", rdf::name_of(each.rule));
        report.add("file", diagnostics::printable(each.where.file));
        report.add("line", each.where.line);
        report.add("column", each.where.column);
        report.add("subject", diagnostics::printable(each.subject));
        // Some findings are about the subject alone.
        report.add_if(!each.predicate.empty(), "predicate", diagnostics::printable(each.predicate));
        report.add_if(!each.predicate.empty(), "object", diagnostics::printable(each.object));
        report.add("message", diagnostics::printable(each.message));
    }
    return list;
}

std::string findings_text(std::vector<rdf::Finding> const& findings) {
    std::string text;
    for (rdf::Finding const& each : findings) {
        text += diagnostics::printable(
                    fmt::format("{}:{}:{}: {}", each.where.file, each.where.line, each.where.column, each.message)) +
                "\n";
    }
    return text;
}

std::string summary(std::size_t statements, std::size_t findings) {
    return fmt::format("{} {} checked: {}\n", grouped(statements), statements == 1 ? "statement" : "statements",
                       findings == 0   ? "no findings"
                       : findings == 1 ? "1 finding"
                                       : grouped(findings) + " findings");
}

int run(Options const& options, Common const& common) {
    diagnostics::Diagnostics diagnostics;
    rdf::Document document;
    std::vector<rdf::Finding> findings;
    {
        Progress progress{common.quiet};
        progress.stage("reading");
        for (std::filesystem::path const& each : options.files) {
            document.read_file(each, diagnostics);
        }
        progress.stage("checking");
        // A file that is missing would make others look wrong.
        if (!diagnostics.has_errors()) {
            findings = rdf::validate(document, rdf::Ontology{read_ontology()});
        }
    }
    if (options.format == "json") {
        tables::Report report;
        report.add("statements", document.size());
        report.add("diagnostics", app::reports_of(diagnostics));
        report.add("findings", reports_of(findings));
        print(tables::to_json(report) + "\n");
    } else {
        print_diagnostics(diagnostics, common.quiet);
        std::string text = findings_text(findings);
        if (!common.quiet && !diagnostics.has_errors()) {
            text += summary(document.size(), findings.size());
        }
        print(text);
    }
    return diagnostics.has_errors() || !findings.empty() ? data_is_wrong : 0;
}

}  // namespace

int run_validate(Arguments const& arguments) {
    return run({arguments.paths("FILE"), arguments.text("--format")}, common_of(arguments));
}

}  // namespace stoa::app
