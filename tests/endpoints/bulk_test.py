#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each server loads the shards of `stoa export` with its own loader, by the commands of docs/bulk-loading.md: they are
read there, so that what is documented is what was run.

usage: bulk_test.py [virtuoso|fuseki|oxigraph]...
"""

import gzip
import hashlib
import json
import os
import pathlib
import re
import subprocess

from support.case import Case, main
from support.client import Client
from support.servers import PREPARED
from support.stoa import ROOT, STOA, exported, held

GRAPH = "https://w3id.org/stoa/iclc"
SECONDS = 300


def blocks(anchor, language):
    """The fenced blocks in a section of the document."""
    text = (ROOT / "docs/bulk-loading.md").read_text(encoding="utf-8")
    section = text.split(f'<a id="{anchor}"></a>')[1].split("<a id=")[0] if anchor else text.split("<a id=")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


class Bulk(Case):
    """Without a server: it starts on what was loaded, or loads itself."""

    location = None  # of the storage that its loader makes, in the folder of the server

    @classmethod
    def setUpClass(cls):
        cls.server = cls.kind()
        cls.prepare = cls.server.prepare
        cls.server.prepare = cls.load_before_the_start
        cls.enterClassContext(cls.server)
        cls.client = Client(cls.server)

    @classmethod
    def load_before_the_start(cls):
        cls.prepare()
        cls.folder = cls.server.folder
        cls.shards = cls.folder / "bulk"
        cls.export()
        cls.load()

    @classmethod
    def load(cls):
        """For a store that is loaded while its server does not run."""

    @classmethod
    def placed(cls, command):
        return command.replace("/srv/iclc", str(cls.shards)).replace("DIR", str(cls.folder / (cls.location or "")))

    @classmethod
    def run_block(cls, command, cwd):
        path = f"{pathlib.Path(STOA).resolve().parent}:{PREPARED}/python/bin:{os.environ['PATH']}"
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", cls.placed(command)], cwd=cwd, capture_output=True,
                              text=True, timeout=SECONDS, check=False, env={**os.environ, "PATH": path})
        assert done.returncode == 0, f"{command}{done.stdout}{done.stderr}"

    @classmethod
    def export(cls):
        (command,) = blocks(None, "sh")
        cls.run_block(command, ROOT)

    def test_the_manifest_tells_what_the_files_hold(self):
        manifest = json.loads((self.shards / "manifest.json").read_text())
        files = manifest["files"]
        self.assertEqual([each["name"] for each in files], [f"part-{number:04}.nt.gz" for number in range(1, 9)])
        self.assertEqual(sorted(each.name for each in self.shards.iterdir()),
                         ["manifest.json", *(each["name"] for each in files)])
        whole = b""
        for each in files:
            content = (self.shards / each["name"]).read_bytes()
            inside = gzip.decompress(content)
            self.assertEqual((each["bytes"], each["sha256"]), (len(content), hashlib.sha256(content).hexdigest()))
            self.assertEqual((each["ntriples_bytes"], each["ntriples_sha256"], each["statements"]),
                             (len(inside), hashlib.sha256(inside).hexdigest(), inside.count(b"\n")))
            whole += inside
        done = subprocess.run([STOA, "export", ROOT / "data/iclc", "--format", "ntriples"], capture_output=True, check=True)
        self.assertEqual(whole, done.stdout)
        self.assertEqual(
            (manifest["ntriples_sha256"], manifest["ntriples_bytes"], manifest["statements"], manifest["bytes"]),
            (hashlib.sha256(whole).hexdigest(), len(whole), whole.count(b"\n"), sum(each["bytes"] for each in files)))

    def assert_loaded(self):
        manifest = json.loads((self.shards / "manifest.json").read_text())
        self.assertEqual(self.client.count(GRAPH), manifest["statements"])
        self.assertEqual(held(self.client, GRAPH), exported(ROOT / "data/iclc"))

    def test_the_store_holds_what_the_data_say(self):
        self.assert_loaded()


class BulkVirtuoso(Bulk):
    """The server runs and loads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.loading, cls.clearing = ([line for line in cls.placed(block).splitlines()]
                                     for block in blocks("virtuoso", "sql"))
        cls.loaded = cls.server.sql(*cls.loading)

    def test_the_folder_is_allowed_as_documented(self):
        (line,) = blocks("virtuoso", "ini")
        self.assertIn(self.placed(line), (self.server.folder / "virtuoso.ini").read_text())

    def test_no_file_is_left_over(self):
        self.assertNotIn("part-", self.loaded)
        self.assertEqual(self.server.sql("SELECT COUNT(*) FROM DB.DBA.LOAD_LIST;").split(), ["8"])

    def test_what_was_loaded_outlives_a_crash_and_is_replaced(self):
        for _ in range(2):
            self.server.kill()
            self.server.restart()
            self.assert_loaded()
            self.server.sql(*self.clearing)
            self.assertEqual(self.client.count(GRAPH), 0)
            self.server.sql(*self.loading)
        self.assert_loaded()


class BulkFuseki(Bulk):
    location = "tdb2"

    @classmethod
    def load(cls):
        (cls.folder / "fuseki.classpath").write_text((PREPARED / "fuseki.classpath").read_text())
        (command,) = blocks("jena", "sh")
        cls.run_block(command, cls.folder)


class BulkOxigraph(Bulk):
    location = "store"

    @classmethod
    def load(cls):
        (command,) = blocks("oxigraph", "sh")
        cls.run_block(command, cls.folder)


if __name__ == "__main__":
    main({"virtuoso": [BulkVirtuoso], "fuseki": [BulkFuseki], "oxigraph": [BulkOxigraph]})
