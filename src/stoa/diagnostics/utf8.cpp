// SPDX-License-Identifier: Apache-2.0
#include "stoa/diagnostics/utf8.hpp"

namespace stoa::diagnostics {

namespace {

[[nodiscard]] unsigned byte_at(std::string_view text, std::size_t index) noexcept {
    return static_cast<unsigned char>(text[index]);
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view text) noexcept {
    if (text.empty()) {
        return 0;
    }
    unsigned const lead = byte_at(text, 0);
    if (lead < 0x80) {
        return 1;
    }
    // Only the second byte's range depends on the lead: it rules out overlong forms, surrogates and the far end.
    std::size_t length = 0;
    unsigned lowest = 0x80;
    unsigned highest = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        lowest = lead == 0xE0 ? 0xA0 : lowest;
        highest = lead == 0xED ? 0x9F : highest;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        lowest = lead == 0xF0 ? 0x90 : lowest;
        highest = lead == 0xF4 ? 0x8F : highest;
    }
    if (length == 0 || text.size() < length || byte_at(text, 1) < lowest || byte_at(text, 1) > highest) {
        return 0;
    }
    for (std::size_t index = 2; index < length; ++index) {
        if ((byte_at(text, index) & 0xC0U) != 0x80) {
            return 0;
        }
    }
    return length;
}

char32_t decode_utf8(std::string_view sequence) noexcept {
    unsigned const lead = byte_at(sequence, 0);
    switch (sequence.size()) {
        case 1:
            return lead;
        case 2:
            return (lead & 0x1FU) << 6U | (byte_at(sequence, 1) & 0x3FU);
        case 3:
            return (lead & 0x0FU) << 12U | (byte_at(sequence, 1) & 0x3FU) << 6U | (byte_at(sequence, 2) & 0x3FU);
        default:
            return (lead & 0x07U) << 18U | (byte_at(sequence, 1) & 0x3FU) << 12U |
                   (byte_at(sequence, 2) & 0x3FU) << 6U | (byte_at(sequence, 3) & 0x3FU);
    }
}

void append_utf8(std::string& text, char32_t code_point) {
    auto const append = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (code_point < 0x80) {
        append(code_point);
        return;
    }
    if (code_point < 0x800) {
        append(0xC0U | code_point >> 6U);
    } else {
        if (code_point < 0x10000) {
            append(0xE0U | code_point >> 12U);
        } else {
            append(0xF0U | code_point >> 18U);
            append(0x80U | (code_point >> 12U & 0x3FU));
        }
        append(0x80U | (code_point >> 6U & 0x3FU));
    }
    append(0x80U | (code_point & 0x3FU));
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return std::string(text);
    }
    std::size_t end = most;
    while (end > 0 && (byte_at(text, end) & 0xC0U) == 0x80) {
        --end;
    }
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace stoa::diagnostics
