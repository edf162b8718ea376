// SPDX-License-Identifier: Apache-2.0
#include "stoa/tables/text.hpp"

#include <algorithm>
#include <numeric>

#include "stoa/model/canonical.hpp"

namespace stoa::tables {

std::string text_table(std::vector<std::vector<std::string>> const& rows, std::vector<bool> const& right) {
    std::vector<std::size_t> widths(right.size(), 0);
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], model::display_width(row[i]));
        }
    }
    std::string text;
    for (auto const& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::string const padding(widths[i] - model::display_width(row[i]), ' ');
            line += (i == 0 ? "" : "  ") + (right[i] ? padding + row[i] : row[i] + padding);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

namespace {

/// Cut at spaces, the lines after the first indented; a word that is too long stands alone.
std::vector<std::string> lines_of(std::string_view text, std::size_t widest, std::string_view indent) {
    std::vector<std::string> lines{std::string{}};
    bool is_new = true;
    while (!text.empty()) {
        std::size_t const space = text.find(' ');
        std::string_view const word = text.substr(0, space);
        if (!is_new && model::display_width(lines.back()) + 1 + model::display_width(word) > widest) {
            lines.emplace_back(indent);
            is_new = true;
        }
        lines.back() += (is_new ? "" : " ") + std::string{word};
        is_new = false;
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    }
    return lines;
}

/// Of the lines of a cell after the first, so that the rows can be told apart.
constexpr std::string_view indent = "  ";

/// What a column takes: its widest cell, and its longest word, below which it cannot be narrowed.
struct ColumnWidth {
    std::size_t cell = 0;
    std::size_t word = 0;
    [[nodiscard]] std::size_t under(std::size_t limit) const { return std::max(std::min(cell, limit), word); }
};

std::vector<ColumnWidth> column_widths(std::vector<std::vector<std::string>> const& rows, std::size_t columns) {
    std::vector<ColumnWidth> widths(columns);
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i].cell = std::max(widths[i].cell, model::display_width(row[i]));
            for (std::string const& word : lines_of(row[i], 0, indent)) {
                widths[i].word = std::max(widths[i].word, model::display_width(word));
            }
        }
    }
    return widths;
}

/// The least width of a column in which no cell takes more than so many lines.
std::size_t width_for(std::vector<std::vector<std::string>> const& rows, std::size_t column, ColumnWidth const& of,
                      std::size_t most_lines) {
    std::size_t least = std::min(of.word, of.cell);
    std::size_t enough = of.cell;
    while (least < enough) {
        std::size_t const middle = (least + enough) / 2;
        bool const fits = std::ranges::all_of(rows, [&](auto const& row) {
            return model::display_width(row[column]) <= middle ||
                   lines_of(row[column], middle, indent).size() <= most_lines;
        });
        fits ? enough = middle : least = middle + 1;
    }
    return std::max(least, of.word);
}

std::size_t sum_of(std::vector<std::size_t> const& widths) {
    return std::accumulate(widths.begin(), widths.end(), 2 * (widths.size() - 1));
}

/// Widths with which the columns fit and the longest row takes the fewest lines; what is left over makes narrow columns
/// wider.
std::vector<std::size_t> fitted_widths(std::vector<std::vector<std::string>> const& rows,
                                       std::vector<ColumnWidth> const& columns, std::size_t widest) {
    constexpr std::size_t most_lines = 12;
    std::vector<std::size_t> widths(columns.size());
    for (std::size_t lines = 1; lines <= most_lines; ++lines) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            widths[i] = width_for(rows, i, columns[i], lines);
        }
        if (sum_of(widths) <= widest) {
            break;
        }
    }
    for (std::size_t limit = widest; limit > 0; --limit) {
        std::vector<std::size_t> wider = widths;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            wider[i] = std::max(widths[i], columns[i].under(limit));
        }
        if (sum_of(wider) <= widest) {
            return wider;
        }
    }
    constexpr std::size_t least = 16;  // too many columns: then the table is wider
    for (std::size_t i = 0; i < columns.size(); ++i) {
        widths[i] = columns[i].under(least);
    }
    return widths;
}

}  // namespace

std::string fitted_table(std::vector<std::vector<std::string>> const& rows, std::vector<bool> const& right,
                         std::size_t widest) {
    std::vector<ColumnWidth> const columns = column_widths(rows, right.size());
    std::vector<std::size_t> const widths = fitted_widths(rows, columns, widest);
    std::vector<std::vector<std::string>> flat;
    for (auto const& row : rows) {
        std::size_t const first = flat.size();
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::vector<std::string> const lines = lines_of(row[i], widths[i], indent);
            for (std::size_t line = 0; line < lines.size(); ++line) {
                if (flat.size() <= first + line) {
                    flat.emplace_back(row.size());
                }
                flat[first + line][i] = lines[line];
            }
        }
    }
    return text_table(flat, right);
}

std::string wrapped(std::string_view text, std::size_t widest) {
    std::string_view const hanging = text.starts_with("- ") ? indent : "";
    std::string all;
    for (std::string const& line : lines_of(text, widest - hanging.size(), "")) {
        all += all.empty() ? "" : hanging;
        all += line + "\n";
    }
    return all;
}

std::string grouped(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits;
}

}  // namespace stoa::tables
