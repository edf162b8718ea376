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
    bool all = false;
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

std::vector<tables::Column> finding_columns() {
    using namespace tables::type;
    return {
        {"code", text, "the rule that is broken"},
        {"file", text, "the file"},
        {"line", integer({}), "line from 1"},
        {"column", integer({}), "column from 1, in code points"},
        {"subject", text, "the subject of the statement"},
        {"predicate", text, "its predicate; none if the finding is about the subject alone"},
        {"object", text, "its object; none if the finding is about the subject alone"},
        {"message", text, "what is wrong, and what to do"},
    };
}

std::vector<tables::Value> row_of(rdf::Finding const& finding, rdf::Document const& document) {
    auto const written = [&document](rdf::TermId id) {
        std::string term;
        rdf::append_ntriples(term, document.term(id));
        return diagnostics::printable(term);
    };
    std::vector<tables::Value> row;
    row.emplace_back(std::string{rdf::name_of(finding.rule)});
    row.emplace_back(diagnostics::printable(finding.where.file));
    row.emplace_back(std::int64_t{finding.where.line});
    row.emplace_back(std::int64_t{finding.where.column});
    row.emplace_back(written(finding.subject));
    for (std::optional<rdf::TermId> const& term : {finding.predicate, finding.object}) {
        term ? row.emplace_back(written(*term)) : row.emplace_back();
    }
    row.emplace_back(diagnostics::printable(finding.message));
    return row;
}

/// One by one: there may be as many as statements.
void write_findings(std::vector<rdf::Finding> const& findings, bool all, rdf::ByteSink& out) {
    MessageLimit limit{all};
    for (rdf::Finding const& each : findings) {
        if (limit.shows(rdf::name_of(each.rule))) {
            out.write(
                diagnostics::to_line(each.where, fmt::format("finding[{}]", rdf::name_of(each.rule)), each.message) +
                "\n");
        }
    }
    out.write(limit.rest());
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
        tables::Report head;
        head.add("statements", document.size());
        head.add("diagnostics", diagnostic_columns(), rows_of(diagnostics));
        rdf::OutputFile out{"-"};
        std::vector<tables::Column> const columns = finding_columns();
        tables::JsonWriter writer{head, "findings", columns, out};
        for (rdf::Finding const& each : findings) {
            writer.row(row_of(each, document));
        }
        writer.finish();
        out.finish();
    } else {
        print_diagnostics(diagnostics, common.quiet, options.all);
        rdf::OutputFile out{"-"};
        write_findings(findings, options.all, out);
        if (!common.quiet && !diagnostics.has_errors()) {
            out.write(summary(document.size(), findings.size()));
        }
        out.finish();
    }
    return diagnostics.has_errors() || !findings.empty() ? data_is_wrong : 0;
}

}  // namespace

int run_validate(Arguments const& arguments) {
    return run({arguments.paths("FILE"), arguments.text("--format"), arguments.given("--all")}, common_of(arguments));
}

}  // namespace stoa::app
