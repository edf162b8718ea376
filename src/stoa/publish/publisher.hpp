// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/publish/archive.hpp"
#include "stoa/publish/endpoint.hpp"
#include "stoa/publish/snapshot.hpp"
#include "stoa/publish/state.hpp"
#include "stoa/publish/tombstones.hpp"
#include "stoa/publish/verification.hpp"

namespace stoa::publish {

/// A graph and its desired content.
struct Target {
    std::string graph;
    Snapshot snapshot;
};

enum class Mode : std::uint8_t {
    replace,  ///< into a staging graph, verified, then switched
    changes,  ///< the difference alone, where the published version is in the archive and at most 30 % change
};

struct PublishOptions {
    Mode mode = Mode::replace;
    Depth depth = Depth::batches;
    std::string program;  ///< `stoa 0.1.0`
    std::int64_t lease_seconds = 300;
    bool take_over = false;                    ///< also the lease of a publisher whose time is not over
    bool adopt = false;                        ///< archive what a graph holds that was not published, and replace it
    std::optional<TombstoneRules> tombstones;  ///< mark subjects that disappear as deprecated instead of removing them
    std::function<std::int64_t()> now;         ///< seconds since 1970
    std::function<std::string()> token;        ///< a new one each time, of letters and digits
    /// `stage` is a string literal; `of` is 0 where the end is not known. Units: statements.
    std::function<void(char const* stage, std::uint64_t done, std::uint64_t of)> progress;
};

/// How many statements of an entity a publication adds and removes.
struct EntityChange {
    std::string subject;
    std::uint64_t removed = 0;
    std::uint64_t added = 0;
    bool is_foreign = false;  ///< neither what was published nor what is to be describes it
};

struct PublishedTarget {
    std::string graph;
    std::uint64_t statements = 0;
    std::string sha256;
    std::uint64_t added = 0;
    std::uint64_t removed = 0;
    bool compared = false;  ///< `added` and `removed` are known
    std::optional<Verification> verification;
    std::string all_compared;  ///< the day on which all its batches had last been compared; empty: never
};

struct PublishReport {
    enum class Action : std::uint8_t { unchanged, replaced, changed, planned };
    Action action = Action::unchanged;
    std::uint64_t revision = 0;
    std::vector<PublishedTarget> targets;
    std::vector<EntityChange> entities;  ///< the first 1,000 that differ, where the difference is known; foreign first
    std::vector<std::string> notes;      ///< why it replaced, what it cleaned up, what it repaired
};
[[nodiscard]] std::string_view name_of(PublishReport::Action action);

/// What the graph holds after a publication that failed, and what to do.
class PublishError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Makes the graphs of one publication equal to their targets:
/// archive -> lease -> staging graphs -> verification -> switch -> verification -> state -> clean-up.
/// The old version is live, complete, until the switch begins; the new one from its end on. For servers whose updates
/// are not atomic, a mark is set first; `verify` and `endpoint info` show it, and the next publication repairs it.
class Publisher {
public:
    Publisher(Endpoint& endpoint, Archive& archive, PublishOptions options);

    /// `graph` names the publication, its notes and its lease; the targets are it, or parts beside it.
    [[nodiscard]] PublishReport publish(std::string const& graph, std::vector<Target> targets);
    /// An archived version again, as a new revision: the one before the last, or the one that is named. Throws
    /// std::invalid_argument when it was not published from here.
    [[nodiscard]] PublishReport roll_back(std::string const& graph, std::optional<std::uint64_t> revision,
                                          std::uint64_t most_statements);

private:
    struct Plan;

    void look(Plan& plan);
    void refuse_graphs_of_others(Plan const& plan);
    void adopt(Plan& plan);
    void verify_and_note(Plan& plan, std::size_t i);
    /// A live or a staging graph; `live` is the graph whose runs choose the batches.
    [[nodiscard]] Verification verify_now(std::string const& graph, Snapshot const& snapshot, std::string const& live);
    [[nodiscard]] bool is_published(Plan& plan);
    [[nodiscard]] bool goes_by_changes(Plan& plan) const;
    void archive(Plan const& plan);
    void take_lease(Plan& plan);
    void send(Plan& plan, bool by_changes);
    void send_changes(Plan& plan);
    void send_whole(Plan& plan);
    void verify_live(Plan& plan);
    void progress(char const* stage, std::uint64_t done, std::uint64_t of) const;
    void keep_lease();
    void renew_lease();
    [[nodiscard]] std::string held(Plan const& plan) const;
    void note_while_leased(std::string const& notes, std::string const& what);
    void give_back_lease();
    void find_left_over(Plan& plan);
    void drop_left_over(Plan& plan);
    [[nodiscard]] PublicationState read_notes();
    void remember(PublicationState const& state);
    void compare_with_archive(Plan& plan);
    void compare_the_rest_with_endpoint(Plan& plan);
    void compare_with_endpoint(Plan& plan, std::size_t target);
    void find_foreign(Plan const& plan, std::size_t target, std::vector<EntityChange>& entities) const;
    void keep_tombstones(Plan& plan);
    void empty_left_out(Plan& plan);
    void stage(Plan& plan);
    void upload(Target const& target);
    void check(Verification const& verification, std::string const& what) const;
    void mark(Plan const& plan);
    void switch_over(Plan& plan);
    void count_staged(Plan const& plan);
    [[nodiscard]] std::string changes_of(Plan const& plan) const;
    [[nodiscard]] Snapshot difference(std::filesystem::path const& before, std::filesystem::path const& after,
                                      bool is_added, std::filesystem::path const& file) const;
    void finish(Plan& plan);
    void clean_up(std::vector<std::string> const& staging);
    [[nodiscard]] std::string what_is_live(Plan const& plan);

    Endpoint& endpoint_;
    Archive& archive_;
    PublishOptions options_;
    std::string graph_;
    std::optional<Lease> lease_;
    std::string lease_value_;  ///< that of the lease, or in a dry run what it would be
};

}  // namespace stoa::publish
