#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A validator of JSON Schema accepts all valid TOML files of the project by `stoa schema --format json-schema`, and refuses
mistakes that `stoa check` refuses as well."""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import tomllib

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

STOA = os.environ["STOA"]
ROOT = pathlib.Path(os.environ["STOA_ROOT"])

# What is put in place of what in a valid file, and the path at which the schema sees the mistake.
EDITION = """evidence = "programme"

[[source]]
id = "programme"
label = "Programme"
url = "https://example.org/programme"

[series]
id = "talks"
label = { en = "Talks", es = "Charlas" }

[[theme]]
id = "work"
label = "Work"

[edition]
id = "1"
series = "talks"
number = 1
label = "First talks"
status = "held"
start = 2024-05-06
end = [
    { value = "2024-05-08", evidence = "programme" },
    { value = 2024-05-09, evidence = { source = "programme", quote = "until Thursday" }, kind = "forecast" },
]

[[edition.occurrence]]
theme = "work"
role = "headline"

[[edition.coverage]]
facet = "issues"
level = "partial"
read = ["programme"]

[[edition.figure]]
quantity = "participants"
value = 300
qualifier = "about"

[[quantity]]
id = "participants"
label = "Participants"
"""
MISTAKES = {
    "an unknown table": ("[[theme]]", "[[topic]]"),
    "a computed kind": ("[[theme]]", "[[state]]"),
    "an unknown key": ("number = 1", "nummer = 1"),
    "a missing id": ('id = "work"', ""),
    "an id with a capital letter": ('id = "work"', 'id = "Work"'),
    "a missing key": ('status = "held"', ""),
    "a word that is not in the list": ('status = "held"', 'status = "done"'),
    "a number in quotes": ("number = 1", 'number = "one"'),
    "a number below 0": ("number = 1", "number = -1"),
    "a month that is none": ("start = 2024-05-06", 'start = "2024-13"'),
    "a value of a list that is empty": ('read = ["programme"]', "read = []"),
    "two values without a claim": ("start = 2024-05-06", "start = [2024, 2025]"),
    "an unknown key of a claim": ('kind = "forecast" }', 'kinds = "forecast" }'),
    "a quote of nine words": ("until Thursday", "one two three four five six seven eight nine"),
    "an unknown key of evidence": ('source = "programme", quote', 'sources = "programme", quote'),
    "the owner in a nested table": ('role = "headline"', 'role = "headline"\nedition = "1"'),
    "a web page that is no IRI": ("https://example.org/programme", "example"),
    "a text that is empty": ('label = "Work"', 'label = ""'),
}
SETTINGS = """name = "talks"
base = "https://example.org/talks/"
title = "Talks"
licence = "https://creativecommons.org/licenses/by/4.0/"
look_back = 2

[endpoints.production]
url = "https://example.org/sparql"
graph = "https://example.org/talks"
"""
MISTAKES_IN_SETTINGS = {
    "a missing title": ('title = "Talks"', ""),
    "an unknown key": ("look_back", "lookback"),
    "a look_back of 0": ("look_back = 2", "look_back = 0"),
    "a password": ("graph =", "password ="),
    "an endpoint without a url": ("url =", "mode ="),
}


def plain(value):
    """As an editor hands it to a schema: a date of TOML is a string."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def check(folder):
    return subprocess.run([STOA, "check", folder], capture_output=True, text=True, timeout=50).returncode == 0


def valid_files():
    """Those of data sets in which `stoa check` finds no error."""
    places = [ROOT / "data", ROOT / "examples", *(ROOT / "tests/golden" / name for name in
                                                  ("good-input", "every-kind-and-property", "query/input"))]
    for place in places:
        for settings in sorted(place.rglob("stoa.toml")):
            if check(settings.parent):
                yield from sorted(settings.parent.rglob("*.toml"))


def errors(validator, folder):
    def says(text):
        return next(validator.iter_errors(plain(tomllib.loads(text))), None)

    count = 0
    for file in dict.fromkeys(valid_files()):
        count += 1
        if fault := says(file.read_text(encoding="utf-8-sig")):
            yield f"{file.relative_to(ROOT)} is valid, and the schema says at {fault.json_path}: {fault.message[:200]}"
    if count < 60:
        yield f"only {count} files"
    for name, valid, mistakes in (("records.toml", EDITION, MISTAKES), ("stoa.toml", SETTINGS, MISTAKES_IN_SETTINGS)):
        both = {"records.toml": EDITION, "stoa.toml": SETTINGS}
        for file, text in both.items():
            (folder / file).write_text(text, encoding="utf-8")
        if not check(folder) or says(valid):
            yield f"{name} without a mistake is refused: {says(valid)}"
        for mistake, (old, new) in mistakes.items():
            text = valid.replace(old, new)
            (folder / name).write_text(text, encoding="utf-8")
            if text == valid or check(folder):
                yield f"{name} with {mistake} is no mistake for `stoa check`"
            if not says(text):
                yield f"{name} with {mistake} is accepted by the schema"
        (folder / name).write_text(valid, encoding="utf-8")


def main():
    schema = json.loads(subprocess.run([STOA, "schema", "--format", "json-schema"], capture_output=True, check=True,
                                       timeout=50).stdout)
    validator_class = getattr(jsonschema, "Draft202012Validator", None)
    if validator_class is None:
        print("this python3-jsonschema does not know version 2020-12")
        return 77
    validator_class.check_schema(schema)
    with tempfile.TemporaryDirectory(prefix="stoa-schema-") as name:
        found = list(errors(validator_class(schema), pathlib.Path(name)))
    print("\n".join(found) or f"The schema accepts what is valid, and refuses {len(MISTAKES) + len(MISTAKES_IN_SETTINGS)} mistakes.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
