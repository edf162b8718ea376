// SPDX-License-Identifier: Apache-2.0
#include "synthetic_series.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "random.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::bench {
namespace {

using model::DataSetId;
using model::EvidenceId;
using model::GraphBuilder;
using model::Kind;
using model::PropertyId;
using model::RecordId;
using model::TagId;

constexpr std::size_t language_count = 3;
constexpr std::array<std::string_view, language_count> languages{"en", "es", "fr"};

constexpr std::array<std::array<std::string_view, 24>, language_count> words{{
    {"learning", "inclusive",   "cities",  "lifelong", "governance", "health", "literacy",   "youth",
     "families", "sustainable", "digital", "equity",   "community",  "work",   "culture",    "climate",
     "skills",   "partnership", "quality", "access",   "migrants",   "women",  "resilience", "monitoring"},
    {"aprendizaje",  "inclusivas", "ciudades", "permanente", "gobernanza", "salud",   "alfabetización", "jóvenes",
     "familias",     "sostenible", "digital",  "equidad",    "comunidad",  "trabajo", "cultura",        "clima",
     "competencias", "asociación", "calidad",  "acceso",     "migrantes",  "mujeres", "resiliencia",    "educación"},
    {"apprentissage",   "inclusives", "villes",   "tout au long", "gouvernance", "santé",
     "alphabétisation", "jeunes",     "familles", "durable",      "numérique",   "équité",
     "communauté",      "travail",    "culture",  "climat",       "compétences", "partenariat",
     "qualité",         "accès",      "migrants", "femmes",       "résilience",  "éducation"},
}};

constexpr std::size_t editions_per_series = 12;
constexpr std::size_t themes_per_series = 14;
constexpr std::size_t concepts_per_series = 60;
constexpr std::size_t evidence_per_edition = 20;
constexpr std::size_t region_count = 20;
constexpr std::size_t country_count = 200;
constexpr std::size_t goal_count = 17;

/// Adds records and counts the statements that they become.
class Generator {
public:
    explicit Generator(GraphBuilder& builder) : builder_{builder} {
        for (std::size_t i = 0; i < language_count; ++i) {
            language_tags_[i] = builder.language_tag(languages[i]);
        }
        model::DataSet shared;
        shared.name = "shared";
        shared.base = "https://example.org/shared/";
        shared.language = "en";
        shared.title = "Shared records";
        shared.root = false;
        shared_ = builder.add_data_set(shared);
        model::DataSet own = shared;
        own.name = "synthetic";
        own.base = "https://example.org/synthetic/";
        own.title = "Synthetic series";
        own.root = true;
        own_ = builder.add_data_set(own);
    }

    std::size_t run(std::size_t statements) {
        add_shared();
        for (std::size_t number = 1; count_ < statements; ++number) {
            add_series(number);
            for (std::size_t edition = 1; edition <= editions_per_series && count_ < statements; ++edition) {
                add_edition(edition);
            }
        }
        return count_;
    }

private:
    // --- statements ---

    RecordId record(Kind kind, DataSetId data_set, std::string_view id) {
        count_ += model::definition(kind).super_class_term.empty() ? 1U : 2U;
        return builder_.add_record(kind, data_set, id);
    }
    PropertyId property(RecordId subject, std::string_view key) const {
        return model::property(builder_.kind(subject), key);
    }
    void relate(RecordId subject, std::string_view key, RecordId object) {
        builder_.relate(subject, property(subject, key), object, evidence_);
        ++count_;
    }
    /// To `most` different ones of the list, at least one.
    void relate_some(RecordId subject, std::string_view key, std::span<RecordId const> list, std::size_t most) {
        std::size_t const size = 1 + random_.below(std::min(most, list.size()));
        std::size_t const first = random_.below(list.size());
        std::size_t const step = list.size() / size;
        for (std::size_t i = 0; i < size; ++i) {
            relate(subject, key, list[(first + i * step) % list.size()]);
        }
    }
    void value(RecordId subject, std::string_view key, TagId tag, std::string_view text) {
        builder_.add_value(subject, property(subject, key), tag, text, evidence_);
        ++count_;
    }
    void string(RecordId subject, std::string_view key, std::string_view text) {
        value(subject, key, builder_.string_tag(), text);
    }
    void typed(RecordId subject, std::string_view key, std::string_view datatype, std::string_view text) {
        value(subject, key, builder_.datatype_tag(datatype), text);
    }
    void integer(RecordId subject, std::string_view key, std::size_t number) {
        typed(subject, key, rdf::vocabulary::xsd_integer, std::to_string(number));
    }
    void code(RecordId subject, std::string_view key, std::string_view text) {
        typed(subject, key, rdf::vocabulary::expand(model::definition(property(subject, key)).datatype), text);
    }
    void choice(RecordId subject, std::string_view key, std::string_view term) {
        builder_.add_iri(subject, property(subject, key), rdf::vocabulary::expand(term), evidence_);
        ++count_;
    }
    void iri(RecordId subject, std::string_view key, std::string const& text) {
        builder_.add_iri(subject, property(subject, key), text, evidence_);
        ++count_;
    }
    void evidence(RecordId subject, std::span<RecordId const> records) {
        for (RecordId const each : records) {
            relate(subject, "evidence", each);
        }
    }

    // --- texts ---

    std::string phrase(std::size_t language, std::size_t length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) {
            text += (i == 0 ? "" : " ") + std::string{random_.one_of(words[language])};
        }
        return text;
    }
    /// In all three languages; `tail` keeps labels of different records apart.
    void label(RecordId subject, std::string const& tail, std::size_t length = 2) {
        for (std::size_t language = 0; language < language_count; ++language) {
            value(subject, "label", language_tags_[language], phrase(language, length) + " " + tail);
        }
    }
    void words_in_english(RecordId subject, std::string_view key, std::size_t length) {
        value(subject, key, language_tags_[0], phrase(0, length));
    }
    static std::string day(std::size_t year, std::size_t month, std::size_t number) {
        auto const two = [](std::size_t value) { return std::string(value < 10 ? "0" : "") + std::to_string(value); };
        return std::to_string(year) + "-" + two(month) + "-" + two(number);
    }
    void date(RecordId subject, std::string_view key, std::string const& text) {
        typed(subject, key, rdf::vocabulary::xsd_date, text);
    }
    std::string wikidata() {
        return "http://www.wikidata.org/entity/Q" + std::to_string(1000 + random_.below(90'000'000));
    }
    std::string page(std::string_view about) { return "https://www.example.org/learning-cities/" + std::string{about}; }
    std::string degrees(std::size_t most) {
        return std::to_string(random_.below(most)) + "." + std::to_string(1 + random_.below(9999)) + "5";
    }

    // --- records ---

    void add_shared() {
        std::vector<RecordId> regions;
        for (std::size_t i = 0; i < region_count; ++i) {
            regions.push_back(record(Kind::region, shared_, "region-" + std::to_string(i)));
            label(regions.back(), std::to_string(i));
            code(regions.back(), "m49", std::to_string(100 + i));
        }
        for (std::size_t i = 0; i < country_count; ++i) {
            countries_.push_back(record(Kind::country, shared_, "country-" + std::to_string(i)));
            label(countries_.back(), std::to_string(i), 1);
            code(countries_.back(), "m49", std::to_string(300 + i));
            relate_some(countries_.back(), "region", regions, 2);
        }
        for (std::size_t i = 1; i <= goal_count; ++i) {
            goals_.push_back(record(Kind::sdg_goal, shared_, std::to_string(i)));
            label(goals_.back(), std::to_string(i));
            code(goals_.back(), "code", std::to_string(i));
        }
        for (std::string_view const id : {"participants", "cities", "countries", "speakers", "sessions", "partners"}) {
            quantities_.push_back(record(Kind::quantity, shared_, id));
            label(quantities_.back(), std::string{id}, 1);
        }
    }

    void add_series(std::size_t number) {
        name_ = "lc" + std::to_string(number);
        sources_.clear();
        evidence_ = model::no_evidence;
        add_source(name_ + "-page");
        add_evidence(name_, 2);

        organiser_ = record(Kind::organisation, own_, name_ + "-institute");
        label(organiser_, "Institute " + std::to_string(number));
        iri(organiser_, "same_as", wikidata());
        evidence(organiser_, proofs_);
        network_ = record(Kind::network, own_, name_ + "-network");
        label(network_, "Network " + std::to_string(number));
        relate(network_, "parent", organiser_);
        evidence(network_, proofs_);
        series_ = record(Kind::series, own_, name_);
        label(series_, "Conference " + std::to_string(number), 3);
        relate(series_, "organiser", organiser_);
        relate(series_, "convenes", network_);
        iri(series_, "url", page(name_));
        evidence(series_, proofs_);

        RecordId const scheme = record(Kind::scheme, own_, name_ + "-themes");
        label(scheme, "themes " + std::to_string(number), 1);
        evidence(scheme, proofs_);
        themes_.clear();
        for (std::size_t i = 0; i < themes_per_series; ++i) {
            add_concept(themes_, Kind::theme, i, scheme);
        }
        concepts_.clear();
        for (std::size_t i = 0; i < concepts_per_series; ++i) {
            add_concept(concepts_, Kind::concept_, i, scheme);
            choice(concepts_.back(), "facet", i % 3 == 0 ? "stoa:groupsFacet" : "stoa:issuesFacet");
            relate(concepts_.back(), "broader", themes_[i % themes_.size()]);
        }
        documents_.clear();
        has_previous_ = false;
    }

    void add_concept(std::vector<RecordId>& list, Kind kind, std::size_t number, RecordId scheme) {
        std::string const tail = std::to_string(number);
        RecordId const added = record(kind, own_, name_ + "-" + std::string{random_.one_of(words[0])} + "-" + tail);
        label(added, tail);
        words_in_english(added, "alt_label", 2);
        words_in_english(added, "definition", 10);
        relate(added, "scheme", scheme);
        if (number % 3 == 0) {
            iri(added, "wikidata_concept", wikidata());
        }
        evidence(added, proofs_);
        list.push_back(added);
    }

    void add_source(std::string const& id) {
        RecordId const source = record(Kind::source, own_, id);
        label(source, id);
        iri(source, "url", page(id));
        date(source, "issued", day(2000 + random_.below(25), 1 + random_.below(12), 1 + random_.below(28)));
        words_in_english(source, "rights", 5);
        sources_.push_back(source);
    }

    /// Evidence of its own for what comes next.
    void add_evidence(std::string const& start, std::size_t number) {
        evidence_ = model::no_evidence;
        proofs_.clear();
        for (std::size_t i = 0; i < number; ++i) {
            std::string const id = start + "-section-" + std::to_string(i + 1);
            RecordId const proof = record(Kind::evidence, own_, id);
            relate(proof, "source", sources_[random_.below(sources_.size())]);
            string(proof, "locator",
                   "section " + std::to_string(1 + random_.below(40)) + ", page " +
                       std::to_string(1 + random_.below(200)));
            if (i % 3 == 0) {
                RecordId const quote = record(Kind::quote, own_, id);
                string(quote, "exact", phrase(0, 4 + random_.below(5)));
                relate(proof, "selector", quote);
            }
            proofs_.push_back(proof);
        }
        all_proofs_ = proofs_;
        evidence_ = builder_.evidence_set(std::span{proofs_}.first(1));
    }
    /// One or two of the edition's pieces of evidence stand behind what comes next.
    void turn_to_other_evidence() {
        std::size_t const first = random_.below(all_proofs_.size() - 1);
        proofs_.assign({all_proofs_[first]});
        if (random_.below(4) == 0) {
            proofs_.push_back(all_proofs_[first + 1]);
        }
        evidence_ = builder_.evidence_set(proofs_);
    }

    void add_edition(std::size_t number) {
        std::string const id = name_ + "-" + std::to_string(number);
        std::size_t const year = 1990 + 2 * number;
        add_source(id + "-report");
        add_source(id + "-page");
        add_evidence(id, evidence_per_edition);

        RecordId const city = record(Kind::city, shared_, "city-of-" + id);
        label(city, id, 1);
        relate(city, "country", countries_[random_.below(countries_.size())]);
        typed(city, "latitude", rdf::vocabulary::xsd_decimal, degrees(60));
        typed(city, "longitude", rdf::vocabulary::xsd_decimal, degrees(180));
        iri(city, "same_as", wikidata());
        turn_to_other_evidence();
        evidence(city, proofs_);

        RecordId const edition = record(Kind::edition, own_, id);
        label(edition, "conference " + id, 2);
        for (std::size_t language = 0; language < language_count; ++language) {
            value(edition, "theme_wording", language_tags_[language], phrase(language, 6));
        }
        relate(edition, "series", series_);
        integer(edition, "number", number);
        if (has_previous_) {
            relate(edition, "previous", previous_);
        }
        choice(edition, "status", "stoa:held");
        choice(edition, "mode", number % 4 == 0 ? "stoa:hybrid" : "stoa:inPerson");
        date(edition, "start", day(year, 6, 1 + random_.below(20)));
        date(edition, "end", day(year, 6, 21 + random_.below(8)));
        relate(edition, "city", city);
        relate(edition, "organiser", organiser_);
        relate_some(edition, "treats", themes_, 6);
        relate_some(edition, "supports_sdg", goals_, 4);
        iri(edition, "url", page(id));
        evidence(edition, proofs_);
        previous_ = edition;
        has_previous_ = true;

        for (std::size_t i = 1; i <= 3; ++i) {
            add_document(id, i, edition, year);
        }
        for (std::size_t i = 0; i < 12; ++i) {
            add_occurrence(id, i, edition);
        }
        for (std::string_view const facet : {"issues", "groups", "sdgs"}) {
            RecordId const coverage = record(Kind::coverage, own_, id + "-" + std::string{facet});
            relate(coverage, "edition", edition);
            choice(coverage, "facet", "stoa:" + std::string{facet} + "Facet");
            choice(coverage, "level", "stoa:complete");
            relate_some(coverage, "read", sources_, 4);
        }
        for (std::size_t i = 0; i < 9; ++i) {
            add_figure(id, i, edition, year);
        }
        for (std::string_view const key : {"start", "end", "city"}) {
            add_claim(id, key, edition, city, year);
        }
    }

    void add_document(std::string const& edition_id, std::size_t number, RecordId edition, std::size_t year) {
        std::string const id = edition_id + "-declaration-" + std::to_string(number);
        turn_to_other_evidence();
        RecordId const document = record(Kind::document, own_, id);
        label(document, "of " + id, 4);
        choice(document, "kind", number == 1 ? "stoa:declaration" : "stoa:guidelines");
        date(document, "adopted", day(year, 6, 21 + random_.below(8)));
        relate(document, "publisher", organiser_);
        string(document, "identifier", "ED/" + std::to_string(year) + "/" + std::to_string(random_.below(1'000'000)));
        integer(document, "pages", 4 + random_.below(200));
        if (!documents_.empty()) {
            relate_some(document, "builds_on", documents_, 2);
        }
        relate_some(document, "treats", concepts_, 6);
        relate_some(document, "supports_sdg", goals_, 4);
        iri(document, "url", page(id));
        evidence(document, proofs_);
        relate(edition, "outcome", document);
        documents_.push_back(document);
    }

    void add_occurrence(std::string const& edition_id, std::size_t number, RecordId edition) {
        RecordId const theme = themes_[number];
        RecordId const document = documents_[documents_.size() - 1 - number % 3];
        bool const is_headline = number == 0;
        turn_to_other_evidence();
        RecordId const occurrence =
            record(Kind::occurrence, own_,
                   edition_id + "-" + std::string{builder_.id(theme)} + (is_headline ? "-headline" : "-issue"));
        relate(occurrence, "edition", edition);
        relate(occurrence, "theme", theme);
        relate(occurrence, "document", document);
        choice(occurrence, "role", is_headline ? "stoa:headline" : "stoa:issue");
        relate_some(occurrence, "items", concepts_, 5);
        words_in_english(occurrence, "wording", 2 + random_.below(6));
        evidence(occurrence, proofs_);
    }

    void add_figure(std::string const& edition_id, std::size_t number, RecordId edition, std::size_t year) {
        std::size_t const amount = 10 + random_.below(5000);
        RecordId const quantity = quantities_[number % quantities_.size()];
        bool const is_forecast = number >= quantities_.size();
        turn_to_other_evidence();
        RecordId const figure = record(Kind::figure, own_,
                                       edition_id + "-" + std::string{builder_.id(quantity)} + "-" +
                                           std::to_string(amount) + (is_forecast ? "-forecast" : "-actual"));
        relate(figure, "subject", edition);
        relate(figure, "quantity", quantity);
        choice(figure, "qualifier", number % 2 == 0 ? "stoa:exact" : "stoa:about");
        integer(figure, "value", amount);
        choice(figure, "kind", is_forecast ? "stoa:forecast" : "stoa:actual");
        date(figure, "as_of", day(year, 6, 30));
        if (!is_forecast) {
            typed(figure, "preferred", rdf::vocabulary::xsd_boolean, "true");
        }
        words_in_english(figure, "wording", 2 + random_.below(4));
        evidence(figure, proofs_);
    }

    void add_claim(std::string const& edition_id, std::string_view key, RecordId edition, RecordId city,
                   std::size_t year) {
        turn_to_other_evidence();
        RecordId const claim = record(Kind::claim, own_, edition_id + "-" + std::string{key});
        relate(claim, "subject", edition);
        choice(claim, "property", model::definition(model::property(Kind::edition, key)).term);
        if (key == "city") {
            relate(claim, "value_resource", city);
        } else {
            date(claim, "value", day(year, 6, 1 + random_.below(28)));
        }
        choice(claim, "kind", "stoa:actual");
        typed(claim, "preferred", rdf::vocabulary::xsd_boolean, "true");
        evidence(claim, proofs_);
    }

    GraphBuilder& builder_;
    Random random_{2013};
    std::size_t count_ = 0;
    std::array<TagId, language_count> language_tags_{};
    DataSetId shared_{};
    DataSetId own_{};

    std::vector<RecordId> countries_;
    std::vector<RecordId> goals_;
    std::vector<RecordId> quantities_;

    // of the series at hand
    std::string name_;
    RecordId series_{};
    RecordId network_{};
    RecordId organiser_{};
    RecordId previous_{};
    bool has_previous_ = false;
    std::vector<RecordId> sources_;
    std::vector<RecordId> themes_;
    std::vector<RecordId> concepts_;
    std::vector<RecordId> documents_;

    // of the edition, and of the statements at hand
    std::vector<RecordId> all_proofs_;
    std::vector<RecordId> proofs_;
    EvidenceId evidence_ = model::no_evidence;
};

}  // namespace

std::size_t fill_with_series(model::GraphBuilder& builder, std::size_t statements) {
    return Generator{builder}.run(statements);
}

}  // namespace stoa::bench
