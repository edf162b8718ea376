// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/description.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/vocabulary.hpp"
#include "stoa/statements/write.hpp"

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

class Describer {
public:
    Describer(KnowledgeGraph const& graph, DataPart const& data, DescriptionOptions const& options,
              DataPart const* evolution)
        : graph_{graph},
          data_{data},
          options_{options},
          evolution_{evolution},
          start_{description_namespace(graph).iri} {}

    StatementList run() {
        std::vector<DataSet const*> const roots = sorted_sets(graph_, true);
        std::string name;
        for (DataSet const* each : roots) {
            name += (name.empty() ? "" : "-") + each->name;
        }
        data_set_ = start_ + name;
        describe_data_set(roots);
        describe_counts(data_set_, "", data_);
        describe_distributions();
        describe_checksum("ntriples", "checksum", data_);
        describe_making();
        if (evolution_ != nullptr) {
            describe_evolution(roots, name);
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
    std::string agent(std::string_view role, std::string const& name) {
        std::string node = start_ + std::string{role};
        agents_.emplace_back(node, name);
        return node;
    }

    void describe_data_set(std::vector<DataSet const*> const& roots) {
        type(data_set_, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
        std::set<std::string> languages;
        std::string title;
        for (DataSet const* each : roots) {
            title += (title.empty() ? "" : " · ") + each->title;
        }
        list_.add_text(data_set_, expand("dcterms:title"), title, roots.front()->language);
        std::set<std::string> licences;
        std::set<std::string> creators;
        std::set<std::string> publishers;
        for (DataSet const* each : roots) {
            if (!each->description.empty()) {
                list_.add_text(data_set_, expand("dcterms:description"), each->description, each->language);
            }
            if (!each->version.empty()) {
                versions_.insert(each->version);
            }
            licences.insert(each->licence);
            if (!each->creator.empty()) {
                creators.insert(each->creator);
            }
            if (!each->publisher.empty()) {
                publishers.insert(each->publisher);
            }
        }
        for (std::string const& each : licences) {
            link(data_set_, "dcterms:license", each);
        }
        std::size_t count = 0;
        for (std::string const& each : creators) {
            link(data_set_, "dcterms:creator",
                 agent("creator" + (count++ == 0 ? "" : "-" + std::to_string(count)), each));
        }
        count = 0;
        for (std::string const& each : publishers) {
            link(data_set_, "dcterms:publisher",
                 agent("publisher" + (count++ == 0 ? "" : "-" + std::to_string(count)), each));
        }
        for (std::string const& each : versions_) {
            list_.add_string(data_set_, expand("owl:versionInfo"), each);
        }
        if (options_.modified) {
            list_.add_typed(data_set_, expand("dcterms:modified"), *options_.modified, rdf::vocabulary::xsd_date);
        }
        for (DataSet const* each : roots) {
            list_.add_string(data_set_, expand("void:uriSpace"), each->base);
        }
        for (rdf::Namespace const* each : data_.namespaces()) {
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

    void describe_distributions() {
        struct Form {
            std::string_view name;
            std::string_view title;
            std::string_view media_type;
            std::string_view format;
        };
        constexpr std::array forms{
            Form{"turtle", "Turtle", "https://www.iana.org/assignments/media-types/text/turtle",
                 "http://www.w3.org/ns/formats/Turtle"},
            Form{"ntriples", "Sorted N-Triples of the data part",
                 "https://www.iana.org/assignments/media-types/application/n-triples",
                 "http://www.w3.org/ns/formats/N-Triples"},
        };
        for (Form const& each : forms) {
            std::string const node = start_ + std::string{each.name};
            link(data_set_, "dcat:distribution", node);
            type(node, {"dcat:Distribution"});
            list_.add_text(node, expand("dcterms:title"), each.title, "en");
            link(node, "dcat:mediaType", each.media_type);
            link(node, "dcterms:format", each.format);
        }
    }

    void describe_checksum(std::string_view distribution, std::string_view name, DataPart const& part) {
        rdf::Sha256Sink hash;
        std::array const parts{&part};
        write_sorted_ntriples(parts, nullptr, hash);
        std::string const node = start_ + std::string{name};
        link(start_ + std::string{distribution}, "spdx:checksum", node);
        type(node, {"spdx:Checksum"});
        link(node, "spdx:algorithm", expand("spdx:checksumAlgorithm_sha256"));
        list_.add_typed(node, expand("spdx:checksumValue"), hash.hex(), "http://www.w3.org/2001/XMLSchema#hexBinary");
    }

    void describe_evolution(std::vector<DataSet const*> const& roots, std::string const& name) {
        std::string const node = start_ + name + "-evolution";
        std::string const distribution = start_ + "evolution-ntriples";
        link(data_set_, "rdfs:seeAlso", node);
        type(node, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
        std::string title;
        std::set<std::string> licences;
        for (DataSet const* each : roots) {
            title += (title.empty() ? "" : " · ") + each->title;
            licences.insert(each->licence);
        }
        list_.add_text(node, expand("dcterms:title"), title + ": evolution of themes", "en");
        for (std::string const& each : licences) {
            link(node, "dcterms:license", each);
        }
        for (std::string const& each : versions_) {
            list_.add_string(node, expand("owl:versionInfo"), each);
        }
        if (options_.modified) {
            list_.add_typed(node, expand("dcterms:modified"), *options_.modified, rdf::vocabulary::xsd_date);
        }
        link(node, "prov:wasDerivedFrom", data_set_);
        link(node, "prov:wasGeneratedBy", start_ + "export");
        link(node, "void:vocabulary", expand("stoa:"));
        describe_counts(node, "evolution-", *evolution_);
        link(node, "dcat:distribution", distribution);
        type(distribution, {"dcat:Distribution"});
        list_.add_text(distribution, expand("dcterms:title"), "Sorted N-Triples of the evolution part", "en");
        link(distribution, "dcat:mediaType", "https://www.iana.org/assignments/media-types/application/n-triples");
        link(distribution, "dcterms:format", "http://www.w3.org/ns/formats/N-Triples");
        describe_checksum("evolution-ntriples", "evolution-checksum", *evolution_);
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
    DataPart const& data_;
    DescriptionOptions const& options_;
    DataPart const* evolution_;
    std::string start_;
    std::string data_set_;
    StatementList list_;
    std::set<std::string> versions_;
    std::vector<std::pair<std::string, std::string>> agents_;
    std::vector<std::pair<std::string, DataSet const*>> used_;
};

}  // namespace

rdf::Namespace description_namespace(KnowledgeGraph const& graph) {
    return {"dataset", sorted_sets(graph, true).front()->base + "dataset/"};
}

StatementList describe(KnowledgeGraph const& graph, DataPart const& data, DescriptionOptions const& options,
                       DataPart const* evolution) {
    return Describer{graph, data, options, evolution}.run();
}

}  // namespace stoa::statements
