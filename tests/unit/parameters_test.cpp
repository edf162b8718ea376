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
    least.minimum_sources = least.broadening_items = least.scope_minimum = least.shared_minimum = 1;
    least.broadening_share = least.inclusion_threshold = least.part_minimum = Ratio{1, 999'999'999};
    least.look_back = 1;
    EXPECT_EQ(faults_of(least), Faults{});
    Parameters most;
    most.minimum_sources = most.broadening_items = most.scope_minimum = most.shared_minimum = 1'000'000;
    most.broadening_share = most.inclusion_threshold = most.part_minimum = Ratio{1};
    most.look_back = 100;
    most.document_basis = {"declaration", "statement"};
    EXPECT_EQ(faults_of(most), Faults{});
}

TEST(Parameters, ReportAllTheirFaultsAtOnce) {
    Parameters none_good;
    none_good.minimum_sources = 0;
    none_good.broadening_share = Ratio{0};
    none_good.broadening_items = 1'000'001;
    none_good.scope_minimum = 0;
    none_good.inclusion_threshold = Ratio{3, 2};
    none_good.part_minimum = Ratio{0};
    none_good.shared_minimum = 0;
    none_good.look_back = 101;
    none_good.facets = {};
    none_good.document_basis = {"declaratoin"};
    EXPECT_EQ(faults_of(none_good), (Faults{
                                        "minimum_sources is 0: it must lie between 1 and 1000000",
                                        "broadening_share is 0: it must be above 0 and at most 1",
                                        "broadening_items is 1000001: it must lie between 1 and 1000000",
                                        "scope_minimum is 0: it must lie between 1 and 1000000",
                                        "inclusion_threshold is 3/2: it must be above 0 and at most 1",
                                        "part_minimum is 0: it must be above 0 and at most 1",
                                        "shared_minimum is 0: it must lie between 1 and 1000000",
                                        "look_back is 101: it must lie between 1 and 100",
                                        "no facet is chosen: name at least one of issues, groups, sdgs",
                                        "there is no kind of document 'declaratoin', did you mean 'declaration'?",
                                    }));
}

TEST(Parameters, NameAllKindsOfDocumentsWhereNoneIsNear) {
    Parameters parameters;
    parameters.document_basis = {"xyz"};
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
    other.inclusion_threshold = Ratio{2, 3};
    EXPECT_EQ(analysis_id(other, standard), "kappa-2-3-look-back-3");
    EXPECT_EQ(analysis_id(other, other), "default");
    Parameters all;
    all.minimum_sources = 2;
    all.broadening_share = Ratio{1};
    all.broadening_items = 3;
    all.scope_minimum = 4;
    all.inclusion_threshold = Ratio{1, 3};
    all.part_minimum = Ratio{1, 5};
    all.shared_minimum = 5;
    all.look_back = 6;
    all.facets = FacetSet::of(Facet::groups);
    all.facets.add(Facet::sdgs);
    all.document_basis = {"declaration", "call_to_action"};
    EXPECT_EQ(analysis_id(all, standard),
              "sources-2-beta-1-broadening-items-3-scope-4-kappa-1-3-min-part-1-5-shared-5-look-back-6-groups-sdgs-"
              "declaration-call-to-action");
    EXPECT_EQ(analysis_id(standard, all),
              "sources-1-beta-1-5-broadening-items-2-scope-5-kappa-1-2-min-part-1-4-shared-2-look-back-1-issues-"
              "groups-sdgs-all-documents");
}

TEST(Parameters, NameAnAnalysisByAnId) {
    Parameters other;
    other.inclusion_threshold = Ratio{2, 3};
    other.facets = FacetSet::of(Facet::issues);
    other.document_basis = {"call_to_action"};
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
