// SPDX-License-Identifier: Apache-2.0
#include "ready_statements.hpp"

#include <algorithm>
#include <stdexcept>

#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::bench {

using rdf::TermView;

namespace {

std::string full(TermView const& term) {
    return (term.space != nullptr ? term.space->iri : std::string{}) + std::string{term.text};
}

}  // namespace

ReadyStatements::ReadyStatements(std::span<rdf::Namespace const* const> spaces)
    : spaces_(spaces.begin(), spaces.end()) {}

std::size_t ReadyStatements::AddressHash::operator()(std::pair<rdf::Namespace const*, char const*> const& key) const {
    return std::hash<void const*>{}(key.first) * 31 + std::hash<void const*>{}(key.second) * 0x9E3779B97F4A7C15U;
}

SerdNode ReadyStatements::node(SerdType type, std::string_view start, std::string_view rest) {
    constexpr std::size_t block_size = std::size_t{1} << 20U;
    std::size_t const size = start.size() + rest.size();
    if (blocks_.empty() || blocks_.back().size() + size + 1 > blocks_.back().capacity()) {
        blocks_.emplace_back().reserve(std::max(block_size, size + 1));
    }
    std::string& block = blocks_.back();
    std::size_t const begin = block.size();
    block += start;
    block += rest;
    block += '\0';
    return {reinterpret_cast<std::uint8_t const*>(block.data() + begin), size, size, 0, type};
}

SerdNode ReadyStatements::name_node(TermView const& term) {
    std::string const iri = full(term);
    if (iri != rdf::vocabulary::rdf_type && term.space != nullptr && std::ranges::count(spaces_, term.space) > 0 &&
        rdf::is_plain_local_name(term.text)) {
        return node(SERD_CURIE, term.space->prefix + ":", term.text);
    }
    return node(SERD_URI, iri, {});
}

ReadyStatements::Node ReadyStatements::name(TermView const& term) {
    auto const [found, is_new] = names_.try_emplace({term.space, term.text.data()}, static_cast<Node>(nodes_.size()));
    if (is_new) {
        nodes_.push_back(name_node(term));
    }
    return found->second;
}

SerdNode ReadyStatements::datatype_node(std::string_view iri) {
    using namespace rdf::vocabulary;
    auto const continued = std::ranges::find_if(spaces_, [&](rdf::Namespace const* each) {
        return iri.size() > each->iri.size() && iri.starts_with(each->iri);
    });
    bool const is_bare = iri == xsd_integer || iri == xsd_decimal || iri == xsd_boolean;
    return is_bare || continued == spaces_.end()
               ? node(SERD_URI, iri, {})
               : name_node(TermView::name(**continued, iri.substr((*continued)->iri.size())));
}

template <class Make>
std::uint8_t ReadyStatements::shared(Shared& in, std::string_view text, Make make) {
    if (auto const found = in.places.find(text); found != in.places.end()) {
        return found->second;
    }
    if (in.nodes.size() == none) {
        throw std::length_error("more predicates, datatypes or languages than the benchmark has room for");
    }
    in.nodes.push_back(make());
    return in.places.emplace(text, static_cast<std::uint8_t>(in.nodes.size() - 1)).first->second;
}

void ReadyStatements::write(TermView const& subject, TermView const& predicate, TermView const& object) {
    Statement statement{};
    statement.subject = name(subject);
    statement.predicate = shared(predicates_, full(predicate), [&] { return name_node(predicate); });
    statement.datatype = none;
    statement.language = none;
    if (object.type != rdf::TermType::literal) {
        statement.object = name(object);
    } else {
        if (!object.datatype.empty()) {
            statement.datatype = shared(datatypes_, object.datatype, [&] { return datatype_node(object.datatype); });
        }
        if (!object.language.empty()) {
            statement.language =
                shared(languages_, object.language, [&] { return node(SERD_LITERAL, object.language, {}); });
        }
        statement.object = static_cast<Node>(nodes_.size());
        nodes_.push_back(node(SERD_LITERAL, object.text, {}));
    }
    statements_.push_back(statement);
}

std::size_t ReadyStatements::write_with_serd() const {
    std::size_t bytes = 0;
    auto const count_bytes = [](void const*, std::size_t size, void* handle) -> std::size_t {
        *static_cast<std::size_t*>(handle) += size;
        return size;
    };
    SerdEnv* const environment = serd_env_new(nullptr);
    SerdWriter* const writer = serd_writer_new(SERD_TURTLE, SERD_STYLE_BULK, environment, nullptr, count_bytes, &bytes);
    for (rdf::Namespace const* const space : spaces_) {
        SerdNode const prefix =
            serd_node_from_string(SERD_LITERAL, reinterpret_cast<std::uint8_t const*>(space->prefix.c_str()));
        SerdNode const iri = serd_node_from_string(SERD_URI, reinterpret_cast<std::uint8_t const*>(space->iri.c_str()));
        serd_writer_set_prefix(writer, &prefix, &iri);
    }
    for (Statement const& each : statements_) {
        serd_writer_write_statement(writer, 0, nullptr, &nodes_[each.subject], &predicates_.nodes[each.predicate],
                                    &nodes_[each.object],
                                    each.datatype == none ? nullptr : &datatypes_.nodes[each.datatype],
                                    each.language == none ? nullptr : &languages_.nodes[each.language]);
    }
    serd_writer_finish(writer);
    serd_writer_free(writer);
    serd_env_free(environment);
    return bytes;
}

}  // namespace stoa::bench
