#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every command has help with usage and examples, and the data set that `stoa init` makes passes every command."""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

STOA = os.environ["STOA"]
ROOT = pathlib.Path(os.environ.get("STOA_ROOT", pathlib.Path(__file__).resolve().parents[2]))


def other_messages(stderr):
    """The lines that are not about the texts of a starter data set that are to be replaced."""
    return [line for line in stderr.splitlines() if ": warning[placeholder]: " not in line]


def stoa(*arguments):
    return subprocess.run([STOA, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=50)


def main():
    faults = []

    def expect(condition, fault):
        if not condition:
            faults.append(fault)

    top = stoa("--help")
    commands = re.findall(r"^  ([a-z]+) +[A-Z]", top.stdout.split("Subcommands:")[-1], re.M)
    expect(set(commands) == {"check", "completions", "draw", "endpoint", "export", "info", "init", "manual", "publish", "query",
                             "schema", "validate", "verify"}, f"--help lists {commands}")
    for command in [None, *commands]:
        words = [command] if command else []
        for flag in ("--help", "-h"):
            done = stoa(*words, flag)
            name = " ".join(["stoa", *words, flag])
            expect(done.returncode == 0 and not other_messages(done.stderr), f"{name}: exit {done.returncode}, {done.stderr}")
            expect("\nExamples:\n" in done.stdout, f"{name}: no examples")
            examples = re.findall(r"^  stoa ([a-z]+)", done.stdout, re.M)
            expect(set(examples) <= set(commands), f"{name}: its examples use {examples}")
            expect(command is None or command in examples, f"{name}: none of its examples is one of {command}")
            expect(re.search(rf"^Usage: {' '.join(['stoa', *words])} ", done.stdout, re.M), f"{name}: no usage with the whole command")
            expect(max(map(len, done.stdout.splitlines())) <= 120, f"{name}: a line of more than 120 columns")

    # Every example of `query` is one of its questions, asked of data that are there; the help names what --list names.
    questions = [line.split()[0] for line in stoa("query", "--list").stdout.splitlines() if not line.startswith(" ")]
    examples = re.findall(r"^  stoa (query .*)$", stoa("query", "--help").stdout, re.M)
    expect(len(examples) > 4, "stoa query --help: few examples")
    for example in examples:
        words = shlex.split(example)
        with tempfile.TemporaryDirectory(prefix="stoa-help-") as folder:
            words = [str(ROOT / word) if (ROOT / word).is_dir() else word for word in words]
            words = [str(pathlib.Path(folder) / word) if word == "events.json" else word for word in words]
            done = stoa(*words)
            expect(done.returncode == 0 and done.stderr == "", f"stoa {example}: exit {done.returncode}, {done.stderr}")
            written = (pathlib.Path(folder) / "events.json").read_text() if "-o" in words else done.stdout
            expect("Nothing found" not in written and len(written) > 200, f"stoa {example}: finds nothing")
            expect(words[1].startswith("--") or words[1] in questions, f"stoa {example}: no question of that name")

    version = stoa("--version")
    expect(re.fullmatch(r"stoa \d+\.\d+\.\d+\n", version.stdout) and version.returncode == 0, f"--version: {version.stdout!r}")

    with tempfile.TemporaryDirectory(prefix="stoa-help-") as folder:
        data = pathlib.Path(folder) / "new" / "series"
        for arguments in (["init", data], ["check", data], ["info", data], ["export", data], ["export", data, "--format", "ntriples"],
                          ["export", data, "--parts", "all"], ["query", "events", data], ["query", "coverage", data], ["draw", "matrix", data]):
            done = stoa(*arguments)
            expect(done.returncode == 0 and not other_messages(done.stderr), f"{arguments[0]} of a starter data set: {done.stderr}")
        again = stoa("init", data)
        expect(again.returncode == 2, "init over a data set: exit code 2 expected")
        expect(stoa("check", data).returncode == 0, "init over a data set changed it")

    print("\n".join(faults) or f"Help of {len(commands)} commands is complete.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
