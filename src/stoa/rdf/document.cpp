// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/document.hpp"

#include <fcntl.h>
#include <poll.h>
#include <serd/serd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <exception>
#include <initializer_list>
#include <numeric>
#include <set>
#include <system_error>
#include <utility>

#include "stoa/diagnostics/utf8.hpp"
#include "stoa/rdf/grammar.hpp"
#include "stoa/rdf/other_format.hpp"
#include "stoa/rdf/string_pool.hpp"
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

[[nodiscard]] std::uint8_t const* bytes_of(std::string const& text) {
    return reinterpret_cast<std::uint8_t const*>(text.c_str());
}

[[nodiscard]] std::string_view view_of(SerdNode const& node) {
    return {reinterpret_cast<char const*>(node.buf), node.n_bytes};
}

/// A pipe has no size that could be looked at first.
constexpr std::size_t most_of_a_pipe = std::size_t{1} << 30U;
/// For a program that writes to a pipe to open it.
constexpr int wait_milliseconds = 10'000;

/// Closes the file, whatever happens.
class Descriptor {
public:
    // Without O_NONBLOCK opening a pipe waits until another program opens its other end.
    explicit Descriptor(std::string const& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

/// Until there is something to read, or the end of it. Returns false when the time is over.
[[nodiscard]] bool wait_for(int descriptor, int milliseconds) {
    ::pollfd waiting{descriptor, POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&waiting, 1, milliseconds);
    } while (ready < 0 && errno == EINTR);
    return ready != 0;
}

[[nodiscard]] std::string read_whole(std::string const& path) {
    auto const fail = [&path](std::string const& reason) { throw FileError("cannot read '" + path + "': " + reason); };
    auto const fail_by_error = [&fail] { fail(std::generic_category().message(errno)); };
    Descriptor const file(path);
    struct ::stat status {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
        fail_by_error();
    }
    if (S_ISDIR(status.st_mode)) {
        fail("it is a folder: name the files in it");
    }
    bool const is_pipe = S_ISFIFO(status.st_mode);
    if (!S_ISREG(status.st_mode) && !is_pipe) {
        fail("it is neither a file nor a pipe");
    }
    bool const is_late = is_pipe && !wait_for(file.number(), wait_milliseconds);
    std::string text;
    std::array<char, std::size_t{64} * 1024> buffer{};
    while (true) {
        ::ssize_t const count = ::read(file.number(), buffer.data(), buffer.size());
        if (count == 0) {
            if (is_late && text.empty()) {  // with a program at the other end it would be EAGAIN
                fail("no program writes to this pipe");
            }
            return text;
        }
        if (count > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
            if (is_pipe && text.size() > most_of_a_pipe) {
                fail("more than 1 GiB comes from this pipe: write it to a file first");
            }
        } else if (errno == EAGAIN) {
            static_cast<void>(wait_for(file.number(), -1));
        } else if (errno != EINTR) {
            fail_by_error();
        }
    }
}

/// The IRI of a file, against which relative IRIs in it count.
[[nodiscard]] std::string file_iri(std::filesystem::path const& path) {
    std::string const absolute = std::filesystem::absolute(path).lexically_normal().string();
    SerdNode node = serd_node_new_file_uri(bytes_of(absolute), nullptr, nullptr, true);
    std::string iri(view_of(node));
    serd_node_free(&node);
    return iri;
}

struct Place {
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// A statement where it was read.
struct Entry {
    Statement statement{};
    Place place;
};

enum class Kind : std::uint8_t { plain, tagged, typed, iri, blank };

[[nodiscard]] bool is_literal(Kind kind) { return kind <= Kind::typed; }

/// Terms, each once: a string with the id of its language or datatype and its kind behind the text.
class Terms {
public:
    TermId intern(Kind kind, std::string_view text, std::string_view qualifier = {}) {
        return id_of(terms_.intern(key(kind, text, qualifiers_.intern(qualifier))));
    }

    [[nodiscard]] std::optional<TermId> find_iri(std::string_view iri) const {
        auto const found = terms_.find(key(Kind::iri, iri, StringId{0}));
        return found ? std::optional(id_of(*found)) : std::nullopt;
    }

    [[nodiscard]] std::size_t size() const { return terms_.size() - 1; }

    [[nodiscard]] TermView view(TermId id) const {
        auto const [text, kind, qualifier] = parts(id);
        switch (kind) {
            case Kind::plain:
                return TermView::string(text);
            case Kind::tagged:
                return TermView::text_in(text, qualifier);
            case Kind::typed:
                return TermView::typed(text, qualifier);
            case Kind::iri:
                return TermView::iri(text);
            case Kind::blank:
                break;
        }
        return {TermType::blank, nullptr, text, {}, {}};
    }

    /// Of each term its place in the order literals (by text, then without a datatype first, by datatype and by
    /// language), IRIs, blank nodes.
    [[nodiscard]] std::vector<std::uint32_t> ranks() const {
        std::vector<std::uint32_t> order(size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, [this](std::uint32_t left, std::uint32_t right) {
            return is_before(parts(TermId{left}), parts(TermId{right}));
        });
        std::vector<std::uint32_t> ranks(size());
        for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

private:
    struct Parts {
        std::string_view text;
        Kind kind;
        std::string_view qualifier;
    };

    static constexpr std::size_t tail_size = sizeof(StringId) + sizeof(Kind);

    /// The pool has the empty string, which is no term, as 0.
    [[nodiscard]] static TermId id_of(StringId id) { return static_cast<TermId>(static_cast<std::uint32_t>(id) - 1); }

    [[nodiscard]] std::string const& key(Kind kind, std::string_view text, StringId qualifier) const {
        std::array<char, tail_size> tail{};
        std::memcpy(tail.data(), &qualifier, sizeof qualifier);
        tail.back() = static_cast<char>(kind);
        key_.assign(text);
        key_.append(tail.data(), tail.size());
        return key_;
    }

    [[nodiscard]] Parts parts(TermId id) const {
        std::string_view const whole = terms_.view(static_cast<StringId>(static_cast<std::uint32_t>(id) + 1));
        std::string_view const tail = whole.substr(whole.size() - tail_size);
        StringId qualifier{};
        std::memcpy(&qualifier, tail.data(), sizeof qualifier);
        return {whole.substr(0, whole.size() - tail_size), static_cast<Kind>(tail.back()), qualifiers_.view(qualifier)};
    }

    [[nodiscard]] static bool is_before(Parts const& left, Parts const& right) {
        Kind const left_kind = is_literal(left.kind) ? Kind::plain : left.kind;
        Kind const right_kind = is_literal(right.kind) ? Kind::plain : right.kind;
        if (left_kind != right_kind) {
            return left_kind < right_kind;
        }
        if (int const order = left.text.compare(right.text); order != 0) {
            return order < 0;
        }
        bool const left_typed = left.kind == Kind::typed;
        bool const right_typed = right.kind == Kind::typed;
        return left_typed != right_typed ? right_typed : left.qualifier < right.qualifier;
    }

    StringPool terms_;
    StringPool qualifiers_;
    mutable std::string key_;
};

/// Numbers of entries in the order of one number of each, those with equal ones as they were.
template <typename Key>
[[nodiscard]] std::vector<std::uint32_t> sorted_by(std::vector<std::uint32_t> const& entries, std::size_t keys,
                                                   Key key) {
    std::vector<std::uint32_t> starts(keys + 1);
    for (std::uint32_t const each : entries) {
        ++starts[key(each) + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::uint32_t> sorted(entries.size());
    for (std::uint32_t const each : entries) {
        sorted[starts[key(each)]++] = each;
    }
    return sorted;
}

}  // namespace

struct Document::State {
    using Order = std::vector<std::uint32_t>;

    /// Brings the orders up to date with the entries.
    void sort() {
        if (is_sorted) {
            return;
        }
        ranks = terms.ranks();
        auto const by = [this](TermId Statement::*part) {
            return [this, part](std::uint32_t entry) { return rank(entries[entry].statement.*part); };
        };
        Order read(entries.size());
        std::iota(read.begin(), read.end(), 0U);
        Order const by_object = sorted_by(read, terms.size(), by(&Statement::object));
        Order const by_predicate = sorted_by(by_object, terms.size(), by(&Statement::predicate));
        spo = sorted_by(by_predicate, terms.size(), by(&Statement::subject));
        // Of equal ones the first that was read stays.
        spo.erase(std::unique(spo.begin(), spo.end(),
                              [this](std::uint32_t left, std::uint32_t right) {
                                  return entries[left].statement == entries[right].statement;
                              }),
                  spo.end());
        ops = sorted_by(sorted_by(spo, terms.size(), by(&Statement::predicate)), terms.size(), by(&Statement::object));
        pos = sorted_by(sorted_by(spo, terms.size(), by(&Statement::object)), terms.size(), by(&Statement::predicate));
        is_sorted = true;
    }

    [[nodiscard]] std::uint32_t rank(TermId id) const { return ranks[static_cast<std::size_t>(id)]; }

    /// Calls `visit` for the entries of an order with these terms, which are the first ones that it goes by.
    template <typename Visit>
    void visit_range(Order const& order,
                     std::initializer_list<std::pair<TermId Statement::*, std::optional<TermId>>> terms_wanted,
                     Visit visit) const {
        // Three ways: before, in or behind the range.
        auto const compare = [&](std::uint32_t entry) {
            for (auto const& [part, wanted] : terms_wanted) {
                if (!wanted) {
                    break;
                }
                std::uint32_t const own = rank(entries[entry].statement.*part);
                if (own != rank(*wanted)) {
                    return own < rank(*wanted) ? -1 : 1;
                }
            }
            return 0;
        };
        auto const begin = std::ranges::partition_point(order, [&](std::uint32_t each) { return compare(each) < 0; });
        for (auto each = begin; each != order.end() && compare(*each) == 0; ++each) {
            visit(entries[*each]);
        }
    }

    [[nodiscard]] Entry const* find(Statement const& wanted) {
        sort();
        Entry const* found = nullptr;
        visit_range(spo,
                    {{&Statement::subject, wanted.subject},
                     {&Statement::predicate, wanted.predicate},
                     {&Statement::object, wanted.object}},
                    [&found](Entry const& entry) { found = &entry; });
        return found;
    }

    Terms terms;
    std::vector<std::string> files;
    /// As they were read, repeats included.
    std::vector<Entry> entries;
    // Of the entries without repeats; by the ranks of the terms.
    bool is_sorted = true;
    std::vector<std::uint32_t> ranks;
    Order spo;
    Order pos;
    Order ops;
};

/// One file on its way through Serd's reader. What it says is gathered here, and added only when all of it is good.
class Document::Reading {
public:
    Reading(State& state, std::string_view text, std::string name, Syntax const& syntax,
            diagnostics::Diagnostics& diagnostics)
        : state_(state), text_(text), name_(std::move(name)), syntax_(syntax), diagnostics_(diagnostics) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text_.starts_with(byte_order_mark)) {
            text_.remove_prefix(byte_order_mark.size());
        }
    }

    Reading(Reading const&) = delete;
    Reading& operator=(Reading const&) = delete;
    ~Reading() {
        if (!is_added_) {
            state_.entries.resize(first_entry_);
        }
    }

    bool run(std::string const& base) {
        if (!check_encoding()) {
            return false;
        }
        if (!base.empty()) {
            SerdNode const node = serd_node_from_string(SERD_URI, bytes_of(base));
            serd_env_set_base_uri(environment_.get(), &node);
        }
        check_ = check_grammar(text_, syntax_);
        std::unique_ptr<SerdReader, Free<serd_reader_free>> const reader(
            serd_reader_new(syntax_ == turtle() ? SERD_TURTLE : SERD_NTRIPLES, this, nullptr, on_base, on_prefix,
                            on_statement, nullptr));
        serd_reader_set_strict(reader.get(), true);
        serd_reader_set_error_sink(reader.get(), on_error, this);
        std::string const blank_prefix = "f" + std::to_string(state_.files.size()) + "_";
        serd_reader_add_blank_prefix(reader.get(), bytes_of(blank_prefix));

        // Byte by byte: only so is the place that has been read the place where Serd is.
        SerdStatus const status =
            serd_reader_read_source(reader.get(), on_read, on_read_error, this, bytes_of(name_), 1);
        if (failure_ != nullptr) {
            std::rethrow_exception(failure_);
        }
        // SERD_FAILURE stands for a document without statements, which is legal.
        if (!stopped_ && status > SERD_FAILURE) {
            report_syntax("this cannot stand here");
        } else if (!stopped_ && check_.fault) {
            report_unreadable(check_.fault->message);
        }
        if (has_faults_) {
            return false;
        }
        state_.files.push_back(name_);
        state_.is_sorted = false;
        is_added_ = true;
        return true;
    }

private:
    struct Position {
        std::uint32_t line = 1;
        std::uint32_t column = 0;
    };

    void report(Position where, std::string message, diagnostics::Code code = diagnostics::Code::rdf_syntax) {
        has_faults_ = true;
        diagnostics_.report(code, {name_, where.line, where.column}, std::move(message));
    }

    /// The first fault of a text that is not what it should be, at the last byte that was read.
    void report_unreadable(std::string message, diagnostics::Code code = diagnostics::Code::rdf_syntax) {
        stopped_ = true;
        if (auto const other = find_other_format(text_)) {
            code = diagnostics::Code::other_format;
            here_ = {1, 1};
            message = std::string("not ").append(syntax_.title).append(": ").append(*other);
        }
        report(here_, std::move(message), code);
    }

    void report_syntax(std::string_view reason) {
        report_unreadable(std::string("not ").append(syntax_.title).append(": ").append(reason));
    }

    /// NUL bytes are for the grammar: strings may have them.
    bool check_encoding() {
        std::size_t done = 0;
        while (auto const offset = find_invalid_utf8(text_.substr(done))) {
            done += *offset;
            if (text_[done] != '\0') {
                while (next_ <= done) {
                    advance();
                }
                report_unreadable("not UTF-8: save the file as UTF-8", diagnostics::Code::not_utf8);
                return false;
            }
            ++done;
        }
        return true;
    }

    /// The next byte goes to Serd, which has one byte in hand that it has not used yet.
    char advance() {
        char const byte = text_[next_];
        ++next_;
        if (at_line_end_) {
            ++here_.line;
            here_.column = 0;
        }
        at_line_end_ = byte == '\n';
        bool const is_continuation = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
        here_.column += is_continuation ? 0U : 1U;
        return byte;
    }

    /// The byte for Serd, or nothing at the end or behind the fault of the grammar. Serd gets the byte at the fault as
    /// well: when it stops there, its words are those that are reported.
    std::optional<char> next_byte() {
        while (instead_.empty() && respelled_ < check_.respellings.size() &&
               check_.respellings[respelled_].offset == next_) {
            Respelling const& each = check_.respellings[respelled_++];
            for (std::uint32_t left = each.skipped; left > 0; --left) {
                advance();
            }
            instead_ = {each.instead.data(), each.size};
        }
        if (!instead_.empty()) {
            char const byte = instead_.front();
            instead_.remove_prefix(1);
            return byte;
        }
        bool const is_fault_read = check_.fault && next_ > check_.fault->offset;
        if (next_ == text_.size() || is_fault_read || (check_.fault && text_[next_] == '\0')) {
            if (check_.fault && !stopped_) {
                if (!is_fault_read && next_ < text_.size()) {
                    advance();
                }
                report_unreadable(check_.fault->message);
            }
            return std::nullopt;
        }
        char const byte = advance();
        look_for_start(byte);
        return byte;
    }

    /// Between two statements: looks for the place where the next one starts.
    void look_for_start(char byte) {
        if (!between_) {
            return;
        }
        if (in_comment_) {
            in_comment_ = byte != '\n';
        } else if (byte == '#') {
            in_comment_ = true;
        } else if (std::string_view(" \t\r\n.;,])").find(byte) == std::string_view::npos) {
            start_ = here_;
            between_ = false;
        }
    }

    void start_looking() {
        between_ = true;
        in_comment_ = false;
        if (next_ > 0) {
            look_for_start(text_[next_ - 1]);
        }
    }

    /// The text of an IRI in full, until the next one; nothing, and a report, when there is no way to it.
    std::optional<std::string_view> expanded(SerdNode const& node) {
        if (node.type == SERD_URI && serd_uri_string_has_scheme(node.buf)) {
            return view_of(node);
        }
        SerdChunk start{};
        SerdChunk end{};
        if (node.type == SERD_CURIE) {
            if (serd_env_expand(environment_.get(), &node, &start, &end) == SERD_SUCCESS) {
                iri_.assign(reinterpret_cast<char const*>(start.buf), start.len);
                iri_.append(reinterpret_cast<char const*>(end.buf), end.len);
                if (serd_uri_string_has_scheme(bytes_of(iri_))) {
                    return iri_;
                }
            }
        } else {
            SerdNode full = serd_env_expand_node(environment_.get(), &node);
            iri_ = full.buf == nullptr ? std::string_view() : view_of(full);
            serd_node_free(&full);
            if (serd_uri_string_has_scheme(bytes_of(iri_))) {
                return iri_;
            }
        }
        std::string_view const text = view_of(node);
        if (node.type == SERD_URI) {
            report(start_, "the relative IRI <" + diagnostics::shortened(text) + "> has no base: write it in full",
                   diagnostics::Code::rdf_value);
        } else if (std::string prefix(text.substr(0, text.find(':'))); undeclared_.insert(prefix).second) {
            report(start_, "the prefix '" + diagnostics::shortened(prefix) + ":' is not declared",
                   diagnostics::Code::rdf_value);
        }
        has_faults_ = true;
        return std::nullopt;
    }

    std::optional<TermId> resource(SerdNode const& node) {
        if (node.type == SERD_BLANK) {
            return state_.terms.intern(Kind::blank, view_of(node));
        }
        auto const iri = expanded(node);
        return iri ? std::optional(state_.terms.intern(Kind::iri, *iri)) : std::nullopt;
    }

    std::optional<TermId> literal(SerdNode const& node, SerdNode const* datatype, SerdNode const* language) {
        if (language != nullptr && language->buf != nullptr) {
            std::string const tag = canonical_language(view_of(*language));
            if (!is_language_tag(tag)) {
                report(
                    start_,
                    "'" + diagnostics::shortened(tag) + "' is not a language tag: " + find_language_fault(tag).value(),
                    diagnostics::Code::rdf_value);
                return std::nullopt;
            }
            return state_.terms.intern(Kind::tagged, view_of(node), tag);
        }
        if (datatype == nullptr || datatype->buf == nullptr) {
            return state_.terms.intern(Kind::plain, view_of(node));
        }
        auto const iri = expanded(*datatype);
        if (!iri) {
            return std::nullopt;
        }
        bool const is_plain = *iri == vocabulary::xsd_string;
        return state_.terms.intern(is_plain ? Kind::plain : Kind::typed, view_of(node), is_plain ? "" : *iri);
    }

    void take(SerdNode const& subject, SerdNode const& predicate, SerdNode const& object, SerdNode const* datatype,
              SerdNode const* language) {
        auto const subject_id = resource(subject);
        auto const predicate_id = resource(predicate);
        auto const object_id = object.type == SERD_LITERAL ? literal(object, datatype, language) : resource(object);
        if (subject_id && predicate_id && object_id) {
            auto const file = static_cast<std::uint32_t>(state_.files.size());
            state_.entries.push_back({{*subject_id, *predicate_id, *object_id}, {file, start_.line, start_.column}});
        }
        start_looking();
    }

    /// Runs a step of ours for Serd, which is C: no exception passes.
    template <typename Step>
    static SerdStatus guarded(void* handle, Step step) noexcept {
        auto& reading = *static_cast<Reading*>(handle);
        try {
            return step(reading);
        } catch (...) {
            reading.failure_ = std::current_exception();
            return SERD_ERR_INTERNAL;
        }
    }

    static std::size_t on_read(void* buffer, std::size_t, std::size_t, void* handle) noexcept {
        auto& reading = *static_cast<Reading*>(handle);
        auto const byte = reading.next_byte();
        *static_cast<char*>(buffer) = byte.value_or('\0');
        return byte ? 1 : 0;
    }

    static int on_read_error(void*) noexcept { return 0; }

    static SerdStatus on_base(void* handle, SerdNode const* iri) noexcept {
        return guarded(handle, [iri](Reading& reading) {
            reading.start_looking();
            return serd_env_set_base_uri(reading.environment_.get(), iri);
        });
    }

    static SerdStatus on_prefix(void* handle, SerdNode const* name, SerdNode const* iri) noexcept {
        return guarded(handle, [name, iri](Reading& reading) {
            reading.start_looking();
            return serd_env_set_prefix(reading.environment_.get(), name, iri);
        });
    }

    static SerdStatus on_statement(void* handle, SerdStatementFlags, SerdNode const*, SerdNode const* subject,
                                   SerdNode const* predicate, SerdNode const* object, SerdNode const* datatype,
                                   SerdNode const* language) noexcept {
        return guarded(handle, [=](Reading& reading) {
            reading.take(*subject, *predicate, *object, datatype, language);
            return SERD_SUCCESS;
        });
    }

    /// What Serd 0.30 says, where its words do not tell what to do.
    static std::string_view in_our_words(std::string_view said) {
        constexpr std::array words{
            std::pair{std::string_view{"bad verb"}, std::string_view{"a predicate is an IRI, or a: write one here"}},
            std::pair{std::string_view{"line end in short string"},
                      std::string_view{"a line end in a string: write \\n, or three quotes around the string"}},
            std::pair{std::string_view{"syntax does not support graphs"},
                      std::string_view{"named graphs, as in TriG: take the statements out of their blocks"}},
            std::pair{std::string_view{"syntax does not support directives"},
                      std::string_view{"a prefix or base, as in Turtle: name the file .ttl, or write whole IRIs"}},
            std::pair{std::string_view{"missing IRI scheme"},
                      std::string_view{"an IRI without a scheme: write it in full"}},
        };
        auto const found = std::ranges::find(words, said, [](auto const& each) { return each.first; });
        return found == words.end() ? said : found->second;
    }

    /// Serd follows a syntax error up with others that only come from it.
    static SerdStatus on_error(void* handle, SerdError const* error) noexcept {
        return guarded(handle, [error](Reading& reading) {
            if (!reading.stopped_) {
                std::array<char, 512> buffer{};
                // A va_list is an array, and the check does not see that Serd has set this one.
                // NOLINTBEGIN(*-array-to-pointer-decay, clang-analyzer-valist.Uninitialized)
                va_list arguments;
                va_copy(arguments, *error->args);
                static_cast<void>(std::vsnprintf(buffer.data(), buffer.size(), error->fmt, arguments));
                va_end(arguments);
                // NOLINTEND(*-array-to-pointer-decay, clang-analyzer-valist.Uninitialized)
                std::string_view const message(buffer.data());
                reading.report_syntax(in_our_words(message.substr(0, message.find_last_not_of(" \r\n") + 1)));
            }
            return SERD_SUCCESS;
        });
    }

    State& state_;
    std::string_view text_;
    std::string name_;
    Syntax const& syntax_;
    diagnostics::Diagnostics& diagnostics_;
    std::unique_ptr<SerdEnv, Free<serd_env_free>> environment_{serd_env_new(nullptr)};

    std::size_t next_ = 0;
    GrammarCheck check_;
    /// How many of its respellings Serd was given.
    std::size_t respelled_ = 0;
    /// What is left of the last one.
    std::string_view instead_;
    /// Of the last byte that Serd was given.
    Position here_;
    bool at_line_end_ = false;
    /// Of the statement that is being read.
    Position start_;
    bool between_ = true;
    bool in_comment_ = false;

    /// The file's own entries start here; those behind it go when the file is not added.
    std::size_t first_entry_ = state_.entries.size();
    std::string iri_;
    /// Prefixes, each reported once.
    std::set<std::string> undeclared_;
    std::exception_ptr failure_;
    bool stopped_ = false;
    bool has_faults_ = false;
    bool is_added_ = false;
};

Document::Document() : state_(std::make_unique<State>()) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

bool Document::read_file(std::filesystem::path const& path, diagnostics::Diagnostics& diagnostics) {
    std::string const text = read_whole(path.string());
    Syntax const* const found = find_syntax_of(path);
    Syntax const& syntax = found == nullptr ? turtle() : *found;
    // N-Triples has no relative IRIs.
    std::string const base = syntax == turtle() ? file_iri(path) : "";
    return Reading(*state_, text, path.string(), syntax, diagnostics).run(base);
}

bool Document::read_string(std::string_view text, std::string const& name, Syntax const& syntax,
                           diagnostics::Diagnostics& diagnostics) {
    return Reading(*state_, text, name, syntax, diagnostics).run("");
}

std::size_t Document::size() const {
    state_->sort();
    return state_->spo.size();
}

std::size_t Document::term_count() const { return state_->terms.size(); }

TermView Document::term(TermId id) const { return state_->terms.view(id); }

std::optional<TermId> Document::find_iri(std::string_view iri) const { return state_->terms.find_iri(iri); }

void Document::for_each(Pattern const& pattern, std::function<void(Statement const&)> const& visit) const {
    state_->sort();
    auto const visit_all = [&visit](Entry const& entry) { visit(entry.statement); };
    if (pattern.subject && !pattern.predicate && pattern.object) {  // no order has these two first
        state_->visit_range(state_->spo, {{&Statement::subject, pattern.subject}}, [&](Entry const& entry) {
            if (entry.statement.object == *pattern.object) {
                visit(entry.statement);
            }
        });
    } else if (pattern.subject || (!pattern.predicate && !pattern.object)) {
        state_->visit_range(state_->spo,
                            {{&Statement::subject, pattern.subject},
                             {&Statement::predicate, pattern.predicate},
                             {&Statement::object, pattern.object}},
                            visit_all);
    } else if (pattern.predicate) {
        state_->visit_range(
            state_->pos, {{&Statement::predicate, pattern.predicate}, {&Statement::object, pattern.object}}, visit_all);
    } else {
        state_->visit_range(state_->ops, {{&Statement::object, pattern.object}}, visit_all);
    }
}

std::vector<Statement> Document::matching(Pattern const& pattern) const {
    std::vector<Statement> found;
    for_each(pattern, [&found](Statement const& statement) { found.push_back(statement); });
    return found;
}

std::vector<TermId> Document::objects(TermId subject, TermId predicate) const {
    std::vector<TermId> found;
    for_each({subject, predicate, std::nullopt},
             [&found](Statement const& statement) { found.push_back(statement.object); });
    return found;
}

std::vector<TermId> Document::subjects(TermId predicate, TermId object) const {
    std::vector<TermId> found;
    for_each({std::nullopt, predicate, object},
             [&found](Statement const& statement) { found.push_back(statement.subject); });
    return found;
}

bool Document::contains(Statement const& statement) const { return state_->find(statement) != nullptr; }

diagnostics::Location Document::location(Statement const& statement) const {
    Entry const* const found = state_->find(statement);
    if (found == nullptr) {
        return {};
    }
    return {state_->files[found->place.file], found->place.line, found->place.column};
}

}  // namespace stoa::rdf
