// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <span>

#include "stoa/rdf/lexical_form.hpp"
#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/ntriples_reader.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::publish {
namespace {

using rdf::TermView;

constexpr std::size_t sorting_memory = std::size_t{48} * 1024 * 1024;
constexpr std::uint64_t batches_of_a_run = 10;

std::string plain_line(TermView const& subject, TermView const& predicate, TermView object) {
    std::string line;
    rdf::append_ntriples(line, subject, predicate, object);
    line.pop_back();
    return line;
}

/// A line of what the server gave back, with values in their canonical form and without its line feed.
std::string line_of(TermView const& subject, TermView const& predicate, TermView object) {
    std::string const value = object.type == rdf::TermType::literal && !object.datatype.empty()
                                  ? canonical_value(object.datatype, object.text)
                                  : std::string{object.text};
    std::string language{object.language};
    std::ranges::transform(language, language.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    object.text = value;
    object.language = language;
    return plain_line(subject, predicate, object);
}

TermView view_of(ResultTerm const& term) {
    switch (term.type) {
        case ResultTerm::Type::literal:
            return {rdf::TermType::literal, nullptr, term.text, term.language, term.datatype};
        case ResultTerm::Type::blank:
            return {rdf::TermType::blank, nullptr, term.text, {}, {}};
        default:
            return TermView::iri(term.text);
    }
}

/// Gathers lines that one side lacks; pairs of one subject and predicate are changes. Lines come sorted.
class Differences {
public:
    Differences(Verification& result, std::size_t most) : result_{result}, most_{most} {}

    void missing(std::string_view line) { add(line, true); }
    void extra(std::string_view line) { add(line, false); }

    void finish() {
        std::size_t const pairs = std::min(here_.size(), there_.size());
        for (std::size_t i = 0; i < pairs; ++i) {
            ++result_.changed;
            note(Difference::Kind::changed, here_[i], there_[i]);
        }
        for (std::size_t i = pairs; i < here_.size(); ++i) {
            ++result_.missing;
            note(Difference::Kind::missing, here_[i], {});
        }
        for (std::size_t i = pairs; i < there_.size(); ++i) {
            ++result_.extra;
            note(Difference::Kind::extra, {}, there_[i]);
        }
        here_.clear();
        there_.clear();
    }

private:
    void add(std::string_view line, bool is_here) {
        Line const parts = parts_of(line);
        if (parts.subject != subject_ || parts.predicate != predicate_) {
            finish();
            subject_ = parts.subject;
            predicate_ = parts.predicate;
        }
        (is_here ? here_ : there_).emplace_back(parts.object);
    }

    void note(Difference::Kind kind, std::string const& here, std::string const& there) {
        if (result_.differences.size() < most_) {
            auto const bare = [](std::string const& iri) {
                return iri.starts_with('<') ? iri.substr(1, iri.size() - 2) : iri;
            };
            result_.differences.push_back({kind, bare(subject_), bare(predicate_), here, there});
        }
    }

    Verification& result_;
    std::size_t most_;
    std::string subject_;
    std::string predicate_;
    std::vector<std::string> here_;
    std::vector<std::string> there_;
};

/// Statements of some subjects, as the snapshot has them.
struct Batch {
    std::vector<std::string> subjects;  ///< with brackets
    std::vector<std::string> lines;
};

// Of subjects that one query names.
constexpr std::size_t most_subjects = 400;
constexpr std::size_t most_text = std::size_t{48} * 1024;

/// How many of the first subjects one query can name; at least one.
std::size_t fit_in_a_query(std::span<std::string const> subjects) {
    std::size_t text = 0;
    std::size_t number = 0;
    while (number < std::min(subjects.size(), most_subjects) && text <= most_text) {
        text += subjects[number++].size();
    }
    return number;
}

using LineForm = std::string (*)(TermView const&, TermView const&, TermView);

class Reader {
public:
    /// `form`: what makes a line of a statement.
    Reader(Endpoint& endpoint, std::string const& graph, LineForm form = line_of)
        : endpoint_{endpoint}, graph_{iri_ref(graph)}, form_{form} {}

    /// Lines of any number of subjects on the server, sorted.
    std::vector<std::string> lines_of_all(std::span<std::string const> subjects) {
        std::vector<std::string> lines;
        while (!subjects.empty()) {
            std::size_t const size = fit_in_a_query(subjects);
            std::ranges::move(lines_of(subjects.first(size)), std::back_inserter(lines));
            subjects = subjects.subspan(size);
        }
        std::ranges::sort(lines);
        return lines;
    }

    /// The same of as many as one query can name. More than the server gives in one answer are asked for in parts.
    std::vector<std::string> lines_of(std::span<std::string const> subjects) {
        std::vector<std::string> lines = ask(subjects, "");
        std::uint32_t const rows = endpoint_.profile().answer_rows;
        if (rows > 0 && lines.size() >= rows) {
            lines.clear();
            if (subjects.size() > 1) {
                std::size_t const half = subjects.size() / 2;
                lines = lines_of(subjects.subspan(0, half));
                std::vector<std::string> const more = lines_of(subjects.subspan(half));
                lines.insert(lines.end(), more.begin(), more.end());
            } else {
                lines = pages_of(subjects.front());
            }
        }
        std::ranges::sort(lines);
        return lines;
    }

    /// All subjects of the graph in the order of their IRIs, a page at a time.
    void for_each_subject(std::function<void(std::string const&)> const& visit) {
        constexpr std::size_t page = 5'000;
        std::string last;
        while (true) {
            std::string quoted;
            rdf::append_ntriples(quoted, TermView::string(last));
            std::vector<ResultRow> const rows =
                endpoint_.select(fmt::format("SELECT DISTINCT ?s {{ GRAPH {} {{ ?s ?p ?o }} FILTER (STR(?s) > {}) }} "
                                             "ORDER BY STR(?s) LIMIT {}",
                                             graph_, for_sparql(quoted), page),
                                 {"s"});
            for (ResultRow const& row : rows) {
                if (row.front().type == ResultTerm::Type::iri) {
                    visit("<" + row.front().text + ">");
                }
                last = row.front().text;
            }
            if (rows.size() < page) {
                return;
            }
        }
    }

private:
    std::vector<std::string> ask(std::span<std::string const> subjects, std::string const& rest) {
        std::string values;
        for (std::string const& each : subjects) {
            values += each + " ";
        }
        std::vector<ResultRow> const rows = endpoint_.select(
            fmt::format("SELECT ?s ?p ?o {{ VALUES ?s {{ {}}} GRAPH {} {{ ?s ?p ?o }} }}{}", values, graph_, rest),
            {"s", "p", "o"});
        std::vector<std::string> lines;
        for (ResultRow const& row : rows) {
            lines.push_back(form_(view_of(row[0]), view_of(row[1]), view_of(row[2])));
        }
        return lines;
    }

    /// Of a subject with more statements than an answer has rows: from an ordered inner query, as Virtuoso wants it.
    std::vector<std::string> pages_of(std::string const& subject) {
        std::size_t const page = endpoint_.profile().answer_rows / 2;
        std::vector<std::string> lines;
        for (std::size_t offset = 0;; offset += page) {
            std::vector<ResultRow> const rows = endpoint_.select(
                fmt::format("SELECT ?p ?o {{ {{ SELECT ?p ?o {{ GRAPH {} {{ {} ?p ?o }} }} ORDER BY ?p ?o }} }} "
                            "OFFSET {} LIMIT {}",
                            graph_, subject, offset, page),
                {"p", "o"});
            std::string_view const iri = std::string_view{subject}.substr(1, subject.size() - 2);
            for (ResultRow const& row : rows) {
                lines.push_back(form_(TermView::iri(iri), view_of(row[0]), view_of(row[1])));
            }
            if (rows.size() < page) {
                return lines;
            }
        }
    }

    Endpoint& endpoint_;
    std::string graph_;
    LineForm form_;
};

/// Batches of whole subjects, small enough for one query and one answer.
void for_each_batch(Snapshot const& snapshot, std::size_t most_rows, std::function<bool(Batch const&)> const& visit) {
    LineReader reader{snapshot.file};
    Batch batch;
    std::size_t text = 0;
    Batch subject;
    auto const close = [&] {
        bool const is_full = batch.lines.size() + subject.lines.size() > most_rows ||
                             batch.subjects.size() >= most_subjects || text > most_text;
        if (is_full && !batch.subjects.empty()) {
            if (!visit(batch)) {
                return false;
            }
            batch = {};
            text = 0;
        }
        if (!subject.subjects.empty()) {
            text += subject.subjects.front().size();
            batch.subjects.push_back(std::move(subject.subjects.front()));
            std::ranges::move(subject.lines, std::back_inserter(batch.lines));
            subject = {};
        }
        return true;
    };
    while (std::optional<std::string_view> const line = reader.next()) {
        std::string_view const name = parts_of(*line).subject;
        if (subject.subjects.empty() || subject.subjects.front() != name) {
            if (!close()) {
                return;
            }
            subject.subjects.emplace_back(name);
        }
        subject.lines.emplace_back(*line);
    }
    if (close() && !batch.subjects.empty()) {
        visit(batch);
    }
}

void compare(std::vector<std::string> const& here, std::vector<std::string> const& there, Differences& differences) {
    auto mine = here.begin();
    auto theirs = there.begin();
    while (mine != here.end() || theirs != there.end()) {
        int const order = mine == here.end() ? 1 : theirs == there.end() ? -1 : mine->compare(*theirs);
        if (order < 0) {
            differences.missing(*mine);
        } else if (order > 0) {
            differences.extra(*theirs);
        }
        mine += order <= 0 ? 1 : 0;
        theirs += order >= 0 ? 1 : 0;
    }
}

class SortingSink final : public rdf::StatementSink {
public:
    SortingSink(LineSorter& sorter, LineForm form, std::uint64_t& read,
                std::function<void(std::uint64_t)> const& progress)
        : sorter_{sorter}, form_{form}, read_{read}, progress_{progress} {}
    void write(TermView const& subject, TermView const& predicate, TermView const& object) override {
        sorter_.add(form_(subject, predicate, object));
        if (++read_ % 65'536 == 0 && progress_) {
            progress_(read_);
        }
    }

private:
    LineSorter& sorter_;
    LineForm form_;
    std::uint64_t& read_;
    std::function<void(std::uint64_t)> const& progress_;
};

/// The graph as one file, sorted here.
void compare_by_download(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot,
                         std::filesystem::path const& folder, Verification& result, Differences& differences,
                         std::function<void(std::uint64_t)> const& progress) {
    std::filesystem::path const file = folder / "read-back.nt";
    std::uint64_t const size = std::filesystem::file_size(snapshot.file);
    constexpr std::uint64_t spare = std::uint64_t{64} * 1024 * 1024;
    if (result.found > 0) {
        endpoint.read_graph(graph, file, size * 6 + result.found * 100 + spare);
    } else {
        static_cast<void>(make_snapshot(file, 1, [](rdf::ByteSink&) {}));
    }
    LineSorter sorter{folder, sorting_memory};
    SortingSink sink{sorter, line_of, result.compared, progress};
    rdf::read_ntriples(file, sink);
    std::filesystem::remove(file);
    LineReader reader{snapshot.file};
    std::optional<std::string_view> expected = reader.next();
    sorter.for_each([&](std::string_view line) {
        for (; expected && *expected < line; expected = reader.next()) {
            differences.missing(*expected);
        }
        if (expected && *expected == line) {
            expected = reader.next();
        } else {
            differences.extra(line);
        }
    });
    for (; expected; expected = reader.next()) {
        differences.missing(*expected);
    }
}

}  // namespace

std::string_view name_of(Depth depth) {
    switch (depth) {
        case Depth::counts:
            return "counts";
        case Depth::batches:
            return "batches";
        case Depth::full:
            return "full";
    }
    return {};
}

std::string_view name_of(Difference::Kind kind) {
    switch (kind) {
        case Difference::Kind::missing:
            return "missing";
        case Difference::Kind::extra:
            return "extra";
        case Difference::Kind::changed:
            return "changed";
    }
    return {};
}

std::string canonical_value(std::string_view datatype, std::string_view lexical) {
    constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";
    std::string same{lexical};
    if (!datatype.starts_with(xsd)) {
        return same;
    }
    std::string_view const type = datatype.substr(xsd.size());
    if (type == "integer" || type == "nonNegativeInteger" || type == "positiveInteger" || type == "int" ||
        type == "long") {
        return rdf::canonical_integer(lexical).value_or(same);
    }
    if (type == "decimal") {
        return rdf::canonical_decimal(lexical).value_or(same);
    }
    if (type == "boolean") {
        return lexical == "1" ? "true" : lexical == "0" ? "false" : same;
    }
    bool const has_zone = type == "dateTime" || type == "date" || type == "gYear" || type == "gYearMonth";
    if (has_zone) {
        if (same.ends_with("+00:00") || same.ends_with("-00:00")) {
            same.replace(same.size() - 6, 6, "Z");
        }
        // A fraction of a second that is nought.
        if (std::size_t const point = same.find('.'); type == "dateTime" && point != std::string::npos) {
            std::size_t const end = std::min(same.find_first_not_of("0123456789", point + 1), same.size());
            std::size_t last = same.find_last_not_of('0', end - 1);
            last = last == point ? point : last + 1;
            same.erase(last, end - last);
        }
    }
    return same;
}

std::uint64_t runs_for(std::uint64_t batches) {
    return std::max<std::uint64_t>((batches + batches_of_a_run - 1) / batches_of_a_run, 1);
}

Verification verify(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot, Depth depth,
                    std::uint64_t run, std::filesystem::path const& folder, std::size_t most_differences,
                    std::function<void(std::uint64_t)> const& progress) {
    Verification result;
    result.depth = depth;
    result.expected = snapshot.statements;
    result.found = endpoint.count(graph);
    if (depth == Depth::counts) {
        return result;
    }
    Differences differences{result, most_differences};
    std::uint32_t const rows = endpoint.profile().answer_rows;
    if (depth == Depth::full && rows == 0) {
        compare_by_download(endpoint, graph, snapshot, folder, result, differences, progress);
        differences.finish();
        return result;
    }
    Reader reader{endpoint, graph};
    std::size_t const most_rows = depth == Depth::batches ? 200 : std::max<std::size_t>(rows / 2, 1);
    if (depth == Depth::batches) {
        for_each_batch(snapshot, most_rows, [&](Batch const&) {
            ++result.batches;
            return true;
        });
    }
    // Spread evenly, and in each run those that follow the batches of the run before.
    std::uint64_t const every = runs_for(result.batches);
    std::uint64_t number = 0;
    for_each_batch(snapshot, most_rows, [&](Batch const& batch) {
        if (number++ % every == run % every) {
            result.compared_batches += depth == Depth::batches ? 1 : 0;
            std::vector<std::string> const there = reader.lines_of(batch.subjects);
            result.compared += there.size();
            compare(batch.lines, there, differences);
            if (progress) {
                progress(result.compared);
            }
        }
        return true;
    });
    if (depth == Depth::full && result.compared < result.found) {
        // Some subject is there that should not be: all are gone through, which takes a while.
        LineReader expected{snapshot.file};
        std::vector<std::size_t> known;  // hashes, eight bytes a subject
        std::hash<std::string_view> const hash;
        while (std::optional<std::string_view> const line = expected.next()) {
            std::size_t const value = hash(parts_of(*line).subject);
            if (known.empty() || known.back() != value) {
                known.push_back(value);
            }
        }
        std::ranges::sort(known);
        std::vector<std::string> unknown;
        reader.for_each_subject([&](std::string const& subject) {
            if (!std::ranges::binary_search(known, hash(subject))) {
                unknown.push_back(subject);
            }
        });
        std::span<std::string const> rest{unknown};
        while (!rest.empty()) {
            std::size_t const size = fit_in_a_query(rest);
            std::vector<std::string> const there = reader.lines_of(rest.first(size));
            result.compared += there.size();
            compare({}, there, differences);
            if (progress) {
                progress(result.compared);
            }
            rest = rest.subspan(size);
        }
    }
    differences.finish();
    return result;
}

Verification verify_subjects(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot,
                             std::vector<std::string> const& subjects, std::size_t most_differences) {
    Verification result;
    result.depth = Depth::batches;
    result.expected = snapshot.statements;
    result.found = endpoint.count(graph);
    std::vector<std::string> names;
    for (std::string const& each : subjects) {
        names.push_back(iri_ref(each));
    }
    std::ranges::sort(names);
    std::vector<std::string> here;
    LineReader lines{snapshot.file};
    while (std::optional<std::string_view> const line = lines.next()) {
        if (std::ranges::binary_search(names, parts_of(*line).subject)) {
            here.emplace_back(*line);
        }
    }
    std::vector<std::string> const there = Reader{endpoint, graph}.lines_of_all(names);
    result.compared = there.size();
    Differences differences{result, most_differences};
    compare(here, there, differences);
    differences.finish();
    return result;
}

bool has_blank_node(Endpoint& endpoint, std::string const& graph) {
    return !endpoint
                .select(fmt::format("SELECT ?s ?o {{ GRAPH {} {{ ?s ?p ?o }} FILTER (isBlank(?s) || isBlank(?o)) }} "
                                    "LIMIT 1",
                                    iri_ref(graph)),
                        {"s", "o"})
                .empty();
}

std::string example_of(Endpoint& endpoint, std::string const& graph) {
    std::vector<ResultRow> const rows = endpoint.select(
        fmt::format("SELECT ?s ?p ?o {{ GRAPH {} {{ ?s ?p ?o }} }} LIMIT 1", iri_ref(graph)), {"s", "p", "o"});
    return rows.empty() ? std::string{}
                        : plain_line(view_of(rows.front()[0]), view_of(rows.front()[1]), view_of(rows.front()[2]));
}

Snapshot read_back(Endpoint& endpoint, std::string const& graph, std::filesystem::path const& folder,
                   std::filesystem::path const& file, std::uint64_t most_statements) {
    LineSorter sorter{folder, sorting_memory};
    if (endpoint.profile().answer_rows == 0) {
        std::filesystem::path const download = folder / "read-back.nt";
        constexpr std::uint64_t most_bytes = std::uint64_t{64} << 30U;
        endpoint.read_graph(graph, download, most_bytes);
        std::uint64_t read = 0;
        std::function<void(std::uint64_t)> const progress;
        SortingSink sink{sorter, plain_line, read, progress};
        rdf::read_ntriples(download, sink);
        std::filesystem::remove(download);
    } else {
        Reader reader{endpoint, graph, plain_line};
        std::vector<std::string> subjects;
        reader.for_each_subject([&](std::string const& subject) { subjects.push_back(subject); });
        for (std::span<std::string const> rest{subjects}; !rest.empty();) {
            std::size_t const size = fit_in_a_query(rest);
            std::ranges::for_each(reader.lines_of(rest.first(size)),
                                  [&](std::string const& line) { sorter.add(line); });
            rest = rest.subspan(size);
        }
    }
    return make_snapshot(file, most_statements, [&](rdf::ByteSink& out) {
        sorter.for_each([&](std::string_view line) {
            out.write(line);
            out.write("\n");
        });
    });
}

}  // namespace stoa::publish
