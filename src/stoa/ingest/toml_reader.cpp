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

/// Does the line end at this place? Columns of toml++ count code points.
bool is_line_end(std::string_view text, toml::source_position const& at) {
    std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (toml::source_index line = 1; line < at.line; ++line) {
        i = std::min(text.find('\n', i), text.size() - 1) + 1;
    }
    for (toml::source_index column = 1; column < at.column && i < text.size(); ++column) {
        i += std::max<std::size_t>(diagnostics::utf8_sequence_length(text.substr(i)), 1);
    }
    return i >= text.size() || text[i] == '\n' || text[i] == '\r';
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
        // toml++ 3.3 says of a text without its closing quotation mark only that it holds a line feed.
        std::string_view const why = fault.description();
        bool const is_open = why.find("control characters other than TAB") != std::string_view::npos &&
                             is_line_end(text, fault.source().begin);
        // A bare word is taken for true or false, a number or a date that is misspelt.
        bool const is_bare =
            why.starts_with("Error while parsing boolean") || why.starts_with("Error while parsing value");
        diagnostics.report(Code::toml_syntax, file.at(place_of(fault.source())),
                           "TOML syntax: " + (is_open ? "this text has no closing quotation mark" : std::string{why}) +
                               (is_bare ? " (a text stands in quotes)" : ""));
        return false;
    }
}

}  // namespace stoa::ingest
