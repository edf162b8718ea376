// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stoa/draw/flow_svg.hpp"
#include "stoa/evolution/analysis.hpp"
#include "support/coded_series.hpp"
#include "support/random_graph.hpp"

/// In the evolution map, the words on an edition stand in its column.
namespace stoa::draw {
namespace {

constexpr std::size_t edition_count = 30;
constexpr std::size_t theme_count = 100;
constexpr double pitch = 132;  // of the columns of the picture

/// Themes with names as long as those of real series, that come, go and come back.
std::string random_flow(test::Random& random) {
    test::Sample sample;
    test::CodedSeries series{sample, "s"};
    std::vector<bool> present(theme_count, false);
    for (std::size_t k = 0; k < edition_count; ++k) {
        model::RecordId const edition = series.edition(std::to_string(k + 1), std::to_string(1950 + k));
        for (std::size_t theme = 0; theme < theme_count; ++theme) {
            present[theme] = test::below(random, 6) == 0 ? !present[theme] : present[theme];
            if (present[theme]) {
                std::vector<std::string> items;
                for (std::size_t i = 0; i < 4; ++i) {
                    items.push_back("i" + std::to_string((theme * 3 + test::below(random, 6)) % 60));
                }
                series.treat(edition, std::string(test::below(random, 2) + theme % 40, 'n') + std::to_string(theme),
                             items);
            }
        }
    }
    model::KnowledgeGraph const graph = sample.freeze();
    rdf::StringSink sink;
    write_flow_svg(evolution::analyse(graph, graph.vertices_of(model::Kind::series).first, {}), {}, sink);
    return sink.text();
}

double number(std::string_view line, std::string_view name) {
    std::size_t const start = line.find(name) + name.size();
    double value = 0;
    EXPECT_EQ(std::from_chars(line.data() + start, line.data() + line.size(), value).ec, std::errc{}) << line;
    return value;
}

TEST(FlowWords, StandAtTheEditionThatTheyAreAbout) {
    std::uint64_t const seed = test::first_seed();
    for (std::uint64_t run = 0; run < test::runs_of(20); ++run) {
        test::Random random{seed + run};
        std::string const picture = random_flow(random);
        std::multiset<double> states;
        std::multiset<double> words;
        for (std::string_view rest = picture; !rest.empty();) {
            std::string_view const line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
            if (line.starts_with("<rect") && line.find(", resumed after") != std::string_view::npos) {
                states.insert(number(line, " x=\""));
            } else if (line.starts_with("<text") && line.find("italic") != std::string_view::npos) {
                EXPECT_LT(number(line, " textLength=\""), pitch) << line;
                if (line.find("resumed") != std::string_view::npos) {
                    words.insert(number(line, " x=\""));
                }
            }
        }
        EXPECT_GT(states.size(), 100U);
        EXPECT_EQ(words, states) << "seed " << seed + run;
    }
}

}  // namespace
}  // namespace stoa::draw
