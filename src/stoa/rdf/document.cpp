// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/document.hpp"

#include <fcntl.h>
#include <serd/serd.h>
#include <sord/sord.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iterator>
#include <new>
#include <set>
#include <system_error>
#include <unordered_map>
#include <utility>

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

[[nodiscard]] std::string_view view_of(SordNode const* node) {
    std::size_t size = 0;
    auto const* const bytes = sord_node_get_string_counted(node, &size);
    return {reinterpret_cast<char const*>(bytes), size};
}

[[nodiscard]] std::string read_whole(std::string const& path) {
    auto const fail = [&path] {
        throw FileError("cannot read '" + path + "': " + std::generic_category().message(errno));
    };
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        fail();
    }
    struct ::stat status {};
    if (::fstat(descriptor, &status) != 0 || (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))) {
        ::close(descriptor);
        throw FileError("cannot read '" + path + "': it is neither a file nor a pipe");
    }
    std::string text;
    std::array<char, std::size_t{64} * 1024> buffer{};
    ::ssize_t count = 0;
    do {
        count = ::read(descriptor, buffer.data(), buffer.size());
        if (count > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
    } while (count > 0 || (count < 0 && errno == EINTR));
    int const error = errno;
    ::close(descriptor);
    if (count < 0) {
        errno = error;
        fail();
    }
    return text;
}

/// The IRI of a file, against which relative IRIs in it count.
[[nodiscard]] std::string file_iri(std::filesystem::path const& path) {
    std::string const absolute = std::filesystem::absolute(path).lexically_normal().string();
    SerdNode node = serd_node_new_file_uri(bytes_of(absolute), nullptr, nullptr, true);
    std::string iri(view_of(node));
    serd_node_free(&node);
    return iri;
}

/// Serd's reader recurses at every open bracket.
constexpr std::size_t max_nesting = 64;

/// What has to be known of a Turtle document before Serd reads it.
struct Scan {
    /// The quotes that Serd 0.30 must be given as escapes, the last one first. Its reader takes the backslash of an
    /// escape that follows a single quote in a long string for itself: `"""a"\n"""` becomes four characters, or a
    /// syntax error.
    std::vector<std::size_t> misread_quotes;
    /// The bracket that opens one level too many.
    std::optional<std::size_t> too_deep;
};

/// One past the string that starts at `place`; notes the misread quotes in it.
[[nodiscard]] std::size_t after_string(std::string_view turtle, std::size_t place, std::vector<std::size_t>& misread) {
    char const quote = turtle[place];
    bool const is_long = turtle.substr(place).starts_with(std::string(3, quote));
    place += is_long ? 3U : 1U;
    while (place < turtle.size()) {
        char const c = turtle[place];
        if (c == '\\') {
            place += 2;
        } else if (c != quote) {
            ++place;
        } else {
            std::size_t const run = std::min(turtle.find_first_not_of(quote, place), turtle.size()) - place;
            if (!is_long || run >= 3) {
                return place + (is_long ? 3U : 1U);
            }
            if (run == 1 && turtle.substr(place + 1).starts_with('\\')) {
                misread.push_back(place);
            }
            place += run;
        }
    }
    return place;
}

[[nodiscard]] Scan scan(std::string_view turtle) {
    Scan result;
    std::size_t depth = 0;
    std::size_t place = 0;
    auto const skip_to = [&](std::size_t end) { place = std::min(end, turtle.size()); };
    while (place < turtle.size() && !result.too_deep) {
        switch (turtle[place]) {
            case '[':
            case '(':
                if (++depth > max_nesting) {
                    result.too_deep = place;
                }
                ++place;
                break;
            case ']':
            case ')':
                depth -= depth > 0 ? 1U : 0U;
                ++place;
                break;
            case '"':
            case '\'':
                place = after_string(turtle, place, result.misread_quotes);
                break;
            case '#':
                skip_to(turtle.find_first_of("\r\n", place));  // Serd ends a comment at either
                break;
            case '<':
                skip_to(turtle.find_first_of(">\n", place));
                break;
            default:
                place += turtle[place] == '\\' ? 2U : 1U;  // local names have escapes too
        }
    }
    std::ranges::reverse(result.misread_quotes);
    return result;
}

struct Place {
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

struct StatementHash {
    [[nodiscard]] std::size_t operator()(Statement const& statement) const noexcept {
        std::size_t hash = 0;
        for (TermId const id : {statement.subject, statement.predicate, statement.object}) {
            hash = (hash ^ static_cast<std::size_t>(id)) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 32U;
        }
        return hash;
    }
};

/// Silence: what goes wrong shows in the results.
SerdStatus ignore_error(void*, SerdError const*) noexcept { return SERD_SUCCESS; }

}  // namespace

struct Document::State {
    State() {
        sord_world_set_error_sink(world.get(), ignore_error, nullptr);
        model.reset(sord_new(world.get(), SORD_SPO | SORD_POS | SORD_OPS, false));
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State() {
        for (SordNode* const node : nodes) {
            sord_node_free(world.get(), node);
        }
    }

    /// Takes over a reference to a node.
    TermId keep(SordNode* node) {
        if (node == nullptr) {
            throw std::bad_alloc();
        }
        auto const [entry, is_new] = ids.emplace(node, static_cast<TermId>(nodes.size()));
        if (is_new) {
            nodes.push_back(node);
        } else {
            sord_node_free(world.get(), node);
        }
        return entry->second;
    }

    [[nodiscard]] SordNode* node(TermId id) const { return nodes[static_cast<std::size_t>(id)]; }
    [[nodiscard]] SordNode const* node(std::optional<TermId> id) const { return id ? node(*id) : nullptr; }

    // A world of its own: models that share one lose nodes. It outlives the model, which outlives the iterators.
    std::unique_ptr<SordWorld, Free<sord_world_free>> world{sord_world_new()};
    std::unique_ptr<SordModel, Free<sord_free>> model;
    std::vector<SordNode*> nodes;
    std::unordered_map<SordNode const*, TermId> ids;

    std::vector<std::string> files;
    std::unordered_map<Statement, Place, StatementHash> places;
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

    bool run(std::string const& base) {
        if (!check_encoding()) {
            return false;
        }
        if (!base.empty()) {
            SerdNode const node = serd_node_from_string(SERD_URI, bytes_of(base));
            serd_env_set_base_uri(environment_.get(), &node);
        }
        if (syntax_ == turtle()) {
            Scan seen = scan(text_);
            if (seen.too_deep) {
                report(position_of(*seen.too_deep), "more than 64 levels of brackets: flatten them");
                return false;
            }
            misread_quotes_ = std::move(seen.misread_quotes);
        }
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
        if (status > SERD_FAILURE && !stopped_) {
            report_syntax("this cannot stand here");
        }
        if (has_faults_) {
            return false;
        }
        publish();
        return true;
    }

private:
    struct Position {
        std::uint32_t line = 1;
        std::uint32_t column = 0;
    };

    [[nodiscard]] Position position_of(std::size_t offset) const {
        Position at{1, 1};
        for (char const c : text_.substr(0, offset)) {
            if (c == '\n') {
                ++at.line;
                at.column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) {  // continuation bytes do not count
                ++at.column;
            }
        }
        return at;
    }

    void report(Position where, std::string message) {
        has_faults_ = true;
        diagnostics_.report(diagnostics::Code::rdf_syntax, {name_, where.line, where.column}, std::move(message));
    }

    void report_syntax(std::string_view reason) {
        report(here_, std::string("not ").append(syntax_.title).append(": ").append(reason));
    }

    bool check_encoding() {
        auto const offset = find_invalid_utf8(text_);
        if (!offset) {
            return true;
        }
        while (next_ <= *offset) {
            advance();
        }
        report(here_, text_[*offset] == '\0' ? "a NUL byte: RDF is text" : "not UTF-8: save the file as UTF-8");
        return false;
    }

    void publish() {
        auto const file = static_cast<std::uint32_t>(state_.files.size());
        state_.files.push_back(name_);
        for (auto const& [statement, where] : statements_) {
            SordQuad const quad = {state_.node(statement.subject), state_.node(statement.predicate),
                                   state_.node(statement.object), nullptr};
            if (sord_add(state_.model.get(), std::data(quad))) {
                state_.places.emplace(statement, Place{file, where.line, where.column});
            }
        }
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

    /// Whether a backslash goes to Serd before the next byte.
    bool escape_misread_quote() noexcept {
        if (misread_quotes_.empty() || misread_quotes_.back() != next_) {
            return false;
        }
        misread_quotes_.pop_back();
        return true;
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

    /// The text of an IRI in full; nothing, and a report, when there is no way to it.
    std::optional<std::string> expanded(SerdNode const& node) {
        if (node.type == SERD_URI && serd_uri_string_has_scheme(node.buf)) {
            return std::string(view_of(node));
        }
        SerdNode full = serd_env_expand_node(environment_.get(), &node);
        std::string iri(full.buf == nullptr ? std::string_view() : view_of(full));
        serd_node_free(&full);
        if (serd_uri_string_has_scheme(bytes_of(iri))) {
            return iri;
        }
        std::string const text(view_of(node));
        if (node.type == SERD_URI) {
            report(start_, "the relative IRI <" + text + "> has no base: write it in full");
        } else if (std::string prefix = text.substr(0, text.find(':')); undeclared_.insert(prefix).second) {
            report(start_, "the prefix '" + prefix + ":' is not declared");
        }
        has_faults_ = true;
        return std::nullopt;
    }

    std::optional<TermId> resource(SerdNode const& node) {
        if (node.type == SERD_BLANK) {
            return state_.keep(sord_new_blank(state_.world.get(), node.buf));
        }
        auto const iri = expanded(node);
        return iri ? std::optional(state_.keep(sord_new_uri(state_.world.get(), bytes_of(*iri)))) : std::nullopt;
    }

    std::optional<TermId> literal(SerdNode const& node, SerdNode const* datatype, SerdNode const* language) {
        if (view_of(node).find('\0') != std::string_view::npos) {
            report(start_, "a literal with U+0000, which cannot be kept");
            return std::nullopt;
        }
        if (language != nullptr && language->buf != nullptr) {
            std::string const tag = canonical_language(view_of(*language));
            if (auto const fault = find_language_fault(tag)) {
                report(start_, "'" + tag + "' is not a language tag: " + *fault);
                return std::nullopt;
            }
            return state_.keep(sord_new_literal(state_.world.get(), nullptr, node.buf, tag.c_str()));
        }
        SordNode* datatype_node = nullptr;
        if (datatype != nullptr && datatype->buf != nullptr) {
            auto const iri = expanded(*datatype);
            if (!iri) {
                return std::nullopt;
            }
            if (*iri != vocabulary::xsd_string) {
                datatype_node = state_.node(state_.keep(sord_new_uri(state_.world.get(), bytes_of(*iri))));
            }
        }
        return state_.keep(sord_new_literal(state_.world.get(), datatype_node, node.buf, nullptr));
    }

    void take(SerdNode const& subject, SerdNode const& predicate, SerdNode const& object, SerdNode const* datatype,
              SerdNode const* language) {
        auto const subject_id = resource(subject);
        auto const predicate_id = resource(predicate);
        auto const object_id = object.type == SERD_LITERAL ? literal(object, datatype, language) : resource(object);
        if (subject_id && predicate_id && object_id) {
            statements_.push_back({{*subject_id, *predicate_id, *object_id}, start_});
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
        if (reading.next_ == reading.text_.size()) {
            return 0;
        }
        if (reading.escape_misread_quote()) {
            *static_cast<char*>(buffer) = '\\';
            return 1;
        }
        char const byte = reading.advance();
        reading.look_for_start(byte);
        *static_cast<char*>(buffer) = byte;
        return 1;
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

    /// Serd follows a syntax error up with others that only come from it.
    static SerdStatus on_error(void* handle, SerdError const* error) noexcept {
        return guarded(handle, [error](Reading& reading) {
            if (!std::exchange(reading.stopped_, true)) {
                std::array<char, 512> buffer{};
                // A va_list is an array, and the check does not see that Serd has set this one.
                // NOLINTBEGIN(*-array-to-pointer-decay, clang-analyzer-valist.Uninitialized)
                va_list arguments;
                va_copy(arguments, *error->args);
                static_cast<void>(std::vsnprintf(buffer.data(), buffer.size(), error->fmt, arguments));
                va_end(arguments);
                // NOLINTEND(*-array-to-pointer-decay, clang-analyzer-valist.Uninitialized)
                std::string_view const message(buffer.data());
                reading.report_syntax(message.substr(0, message.find_last_not_of(" \r\n") + 1));
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
    /// The next one last.
    std::vector<std::size_t> misread_quotes_;
    /// Of the last byte that Serd was given.
    Position here_;
    bool at_line_end_ = false;
    /// Of the statement that is being read.
    Position start_;
    bool between_ = true;
    bool in_comment_ = false;

    std::vector<std::pair<Statement, Position>> statements_;
    /// Prefixes, each reported once.
    std::set<std::string> undeclared_;
    std::exception_ptr failure_;
    bool stopped_ = false;
    bool has_faults_ = false;
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

std::size_t Document::size() const { return sord_num_quads(state_->model.get()); }

std::size_t Document::term_count() const { return state_->nodes.size(); }

TermView Document::term(TermId id) const {
    SordNode const* const node = state_->node(id);
    switch (sord_node_get_type(node)) {
        case SORD_URI:
            return TermView::iri(view_of(node));
        case SORD_BLANK:
            return {TermType::blank, nullptr, view_of(node), {}, {}};
        case SORD_LITERAL:
            break;
    }
    if (char const* const language = sord_node_get_language(node); language != nullptr) {
        return TermView::text_in(view_of(node), language);
    }
    SordNode const* const datatype = sord_node_get_datatype(node);
    return datatype == nullptr ? TermView::string(view_of(node)) : TermView::typed(view_of(node), view_of(datatype));
}

std::optional<TermId> Document::find_iri(std::string_view iri) const {
    std::string const text(iri);
    SordNode* const node = sord_new_uri(state_->world.get(), bytes_of(text));
    if (node == nullptr) {
        return std::nullopt;  // Sord takes no relative IRIs
    }
    auto const found = state_->ids.find(node);
    auto const id = found == state_->ids.end() ? std::nullopt : std::optional(found->second);
    sord_node_free(state_->world.get(), node);
    return id;
}

void Document::for_each(Pattern const& pattern, std::function<void(Statement const&)> const& visit) const {
    // No index fits subject and object together, where Sord gives wrong answers: the object is compared here.
    bool const compares_object = pattern.subject && !pattern.predicate && pattern.object;
    SordNode const* const object = compares_object ? nullptr : state_->node(pattern.object);
    std::unique_ptr<SordIter, Free<sord_iter_free>> const iterator(sord_search(
        state_->model.get(), state_->node(pattern.subject), state_->node(pattern.predicate), object, nullptr));
    // Sord gives null for nothing.
    for (; iterator != nullptr && !sord_iter_end(iterator.get()); sord_iter_next(iterator.get())) {
        SordQuad quad{};
        sord_iter_get(iterator.get(), std::data(quad));
        Statement const statement{state_->ids.at(quad[SORD_SUBJECT]), state_->ids.at(quad[SORD_PREDICATE]),
                                  state_->ids.at(quad[SORD_OBJECT])};
        if (!compares_object || statement.object == *pattern.object) {
            visit(statement);
        }
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

bool Document::contains(Statement const& statement) const { return state_->places.contains(statement); }

diagnostics::Location Document::location(Statement const& statement) const {
    auto const found = state_->places.find(statement);
    if (found == state_->places.end()) {
        return {};
    }
    Place const& place = found->second;
    return {state_->files[place.file], place.line, place.column};
}

}  // namespace stoa::rdf
