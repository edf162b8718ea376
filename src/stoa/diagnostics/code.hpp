// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace stoa::diagnostics {

enum class Severity : std::uint8_t { error, warning };

/// What a message is about, in the order of `codes()`. People and programs know it by its name, which stays the same
/// when the words of the message change.
enum class Code : std::uint8_t {
    // of files
    unreadable_file,
    unread_file,
    other_format,
    file_too_large,
    empty_file,
    not_utf8,
    nul_in_text,
    nested_too_deep,
    toml_syntax,
    rdf_syntax,
    rdf_value,
    // of data sets
    not_a_data_set,
    no_data,
    unknown_data_set,
    same_data_set,
    wrong_setting,
    // of tables and keys
    unknown_table,
    unknown_key,
    misplaced_key,
    missing_key,
    not_a_table,
    // of values
    wrong_type,
    empty_value,
    several_values,
    not_a_date,
    not_a_code,
    not_an_identifier,
    not_an_iri,
    not_an_id,
    not_a_language,
    out_of_range,
    unknown_word,
    long_quote,
    // of references and evidence
    unknown_reference,
    ambiguous_reference,
    duplicate_id,
    duplicate_passage,
    no_name,
    missing_evidence,
    malformed_evidence,
    no_usable_claim,
    quote_not_found,
    // of the graph
    dates_reversed,
    duplicate_number,
    misdirected_development,
    items_of_a_forecast,
    two_labels,
    label_twice,
    too_many_broader,
    related_and_broader,
    match_twice,
    codes_disagree,
    two_preferred,
    forecast_preferred,
    evidence_disagrees,
    cycle,
    impossible_count,
    // warnings
    text_not_used,
    no_text,
    gap_in_numbers,
    order_against_numbers,
    idle_development,
    cadence_contradicted,
    no_coverage,
    titles_only,
    complete_without_documents,
    unread_with_occurrences,
    actual_and_not_held,
    hides_a_shared_record,
    same_identifier,
    same_label,
    negative_figure,
    long_edition,
    unlikely_date,
    early_outcome,
    wrongly_decoded,
    space_at_end,
    placeholder,
    unused_allowance,
};

struct CodeDef {
    Code code{};
    std::string_view name;  ///< lower-case words with hyphens
    Severity severity = Severity::error;
    std::string_view meaning;  ///< one sentence without a full stop
};

/// Every code once: the errors, then the warnings.
[[nodiscard]] std::span<CodeDef const> codes() noexcept;
[[nodiscard]] CodeDef const& definition(Code code) noexcept;
[[nodiscard]] CodeDef const* find_code(std::string_view name) noexcept;

}  // namespace stoa::diagnostics
