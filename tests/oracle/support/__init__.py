# SPDX-License-Identifier: Apache-2.0
"""What the oracles share: they run Stoa, and read with rdflib what it writes."""
import os
import subprocess
import sys
import unittest
from pathlib import Path

CANNOT_RUN = 77

try:
    from rdflib import Graph, Namespace
    PROGRAM = os.environ["STOA"]
    ROOT = Path(os.environ["STOA_ROOT"])
except (ImportError, KeyError) as missing:
    print(f"cannot run without {missing}")
    sys.exit(CANNOT_RUN)

STOA = Namespace("https://w3id.org/stoa/ns#")
ICLC = ROOT / "data/iclc"
SHARED = ROOT / "data/shared"
GOALS = ROOT / "examples/goals"
CONFINTEA = ROOT / "examples/confintea"


def stoa(*arguments):
    """What the program writes to standard output; it has to be silent on standard error."""
    run = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False)
    if run.returncode != 0 or run.stderr:
        sys.exit(f"{' '.join(run.args)} ends with {run.returncode}:\n{run.stderr.decode()}")
    return run.stdout


def export(*data_sets, parts="all", syntax="turtle", quiet=False):
    """`quiet`: warnings are expected, and not written."""
    return stoa(*["-q"] * quiet, "export", *data_sets, "--format", syntax, "--parts", parts)


def evidence_of_graph(*data_sets):
    """TriG: every statement of the graph, once in each graph that is named like an evidence of it."""
    program = Path(PROGRAM).parent / "tests/print_evidence"  # where CMake builds both
    return subprocess.run([program, *data_sets], capture_output=True, check=True).stdout


def new_graph():
    try:
        return Graph(bind_namespaces="core")  # else `geo` is another vocabulary's prefix, whatever the data say
    except TypeError:
        return Graph()  # of before rdflib 6.2, which has no other prefixes of its own


def read(data, syntax="turtle"):
    return new_graph().parse(data=data, format={"turtle": "turtle", "ntriples": "nt"}[syntax])


def main():
    """As unittest.main, but with the exit code for skipped tests where nothing failed."""
    result = unittest.main(exit=False).result
    for test, reason in result.skipped:
        print(f"skipped: {test}: {reason}")
    sys.exit(not result.wasSuccessful() or (CANNOT_RUN if result.skipped else 0))
