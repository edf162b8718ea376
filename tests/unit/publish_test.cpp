// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "stoa/publish/archive.hpp"
#include "stoa/publish/endpoint.hpp"
#include "stoa/publish/gzip.hpp"
#include "stoa/publish/http.hpp"
#include "stoa/publish/profile.hpp"
#include "stoa/publish/snapshot.hpp"
#include "stoa/publish/state.hpp"
#include "stoa/publish/tombstones.hpp"
#include "stoa/publish/updates.hpp"
#include "stoa/publish/verification.hpp"
#include "stoa/rdf/output_file.hpp"

namespace {

namespace fs = std::filesystem;
using namespace stoa::publish;

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "stoa-publish-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    Folder(Folder&&) = delete;
    Folder& operator=(Folder&&) = delete;
    [[nodiscard]] fs::path operator/(char const* name) const { return path_ / name; }
    [[nodiscard]] fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

std::string line(int subject, int object) {
    return "<https://example.org/s" + std::to_string(subject) + "> <https://example.org/p> \"" +
           std::to_string(object) + "\" .\n";
}

Snapshot snapshot_of(fs::path const& file, std::string const& text, std::uint64_t most, std::size_t block = 7) {
    return make_snapshot(file, most, [&](stoa::rdf::ByteSink& out) {
        for (std::size_t i = 0; i < text.size(); i += block) {
            out.write(std::string_view{text}.substr(i, block));
        }
    });
}

std::string bytes_of(fs::path const& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<std::string> lines_of(fs::path const& file) {
    std::vector<std::string> lines;
    LineReader reader{file};
    while (auto const each = reader.next()) {
        lines.emplace_back(*each);
    }
    return lines;
}

TEST(Snapshot, IsCutBetweenSubjectsAndWholeTogether) {
    Folder const folder;
    std::mt19937 random{1};
    for (int round = 0; round < 50; ++round) {
        std::string text;
        std::uint64_t statements = 0;
        int const subjects = static_cast<int>(random() % 9);
        for (int subject = 0; subject < subjects; ++subject) {
            int const count = 1 + static_cast<int>(random() % 5);
            for (int object = 0; object < count; ++object, ++statements) {
                text += line(subject, object);
            }
        }
        std::uint64_t const most = 1 + random() % 8;
        Snapshot const snapshot = snapshot_of(folder / "s.nt", text, most, 1 + random() % 40);
        EXPECT_EQ(snapshot.statements, statements);
        EXPECT_EQ(bytes_of(snapshot.file), text);
        std::string together;
        std::set<std::string> seen;
        for (Piece const& piece : snapshot.pieces) {
            std::string const part = text.substr(piece.part.offset, piece.part.size);
            EXPECT_EQ(static_cast<std::uint64_t>(std::ranges::count(part, '\n')), piece.statements);
            std::set<std::string> here;
            for (std::size_t begin = 0; begin < part.size(); begin = part.find('\n', begin) + 1) {
                here.insert(part.substr(begin, part.find(' ', begin) - begin));
            }
            EXPECT_TRUE(piece.statements <= most || here.size() == 1);
            for (std::string const& each : here) {
                EXPECT_TRUE(seen.insert(each).second) << each << " is in two pieces";
            }
            together += part;
        }
        EXPECT_EQ(together, text);
    }
}

TEST(Snapshot, RefusesABlankNode) {
    Folder const folder;
    EXPECT_THROW(static_cast<void>(snapshot_of(folder / "s.nt", "_:b <p:p> <o:o> .\n", 9)), std::logic_error);
    EXPECT_THROW(static_cast<void>(snapshot_of(folder / "s.nt", "<s:s> <p:p> _:b .\n", 9)), std::logic_error);
}

TEST(GzipFile, GivesBackItsLinesAndTheSameBytesEachTime) {
    Folder const folder;
    std::string text;
    for (int i = 0; i < 20'000; ++i) {
        text += line(i, i);
    }
    for (char const* name : {"a.gz", "b.gz"}) {
        GzipFile out{(folder / name).string()};
        out.write(text);
        out.finish();
    }
    EXPECT_EQ(bytes_of(folder / "a.gz"), bytes_of(folder / "b.gz"));
    EXPECT_LT(fs::file_size(folder / "a.gz"), text.size() / 4);
    std::vector<std::string> const lines = lines_of(folder / "a.gz");
    ASSERT_EQ(lines.size(), 20'000U);
    EXPECT_EQ(lines[7] + "\n", line(7, 7));
}

TEST(LineReader, SaysThatAFileEndsInTheMiddle) {
    Folder const folder;
    {
        GzipFile out{(folder / "a.gz").string()};
        for (int i = 0; i < 20'000; ++i) {
            out.write(line(i, i * 7919));
        }
        out.finish();
    }
    std::string const whole = bytes_of(folder / "a.gz");
    std::ofstream{folder / "cut.gz", std::ios::binary} << whole.substr(0, whole.size() / 2);
    EXPECT_THROW(static_cast<void>(lines_of(folder / "cut.gz")), std::runtime_error);
    std::ofstream{folder / "cut.nt", std::ios::binary} << "<s:s> <p:p> <o:o> .\n<s:s> <p:";
    EXPECT_THROW(static_cast<void>(lines_of(folder / "cut.nt")), std::runtime_error);
    EXPECT_THROW(LineReader{folder / "none"}, std::runtime_error);
}

TEST(LineSorter, SortsMoreThanItHoldsAndGivesEachLineOnce) {
    Folder const folder;
    std::mt19937 random{2};
    std::set<std::string> expected;
    {
        LineSorter sorter{folder.path(), 500};
        for (int i = 0; i < 1'000; ++i) {
            std::string const text = std::to_string(random() % 700);
            expected.insert(text);
            sorter.add(text);
        }
        std::vector<std::string> got;
        sorter.for_each([&](std::string_view each) { got.emplace_back(each); });
        EXPECT_TRUE(std::ranges::equal(got, expected));
    }
    EXPECT_TRUE(fs::is_empty(folder.path())) << "its files are gone with it";
}

TEST(ForSparql, LeavesNoBackslashBeforeAnEscapeOfACodePoint) {
    EXPECT_EQ(for_sparql(R"("plain \" \\ \n")"), R"("plain \" \\ \n")");
    EXPECT_EQ(for_sparql(R"("\\u0022")"), R"("\\\u00750022")");
    EXPECT_EQ(for_sparql(R"("\\U00000022")"), R"("\\\u005500000022")");
    EXPECT_EQ(for_sparql(R"("\\\\u0022")"), R"("\\\\\u00750022")");
    EXPECT_EQ(for_sparql(R"("\u0001")"), R"("\u0001")") << "an escape of N-Triples itself stays";
    EXPECT_EQ(for_sparql(R"("\\\u0001")"), R"("\\\u0001")");
}

TEST(IriRef, RefusesWhatWouldLeaveTheBrackets) {
    EXPECT_EQ(iri_ref("https://example.org/a"), "<https://example.org/a>");
    for (char const* each : {"", "a", "https://example.org/a> } ; DROP ALL #", "https://example.org/a b"}) {
        EXPECT_THROW(static_cast<void>(iri_ref(each)), std::invalid_argument) << each;
    }
}

TEST(CanonicalValue, IsOneForAllFormsOfAValue) {
    auto const xsd = [](char const* name) { return std::string{"http://www.w3.org/2001/XMLSchema#"} + name; };
    EXPECT_EQ(canonical_value(xsd("integer"), "+042"), "42");
    EXPECT_EQ(canonical_value(xsd("decimal"), "1"), canonical_value(xsd("decimal"), "1.00"));
    EXPECT_EQ(canonical_value(xsd("boolean"), "1"), "true");
    EXPECT_EQ(canonical_value(xsd("boolean"), "0"), "false");
    EXPECT_EQ(canonical_value(xsd("dateTime"), "2020-05-17T10:00:00.500+00:00"), "2020-05-17T10:00:00.5Z");
    EXPECT_EQ(canonical_value(xsd("dateTime"), "2020-05-17T10:00:00.000Z"), "2020-05-17T10:00:00Z");
    EXPECT_EQ(canonical_value(xsd("integer"), "many"), "many") << "what is no number stays as it is";
    EXPECT_EQ(canonical_value("https://example.org/own", "01"), "01");
}

TEST(PublicationGraphs, AreNamedFromTheGraphTheyBelongTo) {
    EXPECT_EQ(state_graph("https://example.org/g/"), "https://example.org/g/.publication");
    EXPECT_EQ(staging_graph("https://example.org/g#", "t"), "https://example.org/g/.staging/t");
    EXPECT_EQ(owner_of("https://example.org/g/.staging/t"), "https://example.org/g");
    EXPECT_EQ(owner_of("https://example.org/g/.publication"), "https://example.org/g");
    EXPECT_EQ(owner_of("https://example.org/g"), std::nullopt);
    EXPECT_EQ(utc(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utc(1'795'608'000), "2026-11-25T12:00:00Z");
}

TEST(Archive, KeepsVersionsAndLetsNobodyElseIn) {
    Folder const folder;
    Snapshot const snapshot = snapshot_of(folder / "s.nt", line(1, 1), 9);
    {
        Archive archive{folder / "archive"};
        EXPECT_THROW(Archive{folder / "archive"}, LeaseTaken);
        EXPECT_FALSE(archive.find(snapshot.sha256));
        archive.keep(snapshot);
        std::string const at = "https://example.org/sparql";
        std::string const graph = "https://example.org/g";
        archive.note({at, graph, 1, "2026-01-01T00:00:00Z", {{graph, 1, snapshot.sha256}}});
        archive.note({at, "https://example.org/other", 7, "2026-01-01T00:00:00Z", {{graph, 1, snapshot.sha256}}});
        archive.note({"https://example.com/", graph, 8, "2026-01-01T00:00:00Z", {{graph, 1, snapshot.sha256}}});
        archive.note({at, graph, 2, "2026-01-02T00:00:00Z", {{graph, 1, snapshot.sha256}}});
        archive.add_token("t1");
        archive.add_token("t2");
        std::ofstream{archive.work() / "left-over"} << "x";
    }
    Archive const archive{folder / "archive"};
    EXPECT_TRUE(fs::is_empty(archive.work()));
    EXPECT_EQ(archive.tokens(), (std::vector<std::string>{"t1", "t2"}));
    ASSERT_TRUE(archive.find(snapshot.sha256));
    EXPECT_EQ(lines_of(*archive.find(snapshot.sha256)), lines_of(snapshot.file));
    std::vector<ArchivedVersion> const history = archive.history("https://example.org/sparql", "https://example.org/g");
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[1].revision, 2U);
    EXPECT_EQ(history[1].graphs.front().graph, "https://example.org/g");
}

TEST(Archive, WritesADamagedFileAnew) {
    Folder const folder;
    Snapshot const snapshot = snapshot_of(folder / "s.nt", line(1, 1), 9);
    Archive archive{folder / "archive"};
    archive.keep(snapshot);
    fs::resize_file(*archive.find(snapshot.sha256), 20);
    archive.keep(snapshot);
    EXPECT_EQ(lines_of(*archive.find(snapshot.sha256)), lines_of(snapshot.file));
}

TEST(Tombstones, AreForEntitiesOfTheDataThatNoGraphDescribes) {
    Folder const folder;
    auto const about = [](std::string const& name) {
        return "<https://example.org/" + name + "> <https://p> \"x\" .\n";
    };
    std::string const mark =
        "> <http://www.w3.org/2002/07/owl#deprecated> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .";
    Snapshot const before =
        snapshot_of(folder / "before.nt",
                    about("dataset/x") + about("mine/gone") + about("mine/kept") + about("mine/moved") +
                        "<https://example.org/mine/old" + mark + "\n" + about("other/gone"),
                    99);
    Snapshot const data = snapshot_of(folder / "data.nt", about("mine/kept"), 99);
    Snapshot const rest = snapshot_of(folder / "rest.nt", about("mine/moved"), 99);
    TombstoneRules rules{
        {"https://example.org/mine/", "https://example.org/dataset/"}, "https://example.org/dataset/", {}};
    std::vector<Tombstone> found = tombstones_of(before.file, {data.file, rest.file}, rules);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].lines, std::vector<std::string>{"<https://example.org/mine/gone" + mark});
    EXPECT_EQ(found[1].subject, "<https://example.org/mine/old>");
    rules.replaced_by["https://example.org/mine/old"] = "https://example.org/mine/new";
    found = tombstones_of(before.file, {data.file, rest.file}, rules);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].lines.front(),
              "<https://example.org/mine/old> <http://purl.org/dc/terms/isReplacedBy> "
              "<https://example.org/mine/new> .");
    EXPECT_EQ(lines_of(with_tombstones(data, found, folder / "with.nt", 99).file).size(), 4U);
}

TEST(Archive, SaysThatItsHistoryIsDamaged) {
    Folder const folder;
    fs::create_directories(folder / "archive");
    std::ofstream{folder / "archive" / fs::path{"history.tsv"}} << "1\tonly two\n";
    Archive const archive{folder / "archive"};
    EXPECT_THROW(static_cast<void>(archive.history("https://example.org/sparql", "https://example.org/g")),
                 std::runtime_error);
}

TEST(Http, KnowsThisMachine) {
    for (char const* each :
         {"http://localhost:3030/ds", "http://127.0.0.1/", "http://127.8.9.1/", "http://[::1]:8890/"}) {
        EXPECT_TRUE(is_loopback(each)) << each;
    }
    for (char const* each : {"http://localhost.example.org/", "http://127.0.0.1.example.org/", "http://10.0.0.1/",
                             "http://[::2]/", "localhost", "http://localhost@example.org/"}) {
        EXPECT_FALSE(is_loopback(each)) << each;
    }
}

TEST(Http, SendsNoAccountInTheClearToAnotherMachine) {
    HttpOptions options;
    options.credentials = {"somebody", "secret", ""};
    HttpClient client{options};
    Request request;
    request.url = "http://192.0.2.1/sparql";  // an address for documentation: nothing is there (RFC 5737)
    EXPECT_THROW(static_cast<void>(client.send(request, Authentication::basic)), std::invalid_argument);
    EXPECT_EQ(client.traffic().requests, 0U);
}

TEST(Http, SaysWhatAPageSays) {
    EXPECT_EQ(plain_text("<html><head><title>Oops</title></head><body>\n<h1>Error</h1> 5 </body></html>"),
              "Oops Error 5");
    EXPECT_EQ(plain_text("a < b\r\n\x1b[31mc"), "a < b [31mc");
    EXPECT_EQ(plain_text(std::string(9'000, 'x')).size(), 4'096U);
    EXPECT_EQ(percent_encoded("a/b c\xC3\xA9?~"), "a%2Fb%20c%C3%A9%3F~");
    EXPECT_EQ(percent_encoded("1+1"), "1%2B1") << "a plus sign in a form is a space";
}

TEST(Updates, ChangeALiveGraphWhileTheLeaseIsHeld) {
    std::string const held = "GRAPH <https://n> { ?lease ?is ?ours }";
    auto const all = [&](Step::Kind kind) { return operations_of({kind, "https://g", "https://s", 5, 5}, held, 5); };
    std::string const guard = " WHERE { GRAPH <https://n> { ?lease ?is ?ours } ";
    std::string const live = "GRAPH <https://g> { ?s ?p ?o }";
    std::string const staged = "GRAPH <https://s> { ?s ?p ?o }";
    std::string const removes = "DELETE { " + live + " }" + guard;
    std::string const adds = "INSERT { " + live + " }" + guard;
    std::string const inserts = adds + staged + " FILTER NOT EXISTS { " + live + " } }";
    EXPECT_EQ(all(Step::Kind::become),
              (std::vector{removes + live + " FILTER NOT EXISTS { " + staged + " } }", inserts}));
    EXPECT_EQ(all(Step::Kind::remove), std::vector{removes + staged + " " + live + " }"});
    EXPECT_EQ(all(Step::Kind::add), std::vector{inserts});
    EXPECT_EQ(all(Step::Kind::empty), std::vector{removes + live + " }"});
}

TEST(Updates, TakeTheNextStatementsWhereMoreChangeThanOneOperationMay) {
    Step const step{Step::Kind::become, "https://g", "https://s", 4, 11};
    std::vector<std::string> const operations = operations_of(step, "GRAPH <https://n> { ?a ?b ?c }", 5);
    ASSERT_EQ(operations.size(), 4U);
    EXPECT_TRUE(operations[0].starts_with("DELETE"));
    EXPECT_EQ(operations[0].find("LIMIT"), std::string::npos);
    EXPECT_EQ(
        operations[3],
        "INSERT { GRAPH <https://g> { ?s ?p ?o } } WHERE { GRAPH <https://n> { ?a ?b ?c } { SELECT ?s ?p ?o { GRAPH "
        "<https://s> { ?s ?p ?o } FILTER NOT EXISTS { GRAPH <https://g> { ?s ?p ?o } } } LIMIT 5 } }");
    EXPECT_EQ(operations_of(step, "", 0).size(), 2U);
}

TEST(Updates, GoInOneRequestUnlessItWouldBeTooLargeForAServerWithoutTransactions) {
    Step const small{Step::Kind::become, "https://g", "https://s", 5, 5};
    Step const large{Step::Kind::become, "https://h", "https://t", 4, 11};
    EXPECT_EQ(requests_of({small, small}, "", 5, false).size(), 1U);
    EXPECT_EQ(requests_of({small, large}, "", 5, true).size(), 1U);
    EXPECT_EQ(requests_of({small, large}, "", 0, false).size(), 1U);
    std::vector<std::string> const requests = requests_of({small, large}, "", 5, false);
    ASSERT_EQ(requests.size(), 6U);
    EXPECT_EQ(requests[2], operations_of(large, "", 5)[0]);
    EXPECT_EQ(requests[5], operations_of(large, "", 5)[3]);
}

TEST(Updates, ListNoMoreStatementsInAnOperationThanTheServerTakes) {
    std::string update;
    append_operations(update, "DELETE", "https://g", {"<https://s> <https://p> \"\\\\u\" ."}, 2, "HELD");
    append_operations(update, "INSERT", "https://g", {"<a:1> <a:p> 1 .", "<a:2> <a:p> 1 .", "<a:3> <a:p> 1 ."}, 2,
                      "HELD");
    EXPECT_EQ(update,
              "DELETE { GRAPH <https://g> {\n<https://s> <https://p> \"\\\\\\u0075\" .\n} } WHERE { HELD } ;\n"
              "INSERT { GRAPH <https://g> {\n<a:1> <a:p> 1 .\n<a:2> <a:p> 1 .\n} } WHERE { HELD } ;\n"
              "INSERT { GRAPH <https://g> {\n<a:3> <a:p> 1 .\n} } WHERE { HELD }");
}

TEST(Profiles, AreFoundByName) {
    for (Profile const* each : profiles()) {
        EXPECT_EQ(find_profile(each->name), each);
    }
    EXPECT_EQ(profiles().back()->name, "generic");
    EXPECT_EQ(find_profile("none"), nullptr);
}

}  // namespace
