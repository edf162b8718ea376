#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every question of `stoa query --list` is answered in every form, and the forms agree: the worked example, two series."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys

STOA = os.environ["STOA"]
INPUT = pathlib.Path(__file__).parent / "query" / "input"
NEEDS = {"story": ["--theme", "youth"], "lineage": ["--theme", "youth"], "bottlenecks": ["--theme", "access"],
         "independent-lines": ["--theme", "ict", "--with", "ai"], "withdraw": ["--document", "d3"],
         "common-ancestors": ["--theme", "equity", "--with", "gender"], "descendants": ["--document", "d1"]}
# Of tables without rows about items.
TITLES_OF_TABLES = {"events": "Events of themes: what happened to each theme, and between themes",
                    "coding": "The coding table: one row for each theme of a document or edition"}


def ask(question, form):
    words = ["query", question, INPUT / "worked", INPUT / "sister", *NEEDS.get(question, []), "--format", form]
    done = subprocess.run([STOA, *map(str, words)], capture_output=True, text=True, check=False, timeout=50)
    return done.returncode, done.stdout, done.stderr


def split(cell):
    """The values of a list in a field of the CSV: `|` stands between them, and `|` and `\\` in them behind a `\\`."""
    values, escaped = [""], False
    for c in cell:
        if not escaped and c == "|":
            values.append("")
        elif escaped or c != "\\":
            values[-1] += c
        escaped = not escaped and c == "\\"
    return values


def fields(name, type, value):
    """What the CSV has of a value of the JSON: (column, text) for each field."""
    if type == "entity":
        value = value or {}
        return [(name + suffix, value.get(key) or "")
                for suffix, key in (("", "id"), ("_label", "label"), ("_iri", "iri"), ("_kind", "kind"))]
    if type == "fraction":
        return [(name, value and value["value"]), (name + "_exact", value["exact"] if value else "")]
    return [(name, value)]


EVIDENCE = (("evidence", "string"), ("source", "entity"), ("document", "entity"), ("locator", "string"), ("quote", "string"))
COVERAGE = (("edition", "entity"), ("facet", "string"), ("level", "string"), ("read", "integer"))


def lists(name, parts, values):
    """As above, of a list: the part of each value, in its place."""
    for part, type in parts:
        column = part if part == name else f"{name}_{part}" if part else name
        of_each = [fields(column, type, each[part] if part else each) for each in values]
        for i, (field, _) in enumerate(fields(column, type, None)):
            yield field, [row[i][1] for row in of_each]


def is_same(cell, value):
    if isinstance(value, list):
        texts = split(cell) if value else [] if cell == "" else [cell]
        return len(texts) == len(value) and all(map(is_same, texts, value))
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return cell == ("true" if value else "false")
    if isinstance(value, (int, float)):
        return float(cell) == value
    return cell == value


def differences(heading, rows, answer):
    """Where the CSV does not say what the JSON says, field by field."""
    for row, of_json in zip(rows, answer["rows"]):
        cells = dict(zip(heading, row))
        wanted = []
        for column in answer["columns"]:
            value = of_json[column["name"]]
            wanted += lists(column["name"], [(None, "entity")], value or []) if column["type"] == "entities" \
                else fields(column["name"], column["type"], value)
        wanted += lists("editions", [(None, "entity")], of_json["editions"])
        wanted += lists("evidence", EVIDENCE, of_json["evidence"])
        wanted += [("basis", of_json["basis"])]
        wanted += lists("coverage", COVERAGE, of_json["coverage"])
        if [name for name, _ in wanted] != heading:
            yield f"the CSV has the columns {heading}, not {[name for name, _ in wanted]}"
            return
        for name, value in wanted:
            if not is_same(cells[name], value):
                yield f"the CSV says {cells[name]!r} in {name}, the JSON {value!r}"


def main():
    faults = []
    listed = subprocess.run([STOA, "query", "--list", "--format", "json"], capture_output=True, text=True, check=True).stdout
    questions = [each["name"] for each in json.loads(listed)]
    for question in questions:
        answers = {form: ask(question, form) for form in ("table", "markdown", "json", "csv", "turtle")}
        for form, (code, output, errors) in answers.items():
            lines = errors.splitlines()
            if code != 0 or not all(line.startswith("note: ") for line in lines):
                faults.append(f"{question} --format {form}: exit {code}: {errors}")
            if form in ("table", "markdown", "json") and lines:
                faults.append(f"{question} --format {form}: notes beside an answer that has them")
        if faults:
            continue
        answer = json.loads(answers["json"][1])
        columns = [each["name"] for each in answer["columns"]]
        for row in answer["rows"]:
            if list(row) != [*columns, "editions", "evidence", "basis", "coverage"]:
                faults.append(f"{question}: a row of the JSON has {list(row)}")
                break
        heading, *rows = csv.reader(io.StringIO(answers["csv"][1], newline=""))
        if len(set(heading)) != len(heading):
            faults.append(f"{question}: the CSV names a column twice: {heading}")
        if [each for each in heading if each in columns] != columns:
            faults.append(f"{question}: the CSV has other columns than the JSON")
        if len(rows) != len(answer["rows"]) or any(len(row) != len(heading) for row in rows):
            faults.append(f"{question}: the CSV has {len(rows)} rows, the JSON {len(answer['rows'])}")
        faults += [f"{question}: {fault}" for fault in differences(heading, rows, answer)]
        markdown = answers["markdown"][1]
        if not markdown.startswith("## ") or (answer["rows"] and "paragraphs" not in answer and "\n|---" not in markdown):
            faults.append(f"{question}: no title or no table in the Markdown")
        notes = [line.removeprefix("note: ") for line in answers["csv"][2].splitlines()]
        if notes != answer["notes"]:
            faults.append(f"{question}: the notes beside the CSV are not those of the JSON")
        if not answer["rows"] and not notes:
            faults.append(f"{question}: an empty answer without a note")
        if answer["rows"] and "@prefix" not in answers["turtle"][1] and "a stoa:" not in answers["turtle"][1]:
            faults.append(f"{question}: the Turtle says nothing")
        title = answers["table"][1].splitlines()[0]
        if title != TITLES_OF_TABLES.get(question, answer["title"]) or answer["question"] != question:
            faults.append(f"{question}: the title is {title}")
    print("\n".join(faults) or f"{len(questions)} questions are answered in every form.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
