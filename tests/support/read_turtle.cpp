// SPDX-License-Identifier: Apache-2.0
#include <serd/serd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "stoa/rdf/ntriples.hpp"
#include "support/sample.hpp"

namespace stoa::test {
namespace {

struct Reading {
    std::unique_ptr<SerdEnv, decltype(&serd_env_free)> environment{serd_env_new(nullptr), &serd_env_free};
    Lines sink;
    std::string fault;
};

std::string_view view(SerdNode const& node) { return {reinterpret_cast<char const*>(node.buf), node.n_bytes}; }

std::string iri(Reading const& reading, SerdNode const& node) {
    if (node.type != SERD_CURIE) {
        return std::string{view(node)};
    }
    SerdChunk start;
    SerdChunk rest;
    if (serd_env_expand(reading.environment.get(), &node, &start, &rest) != SERD_SUCCESS) {
        return "undeclared prefix in " + std::string{view(node)};
    }
    return std::string{reinterpret_cast<char const*>(start.buf), start.len} +
           std::string{reinterpret_cast<char const*>(rest.buf), rest.len};
}

SerdStatus on_prefix(void* handle, SerdNode const* name, SerdNode const* uri) {
    return serd_env_set_prefix(static_cast<Reading*>(handle)->environment.get(), name, uri);
}

SerdStatus on_statement(void* handle, SerdStatementFlags /*flags*/, SerdNode const* /*graph*/, SerdNode const* subject,
                        SerdNode const* predicate, SerdNode const* object, SerdNode const* datatype,
                        SerdNode const* language) {
    Reading& reading = *static_cast<Reading*>(handle);
    std::string const subject_iri = iri(reading, *subject);
    std::string const predicate_iri = iri(reading, *predicate);
    std::string const object_iri = object->type == SERD_LITERAL ? std::string{} : iri(reading, *object);
    std::string const datatype_iri =
        datatype != nullptr && datatype->buf != nullptr ? iri(reading, *datatype) : std::string{};
    rdf::TermView term = rdf::TermView::iri(object_iri);
    if (object->type == SERD_LITERAL) {
        term = language != nullptr && language->buf != nullptr ? rdf::TermView::text_in(view(*object), view(*language))
                                                               : rdf::TermView::typed(view(*object), datatype_iri);
    }
    reading.sink.write(rdf::TermView::iri(subject_iri), rdf::TermView::iri(predicate_iri), term);
    return SERD_SUCCESS;
}

SerdStatus on_error(void* handle, SerdError const* error) {
    Reading& reading = *static_cast<Reading*>(handle);
    reading.fault = "line " + std::to_string(error->line) + ", column " + std::to_string(error->col) + ": " +
                    reinterpret_cast<char const*>(serd_strerror(error->status));
    return SERD_SUCCESS;
}

}  // namespace

std::vector<std::string> read_turtle(std::string const& document) {
    if (document.empty()) {
        return {};  // Serd 0.30 reads beyond the end of an empty string
    }
    Reading reading;
    std::unique_ptr<SerdReader, decltype(&serd_reader_free)> const reader{
        serd_reader_new(SERD_TURTLE, &reading, nullptr, nullptr, on_prefix, on_statement, nullptr), &serd_reader_free};
    serd_reader_set_strict(reader.get(), true);
    serd_reader_set_error_sink(reader.get(), on_error, &reading);
    SerdStatus const status =
        serd_reader_read_string(reader.get(), reinterpret_cast<std::uint8_t const*>(document.c_str()));
    if (status != SERD_SUCCESS || !reading.fault.empty()) {
        throw std::runtime_error("Serd cannot read the Turtle: " + reading.fault + "\n" + document);
    }
    std::vector<std::string> lines = std::move(reading.sink.lines);
    std::ranges::sort(lines);
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

}  // namespace stoa::test
