// SPDX-License-Identifier: Apache-2.0
// What it measures, and what came out: README.md.
#include <fmt/core.h>
#include <stdlib.h>  // mkdtemp

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "measuring.hpp"
#include "random.hpp"
#include "stoa/answers/questions.hpp"
#include "stoa/diagnostics/diagnostic.hpp"
#include "stoa/evolution/analysis.hpp"
#include "stoa/evolution/robustness.hpp"
#include "stoa/ingest/read.hpp"

namespace {

using namespace stoa;
using bench::median;
using bench::Random;
using bench::Report;
using bench::seconds_of;

constexpr double most_of_the_question = 0.5;  ///< robustness : the question `events` without it
constexpr double most_exponent = 1.1;         ///< of robustness, from one size to the next
constexpr double most_of_checking = 3;        ///< the table of `events` : reading and checking

/// A data set of one series, on disk, gone with the object. Each edition has 10 of 30 themes with about six items of
/// 200; one source and one item are in every edition, half of the themes rest on a source of their edition too, and
/// morph arcs look ten editions back.
class DataSet {
public:
    explicit DataSet(std::size_t editions) {
        std::string name = (std::filesystem::temp_directory_path() / "stoa-robustness-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        folder_ = name;
        std::ofstream{folder_ / "stoa.toml"}
            << "name = \"b\"\nbase = \"https://example.org/b/\"\ntitle = \"B\"\n"
               "licence = \"https://creativecommons.org/publicdomain/zero/1.0/\"\nlook_back = 10\n";
        std::ofstream{folder_ / "data.toml"} << records(editions);
    }
    DataSet(DataSet const&) = delete;
    DataSet& operator=(DataSet const&) = delete;
    DataSet(DataSet&&) = delete;
    DataSet& operator=(DataSet&&) = delete;
    ~DataSet() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }

private:
    static std::string records(std::size_t editions) {
        constexpr std::size_t themes = 30;
        constexpr std::size_t items = 200;
        constexpr std::size_t in_an_edition = 10;
        constexpr std::size_t in_a_scope = 6;
        Random random{1};
        std::string text =
            "evidence = \"all\"\n[[source]]\nid = \"all\"\nlabel = \"All\"\n[[series]]\nid = \"s\"\nlabel = \"S\"\n";
        for (std::size_t i = 0; i < themes; ++i) {
            text += fmt::format("[[theme]]\nid = \"t{0}\"\nlabel = \"T{0}\"\n", i);
        }
        for (std::size_t i = 0; i < items; ++i) {
            text += fmt::format("[[concept]]\nid = \"i{0}\"\nlabel = \"I{0}\"\nfacet = \"issues\"\n", i);
        }
        std::map<std::size_t, std::set<std::size_t>> scopes;
        for (std::size_t edition = 0; edition < editions; ++edition) {
            text += fmt::format(
                "[[source]]\nid = \"s{0}\"\nlabel = \"S{0}\"\n[[edition]]\nid = \"e{0}\"\nseries = \"s\"\n"
                "number = {1}\nlabel = \"E{0}\"\nstatus = \"held\"\nstart = \"{2:04}-{3:02}-01\"\n"
                "[[edition.coverage]]\nfacet = \"issues\"\nlevel = \"complete\"\nread = [\"all\"]\n"
                "[[edition.coverage]]\nfacet = \"groups\"\nlevel = \"not_applicable\"\n"
                "[[edition.coverage]]\nfacet = \"sdgs\"\nlevel = \"not_applicable\"\n",
                edition, edition + 1, 1000 + edition / 4, edition % 4 * 3 + 1);
            std::set<std::size_t> present;
            while (present.size() < in_an_edition) {
                present.insert(random.below(themes));
            }
            for (std::size_t const theme : present) {
                std::set<std::size_t>& scope = scopes[theme];
                while (scope.size() < in_a_scope) {
                    scope.insert(1 + random.below(items - 1));
                }
                if (random.below(2) == 0) {
                    scope.erase(std::next(scope.begin(), static_cast<std::ptrdiff_t>(random.below(in_a_scope))));
                    scope.insert(1 + random.below(items - 1));
                }
                std::string list = theme % 3 == 0 ? "\"i0\"" : "";
                for (std::size_t const item : scope) {
                    list += fmt::format("{}\"i{}\"", list.empty() ? "" : ", ", item);
                }
                text += fmt::format(
                    "[[edition.occurrence]]\ntheme = \"t{}\"\nrole = \"strand\"\nitems = [{}]\nevidence = {}\n", theme,
                    list, random.below(2) == 0 ? "\"all\"" : fmt::format("[\"all\", \"s{}\"]", edition));
            }
        }
        return text;
    }

    std::filesystem::path folder_;
};

struct Times {
    double checking = 0;
    double table = 0;       ///< of the themes' events, as the screen shows them
    double question = 0;    ///< all events with all columns, without robustness
    double robustness = 0;  ///< of the same events
};

Times measure(std::filesystem::path const& folder) {
    Times times;
    diagnostics::Diagnostics found;
    std::optional<ingest::Reading> reading;
    times.checking = seconds_of([&] { reading = ingest::read(std::array{folder}, {}, found); });
    if (!reading || found.has_errors()) {
        throw std::runtime_error("the data set has errors");
    }
    model::Vertex const series = reading->graph.vertices_of(model::Kind::series).first;
    std::vector<evolution::Analysis> analyses;
    double const analysing = seconds_of([&] {
        analyses.push_back(
            evolution::analyse(reading->graph, series, evolution::standard_parameters(reading->graph, series)));
    });
    std::size_t units = 0;
    times.robustness = seconds_of(
        [&] { units = leave_one_out(analyses.front().coding, analyses.front().evolution).theme_events.size(); });
    answers::Question const& question = *answers::find_question("events");
    answers::Asked asked;
    asked.analyses = analyses;
    std::size_t rows = 0;
    double const answering = seconds_of([&] { rows = answers::answer(question, asked).rows.size(); });
    asked.without_items = true;
    asked.without_details = true;
    double const showing = seconds_of([&] { rows += answers::answer(question, asked).rows.size(); });
    if (units == 0 || rows == 0) {
        throw std::runtime_error("nothing was found");
    }
    times.question = times.checking + analysing + answering - times.robustness;
    times.table = times.checking + analysing + showing;
    return times;
}

}  // namespace

int main(int argc, char** argv) {
    bool json = false;
    bool check = false;
    std::size_t rounds = 3;
    std::vector<std::size_t> sizes;
    for (int i = 1; i < argc; ++i) {
        std::string_view const argument = argv[i];
        std::size_t number = 0;
        if (argument == "--json") {
            json = true;
        } else if (argument == "--check") {
            check = true;
        } else if ((argument == "--editions" || argument == "--rounds") && i + 1 < argc) {
            std::string_view const text = argv[++i];
            std::from_chars(text.data(), text.data() + text.size(), number);
            (argument == "--rounds" ? rounds : sizes.emplace_back()) = number;
        } else {
            fmt::print(stderr,
                       "usage: robustness_benchmark [--json] [--check] [--editions NUMBER]... [--rounds NUMBER]\n");
            return 2;
        }
    }
    if (sizes.empty()) {
        sizes = {100, 800, 2'900};
    }
    try {
        Report const report{"editions", json};
        bool missed = false;
        auto const expect = [&](std::string_view what, double value, double most) {
            if (value > most) {
                fmt::print(stderr, "missed: {} is {:.2f}, more than {}\n", what, value, most);
                missed = true;
            }
        };
        std::optional<std::pair<std::size_t, double>> before;
        for (std::size_t const editions : sizes) {
            DataSet const data{editions};
            std::vector<double> robustness;
            std::vector<double> share;
            std::vector<double> table;
            for (std::size_t round = 0; round < rounds; ++round) {
                Times const times = measure(data.folder());
                robustness.push_back(times.robustness);
                share.push_back(times.robustness / times.question);
                table.push_back(times.table / times.checking);
            }
            report.add("robustness", editions, 1e3 * median(robustness), "ms");
            report.add("robustness : all events without it", editions, median(share), "");
            report.add("table of events : reading and checking", editions, median(table), "");
            expect("robustness : all events without it", median(share), most_of_the_question);
            expect("table of events : reading and checking", median(table), most_of_checking);
            if (before) {
                double const exponent = std::log(median(robustness) / before->second) /
                                        std::log(static_cast<double>(editions) / static_cast<double>(before->first));
                report.add("exponent of robustness", editions, exponent, "");
                expect("exponent of robustness", exponent, most_exponent);
            }
            before = {editions, median(robustness)};
        }
        return check && missed ? 1 : 0;
    } catch (std::exception const& error) {
        fmt::print(stderr, "robustness_benchmark: {}\n", error.what());
        return 2;
    }
}
