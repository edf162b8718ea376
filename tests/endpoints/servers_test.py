#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The servers of the tests start, take and keep a graph over stop, kill -9 and restart, and leave nothing behind.

usage: servers_test.py [SERVER]...
"""

import http.server
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from support import servers
from support.case import Case, main, triples
from support.client import Client
from support.servers import Failed, Fuseki, free_port

GRAPH = "https://example.org/graph"
COPY = GRAPH + "/copy"
TRIPLES = 1000


class Storage(Case):
    def test_graphs_outlive_kill_and_stop(self):
        self.client.put(GRAPH, triples(TRIPLES))
        self.assertEqual(self.client.count(GRAPH), TRIPLES)
        self.client.update(f"COPY GRAPH <{GRAPH}> TO GRAPH <{COPY}>")
        self.assertEqual(self.client.count(COPY), TRIPLES)
        for end in (self.server.kill, self.server.stop):
            first = self.server.pid
            end()
            self.server.restart()
            self.assertNotEqual(self.server.pid, first)
            self.assertEqual([self.client.count(GRAPH), self.client.count(COPY)], [TRIPLES, TRIPLES], end.__name__)

    def test_an_account_is_asked_for_where_there_is_one(self):
        status = self.client.request("PUT", self.client.store_url(GRAPH + "/x"), triples(1),
                                     {"Content-Type": "application/n-triples"}, anonymous=True).status
        self.assertEqual(status == 401, self.server.user is not None)
        wrong = Client(self.server, ("publisher", "wrong"))
        status = wrong.request("PUT", wrong.store_url(GRAPH + "/x"), triples(1),
                               {"Content-Type": "application/n-triples"}).status
        self.assertEqual(status == 401, self.server.user is not None)


class Program(Case):
    """The command line: it says where the server is, and the server dies with it."""

    @classmethod
    def setUpClass(cls):
        cls.program = pathlib.Path(__file__).parent / "support/servers.py"
        # A killed program cannot remove its folder.
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory(prefix="stoa-servers-"))

    def start(self):
        return subprocess.Popen([sys.executable, self.program, self.kind.name], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": self.folder})

    def assert_ends(self, pid):
        deadline = time.monotonic() + 20
        while pathlib.Path(f"/proc/{pid}").exists():
            self.assertLess(time.monotonic(), deadline, "the server outlives the program that started it")
            time.sleep(0.05)

    def pid_in(self, line):
        self.assertIn(f'"name": "{self.kind.name}"', line)
        return int(line.split('"pid": ')[1].split(",")[0])

    def test_another_program_on_the_port_is_not_taken_for_the_server(self):
        server = self.kind()
        with http.server.HTTPServer(("127.0.0.1", server.port), http.server.BaseHTTPRequestHandler):
            with self.assertRaisesRegex(Failed, "ended"):
                server.start()

    def test_a_port_is_given_to_one_process(self):
        port = free_port()
        self.addCleanup(setattr, servers, "PORTS", servers.PORTS)
        servers.PORTS = [port] * 1000 + [*range(port + 1, port + 100)]
        self.assertNotEqual(free_port(), port)

    def test_server_ends_with_standard_input(self):
        with self.start() as program:
            pid = self.pid_in(program.stdout.readline())
            os.kill(pid, 0)
            program.stdin.close()
            self.assertEqual(program.wait(30), 0)
        self.assert_ends(pid)

    def test_server_ends_with_a_killed_parent(self):
        with self.start() as program:
            pid = self.pid_in(program.stdout.readline())
            program.kill()
        self.assert_ends(pid)


class Basic(Storage):
    @classmethod
    def setUpClass(cls):
        cls.kind = lambda: Fuseki("basic")
        super().setUpClass()


class Digest(Storage):
    @classmethod
    def setUpClass(cls):
        cls.kind = lambda: Fuseki("digest")
        super().setUpClass()


if __name__ == "__main__":
    main({"virtuoso": [Storage, Program], "fuseki": [Storage, Basic, Digest, Program], "oxigraph": [Storage, Program],
          "rdf4j": [Storage, Program], "rdflib-endpoint": [Program]})
