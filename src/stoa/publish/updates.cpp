// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/updates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "stoa/publish/endpoint.hpp"
#include "stoa/rdf/ntriples.hpp"

namespace stoa::publish {

std::string literal(std::string_view text) {
    std::string written;
    rdf::append_ntriples(written, rdf::TermView::string(text));
    return for_sparql(written);
}

void append_operations(std::string& update, std::string_view verb, std::string const& graph,
                       std::vector<std::string> const& lines, std::size_t most) {
    for (std::size_t begin = 0; begin < lines.size(); begin += most) {
        update += update.empty() ? "" : " ;\n";
        update += fmt::format("{} DATA {{ GRAPH {} {{\n", verb, iri_ref(graph));
        for (std::size_t i = begin; i < std::min(begin + most, lines.size()); ++i) {
            update += for_sparql(lines[i]);
            update += '\n';
        }
        update += "} }";
    }
}

std::string update_of(Step const& step, Switch how, std::string const& held) {
    std::string const live = iri_ref(step.live);
    if (step.kind == Step::Kind::empty) {
        return fmt::format("DROP SILENT GRAPH {}", live);
    }
    std::string const staging = iri_ref(step.staging);
    std::string add = fmt::format("ADD GRAPH {} TO GRAPH {}", staging, live);
    if (step.kind == Step::Kind::add) {
        return add;
    }
    auto const all = [](std::string const& graph) { return fmt::format("GRAPH {} {{ ?s ?p ?o }}", graph); };
    std::string const guard = how == Switch::add ? "" : held + " ";
    if (step.kind == Step::Kind::remove) {
        return fmt::format("DELETE {{ {} }} WHERE {{ {}{} }}", all(live), guard, all(staging));
    }
    auto const where = [&](std::string const& from, std::string const& than) {
        return fmt::format("WHERE {{ {}{} FILTER NOT EXISTS {{ {} }} }}", guard, all(from), all(than));
    };
    return fmt::format("DELETE {{ {} }} {} ;\n{}", all(live), where(live, staging),
                       how == Switch::add ? add : fmt::format("INSERT {{ {} }} {}", all(live), where(staging, live)));
}

}  // namespace stoa::publish
