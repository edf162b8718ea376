#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""man, groff and mandoc format the manual pages of all commands without a warning, and show what is in them."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

STOA = os.environ["STOA"]
# Neither the program nor its page has a date: what it writes depends on its source alone.
EXPECTED = "missing date"
FORMATTERS = {
    "man": ["man", "--warnings", "--local-file"],
    "groff": ["groff", "-man", "-ww", "-Tutf8"],
    "mandoc": ["mandoc", "-Tlint", "-Wwarning"],
}


def main():
    formatters = {name: words for name, words in FORMATTERS.items() if shutil.which(name)}
    if not formatters:
        print("neither man, groff nor mandoc is installed")
        return 77
    errors = []
    with tempfile.TemporaryDirectory(prefix="stoa-manual-") as name:
        subprocess.run([STOA, "manual", "--output", name], check=True, timeout=50)
        pages = sorted(pathlib.Path(name).iterdir())
        for page in pages:
            words = page.stem.split("-", 1)[1:]
            printed = subprocess.run([STOA, "manual", *words], check=True, capture_output=True, timeout=50).stdout
            if printed != page.read_bytes():
                errors.append(f"stoa manual {' '.join(words)} prints another page than {page.name}")
            for formatter, command in formatters.items():
                done = subprocess.run([*command, page], capture_output=True, text=True, timeout=50,
                                      env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8"})
                warnings = [line for line in (done.stderr + (done.stdout if formatter == "mandoc" else "")).splitlines()
                            if EXPECTED not in line]
                if warnings:
                    errors.append(f"{page.name}: {formatter} says {warnings[0]}")
                if formatter == "man" and not all(part in done.stdout for part in ("NAME", "SYNOPSIS", "EXAMPLES")):
                    errors.append(f"{page.name}: {formatter} shows no NAME, SYNOPSIS or EXAMPLES")
        export = subprocess.run([*FORMATTERS["man"], str(pathlib.Path(name) / "stoa-export.1")], capture_output=True,
                                text=True, timeout=50, env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8"}).stdout \
            if "man" in formatters else "(β; 1/5)"
        if "(β; 1/5)" not in export:
            errors.append("stoa-export.1: man does not show the letter β")
        if len(pages) < 15:
            errors.append(f"only {len(pages)} pages")
    print("\n".join(errors) or f"{', '.join(formatters)} format {len(pages)} manual pages.")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
