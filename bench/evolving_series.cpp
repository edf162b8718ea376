// SPDX-License-Identifier: Apache-2.0
#include "evolving_series.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "random.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::bench {
namespace {

using model::EvidenceId;
using model::GraphBuilder;
using model::Kind;
using model::RecordId;

constexpr std::size_t goal_count = 17;
constexpr std::size_t evidence_per_edition = 10;

/// A theme as it goes from edition to edition: indices.
struct Theme {
    std::size_t number = 0;
    std::vector<std::size_t> items;
};

class Generator {
public:
    Generator(GraphBuilder& builder, SeriesSize size, Shape shape) : builder_{builder}, size_{size}, shape_{shape} {
        model::DataSet own;
        own.name = "evolving";
        own.base = "https://example.org/evolving/";
        own.language = "en";
        own.title = "Evolving series";
        data_set_ = builder.add_data_set(own);
    }

    void run() {
        for (std::size_t i = 1; i <= goal_count; ++i) {
            goals_.push_back(record(Kind::sdg_goal, std::to_string(i)));
        }
        for (std::size_t i = 0; i < size_.series; ++i) {
            name_ = "series-" + std::to_string(i);
            add_series();
        }
    }

private:
    RecordId record(Kind kind, std::string_view id) { return builder_.add_record(kind, data_set_, id); }
    void relate(RecordId subject, std::string_view key, RecordId object, EvidenceId evidence = model::no_evidence) {
        builder_.relate(subject, model::property(builder_.kind(subject), key), object, evidence);
    }
    void choice(RecordId subject, std::string_view key, std::string_view term) {
        builder_.add_iri(subject, model::property(builder_.kind(subject), key), rdf::vocabulary::expand(term));
    }
    void typed(RecordId subject, std::string_view key, std::string_view datatype, std::string_view text) {
        builder_.add_value(subject, model::property(builder_.kind(subject), key), builder_.datatype_tag(datatype),
                           text);
    }

    void add_series() {
        series_ = record(Kind::series, name_);
        std::size_t const themes =
            shape_ == Shape::ever_new ? std::max<std::size_t>(4 * size_.themes, size_.editions / 10) : 4 * size_.themes;
        themes_.clear();
        for (std::size_t i = 0; i < themes; ++i) {
            themes_.push_back(record(Kind::theme, name_ + "-theme-" + std::to_string(i)));
        }
        items_.clear();
        for (std::size_t i = 0; i < themes * size_.items; ++i) {
            items_.push_back(record(Kind::concept_, name_ + "-item-" + std::to_string(i)));
            choice(items_.back(), "facet", i % 3 == 0 ? "stoa:groupsFacet" : "stoa:issuesFacet");
        }
        present_.clear();
        for (std::size_t i = 0; i < size_.themes; ++i) {
            present_.push_back({i, scope_of(i)});
        }
        for (std::size_t i = 0; i < size_.editions; ++i) {
            if (i > 0) {
                move_on();
            }
            add_edition(i);
        }
    }

    [[nodiscard]] bool is_evolving() const { return shape_ == Shape::evolving || shape_ == Shape::ever_new; }

    /// With which a theme begins that comes from no other.
    std::vector<std::size_t> scope_of(std::size_t theme) const {
        std::vector<std::size_t> scope;
        std::size_t const first = (shape_ == Shape::tied ? theme / 2 : theme) * size_.items;
        for (std::size_t i = 0; i < size_.items; ++i) {
            scope.push_back(shape_ == Shape::one_for_all && i == 0 ? 0 : first + i);
        }
        return scope;
    }

    /// To the next edition: one theme in five goes and another comes. Of the latter half take the scope of one or two
    /// that went.
    void move_on() {
        std::vector<Theme> gone;
        std::vector<Theme> stay;
        for (Theme& each : present_) {
            (random_.below(5) == 0 ? gone : stay).push_back(std::move(each));
        }
        for (Theme& each : stay) {
            change_scope(each);
        }
        present_ = std::move(stay);
        marks_.resize(themes_.size(), 0);
        ++mark_;
        for (Theme const& each : present_) {
            marks_[each.number] = mark_;
        }
        for (Theme const& each : gone) {
            marks_[each.number] = mark_;
        }
        for (std::size_t i = 0; i < gone.size(); ++i) {
            Theme come;
            do {
                come.number = random_.below(themes_.size());
            } while (marks_[come.number] == mark_);
            marks_[come.number] = mark_;
            come.items = scope_of(come.number);
            if (is_evolving() && random_.below(2) == 0) {
                come.items = gone[i].items;
                if (i > 0 && random_.below(2) == 0) {
                    come.items.insert(come.items.end(), gone[i - 1].items.begin(), gone[i - 1].items.end());
                }
            }
            keep_each_once(come.items);
            present_.push_back(std::move(come));
        }
    }

    void change_scope(Theme& theme) {
        if (!is_evolving()) {
            return;
        }
        if (theme.items.size() > 2 * size_.items || (theme.items.size() > 1 && random_.below(4) == 0)) {
            theme.items.erase(theme.items.begin() + static_cast<std::ptrdiff_t>(random_.below(theme.items.size())));
        } else if (random_.below(4) == 0) {
            theme.items.push_back(random_.below(items_.size()));
            keep_each_once(theme.items);
        }
    }

    static void keep_each_once(std::vector<std::size_t>& items) {
        std::ranges::sort(items);
        items.erase(std::unique(items.begin(), items.end()), items.end());
    }

    void add_edition(std::size_t number) {
        std::string const id = name_ + "-" + std::to_string(number + 1);
        RecordId const edition = record(Kind::edition, id);
        relate(edition, "series", series_);
        typed(edition, "number", rdf::vocabulary::xsd_integer, std::to_string(number + 1));
        choice(edition, "status", "stoa:held");
        typed(edition, "start", rdf::vocabulary::xsd_date, date(number));

        std::array<RecordId, 2> const sources{record(Kind::source, id + "-report"), record(Kind::source, id + "-page")};
        std::array<RecordId, 2> const documents{record(Kind::document, id + "-declaration"),
                                                record(Kind::document, id + "-guidelines")};
        for (RecordId const document : documents) {
            choice(document, "kind", document == documents[0] ? "stoa:declaration" : "stoa:guidelines");
            relate(edition, "outcome", document);
        }
        std::vector<EvidenceId> proofs;
        for (std::size_t i = 0; i < evidence_per_edition; ++i) {
            RecordId const evidence = record(Kind::evidence, id + "-section-" + std::to_string(i + 1));
            relate(evidence, "source", sources[i % 2]);
            proofs.push_back(builder_.evidence_set({&evidence, 1}));
            evidence_[i] = evidence;
        }
        constexpr std::array<std::string_view, 3> facets{"issues", "groups", "sdgs"};
        std::size_t const read = random_.below(20);
        for (std::string_view const facet : facets) {
            RecordId const coverage = record(Kind::coverage, id + "-" + std::string{facet});
            relate(coverage, "edition", edition);
            choice(coverage, "facet", "stoa:" + std::string{facet} + "Facet");
            choice(coverage, "level", read == 0 ? "stoa:unread" : read == 1 ? "stoa:partial" : "stoa:complete");
            relate(coverage, "read", sources[0]);
        }
        constexpr std::array<std::string_view, 4> roles{"stoa:headline", "stoa:strand", "stoa:issue", "stoa:group"};
        for (std::size_t i = 0; i < present_.size(); ++i) {
            Theme const& theme = present_[i];
            RecordId const occurrence = record(Kind::occurrence, id + "-" + std::to_string(theme.number));
            relate(occurrence, "edition", edition);
            relate(occurrence, "theme", themes_[theme.number]);
            relate(occurrence, "document", documents[i % 2]);
            choice(occurrence, "role", random_.one_of(roles));
            relate(occurrence, "evidence", evidence_[i % evidence_per_edition]);
            for (std::size_t const item : theme.items) {
                // A goal stands in for one item in fifteen.
                bool const is_goal = is_evolving() && item % 15 == 1;
                relate(occurrence, "items", is_goal ? goals_[item / 15 % goal_count] : items_[item],
                       proofs[random_.below(proofs.size())]);
            }
        }
    }

    /// Twelve editions a year.
    static std::string date(std::size_t edition) {
        std::size_t const month = edition % 12 + 1;
        return std::to_string(1000 + edition / 12) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-01";
    }

    GraphBuilder& builder_;
    SeriesSize size_;
    Shape shape_;
    Random random_{1972};
    model::DataSetId data_set_{};
    std::vector<RecordId> goals_;

    // of the series at hand
    std::string name_;
    RecordId series_{};
    std::vector<RecordId> themes_;
    std::vector<RecordId> items_;
    std::vector<Theme> present_;
    std::vector<std::size_t> marks_;  ///< by theme: the move in which it was there last
    std::size_t mark_ = 0;
    std::array<RecordId, evidence_per_edition> evidence_{};
};

}  // namespace

void fill_with_evolution(GraphBuilder& builder, SeriesSize size, Shape shape) { Generator{builder, size, shape}.run(); }

}  // namespace stoa::bench
