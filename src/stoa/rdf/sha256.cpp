// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <stdexcept>

namespace stoa::rdf {

namespace {

/// OpenSSL fails here only without memory, or where a policy of the system forbids the digest.
void check(int result) {
    if (result != 1) {
        throw std::runtime_error("OpenSSL cannot compute SHA-256");
    }
}

}  // namespace

void Sha256Sink::Free::operator()(evp_md_ctx_st* context) const noexcept { EVP_MD_CTX_free(context); }

Sha256Sink::Sha256Sink() : context_(EVP_MD_CTX_new()) {
    check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
}

Sha256Sink::~Sha256Sink() = default;

void Sha256Sink::write(std::string_view bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }

std::string Sha256Sink::hex() const {
    Context const copy(EVP_MD_CTX_new());
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    check(EVP_MD_CTX_copy_ex(copy.get(), context_.get()));
    check(EVP_DigestFinal_ex(copy.get(), digest.data(), &size));
    constexpr std::string_view hex_digits = "0123456789abcdef";
    std::string hex;
    for (std::size_t index = 0; index < size; ++index) {
        hex += hex_digits[digest[index] >> 4U];
        hex += hex_digits[digest[index] & 0xFU];
    }
    return hex;
}

}  // namespace stoa::rdf
