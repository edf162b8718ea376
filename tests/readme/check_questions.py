#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares docs/questions.md with the program: every question of `stoa query --list`, in its order, with its text, the
options that it requires and accepts, and its columns. This script writes what stands between the marks `columns of NAME`
and `end`. Commands in console blocks are run, and their output is compared as for README.md.

usage: check_questions.py [--update]       --update writes the questions, options, columns and outputs
The environment variable STOA is the program, and STOA_ROOT the project.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

import check_readme

# What each question is asked with, to see its columns.
EXAMPLES = {
    "story": ["data/iclc", "--theme", "inclusion"],
    "lineage": ["data/iclc", "--theme", "inclusion"],
    "bottlenecks": ["data/iclc", "--theme", "inclusion"],
    "independent-lines": ["data/iclc", "--theme", "inclusion"],
    "common-ancestors": ["data/iclc", "--theme", "inclusion", "--with", "gender-equality"],
    "withdraw": ["data/iclc", "--document", "d6"],
    "descendants": ["data/iclc", "--document", "d6"],
    "two-series": ["data/iclc", "examples/confintea"],
}
PARAMETERS = ["--min-sources", "--big-change", "--min-change", "--min-scope", "--min-overlap", "--min-part", "--min-shared", "--look-back",
              "--facets", "--documents"]
# Options that `--list` gives to no question: of the screen, and of `export`.
ELSEWHERE = {"--items", "--parts"}
ANSWERS = re.compile(r"(^### `(\S+)`\n\n)\*.*\*$", re.M)
BLOCK = re.compile(r"(<!-- columns of (\S+) -->\n)(.*?)(<!-- end -->)", re.S)


def query(*words):
    return subprocess.run([os.environ["STOA"], "query", *words], cwd=os.environ["STOA_ROOT"], capture_output=True,
                          text=True, timeout=50)


def answer_to(name):
    done = query(name, *EXAMPLES.get(name, ["data/iclc"]), "--format", "json")
    if done.returncode != 0:
        sys.exit(f"stoa query {name}: exit code {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def options(question):
    """The lines before the columns: what it needs and takes."""
    needs = [f"`{each}`" for each in question["needs"]] + ["two series"] * (question["series"] > 1)
    takes = [each for each in question["takes"] if each not in question["needs"]]
    words = [f"`{each}`" for each in takes]
    if set(PARAMETERS) <= set(takes):
        words = [f"`{each}`" for each in takes if each not in PARAMETERS] + ["parameters"]
    return "\n" + " ".join([f"Requires {' and '.join(needs)}."] * bool(needs) + [f"Accepts {', '.join(words)}."] * bool(words)) + "\n"


def table(columns):
    return "".join(
        ["\n| column | meaning |\n|---|---|\n"] + [f"| `{each['name']}` | {each['meaning']} |\n" for each in columns]
    ) + "\n"


def section_faults(text, questions):
    """Names, order and texts."""
    sections = re.split(r"^### `(\S+)`\n", text, flags=re.M)[1:]
    names, bodies = sections[::2], sections[1::2]
    if names != [each["name"] for each in questions]:
        yield f"the questions are {', '.join(each['name'] for each in questions)}, not {', '.join(names)}"
    for name, body in zip(names, bodies):
        wanted = next((each["answers"] for each in questions if each["name"] == name), "")
        if not body.lstrip().startswith(f"*{wanted}*"):
            yield f"{name} answers *{wanted}*"
        taken = next((set(each["takes"]) for each in questions if each["name"] == name), set())
        wrong = set(re.findall(r"`(--[a-z-]+)", body.split("<!-- end -->")[0])) - ELSEWHERE - taken
        if wrong:
            yield f"{name} takes no {', '.join(sorted(wrong))}"


def main():
    path = pathlib.Path(os.environ["STOA_ROOT"]) / "docs" / "questions.md"
    text = path.read_text(encoding="utf-8")
    questions = json.loads(query("--list", "--format", "json").stdout)
    answers = {each["name"]: answer_to(each["name"]) for each in questions}

    lines = text.split("\n")
    for command in reversed(check_readme.commands(lines)):
        done = subprocess.run(["bash", "-c", command.text], cwd=os.environ["STOA_ROOT"], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=50,
                              env={**os.environ, "PATH": f"{pathlib.Path(os.environ['STOA']).parent}:{os.environ['PATH']}"})
        got = check_readme.trimmed(done.stdout.split("\n"))
        shown = check_readme.trimmed(command.shown)
        if not check_readme.matches(shown, got):
            lines[command.line : command.line + len(shown)] = got
    listed = {each["name"]: each for each in questions}
    wanted = BLOCK.sub(lambda m: m[1] + options(listed[m[2]]) + table(answers[m[2]]["columns"]) + m[4]
                       if m[2] in answers else m[0], "\n".join(lines))
    wanted = ANSWERS.sub(lambda m: f"{m[1]}*{listed[m[2]]['answers']}*" if m[2] in listed else m[0], wanted)
    if "--update" in sys.argv[1:]:
        path.write_text(wanted, encoding="utf-8")
        return 0
    faults = list(section_faults(text, questions))
    faults += [f"{name} has no list of columns" for name in answers if f"<!-- columns of {name} -->" not in text]
    if wanted != text:
        faults.append("questions, options, columns or outputs differ from the program: run check_questions.py --update")
    for fault in faults:
        print(f"docs/questions.md: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
