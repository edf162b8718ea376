// SPDX-License-Identifier: Apache-2.0
#include "stoa/draw/pictures.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stoa/evolution/lineage.hpp"
#include "support/coded_series.hpp"

namespace stoa::draw {
namespace {

using evolution::Option;
using evolution::Parameters;
using evolution::Ratio;
using model::Kind;
using model::RecordId;
using test::CodedSeries;
using test::Sample;

/// The worked example, or a series with documents enough for a strategic diagram.
Sample worked_example() {
    Sample sample;
    add_worked_example(sample);
    return sample;
}
Sample many_documents() {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const edition = series.edition("1", "2001");
    int document = 0;
    for (auto const& [theme, items] :
         std::vector<std::pair<std::string, std::vector<std::string>>>{{"access", {"a", "b", "group-a"}},
                                                                       {"youth", {"b", "c", "group-a"}},
                                                                       {"ict", {"c", "x"}},
                                                                       {"gender", {"x", "y", "group-b"}}}) {
        for (int i = 0; i < 2; ++i) {
            series.treat(edition, theme, items, "issue", "book", "d" + std::to_string(++document));
        }
    }
    return sample;
}

std::string drawn(Picture const& picture, model::KnowledgeGraph const& graph, Parameters const& parameters) {
    rdf::StringSink sink;
    picture.write(evolution::analyse(graph, graph.vertices_of(Kind::series).first, parameters), {}, sink);
    return sink.text();
}

std::vector<std::pair<Option, Parameters>> changed_parameters() {
    std::vector<std::pair<Option, Parameters>> changed;
    auto const add = [&](Option option, auto member, auto value) {
        Parameters parameters;
        parameters.*member = std::move(value);
        changed.emplace_back(option, std::move(parameters));
    };
    add(Option::min_sources, &Parameters::min_sources, 2U);
    add(Option::big_change, &Parameters::big_change, Ratio{1});
    for (unsigned const count : {1U, 4U, 9U}) {
        add(Option::min_change, &Parameters::min_change, count);
        add(Option::min_scope, &Parameters::min_scope, count);
        add(Option::min_shared, &Parameters::min_shared, count);
    }
    add(Option::min_overlap, &Parameters::min_overlap, Ratio{1});
    add(Option::min_part, &Parameters::min_part, Ratio{1});
    add(Option::look_back, &Parameters::look_back, 3U);
    add(Option::facets, &Parameters::facets, evolution::FacetSet::of(evolution::Facet::issues));
    add(Option::facets, &Parameters::facets, evolution::FacetSet::of(evolution::Facet::groups));
    add(Option::documents, &Parameters::documents, std::vector<std::string>{"manifesto"});
    return changed;
}

TEST(Pictures, TakeTheParametersThatChangeThemAndNoOther) {
    for (Picture const& picture : pictures()) {
        evolution::OptionSet changing{Option::series};
        for (auto* const sample : {worked_example, many_documents}) {
            model::KnowledgeGraph const graph = sample().freeze();
            std::string const usual = drawn(picture, graph, {});
            for (auto const& [option, parameters] : changed_parameters()) {
                if (drawn(picture, graph, parameters) != usual) {
                    changing.add(option);
                    EXPECT_TRUE(picture.takes.contains(option))
                        << picture.name << " takes " << evolution::definition(option).name;
                }
            }
        }
        EXPECT_EQ(changing, picture.takes) << picture.name << " takes what does not change it";
    }
}

/// What the texts of a picture say, without their markup.
std::string picture_of(std::string_view name, model::KnowledgeGraph const& graph, View const& view = {}) {
    Picture const& picture = *std::ranges::find(pictures(), name, &Picture::name);
    rdf::StringSink sink;
    picture.write(evolution::analyse(graph, graph.vertices_of(Kind::series).first, {}), view, sink);
    return sink.text();
}

TEST(Pictures, TellWhatHasNoPlaceOrDate) {
    Sample sample;
    CodedSeries series{sample, "s"};
    RecordId const somewhere = sample.add(Kind::city, "somewhere");
    sample.text(somewhere, "label", "Somewhere");
    sample.link(series.edition("1", "2001"), "city", somewhere);
    sample.set(series.edition("2", "2003"), "mode", "online");
    RecordId const undated = series.edition("3", "");
    RecordId const document = series.document("statement");
    sample.link(undated, "outcome", document);
    model::KnowledgeGraph const graph = sample.freeze();
    auto const says = [](std::string const& picture, std::string_view words) {
        return picture.find(fmt::format(">{}</text>", words)) != std::string::npos;
    };
    std::string const map = picture_of("map", graph);
    EXPECT_TRUE(says(map, "Hosts without coordinates, not on the map: Somewhere (1).")) << map;
    EXPECT_TRUE(says(map, "Online, without a host: edition 2.")) << map;
    EXPECT_TRUE(says(map, "No host is named: edition 3.")) << map;
    std::string const timeline = picture_of("timeline", graph);
    EXPECT_TRUE(says(timeline, "2  online")) << timeline;
    EXPECT_TRUE(says(timeline, "Without a date: edition 3.")) << timeline;
    EXPECT_TRUE(says(timeline, "Without a date: Statement (declaration of edition 3).")) << timeline;
}

/// The indices of themes, by the editions of which each is a theme.
TEST(ChosenThemes, AreThoseInMostEditions) {
    model::KnowledgeGraph const graph = worked_example().freeze();
    evolution::Analysis const analysis = evolution::analyse(graph, graph.vertices_of(Kind::series).first, {});
    std::vector<std::uint32_t> all;
    std::vector<std::size_t> counts(analysis.coding.themes.size(), 0);
    for (std::uint32_t theme = 0; theme < counts.size(); ++theme) {
        all.push_back(theme);
    }
    for (evolution::State const& each : analysis.evolution.states) {
        ++counts[each.theme];
    }
    EXPECT_EQ(chosen_themes(analysis, {}), all);
    std::vector<std::uint32_t> const top = chosen_themes(analysis, {{}, {}, 2});
    ASSERT_EQ(top.size(), 2U);
    for (std::uint32_t const theme : all) {
        if (std::ranges::find(top, theme) == top.end()) {
            EXPECT_LE(counts[theme], std::min(counts[top[0]], counts[top[1]]));
        }
    }
    EXPECT_EQ(chosen_themes(analysis, {{1, 0}, {}, {}}), (std::vector<std::uint32_t>{0, 1}));
    EXPECT_EQ(chosen_themes(analysis, {{1}, {}, 5}), (std::vector<std::uint32_t>{1}));
}

TEST(ChosenThemes, OfAnAreaAreThoseThatItsLineageJoins) {
    model::KnowledgeGraph const graph = worked_example().freeze();
    evolution::Analysis const analysis = evolution::analyse(graph, graph.vertices_of(Kind::series).first, {});
    std::vector<std::uint32_t> const areas = evolution::areas(evolution::Lineage{analysis.evolution});
    for (std::uint32_t area = 0; area <= *std::ranges::max_element(areas); ++area) {
        std::set<std::uint32_t> themes;
        for (evolution::StateId state = 0; state < areas.size(); ++state) {
            if (areas[state] == area) {
                themes.insert(analysis.evolution.states[state].theme);
            }
        }
        EXPECT_EQ(chosen_themes(analysis, {{}, area, {}}), (std::vector<std::uint32_t>{themes.begin(), themes.end()}));
    }
}

TEST(Pictures, ShowTheChosenThemesAlone) {
    model::KnowledgeGraph const graph = worked_example().freeze();
    evolution::Analysis const analysis = evolution::analyse(graph, graph.vertices_of(Kind::series).first, {});
    for (std::string_view const name : {"matrix", "flow"}) {
        for (std::uint32_t theme = 0; theme < analysis.coding.themes.size(); ++theme) {
            std::size_t states = 0;
            for (evolution::State const& each : analysis.evolution.states) {
                states += each.theme == theme ? 1U : 0U;
            }
            std::string const picture = picture_of(name, graph, {"en", {theme}});
            std::string const label{graph.label(analysis.coding.themes[theme], "en")};
            std::size_t titles = 0;  // of the boxes of states
            for (std::size_t at = 0; (at = picture.find("</title></rect>", at)) != std::string::npos; ++at) {
                std::size_t const title = picture.rfind("<title>", at) + 7;
                if (picture.substr(title, at - title).find(": not observed") == std::string::npos) {
                    EXPECT_EQ(picture.substr(title, label.size() + 1), label + ",") << name;
                    ++titles;
                }
            }
            EXPECT_EQ(titles, states) << name << " of " << label;
        }
    }
}

}  // namespace
}  // namespace stoa::draw
