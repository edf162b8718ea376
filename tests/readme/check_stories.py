#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the documents that tell of a series against the program's answers: what they tell must be what these show.

Every command `stoa query QUESTION ...` of a document is run with --format csv and must succeed. Comments at the end of
its paragraph or point, which are not seen where the document is read as Markdown, say what it shows:

    <!-- resumed shows: "Funding", gap_years=6 -->       some row of the answer to `resumed` has both: a cell, or a part
                                                         of a list, that is Funding; and 6 in the column gap_years
    <!-- new-items shows 5: change=introduced -->        exactly five rows have it; without words, it has five rows
    <!-- bridges notes: "2 documents" -->                some note has these words

Behind the first heading of the second level every point has a command, and every command such a comment.

usage: check_stories.py
The environment gives STOA, the program, and STOA_ROOT, the project.
"""

import csv
import functools
import io
import os
import pathlib
import re
import shlex
import subprocess
import sys

STORIES = ("iclc-themes.md", "goals.md")
COMMAND = re.compile(r"`(stoa query (\S+)[^`]*)`")
CLAIM = re.compile(r"<!-- (\S+) (shows|notes)(?: (\d+))?(?:: (.*?))? -->")
WORD = re.compile(r'(?:(\w+)=)?(?:"([^"]*)"|([^\s,"]+))')


@functools.cache
def answer_to(command):
    """Exit code, rows as lists of (column, cell), notes."""
    words = shlex.split(command)[1:] + ["--format", "csv"]
    done = subprocess.run([os.environ["STOA"], *words], cwd=os.environ["STOA_ROOT"], capture_output=True, text=True,
                          timeout=50)
    table = list(csv.reader(io.StringIO(done.stdout)))
    return done.returncode, [list(zip(table[0], row)) for row in table[1:]], done.stderr


def fits(row, words):
    """Without a column any cell will do; of two columns with one name the first counts."""
    for column, text in words:
        cells = [cell for name, cell in row if not column or name == column]
        cells = cells[:1] if column else cells
        if not any(cell == text or text in cell.split("|") for cell in cells):
            return False
    return True


def claim_fault(command, kind, count, text):
    words = [(column, quoted or plain) for column, quoted, plain in WORD.findall(text or "")]
    _, rows, notes = answer_to(command)
    if kind == "notes":
        return None if all(word in notes for _, word in words) else f"no note says {text}"
    found = sum(fits(row, words) for row in rows)
    if found == 0 if count is None else found != int(count):
        return f"{found} rows show {text or 'anything'}, not {count or 'one'}"
    return None


def point_faults(point):
    commands = {name: command for command, name in COMMAND.findall(point)}
    if len(commands) < len(COMMAND.findall(point)):
        yield "two commands ask the same: make two points of it"
    if not commands:
        yield "no query shows this"
    claims = CLAIM.findall(point)
    if len(claims) < point.count("<!--"):
        yield "a comment that is no claim"
    for command in commands.values():
        code, _, errors = answer_to(command)
        if code != 0:
            yield f"exit code {code}: {command}\n{errors}"
    for name in commands.keys() - {claim[0] for claim in claims}:
        yield f"nothing says what this shows: {commands[name]}"
    for name, kind, count, text in claims:
        if name not in commands:
            yield f"a claim without a command: {name}"
        elif fault := claim_fault(commands[name], kind, count or None, text):
            yield f"{commands[name]}: {fault}"


def faults_of(text):
    start = text.index("\n## ")
    for point in re.finditer(r"(?:[^\n]+\n)+?(?=- |\n|$)", text[start:]):
        if not point[0].startswith("#"):
            line = text.count("\n", 0, start + point.start()) + 1
            yield from ((line, fault) for fault in point_faults(point[0]))


def main():
    docs = pathlib.Path(os.environ["STOA_ROOT"]) / "docs"
    found = False
    for name in STORIES:
        for line, fault in faults_of((docs / name).read_text(encoding="utf-8")):
            print(f"docs/{name}:{line}: {fault}")
            found = True
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
