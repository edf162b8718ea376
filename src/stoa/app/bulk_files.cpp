// SPDX-License-Identifier: Apache-2.0
#include "stoa/app/bulk_files.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <optional>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/publish/gzip.hpp"
#include "stoa/publish/shards.hpp"
#include "stoa/rdf/syntax.hpp"

namespace stoa::app {

bool is_bulk(BulkOptions const& options) { return options.shards > 0 || options.gzip; }

std::vector<std::string> faults_of(BulkOptions const& options, std::string_view format, std::string const& output) {
    std::vector<std::string> faults;
    if (format != rdf::ntriples().name) {
        for (char const* const each : {options.shards > 0 ? "--shards" : "", options.gzip ? "--gzip" : ""}) {
            if (*each != '\0') {
                faults.push_back(fmt::format("{} is for --format {}, not {}", each, rdf::ntriples().name, format));
            }
        }
        return faults;
    }
    if (options.shards == 0) {
        return faults;
    }
    if (output == "-") {
        faults.emplace_back("--shards writes files into a folder: name one with -o");
    } else if (std::filesystem::exists(output) && !std::filesystem::is_directory(output)) {
        faults.push_back(fmt::format("--shards writes files into a folder, and '{}' is none", output));
    } else if (std::optional<std::string> const foreign = publish::find_foreign_entry(output)) {
        faults.push_back(
            fmt::format("the folder '{}' holds '{}', which is of no earlier export: name one that is empty or "
                        "not there",
                        output, diagnostics::printable(*foreign)));
    }
    return faults;
}

std::string write_bulk_files(BulkOptions const& options, std::string const& output, statements::PartWriter& writer,
                             Progress& progress) {
    auto const write = [&](rdf::ByteSink& out) { writer.write(rdf::ntriples(), out); };
    if (options.shards == 0) {
        publish::GzipFile out{output};
        write(out);
        out.finish();
        return {};
    }
    publish::ShardOptions const how{
        options.shards, options.gzip, statements::names_of(writer.parts()),
        [&](char const* stage, std::uint64_t done, std::uint64_t of) { progress.count(stage, done, of); }};
    publish::Shards const shards = publish::write_shards(output, how, write);
    if (shards.files.size() == options.shards) {
        return {};
    }
    return fmt::format("as many shards as there are subjects: {}, not {}", grouped(shards.files.size()),
                       grouped(options.shards));
}

}  // namespace stoa::app
