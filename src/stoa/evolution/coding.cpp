// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/coding.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <string_view>
#include <tuple>

namespace stoa::evolution {
namespace {

using model::definition;
using model::Kind;
using model::KnowledgeGraph;
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

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<std::int32_t> year_of(std::string_view date) {
    std::int32_t year = 0;
    auto const [end, error] = std::from_chars(date.data(), date.data() + date.size(), year);
    return error == std::errc{} && end != date.data() ? std::optional{year} : std::nullopt;
}

/// A date known by its year or month alone stands at the start of it.
std::string first_day(std::string_view date) {
    constexpr std::string_view start = "0000-01-01";
    return std::string{date} + std::string{date.empty() ? date : start.substr(std::min(date.size(), start.size()))};
}

/// Numbers for the vertices of a few kinds that are used, in the order of the vertices.
class Numbering {
public:
    explicit Numbering(KnowledgeGraph const& graph) : number_(num_vertices(graph), none) {}
    void use(Vertex vertex) { number_[vertex] = 0; }
    /// Gives out the numbers; from here on `operator[]` counts.
    void settle(std::vector<Vertex>& list) {
        for (Vertex vertex = 0; vertex < number_.size(); ++vertex) {
            if (number_[vertex] != none) {
                number_[vertex] = static_cast<std::uint32_t>(list.size());
                list.push_back(vertex);
            }
        }
    }
    [[nodiscard]] std::uint32_t operator[](Vertex vertex) const { return number_[vertex]; }
    void set(Vertex vertex, std::uint32_t number) { number_[vertex] = number; }

private:
    std::vector<std::uint32_t> number_;
};

class CodingReader {
public:
    CodingReader(KnowledgeGraph const& graph, Vertex series, Parameters const& parameters)
        : graph_{graph},
          parameters_{parameters},
          edition_number_(graph),
          theme_number_(graph),
          item_number_(graph),
          document_number_(graph),
          source_number_(graph) {
        coding_.series = series;
    }

    Coding run() {
        find_editions();
        find_occurrences();
        number_things();
        read_passages();
        read_coverage();
        read_developments();
        read_document_links();
        return std::move(coding_);
    }

private:
    void find_editions() {
        struct Place {
            Vertex vertex = 0;
            std::string start;
            std::int64_t number = 0;
            std::string iri;
        };
        PropertyId const series = property(Kind::edition, "series");
        std::vector<Place> held;
        Structure const& structure = graph_;
        for (auto [edge, last] = in_edges(coding_.series, structure); edge != last; ++edge) {
            if (structure[*edge].property != series) {
                continue;
            }
            Vertex const vertex = source(*edge, structure);
            if (graph_.value(vertex, "status") == "held") {
                held.push_back({vertex, first_day(graph_.value(vertex, "start")),
                                number(graph_.value(vertex, "number")), graph_.iri(vertex)});
            } else {
                coding_.planned.push_back(vertex);
            }
        }
        // Without all dates their order says nothing; numbers do.
        bool const dated = std::ranges::none_of(held, [](Place const& each) { return each.start.empty(); });
        std::ranges::sort(held, {}, [&](Place const& each) {
            return std::tuple{dated ? std::string_view{each.start} : std::string_view{}, each.number,
                              std::string_view{each.iri}};
        });
        std::ranges::sort(coding_.planned);
        for (Place const& each : held) {
            edition_number_.set(each.vertex, static_cast<std::uint32_t>(coding_.editions.size()));
            Coding::Edition edition;
            edition.vertex = each.vertex;
            edition.year = year_of(each.start);
            coding_.editions.push_back(edition);
        }
    }

    /// May the occurrence be counted, by the kind of its document?
    [[nodiscard]] bool is_of_basis(Vertex edition, std::optional<Vertex> document) const {
        if (parameters_.document_basis.empty()) {
            return true;
        }
        if (!document) {
            return false;
        }
        std::vector<Vertex> const outcomes = graph_.objects(edition, "outcome");
        PropertyId const kind = property(Kind::document, "kind");
        std::optional<std::size_t> const which = choice(graph_, *document, kind);
        return std::ranges::binary_search(outcomes, *document) && which &&
               std::ranges::binary_search(parameters_.document_basis, definition(kind).enumeration->values[*which].key);
    }

    void find_occurrences() {
        PropertyId const by = property(Kind::occurrence, "evidence");
        PropertyId const to_item = property(Kind::occurrence, "items");
        PropertyId const to_theme = property(Kind::occurrence, "theme");
        PropertyId const to_edition = property(Kind::occurrence, "edition");
        PropertyId const to_document = property(Kind::occurrence, "document");
        Structure const& structure = graph_;
        coded_.resize(coding_.editions.size(), false);
        auto const range = graph_.vertices_of(Kind::occurrence);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            Occurrence found;
            found.vertex = vertex;
            for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
                Vertex const object = target(*edge, structure);
                PropertyId const which = structure[*edge].property;
                if (which == to_edition) {
                    found.edition = object;
                } else if (which == to_theme) {
                    found.theme = object;
                } else if (which == to_document) {
                    found.document = object;
                }
            }
            if (found.edition == none || found.theme == none || edition_number_[found.edition] == none ||
                !is_of_basis(found.edition, found.document == none ? std::nullopt : std::optional{found.document})) {
                continue;
            }
            coded_[edition_number_[found.edition]] = true;
            theme_number_.use(found.theme);
            if (found.document != none) {
                document_number_.use(found.document);
            }
            for (auto [edge, last] = out_edges(vertex, structure); edge != last; ++edge) {
                PropertyId const which = structure[*edge].property;
                if (which == to_item) {
                    item_number_.use(target(*edge, structure));
                    use_sources(graph_.evidence(structure[*edge].evidence));
                } else if (which == by) {
                    use_source(target(*edge, structure));
                }
            }
            occurrences_.push_back(found);
        }
        for_each_development([&](Vertex, Vertex from, Vertex to, std::uint32_t, std::uint32_t) {
            theme_number_.use(from);
            theme_number_.use(to);
        });
    }

    void use_source(Vertex evidence) {
        if (std::optional<Vertex> const source = graph_.object(evidence, "source")) {
            source_number_.use(*source);
        }
    }
    void use_sources(std::span<Vertex const> evidence) {
        for (Vertex const each : evidence) {
            use_source(each);
        }
    }

    void number_things() {
        theme_number_.settle(coding_.themes);
        document_number_.settle(coding_.documents);
        source_number_.settle(coding_.sources);
        std::vector<Vertex> vertices;
        item_number_.settle(vertices);
        for (Vertex const vertex : vertices) {
            coding_.items.push_back({vertex, facet_of(vertex)});
        }
        std::ranges::stable_sort(coding_.items, {}, &Coding::Item::facet);
        for (std::size_t i = 0; i < coding_.items.size(); ++i) {
            item_number_.set(coding_.items[i].vertex, static_cast<std::uint32_t>(i));
        }
    }

    [[nodiscard]] Facet facet_of(Vertex item) const {
        if (graph_.kind(item) != Kind::concept_) {
            return Facet::sdgs;
        }
        return static_cast<Facet>(choice(graph_, item, property(Kind::concept_, "facet")).value_or(0));
    }

    /// Passages edition by edition, so that sorting stays among few.
    void read_passages() {
        std::vector<std::vector<Coding::Passage>> of_edition(coding_.editions.size());
        PropertyId const by = property(Kind::occurrence, "evidence");
        PropertyId const to_item = property(Kind::occurrence, "items");
        PropertyId const role = property(Kind::occurrence, "role");
        constexpr std::array roles{Role::headline, Role::strand, Role::issue, Role::group};  // the table's order
        Structure const& structure = graph_;
        std::vector<Vertex> record_evidence;
        for (Occurrence const& each : occurrences_) {
            Coding::Passage passage;
            passage.edition = edition_number_[each.edition];
            passage.theme = theme_number_[each.theme];
            passage.document = each.document == none ? none : document_number_[each.document];
            passage.occurrence = each.vertex;
            passage.role = roles[choice(graph_, each.vertex, role).value_or(2)];
            std::vector<Coding::Passage>& list = of_edition[passage.edition];
            auto const add = [&](std::uint32_t item, std::span<Vertex const> evidence) {
                passage.item = item;
                passage.source = none;
                passage.evidence = none;
                if (evidence.empty()) {
                    list.push_back(passage);
                }
                for (Vertex const proof : evidence) {
                    std::optional<Vertex> const source = graph_.object(proof, "source");
                    passage.source = source ? source_number_[*source] : none;
                    passage.evidence = proof;
                    list.push_back(passage);
                }
            };
            record_evidence.clear();
            for (auto [edge, last] = out_edges(each.vertex, structure); edge != last; ++edge) {
                if (structure[*edge].property == by) {
                    record_evidence.push_back(target(*edge, structure));
                }
            }
            add(none, record_evidence);
            for (auto [edge, last] = out_edges(each.vertex, structure); edge != last; ++edge) {
                if (structure[*edge].property == to_item) {
                    std::span<Vertex const> const own = graph_.evidence(structure[*edge].evidence);
                    add(item_number_[target(*edge, structure)], own.empty() ? record_evidence : own);
                }
            }
        }
        for (std::vector<Coding::Passage>& list : of_edition) {
            std::ranges::sort(list);
            auto const rest = std::ranges::unique(list);
            coding_.passages.insert(coding_.passages.end(), list.begin(), rest.begin());
            list = {};
        }
    }

    void read_coverage() {
        auto const range = graph_.vertices_of(Kind::coverage);
        PropertyId const facet = property(Kind::coverage, "facet");
        PropertyId const level = property(Kind::coverage, "level");
        std::vector<bool> read_of_basis = coded_;
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            std::optional<Vertex> const edition = graph_.object(vertex, "edition");
            std::optional<std::size_t> const which = choice(graph_, vertex, facet);
            if (!edition || edition_number_[*edition] == none || !which) {
                continue;
            }
            std::uint32_t const index = edition_number_[*edition];
            Coding::Edition& of = coding_.editions[index];
            std::vector<Vertex> const documents = graph_.objects(vertex, "documents_read");
            of.level[*which] =
                static_cast<Level>(choice(graph_, vertex, level).value_or(static_cast<std::size_t>(Level::unread)));
            of.read[*which] = static_cast<std::uint32_t>(graph_.objects(vertex, "read").size() + documents.size());
            of.coverage[*which] = vertex;
            for (Vertex const document : documents) {
                read_of_basis[index] = read_of_basis[index] || is_of_basis(*edition, document);
            }
        }
        if (parameters_.document_basis.empty()) {
            return;
        }
        for (std::size_t i = 0; i < coding_.editions.size(); ++i) {
            for (Level& each : coding_.editions[i].level) {
                each = read_of_basis[i] || each == Level::not_applicable ? each : Level::unread;
            }
        }
    }

    template <class Visit>
    void for_each_development(Visit visit) const {
        auto const range = graph_.vertices_of(Kind::development);
        for (Vertex vertex = range.first; vertex < range.last; ++vertex) {
            std::optional<Vertex> const from = graph_.object(vertex, "from");
            std::optional<Vertex> const to = graph_.object(vertex, "to");
            std::optional<Vertex> const from_edition = graph_.object(vertex, "from_edition");
            std::optional<Vertex> const to_edition = graph_.object(vertex, "edition");
            if (!from || !to || !from_edition || !to_edition || edition_number_[*from_edition] == none ||
                edition_number_[*to_edition] == none) {
                continue;
            }
            visit(vertex, *from, *to, edition_number_[*from_edition], edition_number_[*to_edition]);
        }
    }

    void read_developments() {
        for_each_development([&](Vertex vertex, Vertex from, Vertex to, std::uint32_t from_edition,
                                 std::uint32_t to_edition) {
            coding_.developments.push_back({vertex, theme_number_[from], from_edition, theme_number_[to], to_edition});
        });
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
        auto const rest = std::ranges::unique(coding_.document_links);
        coding_.document_links.erase(rest.begin(), rest.end());
    }

    struct Occurrence {
        Vertex vertex = none;
        Vertex edition = none;
        Vertex theme = none;
        Vertex document = none;
    };

    KnowledgeGraph const& graph_;
    Parameters const& parameters_;
    Coding coding_;
    Numbering edition_number_;
    Numbering theme_number_;
    Numbering item_number_;
    Numbering document_number_;
    Numbering source_number_;
    std::vector<Occurrence> occurrences_;
    std::vector<bool> coded_;  ///< by edition: has occurrences that count
};

}  // namespace

Coding read_coding(KnowledgeGraph const& graph, Vertex series, Parameters const& parameters) {
    return CodingReader{graph, series, parameters}.run();
}

Coding without(Coding const& coding, Unit unit, std::uint32_t index) {
    Coding rest = coding;
    std::erase_if(rest.passages, [&](Coding::Passage const& each) {
        switch (unit) {
            case Unit::document:
                return each.document == index;
            case Unit::source:
                return each.source == index;
            case Unit::item:
                return each.item == index;
        }
        return false;
    });
    return rest;
}

}  // namespace stoa::evolution
