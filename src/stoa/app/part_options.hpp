// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "stoa/app/evolution_options.hpp"
#include "stoa/publish/publisher.hpp"
#include "stoa/session/session.hpp"
#include "stoa/statements/part_writer.hpp"

/// The choice of parts that `export`, `publish` and `verify` share.
namespace stoa::app {

/// What the words of --parts ask for; `all` stands for the evolution too where there is a series.
[[nodiscard]] statements::Parts parts_of(std::vector<std::string> const& words, bool has_series);

/// What is wrong with parameters of an evolution that is not written, and with those of one that is.
[[nodiscard]] std::vector<std::string> faults_of_parts(std::vector<std::string> const& parts,
                                                       EvolutionOptions const& options);
/// Of --modified.
[[nodiscard]] std::vector<std::string> faults_of_date(std::optional<std::string> const& option);

void add_faults(std::vector<std::string>& faults, std::vector<std::string> more);

/// The date of the last change: from the option, which is a date, else from SOURCE_DATE_EPOCH
/// (https://reproducible-builds.org), else none. Throws std::invalid_argument when that is no number of seconds.
[[nodiscard]] std::optional<std::string> modified_date(std::optional<std::string> const& option);

/// The parts of the data sets that are published, and their distribution over graphs.
struct PartOptions {
    std::vector<std::string> parts;
    bool split = false;  ///< each part in a graph of its own
    std::optional<std::string> modified;
    EvolutionOptions evolution;
};

[[nodiscard]] PartOptions part_options(Arguments const& arguments);

/// What is wrong with them, told before the data are read.
[[nodiscard]] std::vector<std::string> faults_of(PartOptions const& options);

/// The graphs of a publication with what they are to hold, written into `folder`. With `split` the data go to `graph`,
/// the others to `<graph>/description` and `<graph>/evolution`.
[[nodiscard]] std::vector<publish::Target> make_targets(session::Session& session, PartOptions const& options,
                                                        std::string const& graph_iri,
                                                        std::filesystem::path const& folder,
                                                        std::uint64_t most_statements);

}  // namespace stoa::app
