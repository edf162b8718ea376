#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that every code of a message is reported somewhere: one that is not would be a promise of docs/messages.md."""

import pathlib
import re
import sys

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "src/stoa"
TABLE = SOURCES / "diagnostics/code.cpp"


def main():
    codes = set(re.findall(r"CodeDef\{Code::(\w+)", TABLE.read_text()))
    reported = set()
    for path in SOURCES.rglob("*.[ch]pp"):
        if path.stem != "code":
            reported.update(re.findall(r"\bCode::(\w+)", path.read_text()))
    for code in sorted(codes - reported):
        print(f"no message has the code {code}: use it, or remove it from {TABLE.relative_to(SOURCES)}")
    return 1 if codes - reported or not codes else 0


if __name__ == "__main__":
    sys.exit(main())
