#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every form of JSON that the program writes is as its schema in docs/json says."""
import copy
import functools
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support import CONFINTEA, GOALS, ICLC, PROGRAM, ROOT, main, stoa

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

WORKED = ROOT / "tests/golden/query/input/worked"
SISTER = ROOT / "tests/golden/query/input/sister"
NEEDS = {"--theme": "youth", "--with": "access", "--document": "d3", "--edition": "2"}
TYPES = {"string": str, "boolean": bool, "integer": int, "fraction": dict, "number": (int, float), "entity": dict,
         "entities": list}


@functools.cache
def validator(form):
    schema = json.loads((ROOT / f"docs/json/{form}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class Forms(unittest.TestCase):
    def faults(self, form, value):
        return [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}" for each in validator(form).iter_errors(value)]

    def answers(self):
        for each in json.loads(stoa("query", "--list", "--format", "json")):
            words = [word for option in each["needs"] for word in (option, NEEDS[option])]
            yield json.loads(stoa("-q", "query", each["name"], WORKED, SISTER, *words, "--format", "json"))
        for data in (ICLC, CONFINTEA, GOALS):
            yield json.loads(stoa("-q", "query", "events", data, "--format", "json"))

    def test_answers(self):
        rows = 0
        for answer in self.answers():
            with self.subTest(answer["question"]):
                self.assertEqual(self.faults("answer", answer), [])
                columns = {each["name"]: each for each in answer["columns"]}
                for row in answer["rows"]:
                    self.assertEqual(list(row), [*columns, "editions", "evidence", "basis", "coverage"])
                    for name, column in columns.items():
                        self.assertIsInstance(row[name], (TYPES[column["type"]], type(None)), name)
                for column in columns.values():
                    self.assertFalse(column["unit"] and column["type"] != "integer", column)
                rows += len(answer["rows"])
        self.assertGreater(rows, 1000)

    def test_questions(self):
        self.assertEqual(self.faults("questions", json.loads(stoa("query", "--list", "--format", "json"))), [])

    def test_counts(self):
        for data in (ICLC, CONFINTEA, WORKED):
            self.assertEqual(self.faults("info", json.loads(stoa("info", data, "--format", "json"))), [])

    def test_the_schema_of_data_files(self):
        self.assertEqual(self.faults("schema", json.loads(stoa("schema", "--format", "json"))), [])

    def test_manifests_of_shards(self):
        with tempfile.TemporaryDirectory() as folder:
            for options in ((), ("--gzip",)):
                stoa("export", WORKED, "--format", "ntriples", "--shards", 2, "-o", folder, *options)
                self.assertEqual(self.faults("manifest", json.loads((Path(folder) / "manifest.json").read_text())), [])

    def test_reports_of_faults(self):
        for command, pattern in (("check", "*/*/command"), ("validate", "*/command")):
            cases = 0
            for file in sorted((ROOT / "tests/golden").glob(pattern)):
                words = file.read_text().split()
                if words[:1] != [command] or not (file.parent / "input").is_dir():
                    continue
                words = [word for word in words[1:] if word not in ("--format", "json")]
                done = subprocess.run([PROGRAM, command, *words, "--format", "json"], capture_output=True,
                                      cwd=file.parent / "input", check=False)
                if done.returncode in (0, 1):
                    self.assertEqual(self.faults(command, json.loads(done.stdout)), [], file.parent.name)
                    cases += 1
            self.assertGreater(cases, 20, command)

    def test_a_changed_answer_is_not_valid(self):
        answer = json.loads(stoa("-q", "query", "resumed", WORKED, "--format", "json"))
        changes = {"a row lacks its basis": lambda of: of["rows"][0].pop("basis"),
                   "an entity has no kind": lambda of: of["rows"][0]["concerns"].pop("kind"),
                   "a text is a list": lambda of: of["rows"][0].update(list=["theme"]),
                   "a column has no type": lambda of: of["columns"][0].pop("type"),
                   "an unknown member": lambda of: of.update(note="")}
        for name, change in changes.items():
            with self.subTest(name):
                changed = copy.deepcopy(answer)
                change(changed)
                self.assertNotEqual(self.faults("answer", changed), [])


if __name__ == "__main__":
    main()
