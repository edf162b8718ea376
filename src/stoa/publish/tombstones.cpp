// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/tombstones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "stoa/rdf/ntriples.hpp"

namespace stoa::publish {
namespace {

constexpr std::string_view deprecated =
    "<http://www.w3.org/2002/07/owl#deprecated> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .";
constexpr std::string_view replaced = "http://purl.org/dc/terms/isReplacedBy";

Tombstone make_tombstone(std::string const& subject, std::set<std::string> const& heirs) {
    Tombstone made{subject, {}};
    for (std::string const& each : heirs) {
        made.lines.push_back(fmt::format("{} <{}> {} .", subject, replaced, iri_ref(each)));
    }
    made.lines.push_back(fmt::format("{} {}", subject, deprecated));
    return made;
}

/// Goes through the subjects of a file of sorted lines, asked in byte order.
class Cursor {
public:
    explicit Cursor(std::filesystem::path const& file) : lines_{file}, line_{lines_.next()} {}

    /// Whether the file describes the subject.
    bool reaches(std::string_view subject) {
        while (line_ && parts_of(*line_).subject < subject) {
            line_ = lines_.next();
        }
        return line_ && parts_of(*line_).subject == subject;
    }

private:
    LineReader lines_;
    std::optional<std::string_view> line_;
};

std::string bare(std::string_view iri) { return std::string{iri.substr(1, iri.size() - 2)}; }

/// Subjects of a graph that are deprecated and say nothing else but what replaces them; in byte order.
std::vector<Tombstone> all_tombstones(Endpoint& endpoint, std::string const& graph) {
    constexpr std::size_t page = 5'000;
    std::map<std::string, std::set<std::string>> heirs;  // by subject
    std::string last;
    // By ranges of subjects, for a server may end a long answer without a word. The last subject of a page is asked for
    // again, as it may have more.
    while (true) {
        std::string quoted;
        rdf::append_ntriples(quoted, rdf::TermView::string(last));
        std::vector<ResultRow> const rows = endpoint.select(
            fmt::format("SELECT ?s ?heir {{ GRAPH {0} {{ ?s <http://www.w3.org/2002/07/owl#deprecated> ?true "
                        "OPTIONAL {{ ?s <{1}> ?heir }} }} FILTER (STR(?s) >= {2}) FILTER NOT EXISTS {{ GRAPH {0} {{ ?s "
                        "?p ?o }} FILTER (?p != <{1}> && ?p != <http://www.w3.org/2002/07/owl#deprecated>) }} }} "
                        "ORDER BY STR(?s) LIMIT {3}",
                        iri_ref(graph), replaced, for_sparql(quoted), page),
            {"s", "heir"});
        for (ResultRow const& row : rows) {
            if (row[0].type == ResultTerm::Type::iri) {
                std::set<std::string>& of_subject = heirs[iri_ref(row[0].text)];
                if (row[1].type == ResultTerm::Type::iri) {
                    of_subject.insert(row[1].text);
                }
            }
        }
        if (rows.size() < page || rows.back()[0].text == last) {
            break;
        }
        last = rows.back()[0].text;
    }
    std::vector<Tombstone> found;
    for (auto const& [subject, of_subject] : heirs) {
        found.push_back(make_tombstone(subject, of_subject));
    }
    return found;
}

}  // namespace

std::vector<Tombstone> tombstones_of(std::filesystem::path const& before,
                                     std::vector<std::filesystem::path> const& after, TombstoneRules const& rules) {
    std::vector<Tombstone> gone;
    LineReader old_lines{before};
    std::vector<Cursor> described;
    for (std::filesystem::path const& each : after) {
        described.emplace_back(each);
    }
    std::string subject;
    bool is_gone = false;
    while (std::optional<std::string_view> const line = old_lines.next()) {
        if (std::string_view const name = parts_of(*line).subject; name != subject) {
            subject = name;
            is_gone = true;
            for (Cursor& each : described) {  // all of them, so that all keep up
                is_gone = !each.reaches(subject) && is_gone;
            }
            if (is_gone) {
                gone.push_back({subject, {}});
            }
        }
        if (is_gone) {
            gone.back().lines.emplace_back(*line);
        }
    }
    std::erase_if(gone, [&](Tombstone& each) {
        std::string const iri = bare(each.subject);
        auto const begins = [&](std::string const& base) { return iri.starts_with(base); };
        bool const was_one =
            std::ranges::any_of(each.lines, [](std::string const& line) { return line.ends_with(deprecated); });
        auto const heir = rules.replaced_by.find(iri);
        if (!was_one || heir != rules.replaced_by.end()) {
            std::set<std::string> heirs;
            if (heir != rules.replaced_by.end()) {
                heirs.insert(heir->second);
            }
            each = make_tombstone(each.subject, heirs);
        }
        return !was_one && (std::ranges::none_of(rules.bases, begins) || begins(rules.except));
    });
    return gone;
}

std::vector<Tombstone> tombstones_on(Endpoint& endpoint, std::string const& graph, Snapshot const& snapshot) {
    std::vector<Tombstone> found = all_tombstones(endpoint, graph);
    Cursor described{snapshot.file};
    std::erase_if(found, [&](Tombstone const& each) { return described.reaches(each.subject); });
    return found;
}

Snapshot with_tombstones(Snapshot const& snapshot, std::vector<Tombstone> const& tombstones,
                         std::filesystem::path const& file, std::uint64_t most_statements) {
    return make_snapshot(file, most_statements, [&](rdf::ByteSink& out) {
        auto const write = [&](std::string_view line) {
            out.write(line);
            out.write("\n");
        };
        auto next = tombstones.begin();
        LineReader lines{snapshot.file};
        while (std::optional<std::string_view> const line = lines.next()) {
            for (; next != tombstones.end() && next->subject < parts_of(*line).subject; ++next) {
                std::ranges::for_each(next->lines, write);
            }
            write(*line);
        }
        for (; next != tombstones.end(); ++next) {
            std::ranges::for_each(next->lines, write);
        }
    });
}

}  // namespace stoa::publish
