// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/overlap_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "stoa/answers/events.hpp"
#include "stoa/draw/captions.hpp"
#include "stoa/draw/svg.hpp"
#include "stoa/evolution/measures.hpp"

namespace stoa::draw {

using evolution::EventKind;
using evolution::Ratio;
using evolution::StateEvent;
using evolution::StepMeasures;

namespace {

constexpr double pitch = 236;
constexpr double radius = 25;
constexpr std::size_t steps_a_row = 5;
constexpr double list_width = pitch - 30;
constexpr std::size_t most_names = 12;
constexpr double line_height = 15;

struct Group {
    EventKind kind = EventKind::introduced;
    char const* word = "";
    Style style;
};
constexpr std::array<Group, 3> groups{
    {{EventKind::introduced, "introduced", {Fill::plain, palette::issue, Stroke::solid, palette::rule, 1}},
     {EventKind::resumed, "resumed", {Fill::dotted, palette::paper, Stroke::solid, palette::rule, 1}},
     {EventKind::dropped, "gone", {Fill::hatched, palette::wash, Stroke::solid, palette::rule, 1}}}};

std::string measure(char const* name, std::optional<Ratio> const& value) {
    if (!value) {
        return fmt::format("{} none", name);
    }
    return fmt::format("{} {:.2f}", name,
                       static_cast<double>(value->numerator()) / static_cast<double>(value->denominator()));
}

class OverlapMap {
public:
    OverlapMap(evolution::Analysis const& analysis, std::string const& language)
        : evolution_{analysis.evolution},
          captions_{analysis, View{language, {}}},
          steps_{evolution::step_measures(evolution_)} {
        for (EditionCaption const& each : captions_.editions) {
            if (each.observed()) {
                observed_.push_back(&each);
            }
        }
        lists_.resize(observed_.size());
        std::vector<std::size_t> row_of(captions_.rows.size());
        for (std::size_t row = 0; row < captions_.rows.size(); ++row) {
            row_of[captions_.rows[row]] = row;
        }
        std::vector<StateEvent const*> events;
        for (StateEvent const& each : evolution_.theme_events) {
            events.push_back(&each);
        }
        std::ranges::stable_sort(events, {}, [&](StateEvent const* each) { return row_of[each->subject]; });
        for (StateEvent const* each : events) {
            for (std::size_t group = 0; group < groups.size(); ++group) {
                if (each->kind == groups[group].kind) {
                    lists_[each->position][group].push_back(captions_.theme(each->subject));
                }
            }
        }
    }

    void write(rdf::ByteSink& out) {
        std::string const heading = fmt::format("Overlap map: {}", captions_.series());
        std::size_t const columns = std::min(steps_.size(), steps_a_row);
        Svg svg{"overlap", 2 * Svg::margin + 100 + pitch * static_cast<double>(columns)};
        std::array const below{
            fmt::format("{}. Circles: themes of an edition; arrows: what the next observed edition keeps. Stability: "
                        "kept / all themes of "
                        "both; retention: kept / themes before; novelty: introduced / themes after.",
                        captions_.basis())};
        double y = svg.head(heading, below);
        if (observed_.empty()) {
            svg.text(Svg::margin, y + 20, "No edition is observed.");
            svg.finish(out, y + 44, heading, description());
            return;
        }
        if (!steps_.empty()) {
            std::vector<KeyEntry> entries{{filled(palette::strand), "", "kept", palette::ink}};
            for (Group const& each : groups) {
                entries.push_back({each.style, "", each.word, palette::ink});
            }
            y = svg.key(y, entries);
        }
        std::size_t first = 0;
        do {
            std::size_t const last = std::min(first + steps_a_row, steps_.size());
            y = row(svg, y, first, last);
            first = last;
        } while (first < steps_.size());
        std::vector<std::string> others;
        for (EditionCaption const& each : captions_.editions) {
            if (!each.observed()) {
                others.push_back(fmt::format("Not in this picture: {}, {}.", each.name(), each.status));
            }
        }
        if (steps_.empty()) {
            others.insert(others.begin(), "One observed edition: there is no step to measure.");
        }
        y = svg.notes(y, others);
        svg.finish(out, y + 14, heading, description());
    }

private:
    /// Steps `first` to `last`, with the edition before and after each; gives the y below.
    double row(Svg& svg, double y, std::size_t first, std::size_t last) const {
        double const left = Svg::margin + 50;
        double const middle = y + radius + 8;
        for (std::size_t step = first; step < last; ++step) {
            arrow(svg, left + pitch * static_cast<double>(step - first), middle, steps_[step]);
        }
        double lowest = middle + radius + captions_.header_height();
        for (std::size_t k = first; k <= last; ++k) {
            double const x = left + pitch * static_cast<double>(k - first);
            std::size_t const themes = evolution_.states_at(static_cast<std::uint32_t>(k)).size();
            svg.circle(x, middle, radius, {Fill::plain, palette::issue, Stroke::solid, palette::headline, 1.5},
                       fmt::format("{}: {}", observed_[k]->name(), answers::count_of(themes, "theme")));
            svg.text(x, middle + 5, fmt::format("{}", themes), {15, palette::ink, true, false, Anchor::middle, false});
            captions_.write_header(svg, *observed_[k], x, middle + radius, 96);
        }
        double const lists = lowest + 8;
        for (std::size_t step = first; step < last; ++step) {
            double const x = left + pitch * (static_cast<double>(step - first) + 0.5) - list_width / 2;
            lowest = std::max(lowest, changes(svg, x, lists, step));
        }
        return lowest + 26;
    }

    void arrow(Svg& svg, double x, double y, StepMeasures const& step) const {
        double const from = x + radius + 4;
        double const to = x + pitch - radius - 5;
        double const middle = (from + to) / 2;
        svg.line(from, y, to - 6, y, stroked(palette::headline, 1.5));
        svg.path(fmt::format("M{} {}l-9 -4.5v9z", decimal(to), decimal(y + 0.5)), filled(palette::headline));
        Font small{11, palette::muted, false, false, Anchor::middle, false};
        svg.text(middle, y - 8, fmt::format("{} kept", step.kept),
                 {13, palette::ink, true, false, Anchor::middle, false});
        svg.text(middle, y + 17, measure("stability", step.stability), small);
        svg.text(middle, y + 31, measure("retention", step.retention), small);
        svg.text(middle, y + 45, measure("novelty", step.novelty), small);
        std::string across;
        EditionCaption const& before = *observed_[step.position - 1];
        EditionCaption const& after = *observed_[step.position];
        for (std::uint32_t edition = before.edition + 1; edition < after.edition; ++edition) {
            across += (across.empty() ? "across " : ", ") + captions_.editions[edition].number;
        }
        if (!across.empty()) {
            small.italic = true;
            svg.label(middle, y + 59, across + " (not observed)", to - from - 20, small);
        }
    }

    /// The bar and the names of one step; gives the y below.
    double changes(Svg& svg, double x, double y, std::size_t index) const {
        StepMeasures const& step = steps_[index];
        std::array<std::vector<std::string>, groups.size()> const& lists = lists_[step.position];
        std::size_t all = step.kept;
        for (std::vector<std::string> const& list : lists) {
            all += list.size();
        }
        if (all > 0) {
            double at = x;
            auto const segment = [&](std::size_t count, Style const& style, char const* word) {
                double const width = list_width * static_cast<double>(count) / static_cast<double>(all);
                if (count > 0) {
                    svg.rect({at, y, width, 12}, style, fmt::format("{} {}", count, word));
                }
                at += width;
            };
            segment(lists[2].size(), groups[2].style, groups[2].word);
            segment(step.kept, {Fill::plain, palette::strand, Stroke::solid, palette::rule, 1}, "kept");
            segment(lists[0].size(), groups[0].style, groups[0].word);
            segment(lists[1].size(), groups[1].style, groups[1].word);
        }
        y += 30;
        for (std::size_t group = 0; group < groups.size(); ++group) {
            if (lists[group].empty()) {
                continue;
            }
            svg.rect({x, y - 9, 10, 10}, groups[group].style);
            svg.text(x + 16, y, fmt::format("{} {}", lists[group].size(), groups[group].word),
                     {11, palette::ink, true, false, Anchor::start, false});
            y += line_height;
            std::size_t const shown = lists[group].size() <= most_names ? lists[group].size() : most_names - 1;
            for (std::size_t i = 0; i < shown; ++i) {
                svg.label(x + 16, y, lists[group][i], list_width - 16,
                          {11, palette::ink, false, false, Anchor::start, false});
                y += line_height;
            }
            if (shown < lists[group].size()) {
                std::string rest;
                for (std::size_t i = shown; i < lists[group].size(); ++i) {
                    rest += (rest.empty() ? "" : "; ") + isolated(lists[group][i]);
                }
                svg.text(x + 16, y, fmt::format("and {} more", lists[group].size() - shown),
                         {11, palette::muted, false, true, Anchor::start, false}, rest);
                y += line_height;
            }
            y += 4;
        }
        return y;
    }

    [[nodiscard]] std::string description() const {
        std::string words = captions_.basis() + ".";
        for (StepMeasures const& step : steps_) {
            words += fmt::format(" {} to {}: {} kept, {} introduced, {} resumed, {} gone; {}, {}, {}.",
                                 observed_[step.position - 1]->name(), observed_[step.position]->name(), step.kept,
                                 step.introduced, step.resumed, step.gone, measure("stability", step.stability),
                                 measure("retention", step.retention), measure("novelty", step.novelty));
        }
        return words;
    }

    evolution::Evolution const& evolution_;
    Captions captions_;
    std::vector<StepMeasures> steps_;
    std::vector<EditionCaption const*> observed_;
    std::vector<std::array<std::vector<std::string>, groups.size()>> lists_;  // by position
};

}  // namespace

void write_overlap_svg(evolution::Analysis const& analysis, std::string const& language, rdf::ByteSink& out) {
    OverlapMap{analysis, language}.write(out);
}

}  // namespace stoa::draw
