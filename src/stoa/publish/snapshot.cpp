// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/snapshot.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <queue>
#include <stdexcept>

#include "stoa/publish/line_splitter.hpp"
#include "stoa/rdf/output_file.hpp"
#include "stoa/rdf/sha256.hpp"

namespace stoa::publish {
namespace {

/// Looks at the lines that pass: counts them and cuts them into pieces between subjects.
class Cutter final : public rdf::ByteSink {
public:
    Cutter(rdf::ByteSink& out, std::filesystem::path file, std::uint64_t most)
        : out_{out}, file_{std::move(file)}, most_{most} {}

    void write(std::string_view bytes) override {
        out_.write(bytes);
        hash_.write(bytes);
        splitter_.add(bytes, [this](std::string_view line) { add(line); });
    }

    void finish(Snapshot& snapshot) {
        close_piece();
        snapshot.statements = statements_;
        snapshot.sha256 = hash_.hex();
        snapshot.pieces = std::move(pieces_);
    }

private:
    void add(std::string_view line) {
        std::string_view const subject = line.substr(0, line.find(' '));
        if (subject.starts_with("_:") || parts_of(line).object.starts_with("_:")) {
            throw std::logic_error("a blank node cannot be published: what is sent twice would be there twice");
        }
        if (subject != subject_) {
            subject_ = subject;
            close_subject();
        }
        ++statements_;
        ++subject_statements_;
        bytes_ += line.size() + 1;
    }

    /// What lies before `bytes_` belongs to whole subjects.
    void close_subject() {
        if (piece_statements_ > 0 && piece_statements_ + subject_statements_ > most_) {
            cut(subject_begin_);
        }
        piece_statements_ += subject_statements_;
        subject_statements_ = 0;
        subject_begin_ = bytes_;
    }

    void cut(std::uint64_t end) {
        pieces_.push_back({{file_, piece_begin_, end - piece_begin_}, piece_statements_});
        piece_begin_ = end;
        piece_statements_ = 0;
    }

    void close_piece() {
        close_subject();
        if (piece_statements_ > 0) {
            cut(bytes_);
        }
    }

    rdf::ByteSink& out_;
    rdf::Sha256Sink hash_;
    std::filesystem::path file_;
    std::uint64_t most_;
    LineSplitter splitter_;
    std::string subject_;
    std::uint64_t bytes_ = 0;
    std::uint64_t statements_ = 0;
    std::uint64_t subject_begin_ = 0;
    std::uint64_t subject_statements_ = 0;
    std::uint64_t piece_begin_ = 0;
    std::uint64_t piece_statements_ = 0;
    std::vector<Piece> pieces_;
};

}  // namespace

Snapshot make_snapshot(std::filesystem::path const& file, std::uint64_t most_statements,
                       std::function<void(rdf::ByteSink&)> const& write) {
    Snapshot snapshot;
    snapshot.file = file;
    rdf::OutputFile out{file.string()};
    Cutter cutter{out, file, most_statements};
    write(cutter);
    cutter.finish(snapshot);
    out.finish();
    return snapshot;
}

Line parts_of(std::string_view line) {
    std::size_t const first = line.find(' ');
    std::size_t const second = line.find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos || !line.ends_with(" .")) {
        throw std::runtime_error(fmt::format("not a line of N-Triples: {}", line.substr(0, 200)));
    }
    return {line.substr(0, first), line.substr(first + 1, second - first - 1),
            line.substr(second + 1, line.size() - second - 3)};
}

struct LineReader::State {
    gzFile file = nullptr;
    std::string name;
    std::string buffer;
    std::size_t begin = 0;
    bool at_end = false;

    ~State() { gzclose(file); }
    State() = default;
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    State(State&&) = delete;
    State& operator=(State&&) = delete;

    void fill() {
        constexpr std::size_t block = std::size_t{256} * 1024;
        buffer.erase(0, begin);
        begin = 0;
        std::size_t const size = buffer.size();
        buffer.resize(size + block);
        int const count = gzread(file, buffer.data() + size, static_cast<unsigned>(block));
        int error = Z_OK;
        char const* const message = gzerror(file, &error);
        if (count < 0 || error != Z_OK) {
            throw std::runtime_error(
                fmt::format("cannot read '{}': {}", name, error == Z_BUF_ERROR ? "it ends in the middle" : message));
        }
        buffer.resize(size + static_cast<std::size_t>(count));
        at_end = count == 0;
    }
};

LineReader::LineReader(std::filesystem::path const& file) : state_{std::make_unique<State>()} {
    state_->name = file.string();
    state_->file = gzopen(file.c_str(), "rb");
    if (state_->file == nullptr) {
        throw std::runtime_error(fmt::format("cannot read '{}': {}", file.string(), std::strerror(errno)));
    }
    gzbuffer(state_->file, 256U * 1024U);
}

LineReader::~LineReader() = default;
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;

std::optional<std::string_view> LineReader::next() {
    State& state = *state_;
    std::size_t searched = state.begin;
    while (true) {
        if (std::size_t const end = state.buffer.find('\n', searched); end != std::string::npos) {
            std::string_view const line{state.buffer.data() + state.begin, end - state.begin};
            state.begin = end + 1;
            return line;
        }
        if (state.at_end) {
            if (state.begin != state.buffer.size()) {
                throw std::runtime_error(fmt::format("cannot read '{}': it ends in the middle of a line", state.name));
            }
            return std::nullopt;
        }
        searched = state.buffer.size() - state.begin;
        state.fill();
    }
}

LineSorter::LineSorter(std::filesystem::path folder, std::size_t most_bytes)
    : folder_{std::move(folder)}, most_bytes_{most_bytes} {}

LineSorter::~LineSorter() {
    for (std::filesystem::path const& each : runs_) {
        std::error_code ignored;
        std::filesystem::remove(each, ignored);
    }
}

void LineSorter::add(std::string_view line) {
    if (!lines_.empty() && text_.size() + line.size() + lines_.size() * sizeof lines_[0] > most_bytes_) {
        write_run();
    }
    lines_.emplace_back(text_.size(), static_cast<std::uint32_t>(line.size()));
    text_ += line;
}

void LineSorter::write_run() {
    auto const view = [&](auto const& each) { return std::string_view{text_}.substr(each.first, each.second); };
    std::ranges::sort(lines_, [&](auto const& a, auto const& b) { return view(a) < view(b); });
    std::filesystem::path const path = folder_ / fmt::format("run-{}", runs_.size());
    rdf::OutputFile out{path.string()};
    runs_.push_back(path);
    for (auto const& each : lines_) {
        out.write(view(each));
        out.write("\n");
    }
    out.finish();
    text_.clear();
    lines_.clear();
}

void LineSorter::for_each(std::function<void(std::string_view)> const& visit) {
    if (!lines_.empty()) {
        write_run();
    }
    struct Front {
        std::string line;
        std::size_t reader = 0;
        bool operator>(Front const& other) const { return line > other.line; }
    };
    std::vector<LineReader> readers;
    std::priority_queue<Front, std::vector<Front>, std::greater<>> fronts;
    for (std::filesystem::path const& each : runs_) {
        readers.emplace_back(each);
        if (std::optional<std::string_view> const line = readers.back().next()) {
            fronts.push({std::string{*line}, readers.size() - 1});
        }
    }
    std::string last;
    bool is_first = true;
    while (!fronts.empty()) {
        Front front = fronts.top();
        fronts.pop();
        if (is_first || front.line != last) {
            visit(front.line);
        }
        is_first = false;
        last = std::move(front.line);
        if (std::optional<std::string_view> const line = readers[front.reader].next()) {
            fronts.push({std::string{*line}, front.reader});
        }
    }
}

void compare_sorted(LineReader& before, LineReader& after, std::function<void(std::string_view)> const& removed,
                    std::function<void(std::string_view)> const& added) {
    std::optional<std::string_view> old_line = before.next();
    std::optional<std::string_view> new_line = after.next();
    while (old_line || new_line) {
        int const order = !old_line ? 1 : !new_line ? -1 : old_line->compare(*new_line);
        if (order < 0) {
            removed(*old_line);
        } else if (order > 0) {
            added(*new_line);
        }
        if (order <= 0) {
            old_line = before.next();
        }
        if (order >= 0) {
            new_line = after.next();
        }
    }
}

}  // namespace stoa::publish
