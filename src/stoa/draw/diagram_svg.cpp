// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/diagram_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "stoa/answers/events.hpp"
#include "stoa/draw/captions.hpp"
#include "stoa/draw/placement.hpp"
#include "stoa/draw/svg.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::draw {

using evolution::EditionStructure;
using evolution::Quadrant;
using evolution::ThemeStructure;

namespace {

constexpr double least_side = 380;
constexpr std::size_t most_names = 18;  // a panel of more themes has their numbers; the table has the names
constexpr double inside = 14;           // from the frame to the outermost points
constexpr double above_names = 28;      // upwards and downwards: past the names of the quadrants
constexpr double gap = 34;
constexpr double row_height = 22;
constexpr double column_width = 122;
constexpr double widest_label = 280;

Colour shade(Quadrant quadrant) {
    switch (quadrant) {
        case Quadrant::motor:
            return palette::tints[0];
        case Quadrant::niche:
            return palette::tints[2];
        case Quadrant::basic:
            return palette::tints[1];
        default:
            return palette::wash;
    }
}

class Diagram {
public:
    Diagram(evolution::Analysis const& analysis, std::string const& language)
        : evolution_{analysis.evolution}, captions_{analysis, View{language, {}}} {
        for (EditionCaption const& each : captions_.editions) {
            if (!each.observed()) {
                refused_.push_back(
                    fmt::format("{}: not computed: {}", each.name(), each.held() ? "not observed" : each.status));
                continue;
            }
            EditionStructure structure = evolution::structure_of(analysis.coding, evolution_, each.position);
            if (structure.refusal.empty()) {
                most_themes_ = std::max(most_themes_, structure.themes.size());
                panels_.push_back({&each, std::move(structure)});
            } else {
                refused_.push_back(fmt::format("{}: {}", each.name(), structure.refusal));
            }
        }
        quadrants_.resize(captions_.states.size());
        for (std::size_t panel = 0; panel < panels_.size(); ++panel) {
            for (ThemeStructure const& each : panels_[panel].structure.themes) {
                std::vector<std::optional<Quadrant>>& path = quadrants_[evolution_.states[each.state].theme];
                path.resize(panels_.size());
                path[panel] = each.quadrant;
            }
        }
        number_.resize(captions_.states.size(), 0);
        for (std::uint32_t const theme : captions_.rows) {
            if (!quadrants_[theme].empty()) {
                rows_.push_back(theme);
                number_[theme] = rows_.size();
            }
        }
        if (most_themes_ > most_names) {
            // Room for all numbers, and as much again between them.
            side_ = std::max(side_, std::ceil(std::sqrt(static_cast<double>(most_themes_) * 30 * 16 * 5)));
        } else if (most_themes_ > 8) {
            side_ = 470;
        }
    }

    void write(rdf::ByteSink& out) {
        std::string const heading = fmt::format("Strategic diagram: {}", captions_.series());
        std::size_t const columns = std::min<std::size_t>(panels_.size(), side_ > 500 ? 2 : 3);
        double label_width = 60;
        for (std::uint32_t const theme : rows_) {
            label_width = std::max(label_width, text_width(name(theme), 12));
        }
        label_width = std::min(label_width + 1, widest_label);
        double const table = label_width + 10 + column_width * static_cast<double>(panels_.size());
        double const grid = static_cast<double>(columns) * (side_ + gap) - gap;
        Svg svg{"diagram", 2 * Svg::margin + std::max(panels_.empty() ? 0 : grid, panels_.empty() ? 0 : table)};
        std::array const below{
            captions_.basis() + ".",
            std::string{
                "To the right: centrality, how strongly a theme's items occur together with those of others. Upwards: "
                "density, how strongly they do among themselves. The axes cross at the medians of the edition."},
            fmt::format("Computed from the documents of an edition, and from {} documents and {} themes on.",
                        evolution::minimum_documents, evolution::minimum_themes)};
        double y = svg.head(heading, below) + 6;
        if (panels_.empty()) {
            y = refusal(svg, y);
        } else {
            for (std::size_t i = 0; i < panels_.size(); ++i) {
                double const x = Svg::margin + static_cast<double>(i % columns) * (side_ + gap);
                panel(svg, x, y, panels_[i]);
                if (i + 1 == panels_.size() || (i + 1) % columns == 0) {
                    y += side_ + 52;
                }
            }
            y = paths(svg, y, label_width);
            y = svg.notes(y + 10, refused_);
        }
        svg.finish(out, y + 14, heading, description());
    }

private:
    struct Panel {
        EditionCaption const* caption = nullptr;
        EditionStructure structure;
    };

    [[nodiscard]] std::string name(std::uint32_t theme) const {
        std::string const label = captions_.theme(theme);
        return most_themes_ > most_names ? fmt::format("{}  {}", number_[theme], label) : label;
    }

    static void frame(Svg& svg, Box const& box) {
        svg.rect(box, {Fill::plain, palette::paper, Stroke::solid, palette::rule, 1});
        double const x = box.x + box.width / 2;
        double const y = box.y + box.height / 2;
        svg.line(x, box.y, x, box.y + box.height, stroked(palette::rule));
        svg.line(box.x, y, box.x + box.width, y, stroked(palette::rule));
        Font font{11, palette::muted, false, true, Anchor::start, false};
        svg.text(box.x + 8, box.y + 16, "niche", font);
        svg.text(box.x + 8, box.y + box.height - 8, "emerging or declining", font);
        font.anchor = Anchor::end;
        svg.text(box.x + box.width - 8, box.y + 16, "motor", font);
        svg.text(box.x + box.width - 8, box.y + box.height - 8, "basic", font);
        svg.text(box.x + box.width, box.y + box.height + 15, "centrality",
                 {11, palette::muted, false, false, Anchor::end, false});
        svg.upright(box.x - 6, box.y + 50, "density", {11, palette::muted, false, false, Anchor::start, false});
    }

    /// No edition is computed: empty axes, and why.
    double refusal(Svg& svg, double y) const {
        double const height = std::max(220.0, 90 + 18 * static_cast<double>(refused_.size()));
        Box const box{Svg::margin + 10, y, svg.width() - 2 * Svg::margin - 20, height};
        frame(svg, box);
        double const lines = static_cast<double>(refused_.size()) * 18 + 24;
        double at = box.y + (height - lines) / 2;
        svg.rect({box.x + 60, at - 8, box.width - 120, lines + 14},
                 {Fill::plain, palette::paper, Stroke::solid, palette::grid, 1});
        double const x = box.x + box.width / 2;
        svg.text(x, at + 12, refused_.empty() ? "There is no edition." : "Not computed for any edition",
                 {13, palette::ink, true, false, Anchor::middle, false});
        at += 34;
        for (std::string const& each : refused_) {
            svg.label(x, at, each, box.width - 140, {12, palette::ink, false, false, Anchor::middle, false});
            at += 18;
        }
        return y + height + 22;
    }

    void panel(Svg& svg, double x, double y, Panel const& panel) const {
        svg.label(x, y + 12, panel.caption->name(), side_ - 110, {13, palette::ink, true, false, Anchor::start, false});
        svg.text(x + side_, y + 12, answers::count_of(panel.structure.documents, "document"),
                 {11, palette::muted, false, false, Anchor::end, false});
        Box const box{x, y + 20, side_, side_};
        frame(svg, box);

        EditionStructure const& structure = panel.structure;
        std::vector<double> centralities;
        std::vector<double> densities;
        for (ThemeStructure const& each : structure.themes) {
            centralities.push_back(each.centrality);
            densities.push_back(each.density);
        }
        // Each half to its own scale: one theme far out leaves the others readable.
        auto const scaled = [](double value, double median, std::vector<double> const& all, double half) {
            auto const [least, most] = std::ranges::minmax(all);
            double const span = value > median ? most - median : median - least;
            return span > 0 ? half * (value - median) / span : 0;
        };
        struct Point {
            double x;
            double y;
            ThemeStructure const* theme;
        };
        std::vector<Point> points;
        Placement placement{{box.x + 3, box.y + 22, side_ - 6, side_ - 44}};
        for (ThemeStructure const& each : structure.themes) {
            points.push_back(
                {box.x + side_ / 2 +
                     scaled(each.centrality, structure.median_centrality, centralities, side_ / 2 - inside),
                 box.y + side_ / 2 - scaled(each.density, structure.median_density, densities, side_ / 2 - above_names),
                 &each});
            placement.block({points.back().x - 4, points.back().y - 4, 8, 8});
        }
        placement.block({box.x + side_ / 2 - 1, box.y, 2, side_});
        placement.block({box.x, box.y + side_ / 2 - 1, side_, 2});
        bool const named = most_themes_ <= most_names;
        for (Point const& point : points) {
            std::uint32_t const theme = evolution_.states[point.theme->state].theme;
            std::string const whole = captions_.theme(theme);
            std::string const label = named ? shortened(whole, side_ * 0.4, 11) : fmt::format("{}", number_[theme]);
            std::string const title =
                fmt::format("{}: {}, centrality {:.3f}, density {:.3f}", isolated(whole),
                            evolution::name_of(point.theme->quadrant), point.theme->centrality, point.theme->density);
            std::optional<Box> const place = placement.place(point.x, point.y, text_width(label, 11) + 4, 14, 5);
            if (place) {
                auto const [near_x, near_y] = nearest_on(*place, point.x, point.y);
                svg.line(point.x, point.y, near_x, near_y, stroked(palette::rule));
                svg.text(place->x + 2, place->y + 11, label, {11, palette::ink, false, false, Anchor::start, true},
                         label == whole ? "" : whole);
            }
            svg.circle(point.x, point.y, 3.5,
                       {Fill::plain, shade(point.theme->quadrant), Stroke::solid, palette::ink, 1}, title);
        }
    }

    /// The table of quadrants, a row a theme; gives the y below.
    double paths(Svg& svg, double y, double label_width) const {
        double const left = Svg::margin + label_width + 10;
        svg.text(Svg::margin, y + 14, "Paths", {13, palette::ink, true, false, Anchor::start, false});
        for (std::size_t panel = 0; panel < panels_.size(); ++panel) {
            captions_.write_header(svg, *panels_[panel].caption,
                                   left + column_width * (static_cast<double>(panel) + 0.5), y, column_width - 6);
        }
        y += captions_.header_height();
        double const right = left + column_width * static_cast<double>(panels_.size());
        for (std::uint32_t const theme : rows_) {
            svg.line(Svg::margin, y, right, y, stroked(palette::grid));
            svg.label(left - 8, y + 15, name(theme), label_width, {12, palette::ink, false, false, Anchor::end, false});
            for (std::size_t panel = 0; panel < panels_.size(); ++panel) {
                if (std::optional<Quadrant> const& quadrant = quadrants_[theme][panel]) {
                    double const x = left + column_width * static_cast<double>(panel);
                    svg.rect({x + 1, y + 1, column_width - 2, row_height - 2}, filled(shade(*quadrant)));
                    svg.text(x + column_width / 2, y + 15, evolution::name_of(*quadrant),
                             {11, palette::ink, false, false, Anchor::middle, false});
                }
            }
            y += row_height;
        }
        svg.line(Svg::margin, y, right, y, stroked(palette::grid));
        return y;
    }

    [[nodiscard]] std::string description() const {
        std::string words = captions_.basis() + ".";
        for (std::string const& each : refused_) {
            words += fmt::format(" {}.", each);
        }
        for (Panel const& each : panels_) {
            std::array<std::size_t, 4> counts{};
            for (ThemeStructure const& theme : each.structure.themes) {
                ++counts[static_cast<std::size_t>(theme.quadrant)];
            }
            words += fmt::format(" {}: {} motor, {} niche, {} emerging or declining, {} basic.", each.caption->name(),
                                 counts[0], counts[1], counts[2], counts[3]);
        }
        return words;
    }

    evolution::Evolution const& evolution_;
    Captions captions_;
    std::vector<Panel> panels_;
    std::vector<std::string> refused_;
    std::vector<std::vector<std::optional<Quadrant>>> quadrants_;  // by theme, then panel; empty where never
    std::vector<std::uint32_t> rows_;
    std::vector<std::size_t> number_;  // by theme, from 1
    std::size_t most_themes_ = 0;
    double side_ = least_side;
};

}  // namespace

void write_diagram_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out) {
    Diagram{analysis, language}.write(out);
}

}  // namespace stoa::draw
