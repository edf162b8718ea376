// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "stoa/rdf/byte_sink.hpp"
#include "stoa/rdf/output_file.hpp"

namespace stoa::publish {

/// Compresses what is written to another sink: gzip (RFC 1952) without name and time, so that equal bytes stay equal.
class GzipSink final : public rdf::ByteSink {
public:
    /// `out` outlives the sink.
    explicit GzipSink(rdf::ByteSink& out);
    ~GzipSink() override;

    void write(std::string_view bytes) override;
    /// Writes what is left. Without it the end is missing; nothing may be written any more.
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A compressed file that is there as a whole or not at all.
class GzipFile final : public rdf::ByteSink {
public:
    /// As rdf::OutputFile.
    explicit GzipFile(std::string path) : file_{std::move(path)}, gzip_{file_} {}

    void write(std::string_view bytes) override { gzip_.write(bytes); }
    /// Throws rdf::WriteError; only then is the file complete.
    void finish();

private:
    rdf::OutputFile file_;
    GzipSink gzip_;
};

}  // namespace stoa::publish
