// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/map_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "stoa/draw/captions.hpp"
#include "stoa/draw/land.hpp"
#include "stoa/draw/placement.hpp"
#include "stoa/draw/svg.hpp"
#include "stoa/model/hosts.hpp"

namespace stoa::draw {

using model::Kind;
using model::KnowledgeGraph;
using model::Vertex;

namespace {

constexpr double a_degree_east = 2.95;
constexpr double a_degree_north = 3.6;  // times the cosine of 35 degrees gives the one above
constexpr double northernmost = 84;
constexpr double southernmost = -57;
constexpr double map_width = 360 * a_degree_east;
constexpr double map_height = (northernmost - southernmost) * a_degree_north;
constexpr double column_width = 520;
constexpr double widest_name = 170;

std::optional<double> number(std::string_view text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{value}
                                                                                     : std::nullopt;
}

struct Host {
    Vertex city = 0;
    std::vector<EditionCaption const*> editions;
    bool held = false;  ///< at least one of them
};

struct Region {
    std::string name;
    std::vector<EditionCaption const*> editions;  ///< held ones, each once
    bool is_open = false;                         ///< whether it hosted is not known
};

struct Scheme {
    std::string name;
    std::vector<Region> regions;                   ///< those that hosted most first, then by name
    std::vector<EditionCaption const*> elsewhere;  ///< held, and of no region, or none that is narrow enough
};

class HostMap {
public:
    HostMap(evolution::Analysis const& analysis, std::string const& language)
        : graph_{*analysis.graph}, captions_{analysis, View{language, {}}} {
        std::map<Vertex, std::size_t> index;
        std::vector<std::string> unnamed;
        std::vector<std::string> online;
        for (EditionCaption const& each : captions_.editions) {
            std::vector<Vertex> const cities = graph_.objects(each.vertex, "city");
            if (cities.empty()) {
                std::vector<std::string>& list = each.online ? online : unnamed;
                list.push_back(each.number + (each.held() ? "" : " (" + each.status + ")"));
            }
            for (Vertex const city : cities) {
                auto const [at, is_new] = index.insert({city, hosts_.size()});
                if (is_new) {
                    hosts_.push_back({city, {}, false});
                }
                hosts_[at->second].editions.push_back(&each);
                hosts_[at->second].held = hosts_[at->second].held || each.held();
            }
        }
        if (!online.empty()) {
            notes_.push_back(fmt::format("Online, without a host: {}.", numbered_editions(online)));
        }
        if (!unnamed.empty()) {
            notes_.push_back(fmt::format("No host is named: {}.", numbered_editions(unnamed)));
        }
        collect_regions();
    }

    void write(rdf::ByteSink& out) {
        std::string const heading = fmt::format("Hosts: {}", captions_.series());
        Svg svg{"map", 2 * Svg::margin + map_width};
        std::set<Vertex> countries;
        std::size_t cities = 0;
        for (Host const& each : hosts_) {
            std::optional<Vertex> const country = graph_.object(each.city, "country");
            if (each.held) {
                ++cities;
                if (country) {
                    countries.insert(*country);
                }
            }
        }
        std::array const below{fmt::format("{} {}, {} {}. Each host with the numbers and years of its editions.",
                                           cities, cities == 1 ? "city" : "cities", countries.size(),
                                           countries.size() == 1 ? "country" : "countries")};
        double y = svg.head(heading, below);
        draw_map(svg, y);
        y += map_height + 22;
        y = draw_regions(svg, y);
        y = svg.notes(y, notes_);
        std::array const source{std::string{"Land: Natural Earth 1:110m (public domain), simplified."}};
        y = svg.notes(y + 4, source);
        svg.finish(out, y + 14, heading, description());
    }

private:
    using Editions = std::set<EditionCaption const*>;

    /// The editions held in each region, those of its sub-regions among them.
    [[nodiscard]] std::map<Vertex, Editions> editions_by_region() const {
        std::map<Vertex, Editions> found;
        for (Host const& host : hosts_) {
            for (Vertex const region : model::regions_of(graph_, host.city)) {
                std::ranges::copy_if(host.editions, std::inserter(found[region], found[region].end()),
                                     &EditionCaption::held);
            }
        }
        return found;
    }

    void collect_regions() {
        std::map<Vertex, Editions> editions = editions_by_region();
        std::vector<Vertex> held;
        for (EditionCaption const& each : captions_.editions) {
            if (each.held()) {
                held.push_back(each.vertex);
            }
        }
        model::HostRegions const hosts{graph_, held};
        std::map<std::string, Scheme> schemes;  // by IRI; regions of no scheme under an empty one
        std::map<std::string, std::set<Vertex>> elsewhere;
        auto const range = graph_.vertices_of(Kind::region);
        for (Vertex region = range.first; region < range.last; ++region) {
            Region entry{captions_.label(region), {}};
            for (EditionCaption const& each : captions_.editions) {
                if (editions[region].contains(&each)) {
                    entry.editions.push_back(&each);
                }
            }
            for (std::optional<Vertex> const list : model::lists_of(graph_, region)) {
                std::string const iri = list ? graph_.iri(*list) : std::string{};
                std::vector<model::Host> const open = hosts.open_for(region, list);
                for (model::Host const& each : open) {
                    elsewhere[iri].insert(each.edition);
                }
                entry.is_open = entry.editions.empty() && !open.empty();
                schemes[iri].name = list ? captions_.label(*list) : "Regions";
                schemes[iri].regions.push_back(entry);
            }
        }
        for (auto& [iri, scheme] : schemes) {
            for (EditionCaption const& each : captions_.editions) {
                if (elsewhere[iri].contains(each.vertex)) {
                    scheme.elsewhere.push_back(&each);
                }
            }
            std::ranges::stable_sort(scheme.regions, [](Region const& a, Region const& b) {
                return a.editions.size() != b.editions.size() ? a.editions.size() > b.editions.size() : a.name < b.name;
            });
            schemes_.push_back(std::move(scheme));
        }
        // Few regions first: they say most.
        std::ranges::stable_sort(schemes_, {}, [](Scheme const& each) { return each.regions.size(); });
    }

    [[nodiscard]] static std::string numbers(std::vector<EditionCaption const*> const& editions) {
        std::string list;
        for (EditionCaption const* const each : editions) {
            list += (list.empty() ? "" : ", ") + each->number;
        }
        return list;
    }

    /// `edition 3`, `editions 6, 26`
    [[nodiscard]] static std::string in_words(std::vector<EditionCaption const*> const& editions) {
        std::vector<std::string> list;
        for (EditionCaption const* const each : editions) {
            list.push_back(each->number);
        }
        return numbered_editions(list);
    }

    [[nodiscard]] static std::string years(std::vector<EditionCaption const*> const& editions) {
        std::string list;
        for (EditionCaption const* const each : editions) {
            list += (list.empty() ? "" : ", ") + each->year;
        }
        return list;
    }

    void draw_map(Svg& svg, double top) {
        Box const frame{Svg::margin, top, map_width, map_height};
        svg.rect(frame, {Fill::plain, {247, 250, 252}, Stroke::solid, palette::grid, 1});
        double const zero_x = frame.x + 180 * a_degree_east;
        double const zero_y = frame.y + northernmost * a_degree_north;
        svg.path(land(), filled(palette::land), {},
                 fmt::format("matrix({:.3f} 0 0 {:.3f} {} {})", a_degree_east / 10, a_degree_north / 10,
                             decimal(zero_x), decimal(zero_y)));
        svg.line(frame.x, zero_y, frame.x + frame.width, zero_y, stroked(palette::grid, 1, Stroke::dashed));

        struct Mark {
            Host const* host;
            double x;
            double y;
        };
        std::vector<Mark> marks;
        std::string unplaced;
        std::string beyond;
        Placement placement{{frame.x + 4, frame.y + 4, frame.width - 8, frame.height - 8}};
        for (Host const& host : hosts_) {
            std::optional<double> const north = number(graph_.value(host.city, "latitude"));
            std::optional<double> const east = number(graph_.value(host.city, "longitude"));
            bool const on_map = north && east && *north<northernmost&& * north> southernmost && std::abs(*east) <= 180;
            if (!on_map) {
                std::string& list = north && east ? beyond : unplaced;
                list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", isolated(captions_.label(host.city)),
                                    numbers(host.editions));
                continue;
            }
            marks.push_back({&host, zero_x + *east * a_degree_east, zero_y - *north * a_degree_north});
            placement.block({marks.back().x - 6, marks.back().y - 6, 12, 12});
        }
        if (!unplaced.empty()) {
            notes_.push_back(fmt::format("Hosts without coordinates, not on the map: {}.", unplaced));
        }
        if (!beyond.empty()) {
            notes_.push_back(fmt::format("Hosts beyond the map: {}.", beyond));
        }
        if (marks.empty()) {
            svg.text(frame.x + frame.width / 2, frame.y + frame.height / 2 + 90, "No host with coordinates",
                     {13, palette::ink, true, false, Anchor::middle, true});
        }
        // Lines first: where there is no way around a name, it stands above them.
        std::vector<std::optional<Box>> boxes;
        for (Mark const& mark : marks) {
            boxes.push_back(placement.place(mark.x, mark.y, label_width(*mark.host), 30, 9));
            if (boxes.back()) {
                auto const [x, y] = nearest_on(*boxes.back(), mark.x, mark.y);
                svg.line(mark.x, mark.y, x, y, stroked(palette::muted));
            }
        }
        for (std::size_t i = 0; i < marks.size(); ++i) {
            Host const& host = *marks[i].host;
            std::string const title = fmt::format("{}: {} ({})", isolated(captions_.label(host.city)),
                                                  in_words(host.editions), years(host.editions));
            if (boxes[i]) {
                draw_label(svg, *boxes[i], host);
            } else {
                notes_.push_back(fmt::format("No room on the map for the name of {}.", title));
            }
            svg.circle(marks[i].x, marks[i].y, 4.5,
                       {Fill::plain, host.held ? palette::headline : palette::paper, Stroke::solid,
                        host.held ? palette::paper : palette::headline, 1.25},
                       title);
        }
    }

    [[nodiscard]] double label_width(Host const& host) const {
        double const name = std::min(text_width(captions_.label(host.city), 12), widest_name);
        double const year = std::min(text_width(years(host.editions), 11), widest_name);
        return number_width(host) + std::max(name, year) + 6;
    }

    [[nodiscard]] static double number_width(Host const& host) {
        return std::min(text_width(numbers(host.editions), 12, true), widest_name) + 5;
    }

    void draw_label(Svg& svg, Box const& box, Host const& host) const {
        Font font{12, palette::headline, true, false, Anchor::start, true};
        svg.label(box.x + 3, box.y + 12, numbers(host.editions), widest_name, font);
        double const x = box.x + 3 + number_width(host);
        font.bold = false;
        font.colour = palette::ink;
        svg.label(x, box.y + 12, captions_.label(host.city), widest_name, font);
        font.size = 11;
        font.colour = palette::muted;
        svg.label(x, box.y + 25, years(host.editions), widest_name, font);
    }

    double draw_regions(Svg& svg, double y) const {
        std::size_t const columns = std::min<std::size_t>(schemes_.size(), 2);
        double lowest = y;
        double top = y;
        for (std::size_t i = 0; i < schemes_.size(); ++i) {
            if (i > 0 && i % columns == 0) {
                top = lowest;
            }
            double const x = Svg::margin + (column_width + 22) * static_cast<double>(i % columns);
            lowest = std::max(lowest, draw_scheme(svg, x, top, schemes_[i]));
        }
        return lowest;
    }

    static double draw_scheme(Svg& svg, double x, double y, Scheme const& scheme) {
        double name_width = 0;
        for (Region const& each : scheme.regions) {
            name_width = std::max(name_width, text_width(each.name, 12));
        }
        name_width = std::min(name_width + 1, 220.0);
        svg.label(x, y + 12, scheme.name, column_width, {13, palette::ink, true, false, Anchor::start, false});
        y += 24;
        std::string never;
        std::string unknown;
        for (Region const& each : scheme.regions) {
            if (each.editions.empty()) {
                std::string& list = each.is_open ? unknown : never;
                list += (list.empty() ? "" : "; ") + isolated(each.name);
                continue;
            }
            svg.label(x, y + 13, each.name, name_width, {12, palette::ink, false, false, Anchor::start, false});
            double at = x + name_width + 10;
            svg.text(at + 14, y + 13, fmt::format("{}", each.editions.size()),
                     {12, palette::ink, true, false, Anchor::end, false});
            at += 24;
            for (EditionCaption const* const edition : each.editions) {
                double const width = std::max(22.0, text_width(edition->number, 11) + 8);
                if (at + width > x + column_width) {
                    at = x + name_width + 34;
                    y += 20;
                }
                svg.rect({at, y, width, 17}, filled(palette::issue), edition->name(), 2);
                svg.text(at + width / 2, y + 12.5, edition->number,
                         {11, palette::ink, false, false, Anchor::middle, false});
                at += width + 4;
            }
            y += 22;
        }
        std::vector<std::string> said;
        if (!scheme.elsewhere.empty()) {
            said.push_back(fmt::format("Region not known: {}. No known host in: {}", in_words(scheme.elsewhere),
                                       unknown.empty() ? "none" : unknown));
        }
        if (!never.empty()) {
            said.push_back("Never a host: " + never);
        }
        for (std::string const& each : said) {
            for (std::string const& line : wrapped(each, column_width, 12, 40)) {
                svg.text(x, y + 13, line, {12, palette::muted, false, true, Anchor::start, false});
                y += 17;
            }
        }
        return y + 14;
    }

    [[nodiscard]] std::string description() const {
        std::string words;
        for (Host const& each : hosts_) {
            words += fmt::format("{}: {} ({}). ", isolated(captions_.label(each.city)), in_words(each.editions),
                                 years(each.editions));
        }
        for (Scheme const& scheme : schemes_) {
            words += fmt::format("{}:", scheme.name);
            for (Region const& region : scheme.regions) {
                words += region.editions.empty()
                             ? fmt::format(" {} {};", isolated(region.name), region.is_open ? "none known" : "never")
                             : fmt::format(" {} {} ({});", isolated(region.name), region.editions.size(),
                                           in_words(region.editions));
            }
            words.back() = '.';
            words += ' ';
        }
        for (std::string const& each : notes_) {
            words += each + ' ';
        }
        return words.empty() ? "There is no edition." : words;
    }

    KnowledgeGraph const& graph_;
    Captions captions_;
    std::vector<Host> hosts_;  // by first edition
    std::vector<Scheme> schemes_;
    std::vector<std::string> notes_;
};

}  // namespace

void write_map_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out) {
    HostMap{analysis, language}.write(out);
}

}  // namespace stoa::draw
