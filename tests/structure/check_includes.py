#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks which module of src/stoa includes which, and which module, or files of one, use which library.

usage: check_includes.py [ROOT]
"""

import pathlib
import re
import sys
import tempfile

# Data flow from the inputs to the outputs: a module may include itself and every module that is reachable from it.
USES = {
    "diagnostics": [],
    "rdf": ["diagnostics"],
    "model": ["rdf"],
    "ingest": ["model"],
    "evolution": ["model"],
    "tables": ["evolution"],
    "answers": ["tables"],
    "statements": ["answers"],
    "formats": ["statements"],
    "draw": ["formats"],
    "publish": ["statements"],
    "session": ["ingest", "statements"],
    "app": ["session", "draw", "publish"],
}
# Libraries and the only modules, or files of a module, that may use them. A header that exposes one is private to its
# module and not installed.
OWNERS = {
    "serd": "rdf",
    "openssl": "rdf",
    "utf8proc.h": "model/canonical.cpp",
    "toml++": "ingest/toml_reader.cpp",  # the record reader sees raw records, whatever the format
    "CLI": "app/program.cpp",
    "curl": "publish/http.cpp",
    "zlib.h": "publish",
    "nlohmann": "tables/json.cpp publish app/data_file_schema.cpp",
}
# Libraries that no header may include.
NOT_IN_HEADERS = {"nlohmann"}
DRAWERS = {"util", "utils", "utility", "common", "helper", "helpers", "misc", "shared", "lib"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]')


def reach(module):
    found = {module}
    for used in USES[module]:
        found |= reach(used)
    return found


def includes(file):
    """(line, bracket, name) of every include."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if match := INCLUDE.match(line):
            yield number, *match.groups()


def is_private(header, source):
    """Whether it exposes a library that a user need not have, directly or through another header of its module."""
    for _, bracket, name in includes(header):
        beside = source / name
        if bracket == "<":
            if name.split("/")[0] in {*OWNERS, "fmt"}:
                return True
        elif beside.parent == header.parent and beside.is_file() and is_private(beside, source):
            return True
    return False


def faults(root):
    source = root / "src"
    for folder in sorted(path for path in (source / "stoa").rglob("*") if path.is_dir()):
        if folder.name in DRAWERS:
            yield f"{folder.relative_to(root)}: not a module: its functions belong to the modules that need them"
        elif folder.parent == source / "stoa" and folder.name not in USES:
            yield f"{folder.relative_to(root)}: a module that is not in USES of {pathlib.Path(__file__).name}: add it"

    for file in sorted((source / "stoa").rglob("*.[ch]pp")):
        inside = file.relative_to(source / "stoa")
        module = inside.parts[0]
        if module not in USES:
            continue
        for number, bracket, name in includes(file):
            place = f"{file.relative_to(root)}:{number}"
            first = name.split("/")[0]
            if first == "stoa":
                parts = name.split("/")
                if bracket != '"':
                    yield f'{place}: write #include "{name}"'
                if name == "stoa/version.hpp":
                    continue
                if not (source / name).is_file():
                    yield f"{place}: {name} does not exist"
                elif parts[1] not in reach(module):
                    yield f"{place}: {module} must not include {parts[1]}: it may include {', '.join(sorted(reach(module)))}"
                elif parts[1] != module and is_private(source / name, source):
                    yield f"{place}: {name} exposes a library that is private to {parts[1]}, so it is not installed"
            elif bracket == '"':
                yield f'{place}: write #include "stoa/<module>/{name}"'
            elif first in OWNERS and not {module, inside.as_posix()} & set(OWNERS[first].split()):
                yield f"{place}: only {' and '.join(OWNERS[first].split())} may include <{name}>"
            elif first in NOT_IN_HEADERS and file.suffix == ".hpp":
                yield f"{place}: no header may include <{name}>"


def self_test():
    """A library in a file that may not use it, and in one that may."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name in ("toml_reader.cpp", "record_reader.cpp"):
            file = root / "src/stoa/ingest" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("#include <toml++/toml.h>\n", encoding="utf-8")
        found = list(faults(root))
        expected = ["src/stoa/ingest/record_reader.cpp:1: only ingest/toml_reader.cpp may include <toml++/toml.h>"]
        assert found == expected, found


def main():
    self_test()
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
    found = list(faults(root))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
