// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/http.hpp"
#include "stoa/rdf/byte_sink.hpp"

namespace stoa::publish {

/// A part of a snapshot that is sent in one body. All statements of a subject are in one piece.
struct Piece {
    FilePart part;
    std::uint64_t statements = 0;
};

/// The desired content of a graph: a file of sorted canonical N-Triples without blank nodes, and its properties.
struct Snapshot {
    std::filesystem::path file;
    std::uint64_t statements = 0;
    std::string sha256;  ///< of the file, 64 hexadecimal digits
    std::vector<Piece> pieces;
};

/// Writes the file and counts, hashes and cuts on the way. `write` gives the lines in order. A piece has at most
/// `most_statements`, or one subject. Throws rdf::WriteError when the disk is full.
[[nodiscard]] Snapshot make_snapshot(std::filesystem::path const& file, std::uint64_t most_statements,
                                     std::function<void(rdf::ByteSink&)> const& write);

/// The three parts of a line `<s> <p> o .` of canonical N-Triples, views into it.
struct Line {
    std::string_view subject;    ///< with its angle brackets
    std::string_view predicate;  ///< the same
    std::string_view object;
};
[[nodiscard]] Line parts_of(std::string_view line);

/// Lines of a file, plain or gzip, one after the other, without their line feeds.
class LineReader {
public:
    /// Throws std::runtime_error when it cannot be read, `next` when it ends in the middle or is damaged.
    explicit LineReader(std::filesystem::path const& file);
    ~LineReader();
    LineReader(LineReader&&) noexcept;
    LineReader& operator=(LineReader&&) noexcept;

    /// Valid until the next call; nothing at the end.
    [[nodiscard]] std::optional<std::string_view> next();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Sorts lines that are more than memory should hold: runs of at most `most_bytes` go to files in `folder`.
class LineSorter {
public:
    LineSorter(std::filesystem::path folder, std::size_t most_bytes);
    ~LineSorter();
    LineSorter(LineSorter const&) = delete;
    LineSorter& operator=(LineSorter const&) = delete;
    LineSorter(LineSorter&&) = delete;
    LineSorter& operator=(LineSorter&&) = delete;

    void add(std::string_view line);
    /// Hands the lines on in byte order, each once.
    void for_each(std::function<void(std::string_view)> const& visit);

private:
    void write_run();

    std::filesystem::path folder_;
    std::size_t most_bytes_;
    std::string text_;
    std::vector<std::pair<std::size_t, std::uint32_t>> lines_;  ///< begin and size in `text_`
    std::vector<std::filesystem::path> runs_;
};

/// Lines of `before` and `after`, both sorted, that the other has not.
void compare_sorted(LineReader& before, LineReader& after, std::function<void(std::string_view)> const& removed,
                    std::function<void(std::string_view)> const& added);

}  // namespace stoa::publish
