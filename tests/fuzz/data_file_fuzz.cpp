// SPDX-License-Identifier: Apache-2.0
// The bytes of one data file, through the whole pipeline: parsed, read, derived, checked and, when they are good,
// written in both formats.
#include <cstdint>
#include <string_view>
#include <utility>

#include "stoa/ingest/data_set_files.hpp"
#include "stoa/ingest/record_reader.hpp"
#include "stoa/ingest/toml_reader.hpp"
#include "stoa/model/checks.hpp"
#include "stoa/model/infer.hpp"
#include "stoa/statements/part_writer.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace stoa;
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    diagnostics::Diagnostics diagnostics;
    ingest::RawFile file{"f.toml", {}, {}, {}};
    if (!ingest::read_toml(text, file, diagnostics)) {
        return 0;
    }
    ingest::take_records(file);
    model::GraphBuilder builder;
    model::DataSet set;
    set.name = "a";
    set.base = "https://example.org/a/";
    set.language = "en";
    set.title = "A";
    set.licence = "https://creativecommons.org/licenses/by/4.0/";
    ingest::DataSetFiles files;
    files.visible = {{builder.add_data_set(set)}};
    files.files.push_back(std::move(file));
    model::Allowances allowances;
    ingest::read_records(files, builder, allowances, diagnostics);
    model::infer(builder);
    builder.keep_reachable();
    model::Places places;
    model::KnowledgeGraph const graph = std::move(builder).freeze(&places);
    model::CheckContext context{graph, places, allowances, diagnostics};
    model::check(context, true);
    if (!diagnostics.has_errors()) {
        rdf::StringSink out;
        statements::PartWriter writer{graph, {}, {}};
        for (rdf::Syntax const& each : rdf::syntaxes()) {
            writer.write(each, out);
        }
    }
    return 0;
}
