// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/updates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "stoa/publish/endpoint.hpp"
#include "stoa/rdf/ntriples.hpp"

namespace stoa::publish {
namespace {

/// As many operations of one verb as it takes for `statements`. `matched`: the pattern of the statements that change.
void append_repeated(std::vector<std::string>& operations, std::string_view verb, std::string const& live,
                     std::string const& matched, std::string const& held, std::uint64_t statements,
                     std::uint64_t most) {
    bool const is_limited = most > 0 && statements > most;
    std::string const pattern =
        is_limited ? fmt::format("{{ SELECT ?s ?p ?o {{ {} }} LIMIT {} }}", matched, most) : matched;
    std::string const operation = fmt::format("{} {{ {} }} WHERE {{ {} {} }}", verb, live, held, pattern);
    operations.insert(operations.end(), is_limited ? (statements + most - 1) / most : 1, operation);
}

}  // namespace

std::string literal(std::string_view text) {
    std::string written;
    rdf::append_ntriples(written, rdf::TermView::string(text));
    return for_sparql(written);
}

void append_operations(std::string& update, std::string_view verb, std::string const& graph,
                       std::vector<std::string> const& lines, std::size_t most, std::string const& held) {
    for (std::size_t begin = 0; begin < lines.size(); begin += most) {
        update += update.empty() ? "" : " ;\n";
        update += fmt::format("{} {{ GRAPH {} {{\n", verb, iri_ref(graph));
        for (std::size_t i = begin; i < std::min(begin + most, lines.size()); ++i) {
            update += for_sparql(lines[i]);
            update += '\n';
        }
        update += fmt::format("}} }} WHERE {{ {} }}", held);
    }
}

std::vector<std::string> operations_of(Step const& step, std::string const& held, std::uint64_t most) {
    auto const all = [](std::string const& graph) { return fmt::format("GRAPH {} {{ ?s ?p ?o }}", iri_ref(graph)); };
    auto const only = [](std::string const& in, std::string const& not_in) {
        return fmt::format("{} FILTER NOT EXISTS {{ {} }}", in, not_in);
    };
    std::string const live = all(step.live);
    std::vector<std::string> operations;
    switch (step.kind) {
        case Step::Kind::become:
            append_repeated(operations, "DELETE", live, only(live, all(step.staging)), held, step.removed, most);
            append_repeated(operations, "INSERT", live, only(all(step.staging), live), held, step.added, most);
            break;
        case Step::Kind::remove:
            append_repeated(operations, "DELETE", live, all(step.staging) + " " + live, held, step.removed, most);
            break;
        case Step::Kind::add:
            append_repeated(operations, "INSERT", live, only(all(step.staging), live), held, step.added, most);
            break;
        case Step::Kind::empty:
            append_repeated(operations, "DELETE", live, live, held, step.removed, most);
            break;
    }
    return operations;
}

std::vector<std::string> requests_of(std::vector<Step> const& steps, std::string const& held, std::uint64_t most,
                                     bool is_atomic) {
    bool const is_large = most > 0 && std::ranges::any_of(steps, [most](Step const& each) {
                              return std::max(each.removed, each.added) > most;
                          });
    std::vector<std::string> requests;
    for (Step const& each : steps) {
        for (std::string& operation : operations_of(each, held, most)) {
            if (requests.empty() || (is_large && !is_atomic)) {
                requests.push_back(std::move(operation));
            } else {
                requests.back() += " ;\n" + operation;
            }
        }
    }
    return requests;
}

}  // namespace stoa::publish
