#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares docs/commands.md with what the program writes.

usage: check_commands.py [--update]       --update writes the file
The environment gives STOA, the program, and STOA_ROOT, the project.
"""

import os
import pathlib
import subprocess
import sys

PAGE = pathlib.Path(os.environ["STOA_ROOT"]) / "docs/commands.md"


def main():
    written = subprocess.run([os.environ["STOA"], "manual", "--format", "markdown"], capture_output=True, check=True,
                             timeout=50).stdout
    if "--update" in sys.argv[1:]:
        PAGE.write_bytes(written)
    elif not PAGE.exists() or PAGE.read_bytes() != written:
        print("docs/commands.md is not what the program writes: `cmake --build --preset dev --target update-commands` "
              "writes it")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
