#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The syntax tests of the W3C for Turtle and N-Triples: which of the files are refused with a syntax error.

The tests with a result (TestTurtleEval) count as syntax tests too: their files must be read.
"""

import json
import os
import pathlib
import re
import subprocess
import unittest

HERE = pathlib.Path(__file__).resolve().parent
STOA = os.environ["STOA"]
TEST = re.compile(r"^<#(?P<name>[^>]+)>\s+(?:rdf:type|a)\s+rdft:Test\w*?(?P<bad>NegativeSyntax)?\s*;(?P<rest>.*?)\.\s*$",
                  re.MULTILINE | re.DOTALL)
ACTION = re.compile(r"mf:action\s+<([^>]+)>")


def tests_of(suite):
    """Of each test of the manifest whether its file is right, by the name of the file."""
    manifest = (HERE / suite / "manifest.ttl").read_text()
    return {ACTION.search(test["rest"])[1]: test["bad"] is None for test in TEST.finditer(manifest)}


class Suites(unittest.TestCase):
    def check(self, suite, count):
        expected = tests_of(suite)
        self.assertEqual(len(expected), count)
        done = subprocess.run([STOA, "validate", "--format", "json", *expected], cwd=HERE / suite,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        refused = {each["file"]: each["message"] for each in json.loads(done.stdout)["diagnostics"]}
        for file, is_right in expected.items():
            with self.subTest(file):
                if is_right:
                    self.assertNotIn(file, refused, refused.get(file))
                else:
                    self.assertIn(file, refused)

    def test_turtle(self):
        self.check("rdf-turtle", 313)

    def test_ntriples(self):
        self.check("rdf-n-triples", 70)


if __name__ == "__main__":
    unittest.main()
