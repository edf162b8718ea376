// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <serd/serd.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stoa/rdf/statement.hpp"

namespace stoa::bench {

/// Statements as Serd's writer takes them, made beforehand: what remains is Serd's own work, the measure for ours.
/// Each name is one node (`edition:5`, ready-made), each literal one of its own; nodes and their texts lie in the order
/// in which the document needs them first. Everything is chosen as TurtleWriter does, so both write the same bytes.
class ReadyStatements final : public rdf::StatementSink {
public:
    explicit ReadyStatements(std::span<rdf::Namespace const* const> spaces);

    void write(rdf::TermView const& subject, rdf::TermView const& predicate, rdf::TermView const& object) override;

    /// Writes all statements as Turtle, the output thrown away; returns its bytes.
    [[nodiscard]] std::size_t write_with_serd() const;

private:
    using Node = std::uint32_t;
    static constexpr std::uint8_t none = 0xFF;
    struct Statement {
        Node subject;
        Node object;
        std::uint8_t predicate;
        std::uint8_t datatype;
        std::uint8_t language;
    };
    /// Nodes that many statements share, found by their text.
    struct Shared {
        std::vector<SerdNode> nodes;
        std::map<std::string, std::uint8_t, std::less<>> places;
    };
    struct AddressHash {
        std::size_t operator()(std::pair<rdf::Namespace const*, char const*> const& key) const;
    };

    /// Keeps the text, NUL-terminated. Without flags: no literal has quotes or line breaks.
    SerdNode node(SerdType type, std::string_view start, std::string_view rest);
    SerdNode name_node(rdf::TermView const& term);
    Node name(rdf::TermView const& term);
    SerdNode datatype_node(std::string_view iri);
    template <class Make>
    std::uint8_t shared(Shared& in, std::string_view text, Make make);

    std::vector<rdf::Namespace const*> spaces_;
    std::deque<std::string> blocks_;
    std::vector<SerdNode> nodes_;
    std::unordered_map<std::pair<rdf::Namespace const*, char const*>, Node, AddressHash> names_;
    Shared predicates_;
    Shared datatypes_;
    Shared languages_;
    std::vector<Statement> statements_;
};

}  // namespace stoa::bench
