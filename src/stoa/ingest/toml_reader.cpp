// SPDX-License-Identifier: Apache-2.0
#include "stoa/ingest/toml_reader.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <string>

#include "stoa/diagnostics/utf8.hpp"
#include "stoa/ingest/toml_text.hpp"

namespace stoa::ingest {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostics;

RawPlace place_of(toml::source_region const& region) {
    return {static_cast<std::uint32_t>(region.begin.line), static_cast<std::uint32_t>(region.begin.column)};
}

/// Turns nodes into cells, and empties the tables and lists that it is through with: so that a large file is not held
/// twice.
class NodeReader {
public:
    NodeReader(RawFile& file, Diagnostics& diagnostics) : file_{file}, diagnostics_{diagnostics} {}

    [[nodiscard]] std::vector<RawCell> cells_of(toml::table& table) {
        std::vector<RawCell> cells;
        cells.reserve(table.size());
        for (auto&& [key, node] : table) {
            cells.push_back({file_.texts.keep(key.str()), place_of(key.source()), value_of(node)});
        }
        table.clear();
        return cells;
    }

private:
    [[nodiscard]] RawValue value_of(toml::node& node) {
        RawValue value;
        value.place = place_of(node.source());
        if (toml::table* const table = node.as_table()) {
            value.type = RawType::table;
            value.cells = cells_of(*table);
        } else if (toml::array* const list = node.as_array()) {
            value.type = RawType::list;
            value.cells.reserve(list->size());
            for (toml::node& each : *list) {
                value.cells.push_back({{}, {}, value_of(each)});
            }
            list->clear();
        } else if (auto const* const text = node.as_string()) {
            if (text->get().find('\0') != std::string::npos) {
                // An escape may make it, and no reader of RDF takes it.
                diagnostics_.report(Code::nul_in_text, file_.at(value.place),
                                    "U+0000 cannot stand in a text: remove it");
            }
            set(value, RawType::text, text->get());
        } else if (auto const* const integer = node.as_integer()) {
            set(value, RawType::integer, fmt::format_int{integer->get()}.c_str());
        } else if (auto const* const real = node.as_floating_point()) {
            set(value, RawType::real, fmt::format("{}", real->get()));  // the shortest that is the same number
        } else if (auto const* const boolean = node.as_boolean()) {
            set(value, RawType::boolean, boolean->get() ? "true" : "false");
        } else if (auto const* const date = node.as_date()) {
            toml::date const day = date->get();
            set(value, RawType::date, fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day));
        } else {
            value.type = RawType::other;
        }
        return value;
    }
    void set(RawValue& value, RawType type, std::string_view text) {
        value.type = type;
        value.text = file_.texts.keep(text);
    }

    RawFile& file_;
    Diagnostics& diagnostics_;
};

/// What follows in the text from this place on. Columns of toml++ count code points.
std::string_view text_from(std::string_view text, toml::source_position const& at) {
    std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (toml::source_index line = 1; line < at.line; ++line) {
        i = std::min(text.find('\n', i), text.size() - 1) + 1;
    }
    for (toml::source_index column = 1; column < at.column && i < text.size(); ++column) {
        i += std::max<std::size_t>(diagnostics::utf8_sequence_length(text.substr(i)), 1);
    }
    return text.substr(std::min(i, text.size()));
}

/// The line at this place, and the part of it from there back to the last equals sign: the value that is being read.
std::string_view value_at(std::string_view text, toml::source_position const& at) {
    std::string_view const line = text_from(text, {at.line, 1});
    std::string_view const whole = line.substr(0, line.find_first_of("\r\n"));
    std::size_t const column = static_cast<std::size_t>(text_from(text, at).data() - line.data());
    std::size_t const equals = whole.substr(0, std::min(column, whole.size())).find_last_of('=');
    std::size_t const start = whole.find_first_not_of("= \t[", equals == std::string_view::npos ? 0 : equals);
    return start == std::string_view::npos ? std::string_view{} : whole.substr(start);
}

/// `2018-02`, if the value begins with a month that is not in quotes.
std::string_view month_at_start(std::string_view value) {
    constexpr std::string_view shape = "0000-00";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        bool const fits = i < value.size() && (shape[i] == '-' ? value[i] == '-' : value[i] >= '0' && value[i] <= '9');
        if (!fits) {
            return {};
        }
    }
    bool const ends =
        value.size() == shape.size() || std::string_view{" \t,]}#"}.find(value[shape.size()]) != std::string_view::npos;
    return ends ? value.substr(0, shape.size()) : std::string_view{};
}

/// In words of a data file what toml++ says of its grammar, where the words of the parser lead nowhere.
std::string explain(std::string_view text, toml::parse_error const& fault) {
    std::string_view const why = fault.description();
    std::string_view const value = value_at(text, fault.source().begin);
    // toml++ 3.3 says of a text without its closing quotation mark only that it holds a line feed.
    std::string_view const rest = text_from(text, fault.source().begin);
    if (why.find("control characters other than TAB") != std::string_view::npos &&
        (rest.empty() || rest.front() == '\n' || rest.front() == '\r')) {
        return "this text has no closing quotation mark";
    }
    for (std::string_view const mark : {"“", "”", "„", "‘", "’", "«", "»"}) {
        if (value.starts_with(mark)) {
            return fmt::format("{} is no quotation mark of TOML: write the text between straight ones, as in \"text\"",
                               mark);
        }
    }
    if (std::string_view const month = month_at_start(value); !month.empty()) {
        return fmt::format("a month stands in quotes: write \"{}\"", month);
    }
    constexpr std::string_view redefined = "cannot redefine existing table '";
    if (std::size_t const at = why.find(redefined); at != std::string_view::npos) {
        std::string_view const name = why.substr(at + redefined.size());
        return fmt::format("there is a table '{0}' already: where there are several, begin each with [[{0}]]",
                           name.substr(0, name.find('\'')));
    }
    // A bare word is taken for true or false, a number or a date that is misspelt.
    bool const is_bare = why.starts_with("Error while parsing boolean") || why.starts_with("Error while parsing value");
    return std::string{why} + (is_bare ? " (a text stands in quotes)" : "");
}

}  // namespace

bool read_toml(std::string_view text, RawFile& file, Diagnostics& diagnostics) {
    if (!is_fit_to_parse(text, file.name, diagnostics)) {
        return false;
    }
    try {
        toml::table table = toml::parse(text, file.name);
        file.cells = NodeReader{file, diagnostics}.cells_of(table);
        return true;
    } catch (toml::parse_error const& fault) {
        if (report_other_format(text, file.name, diagnostics)) {
            return false;
        }
        diagnostics.report(Code::toml_syntax, file.at(place_of(fault.source())),
                           "TOML syntax: " + explain(text, fault));
        return false;
    }
}

}  // namespace stoa::ingest
