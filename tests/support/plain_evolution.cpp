// SPDX-License-Identifier: Apache-2.0
#include "support/plain_evolution.hpp"

#include <algorithm>
#include <concepts>
#include <map>
#include <sstream>
#include <string_view>
#include <tuple>

namespace stoa::test::plain {
namespace {

using evolution::ArcKind;
using evolution::Coding;
using evolution::EventKind;
using evolution::Facet;
using evolution::Level;
using evolution::none;
using evolution::Overlap;
using evolution::Parameters;
using evolution::Ratio;
using evolution::Role;
using evolution::RoleChange;
using evolution::ScopeChange;

constexpr std::array facets{Facet::issues, Facet::groups, Facet::sdgs};

std::uint32_t size_of(Set const& set) { return static_cast<std::uint32_t>(set.size()); }

Set both(Set const& a, Set const& b) {
    Set result;
    for (std::uint32_t const each : a) {
        if (b.contains(each)) {
            result.insert(each);
        }
    }
    return result;
}

Set either(Set a, Set const& b) {
    a.insert(b.begin(), b.end());
    return a;
}

Ratio share(std::uint32_t part, std::uint32_t whole) { return {part, whole}; }

Level level(Coding const& coding, std::uint32_t edition, Facet facet) {
    return coding.editions[edition].level[static_cast<std::size_t>(facet)];
}

/// Section 2: the observed editions are those that are complete or partial.
bool is_observed(Coding const& coding, std::uint32_t edition, Facet facet) {
    return level(coding, edition, facet) == Level::complete || level(coding, edition, facet) == Level::partial;
}

/// Section 2: headline (3) > strand (2) > issue = group (1).
int rank_of(Role role) {
    switch (role) {
        case Role::headline:
            return 3;
        case Role::strand:
            return 2;
        default:
            return 1;
    }
}

/// Section 2: a comparison of two scopes uses only the facets that are observed on both sides.
bool is_compared(Coding const& coding, Parameters const& parameters, Facet facet, std::uint32_t a, std::uint32_t b) {
    return parameters.facets.contains(facet) && is_observed(coding, a, facet) && is_observed(coding, b, facet);
}

/// What is told of a subject (a theme or an item) over the editions that are observed for it.
struct Course {
    Facet facet{};
    std::uint32_t subject = 0;
    std::vector<bool> present;  ///< by position
};

class Computation {
public:
    Computation(Coding const& coding, Parameters const& parameters) : coding_{coding}, parameters_{parameters} {}

    Evolution run() {
        for (Facet const facet : facets) {
            for (std::uint32_t edition = 0; edition < coding_.editions.size(); ++edition) {
                if (is_observed(coding_, edition, facet)) {
                    observed(facet).push_back(edition);
                }
            }
        }
        find_states();
        find_presences();
        find_arcs();
        for (std::uint32_t k = 1; k < observed(Facet::issues).size(); ++k) {
            find_lineage(k);
        }
        tell_themes();
        tell_items();
        for (Coding::Passage const& each : coding_.passages) {
            result_.passages_unobserved += is_observed(coding_, each.edition, Facet::issues) ? 0U : 1U;
        }
        return std::move(result_);
    }

private:
    std::vector<std::uint32_t>& observed(Facet facet) { return result_.observed[static_cast<std::size_t>(facet)]; }

    std::optional<std::int32_t> year(Facet facet, std::uint32_t position) {
        return coding_.editions[observed(facet)[position]].year;
    }

    State const* state(std::uint32_t theme, std::uint32_t position) { return find(result_, At{position, theme}); }

    /// Section 2: present from p_min distinct sources on.
    bool is_enough(Set const& evidence) const {
        Set sources;
        for (std::uint32_t const each : evidence) {
            // One that repeats another counts as that other.
            std::uint32_t const source = coding_.passages[each].source;
            sources.insert(coding_.counts_as.empty() ? source : coding_.counts_as[source]);
        }
        return sources.size() >= parameters_.min_sources;
    }

    /// Section 2: an item counts only with a passage of that edition, and no passage counts without a source.
    void find_states() {
        auto const& editions = observed(Facet::issues);
        for (std::uint32_t k = 0; k < editions.size(); ++k) {
            for (std::uint32_t theme = 0; theme < coding_.themes.size(); ++theme) {
                State found;
                found.at = {k, theme};
                found.edition = editions[k];
                for (std::uint32_t i = 0; i < coding_.passages.size(); ++i) {
                    Coding::Passage const& passage = coding_.passages[i];
                    if (passage.edition != editions[k] || passage.theme != theme || passage.source == none) {
                        continue;
                    }
                    found.evidence.insert(i);
                    found.role = std::max(found.role, passage.role);
                    if (passage.item != none && parameters_.facets.contains(coding_.items[passage.item].facet)) {
                        found.scope.insert(passage.item);
                    }
                }
                if (is_enough(found.evidence)) {
                    result_.states.push_back(std::move(found));
                }
            }
        }
        for (State& later : result_.states) {
            for (State& earlier : result_.states) {
                if (earlier.at.subject == later.at.subject && earlier.at.position < later.at.position) {
                    later.previous = earlier.at;  // the latest one comes last
                    if (!earlier.next) {
                        earlier.next = later.at;  // the earliest one comes first
                    }
                }
            }
        }
    }

    /// Section 2: items of the chosen facets by the same rules, through their own facet.
    void find_presences() {
        for (std::uint32_t item = 0; item < coding_.items.size(); ++item) {
            if (!parameters_.facets.contains(coding_.items[item].facet)) {
                continue;
            }
            auto const& editions = observed(coding_.items[item].facet);
            for (std::uint32_t k = 0; k < editions.size(); ++k) {
                Presence found{{k, item}, editions[k], {}};
                for (std::uint32_t i = 0; i < coding_.passages.size(); ++i) {
                    Coding::Passage const& passage = coding_.passages[i];
                    if (passage.edition == editions[k] && passage.item == item && passage.source != none) {
                        found.evidence.insert(i);
                    }
                }
                if (is_enough(found.evidence)) {
                    result_.presences.push_back(std::move(found));
                }
            }
        }
    }

    std::pair<Set, Set> compared_of(State const& a, State const& b) const {
        return compared(coding_, parameters_, a, b);
    }

    // --- section 4 ---

    /// The state events of one subject, without what needs scopes and lineage.
    std::vector<Event> tell(Course const& course) {
        std::vector<Event> events;
        auto const last_before = [&](std::uint32_t k) {
            std::optional<std::uint32_t> last;
            for (std::uint32_t j = 0; j < k; ++j) {
                if (course.present[j]) {
                    last = j;
                }
            }
            return last;
        };
        for (std::uint32_t k = 0; k < course.present.size(); ++k) {
            Event event;
            event.at = {k, course.subject};
            bool const was_present = k > 0 && course.present[k - 1];
            if (course.present[k]) {
                event.after = event.at;
                std::optional<std::uint32_t> const j = last_before(k);
                if (j) {
                    event.before = At{*j, course.subject};
                }
                if (k == 0) {
                    event.kind = nothing_earlier(course.facet) ? EventKind::founding : EventKind::present_at_start;
                } else if (was_present) {
                    event.kind = EventKind::continued;
                } else if (j) {
                    event.kind = EventKind::resumed;
                    event.gap = k - *j - 1;
                    std::optional<std::int32_t> const from = year(course.facet, *j);
                    std::optional<std::int32_t> const to = year(course.facet, k);
                    if (from && to) {
                        event.gap_years = *to - *from;
                    }
                } else {
                    event.kind = EventKind::introduced;
                }
                events.push_back(event);
            } else if (was_present) {
                event.kind = EventKind::dropped;
                event.before = At{k - 1, course.subject};
                event.open = true;
                for (std::uint32_t i = k; i < course.present.size() && event.open; ++i) {
                    if (course.present[i]) {
                        event.open = false;
                    } else {
                        ++event.absent_for;
                    }
                }
                events.push_back(event);
            }
        }
        return events;
    }

    /// Every edition before the first observed one is not applicable, or there is none.
    bool nothing_earlier(Facet facet) {
        for (std::uint32_t edition = 0; edition < observed(facet).front(); ++edition) {
            if (level(coding_, edition, facet) != Level::not_applicable) {
                return false;
            }
        }
        return true;
    }

    /// The two qualifiers of section 4, from the previous present state.
    void qualify(Event& event) {
        State const& before = *find(result_, *event.before);
        State const& after = *find(result_, *event.after);
        int const step = rank_of(after.role) - rank_of(before.role);
        event.role = step > 0 ? RoleChange::raised : step < 0 ? RoleChange::lowered : RoleChange::unchanged;
        auto const sets = compared_of(before, after);
        event.overlap = overlap(sets);
        event.scope = scope_change(sets, before.edition, after.edition);
    }

    ScopeChange scope_change(std::pair<Set, Set> const& sets, std::uint32_t before, std::uint32_t after) const {
        auto const& [a, b] = sets;
        if (a.empty() || b.empty()) {
            return ScopeChange::unknown;
        }
        if (a == b) {
            return ScopeChange::steady;
        }
        std::uint32_t const all = size_of(either(a, b));
        if (all < parameters_.min_scope) {
            return ScopeChange::unknown;
        }
        for (Facet const facet : facets) {
            if (is_compared(coding_, parameters_, facet, before, after) &&
                level(coding_, before, facet) != level(coding_, after, facet)) {
                return ScopeChange::unknown;
            }
        }
        auto const is_big = [&](std::uint32_t items) {
            return items >= parameters_.min_change && share(items, all) >= parameters_.big_change;
        };
        bool const gained = is_big(all - size_of(a));
        bool const lost = is_big(all - size_of(b));
        if (gained && lost) {
            return ScopeChange::shifted;
        }
        return gained ? ScopeChange::broadened : lost ? ScopeChange::narrowed : ScopeChange::steady;
    }

    void tell_themes() {
        for (std::uint32_t theme = 0; theme < coding_.themes.size(); ++theme) {
            Course course{Facet::issues, theme, {}};
            for (std::uint32_t k = 0; k < observed(Facet::issues).size(); ++k) {
                course.present.push_back(state(theme, k) != nullptr);
            }
            for (Event& event : tell(course)) {
                if (event.kind == EventKind::continued || event.kind == EventKind::resumed) {
                    qualify(event);
                }
                if (event.kind == EventKind::dropped) {
                    event.heir = leads_on(*event.before, event.at.position);
                }
                if (event.kind == EventKind::introduced) {
                    event.derived = std::ranges::any_of(
                                        result_.lineage_events,
                                        [&](LineageEvent const& each) { return each.targets.contains(event.at); }) ||
                                    std::ranges::any_of(result_.arcs, [&](Arc const& arc) {
                                        return arc.kind == ArcKind::morphs && arc.to == event.at;
                                    });
                }
                result_.theme_events.push_back(event);
            }
        }
        std::ranges::sort(result_.theme_events, {}, &Event::at);
    }

    bool leads_on(At from, std::uint32_t k) const {
        return std::ranges::any_of(
                   result_.lineage_events,
                   [&](LineageEvent const& each) { return each.position == k && each.sources.contains(from); }) ||
               std::ranges::any_of(result_.arcs, [&](Arc const& arc) {
                   return arc.kind == ArcKind::morphs && arc.from == from && arc.to.position == k;
               });
    }

    void tell_items() {
        for (std::uint32_t item = 0; item < coding_.items.size(); ++item) {
            Course course{coding_.items[item].facet, item, {}};
            for (std::uint32_t k = 0; k < observed(course.facet).size(); ++k) {
                course.present.push_back(std::ranges::any_of(result_.presences, [&](Presence const& each) {
                    return each.at == At{k, item};
                }));
            }
            for (Event const& event : tell(course)) {
                result_.item_events.push_back(event);
            }
        }
        std::ranges::sort(result_.item_events, {}, [&](Event const& event) {
            return std::pair{observed(coding_.items[event.at.subject].facet)[event.at.position], event.at.subject};
        });
    }

    // --- section 5 ---

    std::vector<State const*> states_at(std::uint32_t position) const {
        std::vector<State const*> found;
        for (State const& each : result_.states) {
            if (each.at.position == position) {
                found.push_back(&each);
            }
        }
        return found;
    }

    /// A state on the many side of a lineage event, next to the one state of the other side.
    struct Part {
        State const* state;
        Set items;   ///< of compared facets
        Set shared;  ///< with the one state
    };

    /// The states at a position of which `belongs` holds.
    std::vector<Part> parts(State const& one, std::uint32_t position,
                            std::predicate<Part const&, Set const&> auto belongs) {
        std::vector<Part> found;
        for (State const* each : states_at(position)) {
            auto const [items, of_one] = compared_of(*each, one);
            Part part{each, items, both(items, of_one)};
            if (belongs(part, of_one)) {
                found.push_back(std::move(part));
            }
        }
        return found;
    }

    /// "Own": only those stay that share with the other side an item that no other member of the set shares.
    static std::vector<Part> own(std::vector<Part> const& set) {
        std::vector<Part> rest;
        for (Part const& each : set) {
            bool const has_own = std::ranges::any_of(each.shared, [&](std::uint32_t item) {
                return std::ranges::none_of(
                    set, [&](Part const& other) { return other.state != each.state && other.shared.contains(item); });
            });
            if (has_own) {
                rest.push_back(each);
            }
        }
        return rest;
    }

    /// The event between `one` and `many`, with X and both shares. `one` is on the old side where `many` is later.
    LineageEvent event_between(EventKind kind, State const& one, std::vector<Part> const& many) {
        Set passed;
        Set of_many;
        Set of_one;
        std::set<At> members;
        for (Part const& each : many) {
            passed = either(passed, each.shared);
            of_many = either(of_many, each.items);
            of_one = compared_of(one, *each.state).first;
            members.insert(each.state->at);
        }
        Ratio const in_many = share(size_of(passed), size_of(of_many));
        Ratio const in_one = share(size_of(passed), size_of(of_one));
        std::uint32_t const there = many.front().state->at.position;
        if (one.at.position < there) {
            return {there, kind, {one.at}, std::move(members), std::move(passed), in_one, in_many};
        }
        return {one.at.position, kind, std::move(members), {one.at}, std::move(passed), in_many, in_one};
    }

    /// Is the theme of a member, other than the one's, absent at the one's position?
    bool some_other_is_absent(std::vector<Part> const& many, State const& one) {
        return std::ranges::any_of(many, [&](Part const& each) {
            return each.state->at.subject != one.at.subject &&
                   state(each.state->at.subject, one.at.position) == nullptr;
        });
    }

    /// merged(B), with `other` = k - 1, or its mirror with `other` = k: split(A) and branched(A).
    std::optional<LineageEvent> joint(State const& one, std::uint32_t other) {
        std::vector<Part> const members = own(parts(one, other, [&](Part const& each, Set const& /*of_one*/) {
            return !each.items.empty() && share(size_of(each.shared), size_of(each.items)) >= parameters_.min_overlap &&
                   each.shared.size() >= parameters_.min_shared;
        }));
        bool const is_there = state(one.at.subject, other) != nullptr;
        bool const is_member =
            std::ranges::any_of(members, [&](Part const& each) { return each.state->at.subject == one.at.subject; });
        if (members.size() < 2 || (is_there && !is_member) || !some_other_is_absent(members, one)) {
            return std::nullopt;
        }
        EventKind const kind = other < one.at.position ? EventKind::merged
                               : is_there              ? EventKind::branched
                                                       : EventKind::split;
        return event_between(kind, one, members);
    }

    /// dispersed(A), with `other` = k, or its mirror assembled(B) with `other` = k - 1, but for what came before.
    std::optional<LineageEvent> in_parts(State const& one, std::uint32_t other) {
        if (state(one.at.subject, other) != nullptr) {
            return std::nullopt;
        }
        std::uint32_t whole = 0;
        std::vector<Part> const members = own(parts(one, other, [&](Part const& each, Set const& of_one) {
            whole = size_of(of_one);
            return !each.shared.empty() && share(size_of(each.shared), whole) >= parameters_.min_part;
        }));
        if (whole < parameters_.min_shared || members.size() < 2 || !some_other_is_absent(members, one)) {
            return std::nullopt;
        }
        LineageEvent event =
            event_between(other < one.at.position ? EventKind::assembled : EventKind::dispersed, one, members);
        if (event.shared.size() < 3 || share(size_of(event.shared), whole) < parameters_.min_overlap) {
            return std::nullopt;
        }
        return event;
    }

    /// The six kinds, between o_(k-1) and o_k.
    void find_lineage(std::uint32_t k) {
        std::vector<LineageEvent> found;
        auto const add = [&](std::optional<LineageEvent> event) {
            if (event) {
                found.push_back(std::move(*event));
            }
        };
        auto const is = [&](EventKind kind, std::set<At> LineageEvent::*side, At at) {
            return std::ranges::any_of(
                found, [&](LineageEvent const& each) { return each.kind == kind && (each.*side).contains(at); });
        };
        for (State const* b : states_at(k)) {
            add(joint(*b, k - 1));
        }
        for (State const* a : states_at(k - 1)) {
            add(joint(*a, k));
        }
        std::vector<LineageEvent> replacements;
        for (State const* a : states_at(k - 1)) {
            for (State const* b : states_at(k)) {
                bool const is_linked = std::ranges::any_of(found, [&](LineageEvent const& each) {
                    return each.sources.contains(a->at) && each.targets.contains(b->at);
                });
                if (!is_linked && is_replaced(*a, *b)) {
                    auto const [before, after] = compared_of(*a, *b);
                    Set const shared = both(before, after);
                    replacements.push_back({k,
                                            EventKind::replaced,
                                            {a->at},
                                            {b->at},
                                            shared,
                                            share(size_of(shared), size_of(before)),
                                            share(size_of(shared), size_of(after))});
                }
            }
        }
        found.insert(found.end(), replacements.begin(), replacements.end());
        for (State const* a : states_at(k - 1)) {
            if (!is(EventKind::split, &LineageEvent::sources, a->at) &&
                !is(EventKind::replaced, &LineageEvent::sources, a->at)) {
                add(in_parts(*a, k));
            }
        }
        for (State const* b : states_at(k)) {
            if (!is(EventKind::merged, &LineageEvent::targets, b->at) &&
                !is(EventKind::replaced, &LineageEvent::targets, b->at)) {
                add(in_parts(*b, k - 1));
            }
        }
        std::ranges::sort(found, {}, [](LineageEvent const& each) {
            return std::tuple{each.kind, std::vector(each.sources.begin(), each.sources.end()),
                              std::vector(each.targets.begin(), each.targets.end())};
        });
        result_.lineage_events.insert(result_.lineage_events.end(), found.begin(), found.end());
    }

    /// Section 3: an empty set gives no value.
    std::optional<Ratio> jaccard(State const& a, State const& b) const {
        auto const [before, after] = compared_of(a, b);
        if (before.empty() || after.empty()) {
            return std::nullopt;
        }
        return share(size_of(both(before, after)), size_of(either(before, after)));
    }

    /// replaced(A→B), but for the pairs that a merge, split or branching has.
    bool is_replaced(State const& a, State const& b) {
        if (state(a.at.subject, b.at.position) || state(b.at.subject, a.at.position)) {
            return false;
        }
        auto const [before, after] = compared_of(a, b);
        std::uint32_t const n = size_of(both(before, after));
        if (n == 0 || n < parameters_.min_shared || share(n, size_of(before)) <= parameters_.min_overlap ||
            share(n, size_of(after)) <= parameters_.min_overlap) {
            return false;
        }
        Ratio const best = *jaccard(a, b);
        auto const is_below = [&](std::optional<Ratio> value) { return !value || *value < best; };
        for (State const* rival : states_at(b.at.position)) {
            if (rival->at != b.at && !is_below(jaccard(a, *rival))) {
                return false;
            }
        }
        for (State const* rival : states_at(a.at.position)) {
            if (rival->at != a.at && !is_below(jaccard(*rival, b))) {
                return false;
            }
        }
        return true;
    }

    bool is_present_between(std::uint32_t theme, std::uint32_t j, std::uint32_t k) {
        for (std::uint32_t i = j + 1; i < k; ++i) {
            if (state(theme, i)) {
                return true;
            }
        }
        return false;
    }

    /// The morph arc of section 5, from (A, o_j) to (B, o_k).
    bool is_morph(State const& a, State const& b) {
        std::uint32_t const j = a.at.position;
        std::uint32_t const k = b.at.position;
        if (j >= k || k - j > parameters_.look_back || a.at.subject == b.at.subject) {
            return false;
        }
        auto const [before, after] = compared_of(a, b);
        std::uint32_t const n = size_of(both(before, after));
        if (n == 0 || n < parameters_.min_shared ||
            share(n, std::min(size_of(before), size_of(after))) < parameters_.min_overlap) {
            return false;
        }
        return !is_present_between(a.at.subject, j, k) && !is_present_between(b.at.subject, j, k) &&
               (!state(a.at.subject, k) || !state(b.at.subject, j));
    }

    /// Section 6: arcs are continue (k-1→k), resume (j→k), morph, asserted.
    void find_arcs() {
        auto const add = [&](State const& a, State const& b, ArcKind kind, std::uint32_t development = none) {
            result_.arcs.push_back({a.at, b.at, kind, development, overlap(compared_of(a, b))});
        };
        for (State const& a : result_.states) {
            for (State const& b : result_.states) {
                if (b.previous == a.at) {
                    add(a, b, b.at.position - a.at.position == 1 ? ArcKind::continues : ArcKind::resumes);
                }
                if (is_morph(a, b)) {
                    add(a, b, ArcKind::morphs);
                }
                for (std::uint32_t i = 0; i < coding_.developments.size(); ++i) {
                    Coding::Development const& each = coding_.developments[i];
                    if (a.edition == each.from_edition && a.at.subject == each.from_theme &&
                        b.edition == each.to_edition && b.at.subject == each.to_theme) {
                        add(a, b, ArcKind::asserted, i);
                    }
                }
            }
        }
        std::ranges::sort(result_.arcs, {}, [](Arc const& arc) {
            return std::tuple{arc.from, arc.to, arc.kind, arc.development};
        });
    }

    Coding const& coding_;
    Parameters const& parameters_;
    Evolution result_;
};

// --- to read ---

template <class Enum>
std::string_view word(Enum value, std::initializer_list<std::string_view> words) {
    auto const index = static_cast<std::size_t>(value);
    return index < words.size() ? words.begin()[index] : "?";
}
std::string_view word(Role role) { return word(role, {"group", "issue", "strand", "headline"}); }
std::string_view word(Level of) { return word(of, {"complete", "partial", "unread", "not applicable"}); }
std::string_view word(EventKind kind) {
    return word(kind, {"founding", "present_at_start", "introduced", "continued", "resumed", "dropped", "merged",
                       "split", "branched", "replaced", "dispersed", "assembled"});
}
std::string_view word(RoleChange change) { return word(change, {"raised", "lowered", "unchanged"}); }
std::string_view word(ScopeChange change) {
    return word(change, {"broadened", "narrowed", "shifted", "steady", "unknown"});
}
std::string_view word(ArcKind kind) { return word(kind, {"continues", "resumes", "morphs", "asserted"}); }

std::string text(Set const& set) {
    std::string result = "{";
    for (std::uint32_t const each : set) {
        result += (result.size() > 1 ? " " : "") + std::to_string(each);
    }
    return result + "}";
}
std::string text(At at) { return std::to_string(at.subject) + "@" + std::to_string(at.position); }
std::string text(std::set<At> const& set) {
    std::string result;
    for (At const each : set) {
        result += (result.empty() ? "" : " + ") + text(each);
    }
    return result;
}
std::string text(Overlap const& of) {
    return "kept " + std::to_string(of.kept) + " gained " + std::to_string(of.gained) + " lost " +
           std::to_string(of.lost);
}

void write(std::ostream& out, Event const& event) {
    out << "  " << text(event.at) << " " << word(event.kind);
    if (event.before) {
        out << " before " << text(*event.before);
    }
    if (event.after) {
        out << " after " << text(*event.after);
    }
    if (event.role) {
        out << " " << word(*event.role);
    }
    if (event.scope) {
        out << " " << word(*event.scope);
    }
    out << " (" << text(event.overlap) << ") gap " << event.gap;
    if (event.gap_years) {
        out << " years " << *event.gap_years;
    }
    out << (event.open ? " open" : "") << " absent for " << event.absent_for << (event.heir ? " heir" : "")
        << (event.derived ? " derived" : "") << "\n";
}

}  // namespace

Evolution compute(Coding const& coding, Parameters const& parameters) { return Computation{coding, parameters}.run(); }

State const* find(Evolution const& result, At at) {
    auto const found = std::ranges::find(result.states, at, &State::at);
    return found == result.states.end() ? nullptr : &*found;
}

std::pair<Set, Set> compared(Coding const& coding, Parameters const& parameters, State const& a, State const& b) {
    auto const part = [&](Set const& scope) {
        Set items;
        for (std::uint32_t const item : scope) {
            if (is_compared(coding, parameters, coding.items[item].facet, a.edition, b.edition)) {
                items.insert(item);
            }
        }
        return items;
    };
    return {part(a.scope), part(b.scope)};
}

Overlap overlap(std::pair<Set, Set> const& sets) {
    std::uint32_t const n = size_of(both(sets.first, sets.second));
    return {n, size_of(sets.second) - n, size_of(sets.first) - n};
}

std::uint32_t population(Coding const& coding, Parameters const& parameters, Evolution const& result, std::uint32_t a,
                         std::uint32_t b) {
    Set items;
    for (State const& each : result.states) {
        if (each.at.position == a || each.at.position == b) {
            for (std::uint32_t const item : each.scope) {
                if (is_compared(coding, parameters, coding.items[item].facet, result.observed[0][a],
                                result.observed[0][b])) {
                    items.insert(item);
                }
            }
        }
    }
    return size_of(items);
}

Ratio chance(std::uint32_t population, Overlap const& of) {
    auto const choose = [](std::int64_t n, std::int64_t k) {
        std::int64_t result = k > n ? 0 : 1;
        for (std::int64_t i = 1; i <= k && result != 0; ++i) {
            result = result * (n - k + i) / i;
        }
        return result;
    };
    std::int64_t const all = population;
    std::int64_t const a = of.kept + of.lost;
    std::int64_t const b = of.kept + of.gained;
    std::int64_t ways = 0;
    for (std::int64_t i = of.kept; i <= std::min(a, b); ++i) {
        ways += choose(a, i) * choose(all - a, b - i);
    }
    return {ways, choose(all, b)};
}

std::pair<std::uint32_t, std::uint32_t> span(Evolution const& result, Event const& event, Facet facet) {
    auto const& editions = result.observed[static_cast<std::size_t>(facet)];
    std::uint32_t const last = editions[event.at.position];
    if (event.before) {
        return {editions[event.before->position], last};
    }
    return {event.kind == EventKind::founding ? last : 0, last};
}

std::optional<std::uint32_t> compared_with(Evolution const& result, Event const& event, Facet facet) {
    auto const& editions = result.observed[static_cast<std::size_t>(facet)];
    switch (event.kind) {
        case EventKind::founding:
        case EventKind::present_at_start:
            return std::nullopt;
        case EventKind::resumed:
            return editions[event.before->position];
        default:
            return editions[event.at.position - 1];
    }
}

std::uint32_t read(Coding const& coding, std::uint32_t edition, std::vector<Facet> const& in) {
    Set all;
    for (Facet const facet : in) {
        for (model::Vertex const each : coding.editions[edition].what_was_read[static_cast<std::size_t>(facet)]) {
            all.insert(each);
        }
    }
    return size_of(all);
}

std::vector<Facet> compared_facets(Coding const& coding, Parameters const& parameters, std::uint32_t a,
                                   std::uint32_t b) {
    std::vector<Facet> both;
    for (Facet const facet : facets) {
        if (is_compared(coding, parameters, facet, a, b)) {
            both.push_back(facet);
        }
    }
    return both;
}

Set supporting_links(Coding const& coding, std::vector<State> const& sources, std::vector<State> const& targets) {
    auto const documents = [&](std::vector<State> const& states) {
        Set found;
        for (State const& each : states) {
            for (std::uint32_t const passage : each.evidence) {
                found.insert(coding.passages[passage].document);
            }
        }
        found.erase(none);
        return found;
    };
    Set const earlier = documents(sources);
    Set const later = documents(targets);
    Set links;
    for (std::uint32_t i = 0; i < coding.document_links.size(); ++i) {
        if (earlier.contains(coding.document_links[i].earlier) && later.contains(coding.document_links[i].later)) {
            links.insert(i);
        }
    }
    return links;
}

Evolution form_of(Coding const& coding, evolution::Evolution const& result) {
    Evolution form;
    form.observed = result.observed;
    form.passages_unobserved = result.passages_unobserved;
    auto const at = [&](evolution::StateId id) {
        return At{result.states.at(id).position, result.states.at(id).theme};
    };
    auto const optional_at = [&](evolution::StateId id) { return id == none ? std::nullopt : std::optional{at(id)}; };
    auto const presence_at = [&](std::uint32_t id) {
        return id == none ? std::nullopt
                          : std::optional{At{result.presences.at(id).position, result.presences.at(id).item}};
    };
    for (evolution::State const& each : result.states) {
        State state;
        state.at = {each.position, each.theme};
        state.edition = each.edition;
        state.role = each.role;
        for (std::uint32_t i = each.first_item; i < each.last_item; ++i) {
            state.scope.insert(result.scope_items.at(i));
        }
        for (std::uint32_t i = each.first_passage; i < each.last_passage; ++i) {
            if (coding.passages.at(i).source != none) {
                state.evidence.insert(i);
            }
        }
        state.previous = optional_at(each.previous);
        state.next = optional_at(each.next);
        form.states.push_back(std::move(state));
    }
    for (evolution::Presence const& each : result.presences) {
        Presence presence{{each.position, each.item}, each.edition, {}};
        for (std::uint32_t i = each.first_passage; i < each.last_passage; ++i) {
            std::uint32_t const passage = result.item_passages.at(i);
            if (coding.passages.at(passage).source != none) {
                presence.evidence.insert(passage);
            }
        }
        form.presences.push_back(std::move(presence));
    }
    auto const event = [](evolution::StateEvent const& of, std::optional<At> before, std::optional<At> after) {
        return Event{of.kind,       {of.position, of.subject},
                     before,        after,
                     of.role,       of.scope,
                     of.overlap,    of.gap,
                     of.gap_years,  of.open,
                     of.absent_for, of.heir,
                     of.derived};
    };
    for (evolution::StateEvent const& each : result.theme_events) {
        form.theme_events.push_back(event(each, optional_at(each.before), optional_at(each.after)));
    }
    for (evolution::StateEvent const& each : result.item_events) {
        form.item_events.push_back(event(each, presence_at(each.before), presence_at(each.after)));
    }
    for (evolution::LineageEvent const& each : result.lineage_events) {
        LineageEvent lineage{each.position,     each.kind,        {}, {}, {each.shared.begin(), each.shared.end()},
                             each.share_of_old, each.share_of_new};
        for (evolution::StateId const id : each.sources) {
            lineage.sources.insert(at(id));
        }
        for (evolution::StateId const id : each.targets) {
            lineage.targets.insert(at(id));
        }
        form.lineage_events.push_back(std::move(lineage));
    }
    for (evolution::Arc const& each : result.arcs) {
        form.arcs.push_back({at(each.from), at(each.to), each.kind, each.development, each.overlap});
    }
    return form;
}

std::string to_text(Coding const& coding, Parameters const& parameters) {
    std::ostringstream out;
    out << "p_min " << parameters.min_sources << ", beta " << parameters.big_change << ", b_min "
        << parameters.min_change << ", u_min " << parameters.min_scope << ", kappa " << parameters.min_overlap
        << ", sigma " << parameters.min_part << ", m_min " << parameters.min_shared << ", D " << parameters.look_back
        << ", facets";
    for (Facet const facet : facets) {
        out << (parameters.facets.contains(facet) ? " " : " -") << word(facet, {"issues", "groups", "sdgs"});
    }
    out << "\n" << coding.themes.size() << " themes, items";
    for (std::uint32_t i = 0; i < coding.items.size(); ++i) {
        out << " " << i << "=" << word(coding.items[i].facet, {"issue", "group", "sdg"});
    }
    out << "\n";
    for (std::uint32_t i = 0; i < coding.editions.size(); ++i) {
        Coding::Edition const& edition = coding.editions[i];
        out << "edition " << i << " (" << (edition.year ? std::to_string(*edition.year) : "no year")
            << "): " << word(edition.level[0]) << ", " << word(edition.level[1]) << ", " << word(edition.level[2])
            << "\n";
        for (Coding::Passage const& each : coding.passages) {
            if (each.edition == i) {
                auto const number = [](std::uint32_t index) { return index == none ? "-" : std::to_string(index); };
                out << "  theme " << each.theme << " item " << number(each.item) << " document "
                    << number(each.document) << " source " << number(each.source) << " " << word(each.role) << "\n";
            }
        }
    }
    for (Coding::Development const& each : coding.developments) {
        out << "theme " << each.from_theme << " of edition " << each.from_edition << " became " << each.to_theme
            << " of " << each.to_edition << "\n";
    }
    for (Coding::DocumentLink const& each : coding.document_links) {
        out << "document " << each.later << " follows " << each.earlier << "\n";
    }
    return out.str();
}

std::string to_text(Evolution const& result) {
    std::ostringstream out;
    for (std::size_t facet = 0; facet < result.observed.size(); ++facet) {
        out << "observed for facet " << facet << ":";
        for (std::uint32_t const edition : result.observed[facet]) {
            out << " " << edition;
        }
        out << "\n";
    }
    out << "passages unobserved: " << result.passages_unobserved << "\nstates (theme@position)\n";
    for (State const& each : result.states) {
        out << "  " << text(each.at) << " edition " << each.edition << " " << word(each.role) << " " << text(each.scope)
            << " evidence " << text(each.evidence);
        if (each.previous) {
            out << " previous " << text(*each.previous);
        }
        if (each.next) {
            out << " next " << text(*each.next);
        }
        out << "\n";
    }
    out << "presences (item@position)\n";
    for (Presence const& each : result.presences) {
        out << "  " << text(each.at) << " edition " << each.edition << " evidence " << text(each.evidence) << "\n";
    }
    out << "theme events\n";
    for (Event const& each : result.theme_events) {
        write(out, each);
    }
    out << "item events\n";
    for (Event const& each : result.item_events) {
        write(out, each);
    }
    out << "lineage events\n";
    for (LineageEvent const& each : result.lineage_events) {
        out << "  at " << each.position << " " << word(each.kind) << " " << text(each.sources) << " -> "
            << text(each.targets) << " shares " << each.share_of_old << " " << each.share_of_new << " shared "
            << text(each.shared) << "\n";
    }
    out << "arcs\n";
    for (Arc const& each : result.arcs) {
        out << "  " << text(each.from) << " -> " << text(each.to) << " " << word(each.kind);
        if (each.development != none) {
            out << " development " << each.development;
        }
        out << " (" << text(each.overlap) << ")\n";
    }
    return out.str();
}

}  // namespace stoa::test::plain
