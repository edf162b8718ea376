#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The case every-kind-and-property has each kind, property and word of the one table: in its input and in its output.

What is computed from the records stands in neither."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib

CASE = pathlib.Path(__file__).parent / "every-kind-and-property"
CLAIM_KEYS = {"qualifier", "kind", "mode", "as_of", "valid_from", "valid_until", "preferred", "wording"}


def walk(tables, kind, keys, words, links):
    """Notes the (kind, key) pairs and the texts of the tables, and of those nested in them; `links` has the kind of
    those that say more of a link."""
    for table in tables if isinstance(tables, list) else [tables]:
        for key, value in table.items():
            keys.add((kind, key))
            if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
                walk(value, links.get(key, key) if key not in CLAIM_KEYS else "claim", keys, words, links)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str):
                    words.add((key, each))
                if isinstance(each, dict) and "value" in each and isinstance(each["value"], str):
                    words.add((key, each["value"]))


def main():
    schema = json.loads(subprocess.run([os.environ["STOA"], "schema", "--format", "json"], check=True, capture_output=True).stdout)
    keys, words = set(), set()
    links = {each["key"]: each["link"] for each in schema["properties"] if each["link"]}
    for path in sorted((CASE / "input").rglob("*.toml")):
        if path.name == "stoa.toml":
            continue
        for kind, tables in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if kind != "evidence":
                keys.add((kind, "id"))
                walk(tables, kind, keys, words, links)
    output = (CASE / "stdout").read_text(encoding="utf-8")
    terms = set(re.findall(r"<([^>]*)>", output))
    ends = {re.split(r"[#/]", term)[-1] for term in terms}

    computed = {kind["name"] for kind in schema["computed_kinds"]}
    used = set()
    missing = []
    for kind in schema["kinds"]:
        if f"/{kind['name']}/" not in output and not kind["name"].startswith("sdg_"):
            missing.append(f"kind {kind['name']}: no record in the output")
        for term in filter(None, (kind["class"], kind["super_class"])):
            if term.split(":")[1] not in ends:
                missing.append(f"kind {kind['name']}: {term} is not in the output")
    for each in schema["properties"]:
        if set(each["subjects"]) <= computed:
            continue
        used.add(each["enumeration"])
        if each["term"].split(":")[1] not in ends:
            missing.append(f"property {each['key']}: {each['term']} is not in the output")
        made = {"claim", "evidence", "quote"} >= set(each["subjects"]) or (  # by the program
            each["subjects"] == ["reading"] and each["key"] == "coverage")
        if not each["by_program"] and not made and not any((kind, each["key"]) in keys for kind in each["subjects"]):
            missing.append(f"property {each['key']} of {', '.join(each['subjects'])}: not in the input")
    for each in schema["enumerations"]:
        for value in each["values"] if each["class"] in used else []:
            if value["term"].split(":")[1] not in ends:
                missing.append(f"{each['class']}: {value['term']} is not in the output")
    print("\n".join(missing) or "The case has every kind, property and word of the table.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
