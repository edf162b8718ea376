// SPDX-License-Identifier: Apache-2.0
#include "stoa/answers/questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "stoa/answers/grouped_notes.hpp"
#include "stoa/answers/named_analysis.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::answers {
namespace {

using evolution::method_version;
using evolution::of_an_analysis;
using evolution::parameters_of_evolution;
using enum Option;

constexpr auto these = [](auto... options) { return OptionSet{options...}; };

constexpr std::array table{
    Question{"events", "All theme, item and lineage events, with exact counts", these(),
             of_an_analysis | these(theme, edition), ask_events, "no such event is seen in what was read", 1,
             Screen::themes},
    Question{"story", "The whole story of a theme in sentences, with its evidence", these(theme), of_an_analysis,
             ask_story, "", 1, Screen::sentences},
    Question{"lineage", "When was X first treated, through which documents did it pass, and what did it turn into?",
             these(theme), of_an_analysis | these(edition), ask_lineage,
             "no such state of its lineage is seen in what was read"},
    Question{"resumed", "Which themes and items were dropped and later resumed, after how long, and by which document?",
             these(), of_an_analysis | these(edition), ask_resumed,
             "no theme and no item came back after a gap, in what was read"},
    Question{"new-items", "Which SDGs, groups and issues does an edition cover first, and which are no longer seen?",
             these(), of_an_analysis | these(edition), ask_items,
             "no item is seen for the first time, and none is missed, in what was read", 1, Screen::sums},
    Question{"transformations",
             "Which themes merged, split, branched, dispersed, were replaced or were assembled, and by which items?",
             these(), of_an_analysis | these(theme, edition), ask_transformations, ""},
    Question{"bridges", "Which theme bridges otherwise separate groups of themes in an edition?", these(),
             of_an_analysis | these(edition), ask_bridges, "no theme is known to bridge others"},
    Question{"bottlenecks", "Which states must every lineage from X to the latest edition pass through?", these(theme),
             of_an_analysis | these(edition), ask_bottlenecks, ""},
    Question{"longest", "What is the longest unbroken lineage, and the longest with gaps?", these(),
             of_an_analysis | these(max_gap), ask_longest, ""},
    Question{"areas", "Which themes form one thematic area?", these(), of_an_analysis, ask_areas,
             "no theme is present in an observed edition"},
    Question{"independent-lines", "How many independent lines lead from one state to another, and what separates them?",
             these(theme), of_an_analysis | these(with, edition, until), ask_lines, ""},
    Question{"withdraw", "If a document or source is withdrawn, which events disappear, appear or change?",
             these(document), of_an_analysis, ask_withdraw, ""},
    Question{"persistence", "Which themes are in every edition, which in only one, and which were raised or lowered?",
             these(), of_an_analysis | these(theme), ask_persistence, "no theme is present in an observed edition"},
    Question{"novelty", "How new is each edition, how much was left behind, and where is the largest break?", these(),
             of_an_analysis | these(edition), ask_novelty, "no step from one observed edition to the next is found"},
    Question{"diagram", "Which themes moved between the quadrants of the strategic diagram?", these(),
             of_an_analysis | these(edition), ask_diagram, "no place in a strategic diagram is known"},
    Question{"common-ancestors", "What are the latest common ancestors of X and Y?", these(theme, with),
             of_an_analysis | these(edition), ask_common_ancestors, ""},
    Question{"descendants", "What descends from a document or source, and how far?", these(document), of_an_analysis,
             ask_descendants, ""},
    Question{"legacy", "What is left of the first edition in the latest?", these(), of_an_analysis, ask_legacy, ""},
    Question{"main-path", "What is the main path of the series?", these(), of_an_analysis, ask_main_path, ""},
    Question{"relabelled",
             "Which labels changed while the scope stayed, and which scopes changed under the same label?", these(),
             of_an_analysis | these(edition), ask_relabelled,
             "no label changed while its scope stayed, and no scope shifted under its label, in what was read"},
    Question{"weak-evidence",
             "Which themes rest on a single source or text, and which absences cannot be proved, and why?", these(),
             of_an_analysis | these(theme, edition), ask_weak_evidence, ""},
    Question{"disagreements", "Where do the sources disagree?", these(), these(edition), ask_disagreements,
             "no such disagreement between sources is recorded"},
    Question{"places", "Where has the series been held, and where never?", these(), these(series), ask_places,
             "no host and no region is recorded"},
    Question{"two-series", "Which themes do two series share, and who treated them first?", these(),
             parameters_of_evolution | these(theme), ask_two_series, "", 2},
    Question{"sensitivity", "How do the events change if a threshold is changed?", these(), of_an_analysis,
             ask_sensitivity, ""},
    Question{"robustness", "Which events disappear if one document, source or item is left out?", these(),
             of_an_analysis, ask_robustness, "", 1, Screen::themes},
    Question{"coding", "Who coded what, and where: the coding table, with the agreement of the coders", these(),
             these(theme, edition, document, series, documents), ask_coding, "no such passage is coded", 1,
             Screen::sums},
    Question{"states", "Which theme is present in which edition, with which role and scope?", these(),
             of_an_analysis | these(theme, edition), ask_states, "no such theme is present in what was read"},
    Question{"coverage", "What was read of each edition?", these(), these(edition, series, documents), ask_coverage,
             "no such edition is recorded"},
    Question{"document-links", "Which documents build on, replace, review or enact others?", these(), these(document),
             ask_document_links, "no such link between documents is recorded"},
};

}  // namespace

std::span<Question const> questions() { return table; }

Question const* find_question(std::string_view name) {
    auto const found = std::ranges::find(table, name, &Question::name);
    return found == table.end() ? nullptr : &*found;
}

Answer answer(Question const& question, Asked const& asked) {
    Asked of = asked;
    if (asked.edition && question.takes().contains(Option::edition)) {  // it is no other series' business
        auto const series = asked.analyses.front().graph->object(*asked.edition, "series");
        auto const found =
            std::ranges::find_if(asked.analyses, [&](Analysis const& each) { return each.coding.series == series; });
        if (found != asked.analyses.end()) {
            of.analyses = {&*found, 1};
        }
    }
    std::size_t rows = 0;
    if (asked.each_row) {
        of.each_row = [&](Answer const& so_far, Row const& row) {
            ++rows;
            asked.each_row(so_far, row);
        };
    }
    Answer answer = question.ask(of);
    write_grouped_notes(answer);
    answer.question = question.name;
    if (asked.each_row) {
        for (Row const& each : std::exchange(answer.rows, {})) {
            of.each_row(answer, each);
        }
    }
    if (rows == 0 && answer.rows.empty() && answer.rows_left_out == 0 && !question.nothing.empty()) {
        answer.notes.emplace_back(question.nothing);
    }
    return answer;
}

std::vector<std::string> methods(Analysis const& analysis, std::string_view program_version) {
    NamedAnalysis const named{analysis};
    Parameters const& by = analysis.evolution.parameters;
    std::vector<std::string> facets;
    for (std::size_t i = 0; i < facet_count; ++i) {
        if (by.facets.contains(static_cast<Facet>(i))) {
            facets.emplace_back(facet_names[i]);
        }
    }
    std::size_t complete = 0;
    for (Coding::Edition const& each : analysis.coding.editions) {
        complete += each.level[0] == Level::complete ? 1U : 0U;
    }
    std::string const documents = by.documents.empty() ? std::string{"every occurrence counts"}
                                                       : fmt::format("only outcome documents of these kinds count: {}",
                                                                     fmt::join(by.documents, ", "));
    std::vector<std::string> lines;
    lines.push_back(
        fmt::format("Analysis {}, method version {}, stoa {}", analysis.id, method_version, program_version));
    lines.push_back(
        fmt::format("min_sources = {} (distinct sources needed for a theme to be present; p_min)", by.min_sources));
    lines.push_back(
        fmt::format("big_change = {}, min_change = {} (least share and least number of items of a big change of scope; "
                    "\xCE\xB2, b_min)",
                    to_text(by.big_change), by.min_change));
    lines.push_back(
        fmt::format("min_scope = {} (items below which a change of scope is unknown; u_min)", by.min_scope));
    lines.push_back(
        fmt::format("min_overlap = {}, min_shared = {} (least share and least number of items for themes to be linked; "
                    "\xCE\xBA, m_min)",
                    to_text(by.min_overlap), by.min_shared));
    lines.push_back(fmt::format("min_part = {} (share that each part must have, in dispersed and assembled; \xCF\x83)",
                                to_text(by.min_part)));
    lines.push_back(
        fmt::format("look_back = {} (greatest distance between linked themes, in observed editions; D)", by.look_back));
    lines.push_back(fmt::format("facets: {}; documents: {}", fmt::join(facets, ", "), documents));
    lines.emplace_back();
    lines.push_back(fmt::format(
        "The evolution of the themes of the series “{}” was computed with Stoa {} (method version {}) from {} "
        "of {}, {} of them observed ({} read completely, {} in part). A theme is present in an edition "
        "when at least {} say{} so; its scope is the set of items ({}) that sources of that edition "
        "put under it. Scopes are compared only in facets that are observed in both editions. A change of scope is "
        "big if it has at least {} and a share of at least {}, provided that the two scopes together have at least {}; "
        "themes are linked "
        "if they have at least {} and one takes up a share of at least {} of the other, over a distance of at most {}; "
        "a "
        "theme disperses, or is assembled, in parts of at least {} of it. An edition that was "
        "not read says nothing about its themes; in an edition that was read in part, an absence means only that the "
        "theme was not seen.",
        named.series_name(), program_version, method_version,
        count_of(analysis.coding.passages.size(), "coded passage"),
        count_of(analysis.coding.editions.size(), "held edition"), named.positions(), complete,
        named.positions() - complete, count_of(by.min_sources, "distinct source"), by.min_sources == 1 ? "s" : "",
        fmt::join(facets, ", "), count_of(by.min_change, "item"), to_text(by.big_change),
        count_of(by.min_scope, "item"), count_of(by.min_shared, "shared item"), to_text(by.min_overlap),
        count_of(by.look_back, "observed edition"), to_text(by.min_part)));
    return lines;
}

}  // namespace stoa::answers
