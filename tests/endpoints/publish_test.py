#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`stoa publish`, `verify` and `endpoint info` against real servers.

usage: publish_test.py [SERVER]...
"""

import json
import os
import pathlib
import pty
import re
import shutil
import ssl
import subprocess
import tempfile
import termios
import threading
import time
from random import Random

from support.case import Case, main
from support.client import Client
from support.outcomes import record
from support.proxy import Proxy, answer, first, head, then
from support.servers import Fuseki
from support.stoa import ROOT, STOA, STATEMENTS_OF_A_LABEL, environment, exported, held, start, stoa, write_themes

# The worked example of docs/method.md: small, and with theme evolution. Where many statements matter, they are made up.
WORKED = ROOT / "tests/golden/query/input/worked"
ICLC = ROOT / "data/iclc"
GRAPH = "https://example.org/published"
OTHER_DATE = ("--modified", "2026-01-31")
HOSTILE = [
    'a quotation mark " and } ; DROP ALL #', "a backslash \\", "\\u0022 } ; CLEAR ALL ; INSERT DATA { GRAPH <x> {",
    "\\\\u0022", "\\U00000022 . }", "line\nfeed\tand\rreturn", "'''\"\"\"", "\u0001\u007f control", "<iri> ?s $o @en",
    "日本語 \U0001F30D e\u0301", "%s {0} {{ }}", "\\", "\\\\", "\\n", "ends in a backslash\\"]


class Publication(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="stoa-publish-")
        self.addCleanup(folder.cleanup)
        self.state = pathlib.Path(folder.name)
        self.graph = f"{GRAPH}/{self.id().rsplit('.', 1)[-1]}"
        self.root = self.server.root

    def run_stoa(self, *arguments, **more):
        return stoa(self.server, self.state, *arguments, **more)

    def publish(self, *arguments, data=WORKED, code=0, **more):
        run = self.run_stoa("publish", data, "--to", self.root, "--graph", self.graph, "--format", "json", *arguments,
                            **more)
        self.assertEqual(run.code, code, str(run))
        return run.json if code == 0 else run

    def verify(self, *arguments, code=0, data=WORKED):
        run = self.run_stoa("verify", data, "--to", self.root, "--graph", self.graph, "--format", "json", *arguments)
        self.assertEqual(run.code, code, str(run))
        return run.json

    def assert_holds(self, expected, graph=None):
        self.assertEqual(held(self.client, graph or self.graph), expected)


class Publish(Publication):

    def test_replaces_and_reads_back(self):
        report = self.publish("--verify", "full", data=ICLC)
        self.assertEqual((report["action"], report["revision"], report["server"]), ("replaced", 1, self.server.name))
        self.assert_holds(exported(ICLC))
        self.assertEqual(report["graphs"][0]["compared"], report["graphs"][0]["statements"])
        # A smaller version leaves nothing of the larger one.
        self.assertEqual(self.publish("--parts", "description", data=ICLC)["action"], "replaced")
        self.assert_holds(exported(ICLC, "--parts", "description"))

    def test_unchanged_data_send_no_write(self):
        self.publish()
        with Proxy(self.server) as proxy:
            self.root = proxy.root
            self.assertEqual(self.publish()["action"], "unchanged")
            self.assertTrue(proxy.requests)
            self.assertEqual([each.text for each in proxy.requests if each.writes], [])

    def test_sends_changes_alone(self):
        self.publish()
        report = self.publish("--mode", "changes", *OTHER_DATE)
        self.assertEqual((report["action"], report["graphs"][0]["added"]), ("changed", 1))
        self.assertLessEqual(report["requests"], 20)
        self.assert_holds(exported(WORKED, *OTHER_DATE))
        # Back again: one is removed.
        self.assertEqual(self.publish("--mode", "changes")["graphs"][0]["removed"], 1)
        self.assert_holds(exported(WORKED))
        self.assertEqual(self.publish("--mode", "changes")["action"], "unchanged")

    def test_replaces_where_changes_are_many_or_not_known(self):
        self.publish("--parts", "data")
        report = self.publish("--mode", "changes", "--parts", "description")
        self.assertEqual(report["action"], "replaced")
        self.assertIn("30 %", " ".join(report["notes"]))
        report = self.publish("--mode", "changes", *OTHER_DATE, "--archive", self.state / "another")
        self.assertEqual(report["action"], "replaced")
        self.assertIn("archive", " ".join(report["notes"]))
        self.assert_holds(exported(WORKED, *OTHER_DATE))

    def test_a_dry_run_sends_nothing_that_writes(self):
        archive = self.state / "archive"  # the usual place is by address, and the proxy has another
        self.publish("--archive", archive)
        before = held(self.client, self.graph)
        with Proxy(self.server) as proxy:
            self.root = proxy.root
            report = self.publish("--dry-run", *OTHER_DATE, "--archive", archive)
            self.assertEqual([each.text for each in proxy.requests if each.writes], [])
        self.assertEqual(report["action"], "planned")
        self.assertEqual(report["entities"], [{"entity": "https://example.org/worked/dataset/worked", "added": 1,
                                               "removed": 0, "foreign": False}])
        self.assertTrue(any(each["method"] == "PUT" and each["bytes"] > 100_000 for each in report["requests_planned"]))
        self.assertEqual(held(self.client, self.graph), before)
        self.assertIn("taking the lease", [each["what"] for each in report["requests_planned"]])
        # Without the archived version the graph is read back.
        self.root = self.server.root
        elsewhere = self.publish("--dry-run", *OTHER_DATE, "--archive", self.state / "another")
        self.assertEqual(elsewhere["entities"], report["entities"])
        self.assertEqual((elsewhere["graphs"][0]["added"], elsewhere["graphs"][0]["removed"]), (1, 0))

    def test_splits_into_graphs_that_switch_together(self):
        report = self.publish("--split", "--parts", "all")
        self.assertEqual([each["graph"] for each in report["graphs"]],
                         [self.graph, self.graph + "/description", self.graph + "/evolution"])
        self.assert_holds(exported(WORKED, "--parts", "data"))
        self.assert_holds(exported(WORKED, "--parts", "evolution"), self.graph + "/evolution")
        whole = exported(WORKED, "--parts", "all")
        self.assertEqual(held(self.client, self.graph) | held(self.client, self.graph + "/description")
                         | held(self.client, self.graph + "/evolution"), whole)
        self.assertEqual(self.publish("--split", "--parts", "all")["action"], "unchanged")
        self.assertEqual(self.verify("--parts", "data")["not_compared"],
                         [self.graph + "/description", self.graph + "/evolution"])
        self.assertEqual(self.verify("--split", "--parts", "all")["not_compared"], [])

    def test_a_part_that_is_left_out_is_emptied_and_comes_back(self):
        for mode in ("replace", "changes"):
            with self.subTest(mode):
                self.publish("--split", "--parts", "all")
                report = self.publish("--parts", "all", "--mode", mode)
                self.assertIn("emptied", " ".join(report["notes"]))
                self.assertEqual({each["graph"]: each["statements"] for each in report["graphs"][1:]},
                                 {self.graph + "/description": 0, self.graph + "/evolution": 0})
                self.assert_holds(exported(WORKED, "--parts", "all"))
                self.assert_holds(set(), self.graph + "/description")
                self.assert_holds(set(), self.graph + "/evolution")
                self.assertEqual(self.publish("--parts", "all", "--mode", mode)["action"], "unchanged")
                self.publish("--rollback")
                self.assert_holds(exported(WORKED, "--parts", "data"))
                self.assert_holds(exported(WORKED, "--parts", "evolution"), self.graph + "/evolution")

    def test_parts_without_the_data_are_the_same_publication(self):
        self.publish("--split", "--parts", "description,evolution")
        self.publish("--split", "--parts", "description,evolution", *OTHER_DATE)
        self.assertEqual(self.publish("--rollback")["revision"], 3)
        self.assert_holds(exported(WORKED, "--parts", "evolution"), self.graph + "/evolution")
        self.assertEqual(self.publish("--split", "--parts", "all")["revision"], 4)
        info = self.run_stoa("endpoint", "info", self.root, "--format", "json").json
        self.assertEqual([each["graph"] for each in info["publications"] if each["graph"].startswith(self.graph)],
                         [self.graph])

    def test_an_archive_that_several_share_keeps_them_apart(self):
        archive = ("--archive", self.state / "shared")
        self.publish("--parts", "data", *archive)
        first, self.graph = self.graph, self.graph + "/other"
        self.publish(*archive)
        self.publish(*OTHER_DATE, *archive)
        second, self.graph = self.graph, first
        self.assertIn("no revision 2", self.publish("--rollback", "2", *archive, code=2).err)
        self.publish("--parts", "description", *archive)
        self.publish("--rollback", *archive)
        self.assert_holds(exported(WORKED, "--parts", "data"))
        self.assert_holds(exported(WORKED, *OTHER_DATE), second)

    def test_a_rollback_is_to_the_version_before_or_none(self):
        self.publish("--parts", "data")
        self.publish()
        self.publish("--parts", "description", "--archive", self.state / "another")
        self.assertIn("no revision 2 of", self.publish("--rollback", "--archive", self.state / "another", code=2).err)
        self.assertEqual(self.publish("--rollback")["revision"], 4)
        self.assert_holds(exported(WORKED))

    def test_graphs_that_differ_in_their_end_do_not_share_notes(self):
        self.publish()
        first, self.graph = self.graph, self.graph + "/"
        for options in (["--take-over"], ["--rollback"]):
            self.assertIn(f"its notes would be those of <{first}>", self.publish(*options, code=2).err)
        self.assert_holds(exported(WORKED), first)

    def test_what_another_publisher_has_staged_stays(self):
        self.publish()
        state, staging = self.graph + "/.publication", self.graph + "/.staging/another"
        lease = f"<{self.graph}> <https://w3id.org/stoa/ns#lease>"
        self.client.update(
            f"DELETE DATA {{ GRAPH <{state}> {{ {lease} \"free\" }} }} ;\n"
            f"INSERT DATA {{ GRAPH <{state}> {{ {lease} \"another {int(time.time()) + 600}\" . "
            f"<{self.graph}> <https://w3id.org/stoa/ns#stagingGraph> <{staging}> }} "
            f"GRAPH <{staging}> {{ <https://example.org/s> a <https://example.org/C> }} }}")
        self.assertEqual(self.publish()["action"], "unchanged")
        self.assertEqual(self.client.count(staging), 1)
        self.assertEqual(self.publish("--take-over")["action"], "unchanged")
        self.assertEqual(self.client.count(staging), 0)

    def test_who_lost_the_lease_changes_nothing(self):
        self.publish("--parts", "data")
        another = ("--parts", "all", "--take-over", "--archive", self.state / "another")
        root = self.root
        for mode in ("replace", "changes"):
            with self.subTest(mode), Proxy(self.server) as proxy:
                def take_over():
                    self.root, kept = root, self.root
                    self.publish(*another)
                    self.root = kept

                # Right before the mark.
                proxy.rule(lambda each: b"pending> " in each.body.partition(b"WHERE")[0], first(take_over), 1)
                self.root = proxy.root
                run = self.run_stoa("publish", WORKED, "--to", self.root, "--graph", self.graph, "--mode", mode,
                                    "--archive", self.state / "mine", "--parts", "description")
                self.assertEqual(run.code, 2, str(run))
                self.root = root
                self.assert_holds(exported(WORKED, "--parts", "all"))
                self.assertEqual(self.publish(*another)["action"], "unchanged")

    def test_of_parts_that_switch_together_a_refusal_says_what_is_live(self):
        self.publish("--split")
        with Proxy(self.server) as proxy:
            proxy.rule(lambda each: "FILTER NOT EXISTS" in each.text, answer(500, "No", (), b"no"), None)
            self.root = proxy.root
            run = self.publish("--split", *OTHER_DATE, "--attempts", "1", "--archive", self.state / "mine", code=2)
        self.assertIn("The old version is live, whole", run.err)

    def test_a_server_that_hides_its_name_is_found_by_its_description(self):
        def nameless(proxy, request, _connection, stream):
            status, reason, headers, body = proxy.ask(request)
            headers = [each for each in headers if each[0].lower() not in ("server", "fuseki-request-id")]
            stream.write(head(status, reason, headers, len(body)) + body)
            stream.flush()

        with Proxy(self.server) as proxy:
            proxy.rule(lambda each: True, nameless, None)
            info = self.run_stoa("endpoint", "info", proxy.root, "--format", "json")
            self.assertEqual(info.json["profile"], self.server.name, str(info))

    def test_more_changes_than_fit_a_request_are_staged(self):
        folder = self.state / "data"
        folder.mkdir()
        (folder / "stoa.toml").write_text('name = "many"\nbase = "https://example.org/many/"\ntitle = "Many"\n'
                                          'licence = "https://creativecommons.org/licenses/by/4.0/"\n')
        (folder / "sources.toml").write_text('[[source]]\nid = "s"\nlabel = "Source"\nurl = "https://example.org/s"\n')

        def write(numbers):
            tables = [f'[[theme]]\nid = "t{number}"\nlabel = "Theme {number}"\n' for number in numbers]
            (folder / "themes.toml").write_text('evidence = "s"\n' + "".join(tables))

        # Of a server that is not known 200 statements go into one request, and 1,000 into one operation.
        urls = ("--server", "generic", "--query-url", self.server.query_url, "--update-url", self.server.update_url,
                "--store-url", self.server.store_url, "--parts", "data")
        write(range(2_000))
        self.publish(*urls, data=folder)
        for numbers in (range(1_600), range(2_000), range(175, 2_175)):
            write(numbers)
            report = self.publish(*urls, "--mode", "changes", data=folder)
            self.assertEqual(report["action"], "changed")
            self.assertGreater(report["graphs"][0]["added"] + report["graphs"][0]["removed"], 1_000)
            self.assert_holds(exported(folder, "--parts", "data"))
        self.assertEqual(self.run_stoa("endpoint", "info", self.root, "--format", "json").json["staging"], [])

    def test_verify_names_what_differs_by_entity(self):
        self.publish()
        self.verify()
        subject = "https://example.org/worked/edition/1"
        label = "http://www.w3.org/2000/01/rdf-schema#label"
        expected = {row[1:] for row in exported(WORKED) if row[0][1] == subject and row[1][1] == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}
        self.assertTrue(expected)
        lost = sorted(row[1][1] for row in expected)[0]
        self.client.update(f"DELETE DATA {{ GRAPH <{self.graph}> {{ <{subject}> a <{lost}> }} }} ;\n"
                           f"INSERT DATA {{ GRAPH <{self.graph}> {{ <https://example.org/stranger> <{label}> \"x\" }} }}")
        report = self.verify(code=1)["graphs"][0]
        self.assertEqual((report["missing"], report["extra"], report["changed"]), (1, 1, 0))
        self.assertEqual({(each["kind"], each["entity"]) for each in report["differences"]},
                         {("missing", subject), ("extra", "https://example.org/stranger")})
        self.verify("--depth", "counts")  # one is missing, one is extra: a count does not tell
        # The next publication repairs it.
        self.assertEqual(self.publish("--verify", "full", *OTHER_DATE)["action"], "replaced")
        self.verify(*OTHER_DATE)

    def test_a_graph_of_somebody_else_is_refused_and_can_be_adopted(self):
        self.client.update(f"INSERT DATA {{ GRAPH <{self.graph}> {{ <https://example.org/theirs> <https://example.org/p> "
                           f"\"x\"@en , <https://example.org/o> , 7 }} }}")
        theirs = held(self.client, self.graph)
        run = self.publish(code=2)
        self.assertIn("holds 3 statements that this publication has not published, for example "
                      "<https://example.org/theirs>", run.err)
        self.assertIn("--adopt", run.err)
        self.assertEqual(held(self.client, self.graph), theirs)
        record(self.server, "a graph of others", "refused, their statements live")
        planned = self.publish("--dry-run")
        self.assertEqual(planned["entities"][0], {"entity": "https://example.org/theirs", "added": 0, "removed": 3,
                                                  "foreign": True})
        report = self.publish("--adopt")
        self.assertIn("archive as revision 0", " ".join(report["notes"]))
        self.assert_holds(exported(WORKED))
        self.publish("--rollback", "0")
        self.assertEqual(held(self.client, self.graph), theirs)
        record(self.server, "a graph of others, with --adopt", "succeeded, new version live, theirs by --rollback 0")
        # Its notes are lost: it is nobody's again.
        self.client.update(f"DROP SILENT GRAPH <{self.graph}/.publication>")
        self.assertIn("has not published", self.publish(code=2).err)
        self.client.put(self.graph, b"_:b <https://example.org/p> <https://example.org/o> .\n")
        self.assertIn("no way back", self.publish("--adopt", code=2).err)
        self.assertEqual(self.client.count(self.graph), 1)
        record(self.server, "a graph of others with blank nodes, with --adopt", "refused, their statements live")

    def test_no_part_is_put_into_a_graph_of_somebody_else(self):
        whole, self.graph = self.graph, self.graph + "/description"
        self.publish("--parts", "data")
        self.graph, part = whole, self.graph
        self.assertIn("belongs to another publication", self.publish("--split", "--adopt", code=2).err)
        self.assertEqual(self.client.count(self.graph), 0)
        self.assert_holds(exported(WORKED, "--parts", "data"), part)
        self.client.update(f"DROP SILENT GRAPH <{part}/.publication>")
        self.assertIn("A part is never put into such a graph", self.publish("--split", "--adopt", code=2).err)
        self.assert_holds(exported(WORKED, "--parts", "data"), part)

    def test_runs_of_the_same_data_compare_all_of_them(self):
        data = self.state / "many"
        write_themes(data, 730)  # 23 batches of about 200 statements
        report = self.publish(data=data)["graphs"][0]
        runs = -(-report["batches"] // 10)
        self.assertGreater(runs, 2)
        self.assertIsNone(report["all_compared"])
        subject = f"<{sorted(row[0][1] for row in exported(data))[-1]}>"
        self.client.update(f"DELETE WHERE {{ GRAPH <{self.graph}> {{ {subject} ?p ?o }} }}")
        held_now = report["statements"] - self.client.count(self.graph)
        self.client.update("INSERT DATA { GRAPH <%s> { %s } }" % (self.graph, " ".join(
            f"{subject} <https://example.org/wrong> {number} ." for number in range(held_now))))
        actions = [self.publish(data=data)["action"] for _ in range(runs)]
        self.assertIn("replaced", actions)
        self.assert_holds(exported(data))
        self.assertIsNotNone([self.publish(data=data) for _ in range(runs)][-1]["graphs"][0]["all_compared"])

    def test_rolls_back(self):
        self.publish("--parts", "data")
        self.publish()
        report = self.publish("--rollback")
        self.assertEqual((report["action"], report["revision"]), ("replaced", 3))
        self.assert_holds(exported(WORKED, "--parts", "data"))
        self.assertEqual(self.publish("--rollback", "2")["revision"], 4)
        self.assert_holds(exported(WORKED))
        # Wrong data are no reason not to.
        wrong = self.state / "wrong"
        wrong.mkdir()
        (wrong / "stoa.toml").write_text("nonsense = 1\n")
        self.assertEqual(self.publish("--rollback", "1", data=wrong)["revision"], 5)
        self.assert_holds(exported(WORKED, "--parts", "data"))
        run = self.publish("--rollback", "77", code=2)
        self.assertIn("revision 77", run.err)

    def test_wrong_data_are_not_published(self):
        folder = self.state / "wrong"
        shutil.copytree(ROOT / "examples/confintea", folder)
        (folder / "stoa.toml").write_text((folder / "stoa.toml").read_text() + "\nnonsense = 1\n")
        run = self.publish(data=folder, code=1)
        self.assertIn("nonsense", run.err)
        self.assertEqual(self.client.count(self.graph), 0)

    def test_info_shows_what_is_there(self):
        self.publish()
        run = self.run_stoa("endpoint", "info", self.root, "--format", "json")
        self.assertEqual(run.code, 0, str(run))
        info = run.json
        self.assertEqual(info["profile"], self.server.name)
        self.assertEqual((info["query_url"], info["update_url"], info["store_url"]),
                         (self.server.query_url, self.server.update_url, self.server.store_url))
        sizes = {each["graph"]: each["statements"] for each in info["graphs"]}
        self.assertEqual(sizes[self.graph], len(exported(WORKED)))
        published = {each["graph"]: each for each in info["publications"]}
        self.assertEqual(published[self.graph]["revision"], 1)
        self.assertEqual([each for each in info["staging"] if each.startswith(self.graph)], [])

    def test_every_address_of_the_endpoint_will_do(self):
        self.publish()
        for address in (self.server.query_url, self.server.update_url, self.server.store_url, self.server.root + "/"):
            self.root = address
            self.verify("--depth", "counts")

    def test_endpoints_have_names_in_stoa_toml(self):
        folder = self.state / "named"
        shutil.copytree(ROOT / "examples/confintea", folder / "confintea")
        shutil.copytree(ROOT / "data/shared", folder.parent / "data/shared")
        config = folder / "confintea/stoa.toml"
        config.write_text(config.read_text().replace("../../data/shared", "../../data/shared")
                          + f'\n[endpoints.test]\nurl = "{self.root}"\ngraph = "{self.graph}"\nmode = "changes"\n')
        run = self.run_stoa("publish", folder / "confintea", "--to", "test", "--format", "json")
        self.assertEqual(run.code, 0, str(run))
        self.assertEqual(run.json["graphs"][0]["graph"], self.graph)
        self.assertGreater(self.client.count(self.graph), 1000)
        run = self.run_stoa("verify", folder / "confintea", "--to", "tset")
        self.assertEqual(run.code, 2)
        self.assertIn("did you mean 'test'", run.err)

    def test_hostile_labels_do_not_break_out(self):
        folder = self.state / "hostile"
        folder.mkdir()
        (folder / "stoa.toml").write_text('name = "hostile"\nbase = "https://example.org/hostile/"\n'
                                          'title = "Hostile"\nlicence = "https://creativecommons.org/licenses/by/4.0/"\n')
        texts = [text for text in HOSTILE if "\u0001" not in text]
        (folder / "sources.toml").write_text('[[source]]\nid = "s"\nlabel = "Source"\nurl = "https://example.org/s"\n')
        lines = ['evidence = "s"\n']
        for number, text in enumerate(texts):
            lines.append(f"[[theme]]\nid = \"t{number}\"\nlabel = {json.dumps(text, ensure_ascii=False)}\n".replace(
                "\u007f", "\\u007F"))
        (folder / "themes.toml").write_text("\n".join(lines))
        expected = exported(folder)
        self.client.update(f"INSERT DATA {{ GRAPH <{GRAPH}/bystander> {{ <x:s> <x:p> <x:o> }} }}")
        self.publish("--verify", "full", data=folder)
        self.assert_holds(expected)
        # And by an update, where a text stands in SPARQL.
        (folder / "themes.toml").write_text("\n".join(lines[:2]))
        self.publish("--verify", "full", data=folder)
        (folder / "themes.toml").write_text("\n".join(lines[:3]))
        for count in range(3, len(lines) + 1):
            (folder / "themes.toml").write_text("\n".join(lines[:count]))
            report = self.publish("--mode", "changes", "--verify", "full", data=folder)
            self.assertIn(report["action"], ("changed", "replaced"))
        self.assert_holds(expected)
        self.assertEqual(self.client.count(f"{GRAPH}/bystander"), 1)

    def test_random_labels_are_what_another_parser_reads(self):
        try:
            import pyoxigraph
        except ImportError:
            self.skipTest("pyoxigraph is not installed")
        random = Random(20260131)
        letters = ['"', "'", "\\", "u", "U", "0", "2", "n", "{", "}", "<", ">", ";", "#", " ", "\n", "\r", "\t", ".", "@",
                   "^", "é", "\U0001F30D", "\u007f", "\ufffe"]
        folder = self.state / "random"
        folder.mkdir()
        (folder / "stoa.toml").write_text('name = "random"\nbase = "https://example.org/random/"\ntitle = "Random"\n'
                                          'licence = "https://creativecommons.org/licenses/by/4.0/"\n')
        (folder / "sources.toml").write_text('[[source]]\nid = "s"\nlabel = "Source"\nurl = "https://example.org/s"\n')
        texts = {"x" + "".join(random.choice(letters) for _ in range(random.randrange(1, 12))) + "x" for _ in range(400)}
        tables = [f'[[theme]]\nid = "t{number}"\nlabel = {json.dumps(text)}\n'.replace("\x7f", "\\u007F")
                  for number, text in enumerate(sorted(texts))]
        tables = [re.sub(r"\\ud83c\\udf0d", "\U0001F30D", each) for each in tables]
        themes = folder / "themes.toml"
        archive = self.state / "archive"
        root = self.root

        def write(number):
            themes.write_text('evidence = "s"\n' + "".join(tables[:number]))
            return exported(folder, "--parts", "data")

        after = write(len(tables) - 120)
        self.publish("--archive", archive, "--parts", "data", data=folder)
        for number in range(len(tables) - 90, len(tables) + 1, 30):  # no more each time than one request lists, also on Virtuoso
            before, after = after, write(number)
            with Proxy(self.server) as proxy:
                self.root = proxy.root
                self.assertEqual(self.publish("--archive", archive, "--parts", "data", "--mode", "changes",
                                              data=folder)["action"], "changed")
                sent = [each.body.decode() for each in proxy.requests
                        if b"pending> " in each.body.partition(b"WHERE")[2]]
            self.root = root
            self.assertEqual(len(sent), 1)
            store = pyoxigraph.Store()
            guard = re.search(r"WHERE ({ GRAPH <[^>]*/\.publication> {[^}]*} })$", sent[0])
            store.update("INSERT DATA " + guard.group(1))
            store.update(sent[0])
            read = {(str(quad.graph_name), str(quad.subject), quad.object.value) for quad in store
                    if str(quad.graph_name) == f"<{self.graph}>"}
            self.assertEqual(read, {(f"<{self.graph}>", f"<{row[0][1]}>", row[2][1]) for row in after - before})
            self.assert_holds(after)

    def test_one_of_two_publishers_wins(self):
        self.publish("--parts", "data")
        runs = [start(self.server, self.state / f"of-{number}", "publish", WORKED, "--to", self.root, "--graph",
                      self.graph, "--format", "json", "--modified", f"2026-02-0{number}") for number in (1, 2)]
        ended = [(*run.communicate(timeout=120), run.returncode) for run in runs]
        codes = sorted(code for _, _, code in ended)
        self.assertIn(codes, ([0, 2], [0, 0]), ended)
        if codes == [0, 2]:
            self.assertIn("another publisher", "".join(err for _, err, _ in ended))
        live = held(self.client, self.graph)
        self.assertIn(live, [exported(WORKED, "--modified", f"2026-02-0{number}") for number in (1, 2)])

    def test_of_two_that_got_in_together_one_stays(self):
        """Where updates do not see each other two leases can be there; each sees the other when it reads back."""
        lease = "https://w3id.org/stoa/ns#lease"
        in_time = int(time.time()) + 600
        for token, leaves, wins in (("0", False, False), ("z", True, True), ("z", False, False)):
            with self.subTest(token=token, leaves=leaves):
                self.publish("--parts", "data")
                other = (f"DATA {{ GRAPH <{self.graph}/.publication> "
                         f"{{ <{self.graph}> <{lease}> \"{token} {in_time}\" }} }}")
                timer = threading.Timer(1, lambda: self.client.update("DELETE " + other))

                def come_in():
                    self.client.update("INSERT " + other)
                    if leaves:
                        timer.start()

                with Proxy(self.server) as proxy:
                    proxy.rule(lambda each: "DELETE {" in each.text and lease in each.text, then(come_in))
                    run = self.run_stoa("publish", WORKED, "--to", proxy.root, "--graph", self.graph)
                self.assertEqual(run.code, 0 if wins else 2, str(run))
                if not wins:
                    self.assertIn("another publisher is changing", run.err)
                    self.assert_holds(exported(WORKED, "--parts", "data"))
                    left = self.client.query(f"SELECT ?o {{ GRAPH <{self.graph}/.publication> {{ ?s <{lease}> ?o }} }}")
                    self.assertEqual([each["o"]["value"] for each in left], [f"{token} {in_time}"])
                    self.client.update("DELETE " + other)

    def test_a_graph_keeps_the_end_of_its_name(self):
        self.graph += "/"
        self.publish()
        info = self.run_stoa("endpoint", "info", self.root, "--format", "json").json
        self.assertIn(self.graph, [each["graph"] for each in info["publications"]])

    def test_a_publisher_at_work_keeps_others_out(self):
        self.publish("--parts", "data")
        refused = []

        def second():
            refused.append(stoa(self.server, self.state / "second", "publish", WORKED, "--to", self.server.root, "--graph",
                                self.graph))

        with Proxy(self.server) as proxy:
            proxy.rule(lambda each: each.method == "PUT", first(second))
            self.root = proxy.root
            self.assertEqual(self.publish()["action"], "replaced")
        self.assertEqual(refused[0].code, 2, str(refused[0]))
        self.assertIn("another publisher is changing", refused[0].err)
        self.assert_holds(exported(WORKED))

    def test_the_lease_of_a_dead_publisher_ends(self):
        self.publish("--parts", "data")
        with Proxy(self.server) as proxy:
            dead = []
            proxy.rule(lambda each: each.method == "PUT", first(lambda: (dead[0].kill(), dead[0].wait())))
            dead.append(start(self.server, self.state, "publish", WORKED, "--to", proxy.root, "--graph", self.graph,
                              "--lease", "8", "--archive", self.state / "of-the-dead"))
            dead[0].communicate(timeout=100)
        elsewhere = ("--archive", self.state / "elsewhere")
        self.assertIn("another publisher is changing", self.publish(*elsewhere, code=2).err)
        time.sleep(9)
        self.assertEqual(self.publish(*elsewhere)["action"], "replaced")
        self.assert_holds(exported(WORKED))

    def test_a_server_that_is_not_known_is_published_to(self):
        urls = ("--server", "generic", "--query-url", self.server.query_url, "--update-url", self.server.update_url,
                "--store-url", self.server.store_url)
        report = self.publish("--verify", "full", *urls)
        self.assertEqual((report["action"], report["server"]), ("replaced", "generic"))
        self.assert_holds(exported(WORKED))
        self.assertEqual(self.publish("--mode", "changes", *OTHER_DATE, *urls)["action"], "changed")
        self.verify(*OTHER_DATE, *urls)

    def test_tombstones_mark_what_is_gone(self):
        self.publish("--parts", "all")
        gone = {row[0] for row in exported(WORKED, "--parts", "all")} - {row[0] for row in exported(WORKED)}
        gone = {each for each in gone if "/dataset/" not in each[1]}  # these describe the data
        self.assertTrue(gone)
        new = "https://example.org/new"
        moved = sorted(gone)[0]
        self.publish("--tombstones", "--replaced-by", f"{moved[1]}={new}")
        mark = (("uri", "http://www.w3.org/2002/07/owl#deprecated", "", ""),
                ("literal", "true", "", "http://www.w3.org/2001/XMLSchema#boolean"))
        deprecated = {(each, *mark) for each in gone}
        expected = exported(WORKED) | deprecated | {
            (moved, ("uri", "http://purl.org/dc/terms/isReplacedBy", "", ""), ("uri", new, "", ""))}
        self.assert_holds(expected)
        # They stay.
        self.assertEqual(self.verify()["graphs"][0]["tombstones"], len(gone))
        self.client.update(f"INSERT DATA {{ GRAPH <{self.graph}> {{ <{moved[1]}> a <https://example.org/Ghost> }} }}")
        self.assertEqual(self.verify(code=1)["graphs"][0]["extra"], 3)  # it is none any more
        self.publish("--tombstones", *OTHER_DATE)
        self.assert_holds(expected - exported(WORKED) | exported(WORKED, *OTHER_DATE))

    def test_a_terminal_sees_how_far_it_is(self):
        ours, theirs = pty.openpty()
        with Proxy(self.server) as proxy:
            proxy.rule(lambda each: each.method == "PUT", first(lambda: time.sleep(2)), 1)
            run = subprocess.Popen([STOA, "publish", WORKED, "--to", proxy.root, "--graph", self.graph, "--format", "json"],
                                   stdin=subprocess.DEVNULL, stderr=theirs, stdout=subprocess.PIPE, text=True,
                                   env=environment(self.server, self.state))
            os.close(theirs)
            shown = b""
            while b"s left" not in shown:
                shown += os.read(ours, 1000)
            out, _ = run.communicate(timeout=120)
            os.close(ours)
        self.assertEqual(json.loads(out)["action"], "replaced")
        self.assertRegex(shown.decode(), r"sending … \d+ s \[#+\.*\] \d+ %, [\d,]+ a second, about \d+ s left")

    def test_a_token_is_given_to_who_asks_for_it(self):
        if self.server.user:
            self.skipTest("the server has accounts of another kind")
        challenge = answer(401, "Unauthorized", [("WWW-Authenticate", "Bearer")])
        with Proxy(self.server) as proxy:
            proxy.rule(lambda each: each.headers.get("Authorization") != "Bearer t0ken-8231", challenge, None)
            self.root = proxy.root
            self.publish(STOA_ENDPOINT_TOKEN="t0ken-8231")
            self.assertIn("STOA_ENDPOINT_TOKEN", self.publish("--parts", "data", code=2).err)
        self.assert_holds(exported(WORKED))

    def test_a_certificate_is_trusted_when_it_is_named(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", self.state / "key.pem", "-out",
                        self.state / "certificate.pem"], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.state / "certificate.pem", self.state / "key.pem")
        with Proxy(self.server, tls=context) as proxy:
            self.root = proxy.root
            self.assertIn("certificate", self.publish(code=2).err)
            self.publish(CURL_CA_BUNDLE=str(self.state / "certificate.pem"))
        self.assert_holds(exported(WORKED))


class UnknownServer(Publication):
    """Where Stoa has no profile for the server: with made-up data, for some servers take a second for 200 statements."""

    THEMES = 100
    OPTIONS = ("--parts", "data")

    def setUp(self):
        super().setUp()
        self.data = self.state / "made"
        self.write(0)

    def write(self, changed):
        write_themes(self.data, self.THEMES, changed)

    def publish(self, *arguments, **more):
        return super().publish(*self.OPTIONS, *arguments, data=self.data, **more)

    def assert_live(self):
        self.assert_holds(exported(self.data, *self.OPTIONS))

    def test_the_life_of_a_publication(self):
        report = self.publish("--verify", "full")
        self.assertEqual((report["action"], report["server"]), ("replaced", "generic"))
        by_updates = [each for each in report["notes"] if each.endswith(": the statements were sent by updates")]
        self.assertEqual(len(by_updates), 0 if self.server.store_url else 1)
        self.assert_live()
        with Proxy(self.server) as proxy:
            self.root = proxy.root
            self.assertEqual(self.publish()["action"], "unchanged")
            self.assertEqual([each.text for each in proxy.requests if each.writes], [])
        self.root = self.server.root
        self.write(20)
        changed = 20 * STATEMENTS_OF_A_LABEL
        report = self.publish("--mode", "changes")
        self.assertEqual((report["action"], report["graphs"][0]["added"], report["graphs"][0]["removed"]),
                         ("changed", changed, changed))
        self.assert_live()
        self.write(50)
        self.assertEqual(self.publish()["action"], "replaced")
        self.assert_live()
        self.verify(*self.OPTIONS, data=self.data)
        self.assertEqual(self.publish("--rollback")["revision"], 4)
        self.write(20)
        self.assert_live()
        info = self.run_stoa("endpoint", "info", self.root, "--format", "json").json
        self.assertEqual([each for each in info["staging"] if each.startswith(self.graph)], [])
        self.assertEqual([each["revision"] for each in info["publications"] if each["graph"] == self.graph], [4])

    def test_a_strange_statement_is_found_and_repaired(self):
        self.publish()
        theme = "https://example.org/made/theme/t1"
        self.client.update(f"DELETE WHERE {{ GRAPH <{self.graph}> {{ <{theme}> ?p ?o }} }} ;\nINSERT DATA {{ GRAPH "
                           f"<{self.graph}> {{ <https://example.org/stranger> a <https://example.org/C> }} }}")
        report = self.verify(*self.OPTIONS, data=self.data, code=1)["graphs"][0]
        self.assertEqual({each["entity"] for each in report["differences"]}, {theme, "https://example.org/stranger"})
        self.assertEqual(self.publish("--verify", "full")["action"], "replaced")
        self.assert_live()

    def test_a_publisher_at_work_keeps_others_out(self):
        self.publish()
        self.write(20)
        refused = []

        def second():
            refused.append(stoa(self.server, self.state / "second", "publish", self.data, "--to", self.server.root,
                                "--graph", self.graph))

        with Proxy(self.server) as proxy:
            proxy.rule(lambda each: "stagingGraph" in each.text and "INSERT" in each.text, first(second))
            self.root = proxy.root
            self.assertEqual(self.publish()["action"], "replaced")
        self.assertEqual(refused[0].code, 2, str(refused[0]))
        self.assertIn("another publisher is changing", refused[0].err)
        self.assertIn("; revision 1, published ", refused[0].err)
        self.assert_live()

    def test_an_address_that_is_missing_is_named_by_its_option(self):
        run = subprocess.run([STOA, "publish", self.data, "--to", self.root, "--graph", self.graph], text=True,
                             capture_output=True, check=False, env=environment(self.server, self.state))
        if self.server.name == "rdf4j":  # updates go to another address
            self.assertEqual(run.returncode, 2, run)
            self.assertIn("status 415 (is this the right address? --update-url names the one for updates)", run.stderr)
        else:
            self.assertEqual(run.returncode, 0, run)

    def test_a_graph_of_somebody_else_is_refused_and_can_be_adopted(self):
        self.client.update(f"INSERT DATA {{ GRAPH <{self.graph}> {{ <https://example.org/theirs> <https://example.org/p> "
                           "\"x\"@en , <https://example.org/o> } }")
        theirs = held(self.client, self.graph)
        self.assertIn("--adopt", self.publish(code=2).err)
        self.assertEqual(held(self.client, self.graph), theirs)
        record(self.server, "a graph of others", "refused, their statements live")
        self.publish("--adopt")
        self.assert_live()
        self.publish("--rollback", "0")
        self.assertEqual(held(self.client, self.graph), theirs)
        record(self.server, "a graph of others, with --adopt", "succeeded, new version live, theirs by --rollback 0")

    def test_parts_switch_together(self):
        options = ("--split", "--parts", "data,description")
        report = super().publish(*options, data=self.data)
        self.assertEqual([each["graph"] for each in report["graphs"]], [self.graph, self.graph + "/description"])
        self.assert_live()
        report = self.publish()
        self.assertIn("emptied", " ".join(report["notes"]))
        self.assert_holds(set(), self.graph + "/description")


class Accounts(Publication):
    """Where the server asks for an account."""

    def test_the_account_goes_as_the_server_asks(self):
        self.assertEqual(self.publish()["action"], "replaced")
        self.assertEqual(self.publish(*OTHER_DATE, "--mode", "changes")["action"], "changed")
        self.assert_holds(exported(WORKED, *OTHER_DATE))
        self.verify(*OTHER_DATE)
        self.assertEqual(self.publish("--rollback")["action"], "replaced")
        self.assert_holds(exported(WORKED))
        if self.server.name == "fuseki":  # others let everybody read
            info = self.run_stoa("endpoint", "info", self.root, "--format", "json").json
            self.assertEqual(info["authentication"], self.server.auth)

    def test_a_wrong_account_is_told_and_not_shown(self):
        run = self.publish(code=2, STOA_ENDPOINT_PASSWORD="hush-hush-8231")
        self.assertIn("does not take the account", run.err)
        self.assertNotIn("hush-hush-8231", run.out + run.err)
        run = self.publish(code=2, STOA_ENDPOINT_USER="", STOA_ENDPOINT_PASSWORD="")
        self.assertIn("STOA_ENDPOINT_USER", run.err)

    def test_a_netrc_file_has_the_account(self):
        (self.state / "netrc").write_text(f"machine 127.0.0.1 login {self.server.user} password {self.server.password}\n")
        self.publish("--netrc-file", self.state / "netrc", STOA_ENDPOINT_USER="", STOA_ENDPOINT_PASSWORD="")
        self.assertEqual(self.client.count(self.graph), len(exported(WORKED)))

    def test_an_open_door_needs_no_account(self):
        if self.server.name != "virtuoso":
            self.skipTest("the server has one service URL")
        self.server.sql('GRANT SPARQL_UPDATE TO "SPARQL";')
        self.addCleanup(self.server.sql, 'REVOKE SPARQL_UPDATE FROM "SPARQL";')
        none = {"STOA_ENDPOINT_USER": "", "STOA_ENDPOINT_PASSWORD": ""}
        self.assertEqual(self.publish(**none)["action"], "replaced")
        self.assert_holds(exported(WORKED))
        # Leftovers of a run are removed through that service URL too, if nothing else has to be written.
        left = f"{self.graph}/.staging/left"
        self.client.update(f"INSERT DATA {{ GRAPH <{left}> {{ <x:s> <x:p> <x:o> }} }} ;\nINSERT DATA {{ GRAPH "
                           f"<{self.graph}/.publication> {{ <{self.graph}> <https://w3id.org/stoa/ns#stagingGraph> "
                           f"<{left}> }} }}")
        self.assertEqual(self.publish(**none)["action"], "unchanged")
        self.assertEqual(self.client.count(left), 0)

    def test_a_terminal_is_asked_for_the_account(self):
        ours, theirs = pty.openpty()
        env = environment(self.server, self.state, STOA_ENDPOINT_USER="", STOA_ENDPOINT_PASSWORD="")
        run = subprocess.Popen([STOA, "publish", WORKED, "--to", self.root, "--graph", self.graph, "--format", "json"],
                               stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, text=True, env=env)
        os.close(theirs)
        shown = b""
        for question, word in ((b"User: ", self.server.user), (b"Password: ", self.server.password)):
            while question not in shown:
                shown += os.read(ours, 1000)
            os.write(ours, word.encode() + b"\n")
        out, _ = run.communicate(timeout=120)
        os.close(ours)
        self.assertEqual(run.returncode, 0, shown)
        self.assertEqual(json.loads(out)["action"], "replaced")
        self.assertNotIn(self.server.password.encode(), shown)

    def test_an_interrupted_question_leaves_the_terminal_as_it_was(self):
        ours, theirs = pty.openpty()
        before = termios.tcgetattr(theirs)
        env = environment(self.server, self.state, STOA_ENDPOINT_USER="", STOA_ENDPOINT_PASSWORD="")
        run = subprocess.Popen([STOA, "publish", WORKED, "--to", self.root, "--graph", self.graph], stdin=theirs,
                               stderr=theirs, stdout=subprocess.PIPE, text=True, env=env)
        shown = b""
        for question, word in ((b"User: ", b"publisher\n"), (b"Password: ", b"hal\x03")):
            while question not in shown:
                shown += os.read(ours, 1000)
            os.write(ours, word)
        self.assertEqual(run.wait(timeout=60), 2)
        self.assertEqual(termios.tcgetattr(theirs), before)
        run.stdout.close()
        os.close(ours)
        os.close(theirs)

    def test_no_secret_is_in_anything_that_is_written(self):
        reports = [json.dumps(self.publish(*more)) for more in ((), ("--dry-run", *OTHER_DATE), ("--mode", "changes",
                                                                                                 *OTHER_DATE))]
        reports.append(str(self.run_stoa("publish", WORKED, "--to", self.root, "--graph", self.graph)))
        reports.append(str(self.run_stoa("endpoint", "info", self.root)))
        reports.append(str(self.publish("--rollback", "99", code=2)))
        for file in self.state.rglob("*"):
            if file.is_file():
                reports.append(file.read_bytes().decode("latin-1"))
        for graph in (self.graph, self.graph + "/.publication"):
            reports.append(repr(held(self.client, graph)))
        for each in reports:
            self.assertNotIn(self.server.password, each)


class AccountsByBasic(Accounts):
    """The same with Fuseki's accounts."""

    auth = "basic"

    @classmethod
    def setUpClass(cls):
        cls.server = Fuseki(auth=cls.auth)
        cls.enterClassContext(cls.server)
        cls.client = Client(cls.server)


class AccountsByDigest(AccountsByBasic):
    auth = "digest"


if __name__ == "__main__":
    main({"virtuoso": [Publish, Accounts], "fuseki": [Publish, AccountsByBasic, AccountsByDigest],
          "oxigraph": [Publish], "rdf4j": [UnknownServer], "rdflib-endpoint": [UnknownServer]})
