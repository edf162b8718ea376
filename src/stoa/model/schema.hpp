// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

/// The one table: every kind, relation and attribute, with its key in a data file, its ends, its ontology term and
/// its place in the output. Readers, checks, writers, validation, help and documentation are driven by it.
namespace stoa::model {

/// In the order of the output.
enum class Kind : std::uint8_t {
    series,
    edition,
    occurrence,
    coverage,
    reading,
    development,
    document,
    theme,
    concept_,
    scheme,
    sdg_goal,
    sdg_target,
    network,
    membership,
    award,
    history,
    organisation,
    venue,
    city,
    country,
    region,
    quantity,
    figure,
    claim,
    source,
    evidence,
    quote,
    analysis,
    observation,
    state,
    event,
};
inline constexpr std::size_t kind_count = 31;

/// A set of kinds, one bit each.
class KindSet {
public:
    static_assert(kind_count < 32, "a set has a bit for each kind");
    constexpr KindSet() = default;
    constexpr KindSet(std::initializer_list<Kind> kinds) {
        for (Kind const kind : kinds) {
            bits_ |= bit(kind);
        }
    }
    [[nodiscard]] static constexpr KindSet all() {
        KindSet set;
        set.bits_ = (std::uint32_t{1} << kind_count) - 1;
        return set;
    }
    [[nodiscard]] constexpr bool contains(Kind kind) const { return (bits_ & bit(kind)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr KindSet with(Kind kind) const {
        KindSet set = *this;
        set.bits_ |= bit(kind);
        return set;
    }
    [[nodiscard]] constexpr KindSet without(KindSet other) const {
        KindSet set;
        set.bits_ = bits_ & ~other.bits_;
        return set;
    }

private:
    [[nodiscard]] static constexpr std::uint32_t bit(Kind kind) {
        return std::uint32_t{1} << static_cast<unsigned>(kind);
    }
    std::uint32_t bits_ = 0;
};

/// Kinds that are computed from the records and written in the evolution part: no data file and no `KnowledgeGraph`
/// that was built from files has them.
inline constexpr KindSet computed_kinds{Kind::analysis, Kind::observation, Kind::state, Kind::event};
/// The others: what is read, or made while reading.
inline constexpr KindSet record_kinds = KindSet::all().without(computed_kinds);

/// What a value is, in a data file and in RDF.
enum class ValueType : std::uint8_t {
    text,         ///< words in a language: rdf:langString
    string,       ///< xsd:string
    integer,      ///< xsd:integer
    decimal,      ///< xsd:decimal
    number,       ///< xsd:integer or xsd:decimal, as it was written
    boolean,      ///< xsd:boolean
    date,         ///< xsd:date, xsd:gYearMonth or xsd:gYear, as precise as it is known
    code,         ///< a literal of the datatype in `PropertyDef::datatype`
    iri,          ///< an absolute IRI
    identifier,   ///< an IRI made by putting the value after `PropertyDef::iri_start`
    enumeration,  ///< one of the individuals, or classes, of `PropertyDef::enumeration`
    reference,    ///< another record, of one of the kinds in `PropertyDef::objects`
    any_literal,  ///< the value of a claim: whatever literal the claimed property takes
};

struct EnumerationValue {
    std::string_view key;   ///< in a data file: `in_person`
    std::string_view term;  ///< in the ontology: `stoa:inPerson`
    std::string_view meaning;
};

struct Enumeration {
    std::string_view class_term;
    std::span<EnumerationValue const> values;
    /// The values are sub-classes of the class, else individuals of it.
    bool are_classes = false;
};

/// How records of a kind come into being.
enum class Origin : std::uint8_t {
    named,     ///< a table with an `id`
    keyed,     ///< a table whose id is made from its key fields (an `id` may replace it)
    implied,   ///< made by the program from the values of other tables
    computed,  ///< computed from the records, written in the evolution part; not in a data file
};

struct KindDef {
    Kind kind;
    std::string_view name;   ///< table in a data file, segment of the IRI, prefix in Turtle
    std::string_view label;  ///< for people
    Origin origin;
    /// Own class first, then the one reused super-class, if any; both are written.
    std::string_view class_term;
    std::string_view super_class_term;
    /// Keys of the fields that name a keyed record, in order; absent optional ones are left out.
    std::span<std::string_view const> key_fields;
    /// Key of the relation to the record that this one may be nested in, or empty.
    std::string_view owner;
    /// Namespace of all records of the kind, instead of `<base><name>/`.
    std::string_view fixed_namespace;
    /// Prefix of the fixed namespace.
    std::string_view fixed_prefix;
    bool needs_evidence;
    std::string_view meaning;
};

/// Index into `properties()`, which is also the order of the output.
enum class PropertyId : std::uint16_t {};

struct PropertyDef {
    std::string_view key;   ///< in a data file
    std::string_view term;  ///< in the ontology, prefixed
    ValueType type;
    KindSet subjects;
    KindSet required_for;
    bool repeatable;
    KindSet objects;                 ///< for references
    Enumeration const* enumeration;  ///< for enumerations
    std::string_view datatype;       ///< for codes, prefixed
    std::string_view iri_start;      ///< for identifiers
    bool by_program;                 ///< set or computed by the program, not in a data file
    bool inverse;                    ///< the data file names the object; the statement is written from the other end
    std::string_view meaning;
    /// For references: each value also makes a record of this kind between the subject and the object, which holds what
    /// else a data file says of the link: `read = ["a", { source = "b", extent = "beginning" }]`. Its key fields are
    /// the relations to both ends, in this order.
    std::optional<Kind> link{};
    /// Required, and a forecast will do: the record then tells of what was planned, without the plain statement.
    bool forecast_suffices = false;
    /// Set by the program where statements are written in RDF (statements/data_part.hpp), and in no KnowledgeGraph:
    /// what other statements say, for readers who know another vocabulary.
    bool in_rdf_only = false;
    /// Of such a property: the key of the property whose values it repeats, an enumeration's with its own terms.
    std::string_view repeats{};
};

[[nodiscard]] std::span<KindDef const> kinds();
[[nodiscard]] std::span<PropertyDef const> properties();
[[nodiscard]] std::span<Enumeration const* const> enumerations();

[[nodiscard]] KindDef const& definition(Kind kind);
[[nodiscard]] PropertyDef const& definition(PropertyId property);

/// By name in a data file.
[[nodiscard]] std::optional<Kind> find_kind(std::string_view name);
/// The property that `key` means on a record of this kind.
[[nodiscard]] std::optional<PropertyId> find_property(Kind kind, std::string_view key);
/// As above for a key that code relies on; asserts that the table has it.
[[nodiscard]] PropertyId property(Kind kind, std::string_view key);
/// Keys that a record of this kind may have, in the table's order, without `id`; those that are not `by_program` may
/// stand in a data file, unless the kind is computed.
[[nodiscard]] std::span<PropertyId const> properties_of(Kind kind);

/// Key in a data file of a value of the property's enumeration, by the local name of its term: `in_person` of
/// `inPerson`. The name itself where the enumeration has no such term.
[[nodiscard]] std::string_view key_of(PropertyDef const& property, std::string_view local_name);

/// Kinds that may be nested in a table of this kind, as arrays of tables under their name.
[[nodiscard]] KindSet nested_in(Kind owner);

/// Is the value a vertex of the graph (else it is an attribute)?
[[nodiscard]] constexpr bool is_relation(PropertyDef const& property) { return property.type == ValueType::reference; }

}  // namespace stoa::model
