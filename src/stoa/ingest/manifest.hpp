// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/ingest/raw_record.hpp"
#include "stoa/model/data_set.hpp"

namespace stoa::ingest {

/// What a text of stoa.toml is.
enum class SettingForm : std::uint8_t {
    text,
    iri,      ///< absolute
    date,     ///< a day, month or year; also as a date or number of TOML
    contact,  ///< an e-mail address, or an http or https address
    web,      ///< an http or https address
    syntax,   ///< name of a syntax of RDF
};

/// A key of stoa.toml that takes a text.
struct TextSetting {
    std::string_view key;
    std::string model::DataSet::*target;
    bool required;
    std::string_view meaning;
    SettingForm form = SettingForm::text;
};

/// All of them. The other keys are `uses`, `look_back`, `endpoints`, `distribution`, and those of `list_settings`.
inline constexpr std::array text_settings{
    TextSetting{"name", &model::DataSet::name, true, "short name, used in file names and prefixes"},
    TextSetting{"base", &model::DataSet::base, true, "start of the IRIs of all records; ends in / or #"},
    TextSetting{"title", &model::DataSet::title, true, "title of the data set"},
    TextSetting{"licence", &model::DataSet::licence, true, "IRI of the licence of the data", SettingForm::iri},
    TextSetting{"language", &model::DataSet::language, false, "language of texts that do not name another (en)"},
    TextSetting{"description", &model::DataSet::description, false, "what the data set contains"},
    TextSetting{"version", &model::DataSet::version, false, "version of the data set"},
    TextSetting{"creator", &model::DataSet::creator, false, "who made the data set"},
    TextSetting{"publisher", &model::DataSet::publisher, false, "who publishes the data set"},
    TextSetting{"contact", &model::DataSet::contact, false, "e-mail address or web page for questions about the data",
                SettingForm::contact},
    TextSetting{"issued", &model::DataSet::issued, false, "date of the first publication", SettingForm::date},
    TextSetting{"modified", &model::DataSet::modified, false,
                "date of the last change; --modified and SOURCE_DATE_EPOCH come first", SettingForm::date},
};

/// A key of stoa.toml that takes one text or a list of them.
struct ListSetting {
    std::string_view key;
    std::vector<std::string> model::DataSet::*target;
    std::string_view meaning;
    SettingForm form = SettingForm::text;
};
inline constexpr std::array list_settings{
    ListSetting{"keywords", &model::DataSet::keywords, "words by which the data set is found"},
    ListSetting{"subjects", &model::DataSet::subjects, "IRIs of what the data set is about", SettingForm::iri},
    ListSetting{"spatial", &model::DataSet::spatial, "IRIs of the places that the data set covers", SettingForm::iri},
};

/// A key of a table of [[distribution]].
struct DistributionSetting {
    std::string_view key;
    std::string model::Distribution::*target;
    std::string_view meaning;
    SettingForm form = SettingForm::text;
};
inline constexpr std::array distribution_settings{
    DistributionSetting{"format", &model::Distribution::format, "format of a file: turtle or ntriples",
                        SettingForm::syntax},
    DistributionSetting{"access_url", &model::Distribution::access_url, "page or file where the data are",
                        SettingForm::web},
    DistributionSetting{"download_url", &model::Distribution::download_url, "the file itself", SettingForm::web},
    DistributionSetting{"sparql_endpoint", &model::Distribution::sparql_endpoint,
                        "URL for SPARQL queries, in a table of its own", SettingForm::web},
    DistributionSetting{"description", &model::Distribution::description, "what is there"},
};

inline constexpr unsigned most_look_back = 100;

/// What the cells of a stoa.toml say of their data set, `uses` left out. Reports errors; the rest is then read.
void read_manifest(RawFile const& manifest, model::DataSet& data_set, diagnostics::Diagnostics& diagnostics);

}  // namespace stoa::ingest
