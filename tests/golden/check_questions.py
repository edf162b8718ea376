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


def main():
    faults = []
    listed = subprocess.run([STOA, "query", "--list", "--format", "json"], capture_output=True, text=True, check=True).stdout
    questions = [each["name"] for each in json.loads(listed)]
    for question in questions:
        answers = {form: ask(question, form) for form in ("table", "json", "csv", "turtle")}
        for form, (code, output, errors) in answers.items():
            lines = errors.splitlines()
            if code != 0 or not all(line.startswith("note: ") for line in lines):
                faults.append(f"{question} --format {form}: exit {code}: {errors}")
            if form in ("table", "json") and lines:
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
