// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <stdexcept>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/diagnostics_report.hpp"
#include "stoa/rdf/document.hpp"
#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/ontology.hpp"
#include "stoa/rdf/ontology_text.hpp"
#include "stoa/rdf/output_file.hpp"
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

std::vector<tables::Report> reports_of(std::vector<rdf::Finding> const& findings, rdf::Document const& document) {
    auto const written = [&document](rdf::TermId id) {
        std::string term;
        rdf::append_ntriples(term, document.term(id));
        return diagnostics::printable(term);
    };
    std::vector<tables::Report> list;
    for (rdf::Finding const& each : findings) {
        tables::Report& report = list.emplace_back();
        report.add("rule", rdf::name_of(each.rule));
        report.add("file", diagnostics::printable(each.where.file));
        report.add("line", each.where.line);
        report.add("column", each.where.column);
        report.add("subject", written(each.subject));
        // Some findings are about the subject alone.
        report.add_if(each.predicate.has_value(), "predicate", each.predicate ? written(*each.predicate) : "");
        report.add_if(each.object.has_value(), "object", each.object ? written(*each.object) : "");
        report.add("message", diagnostics::printable(each.message));
    }
    return list;
}

/// One by one: there may be as many as statements.
void write_findings(std::vector<rdf::Finding> const& findings, rdf::ByteSink& out) {
    for (rdf::Finding const& each : findings) {
        out.write(diagnostics::printable(
                      fmt::format("{}:{}:{}: {}", each.where.file, each.where.line, each.where.column, each.message)) +
                  "\n");
    }
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
        report.add("findings", reports_of(findings, document));
        print(tables::to_json(report) + "\n");
    } else {
        print_diagnostics(diagnostics, common.quiet);
        rdf::OutputFile out{"-"};
        write_findings(findings, out);
        if (!common.quiet && !diagnostics.has_errors()) {
            out.write(summary(document.size(), findings.size()));
        }
        out.finish();
    }
    return diagnostics.has_errors() || !findings.empty() ? data_is_wrong : 0;
}

}  // namespace

int run_validate(Arguments const& arguments) {
    return run({arguments.paths("FILE"), arguments.text("--format")}, common_of(arguments));
}

}  // namespace stoa::app
