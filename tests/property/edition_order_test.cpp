// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/edition_order.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stoa/draw/captions.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/ingest/read.hpp"
#include "stoa/statements/data_part.hpp"
#include "support/random_graph.hpp"
#include "support/sample.hpp"

/// Reading, RDF, evolution and pictures have one order of the editions of a series, the one of the definition.
namespace stoa::model {
namespace {

namespace fs = std::filesystem;

struct Edition {
    std::string id;
    std::string start;
    std::optional<std::size_t> number;
    std::string status;
};
using Series = std::vector<Edition>;
using Words = std::vector<std::string>;

constexpr std::size_t series_in_one_set = 20;

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string random_date(test::Random& random) {
    std::string date = std::to_string(2000 + test::below(random, 3));
    std::size_t const precision = test::below(random, 4);
    date += precision > 0 ? "-" + two_digits(1 + test::below(random, 3)) : "";
    date += precision > 1 ? "-" + two_digits(1 + test::below(random, 3)) : "";
    return date;
}

Series random_series(std::size_t index, test::Random& random) {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 1; i < 16; ++i) {
        numbers.push_back(i);
    }
    Series series;
    for (std::size_t i = 1 + test::below(random, 9); i > 0; --i) {
        Edition edition;
        edition.id = std::string(1, static_cast<char>('a' + test::below(random, 3))) +
                     std::to_string(test::below(random, 12)) + "-" + std::to_string(i) + "-of-" + std::to_string(index);
        edition.start = test::below(random, 6) == 0 ? "" : random_date(random);
        std::swap(numbers[test::below(random, numbers.size())], numbers.back());
        if (test::below(random, 5) > 0) {
            edition.number = numbers.back();
            numbers.pop_back();
        }
        constexpr std::array status{"held", "held", "held", "held", "planned", "postponed", "cancelled"};
        edition.status = status[test::below(random, status.size())];
        series.push_back(edition);
    }
    return series;
}

// --- the definition, word for word -------------------------------------------------------------------------------

/// `20000000`, and `20009999` with nines: days that are not known are before, or after, all others.
long day(std::string const& date, char unknown) {
    std::string digits;
    std::ranges::copy_if(date, std::back_inserter(digits), [](char c) { return c != '-'; });
    digits.resize(8, unknown);
    return std::stol(digits);
}

bool precedes(Edition const& one, Edition const& other) {
    return !one.start.empty() && !other.start.empty() && day(one.start, '9') < day(other.start, '0');
}

bool stands_first(Edition const& one, Edition const& other) {
    if (one.number != other.number) {
        return one.number && (!other.number || *one.number < *other.number);
    }
    return one.id < other.id;
}

Series by_definition(Series remaining) {
    std::erase_if(remaining, [](Edition const& each) { return each.status == "cancelled"; });
    Series order;
    while (!remaining.empty()) {
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < remaining.size(); ++i) {
            bool const is_free =
                std::ranges::none_of(remaining, [&](Edition const& other) { return precedes(other, remaining[i]); });
            if (is_free && (!best || stands_first(remaining[i], remaining[*best]))) {
                best = i;
            }
        }
        order.push_back(remaining.at(best.value()));
        remaining.erase(remaining.begin() + static_cast<std::ptrdiff_t>(*best));
    }
    return order;
}

Words ids_with(Series const& series, std::initializer_list<std::string_view> status) {
    Words ids;
    for (Edition const& each : series) {
        if (std::ranges::find(status, each.status) != status.end()) {
            ids.push_back(each.id);
        }
    }
    return ids;
}

// --- what the program makes of it --------------------------------------------------------------------------------

class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "stoa-order-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] fs::path const& path() const { return path_; }
    void write(std::string const& name, std::string const& text) const { std::ofstream{path_ / name} << text; }

private:
    fs::path path_;
};

void write_data(Folder const& folder, std::vector<Series> const& all, test::Random& random) {
    folder.write("stoa.toml",
                 "name = \"order\"\nbase = \"https://example.org/order/\"\ntitle = \"Order\"\nlanguage = \"en\"\n"
                 "licence = \"https://creativecommons.org/licenses/by/4.0/\"\n");
    std::string text = "evidence = \"page\"\n\n[[source]]\nid = \"page\"\nlabel = \"A page\"\n";
    for (std::size_t i = 0; i < all.size(); ++i) {
        text += "\n[[series]]\nid = \"" + std::to_string(i) + "\"\nlabel = \"Series " + std::to_string(i) + "\"\n";
    }
    folder.write("series.toml", text);
    std::array<std::string, 3> files;
    files.fill("evidence = \"page\"\n");
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (Edition const& each : all[i]) {
            std::string record = "\n[[edition]]\nid = \"" + each.id + "\"\nseries = \"" + std::to_string(i) +
                                 "\"\nlabel = \"" + each.id + "\"\nstatus = \"" + each.status + "\"\n";
            record += each.start.empty() ? "" : "start = \"" + each.start + "\"\n";
            record += each.number ? "number = " + std::to_string(*each.number) + "\n" : "";
            std::string& file = files[test::below(random, files.size())];
            file = test::below(random, 2) == 0 ? file + record : "evidence = \"page\"\n" + record + file.substr(18);
        }
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        folder.write("editions-" + std::to_string(i) + ".toml", files[i]);
    }
}

/// From each edition that others follow to the one that does, by id.
std::map<std::string, std::string> followers(KnowledgeGraph const& graph) {
    std::string const edition = "<https://example.org/order/edition/";
    std::string const previous = "> <https://w3id.org/stoa/ns#previousEdition> " + edition;
    std::map<std::string, std::string> result;
    for (std::string const& line : test::sorted_lines(statements::DataPart{graph})) {
        std::size_t const at = line.find(previous);
        if (at != std::string::npos) {
            std::string const earlier = line.substr(at + previous.size());
            EXPECT_TRUE(
                result.emplace(earlier.substr(0, earlier.find('>')), line.substr(edition.size(), at - edition.size()))
                    .second)
                << "two editions follow " << earlier;
        }
    }
    return result;
}

Words ids(KnowledgeGraph const& graph, std::vector<Vertex> const& editions) {
    Words words;
    for (Vertex const each : editions) {
        words.emplace_back(graph.id(each));
    }
    return words;
}

void check_series(KnowledgeGraph const& graph, std::map<std::string, std::string> const& next, Vertex vertex,
                  Series const& series) {
    Series const expected = by_definition(series);
    Words const order = ids_with(expected, {"held", "planned", "postponed"});
    Words cancelled = ids_with(series, {"cancelled"});
    std::ranges::sort(cancelled);
    EXPECT_EQ(ids(graph, editions_of_series(graph, vertex).in_order), order);

    Words chain;
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
        auto const found = next.find(order[i]);
        EXPECT_TRUE(found != next.end() && found->second == order[i + 1]) << order[i + 1] << " follows " << order[i];
    }
    EXPECT_TRUE(order.empty() || !next.contains(order.back()));
    EXPECT_TRUE(std::ranges::none_of(cancelled, [&](std::string const& each) { return next.contains(each); }));

    evolution::Analysis const analysis = evolution::analyse(graph, vertex, evolution::Parameters{});
    std::vector<Vertex> held;
    for (evolution::Coding::Edition const& each : analysis.coding.editions) {
        held.push_back(each.vertex);
    }
    Words const planned = ids_with(expected, {"planned", "postponed"});
    Words others = ids(graph, analysis.coding.planned);
    EXPECT_EQ(ids(graph, held), ids_with(expected, {"held"}));
    ASSERT_EQ(others.size(), planned.size() + cancelled.size());
    EXPECT_EQ((Words{others.begin(), others.begin() + static_cast<std::ptrdiff_t>(planned.size())}), planned);

    Words columns;
    for (draw::EditionCaption const& each : draw::Captions{analysis, draw::View{}}.editions) {
        columns.emplace_back(graph.id(each.vertex));
    }
    Words all = ids(graph, held);
    all.insert(all.end(), others.begin(), others.end());
    EXPECT_EQ(columns, all);
}

TEST(EditionOrder, IsOneInReadingRdfEvolutionAndPictures) {
    std::uint64_t const sets = test::runs_of(2000) / series_in_one_set;
    for (std::uint64_t seed = test::first_seed(); seed < test::first_seed() + sets && !testing::Test::HasFailure();
         ++seed) {
        SCOPED_TRACE("STOA_SEED=" + std::to_string(seed));
        test::Random random{seed};
        std::vector<Series> all;
        for (std::size_t i = 0; i < series_in_one_set; ++i) {
            all.push_back(random_series(i, random));
        }
        Folder const folder;
        write_data(folder, all, random);
        diagnostics::Diagnostics diagnostics;
        std::array const inputs{folder.path()};
        std::optional<ingest::Reading> const reading = ingest::read(inputs, {}, diagnostics);
        ASSERT_TRUE(reading.has_value());
        std::map<std::string, std::string> const next = followers(reading->graph);
        for (std::size_t i = 0; i < all.size(); ++i) {
            SCOPED_TRACE("series " + std::to_string(i));
            check_series(reading->graph, next, reading->graph.find(Kind::series, std::to_string(i)).value(), all[i]);
        }
    }
}

// --- what a part, or one more, changes ---------------------------------------------------------------------------

std::vector<EditionPlace> places_of(Series const& series) {
    std::vector<EditionPlace> places;
    for (Edition const& each : series) {
        places.push_back(edition_place(each.start, each.number ? std::to_string(*each.number) : "", each.id));
    }
    return places;
}

Words ordered(Series const& series) {
    std::vector<EditionPlace> const places = places_of(series);
    Words ids;
    for (std::uint32_t const each : order_of(places)) {
        ids.push_back(places[each].iri);
    }
    return ids;
}

template <class Check>
void for_each_series(Check check) {
    for (std::uint64_t seed = test::first_seed();
         seed < test::first_seed() + test::runs_of(20'000) && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("STOA_SEED=" + std::to_string(seed));
        test::Random random{seed};
        check(random_series(0, random), random);
    }
}

TEST(EditionOrder, IsTotalAndRespectsEveryPairOfDates) {
    for_each_series([](Series const& series, test::Random&) {
        std::vector<EditionPlace> const places = places_of(series);
        std::vector<std::uint32_t> const order = order_of(places);
        EXPECT_EQ(std::vector(order).size(), series.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            for (std::size_t later = i + 1; later < order.size(); ++later) {
                EXPECT_NE(order[later], order[i]);
                EXPECT_FALSE(precedes(series[order[later]], series[order[i]]));
            }
        }
    });
}

TEST(EditionOrder, OfABeginningIsTheBeginningOfTheOrder) {
    for_each_series([](Series const& series, test::Random& random) {
        Words expected = ordered(series);
        expected.resize(test::below(random, expected.size() + 1));
        Series beginning = series;
        std::erase_if(beginning,
                      [&](Edition const& each) { return std::ranges::find(expected, each.id) == expected.end(); });
        EXPECT_EQ(ordered(beginning), expected);
    });
}

/// All dates and numbers are given, and what precedes by date has the smaller number.
bool agree(Series const& series) {
    return std::ranges::all_of(series, [&](Edition const& one) {
        return !one.start.empty() && one.number && std::ranges::none_of(series, [&](Edition const& other) {
            return precedes(one, other) && other.number && *one.number >= *other.number;
        });
    });
}

TEST(EditionOrder, OfTheOthersIsNotChangedByOneMoreWhereDatesAndNumbersAgree) {
    std::size_t tried = 0;
    for_each_series([&](Series const& drawn, test::Random& random) {
        Series series = drawn;
        // Numbers that agree with the dates: those of the order, which respects them.
        for (Edition& each : series) {
            each.start = each.start.empty() ? random_date(random) : each.start;
        }
        Words const order = ordered(series);
        for (Edition& each : series) {
            each.number = static_cast<std::size_t>(std::ranges::find(order, each.id) - order.begin());
        }
        ASSERT_TRUE(agree(series));
        Words expected = ordered(series);
        std::string const gone = series[test::below(random, series.size())].id;
        std::erase(expected, gone);
        std::erase_if(series, [&](Edition const& each) { return each.id == gone; });
        EXPECT_EQ(ordered(series), expected);
        ++tried;
    });
    EXPECT_GT(tried, 0U);
}

}  // namespace
}  // namespace stoa::model
