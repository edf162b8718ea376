// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/turtle_writer.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/rdf/prefixes.hpp"
#include "stoa/rdf/term.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {

namespace {

template <auto free_function>
struct Free {
    template <typename T>
    void operator()(T* handle) const noexcept {
        free_function(handle);
    }
};

/// A text as Serd wants it: in one piece, and with a NUL behind it, for Serd reads up to there in places, whatever
/// length it is given.
class NodeText {
public:
    /// Valid until the next call. Serd only compares `n_chars`, so bytes do.
    SerdNode const& set(SerdType type, std::string_view start, std::string_view rest, SerdNodeFlags flags = 0) {
        std::size_t const size = start.size() + rest.size();
        if (size >= text_.size()) {
            text_.resize(2 * size + 16);
        }
        std::copy_n(start.data(), start.size(), text_.data());
        std::copy_n(rest.data(), rest.size(), text_.data() + start.size());
        text_[size] = '\0';
        node_ = {reinterpret_cast<std::uint8_t const*>(text_.data()), size, size, flags, type};
        return node_;
    }

private:
    std::vector<char> text_;
    SerdNode node_{};
};

/// Whether Serd would write a quote that an escape follows. Its reader (0.30) takes such a backslash for itself.
[[nodiscard]] bool has_quote_before_escape(std::string_view text) {
    for (std::size_t quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"', quote + 1)) {
        char const next = quote + 1 < text.size() ? text[quote + 1] : ' ';
        bool const is_control = (next >= 0 && next < ' ' && next != '\n' && next != '\t') || next == 0x7F;
        if (next == '"' || next == '\\' || is_control) {
            return true;
        }
    }
    return false;
}

/// Long strings for text with quotes or line breaks, where they are safe: Serd leaves carriage returns in them as they
/// are, and tools that translate line ends would change the text.
[[nodiscard]] SerdNodeFlags flags_of(std::string_view text) {
    bool const has_quote = text.find('"') != std::string_view::npos;
    if (!has_quote && text.find('\n') == std::string_view::npos) {
        return 0;
    }
    bool const is_safe = text.find('\r') == std::string_view::npos && !(has_quote && has_quote_before_escape(text));
    return is_safe ? SERD_HAS_QUOTE | SERD_HAS_NEWLINE : 0;  // either flag makes it long
}

[[nodiscard]] bool is_rdf_type(TermView const& term) {
    if (term.space == nullptr) {
        return term.text == vocabulary::rdf_type;
    }
    return vocabulary::rdf_type.size() == term.space->iri.size() + term.text.size() &&
           vocabulary::rdf_type.ends_with(term.text) && vocabulary::rdf_type.starts_with(term.space->iri);
}

[[nodiscard]] std::size_t address_hash(void const* address) {
    return (reinterpret_cast<std::uintptr_t>(address) * 0x9E3779B97F4A7C15U) >> 32U;
}

/// What names begin with, by the address of their namespace: one look for every name that is written.
class PrefixTable {
public:
    explicit PrefixTable(std::size_t capacity) : entries_(std::bit_ceil(2 * capacity + 1)) {}

    void add(Namespace const* space, std::string_view prefix) { *place(space) = {space, std::string(prefix) + ':'}; }

    /// `prefix:`, or nothing.
    [[nodiscard]] std::string_view find(Namespace const* space) { return place(space)->start; }

private:
    struct Entry {
        Namespace const* space = nullptr;
        std::string start;
    };

    [[nodiscard]] Entry* place(Namespace const* space) {
        std::size_t const mask = entries_.size() - 1;
        std::size_t index = address_hash(space) & mask;
        while (entries_[index].space != nullptr && entries_[index].space != space) {
            index = (index + 1) & mask;
        }
        return &entries_[index];
    }

    /// A power of two, at most half full.
    std::vector<Entry> entries_;
};

/// A resource that is likely to be written again.
struct Remembered {
    TermType type = TermType::literal;  // matches no resource: nothing has been written yet
    Namespace const* space = nullptr;
    std::string text;
    NodeText node_text;
    SerdNode node{};

    [[nodiscard]] bool is(TermView const& term) const {
        return type == term.type && space == term.space && text == term.text;
    }
};

}  // namespace

struct TurtleWriter::State {
    State(ByteSink& bytes, std::size_t space_count) : sink(bytes), starts(2 * space_count) {}
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State() { closed = true; }

    SerdNode const& resource(TermView const& term, NodeText& text, bool is_predicate);
    SerdNode const& remembered(TermView const& term, Remembered& place, bool is_predicate) {
        return place.is(term) ? place.node : renewed(term, place, is_predicate);
    }
    SerdNode const& renewed(TermView const& term, Remembered& place, bool is_predicate);
    SerdNode const& datatype(std::string_view iri);
    void pass_on(std::string_view bytes);
    /// The sink's failure comes first: whatever Serd reports then only follows from it.
    void check(SerdStatus status) {
        if (failure != nullptr || status != SERD_SUCCESS) {
            fail(status);
        }
    }
    [[noreturn]] void fail(SerdStatus status);

    static std::size_t write_bytes(void const* bytes, std::size_t count, void* handle) noexcept;
    static SerdStatus note_error(void* handle, SerdError const* error) noexcept;

    ByteSink& sink;
    std::exception_ptr failure;
    /// What Serd still writes is thrown away.
    bool closed = false;
    std::size_t waiting_line_feeds = 0;

    Prefixes prefixes;
    PrefixTable starts;

    Remembered subject;
    /// A document has few predicates, and their names stand at fixed addresses: found by address, compared by text.
    std::array<Remembered, 128> predicates;
    /// As many datatypes as a document has, found in the same way.
    std::array<Remembered, 16> datatypes;
    NodeText object;
    NodeText language;

    // The writer still writes while it is freed, so it goes first.
    std::unique_ptr<SerdEnv, Free<serd_env_free>> environment;
    std::unique_ptr<SerdWriter, Free<serd_writer_free>> writer;
};

std::size_t TurtleWriter::State::write_bytes(void const* bytes, std::size_t count, void* handle) noexcept {
    auto& state = *static_cast<State*>(handle);
    if (state.closed) {
        return count;
    }
    if (state.failure != nullptr) {
        return 0;
    }
    try {
        state.pass_on({static_cast<char const*>(bytes), count});
        return count;
    } catch (...) {
        state.failure = std::current_exception();
        return 0;
    }
}

/// Serd 0.30 ends a document with an empty line, later versions do not. Line feeds at the end of what has come so far
/// wait for what follows them, and `finish` writes one.
void TurtleWriter::State::pass_on(std::string_view bytes) {
    std::size_t const kept = bytes.find_last_not_of('\n') + 1;
    if (kept > 0) {
        if (waiting_line_feeds > 0) {
            sink.write(std::string(waiting_line_feeds, '\n'));
        }
        waiting_line_feeds = 0;
        sink.write(bytes.substr(0, kept));
    }
    waiting_line_feeds += bytes.size() - kept;
}

/// Keeps Serd from printing. What it has to say comes as a status, or is the failure of the sink.
SerdStatus TurtleWriter::State::note_error(void*, SerdError const*) noexcept { return SERD_SUCCESS; }

SerdNode const& TurtleWriter::State::resource(TermView const& term, NodeText& text, bool is_predicate) {
    if (term.type == TermType::blank) {
        return text.set(SERD_BLANK, {}, term.text);
    }
    if (is_predicate && is_rdf_type(term)) {
        return text.set(SERD_URI, {}, vocabulary::rdf_type);  // only in full does Serd know it, and write `a`
    }
    if (term.space == nullptr) {
        auto const name = prefixes.shorten(term.text);
        return name ? text.set(SERD_CURIE, starts.find(name->first), name->second) : text.set(SERD_URI, {}, term.text);
    }
    std::string_view const start = starts.find(term.space);
    bool const is_name = !start.empty() && is_plain_local_name(term.text);
    return is_name ? text.set(SERD_CURIE, start, term.text) : text.set(SERD_URI, term.space->iri, term.text);
}

SerdNode const& TurtleWriter::State::renewed(TermView const& term, Remembered& place, bool is_predicate) {
    place.type = term.type;
    place.space = term.space;
    place.text = term.text;
    place.node = resource(term, place.node_text, is_predicate);
    return place.node;
}

/// Serd writes numbers and booleans bare when their datatype comes in full, and quoted when it comes as a name.
SerdNode const& TurtleWriter::State::datatype(std::string_view iri) {
    Remembered& place = datatypes[address_hash(iri.data()) % datatypes.size()];
    TermView const term = TermView::iri(iri);
    if (place.is(term)) {
        return place.node;
    }
    renewed(term, place, false);
    if (iri == vocabulary::xsd_integer || iri == vocabulary::xsd_decimal || iri == vocabulary::xsd_boolean) {
        place.node = place.node_text.set(SERD_URI, {}, iri);
    }
    return place.node;
}

void TurtleWriter::State::fail(SerdStatus status) {
    if (failure == nullptr) {
        failure = std::make_exception_ptr(std::runtime_error(std::string("Serd cannot write Turtle: ") +
                                                             reinterpret_cast<char const*>(serd_strerror(status))));
    }
    std::rethrow_exception(failure);
}

TurtleWriter::TurtleWriter(ByteSink& sink, std::span<Namespace const* const> spaces)
    : state_(std::make_unique<State>(sink, spaces.size())) {
    State& state = *state_;
    for (Namespace const* const space : spaces) {
        Namespace const& declared = state.prefixes.add(space->prefix, space->iri);
        state.starts.add(space, declared.prefix);
        state.starts.add(&declared, declared.prefix);
    }
    state.environment.reset(serd_env_new(nullptr));
    state.writer.reset(
        serd_writer_new(SERD_TURTLE, SERD_STYLE_BULK, state.environment.get(), nullptr, State::write_bytes, &state));
    serd_writer_set_error_sink(state.writer.get(), State::note_error, nullptr);
    NodeText prefix;
    NodeText iri;
    for (Namespace const* const space : state.prefixes.sorted()) {
        state.check(serd_writer_set_prefix(state.writer.get(), &prefix.set(SERD_LITERAL, {}, space->prefix),
                                           &iri.set(SERD_URI, {}, space->iri)));
    }
}

TurtleWriter::~TurtleWriter() = default;

void TurtleWriter::write(TermView const& subject, TermView const& predicate, TermView const& object) {
    State& state = *state_;
    assert(!state.closed && "nothing is written to a finished document");
    assert(!find_invalid_utf8(subject.text) && !find_invalid_utf8(predicate.text) && !find_invalid_utf8(object.text) &&
           "terms are valid when they are made");
    state.check(SERD_SUCCESS);
    if (subject.type == TermType::literal || predicate.type != TermType::iri) {
        throw std::invalid_argument("a subject is no literal, and a predicate is an IRI");
    }
    SerdNode const& subject_node = state.remembered(subject, state.subject, false);
    std::size_t const place = address_hash(predicate.text.data()) % state.predicates.size();
    SerdNode const& predicate_node = state.remembered(predicate, state.predicates[place], true);

    SerdNode const* object_node = nullptr;
    SerdNode const* datatype = nullptr;
    SerdNode const* language = nullptr;
    if (object.type != TermType::literal) {
        object_node = &state.resource(object, state.object, false);
    } else {
        SerdNodeFlags const flags = object.datatype.empty() ? flags_of(object.text) : 0;
        object_node = &state.object.set(SERD_LITERAL, {}, object.text, flags);
        if (!object.language.empty()) {
            language = &state.language.set(SERD_LITERAL, {}, object.language);
        } else if (!object.datatype.empty() && object.datatype != vocabulary::xsd_string) {
            datatype = &state.datatype(object.datatype);
        }
    }
    state.check(serd_writer_write_statement(state.writer.get(), 0, nullptr, &subject_node, &predicate_node, object_node,
                                            datatype, language));
}

void TurtleWriter::finish() {
    State& state = *state_;
    state.check(SERD_SUCCESS);
    state.check(serd_writer_finish(state.writer.get()));
    state.closed = true;
    if (state.waiting_line_feeds > 0) {
        state.sink.write("\n");
    }
}

}  // namespace stoa::rdf
