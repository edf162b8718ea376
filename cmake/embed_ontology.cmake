# SPDX-License-Identifier: Apache-2.0
# Writes a C++ source that holds the files `modules` of the folder `input`, one after the other, as
# stoa::rdf::ontology_text(): Turtle files in a row are a Turtle file.
# The text is cut at line ends into raw string literals of less than 16 KiB: compilers limit the length of one.
string(REPLACE "," ";" modules "${modules}")
set(text "")
foreach(module IN LISTS modules)
    file(READ "${input}/${module}.ttl" part)
    string(APPEND text "${part}")
endforeach()
string(FIND "${text}" ")ttl\"" clash)
if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${input} holds the end mark of the raw string literals")
endif()

set(limit 16000)
set(pieces "")
string(LENGTH "${text}" rest)
while(rest GREATER 0)
    set(length ${rest})
    if(length GREATER limit)
        string(SUBSTRING "${text}" 0 ${limit} window)
        string(FIND "${window}" "\n" line_end REVERSE)
        if(line_end EQUAL -1)
            message(FATAL_ERROR "${input} has a line of more than ${limit} bytes")
        endif()
        math(EXPR length "${line_end} + 1")
    endif()
    string(SUBSTRING "${text}" 0 ${length} piece)
    string(SUBSTRING "${text}" ${length} -1 text)
    string(APPEND pieces "    R\"ttl(${piece})ttl\"\n")
    math(EXPR rest "${rest} - ${length}")
endwhile()
if(pieces STREQUAL "")
    set(pieces "    \"\"\n")
endif()

file(WRITE "${output}" "// Made from the modules in ontology/ by cmake/embed_ontology.cmake.
#include \"stoa/rdf/ontology_text.hpp\"

namespace stoa::rdf {
namespace {

constexpr std::string_view text =
${pieces}    ;

}  // namespace

std::string_view ontology_text() {
    return text;
}

}  // namespace stoa::rdf
")
