// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/ntriples_reader.hpp"

#include <serd/serd.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

namespace stoa::rdf {
namespace {

struct Reading {
    StatementSink& sink;
    std::exception_ptr thrown;
    std::string error;
};

std::string_view view_of(SerdNode const* node) {
    return node == nullptr ? std::string_view{}
                           : std::string_view{reinterpret_cast<char const*>(node->buf), node->n_bytes};
}

TermView term_of(SerdNode const* node, SerdNode const* datatype, SerdNode const* language) {
    switch (node->type) {
        case SERD_LITERAL:
            return {TermType::literal, nullptr, view_of(node), view_of(language), view_of(datatype)};
        case SERD_BLANK:
            return {TermType::blank, nullptr, view_of(node), {}, {}};
        default:
            return TermView::iri(view_of(node));
    }
}

SerdStatus on_statement(void* handle, SerdStatementFlags /*flags*/, SerdNode const* /*graph*/, SerdNode const* subject,
                        SerdNode const* predicate, SerdNode const* object, SerdNode const* datatype,
                        SerdNode const* language) {
    auto& reading = *static_cast<Reading*>(handle);
    try {
        reading.sink.write(term_of(subject, nullptr, nullptr), term_of(predicate, nullptr, nullptr),
                           term_of(object, datatype, language));
        return SERD_SUCCESS;
    } catch (...) {  // no exception goes across frames of C
        reading.thrown = std::current_exception();
        return SERD_FAILURE;
    }
}

SerdStatus on_error(void* handle, SerdError const* error) {
    auto& reading = *static_cast<Reading*>(handle);
    if (reading.error.empty()) {
        reading.error =
            "line " + std::to_string(error->line) + ": " + reinterpret_cast<char const*>(serd_strerror(error->status));
    }
    return SERD_SUCCESS;
}

struct FreeReader {
    void operator()(SerdReader* reader) const noexcept { serd_reader_free(reader); }
};
struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

}  // namespace

void read_ntriples(std::filesystem::path const& file, StatementSink& sink) {
    std::unique_ptr<std::FILE, CloseFile> const open{std::fopen(file.c_str(), "rb")};
    if (!open) {
        throw std::runtime_error("cannot read '" + file.string() + "'");
    }
    Reading reading{sink, nullptr, {}};
    std::unique_ptr<SerdReader, FreeReader> const reader{
        serd_reader_new(SERD_NTRIPLES, &reading, nullptr, nullptr, nullptr, &on_statement, nullptr)};
    serd_reader_set_strict(reader.get(), true);
    serd_reader_set_error_sink(reader.get(), &on_error, &reading);
    SerdStatus const status =
        serd_reader_read_file_handle(reader.get(), open.get(), reinterpret_cast<std::uint8_t const*>(file.c_str()));
    if (reading.thrown) {
        std::rethrow_exception(reading.thrown);
    }
    if (!reading.error.empty() || status > SERD_FAILURE) {
        throw std::runtime_error("cannot read '" + file.string() +
                                 "': " + (reading.error.empty() ? "it ends in the middle" : reading.error));
    }
}

}  // namespace stoa::rdf
