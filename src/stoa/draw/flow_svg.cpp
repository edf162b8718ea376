// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/flow_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "stoa/answers/events.hpp"
#include "stoa/draw/captions.hpp"
#include "stoa/draw/lanes.hpp"
#include "stoa/draw/svg.hpp"

namespace stoa::draw {

using evolution::Arc;
using evolution::ArcKind;
using evolution::EventKind;
using evolution::LineageEvent;
using evolution::none;
using evolution::Overlap;
using evolution::Ratio;
using evolution::Role;
using evolution::StateId;

namespace {

constexpr double pitch = 132;  // of columns
constexpr double node_width = 22;
constexpr double least_node = 18;     // high enough for its letter
constexpr double full_band = 18;      // height of a band of inclusion 1, where few meet in a state ...
constexpr double highest_stack = 72;  // ... and of all bands on one side of a state, where many do
constexpr double least_band = 2;
constexpr double strip_height = 15;  // a line of text above or below the states of a lane
constexpr double lane_gap = 10;
constexpr double widest_label = 280;
constexpr double tall = 900;              // a picture higher than this has its header below, too
constexpr std::uint32_t label_every = 8;  // columns after which a theme is named again
constexpr double header_every = 900;      // height after which the editions are named again
constexpr std::size_t many_lanes = 40;    // from here on themes that do not meet in time share a lane
constexpr std::size_t lanes_tried = 10;   // the latest ones, so that tied themes stay together
constexpr std::size_t most_lines = 4;     // of the events of a state
constexpr std::size_t most_told = 30;
constexpr std::size_t most_described = 60;

enum class LinkKind : std::uint8_t {
    same_theme,
    shared_scope,
    event_only,  ///< items passed by a lineage event, and no arc joins the two
    asserted
};

struct Link {
    StateId from = 0;
    StateId to = 0;
    LinkKind kind = LinkKind::same_theme;
    double height = 0;
    double from_top = 0;  // from the top of the state's box
    double to_top = 0;
    std::string title;
};

/// A line of text above or below a state.
struct Words {
    StateId state = 0;
    std::string text;
    bool is_name = false;  // of the theme; else of events
    double width = 0;
    std::uint32_t level = 0;  // 0: next to the states
};

struct Lane {
    std::uint32_t theme = 0;
    bool named_left = false;  // else above its first state
    std::size_t row = 0;
    double top = 0;  // of its highest state
    double middle = 0;
    double bottom = 0;
    std::uint32_t lines_above = 0;
    std::uint32_t lines_below = 0;
};

double to_double(Ratio ratio) {
    return static_cast<double>(ratio.numerator()) / static_cast<double>(ratio.denominator());
}

class Flow {
public:
    Flow(evolution::Analysis const& analysis, View const& view)
        : analysis_{analysis}, evolution_{analysis.evolution}, captions_{analysis, view} {}

    void write(rdf::ByteSink& out) {
        std::string const heading = fmt::format("Evolution map: {}", captions_.series());
        collect_links();
        order_lanes();
        collect_words();
        place_columns();
        stack_links();
        place_lanes();

        Svg svg{"flow", right_ + Svg::margin};
        std::array const below{
            fmt::format("{}. {} Bands are as high as two scopes overlap (inclusion: shared items as a share of the "
                        "smaller scope). A thin solid or dashed one shares nothing, or has no items to compare; a thin "
                        "dotted one stands for items that passed in a lineage event, too few for a link.",
                        captions_.basis(),
                        row_count_ < lanes_.size()
                            ? "Themes that do not meet in time may share a lane; each is named where it starts."
                            : "A lane is a theme.")};
        double y = svg.head(heading, below);
        y = key(svg, y);
        if (captions_.editions.empty()) {
            svg.text(Svg::margin, y + 20, "There is no edition.");
            svg.finish(out, y + 44, heading, captions_.basis() + ".");
            return;
        }
        header(svg, y);
        top_ = y + captions_.header_height();
        if (lanes_.empty()) {
            svg.text(Svg::margin, top_ + 24, "No theme is present in an observed edition.");
            svg.finish(out, top_ + 48, heading, captions_.basis() + ".");
            return;
        }
        columns(svg);
        for (LinkKind const kind :
             {LinkKind::event_only, LinkKind::same_theme, LinkKind::shared_scope, LinkKind::asserted}) {
            for (Link const& each : links_) {
                if (each.kind == kind) {
                    band(svg, each);
                }
            }
        }
        for (StateId state = 0; state < evolution_.states.size(); ++state) {
            if (shows(state)) {
                node(svg, state);
            }
        }
        for (std::uint32_t lane = 0; lane < lanes_.size(); ++lane) {
            lane_label(svg, lane);
        }
        for (double const each : headers_) {
            for (std::size_t i = 0; i < captions_.editions.size(); ++i) {
                double const x = column_x(i) + node_width / 2;
                svg.label(x, top_ + each + 16, captions_.editions[i].number, pitch - 12,
                          {13, palette::ink, true, false, Anchor::middle, true});
                svg.text(x, top_ + each + 30, captions_.editions[i].year,
                         {11, palette::ink, false, false, Anchor::middle, true});
            }
        }
        for (Words const& each : above_) {
            words(svg, each, true);
        }
        for (Words const& each : below_) {
            words(svg, each, false);
        }
        y = top_ + height_ + 6;
        if (height_ > tall) {
            header(svg, y);
            y += captions_.header_height();
        }
        std::vector<std::string> const told = tell();
        y = svg.notes(y + 6, told);
        svg.finish(out, y + 14, heading, description(told));
    }

private:
    // --- what is linked

    void collect_links() {
        std::set<std::pair<StateId, StateId>> computed;
        for (Arc const& each : evolution_.arcs) {
            if (!shows(each.from) || !shows(each.to)) {
                continue;
            }
            bool const same = each.kind == ArcKind::continues || each.kind == ArcKind::resumes;
            if (each.kind == ArcKind::asserted) {
                add_link(each.from, each.to, LinkKind::asserted);
            } else if (computed.insert({each.from, each.to}).second) {
                add_link(each.from, each.to, same ? LinkKind::same_theme : LinkKind::shared_scope);
            }
        }
        for (LineageEvent const& event : evolution_.lineage_events) {
            for (StateId const from : event.sources) {
                for (StateId const to : event.targets) {
                    if (theme_of(from) != theme_of(to) && shows(from) && shows(to) &&
                        computed.insert({from, to}).second) {
                        add_link(from, to, LinkKind::event_only);
                    }
                }
            }
        }
    }

    void add_link(StateId from, StateId to, LinkKind kind) {
        Link link{from, to, kind, 0, 0, 0, {}};
        Overlap const overlap = evolution::overlap_of(analysis_.coding, evolution_, from, to);
        std::optional<Ratio> const inclusion = overlap.inclusion();
        // Without a scope on both sides nothing is known: a thin band, which its title explains.
        bool const is_wide = kind == LinkKind::same_theme || kind == LinkKind::shared_scope;
        link.height = is_wide && inclusion ? to_double(*inclusion) : 0;
        link.title = fmt::format("{} ({}) to {} ({}): ", isolated(captions_.theme(theme_of(from))),
                                 caption(from).number, isolated(captions_.theme(theme_of(to))), caption(to).number);
        if (kind == LinkKind::asserted) {
            link.title += "a source says so; ";
        }
        link.title += inclusion ? fmt::format("{} shared of {} and {}, inclusion {:.2f}", overlap.kept,
                                              overlap.before(), overlap.after(), to_double(*inclusion))
                                : "no scope to compare";
        links_.push_back(std::move(link));
    }

    // --- where things are

    void order_lanes() {
        std::vector<std::uint32_t> row_of(captions_.states.size(), none);
        std::vector<std::uint32_t> present;
        for (std::uint32_t const theme : captions_.rows) {
            if (!captions_.states[theme].empty()) {
                row_of[theme] = static_cast<std::uint32_t>(present.size());
                present.push_back(theme);
            }
        }
        std::vector<Tie> ties;
        for (Link const& each : links_) {
            ties.push_back({row_of[theme_of(each.from)], row_of[theme_of(each.to)]});
        }
        lane_of_.resize(captions_.states.size(), none);
        for (std::uint32_t const row : short_order(static_cast<std::uint32_t>(present.size()), ties)) {
            lane_of_[present[row]] = static_cast<std::uint32_t>(lanes_.size());
            Lane lane;
            lane.theme = present[row];
            lanes_.push_back(lane);
        }
    }

    void collect_words() {
        std::vector<std::string> into(evolution_.states.size());
        std::vector<std::string> out_of(evolution_.states.size());
        auto const add = [](std::string& list, std::string const& each) {
            list += list.empty() ? "" : ", ";
            list += each;
        };
        for (LineageEvent const& event : evolution_.lineage_events) {
            if (event.kind == EventKind::merged || event.kind == EventKind::assembled) {
                add(into[event.targets.front()], std::string{evolution::name_of(event.kind)});
            } else if (event.kind == EventKind::replaced) {
                add(into[event.targets.front()],
                    fmt::format("replaces {}", isolated(captions_.theme(theme_of(event.sources.front())))));
            } else {
                add(out_of[event.sources.front()], std::string{evolution::name_of(event.kind)});
            }
        }
        std::vector<bool> entered(evolution_.states.size(), false);
        for (Link const& each : links_) {
            entered[each.to] = true;
        }
        for (Lane& lane : lanes_) {
            std::vector<StateId> const& states = captions_.states[lane.theme];
            std::uint32_t named = column(states.front());
            lane.named_left = !entered[states.front()];
            for (StateId const state : states) {
                bool const name = state == states.front() ? !lane.named_left : column(state) >= named + label_every;
                named = name ? column(state) : named;
                if (evolution_.theme_events[captions_.events[state]].kind == EventKind::resumed) {
                    add(into[state], "resumed");
                }
                // From the states outwards: the events of an edition stand over it, and the name above them.
                std::vector<std::string> lines = lines_of(into[state]);
                std::ranges::reverse(lines);
                for (std::string const& line : lines) {
                    add_words(above_, {state, line, false, text_width(line, 11) + 8, 0}, lane.lines_above);
                }
                if (name) {
                    std::string const shown = shortened(captions_.theme(lane.theme), widest_label, 12);
                    add_words(above_, {state, shown, true, text_width(shown, 12) + 8, 0}, lane.lines_above);
                }
                for (std::string const& line : lines_of(out_of[state])) {
                    add_words(below_, {state, line, false, text_width(line, 11) + 8, 0}, lane.lines_below);
                }
            }
        }
    }

    /// Events in lines as wide as a column.
    [[nodiscard]] static std::vector<std::string> lines_of(std::string const& events) {
        return wrapped(events, pitch - 8, 11, most_lines);
    }

    /// Onto the first line where nothing of the same lane is in the way, beyond what the state has already; states come
    /// from left to right.
    void add_words(std::vector<Words>& list, Words words, std::uint32_t& lines) const {
        for (Words const& other : list) {
            if (other.state == words.state) {
                words.level = std::max(words.level, other.level + 1);
            }
        }
        auto const in_the_way = [&](Words const& other) {
            return theme_of(other.state) == theme_of(words.state) && other.level == words.level &&
                   column(other.state) * pitch + other.width > column(words.state) * pitch;
        };
        while (std::ranges::any_of(list, in_the_way)) {
            ++words.level;
        }
        lines = std::max(lines, words.level + 1);
        list.push_back(std::move(words));
    }

    void place_columns() {
        double margin = 40;
        for (Lane const& lane : lanes_) {
            StateId const first = captions_.states[lane.theme].front();
            if (lane.named_left) {
                double const label = std::min(text_width(captions_.theme(lane.theme), 12) + 1, widest_label);
                margin = std::max(margin, label + 10 - column(first) * pitch);
            }
        }
        left_ = Svg::margin + margin;
        right_ = left_ + pitch * static_cast<double>(captions_.editions.size()) - pitch + node_width + 40;
        for (std::vector<Words> const* list : {&above_, &below_}) {
            for (Words const& each : *list) {
                right_ = std::max(right_, x_of(each.state) + each.width);
            }
        }
    }

    void stack_links() {
        std::vector<std::vector<Link*>> in(evolution_.states.size());
        std::vector<std::vector<Link*>> out(evolution_.states.size());
        for (Link& each : links_) {
            in[each.to].push_back(&each);
            out[each.from].push_back(&each);
        }
        double most = 1;
        for (StateId state = 0; state < evolution_.states.size(); ++state) {
            for (std::vector<Link*> const* side : {&in[state], &out[state]}) {
                double sum = 0;
                for (Link const* each : *side) {
                    sum += each->height;
                }
                most = std::max(most, sum);
            }
        }
        double const unit = std::min(full_band, highest_stack / most);
        for (Link& each : links_) {
            each.height = std::max(least_band, each.height * unit);
        }
        node_height_.resize(evolution_.states.size(), least_node);
        for (StateId state = 0; state < evolution_.states.size(); ++state) {
            auto const other_lane = [&](Link const* link, bool incoming) {
                return std::pair{lane_of_[theme_of(incoming ? link->from : link->to)], link->kind};
            };
            std::ranges::stable_sort(in[state], {}, [&](Link const* link) { return other_lane(link, true); });
            std::ranges::stable_sort(out[state], {}, [&](Link const* link) { return other_lane(link, false); });
            double const highest = std::max(height_of(in[state]), height_of(out[state]));
            node_height_[state] = std::max(least_node, highest);
            spread(in[state], node_height_[state], &Link::to_top);
            spread(out[state], node_height_[state], &Link::from_top);
        }
    }

    [[nodiscard]] static double height_of(std::vector<Link*> const& side) {
        double sum = 0;
        for (Link const* each : side) {
            sum += each->height;
        }
        return sum;
    }

    /// The bands on one side of a state, one above the other, in the middle of its box.
    static void spread(std::vector<Link*> const& side, double box, double Link::*top) {
        double y = (box - height_of(side)) / 2;
        for (Link* const each : side) {
            each->*top = y;
            y += each->height;
        }
    }

    /// From where to where a lane is taken by a theme: its states, its words, and bands that leave it late.
    [[nodiscard]] std::pair<double, double> extent(Lane const& lane) const {
        std::vector<StateId> const& states = captions_.states[lane.theme];
        double first = x_of(states.front()) - 4;
        double last = x_of(states.back()) + node_width + 4;
        if (lane.named_left) {
            first -= std::min(text_width(captions_.theme(lane.theme), 12), widest_label) + 12;
        }
        for (std::vector<Words> const* list : {&above_, &below_}) {
            for (Words const& each : *list) {
                if (theme_of(each.state) == lane.theme) {
                    last = std::max(last, x_of(each.state) + each.width);
                }
            }
        }
        for (Link const& each : links_) {
            if (theme_of(each.from) == lane.theme) {
                last = std::max(last, column_x(column(each.to) - 1) + node_width);
            }
        }
        return {first, last};
    }

    /// Gives each theme a row of its own, or, of many themes, one that is free for its time.
    void share_rows() {
        struct Row {
            std::vector<std::pair<double, double>> taken;
        };
        std::vector<Row> rows;
        for (Lane& lane : lanes_) {
            std::pair<double, double> const own = extent(lane);
            auto const fits = [&](Row const& row) {
                return std::ranges::all_of(row.taken, [&](std::pair<double, double> const& other) {
                    return own.second < other.first || other.second < own.first;
                });
            };
            std::size_t row = rows.size();
            for (std::size_t back = 1; lanes_.size() >= many_lanes && back <= std::min(lanes_tried, rows.size());
                 ++back) {
                if (fits(rows[rows.size() - back])) {
                    row = rows.size() - back;
                }
            }
            if (row == rows.size()) {
                rows.emplace_back();
            }
            rows[row].taken.push_back(own);
            lane.row = row;
        }
        row_count_ = rows.size();
    }

    void place_lanes() {
        share_rows();
        struct Height {
            double states = 0;
            std::uint32_t above = 0;
            std::uint32_t below = 0;
            double top = 0;
        };
        std::vector<Height> rows(row_count_);
        for (Lane const& lane : lanes_) {
            Height& row = rows[lane.row];
            for (StateId const state : captions_.states[lane.theme]) {
                row.states = std::max(row.states, node_height_[state]);
            }
            row.above = std::max(row.above, lane.lines_above);
            row.below = std::max(row.below, lane.lines_below);
        }
        double named = 0;
        for (Height& row : rows) {
            double const needed = row.above * strip_height + row.states + row.below * strip_height + lane_gap;
            if (height_ + needed > named + header_every) {
                headers_.push_back(height_);
                named = height_;
                height_ += 36;
            }
            row.top = height_ + row.above * strip_height + lane_gap / 2;
            height_ += needed;
        }
        for (Lane& lane : lanes_) {
            Height const& row = rows[lane.row];
            lane.top = row.top;
            lane.middle = row.top + row.states / 2;
            lane.bottom = row.top + row.states;
        }
    }

    [[nodiscard]] bool shows(StateId state) const { return captions_.shows(theme_of(state)); }
    /// A theme of it is shown.
    [[nodiscard]] bool shows(LineageEvent const& event) const {
        auto const is_shown = [&](StateId state) { return shows(state); };
        return std::ranges::any_of(event.sources, is_shown) || std::ranges::any_of(event.targets, is_shown);
    }
    [[nodiscard]] std::uint32_t theme_of(StateId state) const { return evolution_.states[state].theme; }
    [[nodiscard]] std::uint32_t column(StateId state) const { return evolution_.states[state].edition; }
    [[nodiscard]] EditionCaption const& caption(StateId state) const { return captions_.editions[column(state)]; }
    [[nodiscard]] double column_x(std::size_t index) const { return left_ + pitch * static_cast<double>(index); }
    [[nodiscard]] double x_of(StateId state) const { return column_x(column(state)); }
    [[nodiscard]] double y_of(StateId state) const {
        return top_ + lanes_[lane_of_[theme_of(state)]].middle - node_height_[state] / 2;
    }
    [[nodiscard]] std::size_t hue(StateId state) const { return lane_of_[theme_of(state)] % palette::hue_count; }

    // --- drawing

    double key(Svg& svg, double y) const {
        auto const has = [&](LinkKind kind) { return std::ranges::count(links_, kind, &Link::kind) != 0; };
        std::vector<KeyEntry> entries;
        if (lanes_.empty()) {
            return y;
        }
        if (has(LinkKind::same_theme)) {
            entries.push_back({{Fill::plain, palette::tints[0], Stroke::solid, palette::lines[0], 1},
                               "",
                               "the same theme",
                               palette::ink});
        }
        if (has(LinkKind::shared_scope)) {
            entries.push_back({{Fill::plain, palette::tints[1], Stroke::dashed, palette::lines[1], 1},
                               "",
                               "another theme, linked by shared scope",
                               palette::ink});
        }
        if (has(LinkKind::event_only)) {
            entries.push_back({{Fill::plain, palette::tints[1], Stroke::dotted, palette::lines[1], 1},
                               "",
                               "another theme, items that passed in an event",
                               palette::ink});
        }
        if (has(LinkKind::asserted)) {
            entries.push_back(
                {stroked(palette::ink, 2, Stroke::dotted), "", "a source says that it became", palette::ink});
        }
        entries.push_back({filled(palette::lines[0]), "H", "headline", palette::paper});
        entries.push_back(
            {{Fill::plain, palette::tints[0], Stroke::solid, palette::lines[0], 1}, "S", "strand", palette::ink});
        entries.push_back({stroked(palette::lines[0]), "I G", "issue or group only", palette::ink});
        if (std::ranges::any_of(captions_.editions,
                                [](EditionCaption const& each) { return each.held() && !each.observed(); })) {
            entries.push_back({{Fill::hatched, palette::wash, Stroke::none, palette::ink, 1},
                               "",
                               "edition not observed",
                               palette::ink});
        }
        return svg.key(y, entries);
    }

    void header(Svg& svg, double y) const {
        for (std::size_t i = 0; i < captions_.editions.size(); ++i) {
            double const x = column_x(i) + node_width / 2;
            captions_.write_header(svg, captions_.editions[i], x, y, std::min(pitch - 8, 2 * (x - 4)));
        }
    }

    void columns(Svg& svg) const {
        for (std::size_t i = 0; i < captions_.editions.size(); ++i) {
            EditionCaption const& each = captions_.editions[i];
            Box const box{column_x(i), top_, node_width, height_};
            if (!each.held()) {
                svg.rect(box, {Fill::dotted, palette::paper, Stroke::dashed, palette::rule, 1},
                         fmt::format("{}: {}", each.name(), each.status));
            } else if (!each.observed()) {
                svg.rect(box, {Fill::hatched, palette::wash, Stroke::none, palette::ink, 1},
                         fmt::format("{}: not observed ({})", each.name(), each.status));
            } else {
                svg.rect(box, filled(palette::wash));
            }
        }
    }

    void band(Svg& svg, Link const& link) const {
        double const x1 = x_of(link.from) + node_width;
        double const x2 = x_of(link.to);
        // The lane of the earlier theme is free until it comes back: level until the last gap, where nothing else is.
        double const bend = column_x(column(link.to) - 1) + node_width;
        double const y1 = y_of(link.from) + link.from_top;
        double const y2 = y_of(link.to) + link.to_top;
        double const half = (bend + x2) / 2;
        Colour const line = palette::lines[hue(link.from)];
        auto const edge = [&](double shift) {
            std::string const start = bend > x1 ? fmt::format("H{}", decimal(bend)) : std::string{};
            return fmt::format("M{} {}{}C{} {} {} {} {} {}", decimal(x1), decimal(y1 + shift), start, decimal(half),
                               decimal(y1 + shift), decimal(half), decimal(y2 + shift), decimal(x2),
                               decimal(y2 + shift));
        };
        if (link.kind == LinkKind::asserted) {
            svg.path(edge(link.height / 2), stroked(palette::ink, 2, Stroke::dotted), link.title);
            return;
        }
        double const h = link.height;
        std::string const area =
            fmt::format("{}V{}C{} {} {} {} {} {}H{}Z", edge(0), decimal(y2 + h), decimal(half), decimal(y2 + h),
                        decimal(half), decimal(y1 + h), decimal(bend), decimal(y1 + h), decimal(x1));
        svg.path(area, filled(palette::tints[hue(link.from)]), link.title);
        Stroke const stroke = link.kind == LinkKind::same_theme     ? Stroke::solid
                              : link.kind == LinkKind::shared_scope ? Stroke::dashed
                                                                    : Stroke::dotted;
        svg.path(edge(0) + edge(h), stroked(line, link.kind == LinkKind::same_theme ? 0.75 : 1.1, stroke));
    }

    void node(Svg& svg, StateId state) const {
        Role const role = evolution_.states[state].role;
        Colour const line = palette::lines[hue(state)];
        Style style{Fill::plain, palette::paper, Stroke::solid, line, 1.25};
        if (role == Role::headline) {
            style.colour = line;
        } else if (role == Role::strand) {
            style.colour = palette::tints[hue(state)];
        }
        double const y = y_of(state);
        svg.rect({x_of(state), y, node_width, node_height_[state]}, style,
                 fmt::format("{}, {}: {}", isolated(captions_.theme(theme_of(state))), caption(state).name(),
                             captions_.describe_state(state)),
                 2);
        constexpr std::array<std::string_view, 4> letters{"G", "I", "S", "H"};
        svg.text(x_of(state) + node_width / 2, y + node_height_[state] / 2 + 4, letters[static_cast<std::size_t>(role)],
                 {11, role == Role::headline ? palette::paper : palette::ink, true, false, Anchor::middle, false});
    }

    void lane_label(Svg& svg, std::uint32_t lane) const {
        if (lanes_[lane].named_left) {
            StateId const first = captions_.states[lanes_[lane].theme].front();
            svg.label(x_of(first) - 8, top_ + lanes_[lane].middle + 4, captions_.theme(lanes_[lane].theme),
                      widest_label, {12, palette::ink, false, false, Anchor::end, true});
        }
    }

    void words(Svg& svg, Words const& each, bool above) const {
        Lane const& lane = lanes_[lane_of_[theme_of(each.state)]];
        double const y =
            top_ + (above ? lane.top - each.level * strip_height - 4 : lane.bottom + each.level * strip_height + 11);
        Font const font = each.is_name ? Font{12, palette::ink, false, false, Anchor::start, true}
                                       : Font{11, palette::muted, false, true, Anchor::start, true};
        std::string const whole = captions_.theme(lane.theme);
        svg.text(x_of(each.state), y, each.text, font, each.is_name && each.text != whole ? whole : std::string{});
    }

    // --- words

    [[nodiscard]] std::string list(std::vector<StateId> const& states) const {
        std::string words;
        for (std::size_t i = 0; i < states.size(); ++i) {
            words += i == 0 ? "" : i + 1 == states.size() ? " and " : ", ";
            words += isolated(captions_.theme(theme_of(states[i])));
        }
        return words;
    }

    [[nodiscard]] std::vector<std::string> tell() const {
        std::vector<std::string> lines;
        evolution::Parameters const& parameters = evolution_.parameters;
        std::string const thresholds =
            fmt::format("min_overlap = {}, min_part = {}, min_shared = {}, look_back = {}",
                        evolution::to_text(parameters.min_overlap), evolution::to_text(parameters.min_part),
                        parameters.min_shared, parameters.look_back);
        auto const links = std::ranges::count(links_, LinkKind::shared_scope, &Link::kind);
        std::vector<LineageEvent const*> events;
        for (LineageEvent const& each : evolution_.lineage_events) {
            if (shows(each)) {
                events.push_back(&each);
            }
        }
        if (events.empty()) {
            lines.push_back(fmt::format(
                "No themes merged, split, branched, dispersed, were replaced or were assembled, and {} links "
                "different themes ({}).",
                links == 0 ? "nothing" : "only shared scope", thresholds));
        } else {
            lines.push_back(fmt::format("{} ({}):", answers::count_of(events.size(), "lineage event"), thresholds));
        }
        for (LineageEvent const* const each : events) {
            LineageEvent const& event = *each;
            if (lines.size() > most_told) {
                lines.push_back(fmt::format("and {} more.", events.size() - most_told));
                break;
            }
            std::string const from = list(event.sources);
            std::string const to = list(event.targets);
            std::string at = caption(event.targets.front()).in_words();
            at.front() = at.front() == 'e' ? 'E' : at.front();
            lines.push_back(fmt::format("{}: {} ({} passed; {}).", at, answers::in_words(event.kind, from, to),
                                        answers::count_of(event.shared.size(), "item"),
                                        answers::shares_in_words(event)));
        }
        std::string unseen;
        for (std::uint32_t const theme : captions_.rows) {
            if (captions_.states[theme].empty()) {
                unseen += fmt::format("{}{}", unseen.empty() ? "In no observed edition: " : "; ",
                                      isolated(captions_.theme(theme)));
            }
        }
        if (!unseen.empty()) {
            lines.push_back(unseen + ".");
        }
        return lines;
    }

    [[nodiscard]] std::string description(std::vector<std::string> const& told) const {
        std::string words = captions_.basis() + ".";
        if (lanes_.size() <= most_described) {
            for (Lane const& lane : lanes_) {
                words += fmt::format(" {}: edition", isolated(captions_.theme(lane.theme)));
                char const* before = " ";
                for (StateId const state : captions_.states[lane.theme]) {
                    words += before + caption(state).number;
                    before = ", ";
                }
                words += ".";
            }
        }
        for (std::string const& each : told) {
            words += " " + each;
        }
        return words;
    }

    evolution::Analysis const& analysis_;
    evolution::Evolution const& evolution_;
    Captions captions_;
    std::vector<Link> links_;
    std::vector<Lane> lanes_;  // from above
    std::vector<std::uint32_t> lane_of_;
    std::vector<Words> above_;
    std::vector<Words> below_;
    std::vector<double> node_height_;
    std::vector<double> headers_;  // below the top: where the editions are named again
    std::size_t row_count_ = 0;
    double left_ = 0;
    double right_ = 0;
    double top_ = 0;
    double height_ = 0;
};

}  // namespace

void write_flow_svg(evolution::Analysis const& analysis, View const& view, rdf::ByteSink& out) {
    Flow{analysis, view}.write(out);
}

}  // namespace stoa::draw
