// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/coding.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <unordered_map>

#include "stoa/model/edition_order.hpp"
#include "stoa/model/partial_date.hpp"

namespace stoa::evolution {
namespace {

using model::definition;
using model::Kind;
using model::KnowledgeGraph;
using model::PartialDate;
using model::property;
using model::PropertyId;
using model::Structure;
using model::Vertex;

/// Which value of its enumeration the property has, in the table's order.
std::optional<std::size_t> choice(KnowledgeGraph const& graph, Vertex vertex, PropertyId property) {
    std::string_view const name = graph.value(vertex, property);
    auto const& values = definition(property).enumeration->values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::string_view const term = values[i].term; term.substr(term.find(':') + 1) == name) {
            return i;
        }
    }
    return std::nullopt;
}

/// Numbers for the vertices that are used, as large as what is used and not as the graph: it may hold many series.
class Numbering {
public:
    /// A number to go with until all are known; of `none`, `none`.
    std::uint32_t use(Vertex vertex) {
        if (vertex == none) {
            return none;
        }
        auto const [found, is_new] = early_.try_emplace(vertex, static_cast<std::uint32_t>(used_.size()));
        if (is_new) {
            used_.push_back(vertex);
        }
        return found->second;
    }
    /// All vertices that are used, by their final numbers: in their order.
    [[nodiscard]] std::vector<Vertex> settle() {
        std::vector<Vertex> list = used_;
        std::ranges::sort(list);
        settle(list);
        return list;
    }
    /// As above, in an order of the caller's.
    void settle(std::vector<Vertex> const& list) {
        final_.resize(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            final_[early_.at(list[i])] = static_cast<std::uint32_t>(i);
        }
    }
    /// What became of the number that `use` gave.
    [[nodiscard]] std::uint32_t final_number(std::uint32_t early) const { return early == none ? none : final_[early]; }
    /// The final number, or `none` for what is not used.
    [[nodiscard]] std::uint32_t operator[](Vertex vertex) const {
        auto const found = early_.find(vertex);
        return found == early_.end() ? none : final_[found->second];
    }

private:
    std::unordered_map<Vertex, std::uint32_t> early_;
    std::vector<Vertex> used_;
    std::vector<std::uint32_t> final_;
};

/// Reads what leads to the editions of the series, and nothing else of the graph.
class CodingReader {
public:
    CodingReader(KnowledgeGraph const& graph, Vertex series, Parameters const& parameters)
        : graph_{graph}, parameters_{parameters} {
        coding_.series = series;
    }

    Coding run(bool of_those_held) {
        find_editions(of_those_held);
        for (std::uint32_t i = 0; i < coding_.editions.size(); ++i) {
            make_room(i);
            read_edition(i);
        }
        number_things();
        settle_passages();
        read_document_links();
        return std::move(coding_);
    }

private:
    void find_editions(bool of_those_held) {
        PropertyId const status = property(Kind::edition, "status");
        PropertyId const start = property(Kind::edition, "start");
        std::uint32_t rank = 0;
        bool is_cancelled = false;
        auto const add = [&](Vertex vertex) {
            ++rank;
            bool const held = graph_.value(vertex, status) == "held";
            if (held == of_those_held) {
                edition_number_.try_emplace(vertex, static_cast<std::uint32_t>(coding_.editions.size()));
                Coding::Edition& edition = coding_.editions.emplace_back();
                edition.vertex = vertex;
                edition.rank = rank;
                if (std::optional<PartialDate> const date = PartialDate::parse(graph_.value(vertex, start))) {
                    edition.year = date->year();
                }
            } else if (!held) {
                coding_.planned.push_back(vertex);
                coding_.planned_rank.push_back(is_cancelled ? 0 : rank);
            }
        };
        model::SeriesEditions const all = model::editions_of_series(graph_, coding_.series);
        std::ranges::for_each(all.in_order, add);
        is_cancelled = true;
        std::ranges::for_each(all.cancelled, add);
    }

    /// For all passages at once, if the editions are like the first ones: growing copies, and takes new memory from the
    /// system each time, which costs as much as the reading.
    void make_room(std::uint32_t editions_read) {
        if (editions_read == 16) {
            std::size_t const expected = coding_.passages.size() * (coding_.editions.size() / 14);
            coding_.passages.reserve(std::min<std::size_t>(expected, num_edges(graph_)));
        }
    }

    void read_edition(std::uint32_t index) {
        Vertex const edition = coding_.editions[index].vertex;
        outcomes_ = parameters_.documents.empty() ? std::vector<Vertex>{} : graph_.objects(edition, "outcome");
        is_read_of_basis_ = false;
        Structure const& structure = graph_;
        for (auto [edge, last] = in_edges(edition, structure); edge != last; ++edge) {
            if (structure[*edge].property != to_edition_) {
                continue;
            }
            Vertex const record = source(*edge, structure);
            if (graph_.kind(record) == Kind::occurrence) {
                read_occurrence(record, index);
            } else if (graph_.kind(record) == Kind::coverage) {
                read_coverage(record, coding_.editions[index]);
            } else if (graph_.kind(record) == Kind::development) {
                read_development(record, index);
            }
        }
        if (parameters_.documents.empty() || is_read_of_basis_) {
            return;
        }
        Coding::Edition& of = coding_.editions[index];
        for (std::size_t facet = 0; facet < facet_count; ++facet) {
            if (of.level[facet] != Level::not_applicable) {
                of.level[facet] = Level::unread;
                of.read[facet] = 0;  // of what counts
                of.what_was_read[facet].clear();
            }
        }
    }

    /// May what the document of this edition says be counted, by its kind?
    [[nodiscard]] bool is_of_basis(Vertex document) const {
        if (parameters_.documents.empty()) {
            return true;
        }
        std::optional<std::size_t> const which =
            document == none ? std::nullopt : choice(graph_, document, document_kind_);
        return which && std::ranges::binary_search(outcomes_, document) &&
               std::ranges::binary_search(parameters_.documents,
                                          definition(document_kind_).enumeration->values[*which].key);
    }

    /// Its passages, with numbers that are not final.
    void read_occurrence(Vertex vertex, std::uint32_t edition) {
        Vertex theme = none;
        Vertex document = none;
        record_evidence_.clear();
        Structure const& structure = graph_;
        for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
            PropertyId const which = structure[*edge].property;
            if (which == to_theme_) {
                theme = target(*edge, structure);
            } else if (which == to_document_) {
                document = target(*edge, structure);
            } else if (which == to_evidence_) {
                record_evidence_.push_back(target(*edge, structure));
            }
        }
        if (theme == none || !is_of_basis(document)) {
            return;
        }
        is_read_of_basis_ = true;
        constexpr std::array roles{Role::headline, Role::strand, Role::issue, Role::group};  // the table's order
        Coding::Passage passage;
        passage.edition = edition;
        passage.theme = theme_number_.use(theme);
        passage.document = document_number_.use(document);
        passage.occurrence = vertex;
        passage.role = roles[choice(graph_, vertex, role_).value_or(2)];
        add_passages(passage, record_evidence_);
        for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
            if (structure[*edge].property == to_item_) {
                std::span<Vertex const> const own = graph_.evidence(structure[*edge].evidence);
                passage.item = item_number_.use(target(*edge, structure));
                add_passages(passage, own.empty() ? record_evidence_ : own);
            }
        }
    }

    /// Its number; the source that it repeats has one too.
    std::uint32_t use_source(std::optional<Vertex> source) {
        if (!source) {
            return none;
        }
        if (!source_of_text_.contains(*source)) {
            Vertex const text = text_of(*source);
            source_of_text_.emplace(*source, text);
            source_number_.use(text);
        }
        return source_number_.use(*source);
    }

    /// The source that this one repeats, followed to its end.
    [[nodiscard]] Vertex text_of(Vertex source) const {
        std::optional<Vertex> repeated = graph_.object(source, repeats_);
        while (repeated) {  // it ends: repetition in a circle is an error of the data
            source = *repeated;
            repeated = graph_.object(source, repeats_);
        }
        return source;
    }

    void add_passages(Coding::Passage passage, std::span<Vertex const> evidence) {
        if (evidence.empty()) {
            coding_.passages.push_back(passage);
        }
        for (Vertex const proof : evidence) {
            passage.source = use_source(graph_.object(proof, to_source_));
            passage.evidence = proof;
            coding_.passages.push_back(passage);
        }
    }

    void read_coverage(Vertex vertex, Coding::Edition& of) {
        std::optional<std::size_t> const facet = choice(graph_, vertex, coverage_facet_);
        if (!facet) {
            return;
        }
        std::vector<Vertex> const documents = graph_.objects(vertex, "documents_read");
        of.level[*facet] =
            static_cast<Level>(choice(graph_, vertex, level_).value_or(static_cast<std::size_t>(Level::unread)));
        std::vector<Vertex>& all = of.what_was_read[*facet];
        all = graph_.objects(vertex, "read");
        all.insert(all.end(), documents.begin(), documents.end());
        std::ranges::sort(all);
        of.read[*facet] = static_cast<std::uint32_t>(all.size());
        of.coverage[*facet] = vertex;
        of.read_whole[*facet] = static_cast<std::uint32_t>(documents.size());
        if (read_extents(vertex, of.read_whole[*facet], of.read_in_part[*facet]) == of.read[*facet] &&
            of.read[*facet] > 0 && of.level[*facet] != Level::not_applicable) {
            of.level[*facet] = Level::unread;
        }
        is_read_of_basis_ =
            is_read_of_basis_ || std::ranges::any_of(documents, [&](Vertex document) { return is_of_basis(document); });
    }

    /// Counts the readings of a coverage by their extent, and returns how many are of titles alone.
    std::uint32_t read_extents(Vertex coverage, std::uint32_t& whole, std::uint32_t& in_part) const {
        std::uint32_t titles = 0;
        Structure const& structure = graph_;
        for (auto [edge, last] = in_edges(coverage, structure); edge != last; ++edge) {
            if (structure[*edge].property != to_coverage_) {
                continue;
            }
            std::string_view const extent = graph_.value(source(*edge, structure), extent_);
            whole += extent == "wholeExtent" ? 1U : 0U;
            in_part += extent.empty() || extent == "wholeExtent" ? 0U : 1U;
            titles += extent == "titlesExtent" ? 1U : 0U;
        }
        return titles;
    }

    void read_development(Vertex vertex, std::uint32_t to_edition) {
        std::optional<Vertex> const from = graph_.object(vertex, "from");
        std::optional<Vertex> const to = graph_.object(vertex, "to");
        std::optional<Vertex> const from_edition = graph_.object(vertex, "from_edition");
        auto const found = from_edition ? edition_number_.find(*from_edition) : edition_number_.end();
        if (from && to && found != edition_number_.end()) {
            Coding::Development& development = coding_.developments.emplace_back();
            development.vertex = vertex;
            development.from_theme = theme_number_.use(*from);
            development.from_edition = found->second;
            development.to_theme = theme_number_.use(*to);
            development.to_edition = to_edition;
            for (Vertex const proof : graph_.objects(vertex, "evidence")) {
                development.sources.push_back(use_source(graph_.object(proof, to_source_)));
            }
        }
    }

    void number_things() {
        coding_.themes = theme_number_.settle();
        coding_.documents = document_number_.settle();
        coding_.sources = source_number_.settle();
        for (Vertex const source : coding_.sources) {
            auto const text = source_of_text_.find(source);
            coding_.counts_as.push_back(source_number_[text == source_of_text_.end() ? source : text->second]);
        }
        std::vector<Vertex> items = item_number_.settle();
        for (Vertex const vertex : items) {
            coding_.items.push_back({vertex, facet_of(vertex)});
        }
        std::ranges::stable_sort(coding_.items, {}, &Coding::Item::facet);
        std::ranges::transform(coding_.items, items.begin(), &Coding::Item::vertex);
        item_number_.settle(items);
        for (Coding::Development& each : coding_.developments) {
            each.from_theme = theme_number_.final_number(each.from_theme);
            each.to_theme = theme_number_.final_number(each.to_theme);
            for (std::uint32_t& source : each.sources) {
                source = source_number_.final_number(source);
            }
        }
        std::ranges::sort(coding_.developments, {}, &Coding::Development::vertex);
    }

    [[nodiscard]] Facet facet_of(Vertex item) const {
        if (graph_.kind(item) != Kind::concept_) {
            return Facet::sdgs;
        }
        return static_cast<Facet>(choice(graph_, item, property(Kind::concept_, "facet")).value_or(0));
    }

    /// Gives them their final numbers and their order, edition by edition as they come: sorting stays among few.
    void settle_passages() {
        std::vector<Coding::Passage>& passages = coding_.passages;
        auto end = passages.begin();
        for (auto first = passages.begin(); first != passages.end();) {
            auto last = first;
            for (; last != passages.end() && last->edition == first->edition; ++last) {
                last->theme = theme_number_.final_number(last->theme);
                last->item = item_number_.final_number(last->item);
                last->document = document_number_.final_number(last->document);
                last->source = source_number_.final_number(last->source);
            }
            std::sort(first, last);
            auto const rest = std::unique(first, last);
            end = end == first ? rest : std::move(first, rest, end);
            first = last;
        }
        passages.erase(end, passages.end());
    }

    void read_document_links() {
        Structure const& structure = graph_;
        std::array<PropertyId, 4> links{};
        constexpr std::array<std::string_view, 4> keys{"builds_on", "replaces", "reviews", "enacts"};
        for (std::size_t i = 0; i < keys.size(); ++i) {
            links[i] = property(Kind::document, keys[i]);
        }
        for (std::size_t i = 0; i < coding_.documents.size(); ++i) {
            for (auto [edge, last] = out_edges(coding_.documents[i], structure); edge != last; ++edge) {
                std::uint32_t const earlier = document_number_[target(*edge, structure)];
                if (earlier != none && std::ranges::find(links, structure[*edge].property) != links.end()) {
                    coding_.document_links.push_back({static_cast<std::uint32_t>(i), earlier});
                }
            }
        }
        std::ranges::sort(coding_.document_links);
        coding_.document_links.erase(std::unique(coding_.document_links.begin(), coding_.document_links.end()),
                                     coding_.document_links.end());
    }

    KnowledgeGraph const& graph_;
    Parameters const& parameters_;
    Coding coding_;
    std::unordered_map<Vertex, std::uint32_t> edition_number_;
    Numbering theme_number_;
    Numbering item_number_;
    Numbering document_number_;
    Numbering source_number_;
    std::unordered_map<Vertex, Vertex> source_of_text_;  // by source: the one as which it counts

    // Looked up once, for what is asked for each passage.
    PropertyId const to_edition_ = property(Kind::occurrence, "edition");  // of coverage and developments too
    PropertyId const to_theme_ = property(Kind::occurrence, "theme");
    PropertyId const to_document_ = property(Kind::occurrence, "document");
    PropertyId const to_evidence_ = property(Kind::occurrence, "evidence");
    PropertyId const to_item_ = property(Kind::occurrence, "items");
    PropertyId const role_ = property(Kind::occurrence, "role");
    PropertyId const to_source_ = property(Kind::evidence, "source");
    PropertyId const repeats_ = property(Kind::source, "repeats");
    PropertyId const coverage_facet_ = property(Kind::coverage, "facet");
    PropertyId const level_ = property(Kind::coverage, "level");
    PropertyId const to_coverage_ = property(Kind::reading, "coverage");
    PropertyId const extent_ = property(Kind::reading, "extent");
    PropertyId const document_kind_ = property(Kind::document, "kind");

    // of the edition at hand
    std::vector<Vertex> outcomes_;         // under a document basis
    bool is_read_of_basis_ = false;        // something that counts was coded or read
    std::vector<Vertex> record_evidence_;  // of the occurrence at hand
};

}  // namespace

std::uint32_t Coding::Edition::read_in(FacetSet facets) const {
    std::vector<Vertex> all;
    for (std::size_t i = 0; i < facet_count; ++i) {
        if (facets.contains(static_cast<Facet>(i))) {
            all.insert(all.end(), what_was_read[i].begin(), what_was_read[i].end());
        }
    }
    std::ranges::sort(all);
    return static_cast<std::uint32_t>(std::unique(all.begin(), all.end()) - all.begin());
}

Coding read_coding(KnowledgeGraph const& graph, Vertex series, Parameters const& parameters) {
    return CodingReader{graph, series, parameters}.run(true);
}

Coding read_planned(KnowledgeGraph const& graph, Vertex series, Parameters const& parameters) {
    return CodingReader{graph, series, parameters}.run(false);
}

Coding without(Coding const& coding, Unit unit, std::uint32_t index) {
    Coding rest = coding;
    auto const is_left_out = [&](std::uint32_t source) {
        return source == index || coding.counted_source(source) == index;
    };
    std::erase_if(rest.passages, [&](Coding::Passage const& each) {
        switch (unit) {
            case Unit::document:
                return each.document == index;
            case Unit::source:
                return each.source != none && is_left_out(each.source);
            case Unit::item:
                return each.item == index;
        }
        return false;
    });
    for (Coding::Development& each : rest.developments) {
        bool const had_source = !each.sources.empty();
        if (unit == Unit::source) {
            std::erase_if(each.sources, is_left_out);
        }
        each.withdrawn = each.withdrawn || (had_source && each.sources.empty());
    }
    return rest;
}

}  // namespace stoa::evolution
