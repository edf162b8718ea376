// SPDX-License-Identifier: Apache-2.0
#include "stoa/model/schema.hpp"

#include <array>
#include <cassert>
#include <vector>

namespace stoa::model {
namespace {

using enum Kind;

// --- enumerations -----------------------------------------------------------------------------------------------

constexpr std::array<EnumerationValue, 4> status_values{{
    {"planned", "stoa:planned", "announced, not yet held"},
    {"held", "stoa:held", "took place"},
    {"postponed", "stoa:postponed", "moved to a later date that is not yet known"},
    {"cancelled", "stoa:cancelled", "will not take place"},
}};
constexpr Enumeration status{"stoa:EditionStatus", status_values};

constexpr std::array<EnumerationValue, 4> mode_values{{
    {"in_person", "stoa:inPerson", "on site"},
    {"online", "stoa:online", "over the network only"},
    {"hybrid", "stoa:hybrid", "both on site and online"},
    {"total", "stoa:total", "for a figure: on site and online together"},
}};
constexpr Enumeration mode{"stoa:Mode", mode_values};
constexpr Enumeration edition_mode{"stoa:Mode", std::span{mode_values}.first(3)};

constexpr std::array<EnumerationValue, 4> event_status_values{{
    {"planned", "schema:EventScheduled", "as announced"},
    {"held", "schema:EventScheduled", "took place as announced"},
    {"postponed", "schema:EventPostponed", "moved to a later date"},
    {"cancelled", "schema:EventCancelled", "will not take place"},
}};
constexpr Enumeration event_status{"schema:EventStatusType", event_status_values};

constexpr std::array<EnumerationValue, 3> attendance_values{{
    {"in_person", "schema:OfflineEventAttendanceMode", "on site"},
    {"online", "schema:OnlineEventAttendanceMode", "over the network only"},
    {"hybrid", "schema:MixedEventAttendanceMode", "both on site and online"},
}};
constexpr Enumeration attendance{"schema:EventAttendanceModeEnumeration", attendance_values};

constexpr std::array<EnumerationValue, 4> role_values{{
    {"headline", "stoa:headline", "the edition's main theme"},
    {"strand", "stoa:strand", "a sub-theme, track or action area of the edition or of a document"},
    {"issue", "stoa:issue", "a topic that is addressed"},
    {"group", "stoa:group", "a group of people that is addressed"},
}};
constexpr Enumeration role{"stoa:Role", role_values};

constexpr std::array<EnumerationValue, 3> facet_values{{
    {"issues", "stoa:issuesFacet", "topics"},
    {"groups", "stoa:groupsFacet", "groups of people"},
    {"sdgs", "stoa:sdgsFacet", "Sustainable Development Goals and targets"},
}};
constexpr Enumeration facet{"stoa:Facet", facet_values};

constexpr std::array<EnumerationValue, 4> level_values{{
    {"complete", "stoa:complete", "the outcome documents were read"},
    {"partial", "stoa:partial", "some sources were read: an absence means not seen"},
    {"unread", "stoa:unread", "nothing was read: neither presence nor absence is known"},
    {"not_applicable", "stoa:notApplicable", "the facet did not exist yet"},
}};
constexpr Enumeration level{"stoa:CoverageLevel", level_values};

constexpr std::array<EnumerationValue, 4> extent_values{{
    {"whole", "stoa:wholeExtent", "from top to bottom"},
    {"beginning", "stoa:beginningExtent", "only the beginning"},
    {"notes", "stoa:notesExtent", "only notes or an excerpt by somebody else"},
    {"titles", "stoa:titlesExtent", "only titles and headings"},
}};
constexpr Enumeration extent{"stoa:Extent", extent_values};

constexpr std::array<EnumerationValue, 3> qualifier_values{{
    {"exact", "stoa:exact", "the value itself"},
    {"about", "stoa:about", "near the value"},
    {"over", "stoa:over", "more than the value"},
}};
constexpr Enumeration qualifier{"stoa:Qualifier", qualifier_values};

constexpr std::array<EnumerationValue, 2> claim_kind_values{{
    {"forecast", "stoa:forecast", "stated before the event"},
    {"actual", "stoa:actual", "states what happened"},
}};
constexpr Enumeration claim_kind{"stoa:ClaimKind", claim_kind_values};

constexpr std::array<EnumerationValue, 10> document_kind_values{{
    {"declaration", "stoa:declaration", "a formal declaration adopted by participants"},
    {"statement", "stoa:statement", "a statement adopted or issued by an edition"},
    {"manifesto", "stoa:manifesto", "a manifesto"},
    {"call_to_action", "stoa:callToAction", "a call to action"},
    {"framework", "stoa:framework", "a framework or agenda: goals, features or commitments to work by"},
    {"guide", "stoa:guide", "a guide"},
    {"guidelines", "stoa:guidelines", "guidelines"},
    {"case_studies", "stoa:caseStudies", "a collection of case studies"},
    {"strategy", "stoa:strategy", "a strategy for a period"},
    {"report", "stoa:report", "the report on an edition"},
}};
constexpr Enumeration document_kind{"stoa:DocumentKind", document_kind_values};

constexpr std::array<EnumerationValue, 5> milestone_values{{
    {"initiated", "stoa:initiated", "work on it began"},
    {"called_for", "stoa:calledFor", "its creation was demanded"},
    {"launched", "stoa:launched", "it was launched"},
    {"opened", "stoa:opened", "it was opened to members or participants"},
    {"first_members", "stoa:firstMembers", "its first members joined"},
}};
constexpr Enumeration milestone{"stoa:Milestone", milestone_values};

constexpr std::array<EnumerationValue, 13> event_type_values{{
    {"founding", "stoa:Founding", "present from the first edition on"},
    {"present_at_start", "stoa:PresentAtStart", "present in the first observed edition, which is not the first held"},
    {"introduced", "stoa:Introduced", "present for the first time"},
    {"continued", "stoa:Continued", "present, as in the observed edition before"},
    {"resumed", "stoa:Resumed", "present again, after observed editions without it"},
    {"dropped", "stoa:Dropped", "no longer present"},
    {"merged", "stoa:Merged", "one theme took up most of the scope of several"},
    {"split", "stoa:Split", "several themes took up most of the scope of one that is gone"},
    {"branched", "stoa:Branched", "several themes took up most of the scope of one, which is one of them"},
    {"replaced", "stoa:Replaced", "a new theme took up most of the scope of one that is gone"},
    {"dispersed", "stoa:Dispersed", "several themes took up parts of the scope of one that is gone"},
    {"assembled", "stoa:Assembled", "a new theme took up parts of the scope of several"},
    {"developed", "stoa:Developed", "one theme became another: by shared scope, or in the words of a source"},
}};
constexpr Enumeration event_type{"stoa:EvolutionEvent", event_type_values, true};

constexpr std::array<EnumerationValue, 3> role_change_values{{
    {"raised", "stoa:raised", "more prominent than before"},
    {"lowered", "stoa:lowered", "less prominent than before"},
    {"unchanged", "stoa:unchangedRole", "as prominent as before"},
}};
constexpr Enumeration role_change{"stoa:RoleChange", role_change_values};

constexpr std::array<EnumerationValue, 5> scope_change_values{{
    {"broadened", "stoa:broadened", "many items gained, few lost"},
    {"narrowed", "stoa:narrowed", "many items lost, few gained"},
    {"shifted", "stoa:shifted", "many items gained and many lost"},
    {"steady", "stoa:steady", "few items gained or lost"},
    {"unknown", "stoa:unknownScopeChange",
     "too little is known about a scope, or the coverage of the editions differs"},
}};
constexpr Enumeration scope_change{"stoa:ScopeChange", scope_change_values};

constexpr std::array<EnumerationValue, 2> basis_values{{
    {"computed", "stoa:computed", "by the program, from the scopes of the themes"},
    {"asserted", "stoa:asserted", "by a source, in words"},
}};
constexpr Enumeration basis{"stoa:Basis", basis_values};

constexpr std::array<EnumerationValue, 1> flag_values{{
    {"scope_too_small", "stoa:scopeTooSmall",
     "the scope has too few items to take part in merges, splits and similar events"},
}};
constexpr Enumeration flag{"stoa:Flag", flag_values};

constexpr std::array<Enumeration const*, 17> all_enumerations{
    &status,     &mode,          &event_status, &attendance, &role,        &facet,        &level, &extent, &qualifier,
    &claim_kind, &document_kind, &milestone,    &event_type, &role_change, &scope_change, &basis, &flag};

// --- kinds ------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 4> occurrence_key{"edition", "theme", "role", "document"};
constexpr std::array<std::string_view, 2> coverage_key{"edition", "facet"};
constexpr std::array<std::string_view, 2> reading_key{"coverage", "source"};
constexpr std::array<std::string_view, 4> development_key{"edition", "from", "from_edition", "to"};
constexpr std::array<std::string_view, 2> membership_key{"network", "member"};
constexpr std::array<std::string_view, 2> award_key{"date", "awarded_to"};
constexpr std::array<std::string_view, 3> history_key{"of", "milestone", "date"};
constexpr std::array<std::string_view, 7> figure_key{"subject", "quantity", "qualifier", "value",
                                                     "kind",    "mode",     "as_of"};
constexpr std::array<std::string_view, 7> claim_key{"subject", "property", "value",     "kind",
                                                    "mode",    "as_of",    "valid_from"};
constexpr std::array<std::string_view, 3> evidence_key{"source", "locator", "quote"};

constexpr std::string_view sdg_namespace = "http://metadata.un.org/sdg/";

constexpr KindDef named(Kind kind, std::string_view name, std::string_view label, std::string_view class_term,
                        std::string_view super_class_term, std::string_view meaning) {
    return {kind, name, label, Origin::named, class_term, super_class_term, {}, {}, {}, {}, true, meaning};
}
constexpr KindDef keyed(Kind kind, std::string_view name, std::string_view label, std::string_view class_term,
                        std::string_view super_class_term, std::span<std::string_view const> key_fields,
                        std::string_view owner, std::string_view meaning) {
    return {kind, name, label, Origin::keyed, class_term, super_class_term, key_fields, owner, {}, {}, true, meaning};
}
constexpr KindDef made(Kind kind, std::string_view name, std::string_view class_term,
                       std::span<std::string_view const> key_fields, std::string_view meaning) {
    return {kind, name, name, Origin::implied, class_term, {}, key_fields, {}, {}, {}, true, meaning};
}
constexpr KindDef computed(Kind kind, std::string_view name, std::string_view label, std::string_view class_term,
                           std::string_view super_class_term, std::string_view meaning) {
    return {kind, name, label, Origin::computed, class_term, super_class_term, {}, {}, {}, {}, true, meaning};
}
/// Under a namespace that is not ours.
constexpr KindDef in_namespace(KindDef kind, std::string_view prefix, std::string_view iri) {
    kind.fixed_prefix = prefix;
    kind.fixed_namespace = iri;
    return kind;
}
constexpr KindDef without_evidence(KindDef kind) {
    kind.needs_evidence = false;
    return kind;
}

constexpr std::array<KindDef, kind_count> kind_table{
    named(series, "series", "conference series", "stoa:ConferenceSeries", "schema:EventSeries",
          "a series of conferences under one name"),
    named(edition, "edition", "edition", "stoa:Edition", "schema:Event", "one conference of a series"),
    keyed(occurrence, "occurrence", "theme occurrence", "stoa:ThemeOccurrence", "", occurrence_key, "edition",
          "the treatment of a theme by an edition or one of its documents"),
    without_evidence(keyed(coverage, "coverage", "coverage", "stoa:Coverage", "", coverage_key, "edition",
                           "how much of an edition was read for one facet")),
    without_evidence(made(reading, "reading", "stoa:Reading", reading_key,
                          "the reading of a source for a coverage, with its extent")),
    keyed(development, "development", "development", "stoa:Development", "", development_key, "edition",
          "a statement of a source that one theme became another"),
    named(document, "document", "document", "stoa:Document", "schema:CreativeWork",
          "a text that an edition adopted, issued or built on"),
    named(theme, "theme", "theme", "stoa:Theme", "skos:Concept", "a lasting topic of one or more series"),
    named(concept_, "concept", "concept", "skos:Concept", "",
          "a topic or a group of people that may be in the scope of a theme"),
    named(scheme, "scheme", "concept scheme", "skos:ConceptScheme", "",
          "a list of concepts, themes, regions or quantities"),
    in_namespace(named(sdg_goal, "sdg_goal", "SDG goal", "sdgo:Goal", "skos:Concept",
                       "a Sustainable Development Goal; the id is its number"),
                 "sdg", sdg_namespace),
    in_namespace(named(sdg_target, "sdg_target", "SDG target", "sdgo:Target", "skos:Concept",
                       "a target of a Sustainable Development Goal; the id is its code (4.7)"),
                 "sdg", sdg_namespace),
    named(network, "network", "network", "stoa:Network", "schema:Organization",
          "a network whose members a series brings together"),
    keyed(membership, "membership", "membership", "stoa:Membership", "org:Membership", membership_key, "network",
          "the membership of a city in a network, with its start"),
    keyed(award, "award", "award", "stoa:Award", "", award_key, "edition", "a prize given to a city"),
    keyed(history, "history", "event of a history", "stoa:HistoryEvent", "schema:Event", history_key, "of",
          "a dated step in the history of a network or series"),
    named(organisation, "organisation", "organisation", "schema:Organization", "",
          "a body that organises, hosts or publishes"),
    named(venue, "venue", "venue", "schema:EventVenue", "schema:Place", "the building in which an edition is held"),
    named(city, "city", "city", "schema:City", "schema:Place", "a city, or a district that acts as one"),
    named(country, "country", "country", "schema:Country", "schema:Place", "a country"),
    named(region, "region", "region", "stoa:Region", "schema:Place", "a region of the world in one of several schemes"),
    named(quantity, "quantity", "quantity", "stoa:Quantity", "skos:Concept",
          "something that figures give a number for"),
    keyed(figure, "figure", "figure", "stoa:Figure", "stoa:Claim", figure_key, "subject",
          "the number of a quantity, as one or more sources state it"),
    made(claim, "claim", "stoa:Claim", claim_key,
         "a statement with its own evidence, a qualifier, a period or a competing value"),
    without_evidence(named(source, "source", "source", "stoa:Source", "schema:CreativeWork",
                           "a page, text or registry from which facts were taken")),
    without_evidence(made(evidence, "evidence", "oa:SpecificResource", evidence_key,
                          "the place in a source that supports a statement")),
    without_evidence(made(quote, "quote", "oa:TextQuoteSelector", {}, "at most eight words copied from a source")),
    without_evidence(computed(analysis, "analysis", "analysis", "stoa:Analysis", "prov:Activity",
                              "one computation of the evolution of a series' themes, with its parameters")),
    without_evidence(
        computed(observation, "observation", "observation", "stoa:Observation", "prov:Entity",
                 "what an analysis saw of an edition for one facet: the level, and the place in the order")),
    computed(state, "state", "theme state", "stoa:ThemeState", "prov:Entity",
             "a theme in one edition: its role and its scope"),
    computed(event, "event", "evolution event", "stoa:EvolutionEvent", "prov:Entity",
             "what happened to a theme or a scope item between two observed editions"),
};

// --- properties -------------------------------------------------------------------------------------------------

constexpr KindSet thematic{theme, concept_, sdg_goal, sdg_target};
constexpr KindSet concepts{theme, concept_, sdg_goal, sdg_target, quantity};
constexpr KindSet places{city, country, region, venue};
constexpr KindSet organisers{organisation, network, city};
constexpr KindSet labelled{series,  edition,      document, theme, concept_, scheme, sdg_goal, sdg_target,
                           network, organisation, venue,    city,  country,  region, quantity, source};
constexpr KindSet in_schemes{theme, concept_, sdg_goal, sdg_target, quantity};
constexpr KindSet label_required = labelled.without({document});
constexpr KindSet items{concept_, sdg_goal, sdg_target};
constexpr KindSet nothing{};

constexpr PropertyDef text(std::string_view key, std::string_view term, KindSet subjects, KindSet required,
                           bool repeatable, std::string_view meaning) {
    return {key, term, ValueType::text, subjects, required, repeatable, {}, nullptr, {}, {}, false, false, meaning};
}
constexpr PropertyDef value(std::string_view key, std::string_view term, ValueType type, KindSet subjects,
                            KindSet required, bool repeatable, std::string_view meaning) {
    return {key, term, type, subjects, required, repeatable, {}, nullptr, {}, {}, false, false, meaning};
}
constexpr PropertyDef choice(std::string_view key, std::string_view term, KindSet subjects, KindSet required,
                             Enumeration const& values, std::string_view meaning) {
    return {key, term, ValueType::enumeration, subjects, required, false, {}, &values, {}, {}, false, false, meaning};
}
constexpr PropertyDef code(std::string_view key, std::string_view term, KindSet subjects, KindSet required,
                           std::string_view datatype, std::string_view meaning) {
    return {key, term, ValueType::code, subjects, required, false, {}, nullptr, datatype, {}, false, false, meaning};
}
constexpr PropertyDef identifier(std::string_view key, std::string_view term, KindSet subjects, bool repeatable,
                                 std::string_view iri_start, std::string_view meaning) {
    return {key,   term,   ValueType::identifier, subjects, nothing, repeatable, {}, nullptr, {}, iri_start, false,
            false, meaning};
}
constexpr PropertyDef relation(std::string_view key, std::string_view term, KindSet subjects, KindSet objects,
                               KindSet required, bool repeatable, std::string_view meaning) {
    return {key,   term,   ValueType::reference, subjects, required, repeatable, objects, nullptr, {}, {}, false,
            false, meaning};
}
constexpr PropertyDef by_program(PropertyDef property) {
    property.by_program = true;
    return property;
}
constexpr PropertyDef repeated(PropertyDef property) {
    property.repeatable = true;
    return property;
}
/// Made when RDF is written, and in no graph.
constexpr PropertyDef in_rdf(PropertyDef property) {
    property.by_program = true;
    property.in_rdf_only = true;
    return property;
}
/// The values of another property of the same record once more.
constexpr PropertyDef repeating(std::string_view key, PropertyDef property) {
    property.repeats = key;
    return in_rdf(property);
}
constexpr PropertyDef or_forecast(PropertyDef property) {
    property.forecast_suffices = true;
    return property;
}
constexpr PropertyDef with_link(PropertyDef property, Kind kind) {
    property.link = kind;
    return property;
}
constexpr PropertyDef inverse(PropertyDef property) {
    property.inverse = true;
    return property;
}

constexpr std::string_view wikidata = "http://www.wikidata.org/entity/";
constexpr std::string_view geonames = "https://sws.geonames.org/";
constexpr std::string_view un_area = "http://metadata.un.org/sdg/codes/geoArea/";
constexpr std::string_view thesaurus = "http://vocabularies.unesco.org/thesaurus/concept";
constexpr std::string_view sdgio = "http://purl.unep.org/sdg/SDGIO_";

constexpr std::array property_table{
    // First, so that it stands with the classes that every record has.
    by_program(choice("type", "rdf:type", {event}, nothing, event_type, "what happened")),
    text("label", "skos:prefLabel", labelled.with(analysis).with(state).with(event), label_required, false,
         "name, one in each language"),
    repeating("label", text("rdfs_label", "rdfs:label", KindSet::all(), nothing, false,
                            "the label; of a record without one, a name made from what it says")),
    repeating("label", text("schema_name", "schema:name", labelled.with(history).with(analysis).with(state).with(event),
                            nothing, false, "the same")),
    text("alt_label", "skos:altLabel", labelled, nothing, true, "other names and abbreviations"),
    text("hidden_label", "skos:hiddenLabel", thematic, nothing, true, "misspellings that a search should find"),
    text("definition", "skos:definition", {theme, concept_, scheme, quantity}, nothing, false,
         "its meaning here, in our own words"),

    // who belongs to whom
    relation("series", "stoa:partOfSeries", {edition}, {series}, {edition}, false, "the series of the edition"),
    relation("subject", "stoa:subject", {figure, claim}, record_kinds, {figure, claim}, false,
             "what the claim or figure is about"),
    relation("edition", "stoa:edition", {occurrence, coverage, development, award, history, observation, state, event},
             {edition}, {occurrence, coverage, development}, false, "the edition that the record belongs to"),
    relation("of", "stoa:historyOf", {history}, {network, series}, {history}, false,
             "the network or series in whose history the event is"),
    relation("network", "org:organization", {membership}, {network}, {membership}, false, "the network joined"),
    relation("member", "org:member", {membership}, {city}, {membership}, false, "the city that is a member"),
    value("number", "stoa:editionNumber", ValueType::integer, {edition}, nothing, false,
          "the number in the series; numbers may have gaps, and may be missing"),
    by_program(relation("previous", "stoa:previousEdition", {edition}, {edition}, nothing, false,
                        "the edition before, in the order of the series")),

    // themes in editions
    or_forecast(relation("theme", "stoa:theme", {occurrence}, {theme}, {occurrence}, false,
                         "the theme that is treated; a forecast if it was only planned")),
    relation("document", "stoa:document", {occurrence}, {document}, nothing, false,
             "the document that treats it; absent if the edition as a whole does"),
    choice("role", "stoa:role", {occurrence, state}, {occurrence}, role, "how prominent the theme is"),
    choice("facet", "stoa:facet", {coverage, concept_, observation}, {coverage, concept_}, facet,
           "the facet to which a concept belongs, or for which an edition was read"),
    choice("level", "stoa:coverageLevel", {coverage, observation}, {coverage}, level, "how much was read"),
    with_link(relation("read", "stoa:sourceRead", {coverage}, {source}, nothing, true,
                       "the sources that were read, each with the extent of the reading"),
              reading),
    relation("documents_read", "stoa:documentRead", {coverage}, {document}, nothing, true,
             "the outcome documents that were read as a whole"),
    relation("items", "stoa:scopeItem", {occurrence, state}, items, nothing, true,
             "the issues, groups and SDGs that the source puts under the theme"),
    relation("coverage", "stoa:coverage", {reading}, {coverage}, {reading}, false,
             "the coverage for which the source was read"),
    relation("source", "dcterms:source", {reading}, {source}, {reading}, false, "the source that was read"),
    choice("extent", "stoa:extent", {reading}, nothing, extent, "how much of the source was read, if recorded"),
    value("coder", "stoa:coder", ValueType::string, {occurrence}, nothing, true,
          "who coded it; two coders who agree are both named"),
    relation("from", "stoa:fromTheme", {development}, {theme}, {development}, false, "the earlier theme"),
    relation("from_edition", "stoa:fromEdition", {development}, {edition}, {development}, false,
             "the earlier edition, which treats the theme that changed"),
    relation("to", "stoa:toTheme", {development}, {theme}, {development}, false, "the theme that it became"),

    // editions
    choice("status", "stoa:status", {edition}, {edition}, status, "whether the edition took place"),
    repeating("status", choice("schema_status", "schema:eventStatus", {edition}, nothing, event_status,
                               "the status in the words of schema.org")),
    choice("mode", "stoa:mode", {edition}, nothing, edition_mode, "on site, online or both"),
    repeating("mode", choice("schema_mode", "schema:eventAttendanceMode", {edition}, nothing, attendance,
                             "the mode in the words of schema.org")),
    text("theme_wording", "stoa:themeWording", {edition}, nothing, false, "the edition's theme as announced"),
    value("start", "schema:startDate", ValueType::date, {edition}, nothing, false, "first day, or month or year"),
    value("end", "schema:endDate", ValueType::date, {edition}, nothing, false, "last day, or month or year"),
    relation("city", "schema:location", {edition, organisation, history}, {city}, nothing, true, "host city or seat"),
    relation("venue", "stoa:venue", {edition}, {venue}, nothing, true, "building"),
    text("description", "schema:description", {series, edition}, nothing, false,
         "what it is for and who takes part, in our own words"),
    relation("organiser", "schema:organizer", {edition, series, network}, organisers, nothing, true,
             "body that organises or hosts, or coordinates a network"),
    text("opened_by", "stoa:openedBy", {edition}, nothing, false, "who opened the edition, by office"),
    relation("convenes", "stoa:convenes", {series}, {network}, nothing, true,
             "the network that the series brings together"),
    value("cadence_years", "stoa:cadenceInYears", ValueType::integer, {series}, nothing, false,
          "years between editions, as stated"),
    relation("outcome", "stoa:outcomeDocument", {edition}, {document}, nothing, true,
             "document that the edition produced"),
    by_program(relation("about", "schema:about", {edition}, {theme}, nothing, true,
                        "a theme that the edition, if held, treats by any of its occurrences")),

    // documents
    choice("kind", "stoa:documentKind", {document}, {document}, document_kind, "the kind of the document"),
    value("adopted", "stoa:adoptedOn", ValueType::date, {document}, nothing, false, "day of adoption"),
    value("issued", "dcterms:issued", ValueType::date, {document, source}, nothing, false, "date of publication"),
    relation("publisher", "dcterms:publisher", {document, source}, {organisation}, nothing, true, "publisher"),
    value("identifier", "dcterms:identifier", ValueType::string, {document}, nothing, true, "number in a register"),
    value("isbn", "schema:isbn", ValueType::string, {document}, nothing, false, "ISBN, with or without hyphens"),
    value("pages", "schema:numberOfPages", ValueType::integer, {document}, nothing, false, "number of pages"),
    relation("builds_on", "stoa:buildsOn", {document}, {document}, nothing, true, "document that it builds on"),
    relation("replaces", "stoa:replaces", {document}, {document}, nothing, true, "document that it replaces"),
    relation("reviews", "stoa:reviews", {document, edition}, {document}, nothing, true,
             "document whose progress it reviews"),
    relation("enacts", "stoa:enacts", {document}, {document}, nothing, true, "document that it puts into practice"),
    relation("treats", "stoa:treats", {edition, document}, {theme, concept_}, nothing, true,
             "topic or group that the whole treats"),
    relation("supports_sdg", "stoa:supportsSDG", {edition, document}, {sdg_goal, sdg_target}, nothing, true,
             "SDG that it supports, according to a source"),
    relation("describes", "stoa:describes", {document}, {city}, nothing, true,
             "city that the document describes as a case"),

    // concepts and schemes
    relation("scheme", "skos:inScheme", {theme, concept_, sdg_goal, sdg_target, region, quantity}, {scheme}, nothing,
             true, "the list that contains it"),
    in_rdf(relation("top_concept_of", "skos:topConceptOf", in_schemes, {scheme}, nothing, true,
                    "the list in which nothing is broader")),
    in_rdf(relation("top_concepts", "skos:hasTopConcept", {scheme}, in_schemes, nothing, true,
                    "a member of the list in which nothing is broader")),
    relation("broader", "skos:broader", {theme, concept_, quantity}, {theme, concept_, quantity}, nothing, true,
             "a broader concept"),
    inverse(relation("narrower", "skos:broader", {theme, concept_, quantity}, {theme, concept_, quantity}, nothing,
                     true, "a narrower concept; written as the broader concept of that one")),
    relation("goal", "skos:broader", {sdg_target}, {sdg_goal}, {sdg_target}, false, "the goal of the target"),
    relation("related", "skos:related", {theme, concept_}, {theme, concept_}, nothing, true,
             "a related concept; written from both ends"),
    value("exact_match", "skos:exactMatch", ValueType::iri, concepts, nothing, true, "the same concept elsewhere"),
    identifier("unesco_thesaurus", "skos:exactMatch", thematic, true, thesaurus, "number in the UNESCO Thesaurus"),
    identifier("sdgio", "skos:exactMatch", {sdg_goal}, false, sdgio, "number in the SDG Interface Ontology"),
    identifier("wikidata_concept", "skos:exactMatch", concepts, false, wikidata, "Wikidata item of the concept"),
    value("close_match", "skos:closeMatch", ValueType::iri, concepts, nothing, true,
          "nearly the same concept elsewhere"),
    value("broad_match", "skos:broadMatch", ValueType::iri, concepts, nothing, true, "a broader concept elsewhere"),
    value("narrow_match", "skos:narrowMatch", ValueType::iri, concepts, nothing, true, "a narrower concept elsewhere"),
    value("related_match", "skos:relatedMatch", ValueType::iri, concepts, nothing, true, "a related concept elsewhere"),

    // memberships, awards, history
    value("joined", "stoa:joinedOn", ValueType::date, {membership}, nothing, false, "date of joining"),
    text("prize", "stoa:prize", {award}, {award}, false, "name of the prize"),
    value("date", "stoa:date", ValueType::date, {award, history}, {award, history}, false, "when it happened"),
    repeating("date", value("schema_start", "schema:startDate", ValueType::date, {history}, nothing, false,
                            "when it happened, as schema.org says it")),
    relation("awarded_to", "stoa:awardedTo", {award}, {city}, {award}, false, "the city that won"),
    choice("milestone", "stoa:milestone", {history}, {history}, milestone, "what happened"),

    // places
    relation("in_city", "schema:containedInPlace", {venue}, {city}, {venue}, false, "the city of the venue"),
    relation("part_of", "schema:containedInPlace", {city, region}, {city, region}, nothing, false,
             "the city of a district, the region of a sub-region"),
    relation("country", "schema:containedInPlace", {city}, {country}, {city}, false, "the country of the city"),
    in_rdf(value("schema_address", "schema:address", ValueType::iri, {city, venue}, nothing, false,
                 "the postal address of the city: its name and its country")),
    relation("region", "stoa:inRegion", {country}, {region}, nothing, true,
             "the regions of the country, in one or more schemes"),
    relation("parent", "schema:parentOrganization", {organisation, network}, {organisation}, nothing, false,
             "the body of which it is a part or that coordinates it"),
    code("iso2", "skos:notation", {country}, nothing, "stoa:iso3166Alpha2", "ISO 3166-1 alpha-2 code"),
    code("iso3", "skos:notation", {country}, nothing, "stoa:iso3166Alpha3", "ISO 3166-1 alpha-3 code"),
    code("m49", "skos:notation", {country, region}, nothing, "stoa:m49", "UN M49 code, three digits"),
    code("code", "skos:notation", {sdg_goal, sdg_target}, nothing, "stoa:sdgCode",
         "number of the goal or code of the target"),
    value("latitude", "geo:lat", ValueType::decimal, places, nothing, false, "WGS 84 degrees north"),
    value("longitude", "geo:long", ValueType::decimal, places, nothing, false, "WGS 84 degrees east"),
    value("same_as", "owl:sameAs", ValueType::iri,
          {series, edition, document, network, organisation, venue, city, country, region}, nothing, true,
          "the same thing elsewhere"),
    identifier("wikidata", "owl:sameAs",
               {series, edition, document, network, organisation, venue, city, country, region}, false, wikidata,
               "Wikidata item (Q...)"),
    identifier("geonames", "owl:sameAs", {city, country, region, venue}, false, geonames, "GeoNames number"),
    identifier("un_area", "owl:sameAs", {country, region}, false, un_area,
               "code of the area in the UN SDG registry (M49, no leading zero)"),
    value("url", "schema:url", ValueType::iri, {series, edition, document, network, organisation, venue, source},
          nothing, true, "web page"),

    // figures and claims
    value("property", "stoa:property", ValueType::iri, {claim}, {claim}, false, "the claimed property"),
    relation("quantity", "stoa:quantity", {figure}, {quantity}, {figure}, false, "what is counted"),
    choice("qualifier", "stoa:qualifier", {figure, claim}, nothing, qualifier, "how exact the value is"),
    value("value", "stoa:value", ValueType::number, {figure}, {figure}, false, "the number"),
    value("value", "stoa:value", ValueType::any_literal, {claim}, nothing, true,
          "the claimed literal, in each language"),
    relation("value_resource", "stoa:valueResource", {claim}, record_kinds, nothing, false, "the claimed record"),
    value("value_iri", "stoa:valueResource", ValueType::iri, {claim}, nothing, false, "the claimed IRI"),
    text("wording", "stoa:wording", {occurrence, development, figure, claim}, nothing, false,
         "how the source words it, at most eight words"),
    choice("kind", "stoa:claimKind", {figure, claim}, nothing, claim_kind, "forecast or actual (the default)"),
    choice("mode", "stoa:mode", {figure, claim}, nothing, mode, "whom the value counts: on site, online or both"),
    value("as_of", "stoa:asOf", ValueType::date, {figure, claim}, nothing, false,
          "the date on which the value was true"),
    value("valid_from", "stoa:validFrom", ValueType::date, {figure, claim}, nothing, false,
          "the date from which the value was true"),
    value("valid_until", "stoa:validUntil", ValueType::date, {figure, claim}, nothing, false,
          "the date until which the value was true"),
    value("preferred", "stoa:preferred", ValueType::boolean, {figure, claim}, nothing, false,
          "whether this is the value to use if sources disagree"),

    // computed: analyses
    by_program(
        relation("series", "prov:used", {analysis}, {series}, nothing, false, "the series whose themes were analysed")),
    by_program(value("method_version", "stoa:methodVersion", ValueType::string, {analysis}, nothing, false,
                     "version of the definitions of theme evolution")),
    by_program(value("min_sources", "stoa:minSources", ValueType::integer, {analysis}, nothing, false,
                     "distinct sources needed for a theme to be present in an edition")),
    by_program(value("big_change", "stoa:bigChange", ValueType::decimal, {analysis}, nothing, false,
                     "share of the combined scopes from which a gain or loss is big")),
    by_program(value("min_change", "stoa:minChange", ValueType::integer, {analysis}, nothing, false,
                     "number of items from which a gain or loss is big")),
    by_program(value("min_scope", "stoa:minScope", ValueType::integer, {analysis}, nothing, false,
                     "number of items in both scopes together below which a change of scope is unknown")),
    by_program(value("min_overlap", "stoa:minOverlap", ValueType::decimal, {analysis}, nothing, false,
                     "share of a theme that must be taken up, in lineage events and links")),
    by_program(value("min_part", "stoa:minPart", ValueType::decimal, {analysis}, nothing, false,
                     "share of a theme that each part must have, in themes that disperse or are assembled")),
    by_program(value("min_shared", "stoa:minShared", ValueType::integer, {analysis}, nothing, false,
                     "number of shared items that lineage events and links require")),
    by_program(value("look_back", "stoa:lookBack", ValueType::integer, {analysis}, nothing, false,
                     "how many observed editions back a link between themes may start")),
    by_program(
        repeated(choice("facets", "stoa:facets", {analysis}, nothing, facet, "facet whose items make up the scopes"))),
    by_program(repeated(choice("documents", "stoa:documents", {analysis}, nothing, document_kind,
                               "kind of document whose occurrences count; without any, every occurrence counts"))),

    // computed: what an analysis saw
    by_program(value("rank", "stoa:editionRank", ValueType::integer, {observation}, nothing, false,
                     "place of the edition in the order of the series, from 1")),
    by_program(value("position", "stoa:observedPosition", ValueType::integer, {observation}, nothing, false,
                     "place among the observed editions of the facet, from 1; only if it is observed")),
    by_program(relation("recorded", "prov:wasDerivedFrom", {observation}, {coverage}, nothing, false,
                        "the record of coverage; none: nothing was read")),

    // computed: states
    by_program(relation("observation", "stoa:observation", {state}, {observation}, nothing, false,
                        "what the analysis saw of the issues of its edition, with its place in the order")),
    by_program(relation("specialization_of", "prov:specializationOf", {state}, {theme}, nothing, false,
                        "the theme of the state")),
    by_program(relation("generated_by", "prov:wasGeneratedBy", {observation, state, event}, {analysis}, nothing, false,
                        "the computation that found it")),
    by_program(repeated(choice("flag", "stoa:flag", {state, event}, nothing, flag, "a caution about its use"))),
    by_program(relation("leads_to", "stoa:leadsTo", {state}, {state}, nothing, true,
                        "a later state that it turned into, in any way")),
    by_program(relation("continues_as", "stoa:continuesAs", {state}, {state}, nothing, true,
                        "the state of the same theme in the next observed edition")),
    by_program(relation("resumes_as", "stoa:resumesAs", {state}, {state}, nothing, true,
                        "the state in which the same theme came back")),
    by_program(relation("merges_into", "stoa:mergesInto", {state}, {state}, nothing, true,
                        "the state into which it merged with others")),
    by_program(relation("splits_into", "stoa:splitsInto", {state}, {state}, nothing, true,
                        "a state into which it split or branched")),
    by_program(relation("develops_into", "stoa:developsInto", {state}, {state}, nothing, true,
                        "a state of another theme that it became, by shared scope or in the words of a source")),

    // computed: events
    by_program(relation("concerns", "stoa:concerns", {event}, {theme, concept_, sdg_goal, sdg_target}, nothing, true,
                        "the theme or scope item that the event is about")),
    by_program(relation("source_edition", "stoa:sourceEdition", {event}, {edition}, nothing, false,
                        "the earlier edition, with which it is compared")),
    by_program(relation("source_state", "stoa:sourceState", {event}, {state}, nothing, true, "a state before")),
    by_program(relation("target_state", "stoa:targetState", {event}, {state}, nothing, true, "a state after")),
    by_program(value("gap_editions", "stoa:gapEditions", ValueType::integer, {event}, nothing, false,
                     "observed editions without it, before it was resumed")),
    by_program(value("gap_years", "stoa:gapYears", ValueType::integer, {event}, nothing, false,
                     "years between the last edition with it and the one that resumed it")),
    by_program(choice("role_change", "stoa:roleChange", {event}, nothing, role_change,
                      "whether it is more or less prominent than in its state before")),
    by_program(choice("scope_change", "stoa:scopeChange", {event}, nothing, scope_change,
                      "whether its scope is wider or narrower than in its state before")),
    by_program(value("kept", "stoa:kept", ValueType::integer, {event}, nothing, false, "items in both scopes")),
    by_program(
        value("gained", "stoa:gained", ValueType::integer, {event}, nothing, false, "items only in the later scope")),
    by_program(
        value("lost", "stoa:lost", ValueType::integer, {event}, nothing, false, "items only in the earlier scope")),
    by_program(value("share_of_old", "stoa:shareOfOld", ValueType::decimal, {event}, nothing, false,
                     "items that passed, as a share of all items of the earlier side")),
    by_program(value("share_of_new", "stoa:shareOfNew", ValueType::decimal, {event}, nothing, false,
                     "items that passed, as a share of all items of the later side")),
    by_program(value("item_population", "stoa:itemPopulation", ValueType::integer, {event}, nothing, false,
                     "distinct items of all states of the two editions")),
    by_program(value("chance_probability", "stoa:chanceProbability", ValueType::decimal, {event}, nothing, false,
                     "probability of at least as many shared items by chance; descriptive only")),
    by_program(relation("shared_item", "stoa:sharedItem", {event}, items, nothing, true, "an item of both scopes")),
    by_program(value("is_open", "stoa:isOpen", ValueType::boolean, {event}, nothing, false,
                     "whether what was dropped has not been seen again")),
    by_program(value("absent_for", "stoa:absentFor", ValueType::integer, {event}, nothing, false,
                     "observed editions without what was dropped")),
    by_program(value("has_heir", "stoa:hasHeir", ValueType::boolean, {event}, nothing, false,
                     "whether items of what was dropped continue in another theme")),
    by_program(value("is_derived", "stoa:isDerived", ValueType::boolean, {event}, nothing, false,
                     "whether items of what was introduced come from another theme")),
    by_program(relation("across", "stoa:across", {event}, {observation}, nothing, true,
                        "observation whose level is not complete, of an edition that the event spans")),
    by_program(relation("absent_in", "stoa:absentIn", {event}, {observation}, nothing, true,
                        "observation of an edition in which it was absent")),
    by_program(value("read_before", "stoa:readBefore", ValueType::integer, {event}, nothing, false,
                     "number of sources and documents read about the edition that it is compared with")),
    by_program(value("read_after", "stoa:readAfter", ValueType::integer, {event}, nothing, false,
                     "number of sources and documents read about its edition")),
    by_program(
        choice("basis", "stoa:basis", {event}, nothing, basis, "whether the program computed it or a source says it")),
    by_program(relation("supported_by", "stoa:supportedBy", {event}, {document}, nothing, true,
                        "a document at one end of a link between documents that supports it")),
    by_program(value("survives_any_document", "stoa:survivesAnyDocument", ValueType::boolean, {event}, nothing, false,
                     "whether it is still found when any single document or source is left out")),
    by_program(value("survives_any_item", "stoa:survivesAnyItem", ValueType::boolean, {event}, nothing, false,
                     "whether it is still found when any single item is left out")),
    by_program(relation("depends_on", "stoa:dependsOn", {event}, {document, source, concept_, sdg_goal, sdg_target},
                        nothing, true, "a document, source or item without which it is not found")),
    by_program(relation("stated_in", "prov:wasDerivedFrom", {event}, {development}, nothing, false,
                        "the development that a source states, if the event is asserted")),

    // sources and evidence
    relation("repeats", "stoa:repeats", {source}, {source}, nothing, false,
             "the source whose text this one repeats or translates"),
    value("licence", "dcterms:license", ValueType::iri, {source}, nothing, false, "licence of the source"),
    text("rights", "dcterms:rights", {source}, nothing, false, "terms of use, if no licence is stated"),
    value("accessed", "stoa:accessedOn", ValueType::date, {source}, nothing, false, "day on which it was read"),
    value("archived", "schema:archivedAt", ValueType::iri, {source}, nothing, true,
          "page on which an archive keeps a copy"),
    value("text_file", "stoa:textFile", ValueType::string, {source}, nothing, false,
          "name of its plain-text copy, in which quotes are looked up (default: id.txt)"),
    relation("source", "oa:hasSource", {evidence}, {source}, {evidence}, false, "the source"),
    value("locator", "stoa:locator", ValueType::string, {evidence}, nothing, false, "page, section or paragraph"),
    relation("selector", "oa:hasSelector", {evidence}, {quote}, nothing, false, "the quoted words"),
    value("exact", "oa:exact", ValueType::string, {quote}, {quote}, false, "the words, at most eight"),
    relation("evidence", "stoa:evidence",
             KindSet::all().without({reading, source, evidence, quote, analysis, observation}), {evidence}, nothing,
             true, "the evidence for the statements of the record"),
};

}  // namespace

std::span<KindDef const> kinds() { return kind_table; }
std::span<PropertyDef const> properties() { return property_table; }
std::span<Enumeration const* const> enumerations() { return all_enumerations; }

KindDef const& definition(Kind kind) { return kind_table[static_cast<std::size_t>(kind)]; }

PropertyDef const& definition(PropertyId property) { return property_table[static_cast<std::size_t>(property)]; }

std::optional<Kind> find_kind(std::string_view name) {
    for (KindDef const& each : kind_table) {
        if (each.name == name) {
            return each.kind;
        }
    }
    return std::nullopt;
}

std::span<PropertyId const> properties_of(Kind kind) {
    static std::array<std::vector<PropertyId>, kind_count> const by_kind = [] {
        std::array<std::vector<PropertyId>, kind_count> lists;
        for (std::size_t index = 0; index < property_table.size(); ++index) {
            for (KindDef const& each : kind_table) {
                if (property_table[index].subjects.contains(each.kind)) {
                    lists[static_cast<std::size_t>(each.kind)].push_back(static_cast<PropertyId>(index));
                }
            }
        }
        return lists;
    }();
    return by_kind[static_cast<std::size_t>(kind)];
}

std::optional<PropertyId> find_property(Kind kind, std::string_view key) {
    for (PropertyId const each : properties_of(kind)) {
        if (definition(each).key == key) {
            return each;
        }
    }
    return std::nullopt;
}

PropertyId property(Kind kind, std::string_view key) {
    std::optional<PropertyId> const found = find_property(kind, key);
    assert(found && "the table has every key that the code names");
    return *found;
}

std::string_view key_of(PropertyDef const& property, std::string_view local_name) {
    for (EnumerationValue const& each : property.enumeration->values) {
        if (each.term.substr(each.term.find(':') + 1) == local_name) {
            return each.key;
        }
    }
    return local_name;
}

KindSet nested_in(Kind owner) {
    KindSet set;
    for (KindDef const& each : kind_table) {
        if (each.owner.empty()) {
            continue;
        }
        PropertyDef const& to_owner = definition(property(each.kind, each.owner));
        if (to_owner.objects.contains(owner)) {
            set = set.with(each.kind);
        }
    }
    return set;
}

}  // namespace stoa::model
