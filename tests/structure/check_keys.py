#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that the keys of properties that the sources name are in the table that `stoa schema` prints.

A key is a literal after a kind, as in `property(Kind::edition, "start")`, which that kind must have; or the argument
for a parameter `key` after a vertex or a record, as in `graph.value(vertex, "start")`, which some kind must have.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

COMMENT = re.compile(r'//[^\n]*|("(?:[^"\\\n]|\\.)*")')
# `Kind::edition, "start", "end"`
OF_KIND = re.compile(r'\bKind::(\w+)((?:\s*,\s*"\w+")+)')
DECLARATION = re.compile(r"\b(\w+)\(([^()]*\bstd::string_view key\b[^()]*)\)")
SUBJECT = re.compile(r"\b(Vertex|RecordId|Kind)\b")


def without_comments(text):
    return COMMENT.sub(lambda match: match[1] or "", text)


def arguments(text, start):
    """The arguments of a call, from after its opening bracket."""
    depth, argument = 0, ""
    for token in re.finditer(r'"(?:[^"\\\n]|\\.)*"|.', text[start:], re.DOTALL):
        depth += (token[0] in "([{") - (token[0] in ")]}")
        if depth < 0 or (depth == 0 and token[0] == ","):
            yield argument.strip()
            argument = ""
            if depth < 0:
                return
        else:
            argument += token[0]


def takers(text):
    """(function, number of the argument) of each function that takes a subject and a key of it."""
    for name, parameters in DECLARATION.findall(text):
        for number, parameter in enumerate(parameters.split(",")):
            if parameter.split()[-1] == "key" and SUBJECT.search(" ".join(parameters.split(",")[:number])):
                yield name, number


def keys(text, known_takers):
    """(offset, kind or nothing, key) of each key that a source names."""
    for match in OF_KIND.finditer(text):
        for key in re.findall(r'"(\w+)"', match[2]):
            yield match.start(), match[1].rstrip("_"), key
    for name, number in known_takers:
        for call in re.finditer(rf"\b{name}\(", text):
            given = list(arguments(text, call.end()))
            if len(given) > number and re.fullmatch(r'"\w+"', given[number]) and not given[0].startswith('"'):
                yield call.start(), None, given[number].strip('"')


def faults(sources, table):
    """Of the texts of files by name: a line for each key that the table, keys by kind, does not have."""
    texts = {name: without_comments(text) for name, text in sources.items()}
    public = {taker for name, text in texts.items() if name.endswith(".hpp") for taker in takers(text)}
    for name, text in sorted(texts.items()):
        for offset, kind, key in sorted(set(keys(text, public | set(takers(text)))), key=lambda each: (each[0], each[2])):
            place = f"{name}:{text.count(chr(10), 0, offset) + 1}"
            if kind is not None and kind not in table:
                yield f"{place}: there is no kind '{kind}'"
            elif key not in (table[kind] if kind else set().union(*table.values())):
                yield f"{place}: '{key}' is no key of {f'a {kind}' if kind else 'any kind'}"


def self_test():
    table = {"edition": {"start"}, "series": {"cadence"}}
    header = "std::string_view value(Vertex vertex, std::string_view key) const;"
    source = """
        property(Kind::edition, "start"); each(model::Kind::edition, "start", "cadence");  // "x"
        graph.value(of(a, b), "cadence") + graph().value(*edition, "end") + json.value("end", "end");
        std::size_t count(Vertex vertex, std::string_view key) { return rows(vertex, key); }
        count(edition, "ended"); property(Kind::city, "start");
        """
    found = list(faults({"a.hpp": header, "b.cpp": source}, table))
    assert found == [
        "b.cpp:2: 'cadence' is no key of a edition",
        "b.cpp:3: 'end' is no key of any kind",
        "b.cpp:5: 'ended' is no key of any kind",
        "b.cpp:5: there is no kind 'city'",
    ], found


def main():
    self_test()
    root = pathlib.Path(__file__).resolve().parents[2]
    schema = json.loads(subprocess.run([os.environ["STOA"], "schema", "--format", "json"], check=True,
                                       capture_output=True).stdout)
    table = {kind["name"]: set() for kind in schema["kinds"] + schema["computed_kinds"]}
    for each in schema["properties"]:
        for kind in each["subjects"]:
            table[kind].add(each["key"])
    sources = {str(file.relative_to(root)): file.read_text(encoding="utf-8")
               for file in (root / "src").rglob("*.[ch]pp")}
    found = list(faults(sources, table))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
