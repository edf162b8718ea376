#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares dist/ with what the program writes: the Turtle of every data set in data/ and examples/, the evolution of its
themes if it has a series, and the ontology. dist/README.md must name each of these files.

usage: check_dist.py [--update]       --update writes the files, and removes those that no data set gives any more
The environment gives STOA, the program, and STOA_ROOT, the project.
"""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(os.environ["STOA_ROOT"])
DIST = ROOT / "dist"
MODULES = ["ns", "core", "evolution", "publication"]  # Turtle files in a row are a Turtle file
NO_SERIES = b"stoa: error: there is no series in the input\n"


def export(folder, *options):
    """The Turtle of a data set; None for the evolution of one that has no series."""
    # No date of the last change: the files depend on the data alone.
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run([os.environ["STOA"], "export", folder, *options], cwd=ROOT, env=environment,
                          capture_output=True, timeout=50)
    if options and done.returncode == 2 and done.stderr == NO_SERIES:
        return None
    if done.returncode != 0 or done.stderr:
        sys.exit(f"stoa export {folder} {' '.join(options)}: exit code {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def wanted_files():
    """The bytes of each file, by its path in dist/."""
    wanted = {}
    for settings in sorted([*ROOT.glob("data/*/stoa.toml"), *ROOT.glob("examples/*/stoa.toml")]):
        folder = settings.parent
        wanted[f"{folder.name}.ttl"] = export(folder)
        wanted[f"{folder.name}-evolution.ttl"] = export(folder, "--parts", "evolution")
    for file in ROOT.glob("ontology/*.ttl"):
        wanted[f"ontology/{file.name}"] = file.read_bytes()
    wanted["ontology/stoa.ttl"] = b"".join(wanted[f"ontology/{name}.ttl"] for name in MODULES)
    return {name: text for name, text in wanted.items() if text is not None}


def update(wanted, found):
    for name in found - wanted.keys():
        (DIST / name).unlink()
    for name, text in wanted.items():
        (DIST / name).parent.mkdir(parents=True, exist_ok=True)
        (DIST / name).write_bytes(text)


def errors(wanted, found):
    for name in sorted(wanted.keys() | found):
        if name not in found:
            yield f"dist/{name} is missing"
        elif name not in wanted:
            yield f"dist/{name} comes from no data set and no ontology"
        elif (DIST / name).read_bytes() != wanted[name]:
            yield f"dist/{name} is not what the program writes now"
    named = set(re.findall(r"^\| `(\S+\.ttl)`", (DIST / "README.md").read_text(encoding="utf-8"), flags=re.M))
    for name in sorted(named ^ wanted.keys()):
        yield f"dist/README.md names {name}, which is not there" if name in named else f"dist/README.md does not name {name}"


def main():
    wanted = wanted_files()
    found = {file.relative_to(DIST).as_posix() for file in DIST.rglob("*") if file.is_file()} - {"README.md"}
    if "--update" in sys.argv[1:]:
        update(wanted, found)
        return 0
    found_errors = list(errors(wanted, found))
    for error in found_errors:
        print(error)
    if found_errors:
        print("`cmake --build --preset dev --target update-dist` writes these files")
    return 1 if found_errors else 0


if __name__ == "__main__":
    sys.exit(main())
