// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <future>
#include <optional>
#include <string>
#include <string_view>

#include "stoa/model/knowledge_graph.hpp"
#include "stoa/statements/data_part.hpp"
#include "stoa/statements/statement_list.hpp"

namespace stoa::statements {

/// Terms of the ontology for what a stoa.toml says of a data set.
inline constexpr std::string_view default_language_property = "https://w3id.org/stoa/ns#defaultLanguage";
inline constexpr std::string_view default_look_back_property = "https://w3id.org/stoa/ns#defaultLookBack";

struct DescriptionOptions {
    std::string program_version;
    /// Date of the last change, xsd:date; when absent, what each stoa.toml says, so that equal data give equal bytes.
    std::optional<std::string> modified;
};

/// A part with the SHA-256 of its sorted N-Triples, which a large graph computes on a thread of its own.
struct DescribedPart {
    /// With `hashed`, the hash is begun. `graph` outlives the part.
    DescribedPart(model::KnowledgeGraph const& graph, bool hashed);

    DataPart part;
    std::shared_future<std::string> sha256;  ///< hexadecimal; throws what the computation has thrown
};

/// The data set that the graph's data part is: VoID (https://www.w3.org/TR/void/), DCAT 3
/// (https://www.w3.org/TR/vocab-dcat-3/) and PROV-O (https://www.w3.org/TR/prov-o/). Counts and the SHA-256 of the
/// sorted N-Triples are of the data part alone. All nodes have IRIs under `<base>dataset/`. With several root data sets
/// the node carries all their names and lies under the base that comes first. Files and endpoints have the addresses
/// that
/// `[[distribution]]` gives; what is written and has none is described without. With an evolution part the data set
/// that this part is, derived from the first one, is described beside it: counts, partitions and hash of its own.
[[nodiscard]] StatementList describe(model::KnowledgeGraph const& graph, DescribedPart const& data,
                                     DescriptionOptions const& options, DescribedPart const* evolution = nullptr);

/// Where the nodes of the description lie: prefix `dataset`.
[[nodiscard]] rdf::Namespace description_namespace(model::KnowledgeGraph const& graph);

}  // namespace stoa::statements
