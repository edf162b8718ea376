// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "stoa/rdf/prefixes.hpp"

namespace stoa::rdf {
namespace {

std::string shortened(Prefixes const& prefixes, std::string_view iri) {
    auto const found = prefixes.shorten(iri);
    return found ? found->first->prefix + ':' + std::string(found->second) : "";
}

TEST(Prefixes, ShortenWithTheLongestNamespace) {
    Prefixes prefixes;
    prefixes.add("b", "https://a/b/");
    prefixes.add("root", "https://a/");
    prefixes.add("bx", "https://a/b/x-");
    EXPECT_EQ(shortened(prefixes, "https://a/b/5"), "b:5");
    EXPECT_EQ(shortened(prefixes, "https://a/c"), "root:c");
    EXPECT_EQ(shortened(prefixes, "https://a/b/x-1"), "bx:1");
    EXPECT_EQ(shortened(prefixes, "https://a/b/y"), "b:y");
}

TEST(Prefixes, LeaveWhatHasNoPlainLocalName) {
    Prefixes prefixes;
    prefixes.add("a", "https://a/");
    EXPECT_EQ(shortened(prefixes, "https://a/b/c"), "");
    EXPECT_EQ(shortened(prefixes, "https://a/"), "");
    EXPECT_EQ(shortened(prefixes, "https://a/b."), "");
    EXPECT_EQ(shortened(prefixes, "https://a/caf\xC3\xA9"), "");
    EXPECT_EQ(shortened(prefixes, "https://b/x"), "");
    EXPECT_EQ(shortened(prefixes, ""), "");
    EXPECT_EQ(shortened(Prefixes(), "https://a/b"), "");
}

TEST(Prefixes, FallBackToAShorterNamespaceWhoseLocalNameIsPlain) {
    Prefixes prefixes;
    prefixes.add("long", "https://a/b");
    prefixes.add("short", "https://a/");
    EXPECT_EQ(shortened(prefixes, "https://a/b-1"), "short:b-1");
    EXPECT_EQ(shortened(prefixes, "https://a/b1"), "long:1");
}

TEST(Prefixes, SkipSiblingsThatSortBetween) {
    Prefixes prefixes;
    prefixes.add("ns", "https://a/");
    prefixes.add("m", "https://a/m/");
    prefixes.add("mm", "https://a/m/m/");
    EXPECT_EQ(shortened(prefixes, "https://a/zebra"), "ns:zebra");
    EXPECT_EQ(shortened(prefixes, "https://a/m/zebra"), "m:zebra");
}

TEST(Prefixes, StandInByteOrderWithoutRepeats) {
    Prefixes prefixes;
    prefixes.add("xsd", "http://www.w3.org/2001/XMLSchema#");
    prefixes.add("Z", "https://z/");
    prefixes.add("a", "https://a/");
    prefixes.add("a", "https://a/");
    std::vector<Namespace const*> const sorted = prefixes.sorted();
    ASSERT_EQ(sorted.size(), 3U);
    EXPECT_EQ(sorted[0]->prefix, "Z");
    EXPECT_EQ(sorted[1]->prefix, "a");
    EXPECT_EQ(sorted[2]->prefix, "xsd");
}

TEST(Prefixes, KeepThePrefixThatAnIriHas) {
    Prefixes prefixes;
    Namespace const& first = prefixes.add("a", "https://a/");
    EXPECT_EQ(&prefixes.add("other", "https://a/"), &first);
    EXPECT_EQ(prefixes.find("a"), &first);
    EXPECT_EQ(prefixes.find("other"), nullptr);
}

TEST(Prefixes, RefuseAPrefixWithTwoMeaningsAndBadOnes) {
    Prefixes prefixes;
    prefixes.add("a", "https://a/");
    EXPECT_THROW(prefixes.add("a", "https://b/"), std::invalid_argument);
    EXPECT_THROW(prefixes.add("b:", "https://b/"), std::invalid_argument);
    EXPECT_THROW(prefixes.add("b", "https://b/ "), std::invalid_argument);
    EXPECT_EQ(prefixes.size(), 1U);
    EXPECT_EQ(shortened(prefixes, "https://b/x"), "");
}

TEST(Prefixes, KeepTheirNamespacesInPlace) {
    Prefixes prefixes;
    Namespace const& first = prefixes.add("p", "https://p/");
    for (int count = 0; count < 1000; ++count) {
        prefixes.add("q" + std::to_string(count), "https://p/" + std::to_string(count) + "/");
    }
    Prefixes const moved = std::move(prefixes);
    EXPECT_EQ(moved.find("p"), &first);
    EXPECT_EQ(moved.shorten("https://p/x")->first, &first);
    EXPECT_EQ(shortened(moved, "https://p/77/x"), "q77:x");
}

}  // namespace
}  // namespace stoa::rdf
