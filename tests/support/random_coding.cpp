// SPDX-License-Identifier: Apache-2.0
#include "support/random_coding.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace stoa::test {
namespace {

using evolution::Coding;
using evolution::Facet;
using evolution::FacetSet;
using evolution::Level;
using evolution::none;
using evolution::Parameters;
using evolution::Ratio;
using evolution::Role;

using Items = std::set<std::uint32_t>;
using Scopes = std::map<std::uint32_t, Items>;  ///< by theme

constexpr std::array facets{Facet::issues, Facet::groups, Facet::sdgs};

std::uint32_t number(Random& random, std::size_t end) { return static_cast<std::uint32_t>(below(random, end)); }
bool one_in(Random& random, std::size_t times) { return below(random, times) == 0; }

template <class Container>
auto any_of(Container const& container, Random& random) {
    return *std::next(container.begin(), static_cast<std::ptrdiff_t>(below(random, container.size())));
}

template <class T>
void shuffle(std::vector<T>& values, Random& random) {
    for (std::size_t i = values.size(); i > 1; --i) {
        std::swap(values[i - 1], values[below(random, i)]);
    }
}

/// The scopes of one edition after the other, each made from the last one.
class Course {
public:
    Course(std::uint32_t themes, std::uint32_t items, Random& random)
        : themes_{themes}, items_{items}, random_{random} {}

    Scopes const& first() {
        std::vector<std::uint32_t> items(items_);
        for (std::uint32_t i = 0; i < items_; ++i) {
            items[i] = i;
        }
        shuffle(items, random_);
        std::uint32_t const count = 1 + number(random_, themes_);
        for (std::uint32_t theme = 0; theme < count; ++theme) {
            now_[theme];
        }
        for (std::uint32_t const item : items) {  // most of them in one theme, some in two, some in none
            for (std::size_t copies = below(random_, 8) == 0   ? 2
                                      : below(random_, 8) != 0 ? 1
                                                               : 0;
                 copies > 0; --copies) {
                now_[number(random_, count)].insert(item);
            }
        }
        return remember();
    }

    Scopes const& next() {
        before_ = now_;
        now_.clear();
        rest_.clear();
        for (auto const& [theme, scope] : before_) {
            rest_.push_back(theme);
        }
        shuffle(rest_, random_);
        while (!rest_.empty()) {
            step(take());
        }
        if (one_in(random_, 3)) {
            std::uint32_t const theme = any_of(memory_, random_).first;
            now_.try_emplace(theme, memory_[theme]);
        }
        if (one_in(random_, 5)) {
            if (auto const theme = free_theme()) {
                now_[*theme] = some_items();
            }
        }
        if (!now_.empty() && one_in(random_, 12)) {
            now_[any_of(now_, random_).first].clear();
        }
        return remember();
    }

private:
    std::uint32_t take() {
        std::uint32_t const theme = rest_.back();
        rest_.pop_back();
        return theme;
    }

    /// What becomes of a theme.
    void step(std::uint32_t theme) {
        Items const& scope = before_[theme];
        std::size_t what = below(random_, 12);
        if (one_in(random_, 3)) {  // what is often to be seen
            what = scope.size() >= 4 ? 3 : 1;
        }
        switch (what) {
            case 0:  // it is dropped
                break;
            case 1:
            case 2: {  // it is merged with others, into one of them or into a new one
                Items all = scope;
                std::vector<std::uint32_t> names{theme};
                for (std::size_t others = 1 + below(random_, 2); others > 0 && !rest_.empty(); --others) {
                    names.push_back(take());
                    Items const& more = before_[names.back()];
                    all.insert(more.begin(), more.end());
                }
                place(one_in(random_, 2) ? free_theme() : std::optional{any_of(names, random_)}, all);
                break;
            }
            case 3:
            case 4: {  // it is split, and may stay itself
                std::array<Items, 3> parts;
                std::size_t const count = scope.size() < 6 ? 2 : 2 + below(random_, 2);
                std::size_t turn = below(random_, count);
                for (std::uint32_t const item : scope) {
                    parts[turn++ % count].insert(item);
                }
                for (std::size_t i = 0; i < count; ++i) {
                    place(i == 0 && one_in(random_, 3) ? std::optional{theme} : free_theme(), parts[i]);
                }
                break;
            }
            case 5:
            case 6:  // it gets another name
                place(free_theme(), scope);
                break;
            case 7:  // it is copied under another name
                now_[theme] = scope;
                place(free_theme(), scope);
                break;
            case 8: {  // a part of it stands as a theme of its own as well
                now_[theme] = scope;
                Items part;
                for (std::uint32_t const item : scope) {
                    if (one_in(random_, 2)) {
                        part.insert(item);
                    }
                }
                place(free_theme(), part);
                break;
            }
            case 9: {  // it gains what another one has
                Items all = scope;
                Items const& more = any_of(before_, random_).second;
                all.insert(more.begin(), more.end());
                place(theme, all);
                break;
            }
            case 10:
                place(theme, scope);
                break;
            default:
                now_[theme] = scope;
                break;
        }
    }

    /// Puts a scope, often changed by an item or two, under a theme that has none yet.
    void place(std::optional<std::uint32_t> theme, Items scope) {
        for (std::size_t changes = below(random_, 4) / 2 + below(random_, 4) / 3; changes > 0 && items_ > 0;
             --changes) {
            std::uint32_t const item = number(random_, items_);
            if (scope.erase(item) == 0) {
                scope.insert(item);
            }
        }
        if (theme) {
            now_.try_emplace(*theme, std::move(scope));
        }
    }

    /// A theme that is in neither of the two editions; in need one that comes after in neither.
    std::optional<std::uint32_t> free_theme() {
        std::vector<std::uint32_t> fresh;
        std::vector<std::uint32_t> gone;
        for (std::uint32_t theme = 0; theme < themes_; ++theme) {
            if (!now_.contains(theme) && std::ranges::find(rest_, theme) == rest_.end()) {
                (before_.contains(theme) ? gone : fresh).push_back(theme);
            }
        }
        if (!fresh.empty()) {
            return any_of(fresh, random_);
        }
        return gone.empty() ? std::nullopt : std::optional{any_of(gone, random_)};
    }

    Items some_items() {
        Items scope;
        for (std::size_t count = items_ == 0 ? 0 : below(random_, 6); count > 0; --count) {
            scope.insert(number(random_, items_));
        }
        return scope;
    }

    Scopes const& remember() {
        for (auto const& [theme, scope] : now_) {
            memory_[theme] = scope;
        }
        return now_;
    }

    std::uint32_t themes_;
    std::uint32_t items_;
    Random& random_;
    Scopes before_;
    Scopes now_;
    Scopes memory_;
    std::vector<std::uint32_t> rest_;  ///< themes of `before_` that nothing has become of yet
};

void add_editions(Coding& coding, Random& random) {
    std::size_t const count = one_in(random, 3) ? 1 + below(random, 9) : 5 + below(random, 5);
    bool const all_read = one_in(random, 3);
    bool const has_years = !one_in(random, 8);
    std::int32_t year = 1985;
    coding.editions.resize(count);
    for (Facet const facet : facets) {
        std::size_t const not_applicable = one_in(random, facet == Facet::sdgs ? 2 : 5) ? below(random, count + 1) : 0;
        for (std::size_t i = 0; i < count; ++i) {
            Level level = Level::complete;
            if (i < not_applicable) {
                level = Level::not_applicable;
            } else if (!all_read) {
                constexpr std::array levels{Level::complete, Level::complete, Level::complete,
                                            Level::partial,  Level::unread,   Level::partial};
                level = any_of(levels, random);
            }
            auto const index = static_cast<std::size_t>(facet);
            coding.editions[i].level[index] = level;
            coding.editions[i].read[index] =
                level == Level::complete || level == Level::partial ? 1 + number(random, 4) : 0;
            for (std::uint32_t each = 0; each < coding.editions[i].read[index]; ++each) {  // some for several facets
                coding.editions[i].what_was_read[index].push_back(500 + static_cast<std::uint32_t>(index) + each);
            }
            coding.editions[i].coverage[index] = level == Level::unread ? none : 300 + static_cast<std::uint32_t>(i);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        coding.editions[i].vertex = static_cast<std::uint32_t>(i);
        year += static_cast<std::int32_t>(below(random, 5));
        if (has_years && !one_in(random, 8)) {
            coding.editions[i].year = year;
        }
    }
}

/// One or two occurrences of a theme in an edition, which share its items out among them.
void add_occurrences(Coding& coding, std::uint32_t edition, std::uint32_t theme, Items const& scope, Random& random) {
    std::size_t const count = 1 + below(random, 4) / 3;
    std::vector<Coding::Passage> occurrences(count);
    constexpr std::array roles{Role::group, Role::issue, Role::strand, Role::headline};
    auto const source = [&] {
        return coding.sources.empty() || one_in(random, 12) ? none : number(random, coding.sources.size());
    };
    std::uint32_t occurrence = 1000 + 100 * edition + 10 * theme;
    for (Coding::Passage& each : occurrences) {
        each.edition = edition;
        each.theme = theme;
        each.role = any_of(roles, random);
        each.document = coding.documents.empty() || one_in(random, 4) ? none : number(random, coding.documents.size());
        each.occurrence = occurrence++;
        if (scope.empty() || one_in(random, 2)) {
            Coding::Passage passage = each;
            passage.source = source();
            passage.evidence = number(random, 100);
            coding.passages.push_back(passage);
        }
    }
    for (std::uint32_t const item : scope) {
        for (std::size_t copies = 1 + below(random, 4) / 3; copies > 0; --copies) {
            Coding::Passage passage = any_of(occurrences, random);
            passage.item = item;
            passage.source = source();
            passage.evidence = number(random, 100);
            coding.passages.push_back(passage);
        }
    }
}

void add_links(Coding& coding, Random& random) {
    if (coding.documents.size() > 1) {
        for (std::size_t count = below(random, 6); count > 0; --count) {
            std::uint32_t const later = 1 + number(random, coding.documents.size() - 1);
            coding.document_links.push_back({later, number(random, later)});
        }
    }
    std::ranges::sort(coding.document_links);
    coding.document_links.erase(std::unique(coding.document_links.begin(), coding.document_links.end()),
                                coding.document_links.end());
    if (coding.editions.size() > 1) {
        for (std::size_t count = below(random, 5); count > 0; --count) {
            Coding::Development each;
            each.vertex = 2000 + static_cast<std::uint32_t>(coding.developments.size());
            each.to_edition = 1 + number(random, coding.editions.size() - 1);
            each.from_edition = number(random, each.to_edition);
            each.from_theme = number(random, coding.themes.size());
            each.to_theme = number(random, coding.themes.size());
            if (!coding.sources.empty()) {
                each.sources.push_back(number(random, coding.sources.size()));
            }
            for (std::size_t copies = 1 + below(random, 6) / 5; copies > 0; --copies) {  // two may say the same
                coding.developments.push_back(each);
            }
        }
    }
}

Parameters random_parameters(Random& random) {
    Parameters parameters;
    if (one_in(random, 3)) {
        return parameters;
    }
    constexpr std::array thresholds{Ratio{1, 2}, Ratio{1, 2}, Ratio{1, 2}, Ratio{1, 10},
                                    Ratio{1, 3}, Ratio{2, 3}, Ratio{3, 4}, Ratio{1, 1}};
    constexpr std::array shares{Ratio{1, 5}, Ratio{1, 3}, Ratio{1, 2}, Ratio{1, 1}};
    constexpr std::array scope_minima{1U, 3U, 5U, 5U, 8U};
    parameters.min_sources = 1 + number(random, 4) / 3;
    parameters.big_change = any_of(shares, random);
    parameters.min_change = 1 + number(random, 3);
    parameters.min_scope = any_of(scope_minima, random);
    parameters.min_overlap = any_of(thresholds, random);
    constexpr std::array parts{Ratio{1, 4}, Ratio{1, 4}, Ratio{1, 10}, Ratio{1, 3}, Ratio{1, 2}, Ratio{1, 1}};
    parameters.min_part = any_of(parts, random);
    parameters.min_shared = 1 + number(random, 3);
    parameters.look_back = 1 + number(random, 4);
    if (one_in(random, 3)) {
        parameters.facets = FacetSet::of(any_of(facets, random));
        parameters.facets.add(any_of(facets, random));
    }
    return parameters;
}

}  // namespace

RandomSeries random_series(Random& random) {
    RandomSeries series;
    Coding& coding = series.coding;
    add_editions(coding, random);
    auto const fill = [](std::vector<model::Vertex>& vertices, std::uint32_t count, std::uint32_t first) {
        for (std::uint32_t i = 0; i < count; ++i) {
            vertices.push_back(first + i);
        }
    };
    fill(coding.themes, one_in(random, 3) ? 1 + number(random, 8) : 5 + number(random, 4), 100);
    fill(coding.documents, number(random, 7), 200);
    fill(coding.sources, one_in(random, 20) ? 0 : 1 + number(random, 5), 250);
    if (one_in(random, 2)) {  // some sources repeat another
        for (std::uint32_t i = 0; i < coding.sources.size(); ++i) {
            coding.counts_as.push_back(i > 0 && one_in(random, 3) ? coding.counts_as[number(random, i)] : i);
        }
    }
    std::uint32_t const items = one_in(random, 3) ? number(random, 15) : 10 + number(random, 5);
    std::array<std::uint32_t, 3> sizes{};
    for (std::uint32_t i = 0; i < items; ++i) {
        ++sizes[one_in(random, 2) ? 0 : below(random, 3)];
    }
    for (Facet const facet : facets) {
        for (std::uint32_t i = 0; i < sizes[static_cast<std::size_t>(facet)]; ++i) {
            coding.items.push_back({400 + static_cast<std::uint32_t>(coding.items.size()), facet});
        }
    }

    Course course{static_cast<std::uint32_t>(coding.themes.size()), items, random};
    for (std::uint32_t edition = 0; edition < coding.editions.size(); ++edition) {
        for (auto const& [theme, scope] : edition == 0 ? course.first() : course.next()) {
            add_occurrences(coding, edition, theme, scope, random);
        }
    }
    std::ranges::sort(coding.passages);
    coding.passages.erase(std::unique(coding.passages.begin(), coding.passages.end()), coding.passages.end());
    add_links(coding, random);
    series.parameters = random_parameters(random);
    return series;
}

}  // namespace stoa::test
