#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the commands of README.md and compares the output that it shows.

A command is a line of a ```console or ```sh block that starts with `$ ` (a backslash at its end goes on with the next
line). The lines below it, up to the next command, are its output, standard error included; a line `...` stands for any
number of lines. Without such lines the output may be anything and the command must succeed; with them an exit code of
1 (the data is wrong) is fine too. All commands run one after the other, each in its own bash, in a copy of the project
with the built program first in PATH. demo.sh runs for real but takes the program that is built already; NOT_RUN lists
what is only printed. Relative links must lead to a file, those of docs/*.md too.

usage: check_readme.py [--update]       --update writes the output that came into README.md
The environment gives STOA, the program, and STOA_ROOT, the project.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# What would build the project again from within its own tests, or needs a network.
NOT_RUN = re.compile(r"^(git |\./test\.sh|cmake |ctest |sudo |apt-get |docker )")
ANY_LINES = "..."
# demo.sh as it is, with the program that is there in place of an installation and a build.
PREPARED = r"""
need() { say "All $# Debian packages that this needs are installed"; }
build() { mkdir -p "build/$1" && cp "$STOA" "build/$1/stoa"; }
"""


class Command:
    def __init__(self, line):
        self.line = line  # 0-based, of the first line of output
        self.text = ""
        self.shown = []


def commands(lines):
    """The commands of all console blocks, in order."""
    found, inside = [], False
    for number, line in enumerate(lines):
        if line.startswith("```"):
            inside = not inside and line[3:].strip() in ("console", "sh")
            current = None
        elif inside and line.startswith("$ "):
            current = Command(number + 1)
            current.text = line[2:]
            found.append(current)
        elif inside and current and current.text.endswith("\\"):
            current.text = current.text[:-1] + line.removeprefix("> ").lstrip()
            current.line = number + 1
        elif inside and current:
            current.shown.append(line)
    return found


def matches(shown, got):
    if not shown:
        return not got
    if shown[0] == ANY_LINES:
        return any(matches(shown[1:], got[start:]) for start in range(len(got) + 1))
    return bool(got) and shown[0] == got[0] and matches(shown[1:], got[1:])


def trimmed(lines):
    """Without spaces at line ends and empty lines at the end."""
    lines = [line.rstrip() for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def links(file):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", file.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target) and not (file.parent / target).exists():
            yield f"{file.name}: the link {target} leads nowhere"


def main():
    root = pathlib.Path(os.environ["STOA_ROOT"])
    program = pathlib.Path(os.environ["STOA"])
    text = (root / "README.md").read_text(encoding="utf-8")
    lines = text.split("\n")
    faults = [fault for file in [root / "README.md", *sorted(root.glob("docs/*.md"))] for fault in links(file)]
    updates = []
    with tempfile.TemporaryDirectory(prefix="stoa-readme-") as folder:
        copy = pathlib.Path(folder) / "stoa"
        shutil.copytree(root, copy, symlinks=True, ignore=shutil.ignore_patterns("build", "out", ".git"))
        with (copy / "setup.sh").open("a", encoding="utf-8") as file:
            file.write(PREPARED)
        environment = {**os.environ, "PATH": f"{program.parent}:/usr/bin:/bin:{os.environ.get('PATH', '')}"}
        for command in commands(lines):
            if NOT_RUN.match(command.text):
                print("not run:", command.text)
                continue
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", command.text],
                cwd=copy,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=50,
            )
            got = trimmed(done.stdout.decode("utf-8", "backslashreplace").split("\n"))
            shown = trimmed(command.shown)
            print(f"run ({done.returncode}): {command.text}")
            if done.returncode not in ((0, 1) if shown else (0,)):
                faults.append(f"README.md:{command.line}: exit code {done.returncode}: {command.text}\n" + "\n".join(got))
            elif shown and not matches(shown, got):
                updates.append((command, got))
                faults.append(f"README.md:{command.line}: {command.text}\n--- shown\n" + "\n".join(shown)
                              + "\n--- got\n" + "\n".join(got))
    if "--update" in sys.argv[1:]:
        for command, got in reversed(updates):
            lines[command.line : command.line + len(trimmed(command.shown))] = got
        (root / "README.md").write_text("\n".join(lines), encoding="utf-8")
        print(len(updates), "outputs updated")
        return 0
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
