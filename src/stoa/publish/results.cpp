// SPDX-License-Identifier: Apache-2.0
#include "stoa/publish/results.hpp"

#include <fmt/format.h>
#include <charconv>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

namespace stoa::publish {
namespace {

using Json = nlohmann::json;

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// Takes the rows out of what the parser reads; other values are passed over.
class Rows : public nlohmann::json_sax<Json> {
public:
    Rows(std::vector<std::string> const& variables, std::uint64_t most_bytes)
        : variables_{variables}, most_bytes_{most_bytes} {}

    [[nodiscard]] bool has_bindings() const { return has_bindings_; }
    [[nodiscard]] bool is_too_large() const { return is_too_large_; }
    [[nodiscard]] std::vector<ResultRow> take() { return std::move(rows_); }

    bool null() override { return other(); }
    bool boolean(bool) override { return other(); }
    bool number_integer(number_integer_t) override { return other(); }
    bool number_unsigned(number_unsigned_t) override { return other(); }
    bool number_float(number_float_t, string_t const&) override { return other(); }
    bool binary(binary_t&) override { return other(); }
    bool start_object(std::size_t) override { return begin(true); }
    bool end_object() override { return end(); }
    bool start_array(std::size_t) override { return begin(false); }
    bool end_array() override { return end(); }
    bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const&) override { return false; }

    bool key(string_t& name) override {
        if (passed_over_ == 0) {
            key_.swap(name);
        }
        return true;
    }

    bool string(string_t& text) override {
        if (passed_over_ > 0 || place_ != Place::term) {
            return other();
        }
        ResultTerm unwanted;
        ResultTerm& term = term_ != nullptr ? *term_ : unwanted;
        if (key_ == "type") {
            has_type_ = true;
            term.type = text == "uri"     ? ResultTerm::Type::iri
                        : text == "bnode" ? ResultTerm::Type::blank
                                          : ResultTerm::Type::literal;
        } else if (key_ == "value") {
            has_value_ = true;
            term.text = text;  // a copy is no larger than its text
        } else if (key_ == "xml:lang") {
            term.language = lower(text);
        } else if (key_ == "datatype" && text != "http://www.w3.org/2001/XMLSchema#string") {
            term.datatype = text;
        }
        return term_ == nullptr || add(text.size());
    }

private:
    /// Where the parser is; each lies in the one before.
    enum class Place : std::uint8_t { outside, top, results, bindings, row, term };

    bool begin(bool is_object) {
        if (passed_over_ > 0) {
            ++passed_over_;
            return true;
        }
        switch (place_) {
            case Place::outside:
                place_ = Place::top;
                return is_object;
            case Place::top:
                return enter(is_object && key_ == "results", Place::results);
            case Place::results:
                has_bindings_ = has_bindings_ || (!is_object && key_ == "bindings");
                return enter(!is_object && key_ == "bindings", Place::bindings);
            case Place::bindings:
                place_ = Place::row;
                rows_.emplace_back(variables_.size());
                return is_object && add(sizeof(ResultRow) + variables_.size() * sizeof(ResultTerm));
            case Place::row: {
                place_ = Place::term;
                auto const found = std::ranges::find(variables_, key_);
                term_ = found == variables_.end() ? nullptr
                                                  : &rows_.back()[static_cast<std::size_t>(found - variables_.begin())];
                has_type_ = has_value_ = false;
                return is_object;
            }
            case Place::term:
                return false;  // a triple as a term, which no published graph has
        }
        return false;
    }

    bool enter(bool is_wanted, Place place) {
        if (is_wanted) {
            place_ = place;
        } else {
            passed_over_ = 1;
        }
        return true;
    }

    bool end() {
        if (passed_over_ > 0) {
            --passed_over_;
            return true;
        }
        bool const is_whole = place_ != Place::term || (has_type_ && has_value_);
        place_ = static_cast<Place>(static_cast<std::uint8_t>(place_) - 1);
        return is_whole;
    }

    /// A value that is neither text, object nor array, or a text outside a term.
    [[nodiscard]] bool other() const { return passed_over_ > 0 || place_ == Place::top || place_ == Place::results; }

    bool add(std::size_t bytes) {
        bytes_ += bytes;
        is_too_large_ = bytes_ > most_bytes_;
        return !is_too_large_;
    }

    std::vector<std::string> const& variables_;
    std::uint64_t most_bytes_;
    std::uint64_t bytes_ = 0;
    std::vector<ResultRow> rows_;
    Place place_ = Place::outside;
    std::size_t passed_over_ = 0;  ///< levels of a value that is passed over
    std::string key_;
    ResultTerm* term_ = nullptr;  ///< null for a variable that was not asked for
    bool has_type_ = false;
    bool has_value_ = false;
    bool has_bindings_ = false;
    bool is_too_large_ = false;
};

}  // namespace

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    char const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

std::vector<ResultRow> read_results(std::string_view json, std::vector<std::string> const& variables,
                                    std::uint64_t most_bytes) {
    Rows rows{variables, most_bytes};
    bool const is_read = Json::sax_parse(json, &rows);
    if (rows.is_too_large()) {
        throw TooManyResults(
            fmt::format("the rows of the answer take more than {} MiB", most_bytes / (std::uint64_t{1024} * 1024)));
    }
    if (!is_read || !rows.has_bindings()) {
        throw MalformedResults{};
    }
    return rows.take();
}

}  // namespace stoa::publish
