// SPDX-License-Identifier: Apache-2.0
#include "stoa/evolution/parameters.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "stoa/model/canonical.hpp"

namespace stoa::evolution {
namespace {

using Faults = std::vector<std::string>;

TEST(Parameters, AreWithoutFaultsByDefaultAndAtTheirBounds) {
    EXPECT_EQ(faults_of({}), Faults{});
    Parameters least;
    least.min_sources = least.min_change = least.min_scope = least.min_shared = 1;
    least.big_change = least.min_overlap = least.min_part = Ratio{1, 999'999'999};
    least.look_back = 1;
    EXPECT_EQ(faults_of(least), Faults{});
    Parameters most;
    most.min_sources = most.min_change = most.min_scope = most.min_shared = 1'000'000;
    most.big_change = most.min_overlap = most.min_part = Ratio{1};
    most.look_back = 100;
    most.documents = {"declaration", "statement"};
    EXPECT_EQ(faults_of(most), Faults{});
}

TEST(Parameters, ReportAllTheirFaultsAtOnce) {
    Parameters none_good;
    none_good.min_sources = 0;
    none_good.big_change = Ratio{0};
    none_good.min_change = 1'000'001;
    none_good.min_scope = 0;
    none_good.min_overlap = Ratio{3, 2};
    none_good.min_part = Ratio{0};
    none_good.min_shared = 0;
    none_good.look_back = 101;
    none_good.facets = {};
    none_good.documents = {"declaratoin"};
    EXPECT_EQ(faults_of(none_good), (Faults{
                                        "min_sources is 0: it must lie between 1 and 1000000",
                                        "big_change is 0: it must be above 0 and at most 1",
                                        "min_change is 1000001: it must lie between 1 and 1000000",
                                        "min_scope is 0: it must lie between 1 and 1000000",
                                        "min_overlap is 3/2: it must be above 0 and at most 1",
                                        "min_part is 0: it must be above 0 and at most 1",
                                        "min_shared is 0: it must lie between 1 and 1000000",
                                        "look_back is 101: it must lie between 1 and 100",
                                        "no facet is chosen: name at least one of issues, groups, sdgs",
                                        "there is no kind of document 'declaratoin', did you mean 'declaration'?",
                                    }));
}

TEST(Parameters, NameAllKindsOfDocumentsWhereNoneIsNear) {
    Parameters parameters;
    parameters.documents = {"xyz"};
    Faults const faults = faults_of(parameters);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_TRUE(faults[0].starts_with("there is no kind of document 'xyz': write one of ")) << faults[0];
    EXPECT_NE(faults[0].find("declaration"), std::string::npos);
}

TEST(Parameters, NameAnAnalysisByWhatDiffersFromTheStandard) {
    Parameters const standard;
    EXPECT_EQ(analysis_id(standard, standard), "default");
    Parameters other;
    other.look_back = 3;
    other.min_overlap = Ratio{2, 3};
    EXPECT_EQ(analysis_id(other, standard), "min-overlap-2-3-look-back-3");
    EXPECT_EQ(analysis_id(other, other), "default");
    Parameters all;
    all.min_sources = 2;
    all.big_change = Ratio{1};
    all.min_change = 3;
    all.min_scope = 4;
    all.min_overlap = Ratio{1, 3};
    all.min_part = Ratio{1, 5};
    all.min_shared = 5;
    all.look_back = 6;
    all.facets = FacetSet::of(Facet::groups);
    all.facets.add(Facet::sdgs);
    all.documents = {"declaration", "call_to_action"};
    EXPECT_EQ(
        analysis_id(all, standard),
        "min-sources-2-big-change-1-min-change-3-min-scope-4-min-overlap-1-3-min-part-1-5-min-shared-5-look-back-6-"
        "facets-groups-sdgs-documents-declaration-call-to-action");
    EXPECT_EQ(
        analysis_id(standard, all),
        "min-sources-1-big-change-1-5-min-change-2-min-scope-5-min-overlap-1-2-min-part-1-4-min-shared-2-look-back-1-"
        "facets-issues-groups-sdgs-documents-all");
}

TEST(Parameters, NameAnAnalysisByAnId) {
    Parameters other;
    other.min_overlap = Ratio{2, 3};
    other.facets = FacetSet::of(Facet::issues);
    other.documents = {"call_to_action"};
    EXPECT_TRUE(model::is_id(analysis_id(other, {}))) << analysis_id(other, {});
}

TEST(FacetSet, HoldsWhatWasAdded) {
    FacetSet set;
    EXPECT_TRUE(set.empty());
    set.add(Facet::sdgs);
    EXPECT_TRUE(set.contains(Facet::sdgs));
    EXPECT_FALSE(set.contains(Facet::issues));
    EXPECT_EQ(set & FacetSet::all(), set);
    EXPECT_TRUE((set & FacetSet::of(Facet::groups)).empty());
    set.add(Facet::issues);
    set.add(Facet::groups);
    EXPECT_EQ(set, FacetSet::all());
}

}  // namespace
}  // namespace stoa::evolution
