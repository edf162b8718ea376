# SPDX-License-Identifier: Apache-2.0
"""What the endpoint tests share: one server for each class of tests, named on the command line."""

import sys
import unittest

from support.client import Client
from support.servers import SERVERS, Unavailable

SKIPPED = 77  # what ctest counts as a test that could not run


def triples(count, first=0):
    """N-Triples: subjects with ten properties each, half of the objects text and half of them resources."""
    lines = []
    for number in range(first, first + count):
        value = f"<https://example.org/o/{number}>" if number % 2 else f'"value {number}"@en'
        lines.append(f"<https://example.org/s/{number // 10}> <https://example.org/p/{number % 10}> {value} .\n")
    return "".join(lines).encode()


class Case(unittest.TestCase):
    """Tests against `self.server`, a fresh one for each class; `kind` is its class."""

    kind = None

    @classmethod
    def setUpClass(cls):
        cls.server = cls.kind()
        cls.enterClassContext(cls.server)
        cls.client = Client(cls.server)


def main(cases):
    """Runs the cases of the servers that are named, or of all; `cases` maps the name of a server to its classes."""
    names = sys.argv[1:] or list(cases)
    suite, missing = unittest.TestSuite(), []
    for name in names:
        kind = SERVERS[name]
        try:
            kind.check()
        except Unavailable as reason:
            missing.append(f"{name}: {reason}")
            continue
        for case in cases[name]:
            of_server = type(f"{case.__name__}_{name}", (case,), {"kind": kind, "__module__": case.__module__})
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(of_server))
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    for reason in missing:
        print(f"skipped: {reason}")
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIPPED if missing else 0)
