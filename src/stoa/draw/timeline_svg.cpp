// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/timeline_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "stoa/answers/events.hpp"
#include "stoa/draw/captions.hpp"
#include "stoa/draw/placement.hpp"
#include "stoa/draw/svg.hpp"
#include "stoa/model/partial_date.hpp"

namespace stoa::draw {

using model::KnowledgeGraph;
using model::PartialDate;
using model::Vertex;

namespace {

constexpr double axis_width = 52;
constexpr double edition_room = 300;
constexpr double document_room = 470;
constexpr double least_leader = 42;
constexpr double bar_width = 5;
constexpr double bar_pitch = 7;
constexpr double edition_height = 52;
constexpr double document_height = 40;
constexpr double least_height = 420;
constexpr double least_between_years = 24;

/// Days of a date since 1970-01-01, the first and one past the last: of a month or a year all of it.
struct Days {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

std::int64_t number_of(model::Day day) { return day.time_since_epoch().count(); }

std::int64_t first_of_year(std::int64_t year) {
    return number_of(model::Day{std::chrono::year{static_cast<int>(year)} / 1 / 1});
}

std::optional<Days> days_of(std::optional<PartialDate> const& date) {
    return date ? std::optional{Days{number_of(date->first_day()), number_of(date->last_day()) + 1}} : std::nullopt;
}

/// `callToAction` as `call to action`.
std::string words_of(std::string_view name) {
    std::string words;
    for (char const c : name) {
        if (c >= 'A' && c <= 'Z') {
            words += ' ';
            words += static_cast<char>(c - 'A' + 'a');
        } else {
            words += c;
        }
    }
    return words;
}

struct Entry {
    Days when;
    bool exact = false;  // by the day
    bool held = true;
    std::string heading;
    std::vector<std::string> lines;
    std::size_t bar = 0;  // place of its bar, outwards from the axis

    /// Twice the day of its mark, or of the middle of its bar.
    [[nodiscard]] std::int64_t middle() const { return exact ? 2 * when.first : when.first + when.end; }
};

/// Bars of times that meet lie side by side.
void place_bars(std::vector<Entry>& entries) {
    for (auto each = entries.begin(); each != entries.end(); ++each) {
        auto const meets = [&](Entry const& other) {
            return !each->exact && !other.exact && other.bar == each->bar && each->when.first < other.when.end &&
                   other.when.first < each->when.end;
        };
        while (std::any_of(entries.begin(), each, meets)) {
            ++each->bar;
        }
    }
}

class Timeline {
public:
    Timeline(evolution::Analysis const& analysis, std::string const& language)
        : graph_{*analysis.graph}, captions_{analysis, View{language, {}}} {
        std::map<Vertex, std::vector<std::string>> documents;  // by document, the numbers of its editions
        for (EditionCaption const& each : captions_.editions) {
            add_edition(each);
            for (Vertex const document : graph_.objects(each.vertex, "outcome")) {
                documents[document].push_back(each.number);
            }
        }
        for (auto const& [document, numbers] : documents) {
            add_document(document, numbered_editions(numbers));
        }
        document_count_ = documents.size();
        for (std::vector<Entry>* const side : {&editions_, &documents_}) {
            std::ranges::stable_sort(*side, {}, [](Entry const& each) { return each.middle(); });
            place_bars(*side);
        }
    }

    void write(rdf::ByteSink& out) {
        std::string const heading = fmt::format("Timeline: {}", captions_.series());
        Svg svg{"timeline",
                2 * Svg::margin + edition_room + document_room + axis_width + leader(editions_) + leader(documents_)};
        std::array const below{
            fmt::format("{} to the left, {} to the right, at their dates. A bar is a date of which only the month or "
                        "the year is known.",
                        answers::count_of(captions_.editions.size(), "edition"),
                        answers::count_of(document_count_, "outcome document"))};
        double y = svg.head(heading, below) + 6;
        if (editions_.empty() && documents_.empty()) {
            svg.text(Svg::margin, y + 16, captions_.editions.empty() ? "There is no edition." : "Nothing has a date.");
            y += 30;
        } else {
            y = draw(svg, y);
        }
        y = svg.notes(y + 12, undated_);
        svg.finish(out, y + 14, heading, description());
    }

private:
    void add_edition(EditionCaption const& caption) {
        std::string_view const start = graph_.value(caption.vertex, "start");
        std::string_view const end = graph_.value(caption.vertex, "end");
        Entry entry;
        entry.held = caption.held();
        std::string const where = caption.host.empty() && caption.online ? "online" : caption.host;
        entry.heading = caption.number + (where.empty() ? "" : "  " + where);
        std::string when{start};
        if (!end.empty() && end != start) {
            when += fmt::format(" to {}", end);
        }
        if (!caption.held()) {
            when += fmt::format("{}{}", when.empty() ? "" : ", ", caption.status);
        }
        std::optional<PartialDate> const date = PartialDate::parse(start);
        std::optional<Days> const first = days_of(date);
        if (!first) {
            undated_.push_back(fmt::format("Without a date: edition {}{}.", entry.heading,
                                           caption.held() ? "" : " (" + caption.status + ")"));
            return;
        }
        std::optional<Days> const last = days_of(PartialDate::parse(end));
        entry.when = {first->first, last ? std::max(first->end, last->end) : first->end};
        entry.exact = date->is_day();
        entry.lines.push_back(std::move(when));
        if (std::string_view const wording = graph_.value(caption.vertex, "theme_wording"); !wording.empty()) {
            for (std::string& line : wrapped(wording, edition_room, 11, 3)) {
                entry.lines.push_back(std::move(line));
            }
        }
        editions_.push_back(std::move(entry));
    }

    void add_document(Vertex document, std::string const& editions) {
        std::string const kind = words_of(graph_.value(document, "kind"));
        std::string_view const adopted = graph_.value(document, "adopted");
        std::string_view const date = adopted.empty() ? graph_.value(document, "issued") : adopted;
        Entry entry;
        bool const has_name = !graph_.value(document, "label").empty();
        entry.heading = has_name ? captions_.label(document) : fmt::format("A {} without a title", kind);
        std::optional<PartialDate> const known = PartialDate::parse(date);
        std::optional<Days> const when = days_of(known);
        if (!when) {
            undated_.push_back(fmt::format("Without a date: {} ({} of {}).", isolated(entry.heading), kind, editions));
            return;
        }
        entry.when = *when;
        entry.exact = known->is_day();
        entry.lines.push_back(fmt::format("{} of {}, {}{}", kind, editions, adopted.empty() ? "published " : "", date));
        documents_.push_back(std::move(entry));
    }

    /// The axis and both sides; gives the y below.
    double draw(Svg& svg, double top) {
        first_ = std::numeric_limits<std::int64_t>::max();
        std::int64_t last = std::numeric_limits<std::int64_t>::min();
        for (std::vector<Entry> const* const side : {&editions_, &documents_}) {
            for (Entry const& each : *side) {
                first_ = std::min(first_, each.when.first);
                last = std::max(last, each.when.end);
            }
        }
        top_ = top + 14;
        double const years_long = static_cast<double>(last - first_) / 365.25;
        double const height = std::max({std::min(least_height, 60 + 40 * years_long),
                                        1.4 * edition_height * static_cast<double>(editions_.size()),
                                        1.4 * document_height * static_cast<double>(documents_.size())});
        a_day_ = height / static_cast<double>(std::max<std::int64_t>(last - first_, 1));
        double const left = Svg::margin + edition_room + leader(editions_);
        svg.rect({left, top_ - 10, axis_width, height + 20}, filled(palette::wash));
        years(svg, left, last);
        double const lowest = std::max(side(svg, editions_, left, -1), side(svg, documents_, left + axis_width, 1));
        return std::max(lowest, top_ + height + 10);
    }

    /// From the axis to the labels: past all bars.
    [[nodiscard]] static double leader(std::vector<Entry> const& entries) {
        std::size_t bars = 0;
        for (Entry const& each : entries) {
            bars = std::max(bars, each.bar);
        }
        return least_leader + bar_pitch * static_cast<double>(bars);
    }

    [[nodiscard]] double y_of(std::int64_t day) const { return top_ + a_day_ * static_cast<double>(day - first_); }

    void years(Svg& svg, double left, std::int64_t last) const {
        std::int64_t step = 1;
        for (std::int64_t const each : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
            step = each;
            if (a_day_ * 365.25 * static_cast<double>(step) >= least_between_years) {
                break;
            }
        }
        // A little before the first day, so that a start in January has its year.
        std::int64_t year = 1970 + (first_ - 366) / 366;
        while (first_of_year(year) < first_ - static_cast<std::int64_t>(8 / a_day_) || year % step != 0) {
            ++year;
        }
        for (; first_of_year(year) <= last + static_cast<std::int64_t>(8 / a_day_); year += step) {
            double const y = y_of(first_of_year(year));
            svg.line(left, y, left + 6, y, stroked(palette::rule));
            svg.line(left + axis_width - 6, y, left + axis_width, y, stroked(palette::rule));
            svg.text(left + axis_width / 2, y + 4, fmt::format("{}", year),
                     {11, palette::muted, false, false, Anchor::middle, false});
        }
    }

    /// One side of the axis: marks, labels and what leads from one to the other; `towards` is -1 or 1.
    double side(Svg& svg, std::vector<Entry> const& entries, double axis, double towards) const {
        std::vector<double> wishes;
        std::vector<double> heights;
        for (Entry const& each : entries) {
            wishes.push_back(top_ + a_day_ * (static_cast<double>(each.middle()) / 2 - static_cast<double>(first_)));
            heights.push_back(10 + 16 + 14 * static_cast<double>(each.lines.size()));
        }
        std::vector<double> const middles = spread_out(wishes, heights, top_ - 16);
        bool const left = towards < 0;
        double const room = left ? edition_room : document_room;
        double const outside = axis + towards * (leader(entries) - least_leader);
        double lowest = top_;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            Entry const& each = entries[i];
            double const from = wishes[i];
            double const to = middles[i];
            double const bar = axis + towards * (bar_pitch * static_cast<double>(each.bar));
            double const label = outside + towards * least_leader;
            Colour const colour = left ? palette::headline : palette::lines[1];
            svg.path(fmt::format("M{} {}H{}L{} {}H{}", decimal(bar), decimal(from), decimal(outside + towards * 8),
                                 decimal(label - towards * 12), decimal(to), decimal(label - towards * 4)),
                     stroked(palette::rule));
            double const begin = y_of(each.when.first);
            double const end = y_of(each.when.end);
            if (!each.exact) {
                svg.rect({bar - bar_width / 2, begin, bar_width, std::max(end - begin, bar_width)},
                         {Fill::plain, each.held ? palette::issue : palette::paper,
                          each.held ? Stroke::solid : Stroke::dotted, colour, 1.25});
            } else if (left) {
                svg.circle(axis, from, 5,
                           {Fill::plain, each.held ? colour : palette::paper,
                            each.held ? Stroke::solid : Stroke::dotted, colour, 1.5});
            } else {
                svg.path(fmt::format("M{} {}l5 5l-5 5l-5 -5z", decimal(axis), decimal(from - 5)), filled(colour));
            }
            Anchor const anchor = left ? Anchor::end : Anchor::start;
            double y = to - heights[i] / 2 + 17;
            svg.label(label, y, each.heading, room, {13, palette::ink, true, false, anchor, false});
            for (std::string const& line : each.lines) {
                y += 14;
                svg.label(label, y, line, room, {11, palette::muted, false, !each.held, anchor, false});
            }
            lowest = std::max(lowest, to + heights[i] / 2);
        }
        return lowest;
    }

    [[nodiscard]] std::string description() const {
        std::string words = "Editions:";
        for (Entry const& each : editions_) {
            words += fmt::format(" {}, {};", each.heading, each.lines.front());
        }
        words += " documents:";
        for (Entry const& each : documents_) {
            words += fmt::format(" {}, {};", isolated(each.heading), each.lines.front());
        }
        words.back() = '.';
        for (std::string const& each : undated_) {
            words += " " + each;
        }
        return words;
    }

    KnowledgeGraph const& graph_;
    Captions captions_;
    std::vector<Entry> editions_;
    std::vector<Entry> documents_;
    std::vector<std::string> undated_;
    std::size_t document_count_ = 0;
    std::int64_t first_ = 0;
    double a_day_ = 1;
    double top_ = 0;
};

}  // namespace

void write_timeline_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out) {
    Timeline{analysis, language}.write(out);
}

}  // namespace stoa::draw
