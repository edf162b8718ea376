// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/matrix_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "stoa/answers/events.hpp"
#include "stoa/draw/captions.hpp"
#include "stoa/draw/svg.hpp"

namespace stoa::draw {

using evolution::Role;
using evolution::State;
using evolution::StateId;

namespace {

constexpr std::string_view dot = "\xC2\xB7";
constexpr double row_height = 24;
constexpr double column_width = 72;
constexpr double widest_label = 280;
constexpr double gap_before_planned = 14;
constexpr std::size_t many_rows = 30;     // from here on the header stands below, too
constexpr std::size_t many_columns = 12;  // and the labels to the right
constexpr std::size_t most_described = 60;

class Matrix {
public:
    Matrix(evolution::Analysis const& analysis, View const& view)
        : evolution_{analysis.evolution}, captions_{analysis, view} {}

    void write(rdf::ByteSink& out) {
        std::size_t const columns = captions_.editions.size();
        for (std::uint32_t const theme : captions_.rows) {
            label_width_ = std::max(label_width_, text_width(captions_.theme(theme), 12));
        }
        label_width_ = std::min(label_width_ + 1, widest_label);
        left_ = Svg::margin + label_width_ + 10;
        double x = left_;
        for (EditionCaption const& each : captions_.editions) {
            x += x > left_ && !each.held() && place_.size() == held_ ? gap_before_planned : 0;
            place_.push_back(x);
            held_ += each.held() ? 1U : 0U;
            x += column_width;
        }
        right_ = x;
        bool const labels_again = columns > many_columns;
        Svg svg{"matrix", right_ + 66 + (labels_again ? label_width_ + 10 : 0) + Svg::margin};

        std::string const heading = fmt::format("Themes by edition: {}", captions_.series());
        std::array const below{captions_.basis() + ". A row is a theme, the word and the shade are its role."};
        double y = svg.head(heading, below);
        y = key(svg, y);
        if (columns == 0) {
            svg.text(Svg::margin, y + 20, "There is no edition.");
            svg.finish(out, y + 44, heading, description());
            return;
        }
        header(svg, y);
        y += captions_.header_height();
        if (captions_.rows.empty()) {
            svg.text(Svg::margin, y + 24, "No theme is coded in any edition.");
            svg.finish(out, y + 48, heading, description());
            return;
        }
        top_ = y;
        bottom_ = top_ + static_cast<double>(captions_.rows.size()) * row_height;
        backgrounds(svg);
        for (std::uint32_t const theme : captions_.rows) {
            row(svg, y, theme, labels_again);
            y += row_height;
        }
        svg.line(Svg::margin, y, right_ + 62, y, stroked(palette::rule));
        totals(svg, y);
        y += 26;
        if (captions_.rows.size() > many_rows) {
            header(svg, y);
            y += captions_.header_height();
        }
        svg.finish(out, y + 8, heading, description());
    }

private:
    double key(Svg& svg, double y) const {
        std::vector<KeyEntry> entries;
        auto const any = [&](auto const& test) { return std::ranges::any_of(captions_.editions, test); };
        if (captions_.rows.empty()) {
            return y;
        }
        if (any([](EditionCaption const& each) { return each.observed() && each.status.empty(); })) {
            entries.push_back({stroked(palette::grid), "", "absent", palette::ink});
        }
        if (any([](EditionCaption const& each) { return each.observed() && each.status == "partial"; })) {
            entries.push_back(
                {stroked(palette::grid), std::string{dot}, "not seen: the edition was read in part", palette::muted});
        }
        if (any([](EditionCaption const& each) { return each.held() && !each.observed(); })) {
            entries.push_back({{Fill::hatched, palette::wash, Stroke::solid, palette::grid, 1},
                               "",
                               "not observed: nothing was read",
                               palette::ink});
        }
        if (any([](EditionCaption const& each) { return !each.held(); })) {
            entries.push_back(
                {{Fill::dotted, palette::paper, Stroke::dashed, palette::rule, 1}, "", "not held", palette::ink});
        }
        return svg.key(y, entries);
    }

    void header(Svg& svg, double y) const {
        for (std::size_t i = 0; i < place_.size(); ++i) {
            captions_.write_header(svg, captions_.editions[i], place_[i] + column_width / 2, y, column_width - 4);
        }
        svg.text(right_ + 8, y + captions_.header_height() - 9, "editions",
                 {11, palette::muted, false, false, Anchor::start, false});
    }

    /// Columns that take no part, as wholes.
    void backgrounds(Svg& svg) const {
        for (std::size_t i = 0; i < place_.size(); ++i) {
            EditionCaption const& each = captions_.editions[i];
            Box const column{place_[i] + 1, top_, column_width - 2, bottom_ - top_};
            if (!each.held()) {
                svg.rect(column, {Fill::dotted, palette::paper, Stroke::dashed, palette::rule, 1},
                         fmt::format("{}: {}", each.name(), each.status));
            } else if (!each.observed()) {
                svg.rect(column, {Fill::hatched, palette::wash, Stroke::solid, palette::grid, 1},
                         fmt::format("{}: not observed ({})", each.name(), each.status));
            }
        }
    }

    void row(Svg& svg, double y, std::uint32_t theme, bool labels_again) const {
        double const base = y + 16;
        svg.line(Svg::margin, y, right_ + 62, y, stroked(palette::grid));
        std::string const name = captions_.theme(theme);
        svg.label(left_ - 8, base, name, label_width_, {12, palette::ink, false, false, Anchor::end, false});
        std::vector<StateId> const& states = captions_.states[theme];
        auto next = states.begin();
        for (std::size_t i = 0; i < place_.size(); ++i) {
            EditionCaption const& each = captions_.editions[i];
            if (!each.observed()) {
                continue;
            }
            double const middle = place_[i] + column_width / 2;
            if (next == states.end() || evolution_.states[*next].position != each.position) {
                if (each.status == "partial") {
                    svg.text(middle, base, dot, {16, palette::muted, true, false, Anchor::middle, false});
                }
                continue;
            }
            Role const role = evolution_.states[*next].role;
            Colour const shade = role == Role::headline ? palette::headline
                                 : role == Role::strand ? palette::strand
                                                        : palette::issue;
            svg.rect({place_[i] + 1, y + 1, column_width - 2, row_height - 2}, filled(shade),
                     fmt::format("{}, {}: {}", isolated(name), each.name(), captions_.describe_state(*next)));
            svg.text(middle, base, evolution::name_of(role),
                     {12, role == Role::headline ? palette::paper : palette::ink, false, false, Anchor::middle, false});
            ++next;
        }
        std::size_t const observed = evolution_.observed_for(evolution::Facet::issues).size();
        svg.text(right_ + 8, base, fmt::format("{} of {}", states.size(), observed),
                 {11, palette::muted, false, false, Anchor::start, false});
        if (labels_again) {
            svg.label(right_ + 66, base, name, label_width_);
        }
    }

    void totals(Svg& svg, double y) const {
        svg.text(left_ - 8, y + 17, "themes", {11, palette::muted, false, false, Anchor::end, false});
        for (std::size_t i = 0; i < place_.size(); ++i) {
            EditionCaption const& each = captions_.editions[i];
            if (each.observed()) {
                svg.text(place_[i] + column_width / 2, y + 17, fmt::format("{}", captions_.states_at(each.position)),
                         {11, palette::muted, false, false, Anchor::middle, false});
            }
        }
    }

    /// The table in words; of many themes only how many each edition has.
    [[nodiscard]] std::string description() const {
        std::string words = fmt::format("{}.", captions_.basis());
        for (EditionCaption const& each : captions_.editions) {
            if (!each.observed()) {
                words += fmt::format(" {}: {}.", each.name(), each.held() ? "not observed" : each.status);
            } else if (captions_.rows.size() > most_described) {
                words += fmt::format(" {}: {}.", each.name(),
                                     answers::count_of(captions_.states_at(each.position), "theme"));
            }
        }
        if (captions_.rows.size() > most_described) {
            return words;
        }
        for (std::uint32_t const theme : captions_.rows) {
            words += fmt::format(" {}:", isolated(captions_.theme(theme)));
            char const* before = " ";
            for (StateId const state : captions_.states[theme]) {
                State const& of = evolution_.states[state];
                words += fmt::format("{}{} in {}", before, evolution::name_of(of.role),
                                     captions_.editions[of.edition].number);
                before = ", ";
            }
            words += captions_.states[theme].empty() ? " in no observed edition." : ".";
        }
        return words;
    }

    evolution::Evolution const& evolution_;
    Captions captions_;
    double label_width_ = 60;
    double left_ = 0;
    double right_ = 0;
    double top_ = 0;
    double bottom_ = 0;
    std::size_t held_ = 0;
    std::vector<double> place_;  // by caption: left end of its column
};

}  // namespace

void write_matrix_svg(evolution::Analysis const& analysis, View const& view, rdf::ByteSink& out) {
    Matrix{analysis, view}.write(out);
}

}  // namespace stoa::draw
