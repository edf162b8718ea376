#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `stoa publish` does at servers that are not known, and with answers that no server of the other tests gives.
Without a real server, so in every run of the tests.

usage: scripted_test.py
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

try:
    from support.scripted import ScriptedServer
except ImportError:
    print("skipped: pyoxigraph is not installed")
    sys.exit(77)
from support.stoa import STOA, environment, stoa, write_themes

GRAPH = "https://example.org/graph"
NOTES = GRAPH + "/.publication"
LEASE = "https://w3id.org/stoa/ns#lease"
THEMES = 600  # six statements each
SECRET = "s3cret-8231"
MEBIBYTE = 1 << 20
MOST_MEMORY = 420 * MEBIBYTE


def write(folder, changed=0):
    write_themes(folder, THEMES, changed)


class Scripted(unittest.TestCase):
    def setUp(self):
        self.state = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="stoa-scripted-")))
        self.server = self.enterContext(ScriptedServer())
        self.data = self.state / "data"
        self.address = self.server.root
        self.graph = GRAPH
        write(self.data)

    def run_stoa(self, command, *arguments, code=0):
        words = ("endpoint", "info", self.address) if command == "info" else (
            command, self.data, "--to", self.address, "--graph", self.graph)
        run = stoa(self.server, self.state, *words, "--format", "json", "--attempts", "2", *arguments)
        self.assertEqual(run.code, code, str(run))
        return run.json if code in (0, 1) else run

    def publish(self, *arguments, code=0):
        return self.run_stoa("publish", "--parts", "data", *arguments, code=code)

    def assert_live(self):
        done = subprocess.run([STOA, "export", self.data, "--parts", "data", "--format", "ntriples"], check=True,
                              capture_output=True, text=True)
        self.assertEqual(self.server.held(self.graph), sorted(done.stdout.splitlines()))


class ServersWithoutAGraphStore(Scripted):
    def test_statements_are_sent_by_updates_where_there_is_no_graph_store(self):
        for status in (404, 405, 501, 400, 415):
            with self.subTest(status):
                self.graph = f"{GRAPH}/{status}"
                write(self.data)
                self.server.store_status = status
                self.server.requests.clear()
                report = self.publish("--verify", "full")
                self.assertEqual((report["action"], report["server"]), ("replaced", "generic"))
                self.assertIn(f"the Graph Store at {self.server.root} answers with status {status}: the statements were "
                              "sent by updates", report["notes"])
                self.assert_live()
                begin = f"INSERT DATA {{ GRAPH <{self.graph}/.staging/".encode()
                sent = [each.body for each in self.server.requests if each.body.startswith(begin)]
                self.assertEqual(sum(each.count(b'prefLabel> "Theme ') for each in sent), THEMES)
                for each in sent:  # the bounds of a server that is not known
                    self.assertLess(len(each), MEBIBYTE)
                    self.assertLessEqual(each.count(b" .\n"), 1_000)
                # It is asked once.
                self.assertEqual([each.method for each in self.server.requests
                                  if each.kind == "store" and each.method != "GET"], ["PUT"])
        # The last of them goes on.
        write(self.data, changed=100)
        self.assertEqual(self.publish("--mode", "changes")["action"], "changed")
        self.assert_live()
        self.run_stoa("verify", "--parts", "data")
        self.publish("--rollback")
        write(self.data)
        self.assert_live()

    def test_a_server_that_does_not_know_ntriples(self):
        """Blazegraph 2.1.4, which has a Graph Store of its own kind."""
        def answer(request):
            if request.kind == "store" and request.method in ("PUT", "POST"):
                return 400, "text/plain", b"Content-Type not recognized as RDF: application/n-triples"
            return None

        self.server.answer = answer
        self.assertEqual(self.publish()["action"], "replaced")
        self.assert_live()
        self.assertEqual(self.publish()["action"], "unchanged")

    def test_a_refusal_is_no_missing_graph_store(self):
        for status in (401, 403, 413, 500):
            self.server.store_status = status
            self.assertIn(f"status {status}", self.publish(code=2).err)
        self.assertEqual(self.server.count(GRAPH), 0)

    def test_a_missing_address_is_named_by_its_option(self):
        for kind, status, option in (("update", 415, "--update-url"), ("update", 405, "--update-url"),
                                     ("query", 404, "--query-url"), ("query", 405, "--query-url")):
            with self.subTest(kind=kind, status=status):
                self.server.answer = lambda request: (
                    (status, "text/plain", b"Unsupported") if request.kind == kind and request.method == "POST" else None)
                err = self.publish(code=2).err
                self.assertIn(f"status {status} (is this the right address? {option} names the one for", err)
                self.assertIn("Nothing was changed.", err)
        self.server.answer = lambda request: (200, "text/html", b"<html>Hello</html>") if request.kind == "query" else None
        self.assertIn("--query-url names the address for queries", self.publish(code=2).err)


class Addresses(Scripted):
    def setUp(self):
        super().setUp()
        self.key = SECRET
        self.server.answer = self.answer
        self.address = f"{self.server.root}?apikey={self.key}"
        self.said = []

    def answer(self, request):
        if request.parameters.get("apikey") != self.key:
            return 403, "text/plain", b"no key"
        return None

    def run_stoa(self, command, *arguments, code=0):
        run = super().run_stoa(command, *arguments, code=code)
        self.said.append(json.dumps(run, ensure_ascii=False) if isinstance(run, dict) else str(run).replace(self.address, ""))
        return run

    def assert_kept(self):
        """No secret in what was said, nor in any file or notes that were written."""
        self.assertTrue(self.said)
        for said in self.said:
            self.assertNotIn(SECRET, said)
        for file in self.state.rglob("*"):
            if file.is_file():
                self.assertNotIn(SECRET.encode(), file.read_bytes(), file)
        for each in self.server.graphs:
            self.assertNotIn(SECRET, str(each))

    def test_a_key_in_the_address_goes_with_each_request_and_into_nothing_that_is_written(self):
        self.assertEqual(self.publish()["action"], "replaced")
        self.assert_live()
        write(self.data, changed=10)
        planned = self.publish("--mode", "changes", "--dry-run")
        self.assertIn(f"{self.server.root}?apikey=…", [each["url"] for each in planned["requests_planned"]])
        self.assertEqual(self.publish("--mode", "changes")["action"], "changed")
        self.run_stoa("verify", "--parts", "data")
        self.assertEqual(self.run_stoa("info")["query_url"], f"{self.server.root}?apikey=…")
        table = stoa(self.server, self.state, "endpoint", "info", self.address)
        self.said.append(table.out + table.err)
        self.assertEqual({each.parameters.get("apikey") for each in self.server.requests}, {SECRET})
        [history] = self.state.rglob("history.tsv")
        self.assertIn(f"{self.server.root}?apikey=…\t", history.read_text())
        self.assert_kept()

    def test_a_new_key_finds_the_archive(self):
        self.publish()
        self.key = "another-8231"
        self.address = f"{self.server.root}?apikey={self.key}"
        write(self.data, changed=10)
        self.assertEqual(self.publish("--mode", "changes")["action"], "changed")
        self.assertEqual(self.publish("--rollback")["revision"], 3)

    def test_messages_do_not_repeat_a_key(self):
        self.server.answer = lambda request: (500, "text/plain", f"cannot do {request.target}".encode())
        self.assertIn("cannot do /sparql?", self.run_stoa("info", code=2).err)
        self.server.answer = lambda request: (200, "text/html", f"<html>{request.target}</html>".encode())
        self.run_stoa("info", code=2)
        self.publish(code=2)
        self.server.answer = lambda request: (307, "text/plain", b"elsewhere")
        self.run_stoa("info", code=2)
        self.address = f"127.0.0.1:9/sparql?apikey={SECRET}"
        self.publish(code=2)
        self.address = f"http://127.0.0.1:9/sparql?apikey={SECRET}"
        self.assertIn("http://127.0.0.1:9/?apikey=…&query=ASK%7B%7D: ", self.run_stoa("info", code=2).err)
        self.address = f"http://me:{SECRET}@127.0.0.1:9/sparql"
        self.publish(code=2)
        self.assert_kept()

    def test_an_option_for_an_address_is_no_leak_either(self):
        self.address = self.server.root
        self.server.answer = lambda request: None if request.method == "GET" else self.answer(request)
        urls = [each for name in ("--query-url", "--update-url", "--store-url")
                for each in (name, f"{self.server.root}?apikey={SECRET}")]
        self.said.append(json.dumps(super().publish(*urls)))
        self.assert_kept()


class Answers(Scripted):
    def test_a_huge_answer_takes_little_memory(self):
        """Of 24 MiB each. Kept as a tree, answers of 63 MiB took 1 to 9 GB."""
        if b"__asan_init" in pathlib.Path(STOA).read_bytes():
            self.skipTest("the sanitizer takes memory of its own")
        size = 24 * MEBIBYTE
        row = b'{"g":{"type":"uri","value":"https://example.org/graph/0123456789"},"n":{"type":"literal","value":"1"}},'
        for name, begin, body, end, is_read in (
                ("rows", b'{"results":{"bindings":[', row, row[:-1] + b"]}}", True),
                ("empty rows", b'{"results":{"bindings":[', b"{},", b"{}]}}", False),
                ("arrays", b'{"head":', b"[", b"", False),
                ("numbers", b'{"head":[', b"1,", b'1],"results":{"bindings":[]}}', True)):
            with self.subTest(name):
                content = begin + body * ((size - len(begin)) // len(body)) + end
                one = b'{"results":{"bindings":[{"one":{"type":"literal","value":"1"}}]}}'
                self.server.answer = lambda request: (
                    200, "application/sparql-results+json", content if b"COUNT" in request.body else one)
                code, memory, said = self.measured("endpoint", "info", self.address, "--attempts", "1", "--format", "json")
                self.assertLess(memory, MOST_MEMORY, name)
                self.assertEqual(code, 0 if is_read else 2, said)
                self.assertTrue(is_read or said.startswith("stoa: error: "), said[:300])

    def measured(self, *arguments):
        """Exit code, most bytes of memory, and what was said."""
        with open(self.state / "said", "w+b") as said:
            process = subprocess.Popen([STOA, *arguments], stdout=subprocess.DEVNULL, stderr=said,
                                       env=environment(self.server, self.state))
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            return process.returncode, usage.ru_maxrss * 1024, said.read(2000).decode("utf-8", "replace")


class Leases(Scripted):
    def leases(self):
        return [each.object.value for each in self.server.graphs if each.predicate.value == LEASE]

    def set_lease(self, value):
        self.server.graphs.update(f"DELETE WHERE {{ GRAPH <{NOTES}> {{ <{GRAPH}> <{LEASE}> ?any }} }} ; INSERT DATA {{ GRAPH "
                                  f"<{NOTES}> {{ <{GRAPH}> <{LEASE}> \"{value}\" }} }}")

    def test_another_publisher_and_what_is_live(self):
        until = int(time.time()) + 600
        self.set_lease(f"another {until}")
        err = self.publish(code=2).err
        self.assertIn("another publisher is changing", err)
        self.assertIn("nothing was published there before", err)
        self.set_lease("free")
        self.publish()
        self.set_lease(f"another {until}")
        write(self.data, changed=10)
        err = self.publish(code=2).err
        self.assertRegex(err, r"another publisher is changing .*; revision 1, published 20\S+Z, is live\. Try again then")
        self.server.graphs.update(f"INSERT DATA {{ GRAPH <{NOTES}> {{ <{GRAPH}> <https://w3id.org/stoa/ns#pending> \"another\" "
                                  "} }")
        self.assertIn("was live before it began to switch", self.publish(code=2).err)

    def test_a_lease_of_an_earlier_run_from_here_keeps_nobody_out(self):
        self.publish()
        write(self.data, changed=10)
        taken = []

        def answer(request):
            """The first run takes the lease and then hears nothing; the second one cannot take it."""
            if request.kind == "update" and b"DELETE {" in request.body and not taken:
                self.server.usual(request)
                taken.extend(self.leases())
            elif request.kind == "update" and taken and request.body != b"INSERT DATA {}":
                return 503, "text/plain", b"busy"
            return None

        self.server.answer = answer
        self.publish(code=2)
        self.publish(code=2)
        self.server.answer = lambda request: None
        self.assertNotEqual(taken[0], "free")
        self.set_lease(taken[0])
        self.assertEqual(self.publish()["action"], "replaced")
        self.assert_live()

    def test_a_server_that_forgets_the_lease_is_not_another_publisher(self):
        self.publish()
        write(self.data, changed=10)
        self.server.answer = lambda request: (
            (204, "", b"") if request.kind == "update" and b"DELETE {" in request.body else None)
        err = self.publish(code=2).err
        self.assertNotIn("another publisher", err)
        self.assertIn("took the lease", err)


class Notes(Scripted):
    def test_a_changed_split_is_no_missing_archive(self):
        report = self.publish("--mode", "changes")
        self.assertIn("nothing was published there before: the whole is sent", report["notes"])
        report = self.run_stoa("publish", "--parts", "data,description", "--split", "--mode", "changes")
        self.assertIn(f"<{GRAPH}/description> is a new part of what is published: the whole is sent", report["notes"])
        self.assertNotIn("archive", " ".join(report["notes"]))
        write(self.data, changed=10)
        report = self.publish("--mode", "changes", "--archive", self.state / "another")
        self.assertIn("the published version is not in the archive: the whole is sent", report["notes"])


if __name__ == "__main__":
    unittest.main()
