// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <new>

namespace stoa::publish {

struct GzipSink::State {
    rdf::ByteSink& out;
    z_stream stream{};
    std::array<unsigned char, std::size_t{256} * 1024> buffer{};

    explicit State(rdf::ByteSink& sink) : out{sink} {
        constexpr int gzip = 16 + MAX_WBITS;
        constexpr int fast = 1;  // N-Triples shrink to a tenth even so
        if (deflateInit2(&stream, fast, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc{};
        }
    }
    ~State() { deflateEnd(&stream); }
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    State(State&&) = delete;
    State& operator=(State&&) = delete;

    void run(std::string_view bytes, int flush) {
        // zlib does not write to its input.
        stream.next_in = const_cast<unsigned char*>(  // NOLINT(cppcoreguidelines-pro-type-const-cast)
            reinterpret_cast<unsigned char const*>(bytes.data()));
        stream.avail_in = static_cast<unsigned>(bytes.size());
        do {
            stream.next_out = buffer.data();
            stream.avail_out = static_cast<unsigned>(buffer.size());
            deflate(&stream, flush);
            out.write({reinterpret_cast<char const*>(buffer.data()), buffer.size() - stream.avail_out});
        } while (stream.avail_out == 0);
    }
};

GzipSink::GzipSink(rdf::ByteSink& out) : state_{std::make_unique<State>(out)} {}
GzipSink::~GzipSink() = default;

void GzipSink::write(std::string_view bytes) {
    constexpr std::size_t most = std::size_t{1} << 30U;  // avail_in is 32 bits wide
    for (; !bytes.empty(); bytes.remove_prefix(std::min(most, bytes.size()))) {
        state_->run(bytes.substr(0, most), Z_NO_FLUSH);
    }
}

void GzipSink::finish() { state_->run({}, Z_FINISH); }

void GzipFile::finish() {
    gzip_.finish();
    file_.finish();
}

}  // namespace stoa::publish
