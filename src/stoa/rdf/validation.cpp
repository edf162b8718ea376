// SPDX-License-Identifier: Apache-2.0
#include "stoa/rdf/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "stoa/diagnostics/utf8.hpp"
#include "stoa/rdf/document.hpp"
#include "stoa/rdf/lexical_form.hpp"
#include "stoa/rdf/ntriples.hpp"
#include "stoa/rdf/ontology.hpp"
#include "stoa/rdf/reachability.hpp"
#include "stoa/rdf/vocabulary.hpp"

namespace stoa::rdf {

namespace {

using diagnostics::Location;
using vocabulary::expand;

constexpr std::array<std::string_view, 18> rule_names{
    "undeclared-class",
    "undeclared-property",
    "undeclared-datatype",
    "undeclared-value",
    "untyped-subject",
    "untyped-value",
    "disjoint-classes",
    "domain",
    "range",
    "datatype",
    "lexical-form",
    "functional",
    "preferred-label",
    "disjoint-labels",
    "related-broader",
    "exact-match",
    "broader-cycle",
    "not-checked",
};

/// Others describe what is named there.
constexpr std::array kept_by_others{"sdg:", "sdgio:", "thesaurus:", "unarea:", "wd:"};

struct Example {
    std::string_view datatype;
    std::string_view text;
};
constexpr std::array<Example, 12> examples{{
    {"xsd:anyURI", "https://example.org/"},
    {"xsd:boolean", "true or false"},
    {"xsd:date", "2019-10-01"},
    {"xsd:dateTime", "2019-10-01T09:00:00Z"},
    {"xsd:decimal", "37.5"},
    {"xsd:gYear", "2019"},
    {"xsd:gYearMonth", "2019-10"},
    {"xsd:integer", "42"},
    {"xsd:language", "en"},
    {"xsd:nonNegativeInteger", "42"},
    {"xsd:positiveInteger", "42"},
    {"xsd:string", "any text"},
}};

struct Placed {
    Statement terms;
    Location where;
};

/// `to` is broader than the concept that holds this.
struct Broader {
    TermId to;
    Statement statement;
};
using BroaderOf = std::map<TermId, std::vector<Broader>>;

[[nodiscard]] std::string in_ntriples(TermView const& term) {
    std::string text;
    append_ntriples(text, term);
    return text;
}

/// `a, b or c`
[[nodiscard]] std::string alternatives(std::vector<std::string> const& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += i == 0 ? "" : i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

[[nodiscard]] std::string datatype_of(TermView const& literal) {
    if (!literal.language.empty()) {
        return expand("rdf:langString");
    }
    return std::string(literal.datatype.empty() ? vocabulary::xsd_string : literal.datatype);
}

/// Things that are the same by skos:exactMatch, which goes both ways and on.
class ExactMatches {
public:
    void join(TermId left, TermId right) {
        TermId const root = find(right);
        next_[find(left)] = root;
    }
    [[nodiscard]] bool same(TermId left, TermId right) { return find(left) == find(right); }

private:
    [[nodiscard]] TermId find(TermId id) {
        for (auto found = next_.find(id); found != next_.end() && found->second != id; found = next_.find(id)) {
            if (auto const after = next_.find(found->second); after != next_.end()) {
                found->second = after->second;
            }
            id = found->second;
        }
        return id;
    }

    std::map<TermId, TermId> next_;
};

class Validator {
public:
    Validator(Document const& document, Ontology const& ontology)
        : document_(document), ontology_(ontology), described_(document.term_count(), false) {
        document.for_each({}, [this](Statement const& each) { described_[index(each.subject)] = true; });
        for (Statement const& each : with(type_)) {
            if (document.term(each.object).type == TermType::iri) {
                std::vector<std::string_view>& types = types_[each.subject];
                std::string_view const type = document.term(each.object).text;
                // One that is not declared says as much as many.
                if (types.empty() || ontology.declares(TermKind::class_, type) ||
                    ontology.declares(TermKind::class_, types.back())) {
                    types.push_back(type);
                }
            }
        }
    }

    [[nodiscard]] std::vector<Finding> run() {
        std::vector<Placed> subject;
        document_.for_each({}, [&](Statement const& each) {  // they come subject by subject
            if (!subject.empty() && subject.front().terms.subject != each.subject) {
                check_subject(subject);
                subject.clear();
            }
            subject.push_back({each, document_.location(each)});
        });
        if (!subject.empty()) {
            check_subject(subject);
        }
        check_broader_cycles();
        check_related();
        check_exact_matches();
        std::ranges::sort(findings_, [this](Finding const& left, Finding const& right) {
            if (auto const order = std::tie(left.where, left.rule) <=> std::tie(right.where, right.rule); order != 0) {
                return order < 0;
            }
            return written(left) < written(right);
        });
        return std::move(findings_);
    }

private:
    void check_subject(std::vector<Placed>& subject) {
        std::ranges::sort(subject, [](Placed const& left, Placed const& right) {
            return std::tie(left.where, left.terms) < std::tie(right.where, right.terms);
        });
        check_types(subject);
        check_statements(subject);
        check_functional(subject);
        check_labels(subject);
    }

    // --- words

    /// The terms of a finding.
    [[nodiscard]] std::array<std::string, 3> written(Finding const& finding) const {
        auto const text = [this](std::optional<TermId> id) { return id ? in_ntriples(term(*id)) : std::string(); };
        return {text(finding.subject), text(finding.predicate), text(finding.object)};
    }

    [[nodiscard]] static std::size_t index(TermId id) { return static_cast<std::size_t>(id); }
    [[nodiscard]] TermView term(TermId id) const { return document_.term(id); }
    [[nodiscard]] std::string_view text(TermId id) const { return term(id).text; }
    [[nodiscard]] bool is_literal(TermId id) const { return term(id).type == TermType::literal; }

    /// All statements with a property.
    [[nodiscard]] std::vector<Statement> with(std::string_view property) const {
        auto const id = document_.find_iri(property);
        return id ? document_.matching({std::nullopt, id, std::nullopt}) : std::vector<Statement>();
    }

    [[nodiscard]] std::string name(TermId id) const {
        TermView const view = term(id);
        if (view.type == TermType::iri) {
            return ontology_.name(view.text);
        }
        if (view.type == TermType::blank) {
            return diagnostics::shortened(in_ntriples(view), longest_name);
        }
        std::string words = fmt::format("\"{}\"", diagnostics::shortened(view.text));
        if (!view.language.empty()) {
            words += fmt::format("@{}", view.language);
        } else if (!view.datatype.empty()) {
            words += "^^" + ontology_.name(view.datatype);
        }
        return words;
    }

    template <typename Terms>
    [[nodiscard]] std::vector<std::string> names(Terms const& terms) const {
        std::vector<std::string> found;
        found.reserve(terms.size());
        for (auto const& each : terms) {
            found.push_back(ontology_.name(each));
        }
        return found;
    }

    [[nodiscard]] std::string place(Statement const& statement) const {
        Location const where = document_.location(statement);
        return fmt::format("{}:{}:{}", where.file, where.line, where.column);
    }

    void add(Rule rule, Statement const& statement, std::string const& message) {
        findings_.push_back({rule, statement.subject, statement.predicate, statement.object,
                             document_.location(statement), name(statement.subject) + ": " + message});
    }

    [[nodiscard]] std::string undeclared(std::string_view iri, TermKind kind, std::string_view what) const {
        std::string const hint = ontology_.did_you_mean(iri, kind);
        if (ontology_.declares(iri)) {
            return fmt::format("{} is a {} of the ontology, not a {}{}", ontology_.name(iri), kind_of(iri), what, hint);
        }
        return fmt::format("the {} {} is not declared in the ontology{}", what, ontology_.name(iri), hint);
    }

    [[nodiscard]] std::string_view kind_of(std::string_view iri) const {
        return ontology_.declares(TermKind::class_, iri)       ? "class"
               : ontology_.declares(TermKind::property, iri)   ? "property"
               : ontology_.declares(TermKind::individual, iri) ? "value"
                                                               : "datatype";
    }

    // --- types

    /// In words, without those that another one includes.
    [[nodiscard]] std::string kinds(std::vector<std::string_view> types) const {
        std::vector<std::string_view> const all = types;
        std::erase_if(types, [&](std::string_view wide) {
            return std::ranges::any_of(all, [&](std::string_view narrow) {
                return narrow != wide && ontology_.is_a(narrow, wide) && !ontology_.is_a(wide, narrow);
            });
        });
        return fmt::format("{}", fmt::join(names(types), ", "));
    }

    [[nodiscard]] std::vector<std::string_view> types_of(TermId id) const {
        std::vector<std::string_view> types;
        if (auto const found = types_.find(id); found != types_.end()) {
            types = found->second;
        }
        std::vector<std::string> const& more = ontology_.types_of(text(id));
        std::ranges::copy_if(more, std::back_inserter(types), [&types](std::string const& each) {
            return std::ranges::find(types, each) == types.end();
        });
        return types;
    }

    [[nodiscard]] bool is_one_of(std::vector<std::string_view> const& types,
                                 std::vector<std::string> const& classes) const {
        return std::ranges::any_of(types, [&](std::string_view type) {
            return std::ranges::any_of(classes, [&](std::string const& each) { return ontology_.is_a(type, each); });
        });
    }

    /// Then it cannot be said that something is not of a class.
    [[nodiscard]] bool has_undeclared(std::vector<std::string_view> const& types) const {
        return !std::ranges::all_of(
            types, [this](std::string_view type) { return ontology_.declares(TermKind::class_, type); });
    }

    void check_types(std::vector<Placed> const& subject) {
        Placed const& first = subject.front();
        // A class may be a blank node, and the cells of a list are what their properties make them.
        bool const typed = std::ranges::any_of(subject, [this](Placed const& each) {
            return text(each.terms.predicate) == type_ || text(each.terms.predicate) == first_;
        });
        if (!typed &&
            (term(first.terms.subject).type == TermType::blank || !ontology_.declares(text(first.terms.subject)))) {
            findings_.push_back(
                {Rule::untyped_subject,
                 first.terms.subject,
                 {},
                 {},
                 first.where,
                 name(first.terms.subject) + ": has no rdf:type: say what it is, as in 'a stoa:Edition'"});
        }
        for (auto const& [each, where] : subject) {
            if (text(each.predicate) == type_ && term(each.object).type == TermType::iri &&
                !ontology_.declares(TermKind::class_, text(each.object))) {
                add(Rule::undeclared_class, each, undeclared(text(each.object), TermKind::class_, "class"));
            }
        }
        check_disjoint_types(subject);
    }

    /// Each type is compared with those before it, up to the first that it excludes.
    void check_disjoint_types(std::vector<Placed> const& subject) {
        std::vector<Statement> before;
        for (auto const& [each, where] : subject) {
            if (text(each.predicate) != type_ || !ontology_.declares(TermKind::class_, text(each.object))) {
                continue;
            }
            auto const other = std::ranges::find_if(before, [&, type = text(each.object)](Statement const& earlier) {
                return ontology_.are_disjoint(text(earlier.object), type);
            });
            if (other != before.end()) {
                add(Rule::disjoint_classes, each,
                    fmt::format("is both {} and {}, the latter at {}, but nothing is both: remove one",
                                name(each.object), name(other->object), place(*other)));
            }
            before.push_back(each);
        }
    }

    // --- statement by statement

    void check_statements(std::vector<Placed> const& subject) {
        std::vector<std::string_view> const types = types_of(subject.front().terms.subject);
        bool const any_domain = types.empty() || has_undeclared(types);
        std::set<TermId> seen;
        for (auto const& [each, where] : subject) {
            bool const first = seen.insert(each.predicate).second;
            Property const* const property = ontology_.find_property(text(each.predicate));
            if (property == nullptr) {
                if (first) {
                    add(Rule::undeclared_property, each,
                        undeclared(text(each.predicate), TermKind::property, "property"));
                }
            } else if (first && !any_domain && !property->domain.empty() && !is_one_of(types, property->domain)) {
                add(Rule::domain, each,
                    fmt::format("{} is for {}, but this is {}", name(each.predicate),
                                alternatives(names(property->domain)), kinds(types)));
            }
            if (is_literal(each.object)) {
                check_literal(each, property);
            } else if (property != nullptr) {
                check_resource(each, *property);
            }
        }
    }

    void check_literal(Statement const& statement, Property const* property) {
        TermView const object = term(statement.object);
        std::string const datatype = datatype_of(object);
        if (property != nullptr && property->datatypes.empty()) {
            add(Rule::range, statement,
                fmt::format("{} takes the IRI of {}, not the literal {}", name(statement.predicate),
                            alternatives(names(property->classes)), name(statement.object)));
        } else if (!ontology_.declares(TermKind::datatype, datatype)) {
            add(Rule::undeclared_datatype, statement, undeclared(datatype, TermKind::datatype, "datatype"));
        } else if (property != nullptr && !std::ranges::any_of(property->datatypes, [&](std::string const& each) {
                       return ontology_.is_datatype_a(datatype, each);
                   })) {
            add(Rule::datatype, statement,
                fmt::format("{} takes {}, but {} is {}", name(statement.predicate),
                            alternatives(names(property->datatypes)), name(statement.object),
                            ontology_.name(datatype)));
        } else if (object.language.empty() && datatype == lang_string_) {
            add(Rule::lexical_form, statement,
                fmt::format("{} of {} has no value: a text in a language has a tag, like \"text\"@en",
                            name(statement.object), name(statement.predicate)));
        } else if (lexical_form(datatype, object.text) == LexicalForm::invalid) {
            std::string const type = ontology_.name(datatype);
            auto const* const example = std::ranges::find(examples, type, &Example::datatype);
            add(Rule::lexical_form, statement,
                fmt::format("{} of {} has no value: {}", name(statement.object), name(statement.predicate),
                            example == examples.end() ? fmt::format("this is no {}", type)
                                                      : fmt::format("an {} is like {}", type, example->text)));
        }
    }

    void check_resource(Statement const& statement, Property const& property) {
        TermView const object = term(statement.object);
        if (property.classes.empty()) {
            add(Rule::range, statement,
                fmt::format("{} takes a literal ({}), not {}", name(statement.predicate),
                            alternatives(names(property.datatypes)), name(statement.object)));
            return;
        }
        if (text(statement.predicate) == type_) {
            return;  // check_types has looked at it
        }
        bool const is_iri = object.type == TermType::iri;
        if (is_iri && object.text.size() > own_.size() && object.text.starts_with(own_) &&
            !ontology_.declares(object.text)) {
            add(Rule::undeclared_value, statement, undeclared(object.text, TermKind::individual, "value"));
            return;
        }
        if (std::ranges::find(property.classes, thing_) != property.classes.end()) {
            return;
        }
        std::vector<std::string_view> const types = types_of(statement.object);
        std::string const wanted = alternatives(names(property.classes));
        if (!types.empty()) {
            if (!is_one_of(types, property.classes) && !has_undeclared(types)) {
                add(Rule::range, statement,
                    fmt::format("{} takes {}, but {} is {}", name(statement.predicate), wanted, name(statement.object),
                                kinds(types)));
            }
        } else if (is_iri && ontology_.declares(object.text)) {
            add(Rule::range, statement,
                fmt::format("{} takes {}, but {} is a {} of the ontology", name(statement.predicate), wanted,
                            name(statement.object), kind_of(object.text)));
        } else if (property.strict && !described_[index(statement.object)] &&
                   !(is_iri && is_kept_by_others(object.text))) {
            add(Rule::untyped_value, statement,
                fmt::format(
                    "{} takes {}, but {} has no type here: mend the name, or check this together with the file that "
                    "describes it",
                    name(statement.predicate), wanted, name(statement.object)));
        }
    }

    [[nodiscard]] static bool is_kept_by_others(std::string_view iri) {
        return std::ranges::any_of(kept_by_others, [iri](auto const* each) { return iri.starts_with(expand(each)); });
    }

    void check_functional(std::vector<Placed> const& subject) {
        std::map<TermId, Statement> first;
        for (auto const& [each, where] : subject) {
            Property const* const property = ontology_.find_property(text(each.predicate));
            if (property == nullptr || !property->functional) {
                continue;
            }
            auto const [found, is_first] = first.try_emplace(each.predicate, each);
            if (!is_first) {
                add(Rule::functional, each,
                    fmt::format("a second value of {}, {}, where one is allowed; the first, {}, is at {}",
                                name(each.predicate), name(each.object), name(found->second.object),
                                place(found->second)));
            }
        }
    }

    // --- SKOS

    void check_labels(std::vector<Placed> const& subject) {
        std::map<std::string_view, Statement> preferred;  // by language
        std::map<TermId, Statement> labels;
        for (auto const& [each, where] : subject) {
            std::string_view const property = text(each.predicate);
            if (!is_literal(each.object) ||
                (property != pref_label_ && property != alt_label_ && property != hidden_label_)) {
                continue;
            }
            auto const [label, is_new] = labels.try_emplace(each.object, each);
            if (!is_new) {
                add(Rule::disjoint_labels, each,
                    fmt::format("{} is both {} and {}, the latter at {}: remove one", name(each.object),
                                name(each.predicate), name(label->second.predicate), place(label->second)));
            }
            if (property != pref_label_) {
                continue;
            }
            std::string_view const language = term(each.object).language;
            auto const [first, is_first] = preferred.try_emplace(language, each);
            if (!is_first) {
                add(Rule::preferred_label, each,
                    fmt::format(
                        "a second skos:prefLabel {}, {}; the first, {}, is at {}: make one of them a skos:altLabel",
                        language.empty() ? "without a language" : fmt::format("in '{}'", language), name(each.object),
                        name(first->second.object), place(first->second)));
            }
        }
    }

    void add_links(BroaderOf& links, std::string_view up, std::string_view down) const {
        for (Statement const& each : with(expand(up))) {
            if (!is_literal(each.object)) {
                links[each.subject].push_back({each.object, each});
            }
        }
        for (Statement const& each : with(expand(down))) {
            if (!is_literal(each.object)) {
                links[each.object].push_back({each.subject, each});
            }
        }
    }

    /// Goes up from each concept in turn. A link to a concept on the way that led here closes a cycle.
    void check_broader_cycles() {
        struct Step {
            TermId concept_id;
            std::size_t next = 0;
            Statement by{};
        };
        BroaderOf links;
        add_links(links, "skos:broader", "skos:narrower");
        add_links(links, "skos:broaderTransitive", "skos:narrowerTransitive");
        constexpr std::size_t done = 0;
        std::map<TermId, std::size_t> on_the_way;  // its step, counted from 1
        std::size_t budget = max_steps;
        std::vector<Statement> left_out;
        for (auto const& entry : links) {
            if (!on_the_way.try_emplace(entry.first, 1).second) {
                continue;
            }
            std::vector<Step> way{{entry.first}};
            while (!way.empty()) {
                auto const found = links.find(way.back().concept_id);
                if (found == links.end() || way.back().next == found->second.size()) {
                    on_the_way[way.back().concept_id] = done;
                    way.pop_back();
                    continue;
                }
                Broader const link = found->second[way.back().next++];
                auto const [state, is_new] = on_the_way.try_emplace(link.to, way.size() + 1);
                if (is_new) {
                    way.push_back({link.to, 0, link.statement});
                } else if (state->second != done) {
                    std::size_t const length = way.size() - state->second + 1;
                    if (length > budget) {
                        left_out.push_back(link.statement);
                        continue;
                    }
                    budget -= length;
                    std::vector<Broader> cycle;
                    for (std::size_t step = state->second; step < way.size(); ++step) {
                        cycle.push_back({way[step].concept_id, way[step].by});
                    }
                    cycle.push_back(link);
                    report_cycle(cycle);
                }
            }
        }
        report_left_out(left_out, "the cycle of skos:broader that this closes is", "cycles are");
    }

    /// One finding for all, at the first.
    void report_left_out(std::vector<Statement> const& left_out, std::string_view one, std::string_view more) {
        if (left_out.empty()) {
            return;
        }
        auto const first =
            std::ranges::min_element(left_out, {}, [this](Statement const& each) { return document_.location(each); });
        std::string const others =
            left_out.size() == 1 ? "" : fmt::format(", and {} more {} not", left_out.size() - 1, more);
        add(Rule::not_checked, *first,
            fmt::format("{} not checked{}: that takes more than {} steps", one, others, max_steps));
    }

    /// At its first statement.
    void report_cycle(std::vector<Broader>& cycle) {
        auto const first = std::ranges::min_element(
            cycle, {}, [this](Broader const& each) { return document_.location(each.statement); });
        std::rotate(cycle.begin(), first, cycle.end());
        constexpr std::size_t most_named = 20;
        std::string members = name(cycle.back().to);
        for (std::size_t step = 0; step < cycle.size(); ++step) {
            if (step >= most_named && step + 1 < cycle.size()) {
                members += fmt::format(" -> {} more", cycle.size() - 1 - step);
                step = cycle.size() - 1;
            }
            members += " -> " + name(cycle[step].to);
        }
        add(Rule::broader_cycle, cycle.front().statement,
            fmt::format("a cycle of skos:broader: {}: remove one of the links", members));
    }

    void check_related() {
        BroaderOf broader;
        add_links(broader, "skos:broader", "skos:narrower");
        add_links(broader, "skos:broaderTransitive", "skos:narrowerTransitive");
        add_links(broader, "skos:broadMatch", "skos:narrowMatch");  // sub-properties of the first two
        std::vector<Statement> related = with(expand("skos:related"));
        std::ranges::copy(with(related_match_), std::back_inserter(related));
        if (broader.empty() || related.empty()) {
            return;
        }
        std::vector<std::pair<Reachability::Node, Reachability::Node>> links;
        for (auto const& [from, all] : broader) {
            for (Broader const& each : all) {
                links.emplace_back(index(from), index(each.to));
            }
        }
        Reachability reachability(document_.term_count(), links, max_steps);
        auto const is_broader = [&](TermId from, TermId to) {
            return reachability.leads_to(static_cast<Reachability::Node>(from), static_cast<Reachability::Node>(to));
        };
        std::vector<Statement> left_out;
        for (Statement const& each : related) {
            std::optional<bool> const up = is_broader(each.subject, each.object);
            std::optional<bool> const down = up == true ? false : is_broader(each.object, each.subject);
            if (up == true || down == true) {
                add(Rule::related_broader, each,
                    fmt::format("{} {}, which is {} by skos:broader, too: remove one of the two", name(each.predicate),
                                name(each.object), up == true ? "broader" : "narrower"));
            } else if (!up || !down) {
                left_out.push_back(each);
            }
        }
        report_left_out(left_out, "whether what is skos:related here is skos:broader, too, is", "statements are");
    }

    void check_exact_matches() {
        ExactMatches matches;
        for (Statement const& each : with(expand("skos:exactMatch"))) {
            if (!is_literal(each.object)) {
                matches.join(each.subject, each.object);
            }
        }
        for (auto const& property : {expand("skos:broadMatch"), expand("skos:narrowMatch"), related_match_}) {
            for (Statement const& each : with(property)) {
                if (each.subject != each.object && matches.same(each.subject, each.object)) {
                    add(Rule::exact_match, each,
                        fmt::format("{} {}, which is an exact match of it, too: remove one of the two",
                                    name(each.predicate), name(each.object)));
                }
            }
        }
    }

    std::string const type_ = expand("rdf:type");
    std::string const first_ = expand("rdf:first");
    std::string const lang_string_ = expand("rdf:langString");
    std::string const thing_ = expand("owl:Thing");
    std::string const own_ = expand("stoa:");
    std::string const pref_label_ = expand("skos:prefLabel");
    std::string const alt_label_ = expand("skos:altLabel");
    std::string const hidden_label_ = expand("skos:hiddenLabel");
    std::string const related_match_ = expand("skos:relatedMatch");

    Document const& document_;
    Ontology const& ontology_;
    /// By term: whether it is a subject.
    std::vector<bool> described_;
    /// IRIs, as stated.
    std::map<TermId, std::vector<std::string_view>> types_;
    std::vector<Finding> findings_;
};

}  // namespace

std::string_view name_of(Rule rule) { return rule_names.at(static_cast<std::size_t>(rule)); }

std::vector<Finding> validate(Document const& document, Ontology const& ontology) {
    return Validator(document, ontology).run();
}

}  // namespace stoa::rdf
