// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <map>
#include <optional>
#include <random>
#include <span>

#include "stoa/app/commands.hpp"
#include "stoa/app/console.hpp"
#include "stoa/app/endpoint_options.hpp"
#include "stoa/app/part_options.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/statements/description.hpp"
#include "stoa/tables/json.hpp"
#include "stoa/version.hpp"

namespace stoa::app {
namespace {

using publish::PublishReport;

struct Options {
    std::vector<std::filesystem::path> inputs;
    EndpointOptions endpoint;
    PartOptions parts;
    std::string depth;
    std::string format;
    std::filesystem::path archive;
    std::optional<std::uint64_t> rollback;
    bool rolls_back = false;
    bool dry_run = false;
    bool take_over = false;
    bool adopt = false;
    bool tombstones = false;
    std::vector<std::string> replaced_by;
    unsigned lease = 0;
};

/// `OLD=NEW` of --replaced-by.
std::map<std::string, std::string> replacements(Options const& options) {
    std::map<std::string, std::string> found;
    std::vector<std::string> faults;
    if (!options.replaced_by.empty() && !options.tombstones) {
        faults.emplace_back("--replaced-by says what --tombstones are to say: give both");
    }
    for (std::string const& each : options.replaced_by) {
        std::size_t const middle = each.find('=');
        std::string const from = each.substr(0, middle);
        std::string const to = middle == std::string::npos ? std::string{} : each.substr(middle + 1);
        if (rdf::find_iri_fault(from) || rdf::find_iri_fault(to)) {
            faults.push_back(
                fmt::format("--replaced-by takes OLD=NEW, two IRIs, not '{}'", diagnostics::printable(each)));
        }
        if (auto const [known, is_new] = found.emplace(from, to); !is_new && known->second != to) {
            faults.push_back(
                fmt::format("--replaced-by names two that stand in the place of '{}'", diagnostics::printable(from)));
        }
    }
    throw_faults(faults);
    return found;
}

std::string random_token() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

std::string as_json(PublishReport const& report, publish::Endpoint const& endpoint, double seconds) {
    tables::Report json;
    json.add("action", publish::name_of(report.action));
    json.add("revision", report.revision);
    json.add("server", endpoint.profile().name);
    std::vector<tables::Report> graphs;
    for (publish::PublishedTarget const& each : report.targets) {
        tables::Report& graph = graphs.emplace_back();
        graph.add("graph", each.graph);
        graph.add("statements", each.statements);
        graph.add("sha256", each.sha256);
        graph.add_if(each.compared, "added", each.added);
        graph.add_if(each.compared, "removed", each.removed);
        publish::Verification const& result = each.verification ? *each.verification : publish::Verification{};
        graph.add_if(each.verification.has_value(), "verified", publish::name_of(result.depth));
        graph.add_if(each.verification.has_value(), "compared", result.compared);
        graph.add_if(each.verification.has_value(), "batches", result.batches);
        graph.add_if(each.verification.has_value(), "compared_batches", result.compared_batches);
        graph.add_if(!each.all_compared.empty(), "all_compared", each.all_compared);
    }
    json.add("graphs", std::move(graphs));
    std::vector<tables::Report> entities;
    for (publish::EntityChange const& each : report.entities) {
        tables::Report& entity = entities.emplace_back();
        entity.add("entity", each.subject);
        entity.add("added", each.added);
        entity.add("removed", each.removed);
        entity.add("foreign", each.is_foreign);
    }
    json.add("entities", std::move(entities));
    if (endpoint.is_planning()) {
        std::vector<tables::Report> planned;
        for (publish::PlannedRequest const& each : endpoint.planned()) {
            tables::Report& request = planned.emplace_back();
            request.add("method", each.method);
            request.add("url", each.url);
            request.add("bytes", each.bytes);
            request.add("what", each.what);
        }
        json.add("requests_planned", std::move(planned));
    }
    json.add("notes", report.notes);
    json.add("requests", endpoint.traffic().requests);
    json.add("bytes_sent", endpoint.traffic().bytes_sent);
    json.add("bytes_received", endpoint.traffic().bytes_received);
    json.add("seconds", tables::Measure{seconds});
    return tables::to_json(json) + "\n";
}

/// How much of a graph was read back; nothing where that goes without saying.
std::string batches_in_words(publish::PublishedTarget const& target) {
    if (!target.verification || target.verification->batches == 0) {
        return {};
    }
    return fmt::format("<{}>: {} of {} batches compared; {}\n", target.graph, target.verification->compared_batches,
                       target.verification->batches,
                       target.all_compared.empty()
                           ? "not yet all of this version"
                           : fmt::format("all of this version were last compared on {}", target.all_compared));
}

std::string entity_table(std::string_view title, std::span<publish::EntityChange const> entities) {
    constexpr std::size_t most = 20;
    if (entities.empty()) {
        return {};
    }
    std::vector<std::vector<std::string>> rows{{"added", "removed", "entity"}};
    for (publish::EntityChange const& each : entities.first(std::min(most, entities.size()))) {
        rows.push_back({grouped(each.added), grouped(each.removed), each.subject});
    }
    std::string text = fmt::format("\n{}:\n{}", title, text_table(rows, {true, true, false}));
    if (entities.size() > most) {
        text += fmt::format("and {} more (--format json lists them)\n", entities.size() - most);
    }
    return text;
}

std::string as_text(PublishReport const& report, publish::Endpoint const& endpoint, double seconds) {
    std::string text = endpoint_in_words(endpoint) + "\n";
    std::vector<std::vector<std::string>> rows{{"graph", "statements", "added", "removed", "verified by"}};
    for (publish::PublishedTarget const& each : report.targets) {
        rows.push_back({each.graph, grouped(each.statements), each.compared ? grouped(each.added) : "?",
                        each.compared ? grouped(each.removed) : "?",
                        each.verification ? fmt::format("{} ({} read)", publish::name_of(each.verification->depth),
                                                        grouped(each.verification->compared))
                                          : "-"});
    }
    text += text_table(rows, {false, true, true, true, false});
    for (publish::PublishedTarget const& each : report.targets) {
        text += batches_in_words(each);
    }
    if (endpoint.is_planning()) {
        text += "\nRequests that would be sent:\n";
        std::vector<std::vector<std::string>> planned{{"method", "bytes", "address", "what"}};
        for (publish::PlannedRequest const& each : endpoint.planned()) {
            planned.push_back({each.method, grouped(each.bytes), each.url, each.what});
        }
        text += text_table(planned, {false, true, false, false});
    }
    std::vector<publish::EntityChange> const& entities = report.entities;
    auto const ours = std::ranges::find_if_not(entities, &publish::EntityChange::is_foreign);
    text +=
        entity_table("Entities that this publication has not published, and that would go", {entities.begin(), ours});
    text += entity_table("Entities that change", {ours, entities.end()});
    for (std::string const& each : report.notes) {
        text += wrapped("- " + each, 100);
    }
    text += fmt::format("\n{}, revision {}: {} requests, {} bytes sent, {} received, {:.1f} s\n",
                        publish::name_of(report.action), report.revision, grouped(endpoint.traffic().requests),
                        grouped(endpoint.traffic().bytes_sent), grouped(endpoint.traffic().bytes_received), seconds);
    return text;
}

/// Entities of the data sets that were named, and not what describes the data sets themselves.
publish::TombstoneRules tombstones_in(model::KnowledgeGraph const& graph,
                                      std::map<std::string, std::string> replaced_by) {
    publish::TombstoneRules rules;
    rules.replaced_by = std::move(replaced_by);
    rules.except = statements::description_namespace(graph).iri;
    for (model::DataSet const& each : graph.data_sets()) {
        if (each.root) {
            rules.bases.push_back(each.base);
        }
    }
    return rules;
}

PublishReport publish_to(publish::Endpoint& endpoint, Options const& options,
                         std::map<std::string, std::string> const& replaced_by, session::Session* session,
                         Progress& progress) {
    if (options.dry_run) {
        endpoint.plan_only();
    }
    publish::Archive archive{options.archive.empty()
                                 ? publish::default_archive(endpoint.urls().query, options.endpoint.graph)
                                 : options.archive};
    publish::PublishOptions how;
    how.mode = options.endpoint.mode == "changes" ? publish::Mode::changes : publish::Mode::replace;
    how.depth = depth_of(options.depth);
    how.program = fmt::format("stoa {}", version);
    how.lease_seconds = options.lease;
    how.take_over = options.take_over;
    how.adopt = options.adopt;
    if (options.tombstones) {
        how.tombstones = tombstones_in(session->graph(), replaced_by);
    }
    how.now = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
    how.token = random_token;
    how.progress = [&](char const* stage, std::uint64_t done, std::uint64_t of) { progress.count(stage, done, of); };
    publish::Publisher publisher{endpoint, archive, how};
    std::uint64_t const most = endpoint.profile().body_statements;
    progress.stage("writing the statements");
    return options.rolls_back
               ? publisher.roll_back(options.endpoint.graph, options.rollback, most)
               : publisher.publish(options.endpoint.graph,
                                   make_targets(*session, options.parts, options.endpoint.graph, archive.work(), most));
}

int run(Options options, Common const& common) {
    auto const began = std::chrono::steady_clock::now();
    throw_faults(faults_of(options.parts));
    std::map<std::string, std::string> const replaced_by = replacements(options);
    // An archived version does not depend on the data of today, which may be wrong: that is when it is wanted.
    bool const needs_data = !options.rolls_back || options.tombstones || !is_complete(options.endpoint);
    std::optional<session::Session> session;
    if (needs_data) {
        session = open_for_endpoint(options.inputs, options.endpoint, common);
        if (!session) {
            return data_is_wrong;
        }
    }
    check_graph(options.endpoint.graph);
    auto const publish = [&](publish::Endpoint& endpoint) {
        std::optional<PublishReport> report;
        {
            Progress progress{common.quiet};
            report = publish_to(endpoint, options, replaced_by, session ? &*session : nullptr, progress);
        }
        if (!endpoint.why_by_updates().empty()) {
            report->notes.push_back(fmt::format("{}: the statements were sent by updates", endpoint.why_by_updates()));
        }
        double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        if (options.format == "json") {
            print(as_json(*report, endpoint, seconds));
        } else if (!common.quiet || options.dry_run) {
            print(as_text(*report, endpoint, seconds));
        }
    };
    auto const explained = [](std::exception const& error) {
        return publish::PublishError(fmt::format("{}. Nothing was changed.", error.what()));
    };
    // Once a change may have begun the publisher says which version is live.
    try {
        with_endpoint(options.endpoint, publish);
    } catch (publish::TransferError const& error) {
        throw explained(error);
    } catch (publish::EndpointError const& error) {
        throw explained(error);
    }
    return 0;
}

}  // namespace

int run_publish(Arguments const& arguments) {
    Options options;
    options.inputs = arguments.paths("INPUT");
    options.endpoint = endpoint_options(arguments);
    options.endpoint.to = arguments.text("--to");
    options.endpoint.graph = arguments.text("--graph");
    options.endpoint.mode = arguments.text("--mode");
    options.parts = part_options(arguments);
    options.depth = arguments.text("--verify");
    options.format = arguments.text("--format");
    options.archive = arguments.text("--archive");
    options.rolls_back = arguments.given("--rollback");
    if (!arguments.text("--rollback").empty()) {
        options.rollback = arguments.count("--rollback");
    }
    options.dry_run = arguments.given("--dry-run");
    options.take_over = arguments.given("--take-over");
    options.adopt = arguments.given("--adopt");
    options.tombstones = arguments.given("--tombstones");
    options.replaced_by = arguments.list("--replaced-by");
    options.lease = static_cast<unsigned>(arguments.count("--lease"));
    return run(std::move(options), common_of(arguments));
}

}  // namespace stoa::app
