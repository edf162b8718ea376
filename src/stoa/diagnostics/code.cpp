// SPDX-License-Identifier: Apache-2.0
#include "stoa/diagnostics/code.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace stoa::diagnostics {
namespace {

using enum Severity;

constexpr std::array definitions{
    CodeDef{Code::unreadable_file, "unreadable-file", error, "A file or folder cannot be read"},
    CodeDef{Code::unread_file, "unread-file", error, "A file would be left out because of its name"},
    CodeDef{Code::other_format, "other-format", error, "A file is of another format than its place or name says"},
    CodeDef{Code::file_too_large, "file-too-large", error, "A file is larger than what is read"},
    CodeDef{Code::empty_file, "empty-file", error, "A data file has nothing in it"},
    CodeDef{Code::not_utf8, "not-utf-8", error, "A text is not in UTF-8"},
    CodeDef{Code::nul_in_text, "nul-in-text", error, "A text has U+0000, which data files cannot hold"},
    CodeDef{Code::nested_too_deep, "nested-too-deep", error, "Tables, lists or brackets lie deeper than what is read"},
    CodeDef{Code::toml_syntax, "toml-syntax", error, "A data file is not TOML"},
    CodeDef{Code::rdf_syntax, "rdf-syntax", error, "An RDF file does not follow the grammar of its syntax"},
    CodeDef{Code::rdf_value, "rdf-value", error, "A term of an RDF file cannot be read as it is written"},
    CodeDef{Code::not_a_data_set, "not-a-data-set", error, "A folder has no stoa.toml"},
    CodeDef{Code::no_data, "no-data", error, "A data set has no data files"},
    CodeDef{Code::unknown_data_set, "unknown-data-set", error, "A data set under 'uses' is not there"},
    CodeDef{Code::same_data_set, "same-data-set", error, "Two data sets have one name or base"},
    CodeDef{Code::wrong_setting, "wrong-setting", error, "A value of stoa.toml does not fit its key"},
    CodeDef{Code::unknown_table, "unknown-table", error, "A data file has a table or key that no record has"},
    CodeDef{Code::unknown_key, "unknown-key", error, "A record or a setting has a key that is not known there"},
    CodeDef{Code::misplaced_key, "misplaced-key", error, "A key or table is given where the program sets it"},
    CodeDef{Code::missing_key, "missing-key", error, "A required key is not there"},
    CodeDef{Code::not_a_table, "not-a-table", error, "A value stands where a table belongs"},
    CodeDef{Code::wrong_type, "wrong-type", error, "A value is of another type than its key takes"},
    CodeDef{Code::empty_value, "empty-value", error, "A key has an empty text or list"},
    CodeDef{Code::several_values, "several-values", error, "A key has several values and takes one"},
    CodeDef{Code::not_a_date, "not-a-date", error, "A date is not written as one, or not in the calendar"},
    CodeDef{Code::not_a_code, "not-a-code", error, "A code is not written as one"},
    CodeDef{Code::not_an_identifier, "not-an-identifier", error, "An identifier of another database is not one"},
    CodeDef{Code::not_an_iri, "not-an-iri", error, "An address is not an IRI, or leads nowhere"},
    CodeDef{Code::not_an_id, "not-an-id", error, "An id has other characters than a to z, digits, hyphens and dots"},
    CodeDef{Code::not_a_language, "not-a-language", error, "A language is not a tag such as 'en'"},
    CodeDef{Code::out_of_range, "out-of-range", error, "A number is too small or too large for its key"},
    CodeDef{Code::unknown_word, "unknown-word", error, "A word is not in the list that its key takes"},
    CodeDef{Code::long_quote, "long-quote", error, "A quote has more than eight words"},
    CodeDef{Code::unknown_reference, "unknown-reference", error, "There is no record with this id"},
    CodeDef{Code::ambiguous_reference, "ambiguous-reference", error, "Records of two kinds have this id"},
    CodeDef{Code::duplicate_id, "duplicate-id", error, "Two records of one kind have one id"},
    CodeDef{Code::duplicate_passage, "duplicate-passage", error, "Two passages of a source would get one name"},
    CodeDef{Code::no_name, "no-name", error, "A record gets no name from its fields"},
    CodeDef{Code::missing_evidence, "missing-evidence", error, "A statement has no evidence"},
    CodeDef{Code::malformed_evidence, "malformed-evidence", error, "Evidence is not written as a source or a passage"},
    CodeDef{Code::no_usable_claim, "no-usable-claim", error, "A required key has claims, and none can be used"},
    CodeDef{Code::quote_not_found, "quote-not-found", error, "A quote does not stand in the text of its source"},
    CodeDef{Code::dates_reversed, "dates-reversed", error, "A period ends before it begins"},
    CodeDef{Code::duplicate_number, "duplicate-number", error, "Two editions of a series have one number"},
    CodeDef{Code::misdirected_development, "misdirected-development", error,
            "A development does not lead to a later edition of its series"},
    CodeDef{Code::items_of_a_forecast, "items-of-a-forecast", error, "A planned theme has items that are not planned"},
    CodeDef{Code::two_labels, "two-labels", error, "A record has two preferred labels in one language"},
    CodeDef{Code::label_twice, "label-twice", error, "A text is a preferred and another label of one record"},
    CodeDef{Code::too_many_broader, "too-many-broader", error, "A related concept has too many broader ones"},
    CodeDef{Code::related_and_broader, "related-and-broader", error, "Two concepts are related and one is broader"},
    CodeDef{Code::match_twice, "match-twice", error, "A concept is matched exactly and otherwise with one other"},
    CodeDef{Code::codes_disagree, "codes-disagree", error, "Country codes are unknown or of different countries"},
    CodeDef{Code::two_preferred, "two-preferred", error, "Two claims about one value are preferred"},
    CodeDef{Code::forecast_preferred, "forecast-preferred", error, "A forecast is preferred over an actual value"},
    CodeDef{Code::evidence_disagrees, "evidence-disagrees", error,
            "A statement is written twice, with different evidence"},
    CodeDef{Code::cycle, "cycle", error, "Records lead back to themselves"},
    CodeDef{Code::impossible_count, "impossible-count", error,
            "A number of participants, or of what is narrower, is negative or a fraction"},
    CodeDef{Code::text_not_used, "text-not-used", warning, "A text belongs to no source"},
    CodeDef{Code::no_text, "no-text", warning, "No source that is quoted has a text"},
    CodeDef{Code::gap_in_numbers, "gap-in-numbers", warning, "The numbers of a series have a gap"},
    CodeDef{Code::order_against_numbers, "order-against-numbers", warning,
            "Two editions stand in the order against their numbers"},
    CodeDef{Code::idle_development, "idle-development", warning, "A development takes no part in the evolution"},
    CodeDef{Code::cadence_contradicted, "cadence-contradicted", warning, "A stated cadence does not fit the dates"},
    CodeDef{Code::no_coverage, "no-coverage", warning, "A held edition does not say what was read of it"},
    CodeDef{Code::titles_only, "titles-only", warning, "Titles alone were read, which counts as unread"},
    CodeDef{Code::complete_without_documents, "complete-without-documents", warning,
            "Coverage is complete and names no outcome document"},
    CodeDef{Code::unread_with_occurrences, "unread-with-occurrences", warning,
            "An edition has occurrences of what is said to be unread"},
    CodeDef{Code::actual_and_not_held, "actual-and-not-held", warning,
            "An edition that is planned or cancelled has actual figures or occurrences"},
    CodeDef{Code::hides_a_shared_record, "hides-a-shared-record", warning,
            "A record has the id of one in a data set under 'uses'"},
    CodeDef{Code::same_identifier, "same-identifier", warning, "Two records have one identifier or code"},
    CodeDef{Code::same_label, "same-label", warning, "Two cities, themes or editions of a series have one name"},
    CodeDef{Code::negative_figure, "negative-figure", warning, "A figure is below zero"},
    CodeDef{Code::long_edition, "long-edition", warning, "An edition ends over 60 days after its start"},
    CodeDef{Code::unlikely_date, "unlikely-date", warning,
            "An edition starts before 1850, or over 20 years after what the data tell"},
    CodeDef{Code::early_outcome, "early-outcome", warning, "An outcome was adopted over a year before its edition"},
    CodeDef{Code::wrongly_decoded, "wrongly-decoded", warning, "A text was read in the wrong encoding"},
    CodeDef{Code::space_at_end, "space-at-end", warning, "A text begins or ends with white space"},
    CodeDef{Code::placeholder, "placeholder", warning, "A text or address is still that of `stoa init`"},
    CodeDef{Code::unused_allowance, "unused-allowance", warning, "A warning is allowed that would not come"},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        if (static_cast<std::size_t>(definitions.at(i).code) != i) {
            return false;
        }
    }
    return true;
}
static_assert(is_in_order(), "a code's definition is found by its number");

}  // namespace

std::span<CodeDef const> codes() noexcept { return definitions; }

CodeDef const& definition(Code code) noexcept { return definitions[static_cast<std::size_t>(code)]; }

CodeDef const* find_code(std::string_view name) noexcept {
    auto const* const found = std::ranges::find(definitions, name, &CodeDef::name);
    return found == definitions.end() ? nullptr : found;
}

}  // namespace stoa::diagnostics
