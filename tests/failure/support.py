# SPDX-License-Identifier: Apache-2.0
"""What the failure tests share: the program, its data, folders to work in."""

import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("STOA_ROOT", pathlib.Path(__file__).resolve().parents[2]))
STOA = os.environ.get("STOA", str(ROOT / "build/release/stoa"))
SEED = int(os.environ.get("STOA_SEED", "20131021"))
SINK = ROOT / "tests/golden/every-kind-and-property/input/sink"

CONFIG = """name = "tiny"
base = "https://example.org/tiny/"
title = "Tiny"
licence = "https://creativecommons.org/licenses/by/4.0/"
"""
RECORDS = """evidence = "page"

[[source]]
id = "page"
label = "A page"
"""


def stoa(*arguments, timeout=50, **options):
    """Runs the program; a run that does not end in time is an error of its own."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([STOA, *map(str, arguments)], timeout=timeout, check=False, **options)


class Case(unittest.TestCase):
    """A test with a fresh folder, and random choices that can be repeated."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stoa-failure-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.random = random.Random(f"{SEED} {self.id()}")

    def data_set(self, name="data", **files):
        """A tiny data set with more files: `name_toml="text"` or bytes."""
        folder = self.folder / name
        folder.mkdir()
        (folder / "stoa.toml").write_text(CONFIG)
        (folder / "records.toml").write_text(RECORDS)
        for file, content in files.items():
            path = folder / file.replace("_toml", ".toml")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    def assert_answer(self, done, *codes):
        """No signal, no crash of a sanitizer, a message for each failure."""
        text = done.stderr.decode("utf-8", "backslashreplace") if done.stderr else ""
        self.assertIn(done.returncode, codes, text[-4000:])
        self.assertNotIn("Sanitizer", text)
        if done.returncode != 0:
            self.assertRegex(text, r"error(\[[a-z0-9-]+\])?: ")


def main():
    print(f"STOA_SEED={SEED}", flush=True)
    unittest.main(verbosity=2)
