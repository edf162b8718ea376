#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The run that docs/publishing.md and README.md show: one value is edited, a dry run says what would be sent, the program
is killed after it has sent the change, and the same command finishes the job, while a reader asks for the graph all the
time. With Oxigraph, the two documents must show what the run prints, but for seconds, bytes, ports and hashes.

usage: recorded_test.py [virtuoso|fuseki|oxigraph]...
       recorded_test.py --write         writes a run with Oxigraph into both documents
"""

import pathlib
import re
import shutil
import signal
import sys
import tempfile
import threading
import time

from support.case import Case, main
from support.client import Client
from support.proxy import Proxy, then
from support.stoa import ROOT, exported, held, start, stoa

GRAPH = "https://w3id.org/stoa/iclc"
BEFORE, AFTER = "value = 2024-12-03, preferred", "value = 2024-12-04, preferred"
SHOWN = "http://localhost:17878"  # as long as what is replaced, so that columns stay in line
LAST_LINES = 4  # of the run, in README.md
EVERY = 0.01  # seconds, between two questions of the reader
BLOCK = re.compile(r"(<!-- recorded: tests/endpoints/recorded_test.py -->\n```(?:console|text)\n)(.*?)(```\n)", re.S)


class Reader(threading.Thread):
    """Asks for all the graph says about the edition, again and again, and keeps every different answer."""

    def __init__(self, server):
        super().__init__()
        self.client, self.ended = Client(server), threading.Event()
        self.answers, self.questions = [], 0

    def run(self):
        while not self.ended.wait(EVERY):
            rows = self.client.query(f"SELECT ?s ?o {{ GRAPH <{GRAPH}> {{ ?s ?p ?o FILTER (CONTAINS(STR(?o), "
                                     f"'2024-12-0')) }} }}")
            answer = sorted((row["s"]["value"], row["o"]["value"]) for row in rows)
            count = self.client.count(GRAPH)
            self.questions += 1
            if (answer, count) not in self.answers:
                self.answers.append((answer, count))


class Recorded(Case):
    def record(self):
        with tempfile.TemporaryDirectory(prefix="stoa-recorded-") as folder:
            state = pathlib.Path(folder)
            shutil.copytree(ROOT / "data", state / "data")
            data = state / "data/iclc"
            edition = data / "edition-6.toml"
            lines = []

            def say(command, run=None):
                lines.append(f"$ {command}")
                text = (run.err + run.out if run else "").replace(self.server.root, SHOWN)
                lines.extend(line.rstrip() for line in text.splitlines())

            def arguments(root, *more):
                return ("--quiet", "publish", data, "--to", root, "--graph", GRAPH, "--mode", "changes", "--archive",
                        state / "archive", *more)

            command = f"stoa publish data/iclc --to {SHOWN} --graph {GRAPH} --mode changes"
            first = stoa(self.server, state, *arguments(self.server.root))
            self.assertEqual(first.code, 0, str(first))
            old = exported(data)

            text = edition.read_text()
            self.assertEqual(text.count(BEFORE), 1)
            edition.write_text(text.replace(BEFORE, AFTER))
            new = exported(data)
            self.assertGreater(len(old ^ new), 10)
            say("sed -i 's/2024-12-03/2024-12-04/' data/iclc/edition-6.toml")

            planned = stoa(self.server, state, *arguments(self.server.root, "--dry-run")[1:])
            self.assertEqual(planned.code, 0, str(planned))
            say(command + " --dry-run", planned)

            reader = Reader(self.server)
            reader.start()
            killed = []
            with Proxy(self.server) as proxy:
                proxy.rule(lambda each: "pending> " in each.text.partition("WHERE")[2] and each.writes,
                           then(lambda: (killed[0].send_signal(signal.SIGKILL), killed[0].wait())), 1)
                killed.append(start(self.server, state, *arguments(proxy.root)))
                killed[0].communicate(timeout=100)
            self.assertEqual(killed[0].returncode, -signal.SIGKILL)
            say(command)
            lines.append("Killed")

            again = stoa(self.server, state, *arguments(self.server.root)[1:])
            self.assertEqual(again.code, 0, str(again))
            say(command, again)
            time.sleep(5 * EVERY)
            reader.ended.set()
            reader.join()
            self.assertEqual(held(self.client, GRAPH), new)
            # The old version, then the new one, and nothing else.
            self.assertEqual(len(reader.answers), 2, reader.answers)
            self.assertGreater(reader.questions, 5)
            lines.append("A reader that asked all the time saw 2 answers: the old version, then the new one.")
            return "\n".join(lines) + "\n"

    def test_the_documents_show_it(self):
        text = self.record()
        if self.server.name != "oxigraph":
            return
        page = BLOCK.search((ROOT / "docs/publishing.md").read_text()).group(2)
        self.assertEqual(steady(page), steady(text))
        self.assertEqual(BLOCK.search((ROOT / "README.md").read_text()).group(2), last_lines(page))


def steady(text):
    """Without what differs from run to run."""
    text = re.sub(r"http://(localhost|127\.0\.0\.1):\d+", SHOWN, text)
    text = re.sub(r"\d+\.\d s", "0.1 s", text)
    text = re.sub(r"[\d,]+ (bytes sent|received)", r"N \1", text)
    text = re.sub(r"oxigraph/[\d.]+", "oxigraph/N", text)
    text = re.sub(r"\d{4}-\d\d-\d\d(?=$|\n)", "DATE", text)
    return re.sub(r"[ -]{2,}", "  ", re.sub(r"\.staging/[0-9a-f-]+", ".staging/TOKEN", re.sub(r"\b\d[\d,]*(?= )", "N", text)))


def last_lines(text):
    return "".join(text.splitlines(keepends=True)[-LAST_LINES:])


def write():
    case = type("Recorded_oxigraph", (Recorded,), {"kind": __import__("support.servers").servers.Oxigraph})
    case.setUpClass()
    text = case("test_the_documents_show_it").record()
    case.doClassCleanups()
    for name, shown in (("docs/publishing.md", text), ("README.md", last_lines(text))):
        page = ROOT / name
        page.write_text(BLOCK.sub(lambda found: found.group(1) + shown + found.group(3), page.read_text()))


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        main({name: [Recorded] for name in ("virtuoso", "fuseki", "oxigraph")})
