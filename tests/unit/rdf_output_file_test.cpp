// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "stoa/rdf/output_file.hpp"

namespace stoa::rdf {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test.
class OutputFileTest : public testing::Test {
protected:
    OutputFileTest() {
        std::string pattern = (fs::temp_directory_path() / "stoa-output-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~OutputFileTest() override {
        std::error_code ignored;
        fs::permissions(folder_, fs::perms::owner_all, ignored);
        fs::remove_all(folder_, ignored);
    }

    [[nodiscard]] std::string path(std::string const& name) const { return (folder_ / name).string(); }

    static void put(std::string const& file, std::string const& text) { std::ofstream(file) << text; }
    static std::string get(std::string const& file) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return std::move(text).str();
    }
    [[nodiscard]] std::ptrdiff_t entries() const {
        return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
    }

    fs::path folder_;
};

std::string message_of(std::string const& path) {
    try {
        OutputFile file(path);
        file.write("x");
        file.finish();
    } catch (WriteError const& error) {
        return error.what();
    }
    return "";
}

TEST_F(OutputFileTest, IsThereWhenFinished) {
    OutputFile file(path("a.ttl"));
    file.write("one ");
    file.write("");
    file.write("two");
    EXPECT_FALSE(fs::exists(path("a.ttl")));
    file.finish();
    EXPECT_EQ(get(path("a.ttl")), "one two");
    EXPECT_EQ(entries(), 1);
    file.finish();
}

TEST_F(OutputFileTest, KeepsTheOldFileWhenNotFinished) {
    put(path("a.ttl"), "old");
    {
        OutputFile file(path("a.ttl"));
        file.write(std::string(1'000'000, 'x'));
        EXPECT_EQ(get(path("a.ttl")), "old");
        EXPECT_EQ(entries(), 2);
    }
    EXPECT_EQ(get(path("a.ttl")), "old");
    EXPECT_EQ(entries(), 1);
}

TEST_F(OutputFileTest, ReplacesTheOldFileWhenFinished) {
    put(path("a.ttl"), "a much longer old text");
    OutputFile file(path("a.ttl"));
    file.write("new");
    file.finish();
    EXPECT_EQ(get(path("a.ttl")), "new");
}

TEST_F(OutputFileTest, KeepsTheOldFileWhenOnlySettled) {
    put(path("out"), "old");
    {
        OutputFile file(path("out"));
        file.write("new");
        file.settle();
        EXPECT_EQ(get(path("out")), "old");
    }
    EXPECT_EQ(get(path("out")), "old");
    EXPECT_EQ(entries(), 1);
    OutputFile file(path("out"));
    file.write("new");
    file.settle();
    file.finish();
    EXPECT_EQ(get(path("out")), "new");
}

TEST_F(OutputFileTest, HoldsNoDescriptorWhenSettled) {
    auto const descriptors = [] {
        return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
    };
    std::ptrdiff_t const before = descriptors();
    OutputFile file(path("out"));
    file.write("new");
    file.settle();
    file.settle();
    EXPECT_EQ(descriptors(), before);
    EXPECT_FALSE(fs::exists(path("out")));
    file.finish();
    EXPECT_EQ(get(path("out")), "new");
}

TEST_F(OutputFileTest, ReportsAFullDiskWhenSettling) {
    OutputFile file("/dev/full");
    file.write("x");
    EXPECT_THROW(file.settle(), WriteError);
}

TEST_F(OutputFileTest, WritesBytesOfAnySizeInOrder) {
    std::string expected;
    OutputFile file(path("a"));
    for (std::size_t size : {1U, 262'143U, 1U, 262'144U, 262'145U, 7U, 1'000'000U, 262'143U}) {
        std::string const part(size, static_cast<char>('a' + expected.size() % 26));
        file.write(part);
        expected += part;
    }
    file.finish();
    EXPECT_EQ(get(path("a")), expected);
}

TEST_F(OutputFileTest, KeepsTheModeOfTheOldFile) {
    put(path("a"), "old");
    fs::permissions(path("a"), fs::perms(0640));
    OutputFile file(path("a"));
    file.finish();
    EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms(0640));
}

TEST_F(OutputFileTest, GivesANewFileTheUsualMode) {
    mode_t const mask = ::umask(027);
    OutputFile file(path("a"));
    file.finish();
    ::umask(mask);
    EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms(0640));
}

TEST_F(OutputFileTest, ReplacesTheTargetOfALinkAndNotTheLink) {
    fs::create_directory(path("real"));
    put(path("real/a.ttl"), "old");
    fs::create_symlink("real/a.ttl", path("first"));
    fs::create_symlink("first", path("second"));
    OutputFile file(path("second"));
    file.write("new");
    file.finish();
    EXPECT_TRUE(fs::is_symlink(path("first")));
    EXPECT_TRUE(fs::is_symlink(path("second")));
    EXPECT_FALSE(fs::is_symlink(path("real/a.ttl")));
    EXPECT_EQ(get(path("real/a.ttl")), "new");
}

TEST_F(OutputFileTest, MakesTheTargetOfALinkThatPointsToNothing) {
    fs::create_symlink(path("target"), path("link"));
    OutputFile file(path("link"));
    file.write("new");
    file.finish();
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(get(path("target")), "new");
}

TEST_F(OutputFileTest, RefusesALoopOfLinks) {
    fs::create_symlink("b", path("a"));
    fs::create_symlink("a", path("b"));
    EXPECT_EQ(message_of(path("a")), "cannot write '" + path("a") + "': Too many levels of symbolic links");
}

TEST_F(OutputFileTest, SaysWhyAPlaceCannotBeWritten) {
    EXPECT_EQ(message_of(path("no/a.ttl")), "cannot write '" + path("no/a.ttl") + "': No such file or directory");
    EXPECT_EQ(message_of(folder_.string()), "cannot write '" + folder_.string() + "': Is a directory");
    put(path("file"), "");
    EXPECT_EQ(message_of(path("file/a")), "cannot write '" + path("file/a") + "': Not a directory");
    EXPECT_NE(message_of(""), "");
    EXPECT_EQ(entries(), 1);
}

TEST_F(OutputFileTest, LeavesAReadOnlyFileAlone) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root may write everything";
    }
    put(path("a"), "old");
    fs::permissions(path("a"), fs::perms(0444));
    EXPECT_EQ(message_of(path("a")), "cannot write '" + path("a") + "': Permission denied");
    EXPECT_EQ(get(path("a")), "old");
}

TEST_F(OutputFileTest, ReportsAFullDiskWhenFinishing) {
    EXPECT_EQ(message_of("/dev/full"), "cannot write '/dev/full': No space left on device");
}

TEST_F(OutputFileTest, ReportsAFullDiskWhileWriting) {
    OutputFile file("/dev/full");
    EXPECT_THROW(file.write(std::string(1'000'000, 'x')), WriteError);
    EXPECT_THROW(file.write("x"), WriteError);
    EXPECT_THROW(file.finish(), WriteError);
}

TEST_F(OutputFileTest, ReportsAFullDiskBehindALink) {
    fs::create_symlink("/dev/full", path("link"));
    EXPECT_EQ(message_of(path("link")), "cannot write '" + path("link") + "': No space left on device");
    EXPECT_TRUE(fs::is_symlink(path("link")));
}

TEST_F(OutputFileTest, WritesDirectlyToADevice) {
    OutputFile file("/dev/null");
    file.write("x");
    file.finish();
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(OutputFileTest, WritesDirectlyToAPipe) {
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    std::string received;
    std::thread reader([&] { received = get(path("pipe")); });
    std::string const sent(500'000, 'x');
    OutputFile file(path("pipe"));
    file.write(sent);
    file.finish();
    reader.join();
    EXPECT_EQ(received, sent);
    EXPECT_TRUE(fs::is_fifo(path("pipe")));
}

TEST_F(OutputFileTest, WritesToStandardOutput) {
    testing::internal::CaptureStdout();
    {
        OutputFile file("-");
        file.write("hello");
        file.finish();
    }
    {
        OutputFile file("-");
        file.write(" again");
        file.finish();
    }
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "hello again");
}

TEST_F(OutputFileTest, TakesNamesOfTheGreatestLength) {
    std::string const name(255, 'n');
    OutputFile file(path(name));
    file.write("x");
    file.finish();
    EXPECT_EQ(get(path(name)), "x");
}

TEST_F(OutputFileTest, LetsTwoRunsWriteTheSamePlace) {
    OutputFile first(path("a"));
    OutputFile second(path("a"));
    first.write("first");
    second.write("second");
    second.finish();
    EXPECT_EQ(get(path("a")), "second");
    first.finish();
    EXPECT_EQ(get(path("a")), "first");
    EXPECT_EQ(entries(), 1);
}

TEST_F(OutputFileTest, ReportsWhenItsTemporaryFileIsTakenAway) {
    put(path("a"), "old");
    OutputFile file(path("a"));
    file.write("new");
    for (fs::directory_entry const& entry : fs::directory_iterator(folder_)) {
        if (entry.path().filename() != "a") {
            fs::remove(entry.path());
        }
    }
    EXPECT_THROW(file.finish(), WriteError);
    EXPECT_EQ(get(path("a")), "old");
}

TEST(StringSink, KeepsWhatIsWritten) {
    StringSink sink;
    sink.write("a");
    sink.write("b");
    EXPECT_EQ(sink.text(), "ab");
}

}  // namespace
}  // namespace stoa::rdf
