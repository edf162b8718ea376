// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/publisher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "stoa/publish/tombstones.hpp"
#include "stoa/publish/updates.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::publish {
namespace {

constexpr std::size_t most_entities = 1'000;
/// Of a changed graph: above it the whole is sent.
constexpr double most_changed = 0.3;

}  // namespace

std::string_view name_of(PublishReport::Action action) {
    switch (action) {
        case PublishReport::Action::unchanged:
            return "unchanged";
        case PublishReport::Action::replaced:
            return "replaced";
        case PublishReport::Action::changed:
            return "changed";
        case PublishReport::Action::planned:
            return "planned";
    }
    return {};
}

/// A publication on its way.
struct Publisher::Plan {
    std::vector<Target> targets;
    PublicationState before;
    PublishReport report;
    std::vector<Target> staging;       ///< graphs from which the live ones are made
    std::vector<Step> steps;           ///< how
    std::vector<std::string> to_drop;  ///< staging graphs, of this run and left by others
    std::vector<std::uint64_t> held;   ///< statements of each target, before
    std::vector<std::size_t> foreign;  ///< targets that hold what this publication has not published
    std::string token;
    std::uint64_t statements = 0;                 ///< of all targets
    bool is_known = false;                        ///< the difference to what is published is known
    std::string why_not_known;                    ///< the first reason
    std::vector<std::vector<std::string>> added;  ///< lines, of each target; only while few enough for one request
    std::vector<std::vector<std::string>> removed;
    std::uint64_t changes = 0;
    bool is_small = false;     ///< a few changes are sent in one request
    bool is_same = false;      ///< the hashes are those that were published
    bool has_strayed = false;  ///< the graphs do not hold what was published
    bool has_begun = false;    ///< to change the live graphs
    std::uint64_t most_in_a_request = 0;

    [[nodiscard]] bool is_in_one_request() const { return changes <= most_in_a_request; }
};

Publisher::Publisher(Endpoint& endpoint, Archive& archive, PublishOptions options)
    : endpoint_{endpoint}, archive_{archive}, options_{std::move(options)} {}

void Publisher::progress(char const* stage, std::uint64_t done, std::uint64_t of) const {
    if (options_.progress) {
        options_.progress(stage, done, of);
    }
}

void Publisher::keep_lease() {
    if (lease_ && lease_->end() - options_.now() < options_.lease_seconds / 2) {
        renew_lease();
    }
}

void Publisher::renew_lease() {
    if (lease_) {
        lease_->renew(options_.now(), options_.lease_seconds);
        lease_value_ = lease_->value();
    }
}

/// A pattern that matches once, while the lease is ours and the mark is set.
std::string Publisher::held(Plan const& plan) const {
    return fmt::format("GRAPH {} {{ {} {} {} . {} {} {} }}", iri_ref(state_graph(graph_)), iri_ref(graph_),
                       iri_ref(lease_property), literal(lease_value_), iri_ref(plan.targets.front().graph),
                       iri_ref(pending_property), literal(plan.token));
}

void Publisher::check(Verification const& verification, std::string const& what) const {
    if (verification.is_equal()) {
        return;
    }
    std::string example;
    if (!verification.differences.empty()) {
        Difference const& first = verification.differences.front();
        example = fmt::format("; first: {} {} of <{}>", name_of(first.kind), first.predicate, first.subject);
    }
    throw PublishError(
        fmt::format("{} holds {} statements where {} are expected ({} missing, {} extra, {} changed of "
                    "{} compared{})",
                    what, verification.found, verification.expected, verification.missing, verification.extra,
                    verification.changed, verification.compared, example));
}

void Publisher::give_back_lease() {
    try {
        if (lease_) {
            lease_->give_back();
        }
    } catch (std::exception const&) {  // what went wrong before is what has to be told; the lease ends by itself
        return;
    }
}

namespace {

std::string why_not_known(bool is_first, bool is_new_part, std::string const& graph) {
    if (is_first) {
        return "nothing was published there before";
    }
    return is_new_part ? fmt::format("<{}> is a new part of what is published", graph)
                       : "the published version is not in the archive";
}

}  // namespace

/// The difference to the published version, from the archive: nothing is read back.
void Publisher::compare_with_archive(Plan& plan) {
    plan.is_known = true;
    plan.added.assign(plan.targets.size(), {});
    plan.removed.assign(plan.targets.size(), {});
    std::map<std::string, EntityChange> entities;
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        Target const& target = plan.targets[i];
        PublishedTarget& report = plan.report.targets[i];
        PublishedGraph const* const published = plan.before.find(target.graph);
        // A dry run tells what is there, where that is not what was published.
        bool const is_read_back = endpoint_.is_planning() && plan.has_strayed;
        std::optional<std::filesystem::path> const file =
            published != nullptr && !is_read_back ? archive_.find(published->sha256) : std::nullopt;
        if (!file) {
            plan.is_known = false;
            if (plan.why_not_known.empty()) {
                plan.why_not_known = why_not_known(plan.before.revision == 0, published == nullptr, target.graph);
            }
            continue;
        }
        progress("comparing with the published version", 0, target.snapshot.statements);
        LineReader before{*file};
        LineReader after{target.snapshot.file};
        auto const note = [&](std::string_view line, bool is_added) {
            (is_added ? report.added : report.removed) += 1;
            ++plan.changes;
            std::vector<std::string>& lines = is_added ? plan.added[i] : plan.removed[i];
            if (plan.is_in_one_request()) {
                lines.emplace_back(line);
            }
            std::string_view const subject = parts_of(line).subject;
            std::string const name{subject.substr(1, subject.size() - 2)};
            if (entities.size() < most_entities || entities.contains(name)) {
                EntityChange& change = entities[name];
                change.subject = name;
                (is_added ? change.added : change.removed) += 1;
            }
        };
        try {
            compare_sorted(
                before, after, [&](std::string_view line) { note(line, false); },
                [&](std::string_view line) { note(line, true); });
            report.compared = true;
        } catch (std::runtime_error const& error) {
            plan.report.notes.push_back(fmt::format("the archived version is not used: {}", error.what()));
            plan.is_known = false;
            plan.why_not_known = "the archived version cannot be read";
        }
    }
    for (auto& [name, change] : entities) {
        plan.report.entities.push_back(std::move(change));
    }
    if (endpoint_.is_planning() && !plan.is_known) {
        compare_the_rest_with_endpoint(plan);
    }
}

void Publisher::compare_the_rest_with_endpoint(Plan& plan) {
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        if (!plan.report.targets[i].compared) {
            compare_with_endpoint(plan, i);
        }
    }
}

/// The same, of one target, by reading the live graph back: for a dry run, which is to tell.
void Publisher::compare_with_endpoint(Plan& plan, std::size_t target) {
    constexpr std::size_t most_differences = 100'000;
    PublishedTarget& report = plan.report.targets[target];
    progress("reading the graph back", 0, 0);
    Verification const verification = verify(endpoint_, report.graph, plan.targets[target].snapshot, Depth::full, 0,
                                             archive_.work(), most_differences);
    report.added = verification.missing + verification.changed;
    report.removed = verification.extra + verification.changed;
    report.compared = true;
    std::vector<EntityChange> entities;
    for (Difference const& each : verification.differences) {
        if (entities.empty() || entities.back().subject != each.subject) {
            entities.push_back({each.subject});
        }
        entities.back().added += each.kind == Difference::Kind::extra ? 0 : 1;
        entities.back().removed += each.kind == Difference::Kind::missing ? 0 : 1;
    }
    find_foreign(plan, target, entities);
    std::vector<EntityChange>& all = plan.report.entities;
    std::ranges::move(entities, std::back_inserter(all));
    std::stable_partition(all.begin(), all.end(), [](EntityChange const& each) { return each.is_foreign; });
    all.resize(std::min(all.size(), most_entities));
}

/// Of entities that lose statements and get none, those that neither the new nor the published version describes.
void Publisher::find_foreign(Plan const& plan, std::size_t target, std::vector<EntityChange>& entities) const {
    PublishedGraph const* const published = plan.before.find(plan.targets[target].graph);
    std::vector<std::filesystem::path> ours{plan.targets[target].snapshot.file};
    if (published != nullptr) {
        std::optional<std::filesystem::path> const file = archive_.find(published->sha256);
        if (!file) {
            return;  // what was published is not known
        }
        ours.push_back(*file);
    }
    std::map<std::string, EntityChange*, std::less<>> candidates;
    for (EntityChange& each : entities) {
        if (each.added == 0) {
            candidates.emplace(iri_ref(each.subject), &each);
            each.is_foreign = true;
        }
    }
    for (std::filesystem::path const& file : ours) {
        LineReader lines{file};
        while (std::optional<std::string_view> const line = lines.next()) {
            if (auto const found = candidates.find(parts_of(*line).subject); found != candidates.end()) {
                found->second->is_foreign = false;
            }
        }
    }
}

/// Subjects that the published version describes and the new one does not are kept as deprecated, in the first target.
void Publisher::keep_tombstones(Plan& plan) {
    Target& target = plan.targets.front();
    std::vector<std::filesystem::path> after;
    std::ranges::transform(plan.targets, std::back_inserter(after),
                           [](Target const& each) { return each.snapshot.file; });
    std::map<std::string, Tombstone> gone;  // by subject
    bool is_known = true;
    for (PublishedGraph const& each : plan.before.graphs) {
        std::optional<std::filesystem::path> const file = archive_.find(each.sha256);
        is_known = is_known && file;
        try {
            for (Tombstone& one : file ? tombstones_of(*file, after, *options_.tombstones) : std::vector<Tombstone>{}) {
                gone.emplace(one.subject, one);
            }
        } catch (std::runtime_error const& error) {
            plan.report.notes.push_back(fmt::format("the archived version is not used: {}", error.what()));
            is_known = false;
        }
    }
    if (!is_known) {
        for (Tombstone& one : tombstones_on(endpoint_, target.graph, target.snapshot)) {
            gone.emplace(one.subject, one);
        }
        plan.report.notes.emplace_back(
            "the published version is not in the archive: tombstones that are there stay, and there are no new ones");
    }
    for (auto const& [from, to] : options_.tombstones->replaced_by) {
        if (!gone.contains(iri_ref(from))) {
            plan.report.notes.push_back(
                fmt::format("<{}> is not gone, so nothing says that <{}> replaces it", from, to));
        }
    }
    if (gone.empty()) {
        return;
    }
    std::vector<Tombstone> sorted;
    std::ranges::transform(gone, std::back_inserter(sorted), [](auto const& each) { return each.second; });
    target.snapshot = with_tombstones(target.snapshot, sorted, archive_.work() / "with-tombstones.nt",
                                      endpoint_.profile().body_statements);
    plan.report.notes.push_back(fmt::format("{} {} gone from the data: kept as owl:deprecated", gone.size(),
                                            gone.size() == 1 ? "entity" : "entities"));
}

void Publisher::upload(Target const& target) {
    std::uint64_t sent = 0;
    bool first = true;
    for (Piece const& piece : target.snapshot.pieces) {
        keep_lease();
        progress("sending", sent, target.snapshot.statements);
        auto const sending = [&](std::uint64_t bytes) {
            progress("sending", sent + piece.statements * bytes / std::max<std::uint64_t>(piece.part.size, 1),
                     target.snapshot.statements);
        };
        endpoint_.upload(target.graph, piece.part, first, piece.statements,
                         fmt::format("sending {} statements to <{}>", piece.statements, target.graph), sending,
                         [this] { keep_lease(); });
        first = false;
        sent += piece.statements;
        if (endpoint_.is_planning()) {
            continue;
        }
        // A server may say 200 and keep nothing, or a part.
        if (std::uint64_t const held = endpoint_.count(target.graph); held != sent) {
            throw PublishError(fmt::format("the server took {} statements without an error, and holds {} in <{}>", sent,
                                           held, target.graph));
        }
    }
    progress("sending", sent, target.snapshot.statements);
}

/// Notes the staging graphs, fills and verifies them.
void Publisher::stage(Plan& plan) {
    std::string notes;
    for (Target const& each : plan.staging) {
        notes += fmt::format("{} {} {} . ", iri_ref(graph_), iri_ref(staging_property), iri_ref(each.graph));
    }
    std::ranges::transform(plan.staging, std::back_inserter(plan.to_drop), &Target::graph);
    note_while_leased(notes, "noting the staging graph");
    for (Target const& each : plan.staging) {
        // Once more from the start, if the server lost some of it.
        for (unsigned attempt = 1;; ++attempt) {
            try {
                upload(each);
                break;
            } catch (PublishError const&) {
                if (attempt == 2) {
                    throw;
                }
            }
        }
        if (!endpoint_.is_planning()) {
            progress("verifying the staging graph", 0, 0);
            std::string const& live = std::ranges::find(plan.steps, each.graph, &Step::staging)->live;
            check(verify_now(each.graph, each.snapshot, live), fmt::format("the staging graph <{}>", each.graph));
        }
    }
    keep_lease();
}

void Publisher::note_while_leased(std::string const& notes, std::string const& what) {
    std::string const state = iri_ref(state_graph(graph_));
    endpoint_.update(fmt::format("INSERT {{ GRAPH {0} {{ {1}}} }} WHERE {{ GRAPH {0} {{ {2} {3} {4} }} }}", state,
                                 notes, iri_ref(graph_), iri_ref(lease_property), literal(lease_value_)),
                     what, true);
}

/// Marks the graphs that are going to change. Read back, so that whoever lost the lease learns it before anything is
/// changed.
void Publisher::mark(Plan const& plan) {
    renew_lease();
    std::string marks;
    for (Target const& each : plan.targets) {
        marks += fmt::format("{} {} {} . ", iri_ref(each.graph), iri_ref(pending_property), literal(plan.token));
    }
    note_while_leased(marks, "marking that the change begins");
    if (endpoint_.is_planning()) {
        return;
    }
    PublicationState const now = read_state(endpoint_, graph_);
    if (now.leases != std::vector{lease_value_}) {
        throw LeaseTaken(
            fmt::format("the right to change <{}> was lost to another publisher: nothing more is changed; {}", graph_,
                        live_version(now)));
    }
    if (std::ranges::find(now.pending, plan.token) == now.pending.end()) {
        throw PublishError(fmt::format(
            "the server took the mark that <{}> begins to change without an error, and does not hold it", graph_));
    }
}

/// Changes the live graphs by one request that reads the staging graphs, or by several where that would be too large.
void Publisher::switch_over(Plan& plan) {
    mark(plan);
    plan.has_begun = true;
    std::uint64_t const most = endpoint_.profile().switch_statements;
    auto const requests = [&] { return requests_of(plan.steps, held(plan), most, endpoint_.profile().is_atomic); };
    std::size_t const number = requests().size();
    std::string what;
    for (Step const& each : plan.steps) {
        what += fmt::format("{}<{}>", what.empty() ? "switching " : ", ", each.live);
    }
    if (number > 1) {
        plan.report.notes.push_back(
            fmt::format("more than {} statements of a graph change: {} requests change it, and readers may see a part "
                        "of the change "
                        "between two of them",
                        most, number));
    }
    progress("switching to the new version", 0, 0);
    for (std::size_t i = 0; i < number; ++i) {
        keep_lease();
        // From a staging graph that is not there the live one would be emptied: looked at before each attempt.
        endpoint_.update(requests()[i], what, true, plan.statements, [&] { count_staged(plan); });
    }
}

void Publisher::count_staged(Plan const& plan) {
    for (Target const& each : plan.staging) {
        std::uint64_t const held = endpoint_.count(each.graph);
        if (held != each.snapshot.statements) {
            throw PublishError(
                fmt::format("the staging graph <{}> holds {} statements in place of {} right before the switch",
                            each.graph, held, each.snapshot.statements));
        }
    }
}

std::string Publisher::changes_of(Plan const& plan) const {
    std::string update;
    std::size_t const most = endpoint_.profile().operation_statements;
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        append_operations(update, "DELETE", plan.targets[i].graph, plan.removed[i], most, held(plan));
        append_operations(update, "INSERT", plan.targets[i].graph, plan.added[i], most, held(plan));
    }
    return update;
}

void Publisher::finish(Plan& plan) {
    PublicationState const& before = plan.before;
    ArchivedVersion version{endpoint_.urls().query, graph_, before.revision + 1, utc(options_.now()), {}};
    for (Target const& each : plan.targets) {
        if (each.snapshot.statements > 0) {
            version.graphs.push_back({each.graph, each.snapshot.statements, each.snapshot.sha256});
        }
    }
    std::string const state = iri_ref(state_graph(graph_));
    std::string statements;
    auto const add = [&](std::string_view subject, std::string_view property, std::string const& object) {
        statements += fmt::format("{} {} {} .\n", iri_ref(subject), iri_ref(property), object);
    };
    add(graph_, lease_property, literal(free_lease));
    add(graph_, revision_property, std::to_string(version.revision));
    add(graph_, published_property, fmt::format("\"{}\"^^<{}>", version.published, rdf::vocabulary::xsd_date_time));
    add(graph_, program_property, literal(options_.program));
    for (PublishedGraph const& each : version.graphs) {
        if (each.graph != graph_) {
            add(graph_, part_property, iri_ref(each.graph));
        }
        add(each.graph, triples_property, std::to_string(each.statements));
        add(each.graph, checksum_property, literal(each.sha256));
    }
    for (std::string const& each : plan.to_drop) {
        add(graph_, staging_property, iri_ref(each));
    }
    // All in one operation that matches the lease: it says nothing of what another publisher did meanwhile.
    endpoint_.update(
        fmt::format("DELETE {{ GRAPH {0} {{ ?s ?p ?o }} }} INSERT {{ GRAPH {0} {{\n{1}}} }} WHERE {{ GRAPH "
                    "{0} {{ {2} {3} {4} . ?s ?p ?o }} }}",
                    state, statements, iri_ref(graph_), iri_ref(lease_property), literal(lease_value_)),
        "noting what is published", true);
    plan.report.revision = version.revision;
    if (endpoint_.is_planning()) {
        return;
    }
    if (PublicationState const after = read_state(endpoint_, graph_);
        after.revision != version.revision || !after.pending.empty()) {
        throw PublishError("what is published could not be noted");
    }
    archive_.note(version);
}

void Publisher::clean_up(std::vector<std::string> const& staging) {
    for (std::string const& each : staging) {
        endpoint_.update(fmt::format("DROP SILENT GRAPH {}", iri_ref(each)), fmt::format("dropping <{}>", each), true);
        endpoint_.update(fmt::format("DELETE DATA {{ GRAPH {} {{ {} {} {} }} }}", iri_ref(state_graph(graph_)),
                                     iri_ref(graph_), iri_ref(staging_property), iri_ref(each)),
                         "forgetting the staging graph", true);
    }
}

/// From what the graphs hold now, as deeply as was asked for.
std::string Publisher::what_is_live(Plan const& plan) {
    bool is_new = true;
    bool is_old = true;
    bool is_counted = false;
    auto const holds = [&](std::string const& graph, Snapshot const& snapshot) {
        return verify_now(graph, snapshot, graph).is_equal();
    };
    try {
        for (Target const& each : plan.targets) {
            PublishedGraph const* const published = plan.before.find(each.graph);
            bool const has_new = holds(each.graph, each.snapshot);
            bool has_old = has_new;
            if (published == nullptr) {
                has_old = endpoint_.count(each.graph) == 0;
            } else if (published->sha256 != each.snapshot.sha256) {
                std::optional<std::filesystem::path> const file = archive_.find(published->sha256);
                has_old = file ? holds(each.graph, {*file, published->statements, published->sha256, {}})
                               : endpoint_.count(each.graph) == published->statements;
                is_counted = is_counted || !file;
            }
            is_new = is_new && has_new;
            is_old = is_old && has_old;
        }
    } catch (std::exception const&) {
        return "It is not known which version is live, for the endpoint could not be asked: run the command again.";
    }
    return is_new   ? "The new version is live; run the command again to finish its notes."
           : is_old ? fmt::format("The old version is live, whole{}; run the command again to publish.",
                                  is_counted ? " by the number of its statements" : "")
                    : "What is live is neither the old nor the new version, which is marked on the server: run "
                      "the command again to repair it.";
}

/// Graphs that the last version had and this one has not are to hold nothing: what they say is not true any more.
void Publisher::empty_left_out(Plan& plan) {
    std::string const beside = state_graph(graph_).substr(0, state_graph(graph_).rfind('/') + 1);
    for (PublishedGraph const& each : plan.before.graphs) {
        if (each.graph != graph_ && !each.graph.starts_with(beside)) {
            plan.report.notes.push_back(
                fmt::format("the notes name <{}> as a part, which it is not: it stays as it is", each.graph));
            continue;
        }
        bool const is_named =
            std::ranges::any_of(plan.targets, [&](Target const& target) { return target.graph == each.graph; });
        if (!is_named) {
            Snapshot nothing = make_snapshot(archive_.work() / "nothing.nt", 1, [](rdf::ByteSink&) {});
            plan.targets.push_back({each.graph, std::move(nothing)});
            plan.report.notes.push_back(
                fmt::format("<{}> was a part of what was published and is none any more: it is emptied", each.graph));
        }
    }
}

/// The notes on the server, which must be of this publication.
PublicationState Publisher::read_notes() {
    PublicationState state = read_state(endpoint_, graph_);
    if (!state.graph.empty() && state.graph != graph_) {
        throw std::invalid_argument(fmt::format(
            "<{}> cannot be published here: its notes would be those of <{}>, which differs in its end alone", graph_,
            state.graph));
    }
    remember(state);
    return state;
}

/// Graphs that another publication's notes name, or that have notes of their own: they are not taken, nor emptied.
void Publisher::refuse_graphs_of_others(Plan const& plan) {
    std::string names;
    for (Target const& each : plan.targets) {
        if (plan.before.find(each.graph) == nullptr) {
            names += iri_ref(each.graph) + " ";
        }
    }
    if (names.empty()) {
        return;
    }
    std::string const own = state_graph(graph_);
    for (ResultRow const& row : endpoint_.select(
             fmt::format("SELECT ?n ?g ?p {{ VALUES ?g {{ {}}} GRAPH ?n {{ ?g ?p ?o }} FILTER (?p = {} || ?p = {}) }}",
                         names, iri_ref(checksum_property), iri_ref(lease_property)),
             {"n", "g", "p"})) {
        std::string const& property = row[2].text;
        std::optional<std::string> const owner = owner_of(row[0].text);
        if (row[0].text == own || !owner || row[0].text != state_graph(*owner) ||
            (property != checksum_property && property != lease_property)) {
            continue;
        }
        throw PublishError(
            fmt::format("<{}> belongs to another publication, whose notes are in <{}>: choose another graph. Nothing "
                        "was changed.",
                        row[1].text, row[0].text));
    }
}

/// What a graph holds that this publication has not published: archived, so that it can come back, where that is
/// wanted; else it is not touched.
void Publisher::adopt(Plan& plan) {
    for (std::size_t const i : plan.foreign) {
        std::string const& graph = plan.targets[i].graph;
        std::string const what = fmt::format("<{}> holds {} statement{} that this publication has not published", graph,
                                             plan.held[i], plan.held[i] == 1 ? "" : "s");
        bool const can_adopt = graph == graph_;
        std::string const advice =
            can_adopt
                ? "Choose another graph; or see what would go with --dry-run, and let --adopt archive and replace it"
                : "A part is never put into such a graph, not even with --adopt: empty it, or choose another --graph";
        if (endpoint_.is_planning()) {
            plan.report.notes.push_back(
                fmt::format("{}: {}", what, can_adopt ? "without --adopt, it is refused" : "it is refused"));
            continue;
        }
        if (!options_.adopt || !can_adopt) {
            throw PublishError(
                fmt::format("{}, for example {} {}. Nothing was changed.", what, example_of(endpoint_, graph), advice));
        }
        if (has_blank_node(endpoint_, graph)) {
            throw PublishError(
                fmt::format("{}, and blank nodes among them: there would be no way back, so --adopt does not take it. "
                            "Nothing was changed.",
                            what));
        }
        progress("archiving what the graph holds", 0, 0);
        Snapshot const found = read_back(endpoint_, graph, archive_.work(), archive_.work() / "adopted.nt",
                                         endpoint_.profile().body_statements);
        if (found.statements != plan.held[i]) {
            throw PublishError(
                fmt::format("{}, and {} when they were read back: run the command again when nobody "
                            "changes it. Nothing was changed.",
                            what, found.statements));
        }
        archive_.keep(found);
        PublishedGraph const adopted{graph, found.statements, found.sha256};
        archive_.note({endpoint_.urls().query, graph_, 0, utc(options_.now()), {adopted}});
        plan.before.graphs.push_back(adopted);
        plan.has_strayed = true;  // the whole is sent
        plan.report.notes.push_back(
            fmt::format("{}: they are in the archive as revision 0, and --rollback 0 brings them back", what));
    }
}

/// What is there: the state, and whether the graphs still hold as many statements as were published.
void Publisher::look(Plan& plan) {
    plan.before = read_notes();
    plan.report.revision = plan.before.revision;
    if (options_.tombstones) {
        keep_tombstones(plan);
    }
    empty_left_out(plan);
    refuse_graphs_of_others(plan);
    plan.is_same = plan.before.pending.empty();
    for (Target const& each : plan.targets) {
        plan.statements += each.snapshot.statements;
        plan.report.targets.push_back(
            {each.graph, each.snapshot.statements, each.snapshot.sha256, 0, 0, false, {}, {}});
        PublishedGraph const* const published = plan.before.find(each.graph);
        plan.is_same = plan.is_same && published != nullptr && published->sha256 == each.snapshot.sha256;
        std::uint64_t const held = endpoint_.count(each.graph);
        plan.held.push_back(held);
        bool const has_begun = std::ranges::find(plan.before.begun, each.graph) != plan.before.begun.end();
        if (published == nullptr && held > 0 && !has_begun) {
            plan.foreign.push_back(plan.held.size() - 1);
        }
        if (published != nullptr && held != published->statements) {
            plan.has_strayed = true;
            plan.report.notes.push_back(fmt::format(
                "<{}> holds {} statements, {} were published: someone else changed it, so the whole is sent",
                each.graph, held, published->statements));
        }
    }
    if (!plan.before.pending.empty()) {
        plan.report.notes.emplace_back("a publication before did not end: the whole is sent");
    }
    for (std::string const& each : plan.before.staging) {
        if (!each.starts_with(staging_prefix(graph_))) {
            plan.report.notes.push_back(
                fmt::format("the notes name <{}> as a staging graph, which it is not: it stays as it is", each));
        }
    }
}

/// Whether the endpoint holds already what it is to hold, looked at as deeply as was asked for.
bool Publisher::is_published(Plan& plan) {
    if (!plan.is_same || plan.has_strayed) {
        return false;
    }
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        verify_and_note(plan, i);
        plan.has_strayed = plan.has_strayed || !plan.report.targets[i].verification->is_equal();
        plan.report.targets[i].compared = true;
    }
    if (plan.has_strayed) {
        plan.report.notes.emplace_back("the endpoint does not hold what was published: the whole is sent");
    }
    return !plan.has_strayed;
}

/// Whether the difference alone is sent; where it was asked for and is not, a note says why.
bool Publisher::goes_by_changes(Plan& plan) const {
    if (options_.mode != Mode::changes) {
        return false;
    }
    bool const are_few = static_cast<double>(plan.changes) <=
                         most_changed * static_cast<double>(std::max<std::uint64_t>(plan.statements, 1));
    if (!plan.is_known) {
        plan.report.notes.push_back(plan.why_not_known + ": the whole is sent");
    } else if (!are_few) {
        plan.report.notes.emplace_back("more than 30 % have changed: the whole is sent");
    } else {
        return !plan.has_strayed && plan.before.pending.empty();
    }
    return false;
}

/// Before the lease: a full disk must stop a publication while nothing has changed.
void Publisher::archive(Plan const& plan) {
    progress("archiving", 0, 0);
    for (Target const& each : plan.targets) {
        if (each.snapshot.statements > 0) {
            archive_.keep(each.snapshot);
        }
    }
}

void Publisher::take_lease(Plan& plan) {
    if (endpoint_.is_planning()) {
        lease_value_ = Lease::plan(endpoint_, graph_, plan.before, plan.token, options_.now(), options_.lease_seconds);
        find_left_over(plan);
        return;
    }
    endpoint_.prepare_to_write();
    std::vector<std::string> const own = archive_.tokens();
    archive_.add_token(plan.token);
    lease_.emplace(endpoint_, graph_, plan.token, options_.now(), options_.lease_seconds, own, options_.take_over);
    lease_value_ = lease_->value();
    // What another publisher did between the first look and the lease.
    if (PublicationState const now = read_state(endpoint_, graph_); now.revision != plan.before.revision) {
        give_back_lease();
        throw LeaseTaken(fmt::format("another publisher has published to <{}> meanwhile; {}. Run the command again",
                                     graph_, live_version(now)));
    }
    find_left_over(plan);
}

/// Staging graphs of runs before this one. While the lease is ours, nobody is using them.
void Publisher::find_left_over(Plan& plan) {
    // To list the graphs of a large server takes longer than a few changes do: then the next run looks for them.
    plan.to_drop = plan.is_small ? std::vector<std::string>{} : staging_graphs_on(endpoint_, graph_);
    std::string const prefix = staging_prefix(graph_);
    for (std::string const& each : plan.before.staging) {
        if (each.starts_with(prefix) && std::ranges::find(plan.to_drop, each) == plan.to_drop.end()) {
            plan.to_drop.push_back(each);
        }
    }
}

/// What runs before this one left, when nothing else is to be done. Not while another publisher is at work: it may be
/// using it.
void Publisher::drop_left_over(Plan& plan) {
    find_left_over(plan);
    if (plan.to_drop.empty()) {
        return;
    }
    try {
        take_lease(plan);
    } catch (LeaseTaken const&) {
        return;
    }
    clean_up(plan.to_drop);
    if (!endpoint_.is_planning()) {
        give_back_lease();
    }
}

/// A run that was killed after the server took its notes has not noted it here.
void Publisher::remember(PublicationState const& state) {
    std::vector<ArchivedVersion> const history = archive_.history(endpoint_.urls().query, graph_);
    bool const is_known =
        std::ranges::any_of(history, [&](ArchivedVersion const& each) { return each.revision == state.revision; });
    bool const is_here = std::ranges::all_of(
        state.graphs, [&](PublishedGraph const& each) { return archive_.find(each.sha256).has_value(); });
    if (state.revision > 0 && !is_known && is_here && !endpoint_.is_planning()) {
        archive_.note({endpoint_.urls().query, graph_, state.revision, state.published, state.graphs});
    }
}

/// The difference, in one request where it fits; else what goes and what comes are staged, and one request applies
/// them.
void Publisher::send_changes(Plan& plan) {
    plan.report.action = PublishReport::Action::changed;
    if (plan.is_in_one_request()) {
        mark(plan);
        plan.has_begun = true;
        progress("sending the changes", 0, plan.changes);
        endpoint_.update(changes_of(plan), fmt::format("{} changed statements", plan.changes), true, plan.statements);
        return;
    }
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        std::string const& live = plan.targets[i].graph;
        std::filesystem::path const published = *archive_.find(plan.before.find(live)->sha256);
        for (Step::Kind const kind : {Step::Kind::remove, Step::Kind::add}) {
            std::string const name = fmt::format("{}-{}", i + 1, kind == Step::Kind::add ? "added" : "removed");
            Snapshot half = difference(published, plan.targets[i].snapshot.file, kind == Step::Kind::add,
                                       archive_.work() / (name + ".nt"));
            if (half.statements > 0) {
                std::string const staging = staging_graph(graph_, fmt::format("{}-{}", plan.token, name));
                std::uint64_t const statements = half.statements;
                plan.staging.push_back({staging, std::move(half)});
                plan.steps.push_back({kind, live, staging, statements, statements});
            }
        }
    }
    stage(plan);
    switch_over(plan);
}

void Publisher::send_whole(Plan& plan) {
    plan.report.action = PublishReport::Action::replaced;
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        Target const& target = plan.targets[i];
        PublishedTarget const& report = plan.report.targets[i];
        bool const is_known = report.compared && !plan.has_strayed && plan.before.pending.empty();
        std::uint64_t const removed = is_known ? report.removed : plan.held[i];
        if (target.snapshot.statements == 0) {
            plan.steps.push_back({Step::Kind::empty, target.graph, {}, removed, 0});
            continue;
        }
        std::string const staging =
            staging_graph(graph_, plan.targets.size() > 1 ? fmt::format("{}-{}", plan.token, i + 1) : plan.token);
        plan.staging.push_back({staging, target.snapshot});
        plan.steps.push_back(
            {Step::Kind::become, target.graph, staging, removed, is_known ? report.added : target.snapshot.statements});
    }
    stage(plan);
    switch_over(plan);
}

/// One of the two halves of a difference, as a graph that can be sent.
Snapshot Publisher::difference(std::filesystem::path const& before, std::filesystem::path const& after, bool is_added,
                               std::filesystem::path const& file) const {
    return make_snapshot(file, endpoint_.profile().body_statements, [&](rdf::ByteSink& out) {
        LineReader old_lines{before};
        LineReader new_lines{after};
        auto const write = [&](std::string_view line) {
            out.write(line);
            out.write("\n");
        };
        auto const pass = [](std::string_view) {};
        is_added ? compare_sorted(old_lines, new_lines, pass, write)
                 : compare_sorted(old_lines, new_lines, write, pass);
    });
}

Verification Publisher::verify_now(std::string const& graph, Snapshot const& snapshot, std::string const& live) {
    std::uint64_t const run = archive_.compared(endpoint_.urls().query, live, snapshot.sha256).runs;
    return verify(endpoint_, graph, snapshot, options_.depth, run, archive_.work());
}

/// A live graph; the next run compares other batches of it.
void Publisher::verify_and_note(Plan& plan, std::size_t i) {
    Target const& target = plan.targets[i];
    PublishedTarget& report = plan.report.targets[i];
    std::string const& at = endpoint_.urls().query;
    report.verification = verify_now(target.graph, target.snapshot, target.graph);
    Compared compared = archive_.compared(at, target.graph, target.snapshot.sha256);
    if (report.verification->is_equal() && report.verification->depth != Depth::counts) {
        bool const is_full = report.verification->depth == Depth::full;
        compared.runs += is_full ? 0 : 1;
        compared.since += is_full ? 0 : 1;
        if (is_full || compared.since >= runs_for(report.verification->batches)) {
            compared.since = 0;
            compared.all = utc(options_.now()).substr(0, 10);
        }
        if (!endpoint_.is_planning()) {
            archive_.note_compared(at, target.graph, target.snapshot.sha256, compared);
        }
    }
    report.all_compared = compared.all;
}

void Publisher::verify_live(Plan& plan) {
    // A few changes are looked at where they were made, so that they do not cost what the whole costs.
    bool const by_subjects = plan.report.action == PublishReport::Action::changed && plan.is_in_one_request() &&
                             options_.depth == Depth::batches;
    constexpr std::size_t most_subjects = 400;
    std::vector<std::string> subjects;
    std::size_t const step = plan.report.entities.size() / most_subjects + 1;
    for (std::size_t i = 0; i < plan.report.entities.size(); i += step) {
        subjects.push_back(plan.report.entities[i].subject);
    }
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        progress("verifying", 0, 0);
        Target const& target = plan.targets[i];
        if (by_subjects) {
            plan.report.targets[i].verification = verify_subjects(endpoint_, target.graph, target.snapshot, subjects);
        } else {
            verify_and_note(plan, i);
        }
        check(*plan.report.targets[i].verification, fmt::format("<{}>", target.graph));
    }
}

void Publisher::send(Plan& plan, bool by_changes) {
    try {
        by_changes ? send_changes(plan) : send_whole(plan);
        if (!endpoint_.is_planning()) {
            verify_live(plan);
        }
        keep_lease();
        finish(plan);
    } catch (std::exception const& error) {
        bool const is_ours = dynamic_cast<LeaseTaken const*>(&error) == nullptr;
        // Where nobody answers the lease ends by itself, and the next run from here need not wait for it.
        if (!plan.has_begun && is_ours && dynamic_cast<TransferError const*>(&error) == nullptr) {
            give_back_lease();
        }
        throw PublishError(fmt::format("{}. {}", error.what(),
                                       plan.has_begun ? what_is_live(plan)
                                       : is_ours      ? "The old version is live, untouched; run the command again."
                                                      : "This run changed nothing."));
    }
}

PublishReport Publisher::publish(std::string const& graph, std::vector<Target> targets) {
    Plan plan;
    plan.targets = std::move(targets);
    graph_ = graph;
    plan.token = options_.token();
    plan.most_in_a_request = endpoint_.profile().request_statements;
    look(plan);
    if (is_published(plan)) {
        drop_left_over(plan);
        return std::move(plan.report);
    }
    adopt(plan);
    compare_with_archive(plan);
    bool const by_changes = goes_by_changes(plan);
    plan.is_small = by_changes && plan.is_in_one_request();
    if (!endpoint_.is_planning()) {
        archive(plan);
    }
    take_lease(plan);
    send(plan, by_changes);
    try {
        clean_up(plan.to_drop);
    } catch (std::exception const& error) {
        plan.report.notes.push_back(
            fmt::format("published, but a staging graph is left for the next run to drop: {}", error.what()));
    }
    if (endpoint_.is_planning()) {
        plan.report.action = PublishReport::Action::planned;
    }
    return std::move(plan.report);
}

PublishReport Publisher::roll_back(std::string const& graph, std::optional<std::uint64_t> revision,
                                   std::uint64_t most_statements) {
    graph_ = graph;
    PublicationState const state = read_notes();
    std::uint64_t const wanted = revision.value_or(std::max<std::uint64_t>(state.revision, 1) - 1);
    std::vector<ArchivedVersion> const history = archive_.history(endpoint_.urls().query, graph);
    auto const chosen = std::ranges::find(history.rbegin(), history.rend(), wanted, &ArchivedVersion::revision);
    if (chosen == history.rend()) {
        std::string known;
        for (ArchivedVersion const& each : history) {
            known += fmt::format("{}{}", known.empty() ? "" : ", ", each.revision);
        }
        throw std::invalid_argument(fmt::format(
            "the archive '{}' has no revision {} of <{}>; --rollback takes one that was published from here: {}",
            archive_.folder().string(), wanted, graph, known.empty() ? "there is none" : known));
    }
    std::vector<Target> targets;
    for (PublishedGraph const& each : chosen->graphs) {
        std::optional<std::filesystem::path> const file = archive_.find(each.sha256);
        if (!file) {
            throw std::invalid_argument(fmt::format("revision {} is not in the archive '{}' any more", chosen->revision,
                                                    archive_.folder().string()));
        }
        Snapshot snapshot = make_snapshot(archive_.work() / fmt::format("{}.nt", targets.size()), most_statements,
                                          [&](rdf::ByteSink& out) {
                                              LineReader lines{*file};
                                              while (std::optional<std::string_view> const line = lines.next()) {
                                                  out.write(*line);
                                                  out.write("\n");
                                              }
                                          });
        if (snapshot.sha256 != each.sha256) {
            throw std::runtime_error(fmt::format("'{}' is damaged: its content has another SHA-256", file->string()));
        }
        targets.push_back({each.graph, std::move(snapshot)});
    }
    PublishReport report = publish(graph, std::move(targets));
    report.notes.push_back(fmt::format("revision {} of {} again", chosen->revision, chosen->published));
    return report;
}

}  // namespace stoa::publish
