// SPDX-License-Identifier: Apache-2.0
// The bytes of one RDF document, read as Turtle and as N-Triples; what was read is looked at and written again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "stoa/rdf/document.hpp"
#include "stoa/rdf/ntriples.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace stoa::rdf;
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    for (Syntax const& syntax : syntaxes()) {
        Document document;
        stoa::diagnostics::Diagnostics diagnostics;
        bool const added = document.read_string(text, "f.ttl", syntax, diagnostics);
        if (added == diagnostics.has_errors() || (!added && document.size() != 0)) {
            std::abort();
        }
        std::string lines;
        for (Statement const& each : document.statements()) {
            append_ntriples(lines, document.term(each.subject), document.term(each.predicate),
                            document.term(each.object));
            if (!document.contains(each) || document.location(each).line == 0) {
                std::abort();
            }
        }
    }
    return 0;
}
