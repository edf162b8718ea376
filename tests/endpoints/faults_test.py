#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `stoa publish` survives: each fault in turn between it and a real server. After each the live graph holds the old
or the new version, whole; the message says which; and the same command again, without the fault, finishes the job.

usage: faults_test.py [SERVER]...                   keeps the outcomes in build/endpoints
       faults_test.py --table docs/reliability.md   makes a table of those of all servers,
                                                    and of the other tests that keep some
"""

import pathlib
import signal
import ssl
import subprocess
import sys
import tempfile
import time

from support import proxy as faults
from support.case import Case, main
from support.outcomes import record, write_table
from support.proxy import Proxy
from support.servers import SERVERS
from support.stoa import exported, held, start, stoa, write_themes

THEMES = 140  # six statements each; the description adds less than 30 %, so that changes can be sent
THEMES_OF_UNKNOWN_SERVERS = 60  # some of them take a second for 200 statements; of 40 the description is over 30 %
OLD, NEW = ("--parts", "data"), ("--parts", "data,description")
PATIENCE = "30"  # seconds; a busy machine takes a few for what takes none elsewhere
HTML = b"<html><head><title>Oops</title></head><body><h1>Internal Server Error</h1><p>a &amp; b</p></body></html>"

put = lambda each: each.method == "PUT"
load = lambda each: "INSERT DATA { GRAPH" in each.text and "/.staging/" in each.text.partition("> {")[0]
switch = lambda each: "FILTER NOT EXISTS" in each.text
changes = lambda each: "FILTER NOT EXISTS" not in each.text and "WHERE { GRAPH" in each.text and "pending> " in each.text.partition("WHERE")[2]
lease = lambda each: "DELETE {" in each.text and "lease" in each.text and "?s ?p ?o" not in each.text
note = lambda each: "?s ?p ?o" in each.text and "INSERT" in each.text and "revision" in each.text
count = lambda each: "COUNT(" in each.text and ".staging" in each.text
any_query = lambda each: "SELECT" in each.text


class Faults(Case):
    number = 0
    patience = PATIENCE
    mode = "replace"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.has_store = cls.server.store_url is not None
        cls.upload = staticmethod(put if cls.has_store else load)
        cls.data = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="stoa-faults-")))
        write_themes(cls.data, THEMES_OF_UNKNOWN_SERVERS if cls.server.profile == "generic" else THEMES)
        cls.old = exported(cls.data, *OLD)
        cls.new = exported(cls.data, *NEW)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="stoa-faults-")
        self.addCleanup(folder.cleanup)
        self.state = pathlib.Path(folder.name)
        Faults.number += 1
        self.graph = f"https://example.org/graph/{Faults.number}"
        run = self.publish(self.server.root, *OLD)
        self.assertEqual(run.code, 0, str(run))

    def arguments(self, root, *more, archive=None):
        return ("publish", self.data, "--to", root, "--graph", self.graph, "--lease", "60", "--archive",
                archive or self.state / "archive", "--attempts", "3", "--stall-timeout", self.patience,
                "--mode", self.mode, *more)

    def publish(self, root, *more):
        return stoa(self.server, self.state, *self.arguments(root, *more))

    def live(self):
        held_now = held(self.client, self.graph)
        return "old" if held_now == self.old else "new" if held_now == self.new else f"neither ({len(held_now)})"

    def record(self, name, outcome):
        record(self.server, name, outcome)

    def survive(self, name, *rules, fails=None, says=None, whole=True, server=None):
        """Publishes through a proxy with the rules; `fails`: whether the command must (None: may). Then again."""
        with Proxy(self.server) as proxy:
            for match, action, *times in rules:
                proxy.rule(match, action, *times)
            run = self.publish(proxy.root, *NEW)
        if server is not None:
            server()
        live = self.live()
        if whole:
            self.assertIn(live, ("old", "new"), f"{name}: {run}")
        if fails is not None:
            self.assertEqual(run.code != 0, fails, f"{name}: {run}")
        if run.code == 0:
            self.assertEqual(live, "new", str(run))
        else:
            self.assertEqual(run.code, 2, str(run))
            self.assertTrue(run.err.startswith("stoa: error: "), str(run))
            for each in [says] if isinstance(says, str) else says or []:
                self.assertIn(each, run.err, name)
            said = {"The new version is live": "new", "The old version is live": "old", "Nothing was changed": "old"}
            said = [means for words, means in said.items() if words in run.err]
            if not said:
                self.assertTrue("neither the old nor the new" in run.err or "not known which version" in run.err, str(run))
            self.assertEqual([live for each in said], said, f"{name}: {run}")
        again = self.publish(self.server.root, *NEW)
        self.assertEqual(again.code, 0, f"{name}, again: {again}")
        self.assertEqual(self.live(), "new", f"{name}, again: {again}")
        self.assert_clean()
        self.record(name, f"{'succeeded' if run.code == 0 else 'failed'}, {live} version live")
        return run

    def assert_clean(self):
        info = stoa(self.server, self.state, "endpoint", "info", self.server.root, "--format", "json").json
        self.assertEqual([each for each in info["staging"] if each.startswith(self.graph + "/")], [])
        mine = [each for each in info["publications"] if each["graph"] == self.graph]
        self.assertEqual([each["pending"] for each in mine], [False])

    def kill_client(self, name, match, action):
        killed = []
        with Proxy(self.server) as proxy:
            proxy.rule(match, action(lambda: (killed[0].send_signal(signal.SIGKILL), killed[0].wait())), 1)
            killed.append(start(self.server, self.state, *self.arguments(proxy.root, *NEW)))
            killed[0].communicate(timeout=100)
            time.sleep(0.5)  # the server may still be at it
        self.assertEqual(killed[0].returncode, -signal.SIGKILL)
        live = self.live()
        self.assertIn(live, ("old", "new"))
        again = self.publish(self.server.root, *NEW)
        self.assertEqual((again.code, self.live()), (0, "new"), str(again))
        self.assert_clean()
        self.record(name, f"killed, {live} version live")

    def test_connection_refused(self):
        with Proxy(self.server) as proxy:
            root = proxy.root
        run = self.publish(root, *NEW)
        self.assertEqual((run.code, self.live()), (2, "old"), str(run))
        self.assertIn("did not go through", run.err)
        self.assertIn("Nothing was changed.", run.err)
        self.assertEqual(self.publish(self.server.root, *NEW).code, 0)
        self.record("connection refused", "failed, old version live")

    def test_resets(self):
        for name, action in (("reset before the answer", faults.reset_before), ("reset after the work was done",
                                                                                faults.reset_after)):
            for stage, match in (("sending", self.upload), ("taking the lease", lease), ("switching", switch),
                                 ("noting", note), ("counting", count)):
                with self.subTest(f"{name}, {stage}"):
                    self.setUp()
                    self.survive(f"{name}, once, while {stage}", (match, action, 1), fails=False)
        for stage, match in (("sending", self.upload), ("switching", switch)):
            with self.subTest(stage):
                self.setUp()
                self.survive(f"reset always, while {stage}", (match, faults.reset_before, None), fails=True)

    def test_a_reset_in_the_middle_of_the_body(self):
        if not self.has_store:
            self.skipTest("an update is recognised by its body")
        self.survive("reset in the middle of the body, once", (self.upload, faults.reset_during, 1), fails=False)
        self.setUp()
        self.survive("reset in the middle of the body, always", (self.upload, faults.reset_during, None), fails=True)

    def test_a_stall(self):
        self.patience = "4"
        self.survive("no answer, once", (self.upload, faults.stall(10), 1), fails=False)
        self.setUp()
        self.survive("no answer to the switch, ever", (switch, faults.stall(10), None), fails=True)

    def test_a_slow_trickle(self):
        self.survive("answers come in a trickle", (any_query, faults.trickle(1), 5), fails=False)

    def test_refusals(self):
        # Without a Graph Store at its address, the statements are sent by updates.
        self.survive("404 from the Graph Store", (put, faults.answer(404, "Not Found", (), HTML), None), fails=False)
        for status, reason, says in ((403, "Forbidden", "no right"),
                                     (413, "Payload Too Large", "client_max_body_size"),
                                     (500, "Internal Server Error", "Internal Server Error")):
            with self.subTest(status):
                self.setUp()
                run = self.survive(f"{status} to the body", (self.upload, faults.answer(status, reason, (), HTML), None),
                                   fails=True, says=[str(status), says])
                self.assertNotIn("<h1>", run.err)
        self.setUp()
        self.survive("500 with a page of HTML to the switch",
                     (switch, faults.answer(500, "Internal Server Error", (), HTML), None), fails=True, says="500")

    def test_busy_servers(self):
        for status in (429, 503):
            for name, headers in (("", ()), (" with Retry-After", (("Retry-After", "1"),))):
                with self.subTest(f"{status}{name}"):
                    self.setUp()
                    self.survive(f"{status}{name}, twice", (self.upload, faults.answer(status, "Busy", headers), 2),
                                 fails=False)
        self.setUp()
        self.survive("503 every time", (self.upload, faults.answer(503, "Busy"), None), fails=True, says="503")

    def test_an_account_is_refused(self):
        for name, challenge in (("basic", 'Basic realm="x"'), ("digest", 'Digest realm="x", nonce="1", qop="auth"'),
                                ("an unknown scheme", 'Negotiate')):
            with self.subTest(name):
                self.setUp()
                self.survive(f"401 with {name}", (self.upload, faults.answer(401, "Unauthorized",
                                                                        (("WWW-Authenticate", challenge),)), None),
                             fails=True, says="401")

    def test_a_stale_nonce(self):
        if self.server.auth != "digest":
            self.skipTest("no digest")
        stale = faults.answer(401, "Unauthorized", (("WWW-Authenticate",
                                                     'Digest realm="SPARQL", nonce="old", qop="auth", stale=true'),))
        self.survive("401 with a stale nonce", (self.upload, stale, 1), fails=None)

    def test_success_that_is_none(self):
        self.survive("200 with nothing stored, once", (self.upload, faults.answer(200, "OK"), 1), fails=False)
        self.setUp()
        self.survive("200 with nothing stored, always", (self.upload, faults.answer(200, "OK"), None), fails=True,
                     says="holds 0")
        self.setUp()
        self.survive("200 to the switch with nothing done", (switch, faults.answer(200, "OK"), None), fails=True)

    def test_answers_that_cannot_be_used(self):
        self.survive("an answer is cut short, once", (count, faults.truncate, 1), fails=False)
        self.setUp()
        self.survive("a page of HTML with status 200, always", (count, faults.answer(200, "OK", (), HTML), None),
                     fails=True, says="does not answer a query with SPARQL results")
        self.setUp()
        self.survive("an answer of a gigabyte", (count, faults.endless, None), fails=True, says="longer than")

    def test_a_redirect_is_not_followed(self):
        elsewhere = Proxy(self.server)
        with elsewhere:
            to = faults.answer(307, "Temporary Redirect", (("Location", f"http://localhost:{elsewhere.port}/evil"),))
            self.survive("a redirect to another host", (self.upload, to, None), fails=True, says="redirect")
            self.assertEqual(elsewhere.requests, [])

    def test_tls_with_a_wrong_certificate(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=elsewhere.example",
                        "-days", "2", "-keyout", self.state / "key.pem", "-out", self.state / "certificate.pem"],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.state / "certificate.pem", self.state / "key.pem")
        with Proxy(self.server, tls=context) as proxy:
            run = self.publish(proxy.root, *NEW)
            self.assertEqual([each.text for each in proxy.requests], [])
        self.assertEqual((run.code, self.live()), (2, "old"), str(run))
        self.assertIn("certificate", run.err)
        self.assertIn("Nothing was changed.", run.err)
        self.record("TLS with a wrong certificate", "failed, old version live")

    def test_the_staging_graph_vanishes(self):
        def drop():
            for row in self.client.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
                if row["g"]["value"].startswith(self.graph + "/.staging/"):
                    self.client.update(f"DROP SILENT GRAPH <{row['g']['value']}>")

        mark = lambda each: "INSERT {" in each.text and "pending" in each.text and "?s ?p ?o" not in each.text
        self.survive("the staging graph vanishes before the switch", (mark, faults.then(drop), 1), fails=True,
                     says="right before")

    def test_kill_9_of_the_client(self):
        for stage, match in (("taking the lease", lease), ("sending", self.upload), ("counting", count),
                             ("switching", switch), ("noting", note)):
            for when, action in (("before", faults.first), ("after", faults.then)):
                with self.subTest(f"{when} {stage}"):
                    self.setUp()
                    self.kill_client(f"kill -9 of the client, {when} {stage}", match, action)

    def test_kill_9_of_the_server(self):
        if not self.server.keeps:
            self.skipTest("the server keeps its graphs in memory")
        for stage, match in (("sending", self.upload), ("switching", switch), ("noting", note)):
            for when, action in (("before", faults.first), ("after", faults.then)):
                with self.subTest(f"{when} {stage}"):
                    self.setUp()
                    # On Virtuoso a switch that its own death interrupts may leave a part: marked, told, repaired.
                    self.survive(f"kill -9 of the server, {when} {stage}", (match, action(self.server.kill), 1),
                                 whole=self.server.is_atomic, server=self.server.restart)
        self.setUp()
        self.survive("kill -9 of the server in the middle of the switch",
                     (switch, faults.meanwhile(self.server.kill, 0.05), 1),
                     whole=self.server.is_atomic, server=self.server.restart)

    def test_faults_while_changes_are_sent(self):
        self.mode = "changes"
        is_whole = self.server.is_atomic  # else operations follow each other: marked, told, repaired
        self.survive("changes: reset after the work was done, once", (changes, faults.reset_after, 1), fails=False)
        for name, action in (("reset, always", faults.reset_before), ("200 with nothing done", faults.answer(200, "OK"))):
            with self.subTest(name):
                self.setUp()
                self.survive(f"changes: {name}", (changes, action, None), fails=True)
        for when, action in (("before", faults.first), ("after", faults.then)) if self.server.keeps else ():
            with self.subTest(f"kill -9 of the server {when}"):
                self.setUp()
                self.survive(f"changes: kill -9 of the server, {when} sending", (changes, action(self.server.kill), 1),
                             whole=is_whole, server=self.server.restart)
        if self.server.keeps:
            self.setUp()
            self.survive("changes: kill -9 of the server in the middle",
                         (changes, faults.meanwhile(self.server.kill, 0.01), 1), whole=is_whole,
                         server=self.server.restart)
        for when, action in (("before", faults.first), ("after", faults.then)):
            with self.subTest(f"kill -9 of the client {when}"):
                self.setUp()
                self.kill_client(f"changes: kill -9 of the client, {when} sending", changes, action)

    def test_a_full_disk_for_the_archive(self):
        mounted = self.state / "small"
        mounted.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", mounted], capture_output=True,
                          check=False).returncode != 0:
            self.skipTest("cannot mount a small file system: not root")
        try:
            run = stoa(self.server, self.state, *self.arguments(self.server.root, *NEW, archive=mounted))
        finally:
            subprocess.run(["umount", mounted], check=True)
        self.assertEqual((run.code, self.live()), (2, "old"), str(run))
        self.assertIn("No space left", run.err)
        self.assertEqual(self.publish(self.server.root, *NEW).code, 0)
        self.record("a full disk for the archive", "failed, old version live")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--table"]:
        write_table(sys.argv[2])
    else:
        main({name: [Faults] for name in SERVERS})
