#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that documentation and help use the terms of CONTRIBUTING.md: rejects the words and phrases below, which can be
recognised reliably. Code (blocks and spans) and link targets in Markdown are not checked.

usage: check_english.py
The environment variable STOA is the program (without it, its help is not checked), and STOA_ROOT the project.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("STOA_ROOT", pathlib.Path(__file__).resolve().parents[2]))
# What not to write, and what to write in its place.
BANNED = {
    r"faults?|faulty": "error",
    r"rooms?": "module (or space)",
    r"doors?": "service URL",
    r"mend|mends|mended|mending": "fix",
    r"(?:what|whatever) the (?:data|files) say": "the data",
    r"for who": "for readers who",
    r"(?:hold|holds|held|holding) (?:\w+ )?to the": "check against the",
    r"without a word": "silently",
    r"said of": "about",
}
# Where a word is right: a fault is what a test injects into a network, a server or a disk.
ALLOWED = {
    "CONTRIBUTING.md": {"fault"},
    "docs/reliability.md": {"fault", "faults"},
    "tests/endpoints/README.md": {"fault", "faults"},
}
FOLDERS = ["docs", "data", "examples", "ontology", "bench", "src", "tests", "dist"]
PATTERN = re.compile(r"\b(?:" + "|".join(f"({words})" for words in BANNED) + r")\b", re.I)


def documents():
    for folder in [ROOT, *(ROOT / name for name in FOLDERS)]:
        yield from sorted(folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))


def prose(path):
    """(line, text) of a page without its code; of the list of terms without its last column, which names what to avoid."""
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            line = re.sub(r"`[^`]*`", "``", line)
            line = re.sub(r"\]\([^)]*\)", "]()", line)
            if path == ROOT / "CONTRIBUTING.md" and line.startswith("|") and line.count("|") == 4:
                line = line.rsplit("|", 2)[0]
            yield number, line


def run(*words):
    return subprocess.run([os.environ["STOA"], *words], capture_output=True, text=True, check=True, timeout=50).stdout


def help_texts():
    """(name, text) of the help of every command, and of what lists its words."""
    pages = [[]]
    for words in pages:
        text = run(*words, "--help")
        yield " ".join(["stoa", *words, "--help"]), text
        commands = text.split("\nSubcommands:\n")[1].split("\n\n")[0] if "\nSubcommands:\n" in text else ""
        pages += [[*words, name] for name in re.findall(r"^  (\w+)", commands, re.M)]
    yield "stoa query --list", run("query", "--list")
    yield "stoa schema", "\n".join(
        each["meaning"] for listed in json.loads(run("schema", "--format", "json")).values() for each in listed
        if "meaning" in each)


def findings(name, number, text):
    allowed = ALLOWED.get(name, set())
    for match in PATTERN.finditer(text):
        if match[0].lower() not in allowed:
            yield f"{name}:{number}: '{match[0]}': write {list(BANNED.values())[match.lastindex - 1]}"


def main():
    found = []
    for path in documents():
        for number, line in prose(path):
            found += findings(str(path.relative_to(ROOT)), number, line)
    if "STOA" in os.environ:
        for name, text in help_texts():
            for number, line in enumerate(text.splitlines(), 1):
                found += findings(name, number, line)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
