#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Follows README.md from top to bottom in a bare Debian 12, as someone does who has just cloned the project: installs git,
clones the last commit, and types every command as it is printed, ./demo.sh and ./test.sh included.

usage: readme.py [--base FOLDER] [--mirror URL] [--without-tests]
    --base FOLDER     a bare system to copy; made there if the folder does not exist, and kept
    --without-tests   leaves out ./test.sh, which takes longest
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time

import bare_system

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/readme"))
import check_readme  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base")
    parser.add_argument("--mirror")
    parser.add_argument("--without-tests", action="store_true")
    options = parser.parse_args()
    bare_system.prepare(ROOT)
    with tempfile.TemporaryDirectory(prefix="stoa-bare-") as name:
        folder = pathlib.Path(name)
        base = bare_system.BareSystem(pathlib.Path(options.base or folder / "base").resolve())
        if not base.folder.exists():
            base.make(options.mirror)
        system = base.copy(folder / "system")
        subprocess.run(["git", "clone", "--quiet", "--bare", "--no-hardlinks", str(ROOT), str(system.folder / "srv/stoa.git")],
                       check=True)
        readme = subprocess.run(["git", "-C", str(ROOT), "show", "HEAD:README.md"], check=True, capture_output=True,
                                text=True).stdout
        wanted = []
        for text in ("apt-get update -qq", "apt-get install -qq --no-install-recommends git",
                     "cd && git clone --quiet /srv/stoa.git stoa && cd stoa"):
            command = check_readme.Command(0)
            command.text, command.shown = text, [check_readme.ANY_LINES]
            wanted.append(command)
        wanted += check_readme.commands(readme.split("\n"))
        if options.without_tests:
            wanted = [command for command in wanted if not command.text.startswith("./test.sh")]
        start, errors = time.monotonic(), []
        with check_readme.Shell(system.command("bash", "--norc", "-o", "pipefail")) as shell:
            for command, _, what in check_readme.run(shell, wanted):
                errors.append(f"README.md:{command.line}: {what}")
                print(errors[-1], flush=True)
    print(f"== {len(wanted)} commands in {(time.monotonic() - start) / 60:.0f} minutes, {len(errors)} went wrong")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
