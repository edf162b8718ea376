// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "stoa/publish/gzip.hpp"
#include "stoa/publish/shards.hpp"
#include "stoa/publish/snapshot.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/sha256.hpp"

namespace stoa::publish {
namespace {

namespace fs = std::filesystem;
using Sizes = std::vector<std::uint64_t>;

Sizes random_subjects(std::mt19937& random) {
    // Now and then one that has as many as all others together.
    Sizes subjects(random() % 60);
    for (std::uint64_t& each : subjects) {
        each = random() % 20 == 0 ? 1 + random() % 500 : 1 + random() % 12;
    }
    return subjects;
}

TEST(CutEvenly, CutsAtTheEndOfASubjectNearestToEvenShards) {
    EXPECT_EQ(cut_evenly(Sizes{5, 5, 5, 5}, 2), (Sizes{10, 10}));
    EXPECT_EQ(cut_evenly(Sizes{4, 3, 3, 2}, 2), (Sizes{7, 5}));
    EXPECT_EQ(cut_evenly(Sizes{2, 7, 1}, 2), (Sizes{2, 8}));
    EXPECT_EQ(cut_evenly(Sizes{1, 2, 1}, 2), (Sizes{1, 3}));  // of two that are as near the first
    EXPECT_EQ(cut_evenly(Sizes{7}, 1), (Sizes{7}));
}

TEST(CutEvenly, GivesEachShardASubject) {
    EXPECT_EQ(cut_evenly(Sizes{100, 1, 1, 1}, 4), (Sizes{100, 1, 1, 1}));
    EXPECT_EQ(cut_evenly(Sizes{1, 1, 1, 100}, 3), (Sizes{2, 1, 100}));
}

TEST(CutEvenly, MakesFewerShardsOfFewerSubjects) {
    EXPECT_EQ(cut_evenly(Sizes{3, 4}, 9999), (Sizes{3, 4}));
    EXPECT_EQ(cut_evenly(Sizes{}, 3), Sizes{});
}

TEST(CutEvenly, LosesNothingCutsNoSubjectAndIsEven) {
    std::mt19937 random{4711};
    for (int round = 0; round < 2000; ++round) {
        Sizes const subjects = random_subjects(random);
        std::size_t const wanted = 1 + random() % 70;
        Sizes const shards = cut_evenly(subjects, wanted);
        ASSERT_EQ(shards.size(), std::min(wanted, subjects.size()));
        std::uint64_t const all = std::accumulate(subjects.begin(), subjects.end(), std::uint64_t{0});
        std::set<std::uint64_t> ends;
        std::uint64_t end = 0;
        for (std::uint64_t const each : subjects) {
            ends.insert(end += each);
        }
        end = 0;
        for (std::uint64_t const each : shards) {
            ASSERT_GT(each, 0U);
            ASSERT_TRUE(ends.contains(end += each));
            std::uint64_t const largest = *std::ranges::max_element(subjects);
            ASSERT_LE(each * shards.size(), all + largest * shards.size());
            ASSERT_GE(each * shards.size() + largest * shards.size(), all);
        }
        ASSERT_EQ(end, all);
    }
}

class ShardsTest : public testing::Test {
protected:
    ShardsTest() {
        std::string pattern = (fs::temp_directory_path() / "stoa-shards-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~ShardsTest() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    static std::string get(fs::path const& file) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return std::move(text).str();
    }
    static void put(fs::path const& file, std::string const& text) { std::ofstream(file) << text; }
    static std::string sha256(std::string const& bytes) {
        rdf::Sha256Sink hash;
        hash.write(bytes);
        return hash.hex();
    }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> found;
        for (fs::directory_entry const& each : fs::directory_iterator{folder_}) {
            found.insert(each.path().filename().string());
        }
        return found;
    }
    [[nodiscard]] static std::string statements(std::size_t subjects) {
        std::string text;
        for (std::size_t i = 0; i < subjects; ++i) {
            for (std::size_t k = 0; k <= i % 5; ++k) {
                text += "<https://example.org/" + std::to_string(10'000 + i) + "> <https://example.org/p> \"" +
                        std::string(i % 40, 'x') + std::to_string(k) + "\" .\n";
            }
        }
        return text;
    }
    /// In pieces that do not end with lines.
    [[nodiscard]] static std::function<void(rdf::ByteSink&)> writer(std::string const& text, std::size_t piece) {
        return [text, piece](rdf::ByteSink& out) {
            for (std::size_t at = 0; at < text.size(); at += piece) {
                out.write(std::string_view{text}.substr(at, piece));
            }
        };
    }

    fs::path folder_;
};

TEST_F(ShardsTest, TogetherAreTheWholeInOrderWithNoSubjectInTwo) {
    std::string const text = statements(200);
    for (std::size_t const piece : {1U, 7U, 1000U, 1'000'000U}) {
        Shards const shards = write_shards(folder_, {8, false, {"data"}, {}}, writer(text, piece));
        ASSERT_EQ(shards.files.size(), 8U);
        std::string whole;
        std::string last;
        for (Shard const& each : shards.files) {
            std::string const bytes = get(folder_ / each.name);
            EXPECT_EQ(bytes.size(), each.bytes);
            EXPECT_EQ(sha256(bytes), each.sha256);
            EXPECT_EQ(each.sha256, each.ntriples_sha256);
            EXPECT_EQ(static_cast<std::uint64_t>(std::ranges::count(bytes, '\n')), each.statements);
            EXPECT_NE(bytes.substr(0, bytes.find(' ')), last);
            std::size_t const last_line = bytes.rfind('\n', bytes.size() - 2) + 1;
            last = bytes.substr(last_line, bytes.find(' ', last_line) - last_line);
            whole += bytes;
        }
        EXPECT_EQ(whole, text);
        EXPECT_EQ(shards.ntriples_sha256, sha256(text));
        EXPECT_EQ(shards.subjects, 200U);
    }
}

TEST_F(ShardsTest, AreTheSameBytesWhenCompressedAgain) {
    std::string const text = statements(3000);
    Shards const first = write_shards(folder_, {3, true, {"data"}, {}}, writer(text, 4096));
    std::string const manifest = get(folder_ / "manifest.json");
    Shards const second = write_shards(folder_, {3, true, {"data"}, {}}, writer(text, 100));
    EXPECT_EQ(get(folder_ / "manifest.json"), manifest);
    std::string whole;
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(first.files[i].sha256, second.files[i].sha256);
        std::string const bytes = get(folder_ / first.files[i].name);
        EXPECT_EQ(sha256(bytes), first.files[i].sha256);
        EXPECT_EQ(bytes.substr(0, 8), std::string("\x1f\x8b\x08\0\0\0\0\0", 8));  // no name, no time
        std::string inside;
        LineReader lines{folder_ / first.files[i].name};
        while (auto const line = lines.next()) {
            inside += std::string{*line} + "\n";
        }
        EXPECT_EQ(sha256(inside), first.files[i].ntriples_sha256);
        whole += inside;
    }
    EXPECT_EQ(whole, text);
}

TEST_F(ShardsTest, ReplaceThoseOfAnEarlierRun) {
    write_shards(folder_, {5, false, {}, {}}, writer(statements(20), 100));
    write_shards(folder_, {2, true, {}, {}}, writer(statements(20), 100));
    EXPECT_EQ(names(), (std::set<std::string>{"manifest.json", "part-0001.nt.gz", "part-0002.nt.gz"}));
    write_shards(folder_, {1, true, {}, {}}, writer("", 1));
    EXPECT_EQ(names(), std::set<std::string>{"manifest.json"});
}

TEST_F(ShardsTest, HaveAManifestWithItsPartsInOneLine) {
    Shards const shards = write_shards(folder_, {1, false, {"data", "description"}, {}}, writer(statements(1), 100));
    Shard const& file = shards.files.front();
    EXPECT_EQ(get(folder_ / "manifest.json"),
              "{\n  \"parts\": [\"data\", \"description\"],\n  \"media_type\": \"application/n-triples\",\n"
              "  \"compression\": null,\n  \"statements\": 1,\n  \"subjects\": 1,\n  \"bytes\": 58,\n"
              "  \"ntriples_bytes\": 58,\n  \"ntriples_sha256\": \"" +
                  file.sha256 +
                  "\",\n  \"files\": [\n    {\n      \"name\": \"part-0001.nt\",\n      \"statements\": 1,\n"
                  "      \"bytes\": 58,\n      \"sha256\": \"" +
                  file.sha256 + "\",\n      \"ntriples_bytes\": 58,\n      \"ntriples_sha256\": \"" + file.sha256 +
                  "\"\n    }\n  ]\n}\n");
    write_shards(folder_, {1, true, {}, {}}, writer("", 1));
    EXPECT_EQ(get(folder_ / "manifest.json"),
              "{\n  \"parts\": [],\n  \"media_type\": \"application/n-triples\",\n  \"compression\": \"gzip\",\n"
              "  \"statements\": 0,\n  \"subjects\": 0,\n  \"bytes\": 0,\n  \"ntriples_bytes\": 0,\n"
              "  \"ntriples_sha256\": \"" +
                  sha256("") + "\",\n  \"files\": []\n}\n");
}

TEST_F(ShardsTest, LeaveTheOldOnesWhenTheDiskIsFull) {
    write_shards(folder_, {3, false, {}, {}}, writer(statements(20), 100));
    std::string const manifest = get(folder_ / "manifest.json");
    std::string const old = get(folder_ / "part-0001.nt");
    fs::remove(folder_ / "part-0002.nt");
    fs::create_symlink("/dev/full", folder_ / "part-0002.nt");
    EXPECT_THROW(write_shards(folder_, {2, false, {}, {}}, writer(statements(30), 100)), rdf::WriteError);
    EXPECT_EQ(get(folder_ / "manifest.json"), manifest);
    EXPECT_EQ(get(folder_ / "part-0001.nt"), old);
    EXPECT_EQ(names(), (std::set<std::string>{"manifest.json", "part-0001.nt", "part-0002.nt", "part-0003.nt"}));
}

TEST_F(ShardsTest, KnowWhatIsNotTheirs) {
    EXPECT_EQ(find_foreign_entry(folder_ / "none"), std::nullopt);
    EXPECT_EQ(find_foreign_entry(folder_), std::nullopt);
    for (char const* const each :
         {"manifest.json", "part-0001.nt", "part-9999.nt.gz", ".part-0001.nt.0123456789abcdef.tmp",
          ".part-0020.nt.gz.fedcba9876543210.tmp", ".manifest.json.0000000000000000.tmp"}) {
        put(folder_ / each, "");
    }
    EXPECT_EQ(find_foreign_entry(folder_), std::nullopt);
    for (char const* const each : {"part-1.nt",
                                   "part-00010.nt",
                                   "part-000a.nt",
                                   "part-.nt",
                                   "part-0001.ttl",
                                   "part-0001.nt.bz2",
                                   "part-0001.gz",
                                   "xpart-0001.nt",
                                   "part-0001.nt.gz.gz",
                                   "part-0001",
                                   "PART-0001.nt",
                                   "manifest.json.gz",
                                   "manifest.jso",
                                   "part-0001.nt.0123456789abcdef.tmp",
                                   ".part-0001.nt.0123456789ABCDEF.tmp",
                                   ".part-0001.nt.0123456789abcde.tmp",
                                   ".part-0001.nt.00123456789abcdef.tmp",
                                   ".part-0001.nt.0123456789abcdef.tm",
                                   ".part-0001.nt0123456789abcdef.tmp",
                                   ".manifest.json..tmp",
                                   ".0123456789abcdef.tmp",
                                   "..0123456789abcdef.tmp",
                                   ".a.txt.0123456789abcdef.tmp",
                                   "a.txt",
                                   ".hidden"}) {
        put(folder_ / each, "");
        EXPECT_EQ(find_foreign_entry(folder_), each);
        fs::remove(folder_ / each);
    }
    fs::create_directory(folder_ / "part-0002.nt");
    EXPECT_EQ(find_foreign_entry(folder_), "part-0002.nt");
    for (char const* const each : {"x.txt", "a.txt", "m.txt"}) {
        put(folder_ / each, "");
    }
    EXPECT_EQ(find_foreign_entry(folder_), "a.txt") << "the first by name, whatever the order of the folder";
}

}  // namespace
}  // namespace stoa::publish
