#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""200,000 generated statements go to real servers: replaced, changed, verified, rolled back, and there after kill -9.

usage: large_test.py [virtuoso|fuseki|oxigraph]...
"""

import pathlib
import tempfile

from support.case import Case, main
from support.proxy import Proxy, meanwhile
from support.stoa import STATEMENTS_OF_A_LABEL, number_exported, stoa, write_themes

THEMES = 33_400  # six statements each
GRAPH = "https://example.org/large"


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

    def crash_in_a_switch(self, mode, changed):
        """The server is killed while it switches. Old or new, whole; on Virtuoso perhaps neither, and then marked."""
        old = self.client.count(GRAPH)
        write_themes(self.data, THEMES, changed)
        archive = ("--archive", self.archive())
        with Proxy(self.server) as proxy:
            switch = lambda each: b"pending> " in each.body.partition(b"WHERE")[2]  # matches the mark
            proxy.rule(switch, meanwhile(self.server.kill, 0.3), 1)
            run = stoa(self.server, self.state, "publish", self.data, "--to", proxy.root, "--graph", GRAPH, "--mode",
                       mode, "--attempts", "2", *archive)
        self.assertEqual(run.code, 2, str(run))
        self.server.restart()
        if self.server.name != "virtuoso":
            self.assertEqual(self.client.count(GRAPH), old)  # each version has as many
        pending = stoa(self.server, self.state, "verify", self.data, "--to", self.server.root, "--graph", GRAPH,
                       "--depth", "counts", "--format", "json").json["pending"]
        self.assertTrue(pending, mode)
        self.assertEqual(self.run_stoa("publish", "--mode", mode)["action"], "replaced")
        self.assertTrue(self.run_stoa("verify")["graphs"][0]["equal"])

    def archive(self):
        """The folder that publishing to the server itself has made."""
        return next(each.parent for each in self.state.rglob("history.tsv"))

    def test_the_life_of_a_large_graph(self):
        write_themes(self.data, THEMES)
        statements = number_exported(self.data)
        self.assertGreater(statements, 200_000)
        report = self.run_stoa("publish")
        self.assertEqual((report["action"], report["graphs"][0]["statements"]), ("replaced", statements))
        self.assertEqual(self.client.count(GRAPH), statements)

        write_themes(self.data, THEMES, 10)
        changed = 10 * STATEMENTS_OF_A_LABEL + 1  # the checksum in the description too
        report = self.run_stoa("publish", "--mode", "changes")
        self.assertEqual((report["action"], report["graphs"][0]["added"], report["graphs"][0]["removed"]),
                         ("changed", changed, changed))
        self.assertLessEqual(report["requests"], 20)
        self.assertLess(report["bytes_received"], 1_000_000)

        # More than go into one request, less than 30 %: what goes and what comes are staged.
        write_themes(self.data, THEMES, THEMES // 6)
        report = self.run_stoa("publish", "--mode", "changes")
        self.assertEqual((report["action"], report["graphs"][0]["added"]), ("changed", (THEMES // 6 - 10) * STATEMENTS_OF_A_LABEL + 1))
        self.assertLess(report["bytes_sent"], 15_000_000)
        equal = self.run_stoa("verify")["graphs"][0]
        self.assertEqual((equal["equal"], equal["compared"]), (True, statements))

        # What was switched is there after a crash.
        self.server.kill()
        self.server.restart()
        self.assertTrue(self.run_stoa("verify")["graphs"][0]["equal"])

        self.crash_in_a_switch("changes", THEMES // 3)
        self.crash_in_a_switch("replace", THEMES // 2)

        self.client.update(f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ <https://example.org/made/theme/t{THEMES - 1}> ?p ?o }} }}")
        report = self.run_stoa("verify", code=1)["graphs"][0]
        self.assertEqual({each["entity"] for each in report["differences"]}, {f"https://example.org/made/theme/t{THEMES - 1}"})
        self.assertEqual(self.run_stoa("publish", "--rollback")["action"], "replaced")
        write_themes(self.data, THEMES, THEMES // 3)
        self.assertTrue(self.run_stoa("verify", "--depth", "batches")["graphs"][0]["equal"])


if __name__ == "__main__":
    main({name: [Large] for name in ("virtuoso", "fuseki", "oxigraph")})
