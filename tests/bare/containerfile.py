#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Carries out the Containerfile of the last commit without a container engine: each stage in a bare Debian 12 of its own.
COPY copies, RUN runs; at the end the entry point runs as in a container. What it exports must be what dist/ holds.

usage: containerfile.py [--base FOLDER] [--mirror URL]
    --base FOLDER   a bare system to copy; made there if the folder does not exist, and kept
"""

import argparse
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

import bare_system

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASES = ("debian:12", "debian:12-slim")


def instructions(text):
    """(word, rest) of each; a backslash at the end of a line goes on with the next."""
    lines = (line for line in text.split("\n") if not line.lstrip().startswith("#"))
    for line in "\n".join(lines).replace("\\\n", " ").split("\n"):
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield word, rest.strip()


class Stage:
    def __init__(self, system, context):
        self.system, self.context = system, context
        self.work, self.entry, self.default = pathlib.PurePosixPath("/"), [], []

    def inside(self, path):
        return self.system.folder / (self.work / path).relative_to("/")

    def copy(self, stages, words):
        source = self.context
        if words[0].startswith("--from="):
            source = stages[words.pop(0).removeprefix("--from=")].system.folder
        *names, target = words
        into = self.inside(target)
        if target.endswith("/"):
            into.mkdir(parents=True, exist_ok=True)
        for name in names:
            found = source / name.lstrip("/")
            if found.is_dir():  # its content, as in a container
                into.mkdir(parents=True, exist_ok=True)
                subprocess.run(["cp", "-a", f"{found}/.", str(into)], check=True)
            else:
                subprocess.run(["cp", "-a", str(found), str(into)], check=True)

    def run(self, *words, **options):
        return self.system.run("env", f"--chdir={self.work}", *words, **options)

    def carry_out(self, stages, word, rest):
        if word == "WORKDIR":
            self.work = self.work / rest
            self.inside(".").mkdir(parents=True, exist_ok=True)
        elif word == "COPY":
            self.copy(stages, shlex.split(rest))
        elif word == "RUN":
            self.run("sh", "-c", rest, check=True)
        elif word == "ENTRYPOINT":
            self.entry = json.loads(rest)
        elif word == "CMD":
            self.default = json.loads(rest)
        else:
            sys.exit(f"this script does not know {word}")


def build(base, folder, context):
    """The last stage."""
    stages, stage = {}, None
    for word, rest in instructions((context / "Containerfile").read_text(encoding="utf-8")):
        print(f"== {word} {rest}", flush=True)
        if word != "FROM":
            stage.carry_out(stages, word, rest)
            continue
        image, *name = rest.split()
        if image not in BASES:
            sys.exit(f"this script has no system like the image {image}")
        stage = Stage(base.copy(folder / f"stage-{len(stages)}"), context)
        stages[name[1] if name else str(len(stages))] = stage
    return stage


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base")
    parser.add_argument("--mirror")
    options = parser.parse_args()
    bare_system.prepare(ROOT)
    with tempfile.TemporaryDirectory(prefix="stoa-containerfile-") as name:
        folder = pathlib.Path(name)
        base = bare_system.BareSystem(pathlib.Path(options.base or folder / "base").resolve())
        if not base.folder.exists():
            base.make(options.mirror)
        context = folder / "context"
        context.mkdir()
        archive = subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], check=True, capture_output=True)
        subprocess.run(["tar", "-x", "-C", str(context)], input=archive.stdout, check=True)

        last = build(base, folder, context)
        for words in ([], ["--version"], ["check", "data/iclc", "examples/confintea"], ["check", "iclc"], ["export", "data/iclc"]):
            print(f"== {' '.join([*last.entry, *(words or last.default)])}", flush=True)
            done = last.run(*last.entry, *(words or last.default), check=True, stdout=subprocess.PIPE)
            if words[:1] != ["export"]:
                print(done.stdout.decode(), end="")
            elif done.stdout != (context / "dist/iclc.ttl").read_bytes():
                sys.exit("the export is not dist/iclc.ttl")
    print("== The steps of the Containerfile work, and the program in it exports dist/iclc.ttl")


if __name__ == "__main__":
    main()
