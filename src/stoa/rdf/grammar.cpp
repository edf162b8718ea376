// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/grammar.hpp"

#include <algorithm>
#include <utility>

#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/diagnostics/utf8.hpp"
#include "stoa/rdf/term.hpp"

namespace stoa::rdf {

namespace {

/// Serd's reader recurses at every open bracket, and so does this.
constexpr std::size_t max_nesting = 64;

using ByteSet = std::array<bool, 256>;

[[nodiscard]] constexpr ByteSet set_of(std::string_view bytes) {
    ByteSet set{};
    for (char const c : bytes) {
        set[static_cast<unsigned char>(c)] = true;
    }
    return set;
}

[[nodiscard]] constexpr bool holds(ByteSet const& set, char c) { return set[static_cast<unsigned char>(c)]; }

constexpr ByteSet line_blanks = set_of(" \t");
constexpr ByteSet blanks = set_of(" \t\r\n");
constexpr ByteSet ends_comment = set_of(std::string_view("\r\n\0", 3));
constexpr ByteSet digits = set_of("0123456789");
constexpr ByteSet letters = set_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
constexpr ByteSet letters_and_digits = set_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
constexpr ByteSet hex_digits = set_of("0123456789ABCDEFabcdef");
constexpr ByteSet letter_escapes = set_of("tbnrf\"'\\");
constexpr ByteSet name_escapes = set_of("_~.-!$&'()*+,;=/?#@%");
/// What ends a run of ordinary characters in a string.
constexpr ByteSet stops_string = set_of(std::string_view("\"'\\\r\n\0", 6));
constexpr ByteSet stops_iri = [] {
    ByteSet set = set_of("<>\"{}|^`\\");
    for (std::size_t control = 0; control <= 0x20; ++control) {
        set[control] = true;
    }
    return set;
}();

/// PN_CHARS_BASE outside ASCII.
[[nodiscard]] bool is_name_start(char32_t c) {
    return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF && c != 0x37E) ||
           c == 0x200C || c == 0x200D || (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
           (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0xEFFFF);
}

/// PN_CHARS outside ASCII.
[[nodiscard]] bool is_name_part(char32_t c) {
    return is_name_start(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

/// Goes through a text token by token. A function for a production of the grammar stands behind it when it returns
/// true; otherwise there is a fault.
class Grammar {
public:
    Grammar(std::string_view text, Syntax const& syntax)
        : text_(text), title_(syntax.title), in_turtle_(syntax == turtle()) {}

    [[nodiscard]] GrammarCheck run() && {
        while (skip_blanks() && !at_end() && (in_turtle_ ? statement() : triple())) {
        }
        return std::move(check_);
    }

private:
    // --- faults

    bool fail_with(std::size_t offset, std::string message) {
        check_.fault = {offset, std::move(message)};
        return false;
    }

    bool fail(std::size_t offset, std::string_view reason) {
        return fail_with(offset, std::string("not ").append(title_).append(": ").append(reason));
    }

    bool ends_inside(std::string_view what) {
        return fail(text_.size(), std::string("the file ends inside ").append(what));
    }

    /// Something else than `wanted` stands here.
    bool missing(std::string_view wanted) {
        if (at_end()) {
            return ends_inside("a statement");
        }
        if (peek() == '\0') {
            return fail_with(place_, "a NUL byte: RDF is text");
        }
        if (peek() == '{' || is_keyword("graph")) {
            return fail(place_, "named graphs, as in TriG: take the statements out of their blocks");
        }
        return fail(place_, std::string("missing ").append(wanted));
    }

    // --- bytes

    [[nodiscard]] bool at_end() const { return place_ == text_.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return text_.size() - place_ > ahead ? text_[place_ + ahead] : '\0';
    }
    [[nodiscard]] bool sees(std::string_view token) const { return text_.substr(place_).starts_with(token); }

    void skip_all(ByteSet const& set) {
        while (!at_end() && holds(set, text_[place_])) {
            ++place_;
        }
    }

    /// Always true, or false when there is a NUL byte in a comment.
    bool skip_blanks() {
        skip_all(blanks);
        while (!at_end() && text_[place_] == '#') {
            while (!at_end() && !holds(ends_comment, text_[place_])) {
                ++place_;
            }
            if (!at_end() && text_[place_] == '\0') {
                return missing("");
            }
            skip_all(blanks);
        }
        return true;
    }

    /// Between the terms of a statement: N-Triples has no line ends and comments there.
    bool skip_inner_blanks() {
        if (in_turtle_) {
            return skip_blanks();
        }
        skip_all(line_blanks);
        return true;
    }

    bool take(char byte, std::string_view wanted) {
        if (!skip_blanks()) {
            return false;
        }
        if (at_end() || text_[place_] != byte) {
            return missing(wanted);
        }
        ++place_;
        return true;
    }

    /// Whether the word that starts here, up to a blank or punctuation, is this one in any case.
    [[nodiscard]] bool is_keyword(std::string_view word) const {
        std::size_t const end = place_ + word.size();
        return end <= text_.size() &&
               std::ranges::equal(text_.substr(place_, word.size()), word, {}, [](char c) { return c | 0x20; }) &&
               (end == text_.size() || holds(blanks, text_[end]) || text_[end] == '<' || text_[end] == '#');
    }

    // --- parts of tokens

    /// The length of the character here if it may continue a name; 0 if not.
    [[nodiscard]] std::size_t name_character(bool (*is_wanted)(char32_t)) const {
        std::string_view const rest = text_.substr(place_);
        std::size_t const length = diagnostics::utf8_sequence_length(rest);
        return length > 1 && is_wanted(diagnostics::decode_utf8(rest.substr(0, length))) ? length : 0;
    }

    /// PN_CHARS_BASE; with `more` another byte is allowed too.
    [[nodiscard]] bool take_name_start(ByteSet const& ascii) {
        if (at_end()) {
            return false;
        }
        std::size_t const length = holds(ascii, text_[place_]) ? 1 : name_character(is_name_start);
        place_ += length;
        return length > 0;
    }

    /// `((PN_CHARS | '.')* PN_CHARS)?`, and in local names colons and escapes.
    bool take_name_rest(bool is_local) {
        std::size_t end = place_;  // a name does not end with a full stop
        while (!at_end()) {
            char const c = text_[place_];
            if (holds(is_plain_name_byte, c)) {
                ++place_;
                end = c == '.' ? end : place_;
                continue;
            }
            if (is_local && (c == '%' || c == '\\')) {
                if (!name_escape()) {
                    return false;
                }
            } else if (is_local && c == ':') {
                ++place_;
            } else if (std::size_t const length = name_character(is_name_part); length > 0) {
                place_ += length;
            } else {
                break;
            }
            end = place_;
        }
        place_ = end;
        return true;
    }

    /// PLX.
    bool name_escape() {
        if (peek() == '%') {
            if (!holds(hex_digits, peek(1)) || !holds(hex_digits, peek(2))) {
                return fail(place_, "a percent sign in a name needs two hexadecimal digits");
            }
            place_ += 3;
        } else {
            if (!holds(name_escapes, peek(1))) {
                return fail(place_, "an escape that names do not have");
            }
            place_ += 2;
        }
        return true;
    }

    /// UCHAR: the code point, or nothing and a fault.
    std::optional<char32_t> numeric_escape() {
        std::size_t const length = peek(1) == 'u' ? 4 : 8;
        char32_t code_point = 0;
        for (std::size_t i = 0; i < length; ++i) {
            if (text_.size() - place_ <= i + 2) {
                ends_inside("an escape");
                return std::nullopt;
            }
            char const c = text_[place_ + i + 2];
            if (!holds(hex_digits, c)) {
                fail(place_ + i + 2, "an escape needs " + std::to_string(length) + " hexadecimal digits");
                return std::nullopt;
            }
            code_point = code_point << 4U | static_cast<char32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        std::string const written(text_.substr(place_, length + 2));
        if (code_point >= 0xD800 && code_point <= 0xDFFF) {
            fail(place_, "the escape " + written + " is half a character (a surrogate): write the character itself");
            return std::nullopt;
        }
        if (code_point > 0x10FFFF) {
            fail(place_, "the escape " + written + " is beyond the last character, \\U0010FFFF");
            return std::nullopt;
        }
        place_ += length + 2;
        return code_point;
    }

    void respell(std::size_t offset, std::size_t skipped, std::string_view instead) {
        Respelling& each = check_.respellings.emplace_back();
        each.offset = offset;
        each.skipped = static_cast<std::uint32_t>(skipped);
        each.size = static_cast<std::uint8_t>(instead.size());
        std::ranges::copy(instead, each.instead.begin());
    }

    /// Serd finds no token behind the one that ended at `end` unless they touch.
    void close_gap(std::size_t end) {
        if (place_ > end) {
            respell(end, place_ - end, "");
        }
    }

    // --- terms

    /// IRIREF.
    bool iri() {
        ++place_;
        while (true) {
            while (!at_end() && !holds(stops_iri, text_[place_])) {
                ++place_;
            }
            if (at_end()) {
                return ends_inside("an IRI");
            }
            if (text_[place_] == '>') {
                ++place_;
                return true;
            }
            if (text_[place_] != '\\' || (peek(1) != 'u' && peek(1) != 'U')) {
                return text_[place_] == '\0' ? missing("") : fail(place_, not_in_iris(text_.substr(place_, 1)));
            }
            std::size_t const begin = place_;
            auto const code_point = numeric_escape();
            if (!code_point) {
                return false;
            }
            if (*code_point < 0x80 && holds(stops_iri, static_cast<char>(*code_point))) {
                return fail(begin, not_in_iris(text_.substr(begin, place_ - begin)));
            }
            std::string character;
            diagnostics::append_utf8(character, *code_point);
            respell(begin, place_ - begin, character);
        }
    }

    [[nodiscard]] static std::string not_in_iris(std::string_view text) {
        return "an IRI does not contain '" + diagnostics::printable(text) + "'";
    }

    /// BLANK_NODE_LABEL.
    bool blank_label() {
        static constexpr ByteSet first = set_of("_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
        place_ += 2;
        return take_name_start(first) ? take_name_rest(false) : missing("the label of a blank node");
    }

    /// PrefixedName.
    bool prefixed_name(std::string_view wanted) {
        std::size_t const begin = place_;
        if (!take_prefix()) {
            place_ = begin;
            return missing(wanted);
        }
        static constexpr ByteSet first = set_of("_:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
        return peek() == '%' || peek() == '\\' || take_name_start(first) ? take_name_rest(true) : true;
    }

    /// PNAME_NS.
    [[nodiscard]] bool take_prefix() {
        if (take_name_start(letters)) {
            take_name_rest(false);
        }
        if (peek() != ':') {
            return false;
        }
        ++place_;
        return true;
    }

    bool iri_or_name(std::string_view wanted) {
        if (peek() == '<') {
            return iri();
        }
        return in_turtle_ ? prefixed_name(wanted) : missing(wanted);
    }

    bool resource(std::string_view wanted) { return sees("_:") ? blank_label() : iri_or_name(wanted); }

    /// A string; `place_` is at its first quote.
    bool string() {
        char const quote = text_[place_];
        std::array<char, 3> const three{quote, quote, quote};
        bool const is_long = in_turtle_ && sees({three.data(), three.size()});
        place_ += is_long ? 3U : 1U;
        while (true) {
            while (!at_end() && !holds(stops_string, text_[place_])) {
                ++place_;
            }
            if (at_end()) {
                return ends_inside("a string");
            }
            char const c = text_[place_];
            if (c == quote) {
                std::size_t const run = std::min(text_.find_first_not_of(quote, place_), text_.size()) - place_;
                if (!is_long || run >= 3) {
                    place_ += is_long ? 3U : 1U;
                    return true;
                }
                if (run == 1 && peek(1) == '\\') {
                    respell(place_, 0, "\\");
                }
                place_ += run;
            } else if (c == '\\') {
                if (!string_escape()) {
                    return false;
                }
            } else if ((c == '\n' || c == '\r') && !is_long) {
                return fail(place_, "a line end in a string: write \\n, or three quotes around the string");
            } else {
                if (c == '\0') {
                    respell(place_, 1, "\\u0000");
                }
                ++place_;
            }
        }
    }

    bool string_escape() {
        if (peek(1) == 'u' || peek(1) == 'U') {
            return numeric_escape().has_value();
        }
        if (!holds(letter_escapes, peek(1))) {
            return text_.size() - place_ == 1 ? ends_inside("a string")
                                              : fail(place_ + 1, "an escape that strings do not have");
        }
        place_ += 2;
        return true;
    }

    /// RDFLiteral, of a string.
    bool literal() {
        if (!string()) {
            return false;
        }
        std::size_t const end = place_;
        if (!skip_inner_blanks()) {
            return false;
        }
        if (peek() == '@' && !(in_turtle_ && place_ > end && is_directive())) {
            close_gap(end);
            return language();
        }
        if (sees("^^")) {
            close_gap(end);
            place_ += 2;
            std::size_t const behind = place_;
            if (!skip_inner_blanks()) {
                return false;
            }
            close_gap(behind);
            return iri_or_name("the datatype");
        }
        return true;
    }

    /// LANGTAG.
    bool language() {
        ++place_;
        std::size_t const begin = place_;
        skip_all(letters);
        if (place_ == begin) {
            return missing("the language");
        }
        while (peek() == '-' && holds(letters_and_digits, peek(1))) {
            ++place_;
            skip_all(letters_and_digits);
        }
        return true;
    }

    /// INTEGER, DECIMAL or DOUBLE.
    bool number() {
        place_ += peek() == '+' || peek() == '-' ? 1U : 0U;
        bool has_digits = holds(digits, peek());
        skip_all(digits);
        if (peek() == '.') {
            std::size_t const after = place_ + 1;
            bool const has_fraction = after < text_.size() && holds(digits, text_[after]);
            if (has_fraction || (has_digits && exponent_at(after) > after)) {
                place_ = after;
                skip_all(digits);
                has_digits = true;
            }
        }
        if (!has_digits) {
            return missing("digits");
        }
        place_ = exponent_at(place_);
        return true;
    }

    /// One past the EXPONENT that starts at `begin`, or `begin` when there is none.
    [[nodiscard]] std::size_t exponent_at(std::size_t begin) const {
        std::size_t at = begin;
        auto const byte = [&] { return at < text_.size() ? text_[at] : '\0'; };
        if (byte() != 'e' && byte() != 'E') {
            return begin;
        }
        ++at;
        at += byte() == '+' || byte() == '-' ? 1U : 0U;
        std::size_t const first = at;
        while (holds(digits, byte())) {
            ++at;
        }
        return at > first ? at : begin;
    }

    /// A keyword, which is not the beginning of a name here.
    [[nodiscard]] bool take_word(std::string_view word) {
        if (!sees(word)) {
            return false;
        }
        std::size_t const begin = std::exchange(place_, place_ + word.size());
        std::size_t const end = place_;
        take_name_rest(false);
        if (place_ == end && peek() != ':') {
            return true;
        }
        place_ = begin;
        return false;
    }

    bool object() {
        char const c = peek();
        if (c == '"' || (c == '\'' && in_turtle_)) {
            return literal();
        }
        if (in_turtle_) {
            if (c == '[') {
                bool is_anonymous = false;
                return blank_node(is_anonymous);
            }
            if (c == '(') {
                return collection();
            }
            if (holds(digits, c) || c == '+' || c == '-' || (c == '.' && holds(digits, peek(1)))) {
                return number();
            }
            if (take_word("true") || take_word("false")) {
                return true;
            }
        }
        return resource("an object");
    }

    // --- Turtle

    bool open() {
        if (++depth_ > max_nesting) {
            return fail_with(place_, "more than 64 levels of brackets: flatten them");
        }
        ++place_;
        return true;
    }

    bool close(char byte) {
        --depth_;
        return take(byte, std::string("'") + byte + "'");
    }

    /// ANON or blankNodePropertyList.
    bool blank_node(bool& is_anonymous) {
        if (!open() || !skip_blanks()) {
            return false;
        }
        is_anonymous = peek() == ']';
        return (is_anonymous || predicate_objects()) && close(']');
    }

    bool collection() {
        if (!open()) {
            return false;
        }
        while (skip_blanks() && peek() != ')') {
            if (!object()) {
                return false;
            }
        }
        return !check_.fault && close(')');
    }

    bool verb() { return take_word("a") || iri_or_name("a predicate"); }

    /// predicateObjectList.
    bool predicate_objects() {
        while (skip_blanks() && verb()) {
            do {
                if (!skip_blanks() || !object() || !skip_blanks()) {
                    return false;
                }
            } while (take_if(','));
            if (peek() != ';') {
                return true;
            }
            while (take_if(';')) {
                if (!skip_blanks()) {
                    return false;
                }
            }
            if (peek() == '.' || peek() == ']') {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool take_if(char byte) {
        bool const is_there = peek() == byte;
        place_ += is_there ? 1U : 0U;
        return is_there;
    }

    [[nodiscard]] bool is_directive() const {
        auto const stands_here = [this](std::string_view word) {
            return sees(word) && !holds(letters_and_digits, peek(word.size())) && peek(word.size()) != '-';
        };
        return stands_here("@prefix") || stands_here("@base");
    }

    bool prefix_and_iri() {
        if (!skip_blanks()) {
            return false;
        }
        if (!take_prefix()) {
            return missing("the prefix with its colon");
        }
        return namespace_iri();
    }

    bool namespace_iri() { return skip_blanks() && (peek() == '<' ? iri() : missing("the IRI of the namespace")); }

    bool directive() {
        if (!is_directive()) {
            return missing("a statement");
        }
        bool const is_prefix = sees("@prefix");
        place_ += is_prefix ? 7U : 5U;
        return (is_prefix ? prefix_and_iri() : namespace_iri()) && take('.', "'.'");
    }

    bool statement() {
        switch (peek()) {
            case '@':
                return directive();
            case '[': {
                bool is_anonymous = false;
                if (!blank_node(is_anonymous) || !skip_blanks()) {
                    return false;
                }
                if (!is_anonymous && peek() == '.') {
                    ++place_;
                    return true;
                }
                break;
            }
            case '(':
                if (!collection()) {
                    return false;
                }
                break;
            default:
                if (is_keyword("prefix")) {
                    place_ += 6;
                    return prefix_and_iri();
                }
                if (is_keyword("base")) {
                    place_ += 4;
                    return namespace_iri();
                }
                if (!resource("a statement")) {
                    return false;
                }
        }
        return predicate_objects() && take('.', "';' or '.'");
    }

    // --- N-Triples

    /// Goes to the next term; it stands on the same line.
    bool next_term() {
        skip_all(line_blanks);
        if (at_end() || !holds(blanks, text_[place_])) {
            return true;
        }
        skip_all(blanks);
        return at_end() ? missing("") : fail(place_, "a statement ends on its line");
    }

    bool triple() {
        if (!resource("a subject") || !next_term() || !iri_or_name("a predicate") || !next_term() || !object() ||
            !next_term()) {
            return false;
        }
        if (peek() != '.') {
            return missing("'.'");
        }
        ++place_;
        skip_all(line_blanks);
        return at_end() || holds(blanks, text_[place_]) || text_[place_] == '#' ||
               fail(place_, "a second statement on the line");
    }

    std::string_view text_;
    std::string_view title_;
    bool in_turtle_;
    std::size_t place_ = 0;
    std::size_t depth_ = 0;
    GrammarCheck check_;
};

}  // namespace

GrammarCheck check_grammar(std::string_view text, Syntax const& syntax) { return Grammar(text, syntax).run(); }

}  // namespace stoa::rdf
