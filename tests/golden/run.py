#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the program on golden cases and compares every byte: README.md beside this file says what a case is.

usage: run.py [--update] FOLDER...      a case, or a folder with cases at any depth
The program is the value of STOA in the environment.
"""

import argparse
import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

KEEP = ".gitkeep"  # stands for an empty folder in git, and is not copied
DIFF_LINES = 200


def tree(folder):
    """Relative path -> content of every file below `folder`; a folder that is not there is empty."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != KEEP
    }


def optional(path, otherwise=b""):
    return path.read_bytes() if path.exists() else otherwise


def environment(case):
    """Ours, the same on every machine, with the NAME=value lines of the case."""
    given = dict(line.split("=", 1) for line in optional(case / "environment").decode().splitlines())
    ours = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    ours["STOA_DATA"] = "no-data-sets"  # not those that are installed on this machine
    return {**ours, "LC_ALL": "C.UTF-8", "TZ": "UTC", **given}


def run(program, case):
    """What the program does with the case: part of it -> bytes. Files are those that differ from `input/`."""
    arguments = shlex.split((case / "command").read_text(encoding="utf-8"))
    before = tree(case / "input")
    with tempfile.TemporaryDirectory(prefix="stoa-golden-") as folder:
        work = pathlib.Path(folder) / "input"
        if (case / "input").is_dir():
            shutil.copytree(case / "input", work, ignore=shutil.ignore_patterns(KEEP))
        else:
            work.mkdir()
        done = subprocess.run(
            [program, *arguments],
            cwd=work,
            input=optional(case / "stdin"),
            capture_output=True,
            timeout=50,
            env=environment(case),
        )
        after = tree(work)
    result = {"stdout": done.stdout, "stderr": done.stderr, "exit": str(done.returncode).encode() + b"\n"}
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            result["removed: " + name] = b""
        elif before.get(name) != after[name]:
            result["files/" + name] = after[name]
    return result


def expected(case):
    result = {name: optional(case / name) for name in ("stdout", "stderr")}
    result["exit"] = optional(case / "exit", b"0\n")
    result.update({"files/" + name: content for name, content in tree(case / "files").items()})
    return result


def lines(content):
    return content.decode("utf-8", "backslashreplace").splitlines(keepends=True)


def differences(wanted, got):
    for name in sorted(wanted.keys() | got.keys()):
        if name not in got:
            yield f"{name}: expected, but the program did not write it\n"
        elif name not in wanted and name.startswith("removed: "):
            yield f"{name.removeprefix('removed: ')}: the program removed this file of input/\n"
        elif wanted.get(name) != got[name]:
            note = "" if name in wanted else " (not expected at all)"
            yield f"{name} differs{note}:\n"
            diff = list(difflib.unified_diff(lines(wanted.get(name, b"")), lines(got[name]), "expected", "got"))
            for line in diff[:DIFF_LINES]:
                yield line if line.endswith("\n") else line + "\n\\ no newline at the end\n"
            if len(diff) > DIFF_LINES:
                yield f"... {len(diff) - DIFF_LINES} more lines\n"


def update(case, got):
    for name, default in (("stdout", b""), ("stderr", b""), ("exit", b"0\n")):
        if got[name] == default:
            (case / name).unlink(missing_ok=True)
        else:
            (case / name).write_bytes(got[name])
    shutil.rmtree(case / "files", ignore_errors=True)
    for name, content in got.items():
        if name.startswith("files/"):
            (case / name).parent.mkdir(parents=True, exist_ok=True)
            (case / name).write_bytes(content)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="take what the program does now as expected")
    parser.add_argument("folder", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    program = os.environ["STOA"]

    cases = sorted({path.parent for folder in options.folder for path in folder.rglob("command")})
    if not cases:
        sys.exit("no case (a folder with a file `command`) in " + ", ".join(map(str, options.folder)))
    failed = 0
    for case in cases:
        wanted, got = expected(case), run(program, case)
        if wanted == got:
            continue
        failed += 1
        if options.update:
            update(case, got)
            print("updated", case)
        else:
            print(f"{case}: stoa {(case / 'command').read_text(encoding='utf-8').strip()}")
            sys.stdout.writelines(differences(wanted, got))
            print("If the new behaviour is meant: cmake --build --preset dev --target update-golden, and read the diff.")
    if options.update:
        print(f"{failed} of {len(cases)} cases updated")
    return 1 if failed and not options.update else 0


if __name__ == "__main__":
    sys.exit(main())
