// SPDX-License-Identifier: Apache-2.0
#include "stoa/statements/description.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/rdf/sha256.hpp"
#include "stoa/rdf/vocabulary.hpp"
#include "support/sample.hpp"

namespace stoa::statements {
namespace {

using model::Kind;
using model::KnowledgeGraph;
using model::RecordId;
using rdf::vocabulary::expand;
using test::Sample;

constexpr std::string_view node = "https://example.org/a/dataset/";

class Description : public testing::Test {
protected:
    Description() {
        sample.builder.data_set(sample.root).version = "1.2";
        sample.builder.data_set(sample.root).creator = "Ann";
        sample.builder.data_set(sample.root).description = "A data set.";
        model::DataSetId const used = sample.builder.add_data_set(test::data_set("b", false));
        sample.builder.add_data_set(test::data_set("never-reached", false));
        RecordId const series = sample.add(Kind::series, "s");
        RecordId const source = sample.add(Kind::source, "page", used);
        RecordId const theme = sample.add(Kind::theme, "equity", used);
        sample.text(theme, "label", "Equity");
        for (std::string_view const number : {"2", "10"}) {
            RecordId const edition = sample.edition(series, number, "20" + std::string{number == "2" ? "13" : "21"});
            sample.text(edition, "label", "Edition");
            sample.link(edition, "treats", theme);
        }
        sample.text(source, "label", "Page");
        sample.link(sample.add(Kind::evidence, "page"), "source", source);
        sample.builder.keep_reachable();
    }

    void describe_all(DescriptionOptions const& options = {"9.9", {}}) {
        graph.emplace(sample.freeze());
        lines = test::split_lines(test::written(*graph, {false, true}, rdf::ntriples(), options));
        data = test::written(*graph, {true, false}, rdf::ntriples(), options);
    }
    /// Objects as N-Triples writes them, in byte order.
    [[nodiscard]] std::vector<std::string> objects(std::string_view subject, std::string_view predicate) const {
        std::string const start = "<" + std::string{subject} + "> <" + expand(predicate) + "> ";
        std::vector<std::string> found;
        for (std::string const& line : lines) {
            if (line.starts_with(start)) {
                found.push_back(line.substr(start.size(), line.size() - start.size() - 2));
            }
        }
        return found;
    }
    [[nodiscard]] std::vector<std::string> of_data_set(std::string_view predicate) const {
        return objects(std::string{node} + "a", predicate);
    }
    static std::vector<std::string> number(std::size_t value) {
        return {"\"" + std::to_string(value) + "\"^^<http://www.w3.org/2001/XMLSchema#integer>"};
    }
    static std::string bare(std::string const& iri) { return iri.substr(1, iri.size() - 2); }

    Sample sample;
    std::optional<KnowledgeGraph> graph;
    std::vector<std::string> lines;
    std::string data;
};

using Strings = std::vector<std::string>;

TEST_F(Description, CountsTheLinesOfTheDataPart) {
    describe_all();
    std::set<std::string> subjects;
    std::set<std::string> objects_seen;
    std::map<std::string, std::size_t> properties;
    std::map<std::string, std::size_t> classes;
    Strings const data_lines = test::split_lines(data);
    for (std::string const& line : data_lines) {
        std::size_t const first = line.find(' ');
        std::size_t const second = line.find(' ', first + 1);
        std::string const predicate = line.substr(first + 1, second - first - 1);
        std::string const object = line.substr(second + 1, line.size() - second - 3);
        subjects.insert(line.substr(0, first));
        objects_seen.insert(object);
        ++properties[predicate];
        if (predicate == "<" + expand("rdf:type") + ">") {
            ++classes[object];
        }
    }
    EXPECT_EQ(of_data_set("void:triples"), number(data_lines.size()));
    EXPECT_EQ(of_data_set("void:entities"), number(subjects.size()));
    EXPECT_EQ(of_data_set("void:distinctSubjects"), number(subjects.size()));
    EXPECT_EQ(of_data_set("void:distinctObjects"), number(objects_seen.size()));
    EXPECT_EQ(of_data_set("void:properties"), number(properties.size()));
    EXPECT_EQ(of_data_set("void:classes"), number(classes.size()));

    std::map<std::string, Strings> stated;
    for (std::string const& part : of_data_set("void:propertyPartition")) {
        stated[objects(bare(part), "void:property").at(0)] = objects(bare(part), "void:triples");
    }
    EXPECT_EQ(stated.size(), properties.size());
    for (auto const& [property, count] : properties) {
        EXPECT_EQ(stated[property], number(count)) << property;
    }
    stated.clear();
    for (std::string const& part : of_data_set("void:classPartition")) {
        stated[objects(bare(part), "void:class").at(0)] = objects(bare(part), "void:entities");
    }
    EXPECT_EQ(stated.size(), classes.size());
    for (auto const& [type, count] : classes) {
        EXPECT_EQ(stated[type], number(count)) << type;
    }
}

TEST_F(Description, GivesTheCheckSumOfTheSortedNTriplesOfTheDataPart) {
    describe_all();
    rdf::Sha256Sink hash;
    hash.write(data);
    EXPECT_EQ(objects(std::string{node} + "checksum", "spdx:checksumValue"),
              Strings{"\"" + hash.hex() + "\"^^<http://www.w3.org/2001/XMLSchema#hexBinary>"});
    EXPECT_EQ(objects(std::string{node} + "ntriples", "spdx:checksum"), Strings{"<" + std::string{node} + "checksum>"});
}

TEST_F(Description, TellsWhatTheDataSetIs) {
    describe_all();
    EXPECT_EQ(of_data_set("dcterms:title"), Strings{"\"Data set a\"@en"});
    EXPECT_EQ(of_data_set("dcterms:description"), Strings{"\"A data set.\"@en"});
    EXPECT_EQ(of_data_set("dcterms:license"), Strings{"<https://creativecommons.org/licenses/by/4.0/>"});
    EXPECT_EQ(of_data_set("owl:versionInfo"), Strings{"\"1.2\""});
    EXPECT_EQ(of_data_set("void:uriSpace"), Strings{"\"https://example.org/a/\""});
    EXPECT_EQ(of_data_set("void:exampleResource"), Strings{"<https://example.org/a/edition/10>"});
    EXPECT_EQ(objects(std::string{node} + "creator", "rdfs:label"), Strings{"\"Ann\""});
    EXPECT_EQ(of_data_set("dcterms:publisher"), Strings{});
    EXPECT_EQ(of_data_set("dcat:distribution"),
              (Strings{"<https://example.org/a/dataset/ntriples>", "<https://example.org/a/dataset/turtle>"}));
}

TEST_F(Description, NamesTheProgramThatMadeIt) {
    describe_all();
    EXPECT_EQ(of_data_set("prov:wasGeneratedBy"), Strings{"<https://example.org/a/dataset/export>"});
    EXPECT_EQ(objects(std::string{node} + "program", "owl:versionInfo"), Strings{"\"9.9\""});
}

TEST_F(Description, NamesSourcesAndTheDataSetsThatWereReached) {
    describe_all();
    EXPECT_EQ(of_data_set("prov:hadPrimarySource"), Strings{"<https://example.org/b/source/page>"});
    EXPECT_EQ(of_data_set("prov:wasDerivedFrom"), Strings{"<https://example.org/b/dataset/b>"});
    EXPECT_EQ(objects("https://example.org/b/dataset/b", "dcterms:title"), Strings{"\"Data set b\"@en"});
}

TEST_F(Description, NamesNoSourceThatIsOnlyRepeated) {
    RecordId const copy = sample.add(Kind::source, "copy");
    sample.link(copy, "repeats", sample.add(Kind::source, "original"));
    sample.link(sample.add(Kind::evidence, "copy"), "source", copy);
    describe_all();
    EXPECT_EQ(of_data_set("prov:hadPrimarySource"),
              (Strings{"<https://example.org/a/source/copy>", "<https://example.org/b/source/page>"}));
}

TEST_F(Description, HasADateOnlyWhenOneIsGiven) {
    describe_all({"9.9", "2026-01-31"});
    EXPECT_EQ(of_data_set("dcterms:modified"), Strings{"\"2026-01-31\"^^<http://www.w3.org/2001/XMLSchema#date>"});
    EXPECT_EQ(
        std::ranges::count_if(lines, [](std::string const& line) { return line.find("issued") != std::string::npos; }),
        0);
}

TEST_F(Description, LiesUnderTheBaseOfTheDataSetAndHasNoBlankNodes) {
    describe_all();
    EXPECT_EQ(description_namespace(*graph).iri, node);
    for (std::string const& line : lines) {
        EXPECT_TRUE(line.starts_with("<https://example.org/a/dataset/") ||
                    line.starts_with("<https://example.org/b/dataset/"));
        EXPECT_EQ(line.find("_:"), std::string::npos);
    }
}

TEST_F(Description, CarriesTheNamesOfSeveralRootDataSetsInTheOrderOfTheirBases) {
    model::DataSet other = test::data_set("zero");
    other.base = "https://example.org/0/";
    sample.builder.add_data_set(other);
    describe_all();
    EXPECT_EQ(objects("https://example.org/0/dataset/zero-a", "dcterms:title"),
              Strings{"\"Data set zero · Data set a\"@en"});
}

TEST_F(Description, StandsBeforeTheDataInTurtle) {
    describe_all();
    std::string const both = test::written(*graph, {}, rdf::turtle(), {"9.9", {}});
    EXPECT_LT(both.find("\ndataset:a\n"), both.find("\nseries:s\n"));
    EXPECT_EQ(test::written(*graph, {true, false}, rdf::turtle()).find("dataset:"), std::string::npos);
}

TEST_F(Description, DescribesADistributionInEachSyntaxOfTheList) {
    describe_all();
    for (rdf::Syntax const& each : rdf::syntaxes()) {
        std::string const distribution = std::string{node} + std::string{each.name};
        EXPECT_EQ(objects(distribution, "dcat:mediaType"),
                  Strings{"<https://www.iana.org/assignments/media-types/" + std::string{each.media_type()} + ">"});
        EXPECT_EQ(objects(distribution, "dcterms:format"), Strings{"<" + std::string{each.format_iri} + ">"});
    }
}

/// The hash of a graph of this many editions, as its description gives it, and as it is.
std::pair<std::string, std::string> hashes(int editions) {
    Sample sample;
    for (int i = 0; i < editions; ++i) {
        sample.text(sample.add(Kind::edition, std::to_string(i)), "label", "Edition");
    }
    KnowledgeGraph const graph = sample.freeze();
    rdf::Sha256Sink hash;
    hash.write(test::written(graph, {true, false}, rdf::ntriples()));
    return {DescribedPart(graph, true).sha256.get(), hash.hex()};
}

TEST(DescribedPart, HashesSmallAndLargeGraphs) {
    for (int const editions : {0, 3, 30'000}) {
        auto const [given, expected] = hashes(editions);
        EXPECT_EQ(given, expected) << editions;
    }
    Sample sample;
    KnowledgeGraph const graph = sample.freeze();
    EXPECT_FALSE(DescribedPart(graph, false).sha256.valid()) << "nobody asked for it";
}

TEST(DescribedPart, MakesTheDescriptionThrowWhatTheHashHasThrown) {
    Sample sample;
    KnowledgeGraph const graph = sample.freeze();
    DescribedPart part{graph, true};
    std::promise<std::string> promise;
    part.sha256 = promise.get_future().share();
    promise.set_exception(std::make_exception_ptr(std::length_error("too long")));
    EXPECT_THROW(static_cast<void>(describe(graph, part, {"9.9", {}})), std::length_error);
}

}  // namespace
}  // namespace stoa::statements
