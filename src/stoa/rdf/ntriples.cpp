// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/ntriples.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {

namespace {

constexpr std::size_t output_bytes = std::size_t{64} * 1024;

/// For each byte whether a literal may need an escape where it stands. 0xEF starts U+FFFE and U+FFFF, which are not
/// characters of XML 1.1 and therefore escaped.
constexpr std::array<bool, 256> stops = [] {
    std::array<bool, 256> table{};
    for (std::size_t control = 0; control < 0x20; ++control) {
        table[control] = true;
    }
    table['"'] = table['\\'] = table[0x7F] = table[0xEF] = true;
    return table;
}();

/// Appends the escape of what `rest` starts with and returns how many bytes that is; 0 when it needs none.
std::size_t append_escape(std::string& out, std::string_view rest) {
    constexpr std::string_view escaped = "\b\t\n\f\r\"\\";
    constexpr std::string_view letters = "btnfr\"\\";
    constexpr std::string_view hex_digits = "0123456789ABCDEF";
    char const c = rest.front();
    if (std::size_t const index = escaped.find(c); index != std::string_view::npos) {
        out += '\\';
        out += letters[index];
        return 1;
    }
    if (c == '\xEF') {
        bool const is_noncharacter = rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
        if (is_noncharacter) {
            out += rest[2] == '\xBE' ? "\\uFFFE" : "\\uFFFF";
        }
        return is_noncharacter ? 3 : 0;
    }
    auto const byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += hex_digits[byte >> 4U];
    out += hex_digits[byte & 0xFU];
    return 1;
}

void append_escaped(std::string& out, std::string_view text) {
    std::size_t done = 0;
    for (std::size_t place = 0; place < text.size();) {
        if (!stops[static_cast<unsigned char>(text[place])]) {
            ++place;
            continue;
        }
        out += text.substr(done, place - done);
        std::size_t const length = append_escape(out, text.substr(place));
        done = place + length;
        place = std::max(done, place + 1);
    }
    out += text.substr(done);
}

void append_literal(std::string& out, TermView const& term) {
    out += '"';
    append_escaped(out, term.text);
    out += '"';
    if (!term.language.empty()) {
        out += '@';
        out += term.language;
    } else if (!term.datatype.empty() && term.datatype != vocabulary::xsd_string) {
        out += "^^<";
        out += term.datatype;
        out += '>';
    }
}

}  // namespace

void append_ntriples(std::string& out, TermView const& term) {
    switch (term.type) {
        case TermType::iri:
            out += '<';
            if (term.space != nullptr) {
                out += term.space->iri;
            }
            out += term.text;
            out += '>';
            break;
        case TermType::literal:
            append_literal(out, term);
            break;
        case TermType::blank:
            out += "_:";
            out += term.text;
            break;
    }
}

void append_ntriples(std::string& out, TermView const& subject, TermView const& predicate, TermView const& object) {
    append_ntriples(out, subject);
    out += ' ';
    append_ntriples(out, predicate);
    out += ' ';
    append_ntriples(out, object);
    out += " .\n";
}

void NTriplesWriter::write(TermView const& subject, TermView const& predicate, TermView const& object) {
    next_subject_.clear();
    append_ntriples(next_subject_, subject);
    next_subject_ += ' ';
    if (next_subject_ != subject_) {
        if (next_subject_ < subject_) {
            throw std::logic_error("subjects do not come in byte order: " + next_subject_ + "after " + subject_);
        }
        write_subject();
        subject_.swap(next_subject_);
    }
    std::size_t const begin = text_.size();
    append_ntriples(text_, predicate);
    text_ += ' ';
    append_ntriples(text_, object);
    text_ += " .\n";
    parts_.push_back({begin, text_.size() - begin});
}

void NTriplesWriter::write_subject() {
    auto const view = [this](Part const& part) { return std::string_view(text_).substr(part.begin, part.size); };
    std::ranges::sort(parts_, {}, view);
    std::string_view previous;
    for (Part const& part : parts_) {
        std::string_view const line = view(part);
        if (line == previous) {
            continue;
        }
        output_ += subject_;
        output_ += line;
        previous = line;
        if (output_.size() >= output_bytes) {
            sink_.write(output_);
            output_.clear();
        }
    }
    parts_.clear();
    text_.clear();
}

void NTriplesWriter::finish() {
    write_subject();
    sink_.write(output_);
    output_.clear();
}

}  // namespace stoa::rdf
