// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "stoa/app/evolution_options.hpp"
#include "stoa/publish/publisher.hpp"
#include "stoa/session/session.hpp"

namespace stoa::app {

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
