// SPDX-License-Identifier: Apache-2.0
// The bytes of one data file, through the whole pipeline: parsed, read, derived, checked and, when they are good,
// written in both formats.
#include <toml++/toml.h>

#include <cstdint>
#include <string_view>
#include <utility>

#include "stoa/ingest/data_set_files.hpp"
#include "stoa/ingest/record_reader.hpp"
#include "stoa/ingest/toml_text.hpp"
#include "stoa/model/checks.hpp"
#include "stoa/model/infer.hpp"
#include "stoa/statements/part_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace stoa;
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    diagnostics::Diagnostics diagnostics;
    if (!ingest::is_fit_to_parse(text, "f.toml", diagnostics)) {
        return 0;
    }
    model::GraphBuilder builder;
    model::DataSet set;
    set.name = "a";
    set.base = "https://example.org/a/";
    set.language = "en";
    set.title = "A";
    set.licence = "https://creativecommons.org/licenses/by/4.0/";
    ingest::DataSetFiles files;
    files.visible = {{builder.add_data_set(set)}};
    try {
        files.files.push_back({"f.toml", model::DataSetId{}, toml::parse(text, std::string_view{"f.toml"})});
    } catch (toml::parse_error const&) {
        return 0;
    }
    ingest::read_records(files, builder, diagnostics);
    model::infer(builder);
    builder.keep_reachable();
    model::Places places;
    model::KnowledgeGraph const graph = std::move(builder).freeze(&places);
    model::check(graph, places, true, diagnostics);
    if (!diagnostics.has_errors()) {
        rdf::StringSink out;
        statements::PartWriter writer{graph, {}, {}};
        for (rdf::Syntax const& each : rdf::syntaxes()) {
            writer.write(each, out);
        }
    }
    return 0;
}
