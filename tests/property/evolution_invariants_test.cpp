// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "stoa/evolution/evolution.hpp"
#include "support/plain_evolution.hpp"
#include "support/random_coding.hpp"

/// The invariants of docs/method.md, each on random series.
namespace stoa::evolution {
namespace {

namespace plain = test::plain;
using plain::At;

std::uint64_t const runs = test::runs_of(1500);
constexpr std::array facets{Facet::issues, Facet::groups, Facet::sdgs};

template <class Check>
void for_each_series(Check check) {
    for (std::uint64_t seed = test::first_seed(); seed < test::first_seed() + runs; ++seed) {
        test::Random random{seed};
        test::RandomSeries const series = test::random_series(random);
        check(series.coding, series.parameters, random);
        if (testing::Test::HasFailure()) {
            ADD_FAILURE() << "STOA_SEED=" << seed << "\n" << plain::to_text(series.coding, series.parameters);
            return;
        }
    }
}

/// What the product computes, named by theme and position.
plain::Evolution computed(Coding const& coding, Parameters const& parameters) {
    return plain::form_of(coding, compute(coding, parameters));
}

void expect_equal(plain::Evolution const& one, plain::Evolution const& other) {
    if (one != other) {
        EXPECT_EQ(plain::to_text(one), plain::to_text(other));
        ADD_FAILURE() << "they differ";
    }
}

bool is_observed(Coding const& coding, std::uint32_t edition, Facet facet) {
    Level const level = coding.editions[edition].level[static_cast<std::size_t>(facet)];
    return level == Level::complete || level == Level::partial;
}

std::vector<std::uint32_t> const& observed(plain::Evolution const& evolution, Facet facet) {
    return evolution.observed[static_cast<std::size_t>(facet)];
}

using Numbers = std::vector<std::uint32_t>;  ///< what each index becomes

Numbers same(std::size_t count) {
    Numbers numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0U);
    return numbers;
}

Numbers shuffled(std::size_t count, test::Random& random) {
    Numbers numbers = same(count);
    for (std::size_t i = count; i > 1; --i) {
        std::swap(numbers[i - 1], numbers[test::below(random, i)]);
    }
    return numbers;
}

std::uint32_t moved(Numbers const& numbers, std::uint32_t index) { return index == none ? none : numbers[index]; }

/// How a coding is numbered anew; and back.
struct Renumbering {
    Numbers editions;
    Numbers themes;
    Numbers items;
    Numbers documents;
    Numbers sources;
    Numbers developments;
    Numbers passages;  ///< follows from the others
};

Renumbering nothing_moved(Coding const& coding) {
    return {same(coding.editions.size()),  same(coding.themes.size()),  same(coding.items.size()),
            same(coding.documents.size()), same(coding.sources.size()), same(coding.developments.size()),
            same(coding.passages.size())};
}

template <class T>
std::vector<T> renumbered(std::vector<T> const& values, Numbers const& numbers) {
    std::vector<T> result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        result[numbers[i]] = values[i];
    }
    return result;
}

/// The same coding under other numbers. `by.passages` is filled in.
Coding renumbered(Coding const& coding, Renumbering& by) {
    Coding result = coding;
    result.editions = renumbered(coding.editions, by.editions);
    result.themes = renumbered(coding.themes, by.themes);
    result.items = renumbered(coding.items, by.items);
    result.documents = renumbered(coding.documents, by.documents);
    result.sources = renumbered(coding.sources, by.sources);
    if (!coding.counts_as.empty()) {
        result.counts_as = renumbered(coding.counts_as, by.sources);
        for (std::uint32_t& each : result.counts_as) {
            each = by.sources[each];
        }
    }
    for (Coding::Passage& each : result.passages) {
        each.edition = by.editions[each.edition];
        each.theme = by.themes[each.theme];
        each.item = moved(by.items, each.item);
        each.document = moved(by.documents, each.document);
        each.source = moved(by.sources, each.source);
    }
    Numbers order = same(coding.passages.size());
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return result.passages[i]; });
    by.passages.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        by.passages[order[i]] = i;
    }
    result.passages = renumbered(result.passages, by.passages);
    for (Coding::Development& each : result.developments) {
        each.from_edition = by.editions[each.from_edition];
        each.to_edition = by.editions[each.to_edition];
        each.from_theme = by.themes[each.from_theme];
        each.to_theme = by.themes[each.to_theme];
    }
    result.developments = renumbered(result.developments, by.developments);
    for (Coding::DocumentLink& each : result.document_links) {
        each = {by.documents[each.later], by.documents[each.earlier]};
    }
    std::ranges::sort(result.document_links);
    return result;
}

void sort(plain::Evolution& evolution, Coding const& coding) {
    std::ranges::sort(evolution.states, {}, &plain::State::at);
    std::ranges::sort(evolution.presences, {}, [](plain::Presence const& each) {
        return std::pair{each.at.subject, each.at.position};
    });
    std::ranges::sort(evolution.theme_events, {}, &plain::Event::at);
    std::ranges::sort(evolution.item_events, {}, [&](plain::Event const& each) {
        Facet const facet = coding.items[each.at.subject].facet;
        return std::pair{observed(evolution, facet)[each.at.position], each.at.subject};
    });
    std::ranges::sort(evolution.lineage_events, {}, [](plain::LineageEvent const& each) {
        return std::tuple{each.position, each.kind, each.sources, each.targets};
    });
    std::ranges::sort(evolution.arcs, {}, [](plain::Arc const& each) {
        return std::tuple{each.from, each.to, each.kind, each.development};
    });
}

/// A result under other numbers of themes, items, passages and developments, in the order that it should have.
plain::Evolution renumbered(plain::Evolution evolution, Coding const& new_coding, Renumbering const& by) {
    auto const theme = [&](At at) { return At{at.position, by.themes[at.subject]}; };
    auto const item = [&](At at) { return At{at.position, by.items[at.subject]}; };
    auto const set = [](plain::Set const& old, Numbers const& numbers) {
        plain::Set result;
        for (std::uint32_t const each : old) {
            result.insert(numbers[each]);
        }
        return result;
    };
    auto const edit = [](std::optional<At>& at, auto const& how) {
        if (at) {
            at = how(*at);
        }
    };
    for (plain::State& each : evolution.states) {
        each.at = theme(each.at);
        each.scope = set(each.scope, by.items);
        each.evidence = set(each.evidence, by.passages);
        edit(each.previous, theme);
        edit(each.next, theme);
    }
    for (plain::Presence& each : evolution.presences) {
        each.at = item(each.at);
        each.evidence = set(each.evidence, by.passages);
    }
    for (plain::Event& each : evolution.theme_events) {
        each.at = theme(each.at);
        edit(each.before, theme);
        edit(each.after, theme);
    }
    for (plain::Event& each : evolution.item_events) {
        each.at = item(each.at);
        edit(each.before, item);
        edit(each.after, item);
    }
    for (plain::LineageEvent& each : evolution.lineage_events) {
        for (std::set<At>* side : {&each.sources, &each.targets}) {
            std::set<At> themes;
            for (At const at : *side) {
                themes.insert(theme(at));
            }
            *side = themes;
        }
        each.shared = set(each.shared, by.items);
    }
    for (plain::Arc& each : evolution.arcs) {
        each.from = theme(each.from);
        each.to = theme(each.to);
        each.development = moved(by.developments, each.development);
    }
    sort(evolution, new_coding);
    return evolution;
}

void forget_evidence(plain::Evolution& evolution) {
    for (plain::State& each : evolution.states) {
        each.evidence.clear();
    }
    for (plain::Presence& each : evolution.presences) {
        each.evidence.clear();
    }
}

// --- 1: partition ---

/// |P_k| = founding or present_at_start + introduced + continued + resumed; |P_(k-1)| = continued + dropped.
void expect_partition(std::vector<plain::Event> const& events, std::vector<std::size_t> const& present) {
    std::vector<std::array<std::size_t, 6>> counts(present.size());
    std::set<At> told;
    for (plain::Event const& each : events) {
        ASSERT_LE(each.kind, EventKind::dropped);
        ASSERT_LT(each.at.position, present.size());
        EXPECT_TRUE(told.insert(each.at).second) << "two events of one subject in one edition";
        ++counts[each.at.position][static_cast<std::size_t>(each.kind)];
    }
    for (std::size_t k = 0; k < present.size(); ++k) {
        auto const [founding, present_at_start, introduced, continued, resumed, dropped] = counts[k];
        EXPECT_EQ(present[k], founding + present_at_start + introduced + continued + resumed);
        if (k == 0) {
            EXPECT_EQ(introduced + continued + resumed + dropped, 0U);
            EXPECT_TRUE(founding == 0 || present_at_start == 0);
        } else {
            EXPECT_EQ(present[k - 1], continued + dropped);
            EXPECT_EQ(founding + present_at_start, 0U);
        }
    }
}

TEST(EvolutionInvariants, StateEventsPartitionWhatIsPresent) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random&) {
        plain::Evolution const evolution = computed(coding, parameters);
        std::vector<std::size_t> present(observed(evolution, Facet::issues).size());
        for (plain::State const& each : evolution.states) {
            ++present[each.at.position];
        }
        expect_partition(evolution.theme_events, present);
        for (Facet const facet : facets) {
            present.assign(observed(evolution, facet).size(), 0);
            for (plain::Presence const& each : evolution.presences) {
                if (coding.items[each.at.subject].facet == facet) {
                    ++present[each.at.position];
                }
            }
            std::vector<plain::Event> events;
            std::ranges::copy_if(evolution.item_events, std::back_inserter(events), [&](plain::Event const& each) {
                return coding.items[each.at.subject].facet == facet;
            });
            expect_partition(events, present);
        }
    });
}

// --- 2: order, duplicates, names ---

TEST(EvolutionInvariants, EventsDoNotDependOnNumbersAndNames) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random& random) {
        Renumbering by = nothing_moved(coding);
        by.themes = shuffled(coding.themes.size(), random);
        by.documents = shuffled(coding.documents.size(), random);
        by.sources = shuffled(coding.sources.size(), random);
        by.developments = shuffled(coding.developments.size(), random);
        for (std::size_t first = 0, last = 0; first < coding.items.size(); first = last) {  // items of one facet
            while (last < coding.items.size() && coding.items[last].facet == coding.items[first].facet) {
                ++last;
            }
            Numbers const within = shuffled(last - first, random);
            for (std::size_t i = 0; i < within.size(); ++i) {
                by.items[first + i] = static_cast<std::uint32_t>(first) + within[i];
            }
        }
        Coding other = renumbered(coding, by);
        for (auto* vertices : {&other.themes, &other.documents, &other.sources}) {
            for (model::Vertex& each : *vertices) {
                each = static_cast<model::Vertex>(test::below(random, 5000));
            }
        }
        expect_equal(computed(other, parameters), renumbered(computed(coding, parameters), other, by));
    });
}

TEST(EvolutionInvariants, EventsDoNotDependOnDuplicateDocuments) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random& random) {
        Coding other = coding;
        std::vector<std::uint32_t> copies(coding.documents.size(), none);
        for (std::uint32_t document = 0; document < coding.documents.size(); ++document) {
            if (test::below(random, 2) == 0) {
                copies[document] = static_cast<std::uint32_t>(other.documents.size());
                other.documents.push_back(coding.documents[document]);
            }
        }
        for (Coding::Passage each : coding.passages) {
            if (each.document != none && copies[each.document] != none) {
                each.document = copies[each.document];
                each.occurrence += 5000;
                other.passages.push_back(each);
            }
        }
        std::ranges::sort(other.passages);
        plain::Evolution before = computed(coding, parameters);
        plain::Evolution after = computed(other, parameters);
        forget_evidence(before);
        forget_evidence(after);
        after.passages_unobserved = before.passages_unobserved;
        expect_equal(after, before);
    });
}

// --- 3: prefix stability ---

/// The part of a result before a number of editions, as if the later ones had not been held: only `next`, `open` and
/// `absent_for` are other.
plain::Evolution cut(plain::Evolution evolution, Coding const& coding, std::uint32_t editions,
                     Numbers const& developments) {
    std::array<std::uint32_t, facet_count> end{};
    for (Facet const facet : facets) {
        auto& list = evolution.observed[static_cast<std::size_t>(facet)];
        std::erase_if(list, [&](std::uint32_t edition) { return edition >= editions; });
        end[static_cast<std::size_t>(facet)] = static_cast<std::uint32_t>(list.size());
    }
    std::uint32_t const themes_end = end[0];
    auto const items_end = [&](At at) { return end[static_cast<std::size_t>(coding.items[at.subject].facet)]; };
    auto const cut_event = [](plain::Event& event, std::uint32_t positions) {
        if (event.kind == EventKind::dropped && event.at.position + event.absent_for >= positions) {
            event.open = true;
            event.absent_for = positions - event.at.position;
        }
    };
    std::erase_if(evolution.states, [&](plain::State const& each) { return each.edition >= editions; });
    for (plain::State& each : evolution.states) {
        if (each.next && each.next->position >= themes_end) {
            each.next.reset();
        }
    }
    std::erase_if(evolution.presences, [&](plain::Presence const& each) { return each.edition >= editions; });
    std::erase_if(evolution.theme_events, [&](plain::Event const& each) { return each.at.position >= themes_end; });
    std::erase_if(evolution.item_events,
                  [&](plain::Event const& each) { return each.at.position >= items_end(each.at); });
    for (plain::Event& each : evolution.theme_events) {
        cut_event(each, themes_end);
    }
    for (plain::Event& each : evolution.item_events) {
        cut_event(each, items_end(each.at));
    }
    std::erase_if(evolution.lineage_events,
                  [&](plain::LineageEvent const& each) { return each.position >= themes_end; });
    std::erase_if(evolution.arcs, [&](plain::Arc const& each) { return each.to.position >= themes_end; });
    for (plain::Arc& each : evolution.arcs) {
        each.development = moved(developments, each.development);
    }
    return evolution;
}

TEST(EvolutionInvariants, LaterEditionsDoNotChangeEarlierEvents) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random&) {
        plain::Evolution const whole = computed(coding, parameters);
        for (std::uint32_t editions = 0; editions < coding.editions.size(); ++editions) {
            Coding earlier = coding;
            earlier.editions.resize(editions);
            std::erase_if(earlier.passages, [&](Coding::Passage const& each) { return each.edition >= editions; });
            earlier.developments.clear();
            Numbers developments;
            for (Coding::Development const& each : coding.developments) {
                developments.push_back(static_cast<std::uint32_t>(earlier.developments.size()));
                if (each.to_edition < editions) {
                    earlier.developments.push_back(each);
                }
            }
            plain::Evolution prefix = computed(earlier, parameters);
            prefix.passages_unobserved = whole.passages_unobserved;
            expect_equal(prefix, cut(whole, coding, editions, developments));
        }
    });
}

// --- 4: an unread edition, for series whose dates and numbers are all given and agree ---
// A coding has its order already. That one more edition does not change the order of the others where dates and numbers
// agree is tested in edition_order_test.cpp.

TEST(EvolutionInvariants, AnUnreadEditionAfterTheFirstObservedOneChangesNothing) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random& random) {
        plain::Evolution expected = computed(coding, parameters);
        std::uint32_t first = 0;
        for (auto const& each : expected.observed) {
            first = std::max(first, each.empty() ? 0U : each.front() + 1);
        }
        auto const place = first + static_cast<std::uint32_t>(test::below(random, coding.editions.size() - first + 1));
        auto const later = [&](std::uint32_t edition) { return edition + (edition >= place ? 1U : 0U); };
        Coding other = coding;
        other.editions.insert(other.editions.begin() + place, Coding::Edition{});
        for (Coding::Passage& each : other.passages) {
            each.edition = later(each.edition);
        }
        for (Coding::Development& each : other.developments) {
            each.from_edition = later(each.from_edition);
            each.to_edition = later(each.to_edition);
        }
        for (auto& list : expected.observed) {
            std::ranges::transform(list, list.begin(), later);
        }
        for (plain::State& each : expected.states) {
            each.edition = later(each.edition);
        }
        for (plain::Presence& each : expected.presences) {
            each.edition = later(each.edition);
        }
        expect_equal(computed(other, parameters), expected);

        // Where a theme is spoken of in it, nothing says so.
        std::uint32_t const passages = other.passages.empty() ? 0 : 1;
        if (passages != 0) {
            Coding::Passage passage = other.passages[test::below(random, other.passages.size())];
            passage.edition = place;
            other.passages.push_back(passage);
            std::ranges::sort(other.passages);
        }
        plain::Evolution with_passage = computed(other, parameters);
        EXPECT_EQ(with_passage.passages_unobserved, expected.passages_unobserved + passages);
        with_passage.passages_unobserved = expected.passages_unobserved;
        forget_evidence(with_passage);
        forget_evidence(expected);
        expect_equal(with_passage, expected);
    });
}

// --- 5: time reversal ---

Coding reversed(Coding const& coding, Renumbering& by) {
    std::ranges::reverse(by.editions);
    Coding result = renumbered(coding, by);
    for (Coding::Edition& each : result.editions) {
        if (each.year) {
            each.year = -*each.year;
        }
    }
    for (Coding::Development& each : result.developments) {
        std::swap(each.from_edition, each.to_edition);
        std::swap(each.from_theme, each.to_theme);
    }
    return result;
}

RoleChange reversed(RoleChange change) {
    return change == RoleChange::raised    ? RoleChange::lowered
           : change == RoleChange::lowered ? RoleChange::raised
                                           : RoleChange::unchanged;
}

ScopeChange reversed(ScopeChange change) {
    return change == ScopeChange::broadened  ? ScopeChange::narrowed
           : change == ScopeChange::narrowed ? ScopeChange::broadened
                                             : change;
}

/// A step of a theme or an item from one presence to the next (or from and to nothing), whichever way time goes: what
/// continued, or what dropped and resumed say together, or what introduced says, or dropped for good.
struct Step {
    std::optional<At> from;
    std::optional<At> to;
    std::uint32_t gap = 0;
    std::optional<std::int32_t> gap_years;
    std::optional<RoleChange> role;
    std::optional<ScopeChange> scope;
    Overlap overlap;
    friend auto operator<=>(Step const& a, Step const& b) { return std::tie(a.from, a.to) <=> std::tie(b.from, b.to); }
    friend bool operator==(Step const&, Step const&) = default;
};

/// Events of later presences, and drops, of one numbering of subjects: every step once, and every gap twice.
void add_steps(std::vector<plain::Event> const& events, std::vector<Step>& steps, std::vector<Step>& gaps,
               std::vector<At>& introduced, std::vector<At>& dropped_for_good) {
    for (plain::Event const& each : events) {
        switch (each.kind) {
            case EventKind::continued:
            case EventKind::resumed:
                steps.push_back(
                    {each.before, each.after, each.gap, each.gap_years, each.role, each.scope, each.overlap});
                break;
            case EventKind::introduced:
                introduced.push_back(each.at);
                break;
            case EventKind::dropped:
                EXPECT_EQ(each.before, (At{each.at.position - 1, each.at.subject}));
                if (each.open) {
                    dropped_for_good.push_back(*each.before);
                } else {
                    Step gap;
                    gap.from = each.before;
                    gap.to = At{each.at.position + each.absent_for, each.at.subject};
                    gap.gap = each.absent_for;
                    gaps.push_back(gap);
                }
                break;
            default:
                break;
        }
    }
}

/// dropped <-> introduced + resumed, with all that they say; `mirror` turns a place in one time into one in the other.
template <class Mirror>
void expect_mirrored(std::vector<plain::Event> const& events, std::vector<plain::Event> const& back, Mirror mirror,
                     std::vector<At> const& last_presences) {
    std::vector<Step> steps;
    std::vector<Step> gaps;
    std::vector<At> introduced;
    std::vector<At> dropped;
    add_steps(events, steps, gaps, introduced, dropped);
    std::vector<Step> steps_back;
    std::vector<Step> gaps_back;
    std::vector<At> introduced_back;
    std::vector<At> dropped_back;
    add_steps(back, steps_back, gaps_back, introduced_back, dropped_back);
    auto const turn = [&](std::vector<Step>& list) {
        for (Step& each : list) {
            std::swap(each.from, each.to);
            each.from = mirror(*each.from);
            each.to = mirror(*each.to);
            each.role = each.role ? std::optional{reversed(*each.role)} : std::nullopt;
            each.scope = each.scope ? std::optional{reversed(*each.scope)} : std::nullopt;
            std::swap(each.overlap.gained, each.overlap.lost);
        }
        std::ranges::sort(list);
    };
    auto const turn_places = [&](std::vector<At>& list) {
        std::ranges::transform(list, list.begin(), mirror);
        std::ranges::sort(list);
    };
    turn(steps_back);
    turn(gaps_back);
    turn_places(introduced_back);
    turn_places(dropped_back);
    std::ranges::sort(steps);
    std::ranges::sort(gaps);
    std::ranges::sort(introduced);
    std::ranges::sort(dropped);
    EXPECT_EQ(steps, steps_back);
    EXPECT_EQ(gaps, gaps_back);
    EXPECT_EQ(introduced, dropped_back);
    EXPECT_EQ(dropped, introduced_back);
    // A subject that is last seen in the last edition is not dropped: reversed time calls that one founding.
    for (plain::Event const& each : back) {
        EXPECT_EQ(each.kind == EventKind::founding || each.kind == EventKind::present_at_start,
                  std::ranges::find(last_presences, mirror(each.at)) != last_presences.end() && each.after);
    }
    // Each gap is told at both of its ends.
    std::vector<Step> resumed;
    std::ranges::copy_if(steps, std::back_inserter(resumed), [](Step const& each) { return each.gap > 0; });
    ASSERT_EQ(gaps.size(), resumed.size());
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        EXPECT_EQ(gaps[i].from, resumed[i].from);
        EXPECT_EQ(gaps[i].to, resumed[i].to);
        EXPECT_EQ(gaps[i].gap, resumed[i].gap);
    }
}

/// Founding and present_at_start have no counterpart: what the last edition treats is not dropped. The mirror of
/// `derived` is a lineage event or a morph arc that leads on from a theme that is dropped for good. With D = 1 `heir`
/// says that; so the flags are compared with the arcs and events, in both directions of time.
TEST(EvolutionInvariants, TimeReversalMirrorsTheEvents) {
    for_each_series([](Coding const& coding, Parameters const& drawn, test::Random& random) {
        Parameters parameters = drawn;
        if (test::below(random, 2) == 0) {
            parameters.look_back = 1;
        }
        Renumbering by = nothing_moved(coding);
        Coding const other = reversed(coding, by);
        plain::Evolution const there = computed(coding, parameters);
        plain::Evolution const back = computed(other, parameters);

        auto const mirror_in = [&](Facet facet, At at) {
            return At{static_cast<std::uint32_t>(observed(there, facet).size()) - 1 - at.position, at.subject};
        };
        auto const mirror = [&](At at) { return mirror_in(Facet::issues, at); };
        auto const mirror_set = [&](std::set<At> const& set) {
            std::set<At> result;
            for (At const at : set) {
                result.insert(mirror(at));
            }
            return result;
        };

        std::vector<At> last;
        for (plain::State const& each : there.states) {
            if (each.at.position + 1 == observed(there, Facet::issues).size()) {
                last.push_back(each.at);
            }
        }
        expect_mirrored(there.theme_events, back.theme_events, mirror, last);
        auto const mirror_item = [&](At at) { return mirror_in(coding.items[at.subject].facet, at); };
        last.clear();
        for (plain::Presence const& each : there.presences) {
            if (each.at.position + 1 == observed(there, coding.items[each.at.subject].facet).size()) {
                last.push_back(each.at);
            }
        }
        expect_mirrored(there.item_events, back.item_events, mirror_item, last);

        std::vector<plain::LineageEvent> lineage = back.lineage_events;
        for (plain::LineageEvent& each : lineage) {
            each.position = static_cast<std::uint32_t>(observed(there, Facet::issues).size()) - each.position;
            std::set<At> const sources = mirror_set(each.targets);
            each.targets = mirror_set(each.sources);
            each.sources = sources;
            std::swap(each.share_of_old, each.share_of_new);
            if (each.kind == EventKind::dispersed) {
                each.kind = EventKind::assembled;
            } else if (each.kind == EventKind::assembled) {
                each.kind = EventKind::dispersed;
            } else if (each.kind == EventKind::merged) {
                At const target = *each.sources.begin();  // the whole that comes apart
                bool const stays = std::ranges::any_of(there.states, [&](plain::State const& state) {
                    return state.at == At{target.position + 1, target.subject};
                });
                each.kind = stays ? EventKind::branched : EventKind::split;
            } else if (each.kind != EventKind::replaced) {
                each.kind = EventKind::merged;
            }
        }
        plain::Evolution turned = there;
        turned.lineage_events = lineage;
        turned.arcs = back.arcs;
        for (plain::Arc& each : turned.arcs) {
            each.from = mirror(each.from);
            each.to = mirror(each.to);
            std::swap(each.from, each.to);
            std::swap(each.overlap.gained, each.overlap.lost);
        }
        sort(turned, coding);
        expect_equal(turned, there);

        auto const morphs_on = [&](At from, std::uint32_t k) {
            return std::ranges::any_of(there.arcs, [&](plain::Arc const& arc) {
                return arc.kind == ArcKind::morphs && arc.from == from && (k == none || arc.to.position == k);
            });
        };
        auto const in_lineage = [&](At from) {
            return std::ranges::any_of(there.lineage_events, [&](plain::LineageEvent const& event) {
                return event.position == from.position + 1 && event.sources.contains(from);
            });
        };
        for (plain::Event const& each : back.theme_events) {
            if (each.kind == EventKind::introduced) {
                At const from = mirror(each.at);
                EXPECT_EQ(each.derived, in_lineage(from) || morphs_on(from, none));
            }
        }
        for (plain::Event const& each : there.theme_events) {
            if (each.kind == EventKind::dropped) {
                EXPECT_EQ(each.heir, in_lineage(*each.before) || morphs_on(*each.before, each.at.position));
            }
        }
    });
}

// --- 6: measures and thresholds ---

TEST(EvolutionInvariants, RaisingTheThresholdOnlyRemovesMorphArcs) {
    std::size_t removed = 0;
    for_each_series([&](Coding const& coding, Parameters const& drawn, test::Random&) {
        constexpr std::array thresholds{Ratio{1, 10}, Ratio{1, 3}, Ratio{1, 2}, Ratio{3, 5}, Ratio{3, 4}, Ratio{1, 1}};
        auto const key = [](plain::Arc const& arc) { return std::tuple{arc.from, arc.to, arc.kind, arc.development}; };
        std::optional<std::vector<plain::Arc>> before;
        for (Ratio const threshold : thresholds) {
            Parameters parameters = drawn;
            parameters.min_overlap = threshold;
            std::vector<plain::Arc> const arcs = computed(coding, parameters).arcs;
            if (before) {
                EXPECT_TRUE(std::ranges::includes(*before, arcs, {}, key, key));
                auto const is_other = [](plain::Arc const& arc) { return arc.kind != ArcKind::morphs; };
                EXPECT_EQ(std::ranges::count_if(*before, is_other), std::ranges::count_if(arcs, is_other));
                removed += before->size() - std::min(before->size(), arcs.size());
            }
            before = arcs;
        }
    });
    EXPECT_GT(removed, runs);
}

TEST(EvolutionInvariants, MeasuresAreInBoundsAndTrueToTheSets) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random&) {
        Evolution const evolution = compute(coding, parameters);
        plain::Evolution const form = plain::form_of(coding, evolution);
        for (StateId a = 0; a < evolution.states.size(); ++a) {
            for (StateId b = a; b < evolution.states.size(); ++b) {
                auto const [before, after] = plain::compared(coding, parameters, form.states[a], form.states[b]);
                Overlap const overlap = overlap_of(coding, evolution, a, b);
                bool const has_values = !before.empty() && !after.empty();
                for (auto const& value : {overlap.retention(), overlap.inheritance(), overlap.inclusion(),
                                          overlap.jaccard(), overlap.gain(), overlap.loss()}) {
                    ASSERT_EQ(value.has_value(), has_values);
                    EXPECT_TRUE(!value || (*value >= Ratio{0} && *value <= Ratio{1}));
                }
                if (has_values) {
                    EXPECT_EQ(*overlap.gain() + *overlap.loss() + *overlap.jaccard(), Ratio{1});
                    EXPECT_GE(*overlap.inclusion(), *overlap.jaccard());
                    EXPECT_EQ(*overlap.inclusion(), std::max(*overlap.retention(), *overlap.inheritance()));
                    EXPECT_EQ(*overlap.jaccard() == Ratio{1}, before == after);
                }
                Overlap const back = overlap_of(coding, evolution, b, a);
                EXPECT_EQ(back, (Overlap{overlap.kept, overlap.lost, overlap.gained}));
                EXPECT_EQ(back.gain(), overlap.loss());
                double const chance = chance_of_overlap(
                    population(coding, evolution, evolution.states[a].position, evolution.states[b].position), overlap);
                EXPECT_TRUE(std::isfinite(chance) && chance >= 0.0 && chance <= 1.0) << chance;
                EXPECT_TRUE(overlap.kept > 0 || std::abs(chance - 1.0) < 1e-12) << chance;
            }
        }
        for (LineageEvent const& each : evolution.lineage_events) {
            for (Ratio const share : {each.share_of_old, each.share_of_new}) {
                EXPECT_GT(share, Ratio{0});
                EXPECT_LE(share, Ratio{1});
            }
        }
    });
}

TEST(EvolutionInvariants, InclusionAndStabilityAreNotThoseOfOneLongString) {
    // bibliometrix collapses the word lists and gets 1/4 and 1/8.
    Overlap const overlap{3, 2, 1};
    EXPECT_EQ(overlap.before(), 4U);
    EXPECT_EQ(overlap.after(), 5U);
    EXPECT_EQ(overlap.inclusion(), (Ratio{3, 4}));
    EXPECT_EQ(overlap.jaccard(), (Ratio{1, 2}));
}

// --- 7: evidence and coverage ---

TEST(EvolutionInvariants, PresentSidesHaveEvidenceAndAbsentOnesCoverage) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random&) {
        Evolution const evolution = compute(coding, parameters);
        plain::Evolution const form = plain::form_of(coding, evolution);
        auto const expect_proved = [&](plain::Set const& evidence, std::uint32_t edition, Facet facet) {
            plain::Set sources;
            for (std::uint32_t const each : evidence) {
                EXPECT_EQ(coding.passages[each].edition, edition);
                sources.insert(coding.passages[each].source);
            }
            EXPECT_FALSE(sources.contains(none));
            EXPECT_GE(sources.size(), parameters.min_sources);
            EXPECT_TRUE(is_observed(coding, edition, facet)) << "what is not observed says nothing";
        };
        auto const expect_covered = [&](std::uint32_t edition, Facet facet) {
            EXPECT_TRUE(is_observed(coding, edition, facet));
            EXPECT_NE(coding.editions[edition].coverage[static_cast<std::size_t>(facet)], none);
        };
        auto const theme_evidence = [&](At at) {
            plain::State const* const state = plain::find(form, at);
            return state == nullptr ? nullptr : &state->evidence;
        };
        auto const item_evidence = [&](At at) {
            auto const presence = std::ranges::find(form.presences, at, &plain::Presence::at);
            return presence == form.presences.end() ? nullptr : &presence->evidence;
        };

        // `evidence_of` gives nothing for what is absent.
        auto const check = [&](plain::Event const& event, StateEvent const& raw, bool of_item,
                               auto const& evidence_of) {
            Facet const facet = of_item ? coding.items[event.at.subject].facet : Facet::issues;
            std::vector<std::uint32_t> const& editions = observed(form, facet);
            EXPECT_EQ(event.after.has_value(), event.kind != EventKind::dropped);
            EXPECT_TRUE(!event.after || *event.after == event.at);
            EXPECT_EQ(event.before.has_value(), event.kind == EventKind::continued ||
                                                    event.kind == EventKind::resumed ||
                                                    event.kind == EventKind::dropped);
            for (std::optional<At> const& side : {event.before, event.after}) {
                if (side) {
                    plain::Set const* const evidence = evidence_of(*side);
                    ASSERT_NE(evidence, nullptr);
                    expect_proved(*evidence, editions[side->position], facet);
                }
            }
            // Absent: between the two sides, in the edition of a drop, and before an introduction.
            std::uint32_t const end = event.at.position + (event.kind == EventKind::dropped ? 1 : 0);
            for (std::uint32_t k = event.before ? event.before->position + 1 : 0; k < end; ++k) {
                EXPECT_EQ(evidence_of({k, event.at.subject}), nullptr);
                expect_covered(editions[k], facet);
            }
            // Whatever else lies between is told as not complete.
            auto const [first, last] = span_of(coding, evolution, raw, of_item);
            EXPECT_EQ(last, editions[event.at.position]);
            std::span<std::uint32_t const> const across = evolution.not_complete(facet, first, last);
            for (std::uint32_t edition = first; edition <= last; ++edition) {
                EXPECT_TRUE(is_observed(coding, edition, facet) || std::ranges::find(across, edition) != across.end());
            }
        };
        for (std::size_t i = 0; i < form.theme_events.size(); ++i) {
            check(form.theme_events[i], evolution.theme_events[i], false, theme_evidence);
        }
        for (std::size_t i = 0; i < form.item_events.size(); ++i) {
            check(form.item_events[i], evolution.item_events[i], true, item_evidence);
        }
        auto const expect_state = [&](At at) {
            ASSERT_NE(theme_evidence(at), nullptr);
            expect_proved(*theme_evidence(at), observed(form, Facet::issues)[at.position], Facet::issues);
        };
        auto const is_absent = [&](At at) { return theme_evidence(at) == nullptr ? 1U : 0U; };
        for (plain::LineageEvent const& each : form.lineage_events) {
            std::size_t absent = 0;
            for (At const at : each.sources) {
                EXPECT_EQ(at.position + 1, each.position);
                expect_state(at);
                absent += is_absent({each.position, at.subject});
            }
            for (At const at : each.targets) {
                EXPECT_EQ(at.position, each.position);
                expect_state(at);
                absent += is_absent({each.position - 1, at.subject});
            }
            EXPECT_GE(absent, 1U) << "every lineage event has a theme that comes or goes";
            EXPECT_GE(each.shared.size(), parameters.min_shared);
            expect_covered(observed(form, Facet::issues)[each.position], Facet::issues);
            expect_covered(observed(form, Facet::issues)[each.position - 1], Facet::issues);
        }
        for (plain::Arc const& each : form.arcs) {
            EXPECT_LT(each.from.position, each.to.position) << "every path respects time";
            expect_state(each.from);
            expect_state(each.to);
        }
    });
}

// --- and what stands beside them ---

TEST(EvolutionInvariants, ScopesBelowTheMinimumAreAtMostParts) {
    for_each_series([](Coding const& coding, Parameters const& parameters, test::Random&) {
        Evolution const evolution = compute(coding, parameters);
        auto const expect_large = [&](StateId id) { EXPECT_FALSE(evolution.scope_too_small(id)); };
        for (LineageEvent const& each : evolution.lineage_events) {
            if (each.kind != EventKind::assembled) {  // of whose parts one item is enough
                std::ranges::for_each(each.sources, expect_large);
            }
            if (each.kind != EventKind::dispersed) {
                std::ranges::for_each(each.targets, expect_large);
            }
        }
        for (Arc const& each : evolution.arcs) {
            if (each.kind == ArcKind::morphs) {
                expect_large(each.from);
                expect_large(each.to);
            }
        }
    });
}

TEST(EvolutionInvariants, LeavingOutTakesThePassagesAndNothingElse) {
    for_each_series([](Coding const& coding, Parameters const&, test::Random& random) {
        auto const check = [&](Unit unit, std::size_t count, auto const& of) {
            if (count == 0) {
                return;
            }
            auto const index = static_cast<std::uint32_t>(test::below(random, count));
            std::vector<Coding::Passage> expected;
            std::ranges::copy_if(coding.passages, std::back_inserter(expected),
                                 [&](Coding::Passage const& each) { return of(each) != index; });
            Coding const left = without(coding, unit, index);
            EXPECT_EQ(left.passages, expected);
            EXPECT_EQ(left.editions.size(), coding.editions.size());
            EXPECT_EQ(left.themes, coding.themes);
            EXPECT_EQ(left.items.size(), coding.items.size());
            EXPECT_EQ(left.documents, coding.documents);
            EXPECT_EQ(left.sources, coding.sources);
        };
        check(Unit::document, coding.documents.size(), [](Coding::Passage const& each) { return each.document; });
        std::size_t const sources =
            coding.counts_as.empty() ? coding.sources.size() : std::min<std::size_t>(1, coding.sources.size());
        check(Unit::source, sources, [&](Coding::Passage const& each) { return coding.counted_source(each.source); });
        check(Unit::item, coding.items.size(), [](Coding::Passage const& each) { return each.item; });
    });
}

}  // namespace
}  // namespace stoa::evolution
