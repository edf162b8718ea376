// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "stoa/answers/questions.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/model/knowledge_graph.hpp"
#include "stoa/session/evolution_options.hpp"

namespace stoa::session {

/// Data sets that were read, and what was computed of them: made when it is first asked for, and kept. What a command,
/// a server or a binding holds. For one thread at a time; what it gives lives as long as the session, moved or not.
///
///     if (auto session = Session::open(inputs, {}, diagnostics)) {
///         Answer const answer = answers::answer(question, session->asked(question, options));
///     }
class Session {
public:
    /// Nothing where the data have errors. Throws as `ingest::read`.
    [[nodiscard]] static std::optional<Session> open(std::span<std::filesystem::path const> inputs,
                                                     ingest::ReadOptions const& options,
                                                     diagnostics::Diagnostics& diagnostics);

    [[nodiscard]] model::KnowledgeGraph const& graph() const { return reading_->graph; }
    [[nodiscard]] model::Places const& places() const { return reading_->places; }
    /// Every file that was read: an output must not replace one of them.
    [[nodiscard]] std::vector<std::filesystem::path> const& files() const { return reading_->files; }

    /// Whether an analysis can be made: with --series, or where there is a series.
    [[nodiscard]] bool has_series(EvolutionOptions const& options) const;
    /// The analyses of the chosen series under the chosen parameters, in the order of the IRIs of the series. The
    /// options are valid. Throws std::invalid_argument where there is no such series.
    [[nodiscard]] std::vector<evolution::Analysis> const& analyses(EvolutionOptions const& options);
    /// The only one; with several series, the message lists them and asks for --series.
    [[nodiscard]] evolution::Analysis const& analysis(EvolutionOptions const& options);

    /// What a question is asked of: the words of the options as records of the data. Throws std::invalid_argument that
    /// names all that they cannot mean.
    [[nodiscard]] answers::Asked asked(answers::Question const& question, EvolutionOptions const& options);

private:
    explicit Session(ingest::Reading reading) : reading_{std::make_unique<ingest::Reading>(std::move(reading))} {}

    std::unique_ptr<ingest::Reading> reading_;  // analyses refer to the graph
    std::map<EvolutionOptions, std::vector<evolution::Analysis>> analyses_;
};

}  // namespace stoa::session
