// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/prefixes.hpp"

#include <algorithm>
#include <stdexcept>

#include "stoa/rdf/term.hpp"

namespace stoa::rdf {

Namespace const& Prefixes::add(std::string_view prefix, std::string_view iri) {
    auto const place = std::ranges::lower_bound(
        by_iri_, iri, {}, [](Entry const& entry) -> std::string_view { return entry.space->iri; });
    if (place != by_iri_.end() && place->space->iri == iri) {
        return *place->space;
    }
    if (!is_plain_prefix(prefix)) {
        throw std::invalid_argument("'" + std::string(prefix) + "' cannot be a prefix");
    }
    if (auto const fault = find_iri_fault(iri)) {
        throw std::invalid_argument("the namespace of '" + std::string(prefix) + "' is not an IRI: " + *fault);
    }
    auto const [added, is_new] = by_prefix_.emplace(prefix, Namespace{std::string(prefix), std::string(iri)});
    if (!is_new) {
        throw std::invalid_argument("the prefix '" + std::string(prefix) + "' already stands for <" +
                                    added->second.iri + ">, not for <" + std::string(iri) + ">");
    }
    by_iri_.insert(place, Entry{&added->second, none});

    // In byte order an IRI follows its beginnings, with only its fellow continuations between: a stack finds them.
    std::vector<std::size_t> beginnings;
    for (std::size_t index = 0; index < by_iri_.size(); ++index) {
        std::string const& current = by_iri_[index].space->iri;
        while (!beginnings.empty() && !current.starts_with(by_iri_[beginnings.back()].space->iri)) {
            beginnings.pop_back();
        }
        by_iri_[index].parent = beginnings.empty() ? none : beginnings.back();
        beginnings.push_back(index);
    }
    return added->second;
}

Namespace const* Prefixes::find(std::string_view prefix) const {
    auto const found = by_prefix_.find(prefix);
    return found == by_prefix_.end() ? nullptr : &found->second;
}

std::optional<std::pair<Namespace const*, std::string_view>> Prefixes::shorten(std::string_view iri) const {
    auto const after = std::ranges::upper_bound(
        by_iri_, iri, {}, [](Entry const& entry) -> std::string_view { return entry.space->iri; });
    // Every namespace that `iri` continues is the last one before it, or one that this last one continues too.
    for (std::size_t index = after == by_iri_.begin() ? none : static_cast<std::size_t>(after - by_iri_.begin()) - 1;
         index != none; index = by_iri_[index].parent) {
        Namespace const& space = *by_iri_[index].space;
        if (iri.starts_with(space.iri)) {
            std::string_view const local = iri.substr(space.iri.size());
            if (is_plain_local_name(local)) {
                return std::pair(&space, local);
            }
        }
    }
    return std::nullopt;
}

std::vector<Namespace const*> Prefixes::sorted() const {
    std::vector<Namespace const*> spaces;
    spaces.reserve(by_prefix_.size());
    for (auto const& [prefix, space] : by_prefix_) {
        spaces.push_back(&space);
    }
    return spaces;
}

}  // namespace stoa::rdf
