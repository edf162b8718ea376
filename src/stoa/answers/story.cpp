// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "stoa/answers/named_analysis.hpp"
#include "stoa/model/citation.hpp"

namespace stoa::answers {
namespace {

using model::Vertex;

constexpr std::size_t most_sources = 4;  ///< behind one sentence

/// `ICLC 5 (2021; 16 of 18 sources read only in part)`
std::string with_reservation(std::string edition, std::string const& reserved) {
    if (reserved.empty()) {
        return edition;
    }
    if (edition.ends_with(')')) {
        edition.pop_back();
        return fmt::format("{}; {})", edition, reserved);
    }
    return fmt::format("{} ({})", edition, reserved);
}

/// Tells of one theme in one series. Every sentence on a presence or a link ends with what proves it, and none says
/// more than was read.
class Storyteller {
public:
    Storyteller(NamedAnalysis const& named, std::uint32_t theme, model::Citations const* citations)
        : named_{named}, theme_{theme}, citations_{citations} {}

    void tell(Answer& answer) const {
        Evolution const& evolution = named_.evolution();
        std::vector<std::size_t> events;
        for (std::size_t i = 0; i < evolution.theme_events.size(); ++i) {
            if (evolution.theme_events[i].subject == theme_) {
                events.push_back(i);
            }
        }
        for (std::size_t i = 0; i < events.size(); ++i) {
            StateEvent const& event = evolution.theme_events[events[i]];
            std::uint32_t const next =
                i + 1 < events.size() ? evolution.theme_events[events[i + 1]].position : named_.positions();
            answer.paragraphs.push_back(event.kind == EventKind::dropped ? absence(event) : presence(event));
            answer.rows.push_back(named_.row(
                {named_.edition_at(event.position), std::string{name_of(event.kind)}, answer.paragraphs.back()},
                EventRef{EventList::theme, events[i]}));
            for (std::string const& sentence : links(event, next)) {
                answer.paragraphs.back() += " " + sentence;
            }
        }
        answer.paragraphs.push_back(ending());
    }

private:
    [[nodiscard]] std::string at(std::uint32_t edition) const {
        return model::name_with_year(named_.graph(), named_.coding().editions[edition].vertex);
    }
    [[nodiscard]] Level level(std::uint32_t edition) const { return named_.coding().editions[edition].level[0]; }

    [[nodiscard]] std::string proof_of(std::span<StateId const> states) const {
        std::string const here = named_.edition(named_.evolution().states[states[0]].edition).label;
        std::vector<model::Place> cited;
        for (Proof const& proof : named_.proofs_of(states)) {
            cited.push_back({proof.source.vertex, proof.locator == here ? std::string{} : proof.locator});
        }
        return cite(cited);
    }

    /// `[DVV International, 2024, focus; UIL, 2024]`, at most four sources; without citations `[d6, focus; e6]`, at
    /// most four places.
    [[nodiscard]] std::string cite(std::vector<model::Place> const& cited) const {
        if (citations_ != nullptr) {
            return fmt::format("[{}]", citations_->cite(cited, most_sources));
        }
        std::vector<std::string> places;
        for (model::Place const& each : cited) {
            std::string place{named_.graph().id(each.source)};
            if (!each.locator.empty()) {
                place += ", " + each.locator;
            }
            if (std::ranges::find(places, place) == places.end()) {
                places.push_back(std::move(place));
            }
        }
        std::string const rest =
            places.size() > most_sources ? fmt::format("; and {} more", places.size() - most_sources) : std::string{};
        places.resize(std::min(places.size(), most_sources));
        return fmt::format("[{}{}]", fmt::join(places, "; "), rest);
    }

    /// `cultural diversity`, but `COVID-19 pandemic` and `Climate Action`: a label in sentence case begins with a small
    /// letter, one with other capital letters is a name or an abbreviation.
    [[nodiscard]] static std::string within_a_sentence(std::string label) {
        auto const is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (!label.empty() && std::none_of(label.begin() + 1, label.end(), is_capital) && is_capital(label.front())) {
            label.front() = static_cast<char>(label.front() - 'A' + 'a');
        }
        return label;
    }

    [[nodiscard]] std::string items_of(std::span<std::uint32_t const> items) const {
        std::vector<std::string> labels;
        for (Entity const& each : named_.items(items)) {
            labels.push_back(within_a_sentence(each.label));
        }
        constexpr std::size_t most = 8;
        return model::list_in_words(labels, labels.size() > most ? most - 1 : most);
    }

    /// A sentence, after a space, on the editions from one to another that take no part, for their issues are unread.
    /// Something may be coded for them all the same, or only their titles were read.
    [[nodiscard]] std::string gaps_between(std::uint32_t first, std::uint32_t last) const {
        std::vector<std::string> unread;
        for (std::uint32_t const each : named_.evolution().not_complete(Facet::issues, first, last)) {
            if (level(each) == Level::unread) {
                unread.push_back(at(each));
            }
        }
        return unread.empty()
                   ? std::string{}
                   : fmt::format(" {} {} not considered, because {} issues are unread.", model::list_in_words(unread),
                                 unread.size() == 1 ? "is" : "are", unread.size() == 1 ? "its" : "their");
    }

    [[nodiscard]] std::string documents() const {
        std::vector<std::string> const& kinds = named_.evolution().parameters.documents;
        return kinds.empty() ? std::string{"the outcome documents"}
                             : fmt::format("the outcome documents of the chosen kinds ({})", fmt::join(kinds, ", "));
    }

    /// Of a theme that is named, but not by enough sources.
    [[nodiscard]] std::string too_few_at(std::vector<std::string> const& editions) const {
        return fmt::format("named at {}, but by fewer than {}, which is not enough", model::list_in_words(editions),
                           count_of(named_.evolution().parameters.min_sources, "source"));
    }

    /// What is said of the first state of a theme, and in a sentence of its own, after a space, what it leaves open.
    [[nodiscard]] std::pair<std::string, std::string> first_seen(StateEvent const& event) const {
        Evolution const& evolution = named_.evolution();
        Parameters const& by = evolution.parameters;
        std::uint32_t const before = evolution.states[event.after].edition - 1;
        std::vector<std::string> too_few;
        for (std::uint32_t k = 0; k < event.position; ++k) {
            if (std::uint32_t const edition = named_.edition_index(k); sources_in(edition) > 0) {
                too_few.push_back(at(edition));
            }
        }
        // Issues that do not apply to an edition are no gap, as for a founding theme.
        bool const all_read =
            by.documents.empty() &&
            std::ranges::all_of(evolution.not_complete(Facet::issues, 0, before),
                                [&](std::uint32_t edition) { return level(edition) == Level::not_applicable; });
        std::string text = !too_few.empty() ? "is first named by at least " + count_of(by.min_sources, "source")
                           : all_read       ? "is introduced"
                                            : "is first seen";
        if (!all_read) {
            text +=
                by.documents.empty() ? ", in what was read," : fmt::format(", in what was read of {},", documents());
        }
        std::string open = too_few.empty() ? std::string{} : fmt::format(" Earlier, it is {}.", too_few_at(too_few));
        return {std::move(text), open + gaps_between(0, before)};
    }

    [[nodiscard]] static std::string_view in_words(Role role) {
        switch (role) {
            case Role::headline:
                return "as a headline";
            case Role::strand:
                return "as a strand";
            case Role::issue:
                return "as an issue";
            case Role::group:
                return "as a theme for groups of people";
        }
        return {};
    }

    [[nodiscard]] std::string presence(StateEvent const& event) const {
        Evolution const& evolution = named_.evolution();
        State const& state = evolution.states[event.after];
        std::string const name = named_.theme(theme_).label;
        std::string text;
        std::string unknown;  // in sentences of its own
        switch (event.kind) {
            case EventKind::founding:
                text = fmt::format("{} is among the first themes of the series, at {}", name, at(state.edition));
                break;
            case EventKind::present_at_start:
                text = fmt::format("{} is present at {}, the first observed edition", name, at(state.edition));
                unknown = " It is not known whether it is older.";
                break;
            case EventKind::introduced:
                std::tie(text, unknown) = first_seen(event);
                text = fmt::format("{} {} at {}", name, text, at(state.edition));
                break;
            case EventKind::continued:
                text = fmt::format("It continues at {}", at(state.edition));
                unknown = gaps_between(evolution.states[event.before].edition + 1, state.edition - 1);
                break;
            default:
                text = fmt::format("It is taken up again at {}, after {} without it", at(state.edition),
                                   count_of(event.gap, "observed edition"));
                unknown = gaps_between(named_.edition_index(event.position - 1) + 1, state.edition - 1);
                if (event.gap_years) {
                    text += fmt::format(" ({})", count_of(static_cast<std::size_t>(*event.gap_years), "year"));
                }
                break;
        }
        text += fmt::format(", {}", in_words(state.role));
        if (event.role == RoleChange::raised || event.role == RoleChange::lowered) {
            text += fmt::format(", {} from {}", name_of(*event.role), name_of(evolution.states[event.before].role));
        }
        std::span<std::uint32_t const> const scope = evolution.scope(event.after);
        text += scope.empty() ? ", without scope items" : fmt::format(", with {}", items_of(scope));
        if (event.scope) {
            // The counts are of facets that are observed on both sides, which the scopes may exceed.
            State const& before = evolution.states[event.before];
            bool const in_part =
                event.overlap.after() != scope.size() || event.overlap.before() != before.last_item - before.first_item;
            text += fmt::format(" ({}{} kept, {} new, {} gone; {})", in_part ? "in the facets read both times: " : "",
                                event.overlap.kept, event.overlap.gained, event.overlap.lost,
                                *event.scope == ScopeChange::unknown ? why_unknown(event) : name_of(*event.scope));
        }
        return text + " " + proof_of({&event.after, 1}) + "." + unknown;
    }

    /// The rule by which a change of scope is unknown.
    [[nodiscard]] std::string_view why_unknown(StateEvent const& event) const {
        if (event.overlap.before() == 0 || event.overlap.after() == 0) {
            return event.overlap.either() == 0 ? "no items to compare" : "no items to compare on one side";
        }
        Evolution const& evolution = named_.evolution();
        std::uint32_t const before = evolution.states[event.before].edition;
        std::uint32_t const after = evolution.states[event.after].edition;
        FacetSet const compared = compared_facets(named_.coding(), evolution.parameters, before, after);
        for (std::size_t i = 0; i < facet_count; ++i) {
            if (compared.contains(static_cast<Facet>(i)) &&
                named_.coding().editions[before].level[i] != named_.coding().editions[after].level[i]) {
                return "the two editions were not read to the same extent";
            }
        }
        return "too few items to compare";
    }

    /// How many sources name the theme in an edition, whether that is enough for a state or not.
    [[nodiscard]] std::size_t sources_in(std::uint32_t edition) const {
        std::set<std::uint32_t> sources;
        Coding const& coding = named_.coding();
        auto const first = std::ranges::lower_bound(coding.passages, edition, {}, &Coding::Passage::edition);
        for (auto each = first; each != coding.passages.end() && each->edition == edition; ++each) {
            if (each->theme == theme_ && each->source != none) {
                sources.insert(coding.counted_source(each->source));
            }
        }
        return sources.size();
    }

    /// How many themes took up items of a dropped theme in the edition in which it is dropped.
    [[nodiscard]] std::size_t heirs_of(StateEvent const& event) const {
        Evolution const& evolution = named_.evolution();
        std::set<std::uint32_t> themes;
        for (LineageEvent const& each : evolution.lineage_events) {
            if (each.position == event.position && std::ranges::binary_search(each.sources, event.before)) {
                for (StateId const target : each.targets) {
                    themes.insert(evolution.states[target].theme);
                }
            }
        }
        for (Arc const& each : evolution.arcs) {
            if (each.kind == ArcKind::morphs && each.from == event.before &&
                evolution.states[each.to].position == event.position) {
                themes.insert(evolution.states[each.to].theme);
            }
        }
        return themes.size();
    }

    /// Whether the data say which outcome documents were read: without them nothing is known to be absent from these.
    [[nodiscard]] bool names_documents(std::uint32_t edition) const {
        Vertex const coverage = named_.coding().editions[edition].coverage[static_cast<std::size_t>(Facet::issues)];
        return coverage != none && !named_.graph().objects(coverage, "documents_read").empty();
    }

    [[nodiscard]] std::string absence(StateEvent const& event) const {
        std::vector<std::string> read;
        std::vector<std::string> read_in_part;
        std::vector<std::string> too_few;
        for (std::uint32_t k = event.position; k < event.position + event.absent_for; ++k) {
            std::uint32_t const edition = named_.edition_index(k);
            if (sources_in(edition) > 0) {
                too_few.push_back(at(edition));
                continue;
            }
            if (level(edition) == Level::complete) {
                (names_documents(edition) ? read : read_in_part).push_back(at(edition));
                continue;
            }
            read_in_part.push_back(with_reservation(at(edition), named_.events().reservation(Facet::issues, k)));
        }
        std::vector<std::string> parts;
        if (!read_in_part.empty()) {
            bool const any_counts = named_.evolution().parameters.documents.empty();
            parts.push_back(fmt::format("not seen in what was read {} {}",
                                        any_counts ? "about" : fmt::format("of {} of", documents()),
                                        model::list_in_words(read_in_part)));
        }
        if (!read.empty()) {
            parts.push_back(fmt::format("absent from {} of {}", documents(), model::list_in_words(read)));
        }
        if (!too_few.empty()) {
            parts.push_back(too_few_at(too_few));
        }
        std::string text = fmt::format("It is {}", fmt::join(parts, ", and "));
        if (event.heir) {
            text += fmt::format(", but items of it continue under {}",
                                heirs_of(event) == 1 ? "another theme" : "other themes");
        }
        text += ".";
        return text + gaps_between(named_.evolution().states[event.before].edition + 1,
                                   named_.edition_index(event.position + event.absent_for - 1));
    }

    /// What the theme turned into or came from there, and into what before the position `next` of its next event, with
    /// what the sources say themselves.
    [[nodiscard]] std::vector<std::string> links(StateEvent const& event, std::uint32_t next) const {
        Evolution const& evolution = named_.evolution();
        std::vector<std::string> sentences;
        auto const is_of_theme = [&](StateId state) { return evolution.states[state].theme == theme_; };
        for (std::size_t i = 0; i < evolution.lineage_events.size(); ++i) {
            LineageEvent const& each = evolution.lineage_events[i];
            if (each.position == event.position &&
                (std::ranges::any_of(each.sources, is_of_theme) || std::ranges::any_of(each.targets, is_of_theme))) {
                std::vector<StateId> states = each.sources;
                states.insert(states.end(), each.targets.begin(), each.targets.end());
                sentences.push_back(fmt::format("By shared items, {} ({}; {}) {}.",
                                                named_.events().in_words({EventList::lineage, i}),
                                                items_of(each.shared), shares_in_words(each), proof_of(states)));
            }
        }
        for (std::size_t i = 0; i < evolution.arcs.size(); ++i) {
            Arc const& arc = evolution.arcs[i];
            std::uint32_t const position = evolution.states[arc.to].position;
            if (position < event.position || position >= next || !(is_of_theme(arc.from) || is_of_theme(arc.to))) {
                continue;
            }
            if (arc.kind == ArcKind::morphs) {
                std::array const states{arc.from, arc.to};
                sentences.push_back(fmt::format("{} ({} shared of {} and {}) {}.",
                                                named_.events().in_words({EventList::arc, i}), arc.overlap.kept,
                                                arc.overlap.before(), arc.overlap.after(), proof_of(states)));
            } else if (arc.kind == ArcKind::asserted) {
                Vertex const development = named_.coding().developments[arc.development].vertex;
                std::vector<model::Place> cited;
                for (Vertex const evidence : named_.graph().objects(development, "evidence")) {
                    Proof const proof = named_.proof(evidence, none);
                    cited.push_back({proof.source.vertex, proof.locator});
                }
                sentences.push_back(fmt::format("{} {}.", named_.events().in_words({EventList::arc, i}), cite(cited)));
            }
        }
        return sentences;
    }

    [[nodiscard]] std::string ending() const {
        std::vector<StateId> const states = named_.states_of(theme_);
        Parameters const& by = named_.evolution().parameters;
        std::string text =
            fmt::format("In all, it is {} in {}{} of {}",
                        by.min_sources == 1 ? "seen" : "named by at least " + count_of(by.min_sources, "source"),
                        by.documents.empty() ? std::string{} : documents() + " of ", states.size(),
                        count_of(named_.positions(), "observed edition"));
        std::vector<std::string> partial;
        for (std::uint32_t k = 0; k < named_.positions(); ++k) {
            if (level(named_.edition_index(k)) == Level::partial) {
                partial.push_back(named_.edition_at(k).label);
            }
        }
        if (!partial.empty()) {
            text += partial.size() == named_.positions()
                        ? "; every observed edition was read only in part, so an absence means only that the theme was "
                          "not seen"
                        : fmt::format(
                              "; {} {} read only in part, so an absence there means only that the theme was not seen",
                              model::list_in_words(partial), partial.size() == 1 ? "was" : "were");
        }
        return text + ".";
    }

    NamedAnalysis const& named_;
    std::uint32_t theme_;
    model::Citations const* citations_;  ///< null: sources by their ids
};

}  // namespace

Answer ask_story(Asked const& asked) {
    Answer answer;
    answer.title = fmt::format("The story of {}", asked.analyses.front().graph->label(*asked.theme));
    answer.columns = {{"edition", type::entity, "the edition of the step"},
                      {"type", type::text, "type of the event: what happened to the theme in this edition"},
                      {"sentence", type::text, "the step in words"}};
    model::Citations const citations{*asked.analyses.front().graph};
    for (Analysis const& each : asked.analyses) {
        NamedAnalysis const named{each};
        named.note_limits(answer);
        named.note_developments(answer, asked.theme);
        std::uint32_t const theme = named.find_theme(*asked.theme);
        if (theme == none || named.states_of(theme).empty()) {
            answer.notes.push_back(fmt::format("no observed edition of {} treats {} in what was read",
                                               named.series_name(), named.graph().label(*asked.theme)));
            continue;
        }
        if (asked.analyses.size() > 1) {
            answer.paragraphs.push_back(fmt::format("{}:", named.series_name()));
        }
        Storyteller{named, theme, asked.citations ? &citations : nullptr}.tell(answer);
    }
    return answer;
}

}  // namespace stoa::answers
