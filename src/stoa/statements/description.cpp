// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/syntax.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::statements {
namespace {

using model::DataSet;
using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;
using rdf::vocabulary::expand;

std::vector<DataSet const*> sorted_sets(KnowledgeGraph const& graph, bool root) {
    std::vector<DataSet const*> sets;
    for (DataSet const& each : graph.data_sets()) {
        if (each.root == root && (root || each.records_reached > 0)) {
            sets.push_back(&each);
        }
    }
    std::ranges::sort(sets, {}, &DataSet::base);
    return sets;
}

/// `skos-prefLabel` for a term of a known vocabulary.
std::string node_name(std::string_view iri) {
    rdf::vocabulary::Vocabulary longest{};
    for (rdf::vocabulary::Vocabulary const& each : rdf::vocabulary::vocabularies) {
        if (iri.starts_with(each.iri) && each.iri.size() > longest.iri.size()) {
            longest = each;
        }
    }
    return std::string{longest.prefix} + "-" + std::string{iri.substr(longest.iri.size())};
}

/// The start of a thread costs as much as hashing a few hundred statements.
constexpr std::size_t statements_for_a_thread = 20'000;

std::string sha256_of(DataPart const& part) {
    rdf::Sha256Sink hash;
    std::unique_ptr<rdf::Serializer> const serializer = rdf::ntriples().write_to(hash, {});
    part.write(part.by_iri(part.vertices()), *serializer);
    serializer->finish();
    return hash.hex();
}

class Describer {
public:
    Describer(KnowledgeGraph const& graph, DescribedPart const& data, DescriptionOptions const& options,
              DescribedPart const* evolution)
        : graph_{graph},
          data_{data},
          options_{options},
          evolution_{evolution},
          roots_{sorted_sets(graph, true)},
          start_{description_namespace(graph).iri} {}

    StatementList run() {
        std::string name;
        for (DataSet const* each : roots_) {
            name += (name.empty() ? "" : "-") + each->name;
        }
        data_set_ = start_ + name;
        describe_data_set();
        describe_counts(data_set_, "", data_.part);
        for (rdf::Syntax const& each : rdf::syntaxes()) {
            bool const is_sorted = each.order == rdf::SubjectOrder::by_iri;
            describe_distribution(
                data_set_, std::string{each.name}, each,
                is_sorted ? fmt::format("Sorted {} of the data part", each.title) : std::string{each.title});
        }
        describe_checksum(std::string{rdf::ntriples().name}, "checksum", data_);
        describe_making();
        if (evolution_ != nullptr) {
            describe_evolution(name);
        }
        return std::move(list_);
    }

private:
    void type(std::string const& subject, std::initializer_list<std::string_view> classes) {
        for (std::string_view const each : classes) {
            list_.add_iri(subject, expand("rdf:type"), expand(each));
        }
    }
    void link(std::string const& subject, std::string_view property, std::string_view object) {
        list_.add_iri(subject, expand(property), object);
    }
    void number(std::string const& subject, std::string_view property, std::size_t value) {
        list_.add_typed(subject, expand(property), std::to_string(value), rdf::vocabulary::xsd_integer);
    }
    [[nodiscard]] std::string titles() const {
        std::string title;
        for (DataSet const* each : roots_) {
            title += (title.empty() ? "" : " · ") + each->title;
        }
        return title;
    }
    /// What the root data sets say, each once, in byte order.
    [[nodiscard]] std::set<std::string> all(std::string DataSet::*field) const {
        std::set<std::string> said;
        for (DataSet const* each : roots_) {
            said.insert(each->*field);
        }
        said.erase("");
        return said;
    }
    void describe_licences(std::string const& node) {
        for (std::string const& each : all(&DataSet::licence)) {
            link(node, "dcterms:license", each);
        }
    }
    /// `creator`, `creator-2` and so on.
    void describe_agents(std::string const& role, std::set<std::string> const& names) {
        std::size_t count = 0;
        for (std::string const& each : names) {
            agents_.emplace_back(start_ + role + (count++ == 0 ? "" : "-" + std::to_string(count)), each);
            link(data_set_, "dcterms:" + role, agents_.back().first);
        }
    }
    void describe_version(std::string const& node) {
        for (std::string const& each : all(&DataSet::version)) {
            list_.add_string(node, expand("owl:versionInfo"), each);
        }
        if (options_.modified) {
            list_.add_typed(node, expand("dcterms:modified"), *options_.modified, rdf::vocabulary::xsd_date);
        }
    }

    void describe_data_set() {
        type(data_set_, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
        list_.add_text(data_set_, expand("dcterms:title"), titles(), roots_.front()->language);
        for (DataSet const* each : roots_) {
            if (!each->description.empty()) {
                list_.add_text(data_set_, expand("dcterms:description"), each->description, each->language);
            }
        }
        describe_licences(data_set_);
        describe_agents("creator", all(&DataSet::creator));
        describe_agents("publisher", all(&DataSet::publisher));
        describe_version(data_set_);
        for (DataSet const* each : roots_) {
            list_.add_string(data_set_, expand("void:uriSpace"), each->base);
        }
        for (rdf::Namespace const* each : data_.part.namespaces(data_.part.vertices())) {
            auto const& known = rdf::vocabulary::vocabularies;
            bool const defines_terms =
                std::ranges::any_of(known, [&](auto const& vocabulary) { return vocabulary.iri == each->iri; }) &&
                each->prefix != "sdg" && each->prefix != "sdgio" && each->prefix != "wd" && each->prefix != "unarea" &&
                each->prefix != "thesaurus";
            if (defines_terms) {
                link(data_set_, "void:vocabulary", each->iri);
            }
        }
        if (std::optional<Vertex> const example = example_vertex()) {
            link(data_set_, "void:exampleResource", graph_.iri(*example));
        }
        for (DataSet const* each : sorted_sets(graph_, false)) {
            std::string const node = each->base + "dataset/" + each->name;
            link(data_set_, "prov:wasDerivedFrom", node);
            used_.emplace_back(node, each);
        }
        KnowledgeGraph::Range const sources = graph_.vertices_of(Kind::source);
        for (Vertex source = sources.first; source < sources.last; ++source) {
            if (!is_only_repeated(source)) {
                link(data_set_, "prov:hadPrimarySource", graph_.iri(source));
            }
        }
    }

    /// Is the source there only because another one repeats it? Then nothing was taken from it.
    [[nodiscard]] bool is_only_repeated(Vertex of) const {
        model::Structure const& structure = graph_;
        auto const [first, last] = in_edges(of, structure);
        return first != last && std::all_of(first, last, [&](model::Edge const& edge) {
                   return graph_.kind(source(edge, structure)) == Kind::source;
               });
    }

    /// The newest edition, else the first record.
    [[nodiscard]] std::optional<Vertex> example_vertex() const {
        KnowledgeGraph::Range const editions = graph_.vertices_of(Kind::edition);
        if (editions.size() > 0) {
            return editions.last - 1;
        }
        return num_vertices(graph_) > 0 ? std::optional<Vertex>{0} : std::nullopt;
    }

    /// Nodes of partitions are named `<middle>class-...` and `<middle>property-...`.
    void describe_counts(std::string const& data_set, std::string_view middle, DataPart const& part) {
        Counts const counts = part.count();
        number(data_set, "void:triples", counts.triples);
        number(data_set, "void:entities", counts.distinct_subjects);
        number(data_set, "void:classes", counts.classes.size());
        number(data_set, "void:properties", counts.properties.size());
        number(data_set, "void:distinctSubjects", counts.distinct_subjects);
        number(data_set, "void:distinctObjects", counts.distinct_objects);
        std::string const of_class = start_ + std::string{middle} + "class-";
        std::string const of_property = start_ + std::string{middle} + "property-";
        for (auto const& [iri, count] : counts.classes) {
            link(data_set, "void:classPartition", of_class + node_name(iri));
        }
        for (auto const& [iri, count] : counts.properties) {
            link(data_set, "void:propertyPartition", of_property + node_name(iri));
        }
        for (auto const& [iri, count] : counts.classes) {
            std::string const node = of_class + node_name(iri);
            type(node, {"void:Dataset"});
            link(node, "void:class", iri);
            number(node, "void:entities", count);
        }
        for (auto const& [iri, count] : counts.properties) {
            std::string const node = of_property + node_name(iri);
            type(node, {"void:Dataset"});
            link(node, "void:property", iri);
            number(node, "void:triples", count);
        }
    }

    void describe_distribution(std::string const& data_set, std::string const& name, rdf::Syntax const& syntax,
                               std::string_view title) {
        std::string const node = start_ + name;
        link(data_set, "dcat:distribution", node);
        type(node, {"dcat:Distribution"});
        list_.add_text(node, expand("dcterms:title"), title, "en");
        link(node, "dcat:mediaType",
             fmt::format("https://www.iana.org/assignments/media-types/{}", syntax.media_type()));
        link(node, "dcterms:format", syntax.format_iri);
    }

    void describe_checksum(std::string const& distribution, std::string_view name, DescribedPart const& part) {
        std::string const node = start_ + std::string{name};
        link(start_ + distribution, "spdx:checksum", node);
        type(node, {"spdx:Checksum"});
        link(node, "spdx:algorithm", expand("spdx:checksumAlgorithm_sha256"));
        list_.add_typed(node, expand("spdx:checksumValue"), part.sha256.get(),
                        "http://www.w3.org/2001/XMLSchema#hexBinary");
    }

    void describe_evolution(std::string const& name) {
        std::string const node = start_ + name + "-evolution";
        std::string const distribution = fmt::format("evolution-{}", rdf::ntriples().name);
        link(data_set_, "rdfs:seeAlso", node);
        type(node, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
        list_.add_text(node, expand("dcterms:title"), titles() + ": evolution of themes", "en");
        describe_licences(node);
        describe_version(node);
        link(node, "prov:wasDerivedFrom", data_set_);
        link(node, "prov:wasGeneratedBy", start_ + "export");
        link(node, "void:vocabulary", expand("stoa:"));
        describe_counts(node, "evolution-", evolution_->part);
        describe_distribution(node, distribution, rdf::ntriples(),
                              fmt::format("Sorted {} of the evolution part", rdf::ntriples().title));
        describe_checksum(distribution, "evolution-checksum", *evolution_);
    }

    void describe_making() {
        std::string const activity = start_ + "export";
        std::string const program = start_ + "program";
        link(data_set_, "prov:wasGeneratedBy", activity);
        type(activity, {"prov:Activity"});
        link(activity, "prov:wasAssociatedWith", program);
        type(program, {"prov:SoftwareAgent"});
        list_.add_text(program, expand("rdfs:label"), "Stoa", "en");
        list_.add_string(program, expand("owl:versionInfo"), options_.program_version);
        for (auto const& [node, name] : agents_) {
            type(node, {"prov:Agent"});
            list_.add_string(node, expand("rdfs:label"), name);
        }
        for (auto const& [node, set] : used_) {
            type(node, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
            list_.add_text(node, expand("dcterms:title"), set->title, set->language);
            link(node, "dcterms:license", set->licence);
            if (!set->version.empty()) {
                list_.add_string(node, expand("owl:versionInfo"), set->version);
            }
            list_.add_string(node, expand("void:uriSpace"), set->base);
        }
    }

    KnowledgeGraph const& graph_;
    DescribedPart const& data_;
    DescriptionOptions const& options_;
    DescribedPart const* evolution_;
    std::vector<DataSet const*> roots_;
    std::string start_;
    std::string data_set_;
    StatementList list_;
    std::vector<std::pair<std::string, std::string>> agents_;
    std::vector<std::pair<std::string, DataSet const*>> used_;
};

}  // namespace

rdf::Namespace description_namespace(KnowledgeGraph const& graph) {
    return {"dataset", sorted_sets(graph, true).front()->base + "dataset/"};
}

DescribedPart::DescribedPart(KnowledgeGraph const& graph, bool hashed) : part{graph} {
    if (hashed) {
        std::size_t const size = graph.attribute_count() + graph.reference_count() + num_edges(graph);
        // Without `async`, and where there can be no more threads, `get` computes it.
        sha256 = std::async(size < statements_for_a_thread ? std::launch::deferred
                                                           : std::launch::async | std::launch::deferred,
                            [&graph] { return sha256_of(DataPart{graph}); })
                     .share();
    }
}

StatementList describe(KnowledgeGraph const& graph, DescribedPart const& data, DescriptionOptions const& options,
                       DescribedPart const* evolution) {
    return Describer{graph, data, options, evolution}.run();
}

}  // namespace stoa::statements
