// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/raw_record.hpp"
#include "stoa/model/data_set.hpp"

namespace stoa::ingest {

/// A key of stoa.toml that takes a text.
struct TextSetting {
    std::string_view key;
    std::string model::DataSet::*target;
    bool required;
    std::string_view meaning;
};

/// All of them. The other keys are `uses`, `look_back` and `endpoints`.
inline constexpr std::array text_settings{
    TextSetting{"name", &model::DataSet::name, true, "short name, used in file names and prefixes"},
    TextSetting{"base", &model::DataSet::base, true, "start of the IRIs of all records; ends in / or #"},
    TextSetting{"title", &model::DataSet::title, true, "title of the data set"},
    TextSetting{"licence", &model::DataSet::licence, true, "IRI of the licence of the data"},
    TextSetting{"language", &model::DataSet::language, false, "language of texts that do not name another (en)"},
    TextSetting{"description", &model::DataSet::description, false, "what the data set contains"},
    TextSetting{"version", &model::DataSet::version, false, "version of the data set"},
    TextSetting{"creator", &model::DataSet::creator, false, "who made the data set"},
    TextSetting{"publisher", &model::DataSet::publisher, false, "who publishes the data set"},
};

inline constexpr unsigned most_look_back = 100;

/// What the cells of a stoa.toml say of their data set, `uses` left out. Reports errors; the rest is then read.
void read_manifest(RawFile const& manifest, model::DataSet& data_set, diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
