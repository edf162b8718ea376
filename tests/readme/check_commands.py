#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares docs/commands.md and docs/messages.md with what the program writes.

usage: check_commands.py [--update]       --update writes the files
The environment gives STOA, the program, and STOA_ROOT, the project.
"""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(os.environ["STOA_ROOT"])
PAGES = {"docs/commands.md": ["manual", "--format", "markdown"],
         "docs/messages.md": ["schema", "--messages", "--format", "markdown"]}


def main():
    stale = []
    for name, words in PAGES.items():
        page = ROOT / name
        written = subprocess.run([os.environ["STOA"], *words], capture_output=True, check=True, timeout=50).stdout
        if "--update" in sys.argv[1:]:
            page.write_bytes(written)
        elif not page.exists() or page.read_bytes() != written:
            stale.append(name)
            print(f"{name} is not what the program writes: `cmake --build --preset dev --target update-commands` writes it")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
