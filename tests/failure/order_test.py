#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same bytes, whatever the order of files, tables and keys, and whatever the locale and time zone."""

import os
import pathlib
import re
import shutil
import subprocess
import tomllib
import unittest

from support import ROOT, SINK, Case, main, stoa

SHUFFLES = 6
GRAPH_FILES = (["graphml"], ["gexf"], ["dot"], ["csv", "--table", "nodes"], ["csv", "--table", "edges"])
FORMS = (["turtle"], ["ntriples"], *GRAPH_FILES, *([*words, "--view", "lineage"] for words in GRAPH_FILES))
WORKED = ROOT / "tests/golden/query/input/worked"


def entries(text):
    """`key = value` entries, each with the comment lines before it; values of several lines are indented or closed by ]."""
    found, comments, inside = [], "", False
    for line in text.splitlines(keepends=True):
        if inside or line[0] in "]})":
            found[-1] += line
        elif re.match(r"[A-Za-z_\"-]", line):
            found.append(comments + line)
            comments = ""
        elif line[0] in " \t" and found:
            found[-1] += line
        else:
            comments += line
            continue
        inside = found[-1].count('"""') % 2 == 1
    return found


class Block:
    """A table of the top level with the tables that are nested in it."""

    def __init__(self, header):
        self.header = header
        self.body = ""
        self.nested = []

    def shuffled(self, random):
        keys = entries(self.body)
        random.shuffle(keys)
        nested = list(self.nested)
        random.shuffle(nested)
        return self.header + "".join(keys) + "\n" + "".join(each.shuffled(random) for each in nested)


def read(path):
    """Preamble and blocks of a file; `[edition]` becomes `[[edition]]`, so that files can be joined."""
    preamble, blocks, at, open_text = "", [], None, False
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        header = None if open_text else re.match(r"\[+([a-z_]+)(\.[a-z_.]+)?\]+", line)
        if header and not header.group(2):
            at = Block(f"[[{header.group(1)}]]\n")
            blocks.append(at)
        elif header:
            at = Block(line)
            blocks[-1].nested.append(at)
        elif at:
            at.body += line
        else:
            preamble += line
        open_text ^= line.count('"""') % 2 == 1
    return "".join(entries(preamble)), blocks


def shuffle(source, target, random):
    """The data set with its tables spread over new files in new folders; tables stay with their file's evidence."""
    target.mkdir(parents=True)
    shutil.copy(source / "stoa.toml", target)
    by_preamble = {}
    for path in sorted(source.rglob("*.toml")):
        if path.name != "stoa.toml":
            preamble, blocks = read(path)
            by_preamble.setdefault(preamble, []).extend(blocks)
    number = 0
    for preamble, blocks in by_preamble.items():
        random.shuffle(blocks)
        while blocks:
            count = random.randint(1, len(blocks))
            folder = target / random.choice([".", "a", "Z/z", "ä"])
            folder.mkdir(parents=True, exist_ok=True)
            number += 1
            path = folder / f"{random.choice('aBé9_')}-{random.randint(0, 99)}-{number}.toml"
            path.write_text(preamble + "\n" + "".join(each.shuffled(random) for each in blocks[:count]), encoding="utf-8")
            tomllib.loads(path.read_text(encoding="utf-8"))
            del blocks[:count]


def leaves(folder):
    """Number of values in the data set: shuffling must lose none."""

    def count(node):
        if isinstance(node, dict):
            return sum(map(count, node.values()))
        return sum(map(count, node)) if isinstance(node, list) else 1

    contents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.rglob("*.toml") if path.name != "stoa.toml"]
    return sum(count(table) for content in contents for name, table in content.items() if name != "evidence")


class Order(Case):
    def export(self, data, **environment):
        """All forms of all parts, and the answer that holds every event."""
        outputs = []
        for command in (*(["export", data, "--format", *words] for words in FORMS),
                        ["export", data, "--parts", "evolution", "--format", "ntriples"],
                        ["query", "events", data, "--format", "json"]):
            done = stoa(*command, env={**os.environ, "LC_ALL": "C.UTF-8", **environment})
            self.assert_answer(done, 0)
            self.assertEqual(done.stderr, b"")
            outputs.append(done.stdout)
        return outputs

    def check_shuffled(self, sources, root):
        expected = self.export(sources[root])
        for number in range(SHUFFLES):
            copy = self.folder / str(number)
            for name, source in sources.items():
                shuffle(source, copy / name, self.random)
                self.assertEqual(leaves(copy / name), leaves(source))
            self.assertEqual(self.export(copy / root), expected, f"shuffle {number}")

    def test_shuffled_iclc_gives_the_same_bytes(self):
        data = ROOT / "data"
        self.check_shuffled({"iclc": data / "iclc", "shared": data / "shared"}, "iclc")

    def test_shuffled_kitchen_sink_gives_the_same_bytes(self):
        self.check_shuffled({"sink": SINK}, "sink")

    def test_shuffled_worked_example_gives_the_same_bytes(self):
        self.check_shuffled({"worked": WORKED}, "worked")

    def test_the_order_of_inputs_makes_no_difference(self):
        confintea = ROOT / "examples/confintea"
        first = stoa("export", ROOT / "data/iclc", confintea)
        second = stoa("export", confintea, ROOT / "data/iclc", confintea)
        self.assert_answer(first, 0)
        self.assertEqual(first.stdout, second.stdout)
        for words, options in ((["export"], ["--parts", "evolution"]), (["query", "events"], ["--format", "json"]),
                               (["query", "two-series"], [])):
            first = stoa(*words, ROOT / "data/iclc", confintea, *options)
            second = stoa(*words, confintea, ROOT / "data/iclc", *options)
            self.assert_answer(first, 0)
            self.assertEqual(first.stdout, second.stdout, words)

    def test_the_path_of_the_data_makes_no_difference(self):
        link = self.folder / "link"
        link.symlink_to(SINK)
        self.assertEqual(self.export(link), self.export(SINK))

    def test_locale_and_time_zone_make_no_difference(self):
        data = ROOT / "data/iclc"
        expected = self.export(data)
        self.assertEqual(self.export(data, LC_ALL="C", LANG="C"), expected)
        for zone in ("Pacific/Kiritimati", "America/St_Johns", "no/such/zone"):
            self.assertEqual(self.export(data, TZ=zone), expected, zone)
        epoch = [self.export(data, TZ=zone, SOURCE_DATE_EPOCH="1700000000") for zone in ("Etc/GMT+12", "Etc/GMT-14")]
        self.assertEqual(*epoch)
        for options in (["check", data], ["info", data], ["schema"], ["query", "story", data, "--theme", "inclusion"],
                        ["query", "sensitivity", data]):
            self.assertEqual(stoa(*options, env={**os.environ, "LC_ALL": "C"}).stdout, stoa(*options).stdout)

    def test_other_locales_make_no_difference(self):
        names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
        locales = {each: {} for each in names if each.startswith(("tr_TR", "de_DE"))}
        if not locales:  # made for the test where their sources are installed
            for name in ("tr_TR", "de_DE"):
                made = subprocess.run(["localedef", "-i", name, "-f", "UTF-8", str(self.folder / f"{name}.UTF-8")],
                                      capture_output=True, check=False)
                if made.returncode == 0:
                    locales[f"{name}.UTF-8"] = {"LOCPATH": str(self.folder)}
        if not locales:
            self.skipTest("neither a Turkish nor a German locale is installed, nor can one be made (package locales)")
        expected = self.export(SINK)
        for name, environment in locales.items():
            self.assertEqual(self.export(SINK, LC_ALL=name, **environment), expected, name)


if __name__ == "__main__":
    main()
