#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""200,000 generated statements go to real servers: replaced, changed, verified, rolled back, and there after kill -9.

usage: large_test.py [virtuoso|fuseki|oxigraph]...
"""

import pathlib
import tempfile

from support.case import Case, main
from support.stoa import exported, stoa

THEMES = 50_100  # four statements each
GRAPH = "https://example.org/large"


def write(folder, changed=0):
    """A data set of made-up themes; the labels of the first `changed` differ."""
    folder.mkdir(exist_ok=True)
    (folder / "stoa.toml").write_text('name = "large"\nbase = "https://example.org/large/"\ntitle = "Large"\n'
                                      'licence = "https://creativecommons.org/licenses/by/4.0/"\n')
    (folder / "sources.toml").write_text('[[source]]\nid = "s"\nlabel = "Source"\nurl = "https://example.org/s"\n')
    lines = ['evidence = "s"\n']
    for number in range(THEMES):
        lines.append(f'[[theme]]\nid = "t{number}"\nlabel = "{"Changed" if number < changed else "Theme"} {number}"\n')
    (folder / "themes.toml").write_text("".join(lines))


class Large(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="stoa-large-")
        self.addCleanup(folder.cleanup)
        self.state = pathlib.Path(folder.name)
        self.data = self.state / "data"

    def run_stoa(self, command, *arguments, code=0):
        run = stoa(self.server, self.state, command, self.data, "--to", self.server.root, "--graph", GRAPH, "--format",
                   "json", "--stall-timeout", "300", *arguments)
        self.assertEqual(run.code, code, str(run)[-4000:])
        return run.json if code in (0, 1) else run

    def test_the_life_of_a_large_graph(self):
        write(self.data)
        statements = len(exported(self.data))
        self.assertGreater(statements, 200_000)
        report = self.run_stoa("publish")
        self.assertEqual((report["action"], report["graphs"][0]["statements"]), ("replaced", statements))
        self.assertEqual(self.client.count(GRAPH), statements)

        write(self.data, changed=10)
        report = self.run_stoa("publish", "--mode", "changes")
        self.assertEqual((report["action"], report["graphs"][0]["added"], report["graphs"][0]["removed"]),
                         ("changed", 11, 11))  # the checksum in the description too
        self.assertLessEqual(report["requests"], 20)
        self.assertLess(report["bytes_received"], 1_000_000)

        # More than go into one request, less than 30 %: the whole, and nearly all of it is there already.
        write(self.data, changed=THEMES // 2)
        self.assertEqual(self.run_stoa("publish", "--mode", "changes")["action"], "replaced")
        equal = self.run_stoa("verify")["graphs"][0]
        self.assertEqual((equal["equal"], equal["compared"]), (True, statements))

        # What was switched is there after a crash.
        self.server.kill()
        self.server.restart()
        self.assertTrue(self.run_stoa("verify")["graphs"][0]["equal"])

        self.client.update(f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ <https://example.org/large/theme/t{THEMES - 1}> ?p ?o }} }}")
        report = self.run_stoa("verify", code=1)["graphs"][0]
        self.assertEqual({each["entity"] for each in report["differences"]}, {f"https://example.org/large/theme/t{THEMES - 1}"})
        self.assertEqual(self.run_stoa("publish", "--rollback")["action"], "replaced")
        write(self.data, changed=10)
        self.assertTrue(self.run_stoa("verify", "--depth", "batches")["graphs"][0]["equal"])


if __name__ == "__main__":
    main({name: [Large] for name in ("virtuoso", "fuseki", "oxigraph")})
