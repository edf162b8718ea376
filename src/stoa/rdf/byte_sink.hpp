// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stoa::rdf {

/// Receives the bytes of an output, in order. Throws if they cannot be written.
class ByteSink {
public:
    ByteSink() = default;
    ByteSink(ByteSink const&) = delete;
    ByteSink& operator=(ByteSink const&) = delete;
    ByteSink(ByteSink&&) = delete;
    ByteSink& operator=(ByteSink&&) = delete;
    virtual ~ByteSink();

    virtual void write(std::string_view bytes) = 0;
};

/// Keeps the bytes in memory.
class StringSink final : public ByteSink {
public:
    void write(std::string_view bytes) override;

    [[nodiscard]] std::string const& text() const noexcept { return text_; }

private:
    std::string text_;
};

}  // namespace stoa::rdf
