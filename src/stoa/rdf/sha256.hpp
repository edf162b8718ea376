// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "stoa/rdf/byte_sink.hpp"

struct evp_md_ctx_st;

namespace stoa::rdf {

/// Computes the SHA-256 (FIPS 180-4) of the bytes written to it, which are not stored.
class Sha256Sink final : public ByteSink {
public:
    Sha256Sink();
    ~Sha256Sink() override;

    void write(std::string_view bytes) override;

    /// Of the bytes so far: 64 hexadecimal digits in lower case.
    [[nodiscard]] std::string hex() const;

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const noexcept;
    };
    using Context = std::unique_ptr<evp_md_ctx_st, Free>;

    Context context_;
};

}  // namespace stoa::rdf
