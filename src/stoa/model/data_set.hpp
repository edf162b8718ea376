// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stoa::model {

/// Index into `KnowledgeGraph::data_sets()`.
enum class DataSetId : std::uint16_t {};

/// Where a data set is published: `[endpoints.<name>]` of its stoa.toml. Never a secret.
struct NamedEndpoint {
    std::string name;
    std::string url;
    std::string graph;
    std::string server;  ///< name of a profile; empty: found out
    std::string mode;    ///< replace or changes; empty: replace
};

/// Where a form of a data set can be had: a table of `[[distribution]]` of its stoa.toml. Files and endpoints are told
/// apart by `sparql_endpoint`.
struct Distribution {
    std::string format;           ///< name of a syntax (rdf/syntax.hpp), or empty
    std::string access_url;       ///< page or file; empty: that of the download or the endpoint
    std::string download_url;     ///< the file itself
    std::string sparql_endpoint;  ///< URL for queries
    std::string description;
};

/// A folder of records with a base IRI of its own, as its stoa.toml describes it.
struct DataSet {
    std::string name;      ///< slug, the default stem of files and prefixes
    std::string base;      ///< absolute IRI that ends in `/` or `#`
    std::string language;  ///< of its plain strings, lower-case BCP 47
    std::string title;
    std::string description;
    std::string licence;  ///< IRI
    std::string version;
    std::string creator;
    std::string publisher;
    std::string contact;  ///< e-mail address, or http or https address of a page
    std::string issued;   ///< a partial date
    std::string modified;
    std::vector<std::string> keywords;  ///< in `language`
    std::vector<std::string> subjects;  ///< IRIs of what it is about
    std::vector<std::string> spatial;   ///< IRIs of the places that it covers
    std::vector<Distribution> distributions;
    /// How many observed editions back a theme's content is looked for when themes turn into others, if it says so.
    std::optional<unsigned> look_back;
    std::vector<NamedEndpoint> endpoints;  ///< by name
    bool root = true;                      ///< named by the user, not only used by another data set
    std::size_t records_read = 0;          ///< implied claims, evidence and quotes included
    std::size_t records_reached = 0;       ///< of them, those that the root data sets lead to
};

}  // namespace stoa::model
