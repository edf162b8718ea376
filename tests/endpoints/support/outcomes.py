# SPDX-License-Identifier: Apache-2.0
"""What the tests saw happen, for the table of docs/reliability.md: each script keeps its outcomes in build/endpoints."""

import json
import pathlib
import sys

from support.servers import PREPARED, SERVERS

outcomes = {}  # server -> what was done -> what came of it


def record(server, what, outcome):
    """Kept at once: a test that takes too long is killed."""
    seen = outcomes.setdefault(server.name, {})
    seen[what] = outcome
    file = PREPARED / f"outcomes-{pathlib.Path(sys.argv[0]).stem}-{server.name}.json"
    file.write_text(json.dumps(seen, indent=1, sort_keys=True))


def write_table(file):
    """Puts the table of all outcomes that were kept at the end of a page."""
    seen = {name: {} for name in SERVERS}
    for name, of_server in seen.items():
        for each in PREPARED.glob(f"outcomes-*_test-{name}.json"):
            of_server.update(json.loads(each.read_text()))
    page = pathlib.Path(file)
    lines = [f"| fault | {' | '.join(seen)} |", "|---" * (len(seen) + 1) + "|"]
    for what in sorted({what for of_server in seen.values() for what in of_server}):
        lines.append(f"| {what} | {' | '.join(of_server.get(what, '-') for of_server in seen.values())} |")
    page.write_text(page.read_text().split("| fault |")[0] + "\n".join(lines) + "\n")
