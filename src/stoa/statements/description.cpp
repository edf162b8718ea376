// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "stoa/evolution/parameters.hpp"
#include "stoa/model/partial_date.hpp"
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
std::string node_name(std::string_view iri, char separator = '-') {
    rdf::vocabulary::Vocabulary longest{};
    for (rdf::vocabulary::Vocabulary const& each : rdf::vocabulary::vocabularies) {
        if (iri.starts_with(each.iri) && each.iri.size() > longest.iri.size()) {
            longest = each;
        }
    }
    return std::string{longest.prefix} + separator + std::string{iri.substr(longest.iri.size())};
}

/// Of the registry of ISO 639 at the Library of Congress, which DCAT recommends: codes of two and of three letters.
std::string language_iri(std::string_view tag) {
    std::string_view const language = tag.substr(0, tag.find('-'));
    return fmt::format("http://id.loc.gov/vocabulary/iso639-{}/{}", language.size() == 2 ? 1 : 2, language);
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
        describe_distributions();
        describe_making();
        if (evolution_ != nullptr) {
            describe_evolution(name);
        }
        return std::move(list_);
    }

private:
    using Sets = std::span<DataSet const* const>;
    struct Agent {
        std::string node;
        std::string name;
    };

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
    void text(std::string const& subject, std::string_view property, std::string_view words,
              std::string_view language = "en") {
        list_.add_text(subject, expand(property), words, language);
    }
    /// A title is a label too.
    void title(std::string const& node, std::string_view words, std::string_view language = "en") {
        text(node, "dcterms:title", words, language);
        text(node, "rdfs:label", words, language);
    }
    void date(std::string const& node, std::string_view property, std::string_view lexical) {
        if (std::optional<model::PartialDate> const parsed = model::PartialDate::parse(lexical)) {
            list_.add_typed(node, expand(property), lexical, parsed->datatype());
        }
    }
    [[nodiscard]] std::string titles() const {
        std::string title;
        for (DataSet const* each : roots_) {
            title += (title.empty() ? "" : " · ") + each->title;
        }
        return title;
    }
    /// What data sets say, each once, in byte order.
    [[nodiscard]] static std::set<std::string> all(Sets sets, std::string DataSet::*field) {
        std::set<std::string> said;
        for (DataSet const* each : sets) {
            said.insert(each->*field);
        }
        said.erase("");
        return said;
    }
    [[nodiscard]] static std::set<std::string> all(Sets sets, std::vector<std::string> DataSet::*field) {
        std::set<std::string> said;
        for (DataSet const* each : sets) {
            said.insert((each->*field).begin(), (each->*field).end());
        }
        return said;
    }
    void describe_licences(std::string const& node, Sets sets) {
        for (std::string const& each : all(sets, &DataSet::licence)) {
            link(node, "dcterms:license", each);
        }
    }
    /// `creator`, `creator-2` and so on, under the base.
    void describe_agents(std::string const& node, std::string const& start, std::string const& role,
                         std::set<std::string> const& names) {
        std::size_t count = 0;
        for (std::string const& each : names) {
            Agent agent{start + role + (count++ == 0 ? "" : "-" + std::to_string(count)), each};
            link(node, "dcterms:" + role, agent.node);
            if (std::ranges::find(agents_, agent.node, &Agent::node) == agents_.end()) {
                agents_.push_back(std::move(agent));
            }
        }
    }
    /// A vcard of the publisher, else of the creator, else of the data set.
    void describe_contacts(std::string const& node, std::string const& start, Sets sets) {
        std::size_t count = 0;
        for (DataSet const* each : sets) {
            if (each->contact.empty()) {
                continue;
            }
            std::string const contact = start + "contact" + (count++ == 0 ? "" : "-" + std::to_string(count));
            link(node, "dcat:contactPoint", contact);
            contacts_.emplace(contact, each);
        }
    }
    void describe_version(std::string const& node, Sets sets) {
        for (std::string const& each : all(sets, &DataSet::version)) {
            list_.add_string(node, expand("owl:versionInfo"), each);
        }
    }
    void describe_dates(std::string const& node, Sets sets) {
        for (std::string const& each : all(sets, &DataSet::issued)) {
            date(node, "dcterms:issued", each);
        }
        if (options_.modified) {
            date(node, "dcterms:modified", *options_.modified);
            return;
        }
        for (std::string const& each : all(sets, &DataSet::modified)) {
            date(node, "dcterms:modified", each);
        }
    }
    /// Who made and publishes data sets, under what licence, and how they are found.
    void describe_publication(std::string const& node, std::string const& start, Sets sets) {
        describe_licences(node, sets);
        describe_agents(node, start, "creator", all(sets, &DataSet::creator));
        describe_agents(node, start, "publisher", all(sets, &DataSet::publisher));
        describe_contacts(node, start, sets);
        describe_version(node, sets);
        describe_dates(node, sets);
        for (DataSet const* each : sets) {
            for (std::string const& word : each->keywords) {
                text(node, "dcat:keyword", word, each->language);
            }
        }
        for (std::string const& each : all(sets, &DataSet::subjects)) {
            link(node, "dcat:theme", each);
        }
        for (std::string const& each : all(sets, &DataSet::spatial)) {
            link(node, "dcterms:spatial", each);
        }
        for (std::string const& each : all(sets, &DataSet::language)) {
            link(node, "dcterms:language", language_iri(each));
        }
    }
    /// Names, languages and look-backs of data sets.
    void describe_settings(std::string const& node, Sets sets) {
        std::set<std::size_t> look_backs;
        for (DataSet const* each : sets) {
            list_.add_string(node, expand("dcterms:identifier"), each->name);
            look_backs.insert(each->look_back.value_or(evolution::Parameters{}.look_back));
        }
        for (std::string const& each : all(sets, &DataSet::language)) {
            list_.add_string(node, default_language_property, each);
        }
        for (std::size_t const each : look_backs) {
            list_.add_typed(node, default_look_back_property, std::to_string(each), rdf::vocabulary::xsd_integer);
        }
        for (DataSet const* each : sets) {
            list_.add_string(node, expand("void:uriSpace"), each->base);
        }
    }
    void describe_contents(std::string const& node, Sets sets) {
        for (DataSet const* each : sets) {
            if (each->description.empty()) {
                text(node, "dcterms:description", fmt::format("The records of {}.", each->title));
            } else {
                text(node, "dcterms:description", each->description, each->language);
            }
        }
    }

    void describe_data_set() {
        type(data_set_, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
        title(data_set_, titles(), roots_.front()->language);
        describe_contents(data_set_, roots_);
        describe_publication(data_set_, start_, roots_);
        describe_settings(data_set_, roots_);
        describe_period(data_set_);
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

    /// From the first day of the first edition to the last day of the last one, as precise as they are known.
    void describe_period(std::string const& data_set) {
        std::optional<model::PartialDate> first;
        std::optional<model::PartialDate> last;
        std::string_view start;
        std::string_view end;
        KnowledgeGraph::Range const editions = graph_.vertices_of(Kind::edition);
        for (Vertex edition = editions.first; edition < editions.last; ++edition) {
            bool const is_cancelled = graph_.value(edition, "status") == "cancelled";
            for (std::string_view const key : {"start", "end"}) {
                std::string_view const value = is_cancelled ? std::string_view{} : graph_.value(edition, key);
                std::optional<model::PartialDate> const when = model::PartialDate::parse(value);
                if (when && (!first || when->first_day() < first->first_day())) {
                    first = when;
                    start = value;
                }
                if (when && (!last || when->last_day() > last->last_day())) {
                    last = when;
                    end = value;
                }
            }
        }
        if (!first) {
            return;
        }
        period_ = start_ + "period";
        link(data_set, "dcterms:temporal", period_);
        type(period_, {"dcterms:PeriodOfTime"});
        text(period_, "rdfs:label", start == end ? std::string{start} : fmt::format("{} to {}", start, end));
        date(period_, "dcat:startDate", start);
        date(period_, "dcat:endDate", end);
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
            list_.add_string(node, expand("rdfs:label"), node_name(iri, ':'));
            link(node, "void:class", iri);
            number(node, "void:entities", count);
        }
        for (auto const& [iri, count] : counts.properties) {
            std::string const node = of_property + node_name(iri);
            type(node, {"void:Dataset"});
            list_.add_string(node, expand("rdfs:label"), node_name(iri, ':'));
            link(node, "void:property", iri);
            number(node, "void:triples", count);
        }
    }

    /// The forms that the program writes, with the addresses that a stoa.toml gives for them, then other addresses.
    void describe_distributions() {
        std::vector<std::pair<DataSet const*, model::Distribution const*>> stated;
        for (DataSet const* set : roots_) {
            for (model::Distribution const& each : set->distributions) {
                stated.emplace_back(set, &each);
            }
        }
        for (rdf::Syntax const& syntax : rdf::syntaxes()) {
            bool const is_sorted = syntax.order == rdf::SubjectOrder::by_iri;
            std::string const name =
                is_sorted ? fmt::format("Sorted {} of the data part", syntax.title) : std::string{syntax.title};
            std::size_t count = 0;
            auto const add = [&](DataSet const* set, model::Distribution const* distribution) {
                std::string const node =
                    start_ + std::string{syntax.name} + (count++ == 0 ? "" : "-" + std::to_string(count));
                describe_file(data_set_, node, syntax, name);
                describe_address(node, set, distribution, fmt::format("{} as {}.", titles(), syntax.title));
            };
            for (auto const& [set, distribution] : stated) {
                if (distribution->format == syntax.name) {
                    add(set, distribution);
                }
            }
            if (count == 0) {
                add(nullptr, nullptr);
            }
        }
        describe_checksum(std::string{rdf::ntriples().name}, "checksum", data_, "data part");
        std::size_t endpoints = 0;
        std::size_t others = 0;
        for (auto const& [set, distribution] : stated) {
            if (!distribution->format.empty()) {
                continue;
            }
            bool const is_endpoint = !distribution->sparql_endpoint.empty();
            std::size_t& count = is_endpoint ? endpoints : others;
            std::string const suffix = count++ == 0 ? std::string{} : "-" + std::to_string(count);
            std::string const node = start_ + (is_endpoint ? "sparql" : "distribution") + suffix;
            link(data_set_, "dcat:distribution", node);
            type(node, {"dcat:Distribution"});
            title(node, is_endpoint ? "SPARQL endpoint" : "Address of the data");
            describe_address(node, set, distribution,
                             is_endpoint ? fmt::format("SPARQL queries on {}.", titles())
                                         : fmt::format("Where {} is published.", titles()));
            if (is_endpoint) {
                describe_service(start_ + "service" + suffix, node, *distribution);
            }
        }
        for (std::string const& each : dumps_) {
            link(data_set_, "void:dataDump", each);
        }
        for (std::string const& each : endpoints_) {
            link(data_set_, "void:sparqlEndpoint", each);
        }
    }

    void describe_file(std::string const& data_set, std::string const& node, rdf::Syntax const& syntax,
                       std::string_view name) {
        link(data_set, "dcat:distribution", node);
        type(node, {"dcat:Distribution"});
        title(node, name);
        link(node, "dcat:mediaType",
             fmt::format("https://www.iana.org/assignments/media-types/{}", syntax.media_type()));
        link(node, "dcterms:format", syntax.format_iri);
    }

    /// Without a distribution of a stoa.toml, only the description.
    void describe_address(std::string const& node, DataSet const* set, model::Distribution const* distribution,
                          std::string_view otherwise) {
        describe_licences(node, roots_);
        if (distribution == nullptr || distribution->description.empty()) {
            text(node, "dcterms:description", otherwise);
        } else {
            text(node, "dcterms:description", distribution->description, set->language);
        }
        if (distribution == nullptr) {
            return;
        }
        std::string const& file = distribution->download_url;
        std::string const& endpoint = distribution->sparql_endpoint;
        std::string const& page = distribution->access_url;
        link(node, "dcat:accessURL", !page.empty() ? page : !file.empty() ? file : endpoint);
        if (!file.empty()) {
            link(node, "dcat:downloadURL", file);
        }
        if (!file.empty() && !distribution->format.empty()) {
            dumps_.push_back(file);
        }
        if (!endpoint.empty()) {
            endpoints_.push_back(endpoint);
        }
    }

    void describe_service(std::string const& service, std::string const& node,
                          model::Distribution const& distribution) {
        link(node, "dcat:accessService", service);
        type(service, {"dcat:DataService"});
        title(service, fmt::format("SPARQL endpoint of {}", titles()));
        link(service, "dcat:endpointURL", distribution.sparql_endpoint);
        link(service, "dcat:servesDataset", data_set_);
    }

    void describe_checksum(std::string const& distribution, std::string_view name, DescribedPart const& part,
                           std::string_view of) {
        std::string const node = start_ + std::string{name};
        link(start_ + distribution, "spdx:checksum", node);
        type(node, {"spdx:Checksum"});
        text(node, "rdfs:label", fmt::format("SHA-256 of the {}", of));
        link(node, "spdx:algorithm", expand("spdx:checksumAlgorithm_sha256"));
        list_.add_typed(node, expand("spdx:checksumValue"), part.sha256.get(),
                        "http://www.w3.org/2001/XMLSchema#hexBinary");
    }

    void describe_evolution(std::string const& name) {
        std::string const node = start_ + name + "-evolution";
        std::string const distribution = fmt::format("evolution-{}", rdf::ntriples().name);
        link(data_set_, "rdfs:seeAlso", node);
        type(node, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
        std::string const of = titles() + ": evolution of themes";
        title(node, of);
        text(node, "dcterms:description",
             fmt::format("Theme states, events and lineage, computed from the records of {}.", titles()));
        list_.add_string(node, expand("dcterms:identifier"), name + "-evolution");
        describe_publication(node, start_, roots_);
        if (!period_.empty()) {
            link(node, "dcterms:temporal", period_);
        }
        link(node, "prov:wasDerivedFrom", data_set_);
        link(node, "prov:wasGeneratedBy", start_ + "export");
        link(node, "void:vocabulary", expand("stoa:"));
        describe_counts(node, "evolution-", evolution_->part);
        describe_file(node, start_ + distribution, rdf::ntriples(),
                      fmt::format("Sorted {} of the evolution part", rdf::ntriples().title));
        describe_address(start_ + distribution, nullptr, nullptr, fmt::format("{} as {}.", of, rdf::ntriples().title));
        describe_checksum(distribution, "evolution-checksum", *evolution_, "evolution part");
    }

    void describe_making() {
        std::string const activity = start_ + "export";
        std::string const program = start_ + "program";
        link(data_set_, "prov:wasGeneratedBy", activity);
        type(activity, {"prov:Activity"});
        text(activity, "rdfs:label", "Export by Stoa");
        link(activity, "prov:wasAssociatedWith", program);
        type(program, {"prov:SoftwareAgent"});
        text(program, "rdfs:label", "Stoa");
        list_.add_string(program, expand("owl:versionInfo"), options_.program_version);
        for (auto const& [node, set] : used_) {
            type(node, {"void:Dataset", "dcat:Dataset", "prov:Entity"});
            title(node, set->title, set->language);
            describe_contents(node, {&set, 1});
            describe_publication(node, set->base + "dataset/", {&set, 1});
            describe_settings(node, {&set, 1});
        }
        for (Agent const& each : agents_) {
            type(each.node, {"prov:Agent", "foaf:Agent"});
            list_.add_string(each.node, expand("rdfs:label"), each.name);
            list_.add_string(each.node, expand("foaf:name"), each.name);
        }
        for (auto const& [node, set] : contacts_) {
            std::string const& name = !set->publisher.empty() ? set->publisher
                                      : !set->creator.empty() ? set->creator
                                                              : set->title;
            type(node, {"vcard:Kind"});
            list_.add_string(node, expand("rdfs:label"), name);
            list_.add_string(node, expand("vcard:fn"), name);
            bool const is_page = set->contact.find(':') != std::string::npos;
            link(node, is_page ? "vcard:hasURL" : "vcard:hasEmail", is_page ? set->contact : "mailto:" + set->contact);
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
    std::string period_;
    std::vector<std::string> dumps_;
    std::vector<std::string> endpoints_;
    std::vector<Agent> agents_;
    std::map<std::string, DataSet const*> contacts_;  ///< by node
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
