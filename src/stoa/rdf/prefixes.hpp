// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/rdf/statement.hpp"

namespace stoa::rdf {

/// The namespaces of a document: each prefix and each IRI once, in byte order of the prefixes. For example
/// `prefixes.shorten("https://w3id.org/stoa/iclc/edition/5")` is `{edition:, "5"}`.
/// Namespaces stay where they are as long as the object lives, also when it is moved.
class Prefixes {
public:
    /// The namespace of `iri`: the one that is there already, under whatever prefix, or a new one.
    /// Throws std::invalid_argument when the prefix belongs to another IRI or is not plain (see `is_plain_prefix`), or
    /// the IRI is not one.
    Namespace const& add(std::string_view prefix, std::string_view iri);

    /// The namespace of a prefix, or null.
    [[nodiscard]] Namespace const* find(std::string_view prefix) const;

    /// The longest namespace that `iri` continues with a plain local name (see `is_plain_local_name`), and that name,
    /// which is a part of `iri`. Time grows with the logarithm of the number of namespaces.
    [[nodiscard]] std::optional<std::pair<Namespace const*, std::string_view>> shorten(std::string_view iri) const;

    /// In byte order of the prefixes.
    [[nodiscard]] std::vector<Namespace const*> sorted() const;
    [[nodiscard]] std::size_t size() const noexcept { return by_prefix_.size(); }
    [[nodiscard]] bool empty() const noexcept { return by_prefix_.empty(); }

private:
    struct Entry {
        Namespace const* space;
        /// Index of the longest other namespace that this one continues, or `none`.
        std::size_t parent;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::map<std::string, Namespace, std::less<>> by_prefix_;
    /// In byte order of the IRIs.
    std::vector<Entry> by_iri_;
};

}  // namespace stoa::rdf
