#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Readers ask for a graph every 10 ms while it is published again and again, in both modes in turn: each answer holds
one version, whole, and they come in order.

usage: readers_test.py [SERVER]...          3 switches of 8,000 statements and 1 of 200,000
       readers_test.py --long [SERVER]...   20 and 3; the lines at its end are the table of docs/reliability.md
"""

import pathlib
import sys
import tempfile
import threading

from support.case import Case, main
from support.client import Client
from support.stoa import stoa, write_themes

SWITCHES = {8_000: 3, 200_000: 1}  # by statements, of which one in eight changes each time
LONG = {8_000: 20, 200_000: 3}
READERS = 2
EVERY = 0.01  # seconds, between an answer and the next question
GRAPH = "https://example.org/readers"


class Reader(threading.Thread):
    """Asks how many themes are of which version, and keeps the answers that differ from the one before."""

    def __init__(self, server, graph):
        super().__init__()
        self.client, self.ended = Client(server), threading.Event()
        self.question = (f"SELECT ?v (COUNT(?s) AS ?n) {{ GRAPH <{graph}> "
                         "{ ?s <http://www.w3.org/2004/02/skos/core#definition> ?v } } GROUP BY ?v")
        self.answers, self.polls = [], 0

    def run(self):
        while not self.ended.wait(EVERY):
            answer = sorted((row["v"]["value"], int(row["n"]["value"])) for row in self.client.query(self.question))
            self.polls += 1
            if self.answers[-1:] != [answer]:
                self.answers.append(answer)


class Readers(Case):
    def publish(self, statements, version, graph, mode):
        write_themes(self.data, (statements - statements // 8) // 6, statements // 8, f"version {version}")
        run = stoa(self.server, self.state, "publish", self.data, "--to", self.server.root, "--graph", graph, "--mode",
                   mode, "--parts", "data", "--format", "json")
        self.assertEqual(run.code, 0, str(run))
        return run.json["action"]

    def watch(self, statements, switches):
        """The readers, after that many switches."""
        with tempfile.TemporaryDirectory(prefix="stoa-readers-") as folder:
            self.state = pathlib.Path(folder)
            self.data = self.state / "data"
            graph = f"{GRAPH}/{statements}"
            self.publish(statements, 0, graph, "replace")
            readers = [Reader(self.server, graph) for _ in range(READERS)]
            for each in readers:
                each.start()
            try:
                for number in range(1, switches + 1):
                    mode, action = (("changes", "changed"), ("replace", "replaced"))[number % 2]
                    self.assertEqual(self.publish(statements, number, graph, mode), action)
            finally:
                for each in readers:
                    each.ended.set()
                for each in readers:
                    each.join()
            versions = [[(f"version {number}", statements // 8)] for number in range(switches + 1)]
            for each in readers:
                self.assertEqual(each.answers, versions)
            return readers

    def test_every_answer_holds_one_version(self):
        for statements, switches in SWITCHES.items():
            with self.subTest(statements=statements):
                polls = sum(each.polls for each in self.watch(statements, switches))
                rows.append(f"| {self.server.name} | {switches} of {statements:,} | {polls:,} | {switches + 1} | none |")


rows = []  # of the table

if __name__ == "__main__":
    if "--long" in sys.argv:
        sys.argv.remove("--long")
        SWITCHES = LONG
    try:
        main({name: [Readers] for name in ("virtuoso", "fuseki", "oxigraph")})
    finally:
        print("\n".join(rows))
